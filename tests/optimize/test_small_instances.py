"""The small instances with known answers, worked by hand (domain study §11b, A–F)."""

from dataclasses import replace
from datetime import date

from bianzhi.domain.establishment import Establishment
from bianzhi.domain.plan import Plan, PlanStatus
from bianzhi.domain.settings import PlanSettings
from bianzhi.domain.terms import Category, Status, UnitKind
from bianzhi.optimize.reallocation import reallocate
from tests.worlds import DAY, agencies, kin, people, person, post, quota, unit, world


def solve(district: Establishment, settings: PlanSettings = PlanSettings()) -> Plan:  # noqa: B008 frozen
    """The plan, which must be proven."""
    plan = reallocate(district, DAY, settings)
    assert plan.status is PlanStatus.OPTIMAL
    assert all(objective.proven for objective in plan.objectives)
    return plan


def test_a_totals_hide_who_cannot_be_placed() -> None:
    """Signed differences add up to 0, yet one of U4 remains; three moves do what can be done."""
    district = world(
        unit("U1"),
        unit("U2"),
        unit("U3", kind=UnitKind.CIVIL_LIKE_INSTITUTION),
        unit("U4", kind=UnitKind.WELFARE_ONE),
        unit("U5", kind=UnitKind.WELFARE_ONE),
        quota("U1", 10),
        quota("U2", 8),
        quota("U3", 5, Category.CIVIL_LIKE),
        quota("U4", 6, Category.FULLY_FUNDED),
        quota("U5", 9, Category.FULLY_FUNDED),
        *people("U1", 12),
        *people("U2", 6),
        *people("U3", 4, category=Category.CIVIL_LIKE),
        *people("U4", 8, category=Category.FULLY_FUNDED),
        *people("U5", 8, category=Category.FULLY_FUNDED),
    )
    plan = solve(district)

    assert (plan.excess_before, plan.excess_after, len(plan.moves)) == (4, 1, 3)
    assert sorted((move.from_unit, move.to_unit in ("U2", "U3", "U5")) for move in plan.moves) == [
        ("U1", True),
        ("U1", True),
        ("U4", True),
    ]
    assert [(row.unit, row.excess) for row in plan.remaining] == [("U4", 1)]
    assert "已安排其他" in plan.remaining[0].why


def test_b_no_vacancy_of_the_same_level() -> None:
    """U1's people are 一级主任科员 and U2 wants 科员: nobody moves, and the reason says so."""
    district = replace(
        agencies({"grade": "一级主任科员"}, U1=(12, 10), U2=(8, 10)), posts=(post("综合岗", "U2", 2, level="科员"),)
    )
    plan = solve(district)

    assert (plan.excess_after, plan.moves) == (2, ())
    assert "无同层次空缺" in plan.remaining[0].why


def test_b_with_the_switch_high_on_low() -> None:
    """The same, but U2 takes higher people on lower posts, or the level is not looked at: both move."""
    district = replace(
        agencies({"grade": "一级主任科员"}, U1=(12, 10), U2=(8, 10)), posts=(post("综合岗", "U2", 2, level="科员"),)
    )
    stepping_down = replace(district, units=(district.units[0], replace(district.units[1], high_on_low=True)))

    assert solve(stepping_down).excess_after == 0
    assert solve(district, PlanSettings(constraints_off={"C07": "试点"})).excess_after == 0


def test_c_three_mutual_kin_and_one_unit() -> None:
    """The relaxation says 1.5; one of the three may go, never two."""
    rows = (unit("U1"), unit("U2"), quota("U1", 7), quota("U2", 3))
    kinships = (kin("p1", "p2"), kin("p2", "p3"), kin("p1", "p3"))
    locked = tuple(person(f"q{n}", "U1", lock_reason="专项工作") for n in range(7))
    district = world(*rows, person("p1", "U1"), person("p2", "U1"), person("p3", "U1"), *locked, *kinships)
    plan = solve(district)

    assert (plan.excess_before, plan.excess_after, len(plan.moves)) == (3, 2, 1)


