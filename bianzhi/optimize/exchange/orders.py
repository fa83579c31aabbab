"""In which order the moves of an exchange are carried out, so that no cell is ever over its quota, or more so than before."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

import networkx

from bianzhi.domain.establishment import CellKey
from bianzhi.optimize.exchange.candidates import ExchangeCandidates
from bianzhi.optimize.reallocation.pair import Pair


class Role(Enum):
    """What a move is for in an exchange."""

    VACANCY = "调入空编"
    PASSES_ON = "腾出空编"
    FOLLOWS = "接续"
    SWAPS = "对调"


@dataclass(frozen=True, slots=True)
class Step:
    """One move in its order: who makes way for it, and for whom it makes way."""

    person: str
    order: int
    """From 1."""
    role: Role
    follows: str = ""
    """Id of the person whose place is taken; empty where a vacancy is."""
    followed_by: str = ""
    """Id of the person who takes the place that becomes free; empty where nobody does."""
    together: tuple[str, ...] = ()
    """Ids of everyone whose move is of the same order, this one included, in the order in which each follows the next."""


def steps_of(found: ExchangeCandidates, chosen: Sequence[Pair]) -> tuple[Step, ...]:
    """The moves in the order in which they are carried out.

    Who takes the place that another leaves goes after him, and in the same order where that runs in a circle (对调); who comes
    to a unit goes after a relative who leaves it. So at no time has a cell more people than its quota or than it had at
    first, whichever is more, and no relatives meet in between.
    """
    follows = dict(_who_follows_whom(found, chosen))
    followed_by = {before: after for after, before in follows.items()}
    steps = []
    for number, group in enumerate(_groups(found, chosen, follows), 1):
        for person in group:
            together = group if len(group) > 1 else ()
            role = _role(person, together, follows, followed_by)
            steps.append(Step(person, number, role, follows.get(person, ""), followed_by.get(person, ""), together))
    return tuple(steps)


def orders_of(steps: Sequence[Step]) -> tuple[tuple[str, ...], ...]:
    """The orders, each the ids of the people who are moved together."""
    orders: dict[int, list[str]] = {}
    for step in steps:
        orders.setdefault(step.order, []).append(step.person)
    return tuple(tuple(people) for people in orders.values())


def _who_follows_whom(found: ExchangeCandidates, chosen: Sequence[Pair]) -> Iterator[tuple[str, str]]:
    """(who comes, who made way), for all who come to an open place beyond those that stand open anyway.

    Where two go from each to the other's cell, they are matched with each other first; then in the order of the roster.
    """
    leaving: dict[CellKey, list[Pair]] = {}
    coming: dict[CellKey, list[Pair]] = {}
    for pair in chosen:
        if found.is_extra(pair):
            leaving.setdefault(pair.origin, []).append(pair)
        if not pair.opening.place.post:
            coming.setdefault(pair.opening.place.cell, []).append(pair)
    for cell, arrivals in coming.items():
        left = list(leaving.get(cell, ()))
        count = len(arrivals) - found.exchanging.left_open(cell)
        for arrival in _partners_first(arrivals, left):
            if count <= 0:
                break
            before = next((one for one in left if one.opening.place.cell == arrival.origin), left[0])
            left.remove(before)
            count -= 1
            yield arrival.person.id, before.person.id


def _partners_first(arrivals: Sequence[Pair], leaving: Sequence[Pair]) -> list[Pair]:
    targets = {pair.opening.place.cell for pair in leaving}
    return sorted(arrivals, key=lambda pair: pair.origin not in targets)


def _groups(found: ExchangeCandidates, chosen: Sequence[Pair], follows: Mapping[str, str]) -> Iterator[tuple[str, ...]]:
    """The orders: chain by chain in the order of the roster, within a chain from the vacancy backwards."""
    place = {pair.person.id: number for number, pair in enumerate(chosen)}
    graph = networkx.DiGraph()
    graph.add_nodes_from(place)
    graph.add_edges_from((before, after) for after, before in follows.items())
    graph.add_edges_from(_relatives_make_way(found, chosen))
    for chain in sorted(
        networkx.weakly_connected_components(graph), key=lambda people: min(place[person] for person in people)
    ):
        together = networkx.condensation(graph.subgraph(chain))
        first = {node: min(place[person] for person in data["members"]) for node, data in together.nodes.items()}
        for node in networkx.lexicographical_topological_sort(together, key=first.__getitem__):
            yield _in_a_ring(sorted(together.nodes[node]["members"], key=place.__getitem__), follows)


def _relatives_make_way(found: ExchangeCandidates, chosen: Sequence[Pair]) -> Iterator[tuple[str, str]]:
    """(who leaves a unit, the relative who comes to it)."""
    moving = {pair.person.id: pair for pair in chosen if pair.leaves_unit}
    for pair in moving.values():
        for relative in sorted(found.limits.establishment.relatives_of.get(pair.person.id, ())):
            other = moving.get(relative)
            if other is not None and other.person.unit == pair.opening.place.unit:
                yield relative, pair.person.id


def _in_a_ring(members: list[str], follows: Mapping[str, str]) -> tuple[str, ...]:
    """The members of one order, each beside the one whose place he takes, as far as they follow each other."""
    ring: list[str] = []
    for member in members:
        person = member
        while person in members and person not in ring:
            ring.append(person)
            person = follows.get(person, "")
    return tuple(ring)


def _role(person: str, together: Sequence[str], follows: Mapping[str, str], followed_by: Mapping[str, str]) -> Role:
    if together and follows.get(person) in together and followed_by.get(person) in together:
        return Role.SWAPS
    if person in followed_by:
        return Role.PASSES_ON
    return Role.FOLLOWS if person in follows else Role.VACANCY
