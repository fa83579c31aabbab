"""One part of a task: its best flow, and where relatives meet in it, the best of the plans that keep them apart."""

import heapq
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

import numpy

from bianzhi.optimize.arrays import Whole
from bianzhi.optimize.flow.aims import Folded, Level, folded, level
from bianzhi.optimize.flow.build import PairNetwork, network_of
from bianzhi.optimize.flow.network import Network, NoFlowError, cheapest, face, is_only_flow
from bianzhi.optimize.flow.relatives import Clash, Relatives
from bianzhi.optimize.flow.rows import Rows
from bianzhi.optimize.reallocation.objectives import ROUNDS, digest
from bianzhi.optimize.reallocation.pair_table import Table

Vector: TypeAlias = tuple[int, ...]

_MOST_FLOWS = 400
"""Flows that the search for relatives may take before the part goes to the model."""


class NotByFlowError(Exception):
    """The flow cannot settle this part: the model has to."""


@dataclass(frozen=True, slots=True)
class PartPlan:
    """The best choice of pairs of one part, and what no plan of it can exceed."""

    chosen: Whole
    bounds: Vector
    """Moves, then each aim, the sign turned where less is better; each given the ones before."""
    unique: bool


@dataclass(frozen=True)
class Part:
    """Pairs that limits tie together."""

    table: Table
    rows: Rows
    pairs: Whole
    required: frozenset[int] = frozenset()
    """Numbers of people who move whatever else is done."""

    def best(self, left_out: frozenset[int] = frozenset(), must_move: frozenset[int] = frozenset()) -> PartPlan:
        """The best flow; of several that are equally good in every aim, the one that the digests pick.

        Raises
        ------
        NoFlowError
            Those who must move, or are required to, cannot all.
        """
        pairs, must_move = self.pairs, must_move | self.required
        if left_out:
            pairs = pairs[~numpy.isin(pairs, numpy.fromiter(left_out, numpy.int64))]
        if not must_move <= set(self.table.person[pairs].tolist()):
            raise NoFlowError
        if not len(pairs):
            return PartPlan(pairs, (0,) * (1 + len(self.table.aims)), unique=True)
        built = network_of(self.table, self.rows, pairs, must_move)
        descent = _Descent(built)
        bounds: list[int] = []
        for fold in folded(_levels(self.table, built), built.network.widest_cost()):
            bounds += fold.unfold(descent.step(fold))
        if not descent.is_settled:
            _break_ties(self.table, descent)
        chosen = built.chosen(descent.flow)
        return PartPlan(chosen, _with_implied(self.table, bounds), descent.is_settled)

    def worth(self, chosen: Whole) -> Vector:
        """What plans are compared by: moves, aims, digests; the sign such that more is better."""
        vector = [len(chosen)]
        for aim, coefficients in zip(self.table.aims, self.table.coefficients, strict=True):
            total = int(coefficients[chosen].sum())
            vector.append(total if aim.maximize else -total)
        return (*vector, *(-_digests(self.table, chosen).sum(axis=0)).tolist())


class _Descent:
    """One network, made narrower objective by objective: after each step only the flows that are best so far remain."""

    def __init__(self, built: PairNetwork) -> None:
        self.built = built
        self.flow = numpy.zeros(len(built.network.tail), numpy.int64)
        self._network: Network = built.network
        self._arcs: Whole = numpy.arange(len(self.flow))

    def step(self, fold: Folded) -> int:
        """Make one folded number as large as it can be; what it cannot exceed."""
        optimum = cheapest(self._network, self.built.cost(fold.value)[self._arcs])
        self.flow[self._arcs] = optimum.flow
        narrowed = face(self._network, optimum)
        self._network, self._arcs = narrowed.network, self._arcs[narrowed.arcs]
        return -optimum.bound

    @property
    def is_settled(self) -> bool:
        """Whether only one flow remains."""
        return is_only_flow(self._network, self.flow[self._arcs])

    @property
    def varying_pairs(self) -> Whole:
        """Which pairs, by their place in the network, some remaining flow carries out."""
        first = len(self.flow) - len(self.built.pairs)
        return self._arcs[self._arcs >= first] - first


