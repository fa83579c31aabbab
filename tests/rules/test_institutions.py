"""J1xx: both sides of each threshold, and the exact cell."""

import pytest

from bianzhi.domain.terms import Category, LeadershipKind, UnitKind
from bianzhi.rules.institutions import (
    civil_like_status_has_a_document,
    credit_code_is_well_formed,
    credit_code_tells_the_kind,
    credit_codes_are_unique,
    general_sections_are_few,
    institution_is_not_tiny,
    registration_is_complete,
    section_has_enough_posts,
    section_is_not_the_unit_itself,
    section_posts_add_up,
    sections_within_cap,
    units_form_a_tree,
)
from tests.rules.breaches import cells, messages
from tests.worlds import credit_code, institutions, leadership, person, quota, section, unit, world


def test_a_tree_has_no_loop() -> None:
    """Two units under one, one of them with a unit below, are a tree; the order of rows does not matter."""
    establishment = world(unit("D", parent="B"), unit("B", parent="A"), unit("C", parent="A"), unit("A"))

    assert cells(units_form_a_tree, establishment) == []


def test_a_loop_is_named_once_at_its_first_unit() -> None:
    """B under C under B, with D hanging below the loop: one finding, at the parent of B."""
    establishment = world(
        unit("A"), unit("B", parent="C"), unit("C", parent="B"), unit("D", parent="C"), unit("E", parent="E")
    )

    assert cells(units_form_a_tree, establishment) == ["机构!D3", "机构!D6"]
    assert "区B局 → 区C局 → 区B局" in messages(units_form_a_tree, establishment)


def test_a_loop_is_found_from_below() -> None:
    """The first row hangs below the loop and is not part of it."""
    establishment = world(unit("D", parent="C"), unit("B", parent="C"), unit("C", parent="B"))

    assert messages(units_form_a_tree, establishment) == "上级机构成环：区C局 → 区B局 → 区C局。"
    assert cells(units_form_a_tree, establishment) == ["机构!D4"]


def sections(number: int, **changes: object) -> list[object]:
    return [section(f"S{count}", **changes) for count in range(1, number + 1)]


@pytest.mark.parametrize(
    ("kind", "own_cap", "most"),
    [
        (UnitKind.GOVERNMENT, None, 6),
        (UnitKind.DISCIPLINE, None, 11),
        (UnitKind.GOVERNMENT, 8, 8),
        (UnitKind.DISCIPLINE, 4, 4),
        (UnitKind.GOVERNMENT, 0, 0),
    ],
)
def test_sections_up_to_the_cap(kind: UnitKind, own_cap: int | None, most: int) -> None:
    """Six, eleven for 纪委监委, or the unit's own cap: as many are within, one more is over."""
    host = unit("A", kind=kind, section_cap=own_cap)

    assert cells(sections_within_cap, world(host, *sections(most))) == []
    assert cells(sections_within_cap, world(host, *sections(most + 1))) == ["机构!I2"]
    assert f"{most + 1} 个，限额 {most} 个，超 1 个" in messages(sections_within_cap, world(host, *sections(most + 1)))


def test_sections_that_do_not_count_are_not_counted() -> None:
    """机关党委 does not count: six sections and it are within the cap."""
    extra = section("S9", name="机关党委", counts_to_cap=False)

    assert cells(sections_within_cap, world(unit("A"), *sections(6), extra)) == []


def test_a_section_has_three_posts() -> None:
    """Three authorized posts are enough, two are not, at the section's 编制数."""
    establishment = world(unit("A"), section("S1", authorized=3), section("S2", authorized=2))

    assert cells(section_has_enough_posts, establishment) == ["内设机构!E3"]
    assert "区A局S2科核定 2 名，少于最低数 3 名" in messages(section_has_enough_posts, establishment)


def test_persons_tell_the_size_where_posts_are_not_fixed() -> None:
    """Two persons are too few and three are enough; an empty section is passed over."""
    staff = [person(f"P{number}", section="S1" if number < 3 else "S2") for number in range(1, 6)]
    establishment = world(unit("A"), *sections(3), *staff)

    assert cells(section_has_enough_posts, establishment) == ["内设机构!C2"]


def test_small_sections_outside_the_cap_are_left_alone() -> None:
    """工会 with one post is not a section in the law's sense."""
    establishment = world(unit("A"), section("S1", authorized=1, counts_to_cap=False), section("S2", authorized=0))

    assert cells(section_has_enough_posts, establishment) == []


@pytest.mark.parametrize(
    ("code", "wrong"),
    [
        ("91350100M000100Y43", ""),
        ("91350100M000100Y44", "末位校验码为 4，按前 17 位应为 3"),
        ("91350100M000100Y4", "有 17 位，应为 18 位"),
        ("91350100M000100O43", "含有标准以外的字符"),
        ("", ""),
    ],
)
def test_the_check_character_of_a_credit_code(code: str, wrong: str) -> None:
    """The standard's own sample passes; a wrong last character, a short code and a letter O do not."""
    establishment = world(unit("A", credit_code=code))

    assert cells(credit_code_is_well_formed, establishment) == (["机构!H2"] if wrong else [])
    assert wrong in messages(credit_code_is_well_formed, establishment)


