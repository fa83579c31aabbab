"""Persons to be placed and posts that can be filled: every term, both sides of its day or size."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from bianzhi.domain.establishment import CellKey, Establishment, LevelPosts, Transit
from bianzhi.domain.settings import PlanSettings
from bianzhi.domain.terms import Category, Direction, PersonState
from bianzhi.optimize.reallocation import reallocate
from bianzhi.optimize.reallocation.cell_terms import excess_terms, room_terms
from bianzhi.optimize.reallocation.limits import Limits
from tests.worlds import DAY, agencies, but, person, quota, unit, world

A: CellKey = ("A", Category.ADMINISTRATIVE)
B: CellKey = ("B", Category.ADMINISTRATIVE)


def limits(district: Establishment, **settings: Any) -> Limits:
    """The limits of a world under some settings."""
    return Limits(district, DAY, PlanSettings(**settings))


def transit(unit: str, direction: Direction, persons: int = 1, **changes: Any) -> Transit:
    """Some people on their way into or out of a unit's 行政编制."""
    return Transit(unit, Category.ADMINISTRATIVE, direction, persons, **changes)


def test_a_plain_ledger_has_its_own_counts() -> None:
    """Nothing under way, nothing tolerated: excess and vacancies."""
    found = limits(agencies(A=(12, 10), B=(7, 10)))

    assert [found.excess(A), found.room(A), found.excess(B), found.room(B)] == [2, 0, 0, 3]
    assert found.total_excess == 2


@pytest.mark.parametrize(
    ("effective_on", "counts"), [(None, True), (date(2026, 11, 24), True), (date(2026, 11, 23), False)]
)
def test_people_in_transit_count_until_the_roster_shows_them(effective_on: date | None, counts: bool) -> None:
    """Promised ones take room, departing ones lessen the excess; on the effective day the roster has them."""
    entries = (
        transit("A", Direction.OUT, effective_on=effective_on),
        transit("B", Direction.IN, 2, effective_on=effective_on),
    )
    found = limits(replace(agencies(A=(12, 10), B=(7, 10)), transits=entries))

    assert (found.excess(A), found.room(B)) == ((1, 1) if counts else (2, 3))


def test_a_leaver_who_is_gone_is_not_counted_again() -> None:
    """His state is 调出: the roster shows it, whatever the sheet 在途变动 still says."""
    district = replace(agencies(A=(12, 10)), transits=(transit("A", Direction.OUT, person="A1"),))
    gone = replace(but(district, A1={"state": PersonState.TRANSFERRED_OUT}), transits=district.transits)

    assert limits(district).excess(A) == 1
    assert limits(gone).excess(A) == 1  # eleven in ten posts, nobody under way


def test_more_promised_than_vacant_leaves_no_room() -> None:
    """Never below nothing."""
    found = limits(replace(agencies(B=(8, 10)), transits=(transit("B", Direction.IN, 5),)))

    assert found.room(B) == 0


@pytest.mark.parametrize(("percent", "room"), [(100, 3), (99, 2), (90, 2), (89, 1), (70, 0), (0, 0)])
def test_some_posts_stay_vacant(percent: int, room: int) -> None:
    """⌊ρ · 10⌋ − 7, only where C05 is on."""
    district = agencies(B=(7, 10))

    assert limits(district, occupancy_percent=percent).room(B) == 3
    on = limits(district, occupancy_percent=percent, constraints_on={"C05": "适度空编"})
    assert on.room(B) == room


@pytest.mark.parametrize(("ends", "excess"), [(None, 1), (date(2026, 11, 24), 1), (date(2026, 11, 23), 3)])
def test_a_tolerance_covers_excess_until_it_ends(ends: date | None, excess: int) -> None:
    """Two of A's three need no move until the day comes."""
    district = but(agencies(A=(13, 10)), A={"tolerance": 2, "tolerance_ends": ends})

    assert limits(district).excess(A) == excess


def test_a_tolerance_is_used_up_type_by_type() -> None:
    """It is the unit's: one of 行政 first, what is left of it for 参公."""
    rows = (unit("A", tolerance=3), quota("A", 0), quota("A", 0, Category.CIVIL_LIKE))
    people = [person(f"a{n}") for n in range(2)] + [person(f"c{n}", category=Category.CIVIL_LIKE) for n in range(2)]
    found = limits(world(*rows, *people))

    assert (found.excess(A), found.excess(("A", Category.CIVIL_LIKE))) == (0, 1)


