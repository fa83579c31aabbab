"""What may happen to each head left over: named by post, by unit, by month."""

from collections.abc import Sequence
from datetime import date

import pytest

from bianzhi.domain.establishment import Establishment
from bianzhi.domain.section_study import SectionRules
from bianzhi.optimize.merging import judge_sections
from tests.optimize.merging_worlds import sections_of
from tests.worlds import DAY, Row, but, person, plus, quota, section, unit

HEADS = {"S1-1": {"is_leader": True}, "S2-1": {"is_leader": True, "grade": "四级主任科员"}}


def proposal(district: Establishment, *groups: Sequence[str]) -> str:
    """What is proposed for the one head left over."""
    (head,) = judge_sections(district, "A", groups, DAY, SectionRules()).merger.surplus_heads
    return head.proposal


@pytest.mark.parametrize(
    ("born", "told"),
    [
        (date(1963, 9, 1), "已于2023年9月达到法定退休年龄，拟按规定办理退休，不再安排领导职务"),
        (date(1966, 8, 1), "2027年1月达到法定退休年龄（距今 2 个月，12 个月以内），拟保留现职级，到龄按期退休"),
        (date(1967, 4, 1), "2027年11月达到法定退休年龄（距今 12 个月，12 个月以内），拟保留现职级，到龄按期退休"),
        (date(1967, 5, 1), "拟改任“S1S2科（拟）”副职（副职职数 1 名以内），保留现职级"),
    ],
)
def test_head_near_retirement_is_proposed_to_retire(born: date, told: str) -> None:
    """On 2026-11-23, up to twelve calendar months ahead, before a deputy's post is thought of; fourteen are too many."""
    district = but(sections_of([3, 3]), **{**HEADS, "S2-1": {"is_leader": True, "birth": born}})

    assert proposal(district, ["S1", "S2"]) == told


def test_head_far_from_retirement_takes_the_free_deputys_post() -> None:
    """Six persons have one deputy's post."""
    assert proposal(but(sections_of([3, 3]), **HEADS), ["S1", "S2"]) == (
        "拟改任“S1S2科（拟）”副职（副职职数 1 名以内），保留现职级"
    )


def test_head_is_proposed_for_a_headless_section_by_name_even_outside_the_cap() -> None:
    """Three persons in all have no deputy's post; 机关党委 has nobody at its head."""
    district = but(sections_of([2, 1, 3], {3: {"name": "机关党委", "counts_to_cap": False}}), **HEADS)

    assert "本单位“机关党委”空缺正职" in proposal(district, ["S1", "S2"])
    assert "机关党委" not in proposal(but(district, **{"S3-1": {"is_leader": True}}), ["S1", "S2"])


def other_unit(posts: int, led: bool) -> tuple[Row, ...]:
    """B with a vacant post or without, whose first section has a head and whose second has none."""
    return (
        unit("B"),
        quota("B", posts),
        section("B1", "B", heads=1, name="法规科"),
        section("B2", "B", heads=1, name="信访科"),
        person("b1", "B", section="B1", is_leader=True),
        person("b2", "B", section="B2", is_leader=led),
    )


def test_head_without_a_post_keeps_the_grade_and_other_units_are_named() -> None:
    """Only where the other unit has a vacancy of the person's type and a section without a head."""
    district = but(sections_of([2, 1]), **HEADS)
    keeps = "拟改任同层次职级，保留现职级（四级主任科员），按非领导职务安排"

    assert proposal(district, ["S1", "S2"]) == keeps
    assert proposal(plus(district, *other_unit(3, led=False)), ["S1", "S2"]) == (
        f"{keeps}；也可列为区B局“信访科”空缺正职的调剂人选"
    )
    assert proposal(plus(district, *other_unit(2, led=False)), ["S1", "S2"]) == keeps
    assert proposal(plus(district, *other_unit(3, led=True)), ["S1", "S2"]) == keeps


def test_every_surplus_head_has_one_proposal_and_no_post_is_given_twice() -> None:
    """Four heads in one section of eight: two deputies' posts, one vacant section, one grade."""
    leaders = {f"S{number}-1": {"is_leader": True} for number in (1, 2, 3, 4, 5)}
    district = but(sections_of([2, 2, 2, 1, 1, 3]), **leaders)
    study = judge_sections(district, "A", [["S1", "S2", "S3", "S4", "S5"], ["S6"]], DAY, SectionRules())

    proposals = [head.proposal for head in study.merger.surplus_heads]
    assert len(proposals) == 4
    assert sum("拟改任“" in each for each in proposals) == 2
    assert sum("本单位“S6科”空缺正职" in each for each in proposals) == 1
    assert sum("按非领导职务安排" in each for each in proposals) == 1
