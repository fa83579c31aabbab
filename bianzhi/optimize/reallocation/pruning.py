"""Fewer pairs, same optimum: who can never be needed at a place is left out before the model is built.

People of one cell without relatives are interchangeable in every constraint, those of one section where so many could
leave that its floor might bind. At most E of them leave, E being the excess of their cell. If one of them outside the best E for a place took it, one of the best E would stay
behind, and swapping the two would be feasible and strictly better (higher fit, or equal fit and an earlier digest, which
is the order of the tie-breaks). So the unique optimum of all objectives lies within the pairs kept. A test compares
plans with and without pruning; ``docs/formulation.md`` has the argument in full.
"""

from collections import defaultdict
from collections.abc import Sequence

from bianzhi.domain.establishment import CellKey, Establishment
from bianzhi.domain.plan import Place
from bianzhi.domain.settings import PlanSettings
from bianzhi.optimize.reallocation.model import Pair
from bianzhi.optimize.reallocation.objectives import digest


def needed_pairs(establishment: Establishment, settings: PlanSettings, pairs: Sequence[Pair]) -> tuple[Pair, ...]:
    """The pairs that the optimum can use, in the order given."""
    tight = _sections_that_may_bind(establishment, settings)
    groups: dict[tuple[CellKey, str, Place], list[int]] = defaultdict(list)
    needed = set()
    for number, pair in enumerate(pairs):
        if pair.person.id in establishment.relatives_of:
            needed.add(number)
        else:
            section = pair.person.section if pair.person.section in tight else ""
            groups[pair.origin, section, pair.opening.place].append(number)
    for (origin, _, _), numbers in groups.items():
        most = establishment.excess(origin)
        if len(numbers) > most:
            numbers.sort(key=lambda number: (-pairs[number].fit, digest(pairs[number])))
        needed.update(numbers[:most])
    return tuple(pair for number, pair in enumerate(pairs) if number in needed)


def _sections_that_may_bind(establishment: Establishment, settings: PlanSettings) -> set[str]:
    """Sections at or above the floor that could fall below it if all who may leave the unit came from them."""
    leaving: dict[str, int] = defaultdict(int)
    for unit, category in establishment.cells:
        leaving[unit] += establishment.excess((unit, category))
    return {
        section.code
        for section in establishment.sections
        if (staff := establishment.section_staff[section.code]) >= settings.section_floor
        and staff - leaving[section.unit] < settings.section_floor
    }
