"""What simple methods find on the same problem, for comparison: Louvain communities, and greedy merging."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import combinations

import networkx

from bianzhi.optimize.merging.problem import Grouping, MergingProblem, in_ledger_order
from bianzhi.stopping import stop_if_asked


@dataclass(frozen=True, slots=True)
class Tried:
    """A method, the lawful grouping it finds (None where it finds none), and how long it took, in seconds."""

    name: str
    grouping: Grouping | None
    seconds: float


def simple_methods(merging: MergingProblem) -> tuple[Tried, ...]:
    """Each method, with the same number of groups and under the same rules."""
    return (_tried("社区发现算法", merging, _louvain), _tried("贪心合并", merging, _greedy))


def _tried(
    name: str, merging: MergingProblem, method: Callable[[MergingProblem], Sequence[Sequence[int]] | None]
) -> Tried:
    started = time.perf_counter()
    groups = method(merging)
    grouping = in_ledger_order(groups) if groups is not None else None
    lawful = grouping if grouping is not None and merging.allows(grouping) else None
    return Tried(name, lawful, time.perf_counter() - started)


def _louvain(merging: MergingProblem) -> list[list[int]] | None:
    """Communities of the affinity graph; then joined as greedy merging joins, or the largest split, to the number asked."""
    graph = networkx.Graph()
    graph.add_nodes_from(range(len(merging.sizes)))
    graph.add_weighted_edges_from((i, j, points) for (i, j), points in merging.affinity.items() if points > 0)
    groups = [sorted(group) for group in networkx.community.louvain_communities(graph, seed=0)]
    groups = [part for group in groups for part in _kept_apart(merging, group)]
    while len(groups) < merging.groups:
        largest = max(groups, key=lambda group: (len(group) > 1, _staff(merging, group), -group[0]))
        groups.remove(largest)
        groups += _halves(merging, largest)
    return _joined(merging, groups)


def _greedy(merging: MergingProblem) -> list[list[int]] | None:
    """From every section alone, always join the two groups that gain most, until there are as many as asked."""
    return _joined(merging, [[position] for position in range(len(merging.sizes))])


def _joined(merging: MergingProblem, groups: list[list[int]]) -> list[list[int]] | None:
    groups = sorted(groups)
    while len(groups) > merging.groups:
        stop_if_asked()
        pairs = [pair for pair in combinations(groups, 2) if _may_join(merging, *pair)]
        if not pairs:
            return None
        one, other = max(pairs, key=lambda pair: _gain(merging, *pair))
        groups.remove(other)
        groups[groups.index(one)] = sorted(one + other)
    return groups


def _halves(merging: MergingProblem, group: list[int]) -> list[list[int]]:
    """Two groups of about equal staff: sections by size, each to the smaller half."""
    halves: list[list[int]] = [[], []]
    for position in sorted(group, key=lambda position: (-merging.sizes[position], position)):
        min(halves, key=lambda half: (_staff(merging, half), len(half))).append(position)
    return [sorted(half) for half in halves if half]


def _kept_apart(merging: MergingProblem, group: list[int]) -> list[list[int]]:
    """A community without the sections that may not be with those before them: they start as groups of their own."""
    kept: list[int] = []
    for position in group:
        if _may_join(merging, kept, [position]):
            kept.append(position)
    return [kept, *([position] for position in group if position not in kept)]


def _may_join(merging: MergingProblem, one: Sequence[int], other: Sequence[int]) -> bool:
    return merging.apart_pairs.isdisjoint(combinations(sorted([*one, *other]), 2))


def _gain(merging: MergingProblem, one: Sequence[int], other: Sequence[int]) -> int:
    return sum(merging.weight[min(i, j), max(i, j)] for i in one for j in other)


def _staff(merging: MergingProblem, group: Sequence[int]) -> int:
    return sum(merging.sizes[position] for position in group)
