"""Exchange and its orders; and every setting on paper."""

from dataclasses import replace
from typing import Any

import pytest

from bianzhi.domain.day_words import day_in_words
from bianzhi.domain.establishment import Establishment
from bianzhi.domain.matrix_change import Fulfilled, MatrixChange
from bianzhi.domain.plan import Move
from bianzhi.domain.plan_columns import FINGERPRINT, GOALS, MoveColumn
from bianzhi.domain.settings import Exchange, PlanSettings
from bianzhi.domain.terms import (
    Category,
    Status,
)
from bianzhi.domain.wishes import WishKind
from bianzhi.rules.plans import verify
from tests.plan_papers import at, move, paper_in_memory, plan_of
from tests.rules.plans_by_hand import (
    FROM_UNIT,
    POST,
    TO_UNIT,
    moved,
    off,
    on,
    told,
    two_over,
    wish,
)
from tests.worlds import (
    DAY,
    agencies,
    but,
    plus,
    post,
)


def full() -> Establishment:
    """A and B are full, C has a vacancy."""
    return agencies(A=(2, 2), B=(2, 2), C=(1, 2))


def exchanged(
    place: Establishment, *orders: tuple[str, str, int], extra: int = 3
) -> tuple[tuple[Move, ...], dict[str, Any]]:
    """Moves (person, unit, order), and what their plan says besides."""
    moves = tuple(move(place, person, to) for person, to, _ in orders)
    last = max(number for _, _, number in orders)
    steps = tuple(tuple(person for person, _, number in orders if number == step) for step in range(1, last + 1))
    return moves, {"asked": PlanSettings(exchange=Exchange(extra, 1)), "orders": steps}


def test_without_exchange_nobody_leaves_a_cell_within_its_quota() -> None:
    """The plain plan moves out of excess only."""
    place = full()

    assert told("P521", place, move(place, "A1", "C")) == [at(FROM_UNIT)]


@pytest.mark.parametrize(("extra", "found"), [(2, []), (1, [at(FROM_UNIT, 2)])])
def test_exchange_stays_within_its_budget(extra: int, found: list[str]) -> None:
    """A1 to C makes way for B1 to A: two moves out of cells within their quota."""
    place = full()
    moves, said = exchanged(place, ("A1", "C", 1), ("B1", "A", 2), extra=extra)

    assert told("P564", place, *moves, **said) == found
    assert told("P521", place, *moves, **said) == []
    assert told("P522", place, *moves, **said) == []
    assert told("P547", place, *moves, **said) == []


def test_who_comes_goes_after_who_makes_way() -> None:
    """B1 to A before A1 has left puts A over its quota in between; together, as a swap, it does not."""
    place = full()

    for orders, found in (
        ((("A1", "C", 1), ("B1", "A", 2)), []),
        ((("A1", "C", 2), ("B1", "A", 1)), [at(MoveColumn.ORDER, 2)]),
        ((("A1", "B", 1), ("B1", "A", 1)), []),
        ((("A1", "B", 1), ("B1", "A", 2)), [at(MoveColumn.ORDER, 1)]),
    ):
        moves, said = exchanged(place, *orders)
        assert told("P566", place, *moves, **said) == found, orders


def test_a_full_cell_takes_no_more_than_leave_it() -> None:
    """One leaves A, two come."""
    place = full()
    moves, said = exchanged(place, ("A1", "C", 1), ("B1", "A", 2), ("B2", "A", 2))

    assert told("P522", place, *moves, **said) == [at(TO_UNIT, 3)]


def test_a_cell_in_excess_receives_nobody_in_exchange_either() -> None:
    """A is one over: one leaves, and nobody comes in his place."""
    place = agencies(A=(3, 2), B=(2, 2), C=(0, 2))
    moves, said = exchanged(place, ("A1", "C", 1), ("B1", "A", 2))

    assert told("P522", place, *moves, **said) == [at(TO_UNIT, 2)]


def test_orders_are_numbered_without_gaps() -> None:
    """1, 2, 3 …; and 1 for everyone in a plan without exchange."""
    place = full()
    moves, said = exchanged(place, ("A1", "C", 1), ("B1", "A", 3))

    assert told("P565", place, *moves, **said) == [at(MoveColumn.ORDER, 2)]
    plain = two_over()
    assert told("P565", plain, *moved(plain, 2)) == []
    assert told("P565", plain, *moved(plain, 2), orders=(("A1",), ("A2",))) == [at(MoveColumn.ORDER, 2)]


