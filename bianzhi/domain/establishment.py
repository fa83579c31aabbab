"""What a ledger says: units, quotas, sections, posts, people, and the counts that follow from them."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TypeAlias, TypeVar

from bianzhi.domain.cell import NOWHERE, RowRef
from bianzhi.domain.identifiers import birth_in_citizen_number, sex_in_citizen_number
from bianzhi.domain.terms import (
    Category,
    Direction,
    LeaderRank,
    LeadershipKind,
    PersonState,
    Pool,
    RetirementCategory,
    Sex,
    Status,
    UnitKind,
    Willingness,
    WorkloadKind,
)

_K = TypeVar("_K")
_V = TypeVar("_V")

CellKey: TypeAlias = tuple[str, Category]
"""(unit code, establishment type): the cell in which posts and persons are counted, never netted with another."""


@dataclass(frozen=True, slots=True)
class Unit:
    """机构: an organ or a public institution."""

    code: str
    name: str
    kind: UnitKind
    parent: str = ""
    """Code of the superior unit, empty at the top."""
    rank: str = ""
    """机构规格, as written; never inferred from the name."""
    pool: Pool = Pool.DISTRICT
    civil_like: bool = False
    """参公: approved to be managed by the Civil Servants Law."""
    credit_code: str = ""
    section_cap: int | None = None
    """内设机构限额 of this unit (sections), or None where the general cap holds."""
    min_staff: int | None = None
    """最低保留人数 (persons)."""
    functions: tuple[str, ...] = ()
    """职能标签."""
    founding_document: str = ""
    region: str = ""
    """地区, where one ledger holds several: quotas do not flow from one to another."""
    high_on_low: bool = False
    """高职低配: someone of a higher level may take a post, or a level vacancy, of a lower one in this unit."""
    tolerance: int | None = None
    """允许溢出人数 (persons): excess up to it needs no move until ``tolerance_ends``."""
    tolerance_ends: date | None = None
    note: str = ""
    unreadable: tuple[str, ...] = ()
    """Headings of cells that bear on who may move and could not be read: until they are settled, nobody moves by them."""
    at: RowRef = NOWHERE


@dataclass(frozen=True, slots=True)
class QuotaEntry:
    """One row of the sheet 编制: an approval, or a later signed change. Entries of one cell add up."""

    unit: str
    category: Category
    posts: int
    document: str = ""
    approved_on: date | None = None
    summary: str = ""
    at: RowRef = NOWHERE


@dataclass(frozen=True, slots=True)
class LeadershipPosts:
    """One row of the sheet 职数: authorized leadership posts of one kind."""

    unit: str
    kind: LeadershipKind
    authorized: int
    document: str = ""
    at: RowRef = NOWHERE


@dataclass(frozen=True, slots=True)
class Section:
    """内设机构: an internal section of a unit."""

    code: str
    unit: str
    name: str
    counts_to_cap: bool = True
    authorized: int | None = None
    """Authorized posts of the section, or None where posts are not fixed section by section."""
    heads: int | None = None
    deputies: int | None = None
    functions: tuple[str, ...] = ()
    mergeable: bool = True
    note: str = ""
    at: RowRef = NOWHERE


@dataclass(frozen=True, slots=True)
class Person:
    """人员: one row of the roster. Dates known only to the month carry day 1."""

    id: str
    name: str
    unit: str
    status: Status | None = None
    category: Category | None = None
    citizen_number: str = ""
    sex: Sex | None = None
    """As written in the column 性别; see ``known_sex``."""
    birth: date | None = None
    """As written in the column 出生日期; see ``born``."""
    section: str = ""
    is_leader: bool = False
    leader_rank: LeaderRank | None = None
    grade: str = ""
    """职级 in its standard spelling, e.g. 一级主任科员, 七级职员, 专技八级, 工勤三级."""
    state: PersonState = PersonState.ACTIVE
    education: str = ""
    major: str = ""
    specialties: tuple[str, ...] = ()
    certificates: tuple[str, ...] = ()
    work_start: date | None = None
    on_establishment_since: date | None = None
    joined_unit: date | None = None
    post_since: date | None = None
    trial_ends: date | None = None
    service_ends: date | None = None
    last_exchange: date | None = None
    sanction_ends: date | None = None
    lock_reason: str = ""
    """不可调整原因: any text locks the person; the reason itself may be restricted."""
    retirement_category: RetirementCategory | None = None
    """As written in the column 退休类别; guessed by ``law.retirement`` where empty."""
    willingness: Willingness = Willingness.OBEYS
    wished_units: tuple[str, ...] = ()
    """意向机构, as unit codes."""
    conditions: tuple[str, ...] = ()
    """已具备条件: the named conditions of C cells of the identity matrix that this person fulfils."""
    works_at: str = ""
    """借调单位, as written: where someone lent, seconded or attached works meanwhile; it may be outside the ledger."""
    note: str = ""
    unreadable: tuple[str, ...] = ()
    """Headings of cells that bear on who may move and could not be read: until they are settled, nobody moves by them."""
    at: RowRef = NOWHERE

    @property
    def counted(self) -> bool:
        """Whether this person is counted in post: on the establishment, and in a state that holds a post."""
        return self.state.holds_post and self.status is not Status.OFF_ESTABLISHMENT and self.category is not None

    @property
    def born(self) -> date | None:
        """Birth date: the column, or else the citizen number."""
        return self.birth or birth_in_citizen_number(self.citizen_number)

    @property
    def known_sex(self) -> Sex | None:
        """Sex: the column, or else the citizen number."""
        return self.sex or sex_in_citizen_number(self.citizen_number)


@dataclass(frozen=True, slots=True)
class Post:
    """岗位需求: posts a unit asks to fill within its vacancies, and what they demand."""

    unit: str
    title: str
    category: Category
    demand: int
    """需求数 (posts)."""
    section: str = ""
    level: str = ""
    """层次: a band (正科), or a specialist or worker level (专技八级, 工勤三级); empty demands nothing."""
    majors: tuple[str, ...] = ()
    education: str = ""
    certificates: tuple[str, ...] = ()
    specialties: tuple[str, ...] = ()
    age_limit: int | None = None
    """年龄上限: the oldest full age, in years, on the plan's day."""
    unreadable: tuple[str, ...] = ()
    """Headings of cells that bear on who may move and could not be read: until they are settled, nobody moves by them."""
    at: RowRef = NOWHERE


