"""Whether a plan on paper belongs to this ledger, day and settings, and is as it was exported."""

import json
import re
from collections.abc import Iterator
from datetime import date

from bianzhi.domain.day_words import day_in_words
from bianzhi.domain.plan import PlanStatus
from bianzhi.domain.plan_columns import (
    FINGERPRINT,
    GOALS,
    MOVES,
    OVERVIEW,
    SETTINGS_GROUP,
    Fingerprint,
    FingerprintColumn,
    MoveColumn,
    OverviewColumn,
    PaperValue,
    digest,
    objective_items,
    paper_date,
    paper_text,
)
from bianzhi.domain.setting_items import setting_items
from bianzhi.rules.plan_case import Breach, PlanCase, differing, in_words, plan_rule, repeated

_VALUE = FingerprintColumn.VALUE
SETTINGS_HINT = "请用求解时的设置文件核对（命令行用 --settings），或者按新设置重新求解。"
"""The way out where the plan was made under other settings than it is held against."""
_UNREPEATED = frozenset(("time_limit_seconds",))
"""Settings that bear on how a plan is found and not on whether it holds."""


def _item(case: PlanCase, item: str, value: PaperValue, why: str, hint: str = "") -> Iterator[Breach]:
    row = case.fingerprint(item)
    if row is None:
        missing = case.paper[FINGERPRINT].cell(FingerprintColumn.ITEM)
        yield Breach(missing, f"缺“{item}”一行，应为{in_words(value)}。")
        return
    for breach in differing(row, {_VALUE: value}, f"“{item}”{why}"):
        yield Breach(breach.at, breach.message, hint) if hint else breach


@plan_rule("P502", "方案由本台账得出")
def ledger_is_the_one_planned_for(case: PlanCase) -> Iterator[Breach]:
    """The fingerprint on paper is that of the ledger's file: not one byte of the ledger has changed since."""
    hint = "台账在方案导出后有改动，或者不是同一份台账：请用原台账核对，或者按现台账重新求解。"
    yield from _item(case, Fingerprint.LEDGER, case.establishment.sha256 or None, "按本台账", hint)


@plan_rule("P503", "方案日期与核对日期一致")
def day_is_the_one_planned_for(case: PlanCase) -> Iterator[Breach]:
    """Periods, ages and retirement are counted at one day."""
    hint = "请按方案日期核对（命令行用 --date），或者按新日期重新求解。"
    yield from _item(case, Fingerprint.DAY, paper_date(case.day), "按核对日期", hint)


@plan_rule("P504", "方案所用设置与核对所用设置一致")
def settings_are_the_ones_planned_with(case: PlanCase) -> Iterator[Breach]:
    """Every setting on paper that bears on the rules is the one the plan is held against.

    Switches are settings too, each with its reason; so are wishes, changes of the matrix and conditions, a line each. None
    stands on paper that is not set here. What differs is named: a wish by who asked for it, when, and what for.
    """
    hint = SETTINGS_HINT
    items = {
        name: paper_text(value) if isinstance(value, str) else value for name, value in setting_items(case.settings)
    }
    for name, value in items.items():
        if name not in _UNREPEATED:
            yield from _setting(case, name, value, hint)
    for row in case.paper[FINGERPRINT]:
        item = row.text(FingerprintColumn.ITEM)
        if row[FingerprintColumn.GROUP] == SETTINGS_GROUP and item not in items:
            there = in_words(_told(row[_VALUE])) if _is_line(item) else ""
            yield Breach(row.cell(FingerprintColumn.ITEM), f"“{item}”{there}不在核对所用设置之列。", hint)


def _setting(case: PlanCase, name: str, value: PaperValue, hint: str) -> Iterator[Breach]:
    row = case.fingerprint(name)
    if row is None:
        missing = case.paper[FINGERPRINT].cell(FingerprintColumn.ITEM)
        yield Breach(missing, f"缺“{name}”一行，应为{in_words(_told(value))}。", hint)
    elif not _is_line(name):
        yield from _item(case, name, value, "核对所用设置", hint)
    elif row[_VALUE] != value:
        there, here = in_words(_told(row[_VALUE])), in_words(_told(value))
        if there == here:  # they differ in what is not told, or in the form of the cell
            there = f"{there}（与设置不完全相同）"
        yield Breach(row.cell(_VALUE), f"“{name}”为{there}，核对所用设置应为{here}。", hint)


def _is_line(name: str) -> bool:
    return name.partition(".")[0] in ("wishes", "matrix", "conditions")


