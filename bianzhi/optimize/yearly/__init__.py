"""The plan over time: who retires when, what dissolves by itself, what is moved, and moving now against waiting."""

from bianzhi.optimize.yearly.planning import yearly_plan

__all__ = ["yearly_plan"]
