"""What else could be done, and how firm the plan is: other plans, what more moves would bring, and refusals."""

from bianzhi.optimize.alternatives.other_plans import other_plans
from bianzhi.optimize.alternatives.robustness import robustness
from bianzhi.optimize.alternatives.trade_offs import trade_offs

__all__ = ["other_plans", "robustness", "trade_offs"]
