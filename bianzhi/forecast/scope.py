"""What an indicator is worked out of: one unit, or all of them, with what was counted once for every unit."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from bianzhi.domain.establishment import CellKey, Establishment, Person, Unit
from bianzhi.domain.outlook import IndicatorBasis
from bianzhi.forecast.presence import Presence, presence


@dataclass(frozen=True)
class World:
    """The ledger, its day, and what the ledger does not have; counts by unit are made once."""

    establishment: Establishment
    day: date
    basis: IndicatorBasis

    @cached_property
    def presence(self) -> Presence:
        """Where people work."""
        return presence(self.establishment)

    @cached_property
    def arriving(self) -> Counter[str]:
        """Persons whom the plan brings to each unit from another one."""
        return Counter(move.to_unit for move in self.basis.plan.between_units) if self.basis.plan else Counter()

    @cached_property
    def leaving(self) -> Counter[str]:
        """Persons whom the plan takes from each unit to another one."""
        return Counter(move.from_unit for move in self.basis.plan.between_units) if self.basis.plan else Counter()

    @cached_property
    def placed(self) -> Counter[str]:
        """Persons whom the plan places in each unit, also within it."""
        return Counter(move.to_unit for move in self.basis.plan.moves) if self.basis.plan else Counter()

    @cached_property
    def fit(self) -> Counter[str]:
        """The sum of the fit, in points, of whom the plan places in each unit."""
        points = Counter[str]()
        for move in self.basis.plan.moves if self.basis.plan else ():
            points[move.to_unit] += move.fit.score
        return points


@dataclass(frozen=True)
class Scope:
    """One unit, or all of them."""

    world: World
    units: tuple[Unit, ...]
    is_whole: bool

    @property
    def establishment(self) -> Establishment:
        """The ledger."""
        return self.world.establishment

    @property
    def day(self) -> date:
        """The day on which ages and months are counted."""
        return self.world.day

    @cached_property
    def codes(self) -> frozenset[str]:
        """Of the units."""
        return frozenset(unit.code for unit in self.units)

    @cached_property
    def cells(self) -> tuple[CellKey, ...]:
        """Of the units, in ledger order."""
        if self.is_whole:
            return self.establishment.cells
        return tuple(cell for cell in self.establishment.cells if cell[0] in self.codes)

    @cached_property
    def counted(self) -> tuple[Person, ...]:
        """Everyone in post."""
        people = self.establishment.people_of
        return tuple(person for unit in self.units for person in people.get(unit.code, ()) if person.counted)

    @property
    def posts(self) -> int:
        """Authorized posts over all types."""
        return sum(self.establishment.authorized.get(cell, 0) for cell in self.cells)

    @property
    def in_post(self) -> int:
        """Persons in post over all types."""
        return sum(self.establishment.in_post.get(cell, 0) for cell in self.cells)

    @property
    def over(self) -> int:
        """Persons over quota, cell by cell."""
        return sum(map(self.establishment.excess, self.cells))

    @property
    def vacant(self) -> int:
        """Vacant posts, cell by cell."""
        return sum(map(self.establishment.vacancies, self.cells))

    def total(self, by_unit: Iterable[tuple[str, int]]) -> int:
        """The counts of the units together."""
        return sum(count for unit, count in by_unit if unit in self.codes)
