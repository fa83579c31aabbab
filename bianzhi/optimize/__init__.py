"""Planning: who moves, which sections merge. Each optimum is proven; each constraint is a sentence of law."""

from bianzhi.optimize.merging import merge_unit_sections

__all__ = ["merge_unit_sections"]
