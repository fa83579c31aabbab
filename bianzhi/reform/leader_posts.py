"""领导职数 follow units and sections: what merges has the posts of its new size, what goes takes its posts along or loses them."""

from collections.abc import Sequence
from dataclasses import replace

from bianzhi.domain.establishment import Section
from bianzhi.domain.terms import LeadershipKind
from bianzhi.law.levels import section_leaders
from bianzhi.reform.working_ledger import WorkingLedger

OF_UNIT = (LeadershipKind.UNIT_HEAD, LeadershipKind.UNIT_DEPUTY)
OF_SECTION = (LeadershipKind.SECTION_HEAD, LeadershipKind.SECTION_DEPUTY)


def posts_of(ledger: WorkingLedger, section: Section) -> tuple[int, int]:
    """Heads' and deputies' posts of a section; of one that states no heads those with which it counts."""
    heads = ledger.heads_not_stated.get(section.code, 0) if section.heads is None else section.heads
    return heads, section.deputies or 0


def count_as_others(ledger: WorkingLedger, section: Section) -> None:
    """A new section that states no heads counts as those beside it do that state none; beside none such, not at all."""
    if section.heads is None:
        beside = [other for other in ledger.sections_of(section.unit) if other.code != section.code]
        silent = [ledger.heads_not_stated.get(other.code, 0) for other in beside if other.heads is None]
        ledger.heads_not_stated[section.code] = max(silent, default=0)


def count_as_parts(ledger: WorkingLedger, parts: Sequence[Section], into: Section) -> None:
    """A merged section that states no heads has one post, where a part counts with any."""
    if into.heads is None:
        ledger.heads_not_stated[into.code] = min(1, sum(posts_of(ledger, part)[0] for part in parts))


def with_leaders_by_size(ledger: WorkingLedger, parts: Sequence[Section], into: Section) -> Section:
    """A merged section with the heads' and deputies' posts of its size, where it gives none itself and a part had some."""
    heads_given = any(part.heads is not None for part in parts)
    deputies_given = any(part.deputies is not None for part in parts)
    heads, deputies = section_leaders(size_of(ledger, parts, into))
    return replace(
        into,
        heads=heads if into.heads is None and heads_given else into.heads,
        deputies=deputies if into.deputies is None and deputies_given else into.deputies,
    )


def size_of(ledger: WorkingLedger, parts: Sequence[Section], into: Section) -> int:
    """Authorized posts of a merged section, or people in post where posts are not fixed."""
    if into.authorized is not None:
        return into.authorized
    codes = {part.code for part in parts}
    return sum(person.section in codes and person.counted for person in ledger.people.values())


def add_to_unit(
    ledger: WorkingLedger, unit: str, posts: Sequence[int], why: str, document: str = "", *, other_sections: bool = True
) -> None:
    """Heads' and deputies' posts of sections, more or fewer, in a unit that lists them or has no other sections to list."""
    lists = any(ledger.leader_posts(unit, kind) is not None for kind in OF_SECTION)
    if not lists and other_sections:
        return
    for kind, change in zip(OF_SECTION, posts, strict=True):
        if lists or change > 0:
            ledger.change_leaders(unit, kind, change, why, document)


def take_along(ledger: WorkingLedger, sections: Sequence[Section], giver: str, taker: str, why: str) -> None:
    """Leadership posts of sections that are about to leave a unit for another, or to end where no taker is given."""
    each = [posts_of(ledger, section) for section in sections]
    total = [sum(posts) for posts in zip(*each, strict=True)] if each else [0, 0]
    if not any(total) or all(ledger.leader_posts(giver, kind) is None for kind in OF_SECTION):
        return
    going = [min(count, ledger.leader_posts(giver, kind) or 0) for count, kind in zip(total, OF_SECTION, strict=True)]
    add_to_unit(ledger, giver, [-count for count in going], why)
    if taker:
        add_to_unit(ledger, taker, going, why, other_sections=bool(ledger.sections_of(taker)))


def end_with_unit(ledger: WorkingLedger, unit: str, kinds: Sequence[LeadershipKind], why: str, document: str) -> None:
    """Leadership posts end with their unit."""
    for kind in kinds:
        ledger.change_leaders(unit, kind, -(ledger.leader_posts(unit, kind) or 0), why, document)


def merge_leaders(
    ledger: WorkingLedger,
    parts: Sequence[str],
    into: str,
    stated: tuple[int | None, int | None],
    why: str,
    document: str,
) -> None:
    """One row a kind for the merged unit: its heads as stated, or the most that a part had; everything else added up."""
    for kind, number in zip((*OF_UNIT, *OF_SECTION), (*stated, None, None), strict=True):
        there = {part: ledger.leader_posts(part, kind) for part in parts}
        listed = [posts for posts in there.values() if posts is not None]
        if not listed and number is None:
            continue
        after = max(listed) if kind is LeadershipKind.UNIT_HEAD and listed else sum(listed)
        for part in parts:
            if part != into:
                ledger.change_leaders(part, kind, -(there[part] or 0), why, document)
        ledger.change_leaders(into, kind, (after if number is None else number) - (there.get(into) or 0), why, document)
