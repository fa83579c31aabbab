"""Relatives in the flow: who keeps whom out for certain, and which pairs of pairs only a search can tell apart (C14)."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy

from bianzhi.domain.establishment import Establishment
from bianzhi.optimize.arrays import Truth, Whole
from bianzhi.optimize.reallocation.pair_table import Table


@dataclass(frozen=True, slots=True)
class Clash:
    """Somebody comes to a unit where a relative comes as well, or stays."""

    person: int
    relative: int
    unit: int
    stays: bool
    """Whether the relative is there already, and not moved there."""


@dataclass(frozen=True)
class Relatives:
    """The relatives among the people of a table."""

    table: Table
    establishment: Establishment

    @cached_property
    def _number(self) -> dict[str, int]:
        known = self.establishment.relatives_of
        return {person.id: number for number, person in enumerate(self.table.people) if person.id in known}

    @cached_property
    def _unit_number(self) -> dict[str, int]:
        return {unit: number for number, unit in enumerate(self.table.units)}

    @cached_property
    def _pairs_of(self) -> dict[int, list[int]]:
        """Pairs of each person who has relatives."""
        of: dict[int, list[int]] = defaultdict(list)
        if self._number:
            concerned = numpy.isin(self.table.person, numpy.fromiter(self._number.values(), numpy.int64))
            for pair in numpy.flatnonzero(concerned).tolist():
                of[int(self.table.person[pair])].append(pair)
        return dict(of)

    def barred(self) -> Truth:
        """Pairs into a unit where a relative holds a post whom no pair takes out of it: no plan can have them."""
        barred = numpy.zeros(len(self.table.pairs), bool)
        for person, pairs in self._pairs_of.items():
            closed = {
                self._unit_number[relative.unit]
                for relative in self._relatives(person)
                if relative.state.holds_post
                and relative.unit in self._unit_number
                and not self._may_leave(self._number.get(relative.id))
            }
            for pair in pairs:
                if self.table.leaves_unit[pair] and int(self.table.unit_at[self.table.opening[pair]]) in closed:
                    barred[pair] = True
        return barred

    def _relatives(self, person: int) -> Iterator:  # type: ignore[type-arg]
        ids = sorted(self.establishment.relatives_of[self.table.people[person].id])
        return (self.establishment.person[id] for id in ids if id in self.establishment.person)

    def _may_leave(self, person: int | None) -> bool:
        return person is not None and any(self.table.leaves_unit[pair] for pair in self._pairs_of.get(person, ()))

    @cached_property
    def links(self) -> tuple[tuple[int, int], ...]:
        """Two people who both have pairs, and of whom one's place depends on the other's."""
        return tuple(
            (person, other)
            for person in self._pairs_of
            for relative in self._relatives(person)
            if (other := self._number.get(relative.id)) is not None and other in self._pairs_of
        )

    def clashes(self, chosen: Iterable[int]) -> list[Clash]:
        """Where a choice of pairs brings relatives together, in the order of the pairs."""
        comes = {
            int(self.table.person[pair]): int(self.table.unit_at[self.table.opening[pair]])
            for pair in chosen
            if self.table.leaves_unit[pair] and int(self.table.person[pair]) in self._pairs_of
        }
        found = []
        for person, unit in comes.items():
            for relative in self._relatives(person):
                other = self._number.get(relative.id)
                if other is not None and comes.get(other) == unit:
                    found.append(Clash(person, other, unit, stays=False))
                elif (
                    other is not None
                    and other not in comes
                    and relative.state.holds_post
                    and relative.unit == self.table.units[unit]
                ):
                    found.append(Clash(person, other, unit, stays=True))
        return found

    def into(self, person: int, unit: int) -> Whole:
        """The pairs that bring a person into a unit from elsewhere."""
        pairs = numpy.array(self._pairs_of[person], numpy.int64)
        return numpy.asarray(
            pairs[self.table.leaves_unit[pairs] & (self.table.unit_at[self.table.opening[pairs]] == unit)]
        )

    def inside(self, person: int) -> Whole:
        """The pairs of a person that do not leave the unit."""
        pairs = numpy.array(self._pairs_of[person], numpy.int64)
        return pairs[~self.table.leaves_unit[pairs]]
