"""How many may leave a cell and how many it can take, term by term: what the ledger's plain counts become under the settings."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from bianzhi.domain.establishment import CellKey, Establishment
from bianzhi.domain.settings import PlanSettings
from bianzhi.domain.terms import Direction
from bianzhi.law.constraint_catalogue import constraints_in_force
from bianzhi.law.retirement import months_to_retirement


@dataclass(frozen=True)
class Limits:
    """Excess to be placed and room to place it in, of every cell, in persons.

    Without people in transit, tolerances, a horizon or 适度空编 these are the excess and the vacancies of the ledger.
    """

    establishment: Establishment
    day: date
    settings: PlanSettings

    @cached_property
    def in_force(self) -> frozenset[str]:
        """Ids of the constraints that hold."""
        return constraints_in_force(self.settings.constraints_off, self.settings.constraints_on)

    @cached_property
    def promised(self) -> Counter[CellKey]:
        """People in transit into each cell."""
        return self._transits(Direction.IN)

    @cached_property
    def departing(self) -> Counter[CellKey]:
        """People in transit out of each cell."""
        return self._transits(Direction.OUT)

    @cached_property
    def retiring(self) -> Counter[CellKey]:
        """Counted people of each cell whose statutory retirement month lies within the horizon; none without one."""
        found: Counter[CellKey] = Counter()
        horizon = self.settings.horizon_months
        if horizon:
            for cell, people in self.establishment.people_in.items():
                if self.establishment.excess(cell):
                    months = (months_to_retirement(person, self.day) for person in people)
                    found[cell] = sum(month is not None and month <= horizon for month in months)
        return found

    @cached_property
    def tolerated(self) -> Counter[CellKey]:
        """Excess that a unit's tolerance covers on the day; taken from its cells in the order of the types."""
        found: Counter[CellKey] = Counter()
        left = {
            unit.code: unit.tolerance
            for unit in self.establishment.units
            if unit.tolerance and (unit.tolerance_ends is None or unit.tolerance_ends > self.day)
        }
        for cell in self.establishment.cells:
            if cell[0] in left:
                found[cell] = min(left[cell[0]], self._dissolved(cell))
                left[cell[0]] -= found[cell]
        return found

    def excess(self, cell: CellKey) -> int:
        """Persons of a cell to be placed: above quota, less those departing, those retiring soon, those tolerated."""
        return self._dissolved(cell) - self.tolerated[cell]

    def room(self, cell: CellKey) -> int:
        """Persons a cell can take: vacancies, or what 适度空编 leaves of them, less those promised."""
        posts = self.establishment.authorized.get(cell, 0)
        if "C05" in self.in_force:
            posts = posts * self.settings.occupancy_percent // 100
        return max(0, posts - self.establishment.in_post.get(cell, 0) - self.promised[cell])

    @property
    def total_excess(self) -> int:
        """Persons to be placed, over all cells."""
        return sum(self.excess(cell) for cell in self.establishment.cells)

    def _dissolved(self, cell: CellKey) -> int:
        return max(0, self.establishment.excess(cell) - self.departing[cell] - self.retiring[cell])

    def _transits(self, direction: Direction) -> Counter[CellKey]:
        found: Counter[CellKey] = Counter()
        for transit in self.establishment.transits:
            if transit.direction is direction:
                found[transit.unit, transit.category] += transit.persons
        return found
