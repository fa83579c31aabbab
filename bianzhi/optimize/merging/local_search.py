"""Good groupings without a solver, to start from. They prove nothing."""

from collections.abc import Iterator
from itertools import combinations

import numpy
import numpy.typing

from bianzhi.optimize.merging.clock import Clock
from bianzhi.optimize.merging.problem import Grouping, MergingProblem, in_ledger_order
from bianzhi.stopping import stop_if_asked

Whole = numpy.typing.NDArray[numpy.int64]

_ROUNDS = 400
_NEVER = -(10**15)


def groupings_nearby(merging: MergingProblem, start: Grouping, clock: Clock) -> Iterator[Grouping]:
    """Lawful groupings from a lawful one: climbed to the top, shaken by a few exchanges, and climbed again.

    The shaking is pseudo-random with a fixed seed and a fixed number of rounds, so it ends in the same places
    everywhere, unless time runs out. What breaks the limit of general groups on the way is left out.
    """
    search = _Climb(merging)
    home = search.homes(start)
    home, value = search.climbed(home)
    yield from search.lawful(home)
    generator = numpy.random.default_rng(0)
    for _ in range(_ROUNDS):
        if clock.is_up:
            return
        shaken = search.shaken(home, generator)
        if shaken is None:
            continue
        other, reached = search.climbed(shaken)
        yield from search.lawful(other)
        if reached >= value:
            home, value = other, reached


class _Climb:
    """Groupings as the group number of every section; values are sums of weights."""

    def __init__(self, merging: MergingProblem) -> None:
        self._merging = merging
        count = len(merging.sizes)
        self._sizes: Whole = numpy.array(merging.sizes, numpy.int64)
        self._weights: Whole = numpy.zeros((count, count), numpy.int64)
        for (i, j), weight in merging.weight.items():
            self._weights[i, j] = self._weights[j, i] = weight
        for i, j in merging.apart_pairs:
            self._weights[i, j] = self._weights[j, i] = -(10**9)

    def homes(self, grouping: Grouping) -> Whole:
        """The group number of every section."""
        home = numpy.zeros(len(self._sizes), numpy.int64)
        for number, group in enumerate(grouping):
            home[list(group)] = number
        return home

    def lawful(self, home: Whole) -> Iterator[Grouping]:
        """The grouping, if it is lawful."""
        groups = [numpy.flatnonzero(home == number).tolist() for number in range(self._merging.groups)]
        grouping = in_ledger_order(groups)
        if all(grouping) and self._merging.allows(grouping):
            yield grouping

    def shaken(self, home: Whole, generator: numpy.random.Generator) -> Whole | None:
        """The same with two to five pairs of sections exchanged; None where a group would be too small."""
        other = home.copy()
        for _ in range(int(generator.integers(2, 6))):
            one, two = generator.choice(len(home), 2, replace=False)
            other[one], other[two] = other[two], other[one]
        staff = numpy.bincount(other, self._sizes, self._merging.groups)
        return other if staff.min() >= self._merging.least else None

    def climbed(self, home: Whole) -> tuple[Whole, int]:
        """Move one section to another group, or exchange two, always by the best such step, until none gains a point."""
        home = home.copy()
        while True:
            stop_if_asked()
            member = numpy.eye(self._merging.groups, dtype=numpy.int64)[home]
            with_group = self._weights @ member
            own = with_group[numpy.arange(len(home)), home]
            move = self._moves(home, member, with_group, own)
            change = self._exchanges(home, member, with_group, own)
            best_move, best_change = int(move.max(initial=_NEVER)), int(change.max(initial=_NEVER))
            if max(best_move, best_change) <= 0:
                return home, int(own.sum()) // 2
            if best_move >= best_change:
                section, target = divmod(int(move.argmax()), self._merging.groups)
                home[section] = target
            else:
                one, other = divmod(int(change.argmax()), len(home))
                home[one], home[other] = home[other], home[one]

    def _moves(self, home: Whole, member: Whole, with_group: Whole, own: Whole) -> Whole:
        staff, number = self._sizes @ member, member.sum(axis=0)
        gain: Whole = with_group - own[:, None]
        stays = (staff[home] - self._sizes < self._merging.least) | (number[home] == 1)
        gain[stays] = _NEVER
        gain[numpy.arange(len(home)), home] = _NEVER
        return gain

    def _exchanges(self, home: Whole, member: Whole, with_group: Whole, own: Whole) -> Whole:
        staff = (self._sizes @ member)[home]
        there = with_group[:, home]
        gain: Whole = there + there.T - own[:, None] - own[None, :] - 2 * self._weights
        after = staff[:, None] - self._sizes[:, None] + self._sizes[None, :]
        small = after < self._merging.least
        gain[(home[:, None] == home[None, :]) | small | small.T] = _NEVER
        return gain


def neighbors(merging: MergingProblem, grouping: Grouping) -> Iterator[Grouping]:
    """Every lawful grouping that one move or one exchange makes of this one."""
    home = {position: place for place, group in enumerate(grouping) for position in group}
    for position, place in home.items():
        for target in range(len(grouping)):
            if target != place and len(grouping[place]) > 1:
                yield from _changed(merging, grouping, {position: target})
    for one, other in combinations(sorted(home), 2):
        if home[one] != home[other]:
            yield from _changed(merging, grouping, {one: home[other], other: home[one]})


def _changed(merging: MergingProblem, grouping: Grouping, targets: dict[int, int]) -> Iterator[Grouping]:
    groups = [[position for position in group if position not in targets] for group in grouping]
    for position, target in targets.items():
        groups[target].append(position)
    stop_if_asked()
    changed = in_ledger_order(groups)
    if merging.allows(changed):
        yield changed
