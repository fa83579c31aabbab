"""A network of whole-number flows: its least-cost flow, prices that prove it, and what else costs as little.

A network here is a circulation: one node is both where flow starts and where it ends, costs may be negative, and every
capacity is finite. OR-Tools finds the flow; that it is the cheapest is proven afterwards by the potentials computed here in
whole-number arithmetic, so no status of the library has to be believed.
"""

from dataclasses import dataclass
from importlib.metadata import version

import numpy
from ortools.graph.python import min_cost_flow
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from bianzhi.errors import SolverError
from bianzhi.optimize.arrays import Whole
from bianzhi.stopping import stop_if_asked

LABEL = f"OR-Tools {version('ortools')} 最小费用流"
"""Name and version, as a plan records them."""

_WIDEST = 1 << 56
"""Largest |cost| × (nodes + 1): path costs and the library's scaled prices stay far within 64 bits."""


class CostRangeError(Exception):
    """Costs are too large for the library's 64-bit arithmetic: fold fewer objectives into one."""


class NoFlowError(Exception):
    """No flow meets every supply: what is required contradicts the capacities."""


@dataclass(frozen=True, slots=True)
class Network:
    """Arcs by tail, head and capacity; ``supply`` is what each node sends out beyond what it receives (0 in sum)."""

    nodes: int
    tail: Whole
    head: Whole
    capacity: Whole
    supply: Whole

    def widest_cost(self) -> int:
        """The largest cost of an arc that is safe in 64 bits."""
        return _WIDEST // (self.nodes + 1)


@dataclass(frozen=True, slots=True)
class Optimum:
    """A cheapest flow, with potentials that prove it: every arc's reduced cost is its cost + potential of tail − of head."""

    flow: Whole
    potential: Whole
    reduced: Whole
    value: int
    bound: int
    """What no flow can cost less than; equal to ``value``, computed from the potentials alone."""


def cheapest(network: Network, cost: Whole) -> Optimum:
    """The cheapest flow, proven.

    Raises
    ------
    CostRangeError
        The costs are too large for 64 bits.
    NoFlowError
        The supplies cannot be met.
    SolverError
        The library's flow is not the cheapest; this would be an error of the library.
    """
    stop_if_asked()
    if not len(cost):
        nothing = numpy.zeros(0, numpy.int64)
        return Optimum(nothing, numpy.zeros(network.nodes, numpy.int64), nothing, 0, 0)
    if int(numpy.abs(cost).max()) > network.widest_cost():
        raise CostRangeError
    flow = _library_flow(network, cost)
    potential = potentials(network, cost, flow)
    reduced = cost + potential[network.tail] - potential[network.head]
    value = int(cost @ flow)
    bound = int(network.capacity @ numpy.minimum(reduced, 0)) - int(potential @ network.supply)
    if value != bound:
        raise SolverError("最小费用流的结果未通过对偶检验。", "请报告此问题，勿采用该结果。")
    return Optimum(flow, potential, reduced, value, bound)


def _library_flow(network: Network, cost: Whole) -> Whole:
    solver = min_cost_flow.SimpleMinCostFlow()
    arcs = solver.add_arcs_with_capacity_and_unit_cost(network.tail, network.head, network.capacity, cost)
    solver.set_nodes_supplies(numpy.arange(network.nodes), network.supply)
    status = solver.solve()
    if status == solver.BAD_COST_RANGE:
        raise CostRangeError
    if status == solver.INFEASIBLE:
        raise NoFlowError
    if status != solver.OPTIMAL:
        raise SolverError(f"最小费用流没有解出（{status}）。", "请报告此问题。")
    return numpy.asarray(solver.flows(arcs), dtype=numpy.int64)


def potentials(network: Network, cost: Whole, flow: Whole, start: Whole | None = None) -> Whole:
    """Shortest distances over the residual network (Bellman–Ford): they exist only if no flow is cheaper.

    Each round looks only at arcs out of nodes whose distance has just fallen.

    Raises
    ------
    SolverError
        A cheaper flow exists: the one given is not the cheapest.
    """
    forward, backward = flow < network.capacity, flow > 0
    tail = numpy.concatenate((network.tail[forward], network.head[backward]))
    head = numpy.concatenate((network.head[forward], network.tail[backward]))
    length = numpy.concatenate((cost[forward], -cost[backward]))
    order = numpy.argsort(head, kind="stable")
    tail, head, length = tail[order], head[order], length[order]
    first = numpy.flatnonzero(numpy.concatenate(([True], head[1:] != head[:-1])))
    reached = head[first]
    distance = numpy.zeros(network.nodes, numpy.int64) if start is None else start.copy()
    for _ in range(network.nodes + 1):
        stop_if_asked()
        nearest = numpy.minimum.reduceat(distance[tail] + length, first)
        if not (nearest < distance[reached]).any():
            return distance
        distance[reached] = numpy.minimum(distance[reached], nearest)
    raise SolverError("最小费用流的结果未通过对偶检验。", "请报告此问题，勿采用该结果。")


@dataclass(frozen=True, slots=True)
class Face:
    """All cheapest flows of a network: the arcs that may still vary, and what flows through the others for good."""

    network: Network
    arcs: Whole
    """Numbers of the varying arcs in the network before."""
    fixed: Whole
    """Flow of every arc of the network before that cannot vary, 0 for those that can."""


def face(network: Network, optimum: Optimum) -> Face:
    """Every flow that costs as little: arcs with reduced cost 0 vary, dearer ones are empty, cheaper ones full."""
    varying = numpy.flatnonzero(optimum.reduced == 0)
    fixed = numpy.where(optimum.reduced < 0, optimum.flow, 0)
    supply = network.supply.copy()
    numpy.subtract.at(supply, network.tail, fixed)
    numpy.add.at(supply, network.head, fixed)
    narrowed = Network(network.nodes, network.tail[varying], network.head[varying], network.capacity[varying], supply)
    return Face(narrowed, varying, fixed)


def is_only_flow(network: Network, flow: Whole) -> bool:
    """Whether no other flow meets the supplies: the residual network has no cycle but an arc there and back.

    Arcs that are neither empty nor full can be walked both ways. Where these alone close a ring, or where the parts they
    connect, taken as points, lie on a directed ring, another flow exists.
    """
    both = (flow > 0) & (flow < network.capacity)
    links = coo_array((numpy.ones(both.sum()), (network.tail[both], network.head[both])), (network.nodes,) * 2)
    parts, part = connected_components(links, directed=False)
    if int(both.sum()) > network.nodes - parts:
        return False
    one = ~both & (network.capacity > 0)
    full = flow[one] > 0
    tail = part[numpy.where(full, network.head[one], network.tail[one])]
    head = part[numpy.where(full, network.tail[one], network.head[one])]
    if (tail == head).any():
        return False
    ways = coo_array((numpy.ones(len(tail)), (tail, head)), (parts, parts))
    rings, _ = connected_components(ways, directed=True, connection="strong")
    return bool(rings == parts)