@pytest.mark.parametrize(("months", "excess"), [(0, 2), (24, 2), (25, 1)])
def test_retirement_within_the_horizon_dissolves_excess(months: int, excess: int) -> None:
    """Born in 1968-02, A1 retires in 25 months."""
    district = but(agencies(A=(12, 10)), A1={"birth": date(1968, 2, 1)})

    assert limits(district, horizon_months=months).excess(A) == excess


def test_who_leaves_and_retires_dissolves_one() -> None:
    """One person is one person."""
    district = but(agencies(A=(12, 10)), A1={"birth": date(1968, 2, 1)})
    leaving = replace(district, transits=(transit("A", Direction.OUT, person="A1"),))

    assert limits(leaving, horizon_months=25).excess(A) == 1


@pytest.mark.parametrize("cells", [("B",), ("A", "B"), ("B", "A")])
def test_who_is_named_for_another_cell_retires_from_his_own(cells: tuple[str, ...]) -> None:
    """A1 retires in time and an entry names him as leaving B: A still loses one, and no more if another names A as well."""
    district = but(agencies(A=(12, 10), B=(12, 10)), A1={"birth": date(1968, 2, 1)})
    leaving = replace(district, transits=tuple(transit(cell, Direction.OUT, person="A1") for cell in cells))

    assert limits(leaving, horizon_months=25).excess(A) == 1


def test_level_posts_of_one_level_add_up() -> None:
    """Two rows of 正科 of one cell."""
    rows = tuple(LevelPosts("A", Category.ADMINISTRATIVE, "正科", count) for count in (2, 1))
    found = limits(replace(agencies(A=(1, 10)), level_posts=rows))

    assert found.level_posts == {A: {"正科": 3}}


def test_terms_add_up_in_words() -> None:
    """Every term of both cells, and the total last."""
    district = replace(
        but(
            agencies(A=(14, 10), B=(5, 10)),
            A={"tolerance": 1, "tolerance_ends": date(2027, 6, 30)},
            A1={"birth": date(1968, 2, 1)},
        ),
        transits=(transit("A", Direction.OUT), transit("B", Direction.IN)),
    )
    found = limits(district, horizon_months=25, occupancy_percent=95, constraints_on={"C05": "适度空编"})

    assert [(term.words, term.count) for term in excess_terms(found, A)] == [
        ("实有人数", 14),
        ("核定编制", -10),
        ("正在办理调出（在途）", -1),
        ("规划期（25个月）内退休", -1),
        ("允许溢出（至2027年6月30日）", -1),
        ("须调出人数", 1),
    ]
    assert [(term.words, term.count) for term in room_terms(found, B)] == [
        ("核定编制", 10),
        ("适度空编（至多使用95%）", -1),
        ("实有人数", -5),
        ("承诺调入（在途）", -1),
        ("可用空编", 3),
    ]
    for cell in (A, B):
        for terms in (excess_terms(found, cell), room_terms(found, cell)):
            assert sum(term.count for term in terms[:-1]) == terms[-1].count


def test_a_cell_without_room_says_what_is_short() -> None:
    """Twelve in ten posts: two short of nothing."""
    assert [(term.words, term.count) for term in room_terms(limits(agencies(A=(12, 10))), A)] == [
        ("核定编制", 10),
        ("实有人数", -12),
        ("不足部分不计空编", 2),
        ("可用空编", 0),
    ]


def test_a_plan_places_what_is_left_of_the_excess_and_says_why_the_rest_stays() -> None:
    """Four over: one is leaving, one tolerated; two move, and the line of the rest names both."""
    district = replace(
        but(agencies(A=(14, 10), B=(5, 10)), A={"tolerance": 1}), transits=(transit("A", Direction.OUT, person="A1"),)
    )
    plan = reallocate(district, DAY, PlanSettings())

    assert (len(plan.moves), plan.excess_after) == (2, 2)
    assert "A1" not in {move.person for move in plan.moves}
    assert "正在办理调出1人" in plan.remaining[0].why and "允许溢出1人" in plan.remaining[0].why
    assert "折算后须调出2人" in plan.moves[0].reasons[0]
