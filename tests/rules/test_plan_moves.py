"""``verify`` holds every rule of ``ledger_format`` §2 against honestly written plans, on both sides of each threshold."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from bianzhi.domain.establishment import FitScore
from bianzhi.domain.plan_columns import (
    MOVES,
    MoveColumn,
)
from bianzhi.domain.settings import PlanSettings
from bianzhi.domain.terms import Category, PersonState, Pool, Status, UnitKind, Willingness
from tests.plan_papers import (
    FULLY_FUNDED,
    at,
    move,
    verified,
)
from tests.worlds import DAY, agencies, but, kin, person, plus, post, quota, section, unit, world

# Rule 1: excess leaves, vacancies fill


def test_no_more_leave_a_cell_than_its_excess(tmp_path: Path) -> None:
    """A is one over: one may leave, a second may not."""
    place = agencies(A=(9, 8), B=(1, 5))

    assert verified(tmp_path, place, move(place, "A1", "B")) == set()
    two = verified(tmp_path, place, move(place, "A1", "B"), move(place, "A2", "B"))
    assert two == {f"P521@{at(MoveColumn.FROM_UNIT, 2)}"}


def test_no_more_come_than_there_are_vacancies(tmp_path: Path) -> None:
    """B has one vacancy: the second to come is one too many."""
    place = agencies(A=(9, 7), B=(4, 5))

    found = verified(tmp_path, place, move(place, "A1", "B"), move(place, "A2", "B"))
    assert found == {f"P522@{at(MoveColumn.TO_UNIT, 2)}", f"P547@{at(MoveColumn.POST, 2)}"}


def test_a_cell_in_excess_receives_nobody(tmp_path: Path) -> None:
    """Both A and B are over."""
    place = agencies(A=(3, 2), B=(3, 2))

    assert f"P522@{at(MoveColumn.TO_UNIT)}" in verified(tmp_path, place, move(place, "A1", "B"))


# Rule 2: equal status, pools


def test_only_ordinary_passages_are_open(tmp_path: Path) -> None:
    """公务员 may take 参公 posts (Y), not 政法 ones (C), nor 全额 ones (M)."""
    place = world(
        *(unit("A"), quota("A", 1), person("A1"), person("A2")),
        *(unit("B", kind=UnitKind.CIVIL_LIKE_INSTITUTION), quota("B", 1, Category.CIVIL_LIKE)),
        *(quota("B", 1, Category.POLITICAL_LEGAL), quota("B", 1, FULLY_FUNDED)),
    )

    assert verified(tmp_path, place, move(place, "A1", "B", Category.CIVIL_LIKE)) == set()
    for category in (Category.POLITICAL_LEGAL, FULLY_FUNDED):
        assert verified(tmp_path, place, move(place, "A1", "B", category)) == {f"P523@{at(MoveColumn.TO_CATEGORY)}"}


@pytest.mark.parametrize(("kind", "allowed"), [(UnitKind.WELFARE_ONE, True), (UnitKind.GOVERNMENT, False)])
def test_agency_institution_staff_return_to_institutions(tmp_path: Path, kind: UnitKind, allowed: bool) -> None:
    """A department may have a vacancy of 全额事业编制, yet nobody on such a post in an agency goes there."""
    staff = {"status": Status.AGENCY_INSTITUTION_STAFF}
    place = world(
        *(unit("A"), quota("A", 1, FULLY_FUNDED), person("A1", **staff), person("A2", **staff)),
        *(unit("B", kind=kind), quota("B", 1, FULLY_FUNDED)),
    )

    found = verified(tmp_path, place, move(place, "A1", "B"))
    assert found == (set() if allowed else {f"P524@{at(MoveColumn.TO_UNIT)}"})


@pytest.mark.parametrize(
    ("origin", "target", "allowed"),
    [
        (Pool.DISTRICT, Pool.SUBDISTRICT, True),
        (Pool.EDUCATION, Pool.EDUCATION, True),
        (Pool.DISTRICT, Pool.EDUCATION, False),
        (Pool.HEALTH, Pool.SUBDISTRICT, False),
    ],
)
def test_no_move_crosses_a_pool_border(tmp_path: Path, origin: Pool, target: Pool, allowed: bool) -> None:
    """区直 and 街道 are open to each other; every other border is closed."""
    place = but(agencies(A=(2, 1), B=(0, 1)), A={"pool": origin}, B={"pool": target})

    found = verified(tmp_path, place, move(place, "A1", "B"))
    assert found == (set() if allowed else {f"P525@{at(MoveColumn.TO_UNIT)}"})


# Rule 3: locks

LOCKED = (
    ({"is_leader": True}, {"is_leader": False}, "P531"),
    ({"state": PersonState.SECONDED}, {}, "P532"),
    ({"lock_reason": "另有安排"}, {}, "P533"),
    ({"trial_ends": date(2026, 11, 24)}, {"trial_ends": DAY}, "P534"),
    ({"last_exchange": date(2024, 11, 24)}, {"last_exchange": date(2024, 11, 23)}, "P536"),
    ({"birth": date(1965, 8, 1)}, {"birth": date(1966, 2, 1)}, "P537"),
    ({"birth": None}, {}, "P540"),
)
"""What locks, what just does not, and the rule. A man born in 1965-08 retires in 2025-10, one of 1966-02 in 2026-06."""


@pytest.mark.parametrize(("locking", "free", "id"), LOCKED, ids=[row[2] for row in LOCKED])
def test_a_locked_person_does_not_move(tmp_path: Path, locking: dict[str, Any], free: dict[str, Any], id: str) -> None:
    """Each lock holds up to its last day, and no longer; months near retirement are set to none at the limit."""
    near = PlanSettings(near_retirement_months=0)
    day = date(2026, 5, 31) if id == "P537" else DAY
    place = agencies(A=(2, 1), B=(0, 1))
    locked = but(place, A1=locking)

    found = verified(tmp_path, locked, move(locked, "A1", "B"), settings=near, day=day)
    assert f"{id}@{at(MoveColumn.PERSON)}" in found
    unlocked = but(place, A1=free)
    assert verified(tmp_path, unlocked, move(unlocked, "A1", "B"), settings=near, day=day) == set()


def test_near_retirement_is_counted_in_months(tmp_path: Path) -> None:
    """A man born in 1968-01 retires in 2028-11 (60 years and 10 months later): 24 months after November 2026."""
    place = but(agencies(A=(2, 1), B=(0, 1)), A1={"birth": date(1968, 1, 15)})

    for months, expected in ((23, set()), (24, {f"P537@{at(MoveColumn.PERSON)}"})):
        found = verified(tmp_path, place, move(place, "A1", "B"), settings=PlanSettings(near_retirement_months=months))
        assert {item for item in found if item.startswith("P537")} == expected


def test_the_unwilling_stay_if_a_contract_would_change(tmp_path: Path) -> None:
    """不愿意 binds institution staff; a civil servant must obey."""
    place = world(
        *(unit("A"), quota("A", 1), person("A1", willingness=Willingness.UNWILLING), person("A2")),
        *(unit("B"), quota("B", 1)),
        *(unit("C", kind=UnitKind.WELFARE_ONE), quota("C", 1, FULLY_FUNDED)),
        *(person("C1", "C", category=FULLY_FUNDED, willingness=Willingness.UNWILLING),),
        *(person("C2", "C", category=FULLY_FUNDED), unit("D", kind=UnitKind.WELFARE_ONE), quota("D", 1, FULLY_FUNDED)),
    )

    assert f"P538@{at(MoveColumn.PERSON)}" in verified(tmp_path, place, move(place, "C1", "D"))
    found = verified(tmp_path, place, move(place, "A1", "B"))
    assert not any(item.startswith("P538") and MOVES.name in item for item in found)


def test_off_establishment_staff_never_move(tmp_path: Path) -> None:
    """编外 people are counted nowhere."""
    place = plus(agencies(A=(2, 1), B=(0, 1)), person("X1", status=Status.OFF_ESTABLISHMENT, category=FULLY_FUNDED))

    assert f"P539@{at(MoveColumn.PERSON)}" in verified(tmp_path, place, move(place, "X1", "B", Category.ADMINISTRATIVE))


@pytest.mark.parametrize(
    ("target", "ends", "allowed"),
    [
        (UnitKind.GOVERNMENT, date(2026, 11, 24), False),
        (UnitKind.GOVERNMENT, DAY, True),
        (UnitKind.SUBDISTRICT, date(2026, 11, 24), True),
    ],
)
def test_service_at_the_grassroots_is_served(tmp_path: Path, target: UnitKind, ends: date, allowed: bool) -> None:
    """From a township upward only once the service is over, to another township or subdistrict at any time."""
    place = but(
        agencies(A=(2, 1), B=(0, 1)), A={"kind": UnitKind.TOWNSHIP}, B={"kind": target}, A1={"service_ends": ends}
    )

    found = verified(tmp_path, place, move(place, "A1", "B"))
    assert found == (set() if allowed else {f"P535@{at(MoveColumn.TO_UNIT)}"})


# Rule 4: posts

DEMANDS = (
    ({"level": "科员"}, {"grade": "一级科员"}, {"grade": "二级科员"}, "P541"),
    ({"level": "专技八级"}, {"grade": "专技八级"}, {"grade": "专技七级"}, "P541"),
    ({"education": "大学"}, {"education": "大学"}, {"education": "大专"}, "P542"),
    ({"majors": ("法学", "会计学")}, {"major": "会计学"}, {"major": "会计"}, "P543"),
    ({"certificates": ("甲", "乙")}, {"certificates": ("乙", "甲", "丙")}, {"certificates": ("甲",)}, "P544"),
    ({"age_limit": 40}, {"birth": date(1985, 11, 24)}, {"birth": date(1985, 11, 23)}, "P545"),
)


@pytest.mark.parametrize(("demand", "meets", "misses", "id"), DEMANDS, ids=[row[3] for row in DEMANDS])
def test_who_takes_a_post_meets_its_demands(
    tmp_path: Path, demand: dict[str, Any], meets: dict[str, Any], misses: dict[str, Any], id: str
) -> None:
    """Each demand alone, met and just missed."""
    place = plus(agencies(A=(2, 1), B=(0, 1)), post("综合岗", "B", **demand))
    able = but(place, A1={"age_limit": None, **meets} if "age_limit" in meets else meets)
    unable = but(place, A1=misses)

    assert verified(tmp_path, able, move(able, "A1", "B", post="综合岗")) == set()
    assert verified(tmp_path, unable, move(unable, "A1", "B", post="综合岗")) == {f"{id}@{at(MoveColumn.POST)}"}


def test_a_post_takes_no_more_than_its_demand(tmp_path: Path) -> None:
    """One 综合岗 of two vacancies: the second to take it is one too many."""
    place = plus(agencies(A=(9, 7), B=(0, 2)), post("综合岗", "B"))

    one = verified(tmp_path, place, move(place, "A1", "B", post="综合岗"), move(place, "A2", "B"))
    assert one == set()
    two = verified(tmp_path, place, *(move(place, id, "B", post="综合岗") for id in ("A1", "A2")))
    assert two == {f"P546@{at(MoveColumn.POST, 2)}"}


def test_open_vacancies_are_those_beyond_the_posts(tmp_path: Path) -> None:
    """Three posts are asked for and two are vacant: nothing is open to anyone."""
    place = plus(agencies(A=(9, 7), B=(0, 2)), post("综合岗", "B", 3))

    found = verified(tmp_path, place, move(place, "A1", "B"), move(place, "A2", "B", post="综合岗"))
    assert found == {f"P547@{at(MoveColumn.POST)}"}


def test_posts_of_one_title_are_told_apart_by_their_row(tmp_path: Path) -> None:
    """Two 综合岗 in different rows, one each: both may be filled."""
    place = plus(agencies(A=(9, 7), B=(0, 2)), post("综合岗", "B"), post("综合岗", "B", majors=("法学",)))
    place = but(place, A2={"major": "法学"})
    first, second = move(place, "A1", "B", post="综合岗"), move(place, "A2", "B", post="综合岗")
    second = replace(second, place=replace(second.place, row=3))

    assert verified(tmp_path, place, first, second) == set()


# Rule 5: relatives


def test_no_move_brings_relatives_together(tmp_path: Path) -> None:
    """A1's relative is in B and stays there; once the relative has retired, nothing bars."""
    place = plus(agencies(A=(2, 1), B=(1, 2)), kin("B1", "A1"))
    retired = but(place, B1={"state": PersonState.RETIRED})

    assert verified(tmp_path, place, move(place, "A1", "B")) == {f"P551@{at(MoveColumn.TO_UNIT)}"}
    assert verified(tmp_path, retired, move(retired, "A1", "B")) == set()


