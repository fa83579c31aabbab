"""人岗相适: each part moves the score the right way, and the parts add up to it."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from bianzhi.domain.establishment import Establishment, FitScore
from bianzhi.domain.settings import FitWeights
from bianzhi.domain.terms import Willingness
from bianzhi.optimize.fit import PART_NAMES, FitScale
from tests.optimize.holding import openings_of
from tests.worlds import DAY, person, post, quota, unit, world


def district(**changes: object) -> Establishment:
    """One person in A, a vacancy in the finance bureau B."""
    return world(unit("A"), unit("B", functions=("财政",)), quota("B", 2), person("p", "A", **changes))


def score(here: Establishment, weights: FitWeights | None = None, number: int = 0) -> int:
    """The person's fit to one place of B."""
    return FitScale(here, DAY, weights or FitWeights()).score(here.person["p"], openings_of(here)[number])


def part(here: Establishment, name: str) -> int:
    """One part of the person's fit."""
    fit = FitScale(here, DAY, FitWeights()).fit(here.person["p"], openings_of(here)[0])
    return next(each.score for each in fit.parts if each.name == name)


def test_parts_follow_what_the_ledger_says() -> None:
    """An accountant fits finance better than a doctor does; so do experience, wishes and degrees."""
    assert part(district(major="会计学"), "专业") > part(district(), "专业") > part(district(major="临床医学"), "专业")
    assert part(district(specialties=("财政",)), "经历") > part(district(specialties=("审计",)), "经历")
    assert part(district(specialties=("审计",)), "经历") > part(district(specialties=("园林",)), "经历")
    assert part(district(wished_units=("B",)), "意愿") == 100
    assert part(district(willingness=Willingness.WILLING), "意愿") > part(district(), "意愿")
    assert part(district(willingness=Willingness.UNWILLING), "意愿") == 0
    assert part(district(education="硕士研究生"), "学历") > part(district(education="大专"), "学历")


def test_the_young_fit_an_older_unit() -> None:
    """B's people are older than the person: it gains by him."""
    older = world(*district().units, quota("B", 3), person("p", "A"), person("b", "B", birth=DAY.replace(year=1970)))
    younger = world(*district().units, quota("B", 3), person("p", "A"), person("b", "B", birth=DAY.replace(year=1999)))

    assert part(older, "年龄结构") > 50 > part(younger, "年龄结构")


def test_the_total_is_the_weighted_mean_rounded_half_up() -> None:
    """Worked by hand from the parts shown."""
    here = district(major="会计学", education="大学")
    fit = FitScale(here, DAY, FitWeights()).fit(here.person["p"], openings_of(here)[0])
    exact = sum(each.score * each.weight for each in fit.parts) / sum(each.weight for each in fit.parts)

    assert [each.name for each in fit.parts] == list(PART_NAMES)
    assert fit.score == int(exact + 0.5)
    assert fit.score == score(here)


def test_only_the_weighted_part_counts() -> None:
    """With all weight on the wish, the wish is the score."""
    only_wish = FitWeights(major=0, education=0, experience=0, certificates=0, grade=0, wish=7, age=0)

    assert score(district(wished_units=("B",)), only_wish) == 100
    assert score(district(willingness=Willingness.UNWILLING), only_wish) == 0


def test_the_office_s_own_score_replaces_it() -> None:
    """For the named post where there is one, for every place of the unit where the post is left empty."""
    here = replace(district(), posts=(post("会计岗", "B", 1),))
    scored = replace(here, fit_scores=(FitScore("p", "B", "", 33), FitScore("p", "B", "会计岗", 88)))

    assert score(scored, number=0) == 88
    assert score(scored, number=1) == 33
    fit = FitScale(scored, DAY, FitWeights()).fit(scored.person["p"], openings_of(scored)[0])
    assert [each.name for each in fit.parts] == ["单位评分"]


@given(
    st.builds(FitWeights, *[st.integers(0, 50) for _ in PART_NAMES[:-1]], st.integers(1, 50)),
    st.sampled_from(("会计学", "临床医学", "")),
    st.sampled_from(("博士研究生", "小学", "")),
)
def test_every_score_lies_between_0_and_100(weights: FitWeights, major: str, education: str) -> None:
    """Whatever the weights."""
    assert 0 <= score(district(major=major, education=education), weights) <= 100
