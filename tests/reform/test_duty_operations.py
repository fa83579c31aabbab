"""职责: transferred in three manners, reworded, dropped, new, merged, split; each old one with exactly one fate."""

from dataclasses import replace

import pytest

from bianzhi.domain.reform import ChangeDuty, Fate, Manner, MergeDuties, SplitDuty, TransferDuties
from bianzhi.errors import ReformError
from bianzhi.reform import apply_reform, check_reform
from tests.reform.places import ADMIN, district, duty, reform
from tests.worlds import but


def test_a_whole_section_goes_with_everybody() -> None:
    """成建制: A1科 with its four people, four posts and its duty goes to R."""
    reformed = apply_reform(district(), reform(TransferDuties(("D1",), "R", manner=Manner.WHOLE)))

    after = reformed.after
    assert after.section["SA1"].unit == "R"
    assert (after.authorized["A", ADMIN], after.authorized["R", ADMIN]) == (4, 6)
    assert (after.in_post["A", ADMIN], after.in_post["R", ADMIN]) == (3, 4)
    assert after.duty["D1"].unit == "R" and after.duty["D1"].section == "SA1"
    assert {change.person for change in reformed.roster_changes} == {"A1", "A2", "A3", "A4"}


def test_posts_fixed_for_a_section_go_even_where_nobody_sits() -> None:
    """A1科 is fixed at five posts and has four people: five posts go."""
    world = but(district(), SA1={"authorized": 5})
    after = apply_reform(world, reform(TransferDuties(("D1",), "R", manner=Manner.WHOLE))).after

    assert (after.authorized["A", ADMIN], after.authorized["R", ADMIN]) == (3, 7)


def test_the_transfer_of_domain_instance_g() -> None:
    """U1 (q10, a10) gives 3 posts and 3 named people to U2 (q4, a4): q7/a7 and q7/a7."""
    from tests.worlds import agencies  # noqa: PLC0415 - only this test has such a district

    world = replace(agencies(U=(10, 10), V=(4, 4)), duties=(duty("D", "U"),))
    after = apply_reform(world, reform(TransferDuties(("D",), "V", persons=("U1", "U2", "U3")))).after

    assert (after.authorized["U", ADMIN], after.in_post["U", ADMIN]) == (7, 7)
    assert (after.authorized["V", ADMIN], after.in_post["V", ADMIN]) == (7, 7)


def test_a_share_is_rounded_half_up() -> None:
    """30 % of eight posts is 2.4: two; 32 % is 2.56: three. People who go along hold no more than that."""
    for percent, posts in ((30, 2), (32, 3)):
        step = TransferDuties(("D1",), "R", manner=Manner.SHARE, share_percent=percent, persons=("A1", "A2"))
        after = apply_reform(district(), reform(step)).after
        assert after.authorized["R", ADMIN] == 2 + posts
        assert after.in_post["R", ADMIN] == 2

    few = TransferDuties(("D1",), "R", manner=Manner.SHARE, share_percent=10, persons=("A1", "A2"))
    with pytest.raises(ReformError, match="只划转编制 1 名"):
        apply_reform(district(), reform(few))


def test_a_duty_without_a_section_does_not_go_whole() -> None:
    """There would be nothing to go along; the remedy names the sheet."""
    with pytest.raises(ReformError) as caught:
        apply_reform(district(), reform(TransferDuties(("D4",), "R", manner=Manner.WHOLE)))

    assert "没有写科室" in caught.value.message
    assert "“职责”表" in caught.value.hint


def test_every_fate_is_recorded() -> None:
    """One each: kept, reworded, transferred, merged, split, dropped, new."""
    world = district()
    world = replace(world, duties=(*world.duties, duty("D5"), duty("D6", "B"), duty("D7", "B")))
    reformed = apply_reform(
        world,
        reform(
            ChangeDuty(Fate.REWORDED, "D1", replace(world.duty["D1"], text="统筹全区D1工作")),
            TransferDuties(("D2",), "R"),
            MergeDuties(("D6", "D7"), duty("D67", "B")),
            SplitDuty("D3", (duty("D31", "B"), duty("D32", "B"))),
            ChangeDuty(Fate.DROPPED, "D5"),
            ChangeDuty(Fate.NEW, new=duty("N1", "R")),
        ),
    )

    fates = {fate.duty: (fate.fate, fate.becomes) for fate in reformed.fates}
    assert fates == {
        "D1": (Fate.REWORDED, ("D1",)),
        "D2": (Fate.TRANSFERRED, ("D2",)),
        "D3": (Fate.SPLIT, ("D31", "D32")),
        "D4": (Fate.KEPT, ("D4",)),
        "D5": (Fate.DROPPED, ()),
        "D6": (Fate.MERGED, ("D67",)),
        "D7": (Fate.MERGED, ("D67",)),
        "N1": (Fate.NEW, ("N1",)),
    }
    assert check_reform(reformed) == ()


def test_two_fates_stop_the_export() -> None:
    """D2 is transferred and reworded in one reform."""
    world = district()
    reformed = apply_reform(
        world,
        reform(
            ChangeDuty(Fate.REWORDED, "D2", replace(world.duty["D2"], text="另一说法")),
            TransferDuties(("D2",), "R"),
        ),
    )

    found = check_reform(reformed)
    assert [finding.id for finding in found] == ["G602"]
    assert "第1项文字调整、第2项划转" in found[0].message
