"""Why: one person, one place, the excess that is left. Every figure comes from a solve of the plan's own task."""

from bianzhi.optimize.questions.blockage import blockage
from bianzhi.optimize.questions.person import why_person
from bianzhi.optimize.questions.place import why_place

__all__ = ["blockage", "why_person", "why_place"]
