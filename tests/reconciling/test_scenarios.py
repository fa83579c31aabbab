"""Scenarios held against each other, on a small world whose figures are counted by hand."""

from dataclasses import replace
from datetime import date

import pytest

from bianzhi.domain.by_hand import HandMove
from bianzhi.domain.plan import Fit, Move, Objective, Place, Plan, PlanStatus
from bianzhi.domain.scenario import ScenarioContent
from bianzhi.domain.scenario_comparison import Compared, ScenarioComparison
from bianzhi.domain.settings import PlanSettings
from bianzhi.domain.terms import Category
from bianzhi.errors import SettingsError
from bianzhi.reconciling.scenarios import compare
from tests.worlds import DAY, agencies

WORLD = agencies(A=(12, 10), B=(7, 10), C=(8, 10))
ADMINISTRATIVE = Category.ADMINISTRATIVE


def _plan(*places: tuple[str, str], fits: tuple[int, ...] = ()) -> Plan:
    """People of A to the units named."""
    scores = fits or (70,) * len(places)
    moves = tuple(
        Move(person, "A", ADMINISTRATIVE, Place(unit, ADMINISTRATIVE), Fit(score))
        for (person, unit), score in zip(places, scores, strict=True)
    )
    left = 2 - len(moves)
    return Plan(
        PlanStatus.OPTIMAL,
        DAY,
        "0" * 64,
        PlanSettings(),
        (Objective("remaining_excess", left, left),),
        moves,
        excess_before=2,
        excess_after=left,
    )


def _scenario(name: str, plan: Plan | None, **changes: object) -> Compared:
    content = ScenarioContent(day=DAY, ledger="ledger", plan=plan)
    return Compared(name, WORLD, replace(content, **changes))  # type: ignore[arg-type]


def _values(found: ScenarioComparison, name: str) -> tuple[str, ...]:
    return next(each.values for each in found.indicators if each.name == name)


def _best(found: ScenarioComparison, name: str) -> tuple[int, ...]:
    return next(each.best for each in found.indicators if each.name == name)


def test_each_scenario_is_counted_as_by_hand() -> None:
    """Two moves of 70 and 75 mean 72.5; one move leaves one in excess; without a plan both stay."""
    two, one = _plan(("A1", "B"), ("A2", "C"), fits=(70, 75)), _plan(("A1", "B"))
    found = compare([_scenario("甲", two), _scenario("乙", one), _scenario("丙", None)], lambda _: 0)

    assert found.names == ("甲", "乙", "丙")
    assert _values(found, "仍超编（人）") == ("0", "1", "2")
    assert _best(found, "仍超编（人）") == (0,)
    assert _values(found, "拟调整（人）") == ("2", "1", "—")
    assert _best(found, "拟调整（人）") == ()
    assert _values(found, "平均相适度（分）") == ("72.5", "70.0", "—")
    assert _values(found, "涉及单位（个）") == ("3", "2", "—")
    assert "「丙」还没有调剂方案，按现状计。" in found.notes


def test_only_people_treated_differently_are_listed() -> None:
    """A1 goes to B in both and is not listed; A2 goes to C, or stays."""
    found = compare(
        [_scenario("甲", _plan(("A1", "B"), ("A2", "C"))), _scenario("乙", _plan(("A1", "B")))], lambda _: 0
    )

    assert found.alike == 1
    assert [(each.person, each.places) for each in found.otherwise] == [("A2", (Place("C", ADMINISTRATIVE), None))]


def test_the_age_is_that_of_the_day() -> None:
    """Born on the day after, one is a year younger; a birth date that nobody gave is not counted."""
    people = {person.id: person for person in WORLD.people}
    born = {"A1": date(1990, 11, 23), "A2": date(1990, 11, 24)}
    changed = tuple(
        replace(person, birth=born[person.id], citizen_number="") if person.id in born else person
        for person in people.values()
    )
    world = replace(WORLD, people=changed)
    assert world.person["A1"].born == date(1990, 11, 23)
    content = ScenarioContent(day=DAY, ledger="x", plan=_plan(("A1", "B"), ("A2", "C")))
    other = replace(content, plan=_plan(("A2", "C")))

    found = compare([Compared("甲", world, content), Compared("乙", world, other)], lambda _: 0)

    assert _values(found, "调整人员平均年龄（岁）") == ("35.5", "35.0")
    assert _values(found, "其中35岁及以下（人）") == ("1", "1")


def test_what_breaks_rules_or_waits_is_counted() -> None:
    """Broken rules come from the re-check; people in 待安置区 from the moves by hand; fewer is better."""
    waiting = _scenario("甲", _plan(("A1", "B")), by_hand=(HandMove("A3"), HandMove("A4", "B")))
    other = _scenario("乙", _plan(("A1", "B")))
    found = compare([waiting, other], lambda each: 2 if each.name == "甲" else 0)

    assert _values(found, "待安置（人）") == ("1", "0")
    assert _values(found, "不符合的规则（条）") == ("2", "0")
    assert _best(found, "不符合的规则（条）") == (1,)


def test_what_makes_them_incomparable_is_said() -> None:
    """Another ledger, another day, settings changed after the solve."""
    changed = PlanSettings(leaving_share_percent=20)
    first = _scenario("甲", _plan(("A1", "B")), settings=changed)
    second = _scenario("乙", _plan(("A1", "B")), ledger="other", day=date(2027, 1, 1))
    notes = "".join(compare([first, second], lambda _: 0).notes)

    assert "台账不同" in notes
    assert "日期不同" in notes
    assert "「甲」的设置在求解后改过" in notes


@pytest.mark.parametrize("count", [1, 5])
def test_two_to_four_are_compared(count: int) -> None:
    """One has nothing beside it; five do not fit on a page."""
    with pytest.raises(SettingsError, match=f"选了 {count} 个方案"):
        compare([_scenario(str(number), None) for number in range(count)], lambda _: 0)
