"""Who may move where: the movable people of cells in excess, the places, and every eligible pair with its fit."""

import gc
from collections import defaultdict
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import repeat

from bianzhi.domain.establishment import CellKey, Establishment, Person
from bianzhi.domain.plan import Place
from bianzhi.domain.settings import PlanSettings
from bianzhi.domain.terms import Status
from bianzhi.optimize.eligibility import Bar, Opening, lock
from bianzhi.optimize.fit import FitScale
from bianzhi.optimize.reallocation.limits import Limits
from bianzhi.optimize.reallocation.open_places import OpenPlaces
from bianzhi.optimize.reallocation.openings import openings
from bianzhi.optimize.reallocation.pair import Pair
from bianzhi.stopping import stop_if_asked


@dataclass(frozen=True)
class Candidates:
    """All that eligibility says about one ledger on one day."""

    limits: Limits
    openings: tuple[Opening, ...]
    movable: tuple[Person, ...]
    """People of cells in excess whom no rule locks, in ledger order."""
    locked: tuple[tuple[Person, Bar], ...]
    """The others of those cells, with the first rule that locks each."""
    pairs: tuple[Pair, ...]
    scale: FitScale

    @property
    def day(self) -> date:
        """The plan's day."""
        return self.limits.day

    @property
    def settings(self) -> PlanSettings:
        """The plan's settings."""
        return self.limits.settings

    @cached_property
    def places_of(self) -> dict[str, list[Place]]:
        """The places each person is eligible for; people without any are missing."""
        places: dict[str, list[Place]] = defaultdict(list)
        for pair in self.pairs:
            places[pair.person.id].append(pair.opening.place)
        return dict(places)

    @cached_property
    def capacity(self) -> dict[Place, int]:
        """How many people each place can take (posts)."""
        return {opening.place: opening.capacity for opening in self.openings}


@contextmanager
def _nothing_to_collect() -> Iterator[None]:
    """No garbage collection in between: millions of pairs are made, none of them in a cycle, and all of them are kept."""
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collects:
            gc.enable()


@_nothing_to_collect()
def candidates(establishment: Establishment, day: date, settings: PlanSettings) -> Candidates:
    """Sort the people of cells in excess into movable and locked, and pair the movable with every place they may take."""
    limits = Limits(establishment, day, settings)
    places = openings(limits)
    scale = FitScale(establishment, day, settings.fit_weights)
    movable: list[Person] = []
    locked: list[tuple[Person, Bar]] = []
    pairs: list[Pair] = []
    open_places = OpenPlaces(places, limits)
    in_excess = frozenset(cell for cell in establishment.cells if limits.excess(cell))
    for person in establishment.people:
        if not _concerned(person, in_excess):
            continue
        barred = lock(person, limits)
        if barred is not None:
            locked.append((person, barred))
            continue
        stop_if_asked()
        movable.append(person)
        taken = open_places.open_to(person)
        pairs.extend(map(Pair, repeat(person), taken, scale.scores(person, taken)))
    return Candidates(limits, places, tuple(movable), tuple(locked), tuple(pairs), scale)


def _concerned(person: Person, in_excess: Collection[CellKey]) -> bool:
    """People of cells in excess; people of such units who fill no cell for want of information are named as well."""
    if not person.state.holds_post:
        return False
    if person.category is None:
        return person.status is not Status.OFF_ESTABLISHMENT
    return (person.unit, person.category) in in_excess
