"""Units set up, abolished, merged, split, renamed, moved: posts, people and duties go along, and nothing is lost."""

from dataclasses import replace

import pytest

from bianzhi.domain.reform import (
    AbolishUnit,
    EstablishUnit,
    Fate,
    MergeUnits,
    MoveUnit,
    RenameUnit,
    SplitUnit,
    TransferPosts,
)
from bianzhi.domain.terms import LeadershipKind, Pool
from bianzhi.errors import ReformError
from bianzhi.reform import apply_reform, check_reform
from tests.reform.places import ADMIN, FULL, district, reform
from tests.worlds import but, unit


def test_a_new_unit_needs_a_document_for_its_posts() -> None:
    """Posts out of nothing change a total; with a document they are entered, without one the step is refused."""
    new = unit("N", rank="正科级")
    after = apply_reform(district(), reform(EstablishUnit(new, {ADMIN: 3}, "编〔2026〕9号"))).after
    assert after.authorized["N", ADMIN] == 3

    with pytest.raises(ReformError, match="没有写批准文号"):
        apply_reform(district(), reform(EstablishUnit(new, {ADMIN: 3})))


def test_an_heir_receives_everything() -> None:
    """B is abolished for R: five posts, five people, the section and the duty go there; the unit is gone."""
    reformed = apply_reform(district(), reform(AbolishUnit("B", heir="R")))

    after = reformed.after
    assert "B" not in after.unit and after.section["SB1"].unit == "R"
    assert after.authorized["R", ADMIN] == 7
    assert after.in_post["R", ADMIN] == 5
    assert after.duty["D3"].unit == "R" and after.duty["D3"].section == "SB1"
    assert [(fate.duty, fate.fate) for fate in reformed.fates if fate.step] == [("D3", Fate.TRANSFERRED)]
    assert len(reformed.roster_changes) == 5
    assert check_reform(reformed) == ()


def test_people_of_a_unit_without_an_heir_are_to_be_placed() -> None:
    """撤销单位人员未安置 is an error until they are placed; so is a duty nobody carries on."""
    reformed = apply_reform(district(), reform(AbolishUnit("B", document="编〔2026〕9号")))

    assert len(reformed.unplaced) == 5
    assert reformed.after.excess(("B", ADMIN)) == 5
    assert [finding.id for finding in check_reform(reformed)] == ["G601", "G603"]


def test_a_duty_without_a_home_stops_the_export() -> None:
    """R has posts and no people; when it goes with its posts taken back, a duty given to it before is an orphan."""
    world = district()
    orphaned = replace(world, duties=(*world.duties, replace(world.duties[0], code="D9", unit="R", section="")))
    reformed = apply_reform(orphaned, reform(AbolishUnit("R", document="编〔2026〕9号")))

    assert [finding.id for finding in check_reform(reformed)] == ["G601"]
    assert "D9" in check_reform(reformed)[0].message


def test_a_unit_with_subordinates_needs_an_heir() -> None:
    """C belongs to A: A cannot go and leave it hanging."""
    with pytest.raises(ReformError, match="还有下属机构"):
        apply_reform(district(), reform(AbolishUnit("A", document="编〔2026〕9号")))

    after = apply_reform(district(), reform(AbolishUnit("A", heir="B"))).after
    assert after.unit["C"].parent == "B"


def test_merged_units_keep_their_sections_and_add_up() -> None:
    """A and B become A under another name: 13 posts, 12 people, three sections, and one head's post as each had."""
    into = replace(district().unit["A"], name="区综合局")
    after = apply_reform(district(), reform(MergeUnits(("A", "B"), into))).after

    assert after.unit["A"].name == "区综合局" and "B" not in after.unit
    assert (after.authorized["A", ADMIN], after.in_post["A", ADMIN]) == (13, 12)
    assert {section.code for section in after.sections_of["A"]} == {"SA1", "SA2", "SB1"}
    assert [(row.kind, row.authorized) for row in after.leadership_posts] == [(LeadershipKind.UNIT_HEAD, 1)]


