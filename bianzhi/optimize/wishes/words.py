"""Wishes in Chinese sentences: who asked for what and when, and why nothing matches."""

from bianzhi.domain.day_words import day_in_words
from bianzhi.domain.establishment import Establishment
from bianzhi.domain.plan_columns import paper_id, paper_text
from bianzhi.domain.wishes import Wish, WishKind
from bianzhi.optimize.eligibility import bar
from bianzhi.optimize.reallocation.pairs import Candidates

_NAMED = 6
"""People named before a sentence counts them."""


def told(number: int, wish: Wish, establishment: Establishment) -> str:
    """第2条要求（某区编办，2026年11月23日）：应当安排至少 3 人由区A局调入区B局；理由：……"""
    what = _what(wish, establishment)
    return f"第 {number + 1} 条要求（{wish.by.strip()}，{day_in_words(wish.on)}）：{what}；理由：{paper_text(wish.why).rstrip('。')}。"


def _what(wish: Wish, establishment: Establishment) -> str:
    who = people_named(wish.persons, establishment)
    way = _way(wish, establishment)
    if wish.kind is WishKind.STAY:
        return f"{who}不调整"
    if wish.kind is WishKind.TOGETHER:
        return f"{who}一并调往同一单位，或者都不调"
    if wish.kind is WishKind.FORBID:
        return f"不得安排{who or '任何人'}{way or '调整'}"
    least = f"至少 {wish.least} 人"
    if who and wish.least == len(set(wish.persons)):
        return f"应当安排{who}{way or '调整'}"
    return f"应当安排{f'{who}中' if who else ''}{least}{way or '调整'}"


def _way(wish: Wish, establishment: Establishment) -> str:
    parts = []
    if wish.from_unit:
        parts.append(f"由{unit_named(wish.from_unit, establishment)}调出")
    target = unit_named(wish.to_unit, establishment) if wish.to_unit else ""
    if wish.category or wish.post:
        target += f"{wish.category or ''}{f'岗位“{wish.post}”' if wish.post else ''}"
    if target:
        parts.append(f"调入{target}")
    return "、".join(parts)


def people_named(persons: tuple[str, ...], establishment: Establishment) -> str:
    """Names with ids, the first few of many."""
    names = []
    for person in dict.fromkeys(persons):
        known = establishment.person.get(person)
        names.append(f"{known.name}（{paper_id(person)}）" if known else paper_id(person))
    return "、".join(names[:_NAMED]) + (f"等 {len(names)} 人" if len(names) > _NAMED else "")


def unit_named(unit: str, establishment: Establishment) -> str:
    """The name of a unit, or its code where the ledger has none of it."""
    known = establishment.unit.get(unit)
    return known.name if known else unit


def why_nothing_matches(wish: Wish, found: Candidates) -> str:
    """Why no single move matches a wish: the first rule that bars the people named, or what the units lack."""
    if wish.persons:
        return "".join(_why_not(person, wish, found) for person in dict.fromkeys(wish.persons))
    establishment = found.limits.establishment
    if not found.movable:
        return "没有可以调整的超编人员。"
    if wish.from_unit and all(person.unit != wish.from_unit for person in found.movable):
        return f"{unit_named(wish.from_unit, establishment)}没有可以调整的超编人员。"
    if wish.to_unit and all(opening.place.unit != wish.to_unit for opening in found.openings):
        return f"{unit_named(wish.to_unit, establishment)}没有空编。"
    return "没有人员可以担任其中的岗位。"


def _why_not(person: str, wish: Wish, found: Candidates) -> str:
    who = people_named((person,), found.limits.establishment)
    for locked, barred in found.locked:
        if locked.id == person:
            return f"{who}不可调整：{barred.rule}。"
    someone = next((each for each in found.movable if each.id == person), None)
    if someone is None:
        return f"{who}所在单位不超编，不在调整之列。"
    if wish.from_unit not in ("", someone.unit):
        return f"{who}不在{unit_named(wish.from_unit, found.limits.establishment)}。"
    openings = [
        opening
        for opening in found.openings
        if wish.to_unit in ("", opening.place.unit)
        and wish.category in (None, opening.place.category)
        and wish.post in ("", opening.place.post)
    ]
    if not openings:
        return f"{unit_named(wish.to_unit, found.limits.establishment) or '全区'}没有所要求的空编。"
    bars = (bar(someone, opening, found.limits) for opening in openings)
    first = next((each for each in bars if each is not None), None)
    return f"{who}不符合条件：{first.rule}。" if first else ""
