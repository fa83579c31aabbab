"""Section heads for whom a merged section has no head's post. The tool lists them; who heads what is not its to say."""

from collections.abc import Sequence
from dataclasses import dataclass

from bianzhi.domain.establishment import Establishment, Person
from bianzhi.domain.plan import MergedSection, SurplusHead
from bianzhi.domain.terms import LeaderRank

_RANKS = tuple(LeaderRank)


@dataclass(frozen=True, slots=True)
class Leaders:
    """Those marked 是否领导 in the sections of one group, in the order of the ledger."""

    heads: tuple[Person, ...]
    deputies: tuple[Person, ...]


def leaders_of(establishment: Establishment, sections: Sequence[str]) -> Leaders:
    """Heads and deputies in some sections.

    The ledger says who leads but not as what: in each section the first (by rank, then in roster order) are taken as
    heads, as many as its 正职职数 or else one, and the others as deputies.
    """
    heads: list[Person] = []
    deputies: list[Person] = []
    for code in sections:
        section = establishment.section[code]
        leaders = [
            person
            for person in establishment.people_of.get(section.unit, ())
            if person.section == code and person.is_leader and person.counted
        ]
        leaders.sort(key=lambda person: _RANKS.index(person.leader_rank) if person.leader_rank else len(_RANKS))
        posts = 1 if section.heads is None else section.heads
        heads += leaders[:posts]
        deputies += leaders[posts:]
    return Leaders(tuple(heads), tuple(deputies))


def surplus_heads(establishment: Establishment, groups: Sequence[MergedSection]) -> tuple[SurplusHead, ...]:
    """Heads beyond the heads' posts of their group, later sections first to be surplus, each with what may be proposed.

    A deputy's post of the same group that nobody holds comes first; then a head's post vacant in another group of
    the unit; then keeping the grade without a leading post. Nobody loses his grade.
    """
    leaders = [leaders_of(establishment, group.sections) for group in groups]
    vacant = [
        group.name
        for group, present in zip(groups, leaders, strict=True)
        for _ in range(group.heads - len(present.heads))
    ]
    surplus = []
    for group, present in zip(groups, leaders, strict=True):
        if len(group.sections) == 1:
            continue
        free_deputies = max(0, group.deputies - len(present.deputies))
        for person in present.heads[group.heads :]:
            if free_deputies:
                free_deputies -= 1
                proposal = f"拟改任“{group.name}”副职（副职职数 {group.deputies} 名以内），保留现职级"
            elif vacant:
                proposal = f"建议列为本单位“{vacant.pop(0)}”空缺正职的调剂人选，保留现职级"
            else:
                proposal = "拟保留现职级，按非领导职务安排，或列为其他单位空缺内设机构正职的调剂人选"
            surplus.append(SurplusHead(person.id, person.section, proposal))
    return tuple(surplus)


def surplus_deputies(establishment: Establishment, groups: Sequence[MergedSection]) -> tuple[tuple[str, int, int], ...]:
    """Merged sections whose deputies in post exceed the posts: name, persons, posts."""
    found = []
    for group in groups:
        deputies = len(leaders_of(establishment, group.sections).deputies)
        if len(group.sections) > 1 and deputies > group.deputies:
            found.append((group.name, deputies, group.deputies))
    return tuple(found)