@pytest.mark.parametrize(
    ("changes", "word"),
    [({"pool": Pool.EDUCATION}, "编制池"), ({"rank": "股级"}, "机构规格"), ({"region": "东片"}, "地区")],
)
def test_units_of_different_pools_or_ranks_do_not_merge(changes: dict[str, object], word: str) -> None:
    """The message names what differs, and both values."""
    world = but(district(), B=changes)
    with pytest.raises(ReformError) as caught:
        apply_reform(world, reform(MergeUnits(("A", "B"), world.unit["A"])))

    assert f"的{word}不同" in caught.value.message
    assert "第1项“合并机构”" in caught.value.message


def test_an_organ_and_an_institution_do_not_merge() -> None:
    """Their posts may not be mixed."""
    world = but(district(), C={"rank": "正科级"})
    with pytest.raises(ReformError, match="机构性质不同"):
        apply_reform(world, reform(MergeUnits(("A", "C"), world.unit["A"])))


def test_a_split_takes_sections_posts_and_duties_along() -> None:
    """A2科 with three people and four posts becomes a bureau of its own."""
    new = unit("N", rank="正科级")
    reformed = apply_reform(district(), reform(SplitUnit("A", new, ("SA2",), {ADMIN: 4})))

    after = reformed.after
    assert (after.authorized["A", ADMIN], after.authorized["N", ADMIN]) == (4, 4)
    assert (after.in_post["A", ADMIN], after.in_post["N", ADMIN]) == (4, 3)
    assert after.section["SA2"].unit == "N"
    assert after.duty["D2"].unit == "N"


def test_no_more_posts_leave_than_there_are() -> None:
    """Eight are there; nine are refused with the figure that would work."""
    with pytest.raises(ReformError) as caught:
        apply_reform(district(), reform(TransferPosts("A", "B", {ADMIN: 9})))

    assert "现核定 8 名" in caught.value.message
    assert "最多可核减或划出 8 名" in caught.value.hint
    assert apply_reform(district(), reform(TransferPosts("A", "B", {ADMIN: 8}))).after.authorized["B", ADMIN] == 13


def test_an_operation_on_what_an_earlier_one_removed_says_so() -> None:
    """B went in step 1; step 2 speaks of it."""
    with pytest.raises(ReformError) as caught:
        apply_reform(district(), reform(AbolishUnit("B", heir="R"), RenameUnit("B", "区新局")))

    assert "第2项“机构更名”" in caught.value.message
    assert "“区B局”（B）在前面的改革事项中已撤销" in caught.value.message


def test_a_failed_operation_leaves_the_ledger_as_it_was() -> None:
    """The ledger given is a value: it equals itself afterwards."""
    world, same = district(), district()
    with pytest.raises(ReformError):
        apply_reform(world, reform(TransferPosts("A", "B", {ADMIN: 1}), RenameUnit("X", "区X局")))

    assert world == same


def test_a_name_is_given_once() -> None:
    """Two units of one name cannot be told apart in any paper."""
    with pytest.raises(ReformError, match="另一机构（编码 B）重复"):
        apply_reform(district(), reform(RenameUnit("A", "区B局")))


def test_nobody_is_above_himself() -> None:
    """C is below A: A cannot go below C."""
    with pytest.raises(ReformError, match="不能隶属于自己"):
        apply_reform(district(), reform(MoveUnit("A", "C")))
    assert apply_reform(district(), reform(MoveUnit("C", "B"))).after.unit["C"].parent == "B"


def test_a_parent_that_is_gone_is_refused() -> None:
    """The merged unit names a superior that the step before abolished."""
    world = district()
    into = replace(world.unit["R"], parent="B")
    with pytest.raises(ReformError, match="已撤销"):
        apply_reform(world, reform(AbolishUnit("B", heir="A"), MergeUnits(("A", "R"), into)))


def test_quotas_of_an_institution_are_of_its_own_type() -> None:
    """What C has stays 全额事业编制 wherever it goes."""
    after = apply_reform(district(), reform(TransferPosts("C", "A", {FULL: 2}))).after

    assert after.authorized["A", FULL] == 2 and after.authorized["C", FULL] == 2
