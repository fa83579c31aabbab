"""R421–R424: both sides of each threshold and date, and the exact cell."""

from datetime import date, timedelta

import pytest

from bianzhi.domain.establishment import Establishment
from bianzhi.domain.terms import PersonState, Status, UnitKind
from bianzhi.law.parameters import Law
from bianzhi.rules.postings import (
    ended_sanctions_are_known,
    grade_belongs_to_the_kind_of_post,
    grassroots_recruits_are_not_on_loan,
    most_staff_are_at_their_posts,
)
from bianzhi.rules.staff import sanction_periods_are_known
from tests.rules.breaches import cells, messages
from tests.worlds import DAY, agencies, but, person, unit, world


def alone(kind: UnitKind = UnitKind.GOVERNMENT, **changes: object) -> Establishment:
    return world(unit("A", kind=kind), person("P1", **changes))


@pytest.mark.parametrize(("ends", "over"), [(DAY - timedelta(1), True), (DAY, True), (DAY + timedelta(1), False)])
def test_a_sanction_period_is_either_running_or_over(ends: date, over: bool) -> None:
    """On its last day it has ended; exactly one of the two rules speaks."""
    establishment = alone(sanction_ends=ends)

    assert cells(ended_sanctions_are_known, establishment) == (["人员!Y2"] if over else [])
    assert cells(sanction_periods_are_known, establishment) == ([] if over else ["人员!Y2"])


def test_an_ended_sanction_is_told_of_people_in_post_only_and_by_their_own_law() -> None:
    """The retired are past it; contract staff fall under 652号令."""
    past = {"sanction_ends": date(2026, 1, 1)}
    (breach,) = ended_sanctions_are_known(alone(status=Status.INSTITUTION_MANAGER, **past), Law(DAY))

    assert str(breach.source) == "《事业单位人事管理条例》第29条"
    assert cells(ended_sanctions_are_known, alone(state=PersonState.RETIRED, **past)) == []


@pytest.mark.parametrize(
    ("kind", "state", "ends", "told"),
    [
        (UnitKind.TOWNSHIP, PersonState.SECONDED, DAY + timedelta(1), True),
        (UnitKind.SUBDISTRICT, PersonState.ATTACHED, DAY + timedelta(1), True),
        (UnitKind.TOWNSHIP, PersonState.SECONDED, DAY, False),
        (UnitKind.TOWNSHIP, PersonState.ACTIVE, DAY + timedelta(1), False),
        (UnitKind.TOWNSHIP, PersonState.AID_MISSION, DAY + timedelta(1), False),
        (UnitKind.GOVERNMENT, PersonState.SECONDED, DAY + timedelta(1), False),
        (UnitKind.TOWNSHIP, PersonState.SECONDED, None, False),
    ],
)
def test_recruits_of_townships_stay_there(kind: UnitKind, state: PersonState, ends: date | None, told: bool) -> None:
    """Within the service period, at a 乡镇 or 街道, on loan: all three, or nothing to tell."""
    establishment = alone(kind, state=state, service_ends=ends)

    assert cells(grassroots_recruits_are_not_on_loan, establishment) == (["人员!M2"] if told else [])


def test_more_than_a_fifth_away_is_worth_a_note() -> None:
    """Two of ten reach the line and do not pass it; three do, and the note says who they are."""
    away = {"state": PersonState.SECONDED}
    two = but(agencies(A=(10, 10)), A1=away, A2=away)
    three = but(two, A3={"state": PersonState.LONG_SICK_LEAVE})

    assert cells(most_staff_are_at_their_posts, two) == []
    assert cells(most_staff_are_at_their_posts, three) == ["机构!B2"]
    assert "实有 10 人，其中在编不在岗 3 人（借调 2 人、长期病休 1 人），占 30%" in messages(
        most_staff_are_at_their_posts, three
    )


def test_one_person_away_is_never_a_share() -> None:
    """One of two is away: passed over. Who has retired is not away but gone."""
    assert cells(most_staff_are_at_their_posts, but(agencies(A=(2, 2)), A1={"state": PersonState.SECONDED})) == []
    retired = but(agencies(A=(4, 4)), A1={"state": PersonState.RETIRED}, A2={"state": PersonState.RETIRED})
    assert cells(most_staff_are_at_their_posts, retired) == []


@pytest.mark.parametrize(
    ("status", "grade", "note", "told"),
    [
        (Status.INSTITUTION_MANAGER, "专技八级", "", True),
        (Status.INSTITUTION_SPECIALIST, "七级职员", "", True),
        (Status.INSTITUTION_MANAGER, "专技八级", "经批准双肩挑", False),
        (Status.INSTITUTION_MANAGER, "七级职员", "", False),
        (Status.INSTITUTION_SPECIALIST, "专技八级", "", False),
        (Status.AGENCY_INSTITUTION_STAFF, "专技八级", "", False),
        (Status.INSTITUTION_MANAGER, "", "", False),
        (Status.CIVIL_SERVANT, "专技八级", "", False),
    ],
)
def test_the_grade_is_of_the_kind_of_post(status: Status, grade: str, note: str, told: bool) -> None:
    """管理人员 have 职员 grades, 专技人员 专技 grades; R419 speaks of everybody else."""
    establishment = alone(status=status, grade=grade, note=note)

    assert cells(grade_belongs_to_the_kind_of_post, establishment) == (["人员!L2"] if told else [])
