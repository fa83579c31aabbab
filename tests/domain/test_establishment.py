"""The counts that follow from a ledger: by unit and type, never netted."""

from datetime import date

import pytest

from bianzhi.domain.establishment import Establishment
from bianzhi.domain.terms import Category, PersonState, Pool, Sex, Status, UnitKind
from tests.worlds import agencies, citizen_number, kin, people, person, plus, quota, section, unit, world

ADMINISTRATIVE, CIVIL_LIKE, FULLY_FUNDED = Category.ADMINISTRATIVE, Category.CIVIL_LIKE, Category.FULLY_FUNDED


def example_a() -> Establishment:
    """Domain example A: five units, three types; the signed differences add up to 0 and three people are over."""
    rows: list[object] = []
    for code, kind, category, posts, staff in (
        ("U1", UnitKind.GOVERNMENT, ADMINISTRATIVE, 10, 12),
        ("U2", UnitKind.GOVERNMENT, ADMINISTRATIVE, 8, 6),
        ("U3", UnitKind.CIVIL_LIKE_INSTITUTION, CIVIL_LIKE, 5, 4),
        ("U4", UnitKind.WELFARE_ONE, FULLY_FUNDED, 6, 8),
        ("U5", UnitKind.WELFARE_ONE, FULLY_FUNDED, 9, 8),
    ):
        rows += [unit(code, kind=kind), quota(code, posts, category), *people(code, staff, category=category)]
    return world(*rows)


def test_totals_are_never_netted() -> None:
    """Example A: 4 over and 4 vacant stand side by side although the signed sum is 0."""
    establishment = example_a()

    assert sum(establishment.in_post.values()) - sum(establishment.authorized.values()) == 0
    assert establishment.total_excess == 4
    assert establishment.total_vacancies == 4
    assert [establishment.excess(cell) for cell in establishment.cells] == [2, 0, 0, 2, 0]
    assert [establishment.vacancies(cell) for cell in establishment.cells] == [0, 2, 1, 0, 1]


def test_types_of_one_unit_are_not_netted_either() -> None:
    """A unit may be over in one type and vacant in another at once."""
    establishment = plus(agencies(A=(3, 2)), quota("A", 4, FULLY_FUNDED), person("X", category=FULLY_FUNDED))

    assert establishment.excess(("A", ADMINISTRATIVE)) == 1
    assert establishment.vacancies(("A", FULLY_FUNDED)) == 3
    assert establishment.staff == {"A": 4}


def test_the_figures_of_example_i() -> None:
    """12 posts with 6 people are half vacant and not over; 2 people without posts are 2 over."""
    establishment = agencies(A=(6, 12), B=(2, 0))

    assert (establishment.excess(("A", ADMINISTRATIVE)), establishment.vacancies(("A", ADMINISTRATIVE))) == (0, 6)
    assert (establishment.excess(("B", ADMINISTRATIVE)), establishment.vacancies(("B", ADMINISTRATIVE))) == (2, 0)


def test_entries_of_one_cell_add_up() -> None:
    """An approval of 10 and changes of +2 and −5 leave 7 posts."""
    establishment = world(unit("A"), quota("A", 10), quota("A", 2), quota("A", -5))

    assert establishment.authorized == {("A", ADMINISTRATIVE): 7}


def test_a_type_without_a_quota_is_a_cell_once_somebody_holds_it() -> None:
    """People without an approval count as over by all of them."""
    establishment = plus(agencies(A=(1, 1)), person("X", category=Category.AGENCY_SUPPORT))

    assert establishment.cells == (("A", ADMINISTRATIVE), ("A", Category.AGENCY_SUPPORT))
    assert establishment.excess(("A", Category.AGENCY_SUPPORT)) == 1


def test_cells_stand_in_the_order_of_the_ledger() -> None:
    """Units as listed, types in their standard order, whatever the order of the entries."""
    establishment = world(unit("B"), unit("A"), quota("A", 1), quota("B", 1, FULLY_FUNDED), quota("B", 1))

    assert establishment.cells == (("B", ADMINISTRATIVE), ("B", FULLY_FUNDED), ("A", ADMINISTRATIVE))


@pytest.mark.parametrize("state", list(PersonState))
def test_every_state_but_three_holds_a_post(state: PersonState) -> None:
    """退休, 调出 and 去世 do not count; loans, leaves and missions count at their own unit."""
    gone = {PersonState.RETIRED, PersonState.TRANSFERRED_OUT, PersonState.DECEASED}

    assert person("P1", state=state).counted is (state not in gone)


def test_who_is_off_the_establishment_is_not_counted() -> None:
    """编外人员, with a type or without, and people without a type."""
    assert not person("P1", status=Status.OFF_ESTABLISHMENT, category=FULLY_FUNDED).counted
    assert not person("P1", category=None).counted
    assert person("P1", status=None, category=FULLY_FUNDED).counted


def test_birth_and_sex_come_from_the_column_before_the_number() -> None:
    """The column wins where both are there; the number fills the gap."""
    number = citizen_number(date(1980, 3, 9), Sex.FEMALE)

    assert person("P1", birth=date(1981, 1, 1), citizen_number=number).born == date(1981, 1, 1)
    assert person("P1", birth=None, citizen_number=number).born == date(1980, 3, 9)
    assert person("P1", sex=None, citizen_number=number).known_sex is Sex.FEMALE
    assert person("P1", sex=Sex.MALE, citizen_number=number).known_sex is Sex.MALE
    assert person("P1", birth=None).born is None


def test_section_staff_counts_who_holds_a_post() -> None:
    """An empty section has 0; the retired and unknown sections do not count."""
    establishment = world(
        unit("A"),
        section("S1"),
        section("S2"),
        person("P1", section="S1"),
        person("P2", section="S1", state=PersonState.RETIRED),
        person("P3", section="S9"),
    )

    assert establishment.section_staff == {"S1": 1, "S2": 0}


def test_kinship_holds_both_ways() -> None:
    """Whichever of two relatives is named first; nobody is a relative of oneself."""
    establishment = world(unit("A"), kin("P1", "P2"), kin("P3", "P1"), kin("P4", "P4"))

    assert establishment.relatives_of == {
        "P1": frozenset({"P2", "P3"}),
        "P2": frozenset({"P1"}),
        "P3": frozenset({"P1"}),
    }


@pytest.mark.parametrize("one", list(Pool))
@pytest.mark.parametrize("other", list(Pool))
def test_pools_are_closed_but_for_two(one: Pool, other: Pool) -> None:
    """A pool is open to itself, and 区直 and 街道 are open to each other."""
    is_open = one is other or {one, other} == {Pool.DISTRICT, Pool.SUBDISTRICT}

    assert one.opens_to(other) is is_open


def test_entries_below_zero_count_as_none() -> None:
    """A quota of −1 with nobody in post is no excess; the sum itself stays for the rule that names it."""
    district = world(unit("A"), quota("A", -1))

    assert district.total_excess == 0
    assert district.entered["A", Category.ADMINISTRATIVE] == -1
    assert district.authorized["A", Category.ADMINISTRATIVE] == 0
