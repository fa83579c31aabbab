"""The whole solve: against brute force, against CBC, with and without pruning, and whatever the order of rows."""

from dataclasses import replace

import pulp
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

import bianzhi.optimize.reallocation.model_engine as solving
from bianzhi.domain.establishment import Establishment
from bianzhi.domain.plan import Plan, PlanStatus
from bianzhi.domain.settings import PlanSettings
from bianzhi.errors import SolverError
from bianzhi.optimize import solver
from bianzhi.optimize.reallocation import eligible_pairs, reallocate
from bianzhi.optimize.reallocation.pairs import candidates
from bianzhi.optimize.solver import Engine
from tests.optimize.brute_force import best
from tests.optimize.random_worlds import small_worlds
from tests.worlds import DAY, agencies

MANY = settings(
    max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much]
)


def lines(plan: Plan) -> list[tuple[str, str, str, str, int]]:
    """What a plan does, in comparable form."""
    return [(move.person, move.to_unit, move.to_category.value, move.place.post, move.place.row) for move in plan.moves]


def values(plan: Plan) -> tuple[int, ...]:
    """What the objectives reached."""
    return tuple(objective.value for objective in plan.objectives)


@given(small_worlds(most_people=9))
@MANY
def test_the_optimum_is_that_of_brute_force(district: Establishment) -> None:
    """All three objectives, on worlds where every constraint can bind."""
    pairs = candidates(district, DAY, PlanSettings()).pairs
    people = [sum(pair.person.id == who for pair in pairs) + 1 for who in {pair.person.id for pair in pairs}]
    size = 1
    for options in people:
        size *= options
    assume(len(pairs) > 0 and size <= 30_000)

    plan = reallocate(district, DAY, PlanSettings())

    assert plan.status is PlanStatus.OPTIMAL
    assert values(plan) == best(district, pairs)
    assert plan.excess_after == plan.excess_before - len(plan.moves)


@given(small_worlds())
@MANY
def test_cbc_finds_the_same_plan(district: Establishment) -> None:
    """Equal objectives, and by the tie-break the very same people and places."""
    first = reallocate(district, DAY, PlanSettings())
    second = reallocate(district, DAY, PlanSettings(), engine=Engine.CBC)

    assert values(first) == values(second)
    assert lines(first) == lines(second)


@given(small_worlds())
@MANY
def test_pruning_changes_nothing(district: Establishment) -> None:
    """The plan from all pairs is the plan from the pairs kept."""
    pruned = reallocate(district, DAY, PlanSettings(), engine=Engine.HIGHS)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(solving, "needed_pairs", lambda task: tuple(range(len(task.pairs))))
        whole = reallocate(district, DAY, PlanSettings(), engine=Engine.HIGHS)

    assert values(pruned) == values(whole)
    assert lines(pruned) == lines(whole)


@given(small_worlds(), st.randoms(use_true_random=False))
@settings(max_examples=40, deadline=None)
def test_the_order_of_people_does_not_matter(district: Establishment, random: st.DataObject) -> None:
    """The same people in another order of rows are given the same places."""
    shuffled = list(district.people)
    random.shuffle(shuffled)  # type: ignore[attr-defined]

    first = reallocate(district, DAY, PlanSettings())
    second = reallocate(replace(district, people=tuple(shuffled)), DAY, PlanSettings())

    assert sorted(lines(first)) == sorted(lines(second))


def test_every_move_is_an_eligible_pair() -> None:
    """``--pairs`` lists what the plan chooses from, with the same fit."""
    district = agencies(A=(13, 10), B=(8, 10), C=(9, 10))
    listed = {pair[:4]: pair[4] for pair in eligible_pairs(district, DAY, PlanSettings())}

    for move in reallocate(district, DAY, PlanSettings()).moves:
        assert listed[move.person, move.to_unit, move.to_category.value, move.place.post] == move.fit.score


def test_an_unproven_solution_is_not_called_optimal(monkeypatch: pytest.MonkeyPatch) -> None:
    """When the bound does not meet the value, the plan is only feasible and the gap shows."""
    real = solving.reach

    def loosened(*args: object) -> object:
        return tuple(replace(objective, bound=objective.bound - 1) for objective in real(*args))  # type: ignore[arg-type]

    monkeypatch.setattr(solving, "reach", loosened)
    plan = reallocate(agencies(A=(12, 10), B=(8, 10)), DAY, PlanSettings(), engine=Engine.HIGHS)

    assert plan.status is PlanStatus.FEASIBLE
    assert not plan.objectives[0].proven


def test_a_fractional_solution_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """A solver that returns halves is an error, never rounded."""
    problem = pulp.LpProblem("halves", pulp.LpMaximize)
    x = problem.add_variable("x", 0, 1, pulp.LpInteger)
    problem.setObjective(2 * x)

    def halve(_: solver.Session) -> float:
        x.varValue = 0.5
        return 1.0

    monkeypatch.setattr(solver.Session, "_with_highs", halve)
    with pytest.raises(SolverError, match="不是整数"):
        solver.solve(problem, 10)
