"""How much a set of sections could gain at most by taking in more: a bound on the whole tree below it."""

from dataclasses import dataclass

import numpy

from bianzhi.optimize.merging.group_figures import Flags, GroupFigures, Numbers
from bianzhi.optimize.merging.prices import SCALE, Prices
from bianzhi.optimize.merging.problem import POINTS_OF_UNEVENNESS

_HALF_UNEVENNESS = POINTS_OF_UNEVENNESS // 2 * SCALE
"""What the square of a group's staff costs: pairs s(i)s(j) add up to half the square less half the squares."""

_EVEN_RATES = (0.0, 0.2, 0.5, 1.0)
"""Rates as parts of the greatest share for a person of an average section, for sets in which others matter."""

_RATES = (1.0, 2.0, 4.0)
"""Rates of affinity for a person, as multiples of those that are best at the root: deeper, there is less room."""

_SLOPES = 8
"""Tangents tried for each set, by bisection."""

_STEPS = 150
"""Subgradient steps: sixty leave ten times as many branches where affinities are small and many."""

_DECAY = 0.97
"""How much shorter each step is than the last."""

_NEVER = -1e15


@dataclass(frozen=True, slots=True)
class Bounds:
    """For every set: a bound on what it and all that holds it can gain; each section's part in it; what remains."""

    most: Numbers
    scores: Numbers
    rest: Numbers


