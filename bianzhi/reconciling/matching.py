"""Who on one list is who on another: by citizen number, else by name and unit; whoever fits several is named, not guessed."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from bianzhi.domain.establishment import Person
from bianzhi.domain.identifiers import citizen_check_digit
from bianzhi.domain.payroll import Payroll, PayrollRow, PayState
from bianzhi.domain.terms import Status

_T = TypeVar("_T")
_SPACES = re.compile(r"\s+")
_OLD_NUMBER = re.compile(r"[1-9]\d{14}")


@dataclass(frozen=True, slots=True)
class Pair:
    """One person of the roster and the row of the payroll that means him or her."""

    person: Person
    row: PayrollRow


@dataclass(frozen=True, slots=True)
class Candidates:
    """People and rows that fit each other, more than one on a side."""

    people: tuple[Person, ...]
    rows: tuple[PayrollRow, ...]


@dataclass(slots=True)
class Matching:
    """What came of matching: pairs, rows that pay somebody a second time, the undecidable, and the rest of either side."""

    pairs: list[Pair] = field(default_factory=list)
    repeated: list[tuple[PayrollRow, PayrollRow]] = field(default_factory=list)
    """Rows of a number that a salary is paid on already: the row that stays, the further one."""
    ambiguous: list[Candidates] = field(default_factory=list)
    people: list[Person] = field(default_factory=list)
    rows: list[PayrollRow] = field(default_factory=list)


def number_key(number: str) -> str:
    """A citizen number as it is compared: 18 characters in capitals; one of 15 digits with what makes it 18."""
    text = _SPACES.sub("", number).upper()
    if _OLD_NUMBER.fullmatch(text) and text.isascii():
        first17 = f"{text[:6]}19{text[6:]}"
        return first17 + citizen_check_digit(first17)
    return text


def name_key(name: str) -> str:
    """A name as it is compared: without spaces and differences of width."""
    return _SPACES.sub("", unicodedata.normalize("NFKC", name))


def salaries(payroll: Payroll, matching: Matching) -> tuple[PayrollRow, ...]:
    """Rows that pay a post on the establishment, each person once: no second rows, nobody who is 编外 on the roster."""
    passed_over = {id(row) for _, row in matching.repeated}
    passed_over.update(
        id(pair.row)
        for pair in matching.pairs
        if pair.person.status is Status.OFF_ESTABLISHMENT and pair.row.category is None
    )
    return tuple(row for row in payroll.rows if row.draws_salary and id(row) not in passed_over)


def match(people: Sequence[Person], rows: Sequence[PayrollRow]) -> Matching:
    """Match a roster with a payroll.

    By citizen number first. Of several people with one number the one who holds a post is meant, of several rows with
    one number one that pays, at the person's unit if there is one; further rows that pay a salary are ``repeated``. Then, among those left, by
    name and unit where the pair is the only one of its kind: either side lacks a number, or the numbers differ (which
    ``reconcile`` tells). All lists keep the order of their sources.
    """
    matching = Matching()
    taken = _Taken()
    _by_number(people, rows, matching, taken)
    left = [person for person in people if id(person) not in taken.people]
    unpaid = [row for row in rows if id(row) not in taken.rows]
    _by_name_and_unit(left, unpaid, matching, taken)
    matching.people = [person for person in left if id(person) not in taken.people]
    matching.rows = [row for row in unpaid if id(row) not in taken.rows]
    return matching


@dataclass(slots=True)
class _Taken:
    """Who has been dealt with, by identity: rows of a list may be equal and still be two."""

    people: set[int] = field(default_factory=set)
    rows: set[int] = field(default_factory=set)

    def add(self, people: Iterable[Person], rows: Iterable[PayrollRow]) -> None:
        self.people.update(map(id, people))
        self.rows.update(map(id, rows))


def _by_number(people: Sequence[Person], rows: Sequence[PayrollRow], matching: Matching, taken: _Taken) -> None:
    for found in _groups(people, rows, lambda p: number_key(p.citizen_number), lambda r: number_key(r.citizen_number)):
        persons, paid = found.left, found.right
        units = {row.unit for row in paid}
        holding = [person for person in persons if person.state.holds_post] or persons
        meant = [person for person in holding if person.unit in units] if len(holding) > 1 else holding
        taken.add(persons, paid)
        if len(meant) != 1:
            matching.ambiguous.append(Candidates(tuple(holding), tuple(paid)))
            continue
        first, *further = sorted(paid, key=lambda row: (row.state is not PayState.PAID, row.unit != meant[0].unit))
        matching.pairs.append(Pair(meant[0], first))
        matching.repeated.extend((first, row) for row in further if row.state is PayState.PAID)
    _repeated_strangers(rows, matching, taken)


def _repeated_strangers(rows: Sequence[PayrollRow], matching: Matching, taken: _Taken) -> None:
    """Numbers that nobody on the roster has and that are paid more than once: the first stays among the rest."""
    first: dict[str, PayrollRow] = {}
    for row in rows:
        number = number_key(row.citizen_number)
        if not number or id(row) in taken.rows or row.state is not PayState.PAID:
            continue
        if first.setdefault(number, row) is not row:
            matching.repeated.append((first[number], row))
            taken.rows.add(id(row))


def _by_name_and_unit(people: Sequence[Person], rows: Sequence[PayrollRow], matching: Matching, taken: _Taken) -> None:
    groups = _groups(
        people, rows, lambda p: (name_key(p.name), p.unit), lambda r: r.unit and (name_key(r.name), r.unit)
    )
    for found in groups:
        if len(found.left) == len(found.right) == 1:
            matching.pairs.append(Pair(found.left[0], found.right[0]))
        else:
            matching.ambiguous.append(Candidates(tuple(found.left), tuple(found.right)))
        taken.add(found.left, found.right)


@dataclass(slots=True)
class _Group(Generic[_T]):
    left: list[Person] = field(default_factory=list)
    right: list[PayrollRow] = field(default_factory=list)


def _groups(
    people: Sequence[Person],
    rows: Sequence[PayrollRow],
    person_key: Callable[[Person], Hashable],
    row_key: Callable[[PayrollRow], Hashable],
) -> list[_Group[Hashable]]:
    """People and rows by a key they share, in the order of the people; empty keys and keys of one side only are left out."""
    groups: dict[Hashable, _Group[Hashable]] = defaultdict(_Group)
    for person in people:
        if key := person_key(person):
            groups[key].left.append(person)
    for row in rows:
        key = row_key(row)
        if key and key in groups:
            groups[key].right.append(row)
    return [group for group in groups.values() if group.right]
