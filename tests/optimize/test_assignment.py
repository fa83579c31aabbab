"""Whole assignments as ledgers: the plan reaches the optimum that is known from elsewhere."""

from dataclasses import replace

import numpy
import pytest
from numpy.typing import NDArray
from scipy.optimize import linear_sum_assignment

from bianzhi.domain.establishment import Establishment, FitScore
from bianzhi.domain.plan import PlanStatus
from bianzhi.domain.settings import PlanSettings
from bianzhi.optimize.reallocation import reallocate
from bianzhi.optimize.solver import Engine
from tests.worlds import DAY, people, post, quota, unit, world

Costs = NDArray[numpy.int64]


def as_ledger(costs: Costs) -> Establishment:
    """One person a row, all in a unit that has no posts; one post a column, each in a unit of its own.

    匹配评分 is 100 − cost, so the greatest fit of moving everybody is the least cost of the assignment.
    """
    rows, columns = costs.shape
    targets = [f"U{column + 1}" for column in range(columns)]
    units = [unit("A"), quota("A", 0), *people("A", rows)]
    for code in targets:
        units += [unit(code), quota(code, 1), post("岗", code)]
    scores = tuple(
        FitScore(f"A{row + 1}", targets[column], "", 100 - int(costs[row, column]))
        for row in range(rows)
        for column in range(columns)
    )
    return replace(world(*units), fit_scores=scores)


def least_cost(costs: Costs) -> int:
    """The cost of the best assignment, by SciPy."""
    return int(costs[linear_sum_assignment(costs)].sum())


ALL_MAY_LEAVE = PlanSettings(leaving_share_percent=100)


def plan_cost(costs: Costs, engine: Engine | None = None) -> int:
    """The cost of the plan, which must be proven to be the best that moves everybody."""
    plan = reallocate(as_ledger(costs), DAY, ALL_MAY_LEAVE, engine=engine)
    assert plan.status is PlanStatus.OPTIMAL
    assert all(objective.proven for objective in plan.objectives)
    assert (plan.excess_after, len(plan.moves)) == (0, len(costs))
    assert len({move.to_unit for move in plan.moves}) == len(costs)
    return sum(100 - move.fit.score for move in plan.moves)


@pytest.mark.parametrize("seed", range(6))
def test_a_small_assignment_comes_out_at_its_optimum(seed: int) -> None:
    """Eight by eight, costs 0 to 100, by the default way and by the readable model."""
    costs = numpy.random.default_rng(seed).integers(0, 101, (8, 8))

    assert plan_cost(costs) == plan_cost(costs, Engine.HIGHS) == least_cost(costs)


@pytest.mark.slow
def test_an_assignment_of_a_hundred_comes_out_at_its_optimum() -> None:
    """A hundred by a hundred, costs 1 to 100, as in the published assign100 (whose optimum is 305)."""
    costs = numpy.random.default_rng(100).integers(1, 101, (100, 100))

    assert plan_cost(costs) == least_cost(costs)


def test_by_default_only_a_share_may_leave() -> None:
    """C38 holds of such a ledger as of any: three of eight, ⌈30 %⌉, and these the cheapest."""
    costs = numpy.random.default_rng(1).integers(0, 101, (8, 8))
    plan = reallocate(as_ledger(costs), DAY, PlanSettings())

    assert len(plan.moves) == 3
