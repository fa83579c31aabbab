"""Every group that could be formed, as a bit pattern with its weight: for units of few sections, all are listed."""

from collections.abc import Sequence

import numpy
import numpy.typing

from bianzhi.optimize.merging.clock import Clock
from bianzhi.optimize.merging.prices import SCALE, Prices, Reaching
from bianzhi.optimize.merging.problem import Group, MergingProblem

Whole = numpy.typing.NDArray[numpy.int64]


class GroupTable:
    """All groups of a problem that leave enough sections and staff for the other groups.

    With m sections there are fewer than 2^m; group n holds section i when bit i of ``masks[n]`` is set. A group under
    the minimum size is not in the table (M4), nor one of sections to be kept apart (M9).
    """

    def __init__(self, problem: MergingProblem) -> None:
        self.problem = problem
        others = problem.groups - 1
        staff = _sums(problem.sizes)
        members = _sums([1] * len(problem.sizes))
        possible = (members >= 1) & (members <= len(problem.sizes) - others)
        possible &= (staff >= problem.least) & (staff <= problem.staff - others * problem.least)
        masks = numpy.arange(len(staff))
        for one, other in sorted(problem.apart_pairs):
            possible &= (masks >> one & masks >> other & 1) == 0
        self.masks: Whole = numpy.flatnonzero(possible)
        self.weights: Whole = self._all_weights()[self.masks]
        business = sum(1 << place for place in range(len(problem.sizes)) if place not in problem.general)
        self.is_general = (self.masks & business) == 0

    def _all_weights(self) -> Whole:
        """Sum of pair weights within every subset: a subset is a smaller one and its highest section."""
        count = len(self.problem.sizes)
        weights = numpy.zeros(1 << count, numpy.int64)
        for high in range(count):
            joining = _sums([self.problem.weight[low, high] for low in range(high)])
            weights[1 << high : 2 << high] = weights[: 1 << high] + joining
        return weights

    def members(self, number: int) -> Group:
        """Positions of the sections of a group."""
        mask = int(self.masks[number])
        return tuple(position for position in range(len(self.problem.sizes)) if mask >> position & 1)

    def gains(self, prices: Prices) -> Whole:
        """Weight, times SCALE, of every group less its price: exact."""
        charged = _sums(prices.sections)[self.masks] + prices.group + prices.general * self.is_general
        gains: Whole = self.weights * SCALE - charged
        return gains

    def tempting(self, prices: Prices, limit: int) -> Sequence[Group]:
        """The groups that exceed their prices most; below a ten-thousandth a section, a gain may be rounding alone."""
        gains = self.gains(prices)
        found = numpy.flatnonzero(gains > len(prices.sections))
        order = numpy.argsort(-gains[found], kind="stable")[:limit]
        return [self.members(int(number)) for number in found[order]]

    def reaching(self, prices: Prices, floor: int, limit: int, clock: Clock) -> Reaching:
        """Every group whose gain is ``floor`` or more, unless there are over ``limit``: a look through the table."""
        gains = self.gains(prices)
        numbers = numpy.flatnonzero(gains >= floor)
        found = tuple(self.members(int(number)) for number in numbers[:limit])
        return Reaching(found, int(gains.max()), complete=len(numbers) <= limit)


def _sums(values: Sequence[int]) -> Whole:
    """The sum of the values chosen by every bit pattern."""
    sums = numpy.zeros(1 << len(values), numpy.int64)
    for position, value in enumerate(values):
        sums[1 << position : 2 << position] = sums[: 1 << position] + value
    return sums
