"""Chance that is the same everywhere: only ``random.Random.random()`` is used, which Python promises not to change."""

import random
from collections.abc import Sequence
from datetime import date
from typing import TypeVar

_T = TypeVar("_T")


class Dice:
    """Draws that depend on the seed alone, whatever the version of Python."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed).random  # noqa: S311 - an invented district, nothing to protect

    def below(self, limit: int) -> int:
        """A whole number from 0 up to, not including, ``limit``."""
        return int(self._random() * limit)

    def between(self, least: int, most: int) -> int:
        """A whole number from ``least`` to ``most``, both included."""
        return least + self.below(most - least + 1)

    def chance(self, percent: int) -> bool:
        """True in ``percent`` of a hundred draws."""
        return self._random() * 100 < percent

    def pick(self, things: Sequence[_T]) -> _T:
        """One of several things, each as likely as the others."""
        return things[self.below(len(things))]

    def weighted(self, things: Sequence[tuple[int, _T]]) -> _T:
        """One of several things, each as likely as its weight says."""
        left = self._random() * sum(weight for weight, _ in things)
        for weight, thing in things:
            left -= weight
            if left < 0:
                return thing
        return things[-1][1]

    def shuffled(self, things: Sequence[_T]) -> list[_T]:
        """The same things in another order."""
        mixed = list(things)
        for last in range(len(mixed) - 1, 0, -1):
            other = self.below(last + 1)
            mixed[last], mixed[other] = mixed[other], mixed[last]
        return mixed

    def some(self, things: Sequence[_T], number: int) -> list[_T]:
        """``number`` of several things, none twice; all of them where there are fewer."""
        return self.shuffled(things)[:number]

    def day(self, first: date, last: date) -> date:
        """A day from ``first`` to ``last``, both included."""
        return date.fromordinal(self.between(first.toordinal(), last.toordinal()))


def shared(total: int, weights: Sequence[int], least: int = 0) -> list[int]:
    """Split ``total`` into whole parts: ``least`` each, what is left in proportion to the weights.

    Parts that round alike are served in order. ``total`` must be at least ``least`` for every weight.
    """
    spare = total - least * len(weights)
    whole = sum(weights)
    parts = [least + spare * weight // whole for weight in weights]
    by_rest = sorted(range(len(weights)), key=lambda place: -(spare * weights[place] % whole))
    for place in by_rest[: total - sum(parts)]:
        parts[place] += 1
    return parts
