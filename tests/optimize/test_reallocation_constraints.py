"""Each sentence of the contract, both sides of its line."""

from dataclasses import replace

from bianzhi.domain.terms import Category, PersonState, Status, UnitKind
from bianzhi.optimize.reallocation.constraints import (
    few_leave_a_unit,
    in_post_within_quota,
    no_relatives_brought_together,
    one_move_a_person,
    only_excess_leaves,
    posts_within_demand,
    section_keeps_its_floor,
    unit_keeps_its_minimum,
)
from tests.optimize.holding import holds
from tests.worlds import agencies, kin, people, person, post, quota, section, unit, world


def test_only_excess_leaves() -> None:
    """A is two over, so two may leave and a third may not."""
    district = agencies(A=(12, 10), B=(5, 10))

    assert holds(only_excess_leaves, district, A_B=2)
    assert not holds(only_excess_leaves, district, A_B=3)


def test_in_post_stays_within_quota() -> None:
    """B has two vacancies."""
    district = agencies(A=(15, 10), B=(8, 10))

    assert holds(in_post_within_quota, district, A_B=2)
    assert not holds(in_post_within_quota, district, A_B=3)


def test_a_person_moves_once() -> None:
    """Nobody goes to two places."""
    district = agencies(A=(12, 10), B=(8, 10), C=(8, 10))

    assert holds(one_move_a_person, district, ("A1>B", "A2>C"))
    assert not holds(one_move_a_person, district, ("A1>B", "A1>C"))


def test_a_post_takes_its_demand() -> None:
    """B has three vacancies, one of them for a listed post, so two are open to anyone."""
    district = agencies(A=(14, 10), B=(7, 10))
    district = replace(district, posts=(post("文秘岗", "B", 1),))

    assert holds(posts_within_demand, district, A_B=1)
    assert not holds(posts_within_demand, district, A_B=2)  # the first pairs are those of the listed post


def test_no_relative_is_brought_together() -> None:
    """B1 works in B; his wife A1 may not be moved there, others may."""
    district = replace(agencies(A=(12, 10), B=(8, 10)), kinships=(kin("B1", "A1"),))

    assert holds(no_relatives_brought_together, district, ("A2>B",))
    assert not holds(no_relatives_brought_together, district, ("A1>B",))


def test_relatives_are_not_moved_to_one_unit() -> None:
    """A1 and A2 are together in A and may stay so, but not both go to B."""
    district = replace(agencies(A=(12, 10), B=(8, 10)), kinships=(kin("A1", "A2"),))

    assert holds(no_relatives_brought_together, district)
    assert holds(no_relatives_brought_together, district, ("A1>B",))
    assert not holds(no_relatives_brought_together, district, ("A1>B", "A2>B"))


def test_a_relative_who_leaves_is_no_bar() -> None:
    """B1 leaves B for C, so A1 may come; and a retired relative is nobody's colleague."""
    rows = (
        unit("A"),
        unit("B"),
        unit("C"),
        quota("A", 3),
        quota("B", 3),
        quota("C", 3),
        quota("B", 3, Category.CIVIL_LIKE),
    )
    district = world(*rows, *people("A", 4), *people("B", 4), kin("A1", "B1"))
    assert holds(no_relatives_brought_together, district, ("A1>B", "B1>C"))
    assert not holds(no_relatives_brought_together, district, ("A1>B",))

    retired = [replace(p, state=PersonState.RETIRED) if p.id == "B1" else p for p in district.people]
    assert holds(no_relatives_brought_together, replace(district, people=tuple(retired)), ("A1>B",))


def test_a_unit_keeps_its_minimum() -> None:
    """A must keep 11: one of its 12 may go."""
    district = agencies(A=(12, 10), B=(5, 10))
    bound = replace(district, units=(replace(district.units[0], min_staff=11), district.units[1]))

    assert holds(unit_keeps_its_minimum, bound, A_B=1)
    assert not holds(unit_keeps_its_minimum, bound, A_B=2)


def test_a_unit_below_its_minimum_does_not_fall_further() -> None:
    """A has 12 and should keep 15: nobody may go, but nobody is demanded either."""
    district = agencies(A=(12, 10), B=(5, 10))
    bound = replace(district, units=(replace(district.units[0], min_staff=15), district.units[1]))

    assert holds(unit_keeps_its_minimum, bound)
    assert not holds(unit_keeps_its_minimum, bound, A_B=1)


def test_a_section_of_three_keeps_three() -> None:
    """Four in S: one may go. Two in T: it is below the floor already, so both may."""
    rows = (unit("A"), unit("B"), quota("A", 3), quota("B", 6), section("S"), section("T"))
    s = tuple(person(f"A{n}", "A", section="S") for n in range(1, 5))
    t = tuple(person(f"A{n}", "A", section="T") for n in range(5, 7))
    district = world(*rows, *s, *t)

    assert holds(section_keeps_its_floor, district, ("A1>B", "A5>B", "A6>B"))
    assert not holds(section_keeps_its_floor, district, ("A1>B", "A2>B"))


def test_few_leave_a_unit() -> None:
    """⌈30 % of 11⌉ = 4 may leave; one always may."""
    district = agencies(A=(11, 0), B=(0, 10))
    assert holds(few_leave_a_unit, district, A_B=4)
    assert not holds(few_leave_a_unit, district, A_B=5)

    tiny = agencies(A=(2, 0), B=(0, 10))
    assert holds(few_leave_a_unit, tiny, A_B=1)
    assert not holds(few_leave_a_unit, tiny, A_B=2)


def test_a_change_of_type_within_the_unit_leaves_nobody() -> None:
    """A's civil servants may take A's own 参公 vacancies: nobody leaves the unit."""
    rows = (unit("A", kind=UnitKind.GOVERNMENT), quota("A", 0), quota("A", 2, Category.CIVIL_LIKE))
    district = world(*rows, *people("A", 2, status=Status.CIVIL_SERVANT))

    assert holds(few_leave_a_unit, district, A_A=2)


def test_a_post_of_another_section_empties_the_old_one() -> None:
    """Within one unit: who takes a post of T leaves S, and S has only the three it must keep; an open vacancy moves no desk."""
    rows = (unit("A"), quota("A", 0), quota("A", 3, Category.CIVIL_LIKE), section("S"), section("T"))
    staff = people("A", 3, section="S")
    open_vacancies = world(*rows, *staff)
    posts_of_t = world(*rows, *staff, post("岗", "A", 3, Category.CIVIL_LIKE, section="T"))

    assert holds(section_keeps_its_floor, open_vacancies, A_A=3)
    assert holds(section_keeps_its_floor, posts_of_t)
    assert not holds(section_keeps_its_floor, posts_of_t, A_A=1)
