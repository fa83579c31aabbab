"""内设机构整合: merge the internal sections of a unit to its cap, whole sections only."""

from bianzhi.optimize.merging.merge import merge_unit_sections
from bianzhi.optimize.merging.study import judge_sections, study_sections

__all__ = ["judge_sections", "merge_unit_sections", "study_sections"]
