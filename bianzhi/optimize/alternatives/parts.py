"""A task falls into parts that no limit joins: what happens in one leaves the others as they are."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from bianzhi.domain.wishes import Wish, WishKind
from bianzhi.optimize.reallocation.pair import Pair
from bianzhi.optimize.reallocation.task import Task


def parts_of(task: Task) -> tuple[Task, ...]:
    """The parts, each a task of its own with the pairs of some units; excess that no pair of a part touches stays in it.

    Units are joined by a pair that leads from one to the other, by relatives among the people with pairs, and by wishes.
    """
    units = _Joined()
    for pair in task.pairs:
        units.join(pair.person.unit, pair.opening.place.unit)
    person = task.establishment.person
    for id, relatives in task.establishment.relatives_of.items():
        for relative in relatives:
            if id in person and relative in person:
                units.join(person[id].unit, person[relative].unit)
    for wish in task.settings.wishes:
        if wish.kind in (WishKind.REQUIRE, WishKind.TOGETHER):
            concerned = [pair.person.unit for pair in task.pairs if _speaks_of(wish, pair)]
            for unit in concerned:
                units.join(concerned[0], unit)
    numbers: dict[str, list[int]] = defaultdict(list)
    for number, pair in enumerate(task.pairs):
        numbers[units.first(pair.person.unit)].append(number)
    return tuple(only(task, part) for part in numbers.values())


def only(task: Task, numbers: Sequence[int]) -> Task:
    """The task with some of its pairs only; a requirement that none of them can meet is left to the others."""
    pairs = tuple(task.pairs[number] for number in numbers)
    aims = tuple(replace(aim, coefficients=tuple(aim.coefficients[n] for n in numbers)) for aim in task.aims)
    wishes = tuple(
        wish
        for wish in task.settings.wishes
        if wish.kind is not WishKind.REQUIRE or any(_speaks_of(wish, pair) for pair in pairs)
    )
    if wishes == task.settings.wishes:
        return replace(task, pairs=pairs, aims=aims)
    settings = replace(task.settings, wishes=wishes)
    return replace(task, settings=settings, limits=replace(task.limits, settings=settings), pairs=pairs, aims=aims)


def without_requirements(task: Task) -> Task:
    """The task with nothing required of it."""
    wishes = tuple(wish for wish in task.settings.wishes if wish.kind is not WishKind.REQUIRE)
    settings = replace(task.settings, wishes=wishes)
    return replace(task, settings=settings, limits=replace(task.limits, settings=settings))


def _speaks_of(wish: Wish, pair: Pair) -> bool:
    if wish.kind is WishKind.TOGETHER:
        return pair.person.id in wish.persons
    return wish.matches(pair.line, pair.person.unit)


class _Joined:
    """Units that hang together: each set is known by one of its members."""

    def __init__(self) -> None:
        self._above: dict[str, str] = {}

    def first(self, unit: str) -> str:
        """The member by which the unit's set is known."""
        while (above := self._above.setdefault(unit, unit)) != unit:
            self._above[unit] = self._above.setdefault(above, above)
            unit = above
        return unit

    def join(self, one: str, other: str) -> None:
        """Make one set of two."""
        self._above[self.first(other)] = self.first(one)
