"""The best grouping, with a bound: by whole groups up to 22 sections, by pairs beyond."""

import time
from collections.abc import Sequence
from dataclasses import dataclass

import numpy
import pulp

from bianzhi.domain.plan import Objective
from bianzhi.errors import SolverError
from bianzhi.optimize.constraint import add_constraints
from bianzhi.optimize.lexicographic import solve_in_order
from bianzhi.optimize.merging.constraints import BY_GROUPS, BY_PAIRS
from bianzhi.optimize.merging.group_table import GroupTable, Whole
from bianzhi.optimize.merging.local_search import improved
from bianzhi.optimize.merging.model import GroupModel, PairModel
from bianzhi.optimize.merging.objectives import closeness, earliest_group
from bianzhi.optimize.merging.problem import Grouping, MergingProblem
from bianzhi.optimize.solver import shadow_prices

MOST_LISTED_SECTIONS = 22
"""Sections for which all groups are listed: 2^22 of them take one to four seconds and 300 MB."""

SCALE = 10_000
"""Prices are whole numbers of points / SCALE, so that every bound made of them is exact."""

_NEW_GROUPS_A_ROUND = 60
_MOST_GROUPS_SOLVED = 20_000


@dataclass(frozen=True, slots=True)
class Partition:
    """A grouping with its value and bound, in points; ``settled`` when no other is as good and earlier in order."""

    grouping: Grouping
    value: int
    bound: int
    settled: bool


class _Clock:
    def __init__(self, seconds: float) -> None:
        self._end = time.perf_counter() + seconds

    @property
    def left(self) -> float:
        """Seconds left, never less than what a small problem takes."""
        return max(1.0, self._end - time.perf_counter())

    @property
    def is_up(self) -> bool:
        return time.perf_counter() >= self._end


def best_partition(merging: MergingProblem, start: Grouping, time_limit_seconds: float) -> Partition:
    """The grouping of greatest value, ties broken towards the lexicographically smallest in ledger order.

    ``start`` is any grouping allowed; it comes back where nothing better is found in time. For more than
    ``MOST_LISTED_SECTIONS`` sections ties are broken by the solver, which is deterministic but follows no order.
    """
    clock = _Clock(time_limit_seconds)
    if len(merging.sections) <= MOST_LISTED_SECTIONS:
        return _by_groups(merging, start, clock)
    return _by_pairs(merging, start, clock)


@dataclass(frozen=True)
class _Pricing:
    """Groups worth looking at, and what the prices say of all others."""

    pool: tuple[int, ...]
    base: int
    """The prices of all sections and of the number of groups, times SCALE."""
    gains: Whole
    """How much each group of the table exceeds its price, times SCALE."""

    @property
    def most(self) -> int:
        return int(self.gains.max())

    def bound(self, groups: int) -> int:
        """No grouping is worth more: each of its groups exceeds its price by at most ``most``."""
        return (self.base + groups * self.most) // SCALE

    def could_be_in(self, groups: int, worth: int) -> list[int]:
        """Groups that a grouping worth at least ``worth`` may hold, the others exceeding their prices by ``most``."""
        needed = worth * SCALE - self.base - (groups - 1) * self.most
        return [int(number) for number in numpy.flatnonzero(self.gains >= needed)]


def _by_groups(merging: MergingProblem, start: Grouping, clock: _Clock) -> Partition:
    table = GroupTable(merging)
    pricing = _price(table, table.find(start), clock)
    first, reached = _solve(table, pricing.pool, clock)
    candidates = pricing.could_be_in(merging.groups, reached.value)
    if clock.is_up or len(candidates) > _MOST_GROUPS_SOLVED:
        bound = pricing.bound(merging.groups) - merging.constant
        return Partition(first.grouping(), reached.value - merging.constant, bound, settled=False)
    model, reached = _solve(table, candidates, clock)
    value, bound = reached.value - merging.constant, reached.bound - merging.constant
    if not reached.proven:
        return Partition(model.grouping(), value, bound, settled=False)
    grouping, settled = _earliest(model, clock)
    return Partition(grouping, value, bound, settled)


def _price(table: GroupTable, start: Sequence[int], clock: _Clock) -> _Pricing:
    """Column generation: solve the relaxation over a few groups, add those that exceed their prices, until none does.

    Only the linear programs are inexact; their prices are rounded and everything made of them is in whole numbers, so
    stopping early costs tightness and never truth.
    """
    pool = set(start)
    best = numpy.argsort(-table.weights, kind="stable")[:_NEW_GROUPS_A_ROUND]
    pool.update(int(number) for number in best)
    while True:
        prices, group_price = _prices(table, sorted(pool), clock)
        gains = table.gains(prices, group_price, SCALE)
        tempting = numpy.flatnonzero(gains > len(prices))  # below that, a gain may be rounding alone
        order = numpy.argsort(-gains[tempting], kind="stable")[:_NEW_GROUPS_A_ROUND]
        new = {int(number) for number in tempting[order]} - pool
        if not new or clock.is_up:
            base = sum(prices) + group_price * table.problem.groups
            return _Pricing(tuple(sorted(pool)), base, gains)
        pool |= new


def _prices(table: GroupTable, numbers: Sequence[int], clock: _Clock) -> tuple[list[int], int]:
    model = GroupModel(table, numbers, whole=False)
    model.problem.sense = pulp.LpMinimize
    model.problem.setObjective(-model.closeness)
    add_constraints(model.problem, model, BY_GROUPS)
    costs = shadow_prices(model.problem, clock.left)
    prices = [round(-costs[f"M1_{position}"] * SCALE) for position in range(len(table.problem.sections))]
    return prices, round(-costs["M3_0"] * SCALE)


def _solve(table: GroupTable, numbers: Sequence[int], clock: _Clock) -> tuple[GroupModel, Objective]:
    model = GroupModel(table, numbers)
    add_constraints(model.problem, model, BY_GROUPS)
    reached, _ = solve_in_order(model.problem, [closeness(model)], clock.left)
    return model, reached[0]


def _earliest(model: GroupModel, clock: _Clock) -> tuple[Grouping, bool]:
    """Settle ties group by group; False where time ran out before that was done."""
    settled: list[tuple[int, ...]] = []
    grouping = model.grouping()
    while len(settled) < len(grouping):
        covered = {position for group in settled for position in group}
        position = next(place for place in range(len(model.merging.sections)) if place not in covered)
        aim = earliest_group(model, position, tuple(settled))
        if aim is not None:
            if clock.is_up:
                return grouping, False
            reached, _ = solve_in_order(model.problem, [aim], clock.left)
            grouping = model.grouping()
            if not reached[0].proven:
                return grouping, False
        settled.append(next(group for group in grouping if position in group))
    return grouping, True


def _by_pairs(merging: MergingProblem, start: Grouping, clock: _Clock) -> Partition:
    fallback = improved(merging, start)
    model = PairModel(merging)
    add_constraints(model.problem, model, BY_PAIRS)
    try:
        reached, _ = solve_in_order(model.problem, [closeness(model)], clock.left)
    except SolverError:
        return Partition(fallback, merging.value(fallback), merging.greatest_value, settled=False)
    found, value = model.grouping(), reached[0].value
    if value < merging.value(fallback):
        found, value = fallback, merging.value(fallback)
    return Partition(found, value, reached[0].bound, settled=False)
