"""Z3xx 职数: leaders in post against authorized leadership posts.

The roster says who leads (是否领导) and at which rank (职务层次), not which post. Hence, as rosters are kept:

- who has no section leads the unit; who has one leads the section, unless his rank reaches the unit's own (a 乡科级正职 in
  a 正科级 unit leads it, wherever he is listed). A section called as the unit itself is no section.
- heads of a unit are the leaders whose rank reaches the unit's 机构规格. In a 正处级 unit the section heads are 乡科级正职
  and their deputies below; in lower units sections are 股级, which has no rank, so heads and deputies are told apart nowhere.
- where they cannot be told apart — no 机构规格, or a leader without 职务层次 — heads and deputies are compared as a sum.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from bianzhi.domain.establishment import Establishment, LeadershipPosts, Person, Section, Unit
from bianzhi.domain.finding import Severity
from bianzhi.domain.terms import LeaderRank, LeadershipKind
from bianzhi.law.citation import statute
from bianzhi.law.levels import section_leaders
from bianzhi.law.parameters import Law
from bianzhi.rules.rule import Breach, rule

_DECREE = statute("decree-486")
_HEIGHT = {
    LeaderRank.TOWNSHIP_DEPUTY: 1,
    LeaderRank.TOWNSHIP_HEAD: 2,
    LeaderRank.COUNTY_DEPUTY: 3,
    LeaderRank.COUNTY_HEAD: 4,
}
_OF_UNIT = (LeadershipKind.UNIT_HEAD, LeadershipKind.UNIT_DEPUTY)
_OF_SECTION = (LeadershipKind.SECTION_HEAD, LeadershipKind.SECTION_DEPUTY)
_HINT = "请核对是否领导、职务层次和批准文号；确属超配的，建议通过改任、转任或者自然减员消化。"


@rule(
    id="Z301",
    title="领导人员不得超过核定职数",
    source=_DECREE.article(26),
    severity=Severity.ERROR,
)
def leaders_within_leadership_posts(establishment: Establishment, law: Law) -> Iterator[Breach]:
    """The leaders of a unit, and of its sections, do not exceed the authorized leadership posts of their kind.

    法条大意：不得超职数、超规格配备领导成员。 A unit that lists one kind of a level (unit, section) is taken to list them all:
    what it does not list is 0. A unit without any entry of a level is not checked at that level.
    """
    rows: dict[tuple[str, LeadershipKind], list[LeadershipPosts]] = defaultdict(list)
    for row in establishment.leadership_posts:
        rows[row.unit, row.kind].append(row)
    of_unit, of_section = unit_leaders(establishment), leaders_by_section(establishment)
    for unit in establishment.units:
        for kinds, leaders, heads in _counted(establishment, unit, of_unit, of_section):
            yield from _over(unit, {kind: rows.get((unit.code, kind), []) for kind in kinds}, leaders, heads)


@rule(
    id="Z302",
    title="内设机构领导职数应与规模相称",
    source=statute("local-practice").whole,
    severity=Severity.WARNING,
)
def section_leaders_within_tier(establishment: Establishment, law: Law) -> Iterator[Breach]:
    """A section has no more leaders, authorized or in post, than its size carries.

    Tiers: 编制3人1职；4至7人1正1副；8人以上可1正2副；15人以上不超过1正3副 (``law.levels.section_leaders``).
    The size is the section's authorized posts, or its persons in post where posts are not fixed by section.
    """
    leaders = leaders_by_section(establishment)
    for section in establishment.sections:
        size = establishment.section_staff[section.code] if section.authorized is None else section.authorized
        if size < 1:
            continue
        most, has = sum(section_leaders(size)), len(leaders.get(section.code, ()))
        posts = leadership_posts_of(section) or 0
        found = [f"{word} {number} 名" for word, number in (("核定职数", posts), ("实有领导", has)) if number > most]
        if found:
            yield Breach(
                at=section.at.cell("heads"),
                message=f"{establishment.unit[section.unit].name}{section.name}规模 {size} 人，"
                f"{'、'.join(found)}，按规模不超过 {most} 名。",
                hint="建议结合内设机构整合核定职数，或者调整科室规模。",
            )


@rule(
    id="Z303",
    title="科室领导不得超过该科室核定职数",
    source=_DECREE.article(26),
    severity=Severity.ERROR,
)
def section_leaders_within_own_posts(establishment: Establishment, law: Law) -> Iterator[Breach]:
    """A section with leadership posts of its own has no more leaders in post than these.

    法条大意：不得超职数配备领导成员。
    """
    leaders = leaders_by_section(establishment)
    for section in establishment.sections:
        posts, has = leadership_posts_of(section), len(leaders.get(section.code, ()))
        if posts is not None and has > posts:
            yield Breach(
                at=section.at.cell("heads"),
                message=f"{establishment.unit[section.unit].name}{section.name}核定领导职数 {posts} 名，"
                f"实有领导 {has} 人，超 {has - posts} 人。",
                hint=_HINT,
            )


@rule(
    id="Z304",
    title="领导职数高配应有批准文号",
    source=_DECREE.article(26),
    severity=Severity.WARNING,
)
def higher_ranks_have_a_document(establishment: Establishment, law: Law) -> Iterator[Breach]:
    """A leader whose rank is above the unit's own has a document for it: at the unit's 职数, or in the remark.

    法条大意：不得超职数、超规格配备领导成员。 A unit whose 机构规格 is not given, or is not 处 or 科, is not checked.
    """
    documented = {
        row.unit for row in establishment.leadership_posts if row.document and row.kind in _OF_UNIT and row.authorized
    }
    for code, leaders in unit_leaders(establishment).items():
        unit = establishment.unit[code]
        height = _height(unit)
        if height is None or code in documented:
            continue
        for person in leaders:
            rank = person.leader_rank
            if rank is not None and _HEIGHT[rank] > height and not _names_a_document(person.note):
                yield Breach(
                    at=person.at.cell("leader_rank"),
                    message=f"{unit.name}为{unit.rank}，{person.name}（{person.id}）职务层次为{rank}，高于机构规格，"
                    "台账没有高配的批准文号。",
                    hint="请在职数表补录批准文号，或者在人员备注注明高配文号；未经批准的，请按干部管理权限报告。",
                )


@dataclass(frozen=True, slots=True)
class LeadersCounted:
    """Leaders in post of one level of a unit, the unit's own or its sections', beside their posts."""

    posts: Mapping[LeadershipKind, int]
    """Authorized posts of heads and of deputies; 0 where the ledger lists none."""
    listed: bool
    """Whether the ledger lists any: where it does not, the level is not checked."""
    leaders: int
    heads: int | None
    """How many of them are heads; None where heads and deputies cannot be told apart."""

    @property
    def excess(self) -> int:
        """Persons above the posts, heads and deputies never netted where they can be told apart (Z301); 0 where unlisted."""
        return sum(max(0, has - posts) for has, posts in self._compared) if self.listed else 0

    @property
    def vacancies(self) -> int:
        """Posts that nobody holds, counted in the same way."""
        return sum(max(0, posts - has) for has, posts in self._compared) if self.listed else 0

    @property
    def _compared(self) -> tuple[tuple[int, int], ...]:
        head, deputy = self.posts.values()
        if self.heads is None:
            return ((self.leaders, head + deputy),)
        return (self.heads, head), (self.leaders - self.heads, deputy)


def leaders_counted(establishment: Establishment, code: str) -> tuple[LeadersCounted, LeadersCounted]:
    """The leaders of one unit: those who lead the unit, and those who lead its sections."""
    return leaders_of_units(establishment, (establishment.unit[code],))[code]


def leaders_of_units(
    establishment: Establishment, units: Sequence[Unit] = ()
) -> Mapping[str, tuple[LeadersCounted, LeadersCounted]]:
    """The same of some units, or of all, by unit code: the roster is gone through once."""
    posts: Counter[tuple[str, LeadershipKind]] = Counter()
    for row in establishment.leadership_posts:
        posts[row.unit, row.kind] += row.authorized
    of_unit, of_section = unit_leaders(establishment), leaders_by_section(establishment)
    found: dict[str, tuple[LeadersCounted, LeadersCounted]] = {}
    for unit in units or establishment.units:
        own, sections = (
            LeadersCounted(
                {kind: posts[unit.code, kind] for kind in kinds},
                any((unit.code, kind) in posts for kind in kinds),
                leaders,
                heads,
            )
            for kinds, leaders, heads in _counted(establishment, unit, of_unit, of_section)
        )
        found[unit.code] = own, sections
    return found


def _counted(
    establishment: Establishment,
    unit: Unit,
    of_unit: Mapping[str, list[Person]],
    of_section: Mapping[str, list[Person]],
) -> Iterator[tuple[tuple[LeadershipKind, LeadershipKind], int, int | None]]:
    """For the unit's own leaders and for those of its sections: the kinds, how many lead, how many of them are heads."""
    at_top = of_unit.get(unit.code, [])
    below = [p for s in establishment.sections_of.get(unit.code, ()) for p in of_section.get(s.code, ())]
    yield _OF_UNIT, len(at_top), _heads_of_unit(unit, at_top)
    yield _OF_SECTION, len(below), _heads_of_sections(unit, below)


