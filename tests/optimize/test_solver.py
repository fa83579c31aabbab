"""Values and bounds come from the solver's own figures, exactly."""

import pulp
import pytest

from bianzhi.errors import InfeasiblePlanError, SolverError
from bianzhi.optimize.solver import Engine, Session, Solved, solve


def knapsack(constant: int = 0) -> tuple[pulp.LpProblem, list[pulp.LpVariable]]:
    """Most of 3a + 4b + 5c within 2a + 3b + 4c ≤ 6: a and c make 8."""
    problem = pulp.LpProblem("knapsack", pulp.LpMaximize)
    items = [problem.add_variable(name, 0, 1, pulp.LpInteger) for name in "abc"]
    problem.setObjective(pulp.lpDot((3, 4, 5), items) + constant)
    problem.addConstraint(pulp.lpDot((2, 3, 4), items) <= 6, "weight")
    return problem, items


def reached(solved: Solved) -> tuple[int, int]:
    """Value and bound."""
    return solved.value, solved.bound


@pytest.mark.parametrize("engine", list(Engine))
@pytest.mark.parametrize("constant", [0, 7, -3])
def test_a_constant_counts_in_value_and_bound(engine: Engine, constant: int) -> None:
    """Both engines say 8 and the constant."""
    problem, items = knapsack(constant)

    assert reached(solve(problem, 10, engine)) == (8 + constant, 8 + constant)
    assert [item.varValue for item in items] == [1, 0, 1]


def test_a_session_holds_what_was_reached() -> None:
    """With 8 held, the fewest items are two; solving again and afresh says the same."""
    problem, items = knapsack()
    session = Session(problem, 10)
    first = problem.objective
    assert reached(session.optimize(first, maximize=True)) == (8, 8)
    session.hold(first, 8, "held")

    assert reached(session.optimize(pulp.lpSum(items))) == (2, 2)
    assert reached(session.optimize(items[1] + 0)) == (0, 0)
    session.check_rows()
    assert reached(solve(problem, 10)) == (0, 0)


def test_contradiction_is_an_error() -> None:
    """No solution, no plan."""
    problem, items = knapsack()
    problem.addConstraint(items[0] + items[1] >= 3, "too much")

    for engine in Engine:
        with pytest.raises(InfeasiblePlanError) as caught:
            solve(problem, 10, engine)
        assert "要求冲突" in caught.value.hint and "份额" in caught.value.hint


def test_a_broken_row_is_an_error() -> None:
    """Every row is checked again in whole numbers."""
    problem, items = knapsack()
    session = Session(problem, 10)
    session.optimize(problem.objective, maximize=True)
    items[1].varValue = 1

    with pytest.raises(SolverError, match="weight"):
        session.check_rows()


def test_nothing_to_decide() -> None:
    """A problem without variables is solved by doing nothing."""
    assert reached(solve(pulp.LpProblem("empty", pulp.LpMinimize), 10)) == (0, 0)
