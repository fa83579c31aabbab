"""层次职数 (C51) and 领导职数 (C34): who comes needs a post of his level, and a leader a leadership post of his kind."""

from dataclasses import replace
from typing import Any

import pytest

from bianzhi.domain.establishment import Establishment, LevelPosts
from bianzhi.domain.settings import PlanSettings
from bianzhi.domain.terms import Category, LeaderRank, LeadershipKind
from bianzhi.optimize.reallocation import reallocate
from bianzhi.optimize.reallocation.leader_rows import leaders_find_leadership_posts
from bianzhi.optimize.reallocation.level_rows import arrivals_find_posts_of_their_level, level_vacancies
from bianzhi.optimize.reallocation.limits import Limits
from tests.optimize.holding import holds
from tests.worlds import DAY, leadership, people, person, post, quota, section, unit, world

CHIEF, DEPUTY, STAFF = "一级主任科员", "三级主任科员", "一级科员"
LEADERS_MOVE = PlanSettings(constraints_off={"C19": "试点"})


def levels(*grades: str, high_on_low: bool = False, **posts: int) -> Establishment:
    """A, ten people of every grade over its quota, and B, where some sit already and 层次职数 are as given."""
    pool = [
        *people("A", 3, grade=CHIEF),
        *(person(f"D{n}", grade=DEPUTY) for n in range(1, 4)),
        *(person(f"S{n}", grade=STAFF) for n in range(1, 4)),
    ]
    present = [person(f"B{n}", "B", grade=grade) for n, grade in enumerate(grades, 1)]
    rows = tuple(LevelPosts("B", Category.ADMINISTRATIVE, level, count) for level, count in posts.items())
    district = world(unit("A"), unit("B", high_on_low=high_on_low), quota("A", 0), quota("B", 9), *pool, *present)
    return replace(district, level_posts=rows)


def vacancies(district: Establishment) -> dict[str, int]:
    """What ``level_vacancies`` says of B."""
    return dict(level_vacancies(Limits(district, DAY, PlanSettings()), ("B", Category.ADMINISTRATIVE)))


def test_each_level_takes_its_vacancies() -> None:
    """One of 正科 sits in one of two posts: one more fits, not two; 科员 are not listed and not limited."""
    district = levels(CHIEF, 正科=2, 副科=1)

    assert holds(arrivals_find_posts_of_their_level, district, ("A1>B", "D1>B", "S1>B", "S2>B", "S3>B"))
    assert not holds(arrivals_find_posts_of_their_level, district, ("A1>B", "A2>B"))
    assert not holds(arrivals_find_posts_of_their_level, district, ("D1>B", "D2>B"))


def test_higher_people_take_lower_vacancies_only_where_the_unit_allows() -> None:
    """No post of 正科 is free, two of 副科 are: with 高职低配 two may come, of whichever of the two levels, and not three."""
    strict, loose = levels(正科=0, 副科=2), levels(正科=0, 副科=2, high_on_low=True)

    assert not holds(arrivals_find_posts_of_their_level, strict, ("A1>B",))
    assert holds(arrivals_find_posts_of_their_level, loose, ("A1>B", "A2>B"))
    assert holds(arrivals_find_posts_of_their_level, loose, ("A1>B", "D1>B"))
    assert not holds(arrivals_find_posts_of_their_level, loose, ("A1>B", "D1>B", "D2>B"))


def test_lower_people_never_take_higher_vacancies() -> None:
    """Two posts of 正科 are free, none of 副科."""
    for high_on_low in (False, True):
        district = levels(正科=2, 副科=0, high_on_low=high_on_low)
        assert holds(arrivals_find_posts_of_their_level, district, ("A1>B", "A2>B"))
        assert not holds(arrivals_find_posts_of_their_level, district, ("D1>B",))


@pytest.mark.parametrize(("high_on_low", "free"), [(False, {"正科": 0, "副科": 2}), (True, {"正科": 0, "副科": 1})])
def test_who_is_too_many_sits_on_the_next_lower_level(high_on_low: bool, free: dict[str, int]) -> None:
    """Two of 正科 in one post: the second holds a post of 副科 where 高职低配 is allowed, and one of 科员 holds neither."""
    assert vacancies(levels(CHIEF, CHIEF, STAFF, high_on_low=high_on_low, 正科=1, 副科=2)) == free


def test_a_plan_with_levels_is_explained() -> None:
    """Nine are over, B has room for nine but posts for one 正科 and no 副科; the three 科员 are not limited."""
    everyone = PlanSettings(leaving_share_percent=100)
    plan = reallocate(levels(正科=1, 副科=0), DAY, everyone)

    assert sorted(move.person[0] for move in plan.moves) == ["A", "S", "S", "S"]
    assert "没有副科层次的职数的3人" in plan.remaining[0].why


