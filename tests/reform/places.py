"""A small district to reform: two bureaus with sections and duties, a centre, and a bureau that receives."""

from datetime import date

from bianzhi.domain.establishment import Duty, Establishment, Person
from bianzhi.domain.reform import Operation, Reform, Step
from bianzhi.domain.terms import Category, LeadershipKind, Status, UnitKind
from tests.worlds import leadership, people, person, quota, section, unit, world

DAY = date(2026, 9, 1)
ADMIN, FULL = Category.ADMINISTRATIVE, Category.FULLY_FUNDED


def duty(code: str, unit: str = "A", text: str = "", **changes: object) -> Duty:
    """A duty that says what it is."""
    return Duty(code=code, unit=unit, text=text or f"负责{code}工作", **changes)  # type: ignore[arg-type]


def district() -> Establishment:
    """A: 7 in 8 posts, sections A1科 (4 people) and A2科 (3); B: 5 in 5; C: a centre, 3 in 4 on 全额; R: 0 in 2."""
    staff: list[Person] = [*people("B", 5)]
    staff += [person(f"A{number}", "A", section="SA1" if number <= 4 else "SA2") for number in range(1, 8)]
    staff += people("C", 3, status=Status.INSTITUTION_MANAGER)
    return world(
        unit("A", rank="正科级"),
        unit("B", rank="正科级"),
        unit("C", kind=UnitKind.WELFARE_ONE, parent="A", rank="股级"),
        unit("R", rank="正科级"),
        quota("A", 8),
        quota("B", 5),
        quota("C", 4, FULL),
        quota("R", 2),
        leadership("A", LeadershipKind.UNIT_HEAD, 1),
        leadership("B", LeadershipKind.UNIT_HEAD, 1),
        section("SA1", "A"),
        section("SA2", "A"),
        section("SB1", "B"),
        *staff,
        duty("D1", section="SA1"),
        duty("D2", section="SA2"),
        duty("D3", "B", section="SB1"),
        duty("D4", "C"),
    )


def reform(*operations: Operation, name: str = "改革") -> Reform:
    """A reform of these operations, from 1 September 2026."""
    return Reform(name, tuple(Step(operation) for operation in operations), DAY)