def test_nobody_is_worse_off_by_exchange() -> None:
    """Who need not move keeps his level, though the unit allows 高职低配, and goes by an ordinary passage only."""
    place = but(plus(full(), post("岗", "C", level="科员")), A1={"grade": "一级主任科员"}, C={"high_on_low": True})
    asked = PlanSettings(exchange=Exchange(3, 1))
    equal = but(place, A1={"grade": "一级科员"})

    assert told("P567", place, move(place, "A1", "C", post="岗"), asked=asked) == [at(POST)]
    assert told("P567", equal, move(equal, "A1", "C", post="岗"), asked=asked) == []
    over = but(
        plus(agencies(A=(2, 1), C=(1, 2)), post("岗", "C", level="科员")),
        A1={"grade": "一级主任科员"},
        C={"high_on_low": True},
    )
    assert told("P567", over, move(over, "A1", "C", post="岗"), asked=asked) == [], "out of excess, as in any plan"


def test_a_wish_that_differs_is_named() -> None:
    """What it asks for, who asked and when: on paper, and among the settings held against it."""
    place = two_over()
    made = wish(WishKind.STAY, "A3")
    plan = plan_of(place, *moved(place, 2), settings=made)
    sheet = paper_in_memory(plan, place)

    def said(settings: PlanSettings) -> list[str]:
        return [item.message for item in verify(place, sheet, DAY, settings) if item.id == "P504"]

    assert said(made) == []
    assert said(PlanSettings()) == [f"“wishes.1”“不调整 A3；甲科 {day_in_words(DAY)}”不在核对所用设置之列。"]
    other = wish(WishKind.STAY, "A4")
    assert said(other) == [
        f"“wishes.1”为“不调整 A3；甲科 {day_in_words(DAY)}”，核对所用设置应为“不调整 A4；甲科 {day_in_words(DAY)}”。"
    ]
    reason = PlanSettings(wishes=(replace(made.wishes[0], why="另有原因"),))
    assert "（与设置不完全相同）" in said(reason)[0]
    two = PlanSettings(wishes=(*made.wishes, *other.wishes))
    assert said(two) == [f"缺“wishes.2”一行，应为“不调整 A4；甲科 {day_in_words(DAY)}”。"]


@pytest.mark.parametrize(
    ("changed", "item"),
    [
        (off("C38"), "constraints_off.C38"),
        (on("C05"), "constraints_on.C05"),
        (PlanSettings(occupancy_percent=90), "occupancy_percent"),
        (PlanSettings(leaving_share_of={"A": 20}), "leaving_share_of.A"),
        (PlanSettings(horizon_months=12), "horizon_months"),
        (PlanSettings(rotation_years=5), "rotation_years"),
        (PlanSettings(exchange=Exchange(2, 10)), "exchange.extra_moves"),
        (PlanSettings(exchange=Exchange(0, 20)), "exchange.least_gain"),
        (
            PlanSettings(
                matrix=(MatrixChange(Status.CIVIL_SERVANT, Category.FULLY_FUNDED, "Y", "", "编办", DAY, "试"),)
            ),
            "matrix.1",
        ),
        (PlanSettings(conditions=(Fulfilled("A1", "参公登记", "编办", DAY, "试"),)), "conditions.1"),
        (wish(WishKind.FORBID, to_unit="B"), "wishes.1"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_every_setting_stands_on_paper_with_a_word(changed: PlanSettings, item: str) -> None:
    """A line each in 参数与指纹, with what it means beside it; held against other settings it is told."""
    place = two_over()
    sheet = paper_in_memory(plan_of(place, settings=changed), place)
    row = sheet[FINGERPRINT].find("项目", item)

    assert row is not None and row.text("说明")
    assert [each for each in verify(place, sheet, DAY, changed) if each.id == "P504"] == []
    assert any(item in each.message for each in verify(place, sheet, DAY, PlanSettings()) if each.id == "P504")


def test_goals_have_words() -> None:
    """Every objective that a plan may have is spelled out on paper."""
    assert set(GOALS) >= {"remaining_excess", "moves", "fit", "lines_kept", "preferences", "rotation", "net_gain"}
    assert len(set(GOALS.values())) == len(GOALS)