@dataclass(frozen=True, slots=True)
class Kinship:
    """亲属关系 between two people; it holds both ways, whichever is named first."""

    person: str
    relative: str
    relation: str
    at: RowRef = NOWHERE


@dataclass(frozen=True, slots=True)
class SectionTraffic:
    """科室往来: how much two sections deal with each other; it adds up both ways."""

    section: str
    other: str
    volume: int
    at: RowRef = NOWHERE


@dataclass(frozen=True, slots=True)
class FitScore:
    """匹配评分: the office's own score of a person at a place; an empty post means every place in the unit."""

    person: str
    unit: str
    post: str
    score: int
    at: RowRef = NOWHERE


@dataclass(frozen=True, slots=True)
class Transit:
    """在途变动: people promised to a cell or on their way out of it, approved and not yet in the roster."""

    unit: str
    category: Category
    direction: Direction
    persons: int
    effective_on: date | None = None
    """The day from which the roster will show it; without one, it is under way now."""
    person: str = ""
    """Id of the person, where it is one of the roster who leaves."""
    document: str = ""
    at: RowRef = NOWHERE


@dataclass(frozen=True, slots=True)
class LevelPosts:
    """层次职数: authorized posts of one level band within a cell; who is placed at that level takes one of them."""

    unit: str
    category: Category
    level: str
    """A band: 正处, 副处, 正科, 副科, 科员, 办事员."""
    authorized: int
    document: str = ""
    at: RowRef = NOWHERE


@dataclass(frozen=True, slots=True)
class Duty:
    """职责: one function of a unit or section as an object that a reform moves, merges, splits or drops."""

    code: str
    unit: str
    text: str
    section: str = ""
    source: str = ""
    """依据: the document or article that gives the unit this duty."""
    workload: int | None = None
    """工作量: cases, items or hours a year, in the unit of the workload sheet."""
    posts: int | None = None
    """所需编制 (posts), by the office's own estimate."""
    at: RowRef = NOWHERE


@dataclass(frozen=True, slots=True)
class PostLoan:
    """周转使用: posts of the pool or of a lender used by another unit for a time; never part of the borrower's quota."""

    borrower: str
    category: Category
    posts: int
    lender: str = ""
    """Code; empty for the pool of the office (机动编制)."""
    since: date | None = None
    until: date | None = None
    """周转期止: the day they go back."""
    document: str = ""
    at: RowRef = NOWHERE


@dataclass(frozen=True, slots=True)
class Workload:
    """工作量: one activity of a unit, for the workload-based need of staff (WHO's WISN method)."""

    unit: str
    activity: str
    kind: WorkloadKind
    volume: int
    """Cases a year; percent of working time; or hours a year."""
    minutes: int | None = None
    """Standard time of one case, for 服务."""
    section: str = ""
    at: RowRef = NOWHERE


