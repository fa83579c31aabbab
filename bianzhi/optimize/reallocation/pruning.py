"""Fewer pairs, same optimum: who can never be needed at a place is left out before the model is built.

People of one cell and one section without relatives are interchangeable in every constraint. At most E of them leave,
E being the excess of their cell. If one of them outside the best E for a place took it, one of the best E would stay
behind, and swapping the two would be feasible and strictly better (higher fit, or equal fit and an earlier digest, which
is the order of the tie-breaks). So the unique optimum of all objectives lies within the pairs kept. A test compares
plans with and without pruning; ``docs/formulation.md`` has the argument in full.
"""

from collections import defaultdict
from collections.abc import Sequence

from bianzhi.domain.establishment import CellKey, Establishment
from bianzhi.domain.plan import Place
from bianzhi.optimize.reallocation.model import Pair
from bianzhi.optimize.reallocation.objectives import digest


def needed_pairs(establishment: Establishment, pairs: Sequence[Pair]) -> tuple[Pair, ...]:
    """The pairs that the optimum can use, in the order given."""
    groups: dict[tuple[CellKey, str, Place], list[int]] = defaultdict(list)
    needed = set()
    for number, pair in enumerate(pairs):
        if pair.person.id in establishment.relatives_of:
            needed.add(number)
        else:
            groups[pair.origin, pair.person.section, pair.opening.place].append(number)
    for (origin, _, _), numbers in groups.items():
        most = establishment.excess(origin)
        if len(numbers) > most:
            numbers.sort(key=lambda number: (-pairs[number].fit, digest(pairs[number])))
        needed.update(numbers[:most])
    return tuple(pair for number, pair in enumerate(pairs) if number in needed)
