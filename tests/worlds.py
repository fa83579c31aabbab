"""Small establishments by name, for tests: ``agencies(A=(12, 10), B=(7, 10))`` is 12 people in 10 posts, and 7 in 10.

Everything is invented. Rows have places as if the world had been read from a workbook with the canonical columns of the
contract, headings in row 1: the first person stands in row 2 of the sheet 人员, so a test can name the exact cell
(``cell_of(world, "A1", "birth")``). A world made by ``agencies`` or ``institutions`` with nobody over quota has no finding.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any, TypeAlias

from bianzhi.domain.cell import NOWHERE, RowRef
from bianzhi.domain.establishment import (
    Duty,
    Establishment,
    FitScore,
    Kinship,
    LeadershipPosts,
    LevelPosts,
    Person,
    Post,
    PostLoan,
    QuotaEntry,
    Section,
    SectionTraffic,
    Transit,
    Unit,
    Workload,
)
from bianzhi.domain.identifiers import citizen_check_digit, credit_check_character
from bianzhi.domain.ledger_columns import SHEETS
from bianzhi.domain.terms import Category, Direction, LeadershipKind, Sex, Status, UnitKind, WorkloadKind

DAY = date(2026, 11, 23)
"""The day on which tests plan and check, unless they say otherwise."""

WORKBOOK = "台账.xlsx"

Row: TypeAlias = (
    Unit
    | QuotaEntry
    | LeadershipPosts
    | Section
    | Person
    | Post
    | Kinship
    | SectionTraffic
    | FitScore
    | Transit
    | LevelPosts
    | Duty
    | PostLoan
    | Workload
)  # fmt: skip
Changes: TypeAlias = Mapping[str, Any]

HOME: Mapping[Status, Category] = {
    Status.CIVIL_SERVANT: Category.ADMINISTRATIVE,
    Status.POLITICAL_LEGAL_OFFICER: Category.POLITICAL_LEGAL,
    Status.CIVIL_LIKE_AGENCY: Category.ADMINISTRATIVE,
    Status.CIVIL_LIKE_INSTITUTION: Category.CIVIL_LIKE,
    Status.INSTITUTION_MANAGER: Category.FULLY_FUNDED,
    Status.INSTITUTION_SPECIALIST: Category.FULLY_FUNDED,
    Status.AGENCY_WORKER: Category.AGENCY_SUPPORT,
    Status.INSTITUTION_WORKER: Category.INSTITUTION_SUPPORT,
    Status.AGENCY_INSTITUTION_STAFF: Category.FULLY_FUNDED,
}
"""The establishment type a person of each status usually holds."""

_USUAL_STATUS = {
    Category.ADMINISTRATIVE: Status.CIVIL_SERVANT,
    Category.POLITICAL_LEGAL: Status.POLITICAL_LEGAL_OFFICER,
    Category.CIVIL_LIKE: Status.CIVIL_LIKE_INSTITUTION,
    Category.FULLY_FUNDED: Status.INSTITUTION_MANAGER,
    Category.PARTLY_FUNDED: Status.INSTITUTION_MANAGER,
    Category.SELF_FUNDED: Status.INSTITUTION_MANAGER,
    Category.AGENCY_SUPPORT: Status.AGENCY_WORKER,
    Category.INSTITUTION_SUPPORT: Status.INSTITUTION_WORKER,
}


_USUAL_GRADE = {
    Status.INSTITUTION_MANAGER: "九级职员",
    Status.AGENCY_INSTITUTION_STAFF: "九级职员",
    Status.INSTITUTION_SPECIALIST: "专技十级",
    Status.AGENCY_WORKER: "工勤三级",
    Status.INSTITUTION_WORKER: "工勤三级",
}


def unit(code: str, **changes: Any) -> Unit:
    """A government department called 区A局, unless changed: ``unit("A", kind=UnitKind.WELFARE_ONE)``."""
    return Unit(**{"code": code, "name": f"区{code}局", "kind": UnitKind.GOVERNMENT, **changes})


def quota(unit: str, posts: int, category: Category = Category.ADMINISTRATIVE, **changes: Any) -> QuotaEntry:
    """One entry of the sheet 编制."""
    return QuotaEntry(**{"unit": unit, "category": category, "posts": posts, "document": "编〔2020〕1号", **changes})


def leadership(unit: str, kind: LeadershipKind, authorized: int, **changes: Any) -> LeadershipPosts:
    """One entry of the sheet 职数."""
    return LeadershipPosts(unit=unit, kind=kind, authorized=authorized, **changes)


def section(code: str, unit: str = "A", **changes: Any) -> Section:
    """A section called S1科 that counts to the cap."""
    return Section(**{"code": code, "unit": unit, "name": f"{code}科", **changes})


def person(id: str, unit: str = "A", **changes: Any) -> Person:
    """Somebody whom nothing keeps from moving: a man born in 1985, in service, 一级科员 or the like.

    A status given without a type brings its usual type along, and the other way round; neither means 公务员 on 行政编制.
    """
    status = changes.get("status", _USUAL_STATUS.get(changes.get("category"), Status.CIVIL_SERVANT))
    defaults = {
        "id": id,
        "name": f"某{id}",
        "unit": unit,
        "status": status,
        "category": HOME.get(status),
        "sex": Sex.MALE,
        "birth": date(1985, 1, 1),
        "education": "大学",
        "grade": _USUAL_GRADE.get(status, "一级科员"),
    }
    return Person(**{**defaults, **changes})


def people(unit: str, number: int, **changes: Any) -> tuple[Person, ...]:
    """``number`` people of one unit, called A1, A2 and so on."""
    return tuple(person(f"{unit}{count}", unit, **changes) for count in range(1, number + 1))


def post(title: str, unit: str, demand: int = 1, category: Category = Category.ADMINISTRATIVE, **changes: Any) -> Post:
    """One row of the sheet 岗位需求 that demands nothing, unless changed."""
    return Post(**{"unit": unit, "title": title, "category": category, "demand": demand, **changes})


def kin(person: str, relative: str, relation: str = "夫妻") -> Kinship:
    """Two people who are related."""
    return Kinship(person, relative, relation)


def coming(unit: str, persons: int = 1, **changes: Any) -> Transit:
    """People promised to a cell: one row of the sheet 在途变动."""
    return _transit(Direction.IN, unit, persons, changes)


def going(unit: str, persons: int = 1, **changes: Any) -> Transit:
    """People on their way out of a cell: one row of the sheet 在途变动."""
    return _transit(Direction.OUT, unit, persons, changes)


def _transit(direction: Direction, unit: str, persons: int, changes: Changes) -> Transit:
    known = {"unit": unit, "category": Category.ADMINISTRATIVE, "direction": direction, "persons": persons}
    return Transit(**{**known, **changes})


def level(unit: str, band: str, authorized: int, category: Category = Category.ADMINISTRATIVE) -> LevelPosts:
    """One row of the sheet 层次职数."""
    return LevelPosts(unit=unit, category=category, level=band, authorized=authorized)


def duty(code: str, unit: str = "A", text: str = "", **changes: Any) -> Duty:
    """One row of the sheet 职责 that says what it is, on a document."""
    return Duty(**{"code": code, "unit": unit, "text": text or f"负责{code}工作", "source": "“三定”规定", **changes})


def loan(borrower: str, posts: int = 1, lender: str = "", **changes: Any) -> PostLoan:
    """One row of the sheet 周转使用: a loan with a document, to the end of 2027."""
    known = {"borrower": borrower, "category": Category.ADMINISTRATIVE, "posts": posts, "lender": lender}
    return PostLoan(**{**known, "until": date(2027, 12, 31), "document": "编〔2026〕1号", **changes})


def cases(unit: str, activity: str, volume: int, minutes: int | None, section: str = "") -> Workload:
    """One row of the sheet 工作量: an activity counted in cases a year."""
    return Workload(unit, activity, WorkloadKind.SERVICE, volume, minutes, section)


def support(unit: str, activity: str, percent: int, section: str = "") -> Workload:
    """One row of the sheet 工作量: percent of everybody's time."""
    return Workload(unit, activity, WorkloadKind.SUPPORT, percent, None, section)


