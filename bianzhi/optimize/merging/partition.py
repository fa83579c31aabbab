"""The best grouping, with a bound, and the best that differs from it: exact for units of any size, time permitting."""

from collections.abc import Iterable
from dataclasses import dataclass

from bianzhi.domain.plan import Objective
from bianzhi.errors import InfeasiblePlanError, SolverError
from bianzhi.optimize.constraint import add_constraints
from bianzhi.optimize.lexicographic import solve_in_order
from bianzhi.optimize.merging.clock import Clock
from bianzhi.optimize.merging.constraints import ALL_CONSTRAINTS
from bianzhi.optimize.merging.group_search import GroupSearch
from bianzhi.optimize.merging.group_table import GroupTable
from bianzhi.optimize.merging.local_search import groupings_nearby, neighbors
from bianzhi.optimize.merging.model import GroupModel
from bianzhi.optimize.merging.objectives import closeness, earliest_group
from bianzhi.optimize.merging.prices import SCALE, Groups, Prices, relaxed_prices
from bianzhi.optimize.merging.problem import Group, Grouping, MergingProblem

MOST_LISTED_SECTIONS = 15
"""Sections for which all groups are listed, in a few hundredths of a second; for more they are searched for."""

_NEW_GROUPS_A_ROUND = 60
_IMPROVING_A_SEARCH = 200
_MOST_GROUPS_SOLVED = 20_000
_NEIGHBORS = 30
_FOR_PRICES = 0.7
"""Part of the time limit after which no better prices are looked for."""

_NEVER_REACHED = -(10**15)
"""A gain below that of any group."""


@dataclass(frozen=True, slots=True)
class Partition:
    """A grouping with its value and bound, in points; ``settled`` when no other is as good and earlier in order."""

    grouping: Grouping
    value: int
    bound: int
    settled: bool

    @property
    def proven(self) -> bool:
        """Whether no grouping is better."""
        return self.value == self.bound


def best_partition(
    merging: MergingProblem, start: Grouping, time_limit_seconds: float, others: Iterable[Grouping] = ()
) -> Partition:
    """The grouping of greatest value, ties broken towards the lexicographically smallest in ledger order.

    ``start`` and ``others`` are groupings allowed: what comes back is at least as good as each of them.
    """
    return PartitionSearch(merging, start, time_limit_seconds, others).best()


