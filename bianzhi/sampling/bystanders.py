"""People to whom an error may happen without changing what the plan has to solve."""

from collections.abc import Callable

from bianzhi.domain.establishment import Establishment, Person
from bianzhi.domain.terms import PersonState
from bianzhi.sampling.dice import Dice

_LARGE_SECTION = 5
"""Persons from which a section can spare one on paper."""


class NoRoomError(Exception):
    """A district is too small for an error: nobody or nothing in it suits."""


class Bystanders:
    """Ordinary people in cells that are not over quota, in no tie with anyone, out of sections that can spare them."""

    def __init__(self, ledger: Establishment, dice: Dice) -> None:
        tied = {name for row in ledger.kinships for name in (row.person, row.relative)}
        tied |= {row.person for row in ledger.fit_scores}
        plain = [n for n, person in enumerate(ledger.people) if person.id not in tied and _is_plain(ledger, person)]
        roomy = [n for n in plain if ledger.section_staff.get(ledger.people[n].section, 0) >= _LARGE_SECTION]
        known = set(roomy)
        self._people = ledger.people
        self._left = dice.shuffled(roomy) + dice.shuffled([n for n in plain if n not in known])

    def next(self, suits: Callable[[Person], bool]) -> int:
        """The index of somebody suitable who was not chosen before.

        Raises
        ------
        NoRoomError
            There is nobody left.
        """
        for place, index in enumerate(self._left):
            if suits(self._people[index]):
                return self._left.pop(place)
        raise NoRoomError


def _is_plain(ledger: Establishment, person: Person) -> bool:
    special = person.is_leader or person.lock_reason or person.trial_ends or person.service_ends or person.last_exchange
    return (
        person.counted
        and not special
        and person.state is PersonState.ACTIVE
        and person.category is not None
        and ledger.excess((person.unit, person.category)) == 0
    )