def world(*rows: Row) -> Establishment:
    """An establishment of these rows, in this order; each gets its place in the workbook unless it has one."""
    found: dict[str, list[Any]] = {sheet.name: [] for sheet in SHEETS}
    for row in rows:
        name = next(sheet.name for sheet in SHEETS if sheet.row is type(row))
        placed = row if row.at is not NOWHERE else replace(row, at=place(name, len(found[name]) + 2))
        found[name].append(placed)
    return Establishment(WORKBOOK, *(tuple(found[sheet.name]) for sheet in SHEETS))


def agencies(everyone: Changes | None = None, **units: tuple[int, int]) -> Establishment:
    """Government departments on 行政编制: ``agencies(A=(12, 10))`` is 12 people, called A1 to A12, in 10 posts.

    ``everyone`` changes every person: ``agencies({"grade": "一级主任科员"}, A=(12, 10))``.
    """
    return _district(UnitKind.GOVERNMENT, Category.ADMINISTRATIVE, everyone or {}, units)


def institutions(everyone: Changes | None = None, **units: tuple[int, int]) -> Establishment:
    """Public institutions 公益一类 on 全额事业编制 with 管理人员: people in post, and posts."""
    return _district(UnitKind.WELFARE_ONE, Category.FULLY_FUNDED, everyone or {}, units)