class GroupRelaxation:
    """Bounds for groups of ``lowest`` to ``highest`` persons.

    A group's affinity is a sum over pairs; each pair (j, k) is shared between j and k (``shares`` of j and of k add up
    to it). What j can get from others with ``room`` persons is at most rate·room + Σ max(0, share − rate·size) for any
    rate of points for a person. With that as a fixed sum for each section, and −t² replaced by any of its tangents, the
    sections to take are those of positive score. Shares and rates decide only how tight that is: every figure is a whole
    number, and the bound holds for any.
    """

    def __init__(self, figures: GroupFigures, prices: Prices, lowest: int, highest: int, steps: int = _STEPS) -> None:
        self._figures = figures
        self._lowest, self._highest = lowest, highest
        self._own = _HALF_UNEVENNESS * figures.sizes**2
        shares, rates = self._tuned(prices, steps)
        typical = shares.max(initial=0) / max(1.0, figures.sizes.mean())
        even = [numpy.full(figures.count, typical * rate) for rate in _EVEN_RATES]
        fits = figures.sizes[:, None] + figures.sizes[None, :] <= highest
        self._planes = [
            (rate, (numpy.maximum(0, shares - rate[:, None] * figures.sizes[None, :]) * fits).T.copy())
            for rate in map(numpy.rint, [*(rates * rate for rate in _RATES), *even])
        ]

    def bounds(self, open_: Flags, marginal: Numbers, staff: Numbers, gains: Numbers) -> Bounds:
        """Bounds for sets that may take in the sections ``open_``, given what each would add to them now."""
        sizes = self._figures.sizes
        least, room = numpy.maximum(0, self._lowest - staff), self._highest - staff
        others_room = numpy.maximum(0, room[:, None] - sizes[None, :])
        taking = open_.astype(numpy.float64)
        among = numpy.full(open_.shape, numpy.inf)
        for rate, plane in self._planes:
            numpy.minimum(among, rate[None, :] * others_room + taking @ plane, out=among)
        worth = marginal + self._own + among
        most = numpy.full(len(staff), numpy.inf)
        scores, rest = numpy.empty(open_.shape), numpy.empty(len(staff))
        ratio = worth / numpy.maximum(sizes, 0.5)
        lower = numpy.minimum(numpy.where(open_, ratio, numpy.inf).min(axis=1), 0)
        upper = numpy.maximum(numpy.where(open_, ratio, -numpy.inf).max(axis=1), 0)
        rate = _HALF_UNEVENNESS * (least + room)
        for _ in range(_SLOPES):
            rate = numpy.rint(numpy.clip(rate, lower, upper))
            score = numpy.where(open_, worth - rate[:, None] * sizes, _NEVER)
            joining = numpy.clip(numpy.rint(rate / (2 * _HALF_UNEVENNESS)), least, room)
            base = gains + rate * joining - _HALF_UNEVENNESS * joining**2
            bound = base + numpy.maximum(score, 0).sum(axis=1)
            better = bound < most
            most[better], scores[better], rest[better] = bound[better], score[better], base[better]
            over = (score > 0) @ sizes > joining  # more would join than the tangent stands for: charge more for each
            lower, upper = numpy.where(over, rate, lower), numpy.where(over, upper, rate)
            rate = (lower + upper) / 2
        return Bounds(most, scores, rest)

    def _tuned(self, prices: Prices, steps: int) -> tuple[Numbers, Numbers]:
        """Shares and rates that make the bound of the empty set small, by subgradient steps; whole numbers."""
        affinity, sizes = self._figures.affinity, self._figures.sizes
        alone = self._own - numpy.array(prices.sections, numpy.float64)
        shares = affinity / 2
        best, kept, rates = numpy.inf, shares, numpy.zeros(len(sizes))
        for step in range(steps):
            parts, rate = self._from_others(shares)
            worth = alone + (parts * shares).sum(axis=1)
            bound, taken = self._taken(worth)
            if bound < best:
                best, kept, rates = bound, shares.copy(), rate
            uneven = taken[:, None] * parts - taken[None, :] * parts.T
            length = (uneven**2).sum() / 2
            if length < 1e-9:
                break
            shares = shares - 0.3 * _DECAY**step * max(bound, SCALE) / length * uneven
        upper = numpy.triu(numpy.rint(kept), 1)
        whole: Numbers = upper + numpy.tril((affinity - upper.T), -1)
        return whole, rates

    def _from_others(self, shares: Numbers) -> tuple[Numbers, Numbers]:
        """For each section, the parts of others that give it most within its room, and the rate at which room is full."""
        sizes = self._figures.sizes
        places = numpy.arange(len(sizes))
        ratio = shares / numpy.maximum(sizes, 0.5)[None, :]
        ratio[(sizes[:, None] + sizes[None, :] > self._highest) | (shares <= 0)] = 0
        ratio[places, places] = 0
        order = numpy.argsort(-ratio, axis=1, kind="stable")
        ranked = numpy.take_along_axis(ratio, order, 1)
        needed = numpy.maximum(sizes, 0.5)[order]
        before = numpy.cumsum(needed, axis=1) - needed
        part = numpy.clip((self._highest - sizes[:, None] - before) / needed, 0, 1) * (ranked > 0)
        parts = numpy.zeros(shares.shape)
        numpy.put_along_axis(parts, order, part, 1)
        full = numpy.minimum((part >= 1).sum(axis=1), len(sizes) - 1)
        return parts, ranked[places, full]

    def _taken(self, worth: Numbers) -> tuple[float, Numbers]:
        """The bound of the empty set for fixed worths, and the parts of sections that nearly attain it."""
        sizes = numpy.maximum(self._figures.sizes, 0.5)
        bound = numpy.inf
        lower, upper = min(0.0, float((worth / sizes).min())), max(0.0, float((worth / sizes).max()))
        for _ in range(2 * _SLOPES):
            rate = (lower + upper) / 2
            joining = min(max(rate / (2 * _HALF_UNEVENNESS), self._lowest), self._highest)
            scores = worth - rate * self._figures.sizes
            bound = min(bound, float(numpy.maximum(scores, 0).sum() + rate * joining - _HALF_UNEVENNESS * joining**2))
            over = float((scores > 0) @ self._figures.sizes) > joining
            lower, upper = (rate, upper) if over else (lower, rate)
        order = numpy.argsort(-worth / sizes, kind="stable")
        before = numpy.cumsum(sizes[order]) - sizes[order]
        taken = numpy.zeros(len(sizes))
        taken[order] = numpy.clip((self._highest - before) / sizes[order], 0, 1)
        taken[worth <= 0] = 0
        return bound, taken
