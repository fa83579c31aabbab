"""Wishes, and objectives that settings add: kept, counted anew, and told by who asked for them."""

from datetime import date
from typing import Any

import pytest

from bianzhi.domain.plan import Objective
from bianzhi.domain.plan_columns import MOVES, OVERVIEW, MoveColumn, OverviewColumn
from bianzhi.domain.settings import PlanSettings
from bianzhi.domain.terms import (
    Category,
)
from bianzhi.domain.wishes import WishKind
from tests.plan_papers import at, move, place_of
from tests.rules.plans_by_hand import (
    LATER,
    TO_UNIT,
    findings,
    moved,
    on,
    told,
    two_over,
    wish,
    with_goals,
)
from tests.worlds import (
    DAY,
    agencies,
    but,
    plus,
    post,
)

TODAY = f"{DAY.year}年{DAY.month}月{DAY.day}日"


def test_who_the_office_keeps_stays() -> None:
    """The message says who asked, when and why."""
    place = two_over()

    assert told("P556", place, move(place, "A2", "B"), asked=wish(WishKind.STAY, "A1")) == []
    assert told("P556", place, *moved(place, 1), asked=wish(WishKind.STAY, "A1")) == [at(MoveColumn.PERSON)]
    found = findings(place, *moved(place, 1), asked=wish(WishKind.STAY, "A1"))
    message = next(item.message for item in found if item.id == "P556")
    assert message == f"某A1拟调整，但单位要求不调整（甲科于{TODAY}提出，理由：工作需要），不得调整。"


@pytest.mark.parametrize(
    ("pattern", "found"),
    [
        ({"to_unit": "B"}, [at(TO_UNIT, 1), at(TO_UNIT, 2)]),
        ({"to_unit": "C"}, []),
        ({"from_unit": "A", "to_unit": "B"}, [at(TO_UNIT, 1), at(TO_UNIT, 2)]),
        ({"from_unit": "B"}, []),
        ({"category": Category.CIVIL_LIKE}, []),
        ({"post": "岗"}, [at(TO_UNIT, 1)]),
    ],
)
def test_nothing_forbidden_happens(pattern: dict[str, Any], found: list[str]) -> None:
    """Every part of the pattern that is filled must match: A1 takes the post of B, A2 an open vacancy."""
    place = plus(two_over(), post("岗", "B"))
    moves = (move(place, "A1", "B", post="岗"), move(place, "A2", "B"))

    assert told("P591", place, *moves, asked=wish(WishKind.FORBID, **pattern)) == found


def test_a_forbidden_person_is_told_by_name() -> None:
    """Only the person named."""
    place = two_over()

    assert told("P591", place, *moved(place, 2), asked=wish(WishKind.FORBID, "A2", to_unit="B")) == [at(TO_UNIT, 2)]


@pytest.mark.parametrize(("least", "found"), [(1, []), (2, []), (3, [f"{MOVES.name}!B3"])])
def test_what_is_required_happens_often_enough(least: int, found: list[str]) -> None:
    """Two moves match; three are asked for. The message says what, how many, who asked, when and why."""
    place = two_over()
    asked = wish(WishKind.REQUIRE, from_unit="A", to_unit="B", least=least)

    assert told("P592", place, *moved(place, 2), asked=asked) == found
    if found:
        message = next(item.message for item in findings(place, *moved(place, 2), asked=asked) if item.id == "P592")
        assert message == f"单位要求应当安排区A局调往区B局 3 人（甲科于{TODAY}提出，理由：工作需要），方案安排 2 人。"


def test_a_requirement_for_someone_who_left_is_told_and_does_not_crash() -> None:
    """The person and the unit of the wish are not in the ledger any more."""
    place = two_over()
    asked = wish(WishKind.REQUIRE, "X9", to_unit="Z")

    message = next(item.message for item in findings(place, asked=asked) if item.id == "P592")
    assert "台账中没有的人员（X9）" in message and "台账中没有的机构（Z）" in message


