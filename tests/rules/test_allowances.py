"""允许溢出, 地区, 已具备条件: both sides of each threshold, and the exact cell."""

from datetime import timedelta

import pytest

from bianzhi.rules.allowances import (
    conditions_are_those_of_the_matrix,
    every_unit_has_a_region_where_one_has,
    tolerance_has_an_end,
    tolerance_has_not_expired,
)
from tests.rules.breaches import cells, messages
from tests.worlds import DAY, agencies, but

_LATER = DAY + timedelta(days=1)


def test_a_tolerance_has_an_end() -> None:
    """With both columns filled, or with neither, nothing is missing."""
    world = agencies(A=(2, 1))

    assert cells(tolerance_has_an_end, world) == []
    assert cells(tolerance_has_an_end, but(world, A={"tolerance": 1, "tolerance_ends": _LATER})) == []
    assert cells(tolerance_has_an_end, but(world, A={"tolerance": 1})) == ["机构!P2"]


def test_an_end_without_a_number_allows_nothing() -> None:
    """Told at 允许溢出人数; a tolerance of 0 is no tolerance."""
    world = agencies(A=(2, 1))

    assert cells(tolerance_has_an_end, but(world, A={"tolerance_ends": _LATER})) == ["机构!O2"]
    assert cells(tolerance_has_an_end, but(world, A={"tolerance": 0, "tolerance_ends": _LATER})) == ["机构!O2"]
    assert cells(tolerance_has_an_end, but(world, A={"tolerance": 0})) == []


@pytest.mark.parametrize(("days", "found"), [(1, []), (0, ["机构!P2"]), (-1, ["机构!P2"])])
def test_a_tolerance_holds_before_its_last_day(days: int, found: list[str]) -> None:
    """As with every other end in the ledger: on the day itself it is over."""
    establishment = but(agencies(A=(2, 1)), A={"tolerance": 1, "tolerance_ends": DAY + timedelta(days=days)})

    assert cells(tolerance_has_not_expired, establishment) == found


def test_an_end_of_nothing_does_not_expire() -> None:
    """Nothing is allowed that could end."""
    establishment = but(agencies(A=(2, 1)), A={"tolerance_ends": DAY - timedelta(days=1)})

    assert cells(tolerance_has_not_expired, establishment) == []


def test_where_one_unit_has_a_region_every_one_has() -> None:
    """None at all is fine; some is not."""
    world = agencies(A=(1, 1), B=(1, 1))

    assert cells(every_unit_has_a_region_where_one_has, world) == []
    assert cells(every_unit_has_a_region_where_one_has, but(world, A={"region": "甲区"})) == ["机构!M3"]
    both = but(world, A={"region": "甲区"}, B={"region": "乙区"})
    assert cells(every_unit_has_a_region_where_one_has, both) == []


def test_conditions_are_those_of_the_matrix() -> None:
    """A name of the matrix opens its cell; another word opens nothing, and the nearest name is told."""
    world = agencies(A=(1, 1))

    assert cells(conditions_are_those_of_the_matrix, but(world, A1={"conditions": ("同一政法系统", "参公登记")})) == []
    wrong = but(world, A1={"conditions": ("同一政法系统", "参公已登记")})
    assert cells(conditions_are_those_of_the_matrix, wrong) == ["人员!AD2"]
    assert "“参公已登记”不是身份对照表所列的条件名称" in messages(conditions_are_those_of_the_matrix, wrong)
