"""Objectives as levels of one order, folded into as few whole-number costs as 64 bits allow, and unfolded again."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy

from bianzhi.optimize.arrays import Whole


@dataclass(frozen=True, slots=True)
class Level:
    """One objective over some pairs: to be as large as possible, and between two bounds whatever the plan."""

    value: Whole
    """What each pair counts; negative for an objective that is to be small."""
    least: int
    most: int

    @property
    def range(self) -> int:
        """By how much two plans can differ."""
        return self.most - self.least


def level(coefficients: Whole, moves: int, maximize: bool = True) -> Level:
    """An objective of which at most ``moves`` pairs count, each its coefficient."""
    top = moves * int(coefficients.max(initial=0))
    return Level(coefficients, 0, top) if maximize else Level(-coefficients, -top, 0)


@dataclass(frozen=True, slots=True)
class Folded:
    """Some levels in one number: each weight is larger than everything that the later levels together can differ."""

    levels: tuple[Level, ...]
    weights: tuple[int, ...]

    @property
    def value(self) -> Whole:
        """What each pair counts in the one number."""
        return numpy.asarray(sum(weight * each.value for weight, each in zip(self.weights, self.levels, strict=True)))

    def unfold(self, total: int) -> tuple[int, ...]:
        """What each level has where the one number is ``total``; for an upper bound, bounds in order."""
        found = []
        rest = total - sum(weight * each.least for weight, each in zip(self.weights, self.levels, strict=True))
        for weight, each in zip(self.weights, self.levels, strict=True):
            above, rest = divmod(rest, weight)
            found.append(above + each.least)
        return tuple(found)


def safe_weights(ranges: Sequence[int]) -> tuple[int, ...]:
    """Weights by which an earlier objective outweighs all later ones together; the last counts 1."""
    weights = [1]
    for span in reversed(ranges[1:]):
        weights.append(weights[-1] * (span + 1))
    return tuple(reversed(weights))


def folded(levels: Sequence[Level], widest: int) -> Iterator[Folded]:
    """The levels in order, as many in each number as fit below ``widest`` a pair."""
    start = 0
    while start < len(levels):
        end = start + 1
        while end < len(levels) and _widest(levels[start : end + 1]) <= widest:
            end += 1
        chunk = tuple(levels[start:end])
        yield Folded(chunk, safe_weights([each.range for each in chunk]))
        start = end


def _widest(levels: Sequence[Level]) -> int:
    weights = safe_weights([each.range for each in levels])
    return sum(weight * int(numpy.abs(each.value).max(initial=0)) for weight, each in zip(weights, levels, strict=True))