def _levels(table: Table, built: PairNetwork) -> list[Level]:
    levels = [level(numpy.ones(len(built.pairs), numpy.int64), built.moves)]
    for number, aim in enumerate(table.aims):
        if not table.is_implied(number):
            levels.append(level(table.coefficients[number][built.pairs], built.moves, aim.maximize))
    return levels


def _with_implied(table: Table, bounds: list[int]) -> Vector:
    """The bounds of all aims: an aim that counts every pair alike has what the number of moves makes of it."""
    moves, *rest = bounds
    explicit = iter(rest)
    found = [moves]
    for number, aim in enumerate(table.aims):
        if table.is_implied(number):
            total = moves * int(table.coefficients[number][0])
            found.append(total if aim.maximize else -total)
        else:
            found.append(next(explicit))
    return tuple(found)


def _break_ties(table: Table, descent: _Descent) -> None:
    """Least sums of the digests, round by round, until one flow remains or the digests are used up."""
    built, places = descent.built, descent.varying_pairs
    weights = numpy.zeros((ROUNDS, len(built.pairs)), numpy.int64)
    weights[:, places] = _digests(table, built.pairs[places]).T
    levels = [level(each, built.moves, maximize=False) for each in weights]
    for fold in folded(levels, built.network.widest_cost()):
        descent.step(fold)
        if descent.is_settled:
            return


def _digests(table: Table, pairs: Whole) -> Whole:
    """What each pair weighs in each round of the tie-break, as ``objectives.tie_break`` has it."""
    joined = b"".join(digest(table.pairs[pair]) for pair in pairs.tolist())
    return numpy.frombuffer(joined, ">u2").astype(numpy.int64).reshape(len(pairs), ROUNDS)


def best_without_clashes(part: Part, relatives: Relatives, is_late: Callable[[], bool]) -> PartPlan:
    """The best plan of a part in which no relatives are brought together.

    Where two meet, one of two things is so in every plan that keeps them apart: the one does not come, or the other does
    not come either (does leave, if he was there). Both are tried, the most promising flow first; the first that needs no
    more deciding is the best of all. Every flow is the one best for what was decided, digests included, so none is missed.

    Raises
    ------
    NotByFlowError
        A flow is not the only one of its worth, or it takes too many of them.
    NoFlowError
        Those who are required to move cannot all.
    """
    counter = 0
    first = part.best()
    waiting: list[tuple[Vector, int, PartPlan, frozenset[int], frozenset[int]]] = []
    if not relatives.clashes(first.chosen.tolist()):
        return first

    def put(plan: PartPlan, left_out: frozenset[int], must_move: frozenset[int]) -> None:
        nonlocal counter
        if not plan.unique:
            raise NotByFlowError
        counter += 1
        worth = tuple(-value for value in part.worth(plan.chosen))
        heapq.heappush(waiting, (worth, counter, plan, left_out, must_move))

    put(first, frozenset(), frozenset())
    while waiting:
        _, _, plan, left_out, must_move = heapq.heappop(waiting)
        clashes = relatives.clashes(plan.chosen.tolist())
        if not clashes:
            return plan
        if counter > _MOST_FLOWS or is_late():
            raise NotByFlowError
        for more_out, more_moving in _ways_apart(clashes[0], relatives):
            try:
                decided = left_out | more_out, must_move | more_moving
                put(part.best(*decided), *decided)
            except NoFlowError:
                continue
    raise NotByFlowError


def _ways_apart(clash: Clash, relatives: Relatives) -> tuple[tuple[frozenset[int], frozenset[int]], ...]:
    """(Pairs to be left out, people who must move), once for each way."""
    not_he = frozenset(relatives.into(clash.person, clash.unit).tolist())
    if clash.stays:
        inside = frozenset(relatives.inside(clash.relative).tolist())
        return (not_he, frozenset()), (inside, frozenset((clash.relative,)))
    not_the_other = frozenset(relatives.into(clash.relative, clash.unit).tolist())
    return (not_he, frozenset()), (not_the_other, frozenset())