def unit_leaders(establishment: Establishment) -> Mapping[str, list[Person]]:
    """Leaders in post who lead their unit, by unit code; see the top of this file for who does."""
    found: dict[str, list[Person]] = defaultdict(list)
    for person in establishment.people:
        if person.is_leader and person.counted and _leads_unit(establishment, person):
            found[person.unit].append(person)
    return found


def leaders_by_section(establishment: Establishment) -> Mapping[str, list[Person]]:
    """Leaders in post who lead a section, by section code."""
    found: dict[str, list[Person]] = defaultdict(list)
    for person in establishment.people:
        if person.is_leader and person.counted and not _leads_unit(establishment, person):
            found[person.section].append(person)
    return found


def _names_a_document(note: str) -> bool:
    """Whether a remark gives a document number: 〔2024〕5号, and the brackets people type instead."""
    return "号" in note and any(bracket in note for bracket in "〔[［(（【")


def _leads_unit(establishment: Establishment, person: Person) -> bool:
    section, unit = establishment.section.get(person.section), establishment.unit[person.unit]
    if section is None or section.unit != person.unit or section.name == unit.name:
        return True
    height = _height(unit)
    return height is not None and person.leader_rank is not None and _HEIGHT[person.leader_rank] >= height


def _height(unit: Unit) -> int | None:
    """Where the unit's 机构规格 stands among the leadership ranks; None where it is not 处 or 科, or not given."""
    for word, height in (("处", 4), ("科", 2)):
        if word in unit.rank:
            return height - 1 if "副" in unit.rank else height
    return None


