"""领导职数 follow units and sections, and whoever led what was merged is not forgotten."""

from collections import Counter

import pytest

from bianzhi.domain.establishment import Establishment
from bianzhi.domain.institutions import InstitutionMerger
from bianzhi.domain.plan import MergedSection, Merger, PlanStatus, SurplusHead
from bianzhi.domain.reform import (
    AbolishSection,
    AbolishUnit,
    ChangeLeadershipPosts,
    EstablishSection,
    Manner,
    MergeSections,
    MergeUnits,
    Reform,
    SectionsGo,
    SplitUnit,
    TransferDuties,
)
from bianzhi.domain.terms import LeaderRank, LeadershipKind
from bianzhi.reform import apply_reform, notices
from bianzhi.reform.comparing import compare
from bianzhi.reform.proposals import institution_steps, section_steps
from tests.reform.places import ADMIN, DAY, district, duty, reform
from tests.worlds import but, leadership, person, plus, section, unit

UNIT_HEAD, UNIT_DEPUTY = LeadershipKind.UNIT_HEAD, LeadershipKind.UNIT_DEPUTY
HEAD, DEPUTY = LeadershipKind.SECTION_HEAD, LeadershipKind.SECTION_DEPUTY


def led() -> Establishment:
    """A: S1 (4 posts, 1+1), S2 (5, 1+1) and S3 (4, 1+1), so 3 内设正职 and 3 内设副职; a head in each; R has no sections."""
    return plus(
        district(),
        *(
            section(code, "A", authorized=posts, heads=1, deputies=1)
            for code, posts in (("S1", 4), ("S2", 5), ("S3", 4))
        ),
        leadership("A", HEAD, 5),
        leadership("A", DEPUTY, 3),
        *(
            person(f"H{n}", "A", section=f"S{n}", is_leader=True, leader_rank=LeaderRank.TOWNSHIP_DEPUTY)
            for n in (1, 2, 3)
        ),
    )


def posts(ledger: Establishment) -> Counter[tuple[str, LeadershipKind]]:
    """Leadership posts by unit and kind."""
    found: Counter[tuple[str, LeadershipKind]] = Counter()
    for row in ledger.leadership_posts:
        found[row.unit, row.kind] += row.authorized
    return found


def test_merged_sections_take_posts_off_the_unit() -> None:
    """S1 and S2 of 9 posts are one section of 1+2: one head's post less, deputies 2 as before; both are told with the step."""
    reformed = apply_reform(led(), reform(MergeSections(("S1", "S2"), section("S1", "A", name="综合科"))))

    merged = reformed.after.section["S1"]
    assert (merged.authorized, merged.heads, merged.deputies) == (9, 1, 2)
    assert (posts(reformed.after)["A", HEAD], posts(reformed.after)["A", DEPUTY]) == (4, 3)
    (row,) = compare(reformed, DAY).leaders
    assert (row.unit, row.kind, row.before, row.less, row.after, row.reason) == ("A", HEAD, 5, 1, 4, "第1项")
    assert row.document == "待批" and "合并" in row.why


def test_a_merged_section_of_a_stated_number_has_that() -> None:
    """Told to have one deputy only: the unit loses a deputy's post as well."""
    into = section("S1", "A", name="综合科", heads=1, deputies=1)
    after = apply_reform(led(), reform(MergeSections(("S1", "S2"), into))).after

    assert (posts(after)["A", HEAD], posts(after)["A", DEPUTY]) == (4, 2)


def test_posts_follow_the_count_where_sections_give_none() -> None:
    """District A: two sections without numbers, two 内设正职 of the unit; merged there is one. B lists none, and gets none."""
    world = plus(district(), leadership("A", HEAD, 2))
    merged = apply_reform(world, reform(MergeSections(("SA1", "SA2"), section("SA1", "A", name="综合科")))).after

    assert posts(merged)["A", HEAD] == 1 and merged.section["SA1"].heads is None
    none = apply_reform(district(), reform(EstablishSection(section("SN", "B", heads=1, deputies=1)))).after
    assert posts(none) == posts(district())


def test_proposals_that_were_made_stand_with_the_step() -> None:
    """大科室制 says heads 3 → 2, deputies 3 → 3, and what may happen to H2; accepted, the ledger and the list say the same."""
    groups = (MergedSection(("S1", "S2"), "综合科（拟）", 9, 1, 2), MergedSection(("S3",), "S3科", 4, 1, 1))
    head = SurplusHead("H2", "S2", "拟改任“综合科（拟）”副职（副职职数 2 名以内），保留现职级")
    merger = Merger("A", 2, 3, 2, PlanStatus.OPTIMAL, 1, 1, groups, (head,))
    steps = section_steps(led(), (merger,))
    reformed = apply_reform(led(), Reform("改革", steps, DAY))

    assert (posts(reformed.after)["A", HEAD], posts(reformed.after)["A", DEPUTY]) == (4, 3)
    (line,) = compare(reformed, DAY).surplus
    assert (line.person, line.was, line.now, line.heads) == ("H2", "S2科", "综合科", 1)
    assert line.proposal == "拟改任“综合科”副职（副职职数 2 名以内），保留现职级"
    assert (line.deputies_in_post, line.deputies) == (0, 2)


def test_surplus_heads_are_told_without_a_proposal_too() -> None:
    """Two deputies are there already: H2 keeps his grade, and the two are counted beside the two posts."""
    deputies = [person(f"D{n}", "A", section=code, is_leader=True) for n, code in ((1, "S1"), (2, "S2"))]
    step = MergeSections(("S1", "S2"), section("S1", "A", name="综合科"))
    (line,) = compare(apply_reform(plus(led(), *deputies), reform(step)), DAY).surplus

    assert line.person == "H2" and line.proposal.startswith("拟保留现职级")
    assert (line.deputies_in_post, line.deputies) == (2, 2)


