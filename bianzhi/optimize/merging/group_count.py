"""How many groups the staff allows, and one way to form them. Needs sizes only, so it comes before everything else."""

from collections import Counter
from collections.abc import Iterator, Sequence

import pulp

from bianzhi.optimize.merging.problem import Grouping, in_ledger_order
from bianzhi.optimize.solver import solve
from bianzhi.stopping import stop_if_asked


def feasible_sections(staff: int, cap: int, least: int) -> int:
    """Sections that ``staff`` persons (or posts) allow: no more than the cap, and ``least`` for each."""
    return min(cap, staff // least) if least else cap


def start_grouping(sizes: Sequence[int], most: int, least: int, time_limit_seconds: float) -> Grouping:
    """As many groups as possible, at most ``most``, each of ``least`` persons or more; all in one if even that is less.

    A section that has ``least`` persons is a group of its own; which of the smaller ones to join so that they make the
    most groups is a bin-covering problem, solved exactly. What is left over joins the smallest group, and while there
    are more than ``most`` groups the two smallest become one.

    This settles the first two objectives. No grouping has fewer groups under the minimum: there is none, or the staff
    together is under it. And none of those has more groups: a group that holds a large section remains large enough
    when it gives its small ones away, so large sections alone and the best covering of the small ones is the most.
    """
    large = [[position] for position, size in enumerate(sizes) if size >= least]
    small = {position: size for position, size in enumerate(sizes) if size < least}
    covers = _covers(small, least, time_limit_seconds)
    groups = large + covers
    used = {position for group in covers for position in group}
    left = [position for position in small if position not in used]
    if not groups:
        return in_ledger_order([left])

    def staff(group: list[int]) -> tuple[int, list[int]]:
        return sum(sizes[position] for position in group), group

    for position in left:
        min(groups, key=staff).append(position)
    while len(groups) > most:
        groups.sort(key=staff)
        groups[:2] = [groups[0] + groups[1]]
    return in_ledger_order(groups)


def _covers(small: dict[int, int], least: int, time_limit_seconds: float) -> list[list[int]]:
    """The greatest number of disjoint groups of small sections that reach ``least`` persons, as positions."""
    waiting: dict[int, list[int]] = {}
    for position, size in small.items():
        if size > 0:
            waiting.setdefault(size, []).append(position)
    patterns = list(_minimal_covers(Counter({size: len(positions) for size, positions in waiting.items()}), least))
    if not patterns:
        return []
    problem = pulp.LpProblem("covering", pulp.LpMaximize)
    formed = [problem.add_variable(f"pattern_{n:04d}", 0, None, pulp.LpInteger) for n in range(len(patterns))]
    problem.setObjective(pulp.lpSum(formed))
    for size, positions in waiting.items():
        taken = pulp.lpSum(pattern[size] * times for pattern, times in zip(patterns, formed, strict=True))
        problem.addConstraint(taken <= len(positions), f"sections_of_{size}")
    solve(problem, time_limit_seconds)
    return [
        [waiting[size].pop(0) for size in sorted(pattern) for _ in range(pattern[size])]
        for pattern, times in zip(patterns, formed, strict=True)
        for _ in range(int(times.varValue))
    ]


def _minimal_covers(available: Counter[int], least: int) -> Iterator[Counter[int]]:
    """Every multiset of sizes, from those available, that reaches ``least`` and no longer does without its smallest."""
    sizes = sorted(available, reverse=True)

    def extend(chosen: Counter[int], total: int, start: int) -> Iterator[Counter[int]]:
        for place in range(start, len(sizes)):
            stop_if_asked()
            size = sizes[place]
            if chosen[size] == available[size]:
                continue
            more = chosen + Counter({size: 1})
            if total + size >= least:
                yield more
            else:
                yield from extend(more, total + size, place)

    yield from extend(Counter(), 0, 0)
