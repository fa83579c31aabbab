"""Who may move where: the movable people of cells in excess, the places, and every eligible pair with its fit."""

from dataclasses import dataclass
from datetime import date

from bianzhi.domain.establishment import Establishment, Person
from bianzhi.domain.settings import PlanSettings
from bianzhi.domain.terms import Status
from bianzhi.optimize.eligibility import Bar, Opening, bar, lock, openings
from bianzhi.optimize.fit import FitScale
from bianzhi.optimize.reallocation.model import Pair


@dataclass(frozen=True)
class Candidates:
    """All that eligibility says about one ledger on one day."""

    day: date
    settings: PlanSettings
    openings: tuple[Opening, ...]
    movable: tuple[Person, ...]
    """People of cells in excess whom no rule locks, in ledger order."""
    locked: tuple[tuple[Person, Bar], ...]
    """The others of those cells, with the first rule that locks each."""
    pairs: tuple[Pair, ...]
    scale: FitScale


def candidates(establishment: Establishment, day: date, settings: PlanSettings) -> Candidates:
    """Sort the people of cells in excess into movable and locked, and pair the movable with every place they may take."""
    places = openings(establishment)
    scale = FitScale(establishment, day, settings.fit_weights)
    movable: list[Person] = []
    locked: list[tuple[Person, Bar]] = []
    pairs: list[Pair] = []
    for person in establishment.people:
        if not _concerned(establishment, person):
            continue
        barred = lock(person, day, settings)
        if barred is not None:
            locked.append((person, barred))
            continue
        movable.append(person)
        pairs.extend(
            Pair(person, opening, scale.score(person, opening))
            for opening in places
            if bar(establishment, person, opening, day) is None
        )
    return Candidates(day, settings, places, tuple(movable), tuple(locked), tuple(pairs), scale)


def _concerned(establishment: Establishment, person: Person) -> bool:
    """People of cells in excess; people of such units who fill no cell for want of information are named as well."""
    if not person.state.holds_post:
        return False
    if person.status is Status.OFF_ESTABLISHMENT:
        return person.category is not None and establishment.excess((person.unit, person.category)) > 0
    if person.category is None:
        return True
    return establishment.excess((person.unit, person.category)) > 0
