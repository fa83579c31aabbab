"""What planning knows of a move by hand: the places open to a person now, the fit of a place, and the words of a plan."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from bianzhi.domain.by_hand import HAND_WHY, PlaceOffer
from bianzhi.domain.establishment import CellKey, Establishment, Person, Post
from bianzhi.domain.plan import Fit, Move, Place, Plan
from bianzhi.domain.settings import PlanSettings
from bianzhi.law.citation import statute
from bianzhi.optimize.eligibility import Bar, Opening, bar, lock
from bianzhi.optimize.exchange.places import present_place
from bianzhi.optimize.fit import FitScale
from bianzhi.optimize.questions.bars import closeness
from bianzhi.optimize.reallocation.explain import excluded, manual_candidates, reasons, remaining, sources
from bianzhi.optimize.reallocation.limits import Limits
from bianzhi.optimize.reallocation.openings import openings
from bianzhi.optimize.reallocation.pair import Pair
from bianzhi.optimize.reallocation.pairs import Candidates, candidates
from bianzhi.optimize.wish_bars import WishBars

_WITHIN_QUOTA = statute("decree-486").article(6)


@dataclass(frozen=True)
class HandPlaces:
    """Places and people of one ledger on one day under some settings. What takes time is worked out once."""

    establishment: Establishment
    day: date
    settings: PlanSettings

    @cached_property
    def _found(self) -> Candidates:
        """Everybody with every place open to him: asked for by the words of a plan only, not by any one move."""
        return candidates(self.establishment, self.day, self.settings)

    @cached_property
    def _limits(self) -> Limits:
        return Limits(self.establishment, self.day, self.settings)

    @cached_property
    def _scale(self) -> FitScale:
        return FitScale(self.establishment, self.day, self.settings.fit_weights)

    @cached_property
    def _openings(self) -> Mapping[CellKey, Sequence[Opening]]:
        by_cell: dict[CellKey, list[Opening]] = {}
        for opening in openings(self._limits):
            by_cell.setdefault(opening.place.cell, []).append(opening)
        return by_cell

    @cached_property
    def _posts(self) -> Mapping[tuple[CellKey, int], Post]:
        """Posts by their cell and row; those of no sheet by their number within the cell."""
        numbers: Counter[CellKey] = Counter()
        posts: dict[tuple[CellKey, int], Post] = {}
        for post in self.establishment.posts:
            cell = post.unit, post.category
            numbers[cell] += 1
            posts[cell, post.at.row or numbers[cell]] = post
        return posts

    def opening(self, place: Place) -> Opening:
        """A place as planning knows it: with the post it names, and the section of that post."""
        post = self._posts.get((place.cell, place.row)) if place.post else None
        if post is None or post.title != place.post:
            return Opening(place, 0)
        return Opening(replace(place, section=post.section), post.demand, post)

    def fit(self, person: Person, place: Place) -> Fit:
        """The fit of a person and any place."""
        return self._scale.fit(person, self.opening(place))

    def present_fit(self, person: Person) -> int:
        """The fit, 0–100, of a person and the place he is in."""
        return self._scale.score(person, present_place(person))

    def move(self, person: Person, place: Place) -> Move:
        """The line of a plan that puts a person in a place by hand; reasons of the law only where the law allows it."""
        assert person.category is not None
        opening = self.opening(place)
        fit = self.fit(person, place)
        why: tuple[str, ...] = (HAND_WHY,)
        source = ""
        limits = self._limits
        if person.status is not None and lock(person, limits) is None and bar(person, opening, limits) is None:
            pair = Pair(person, opening, fit.score)
            why = (HAND_WHY, *reasons(pair, fit, limits))
            source = sources(pair, limits)
        return Move(person.id, person.unit, person.category, opening.place, fit, why, source)

    def described(self, plan: Plan) -> Plan:
        """The plan with the words that it owes the reader: what is left and why, who is barred, who needs a special way."""
        found = self._as_wished(plan.settings)
        moved = {move.person for move in plan.moves}
        left = tuple(
            row if row.why.strip("。；") else replace(row, why=f"{HAND_WHY}后仍超编 {row.excess} 人。")
            for row in remaining(plan, self.establishment, found)
        )
        barred = tuple(each for each in excluded(found) if each.person not in moved)
        whole = replace(plan, remaining=left, excluded=barred)
        return replace(whole, manual=manual_candidates(whole, self.establishment, found))

    def _as_wished(self, settings: PlanSettings) -> Candidates:
        """The candidates with whoever is to stay by hand among those who may not move."""
        wishes = WishBars(settings.wishes)
        staying = [(person, barred) for person in self._found.movable if (barred := wishes.lock(person)) is not None]
        if not staying:
            return self._found
        kept = {person.id for person, _ in staying}
        locked = sorted((*self._found.locked, *staying), key=lambda each: self._order[each[0].id])
        movable = tuple(person for person in self._found.movable if person.id not in kept)
        found = replace(self._found, movable=movable, locked=tuple(locked))
        found.__dict__.update(places_of=self._found.places_of, capacity=self._found.capacity)  # cached, and the same
        return found

    @cached_property
    def _order(self) -> Mapping[str, int]:
        return {person.id: number for number, person in enumerate(self.establishment.people)}

    def offers(self, person: Person, others: Sequence[Move]) -> tuple[PlaceOffer, ...]:
        """Every place of the ledger for one person while the others move as given.

        Open ones come first, the best fit before the others; then those that are barred, the nearest miss first.
        """
        barred = self._person_bar(person, others)
        taken = Counter(move.place for move in others)
        taken_in = Counter(move.place.cell for move in others)
        open_places: list[PlaceOffer] = []
        closed: list[tuple[int, PlaceOffer]] = []
        for opening in self._every_opening(person):
            why = barred or bar(person, opening, self._limits)
            near = closeness(why) if why is not None else 0
            if why is None:
                why, near = self._full(opening, taken, taken_in), 1000
            if why is None:
                open_places.append(PlaceOffer(opening.place, self._scale.fit(person, opening)))
            else:
                closed.append((near, PlaceOffer(opening.place, barred=why.rule, source=str(why.source))))
        open_places.sort(key=lambda offer: -offer.fit.score if offer.fit else 0)
        closed.sort(key=lambda each: -each[0])
        return (*open_places, *(offer for _, offer in closed))

    def _every_opening(self, person: Person) -> Iterator[Opening]:
        """Places with room, and every other cell as one place without any; the person's own cell is none."""
        for cell in self.establishment.cells:
            if cell != (person.unit, person.category):
                yield from self._openings.get(cell) or (Opening(Place(*cell), 0),)

    def _person_bar(self, person: Person, others: Sequence[Move]) -> Bar | None:
        """What keeps a person from moving anywhere as things stand: a lock, or that nobody more leaves his cell."""
        limits = self._limits
        locked = lock(person, limits)
        if locked is not None or person.category is None or self.settings.exchange.extra_moves:
            return locked
        cell = person.unit, person.category
        most, leaving = limits.excess(cell), sum((move.from_unit, move.from_category) == cell for move in others)
        if leaving < most:
            return None
        name = f"{self.establishment.unit[person.unit].name}{person.category}"
        if not most:
            words = f"{name}没有须调出的超编人员"
        else:
            words = f"{name}须调出 {most} 人，已拟调出 {leaving} 人，请先撤回其中一人"
        return Bar(words, _WITHIN_QUOTA, "不超编", "C03")

    def _full(self, opening: Opening, taken: Counter[Place], taken_in: Counter[CellKey]) -> Bar | None:
        """What there is no room for: an excess, no vacancy, or vacancies and posts that others take already."""
        establishment, cell = self.establishment, opening.place.cell
        name = f"{establishment.unit[cell[0]].name}{cell[1]}"
        room = self._limits.room(cell)
        if excess := establishment.excess(cell):
            words = f"{name}超编 {excess} 人，只出不进"
        elif not room:
            words = f"{name}没有可用的空编"
        elif taken_in[cell] >= room:
            words = f"{name}可调入 {room} 人，已拟调入 {taken_in[cell]} 人"
        elif taken[opening.place] >= opening.capacity:
            words = f"{name}此处可安排 {opening.capacity} 人，已拟安排 {taken[opening.place]} 人"
        else:
            return None
        return Bar(words, _WITHIN_QUOTA, "没有空编", "C01")
