"""Every group that could be formed, as a bit pattern with its weight: the columns of the set-partitioning problem."""

from collections.abc import Iterable, Sequence

import numpy
import numpy.typing

from bianzhi.optimize.merging.problem import MergingProblem

Whole = numpy.typing.NDArray[numpy.int64]


class GroupTable:
    """All groups of a problem that leave enough sections and staff for the other groups.

    With m sections there are fewer than 2^m; group n holds section i when bit i of ``masks[n]`` is set. A group under
    the minimum size is not in the table (M4).
    """

    def __init__(self, problem: MergingProblem) -> None:
        self.problem = problem
        others = problem.groups - 1
        staff = _sums(problem.sizes)
        members = _sums([1] * len(problem.sizes))
        possible = (members >= 1) & (members <= len(problem.sizes) - others)
        possible &= (staff >= problem.least) & (staff <= problem.staff - others * problem.least)
        self.masks: Whole = numpy.flatnonzero(possible)
        self.weights: Whole = self._all_weights()[self.masks]

    def _all_weights(self) -> Whole:
        """Sum of pair weights within every subset: a subset is a smaller one and its highest section."""
        count = len(self.problem.sizes)
        weights = numpy.zeros(1 << count, numpy.int64)
        for high in range(count):
            joining = _sums([self.problem.weight[low, high] for low in range(high)])
            weights[1 << high : 2 << high] = weights[: 1 << high] + joining
        return weights

    def find(self, groups: Iterable[Sequence[int]]) -> list[int]:
        """The numbers of groups given by the positions of their sections."""
        masks = [sum(1 << position for position in group) for group in groups]
        return [int(number) for number in numpy.searchsorted(self.masks, masks)]

    def members(self, number: int) -> tuple[int, ...]:
        """Positions of the sections of a group."""
        mask = int(self.masks[number])
        return tuple(position for position in range(len(self.problem.sizes)) if mask >> position & 1)

    def gains(self, section_prices: Sequence[int], group_price: int, scale: int) -> Whole:
        """Weight, times ``scale``, of every group less the prices of its sections and of a group: exact."""
        return self.weights * scale - _sums(section_prices)[self.masks] - group_price


def _sums(values: Sequence[int]) -> Whole:
    """The sum of the values chosen by every bit pattern."""
    sums = numpy.zeros(1 << len(values), numpy.int64)
    for position, value in enumerate(values):
        sums[1 << position : 2 << position] = sums[: 1 << position] + value
    return sums
