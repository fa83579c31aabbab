"""Which pairs hang together: parts that no limit connects are solved one by one."""

import numpy
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from bianzhi.optimize.arrays import Truth, Whole
from bianzhi.optimize.flow.relatives import Relatives
from bianzhi.optimize.flow.rows import Rows
from bianzhi.optimize.reallocation.pair_table import Table


def parts_of(table: Table, rows: Rows, pairs: Whole, relatives: Relatives | None, together: list[Whole]) -> list[Whole]:
    """The numbers of the pairs of each part, ascending, in the order of their first pairs.

    People are connected by the cell they could come to; by their cell, unit or section where its limit may bind; by a unit
    or section that arrivals may keep above its minimum; as relatives; and as each of ``together`` says (numbers of pairs).
    """
    counts = [len(table.people), len(table.cells), len(table.cells), len(table.units), len(table.sections)]
    first = numpy.concatenate(([0], numpy.cumsum(counts)))
    people, person, opening = numpy.unique(table.person[pairs]), table.person[pairs], table.opening[pairs]
    links = [(person, first[1] + table.cell_at[opening])]

    def link(members: Whole, thing_of: Whole, kind: int, binds: Truth) -> None:
        matter = thing_of >= 0
        matter[matter] = binds[thing_of[matter]]
        links.append((members[matter], first[kind] + thing_of[matter]))

    link(people, table.origin_of[people], 2, rows.cell_binds)
    link(people, table.unit_of[people], 3, rows.units.binds)
    link(person, table.unit_at[opening], 3, rows.units.binds & ~rows.units.exact)
    link(people, table.section_of[people], 4, rows.sections.binds)
    link(person, table.section_at[opening], 4, rows.sections.binds & ~rows.sections.exact)
    if relatives is not None and relatives.links:
        one, other = zip(*relatives.links, strict=True)
        links.append((numpy.array(one), numpy.array(other)))
    for members in together:
        who = table.person[members]
        links.append((who[:-1], who[1:]))
    tail, head = (numpy.concatenate(ends) for ends in zip(*links, strict=True))
    graph = coo_array((numpy.ones(len(tail), bool), (tail, head)), (int(first[-1]),) * 2)
    _, part = connected_components(graph, directed=False)
    return _split(pairs, part[person])


def _split(pairs: Whole, part: Whole) -> list[Whole]:
    order = numpy.argsort(part, kind="stable")
    borders = numpy.flatnonzero(part[order][1:] != part[order][:-1]) + 1
    return sorted(numpy.split(pairs[order], borders), key=lambda numbers: int(numbers[0]))
