"""The excess as a flow: cells → gates of units → sections → people alike → places → room; and its minimum cut.

The network is read off a task: nobody is in it who has no pair, no place that no pair has. It knows the limits of network
form (excess, leaving share, minimum staff, section floors, demands of posts, room). Where rows cross (a section whose people
fill several types, whoever enters a section or a unit while others leave it) it takes the looser reading, and relatives and
wishes are not in it. So its greatest flow is never less than what a plan can place, and equal to it where nothing else binds.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy
from scipy.sparse import csr_array
from scipy.sparse.csgraph import maximum_flow

from bianzhi.domain.establishment import CellKey
from bianzhi.domain.plan import Place
from bianzhi.optimize.reallocation.model import most_leaving
from bianzhi.optimize.reallocation.pair import Pair
from bianzhi.optimize.reallocation.task import Task

Node: TypeAlias = tuple[Any, ...]
Arc: TypeAlias = tuple[Node, Node, int]
_SOURCE: Node = ("source",)
_SINK: Node = ("sink",)
Alike: TypeAlias = tuple[CellKey, str, tuple[int, ...]]
"""People of one cell, of one section whose floor holds for them (else empty), who may take the same places, by number."""


@dataclass(frozen=True, slots=True)
class Part:
    """Cells whose excess meets the same used-up limits: what comes in, and what the cut lets through (persons)."""

    cells: tuple[CellKey, ...]
    sections: tuple[tuple[str, int], ...] = ()
    """Sections at their floor, and how many may leave them."""
    free: int = 0
    """People who can all be placed, but are fewer than the excess."""
    places: tuple[tuple[Place, int], ...] = ()
    """Posts whose demand is used up."""
    rooms: tuple[tuple[CellKey, int], ...] = ()
    """Cells whose vacancies are used up."""

    @property
    def outlets(self) -> int:
        """How many the cut lets through (persons)."""
        limits = (*self.sections, *self.places, *self.rooms)
        return self.free + sum(most for _, most in limits)


@dataclass(frozen=True, slots=True)
class Cut:
    """A minimum cut: its value, units that are at their gate, and the parts behind the others."""

    value: int
    """The most people who can be placed as far as the network knows."""
    gates: tuple[tuple[str, int, str], ...]
    """Units, how many may leave them, and the id of the constraint that says so."""
    parts: tuple[Part, ...]


class Network:
    """The network of one task."""

    def __init__(self, task: Task) -> None:
        self._limits = task.limits
        self._establishment = task.establishment
        self._pairs_of: dict[str, list[Pair]] = defaultdict(list)
        for pair in task.pairs:
            if task.limits.excess(pair.origin):
                self._pairs_of[pair.person.id].append(pair)
        self.capacity = {pair.opening.place: pair.opening.capacity for pair in task.pairs}
        self._number = {place: number for number, place in enumerate(self.capacity)}
        self._coming_to_section = Counter[str]()
        self._coming_to_unit = Counter[str]()
        for place, capacity in self.capacity.items():
            self._coming_to_section[place.section] += capacity
            self._coming_to_unit[place.unit] += capacity
        self._staying_within = Counter(
            pairs[0].person.unit for pairs in self._pairs_of.values() if not all(pair.leaves_unit for pair in pairs)
        )
        self.alike = Counter(self._alike(pairs) for pairs in self._pairs_of.values())
        self._excess_of: dict[str, int] = defaultdict(int)
        for cell in task.establishment.cells:
            self._excess_of[cell[0]] += task.limits.excess(cell)

    def _alike(self, pairs: list[Pair]) -> Alike:
        section = pairs[0].person.section if all(pair.leaves_section for pair in pairs) else ""
        bound = section if self._section_limit(section) is not None else ""
        return pairs[0].origin, bound, tuple(self._number[pair.opening.place] for pair in pairs)

    def _section_limit(self, section: str) -> int | None:
        """How many may leave a section at most, counting whoever might come in; None where no floor holds for it."""
        staff, floor = self._establishment.section_staff.get(section, 0), self._limits.settings.section_floor
        if "C41" not in self._limits.in_force or section not in self._establishment.section or staff < floor:
            return None
        return staff - floor + self._coming_to_section[section]

    def gate(self, unit: str) -> tuple[int, str]:
        """How many of a unit's people may move, and by which constraint; its excess where none is tighter."""
        staff, least = self._establishment.staff[unit], self._establishment.unit[unit].min_staff
        inside = self._staying_within[unit]
        gates = [(self._excess_of[unit], "C03")]
        if "C38" in self._limits.in_force:
            gates.append((most_leaving(self._limits.settings, unit, staff) + inside, "C38"))
        if "C37" in self._limits.in_force and least is not None:
            coming = self._coming_to_unit[unit]
            gates.append((staff - min(least, staff) + inside + coming, "C37"))
        return min(gates, key=lambda each: each[0])

    def _arcs(self) -> Iterator[Arc]:
        cells = dict.fromkeys(cell for cell in self._establishment.cells if self._limits.excess(cell))
        for unit in dict.fromkeys(cell[0] for cell in cells):
            yield _SOURCE, ("unit", unit), self.gate(unit)[0]
        for cell in cells:
            yield ("unit", cell[0]), ("from", cell), self._limits.excess(cell)
        for cell, section in dict.fromkeys((cell, section) for cell, section, _ in self.alike if section):
            limit = self._section_limit(section)
            assert limit is not None
            yield ("from", cell), ("section", cell, section), limit
        for group, ((cell, section, places), people) in enumerate(self.alike.items()):
            yield ("section", cell, section) if section else ("from", cell), ("alike", group), people
            for number in places:
                yield ("alike", group), ("place", number), people
        for place, capacity in self.capacity.items():
            yield ("place", self._number[place]), ("into", place.cell), capacity
        for cell in dict.fromkeys(place.cell for place in self.capacity):
            yield ("into", cell), _SINK, self._limits.room(cell)

    def cut(self) -> Cut:
        """The minimum cut nearest to the excess."""
        arcs = list(self._arcs())
        value, reached = _flow(arcs)
        units = [head[1] for tail, head, _ in arcs if tail == _SOURCE and head not in reached]
        gates = tuple((unit, *self.gate(unit)) for unit in units)
        return Cut(value, gates, self._parts(arcs, reached))

    def _parts(self, arcs: list[Arc], reached: set[Node]) -> tuple[Part, ...]:
        """What is reached, fallen apart where nothing but source and units connects it; parts in ledger order."""
        part_of: dict[Node, Node] = {}

        def root(node: Node) -> Node:
            while part_of.setdefault(node, node) != node:
                part_of[node] = part_of[part_of[node]]
                node = part_of[node]
            return node

        inner = [arc for arc in arcs if arc[0] in reached and arc[0] != _SOURCE and arc[0][0] != "unit"]
        for tail, head, _ in inner:
            if head in reached:
                part_of[root(head)] = root(tail)
        cut_arcs: dict[Node, list[Arc]] = defaultdict(list)
        for arc in inner:
            if arc[1] not in reached:
                cut_arcs[root(arc[0])].append(arc)
        cells: dict[Node, list[CellKey]] = defaultdict(list)
        for cell in self._establishment.cells:
            if ("from", cell) in reached:
                cells[root(("from", cell))].append(cell)
        places = list(self.capacity)
        return tuple(_part(tuple(found), cut_arcs[where], places) for where, found in cells.items())


