"""借调单位 of the invented district: where those who are seconded or attached work meanwhile."""

from collections.abc import Iterable
from dataclasses import replace
from itertools import cycle

from bianzhi.domain.establishment import Establishment, Person
from bianzhi.domain.terms import PersonState

_HOSTS = ("A01", "F01", "", "A02", "F19", "汐屏市发展和改革委员会", "B01")
"""Units that borrow people, in turn; one is outside the district, and one in seven rows says nothing."""


def seconded(ledger: Establishment) -> tuple[Person, ...]:
    """The roster, with the host of everyone seconded or attached; nobody is lent to the own unit."""
    turns = cycle(_HOSTS)
    return tuple(_with_host(person, ledger, turns) for person in ledger.people)


def _with_host(person: Person, ledger: Establishment, turns: Iterable[str]) -> Person:
    if person.state not in (PersonState.SECONDED, PersonState.ATTACHED):
        return person
    host = next(each for each in turns if each != person.unit)
    return replace(person, works_at=ledger.unit[host].name if host in ledger.unit else host)
