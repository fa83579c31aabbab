"""B2xx 工作量: a standard time for each kind of case, and support that leaves time; both sides, and the exact cell."""

import pytest

from bianzhi.rules.workloads import cases_have_a_standard_time, support_leaves_time_for_service
from tests.rules.breaches import cells, messages
from tests.worlds import agencies, plus, section, support
from tests.worlds import cases as counted


@pytest.mark.parametrize(("minutes", "found"), [(1, []), (0, ["工作量!F2"]), (None, ["工作量!F2"])])
def test_a_case_has_a_standard_time(minutes: int | None, found: list[str]) -> None:
    """One minute is a time; none, or no figure, is not."""
    assert cells(cases_have_a_standard_time, plus(agencies(A=(2, 2)), counted("A", "登记", 100, minutes))) == found


def test_it_says_which_of_the_two() -> None:
    """Zero was written; nothing was not."""
    world = plus(agencies(A=(2, 2)), counted("A", "登记", 100, 0), counted("A", "年检", 50, None))
    said = messages(cases_have_a_standard_time, world).splitlines()

    assert [line.partition("，")[0] for line in said] == [
        "区A局服务类事项“登记”单件分钟为 0",
        "区A局服务类事项“年检”单件分钟没有填",
    ]


def test_only_cases_need_one() -> None:
    """Support is a share of time."""
    assert cells(cases_have_a_standard_time, plus(agencies(A=(2, 2)), support("A", "会议", 10))) == []


@pytest.mark.parametrize(("more", "found"), [(39, []), (40, ["工作量!E2"])])
def test_support_leaves_time(more: int, found: list[str]) -> None:
    """60 and 39 leave one percent; 60 and 40 leave nothing."""
    world = plus(agencies(A=(2, 2)), support("A", "会议", 60), support("A", "学习", more))

    assert cells(support_leaves_time_for_service, world) == found


def test_sections_do_not_add_up_with_each_other() -> None:
    """60 in one section and 60 in another are two shares of two people's time."""
    world = plus(agencies(A=(2, 2)), section("S1"), section("S2"))
    world = plus(world, support("A", "会议", 60, "S1"), support("A", "会议", 60, "S2"))

    assert cells(support_leaves_time_for_service, world) == []


def test_what_the_whole_unit_does_counts_in_each_section() -> None:
    """50 in the section and 50 of everybody in the unit leave nothing; the message says that both count."""
    world = plus(agencies(A=(2, 2)), section("S1"))
    world = plus(world, support("A", "会议", 50), support("A", "值班", 50, "S1"))

    assert cells(support_leaves_time_for_service, world) == ["工作量!E3"]
    assert "区A局S1科辅助类事项（含全机构共同的）合计占每人 100% 的时间" in messages(
        support_leaves_time_for_service, world
    )
