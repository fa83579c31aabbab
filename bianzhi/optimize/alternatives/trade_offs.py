"""What more moves bring: the best plan for each number of moves, and of these the ones that nothing else beats."""

from collections.abc import Callable, Sequence

import pulp

from bianzhi.domain.answers import CurvePoint
from bianzhi.domain.establishment import Establishment
from bianzhi.domain.plan import Plan
from bianzhi.errors import InfeasiblePlanError
from bianzhi.optimize.alternatives.likeness import pairs_within_reach
from bianzhi.optimize.alternatives.plan_asked import PlanAsked, plan_asked
from bianzhi.optimize.constraint import add_constraints
from bianzhi.optimize.reallocation.constraints import constraints_of
from bianzhi.optimize.reallocation.model import ReallocationModel
from bianzhi.optimize.solver import Session

MOST_POINTS = 25


def trade_offs(
    establishment: Establishment, plan: Plan, progress: Callable[[str], None] = lambda _: None
) -> tuple[CurvePoint, ...]:
    """The undominated combinations of moves, remaining excess and fit, from no move to the plan's number of moves.

    Returns
    -------
    tuple
        At most 25 points, evenly spread where the plan has more moves, fewest moves first. ``at`` is the most moves allowed
        (persons). Each is proven: least remaining excess, then what comes before fit in the plan (preferences, rotation),
        then greatest total fit. A point is left out where another one with no more moves is no worse in excess and fit,
        where no plan has so few moves (the office requires some), or where time ran out before its proof.

    Raises
    ------
    BianzhiError
        The plan is not one of this ledger.
    """
    progress("正在核对可调整人员与空编岗位")
    asked = plan_asked(establishment, plan)
    curve = _Curve(asked)
    points = []
    for most in reversed(_spread(len(asked.chosen))):
        progress(f"正在求解：最多调整 {most} 人")
        point = curve.best(most)
        if point is None:
            break
        points.append(point)
    return _undominated(points[::-1])


def _spread(most: int) -> list[int]:
    """0 to ``most``, at most 25 numbers, ascending, both ends among them."""
    steps = min(most, MOST_POINTS - 1)
    return sorted({most * step // steps for step in range(steps + 1)}) if steps else [0]


class _Curve:
    """One model for all points: the number of moves is cut down step by step, and each solve starts from the last one."""

    def __init__(self, asked: PlanAsked) -> None:
        numbers = pairs_within_reach(asked.task)
        self._model = ReallocationModel(asked.task.limits, [asked.task.pairs[number] for number in numbers])
        add_constraints(self._model.problem, self._model, constraints_of(asked.task.limits))
        worth, weight = _worth(asked, numbers)
        self._worth = self._model.total(worth) - weight * self._model.total_remaining
        self._most = self._model.problem.add_variable("most_moves", 0, len(asked.chosen), pulp.LpInteger)
        self._model.problem.addConstraint(self._model.total_moves <= self._most, "moves_at_most")
        self._session = Session(self._model.problem, asked.plan.settings.time_limit_seconds)

    def best(self, most: int) -> CurvePoint | None:
        """The best plan with at most so many moves, each call with fewer; None where there is none, or none is proven."""
        self._session.keep_at_most(self._most + 0, most, f"at_most_{most:05d}")
        try:
            solved = self._session.optimize(self._worth, maximize=True)
        except InfeasiblePlanError:
            return None
        if not solved.proven:
            return None
        self._session.check_rows()
        chosen = self._model.chosen()
        remaining = sum(round(variable.varValue) for variable in self._model.remaining.values())
        return CurvePoint(at=most, remaining=remaining, moves=len(chosen), fit=sum(pair.fit for pair in chosen))


def _worth(asked: PlanAsked, numbers: Sequence[int]) -> tuple[list[int], int]:
    """What each pair counts once all aims but the number of moves are folded into one, and what a person of excess outweighs.

    An earlier aim counts more than all later ones together: with at most m moves, one unit of it is m · (the largest
    coefficient) + 1 times the unit of the next.
    """
    most = max(1, len(asked.chosen))
    worth, weight = [0] * len(numbers), 1
    for aim in reversed([aim for aim in asked.task.aims if aim.name != "moves"]):
        coefficients = [aim.coefficients[number] for number in numbers]
        sign = 1 if aim.maximize else -1
        worth = [total + sign * weight * one for total, one in zip(worth, coefficients, strict=True)]
        weight *= most * max(coefficients, default=0) + 1
    return worth, weight


def _undominated(points: Sequence[CurvePoint]) -> tuple[CurvePoint, ...]:
    """The points that no other one matches or beats in all of moves, remaining excess and fit; of equal ones the first."""
    kept: list[CurvePoint] = []
    for point in sorted(points, key=lambda point: (point.moves, point.remaining, -point.fit)):
        if not any(other.remaining <= point.remaining and other.fit >= point.fit for other in kept):
            kept.append(point)
    return tuple(kept)
