"""The annexes of the document 方案说明: tables 225 mm wide."""

from dataclasses import dataclass

from bianzhi.domain.advice import Advice
from bianzhi.domain.establishment import Establishment
from bianzhi.domain.plan import Plan
from bianzhi.writing.advice_words import (
    GOALS,
    compared,
    comparison_words,
    other_name,
    person_name,
    unit_name,
    whole_years,
)
from bianzhi.writing.document_table import Row, TableColumn

_SAME = "相同"


@dataclass(frozen=True)
class Annex:
    """One table with its title and the line above it."""

    title: str
    columns: tuple[TableColumn, ...]
    rows: list[Row]
    note: str = ""
    totals: tuple[Row, ...] = ()


def annexes(advice: Advice, plan: Plan, establishment: Establishment) -> list[Annex]:
    """A table for everything asked that has lines to show."""
    found = (
        _goals(advice),
        _changes(advice, plan, establishment),
        _trade_offs(advice),
        _burdens(advice),
        _critical(advice, plan, establishment),
        _years(advice),
    )
    return [annex for annex in found if annex is not None and annex.rows]


def _columns(*columns: tuple[str, float] | tuple[str, float, bool]) -> tuple[TableColumn, ...]:
    return tuple(TableColumn(*column) for column in columns)


def _goals(advice: Advice) -> Annex | None:
    if not advice.others:
        return None
    names = [goal.name for goal in advice.others[0].gives_up]
    width = 160 / (len(names) + 1)
    columns = _columns(("方案", 45), ("安排不同的人数", width), *((GOALS.get(name, name), width) for name in names))
    rows: list[Row] = [["建议方案", "", *(str(goal.plan) for goal in advice.others[0].gives_up)]]
    for number, other in enumerate(advice.others, 1):
        figures = [
            f"{goal.other}（{goal.difference:+d}）" if goal.difference else str(goal.other) for goal in other.gives_up
        ]
        rows.append([other_name(number), str(other.changed), *figures])
    return Annex("备选方案目标比较表", columns, rows, "括号内为与建议方案之差。")


def _changes(advice: Advice, plan: Plan, establishment: Establishment) -> Annex | None:
    columns = _columns(
        ("序号", 12), ("方案", 27), ("人员", 42), ("现单位", 46, False), ("建议方案拟调入", 46, False),
        ("备选方案拟调入", 46, False),
    )  # fmt: skip
    rows: list[Row] = []
    for number, other in enumerate(advice.others or (), 1):
        for before, after in compared(plan, other):
            move = after or before
            if move is None or comparison_words(before, after) == _SAME:
                continue
            to = [unit_name(establishment, each.to_unit) if each else "不调整" for each in (before, after)]
            who = person_name(establishment, move.person)
            rows.append([str(len(rows) + 1), other_name(number), who, unit_name(establishment, move.from_unit), *to])
    return Annex("备选方案不同安排名册", columns, rows, "只列与建议方案安排不同的人员，均为拟安排。")


def _trade_offs(advice: Advice) -> Annex | None:
    columns = _columns(("至多调整（人）", 55), ("调整人数（人）", 55), ("未消化超编（人）", 55), ("匹配总分（分）", 55))
    rows: list[Row] = [[str(each) for each in (p.at, p.moves, p.remaining, p.fit)] for p in advice.trade_offs]
    return Annex("得失比较表", columns, rows, "每行都是该调整人数下的最优方案。")


def _burdens(advice: Advice) -> Annex | None:
    columns = _columns(
        ("分组", 18), ("组别", 50, False), ("调整前实有", 18), ("可调整", 16), ("拟调整", 16), ("按比例约", 16), ("调整后实有", 18),
        ("提示", 70, False),
    )  # fmt: skip
    rows: list[Row] = [
        [
            *(each.grouping, each.group),
            *map(str, (each.in_post, each.movable, each.moved, each.expected, each.after)),
            each.warning,
        ]
        for each in advice.burdens
    ]
    return Annex("拟调整人员分布表", columns, rows, "单位：人")


def _critical(advice: Advice, plan: Plan, establishment: Establishment) -> Annex | None:
    columns = _columns(
        ("序号", 15), ("人员", 60), ("现单位", 55, False), ("拟调入单位", 55, False), ("未消化超编增加（人）", 35)
    )
    to = {move.person: move for move in plan.moves}
    rows: list[Row] = []
    for id, more in advice.robustness.critical if advice.robustness else ():
        where = (
            [unit_name(establishment, unit) for unit in (to[id].from_unit, to[id].to_unit)] if id in to else ["", ""]
        )
        rows.append([str(len(rows) + 1), person_name(establishment, id), *where, str(more)])
    return Annex("建议先行沟通人员名册", columns, rows, "本人不同意时没有其他人员可以接替的人员。")


def _years(advice: Advice) -> Annex | None:
    columns = _columns(
        ("年度", 32),
        ("年初超编", 32),
        ("拟调整", 32),
        ("到龄退休", 32),
        ("在途调入", 32),
        ("在途调出", 32),
        ("年末超编", 32),
    )
    rows: list[Row] = [
        [f"{s.year}年", *map(str, (s.excess_before, s.moves, s.retiring, s.entering, s.leaving, s.excess_after))]
        for s in (whole_years(advice.yearly) if advice.yearly else ())
    ]
    return Annex("分年度消化计划表", columns, rows, "单位：人；以后年度为测算数，届时以当年台账为准。")