class PartitionSearch:
    """One problem: its best grouping, and then the next best."""

    def __init__(
        self, merging: MergingProblem, start: Grouping, time_limit_seconds: float, others: Iterable[Grouping] = ()
    ) -> None:
        self._merging = merging
        self._clock = Clock(time_limit_seconds)
        self._pricing_clock = Clock(_FOR_PRICES * time_limit_seconds)
        self._upper = merging.greatest_value
        few = len(merging.sections) <= MOST_LISTED_SECTIONS
        self._source: Groups = GroupTable(merging) if few else GroupSearch(merging)
        known = [start, *others]
        if not few:
            known += groupings_nearby(merging, max(known, key=merging.value), Clock(time_limit_seconds / 4))
        self._known = max(known, key=merging.value)
        self._pool: set[Group] = {group for grouping in known for group in grouping}

    def best(self) -> Partition:
        """The grouping of greatest value, the first of them in ledger order."""
        self._pricing = self._priced()
        found = self._best(None)
        known = Partition(self._known, self._merging.value(self._known), self._upper, settled=False)
        return known if found is None or found.value < known.value else found

    def next_best(self, best: Partition) -> Partition | None:
        """The best grouping other than the best, where one is known and time allows; its bound may be above it."""
        if self._clock.is_up or len(best.grouping) < 2:
            return None
        near = sorted(neighbors(self._merging, best.grouping), key=self._merging.value, reverse=True)
        self._pool |= {group for grouping in near[:_NEIGHBORS] for group in grouping}
        return self._best(best.grouping)

    def _best(self, other_than: Grouping | None) -> Partition | None:
        merging, pricing = self._merging, self._pricing
        found = self._solved(sorted(self._pool), other_than)
        if found is None and other_than is not None:
            every = self._source.reaching(pricing.prices, _NEVER_REACHED, _MOST_GROUPS_SOLVED, self._clock)
            found = self._solved(list(every.groups), other_than) if every.complete else None
        if found is None:
            return None
        model, reached = found
        value = reached.value - merging.constant
        floor = pricing.floor(merging, reached.value)
        reaching = self._source.reaching(pricing.prices, floor, _MOST_GROUPS_SOLVED, self._clock)
        if not reaching.complete or self._clock.is_up:
            return Partition(model.grouping(), value, self._upper, settled=False)
        solved = self._solved(sorted({*reaching.groups, *model.grouping()}), other_than)
        if solved is None:
            return Partition(model.grouping(), value, self._upper, settled=False)
        model, reached = solved
        value, bound = reached.value - merging.constant, reached.bound - merging.constant
        if not reached.proven:
            return Partition(model.grouping(), value, min(bound, self._upper), settled=False)
        grouping, settled = self._earliest(model)
        return Partition(grouping, value, bound, settled)

    def _priced(self) -> "Pricing":
        """Column generation: solve the relaxation over a few groups, add those that exceed their prices, until none does.

        Only the linear programs are inexact; their prices are rounded and everything made of them is in whole numbers,
        so stopping early costs tightness and never truth.
        """
        steady: Prices | None = None
        while True:
            prices = relaxed_prices(self._merging, sorted(self._pool), self._clock)
            steady = prices if steady is None else steady.halfway(prices)
            new = self._tempting(prices, steady)
            if not new or self._pricing_clock.is_up:
                beyond_rounding = len(prices.sections) + 3
                limit = _MOST_GROUPS_SOLVED if self._pricing_clock.is_up else _IMPROVING_A_SEARCH
                reaching = self._source.reaching(prices, beyond_rounding, limit, self._clock)
                new = set(reaching.groups) - self._pool
                pricing = Pricing(prices, reaching.most)
                self._upper = min(self._upper, pricing.bound(self._merging) - self._merging.constant)
                if not new or self._pricing_clock.is_up:
                    return pricing
            self._pool |= new

    def _tempting(self, prices: Prices, steady: Prices) -> set[Group]:
        """Groups that exceed their prices: by steady prices where these find any, as the last ones swing widely."""
        new = set(self._source.tempting(steady, _NEW_GROUPS_A_ROUND)) - self._pool
        new = {group for group in new if prices.gain(self._merging, group) > len(prices.sections)}
        return new or set(self._source.tempting(prices, _NEW_GROUPS_A_ROUND)) - self._pool

    def _solved(self, groups: list[Group], other_than: Grouping | None) -> tuple[GroupModel, Objective] | None:
        """The best grouping of some groups; None where there is none, or none was found in time."""
        model = GroupModel(self._merging, groups)
        add_constraints(model.problem, model, ALL_CONSTRAINTS)
        if other_than is not None:  # where all but one group are the same, the last is as well
            model.problem.addConstraint(model.formed_of(other_than) <= len(other_than) - 2, "differs")
        try:
            reached, _ = solve_in_order(model.problem, [closeness(model)], self._clock.left)
        except (InfeasiblePlanError, SolverError):
            return None
        return model, reached[0]

    def _earliest(self, model: GroupModel) -> tuple[Grouping, bool]:
        """Settle ties group by group; False where time ran out before that was done."""
        settled: list[Group] = []
        grouping = model.grouping()
        while len(settled) < len(grouping):
            covered = {position for group in settled for position in group}
            position = next(place for place in range(len(self._merging.sections)) if place not in covered)
            aim = earliest_group(model, position, tuple(settled))
            if aim is not None:
                if self._clock.is_up:
                    return grouping, False
                reached, _ = solve_in_order(model.problem, [aim], self._clock.left)
                grouping = model.grouping()
                if not reached[0].proven:
                    return grouping, False
            settled.append(next(group for group in grouping if position in group))
        return grouping, True


@dataclass(frozen=True, slots=True)
class Pricing:
    """Prices, and the most by which any group exceeds its price."""

    prices: Prices
    most: int

    def bound(self, merging: MergingProblem) -> int:
        """No grouping has more weight: each of its groups exceeds its price by at most ``most``."""
        return (self.prices.base(merging) + merging.groups * self.most) // SCALE

    def floor(self, merging: MergingProblem, worth: int) -> int:
        """What a group must gain to be in a grouping of weight ``worth`` or more, the others gaining ``most``."""
        return worth * SCALE - self.prices.base(merging) - (merging.groups - 1) * self.most
