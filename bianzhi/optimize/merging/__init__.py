"""内设机构整合: merge the internal sections of a unit to its cap, whole sections only."""

from bianzhi.optimize.merging.merge import merge_unit_sections

__all__ = ["merge_unit_sections"]
