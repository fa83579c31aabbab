"""A good grouping without a solver, for units too large to be solved to the end. It proves nothing."""

from collections.abc import Iterator
from itertools import combinations

from bianzhi.optimize.merging.problem import Grouping, MergingProblem, in_ledger_order


def improved(merging: MergingProblem, start: Grouping) -> Grouping:
    """Move one section to another group, or exchange two, always by the best such step, until none gains a point.

    Every step keeps the number of groups and the minimum size. Each raises the value by a whole point or more, so the
    search ends; of steps equally good the first is taken, so it ends in the same place everywhere.
    """
    current = start
    while True:
        best = max(_steps(merging, current), key=merging.value, default=current)
        if merging.value(best) <= merging.value(current):
            return current
        current = best


def _steps(merging: MergingProblem, grouping: Grouping) -> Iterator[Grouping]:
    home = {position: place for place, group in enumerate(grouping) for position in group}
    for position, place in home.items():
        for target in range(len(grouping)):
            if target != place and len(grouping[place]) > 1:
                yield from _allowed(merging, grouping, {position: target})
    for one, other in combinations(home, 2):
        if home[one] != home[other]:
            yield from _allowed(merging, grouping, {one: home[other], other: home[one]})


def _allowed(merging: MergingProblem, grouping: Grouping, targets: dict[int, int]) -> Iterator[Grouping]:
    groups = [[position for position in group if position not in targets] for group in grouping]
    for position, target in targets.items():
        groups[target].append(position)
    if all(sum(merging.sizes[position] for position in group) >= merging.least for group in groups):
        yield in_ledger_order(groups)