@pytest.mark.parametrize(("go", "there", "heads"), [(SectionsGo.ALONG, True, 1), (SectionsGo.ENDED, False, 0)])
def test_sections_of_an_abolished_unit_go_along_or_end(go: SectionsGo, there: bool, heads: int) -> None:
    """B with SB1科 and its posts goes to R: the section and its head's post as well, or neither; unit posts end, and are told."""
    world = plus(but_section(), leadership("B", HEAD, 1), leadership("B", UNIT_DEPUTY, 2))
    reformed = apply_reform(world, reform(AbolishUnit("B", heir="R", sections=go)))

    after = reformed.after
    assert ("SB1" in after.section) is there
    assert posts(after)["R", HEAD] == heads and posts(after)["R", UNIT_HEAD] == posts(after)["R", UNIT_DEPUTY] == 0
    told = {(row.unit, row.kind): row.after - row.before for row in compare(reformed, DAY).leaders}
    assert told["B", UNIT_HEAD] == -1 and told["B", UNIT_DEPUTY] == -2 and told["B", HEAD] == -1


def but_section() -> Establishment:
    """The district where SB1科 has a head's post and three posts."""
    return but(district(), SB1={"authorized": 3, "heads": 1, "deputies": 0})


def test_people_without_a_section_are_told() -> None:
    """R has a section; B's people, whose section ended, are in none: one notice that names all with a section before."""
    world = plus(district(), section("SR", "R"), person("B9", "B", section="SB1"))
    found = notices(apply_reform(world, reform(AbolishUnit("B", heir="R", sections=SectionsGo.ENDED))), DAY)

    assert [finding.id for finding in found] == ["G626"]
    assert "某B9（B9）" in found[0].message and "区R局" in found[0].message
    assert notices(apply_reform(world, reform(AbolishUnit("B", heir="R"))), DAY) == ()


def test_a_merged_unit_has_one_head_and_the_other_is_surplus() -> None:
    """A and B each with a head: one row, one post; B's head is listed. Two, stated, are told unless there is a document."""
    world = plus(
        district(),
        person("HA", "A", is_leader=True, leader_rank=LeaderRank.TOWNSHIP_HEAD),
        person("HB", "B", is_leader=True, leader_rank=LeaderRank.TOWNSHIP_HEAD),
    )
    into = but(world, A={"name": "区综合局"}).unit["A"]
    reformed = apply_reform(world, reform(MergeUnits(("A", "B"), into)))
    assert [(row.kind, row.authorized) for row in reformed.after.leadership_posts] == [(UNIT_HEAD, 1)]
    assert [(line.person, line.kind, line.was, line.now) for line in compare(reformed, DAY).surplus] == [
        ("HB", UNIT_HEAD, "区B局", "区综合局")
    ]

    two = apply_reform(world, reform(MergeUnits(("A", "B"), into, heads=2, deputies=3)))
    assert (posts(two.after)["A", UNIT_HEAD], posts(two.after)["A", UNIT_DEPUTY]) == (2, 3)
    assert compare(two, DAY).surplus == ()
    (finding,) = notices(two, DAY)
    assert finding.id == "G621" and "核减单位正职 1 名" in finding.hint
    documented = MergeUnits(("A", "B"), into, heads=2, document="编〔2026〕9号")
    assert notices(apply_reform(world, reform(documented)), DAY) == ()


def test_a_private_note_is_not_inherited() -> None:
    """Neither by a merged unit as the form makes it, nor by a proposal."""
    world = but(district(), A={"note": "内部情况"})
    assert apply_reform(world, reform(MergeUnits(("A", "B"), world.unit["A"]))).after.unit["A"].note == ""
    (step,) = institution_steps(world, (InstitutionMerger(("A", "B"), "A", 13, 12, (), ()),))

    assert step.operation.into.note == ""  # type: ignore[union-attr]


def test_posts_move_with_whole_sections() -> None:
    """成建制 and 分设: what A has less, R or the new unit has more, as it has no other sections."""
    world = plus(led(), duty("DS", section="S1"))
    after = apply_reform(world, reform(TransferDuties(("DS",), "R", manner=Manner.WHOLE))).after
    assert (posts(after)["A", HEAD], posts(after)["R", HEAD], posts(after)["R", DEPUTY]) == (4, 1, 1)

    split = SplitUnit("A", unit("N", rank="正科级"), ("S2",), {ADMIN: 1})
    after = apply_reform(world, reform(split)).after
    assert (posts(after)["A", DEPUTY], posts(after)["N", DEPUTY]) == (2, 1)


def test_an_abolished_section_leaves_its_posts() -> None:
    """S1 goes to S2: 4 and 5 fixed posts are 9; its head's and deputy's posts end."""
    after = apply_reform(led(), reform(AbolishSection("S1", "S2"))).after

    assert after.section["S2"].authorized == 9
    assert (posts(after)["A", HEAD], posts(after)["A", DEPUTY]) == (4, 2)


def test_numbers_that_do_not_add_up_are_told() -> None:
    """B lists one head's post as its section has; a second section that the unit's list does not know of is told. Before, not."""
    world = plus(but_section(), leadership("B", HEAD, 1))
    assert notices(apply_reform(world, reform()), DAY) == ()

    found = notices(apply_reform(world, reform(ChangeLeadershipPosts("B", HEAD, 1))), DAY)
    assert [finding.id for finding in found] == ["G622"]
    assert "核定 2 名，各内设机构之和为 1 名" in found[0].message and "核减内设正职 1 名" in found[0].hint
