"""Levels, leadership posts and relatives: what a plan may not bring about."""

from typing import Any

import pytest

from bianzhi.domain.establishment import Establishment
from bianzhi.domain.plan_columns import MoveColumn
from bianzhi.domain.settings import PlanSettings
from bianzhi.domain.terms import (
    Category,
    LeaderRank,
    LeadershipKind,
    UnitKind,
)
from tests.plan_papers import at, move
from tests.rules.plans_by_hand import (
    TO_UNIT,
    moved,
    off,
    on,
    told,
    two_over,
)
from tests.worlds import (
    agencies,
    but,
    institutions,
    kin,
    leadership,
    level,
    plus,
    post,
    section,
)


@pytest.mark.parametrize(("deputies", "found"), [(1, []), (2, [at(TO_UNIT, 2)])])
def test_arrivals_find_posts_of_their_level(deputies: int, found: list[str]) -> None:
    """One post of 副科 is vacant in B, so one 三级主任科员 may come; 科员, of whom no row speaks, as many as fit."""
    grades = {f"A{number}": {"grade": "三级主任科员"} for number in range(1, deputies + 1)}
    place = plus(but(agencies(A=(14, 10), B=(7, 10)), B1={"grade": "三级主任科员"}, **grades), level("B", "副科", 2))

    assert told("P529", place, *moved(place, 3)) == found


def test_with_substitution_the_higher_take_vacancies_of_the_lower() -> None:
    """B has one vacancy of 正科 and one of 副科: two 正科 may come only where the unit allows 高职低配; three never."""
    chiefs = {f"A{number}": {"grade": "一级主任科员"} for number in range(1, 4)}
    place = plus(but(agencies(A=(14, 10), B=(7, 10)), **chiefs), level("B", "正科", 1), level("B", "副科", 1))
    allowing = but(place, B={"high_on_low": True})

    assert told("P529", place, *moved(place, 1)) == []
    assert told("P529", place, *moved(place, 2)) == [at(TO_UNIT, 2)]
    assert told("P529", allowing, *moved(allowing, 2)) == []
    assert told("P529", allowing, *moved(allowing, 3)) == [at(TO_UNIT, 3)]


def test_leaders_find_leadership_posts() -> None:
    """Leaders stay by default; with C19 off one finds the free post of a deputy, two do not, unless C34 is off too."""
    leading = {"is_leader": True, "leader_rank": LeaderRank.TOWNSHIP_DEPUTY}
    place = plus(
        but(two_over(), A1=leading, A2=leading, A={"rank": "正科级"}, B={"rank": "正科级"}),
        *(leadership("B", LeadershipKind.UNIT_HEAD, 1), leadership("B", LeadershipKind.UNIT_DEPUTY, 1)),
    )

    assert told("P531", place, *moved(place, 1)) == [at(MoveColumn.PERSON)]
    assert told("P531", place, *moved(place, 1), asked=off("C19")) == []
    assert told("P530", place, *moved(place, 1), asked=off("C19")) == []
    assert told("P530", place, *moved(place, 2), asked=off("C19")) == [at(TO_UNIT, 2)]
    assert told("P530", place, *moved(place, 2), asked=off("C19", "C34")) == []


def test_a_section_s_own_leadership_posts_count_too() -> None:
    """A post of a section without a free leadership post takes no leader."""
    leading = {"is_leader": True}
    posts = plus(two_over(), section("SB", "B", heads=0, deputies=0), post("岗", "B", section="SB"))
    place = but(posts, A1=leading)

    assert told("P530", place, move(place, "A1", "B", post="岗"), asked=off("C19")) == [at(TO_UNIT)]
    one = but(place, SB={"heads": 1})
    assert told("P530", one, move(one, "A1", "B", post="岗"), asked=off("C19")) == []


def institution_with_relative(**changes: Any) -> Establishment:
    """C is two over; D, an institution too, has a relative of C1 in section SD, and a post in each of two sections."""
    place = institutions(C=(4, 2), D=(2, 6))
    more = (
        *(section("SD", "D", name="业务科"), section("SE", "D", name="财务科"), section("SF", "D", name="综合科")),
        *(post(name, "D", 1, Category.FULLY_FUNDED, section=name) for name in ("SD", "SE", "SF")),
        kin("C1", "D1"),
    )
    return but(plus(place, *more), D1={"section": "SD", **changes})


@pytest.mark.parametrize(
    ("to", "relative", "found"),
    [
        ("SF", {}, []),
        ("SD", {}, [at(TO_UNIT)]),
        ("SE", {}, [at(TO_UNIT)]),
        ("SF", {"is_leader": True}, [at(TO_UNIT)]),
        ("SF", {"section": "SE"}, [at(TO_UNIT)]),
        ("", {}, []),
    ],
    ids=["another section", "one section", "guarded section", "a leader", "relative guarded", "no section"],
)
def test_relatives_in_institutions_are_apart_where_the_office_asks_for_it(
    to: str, relative: dict[str, Any], found: list[str]
) -> None:
    """Under C15 only one section, a leader or a guarded post bar; without it any relative in the unit does."""
    place = institution_with_relative(**relative)
    step = move(place, "C1", "D", post=to)

    assert told("P559", place, step, asked=on("C15")) == found
    assert told("P551", place, step, asked=on("C15")) == []
    assert told("P551", place, step) == [at(TO_UNIT)]
    assert told("P551", place, step, asked=off("C14")) == []


def test_in_discipline_and_justice_relatives_never_meet_where_the_office_asks_for_it() -> None:
    """C16 holds there though C14 is off, and nowhere else."""
    court = but(plus(two_over(), kin("A1", "B1")), B={"kind": UnitKind.DISCIPLINE})
    strict = PlanSettings(constraints_on={"C16": "试"}, constraints_off={"C14": "试"})

    assert told("P560", court, *moved(court, 1), asked=strict) == [at(TO_UNIT)]
    assert told("P560", court, *moved(court, 1), asked=off("C14")) == []
    plain = plus(two_over(), kin("A1", "B1"))
    assert told("P560", plain, *moved(plain, 1), asked=strict) == []