def test_relatives_do_not_move_to_one_unit_together(tmp_path: Path) -> None:
    """Neither was there before; after the plan both would be."""
    place = plus(agencies(A=(9, 7), B=(0, 2)), kin("A1", "A2"))

    found = verified(tmp_path, place, move(place, "A1", "B"), move(place, "A2", "B"))
    assert found == {f"P551@{at(MoveColumn.TO_UNIT, line)}" for line in (1, 2)}


def test_a_relative_who_leaves_is_no_bar(tmp_path: Path) -> None:
    """B1 leaves B for C while A1 comes to another post of B."""
    place = plus(
        agencies(A=(2, 1), B=(2, 1), C=(0, 1)),
        quota("B", 1, Category.CIVIL_LIKE),
        kin("A1", "B1"),
    )

    found = verified(tmp_path, place, move(place, "A1", "B", Category.CIVIL_LIKE), move(place, "B1", "C"))
    assert found == set()


def test_relatives_together_already_may_stay_so(tmp_path: Path) -> None:
    """A1 takes a post of another type in the same unit, where his relative is: nothing has changed."""
    place = plus(agencies(A=(2, 1)), quota("A", 1, Category.CIVIL_LIKE), kin("A1", "A2"))

    assert verified(tmp_path, place, move(place, "A1", "A", Category.CIVIL_LIKE)) == set()


