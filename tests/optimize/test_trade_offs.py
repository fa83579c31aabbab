"""The curve of moves, remaining excess and fit: against every plan there is on tiny worlds."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, assume, given, settings

from bianzhi.domain.answers import CurvePoint
from bianzhi.domain.establishment import Establishment, FitScore
from bianzhi.domain.settings import PlanSettings
from bianzhi.optimize.alternatives import trade_offs
from bianzhi.optimize.alternatives.trade_offs import _undominated
from bianzhi.optimize.reallocation import reallocate
from bianzhi.optimize.reallocation.pairs import candidates
from tests.optimize.every_plan import every_plan, fit, size
from tests.optimize.random_worlds import small_worlds
from tests.worlds import DAY, agencies, but, plus, post


@pytest.mark.slow
@given(small_worlds(most_people=8))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])
def test_each_point_is_the_best_of_all_plans(district: Establishment) -> None:
    """At every number of moves the greatest fit there is; the last point is the plan."""
    found = candidates(district, DAY, PlanSettings())
    assume(1 < size(found) <= 2_000)
    plan = reallocate(district, DAY, PlanSettings())
    every = every_plan(district, found)
    expected = []
    for most in range(len(plan.moves) + 1):
        count = max(len(one) for one in every if len(one) <= most)
        best = max(fit(one) for one in every if len(one) == count)
        expected.append(CurvePoint(most, found.limits.total_excess - count, count, best))
    points = trade_offs(district, plan)

    assert points == tuple(point for point in expected if point.moves == point.at)
    assert (points[-1].moves, points[-1].fit) == (len(plan.moves), sum(move.fit.score for move in plan.moves))


def test_the_best_fit_of_few_moves_is_not_part_of_the_plan() -> None:
    """One move alone would take the best person to the best place; two moves together may do otherwise."""
    scores = {("A1", "B"): 90, ("A1", "C"): 80, ("A2", "B"): 70, ("A2", "C"): 10}
    rows = [FitScore(person, unit, "", points) for (person, unit), points in scores.items()]
    district = plus(agencies(A=(2, 0), B=(0, 1), C=(0, 1)), *rows)
    plan = reallocate(district, DAY, PlanSettings(leaving_share_percent=100))

    assert trade_offs(district, plan) == (
        CurvePoint(at=0, remaining=2, moves=0, fit=0),
        CurvePoint(at=1, remaining=1, moves=1, fit=90),
        CurvePoint(at=2, remaining=0, moves=2, fit=150),
    )


def test_excess_counts_before_fit() -> None:
    """A2 may go to B only, where A1 would fit far better: with two moves both go, for less fit than A1 alone would have."""
    scores = [FitScore(*row) for row in (("A1", "B", "", 100), ("A1", "C", "", 10), ("A2", "B", "", 10))]
    district = plus(agencies(A=(2, 0), B=(0, 1), C=(0, 1)), *scores, post("岗", "C", majors=("法学",)))
    district = but(district, A1={"major": "法学"})
    plan = reallocate(district, DAY, PlanSettings(leaving_share_percent=100))

    assert [(point.moves, point.remaining, point.fit) for point in trade_offs(district, plan)] == [
        (0, 2, 0),
        (1, 1, 100),
        (2, 0, 20),
    ]


def test_a_long_curve_has_twenty_five_points() -> None:
    """Thirty moves: both ends are there, and numbers rise."""
    district = agencies(A=(40, 10), B=(0, 30))
    plan = reallocate(district, DAY, PlanSettings(leaving_share_percent=100))
    points = trade_offs(district, plan)

    assert len(plan.moves) == 30 and len(points) == 25
    assert (points[0].at, points[-1].at) == (0, 30)
    assert [point.remaining + point.moves for point in points] == [30] * 25


def test_a_plan_of_no_moves_has_one_point() -> None:
    """Nobody is over: nothing to weigh up."""
    district = agencies(A=(5, 5), B=(5, 5))

    assert trade_offs(district, reallocate(district, DAY, PlanSettings())) == (CurvePoint(0, 0, 0, 0),)


def test_what_another_point_beats_is_left_out() -> None:
    """As many moves and as much left over with less fit; equal points stand once."""
    good = CurvePoint(at=1, remaining=1, moves=1, fit=90)

    assert _undominated((good, replace(good, fit=80))) == (good,)
    assert _undominated((good, replace(good, at=2))) == (good,)
    assert _undominated((good, replace(good, moves=2, remaining=0))) == (good, replace(good, moves=2, remaining=0))
