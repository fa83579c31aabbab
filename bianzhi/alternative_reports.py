"""The JSON of ``alternatives``, ``robustness`` and ``fairness``, as plain values. Counts are persons, fit is points."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from bianzhi.domain.answers import Burden, CurvePoint, Loss, OtherPlan, Robustness
from bianzhi.domain.plan import Plan
from bianzhi.reports import plan_report

Json = dict[str, Any]


def alternatives_report(others: Sequence[OtherPlan], points: Sequence[CurvePoint], loss: Loss, plan: Plan) -> Json:
    """``alternatives --json``: each plan as ``plan --json`` has it, with what it gives up; and the trade-offs."""
    return {
        "proposed": plan_report(plan),
        "loss": asdict(loss),
        "alternatives": [_other(other) for other in others],
        "trade_offs": [asdict(point) for point in points],
    }


def _other(other: OtherPlan) -> Json:
    return {
        "changed": other.changed,
        "gives_up": [
            {"name": goal.name, "plan": goal.plan, "other": goal.other, "difference": goal.difference}
            for goal in other.gives_up
        ],
        "sentences": list(other.sentences),
        "plan": plan_report(other.plan),
    }


def robustness_report(found: Robustness, plan: Plan) -> Json:
    """``robustness --json``."""
    return {
        "date": plan.day.isoformat(),
        "moves": len(plan.moves),
        "refusing": found.refusing,
        "draws": found.draws,
        "seed": found.seed,
        "remaining": _spread(found.remaining),
        "replaced": _spread(found.replaced),
        "critical": [{"person": person, "excess": more} for person, more in found.critical],
    }


def _spread(values: tuple[int, int, int]) -> Json:
    least, median, most = values
    return {"least": least, "median": median, "most": most}


def fairness_report(burdens: Sequence[Burden], plan: Plan) -> Json:
    """``fairness --json``."""
    return {
        "date": plan.day.isoformat(),
        "moves": len(plan.moves),
        "groups": [
            {**asdict(burden), "unit": burden.unit or None, "warning": burden.warning or None} for burden in burdens
        ],
    }