def test_c_without_the_rule_about_relatives() -> None:
    """C14 switched off: all three go where there is room for all."""
    rows = (unit("U1"), unit("U2"), quota("U1", 7), quota("U2", 3))
    kinships = (kin("p1", "p2"), kin("p2", "p3"), kin("p1", "p3"))
    locked = tuple(person(f"q{n}", "U1", lock_reason="专项工作") for n in range(7))
    district = world(*rows, person("p1", "U1"), person("p2", "U1"), person("p3", "U1"), *locked, *kinships)

    assert solve(district, PlanSettings(constraints_off={"C14": "试点"})).excess_after == 0


def test_d_full_units_exchange_nobody() -> None:
    """Nobody is over, so nobody moves, however well it would fit (小调整)."""
    plan = solve(agencies(U1=(5, 5), U2=(5, 5)))

    assert (plan.moves, plan.excess_after) == ((), 0)


def test_e_locked_people_stay_and_are_named() -> None:
    """U1 is three over: one retires in five months, one is locked by the ledger, one may move."""
    retiring = person("r", "U1", birth=date(1966, 10, 1))  # 60 years and 6 months in 2027-04
    locked = person("s", "U1", lock_reason="立案审查期间")
    leaders = tuple(person(f"x{n}", "U1", is_leader=True) for n in range(3))
    movable = person("m", "U1")
    district = world(unit("U1"), unit("U2"), quota("U1", 3), quota("U2", 5), retiring, locked, *leaders, movable)
    plan = solve(district)

    assert [move.person for move in plan.moves] == ["m"]
    assert plan.excess_after == 2
    rules = {row.person: row.rule for row in plan.excluded}
    assert rules.keys() == {"r", "s", "x0", "x1", "x2"}
    assert "退休" in rules["r"] and "不可调整" in rules["s"] and "领导" in rules["x0"]


def test_e_within_a_horizon_of_a_year() -> None:
    """Who retires in five months dissolves his excess himself: one less to place, and nobody else moves for it."""
    retiring = person("r", "U1", birth=date(1966, 10, 1))
    locked = person("s", "U1", lock_reason="立案审查期间")
    leaders = tuple(person(f"x{n}", "U1", is_leader=True) for n in range(3))
    movable = person("m", "U1"), person("n", "U1")
    district = world(unit("U1"), unit("U2"), quota("U1", 3), quota("U2", 5), retiring, locked, *leaders, *movable)
    now = solve(district)
    later = solve(district, PlanSettings(horizon_months=12, constraints_off={"C28": "试点"}))

    assert [objective.value for objective in now.objectives[:2]] == [2, 2]  # four over, two may go
    assert [objective.value for objective in later.objectives[:2]] == [1, 2]
    assert {row.person: row.rule for row in later.excluded}[
        "r"
    ] == "法定退休月份2027年4月，在规划期（12个月）内自然减员"


def test_f_an_abolished_unit_nobody_can_leave() -> None:
    """A quota of 0 with two people and no vacancy anywhere: two remain, flagged as not placed."""
    plan = solve(agencies(U1=(2, 0), U2=(5, 5)))

    assert plan.excess_after == 2
    assert "撤销" in plan.remaining[0].why and "未安置" in plan.remaining[0].why


def test_a_person_of_each_m_cell_is_listed_apart() -> None:
    """An over-quota 事业 unit and a vacancy on 行政编制: listed for special approval, never moved."""
    district = world(
        unit("U1", kind=UnitKind.WELFARE_ONE),
        unit("U2"),
        quota("U1", 3, Category.FULLY_FUNDED),
        quota("U2", 4),
        *people("U1", 4, status=Status.INSTITUTION_MANAGER),
        *people("U2", 2),
    )
    plan = solve(district)

    assert plan.moves == () and plan.excess_after == 1
    assert {row.person for row in plan.manual} == {"U11", "U12", "U13", "U14"}
    assert "调任" in plan.manual[0].why
