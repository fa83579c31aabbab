"""Everyone who may move once exchange is on, and every place each may take."""

from collections import Counter
from collections.abc import Hashable, Iterator
from dataclasses import dataclass
from functools import cached_property

from bianzhi.domain.establishment import Person
from bianzhi.law.identity_matrix import Passage
from bianzhi.law.levels import band_of
from bianzhi.optimize.eligibility import Opening, cell_bar, lock, opening_bar, what_cells_ask
from bianzhi.optimize.exchange.places import Exchanging, exchange_openings, present_place
from bianzhi.optimize.reallocation.limits import Limits
from bianzhi.optimize.reallocation.pair import Pair
from bianzhi.optimize.reallocation.pairs import Candidates
from bianzhi.stopping import stop_if_asked


@dataclass(frozen=True)
class ExchangeCandidates:
    """The candidates of the plain plan and, beside them, those of cells that are not in excess."""

    plain: Candidates
    pairs: tuple[Pair, ...]
    """All pairs, of people in excess and of others, in the order of roster and places."""
    openings: tuple[Opening, ...]
    present_fit: dict[str, int]
    """Fit of the present place (0–100) of everyone movable whose cell is not in excess, by id."""

    @property
    def limits(self) -> Limits:
        """The limits of the plan."""
        return self.plain.limits

    @cached_property
    def exchanging(self) -> Exchanging:
        """Which cells take part."""
        return Exchanging(self.limits)

    def is_extra(self, pair: Pair) -> bool:
        """Whether a pair would move someone whose cell is not in excess."""
        return pair.person.id in self.present_fit

    def gain(self, pair: Pair) -> int:
        """What a pair adds to the net gain (points).

        The fit of the new place for someone out of a cell in excess; for anyone else what it is better than the present
        one, less the least gain that such a move must bring.
        """
        if not self.is_extra(pair):
            return pair.fit
        return pair.fit - self.present_fit[pair.person.id] - self.limits.settings.exchange.least_gain


def exchange_candidates(plain: Candidates) -> ExchangeCandidates:
    """Sort out who else may move, and pair everyone with the vacancies and with the places that others may leave."""
    limits = plain.limits
    exchanging = Exchanging(limits)
    extra = [person for person in limits.establishment.people if _may_move_as_well(person, exchanging)]
    giving = Counter((person.unit, person.category) for person in extra if person.category is not None)
    places = exchange_openings(exchanging, plain.openings, dict(giving))
    present = {person.id: plain.scale.score(person, present_place(person)) for person in extra}
    movable = {person.id for person in plain.movable}
    pairs = tuple(_pairs(plain, places, movable, present))
    moving = {pair.person.id for pair in pairs}
    return ExchangeCandidates(
        plain, pairs, tuple(places), {person: fit for person, fit in present.items() if person in moving}
    )


def _may_move_as_well(person: Person, exchanging: Exchanging) -> bool:
    return (
        person.counted
        and person.category is not None
        and exchanging.may_give((person.unit, person.category))
        and lock(person, exchanging.limits) is None
    )


def _pairs(plain: Candidates, places: list[Opening], movable: set[str], present: dict[str, int]) -> Iterator[Pair]:
    """Whoever is in excess takes what the plain plan would let him take; whoever is not, only what leaves him no worse off."""
    limits = plain.limits
    open_to: dict[Hashable, list[Opening]] = {}
    for person in limits.establishment.people:
        is_extra = person.id in present
        if not is_extra and person.id not in movable:
            continue
        stop_if_asked()
        like = is_extra, person.category, what_cells_ask(person, limits)
        if like not in open_to:
            open_to[like] = [each for each in places if _cell_is_open(person, each, limits, is_extra)]
        for opening in open_to[like]:
            barred = opening_bar(person, opening, limits)
            if barred is None and (not is_extra or _keeps_his_level(person, opening)):
                yield Pair(person, opening, plain.scale.score(person, opening))


def _cell_is_open(person: Person, opening: Opening, limits: Limits, is_extra: bool) -> bool:
    """Besides the bars of the plain plan: who need not go anywhere takes an ordinary passage (Y) of the matrix or none.

    A place in the own cell is none: what someone does within it is his unit's own business.
    """
    place = opening.place
    if place.cell == (person.unit, person.category) or cell_bar(person, place, limits) is not None:
        return False
    assert person.status is not None
    return not is_extra or limits.matrix[person.status, place.category].passage is Passage.ORDINARY


def _keeps_his_level(person: Person, opening: Opening) -> bool:
    """A post that names a level takes people of that very level: specialists and workers of the grade, others of the band."""
    if opening.post is None or not opening.post.level:
        return True
    return opening.post.level in (person.grade, band_of(person.leader_rank if person.is_leader else None, person.grade))
