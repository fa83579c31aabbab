"""Objectives in order: each is brought to its optimum and held there before the next."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import pulp

from bianzhi.domain.plan import Objective
from bianzhi.optimize.solver import Engine, Session


@dataclass(frozen=True, slots=True)
class Aim:
    """One objective: its name in the contract, what it adds up, and whether less or more is better."""

    name: str
    expression: pulp.LpAffineExpression
    maximize: bool = False


def reach(
    session: Session, aims: Sequence[Aim], progress: Callable[[str], None] = lambda _: None
) -> tuple[Objective, ...]:
    """Solve for each aim in turn, holding what the earlier ones reached exactly (they are whole numbers).

    An aim whose optimum was not proven in time is held at the value found, and its bound tells.
    """
    reached = []
    for aim in aims:
        progress(aim.name)
        solved = session.optimize(aim.expression, aim.maximize)
        session.hold(aim.expression, solved.value, f"held_{aim.name}")
        reached.append(Objective(aim.name, solved.value, solved.bound))
    return tuple(reached)


def solve_in_order(
    problem: pulp.LpProblem, aims: Sequence[Aim], time_limit_seconds: float, engine: Engine = Engine.HIGHS
) -> tuple[tuple[Objective, ...], float]:
    """Reach each aim in turn, then check every row in whole numbers; also the seconds that took."""
    started = time.perf_counter()
    session = Session(problem, time_limit_seconds, engine)
    reached = reach(session, aims)
    session.check_rows()
    return reached, time.perf_counter() - started
