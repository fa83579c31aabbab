"""What is counted is counted once: 职数 of sections that state none, posts fixed for sections, and what no step takes over."""

from collections.abc import Sequence

import pytest

from bianzhi.domain.establishment import Establishment
from bianzhi.domain.plan import SurplusHead
from bianzhi.domain.reform import (
    AbolishSection,
    AbolishUnit,
    EstablishSection,
    Manner,
    MergeSections,
    MergeUnits,
    Operation,
    RenameUnit,
    SetParameter,
    SplitUnit,
    TransferDuties,
    TransferPosts,
)
from bianzhi.domain.terms import Category, LeadershipKind, Pool, Status, UnitKind
from bianzhi.errors import ReformError
from bianzhi.reform import apply_reform, notices
from tests.reform.places import ADMIN, DAY, FULL, district, duty, reform
from tests.worlds import but, leadership, person, plus, quota, section, unit, world

HEAD = LeadershipKind.SECTION_HEAD


def three() -> Establishment:
    """A unit with three 内设正职 and three sections, none of which states its own."""
    return world(
        unit("U", rank="正科级"), leadership("U", HEAD, 3), *(section(code, "U") for code in ("S1", "S2", "S3"))
    )


def heads(ledger: Establishment, code: str = "U") -> int:
    """内设正职 of a unit."""
    return sum(row.authorized for row in ledger.leadership_posts if row.kind is HEAD and row.unit == code)


S9, S8 = section("S9", "U", heads=1), section("S8", "U")
_ONE = section("S1", "U", name="综合科", heads=1)


@pytest.mark.parametrize(
    ("operations", "left"),
    [
        ([EstablishSection(S8), AbolishSection("S8")], 3),
        ([EstablishSection(S8)], 4),
        ([EstablishSection(S9)], 4),
        ([EstablishSection(S9), AbolishSection("S1")], 3),
        ([AbolishSection("S1"), EstablishSection(S9)], 3),
        ([MergeSections(("S1", "S2"), _ONE), MergeSections(("S1", "S3"), _ONE)], 1),
        ([MergeSections(("S1", "S2"), section("S1", "U", name="综合科")), AbolishSection("S3")], 1),
        ([MergeSections(("S1", "S2"), _ONE), AbolishSection("S3")], 1),
    ],
)
def test_a_section_that_states_no_heads_counts_the_same_throughout(operations: Sequence[Operation], left: int) -> None:
    """One post a section, whatever is set up, merged and abolished beside it, in any order; and they add up (no G622)."""
    reformed = apply_reform(three(), reform(*operations))

    assert heads(reformed.after) == left == len(reformed.after.sections)
    assert [finding.id for finding in notices(reformed, DAY)] == []


def test_where_others_state_all_the_posts_a_silent_section_has_none() -> None:
    """S1, S2 and S3 with one each have all three: S8 takes none along when it is set up, nor when it goes."""
    stated = but(three(), **{code: {"heads": 1} for code in ("S1", "S2", "S3")})
    there = apply_reform(stated, reform(EstablishSection(S8))).after

    assert heads(there) == 3
    assert heads(apply_reform(there, reform(AbolishSection("S8"))).after) == 3


@pytest.mark.parametrize(
    "operation",
    [
        SplitUnit("A", unit("N", rank="正科级"), ("SA1", "SA1"), {ADMIN: 4}),
        MergeSections(("SA1", "SA1", "SA2"), section("SA1", "A", name="综合科")),
        MergeUnits(("A", "A", "B"), unit("A", rank="正科级")),
        MergeSections(("SA1", "SA2"), section("SA1", "A", name="综合科"), (SurplusHead("A1", "SA1", "拟留任"),) * 2),
    ],
)
def test_nothing_is_listed_twice(operation: Operation) -> None:
    """Sections and parts, as people and duties: the second one is refused by name."""
    with pytest.raises(ReformError, match="列了 2 次") as refused:
        apply_reform(district(), reform(operation))
    assert (
        "SA1科（SA1）" in refused.value.message
        or "区A局（A）" in refused.value.message
        or "某A1（A1）" in refused.value.message
    )