def _district(
    kind: UnitKind, category: Category, everyone: Changes, units: Mapping[str, tuple[int, int]]
) -> Establishment:
    rows: list[Row] = []
    for code, (in_post, posts) in units.items():
        rows += [unit(code, kind=kind), quota(code, posts, category)]
        rows += people(code, in_post, **{"category": category, **everyone})
    return world(*rows)


def together(*worlds: Establishment) -> Establishment:
    """One establishment of several: ``together(agencies(A=(12, 10)), institutions(B=(3, 5)))``."""
    return world(*(replace(row, at=NOWHERE) for one in worlds for row in _rows(one)))


def plus(establishment: Establishment, *rows: Row) -> Establishment:
    """The same establishment with more rows."""
    return world(*_rows(establishment), *rows)


def but(establishment: Establishment, **changes: Changes) -> Establishment:
    """The same establishment, some units, sections or people changed, by code or id.

    ``but(agencies(A=(2, 1)), A1={"is_leader": True}, A={"min_staff": 1})``
    """
    known = {*establishment.unit, *establishment.section, *establishment.person}
    assert changes.keys() <= known, f"no such unit, section or person: {changes.keys() - known}"
    return world(*(replace(row, **changes.get(_name(row), {})) for row in _rows(establishment)))


def _rows(establishment: Establishment) -> tuple[Any, ...]:
    return (
        *establishment.units,
        *establishment.quota_entries,
        *establishment.leadership_posts,
        *establishment.sections,
        *establishment.people,
        *establishment.posts,
        *establishment.kinships,
        *establishment.traffic,
        *establishment.fit_scores,
        *establishment.transits,
        *establishment.level_posts,
        *establishment.duties,
        *establishment.loans,
        *establishment.workloads,
    )


def _name(row: Any) -> str:
    if isinstance(row, Unit | Section):
        return row.code
    return row.id if isinstance(row, Person) else ""


_COLUMNS = {
    sheet.name: {column.field: index for index, column in enumerate(sheet.columns)} for sheet in SHEETS
}  # fmt: skip


def place(sheet: str, row: int) -> RowRef:
    """The place of a row of a sheet with its canonical columns."""
    return RowRef(WORKBOOK, sheet, row, _COLUMNS[sheet])


def cell_of(establishment: Establishment, name: str, field: str = "") -> str:
    """``人员!H2``: sheet and cell of a field of the unit, section or person of this code or id."""
    row = next(row for row in _rows(establishment) if _name(row) == name)
    at = row.at.cell(field)
    return f"{at.sheet}!{at.cell}"


def citizen_number(born: date, sex: Sex = Sex.MALE, sequence: int = 1) -> str:
    """A well-formed citizen number of the region 999999, which does not exist."""
    order = sequence * 2 - (1 if sex is Sex.MALE else 0)
    first17 = f"999999{born:%Y%m%d}{order:03d}"
    return first17 + citizen_check_digit(first17)


def credit_code(sequence: int = 1) -> str:
    """A well-formed 统一社会信用代码 of the region 999999, which does not exist."""
    first17 = f"11999999MB{sequence:07d}"
    return first17 + credit_check_character(first17)
