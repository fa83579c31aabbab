"""Wishes that contradict each other, or the constraints: the smallest set that does, and what would work instead."""

from bianzhi.optimize.wishes.clash import clash

__all__ = ["clash"]
