"""Where reforms worked out apart contradict each other."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import permutations

from bianzhi.domain.establishment import Establishment
from bianzhi.domain.finding import Finding
from bianzhi.domain.reform import Reform, Reformed
from bianzhi.domain.terms import LeadershipKind
from bianzhi.errors import ReformError
from bianzhi.reform.apply import apply_reform
from bianzhi.rules.reform_rules import (
    ANY_ORDER,
    CARRIED_OUT_ALONE,
    NO_CONFLICT,
    PERSON_MOVED_ONCE,
    SETTLED_ONCE,
)


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
    alone = [apply_reform(establishment, each) for each in (one, other)]
    settled = [{fate.duty for fate in each.fates if fate.step} for each in alone]
    for duty in sorted(settled[0] & settled[1]):
        text = establishment.duty[duty].text if duty in establishment.duty else ""
        yield SETTLED_ONCE.finding(
            (one + other).name,
            f"职责{f'“{text}”（{duty}）' if text else f'“{duty}”'}在“{one.name}”和“{other.name}”中都有处理。",
            "请只保留其中一份方案的处理。",
        )
    yield from _people_moved_twice(*alone)
    if len(results) == 2 and _differ(results[0], results[1]):
        yield ANY_ORDER.finding(
            (one + other).name,
            f"“{one.name}”与“{other.name}”先后次序不同，结果不同。",
            "请确定先后次序，合并为一份方案。",
        )


def _people_moved_twice(one: Reformed, other: Reformed) -> Iterator[Finding]:
    """Nobody changes unit in two reforms, be it to the same unit or to two."""
    moved = [{change.person for change in each.roster_changes} for each in (one, other)]
    for id in (person.id for person in one.before.people if person.id in moved[0] & moved[1]):
        where = [each.after.unit[each.after.person[id].unit].name for each in (one, other)]
        names = [each.reform.name for each in (one, other)]
        told = (
            f"都随转到{where[0]}"
            if where[0] == where[1]
            else f"去向不同：“{names[0]}”随转到{where[0]}，“{names[1]}”随转到{where[1]}"
        )
        person = one.before.person[id]
        yield PERSON_MOVED_ONCE.finding(
            f"{names[0]}＋{names[1]}",
            f"{person.name}（{id}，现在{one.before.unit[person.unit].name}）在“{names[0]}”和“{names[1]}”中{told}。",
            "一人只能随转一次，请从其中一份方案的随转人员中删去。",
        )


def _differ(one: Reformed, other: Reformed) -> bool:
    """Whether anything but the order of rows, and their summaries, differs."""
    return one.parameters != other.parameters or _standing(one.after) != _standing(other.after)


def _standing(ledger: Establishment) -> tuple[object, ...]:
    leaders: Counter[tuple[str, LeadershipKind]] = Counter()
    for row in ledger.leadership_posts:
        leaders[row.unit, row.kind] += row.authorized
    return (
        ledger.authorized,
        set(ledger.units),
        set(ledger.sections),
        +leaders,
        {person.id: (person.unit, person.section) for person in ledger.people},
        {duty.code: (duty.unit, duty.section, duty.text) for duty in ledger.duties},
    )
