"""Who is like whom: people whom neither a constraint nor an objective tells apart."""

from collections import defaultdict
from collections.abc import Hashable

from bianzhi.domain.establishment import Person
from bianzhi.optimize.reallocation.objectives import digest
from bianzhi.optimize.reallocation.pruning import sections_that_may_bind
from bianzhi.optimize.reallocation.task import Task


class Standing:
    """What limits may ask of a person besides the places he takes: the cell, and section and level where those may bind."""

    def __init__(self, task: Task) -> None:
        self._tight = sections_that_may_bind(task.limits)
        self._by_level = bool(task.establishment.level_posts)

    def __call__(self, person: Person) -> tuple[Hashable, ...]:
        """Equal for people whom no limit tells apart at a place that both may take."""
        section = person.section if person.section in self._tight else ""
        level = (person.leader_rank, person.grade) if self._by_level else ()
        return person.unit, person.category, section, *level


def told_apart(task: Task) -> frozenset[str]:
    """People whom some constraint names: relatives, those a wish speaks of by name, and leaders."""
    named = {person for wish in task.settings.wishes for person in wish.persons}
    leaders = {person.id for person in task.establishment.people if person.is_leader}
    return frozenset(task.establishment.relatives_of) | named | leaders


def twins(task: Task) -> dict[str, str]:
    """For each person with a pair, the first one who is exactly like him: same unit, section, level, places and scores.

    People whom a constraint names are like nobody but themselves. Where twins change places with each
    other, nothing but names changes: that is a tie, not another plan.
    """
    apart = told_apart(task)
    profiles: dict[str, list[Hashable]] = defaultdict(list)
    people: dict[str, Person] = {}
    for number, pair in enumerate(task.pairs):
        people[pair.person.id] = pair.person
        profiles[pair.person.id].append((pair.opening.place, *(aim.coefficients[number] for aim in task.aims)))
    first: dict[tuple[Hashable, ...], str] = {}
    return {
        id: id if id in apart else first.setdefault((*_attributes(person), *profiles[id]), id)
        for id, person in people.items()
    }


def _attributes(person: Person) -> tuple[Hashable, ...]:
    return person.unit, person.category, person.section, person.status, person.leader_rank, person.grade


def pairs_within_reach(task: Task, named: frozenset[str] = frozenset(), spare: int = 0) -> tuple[int, ...]:
    """Pairs among which the best answer lies, ascending, where a question treats all people but the named alike.

    At most E people leave a cell in excess, E being its excess. People of one standing who are not named and whom no
    constraint tells apart are interchangeable at a place but for their fit; if someone outside the best E of them took it,
    one of the best E would stay, and swapping the two keeps every limit and every other objective, and fits better (or
    has the earlier digest). So the best E of each group suffice, and E + ``spare`` if up to ``spare`` people may drop out.
    """
    apart, standing_of = told_apart(task) | named, Standing(task)
    others = [aim.coefficients for aim in task.aims if aim.name != "fit"]
    groups: dict[tuple[Hashable, ...], list[int]] = defaultdict(list)
    kept: list[int] = []
    for number, pair in enumerate(task.pairs):
        if pair.person.id in apart or not task.limits.excess(pair.origin):
            kept.append(number)
        else:
            values = (coefficients[number] for coefficients in others)
            groups[(*standing_of(pair.person), pair.opening.place, *values)].append(number)
    for numbers in groups.values():
        most = task.limits.excess(task.pairs[numbers[0]].origin) + spare
        if len(numbers) > most:
            numbers.sort(key=lambda number: (-task.pairs[number].fit, digest(task.pairs[number])))
        kept.extend(numbers[:most])
    return tuple(sorted(kept))
