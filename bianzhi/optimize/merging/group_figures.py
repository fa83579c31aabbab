"""The figures of a merging problem as arrays of whole numbers, times SCALE where they are points.

They are kept as 64-bit floating-point numbers, which hold whole numbers to 2^53 exactly and multiply fast; the greatest here
are below 10^13. So nothing is ever rounded in them.
"""

from functools import cached_property

import numpy
import numpy.typing

from bianzhi.optimize.merging.prices import SCALE, Prices
from bianzhi.optimize.merging.problem import POINTS_OF_UNEVENNESS, MergingProblem

Numbers = numpy.typing.NDArray[numpy.float64]
Flags = numpy.typing.NDArray[numpy.bool_]


class GroupFigures:
    """Sizes, affinities and weights of one problem, for the search for groups."""

    def __init__(self, problem: MergingProblem) -> None:
        self.problem = problem
        self.count = len(problem.sizes)
        self.sizes: Numbers = numpy.array(problem.sizes, numpy.float64)
        self.conflict: Flags = numpy.zeros((self.count, self.count), bool)
        for one, other in problem.apart_pairs:
            self.conflict[one, other] = self.conflict[other, one] = True
        self.business: Flags = numpy.array([place not in problem.general for place in range(self.count)])

    @cached_property
    def affinity(self) -> Numbers:
        """Affinity of each pair, both ways; 0 for pairs that must be apart, which no group has."""
        points = numpy.zeros((self.count, self.count))
        for (i, j), value in self.problem.affinity.items():
            points[i, j] = points[j, i] = value * SCALE
        points[self.conflict] = 0
        return points

    @cached_property
    def weights(self) -> Numbers:
        """Affinity less the pair's part of the unevenness."""
        uneven = POINTS_OF_UNEVENNESS * SCALE * numpy.outer(self.sizes, self.sizes)
        weights: Numbers = self.affinity - uneven
        numpy.fill_diagonal(weights, 0)
        return weights

    def marginal(self, chosen: Flags, prices: Prices) -> Numbers:
        """What each section would add to each set chosen: its weights with those in the set, less its price."""
        return chosen.astype(numpy.float64) @ self.weights - numpy.array(prices.sections, numpy.float64)

    def gains(self, chosen: Flags, marginal: Numbers, prices: Prices) -> Numbers:
        """Weight of each set less its price, but for the price of a general group."""
        charged = numpy.array(prices.sections, numpy.float64)
        gains: Numbers = ((marginal - charged) * chosen).sum(axis=1) / 2 - prices.group
        return gains

    def is_general(self, chosen: Flags) -> Flags:
        """Which sets are of general sections only."""
        general: Flags = numpy.logical_not((chosen & self.business).any(axis=1))
        return general
