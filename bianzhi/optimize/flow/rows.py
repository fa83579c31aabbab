"""The limits that a network can carry, which of them can bind at all, and where a relaxed one must be checked afterwards."""

from dataclasses import dataclass

import numpy

from bianzhi.optimize.arrays import Truth, Whole
from bianzhi.optimize.reallocation.limits import Limits
from bianzhi.optimize.reallocation.model import most_leaving
from bianzhi.optimize.reallocation.pair_table import Table

NATIVE = frozenset(("C01", "C03", "C04", "C05", "C06", "C14", "C37", "C38", "C39", "C41"))
"""Constraints that the flow engine knows by itself. C05 is in every room, and without exchange C04 binds nowhere."""

_ANY = 1 << 31
"""More persons than any ledger has."""


@dataclass(frozen=True, slots=True)
class Caps:
    """Caps on one kind of group (a unit's leavers, a section's leavers): arrays by the group's number in the table."""

    most: Whole
    """At most so many leave; where arrivals make room for more, with all the room that they could make."""
    binds: Truth
    """Whether more could leave than ``most`` allows."""
    exact: Truth
    """Whether the cap on the people of the group is the very sentence, so that nothing is left to check."""
    carried: Truth
    """Whether the network carries the cap."""


@dataclass(frozen=True, slots=True)
class Rows:
    """The limits of a task for some of its pairs."""

    excess: Whole
    """Persons that may leave each cell."""
    cell_binds: Truth
    """Whether a cell has more people with pairs than may leave."""
    room: Whole
    """Persons that each cell can take."""
    units: Caps
    sections: Caps


def rows_of(table: Table, limits: Limits, kept: Whole) -> Rows:
    """What the pairs numbered ``kept`` make of the limits."""
    excess = numpy.array([limits.excess(cell) for cell in table.cells], numpy.int64)
    room = numpy.array([limits.room(cell) for cell in table.cells], numpy.int64)
    movable = numpy.unique(table.person[kept])
    in_cell = numpy.bincount(table.origin_of[movable], minlength=len(table.cells))
    units = _units(table, limits, kept, excess)
    return Rows(excess, in_cell > excess, room, units, _sections(table, limits, kept, units))


def _units(table: Table, limits: Limits, kept: Whole, excess: Whole) -> Caps:
    size = len(table.units)
    leaving = kept[table.leaves_unit[kept]]
    leavers = numpy.unique(table.person[leaving])
    by_cell = numpy.minimum(numpy.bincount(table.origin_of[leavers], minlength=len(excess)), excess)
    could_leave = numpy.bincount(table.unit_of_cell, weights=by_cell, minlength=size).astype(numpy.int64)
    entering = _room_for(table.opening[leaving], table.unit_at, table.capacity_at, size)
    most, exact = numpy.full(size, _ANY), numpy.ones(size, bool)
    staff = limits.establishment.staff
    if "C38" in limits.in_force:
        most = numpy.array([most_leaving(limits.settings, unit, staff[unit]) for unit in table.units], numpy.int64)
    if "C37" in limits.in_force:
        spare = numpy.array([_spare(limits, unit) for unit in table.units], numpy.int64)
        may_bind = numpy.minimum(most, could_leave) > spare
        exact &= ~(may_bind & (entering > 0))
        most = numpy.where(may_bind, numpy.minimum(most, spare + entering), most)
    binds = (could_leave > most) | ~exact
    stays_inside = numpy.zeros(size, bool)
    stays_inside[table.unit_of[table.person[kept[~table.leaves_unit[kept]]]]] = True
    carried = binds & ~stays_inside & (could_leave > most)
    return Caps(most, binds, exact & ~(binds & stays_inside), carried)


def _spare(limits: Limits, unit: str) -> int:
    least, staff = limits.establishment.unit[unit].min_staff, limits.establishment.staff[unit]
    return _ANY if least is None else staff - min(least, staff)


def _sections(table: Table, limits: Limits, kept: Whole, units: Caps) -> Caps:
    size = len(table.sections)
    false = numpy.zeros(size, bool)
    if "C41" not in limits.in_force or not size:
        return Caps(numpy.full(size, _ANY), false, ~false, false)
    floor, staff = limits.settings.section_floor, limits.establishment.section_staff
    persons = numpy.array([staff.get(section, 0) for section in table.sections], numpy.int64)
    spare = numpy.where(persons >= floor, persons - floor, _ANY)
    leaving = kept[table.leaves_section[kept]]
    leavers = numpy.unique(table.person[leaving])
    could_leave = numpy.bincount(table.section_of[leavers], minlength=size)
    entering_pairs = kept[table.enters_section[kept]]
    entering = _room_for(table.opening[entering_pairs], table.section_at, table.capacity_at, size)
    binds = could_leave > spare
    unit_most = numpy.full(size, _ANY)
    unit_most[table.section_of[leavers]] = units.most[table.unit_of[leavers]]
    always_with_unit = numpy.ones(size, bool)
    always_with_unit[table.section_of[table.person[leaving[~table.leaves_unit[leaving]]]]] = False
    binds &= ~(always_with_unit & (unit_most <= spare))
    most = numpy.where(binds, spare + entering, _ANY)
    stays = kept[~table.leaves_section[kept]]
    simple = numpy.ones(size, bool)
    with_section = table.section_of[table.person[stays]]
    simple[with_section[with_section >= 0]] = False
    simple &= _one_each(table.origin_of[leavers], table.section_of[leavers], size)
    return Caps(most, binds, ~binds | (simple & (entering == 0)), binds & simple & (could_leave > most))


def _one_each(values: Whole, groups: Whole, size: int) -> Truth:
    """Whether all values of a group are one."""
    low, high = numpy.full(size, _ANY), numpy.full(size, -1)
    numpy.minimum.at(low, groups, values)
    numpy.maximum.at(high, groups, values)
    return numpy.asarray(low >= high)


def _room_for(openings: Whole, group_at: Whole, capacity_at: Whole, size: int) -> Whole:
    """How many the openings named could bring into each group together."""
    named = numpy.unique(openings)
    named = named[group_at[named] >= 0]
    return numpy.bincount(group_at[named], weights=capacity_at[named], minlength=size).astype(numpy.int64)
