"""层次职数: both sides of each threshold, and the exact cell."""

import pytest

from bianzhi.domain.establishment import Establishment
from bianzhi.domain.terms import Category, LeaderRank
from bianzhi.rules.level_posts import level_posts_within_quota, people_of_a_level_within_its_posts
from tests.rules.breaches import cells, messages
from tests.worlds import agencies, but, level, plus, quota

_CHIEF, _DEPUTY = "一级主任科员", "三级主任科员"


def ten(chiefs: int, deputies: int, **unit: object) -> Establishment:
    """Ten people in ten posts: some 正科, some 副科, the rest 科员; two posts of 正科 and three of 副科."""
    grades = [_CHIEF] * chiefs + [_DEPUTY] * deputies
    changed = but(agencies(A=(10, 10)), A=unit, **{f"A{n}": {"grade": grade} for n, grade in enumerate(grades, 1)})
    return plus(changed, level("A", "正科", 2), level("A", "副科", 3))


@pytest.mark.parametrize(("third", "found"), [(5, []), (6, ["层次职数!D2"])])
def test_level_posts_add_up_to_no_more_than_the_quota(third: int, found: list[str]) -> None:
    """2 + 3 + 5 are the ten posts; one more is too many, told at the first row."""
    establishment = plus(ten(0, 0), level("A", "科员", third))

    assert cells(level_posts_within_quota, establishment) == found


def test_levels_of_a_type_without_quota_are_over() -> None:
    """A has no support posts at all."""
    establishment = plus(agencies(A=(1, 1)), level("A", "科员", 1, Category.AGENCY_SUPPORT))

    assert "合计 1 名，核定编制 0 名，超 1 名" in messages(level_posts_within_quota, establishment)


def test_another_type_has_levels_of_its_own() -> None:
    """Ten and one administrative posts by level would be over; ten and one of two types are not."""
    establishment = plus(
        agencies(A=(1, 10)),
        quota("A", 1, Category.CIVIL_LIKE),
        level("A", "正科", 10),
        level("A", "正科", 1, Category.CIVIL_LIKE),
    )

    assert cells(level_posts_within_quota, establishment) == []


@pytest.mark.parametrize(("chiefs", "found"), [(2, []), (3, ["层次职数!D2"])])
def test_people_of_a_level_within_its_posts(chiefs: int, found: list[str]) -> None:
    """Two posts of 正科 hold two and not three."""
    assert cells(people_of_a_level_within_its_posts, ten(chiefs, 0)) == found


def test_every_level_over_is_told() -> None:
    """Three 正科 and four 副科 are one over each."""
    assert cells(people_of_a_level_within_its_posts, ten(3, 4)) == ["层次职数!D3", "层次职数!D2"]


def test_levels_that_are_not_listed_are_not_limited() -> None:
    """The other people are 科员, of whom no row speaks."""
    assert cells(people_of_a_level_within_its_posts, ten(0, 0)) == []


def test_a_leader_counts_by_rank_and_not_by_grade() -> None:
    """A leader of 乡科级正职 takes a post of 正科, whatever his grade."""
    leading = {"is_leader": True, "leader_rank": LeaderRank.TOWNSHIP_HEAD}

    assert cells(people_of_a_level_within_its_posts, but(ten(2, 0), A9=leading)) == ["层次职数!D2"]


def test_rows_of_one_level_add_up() -> None:
    """A third post of 正科 in a second row holds the third 正科."""
    assert cells(people_of_a_level_within_its_posts, plus(ten(3, 0), level("A", "正科", 1))) == []


def test_in_a_unit_with_substitution_the_higher_may_hold_posts_of_the_lower() -> None:
    """Three 正科 and two 副科 hold the five posts together; three and three do not, nor may four 副科 hold posts of 正科."""
    assert cells(people_of_a_level_within_its_posts, ten(3, 2, high_on_low=True)) == []
    assert cells(people_of_a_level_within_its_posts, ten(3, 3, high_on_low=True)) == ["层次职数!D2"]
    assert cells(people_of_a_level_within_its_posts, ten(0, 4, high_on_low=True)) == ["层次职数!D3"]