@pytest.mark.parametrize(
    ("fixed", "people", "there", "after"), [(5, 2, 4, 9), (3, 5, 4, 7), (None, 2, 4, 6), (5, 2, None, None)]
)
def test_a_whole_section_takes_its_fixed_posts_along(
    fixed: int | None, people: int, there: int | None, after: int | None
) -> None:
    """成建制 into a section: posts fixed for both are as many as before, however many of them are filled."""
    ledger = world(
        *(unit("A"), unit("R"), quota("A", 20), quota("R", 9)),
        *(section("S1", "A", authorized=fixed), section("T", "R", authorized=there)),
        *(person(f"P{number}", "A", section="S1") for number in range(people)),
        duty("D1", section="S1"),
    )
    reformed = apply_reform(ledger, reform(TransferDuties(("D1",), "R", "T", manner=Manner.WHOLE)))

    assert reformed.after.section["T"].authorized == after
    assert {person.section for person in reformed.after.people} == {"T"}


def test_people_named_bring_no_more_fixed_posts_than_their_section_has() -> None:
    """Three of a section fixed at 1 go to one fixed at 4: 0 and 5."""
    ledger = but(plus(district(), section("T", "R", authorized=4)), SA1={"authorized": 1})
    after = apply_reform(ledger, reform(TransferDuties(("D1",), "R", "T", persons=("A1", "A2", "A3")))).after

    assert (after.section["SA1"].authorized, after.section["T"].authorized) == (0, 5)


def institutions() -> Establishment:
    """K1 参公, K2 not, K3 of the second kind; a school of its own pool with somebody over quota; an organ."""
    return world(
        unit("K1", kind=UnitKind.WELFARE_ONE, rank="股级", civil_like=True),
        unit("K2", kind=UnitKind.WELFARE_ONE, rank="股级"),
        unit("K3", kind=UnitKind.WELFARE_TWO, rank="股级"),
        unit("J", kind=UnitKind.WELFARE_ONE, pool=Pool.EDUCATION),
        unit("U"),
        quota("K2", 3, FULL),
        quota("U", 3),
        person("7", "J", status=Status.INSTITUTION_MANAGER, category=FULL),
        person("8", "U"),
    )


@pytest.mark.parametrize(
    ("operation", "words"),
    [
        (MergeUnits(("K1", "K2"), unit("K1", kind=UnitKind.WELFARE_ONE)), "管理方式不同（参公管理、非参公管理）"),
        (MergeUnits(("K2", "K3"), unit("K2", kind=UnitKind.WELFARE_ONE)), "机构类别不同（公益一类、公益二类）"),
        (AbolishUnit("K2", "K1"), "管理方式不同（非参公管理、参公管理）"),
        (TransferPosts("J", "K2", {}, ("7",)), "编制池不同（教育、区直）"),
        (TransferPosts("K2", "U", {FULL: 2}), "（公益一类、政府部门）而划转全额事业编制"),
        (SplitUnit("U", unit("N", kind=UnitKind.WELFARE_ONE), posts={ADMIN: 1}), "而划转行政编制"),
        (TransferPosts("U", "K2", {Category.ADMINISTRATIVE: 1}), "而划转行政编制"),
    ],
)
def test_units_that_are_not_alike_are_told(operation: Operation, words: str) -> None:
    """Merged, taken over, or with posts or people going between them."""
    found = [f for f in notices(apply_reform(institutions(), reform(operation)), DAY) if f.id == "G625"]

    assert [words in finding.message for finding in found] == [True], found


def test_posts_between_units_alike_are_not_told() -> None:
    """Administrative posts from one organ to another."""
    assert notices(apply_reform(district(), reform(TransferPosts("B", "R", {ADMIN: 1}, ("B1",)))), DAY) == ()


