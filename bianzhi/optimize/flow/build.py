"""The network of some pairs: from the whole through unit, cell, section and person to a place, its cell, and back."""

from collections.abc import Collection
from dataclasses import dataclass

import numpy

from bianzhi.optimize.arrays import Truth, Whole
from bianzhi.optimize.flow.network import Network
from bianzhi.optimize.flow.rows import Rows
from bianzhi.optimize.reallocation.pair_table import Table


@dataclass(frozen=True, slots=True)
class Limit:
    """Arcs that carry one constraint, one for each thing it speaks of."""

    constraint: str
    things: Whole
    """Numbers of units, cells, sections, people or openings in the table."""
    arcs: Whole


@dataclass(frozen=True)
class PairNetwork:
    """A network whose last arcs are the pairs, in order."""

    network: Network
    limits: tuple[Limit, ...]
    pairs: Whole
    """Numbers of the pairs in the table."""
    moves: int
    """No plan moves more people than this."""

    def cost(self, value: Whole) -> Whole:
        """Costs of all arcs where each pair is worth something."""
        cost = numpy.zeros(len(self.network.tail), numpy.int64)
        cost[len(cost) - len(self.pairs) :] = -value
        return cost

    def chosen(self, flow: Whole) -> Whole:
        """The pairs that a flow carries out."""
        return self.pairs[flow[len(flow) - len(self.pairs) :] > 0]


class _Arcs:
    """Nodes and arcs as they come."""

    def __init__(self) -> None:
        self.nodes = 1  # node 0 is where all flow starts and ends
        self._arcs: list[tuple[Whole, Whole, Whole]] = []
        self.count = 0

    def layer(self, number: int) -> Whole:
        """New nodes."""
        self.nodes += number
        return numpy.arange(self.nodes - number, self.nodes)

    def join(self, tail: Whole, head: Whole, capacity: Whole) -> Whole:
        """New arcs; their numbers."""
        self._arcs.append((tail, head, capacity))
        self.count += len(tail)
        return numpy.arange(self.count - len(tail), self.count)

    def network(self) -> Network:
        """All of it."""
        tail, head, capacity = (numpy.concatenate(part) for part in zip(*self._arcs, strict=True))
        return Network(self.nodes, tail, head, capacity, numpy.zeros(self.nodes, numpy.int64))


def network_of(table: Table, rows: Rows, pairs: Whole, must_move: Collection[int] = ()) -> PairNetwork:
    """The network of the pairs numbered; everyone in ``must_move`` does move."""
    arcs = _Arcs()
    people, person = numpy.unique(table.person[pairs], return_inverse=True)
    openings, opening = numpy.unique(table.opening[pairs], return_inverse=True)
    limits: list[Limit] = []
    above = _leaving(arcs, limits, table, rows, people)
    person_node, place_node = arcs.layer(len(people)), arcs.layer(len(openings))
    of_people = arcs.join(above, person_node, numpy.ones(len(people), numpy.int64))
    limits.append(Limit("C39", people, of_people))
    room = _arriving(arcs, limits, table, rows, openings, place_node)
    arcs.join(person_node[person], place_node[opening], numpy.full(len(pairs), 2))
    network = arcs.network()
    if must_move:
        forced = of_people[numpy.isin(people, numpy.fromiter(must_move, numpy.int64))]
        network.capacity[forced] = 0
        numpy.subtract.at(network.supply, network.tail[forced], 1)
        numpy.add.at(network.supply, network.head[forced], 1)
    return PairNetwork(network, tuple(limits), pairs, min(len(people), room))


def _leaving(arcs: _Arcs, limits: list[Limit], table: Table, rows: Rows, people: Whole) -> Whole:
    """Units, cells and sections as far as they bind; the node above each person."""
    unit_node = _tier(arcs, limits, "C38", table.unit_of[people], rows.units.carried, rows.units.most, None)
    above = _pick(unit_node, table.unit_of[people])
    cells = table.origin_of[people]
    cell_node = _tier(arcs, limits, "C03", cells, rows.cell_binds, rows.excess, above)
    above = numpy.where(rows.cell_binds[cells], _pick(cell_node, cells), above)
    sections = table.section_of[people]
    carried = (
        (sections >= 0) & rows.sections.carried[sections]
        if len(rows.sections.carried)
        else sections >= len(table.sections)
    )
    section_node = _tier(
        arcs, limits, "C41", numpy.where(carried, sections, -1), rows.sections.carried, rows.sections.most, above
    )
    return numpy.where(carried, _pick(section_node, sections), above)


def _tier(
    arcs: _Arcs,
    limits: list[Limit],
    constraint: str,
    thing_of: Whole,
    carried: Truth,
    most: Whole,
    above: Whole | None,
) -> Whole:
    """A node for each thing that carries a cap, under what its people have above them; 0 for the others."""
    node = numpy.zeros(len(carried), numpy.int64)
    named = thing_of >= 0
    things, first = numpy.unique(thing_of[named], return_index=True)
    chosen = carried[things]
    things, first = things[chosen], first[chosen]
    node[things] = arcs.layer(len(things))
    tail = numpy.zeros(len(things), numpy.int64) if above is None else above[named][first]
    limits.append(Limit(constraint, things, arcs.join(tail, node[things], most[things])))
    return node


def _pick(node: Whole, thing_of: Whole) -> Whole:
    return node[thing_of] if len(node) else numpy.zeros(len(thing_of), numpy.int64)


def _arriving(arcs: _Arcs, limits: list[Limit], table: Table, rows: Rows, openings: Whole, place_node: Whole) -> int:
    """Places, and their cells where the places ask for more than the cell has; how many can come in all."""
    capacity, cells_of = table.capacity_at[openings], table.cell_at[openings]
    cells, cell = numpy.unique(cells_of, return_inverse=True)
    asked = numpy.bincount(cell, weights=capacity, minlength=len(cells)).astype(numpy.int64)
    binds = asked > rows.room[cells]
    node = numpy.zeros(len(cells), numpy.int64)
    node[binds] = arcs.layer(int(binds.sum()))
    limits.append(Limit("C06", openings, arcs.join(place_node, node[cell], capacity)))
    room = rows.room[cells]
    into = arcs.join(node[binds], numpy.zeros(int(binds.sum()), numpy.int64), room[binds])
    limits.append(Limit("C01", cells[binds], into))
    return int(numpy.minimum(asked, room).sum())
