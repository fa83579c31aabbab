"""Fewer pairs, same optimum: who can never be needed at a place is left out before anything is solved.

People of one cell whom no constraint tells apart are interchangeable; those of one section where so many could leave that its
floor might bind. At most E of them leave, E being the excess of their cell. If one of them outside the best E for a place took
it, one of the best E would stay behind, and swapping the two would be feasible and strictly better (in the first aim in which
they differ, or with an earlier digest, which is the order of the tie-breaks). So the unique optimum of all objectives lies
within the pairs kept; where several share the value of the last that is kept, all of them are. A test compares plans with
and without pruning; ``docs/formulation.md`` has the argument in full.
"""

from collections import defaultdict

import numpy

from bianzhi.law.levels import band_of
from bianzhi.optimize.arrays import Whole
from bianzhi.optimize.reallocation.limits import Limits
from bianzhi.optimize.reallocation.pair_table import Table, table_of
from bianzhi.optimize.reallocation.task import Task


def needed_pairs(task: Task) -> tuple[int, ...]:
    """The numbers of the pairs that the optimum can use, ascending."""
    return tuple(pairs_kept(table_of(task), task).tolist())


def pairs_kept(table: Table, task: Task) -> Whole:
    """The numbers of the pairs that the optimum can use, ascending, of a task whose pairs are in a table."""
    if not len(table.pairs):
        return numpy.zeros(0, numpy.int64)
    apart, alike, excess = _people_told_apart(table, task), _alike(table, task.limits), _excess(table, task.limits)
    open_to_many = ~apart & (excess > 0)
    counted = numpy.flatnonzero(open_to_many[table.person])
    if not len(counted):
        return numpy.arange(len(table.pairs))
    person = table.person[counted]
    group = alike[person] * len(table.openings) + table.opening[counted]
    values = [
        table.coefficients[number][counted] * (-1 if aim.maximize else 1)
        for number, aim in enumerate(table.aims)
        if not table.is_implied(number)
    ]
    order = numpy.lexsort((*reversed(values), group))
    kept = _first_of_each(group[order], [each[order] for each in values], excess[person[order]])
    rest = numpy.flatnonzero(~open_to_many[table.person])
    return numpy.sort(numpy.concatenate((counted[order[kept]], rest)))


def _first_of_each(group: Whole, values: list[Whole], most: Whole) -> Whole:
    """Places of the first ``most`` of each group, and of those that are worth as much as the last of these."""
    starts = numpy.flatnonzero(numpy.concatenate(([True], group[1:] != group[:-1])))
    size = numpy.diff(numpy.concatenate((starts, [len(group)])))
    place = numpy.arange(len(group)) - numpy.repeat(starts, size)
    last = numpy.repeat(starts + numpy.minimum(most[starts], size) - 1, size)
    equal = numpy.ones(len(group), bool)
    for value in values:
        equal &= value == value[last]
    return numpy.flatnonzero((place < most) | equal)


def _excess(table: Table, limits: Limits) -> Whole:
    """Of each person's cell."""
    of_cell = numpy.array([limits.excess(cell) for cell in table.cells], numpy.int64)
    return numpy.asarray(of_cell[table.origin_of])


def _alike(table: Table, limits: Limits) -> Whole:
    """A number for each person: the same for all of one cell, and of one section or level where that matters."""
    tight = sections_that_may_bind(limits)
    by_level = "C51" in limits.in_force and bool(limits.establishment.level_posts)
    known: dict[tuple[int, str, object], int] = {}
    numbers = []
    for origin, person in zip(table.origin_of.tolist(), table.people, strict=True):
        section = person.section if person.section in tight else ""
        band = band_of(person.leader_rank if person.is_leader else None, person.grade) if by_level else None
        numbers.append(known.setdefault((origin, section, band), len(known)))
    return numpy.array(numbers, numpy.int64)


def _people_told_apart(table: Table, task: Task) -> numpy.ndarray[tuple[int, ...], numpy.dtype[numpy.bool_]]:
    """Whom some constraint names: relatives, those a wish speaks of by name, and leaders, who take leaders' posts."""
    named = {person for wish in task.settings.wishes for person in wish.persons}
    relatives = task.establishment.relatives_of
    return numpy.array(
        [person.is_leader or person.id in relatives or person.id in named for person in table.people], bool
    )


def sections_that_may_bind(limits: Limits) -> set[str]:
    """Sections at or above the floor that could fall below it if all who may leave the unit came from them."""
    establishment, floor = limits.establishment, limits.settings.section_floor
    leaving: dict[str, int] = defaultdict(int)
    for unit, category in establishment.cells:
        leaving[unit] += limits.excess((unit, category))
    return {
        section.code
        for section in establishment.sections
        if (staff := establishment.section_staff[section.code]) >= floor and staff - leaving[section.unit] < floor
    }