def leaders(*rows: Any, **changes: Any) -> Establishment:
    """A, abolished, with two 乡科级正职, two 乡科级副职 and a clerk; B, a 正科级 unit."""
    heads = [person(f"H{n}", is_leader=True, leader_rank=LeaderRank.TOWNSHIP_HEAD) for n in (1, 2)]
    deputies = [person(f"V{n}", is_leader=True, leader_rank=LeaderRank.TOWNSHIP_DEPUTY) for n in (1, 2)]
    target = unit("B", **{"rank": "正科级", **changes})
    return world(unit("A"), target, quota("A", 0), quota("B", 9), *heads, *deputies, person("p"), *rows)


def leads(district: Establishment, *moves: str) -> bool:
    """Whether C34 holds for some moves when leaders may move."""
    return holds(leaders_find_leadership_posts, district, moves, LEADERS_MOVE)


def test_leaders_find_posts_of_their_kind() -> None:
    """One post for a head, one for a deputy: one of each may come, not two of one; others are not counted."""
    district = leaders(leadership("B", LeadershipKind.UNIT_HEAD, 1), leadership("B", LeadershipKind.UNIT_DEPUTY, 1))

    assert leads(district, "H1>B", "V1>B", "p>B")
    assert not leads(district, "H1>B", "H2>B")
    assert not leads(district, "V1>B", "V2>B")


def test_a_unit_that_lists_one_kind_has_none_of_the_other() -> None:
    """Only 单位副职 are listed: no head may come. A unit that lists nothing is not limited."""
    assert not leads(leaders(leadership("B", LeadershipKind.UNIT_DEPUTY, 2)), "H1>B")
    assert leads(leaders(), "H1>B", "H2>B", "V1>B")


def test_present_leaders_hold_their_posts() -> None:
    """B's deputy is in the one post there is; where there are two deputies already, nobody is asked to go."""
    sitting = [person(f"B{n}", "B", is_leader=True, leader_rank=LeaderRank.TOWNSHIP_DEPUTY) for n in (1, 2)]
    one_post = leadership("B", LeadershipKind.UNIT_DEPUTY, 1)

    assert not leads(leaders(sitting[0], one_post), "V1>B")
    assert leads(leaders(*sitting, one_post))
    assert leads(leaders(sitting[0], leadership("B", LeadershipKind.UNIT_DEPUTY, 2)), "V1>B")


def test_heads_and_deputies_are_counted_together_where_they_cannot_be_told() -> None:
    """B's 机构规格 is not given: two posts in all, so two leaders of any rank and not three."""
    posts = leadership("B", LeadershipKind.UNIT_HEAD, 1), leadership("B", LeadershipKind.UNIT_DEPUTY, 1)
    district = leaders(*posts, rank="")

    assert leads(district, "H1>B", "H2>B")
    assert not leads(district, "H1>B", "H2>B", "V1>B")


def test_a_post_in_a_section_makes_a_section_leader() -> None:
    """B's section has one leadership post of its own; a deputy of lower rank than the unit leads it, a head the unit."""
    rows = (section("S", "B", heads=1, deputies=0), post("岗", "B", 9, section="S"))
    district = leaders(*rows, leadership("B", LeadershipKind.UNIT_HEAD, 1))

    assert leads(district, "V1>B")
    assert not leads(district, "V1>B", "V2>B")
    assert leads(district, "H1>B", "V1>B")
    assert not leads(district, "H1>B", "H2>B")


def test_leaders_of_sections_of_a_county_level_unit_are_told_apart() -> None:
    """In a 正处级 unit a 乡科级正职 heads a section: two posts for heads, none for deputies."""
    rows = (section("S", "B"), post("岗", "B", 9, section="S"), leadership("B", LeadershipKind.SECTION_HEAD, 2))
    district = leaders(*rows, rank="正处级")

    assert leads(district, "H1>B", "H2>B")
    assert not leads(district, "V1>B")


def test_by_default_no_leader_moves_at_all() -> None:
    """C19 locks them; switched off, the plan moves as many as there are posts for, and tells of the others."""
    district = leaders(leadership("B", LeadershipKind.UNIT_HEAD, 1), leadership("B", LeadershipKind.UNIT_DEPUTY, 1))
    usual = reallocate(district, DAY, PlanSettings(leaving_share_percent=100))
    trial = reallocate(district, DAY, replace(LEADERS_MOVE, leaving_share_percent=100))

    assert [move.person for move in usual.moves] == ["p"]
    assert sorted(move.person[0] for move in trial.moves) == ["H", "V", "p"]
    assert "领导职数" in trial.remaining[0].why
