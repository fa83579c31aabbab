"""Fewer pairs, same optimum: who can never be needed at a place is left out before the model is built.

People of one cell whom no constraint tells apart are interchangeable; those of one section where so many could leave that its
floor might bind. At most E of them leave, E being the excess of their cell. If one of them outside the best E for a place took
it, one of the best E would stay behind, and swapping the two would be feasible and strictly better (in the first aim in which
they differ, or with an earlier digest, which is the order of the tie-breaks). So the unique optimum of all objectives lies
within the pairs kept. A test compares plans with and without pruning; ``docs/formulation.md`` has the argument in full.
"""

from collections import defaultdict

from bianzhi.domain.establishment import CellKey
from bianzhi.domain.plan import Place
from bianzhi.optimize.reallocation.limits import Limits
from bianzhi.optimize.reallocation.objectives import digest
from bianzhi.optimize.reallocation.task import Task


def needed_pairs(task: Task) -> tuple[int, ...]:
    """The numbers of the pairs that the optimum can use, ascending."""
    apart = people_told_apart(task)
    tight = sections_that_may_bind(task.limits)
    groups: dict[tuple[CellKey, str, Place], list[int]] = defaultdict(list)
    needed: set[int] = set()
    for number, pair in enumerate(task.pairs):
        if pair.person.id in apart:
            needed.add(number)
        else:
            section = pair.person.section if pair.person.section in tight else ""
            groups[pair.origin, section, pair.opening.place].append(number)
    for (origin, _, _), numbers in groups.items():
        most = task.limits.excess(origin)
        if len(numbers) > most:
            numbers.sort(key=lambda number: _best_first(task, number))
        needed.update(numbers[:most])
    return tuple(sorted(needed))


def _best_first(task: Task, number: int) -> tuple[object, ...]:
    value = (-aim.coefficients[number] if aim.maximize else aim.coefficients[number] for aim in task.aims)
    return (*value, digest(task.pairs[number]))


def people_told_apart(task: Task) -> frozenset[str]:
    """People whom some constraint names: relatives, and those a wish speaks of by name."""
    named = {person for wish in task.settings.wishes for person in wish.persons}
    return frozenset(task.establishment.relatives_of) | named


def sections_that_may_bind(limits: Limits) -> set[str]:
    """Sections at or above the floor that could fall below it if all who may leave the unit came from them."""
    establishment, floor = limits.establishment, limits.settings.section_floor
    leaving: dict[str, int] = defaultdict(int)
    for unit, category in establishment.cells:
        leaving[unit] += limits.excess((unit, category))
    return {
        section.code
        for section in establishment.sections
        if (staff := establishment.section_staff[section.code]) >= floor and staff - leaving[section.unit] < floor
    }
