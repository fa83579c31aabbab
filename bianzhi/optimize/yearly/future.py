"""A ledger as it will be: moves carried out, people in transit arrived or gone, people retired.

Quotas stay as they are; nobody is recruited but who is in transit; nobody retires but in the statutory month (elastic
retirement, earlier or later by choice, is not modelled).
"""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date

from bianzhi.domain.establishment import CellKey, Establishment, Person, Post, Transit
from bianzhi.domain.plan import Move
from bianzhi.domain.terms import Direction, PersonState
from bianzhi.law.retirement import retirement_category, retirement_month

_ON_THE_WAY = "在途调入"


@dataclass(frozen=True)
class Passed:
    """What happened up to a day: the ledger then, and who retired, came and went by cell (persons)."""

    ledger: Establishment
    unnamed_leavers: Counter[CellKey]
    """People who left though nobody is named: still rows of the ledger, counted out of it here."""
    retired: tuple[Person, ...]
    """Earliest first."""
    entered: Counter[CellKey]
    left: Counter[CellKey]

    def excess(self, cell: CellKey) -> int:
        """Persons above the quota of a cell, never negative."""
        in_post = self.ledger.in_post.get(cell, 0) - self.unnamed_leavers[cell]
        return max(0, in_post - self.ledger.authorized.get(cell, 0))

    @property
    def total_excess(self) -> int:
        """Sum over cells; nothing is netted."""
        return sum(self.excess(cell) for cell in self.ledger.cells)


def as_it_is(establishment: Establishment) -> Passed:
    """A ledger on its day, nothing having happened yet."""
    return Passed(establishment, Counter(), (), Counter(), Counter())


def carried_out(start: Passed, moves: Collection[Move], day: date) -> Passed:
    """The ledger once moves hold from a day on; the posts they take ask for so many fewer."""
    by_person = {move.person: move for move in moves}
    people = tuple(
        _moved(person, by_person[person.id], day) if person.id in by_person else person
        for person in start.ledger.people
    )
    ledger = replace(start.ledger, people=people, posts=_posts_left(start.ledger.posts, moves))
    return Passed(ledger, start.unnamed_leavers, (), Counter(), Counter())


def until(start: Passed, since: date, last_month: int, last_day: date) -> Passed:
    """The ledger once everything up to a day has happened.

    People whose statutory retirement month is ``last_month`` (months since year 0) or before have retired; entries in
    transit that take effect after ``since`` and up to ``last_day`` have, as have those without a day, which are under way now.
    """
    due = sorted(_due(start.ledger, last_month), key=_month_of)
    effective = [each for each in start.ledger.transits if _takes_effect(each, start.ledger, since, last_day)]
    going = {each.person for each in effective if each.direction is Direction.OUT and each.person}
    retired = tuple(person for person in due if person.id not in going)
    entered, left, unnamed = Counter[CellKey](), Counter[CellKey](), Counter(start.unnamed_leavers)
    for each in effective:
        counter = entered if each.direction is Direction.IN else left
        counter[each.unit, each.category] += 1 if each.person else each.persons
        if each.direction is Direction.OUT and not each.person:
            unnamed[each.unit, each.category] += each.persons
    states = {person.id: PersonState.RETIRED for person in retired} | dict.fromkeys(going, PersonState.TRANSFERRED_OUT)
    people = tuple(
        replace(person, state=states[person.id]) if person.id in states else person for person in start.ledger.people
    )
    ledger = replace(
        start.ledger,
        people=(*people, *_arrivals(effective, last_day)),
        transits=tuple(_afterwards(each, effective) for each in start.ledger.transits if _stays(each, effective)),
    )
    return Passed(ledger, unnamed, retired, entered, left)


def retiring_by(establishment: Establishment, last_month: int) -> Counter[CellKey]:
    """People in post of each cell whose statutory retirement month is a month (months since year 0) or before."""
    return Counter((person.unit, person.category) for person in _due(establishment, last_month) if person.category)


def retirement_day(person: Person) -> date:
    """The first day of the statutory retirement month of somebody whose birth date is known."""
    year, month = divmod(_month_of(person), 12)
    return date(year, month + 1, 1)


def _due(establishment: Establishment, last_month: int) -> list[Person]:
    return [
        person
        for person in establishment.people
        if person.counted and person.born is not None and _month_of(person) <= last_month
    ]


def _month_of(person: Person) -> int:
    assert person.born is not None
    return retirement_month(retirement_category(person), person.born)


def _moved(person: Person, move: Move, day: date) -> Person:
    leaves = person.unit != move.to_unit
    return replace(
        person,
        unit=move.to_unit,
        category=move.to_category,
        section=move.place.section or ("" if leaves else person.section),
        joined_unit=day if leaves else person.joined_unit,
        post_since=day,
        last_exchange=day,
    )


def _posts_left(posts: Sequence[Post], moves: Collection[Move]) -> tuple[Post, ...]:
    taken = Counter((move.place.cell, move.place.post, move.place.row) for move in moves if move.place.post)
    number: Counter[CellKey] = Counter()
    left = []
    for post in posts:
        cell = post.unit, post.category
        number[cell] += 1
        gone = taken[cell, post.title, post.at.row or number[cell]]
        left.append(replace(post, demand=max(0, post.demand - gone)) if gone else post)
    return tuple(left)


def _takes_effect(transit: Transit, ledger: Establishment, since: date, last_day: date) -> bool:
    """Whether an entry takes effect in between; the roster shows already what did before, and a leaver who is gone is gone."""
    if transit.effective_on is not None and not since < transit.effective_on <= last_day:
        return False
    if transit.direction is Direction.IN or not transit.person:
        return True
    person = ledger.person.get(transit.person)
    return person is not None and person.counted


def _arrivals(effective: Sequence[Transit], day: date) -> list[Person]:
    """Those who have come: nothing is known of them, so no plan moves them."""
    coming = [each for each in effective if each.direction is Direction.IN for _ in range(each.persons)]
    return [
        Person(
            f"{_ON_THE_WAY}·{day:%Y%m%d}·{number}",
            f"{_ON_THE_WAY}人员",
            each.unit,
            category=each.category,
            lock_reason=_ON_THE_WAY,
        )
        for number, each in enumerate(coming, 1)
    ]


def _stays(transit: Transit, effective: Sequence[Transit]) -> bool:
    """Entries that took effect go, but for leavers without a name, whose rows are still there to be discounted."""
    return transit not in effective or (transit.direction is Direction.OUT and not transit.person)


def _afterwards(transit: Transit, effective: Sequence[Transit]) -> Transit:
    """A leaver without a name stays on as one under way, in every year to come."""
    if transit not in effective:
        return transit
    return replace(transit, effective_on=date.max)
