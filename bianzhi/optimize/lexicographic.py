"""Objectives in order: each is brought to its optimum and held there before the next."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import pulp

from bianzhi.domain.plan import Objective
from bianzhi.optimize.solver import Engine, solve


@dataclass(frozen=True, slots=True)
class Aim:
    """One objective: its name in the contract, what it adds up, and whether less or more is better."""

    name: str
    expression: pulp.LpAffineExpression
    maximize: bool = False


def solve_in_order(
    problem: pulp.LpProblem,
    aims: Sequence[Aim],
    time_limit_seconds: float,
    engine: Engine = Engine.HIGHS,
    progress: Callable[[str], None] = lambda _: None,
) -> tuple[tuple[Objective, ...], float]:
    """Solve for each aim in turn, holding what the earlier ones reached exactly (they are whole numbers).

    Returns the objectives reached, with bounds, and the seconds spent in the solver. An aim whose optimum was not
    proven in time is held at the value found, and its bound tells.
    """
    reached = []
    started = time.perf_counter()
    for aim in aims:
        progress(aim.name)
        problem.sense = pulp.LpMaximize if aim.maximize else pulp.LpMinimize
        problem.setObjective(aim.expression)
        solved = solve(problem, time_limit_seconds, engine)
        reached.append(Objective(aim.name, solved.value, solved.bound))
        problem.addConstraint(aim.expression == solved.value, f"held_{aim.name}")
    return tuple(reached), time.perf_counter() - started