def test_a_team_moves_together_or_not_at_all() -> None:
    """Both to B, or neither; not one of them, and not to two units, and only where the wish says."""
    place = agencies(A=(12, 10), B=(7, 10), C=(1, 3))
    team = wish(WishKind.TOGETHER, "A1", "A2")

    assert told("P593", place, *moved(place, 2), asked=team) == []
    assert told("P593", place, move(place, "A3", "B"), asked=team) == []
    assert told("P593", place, *moved(place, 1), asked=team) == [at(MoveColumn.PERSON)]
    apart = (move(place, "A1", "B"), move(place, "A2", "C"))
    assert told("P593", place, *apart, asked=team) == [at(TO_UNIT, 2)]
    elsewhere = wish(WishKind.TOGETHER, "A1", "A2", to_unit="C")
    assert told("P593", place, *moved(place, 2), asked=elsewhere) == [at(TO_UNIT, 1), at(TO_UNIT, 2)]


def test_a_preference_forbids_nothing() -> None:
    """It counts in an objective of its own."""
    place = two_over()
    asked = wish(WishKind.PREFER, "A3", weight=5)
    objectives = [Objective("preferences", 0, 0)]

    assert told("P574", place, *moved(place, 2), asked=asked, objectives=with_goals(place, 2, *objectives)) == []


def value_of(goal: str) -> str:
    """The cell of an objective's value in 总览, where the goals follow the 17 key figures."""
    lines = {"preferences": 20, "rotation": 20}
    return place_of(OVERVIEW, OverviewColumn.VALUE, lines[goal])


@pytest.mark.parametrize(("value", "found"), [(7, []), (5, [value_of("preferences")])])
def test_preferences_are_counted_anew(value: int, found: list[str]) -> None:
    """A1 to B is wished for with weight 5, whoever goes to B with weight 1: two moves are worth 7."""
    place = two_over()
    wishes = (*wish(WishKind.PREFER, "A1", weight=5).wishes, *wish(WishKind.PREFER, to_unit="B").wishes)
    objectives = with_goals(place, 2, Objective("preferences", value, 7))

    assert told("P574", place, *moved(place, 2), asked=PlanSettings(wishes=wishes), objectives=objectives)[:1] == found


def test_long_service_is_counted_on_the_day_it_is_full() -> None:
    """A1 has held his post for ten years on the plan's day, A2 one day less."""
    place = but(two_over(), A1={"post_since": date(2016, 11, 23)}, A2={"post_since": date(2016, 11, 24)})
    objectives = with_goals(place, 2, Objective("rotation", 1, 1))

    assert told("P574", place, *moved(place, 2), asked=on("C29"), objectives=objectives) == []
    wrong = with_goals(place, 2, Objective("rotation", 2, 2))
    assert told("P574", place, *moved(place, 2), asked=on("C29"), objectives=wrong)[0] == value_of("rotation")


def test_an_objective_stands_where_it_is_asked_for_and_nowhere_else() -> None:
    """Missing where wishes prefer something; too many where nothing asks for it."""
    place = two_over()
    heading = f"{OVERVIEW.name}!A3"

    assert told("P574", place, *moved(place, 2), asked=wish(WishKind.PREFER, "A1")) == [heading]
    extra = with_goals(place, 2, Objective("rotation", 0, 0))
    assert len(told("P574", place, *moved(place, 2), objectives=extra)) == 1
    kept = with_goals(place, 2, Objective("lines_kept", 1, 1))
    assert told("P574", place, *moved(place, 2), objectives=kept, replaces="0123456789abcdef") == []
    assert told("P574", place, *moved(place, 2), replaces="0123456789abcdef") == [heading]


def test_the_code_of_the_plan_that_is_replaced_is_a_code() -> None:
    """Sixteen hexadecimal digits, or something was typed over it."""
    place = two_over()

    assert told("P507", place, *moved(place, 2), replaces="0123456789abcdef") == []
    assert len(told("P507", place, *moved(place, 2), replaces="某方案")) == 1


def test_remaining_excess_is_what_a_plan_has_to_place() -> None:
    """Two over, one of them tolerated: once one has moved nothing remains to be placed, though one is still over quota."""
    place = but(two_over(), A={"tolerance": 1, "tolerance_ends": LATER})
    objectives = tuple(
        Objective(name, value, value) for name, value in (("remaining_excess", 0), ("moves", 1), ("fit", 60))
    )

    assert told("P574", place, *moved(place, 1), objectives=objectives) == []
    assert told("P575", place, *moved(place, 1), objectives=objectives) == []
    assert len(told("P574", place, *moved(place, 1))) > 0, "counted as if nothing were tolerated"
