"""WISN: workload times standard, allowances, and WHO's rule for whole posts."""

from dataclasses import replace
from fractions import Fraction

import pytest

from bianzhi.domain.establishment import Workload
from bianzhi.domain.need_words import measured_words
from bianzhi.domain.terms import WorkloadKind
from bianzhi.forecast import staff_need
from bianzhi.forecast.staff_need import available_hours, whole_posts
from bianzhi.law.parameters import Law
from tests.worlds import DAY, agencies, but, cases, plus, section, support


def test_the_available_year_is_that_of_the_parameters() -> None:
    """248 working days less 12, of eight hours."""
    assert available_hours(Law(DAY)) == (248 - 12) * 8


def test_service_support_and_special_work_add_up_by_the_method() -> None:
    """1,888 cases of an hour are one person; 20 % of other duties make it 1.25; 944 hours of one expert half a person."""
    rows = (
        Workload("A", "受理", WorkloadKind.SERVICE, 1888, 60),
        Workload("A", "会议", WorkloadKind.SUPPORT, 20),
        Workload("A", "专项评审", WorkloadKind.SPECIAL, 944),
    )
    (need,) = staff_need(replace(agencies(A=(3, 4)), workloads=rows), DAY)

    assert need.need == Fraction(5, 4) + Fraction(1, 2)
    assert need.whole == 2
    assert (need.authorized, need.in_post) == (4, 3)
    assert need.pressure == Fraction(3) / need.need
    assert len(need.steps) == 3


def test_sections_have_their_own_need() -> None:
    """Rows of a section count to it and to the unit; cases without one to the unit alone."""
    world = replace(
        agencies(A=(3, 4)),
        sections=(section("S", "A"),),
        workloads=(
            Workload("A", "审查", WorkloadKind.SERVICE, 1888, 60, "S"),
            Workload("A", "巡查", WorkloadKind.SERVICE, 1888, 60),
        ),
    )
    unit, inside = staff_need(world, DAY)

    assert (unit.section, unit.need) == ("", 2)
    assert (inside.section, inside.need) == ("S", 1)


def test_support_of_two_sections_does_not_add_up() -> None:
    """An hour for 1,888 cases in each of two sections, 50 % of support in each: two posts each, four in all."""
    world = plus(agencies(A=(3, 4)), section("S1"), section("S2"))
    for code in ("S1", "S2"):
        world = plus(world, cases("A", "审查", 1888, 60, code), support("A", "会议", 50, code))
    unit, one, other = staff_need(world, DAY)

    assert (one.need, other.need, unit.need) == (2, 2, 4)
    assert unit.measured == ("S1", "S2")
    assert unit.steps == ("S1科测算2.0人", "S2科测算2.0人")


def test_support_of_the_whole_unit_counts_in_its_sections() -> None:
    """20 % of everybody's time: the section's one person becomes 1.25; the unit's own work as well."""
    world = plus(agencies(A=(3, 4)), section("S1"), support("A", "学习", 20))
    unit, inside = staff_need(plus(world, cases("A", "审查", 1888, 60, "S1"), cases("A", "巡查", 1888, 60)), DAY)

    assert (inside.need, unit.need) == (Fraction(5, 4), Fraction(5, 2))


def test_sections_measured_stand_beside_their_own_posts_and_people() -> None:
    """One of three sections is measured: three people in four posts of its own, not the unit's twelve in ten."""
    world = but(plus(agencies(A=(12, 10)), section("S1"), section("S2"), section("S3")), S1={"authorized": 4})
    world = but(world, A1={"section": "S1"}, A2={"section": "S1"}, A3={"section": "S1"}, A4={"section": "S2"})
    unit, inside = staff_need(plus(world, cases("A", "审查", 1888, 90, "S1")), DAY)

    assert (unit.need, unit.authorized, unit.in_post, unit.pressure) == (Fraction(3, 2), 4, 3, 2)
    assert (unit.measured, unit.left_out) == (("S1",), 2)
    assert (inside.authorized, inside.in_post) == (4, 3)
    assert measured_words(world, unit) == "已测算科室小计（1 个，另有 2 个科室未测算）"


def test_a_section_without_posts_of_its_own_has_none_rather_than_zero() -> None:
    """Neither has the sum of which it is a part; the unit's own cases make it the whole unit again."""
    world = but(plus(agencies(A=(12, 10)), section("S1"), section("S2")), S1={"authorized": 4})
    world = plus(world, cases("A", "审查", 1888, 60, "S1"), cases("A", "审查", 1888, 60, "S2"))
    unit, one, other = staff_need(world, DAY)
    assert (unit.authorized, one.authorized, other.authorized) == (None, 4, None)

    whole = staff_need(plus(world, cases("A", "巡查", 1888, 60)), DAY)[0]
    assert (whole.authorized, whole.in_post, whole.measured) == (10, 12, ())
    assert measured_words(world, whole) == "（全单位）"


@pytest.mark.parametrize(("share", "need"), [(99, 100), (100, 0), (120, 0)])
def test_support_that_takes_all_time_cannot_be_computed(share: int, need: int) -> None:
    """At 99 % one person's work needs a hundred; from 100 % on it is said that nothing can be computed."""
    world = plus(agencies(A=(3, 4)), cases("A", "审查", 1888, 60), support("A", "会议", share))
    (found,) = staff_need(world, DAY)

    assert found.need == need
    assert any("无法测算" in step for step in found.steps) == (share >= 100)


def test_cases_without_a_standard_time_are_told() -> None:
    """They count nothing, and a step says so."""
    (found,) = staff_need(plus(agencies(A=(3, 4)), cases("A", "审查", 1888, None)), DAY)

    assert (found.need, found.steps) == (0, ("审查：没有单件分钟，未计入",))
    assert found.pressure is None


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
