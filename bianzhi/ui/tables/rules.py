"""Every rule as a row, by family, with how often it found something."""

from collections import Counter
from collections.abc import Iterable, Mapping

from bianzhi.domain.day_words import day_in_words
from bianzhi.domain.finding import Finding
from bianzhi.domain.rule_switch import SwitchedOff
from bianzhi.rules import ALL_RULES
from bianzhi.rules.form import FORM_RULES
from bianzhi.rules.plans import ALL_PLAN_RULES
from bianzhi.rules.rule import Rule
from bianzhi.ui.tables.shown import shown

Row = dict[str, str | int | None]

FAMILIES = {
    "J": "机构、内设机构",
    "B": "编制",
    "Z": "领导职数",
    "R": "人员",
    "D": "台账格式",
    "P": "方案核对",
}
"""Families by their letter; the last two cannot be switched off."""
SWITCHABLE = "JBZR"
_RULES = {each.id: each for each in ALL_RULES}


def rule_list(findings: Iterable[Finding] | None, off: Mapping[str, str], family: str = "") -> list[Row]:
    """One row per rule, the families in order; without a check no counts."""
    counts = None if findings is None else Counter(finding.id for finding in findings)
    rows = [row for row in _all_rows(counts, off) if not family or str(row["规则"])[0] == family]
    return sorted(rows, key=lambda row: (list(FAMILIES).index(str(row["规则"])[0]), str(row["规则"])))


def _all_rows(counts: Counter[str] | None, off: Mapping[str, str]) -> Iterable[Row]:
    for each in ALL_RULES:
        state = "停用" if each.id in off else "启用"
        until = f"，至{day_in_words(each.until)}" if each.until else ""
        since = f"{day_in_words(each.since)}{until}"
        yield _row(each.id, each.severity.label, each.title, str(each.source), since, state, counts)
    for form in FORM_RULES:
        yield _row(form.id, form.severity.label, form.title, "台账模板填表说明", "", "必查", counts)
    for plan_rule in ALL_PLAN_RULES:
        yield _row(plan_rule.id, "违规", plan_rule.title, str(plan_rule.source), "", "复核时必查", None)


def _row(id: str, severity: str, title: str, source: str, since: str, state: str, counts: Counter[str] | None) -> Row:
    return {
        "规则": id,
        "类别": FAMILIES[id[0]],
        "级别": severity,
        "事项": title,
        "依据": source,
        "施行日期": since,
        "状态": state,
        "发现": None if counts is None else counts[id],
    }


def switchable(off: Mapping[str, str]) -> tuple[Rule, ...]:
    """Rules that are applied and may be switched off, in the order of their families."""
    rules = (each for each in ALL_RULES if each.id not in off)
    return tuple(sorted(rules, key=lambda each: (SWITCHABLE.index(each.id[0]), each.id)))


def rule_words(each: Rule) -> str:
    """A rule in a box: its id and title."""
    return f"{each.id}　{each.title}（{each.severity.label}）"


def off_rows(off: Mapping[str, str], checked: Iterable[SwitchedOff]) -> list[Row]:
    """One row per switched-off rule with its reason, and how many findings that hides."""
    hidden = {rule.id: rule.suppressed for rule in checked}
    return [
        {
            "规则": id,
            "事项": _RULES[id].title if id in _RULES else id,
            "理由": shown(reason),
            "少报": hidden.get(id),
        }
        for id, reason in off.items()
    ]
