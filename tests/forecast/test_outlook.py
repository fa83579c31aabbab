"""Retirements month by month, and what is then over or vacant."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bianzhi.domain.establishment import Establishment
from bianzhi.domain.terms import Category, RetirementCategory, Sex
from bianzhi.errors import SettingsError
from bianzhi.forecast import outlook
from tests.optimize.random_worlds import small_worlds
from tests.worlds import DAY, agencies, but, person, quota, unit, world

ADMIN = Category.ADMINISTRATIVE


def test_who_is_due_leaves_in_his_month() -> None:
    """A man born in May 1966 retires in October 2026 (60 years and 4 months and one): in post in September, gone in October."""
    here = but(agencies(A=(3, 2)), A1={"birth": date(1966, 5, 1)})
    found = outlook(here, date(2026, 9, 15), 3)

    months = {f"{month:%Y-%m}": figures for month, figures in zip(found.months, found.cells["A", ADMIN], strict=True)}
    assert found.retirements[0].person == "A1"
    assert f"{found.retirements[0].month:%Y-%m}" == "2026-10"
    assert (months["2026-09"].in_post, months["2026-09"].excess, months["2026-09"].retired) == (3, 1, 0)
    assert (months["2026-10"].in_post, months["2026-10"].excess, months["2026-10"].retired) == (2, 0, 1)


def test_flexible_retirement_is_a_range() -> None:
    """At most three years either way, and never before the old age of 60."""
    here = world(unit("A"), quota("A", 2), person("a", birth=date(1966, 5, 1)), person("b", birth=date(1980, 1, 1)))
    found = {each.person: each for each in outlook(here, DAY, 1).retirements}

    assert (f"{found['a'].earliest:%Y-%m}", f"{found['a'].latest:%Y-%m}") == ("2026-05", "2029-10")
    assert f"{found['b'].month:%Y-%m}" == "2043-01"
    assert f"{found['b'].earliest:%Y-%m}" == "2040-01"


def test_who_should_have_gone_leaves_first() -> None:
    """到龄未退: past the month already; counted as leaving in the first month, and listed apart."""
    here = but(agencies(A=(2, 2)), A1={"birth": date(1960, 1, 1)})
    found = outlook(here, DAY, 2)

    assert [each.person for each in found.overdue] == ["A1"]
    assert found.due_within(12) == ()
    assert [figures.in_post for figures in found.cells["A", ADMIN]] == [1, 1]


def test_due_lists_end_at_their_month() -> None:
    """Born in May 1966: due in October 2026. From July that is within three months, from June it is not."""
    here = but(agencies(A=(1, 1)), A1={"birth": date(1966, 5, 1)})

    assert len(outlook(here, date(2026, 7, 31), 1).due_within(3)) == 1
    assert outlook(here, date(2026, 6, 1), 1).due_within(3) == ()


def test_the_kind_of_retirement_decides() -> None:
    """A woman of 事业 or 机关 at 55 and delay; as 女50 on a worker's post; as 女60 with the men's table."""
    for kind, month in (
        (RetirementCategory.WOMEN_55, "2028-06"),
        (RetirementCategory.WOMEN_50, "2022-09"),
        (RetirementCategory.WOMEN_60, "2034-09"),
    ):
        here = but(agencies(A=(1, 1)), A1={"birth": date(1972, 9, 1), "sex": Sex.FEMALE, "retirement_category": kind})
        assert f"{outlook(here, DAY, 1).retirements[0].month:%Y-%m}" == month


def test_people_of_unknown_age_stay_and_are_named() -> None:
    """Nothing is guessed about them."""
    here = but(agencies(A=(1, 1)), A1={"birth": None})
    found = outlook(here, DAY, 12)

    assert found.unknown == ("A1",)
    assert found.cells["A", ADMIN][-1].in_post == 1


@pytest.mark.parametrize("months", [0, 601])
def test_months_out_of_range_are_refused(months: int) -> None:
    """One to 600."""
    with pytest.raises(SettingsError, match="预测月数"):
        outlook(agencies(A=(1, 1)), DAY, months)


@given(small_worlds(), st.integers(1, 240))
@settings(max_examples=60, deadline=None)
def test_figures_tie_month_by_month(district: Establishment, months: int) -> None:
    """In post falls by exactly who retires; excess and vacancies follow from it and the quota; nobody is lost."""
    found = outlook(district, DAY, months)
    for cell, figures in found.cells.items():
        before, posts = district.in_post.get(cell, 0), district.authorized.get(cell, 0)
        for month in figures:
            assert month.in_post == before - month.retired >= 0
            assert month.excess - month.vacancies == month.in_post - posts
            assert min(month.excess, month.vacancies) == 0
            before = month.in_post
    left = sum(figures[-1].in_post for figures in found.cells.values())
    gone = sum(each.months < months for each in found.retirements)
    assert left + gone == sum(district.in_post.values())