@pytest.mark.parametrize("lists", [True, False])
def test_leadership_posts_nobody_takes_over_are_told(lists: bool) -> None:
    """R has a section but lists no 内设职数: what A loses with S1 goes to nobody, and that is said."""
    ledger = plus(
        but(district(), SA1={"heads": 1}, SA2={"heads": 1}),
        *(leadership("A", HEAD, 2), section("SR", "R", heads=1)),
        *([leadership("R", HEAD, 1)] if lists else []),
    )
    reformed = apply_reform(ledger, reform(TransferDuties(("D1",), "R", manner=Manner.WHOLE)))
    found = [finding.message for finding in notices(reformed, DAY) if finding.id == "G622"]

    assert (heads(reformed.after, "A"), heads(reformed.after, "R")) == (1, 2 if lists else 0)
    assert found == ([] if lists else ["第1项划出内设正职 1 名，区R局有内设机构而台账没有内设职数，未计入。"])


def test_a_section_marked_to_stand_alone_is_told() -> None:
    """The ledger says 可否整合: 否; a merger is still possible."""
    step = reform(MergeSections(("SA1", "SA2"), section("SA1", "A", name="综合科")))
    assert notices(apply_reform(district(), step), DAY) == ()

    (finding,) = notices(apply_reform(but(district(), SA2={"mergeable": False}), step), DAY)
    assert finding.id == "G628" and "“SA2科”" in finding.message


def led() -> Establishment:
    """SA1 and SA2 with a head each, and a head of B."""
    return plus(
        but(district(), SA1={"heads": 1}, SA2={"heads": 1}),
        *(person(id, "A", section=code, is_leader=True) for id, code in (("H1", "SA1"), ("H2", "SA2"))),
        person("H3", "B", is_leader=True),
    )


def test_a_proposal_for_somebody_else_is_told_and_the_clerks_choice_stands() -> None:
    """H3 of another unit is no head of the parts; H1 named as surplus is surplus, though H2 would be without that."""
    into = section("SA1", "A", name="综合科", heads=1, deputies=0)
    for stranger in ("H3", "A1"):
        told = MergeSections(("SA1", "SA2"), into, (SurplusHead(stranger, "SA1", "拟留任"),))
        found = [f.message for f in notices(apply_reform(led(), reform(told)), DAY) if f.id == "G630"]
        assert len(found) == 1 and f"（{stranger}）提出的安排建议未采用" in found[0]

    reformed = apply_reform(
        led(), reform(MergeSections(("SA1", "SA2"), into, (SurplusHead("H1", "SA1", "拟另行安排"),)))
    )
    assert not [f for f in notices(reformed, DAY) if f.id == "G630"]
    (surplus,) = reformed.surplus
    assert (surplus.person, surplus.proposal) == ("H1", "拟另行安排")


@pytest.mark.parametrize(
    ("operation", "words"),
    [
        (RenameUnit("A", "区甲\n局"), "名称“区甲局”中有换行或看不见的字符（U\\+000A）"),
        (EstablishSection(section("S9", "A", name="综合\u202e科")), "U\\+202E"),
        (EstablishSection(section("S\u200b9", "A", name="综合科")), "编码“S9”中有.*U\\+200B"),
        (SplitUnit("A", unit("N")), "没有写由区A局划给区N局的"),
    ],
)
def test_what_cannot_be_seen_and_what_does_nothing_is_refused(operation: Operation, words: str) -> None:
    """Line breaks and marks of direction in names and codes; a unit split off with nothing."""
    with pytest.raises(ReformError, match=words):
        apply_reform(district(), reform(operation))


def test_a_number_set_to_what_it_is_is_told() -> None:
    """Set to 5, and to 5 again: the second step changes nothing, and is named; it stops nothing."""
    step = SetParameter("section_cap", 5)
    assert notices(apply_reform(district(), reform(step)), DAY) == ()

    (finding,) = notices(apply_reform(district(), reform(step, step)), DAY)
    assert finding.id == "G629" and "第2项“内设机构限额”调整为 5，与现行数值相同" in finding.message
