"""领导职数: leaders who move need a leadership post of their kind (C34); matters where leaders may move, with C19 off.

The roster says who leads and at which rank, not which post. Hence, as rosters are kept:

- a leader without a section leads the unit; one with a section leads the section, unless his rank reaches the unit's own.
  A section called as the unit itself is no section. An open vacancy has no section, so a leader who takes it leads the unit;
- heads of a unit are the leaders whose rank reaches the unit's 机构规格. In a 正处级 unit section heads are 乡科级正职 and
  their deputies below; in lower units sections have no rank, and heads and deputies of sections are told apart nowhere;
- where one of the leaders cannot be told, heads and deputies are counted together as well.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterator, Mapping
from dataclasses import dataclass

from bianzhi.domain.establishment import Establishment, Person, Unit
from bianzhi.domain.terms import LeaderRank, LeadershipKind
from bianzhi.optimize.constraint import Rows
from bianzhi.optimize.reallocation.catalogued import catalogued
from bianzhi.optimize.reallocation.model import Expression, ReallocationModel
from bianzhi.optimize.reallocation.pair import Pair

_HEIGHTS = {
    LeaderRank.TOWNSHIP_DEPUTY: 1,
    LeaderRank.TOWNSHIP_HEAD: 2,
    LeaderRank.COUNTY_DEPUTY: 3,
    LeaderRank.COUNTY_HEAD: 4,
}
_KINDS = {
    True: (LeadershipKind.UNIT_HEAD, LeadershipKind.UNIT_DEPUTY),
    False: (LeadershipKind.SECTION_HEAD, LeadershipKind.SECTION_DEPUTY),
}


@dataclass(frozen=True, slots=True)
class Lead:
    """What a leader leads: the unit or a section of it, as head or deputy where that can be told."""

    unit: str
    section: str
    """Code of the section led; empty for who leads the unit."""
    head: bool | None

    @property
    def leads_unit(self) -> bool:
        """Whether it is the unit that is led."""
        return not self.section


@catalogued("C34")
def leaders_find_leadership_posts(model: ReallocationModel) -> Rows:
    """Leaders of each kind who come, less those who go, are at most the free leadership posts of the kind.

    A unit that lists one kind of a level (unit, sections) is taken to list both; one that lists none, and a section without
    leadership posts of its own, is not limited. Where there are too many already, there are not more afterwards.
    """
    moving = [number for number, pair in enumerate(model.pairs) if pair.person.is_leader]
    if not moving:
        return
    book = _Leads(model, moving)
    for unit in model.receiving_units:
        for of_unit in (True, False):
            yield from book.rows_of_unit(unit, of_unit)
    for section in model.establishment.sections:
        yield from book.rows_of_section(section.code)


class _Leads:
    """Who leads what now, and who could come to lead what."""

    def __init__(self, model: ReallocationModel, moving: list[int]) -> None:
        self._model = model
        establishment = model.establishment
        self._now: dict[str, list[Lead]] = defaultdict(list)
        for person in establishment.people:
            if person.is_leader and person.counted:
                self._now[person.unit].append(lead_of(establishment, person, person.unit, person.section))
        self._coming: dict[str, list[tuple[int, Lead]]] = defaultdict(list)
        self._going: dict[str, list[tuple[int, Lead]]] = defaultdict(list)
        for number in moving:
            before, after = (
                lead_before(establishment, model.pairs[number]),
                lead_after(establishment, model.pairs[number]),
            )
            self._going[before.unit].append((number, before))
            self._coming[after.unit].append((number, after))
        self._posts: Counter[tuple[str, LeadershipKind]] = Counter()
        for row in establishment.leadership_posts:
            self._posts[row.unit, row.kind] += row.authorized

    def rows_of_unit(self, unit: str, of_unit: bool) -> Iterator[tuple[Hashable, Expression]]:
        kinds = _KINDS[of_unit]
        if not any((unit, kind) in self._posts for kind in kinds):
            return
        posts = [self._posts[unit, kind] for kind in kinds]
        told = all(
            lead.head is not None
            for lead in (*self._now[unit], *(lead for _, lead in self._coming[unit]))
            if lead.leads_unit is of_unit
        )
        if not told:
            yield from self._row(unit, "、".join(kinds), sum(posts), _counted(of_unit))
        for kind, head, most in zip(kinds, (True, False), posts, strict=True):
            yield from self._row(unit, kind, most, _counted(of_unit, head))

    def rows_of_section(self, code: str) -> Iterator[tuple[Hashable, Expression]]:
        section = self._model.establishment.section[code]
        if section.heads is not None or section.deputies is not None:
            most = (section.heads or 0) + (section.deputies or 0)
            yield from self._row(section.unit, code, most, lambda lead: lead.section == code)

    def _row(
        self, unit: str, name: str, posts: int, counts: Callable[[Lead], bool]
    ) -> Iterator[tuple[Hashable, Expression]]:
        coming = [number for number, lead in self._coming[unit] if counts(lead)]
        if coming:
            going = [number for number, lead in self._going[unit] if counts(lead)]
            free = max(0, posts - sum(counts(lead) for lead in self._now[unit]))
            yield (unit, name), self._model.sum_of(coming) - self._model.sum_of(going) <= free


def _counted(of_unit: bool, head: bool | None = None) -> Callable[[Lead], bool]:
    """Who counts to the leaders of the unit, or of its sections: all of them, or only the heads, or only the deputies."""
    return lambda lead: lead.leads_unit is of_unit and head in (None, lead.head)


def lead_before(establishment: Establishment, pair: Pair) -> Lead:
    """What the leader of a pair leads now."""
    return lead_of(establishment, pair.person, pair.person.unit, pair.person.section)


def lead_after(establishment: Establishment, pair: Pair) -> Lead:
    """What the leader of a pair would lead: the post's section, or the unit."""
    kept = "" if pair.leaves_unit else pair.person.section
    return lead_of(establishment, pair.person, pair.opening.place.unit, pair.opening.place.section or kept)


def lead_of(establishment: Establishment, person: Person, unit_code: str, section_code: str) -> Lead:
    """What a leader leads in a unit and section."""
    unit, section = establishment.unit[unit_code], establishment.section.get(section_code)
    height, rank = _height(unit), _HEIGHTS.get(person.leader_rank) if person.leader_rank else None
    in_section = section is not None and section.unit == unit_code and section.name != unit.name
    if not in_section or (height is not None and rank is not None and rank >= height):
        return Lead(unit_code, "", _reaches(rank, height))
    heads_of_sections = _HEIGHTS[LeaderRank.TOWNSHIP_HEAD] if height == _HEIGHTS[LeaderRank.COUNTY_HEAD] else None
    return Lead(unit_code, section_code, _reaches(rank, heads_of_sections))


def _reaches(rank: int | None, height: int | None) -> bool | None:
    return None if rank is None or height is None else rank >= height


def _height(unit: Unit) -> int | None:
    """Where the unit's 机构规格 stands among the leadership ranks; None where it is not 处 or 科, or not given."""
    heights: Mapping[str, int] = {"处": 4, "科": 2}
    for word, height in heights.items():
        if word in unit.rank:
            return height - 1 if "副" in unit.rank else height
    return None
