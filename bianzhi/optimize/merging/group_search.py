"""Groups found by search instead of listed: for units whose sets of sections are too many to look at one by one."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy

from bianzhi.optimize.merging.clock import Clock
from bianzhi.optimize.merging.group_ascent import ascended
from bianzhi.optimize.merging.group_figures import Flags, GroupFigures, Numbers
from bianzhi.optimize.merging.group_relaxation import Bounds, GroupRelaxation
from bianzhi.optimize.merging.prices import Prices, Reaching
from bianzhi.optimize.merging.problem import Group, MergingProblem
from bianzhi.stopping import stop_if_asked

_WINDOW = 6
"""Persons: groups of about one size are searched together, as the cost of unevenness is then nearly linear."""

_AT_ONCE = 1000
"""Sets bounded in one go."""


class GroupSearch:
    """A tree of sets of sections: branches whose bound is under the floor are not followed."""

    def __init__(self, problem: MergingProblem) -> None:
        self.problem = problem
        self._figures = GroupFigures(problem)

    def tempting(self, prices: Prices, limit: int) -> Sequence[Group]:
        """Groups that exceed their prices, found by ascent from many sets: not all there are."""
        found = ascended(self._figures, prices)
        gains = {group: prices.gain(self.problem, group) for group in found if self.problem.is_group(group)}
        worthwhile = [group for group, gain in gains.items() if gain > len(prices.sections)]
        return sorted(worthwhile, key=lambda group: (-gains[group], group))[:limit]

    def reaching(self, prices: Prices, floor: int, limit: int, clock: Clock) -> Reaching:
        """Every group whose gain is ``floor`` or more, and the most any group gains, both in whole numbers.

        Where time runs out, or ``limit`` groups are found, ``most`` is a bound that still holds.
        """
        windows = [_WindowSearch(self._figures, prices, *window, floor) for window in self._windows()]
        found: list[Group] = []
        for window in windows:
            if window.most >= floor:
                window.run(clock, limit - len(found))
                found += window.found
        most = max([floor - 1, *(int(window.most) for window in windows)])
        return Reaching(tuple(sorted(found)), most, all(window.complete for window in windows))

    def _windows(self) -> list[tuple[int, int]]:
        """Ranges of staff that groups may have."""
        others = (self.problem.groups - 1) * self.problem.least
        highest = self.problem.staff - others
        starts = range(self.problem.least, highest + 1, _WINDOW)
        return [(start, min(highest, start + _WINDOW - 1)) for start in starts]


@dataclass(frozen=True, slots=True)
class _Sets:
    """Sets of sections, the sections each may still take in, and a bound on what each can come to gain."""

    chosen: Flags
    open_: Flags
    most: Numbers

    def __getitem__(self, which: slice) -> "_Sets":
        return _Sets(self.chosen[which], self.open_[which], self.most[which])


class _WindowSearch:
    """The search among groups of ``lowest`` to ``highest`` persons."""

    def __init__(self, figures: GroupFigures, prices: Prices, lowest: int, highest: int, floor: int) -> None:
        self._figures, self._prices = figures, prices
        self._lowest, self._highest, self._floor = lowest, highest, floor
        self.found: list[Group] = []
        self._best_found = -numpy.inf
        shape = (1, figures.count)
        self._root = _Sets(numpy.zeros(shape, bool), numpy.ones(shape, bool), numpy.array([numpy.inf]))
        quick = GroupRelaxation(figures, prices, lowest, highest, steps=0)
        self.most = float(self._bounds(self._root, quick)[0].most[0])
        """No group of this window gains more."""
        self.complete = self.most < floor
        """Whether every group that reaches the floor is found."""

    def run(self, clock: Clock, limit: int) -> None:
        """Search to the end, or until time or the limit of groups is reached."""
        relaxation = GroupRelaxation(self._figures, self._prices, self._lowest, self._highest)
        waiting = [self._root]
        while waiting and not clock.is_up and len(self.found) <= limit:
            stop_if_asked()
            sets = waiting.pop()
            if len(sets.most) > _AT_ONCE:
                waiting.append(sets[_AT_ONCE:])
            branches = self._branches(sets[:_AT_ONCE], relaxation)
            if len(branches.most):
                waiting.append(branches)
        open_ends = [float(sets.most.max()) for sets in waiting]
        self.most = min(self.most, max([self._best_found, self._floor - 1, *open_ends]))
        self.complete = not waiting

    def _bounds(self, sets: _Sets, relaxation: GroupRelaxation) -> tuple[Bounds, Numbers, Numbers, Flags]:
        """Bounds of sets, what they gain as they are, their staff, and the sections that fit them."""
        marginal = self._figures.marginal(sets.chosen, self._prices)
        gains = self._figures.gains(sets.chosen, marginal, self._prices)
        staff = sets.chosen @ self._figures.sizes
        fitting = sets.open_ & (self._figures.sizes[None, :] <= (self._highest - staff)[:, None])
        return relaxation.bounds(fitting, marginal, staff, gains), gains, staff, fitting

    def _branches(self, sets: _Sets, relaxation: GroupRelaxation) -> _Sets:
        """The sets of one more section that may still reach the floor; those that reach it now are noted.

        A section joins with those that score less still open, so every set is met in one way only.
        """
        bounds, gains, staff, fitting = self._bounds(sets, relaxation)
        self._note(sets.chosen, gains, staff)
        fitting &= bounds.most[:, None] + numpy.minimum(bounds.scores, 0) >= self._floor
        scores = numpy.where(fitting, bounds.scores, -numpy.inf)
        order = numpy.argsort(-scores, axis=1, kind="stable")
        ranked = numpy.take_along_axis(scores, order, 1)
        worthwhile = numpy.maximum(ranked, 0)
        after = numpy.cumsum(worthwhile[:, ::-1], axis=1)[:, ::-1] - worthwhile
        reach = bounds.rest[:, None] + ranked + after
        parents, ranks = numpy.nonzero(reach >= self._floor)
        joining = order[parents, ranks]
        rank = numpy.argsort(order, axis=1, kind="stable")
        chosen = sets.chosen[parents]
        chosen[numpy.arange(len(parents)), joining] = True
        open_ = fitting[parents] & (rank[parents] > ranks[:, None]) & ~self._figures.conflict[joining]
        return _Sets(chosen, open_, reach[parents, ranks])

    def _note(self, chosen: Flags, gains: Numbers, staff: Numbers) -> None:
        charged = gains - self._prices.general * self._figures.is_general(chosen)
        fits = (staff >= self._lowest) & (charged >= self._floor) & chosen.any(axis=1)
        for place in numpy.flatnonzero(fits):
            group = tuple(int(position) for position in numpy.flatnonzero(chosen[place]))
            if self._figures.problem.is_group(group):
                self.found.append(group)
                self._best_found = max(self._best_found, float(charged[place]))
