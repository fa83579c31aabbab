"""B2xx: both sides of each threshold, and the exact cell."""

import pytest

from bianzhi.domain.terms import Category, PersonState, Status, UnitKind
from bianzhi.rules.quotas import (
    approvals_have_a_document,
    entries_add_up_to_a_quota,
    in_post_within_quota,
    institutions_use_institution_posts,
    organs_rely_on_organ_posts,
    staff_off_the_establishment_are_few,
    types_in_use_are_approved,
    vacancies_are_few,
)
from tests.rules.breaches import cells, messages
from tests.worlds import agencies, but, people, person, plus, quota, unit, world


def test_a_full_quota_is_within_quota() -> None:
    """Ten people in ten posts keep art. 6."""
    assert cells(in_post_within_quota, agencies(A=(10, 10))) == []


def test_one_more_is_over_quota_at_the_quota_s_cell() -> None:
    """Eleven people in ten posts are one over; the finding stands at 编制数 of the second unit."""
    establishment = agencies(A=(10, 10), B=(11, 10))

    assert cells(in_post_within_quota, establishment) == ["编制!C3"]
    assert messages(in_post_within_quota, establishment) == "区B局行政编制核定 10 名，实有 11 人，超编 1 人。"


def test_over_quota_in_one_type_is_not_netted_with_a_vacancy_in_another() -> None:
    """Three in two administrative posts are over, though two support posts of the unit are vacant."""
    establishment = plus(agencies(A=(3, 2)), quota("A", 2, Category.AGENCY_SUPPORT))

    assert cells(in_post_within_quota, establishment) == ["编制!C2"]


def test_later_changes_count() -> None:
    """Ten posts less one, as two entries, hold nine people and not ten; the first entry's cell is named."""
    cut = quota("A", -1)

    assert cells(in_post_within_quota, plus(agencies(A=(9, 10)), cut)) == []
    assert cells(in_post_within_quota, plus(agencies(A=(10, 10)), cut)) == ["编制!C2"]


def test_an_abolished_unit_with_people_is_over_by_all_of_them() -> None:
    """Quota 0 with two people (domain example F) is two over."""
    assert "核定 0 名，实有 2 人，超编 2 人" in messages(in_post_within_quota, agencies(A=(2, 0)))


@pytest.mark.parametrize(
    ("changes", "over"),
    [
        ({"state": PersonState.SECONDED}, True),
        ({"state": PersonState.LONG_SICK_LEAVE}, True),
        ({"state": PersonState.RETIRED}, False),
        ({"state": PersonState.TRANSFERRED_OUT}, False),
        ({"state": PersonState.DECEASED}, False),
        ({"status": Status.OFF_ESTABLISHMENT}, False),
        ({"category": None}, False),
    ],
)
def test_only_who_holds_a_post_counts(changes: dict[str, object], over: bool) -> None:
    """The eleventh person counts while on loan or ill, and not once retired, gone, off the establishment or untyped."""
    establishment = but(agencies(A=(11, 10)), A11=changes)

    assert bool(cells(in_post_within_quota, establishment)) is over


def test_a_type_without_approval_is_named_at_its_first_person() -> None:
    """Two people on support posts the unit never got: 混编 at the first, and over quota at the unit's row."""
    establishment = plus(agencies(A=(1, 1)), *people("A", 2, category=Category.AGENCY_SUPPORT))

    assert cells(types_in_use_are_approved, establishment) == ["人员!E3"]
    assert "未核定机关工勤编制，2 人占用（首例某A1，A1）" in messages(types_in_use_are_approved, establishment)
    assert "已核定的编制类型：行政编制" in messages(types_in_use_are_approved, establishment)
    assert cells(in_post_within_quota, establishment) == ["机构!B2"]


def test_an_approved_type_is_not_mixed_even_when_over() -> None:
    """An approval of 0 posts is an approval: too many people is another finding than a type never approved."""
    assert cells(types_in_use_are_approved, agencies(A=(2, 0))) == []


def test_entries_may_add_up_to_zero_and_not_below() -> None:
    """5 − 5 is an abolished quota; 5 − 6 is a slip, at the entry that makes it."""
    assert cells(entries_add_up_to_a_quota, plus(agencies(A=(0, 5)), quota("A", -5))) == []
    assert cells(entries_add_up_to_a_quota, plus(agencies(A=(0, 5)), quota("A", -6))) == ["编制!C3"]


