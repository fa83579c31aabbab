"""How many may leave a cell and how many it can take, term by term: what the ledger's plain counts become under the settings."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from bianzhi.domain.establishment import CellKey, Establishment, Person, Transit
from bianzhi.domain.settings import PlanSettings
from bianzhi.domain.terms import Category, Direction, Status
from bianzhi.law.constraint_catalogue import constraints_in_force
from bianzhi.law.identity_matrix import MatrixCell, matrix_under
from bianzhi.law.retirement import months_to_retirement
from bianzhi.optimize.wish_bars import WishBars


@dataclass(frozen=True)
class Limits:
    """Excess to be placed and room to place it in, of every cell, in persons; and who may go where under the settings.

    Without people in transit, tolerances, a horizon or 适度空编 the counts are the excess and the vacancies of the ledger.
    """

    establishment: Establishment
    day: date
    settings: PlanSettings

    @cached_property
    def in_force(self) -> frozenset[str]:
        """Ids of the constraints that hold."""
        return constraints_in_force(self.settings.constraints_off, self.settings.constraints_on)

    @cached_property
    def matrix(self) -> Mapping[tuple[Status, Category], MatrixCell]:
        """The identity matrix as the office has it."""
        return matrix_under(self.settings)

    @cached_property
    def wish_bars(self) -> WishBars:
        """What the office's wishes forbid."""
        return WishBars(self.settings.wishes)

    def conditions_of(self, person: Person) -> frozenset[str]:
        """The conditions of C cells that a person fulfils, by the ledger or by the settings."""
        added = self._conditions.get(person.id)
        if added is None:
            return frozenset(person.conditions) if person.conditions else _NONE
        return added.union(person.conditions)

    @cached_property
    def _conditions(self) -> Mapping[str, frozenset[str]]:
        found: dict[str, frozenset[str]] = {}
        for each in self.settings.conditions:
            found[each.person] = found.get(each.person, _NONE) | {each.condition}
        return found

    @cached_property
    def promised(self) -> Counter[CellKey]:
        """People in transit into each cell."""
        return self._transits(Direction.IN)

    @cached_property
    def departing(self) -> Counter[CellKey]:
        """People in transit out of each cell."""
        return self._transits(Direction.OUT)

    @cached_property
    def departing_people(self) -> Mapping[str, Transit]:
        """The people of the roster who are named as leaving, each with the entry that says so."""
        return {
            transit.person: transit
            for transit in self._under_way(Direction.OUT)
            if transit.person in self.establishment.person
        }

    @cached_property
    def retiring(self) -> Counter[CellKey]:
        """Counted people of each cell whose statutory retirement month lies within the horizon; none without one.

        Who is named as leaving the cell anyway counts among its departing only.
        """
        found: Counter[CellKey] = Counter()
        horizon = self.settings.horizon_months
        leaving = {((entry.unit, entry.category), entry.person) for entry in self._under_way(Direction.OUT)}
        if horizon:
            for cell, people in self.establishment.people_in.items():
                if self.establishment.excess(cell):
                    staying = (person for person in people if (cell, person.id) not in leaving)
                    months = (months_to_retirement(person, self.day) for person in staying)
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

    @cached_property
    def level_posts(self) -> Mapping[CellKey, Counter[str]]:
        """Posts by level of the cells that the sheet 层次职数 lists; rows of one cell and level add up."""
        found: dict[CellKey, Counter[str]] = {}
        for row in self.establishment.level_posts:
            found.setdefault((row.unit, row.category), Counter())[row.level] += row.authorized
        return found

    def excess(self, cell: CellKey) -> int:
        """Persons of a cell to be placed: above quota, less those departing, those retiring soon, those tolerated."""
        return self._dissolved(cell) - self.tolerated[cell]

    def posts_to_fill(self, cell: CellKey) -> int:
        """Posts of a cell that arrivals may fill: its quota, or what 适度空编 lets of it, rounded down."""
        posts = self.establishment.authorized.get(cell, 0)
        return posts * self.settings.occupancy_percent // 100 if "C05" in self.in_force else posts

    def room(self, cell: CellKey) -> int:
        """Persons a cell can take: vacancies, or what 适度空编 leaves of them, less those promised."""
        return max(0, self.posts_to_fill(cell) - self.establishment.in_post.get(cell, 0) - self.promised[cell])

    @property
    def total_excess(self) -> int:
        """Persons to be placed, over all cells."""
        return sum(self.excess(cell) for cell in self.establishment.cells)

    def _dissolved(self, cell: CellKey) -> int:
        return max(0, self.establishment.excess(cell) - self.departing[cell] - self.retiring[cell])

    def _transits(self, direction: Direction) -> Counter[CellKey]:
        found: Counter[CellKey] = Counter()
        for transit in self._under_way(direction):
            found[transit.unit, transit.category] += transit.persons
        return found

    def _under_way(self, direction: Direction) -> Iterator[Transit]:
        """Entries not yet in the roster: from its effective day on, an entry is; and a leaver who is no longer counted is gone."""
        for transit in self.establishment.transits:
            if transit.direction is direction and (transit.effective_on is None or transit.effective_on > self.day):
                person = self.establishment.person.get(transit.person)
                if direction is Direction.IN or person is None or person.counted:
                    yield transit


_NONE: frozenset[str] = frozenset()
