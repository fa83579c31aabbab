"""Replanning with least change: what answers and corrections ask for, and two plans side by side."""

from bianzhi.optimize.replanning.consultation import lapsed, settings_after
from bianzhi.optimize.replanning.difference import difference
from bianzhi.optimize.replanning.paper import plan_on_paper

__all__ = ["difference", "lapsed", "plan_on_paper", "settings_after"]
