"""A reform as rows: its steps, units before and after, posts, duties, people, findings; and two reforms beside each other."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from bianzhi.domain.day_words import day_in_words
from bianzhi.domain.finding import Finding
from bianzhi.domain.plan import Plan
from bianzhi.domain.reform import DutyFate, Fate, Reform, Reformed
from bianzhi.domain.reform_comparison import ReformComparison, UnitChange, UnitSide
from bianzhi.domain.reform_people import roster_lines
from bianzhi.domain.terms import Category
from bianzhi.services import reforming, summarize
from bianzhi.ui.tables.plans import unit_name
from bianzhi.ui.tables.shown import shown

Row = dict[str, str | int | None]

OPEN = "待批"
"""Stands for a document number that is not there yet."""


@dataclass(frozen=True, slots=True)
class Card:
    """A figure before and after."""

    label: str
    before: int
    after: int
    measure: str
    less_is_better: bool = False


def cards(reformed: Reformed, comparison: ReformComparison) -> tuple[Card, ...]:
    """Units, posts, people, excess, vacancies and duties, before and after."""
    before, after = summarize(reformed.before), summarize(reformed.after)
    standing = sum(unit.after is not None for unit in comparison.units)
    return (
        Card("机构", before.units, standing, "个"),
        Card("核定编制", before.quota, after.quota, "名"),
        Card("占编实有", before.in_post, after.in_post, "人"),
        Card("超编", before.excess, after.excess, "人", less_is_better=True),
        Card("空编", before.vacancies, after.vacancies, "名"),
        Card("职责", len(reformed.before.duties), len(reformed.after.duties), "项"),
    )


def step_rows(reform: Reform, sentences: Sequence[str]) -> list[Row]:
    """One row a step."""
    words = reforming.operation_words()
    return [
        {
            "序号": number,
            "操作": words[type(step.operation)],
            "改革事项": shown(sentence),
            "施行日期": day_in_words(step.on) or None,
            "批准文号": shown(getattr(step.operation, "document", "")) or None,
        }
        for number, (step, sentence) in enumerate(zip(reform.steps, sentences, strict=True), start=1)
    ]


def unit_change_rows(comparison: ReformComparison, *, only_changes: bool) -> list[Row]:
    """One row a unit; a figure that changes shows both sides, 65→63. People to be placed have a row of their own."""
    rows: list[Row] = []
    for unit in comparison.changed if only_changes else comparison.units:
        one, two = unit.before, unit.after
        rows.append(
            {
                "序号": len(rows) + 1,
                "机构": shown(one.name) if one else "（新设）",
                "改革后名称": (shown(two.name) if one is None or two.name != one.name else "同前") if two else "—",
                "机构变化": shown(unit.told),
                "核定编制": _posts_between(one, two),
                **{
                    heading: between(value(one) if one else None, value(two) if two else None)
                    for heading, value in _FIGURES
                },
            }
        )
    if comparison.waiting:
        rows.append(
            {
                **{"序号": len(rows) + 1, "机构": "待安置（撤销单位人员）", "改革后名称": "—"},
                **{"机构变化": f"待安置占编人员 {comparison.waiting} 人", "核定编制": "—"},
                **{heading: "—" for heading, _ in _FIGURES},
                "实有": between(None, comparison.waiting),
            }
        )
    return rows


def between(before: object, after: object) -> str:
    """65→63, or 65 where nothing changes; a side that is missing is a dash."""
    one, two = ("—" if side is None else str(side) for side in (before, after))
    return one if one == two else f"{one}→{two}"


_FIGURES: tuple[tuple[str, Callable[[UnitSide], object]], ...] = (
    ("内设机构/限额", lambda side: f"{len(side.sections)}/{side.cap}"),
    ("不计限额的内设机构", lambda side: len(side.uncounted)),
    ("职责", lambda side: len(side.duties)),
    ("实有", lambda side: side.staff),
    ("超编", lambda side: side.excess),
    ("空编", lambda side: side.vacancies),
    ("领导职数", lambda side: side.leadership_posts),
)


def _posts_between(one: UnitSide | None, two: UnitSide | None) -> str:
    categories = [c for c in Category if any(side is not None and side.posts.get(c) for side in (one, two))]
    words = (
        f"{c}{between(one.posts.get(c, 0) if one else None, two.posts.get(c, 0) if two else None)}" for c in categories
    )
    return "、".join(words) or "0"


def _posts(side: UnitSide | None) -> str:
    if side is None:
        return "—"
    return "、".join(f"{category}{count}" for category, count in side.posts.items()) or "0"


def unit_change_of(comparison: ReformComparison, code: str) -> UnitChange | None:
    """One unit of a comparison."""
    return next((unit for unit in comparison.units if unit.code == code), None)


def one_unit_rows(unit: UnitChange) -> list[Row]:
    """One unit, before beside after, figure by figure."""

    def words(side: UnitSide | None) -> Mapping[str, str]:
        if side is None:
            return {}
        return {
            "名称": shown(side.name),
            "上级机构": shown(side.parent) or "无",
            "核定编制": _posts(side),
            "实有人数": str(side.staff),
            "超编／空编": f"{side.excess}／{side.vacancies}",
            "内设机构／限额": f"{len(side.sections)}／{side.cap}",
            "不计限额的内设机构": "、".join(shown(name) for name in side.uncounted) or "无",
            "领导职数": str(side.leadership_posts),
            "职责": f"{len(side.duties)} 项",
        }

    before, after = words(unit.before), words(unit.after)
    return [{"项目": name, "改革前": before.get(name, "—"), "改革后": after.get(name, "—")} for name in before or after]


def duty_fate_rows(reformed: Reformed, fates: Iterable[DutyFate]) -> list[Row]:
    """What became of each duty."""
    old, new, names = reformed.before, reformed.after, _names(reformed)
    rows: list[Row] = []
    for number, fate in enumerate(fates, start=1):
        was = old.duty.get(fate.duty) if fate.fate is not Fate.NEW else None
        become = [new.duty[code] for code in fate.becomes if code in new.duty]
        takers = dict.fromkeys(names.get(duty.unit, duty.unit) for duty in become)
        rows.append(
            {
                "序号": number,
                "职责编码": fate.duty,
                "原职责": shown(was.text) if was else "—",
                "原承担单位": names.get(was.unit, was.unit) if was else "—",
                "去向": fate.fate.value,
                "改革后职责": "；".join(shown(duty.text) for duty in become) or "—",
                "改革后承担单位": "；".join(takers) or "—",
                "改革事项": f"第{fate.step}项" if fate.step else None,
            }
        )
    return rows


def fate_counts(reformed: Reformed) -> dict[Fate, int]:
    """How many duties have each fate; fates nobody has are missing."""
    counts = {fate: sum(each.fate is fate for each in reformed.fates) for fate in Fate}
    return {fate: count for fate, count in counts.items() if count}


def roster_rows(reformed: Reformed, plan: Plan | None = None) -> list[Row]:
    """People who change unit, whom the plan places among them: one 出编 and one 入编 row each, of one number."""
    people, names = reformed.before.person, _names(reformed)
    rows: list[Row] = []
    for number, change in enumerate(roster_lines(reformed, plan), start=1):
        person = people.get(change.person)
        for word, unit, category in (
            ("出编", change.from_unit, change.from_category),
            ("入编", change.to_unit, change.to_category),
        ):
            rows.append(
                {
                    "序号": number,
                    "类别": word,
                    "姓名": shown(person.name) if person else "",
                    "人员编号": change.person,
                    "单位": names.get(unit, unit),
                    "编制类型": category.value if category else "",
                    "改革事项": change.reason,
                    "文号": OPEN,
                }
            )
    return rows


def unplaced_rows(reformed: Reformed, plan: Plan | None = None) -> list[Row]:
    """People of abolished units who have no place yet; with a plan, those it does not place, and why."""
    placed = {move.person for move in plan.moves} if plan else set()
    why = reforming.why_not_placed(reformed, plan) if plan else {}
    rows: list[Row] = []
    for id in (each for each in reformed.unplaced if each not in placed):
        person = reformed.after.person[id]
        rows.append(
            {
                "序号": len(rows) + 1,
                "姓名": shown(person.name),
                "人员编号": id,
                "拟撤销单位": unit_name(reformed.after, person.unit),
                "人员类别": person.status.value if person.status else "",
                "编制类型": person.category.value if person.category else "",
                "未安置原因": shown(why[id]) if plan else None,
            }
        )
    return rows


def effect_rows(gone: Sequence[Finding], new: Sequence[Finding]) -> list[Row]:
    """Findings that a reform removes and adds; the new ones first."""
    rows: list[Row] = []
    for word, findings in (("新增", new), ("消除", gone)):
        for finding in findings:
            rows.append(
                {
                    "序号": len(rows) + 1,
                    "影响": word,
                    "级别": finding.severity.label,
                    "规则": finding.id,
                    "事项": finding.title,
                    "问题": shown(finding.message),
                    "依据": finding.source,
                    "处理建议": shown(finding.hint),
                }
            )
    return rows


def wrong_rows(findings: Sequence[Finding]) -> list[Row]:
    """What stops an export, or where reforms conflict."""
    return [
        {
            "序号": number,
            "级别": finding.severity.label,
            "规则": finding.id,
            "事项": finding.title,
            "问题": shown(finding.message),
            "处理建议": shown(finding.hint),
            "依据": finding.source,
        }
        for number, finding in enumerate(findings, start=1)
    ]


def side_by_side_rows(
    one: tuple[Reformed, ReformComparison], other: tuple[Reformed, ReformComparison] | None
) -> list[Row]:
    """What there is, and the figures of one or two reforms."""
    now = cards(*one)
    second = cards(*other) if other else None
    rows: list[Row] = [
        {
            "项目": f"{card.label}（{card.measure}）",
            "现状": card.before,
            "本方案": card.after,
            "另一方案": second[place].after if second else None,
        }
        for place, card in enumerate(now)
    ]
    for label, count in (
        ("改革事项（项）", lambda r, _: len(r.reform.steps)),
        ("变化的机构（个）", lambda _, c: len(c.changed)),
        ("划转的编制（名）", lambda _, c: sum(flow.count for flow in c.posts)),
        ("随转人员（人，不含人员安置）", lambda r, _: len(r.roster_changes)),
        ("核增的领导职数（名）", lambda r, _: sum(max(0, change.change) for change in r.leaders_changes)),
        ("核减的领导职数（名）", lambda r, _: sum(max(0, -change.change) for change in r.leaders_changes)),
        ("待安置人员（人）", lambda r, _: len(r.unplaced)),
    ):
        rows.append({"项目": label, "现状": 0, "本方案": count(*one), "另一方案": count(*other) if other else None})
    return rows


def _names(reformed: Reformed) -> dict[str, str]:
    """Full names by code; the name before the reform, for a unit of both sides the one after it."""
    return {unit.code: shown(unit.name) for unit in (*reformed.before.units, *reformed.after.units)}