@dataclass(frozen=True)
class Establishment:
    """One ledger workbook, read. All tuples keep the order of the ledger.

    ``sha256`` is the fingerprint of the file, hexadecimal, empty for one made in memory.
    Every unit code, section code and person id is unique here, and everything refers to a unit that exists:
    reading reports and leaves out what does not.
    """

    name: str
    units: tuple[Unit, ...]
    quota_entries: tuple[QuotaEntry, ...] = ()
    leadership_posts: tuple[LeadershipPosts, ...] = ()
    sections: tuple[Section, ...] = ()
    people: tuple[Person, ...] = ()
    posts: tuple[Post, ...] = ()
    kinships: tuple[Kinship, ...] = ()
    traffic: tuple[SectionTraffic, ...] = ()
    fit_scores: tuple[FitScore, ...] = ()
    transits: tuple[Transit, ...] = ()
    level_posts: tuple[LevelPosts, ...] = ()
    duties: tuple[Duty, ...] = ()
    loans: tuple[PostLoan, ...] = ()
    workloads: tuple[Workload, ...] = ()
    sha256: str = ""

    @cached_property
    def unit(self) -> Mapping[str, Unit]:
        """Units by code."""
        return {unit.code: unit for unit in self.units}

    @cached_property
    def duty(self) -> Mapping[str, Duty]:
        """Duties by code."""
        return {duty.code: duty for duty in self.duties}

    @cached_property
    def section(self) -> Mapping[str, Section]:
        """Sections by code."""
        return {section.code: section for section in self.sections}

    @cached_property
    def person(self) -> Mapping[str, Person]:
        """People by id."""
        return {person.id: person for person in self.people}

    @cached_property
    def sections_of(self) -> Mapping[str, tuple[Section, ...]]:
        """Sections by unit code; units without sections are missing."""
        return _grouped((section.unit, section) for section in self.sections)

    @cached_property
    def people_of(self) -> Mapping[str, tuple[Person, ...]]:
        """People (counted or not) by unit code; units without people are missing."""
        return _grouped((person.unit, person) for person in self.people)

    @cached_property
    def people_in(self) -> Mapping[CellKey, tuple[Person, ...]]:
        """Counted people by cell."""
        return _grouped(((p.unit, p.category), p) for p in self.people if p.counted and p.category)

    @cached_property
    def relatives_of(self) -> Mapping[str, frozenset[str]]:
        """Ids of each person's relatives; people without relatives are missing."""
        relatives: dict[str, set[str]] = defaultdict(set)
        for kinship in self.kinships:
            if kinship.person != kinship.relative:
                relatives[kinship.person].add(kinship.relative)
                relatives[kinship.relative].add(kinship.person)
        return {person: frozenset(ids) for person, ids in relatives.items()}

    @cached_property
    def entered(self) -> Mapping[CellKey, int]:
        """Sum of the signed ledger entries, in posts, of every cell that has one; below 0 only by mistake."""
        posts: Counter[CellKey] = Counter()
        for entry in self.quota_entries:
            posts[entry.unit, entry.category] += entry.posts
        return dict(posts)

    @cached_property
    def authorized(self) -> Mapping[CellKey, int]:
        """Quota q(u,t), in posts, of every cell that has an entry; entries that add up to less than nothing count as 0."""
        return {cell: max(0, posts) for cell, posts in self.entered.items()}

    @cached_property
    def in_post(self) -> Mapping[CellKey, int]:
        """Persons in post a(u,t) of every cell that has any."""
        return {cell: len(people) for cell, people in self.people_in.items()}

    @cached_property
    def cells(self) -> tuple[CellKey, ...]:
        """Every cell with a quota or a person: units in ledger order, types in their standard order."""
        known = self.authorized.keys() | self.in_post.keys()
        return tuple((u.code, category) for u in self.units for category in Category if (u.code, category) in known)

    @cached_property
    def staff(self) -> Mapping[str, int]:
        """Persons in post a(u), over all types, of every unit."""
        staff: Counter[str] = Counter({unit.code: 0 for unit in self.units})
        for (unit, _), persons in self.in_post.items():
            staff[unit] += persons
        return dict(staff)

    @cached_property
    def section_staff(self) -> Mapping[str, int]:
        """Persons in post, of every section."""
        staff = Counter({section.code: 0 for section in self.sections})
        staff.update(p.section for p in self.people if p.counted and p.section in self.section)
        return dict(staff)

    def excess(self, cell: CellKey) -> int:
        """Persons above the quota of a cell, never negative."""
        return max(0, self.in_post.get(cell, 0) - self.authorized.get(cell, 0))

    def vacancies(self, cell: CellKey) -> int:
        """Posts of a cell that nobody holds, never negative."""
        return max(0, self.authorized.get(cell, 0) - self.in_post.get(cell, 0))

    @cached_property
    def total_excess(self) -> int:
        """Sum over cells of persons above quota; nothing is netted."""
        return sum(self.excess(cell) for cell in self.cells)

    @cached_property
    def total_vacancies(self) -> int:
        """Sum over cells of vacant posts; nothing is netted."""
        return sum(self.vacancies(cell) for cell in self.cells)


def _grouped(pairs: Iterable[tuple[_K, _V]]) -> dict[_K, tuple[_V, ...]]:
    groups: dict[_K, list[_V]] = defaultdict(list)
    for key, value in pairs:
        groups[key].append(value)
    return {key: tuple(values) for key, values in groups.items()}
