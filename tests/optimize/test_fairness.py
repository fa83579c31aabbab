"""What a plan asks of each group, and both sides of every threshold."""

from datetime import date

import pytest

from bianzhi.domain.answers import Burden
from bianzhi.domain.establishment import Establishment
from bianzhi.domain.plan import Fit, Move, Place, Plan, PlanStatus
from bianzhi.domain.settings import PlanSettings
from bianzhi.domain.terms import Category, Sex
from bianzhi.optimize.fairness import burdens
from bianzhi.optimize.reallocation import reallocate
from tests.worlds import DAY, agencies, but, people, person, plus, quota, unit, world

ADMINISTRATIVE = Category.ADMINISTRATIVE


def moving(district: Establishment, *ids: str, to: str = "Z") -> Plan:
    """A plan of these people to one unit."""
    moves = tuple(Move(id, district.person[id].unit, ADMINISTRATIVE, Place(to, ADMINISTRATIVE), Fit(50)) for id in ids)
    return Plan(PlanStatus.OPTIMAL, DAY, "", PlanSettings(), moves=moves)


def burden(district: Establishment, plan: Plan, grouping: str, group: str) -> Burden:
    """One of them."""
    return next(each for each in burdens(district, plan) if (each.grouping, each.group) == (grouping, group))


def sexes(women: int, men: int) -> Establishment:
    """A is over by all of its people; so many women and men of it may move, to Z."""
    rows = [person(f"w{n}", "A", sex=Sex.FEMALE) for n in range(women)] + [person(f"m{n}", "A") for n in range(men)]
    return world(unit("A"), unit("Z"), quota("A", 0), quota("Z", 50), *rows)


def test_units_tell_staff_before_and_after() -> None:
    """A gives two and B takes them; C has nothing to do with it."""
    district = agencies(A=(12, 10), B=(7, 10), C=(3, 3))
    plan = reallocate(district, DAY, PlanSettings())
    found = {each.unit: each for each in burdens(district, plan) if each.grouping == "单位"}

    assert [(each.group, each.in_post, each.movable, each.moved, each.after) for each in found.values()] == [
        ("区A局", 12, 12, 2, 10),
        ("区B局", 7, 0, 0, 9),
        ("区C局", 3, 0, 0, 3),
    ]
    assert found["A"].expected == 2


def test_ages_are_full_years_on_the_day() -> None:
    """35 on the day itself is the first band; 35 until the day before and 36 on it is the second; no date is 未填."""
    births = {"A1": date(1990, 11, 24), "A2": date(1990, 11, 23), "A3": date(1980, 11, 24), "A4": date(1970, 11, 23)}
    district = but(agencies(A=(6, 6)), **{id: {"birth": born} for id, born in births.items()}, A5={"birth": None})
    plan = moving(district)
    bands = {each.group: each.in_post for each in burdens(district, plan) if each.grouping == "年龄段"}

    assert bands == {"35岁及以下": 1, "36至45岁": 3, "56岁及以上": 1, "未填": 1}
    older = but(district, A4={"birth": date(1970, 11, 24)})
    assert burden(older, moving(older), "年龄段", "46至55岁").in_post == 1


def test_degrees_are_grouped_by_rank_and_unknown_ones_are_told() -> None:
    """A party-school degree counts as what it ranks with."""
    district = but(
        agencies(A=(4, 4)), A1={"education": "省委党校大学"}, A2={"education": ""}, A3={"education": "博士研究生"}
    )
    degrees = {each.group: each.in_post for each in burdens(district, moving(district)) if each.grouping == "学历"}

    assert degrees == {"大学": 2, "博士研究生": 1, "未填": 1}


def test_sex_is_known_from_the_number_or_unknown() -> None:
    """Empty groups are left out."""
    district = but(agencies(A=(3, 3)), A1={"sex": Sex.FEMALE}, A2={"sex": None})
    sexes_found = [
        (each.group, each.in_post) for each in burdens(district, moving(district)) if each.grouping == "性别"
    ]

    assert sexes_found == [("男", 1), ("女", 1), ("未填", 1)]


@pytest.mark.parametrize(("movable_men", "expected"), [(4, 2), (5, 1)])
def test_the_share_is_rounded_half_up(movable_men: int, expected: int) -> None:
    """Four women of eight carry 1½ of three moves: 2; four of nine carry 1⅓: 1."""
    district = sexes(women=4, men=movable_men)

    assert burden(district, moving(district, "m0", "m1", "m2"), "性别", "女").expected == expected


@pytest.mark.parametrize(
    ("men", "moved", "warned"),
    [
        (10, 9, True),  # 6 expected of 12: 9 is 150 % and 3 more
        (10, 8, False),  # one less is neither
        (30, 6, True),  # 3 expected of 12: twice as many, and 3 more
        (30, 5, False),  # 5 is more than 150 %, but only 2 more
    ],
)
def test_a_group_is_warned_of_from_both_thresholds(men: int, moved: int, warned: bool) -> None:
    """Twelve moves; ten women may move."""
    district = sexes(women=10, men=men)
    ids = [f"w{n}" for n in range(moved)] + [f"m{n}" for n in range(12 - moved)]

    found = burden(district, moving(district, *ids), "性别", "女")
    assert found.expected == (6 if men == 10 else 3)
    assert bool(found.warning) is warned


def test_three_more_are_not_enough_where_many_are_expected() -> None:
    """8 expected: 11 is 3 more and less than 150 %; 12 is 150 %."""
    district = sexes(women=16, men=16)

    for moved, warned in ((11, False), (12, True)):
        ids = [f"w{n}" for n in range(moved)] + [f"m{n}" for n in range(16 - moved)]
        assert bool(burden(district, moving(district, *ids), "性别", "女").warning) is warned


def test_a_warning_states_figures_and_asks_for_reasons() -> None:
    """Neutral words, the figures it rests on, and for a unit its excess."""
    district = plus(agencies(A=(14, 10), B=(28, 28), Z=(0, 40)), quota("B", -2), *people("C", 0))
    plan = moving(district, "A1", "A2", "A3", "A4")
    found = burden(district, plan, "单位", "区A局")

    assert (found.movable, found.expected) == (14, 1)
    assert found.warning == (
        "拟调整4人，按可调整人员所占比例（14人／42人）约为1人，多3人，建议研究时说明原因。"
        "该单位超编4人，调整人数随超编而定，建议一并说明。"
    )


def test_a_plan_of_nobody_asks_nothing() -> None:
    """No division by nobody."""
    district = agencies(A=(5, 5), B=(5, 5))

    assert {(each.moved, each.expected, each.warning) for each in burdens(district, moving(district))} == {(0, 0, "")}
