"""One line of a plan as the thing that is compared, wished for or kept: who goes where."""

from dataclasses import dataclass

from bianzhi.domain.terms import Category


@dataclass(frozen=True, slots=True, order=True)
class PlanLine:
    """A person and the place he would take; ``post`` empty for an open vacancy."""

    person: str
    to_unit: str
    category: Category
    post: str = ""
    row: int = 0
    """Row of the post in the sheet 岗位需求; 0 for an open vacancy."""
