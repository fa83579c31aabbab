"""The pairs of a task as arrays: who, from where, to which place, and what each counts in every aim."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from operator import attrgetter
from typing import Any, TypeVar

import numpy

from bianzhi.domain.establishment import CellKey, Person
from bianzhi.optimize.arrays import Truth, Whole
from bianzhi.optimize.eligibility import Opening
from bianzhi.optimize.reallocation.pair import Pair
from bianzhi.optimize.reallocation.task import PairAim, Task

_T = TypeVar("_T")
_NONE = -1


@dataclass(frozen=True)
class Table:
    """Everything about the pairs of a task that engines count with. Codes are numbers in order of first appearance."""

    pairs: Sequence[Pair]
    people: list[Person]
    openings: list[Opening]
    cells: list[CellKey]
    """Origins and targets alike."""
    units: list[str]
    sections: list[str]
    person: Whole
    """Of each pair, as a number in ``people``."""
    opening: Whole
    """Of each pair, as a number in ``openings``."""
    unit_of_cell: Whole
    """Unit of each cell."""
    origin_of: Whole
    """Cell that each person would leave."""
    unit_of: Whole
    """Unit of each person."""
    section_of: Whole
    """Section of each person, −1 for none."""
    cell_at: Whole
    """Cell of each opening."""
    unit_at: Whole
    """Unit of each opening."""
    section_at: Whole
    """Section of each opening, −1 for none."""
    capacity_at: Whole
    """Persons that each opening can take."""
    aims: tuple[PairAim, ...]
    coefficients: tuple[Whole, ...]
    """One array for each aim."""

    @cached_property
    def leaves_unit(self) -> Truth:
        """Whether each pair changes the unit."""
        return numpy.asarray(self.unit_of[self.person] != self.unit_at[self.opening])

    @cached_property
    def leaves_section(self) -> Truth:
        """Whether each pair leaves a section: with the unit, or for a post of another section."""
        own, other = self.section_of[self.person], self.section_at[self.opening]
        return numpy.asarray((own >= 0) & (self.leaves_unit | ((other >= 0) & (other != own))))

    @cached_property
    def enters_section(self) -> Truth:
        """Whether each pair brings someone into a section that is not his."""
        own, other = self.section_of[self.person], self.section_at[self.opening]
        return numpy.asarray((other >= 0) & (other != own))

    @cached_property
    def _implied(self) -> tuple[bool, ...]:
        return tuple(not len(each) or bool((each == each[0]).all()) for each in self.coefficients)

    def is_implied(self, aim: int) -> bool:
        """Whether an aim counts every pair alike, so that the number of moves settles it."""
        return self._implied[aim]


def table_of(task: Task) -> Table:
    """The pairs of a task as arrays."""
    pairs = task.pairs
    person, people = _numbered(pairs, attrgetter("person"), attrgetter("id"))
    opening, openings = _numbered(pairs, attrgetter("opening"), attrgetter("place"))
    cells, units, sections = _Codes[CellKey](), _Codes[str](), _Codes[str]()
    origin_of = _whole(cells.of((each.unit, each.category)) for each in people)
    cell_at = _whole(cells.of(each.place.cell) for each in openings)
    unit_of_cell = _whole(units.of(unit) for unit, _ in cells)
    return Table(
        pairs=pairs,
        people=people,
        openings=openings,
        person=person,
        opening=opening,
        origin_of=origin_of,
        unit_of_cell=unit_of_cell,
        unit_of=_whole(units.of(each.unit) for each in people),
        section_of=_whole(sections.of(each.section) if each.section else _NONE for each in people),
        cell_at=cell_at,
        unit_at=_whole(units.of(each.place.unit) for each in openings),
        section_at=_whole(sections.of(each.place.section) if each.place.section else _NONE for each in openings),
        capacity_at=_whole(each.capacity for each in openings),
        cells=cells.known,
        units=units.known,
        sections=sections.known,
        aims=task.aims,
        coefficients=tuple(numpy.array(aim.coefficients, numpy.int64) for aim in task.aims),
    )


class _Codes(dict[_T, int]):
    def of(self, key: _T) -> int:
        return self.setdefault(key, len(self))

    @property
    def known(self) -> list[_T]:
        return list(self)


def _whole(values: Iterable[int]) -> Whole:
    return numpy.fromiter(values, numpy.int64)


def _numbered(pairs: Sequence[Pair], part: Callable[[Pair], Any], key: Callable[[Any], Any]) -> tuple[Whole, list[Any]]:
    """The part of each pair as a number; parts of one key are one, even where they are different objects."""
    marks = numpy.fromiter(map(id, map(part, pairs)), numpy.int64, len(pairs))
    starts = numpy.flatnonzero(numpy.concatenate(([True], marks[1:] != marks[:-1])) if len(marks) else marks)
    _, first, back = numpy.unique(marks[starts], return_index=True, return_inverse=True)
    first, back = starts[first], numpy.repeat(back, numpy.diff(starts, append=len(marks)))
    order = numpy.argsort(first)
    numbers, found = numpy.zeros(len(first), numpy.int64), _Codes[Any]()
    values: list[Any] = []
    for place in order.tolist():
        value = part(pairs[int(first[place])])
        number = found.of(key(value))
        if number == len(values):
            values.append(value)
        numbers[place] = number
    return numbers[back], values
