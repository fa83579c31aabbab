"""How many may leave a cell and come to it, counted anew from ledger and settings (the catalogue's C01, C03, C05, C50).

Each term is one sentence. Nothing here knows how plans are made.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from bianzhi.domain.establishment import CellKey, Establishment, Person, Transit
from bianzhi.domain.settings import PlanSettings
from bianzhi.domain.terms import Direction
from bianzhi.law.constraint_catalogue import constraints_in_force
from bianzhi.law.retirement import months_to_retirement


@dataclass(frozen=True)
class PlanCounts:
    """Excess to be placed and posts to be filled, cell by cell, on one day under some settings."""

    ledger: Establishment
    day: date
    settings: PlanSettings

    @cached_property
    def in_force(self) -> frozenset[str]:
        """Ids of the catalogue's constraints that hold."""
        return constraints_in_force(self.settings.constraints_off, self.settings.constraints_on)

    @cached_property
    def under_way(self) -> tuple[Transit, ...]:
        """Entries of 在途变动 that the roster does not show yet: not yet effective, and whoever is named as leaving still there."""
        found = []
        for entry in self.ledger.transits:
            effective = entry.effective_on is not None and entry.effective_on <= self.day
            person = self.ledger.person.get(entry.person)
            gone = entry.direction is Direction.OUT and person is not None and not person.counted
            if not effective and not gone:
                found.append(entry)
        return tuple(found)

    @cached_property
    def on_the_way_out(self) -> frozenset[str]:
        """Ids of the people of the roster who are named as leaving."""
        return frozenset(entry.person for entry in self.under_way if entry.direction is Direction.OUT and entry.person)

    @cached_property
    def _named_in(self) -> frozenset[tuple[CellKey, str]]:
        """Cells with the people named as leaving them."""
        leaving = (entry for entry in self.under_way if entry.direction is Direction.OUT and entry.person)
        return frozenset(((entry.unit, entry.category), entry.person) for entry in leaving)

    def coming(self, cell: CellKey) -> int:
        """Persons promised to a cell."""
        return self._in_transit.get((cell, Direction.IN), 0)

    def departing(self, cell: CellKey) -> int:
        """Persons on their way out of a cell."""
        return self._in_transit.get((cell, Direction.OUT), 0)

    @cached_property
    def _in_transit(self) -> Mapping[tuple[CellKey, Direction], int]:
        persons: dict[tuple[CellKey, Direction], int] = {}
        for entry in self.under_way:
            key = (entry.unit, entry.category), entry.direction
            persons[key] = persons.get(key, 0) + entry.persons
        return persons

    def retires_in_time(self, person: Person) -> bool:
        """Whether the statutory retirement month lies within the horizon of the settings."""
        months = months_to_retirement(person, self.day) if self.settings.horizon_months else None
        return months is not None and months <= self.settings.horizon_months

    def _dissolving(self, cell: CellKey) -> int:
        """Excess that is left once those departing are gone and those retiring within the horizon are retired.

        Who retires and is named as departing from this very cell goes once; who is named for another cell is missing here
        all the same when he retires.
        """
        over = self.ledger.excess(cell)
        if not over:
            return 0
        people = self.ledger.people_in.get(cell, ())
        retiring = [
            person for person in people if self.retires_in_time(person) and (cell, person.id) not in self._named_in
        ]
        return max(0, over - self.departing(cell) - len(retiring))

    @cached_property
    def _excess(self) -> Mapping[CellKey, int]:
        """What tolerance leaves: a unit's covers its cells in the standard order of the types, until it ends."""
        excess: dict[CellKey, int] = {}
        for unit in self.ledger.units:
            ended = unit.tolerance_ends is not None and unit.tolerance_ends <= self.day
            tolerance = 0 if ended else unit.tolerance or 0
            for cell in self._cells_of.get(unit.code, ()):
                over = self._dissolving(cell)
                covered = min(over, tolerance)
                tolerance -= covered
                excess[cell] = over - covered
        return excess

    @cached_property
    def _cells_of(self) -> Mapping[str, tuple[CellKey, ...]]:
        cells: dict[str, tuple[CellKey, ...]] = {}
        for cell in self.ledger.cells:
            cells[cell[0]] = (*cells.get(cell[0], ()), cell)
        return cells

    def excess(self, cell: CellKey) -> int:
        """Persons whom a plan may take out of a cell, and has to, where it can."""
        return self._excess.get(cell, 0)

    def posts_to_fill(self, cell: CellKey) -> int:
        """Posts of a cell up to which arrivals fill it: all, or under 适度空编 a share of them, rounded down."""
        posts = self.ledger.authorized.get(cell, 0)
        return posts * self.settings.occupancy_percent // 100 if "C05" in self.in_force else posts

    def room(self, cell: CellKey) -> int:
        """Persons a cell can take while nobody leaves it: posts to fill, less those in post and those promised."""
        return max(0, self.posts_to_fill(cell) - self.ledger.in_post.get(cell, 0) - self.coming(cell))

    def left_open(self, cell: CellKey) -> int:
        """How many of them no row of 岗位需求 speaks of (posts)."""
        return max(0, self.room(cell) - self._demand.get(cell, 0))

    @cached_property
    def _demand(self) -> Mapping[CellKey, int]:
        demand: dict[CellKey, int] = {}
        for post in self.ledger.posts:
            demand[post.unit, post.category] = demand.get((post.unit, post.category), 0) + post.demand
        return demand

    @property
    def exchanges(self) -> bool:
        """Whether people may leave cells that are not in excess."""
        return self.settings.exchange.extra_moves > 0

    def passes_on(self, cell: CellKey) -> bool:
        """Whether, with exchange, who leaves a cell leaves his place to another.

        Not in a cell in excess, nor where vacancies are held free or promised beyond what is vacant.
        """
        held = self.ledger.in_post.get(cell, 0) + self.coming(cell)
        return self.exchanges and not self.ledger.excess(cell) and self.posts_to_fill(cell) >= held
