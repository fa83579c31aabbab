"""Z3xx: who leads what, and leaders against leadership posts."""

from typing import Any

import pytest

from bianzhi.domain.establishment import Establishment
from bianzhi.domain.terms import LeaderRank, LeadershipKind, PersonState
from bianzhi.rules.leadership import (
    higher_ranks_have_a_document,
    leaders_by_section,
    leaders_within_leadership_posts,
    section_leaders_within_own_posts,
    section_leaders_within_tier,
    unit_leaders,
)
from tests.rules.breaches import cells, messages
from tests.worlds import leadership, people, person, section, unit, world

HEAD, DEPUTY = LeaderRank.TOWNSHIP_HEAD, LeaderRank.TOWNSHIP_DEPUTY


def leader(id: str, rank: LeaderRank | None = None, section: str = "", **changes: Any) -> Any:
    return person(id, is_leader=True, leader_rank=rank, section=section, **changes)


def bureau(*leaders: Any, rank: str = "正科级") -> Establishment:
    """A unit with one head's post and two deputies', one section with one head's post."""
    return world(
        unit("A", rank=rank),
        leadership("A", LeadershipKind.UNIT_HEAD, 1),
        leadership("A", LeadershipKind.UNIT_DEPUTY, 2),
        leadership("A", LeadershipKind.SECTION_HEAD, 1),
        section("S1"),
        section("S2"),
        *leaders,
    )


def test_leaders_at_their_posts_are_within() -> None:
    """One head, two deputies, one section head: exactly what is authorized."""
    establishment = bureau(leader("P1", HEAD), leader("P2", DEPUTY), leader("P3", DEPUTY), leader("P4", None, "S1"))

    assert cells(leaders_within_leadership_posts, establishment) == []


def test_one_deputy_too_many_stands_at_the_deputies_posts() -> None:
    """Three deputies in two posts, though the head's post is vacant: kinds are not netted where they are known."""
    establishment = bureau(leader("P1", DEPUTY), leader("P2", DEPUTY), leader("P3", DEPUTY))

    assert cells(leaders_within_leadership_posts, establishment) == ["职数!C3"]
    assert "区A局单位副职核定 2 名，实有 3 人，超 1 人" in messages(leaders_within_leadership_posts, establishment)


def test_two_heads_in_one_post() -> None:
    """A second 乡科级正职 in a 正科级 unit is one head too many; a 县处级副职 leads as well."""
    establishment = bureau(leader("P1", HEAD), leader("P2", LeaderRank.COUNTY_DEPUTY))

    assert cells(leaders_within_leadership_posts, establishment) == ["职数!C2"]


def test_the_head_of_a_lower_unit_has_the_lower_rank() -> None:
    """In a 副科级 unit a 乡科级副职 is the head: one is within, a second is a head too many."""
    one, two = leader("P1", DEPUTY), leader("P2", DEPUTY)

    assert cells(leaders_within_leadership_posts, bureau(one, rank="副科级")) == []
    assert cells(leaders_within_leadership_posts, bureau(one, two, rank="副科级")) == ["职数!C2"]


@pytest.mark.parametrize(("rank", "known"), [("", HEAD), ("正科级", None)])
def test_heads_and_deputies_are_summed_where_they_cannot_be_told_apart(rank: str, known: LeaderRank | None) -> None:
    """Without 机构规格, or with a leader without 职务层次, three of three are within and four are over."""
    three = [leader("P1", HEAD), leader("P2", HEAD), leader("P3", known)]
    four = [*three, leader("P4", known)]

    assert cells(leaders_within_leadership_posts, bureau(*three, rank=rank)) == []
    assert cells(leaders_within_leadership_posts, bureau(*four, rank=rank)) == ["职数!C2"]
    assert "单位正职、单位副职合计核定 3 名，实有 4 人" in messages(
        leaders_within_leadership_posts, bureau(*four, rank=rank)
    )


def test_what_a_level_does_not_list_is_zero() -> None:
    """内设正职 1 without 内设副职: two section leaders of a 正科级 unit are one over the sum."""
    establishment = bureau(leader("P1", None, "S1"), leader("P2", None, "S2"))

    assert cells(leaders_within_leadership_posts, establishment) == ["职数!C4"]


def test_a_level_without_any_entry_is_not_checked() -> None:
    """A ledger without the sheet 职数 has nothing to compare with."""
    assert cells(leaders_within_leadership_posts, world(unit("A", rank="正科"), leader("P1", HEAD))) == []


def test_section_heads_have_a_rank_in_a_county_level_unit() -> None:
    """In a 正处级 unit 乡科级正职 lead sections: one head and one deputy are within 1 + 1, two heads are not."""
    host = [
        unit("A", rank="正处级"),
        leadership("A", LeadershipKind.SECTION_HEAD, 1),
        leadership("A", LeadershipKind.SECTION_DEPUTY, 1),
        section("S1"),
    ]
    within = world(*host, leader("P1", HEAD, "S1"), leader("P2", DEPUTY, "S1"))
    over = world(*host, leader("P1", HEAD, "S1"), leader("P2", HEAD, "S1"))

    assert cells(leaders_within_leadership_posts, within) == []
    assert cells(leaders_within_leadership_posts, over) == ["职数!C2"]


