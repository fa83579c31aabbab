"""事业单位清理整合: candidates with their reasons, and mergers by an exact model."""

from bianzhi.optimize.institutions.merging import institution_plan

__all__ = ["institution_plan"]
