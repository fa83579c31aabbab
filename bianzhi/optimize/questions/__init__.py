"""Why: one person, one place, the excess that is left. Every figure comes from a solve of the plan's own task."""

from bianzhi.optimize.questions.blockage import blockage
from bianzhi.optimize.questions.person import why_person
from bianzhi.optimize.questions.place import why_place
from bianzhi.optimize.questions.vacancy import vacancy_terms

__all__ = ["blockage", "vacancy_terms", "why_person", "why_place"]
