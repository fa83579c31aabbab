"""领导职数 (C34) by enumeration: what everybody leads before and after a choice of moves, counted."""

from collections.abc import Sequence

from bianzhi.domain.establishment import Establishment, Person
from bianzhi.domain.terms import LeaderRank, LeadershipKind
from bianzhi.optimize.reallocation.pair import Pair

_RANKS = (LeaderRank.TOWNSHIP_DEPUTY, LeaderRank.TOWNSHIP_HEAD, LeaderRank.COUNTY_DEPUTY, LeaderRank.COUNTY_HEAD)
_UNIT_RANKS = {"副科级": 0, "正科级": 1, "副处级": 2, "正处级": 3}


def _post_held(district: Establishment, person: Person, unit: str, section: str) -> tuple[str, str, str]:
    """(unit, section or nothing, 正 or 副 or ?) of a leader who sits somewhere."""
    height = _UNIT_RANKS.get(district.unit[unit].rank)
    rank = _RANKS.index(person.leader_rank) if person.leader_rank else None
    known = section in district.section and district.section[section].unit == unit
    if not known or (height is not None and rank is not None and rank >= height):
        told = height is not None and rank is not None
        return unit, "", ("正" if rank >= height else "副") if told else "?"  # type: ignore[operator]
    if height == 3 and rank is not None:
        return unit, section, "正" if rank >= 1 else "副"
    return unit, section, "?"


def leaders_have_posts(district: Establishment, chosen: Sequence[Pair], pairs: Sequence[Pair]) -> bool:
    """Whether nowhere more leaders of a kind lead than there are posts for, or than led before; ``pairs`` are all there are."""

    def after(pair: Pair) -> tuple[str, str, str]:
        away = pair.person.unit != pair.opening.place.unit
        section = pair.opening.place.section or ("" if away else pair.person.section)
        return _post_held(district, pair.person, pair.opening.place.unit, section)

    moved = {pair.person.id: pair for pair in chosen}
    leaders = [p for p in district.people if p.counted and p.is_leader]
    before = [_post_held(district, p, p.unit, p.section) for p in leaders]
    then = [after(moved[p.id]) if p.id in moved else held for p, held in zip(leaders, before, strict=True)]
    thinkable = before + [after(pair) for pair in pairs if pair.person.is_leader]
    for unit in district.units:
        for top in (True, False):
            kinds = (
                (LeadershipKind.UNIT_HEAD, LeadershipKind.UNIT_DEPUTY)
                if top
                else (LeadershipKind.SECTION_HEAD, LeadershipKind.SECTION_DEPUTY)
            )
            posts = [
                [row.authorized for row in district.leadership_posts if (row.unit, row.kind) == (unit.code, kind)]
                for kind in kinds
            ]
            if not any(posts):
                continue
            here = [
                [who[2] for who in people if who[0] == unit.code and (not who[1]) is top]
                for people in (before, then, thinkable)
            ]
            limits = {"正": sum(posts[0]), "副": sum(posts[1])}
            for word, most in limits.items():
                if here[1].count(word) > max(most, here[0].count(word)):
                    return False
            if "?" in here[2] and len(here[1]) > max(sum(limits.values()), len(here[0])):
                return False
    for section in district.sections:
        if section.heads is not None or section.deputies is not None:
            most = (section.heads or 0) + (section.deputies or 0)
            counts = [sum(who[1] == section.code for who in people) for people in (before, then)]
            if counts[1] > max(most, counts[0]):
                return False
    return True
