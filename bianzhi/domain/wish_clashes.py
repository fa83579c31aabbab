"""Two wishes of which anybody sees that both cannot be met: whatever can be said without a plan, as soon as one is added.

What is said here holds for every ledger and all constraints. That nothing is said promises nothing: whether all wishes can be
met together, a solve tells (``optimize/wishes``).
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass

from bianzhi.domain.day_words import day_in_words
from bianzhi.domain.wishes import Wish, WishKind

_NOWHERE: Mapping[str, str] = {}


@dataclass(frozen=True, slots=True)
class WishClash:
    """Two wishes by their places in the list, and why they cannot both be met, as a clause."""

    one: int
    other: int
    why: str

    def in_words(self, wishes: Sequence[Wish]) -> str:
        """Both wishes with their codes, who asked and when, and what to do."""
        one, other = (_named(number, wishes[number]) for number in (self.one, self.other))
        return f"{one}与{other}互相矛盾：{self.why}。请删去或者修改其中一条。"


def _named(number: int, wish: Wish) -> str:
    return f"第 {number + 1} 条要求“{wish.kind}：{wish.subject}”（{wish.by.strip()}，{day_in_words(wish.on)}）"


def obvious_clashes(wishes: Sequence[Wish], unit_of: Mapping[str, str] = _NOWHERE) -> tuple[WishClash, ...]:
    """Every two wishes that contradict each other, in the order of the list; ``unit_of`` says in which unit people are."""
    naming: dict[str, list[int]] = defaultdict(list)
    for number, wish in enumerate(wishes):
        for person in dict.fromkeys(wish.persons):
            naming[person].append(number)
    closing = [number for number, wish in enumerate(wishes) if wish.kind is WishKind.FORBID and not wish.persons]
    found = {}
    for number, asked in enumerate(wishes):
        if asked.kind is WishKind.REQUIRE:
            for other in {*closing, *(each for person in asked.persons for each in naming[person])} - {number}:
                one, two = sorted((number, other))
                why = _why(asked, wishes[other], unit_of)
                if why:
                    found[one, two] = WishClash(one, two, why)
    return tuple(clash for _, clash in sorted(found.items()))


def _why(asked: Wish, other: Wish, unit_of: Mapping[str, str]) -> str:
    """Why not everything that a wish 应当安排 asks for can happen under another wish; empty where it may."""
    people = frozenset(asked.persons)
    if asked.kind is not WishKind.REQUIRE or (people and asked.least > len(people)):
        return ""
    shared = people.intersection(other.persons)
    if other.kind is WishKind.STAY and _too_few(asked, shared):
        return "要求不调整的人，又要求安排"
    if other.kind is WishKind.FORBID and _is_barred(asked, people, other, unit_of):
        return "要求安排的，正是不得安排的"
    if shared and _exclude_each_other(asked, other):
        if other.kind is WishKind.TOGETHER and _too_few(asked, shared):
            return "一并调整的去向与应当安排的去向不同"
        if other.kind is WishKind.REQUIRE and len(people.union(other.persons)) < asked.least + other.least:
            return "同一人不能安排到两处" if other.least <= len(set(other.persons)) else ""
    return ""


def _too_few(asked: Wish, barred: Set[str]) -> bool:
    """Whether too few of the people named are left without those who are barred."""
    return bool(barred) and len(set(asked.persons) - barred) < asked.least


def _is_barred(asked: Wish, people: Set[str], forbidden: Wish, unit_of: Mapping[str, str]) -> bool:
    where = ((forbidden.to_unit, asked.to_unit), (forbidden.category, asked.category), (forbidden.post, asked.post))
    if any(bar and bar != wanted for bar, wanted in where):
        return False
    if not people:
        return not forbidden.persons and forbidden.from_unit in ("", asked.from_unit)
    barred = {
        person
        for person in people
        if (not forbidden.persons or person in forbidden.persons)
        and forbidden.from_unit in ("", asked.from_unit or unit_of.get(person, ""))
    }
    return _too_few(asked, barred)


def _exclude_each_other(one: Wish, other: Wish) -> bool:
    """Whether no single move can match both."""
    parts = (
        (one.from_unit, other.from_unit),
        (one.to_unit, other.to_unit),
        (one.category, other.category),
        (one.post, other.post),
    )
    return any(this and that and this != that for this, that in parts)
