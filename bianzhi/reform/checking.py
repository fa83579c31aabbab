"""What a reform must satisfy before it leaves the house, what it does to the findings, and where reforms clash."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import permutations

from bianzhi.domain.establishment import Establishment
from bianzhi.domain.finding import Finding
from bianzhi.domain.reform import Fate, Reform, Reformed
from bianzhi.domain.terms import Category
from bianzhi.errors import ReformError
from bianzhi.reform.apply import apply_reform
from bianzhi.reform.standing import abolished_units
from bianzhi.reform.working_ledger import totals_by_category
from bianzhi.rules import check_establishment
from bianzhi.rules.reform_rules import (
    ANY_ORDER,
    CARRIED_OUT_ALONE,
    DUTY_HAS_A_HOME,
    EVERYBODY_IS_PLACED,
    NO_CONFLICT,
    ONE_FATE,
    SETTLED_ONCE,
    TOTALS_ARE_KEPT,
)

_MOST_NAMED = 5
_FIGURES = re.compile(r"\d+")


def check_reform(reformed: Reformed, placed: frozenset[str] = frozenset()) -> tuple[Finding, ...]:
    """Every reason why a reform may not be exported yet; none for one that is complete.

    ``placed`` are people whom a plan places: they are not left over.
    """
    return (
        *_duties_without_a_home(reformed),
        *_duties_with_two_fates(reformed),
        *_people_without_a_place(reformed, placed),
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
                f"职责“{duty.code}”（{duty.text[:30]}）原由{unit.name if unit else duty.unit}承担，改革后没有承担机构。",
                "请在撤销之前增加一步“划转职责”或“调整职责”（取消），写明去向。",
            )


def _duties_with_two_fates(reformed: Reformed) -> Iterator[Finding]:
    """Every old duty has exactly one fate, and what a step makes of duties no later step deals with again."""
    steps: dict[str, list[str]] = {}
    for fate in reformed.fates:
        steps.setdefault(fate.duty, []).append(f"第{fate.step}步{fate.fate}" if fate.step else fate.fate)
    made = {
        code: fate.step
        for fate in reformed.fates
        if fate.fate in (Fate.REWORDED, Fate.MERGED, Fate.SPLIT)
        for code in fate.becomes
        if code not in reformed.before.duty
    }
    for duty, found in steps.items():
        if duty in made:
            yield ONE_FATE.finding(
                reformed.reform.name,
                f"职责“{duty}”由第{made[duty]}步得来，后面又有去向：{'、'.join(found)}。",
                f"请把第{made[duty]}步直接写成最后的结果。",
            )
        elif len(found) > 1:
            yield ONE_FATE.finding(
                reformed.reform.name,
                f"职责“{duty}”有 {len(found)} 个去向：{'、'.join(found)}。",
                "请只保留一步；先划转再调整文字的，请直接写划转后的内容。",
            )


def _people_without_a_place(reformed: Reformed, placed: frozenset[str]) -> Iterator[Finding]:
    """Nobody of an abolished unit is left without a place."""
    of_unit: dict[str, list[str]] = {}
    for id in (each for each in reformed.unplaced if each not in placed):
        of_unit.setdefault(reformed.after.person[id].unit, []).append(id)
    for unit, people in of_unit.items():
        more = "等" if len(people) > _MOST_NAMED else ""
        named = "、".join(people[:_MOST_NAMED])
        yield EVERYBODY_IS_PLACED.finding(
            reformed.reform.name,
            f"{reformed.after.unit[unit].name}撤销后还有 {len(people)} 人未安置（{named}{more}）。",
            "请求解安置方案（命令行加 --place），或在撤销之前增加一步“划转编制”写明随转人员。",
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


def conflicts(establishment: Establishment, reforms: Sequence[Reform]) -> tuple[Finding, ...]:
    """Where two reforms cannot both be carried out, settle one thing twice, or depend on which comes first.

    A reform that cannot be carried out by itself is told first, and not compared.
    """
    found: list[Finding] = []
    sound = []
    for reform in reforms:
        try:
            apply_reform(establishment, reform)
            sound.append(reform)
        except ReformError as error:
            found.append(CARRIED_OUT_ALONE.finding(reform.name, error.message, error.hint))
    for number, one in enumerate(sound):
        for other in sound[number + 1 :]:
            found += _between(establishment, one, other)
    return tuple(found)


def _between(establishment: Establishment, one: Reform, other: Reform) -> Iterator[Finding]:
    results = []
    for first, second in permutations((one, other)):
        try:
            results.append(apply_reform(establishment, first + second))
        except ReformError as error:
            yield NO_CONFLICT.finding(
                (first + second).name,
                f"先执行“{first.name}”再执行“{second.name}”：{error.message}",
                error.hint,
            )
    settled = [{fate.duty for fate in apply_reform(establishment, each).fates if fate.step} for each in (one, other)]
    for duty in sorted(settled[0] & settled[1]):
        yield SETTLED_ONCE.finding(
            (one + other).name,
            f"职责“{duty}”在“{one.name}”和“{other.name}”中都有处理。",
            "请只保留其中一份方案的处理。",
        )
    if len(results) == 2 and _differ(results[0], results[1]):
        yield ANY_ORDER.finding(
            (one + other).name,
            f"“{one.name}”与“{other.name}”先后次序不同，结果不同。",
            "请确定先后次序，合并为一份方案。",
        )


def _differ(one: Reformed, other: Reformed) -> bool:
    """Whether quotas, units or where people are differ; the order of rows does not count."""
    first, second = one.after, other.after
    return (
        first.authorized != second.authorized
        or set(first.unit.values()) != set(second.unit.values())
        or {p.id: (p.unit, p.section) for p in first.people} != {p.id: (p.unit, p.section) for p in second.people}
        or {d.code: (d.unit, d.text) for d in first.duties} != {d.code: (d.unit, d.text) for d in second.duties}
    )
