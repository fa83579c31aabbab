"""A movable person and a place he is eligible for."""

from dataclasses import dataclass

from bianzhi.domain.establishment import CellKey, Person
from bianzhi.domain.plan_line import PlanLine
from bianzhi.optimize.eligibility import Opening


@dataclass(frozen=True, slots=True)
class Pair:
    """A movable person and a place he is eligible for: one variable of the model."""

    person: Person
    opening: Opening
    fit: int

    @property
    def origin(self) -> CellKey:
        """The cell the person would leave."""
        assert self.person.category is not None
        return self.person.unit, self.person.category

    @property
    def leaves_unit(self) -> bool:
        """Whether the person changes the unit, and not only the establishment type within it."""
        return self.person.unit != self.opening.place.unit

    @property
    def leaves_section(self) -> bool:
        """Whether the person leaves a section: with the unit, or for a post of another section."""
        section = self.opening.place.section
        return bool(self.person.section) and (self.leaves_unit or (bool(section) and section != self.person.section))

    @property
    def line(self) -> PlanLine:
        """The line this pair would be in a plan."""
        place = self.opening.place
        return PlanLine(self.person.id, place.unit, place.category, place.post, place.row)

    @property
    def key(self) -> str:
        """What names this pair for good: person, unit, type and post."""
        place = self.opening.place
        return f"{self.person.id}|{place.unit}|{place.category}|{place.post}|{place.row}"