def test_a_credit_code_tells_organs_from_institutions() -> None:
    """11… is an organ's and 12… an institution's; the worlds' code begins with 11."""
    code = credit_code()

    assert cells(credit_code_tells_the_kind, world(unit("A", credit_code=code))) == []
    assert cells(credit_code_tells_the_kind, world(unit("A", credit_code=code, kind=UnitKind.WELFARE_ONE))) == [
        "机构!H2"
    ]
    assert cells(credit_code_tells_the_kind, world(unit("A", kind=UnitKind.WELFARE_ONE))) == []


def test_credit_codes_are_not_shared() -> None:
    """The second unit with the same code is named; units without a code share nothing."""
    same = [unit(code, credit_code=credit_code(1)) for code in "AB"]

    assert cells(credit_codes_are_unique, world(*same, unit("C", credit_code=credit_code(2)))) == ["机构!H3"]
    assert cells(credit_codes_are_unique, world(unit("A"), unit("B"))) == []


def test_a_section_is_not_called_as_its_unit() -> None:
    """“区A局” among the sections of 区A局 is where a roster lists the leaders."""
    establishment = world(unit("A"), section("S1"), section("S2", name="区A局"))

    assert cells(section_is_not_the_unit_itself, establishment) == ["内设机构!C3"]


@pytest.mark.parametrize(("stated", "fits"), [(5, False), (6, True), (9, True), (10, True), (11, False)])
def test_section_posts_add_up_to_the_quota_less_who_stands_outside(stated: int, fits: bool) -> None:
    """Of 10 posts 3 are the leaders' and 1 is a driver's: the sections have 6 to 10 together."""
    establishment = world(
        unit("A"),
        quota("A", 9),
        quota("A", 1, Category.AGENCY_SUPPORT),
        leadership("A", LeadershipKind.UNIT_HEAD, 1),
        leadership("A", LeadershipKind.UNIT_DEPUTY, 2),
        section("S1", authorized=3),
        section("S2", authorized=stated - 3),
    )

    assert cells(section_posts_add_up, establishment) == ([] if fits else ["机构!B2"])


def test_section_posts_are_compared_only_where_all_are_stated() -> None:
    """One section without a number leaves nothing to compare; leaders in post stand outside where no posts are listed."""
    open_one = world(unit("A"), quota("A", 10), section("S1", authorized=3), section("S2"))
    leaders = world(unit("A"), quota("A", 4), section("S1", authorized=3), person("P", is_leader=True))

    assert cells(section_posts_add_up, open_one) == []
    assert cells(section_posts_add_up, leaders) == []
    assert cells(section_posts_add_up, world(unit("A"), quota("A", 4), section("S1", authorized=3))) == ["机构!B2"]


def test_civil_like_units_name_their_document() -> None:
    """A 参公 unit without 文号 gets a note at the empty cell; one with it, or an ordinary unit, does not."""
    establishment = world(
        unit("A", civil_like=True),
        unit("B", kind=UnitKind.CIVIL_LIKE_INSTITUTION),
        unit("C", civil_like=True, founding_document="编〔2011〕3号"),
        unit("D"),
    )

    assert cells(civil_like_status_has_a_document, establishment) == ["机构!L2", "机构!L3"]


def test_tiny_institutions_are_candidates() -> None:
    """Five posts are tiny and six are not; an abolished institution and an organ are left alone."""
    establishment = institutions(A=(5, 5), B=(6, 6), C=(0, 0))

    assert cells(institution_is_not_tiny, establishment) == ["机构!B2"]
    assert cells(institution_is_not_tiny, world(unit("A"), quota("A", 5))) == []


def test_general_sections_have_their_share() -> None:
    """Two general sections of six are 33 %, over 30 %; two of seven are 28 %; one alone is always allowed."""
    general = [section("G1", name="办公室"), section("G2", name="组织人事科")]

    assert cells(general_sections_are_few, world(unit("A"), *general, *sections(4))) == ["机构!B2"]
    assert cells(general_sections_are_few, world(unit("A"), *general, *sections(5))) == []
    assert cells(general_sections_are_few, world(unit("A"), general[0])) == []


def test_function_tags_tell_general_sections_before_their_names() -> None:
    """综合执法科 does business, and a 人事 tag makes 第二科 general."""
    by_name = world(unit("A"), section("G1", name="办公室"), section("G2", name="综合执法科"), *sections(1))
    by_tag = world(unit("A"), section("G1", name="办公室"), section("G2", functions=("人事",)), *sections(1))

    assert cells(general_sections_are_few, by_name) == []
    assert cells(general_sections_are_few, by_tag) == ["机构!B2"]


def test_a_unit_without_a_code_is_told_where_most_have_one() -> None:
    """C has posts and no code, D has neither; a ledger where half have one does not keep them."""
    coded = (
        unit("A", credit_code=credit_code()),
        unit("B", credit_code=credit_code(2)),
        unit("E", credit_code=credit_code(3)),
    )
    quotas = (quota("A", 3), quota("C", 3))

    assert cells(registration_is_complete, world(*coded, unit("C"), unit("D"), *quotas)) == ["机构!H5"]
    assert cells(registration_is_complete, world(*coded[:1], unit("C"), *quotas)) == []