def test_half_vacant_is_worth_a_note() -> None:
    """12 posts with 6 people (曹县) reach the 50 % line; with 7 they do not."""
    assert cells(vacancies_are_few, agencies(A=(6, 12))) == ["编制!C2"]
    assert "空编率 50%" in messages(vacancies_are_few, agencies(A=(6, 12)))
    assert cells(vacancies_are_few, agencies(A=(7, 12))) == []
    assert cells(vacancies_are_few, agencies(A=(0, 0))) == []


@pytest.mark.parametrize(
    ("kind", "category", "mixed"),
    [
        (UnitKind.WELFARE_ONE, Category.ADMINISTRATIVE, True),
        (UnitKind.CIVIL_LIKE_INSTITUTION, Category.POLITICAL_LEGAL, True),
        (UnitKind.WELFARE_ONE, Category.FULLY_FUNDED, False),
        (UnitKind.GOVERNMENT, Category.ADMINISTRATIVE, False),
    ],
)
def test_institutions_have_no_administrative_quota(kind: UnitKind, category: Category, mixed: bool) -> None:
    """行政编制 and 政法专项编制 are for organs."""
    establishment = world(unit("A", kind=kind), quota("A", 3, category), person("P", category=category))

    assert cells(institutions_use_institution_posts, establishment) == (["编制!B2"] if mixed else [])


def test_an_entry_without_a_document_is_told_where_most_have_one() -> None:
    """One of three lacks it, and an entry of no posts needs none; where half lack it the ledger does not keep them."""
    units = (unit("A"), unit("B"))
    most = world(*units, quota("A", 3), quota("A", 2), quota("B", 3, document=""))
    empty = world(*units, quota("A", 3), quota("A", 2), quota("B", 0, document=""))
    half = world(*units, quota("A", 3), quota("B", 3, document=""))

    assert cells(approvals_have_a_document, most) == ["编制!D4"]
    assert cells(approvals_have_a_document, empty) == []
    assert cells(approvals_have_a_document, half) == []


def test_more_than_three_in_ten_off_the_establishment_are_worth_a_note() -> None:
    """3 of 10 who work there reach the line and do not pass it; 4 of 11 do. Who has left does not work there."""
    off = {"status": Status.OFF_ESTABLISHMENT, "category": None}
    three = plus(agencies(A=(7, 7)), *(person(f"X{n}", **off) for n in range(3)))
    four = plus(three, person("X9", **off))
    left = plus(three, person("X9", state=PersonState.TRANSFERRED_OUT, **off))

    assert cells(staff_off_the_establishment_are_few, three) == []
    assert cells(staff_off_the_establishment_are_few, left) == []
    assert cells(staff_off_the_establishment_are_few, four) == ["机构!B2"]
    assert "编外人员 4 人，实有在编 7 人，编外占 36%" in messages(staff_off_the_establishment_are_few, four)


def test_one_person_off_the_establishment_is_never_a_share() -> None:
    """A unit of one and a helper."""
    helped = plus(agencies(A=(1, 1)), person("X", status=Status.OFF_ESTABLISHMENT))

    assert cells(staff_off_the_establishment_are_few, helped) == []


@pytest.mark.parametrize(
    ("kind", "mixed", "told"),
    [
        (UnitKind.GOVERNMENT, 2, False),
        (UnitKind.GOVERNMENT, 3, True),
        (UnitKind.WELFARE_ONE, 3, False),
        (UnitKind.SUBDISTRICT, 3, False),
    ],
)
def test_more_than_half_of_an_organ_on_institution_posts(kind: UnitKind, mixed: int, told: bool) -> None:
    """Two of four are half; three of five are more. Institutions are meant to, and subdistricts have centers."""
    establishment = world(
        unit("A", kind=kind),
        *people("A", 2),
        *(person(f"X{n}", category=Category.FULLY_FUNDED) for n in range(mixed)),
    )

    assert cells(organs_rely_on_organ_posts, establishment) == (["机构!B2"] if told else [])
