"""A solve that nobody waits for any more is left; one that somebody waits for finds what it would have found anyway."""

import random

import pulp
import pytest

from bianzhi.optimize.solver import Session, shadow_prices
from bianzhi.stopping import StoppedError, stoppable


class Asked:
    """Says to stop from some question on, and counts the questions."""

    def __init__(self, patience: int) -> None:
        self.patience = patience
        self.questions = 0

    def __call__(self) -> bool:
        """Whether to stop."""
        self.questions += 1
        return self.questions > self.patience


def market_split(rows: int = 5, columns: int = 40) -> pulp.LpProblem:
    """Splitting retailers in exact halves for several products: branch and bound takes hours over forty of them."""
    dice = random.Random(1)
    problem = pulp.LpProblem("split", pulp.LpMinimize)
    taken = [problem.add_variable(f"x{number:02d}", 0, 1, pulp.LpInteger) for number in range(columns)]
    off = []
    for row in range(rows):
        weights = [dice.randint(0, 99) for _ in taken]
        over, under = (problem.add_variable(f"{name}{row}", 0, 4000, pulp.LpInteger) for name in ("over", "under"))
        off += [over, under]
        problem.addConstraint(pulp.lpDot(weights, taken) + over - under == sum(weights) // 2, f"row{row}")
    problem.setObjective(pulp.lpSum(off))
    return problem


@pytest.mark.parametrize("patience", [0, 1, 40])
def test_branch_and_bound_is_left_within_a_few_questions(patience: int) -> None:
    """It would use its whole hour; asked to stop, it asks a few times more at most, and the solve ends with no answer."""
    problem, asked = market_split(), Asked(patience)
    session = Session(problem, 3600)
    with pytest.raises(StoppedError), stoppable(asked):
        session.optimize(problem.objective)

    assert patience < asked.questions <= patience + 5


def test_the_simplex_method_is_left_as_well() -> None:
    """A linear program takes more than three iterations, at each of which it asks."""
    problem, asked = market_split(), Asked(3)
    for variable in problem.variables():
        variable.cat = pulp.LpContinuous
    with pytest.raises(StoppedError), stoppable(asked):
        shadow_prices(problem, 3600)

    assert asked.questions <= 8


def test_a_session_goes_on_after_it_was_left() -> None:
    """The same objective afterwards is solved to its end: nothing of the interruption stays in the model."""
    problem = market_split(rows=1, columns=12)
    session = Session(problem, 60)
    with pytest.raises(StoppedError), stoppable(Asked(2)):
        session.optimize(problem.objective)
    again, fresh = session.optimize(problem.objective), market_split(rows=1, columns=12)

    assert again.proven
    assert again.value == Session(fresh, 60).optimize(fresh.objective).value
    with stoppable(lambda: False):
        watched = market_split(rows=1, columns=12)
        assert Session(watched, 60).optimize(watched.objective).value == again.value