# Rules 6 and 7: minimum, floor, share


@pytest.mark.parametrize(("minimum", "allowed"), [(8, True), (9, False), (99, False)])
def test_a_unit_keeps_its_minimum(tmp_path: Path, minimum: int, allowed: bool) -> None:
    """Nine in A, one leaves: a minimum of 8 is kept, 9 is not; where A is under its minimum it may not lose more."""
    place = but(agencies(A=(9, 8), B=(0, 1)), A={"min_staff": minimum})

    found = verified(tmp_path, place, move(place, "A1", "B"))
    assert found == (set() if allowed else {f"P552@{at(MoveColumn.FROM_UNIT)}"})


def test_arrivals_count_towards_the_minimum(tmp_path: Path) -> None:
    """One leaves A's 行政编制 and one comes to its 参公编制: the unit keeps its nine, all it can be held to."""
    place = plus(agencies(A=(9, 8), B=(2, 1), C=(0, 1)), quota("A", 1, Category.CIVIL_LIKE))
    moves = (move(place, "A1", "C"), move(place, "B1", "A", Category.CIVIL_LIKE))

    for minimum in (9, 99):
        assert verified(tmp_path, but(place, A={"min_staff": minimum}), *moves) == set()


@pytest.mark.parametrize(("staff", "allowed"), [(4, True), (3, False), (2, True)])
def test_a_section_with_the_floor_keeps_it(tmp_path: Path, staff: int, allowed: bool) -> None:
    """Of 4 one may leave, of 3 none; one that has 2 is under the floor already and not held to it."""
    members = {f"A{number}": {"section": "S1"} for number in range(1, staff + 1)}
    place = but(plus(agencies(A=(9, 8), B=(0, 1)), section("S1")), **members)

    found = verified(tmp_path, place, move(place, "A1", "B"))
    assert found == (set() if allowed else {f"P553@{at(MoveColumn.FROM_SECTION)}"})


