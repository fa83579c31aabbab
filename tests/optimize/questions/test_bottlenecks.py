"""What holds up the rest: the minimum cut in words, with exact figures; each kind by hand, the sums on random worlds."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings

from bianzhi.domain.answers import Bottleneck
from bianzhi.domain.establishment import Establishment
from bianzhi.domain.settings import PlanSettings
from bianzhi.domain.terms import Category, Pool, UnitKind
from bianzhi.optimize.questions import blockage
from bianzhi.optimize.questions.network import Network
from bianzhi.optimize.reallocation import planning
from bianzhi.optimize.reallocation.pairs import candidates
from tests.optimize.questions.asking import planned
from tests.optimize.random_worlds import small_worlds
from tests.worlds import DAY, agencies, but, institutions, kin, people, person, plus, post, quota, section, unit, world


def held_up(district: Establishment, given: PlanSettings | None = None) -> tuple[Bottleneck, ...]:
    """The bottlenecks of a world's plan; together they are its remaining excess."""
    plan = planned(district, given)
    found = blockage(district, plan, curves=False).bottlenecks
    assert sum(each.people - each.room for each in found) == plan.objectives[0].value
    return found


def test_nothing_is_held_up_where_everybody_is_placed() -> None:
    """No excess is left, so there is no bottleneck and nothing to loosen."""
    district = agencies(A=(5, 4), B=(4, 5))
    found = blockage(district, planned(district))

    assert found.bottlenecks == () and found.relaxations == ()


def test_too_few_vacancies_of_the_type() -> None:
    """Twelve over on 事业编制 in two units, five such vacancies in the district."""
    district = institutions(A=(28, 20), B=(24, 20), C=(15, 20))
    (found,) = held_up(district)

    assert found.sentence == "全额事业编制超编12人（区A局、区B局），全区同类空编只有5名。"
    assert (found.people, found.room) == (12, 5)
    assert found.cells == (("A", Category.FULLY_FUNDED), ("B", Category.FULLY_FUNDED))
    assert "第6条" in found.source


def test_no_vacancy_of_the_type_anywhere() -> None:
    """Vacancies are on 行政编制, the excess on 全额事业编制."""
    district = world(
        *(unit("A", kind=UnitKind.WELFARE_ONE), unit("B"), quota("A", 3, Category.FULLY_FUNDED), quota("B", 9)),
        *people("A", 5, category=Category.FULLY_FUNDED),
        *people("B", 2),
    )
    (found,) = held_up(district)

    assert found.sentence == "全额事业编制超编2人（区A局），全区没有同类空编。"
    assert (found.people, found.room) == (2, 0) and "第15条" in found.source


def test_vacancies_of_another_pool_are_not_of_the_kind() -> None:
    """B belongs to the closed education pool."""
    (found,) = held_up(but(agencies(A=(5, 3), B=(3, 9)), B={"pool": Pool.EDUCATION}))

    assert found.sentence == "行政编制超编2人（区A局），全区没有同类空编。"


def test_b_demands_that_nobody_meets() -> None:
    """Both vacancies want 科员; the twelve of U1 are 一级主任科员."""
    district = replace(
        agencies({"grade": "一级主任科员"}, U1=(12, 10), U2=(8, 10)), posts=(post("综合岗", "U2", 2, level="科员"),)
    )
    (found,) = held_up(district)

    assert found.sentence == "行政编制超编2人（区U1局），全区同类空编2名，条件不符：层次不对等12人。"
    assert "第71条" in found.source


def test_demands_that_leave_only_some_vacancies() -> None:
    """Of four vacancies three are for accountants, whom A does not have."""
    district = plus(agencies({"major": "法学"}, A=(10, 7), B=(6, 10)), post("会计岗", "B", 3, majors=("会计学",)))
    (found,) = held_up(district)

    assert found.sentence == "行政编制超编3人（区A局），全区同类空编4名，其中条件相符、可以使用的只有1名。"
    assert (found.people, found.room) == (3, 1)


def test_e_locked_people() -> None:
    """U1 is three over; one retires in five months, one is locked by the ledger, three lead: one may move."""
    retiring = person("r", "U1", birth=DAY.replace(year=1966, month=10, day=1))
    locked = person("s", "U1", lock_reason="专项工作")
    leaders = tuple(person(f"x{n}", "U1", is_leader=True) for n in range(3))
    district = world(
        unit("U1"), unit("U2"), quota("U1", 3), quota("U2", 5), retiring, locked, *leaders, person("m", "U1")
    )
    (found,) = held_up(district)

    assert found.sentence == (
        "行政编制超编3人（区U1局），可以调整的只有1人；不可调整5人（领导职务3人、临近退休1人、台账注明不可调整1人）。"
    )
    assert (found.people, found.room) == (3, 1)


def test_nobody_who_may_move() -> None:
    """All of them lead."""
    (found,) = held_up(agencies({"is_leader": True}, A=(3, 2), B=(1, 5)))

    assert found.sentence == "行政编制超编1人（区A局），没有可以调整的人员；不可调整3人（领导职务3人）。"
    assert found.source == "《公务员转任规定》第2条"


def test_a_leaving_share_that_is_full() -> None:
    """Of ten 30 percent are three; five are over."""
    (found,) = held_up(agencies(A=(10, 5), B=(2, 12)))

    assert found.sentence == "调出份额已满：区A局超编5人、实有10人，按30%最多调出3人。"
    assert (found.people, found.room) == (5, 3)


def test_several_full_shares_are_told_together() -> None:
    """Two units, with what they may let go together."""
    (found,) = held_up(agencies(A=(10, 5), C=(20, 12), B=(2, 30)))

    assert found.sentence == (
        "调出份额已满：区A局超编5人、实有10人，按30%最多调出3人；区C局超编8人、实有20人，按30%最多调出6人；"
        "共2个单位超编13人，最多调出9人。"
    )
    assert (found.people, found.room) == (13, 9)


