"""How the best plan depends on one limit: remaining excess against the leaving share, and against the number of moves."""

from collections.abc import Callable
from dataclasses import replace

from bianzhi.domain.answers import CurvePoint
from bianzhi.domain.plan import Objective
from bianzhi.optimize.alternatives.trade_offs import trade_offs
from bianzhi.optimize.questions.asked import Asked, outcome_of, under
from bianzhi.optimize.reallocation import planning
from bianzhi.optimize.reallocation.model import most_leaving

Progress = Callable[[str], None]
_SHARES = range(0, 101, 5)


def by_share(question: Asked, progress: Progress) -> tuple[CurvePoint, ...]:
    """The best plan at leaving shares of 0, 5, … 100 percent; units with a share of their own keep it.

    At 0 percent one person of each unit may still leave. Empty where the share is not in force, and with
    exchange.
    """
    if "C38" not in question.found.limits.in_force or question.exchange is not None:
        return ()
    task, known = planning.task_of(question.found), dict[tuple[int, ...], CurvePoint]()
    staff, points = question.establishment.staff, []
    for share in _SHARES:
        settings = replace(question.plan.settings, leaving_share_percent=share)
        most = tuple(most_leaving(settings, unit, people) for unit, people in staff.items())
        if most not in known:
            progress(f"正在试算：调出份额{share}%")
            outcome = outcome_of(under(task, settings))
            if outcome is None:
                continue
            known[most] = _point(share, outcome.objectives)
        points.append(replace(known[most], at=share))
    return tuple(points)


def by_moves(question: Asked, progress: Progress) -> tuple[CurvePoint, ...]:
    """The best plan of at most so many moves, from none up to the plan's own number; at most 25 points.

    Empty for a plan with exchange, whose moves are not settled by the excess.
    """
    if question.exchange is not None:
        return ()
    return trade_offs(question.establishment, question.plan, progress)


def _point(at: int, goals: tuple[Objective, ...]) -> CurvePoint:
    value = {goal.name: goal.value for goal in goals}
    return CurvePoint(at, value["remaining_excess"], value["moves"], value["fit"])