def _heads_of_unit(unit: Unit, leaders: Sequence[Person]) -> int | None:
    return _reaching(_height(unit), leaders)


def _heads_of_sections(unit: Unit, leaders: Sequence[Person]) -> int | None:
    head = _HEIGHT[LeaderRank.TOWNSHIP_HEAD] if _height(unit) == _HEIGHT[LeaderRank.COUNTY_HEAD] else None
    return _reaching(head, leaders)


def _reaching(height: int | None, leaders: Sequence[Person]) -> int | None:
    """How many leaders reach a height, or None where that cannot be told of every one."""
    ranks = [person.leader_rank for person in leaders if person.leader_rank is not None]
    if height is None or len(ranks) < len(leaders):
        return None
    return sum(_HEIGHT[rank] >= height for rank in ranks)


def _over(
    unit: Unit, rows: Mapping[LeadershipKind, Sequence[LeadershipPosts]], leaders: int, heads: int | None
) -> Iterator[Breach]:
    listed = [row for kind in rows for row in rows[kind]]
    if not listed:
        return
    head, deputy = rows
    if heads is None:
        compared: tuple[tuple[str, Sequence[LeadershipPosts], int], ...] = ((f"{head}、{deputy}合计", listed, leaders),)
    else:
        compared = (head, rows[head], heads), (deputy, rows[deputy], leaders - heads)
    for word, of_kind, has in compared:
        authorized = sum(row.authorized for row in of_kind)
        if has > authorized:
            yield Breach(
                at=(of_kind or listed)[0].at.cell("authorized"),
                message=f"{unit.name}{word}核定 {authorized} 名，实有 {has} 人，超 {has - authorized} 人。",
                hint=_HINT,
            )


def leadership_posts_of(section: Section) -> int | None:
    """The section's own leadership posts, heads and deputies together; None where the ledger gives neither."""
    if section.heads is None and section.deputies is None:
        return None
    return (section.heads or 0) + (section.deputies or 0)