def _told(value: PaperValue) -> PaperValue:
    """A wish, change or condition in a few words instead of its whole line; anything else as it is."""
    try:
        line = json.loads(value) if isinstance(value, str) and value.startswith("{") else None
    except ValueError:
        return value
    if not isinstance(line, dict):
        return value
    parts = [_word(line[name]) + _AFTER.get(name, "") for name in _TOLD if line.get(name)]
    return f"{' '.join(parts)}；{line.get('by', '')} {_day(line.get('on', ''))}"


def _day(value: object) -> str:
    try:
        return day_in_words(date.fromisoformat(str(value)))
    except ValueError:
        return str(value)


_AFTER = {"least": "人", "weight": "分"}
_TOLD = (
    *("kind", "persons", "person", "from_unit", "to_unit", "category", "post", "least", "weight"),
    *("status", "passage", "how", "condition"),
)
"""What is told of a line, in this order: what it speaks of; who asked, and when, is told in any case."""


def _word(value: object) -> str:
    return "、".join(map(str, value)) if isinstance(value, list) else str(value)


@plan_rule("P505", "全表摘要与各表内容一致")
def nothing_was_changed_since_export(case: PlanCase) -> Iterator[Breach]:
    """The digest over all lines is the one exported; columns an office fills in by hand are outside of it."""
    row = case.fingerprint(Fingerprint.DIGEST)
    if row is None:
        yield Breach(case.paper[FINGERPRINT].cell(FingerprintColumn.ITEM), f"缺“{Fingerprint.DIGEST}”一行。")
    elif row[_VALUE] != digest(case.paper.lines(Fingerprint.DIGEST)):
        message = "按各表现有内容计算的摘要与导出时的不同，导出后有内容被改动（本人意见、备注两栏除外）。"
        yield Breach(row.cell(_VALUE), message)


@plan_rule("P506", "名册逐行校验码与内容一致")
def lines_are_as_they_were_exported(case: PlanCase) -> Iterator[Breach]:
    """The check code at the end of each line belongs to what the line says."""
    for row in case.paper[MOVES]:
        if row[MoveColumn.CHECK] != row.check_code(MOVES, MoveColumn.CHECK):
            message = f"校验码{in_words(row[MoveColumn.CHECK])}与本行内容不符，导出后本行有改动。"
            yield Breach(row.cell(MoveColumn.CHECK), message)


@plan_rule("P507", "参数与指纹各项齐全，且与总览一致")
def parameters_are_complete(case: PlanCase) -> Iterator[Breach]:
    """Version, solver and status are there, the status is one of three, objectives are those of 总览."""
    twice = repeated(row.text(FingerprintColumn.ITEM) for row in case.paper[FINGERPRINT])
    for line in case.paper[FINGERPRINT]:
        if line.text(FingerprintColumn.ITEM) in twice:
            yield Breach(line.cell(FingerprintColumn.ITEM), f"“{line.text(FingerprintColumn.ITEM)}”列了不止一次。")
    replaced = case.fingerprint(Fingerprint.REPLACES)
    if replaced is not None and not re.fullmatch("[0-9a-f]{16}", replaced.text(_VALUE)):
        message = f"“{Fingerprint.REPLACES}”为{in_words(replaced[_VALUE])}，应为16位十六进制数字。"
        yield Breach(replaced.cell(_VALUE), message)
    for item in (Fingerprint.VERSION, Fingerprint.SOLVER):
        row = case.fingerprint(item)
        if row is None or not row.text(_VALUE):
            at = row.cell(_VALUE) if row else case.paper[FINGERPRINT].cell(FingerprintColumn.ITEM)
            yield Breach(at, f"“{item}”缺失，应写明。")
    status = case.fingerprint(Fingerprint.STATUS)
    allowed = [known.value for known in PlanStatus]
    if status is None or status[_VALUE] not in allowed:
        at = status.cell(_VALUE) if status else case.paper[FINGERPRINT].cell(FingerprintColumn.ITEM)
        there = in_words(status[_VALUE]) if status else "空"
        yield Breach(at, f"“{Fingerprint.STATUS}”为{there}，应为{'、'.join(allowed)}之一。")
    elif status[_VALUE] != PlanStatus.INFEASIBLE.value:
        yield from _objectives(case)


def _objectives(case: PlanCase) -> Iterator[Breach]:
    for name, goal in GOALS.items():
        row = case.paper[OVERVIEW].find(OverviewColumn.ITEM, goal)
        if row is None:
            continue  # P574 says so
        for item, heading in zip(objective_items(name), (OverviewColumn.VALUE, OverviewColumn.BOUND), strict=True):
            yield from _item(case, item, row[heading], "按总览")


FINGERPRINT_RULES = (
    ledger_is_the_one_planned_for,
    day_is_the_one_planned_for,
    settings_are_the_ones_planned_with,
    nothing_was_changed_since_export,
    lines_are_as_they_were_exported,
    parameters_are_complete,
)
