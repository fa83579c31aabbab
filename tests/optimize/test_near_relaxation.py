"""Branch and bound near the relaxation gives what enumeration gives, however few columns are free at first."""

import math
from collections.abc import Iterator
from itertools import product

import pulp
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from bianzhi.errors import InfeasiblePlanError
from bianzhi.optimize import near_relaxation
from bianzhi.optimize.solver import Session

WEIGHTS = st.lists(st.integers(1, 40), min_size=8, max_size=8)
BUDGETS = st.lists(st.tuples(WEIGHTS, st.integers(20, 120)), min_size=1, max_size=3)


@pytest.fixture(autouse=True)
def _few_columns_at_first(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """So that tiny problems go through every step: the cheapest priced column, then three, then all."""
    monkeypatch.setattr(near_relaxation, "_NEAR", (0, 2))
    yield


def problem_of(budgets: list[tuple[list[int], int]], least: int = 0) -> tuple[pulp.LpProblem, list[pulp.LpVariable]]:
    """At least some of eight things, within each budget."""
    problem = pulp.LpProblem("budgets", pulp.LpMaximize)
    items = [problem.add_variable(f"x{number}", 0, 1, pulp.LpInteger) for number in range(8)]
    for number, (weights, most) in enumerate(budgets):
        problem.addConstraint(pulp.lpDot(weights, items) <= most, f"budget_{number}")
    problem.addConstraint(pulp.lpSum(items) >= least, "least")
    return problem, items


def best_of(budgets: list[tuple[list[int], int]], worth: list[int], least: int, maximize: bool) -> int | None:
    """The best worth of any choice, by enumeration."""
    totals = [
        sum(map(int.__mul__, worth, choice))
        for choice in product((0, 1), repeat=8)
        if sum(choice) >= least and all(sum(map(int.__mul__, weights, choice)) <= most for weights, most in budgets)
    ]
    return (max if maximize else min)(totals, default=None)


@given(BUDGETS, st.lists(WEIGHTS, min_size=1, max_size=3), st.integers(0, 4), st.booleans())
@settings(max_examples=150, deadline=None)
def test_every_solve_of_a_session_is_the_best_there_is(
    budgets: list[tuple[list[int], int]], worths: list[list[int]], least: int, maximize: bool
) -> None:
    """Value and bound are the best of all 256 choices; so is the next solve with other costs, on the same rows."""
    problem, items = problem_of(budgets, least)
    session = Session(problem, 10)
    for worth in worths:
        best = best_of(budgets, worth, least, maximize)
        if best is None:
            with pytest.raises(InfeasiblePlanError):
                session.optimize(pulp.lpDot(worth, items), maximize)
        else:
            solved = session.optimize(pulp.lpDot(worth, items), maximize)
            assert (solved.value, solved.bound) == (best, best)
            session.check_rows()


@given(BUDGETS, WEIGHTS, st.integers(0, 4))
@settings(max_examples=100, deadline=None)
def test_what_is_held_stays_held(budgets: list[tuple[list[int], int]], worth: list[int], least: int) -> None:
    """After the most worth is held, the fewest things that have it are the fewest of all choices."""
    most = best_of(budgets, worth, least, maximize=True)
    assume(most is not None)
    problem, items = problem_of(budgets, least)
    session = Session(problem, 10)
    value = session.optimize(pulp.lpDot(worth, items), maximize=True).value
    session.hold(pulp.lpDot(worth, items), value, "held")
    negative = [-each for each in worth]
    exactly = [*budgets, (worth, value), (negative, -value)]

    assert session.optimize(pulp.lpSum(items)).value == best_of(exactly, [1] * 8, least, maximize=False)


def test_no_solution_near_is_looked_for_farther_away() -> None:
    """The relaxation takes halves of a dear pair; the only whole choice is of two cheap things far from it."""
    problem, items = problem_of([([2, 2, 2, 2, 2, 2, 2, 2], 5)], least=2)
    problem.addConstraint(items[0] + items[1] == items[2] + items[3], "as many")
    problem.addConstraint(2 * items[0] + 2 * items[1] <= 1, "half")
    solved = Session(problem, 10).optimize(pulp.lpDot([9, 9, 9, 9, 1, 2, 3, 4], items), maximize=True)

    assert (solved.value, solved.bound) == (7, 7)
    assert [item.varValue for item in items] == [0, 0, 0, 0, 0, 0, 1, 1]


def test_where_presolve_fails_the_search_goes_on_without_it() -> None:
    """An instance on which HiGHS 1.12 gives up with presolve once the worth is held: eighteen, of six things at least."""
    budgets = [([1, 6, 5, 1, 6, 1, 9, 1], 20)]
    worth = [1, 5, 4, 1, 5, 1, 8, 2]
    problem, items = problem_of(budgets)
    session = Session(problem, 10)
    assert session.optimize(pulp.lpDot(worth, items), maximize=True).value == 18
    session.hold(pulp.lpDot(worth, items), 18, "held")
    fewest = session.optimize(pulp.lpSum(items))

    assert (fewest.value, fewest.bound) == (6, 6)


def test_a_bound_may_be_off_by_what_floating_point_costs() -> None:
    """A millionth, and 10⁻⁹ of large figures."""
    assert near_relaxation.slack(5) == 1e-6
    assert math.isclose(near_relaxation.slack(-3_000_000), 3e-3)