def _part(cells: tuple[CellKey, ...], cut_arcs: list[Arc], places: list[Place]) -> Part:
    return Part(
        cells,
        sections=tuple((head[2], most) for _, head, most in cut_arcs if head[0] == "section"),
        free=sum(most for _, head, most in cut_arcs if head[0] == "alike"),
        places=tuple((places[tail[1]], most) for tail, head, most in cut_arcs if head[0] == "into"),
        rooms=tuple((tail[1], most) for tail, head, most in cut_arcs if head == _SINK),
    )


def _flow(arcs: list[Arc]) -> tuple[int, set[Node]]:
    """The greatest flow (persons), and the nodes that more could still reach."""
    ends = dict.fromkeys((_SOURCE, _SINK, *(end for arc in arcs for end in arc[:2])))
    nodes = {node: number for number, node in enumerate(ends)}
    if not arcs:
        return 0, {_SOURCE}
    tails = numpy.array([nodes[tail] for tail, _, _ in arcs])
    heads = numpy.array([nodes[head] for _, head, _ in arcs])
    most = numpy.array([arc[2] for arc in arcs], dtype=numpy.int32)
    size = (len(nodes), len(nodes))
    graph = csr_array((most, (tails, heads)), shape=size)
    solved = maximum_flow(graph, nodes[_SOURCE], nodes[_SINK])
    left = (graph - solved.flow).tocsr()
    reached, stack = {nodes[_SOURCE]}, [nodes[_SOURCE]]
    while stack:
        node = stack.pop()
        begin, end = left.indptr[node], left.indptr[node + 1]
        for head, spare in zip(left.indices[begin:end], left.data[begin:end], strict=True):
            if spare > 0 and head not in reached:
                reached.add(int(head))
                stack.append(int(head))
    names = list(nodes)
    return int(solved.flow_value), {names[number] for number in reached}