def test_who_takes_a_post_of_a_section_counts_there(tmp_path: Path) -> None:
    """A1 leaves S1, which has 3, and B1 takes a post of S1: it still has 3."""
    place = plus(
        agencies(A=(9, 8), B=(2, 1), C=(0, 1)),
        section("S1"),
        quota("A", 1, Category.CIVIL_LIKE),
        post("综合岗", "A", 1, Category.CIVIL_LIKE, section="S1"),
    )
    place = but(place, **{f"A{number}": {"section": "S1"} for number in (1, 2, 3)})

    moves = (move(place, "A1", "C"), move(place, "B1", "A", Category.CIVIL_LIKE, post="综合岗"))
    assert verified(tmp_path, place, *moves) == set()


@pytest.mark.parametrize(("staff", "leaving", "allowed"), [(10, 3, True), (10, 4, False), (11, 4, True), (2, 1, True)])
def test_few_leave_a_unit(tmp_path: Path, staff: int, leaving: int, allowed: bool) -> None:
    """30 % of 10 is 3, of 11 rounded up 4, and one always may."""
    place = agencies(A=(staff, staff - leaving), B=(0, leaving))

    found = verified(tmp_path, place, *(move(place, f"A{number}", "B") for number in range(1, leaving + 1)))
    assert found == (set() if allowed else {f"P554@{at(MoveColumn.FROM_UNIT, leaving)}"})


