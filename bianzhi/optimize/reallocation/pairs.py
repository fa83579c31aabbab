"""Who may move where: the movable people of cells in excess, the places, and every eligible pair with its fit."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from bianzhi.domain.establishment import Establishment, Person
from bianzhi.domain.plan import Place
from bianzhi.domain.settings import PlanSettings
from bianzhi.domain.terms import Status
from bianzhi.optimize.eligibility import Bar, Opening, cell_bar, lock, post_bar
from bianzhi.optimize.fit import FitScale
from bianzhi.optimize.reallocation.limits import Limits
from bianzhi.optimize.reallocation.openings import openings
from bianzhi.optimize.reallocation.pair import Pair


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


def candidates(establishment: Establishment, day: date, settings: PlanSettings) -> Candidates:
    """Sort the people of cells in excess into movable and locked, and pair the movable with every place they may take."""
    limits = Limits(establishment, day, settings)
    places = openings(limits)
    scale = FitScale(establishment, day, settings.fit_weights)
    movable: list[Person] = []
    locked: list[tuple[Person, Bar]] = []
    pairs: list[Pair] = []
    open_to: dict[tuple[object, ...], list[Opening]] = {}  # cells open to all of one status, unit and service
    for person in establishment.people:
        if not _concerned(limits, person):
            continue
        barred = lock(person, day, settings)
        if barred is not None:
            locked.append((person, barred))
            continue
        movable.append(person)
        like = person.status, person.unit, person.service_ends is not None and person.service_ends > day
        if like not in open_to:
            open_to[like] = [each for each in places if cell_bar(establishment, person, each.place, day) is None]
        pairs.extend(
            Pair(person, opening, scale.score(person, opening))
            for opening in open_to[like]
            if opening.post is None or post_bar(person, opening.post, day) is None
        )
    return Candidates(limits, places, tuple(movable), tuple(locked), tuple(pairs), scale)


def _concerned(limits: Limits, person: Person) -> bool:
    """People of cells in excess; people of such units who fill no cell for want of information are named as well."""
    if not person.state.holds_post:
        return False
    if person.status is Status.OFF_ESTABLISHMENT:
        return person.category is not None and limits.excess((person.unit, person.category)) > 0
    if person.category is None:
        return True
    return limits.excess((person.unit, person.category)) > 0
