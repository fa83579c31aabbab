"""WISN: workload times standard, allowances, and WHO's rule for whole posts."""

from dataclasses import replace
from fractions import Fraction

import pytest

from bianzhi.domain.establishment import Workload
from bianzhi.forecast import staff_need
from bianzhi.forecast.staff_need import available_hours, whole_posts
from bianzhi.law.parameters import Law
from tests.worlds import DAY, agencies, section


def test_the_available_year_is_that_of_the_parameters() -> None:
    """248 working days less 12, of eight hours."""
    assert available_hours(Law(DAY)) == (248 - 12) * 8


def test_service_support_and_special_work_add_up_by_the_method() -> None:
    """1,888 cases of an hour are one person; 20 % of other duties make it 1.25; 944 hours of one expert half a person."""
    rows = (
        Workload("A", "受理", "服务", 1888, 60),
        Workload("A", "会议", "辅助", 20),
        Workload("A", "专项评审", "专项", 944),
    )
    (need,) = staff_need(replace(agencies(A=(3, 4)), workloads=rows), DAY)

    assert need.need == Fraction(5, 4) + Fraction(1, 2)
    assert need.whole == 2
    assert (need.authorized, need.in_post) == (4, 3)
    assert need.pressure == Fraction(3) / need.need
    assert len(need.steps) == 3


def test_sections_have_their_own_need() -> None:
    """Rows of a section count to it and to the unit; rows without one to the unit alone."""
    world = replace(
        agencies(A=(3, 4)),
        sections=(section("S", "A"),),
        workloads=(Workload("A", "审查", "服务", 1888, 60, "S"), Workload("A", "巡查", "服务", 1888, 60)),
    )
    unit, inside = staff_need(world, DAY)

    assert (unit.section, unit.need) == ("", 2)
    assert (inside.section, inside.need) == ("S", 1)


@pytest.mark.parametrize(
    ("tenths", "posts"),
    [(0, 0), (1, 1), (10, 1), (11, 1), (12, 2), (22, 2), (23, 3), (55, 5), (56, 6), (95, 9), (96, 10)],
)
def test_whole_posts_follow_the_manual(tenths: int, posts: int) -> None:
    """Up to a tenth of each whole post is carried by those there, at most a half; anything at all needs one."""
    assert whole_posts(Fraction(tenths, 10)) == posts


def test_no_sheet_no_need() -> None:
    """Nothing is guessed from quotas."""
    assert staff_need(agencies(A=(3, 4)), DAY) == ()
