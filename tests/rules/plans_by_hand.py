"""Plans made by hand under some settings, and what one rule of ``verify`` says of them: shared by tests of the catalogue."""

from datetime import timedelta
from typing import Any

from bianzhi.domain.establishment import Establishment
from bianzhi.domain.finding import Finding
from bianzhi.domain.plan import Move, Objective
from bianzhi.domain.plan_columns import MoveColumn
from bianzhi.domain.settings import PlanSettings
from bianzhi.domain.wishes import Wish, WishKind
from bianzhi.rules.plans import verify
from tests.plan_papers import move, paper_in_memory, plan_of
from tests.worlds import (
    DAY,
    agencies,
)

LATER, BEFORE = DAY + timedelta(days=1), DAY - timedelta(days=1)
TO_UNIT, FROM_UNIT, POST = MoveColumn.TO_UNIT, MoveColumn.FROM_UNIT, MoveColumn.POST


def findings(
    place: Establishment, *moves: Move, asked: PlanSettings | None = None, **changes: Any
) -> tuple[Finding, ...]:
    """What ``verify`` says of a plan of these moves under some settings."""
    settings = asked or PlanSettings()
    plan = plan_of(place, *moves, settings=settings, **changes)
    return verify(place, paper_in_memory(plan, place), DAY, settings)


def told(id: str, place: Establishment, *moves: Move, asked: PlanSettings | None = None, **changes: Any) -> list[str]:
    """The cells at which one rule tells of something."""
    found = findings(place, *moves, asked=asked, **changes)
    return [f"{item.at.sheet}!{item.at.cell}" for item in found if item.id == id]


def off(*ids: str) -> PlanSettings:
    """These constraints switched off."""
    return PlanSettings(constraints_off=dict.fromkeys(ids, "试"))


def on(*ids: str, **changes: Any) -> PlanSettings:
    """These constraints switched on."""
    return PlanSettings(constraints_on=dict.fromkeys(ids, "试"), **changes)


def wish(kind: WishKind, *persons: str, **changes: Any) -> PlanSettings:
    """One wish."""
    return PlanSettings(wishes=(Wish(kind, persons, by="甲科", on=DAY, why="工作需要", **changes),))


def two_over() -> Establishment:
    """A is 12 in 10; B is 7 in 10."""
    return agencies(A=(12, 10), B=(7, 10))


def moved(place: Establishment, number: int, to: str = "B") -> tuple[Move, ...]:
    """A1, A2 and so on to a unit."""
    return tuple(move(place, f"A{each}", to) for each in range(1, number + 1))


def with_goals(place: Establishment, moves: int, *more: Objective) -> tuple[Objective, ...]:
    """The usual three objectives of so many moves of fit 60, with more between the second and the third."""
    left = place.total_excess - moves
    usual = [Objective(name, value, value) for name, value in (("remaining_excess", left), ("moves", moves))]
    return (*usual, *more, Objective("fit", 60 * moves, 60 * moves))
