"""Each sentence of the contract, both sides of its line."""

from dataclasses import replace

from bianzhi.domain.plan import Place
from bianzhi.domain.settings import PlanSettings
from bianzhi.domain.terms import Category, PersonState, Status, UnitKind
from bianzhi.law.constraint_catalogue import constraint_catalogue
from bianzhi.optimize.eligibility import Opening
from bianzhi.optimize.reallocation.constraints import (
    ALL_CONSTRAINTS,
    constraints_of,
    few_leave_a_unit,
    in_post_within_quota,
    into_a_full_cell_come_as_many_as_leave,
    no_relatives_brought_together,
    one_move_a_person,
    only_excess_leaves,
    posts_within_demand,
    section_keeps_its_floor,
    some_posts_stay_vacant,
    unit_keeps_its_minimum,
)
from bianzhi.optimize.reallocation.limits import Limits
from bianzhi.optimize.reallocation.model import ReallocationModel
from bianzhi.optimize.reallocation.pair import Pair
from tests.optimize.holding import holds
from tests.worlds import DAY, agencies, kin, people, person, post, quota, section, unit, world


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


def test_some_posts_stay_vacant() -> None:
    """⌊80 % of 10⌋ = 8 may be filled, 5 are: three may come, a fourth not."""
    district = agencies(A=(15, 10), B=(5, 10))
    settings = PlanSettings(occupancy_percent=80, constraints_on={"C05": "本区规定"})

    assert holds(some_posts_stay_vacant, district, settings=settings, A_B=3)
    assert not holds(some_posts_stay_vacant, district, settings=settings, A_B=4)


def test_into_a_full_cell_come_as_many_as_leave() -> None:
    """B is exactly full: A1 may come only if B1 goes to C; the pairs are made by hand, as only exchange has them."""
    district = agencies(A=(2, 1), B=(2, 2), C=(0, 1))
    ways = {"A1": "B", "B1": "C"}
    pairs = [
        Pair(district.person[who], Opening(Place(unit, Category.ADMINISTRATIVE), 1), 50) for who, unit in ways.items()
    ]
    model = ReallocationModel(Limits(district, DAY, PlanSettings()), pairs)

    for comes, goes, lawful in ((1, 1, True), (1, 0, False), (0, 1, True)):
        model.move[0].varValue, model.move[1].varValue = comes, goes
        assert all(row.valid() for _, row in into_a_full_cell_come_as_many_as_leave(model)) is lawful


def test_the_share_of_single_units() -> None:
    """Ten in A: three by the general share, one by its own of 10 %, none fewer than one."""
    district = agencies(A=(10, 0), B=(0, 10))
    own = PlanSettings(leaving_share_of={"A": 10})

    assert holds(few_leave_a_unit, district, A_B=3)
    assert holds(few_leave_a_unit, district, settings=own, A_B=1)
    assert not holds(few_leave_a_unit, district, settings=own, A_B=2)


def test_every_sentence_is_that_of_the_catalogue_and_is_switched_with_it() -> None:
    """No constraint of the code says anything but the catalogue; what is off yields no rows."""
    for each in ALL_CONSTRAINTS:
        entry = constraint_catalogue()[each.id]
        assert (each.sentence, each.source) == (entry.sentence, entry.source)
    usual = {each.id for each in constraints_of(Limits(agencies(), DAY, PlanSettings()))}
    switched = PlanSettings(constraints_off={"C38": "试点"}, constraints_on={"C15": "本区规定"})

    assert {each.id for each in constraints_of(Limits(agencies(), DAY, switched))} == usual - {"C38"} | {"C15"}
