"""Locks: wishes that keep people of a whole unit, or single people, where they are."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bianzhi.domain.establishment import Establishment
from bianzhi.domain.wishes import Wish, WishKind
from bianzhi.errors import SettingsError


class Lock(StrEnum):
    """What is locked; the value is the word of the switch."""

    OUT = "本单位不调出"
    IN = "本单位不调入"
    BOTH = "本单位不调出也不调入"
    PEOPLE = "所选人员不调整"

    @property
    def sign(self) -> str:
        """The word on the chart."""
        return {Lock.OUT: "不调出", Lock.IN: "不调入", Lock.BOTH: "不进不出", Lock.PEOPLE: "不调整"}[self]


@dataclass(frozen=True, slots=True)
class PlacedWish:
    """A wish, and its place among the wishes of the settings, from 0."""

    place: int
    wish: Wish


def _whole_unit(wish: Wish) -> bool:
    """Whether a wish forbids every move out of a unit, or every move into it."""
    narrower = wish.persons or wish.category or wish.post
    return wish.kind is WishKind.FORBID and not narrower and bool(wish.from_unit) != bool(wish.to_unit)


def unit_locks(wishes: Sequence[Wish]) -> dict[str, Lock]:
    """By the code of a unit what is locked of all of it, in the order of the wishes."""
    found: dict[str, Lock] = {}
    for wish in wishes:
        if _whole_unit(wish):
            unit, lock = wish.from_unit or wish.to_unit, Lock.OUT if wish.from_unit else Lock.IN
            found[unit] = lock if found.get(unit, lock) is lock else Lock.BOTH
    return found


def kept_people(wishes: Sequence[Wish]) -> frozenset[str]:
    """Ids of people who are wished to stay."""
    return frozenset(person for wish in wishes if wish.kind is WishKind.STAY for person in wish.persons)


def locks_of(wishes: Sequence[Wish], establishment: Establishment, unit: str) -> tuple[PlacedWish, ...]:
    """The wishes that lock a unit, or somebody in it."""
    own = {person.id for person in establishment.people_of.get(unit, ())}

    def locks(wish: Wish) -> bool:
        stays = wish.kind is WishKind.STAY and not own.isdisjoint(wish.persons)
        return stays or (_whole_unit(wish) and unit in (wish.from_unit, wish.to_unit))

    return tuple(PlacedWish(place, wish) for place, wish in enumerate(wishes) if locks(wish))


def with_lock(
    wishes: Sequence[Wish], lock: Lock, unit: str, people: Sequence[str], by: str, on: date, why: str
) -> tuple[Wish, ...]:
    """The wishes with those added that make this lock; what is locked already is not wished twice.

    Raises
    ------
    SettingsError
        Everything is locked already, nobody is named, or who, when and why are missing.
    """
    if lock is Lock.PEOPLE:
        kept = kept_people(wishes)
        named = tuple(person for person in dict.fromkeys(people) if person not in kept)
        if people and not named:
            raise SettingsError("所选人员都已提出“不调整”。", "如要改动，请先在上面解除。")
        if not named:
            raise SettingsError("没有选择人员。", "请在「人员」中选择至少一人。")
        return (*wishes, Wish(WishKind.STAY, named, by=by, on=on, why=why))
    there = unit_locks(wishes).get(unit)
    added = []
    if lock in (Lock.OUT, Lock.BOTH) and there not in (Lock.OUT, Lock.BOTH):
        added.append(Wish(WishKind.FORBID, from_unit=unit, by=by, on=on, why=why))
    if lock in (Lock.IN, Lock.BOTH) and there not in (Lock.IN, Lock.BOTH):
        added.append(Wish(WishKind.FORBID, to_unit=unit, by=by, on=on, why=why))
    if not added:
        raise SettingsError(f"已提出“{lock.value}”。", "如要改动，请先在上面解除。")
    return (*wishes, *added)