def test_a_minimum_of_staff() -> None:
    """A keeps nine of ten."""
    (found,) = held_up(but(agencies(A=(10, 7), B=(2, 12)), A={"min_staff": 9}))

    assert found.sentence == "最低保留人数已到：区A局超编3人、实有10人，最低保留9人最多调出1人。"


def test_a_section_floor() -> None:
    """Four sit in one section, of whom one may go; the others lead."""
    staff = [person(f"p{number}", "A", section="S1") for number in range(4)]
    leaders = [person(f"x{number}", "A", is_leader=True) for number in range(8)]
    district = world(unit("A"), unit("B"), quota("A", 10), quota("B", 5), section("S1", "A"), *staff, *leaders)
    (found,) = held_up(district)

    assert found.sentence == (
        "行政编制超编2人（区A局），所在内设机构须保留3人，最多调出1人；不可调整8人（领导职务8人）。"
    )
    assert (found.people, found.room) == (2, 1)


def test_a_totals_hide_who_cannot_be_placed() -> None:
    """The instance A: of U4's two one finds U5's only vacancy, one remains."""
    district = world(
        *(unit("U1"), unit("U2"), unit("U3", kind=UnitKind.CIVIL_LIKE_INSTITUTION)),
        *(unit("U4", kind=UnitKind.WELFARE_ONE), unit("U5", kind=UnitKind.WELFARE_ONE)),
        *(quota("U1", 10), quota("U2", 8), quota("U3", 5, Category.CIVIL_LIKE)),
        *(quota("U4", 6, Category.FULLY_FUNDED), quota("U5", 9, Category.FULLY_FUNDED)),
        *(*people("U1", 12), *people("U2", 6), *people("U3", 4, category=Category.CIVIL_LIKE)),
        *(*people("U4", 8, category=Category.FULLY_FUNDED), *people("U5", 8, category=Category.FULLY_FUNDED)),
    )
    (found,) = held_up(district)

    assert found.sentence == "全额事业编制超编2人（区U4局），全区同类空编只有1名。"


def test_c_relatives_are_beyond_the_network() -> None:
    """Three relatives, one unit: the network would place three, relatives let one; the two are told as such."""
    locked = tuple(person(f"q{n}", "U1", lock_reason="专项工作") for n in range(7))
    three = tuple(person(each, "U1") for each in ("p1", "p2", "p3"))
    kinships = (kin("p1", "p2"), kin("p2", "p3"), kin("p1", "p3"))
    district = world(unit("U1"), unit("U2"), quota("U1", 7), quota("U2", 3), *three, *locked, *kinships)
    (found,) = held_up(district)

    assert found.sentence == "因亲属回避，另有2人不能安排。"
    assert (found.people, found.room) == (2, 0) and "回避" in found.source


def test_one_person_kept_by_a_relative_is_told_as_well() -> None:
    """Of two relatives one goes; the other is the whole remaining excess."""
    locked = tuple(person(f"q{n}", "U1", lock_reason="专项工作") for n in range(7))
    two = person("p1", "U1"), person("p2", "U1")
    district = world(unit("U1"), unit("U2"), quota("U1", 7), quota("U2", 3), *two, *locked, kin("p1", "p2"))
    (found,) = held_up(district)

    assert found.sentence == "因亲属回避，另有1人不能安排。" and found.people == 1


def test_f_an_abolished_unit() -> None:
    """A quota of 0, two people, no vacancy: told as not placed."""
    (found,) = held_up(agencies(U1=(2, 0), U2=(5, 5)))

    assert found.sentence == "行政编制超编2人（区U1局），全区没有空编；其中撤销（未核编）单位未安置2人。"


def test_parts_of_different_kinds_are_told_apart() -> None:
    """行政 lacks room, 事业 has locked people: two sentences, the larger first."""
    first = agencies(A=(9, 5), B=(4, 5))
    second = institutions({"lock_reason": "专项工作"}, C=(4, 3), D=(1, 4))
    rows = (*first.units, *second.units, *first.quota_entries, *second.quota_entries, *first.people, *second.people)
    found = held_up(world(*(replace(row) for row in rows)))

    assert [(each.people, each.room) for each in found] == [(4, 1), (1, 0)]
    assert "同类空编只有1名" in found[0].sentence and "台账注明不可调整4人" in found[1].sentence


@pytest.mark.slow
@given(small_worlds())
@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])
def test_the_cut_is_never_less_than_what_is_placed_and_equal_without_side_constraints(
    district: Establishment,
) -> None:
    """Without relatives, sections and minima the cut is exactly the number of people that can be placed."""
    for world_, exact in (
        (district, False),
        (replace(district, kinships=(), sections=(), units=tuple(replace(u, min_staff=None) for u in district.units),
                 people=tuple(replace(p, section="") for p in district.people),
                 posts=tuple(replace(p, section="") for p in district.posts)), True),
    ):  # fmt: skip
        found = candidates(world_, DAY, PlanSettings())
        task = planning.task_of(found)
        placed = len(planning.solve(task).chosen)
        cut = Network(task).cut().value
        inside = any(not pair.leaves_unit for pair in task.pairs)

        assert cut >= placed
        if exact and not inside:
            assert cut == placed


@pytest.mark.slow
@given(small_worlds())
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])
def test_bottlenecks_add_up_to_the_remaining_excess(district: Establishment) -> None:
    """Whatever binds, no person of the remaining excess is left unexplained or told twice."""
    for each in held_up(district):
        assert each.people > each.room >= 0 and each.sentence.endswith("。")
