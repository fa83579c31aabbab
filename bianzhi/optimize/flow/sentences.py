"""Sentences of the model that no network carries: which pairs each one ties together, so that it can be checked there."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

import numpy

from bianzhi.domain.wishes import Wish, WishKind
from bianzhi.optimize.arrays import Truth, Whole
from bianzhi.optimize.constraint import Constraint
from bianzhi.optimize.flow.rows import NATIVE
from bianzhi.optimize.reallocation.constraints import constraints_of
from bianzhi.optimize.reallocation.limits import Limits
from bianzhi.optimize.reallocation.pair_table import Table

_FIRM = (WishKind.REQUIRE, WishKind.TOGETHER)
_ABOUT_KIN = frozenset(("C15", "C16"))


@dataclass(frozen=True)
class Bond:
    """Pairs that some sentences tie together, with the wishes that they speak of."""

    sentences: tuple[Constraint, ...]
    pairs: Whole
    wishes: tuple[Wish, ...] = ()


def kin_is_native(limits: Limits) -> bool:
    """Whether C14 holds as the flow knows it: everywhere, and in every unit alike."""
    return "C14" in limits.in_force and not limits.in_force & _ABOUT_KIN


def bonds_of(table: Table, limits: Limits) -> list[Bond]:
    """What the sentences in force that the flow does not know tie together; whatever is not known to be narrow ties all."""
    native = NATIVE if kin_is_native(limits) else NATIVE - {"C14"}
    foreign = {each.id: each for each in constraints_of(limits) if each.id not in native}
    bonds: list[Bond] = []
    wished = tuple(foreign.pop(id) for id in ("C52", "C53") if id in foreign)
    if wished:
        firm = [wish for wish in firm_wishes(limits.settings.wishes) if not _names_who_must_move(wish)]
        bonds += [Bond(wished, _spoken_of(table, wish), (wish,)) for wish in firm]
    for id, sentence in foreign.items():
        pairs = _tied(id, table, limits)
        if len(pairs):
            bonds.append(Bond((sentence,), pairs))
    return bonds


@dataclass(frozen=True)
class Required:
    """Who must move whatever else is done, and which pairs that rules out; a network can carry it."""

    people: frozenset[int]
    """Numbers of people in the table."""
    left_out: Truth
    """Pairs of these people that do not meet what is required of them."""
    wish_of: Mapping[int, tuple[Wish, ...]]
    """The wishes about each of these people."""
    has_all: bool
    """Whether everyone required has pairs at all."""


def required_of(table: Table, limits: Limits) -> Required:
    """The people of wishes 应当安排 that name one person: he moves as the wish says, which is all that it asks."""
    wishes = [wish for wish in limits.settings.wishes if _names_who_must_move(wish)] if "C52" in limits.in_force else []
    number = {person.id: number for number, person in enumerate(table.people)} if wishes else {}
    left_out, wish_of = numpy.zeros(len(table.pairs), bool), dict[int, tuple[Wish, ...]]()
    for wish in wishes:
        person = number.get(wish.persons[0], -1)
        wish_of[person] = (*wish_of.get(person, ()), wish)
        for pair in numpy.flatnonzero(table.person == person).tolist():
            left_out[pair] |= not wish.matches(table.pairs[pair].line, table.pairs[pair].person.unit)
    has_all = wish_of.pop(-1, None) is None
    return Required(frozenset(wish_of), left_out, wish_of, has_all)


def _names_who_must_move(wish: Wish) -> bool:
    """Whether a wish asks for one move of one person."""
    return wish.kind is WishKind.REQUIRE and len(set(wish.persons)) == wish.least == 1


def firm_wishes(wishes: Iterable[Wish]) -> tuple[Wish, ...]:
    """The wishes that require something of a plan as a whole."""
    return tuple(wish for wish in wishes if wish.kind in _FIRM)


def limits_with(limits: Limits, wishes: Iterable[Wish]) -> Limits:
    """The limits of a part: of the wishes that require something, only those that speak of it."""
    mine = set(map(id, wishes))
    kept = tuple(wish for wish in limits.settings.wishes if wish.kind not in _FIRM or id(wish) in mine)
    if kept == limits.settings.wishes:
        return limits
    return replace(limits, settings=replace(limits.settings, wishes=kept))


def _spoken_of(table: Table, wish: Wish) -> Whole:
    if wish.kind is WishKind.TOGETHER:
        named = numpy.array([person.id in wish.persons for person in table.people], bool)
        return numpy.flatnonzero(named[table.person])
    return numpy.array(
        [number for number, pair in enumerate(table.pairs) if wish.matches(pair.line, pair.person.unit)], numpy.int64
    )


def _tied(id: str, table: Table, limits: Limits) -> Whole:
    none = numpy.zeros(0, numpy.int64)
    if id == "C51":  # level vacancies of a cell
        levelled = {(each.unit, each.category) for each in limits.establishment.level_posts}
        into = numpy.array([cell in levelled for cell in table.cells], bool)
        return numpy.flatnonzero(into[table.cell_at[table.opening]])
    if id == "C34":  # leaders' posts of a unit
        leads = numpy.array([person.is_leader for person in table.people], bool)
        return numpy.flatnonzero(leads[table.person]) if leads.any() else none
    if id == "C54" and not limits.settings.exchange.extra_moves:
        return none
    return numpy.arange(len(table.pairs))
