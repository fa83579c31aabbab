"""The smallest set of wishes that cannot be met together: a smallest set that meets every way out.

Each way out is a set of wishes whose dropping lets all others be met. A set clashes exactly when it shares a wish with every
way out; so a smallest set that shares one with all ways out known so far is no larger than the smallest clash, and is that
clash once no way out avoids it. (This is the hitting-set method for smallest unsatisfiable subsets.)
"""

from collections.abc import Iterator, Sequence

from bianzhi.optimize.wishes.relaxed_model import RelaxedModel


def smallest_clash(model: RelaxedModel) -> tuple[int, ...] | None:
    """Places of the fewest wishes that cannot be met together, the first such set in their order; None where all can."""
    ways_out: list[frozenset[int]] = []
    while True:
        suspects = first_smallest_meeting(ways_out)
        dropped = model.way_out(suspects)
        if dropped is None:
            return suspects
        if not dropped:
            return None
        ways_out.append(dropped)


def first_smallest_meeting(sets: Sequence[frozenset[int]]) -> tuple[int, ...]:
    """The smallest set of numbers that shares one with each set; of equally small ones the first in order."""
    size = 0
    while True:
        found = list(_meeting(sets, frozenset(), size))
        if found:
            return min(found)
        size += 1


def _meeting(sets: Sequence[frozenset[int]], chosen: frozenset[int], more: int) -> Iterator[tuple[int, ...]]:
    """Sets that extend ``chosen`` by at most ``more`` numbers and share one with each set: among them every smallest one."""
    unmet = next((each for each in sets if not each & chosen), None)
    if unmet is None:
        yield tuple(sorted(chosen))
    elif more:
        for number in sorted(unmet):
            yield from _meeting(sets, chosen | {number}, more - 1)