def test_a_share_of_nothing_still_lets_one_leave(tmp_path: Path) -> None:
    """0 % means at least one."""
    place = agencies(A=(9, 7), B=(0, 2))
    none = PlanSettings(leaving_share_percent=0)

    assert verified(tmp_path, place, move(place, "A1", "B"), settings=none) == set()
    two = verified(tmp_path, place, move(place, "A1", "B"), move(place, "A2", "B"), settings=none)
    assert two == {f"P554@{at(MoveColumn.FROM_UNIT, 2)}"}


def test_a_change_of_type_within_the_unit_is_not_leaving(tmp_path: Path) -> None:
    """Two of three change their type in A: neither share, minimum nor floor is touched."""
    place = plus(agencies({"section": "S1"}, A=(3, 1)), section("S1"), quota("A", 2, Category.CIVIL_LIKE))
    place = but(place, A={"min_staff": 3})

    moves = [move(place, id, "A", Category.CIVIL_LIKE) for id in ("A1", "A2")]
    assert verified(tmp_path, place, *moves) == set()


# The office's scores


def test_the_offices_score_is_the_fit(tmp_path: Path) -> None:
    """The score of a post goes before the unit's; who has neither keeps the computed fit."""
    place = plus(
        agencies(A=(9, 7), B=(0, 2)),
        post("综合岗", "B"),
        FitScore("A1", "B", "综合岗", 90),
        FitScore("A1", "B", "", 40),
    )

    assert verified(tmp_path, place, move(place, "A1", "B", post="综合岗", fit=90)) == set()
    assert verified(tmp_path, place, move(place, "A1", "B", fit=40)) == set()
    for asked, fit in (("综合岗", 40), ("", 90)):
        found = verified(tmp_path, place, move(place, "A1", "B", post=asked, fit=fit))
        assert found == {f"P561@{at(MoveColumn.FIT)}"}
