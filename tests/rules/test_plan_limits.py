"""How many may leave and come, term by term, and what units keep: told on one side of each line and not on the other."""

from datetime import date
from typing import Any

import pytest

from bianzhi.domain.plan_columns import MoveColumn
from bianzhi.domain.settings import Exchange, PlanSettings
from bianzhi.domain.terms import (
    Category,
)
from bianzhi.law.constraint_catalogue import constraint_catalogue
from bianzhi.rules.plans import ALL_PLAN_RULES
from tests.plan_papers import at, move
from tests.rules.plans_by_hand import (
    BEFORE,
    FROM_UNIT,
    LATER,
    TO_UNIT,
    moved,
    off,
    on,
    told,
    two_over,
)
from tests.worlds import (
    DAY,
    agencies,
    but,
    coming,
    going,
    person,
    plus,
    quota,
)

OBJECTIVES_ONLY = {"C29"}
"""Sentences that no plan can break: they are aims."""


def test_every_constraint_of_the_catalogue_has_a_rule() -> None:
    """What the catalogue says, ``verify`` checks; no rule names a constraint that is not there, and ids are unique."""
    checked = {rule.constraint for rule in ALL_PLAN_RULES if rule.constraint}
    ids = [rule.id for rule in ALL_PLAN_RULES]

    assert checked == constraint_catalogue().keys() - OBJECTIVES_ONLY
    assert len(set(ids)) == len(ids)


@pytest.mark.parametrize(("more", "leave"), [((), 2), ((going("A"),), 1), ((going("A", effective_on=DAY),), 2)])
def test_people_on_the_way_out_lessen_the_excess(more: tuple[Any, ...], leave: int) -> None:
    """Two over, of whom one is leaving anyway: one may move. An entry that has taken effect counts no more."""
    place = plus(two_over(), *more)

    assert told("P521", place, *moved(place, leave)) == []
    assert told("P521", place, *moved(place, leave + 1)) == [at(FROM_UNIT, leave + 1)]


@pytest.mark.parametrize(("more", "come"), [((), 3), ((coming("B"),), 2), ((coming("B", effective_on=DAY),), 3)])
def test_promised_entries_take_vacancies(more: tuple[Any, ...], come: int) -> None:
    """Three vacancies, one of which is promised: two may come. A promise that has taken effect counts no more."""
    place = plus(agencies(A=(14, 10), B=(7, 10)), *more)

    assert told("P522", place, *moved(place, come)) == []
    assert told("P522", place, *moved(place, come + 1)) == [at(TO_UNIT, come + 1)]


@pytest.mark.parametrize(
    ("ends", "leave"), [(None, 1), (LATER, 1), (DAY, 2), (BEFORE, 2)], ids=["open", "later", "today", "past"]
)
def test_tolerated_excess_stays_until_the_tolerance_ends(ends: date | None, leave: int) -> None:
    """Two over, one of them tolerated: one may leave; on the last day itself the tolerance is over."""
    place = but(two_over(), A={"tolerance": 1, "tolerance_ends": ends})

    assert told("P521", place, *moved(place, leave)) == []
    assert told("P521", place, *moved(place, leave + 1)) == [at(FROM_UNIT, leave + 1)]


def test_a_tolerance_covers_a_unit_s_cells_in_the_order_of_the_types() -> None:
    """One over in two types each, one tolerated: the administrative one may stay, the other is to be placed."""
    support = {"category": Category.AGENCY_SUPPORT}
    place = plus(
        but(agencies(A=(2, 1), B=(0, 5)), A={"tolerance": 1}),
        *(quota("A", 1, **support), quota("B", 5, **support)),
        *(person("W1", **support), person("W2", **support)),
    )

    assert told("P521", place, move(place, "A1", "B")) == [at(FROM_UNIT)]
    assert told("P521", place, move(place, "W1", "B")) == []


@pytest.mark.parametrize(("horizon", "leave"), [(0, 2), (23, 2), (24, 1)])
def test_excess_that_retirement_dissolves_within_the_horizon_stays(horizon: int, leave: int) -> None:
    """A12, born in January 1968, retires in November 2028, 24 months on: with a horizon of 24 months one of two over is left to be placed."""
    place = but(two_over(), A12={"birth": date(1968, 1, 1)})
    asked = PlanSettings(horizon_months=horizon, near_retirement_months=0)

    assert told("P521", place, *moved(place, leave), asked=asked) == []
    assert told("P521", place, *moved(place, leave + 1), asked=asked) == [at(FROM_UNIT, leave + 1)]
    leaver = [move(place, "A12", "B")]
    assert told("P550", place, *leaver, asked=asked) == ([at(MoveColumn.PERSON)] if horizon == 24 else [])


@pytest.mark.parametrize("cells", [("B",), ("A", "B"), ("B", "A"), ("A",)])
def test_who_retires_goes_once_from_his_own_cell(cells: tuple[str, ...]) -> None:
    """A12 retires in time and is named as leaving B, A or both: of two over one is left to be placed, as planning has it."""
    place = plus(but(two_over(), A12={"birth": date(1968, 1, 1)}), *(going(cell, person="A12") for cell in cells))
    asked = PlanSettings(horizon_months=24, near_retirement_months=0)

    assert told("P521", place, *moved(place, 1), asked=asked) == []
    assert told("P521", place, *moved(place, 2), asked=asked) == [at(FROM_UNIT, 2)]


@pytest.mark.parametrize(("percent", "come"), [(100, 3), (90, 2), (89, 1), (70, 0)])
def test_some_posts_stay_vacant_where_the_office_asks_for_it(percent: int, come: int) -> None:
    """Of ten posts at most 9, 8 (8.9 rounded down) or 7 are filled; without the switch the share means nothing."""
    place = agencies(A=(14, 10), B=(7, 10))
    asked = on("C05", occupancy_percent=percent)

    assert told("P563", place, *moved(place, come), asked=asked) == []
    assert told("P563", place, *moved(place, come + 1), asked=asked) == [at(TO_UNIT, come + 1)]
    assert told("P522", place, *moved(place, come + 1), asked=asked) == [at(TO_UNIT, come + 1)]
    assert told("P522", place, *moved(place, 3), asked=PlanSettings(occupancy_percent=percent)) == []


def test_into_a_full_cell_come_as_many_as_leave() -> None:
    """Where the office asks for it, a full cell takes nobody in whose place nobody leaves."""
    place = agencies(A=(2, 2), B=(1, 1), C=(1, 1))
    exchange = Exchange(3, 1)
    chain = (move(place, "A1", "B"), move(place, "B1", "A"))

    assert told("P562", place, *chain, asked=on("C04", exchange=exchange)) == []
    assert told("P562", place, chain[0], asked=on("C04", exchange=exchange)) == [at(TO_UNIT)]
    assert told("P562", place, chain[0], asked=PlanSettings(exchange=exchange)) == []


def test_each_unit_has_its_own_leaving_share() -> None:
    """Five over of twelve: 30 % are four, 20 % three; nobody at all is still one."""
    place = agencies(A=(12, 7), B=(5, 10))

    assert told("P554", place, *moved(place, 4)) == []
    assert told("P554", place, *moved(place, 4), asked=PlanSettings(leaving_share_of={"A": 20})) == [at(FROM_UNIT, 4)]
    none = PlanSettings(leaving_share_of={"A": 0})
    assert told("P554", place, *moved(place, 1), asked=none) == []
    assert told("P554", place, *moved(place, 2), asked=none) == [at(FROM_UNIT, 2)]
    assert told("P554", place, *moved(place, 5), asked=off("C38")) == []