def test_who_leads_the_unit() -> None:
    """Without a section, in a pseudo-section called as the unit, or of the unit's own rank; others lead their section."""
    establishment = world(
        unit("A", rank="正科级"),
        section("S1"),
        section("S2", name="区A局"),
        leader("P1"),
        leader("P2", DEPUTY, "S2"),
        leader("P3", HEAD, "S1"),
        leader("P4", DEPUTY, "S1"),
        leader("P5", None, "S1"),
        leader("P6", HEAD, state=PersonState.RETIRED),
        person("P7", section="S1"),
    )

    assert [each.id for each in unit_leaders(establishment)["A"]] == ["P1", "P2", "P3"]
    assert [each.id for each in leaders_by_section(establishment)["S1"]] == ["P4", "P5"]


@pytest.mark.parametrize(("size", "most"), [(1, 1), (2, 1), (3, 1), (4, 2), (7, 2), (8, 3), (14, 3), (15, 4), (30, 4)])
def test_a_section_has_the_leaders_its_size_carries(size: int, most: int) -> None:
    """The tiers of domain example J: authorized leadership posts at the tier are within, one more is over."""
    host = [unit("A"), section("S1", authorized=size, heads=1, deputies=most - 1)]
    over = [unit("A"), section("S1", authorized=size, heads=1, deputies=most)]

    assert cells(section_leaders_within_tier, world(*host)) == []
    assert cells(section_leaders_within_tier, world(*over)) == ["内设机构!F2"]
    assert f"核定职数 {most + 1} 名，按规模不超过 {most} 名" in messages(section_leaders_within_tier, world(*over))


def test_leaders_in_post_are_held_to_the_tier_as_well() -> None:
    """Three persons carry one leader; with a fourth they carry two. Persons count where posts are not fixed."""
    leaders = [leader("L1", None, "S1"), leader("L2", None, "S1")]
    three = world(unit("A"), section("S1"), *leaders, *people("A", 1, section="S1"))
    four = world(unit("A"), section("S1"), *leaders, *people("A", 2, section="S1"))

    assert cells(section_leaders_within_tier, three) == ["内设机构!F2"]
    assert cells(section_leaders_within_tier, four) == []


def test_a_section_s_own_leadership_posts_bind() -> None:
    """One head's post: one leader is within, two are over; a section without numbers is not checked."""
    leaders = [leader("L1", None, "S1"), leader("L2", None, "S1")]

    assert cells(section_leaders_within_own_posts, world(unit("A"), section("S1", heads=1), leaders[0])) == []
    assert cells(section_leaders_within_own_posts, world(unit("A"), section("S1", heads=1), *leaders)) == [
        "内设机构!F2"
    ]
    assert cells(section_leaders_within_own_posts, world(unit("A"), section("S1"), *leaders)) == []


COUNTY_DEPUTY = LeaderRank.COUNTY_DEPUTY


def test_a_rank_above_the_unit_s_own_needs_a_document() -> None:
    """县处级副职 in a 正科级 unit without any document number: told at 职务层次; the unit's own rank is not above it."""
    establishment = bureau(leader("P1", COUNTY_DEPUTY), leader("P2", HEAD), leader("P3", DEPUTY))

    assert cells(higher_ranks_have_a_document, establishment) == ["人员!K2"]
    assert "区A局为正科级，某P1（P1）职务层次为县处级副职，高于机构规格" in messages(
        higher_ranks_have_a_document, establishment
    )


@pytest.mark.parametrize(
    ("note", "told"),
    [("高配，组干〔2024〕5号", False), ("高配 区委(2024)5号", False), ("高配", True), ("5号楼", True), ("", True)],
)
def test_the_document_may_stand_in_the_remark(note: str, told: bool) -> None:
    """A number with its year in brackets is a document; a remark alone is none."""
    establishment = bureau(leader("P1", COUNTY_DEPUTY, note=note))

    assert bool(cells(higher_ranks_have_a_document, establishment)) is told


@pytest.mark.parametrize(
    ("kind", "document", "told"),
    [
        (LeadershipKind.UNIT_HEAD, "编〔2024〕5号", False),
        (LeadershipKind.UNIT_HEAD, "", True),
        (LeadershipKind.SECTION_HEAD, "编〔2024〕5号", True),
    ],
)
def test_the_document_may_stand_at_the_leadership_posts(kind: LeadershipKind, document: str, told: bool) -> None:
    """The document of the unit's own leadership posts counts, that of its sections does not."""
    posts = leadership("A", kind, 1, document=document)
    establishment = world(unit("A", rank="正科级"), posts, leader("P1", COUNTY_DEPUTY))

    assert bool(cells(higher_ranks_have_a_document, establishment)) is told


@pytest.mark.parametrize(
    ("rank", "told"), [("副处级", False), ("正处级", False), ("副科级", True), ("股级", False), ("", False)]
)
def test_only_units_of_a_known_rank_are_asked(rank: str, told: bool) -> None:
    """A 县处级副职 is above a 副科级 unit and not above a 副处级 one; where no rank is given, nothing can be said."""
    assert bool(cells(higher_ranks_have_a_document, bureau(leader("P1", COUNTY_DEPUTY), rank=rank))) is told


def test_leaders_who_hold_no_post_any_more_are_not_asked() -> None:
    """Retired at a higher rank."""
    assert cells(higher_ranks_have_a_document, bureau(leader("P1", COUNTY_DEPUTY, state=PersonState.RETIRED))) == []
