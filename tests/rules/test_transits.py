"""B2xx 在途变动: against vacancies, roster and calendar; both sides of each threshold, and the exact cell."""

from datetime import date, timedelta

import pytest

from bianzhi.domain.terms import Category, PersonState
from bianzhi.rules.transits import (
    people_in_transit_are_where_they_come_from,
    promised_entries_fit_the_vacancies,
    transits_end_when_they_take_effect,
)
from tests.rules.breaches import cells, messages
from tests.worlds import DAY, agencies, but, coming, going, plus


@pytest.mark.parametrize(("promised", "found"), [(2, []), (3, ["在途变动!D2"])])
def test_promised_entries_fit_the_vacancies(promised: int, found: list[str]) -> None:
    """Eight people in ten posts: two may be promised, three may not."""
    establishment = plus(agencies(A=(8, 10)), coming("A", promised))

    assert cells(promised_entries_fit_the_vacancies, establishment) == found


def test_promises_of_several_rows_add_up_and_name_the_first() -> None:
    """Two and two in a cell with three vacancies are one too many."""
    establishment = plus(agencies(A=(7, 10)), coming("A", 2), coming("A", 2))

    assert cells(promised_entries_fit_the_vacancies, establishment) == ["在途变动!D2"]
    assert messages(promised_entries_fit_the_vacancies, establishment) == (
        "区A局行政编制核定 10 名，实有 7 人，在途调出 0 人，在途调入 4 人，到位后超编 1 人。"
    )


def test_who_departs_makes_room() -> None:
    """Ten in ten posts, one on the way out: one may be promised; of a cell over quota already, nobody may."""
    assert cells(promised_entries_fit_the_vacancies, plus(agencies(A=(10, 10)), going("A"), coming("A"))) == []
    over = plus(agencies(A=(12, 10)), going("A"), coming("A"))
    assert "到位后超编 1 人" in messages(promised_entries_fit_the_vacancies, over)


def test_a_cell_over_quota_without_promises_is_not_this_rule_s_business() -> None:
    """B201 tells of it."""
    assert cells(promised_entries_fit_the_vacancies, plus(agencies(A=(12, 10)), going("A"))) == []


def test_another_type_has_vacancies_of_its_own() -> None:
    """Room among administrative posts is none among support posts."""
    establishment = plus(agencies(A=(5, 10)), coming("A", 1, category=Category.AGENCY_SUPPORT))

    assert cells(promised_entries_fit_the_vacancies, establishment) == ["在途变动!D2"]


@pytest.mark.parametrize(("days", "found"), [(1, []), (0, ["在途变动!E2"]), (-1, ["在途变动!E2"])])
def test_transits_end_when_they_take_effect(days: int, found: list[str]) -> None:
    """Tomorrow it is under way; from its effective day on the roster should show it."""
    establishment = plus(agencies(A=(2, 3)), coming("A", effective_on=DAY + timedelta(days=days)))

    assert cells(transits_end_when_they_take_effect, establishment) == found


def test_a_transit_without_a_day_is_under_way() -> None:
    """Nothing has passed."""
    assert cells(transits_end_when_they_take_effect, plus(agencies(A=(2, 3)), going("A"))) == []


def test_the_person_is_named_where_the_row_names_one() -> None:
    """So that the clerk need not look it up."""
    establishment = plus(agencies(A=(2, 3)), going("A", person="A1", effective_on=date(2026, 1, 1)))

    assert messages(transits_end_when_they_take_effect, establishment) == (
        "区A局行政编制在途调出某A1（A1），生效日期2026年1月1日已到。"
    )


def test_who_leaves_is_counted_where_he_leaves() -> None:
    """A1 of A may leave A; not B, and not another type of A, and not once he is retired."""
    establishment = agencies(A=(2, 2), B=(2, 2))
    rule = people_in_transit_are_where_they_come_from

    assert cells(rule, plus(establishment, going("A", person="A1"))) == []
    assert cells(rule, plus(establishment, going("B", person="A1"))) == ["在途变动!F2"]
    assert cells(rule, plus(establishment, going("A", person="A1", category=Category.AGENCY_SUPPORT))) == [
        "在途变动!F2"
    ]
    retired = but(establishment, A1={"state": PersonState.RETIRED})
    assert "不计入该处" in messages(rule, plus(retired, going("A", person="A1")))


def test_who_comes_is_not_there_yet() -> None:
    """A1 may be promised to B; promised to A he would be counted twice."""
    establishment = agencies(A=(2, 2), B=(2, 3))
    rule = people_in_transit_are_where_they_come_from

    assert cells(rule, plus(establishment, going("A", person="A1"), coming("B", person="A1"))) == []
    assert cells(rule, plus(establishment, coming("A", person="A1"))) == ["在途变动!F2"]


def test_nobody_leaves_twice() -> None:
    """The second row is the one to look at."""
    establishment = plus(agencies(A=(2, 2)), going("A", person="A1"), going("A", person="A1"))

    assert cells(people_in_transit_are_where_they_come_from, establishment) == ["在途变动!F3"]
