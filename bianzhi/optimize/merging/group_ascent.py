"""Good groups without proof: from many sets at once, sections join, leave or change places while that gains."""

from collections.abc import Iterator

import numpy

from bianzhi.optimize.merging.group_figures import Flags, GroupFigures, Numbers
from bianzhi.optimize.merging.prices import Prices
from bianzhi.optimize.merging.problem import Group
from bianzhi.stopping import stop_if_asked

_NEVER = -1e15
_MOST_STEPS = 80
_TURNED = 3
"""Sections taken in or out of a set to start from another."""


def ascended(figures: GroupFigures, prices: Prices) -> Iterator[Group]:
    """The sets reached by steepest ascent of the gain, each around one section that stays: so they are of many kinds.

    The sets it starts from follow from the figures alone, so the same prices give the same groups.
    """
    chosen = _starts(figures, prices)
    stays = numpy.tile(numpy.eye(figures.count, dtype=bool), (len(chosen) // figures.count, 1))
    climbing = numpy.arange(len(chosen))
    for _ in range(_MOST_STEPS):
        stop_if_asked()
        sets = chosen[climbing]
        gained = _step(figures, prices, sets, stays[climbing])
        chosen[climbing] = sets
        climbing = climbing[gained]
        if not len(climbing):
            break
    for members in numpy.unique(chosen, axis=0):
        if members.any():
            yield tuple(int(position) for position in numpy.flatnonzero(members))


def _starts(figures: GroupFigures, prices: Prices) -> Flags:
    """Every section alone; with its best few neighbors; and fixed pseudo-random variations of both."""
    count = figures.count
    alone = numpy.eye(count, dtype=bool)
    margin = figures.marginal(alone, prices)
    margin[figures.conflict] = _NEVER
    numpy.fill_diagonal(margin, _NEVER)
    order = numpy.argsort(-margin, axis=1, kind="stable")
    near = alone.copy()
    for rank in range(min(_TURNED, count - 1)):
        near[numpy.arange(count), order[:, rank]] = True
    generator = numpy.random.default_rng(0)
    turned = numpy.vstack([near, near])
    for row, members in enumerate(turned):
        places = generator.integers(0, count, _TURNED)
        members[places] = ~members[places]
        members[row % count] = True
    return numpy.vstack([alone, near, turned])


def _step(figures: GroupFigures, prices: Prices, chosen: Flags, stays: Flags) -> Flags:
    """Make each set's best step, in place; False for those that gain by none."""
    marginal = figures.marginal(chosen, prices)
    crossed = (chosen.astype(numpy.float64) @ figures.conflict.astype(numpy.float64)) > 0
    turning = numpy.where(chosen, -marginal, numpy.where(crossed, _NEVER, marginal))
    turning[stays] = _NEVER
    turn = turning.argmax(axis=1)
    rows = numpy.arange(len(chosen))
    by_turn = turning[rows, turn]
    leaving, joining, by_change = _best_change(figures, marginal, chosen & ~stays, chosen | crossed)
    turned = (by_turn > 0) & (by_turn >= by_change)
    changed = (by_change > 0) & ~turned
    chosen[rows[turned], turn[turned]] ^= True
    chosen[rows[changed], leaving[changed]] = False
    chosen[rows[changed], joining[changed]] = True
    gained: Flags = turned | changed
    return gained


def _best_change(
    figures: GroupFigures, marginal: Numbers, may_leave: Flags, may_not_join: Flags
) -> tuple[numpy.typing.NDArray[numpy.int64], numpy.typing.NDArray[numpy.int64], Numbers]:
    """For each set, the member to leave and the section to join instead that together gain most."""
    gain = marginal[:, None, :] - marginal[:, :, None] - figures.weights[None, :, :]
    gain[~may_leave[:, :, None] | may_not_join[:, None, :]] = _NEVER
    flat = gain.reshape(len(gain), -1)
    best = flat.argmax(axis=1)
    return best // figures.count, best % figures.count, flat[numpy.arange(len(gain)), best]
