"""What a reform must satisfy before it leaves the house, and what it does to the findings."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from bianzhi.domain.finding import Finding
from bianzhi.domain.plan import Plan
from bianzhi.domain.reform import Fate, Reformed
from bianzhi.domain.terms import Category
from bianzhi.reform.standing import abolished_units, posts_taken_back
from bianzhi.reform.working_ledger import cells_in_words, totals_by_category
from bianzhi.rules import check_establishment
from bianzhi.rules.reform_rules import DUTY_HAS_A_HOME, EVERYBODY_IS_PLACED, ONE_FATE, TOTALS_ARE_KEPT

_MOST_NAMED = 10
"""Of people who wait for a solution; once it is solved, whoever is left is named."""
_FIGURES = re.compile(r"\d+")


def check_reform(reformed: Reformed, plan: Plan | None = None) -> tuple[Finding, ...]:
    """Every reason why a reform may not be exported yet; none for one that is complete.

    People whom the plan moves are placed: they are not left over.
    """
    return (
        *_duties_without_a_home(reformed),
        *_duties_with_two_fates(reformed),
        *_people_without_a_place(reformed, plan),
        *_totals_not_kept(reformed),
    )


def _duties_without_a_home(reformed: Reformed) -> Iterator[Finding]:
    """Every duty that goes on has a unit that goes on."""
    gone = abolished_units(reformed)
    for duty in reformed.after.duties:
        if duty.unit in gone or duty.unit not in reformed.after.unit:
            unit = reformed.after.unit.get(duty.unit) or reformed.before.unit.get(duty.unit)
            yield DUTY_HAS_A_HOME.finding(
                reformed.reform.name,
                f"职责“{duty.text}”（{duty.code}）原由{unit.name if unit else duty.unit}承担，改革后没有承担机构。",
                "请在撤销之前增加一项“划转职责”或“调整职责”（取消），写明去向。",
            )


def _duties_with_two_fates(reformed: Reformed) -> Iterator[Finding]:
    """Every old duty has exactly one fate, and what a step makes of duties no later step deals with again."""
    steps: dict[str, list[str]] = {}
    for fate in reformed.fates:
        steps.setdefault(fate.duty, []).append(f"第{fate.step}项{fate.fate}" if fate.step else fate.fate)
    made = {
        code: fate.step
        for fate in reformed.fates
        if fate.fate in (Fate.REWORDED, Fate.MERGED, Fate.SPLIT)
        for code in fate.becomes
        if code not in reformed.before.duty
    }
    texts = {each.code: each.text for each in (*reformed.after.duties, *reformed.before.duties)}
    for duty, found in steps.items():
        called = f"职责“{texts[duty]}”（{duty}）" if duty in texts else f"职责“{duty}”"
        if duty in made:
            yield ONE_FATE.finding(
                reformed.reform.name,
                f"{called}由第{made[duty]}项得来，后面又有去向：{'、'.join(found)}。",
                f"请把第{made[duty]}项直接写成最后的结果。",
            )
        elif len(found) > 1:
            yield ONE_FATE.finding(
                reformed.reform.name,
                f"{called}有 {len(found)} 个去向：{'、'.join(found)}。",
                "请只保留一项；先划转再调整文字的，请直接写划转后的内容。",
            )


def _people_without_a_place(reformed: Reformed, plan: Plan | None) -> Iterator[Finding]:
    """Nobody of an abolished unit is left without a place; whom a solution leaves over needs an heir named by hand."""
    placed = {move.person for move in plan.moves} if plan else set()
    of_unit: dict[str, list[str]] = {}
    for id in (each for each in reformed.unplaced if each not in placed):
        of_unit.setdefault(reformed.after.person[id].unit, []).append(id)
    for unit, people in of_unit.items():
        name = reformed.after.unit[unit].name
        told = _waiting(reformed, people) if plan is None else _left_over(reformed, people, plan)
        yield EVERYBODY_IS_PLACED.finding(reformed.reform.name, f"{name}撤销，{told}", _way_out(reformed, people, plan))


def _called(reformed: Reformed, id: str) -> str:
    return f"{reformed.after.person[id].name}（{id}）"


def _waiting(reformed: Reformed, people: Sequence[str]) -> str:
    named = "、".join(_called(reformed, id) for id in people[:_MOST_NAMED])
    return f"还有 {len(people)} 人未安置：{named}{'等' if len(people) > _MOST_NAMED else ''}。"


def _left_over(reformed: Reformed, people: Sequence[str], plan: Plan) -> str:
    """Everybody by name, under what keeps them from being placed by a solution."""
    by_reason: dict[str, list[str]] = {}
    why = why_not_placed(reformed, plan)
    for id in people:
        by_reason.setdefault(why[id], []).append(_called(reformed, id))
    told = "；".join(f"{reason}：{'、'.join(names)}" for reason, names in by_reason.items())
    return f"求解安置后仍有 {len(people)} 人未安置，须指定承接机构。{told}。"


_NO_PLACE = "没有身份对等、条件相符的空编，或已安排更合适的人"
_HOLDS_NO_POST = "不占编制，不由本工具安排去处"


def why_not_placed(reformed: Reformed, plan: Plan) -> Mapping[str, str]:
    """By person of an abolished unit, what keeps him from being placed by a plan."""
    barred = {each.person: each.why for each in plan.manual} | {each.person: each.rule for each in plan.excluded}
    people = (reformed.after.person[id] for id in reformed.unplaced)
    return {each.id: barred.get(each.id, _NO_PLACE if each.counted else _HOLDS_NO_POST) for each in people}


def _way_out(reformed: Reformed, people: Sequence[str], plan: Plan | None) -> str:
    unit = reformed.after.person[people[0]].unit
    name = reformed.after.unit[unit].name
    if plan is None:
        return (
            "请先在「改革前后」的「人员安置」中求解（命令行加 --place）；也可以给“撤销机构”写明承接机构，"
            "或在撤销之前增加一项“划转编制”写明随转人员。"
        )
    held = Counter(reformed.after.person[id].category for id in people if reformed.after.person[id].counted)
    there = posts_taken_back(reformed, unit)
    posts = {category: most for category in Category if (most := min(held[category], there[category]))}
    given = f"划转{cells_in_words(posts)}，" if posts else ""
    return (
        f"请在撤销{name}之前增加一项“划转编制”：由{name}向指定的承接机构{given}随转上列人员；"
        "或给“撤销机构”写明承接机构。再求解不会改变结果。"
    )


def _totals_not_kept(reformed: Reformed) -> Iterator[Finding]:
    """Totals by type change only by entries that have a document."""
    before, after = totals_by_category(reformed.before), totals_by_category(reformed.after)
    documented: Counter[Category] = Counter()
    for change in reformed.ledger_changes:
        if change.document:
            documented[change.category] += change.change
    for category in Category:
        expected = before.get(category, 0) + documented[category]
        if after.get(category, 0) != expected:
            yield TOTALS_ARE_KEPT.finding(
                reformed.reform.name,
                f"{category}总量由 {before.get(category, 0)} 名变为 {after.get(category, 0)} 名，"
                f"有文号的变动合计 {documented[category]:+d} 名，应为 {expected} 名。",
                "请核对各步的编制数，或补批准文号。",
            )


def rule_effects(reformed: Reformed, day: date) -> tuple[tuple[Finding, ...], tuple[Finding, ...]]:
    """Findings that are gone after the reform, and findings that are new.

    A finding whose figures alone differ (超编 3 人, then 2 人), or the name of a unit that the reform renames, is the same one,
    and in neither.
    """
    before = check_establishment(reformed.before, day)
    after = check_establishment(reformed.after, day, parameters=reformed.parameters)
    renamed = _Renamed.by(reformed)
    return _beyond(before, after, renamed), _beyond(after, before, renamed)


@dataclass(frozen=True)
class _Renamed:
    """Units whose name differs before and after, old name → new name."""

    names: Mapping[str, str]

    @classmethod
    def by(cls, reformed: Reformed) -> "_Renamed":
        now = reformed.after.unit
        pairs = ((unit.name, now[unit.code].name) for unit in reformed.before.units if unit.code in now)
        return cls({old: new for old, new in pairs if old and old != new})

    def subject(self, finding: Finding) -> tuple[str, str]:
        """The rule and what it says, but for figures, under the names of units after the reform."""
        return finding.id, _FIGURES.sub("#", self._pattern.sub(self._new_name, finding.message))

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        longest_first = sorted(self.names, key=len, reverse=True)
        return re.compile("|".join(map(re.escape, longest_first)) or r"(?!)")

    def _new_name(self, found: re.Match[str]) -> str:
        return self.names[found.group()]


def _beyond(some: Iterable[Finding], others: Iterable[Finding], renamed: _Renamed) -> tuple[Finding, ...]:
    left = Counter(map(renamed.subject, others))
    found = []
    for finding in some:
        key = renamed.subject(finding)
        if left[key]:
            left[key] -= 1
        else:
            found.append(finding)
    return tuple(found)
