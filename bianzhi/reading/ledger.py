"""From a workbook to an Establishment: every table found, every row placed or reported, nothing guessed."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bianzhi.domain.cell import CellRef
from bianzhi.domain.establishment import Establishment, Person, Section, Unit
from bianzhi.domain.finding import Finding
from bianzhi.domain.ledger_columns import SHEETS, ColumnKind
from bianzhi.domain.terms import Category, PersonState, Status
from bianzhi.reading.headings import Table
from bianzhi.reading.references import PersonNames, SectionNames, UnitNames, unit_names
from bianzhi.reading.rows import Rows, built, read_rows
from bianzhi.reading.tables import find_tables
from bianzhi.reading.values import UndecidedStatus
from bianzhi.reading.workbook import read_workbook
from bianzhi.rules.form import (
    DUPLICATE,
    NO_ROWS,
    REQUIRED_MISSING,
    SECTION_IS_UNIT,
    SELF_RELATIVE,
    UNKNOWN_SECTION,
    UNKNOWN_TERM,
)

_BEARING_ON_UNITS = ("kind", "pool", "min_staff")
_BEARING_ON_PEOPLE = ("is_leader", "state", "trial_ends", "service_ends", "last_exchange", "retirement_category")
_BEARING_ON_POSTS = ("level", "education", "age_limit")
"""Cells that decide who may move: one that cannot be read must not open a way that its right value would close."""

_DECIDED_STATUS = {
    (UndecidedStatus.CIVIL_LIKE, Category.ADMINISTRATIVE): Status.CIVIL_LIKE_AGENCY,
    (UndecidedStatus.CIVIL_LIKE, Category.CIVIL_LIKE): Status.CIVIL_LIKE_INSTITUTION,
    (UndecidedStatus.WORKER, Category.AGENCY_SUPPORT): Status.AGENCY_WORKER,
    (UndecidedStatus.WORKER, Category.INSTITUTION_SUPPORT): Status.INSTITUTION_WORKER,
}
_STATUS_CHOICES = {
    UndecidedStatus.CIVIL_LIKE: f"{Status.CIVIL_LIKE_AGENCY}或{Status.CIVIL_LIKE_INSTITUTION}",
    UndecidedStatus.WORKER: f"{Status.AGENCY_WORKER}或{Status.INSTITUTION_WORKER}",
}


@dataclass(frozen=True)
class LedgerReading:
    """A ledger that was read: what it says, and what is wrong with its form, sheet by sheet and row by row."""

    establishment: Establishment
    findings: tuple[Finding, ...]


def read_ledger(path: Path, name: str = "") -> LedgerReading:
    """Read a ledger workbook (the contract, §1).

    Parameters
    ----------
    path
        The workbook. It is opened only in a child process, after its content was checked.
    name
        The name the user knows it by, where ``path`` is a temporary file.

    Returns
    -------
    LedgerReading
        A row is left out only where it cannot be placed; every value that cannot be read, and every row left out,
        is a finding with its cell. References of the establishment all hold.

    Raises
    ------
    UnreadableWorkbookError
        The file is no workbook, is refused as unsafe, or lacks a sheet or column that must be there.
    """
    workbook = read_workbook(path, name)
    found = find_tables(workbook)
    reading = _Reading(workbook.name, found.tables)
    units = reading.units()
    names = reading.names = unit_names(units)
    reading.resolvers[ColumnKind.UNIT] = names.resolve
    entries = reading.simple("编制")
    leadership = reading.simple("职数")
    sections = reading.sections()
    section_names = SectionNames(sections)
    people = reading.people(section_names)
    reading.resolvers[ColumnKind.PERSON] = PersonNames(people).resolve
    posts = reading.posts(section_names)
    reading.resolvers[ColumnKind.SECTION] = section_names.resolve
    establishment = Establishment(
        name=workbook.name,
        units=tuple(units),
        quota_entries=tuple(entries),
        leadership_posts=tuple(leadership),
        sections=tuple(sections),
        people=tuple(people),
        posts=tuple(posts),
        kinships=tuple(reading.kinships()),
        traffic=tuple(reading.simple("科室往来")),
        fit_scores=tuple(reading.simple("匹配评分")),
        sha256=workbook.sha256,
    )
    return LedgerReading(establishment, (*found.findings, *reading.empty_tables(), *reading.findings()))


@dataclass
class _Reading:
    """The sheets of one ledger, read one after the other: later ones refer to what earlier ones brought."""

    workbook: str
    tables: Mapping[str, Table]
    resolvers: dict[ColumnKind, Callable[[Any], object]] = field(default_factory=dict)
    names: UnitNames = field(default_factory=UnitNames)
    done: dict[str, Rows] = field(default_factory=dict)

    def rows(self, sheet: str) -> Rows | None:
        """The rows of a sheet, None where the workbook has no such sheet; its findings are collected."""
        table = self.tables.get(sheet)
        if table is None:
            return None
        resolvers = {c.field: self.resolvers[c.kind] for c in table.schema.columns if c.kind in self.resolvers}
        rows = self.done[sheet] = read_rows(table, self.workbook, resolvers)
        return rows

    def simple(self, sheet: str) -> list[Any]:
        """The objects of a sheet whose rows need nothing but their own cells."""
        rows = self.rows(sheet)
        return built(rows, {}) if rows else []

    def units(self) -> list[Unit]:
        """The units; superior units are looked up once all are known."""
        rows = self.rows("机构")
        if rows is None:
            return []
        _leave_out_duplicates(rows, "code", "机构")
        codes, written = rows.of("code"), rows.of("name")
        names = [name or code for name, code in zip(written, codes, strict=True)]
        known = UnitNames.of(zip(codes, names, strict=True))
        parents = [
            self._unit_named(known, rows, row, "parent", parent) or ""
            for row, parent in zip(rows.numbers, rows.of("parent"), strict=True)
        ]
        return built(rows, {"name": names, "parent": parents, "unreadable": _unreadable(rows, _BEARING_ON_UNITS)})

    def sections(self) -> list[Section]:
        """The sections, each of a unit that exists."""
        rows = self.rows("内设机构")
        if rows is None:
            return []
        _leave_out_duplicates(rows, "code", "科室")
        names = [name or code for name, code in zip(rows.of("name"), rows.of("code"), strict=True)]
        return built(rows, {"name": names})

    def people(self, sections: SectionNames) -> list[Person]:
        """The people, each of a unit that exists."""
        rows = self.rows("人员")
        if rows is None:
            return []
        _leave_out_duplicates(rows, "id", "人员")
        unreadable = _unreadable(rows, _BEARING_ON_PEOPLE)
        replaced: dict[str, list[Any]] = {"status": _decided_statuses(rows), "unreadable": unreadable}
        if "section" in rows.columns:
            replaced["section"] = self._sections(rows, sections)
        if "wished_units" in rows.columns:
            replaced["wished_units"] = self._wished_units(rows)
        _forgive_blank_categories(rows)
        return built(rows, replaced)

    def posts(self, sections: SectionNames) -> list[Any]:
        """The posts units ask for."""
        rows = self.rows("岗位需求")
        if rows is None:
            return []
        replaced: dict[str, list[Any]] = {"unreadable": _unreadable(rows, _BEARING_ON_POSTS)}
        if "section" in rows.columns:
            replaced["section"] = self._sections(rows, sections)
        return built(rows, replaced)

    def kinships(self) -> list[Any]:
        """Kinships between two different people who exist."""
        rows = self.rows("亲属关系")
        if rows is None:
            return []
        wanted = []
        for row, person, relative in zip(rows.numbers, rows.of("person"), rows.of("relative"), strict=True):
            wanted.append(person != relative)
            if person == relative:
                rows.report(SELF_RELATIVE, row, "relative", value=relative)
        rows.keep(wanted)
        return built(rows, {})

    def findings(self) -> list[Finding]:
        """Every finding: sheets in the contract's order, then rows, then columns."""
        ordered: list[Finding] = []
        for sheet in SHEETS:
            if sheet.name in self.done:
                found = sorted(self.done[sheet.name].findings, key=lambda item: item[:2])
                ordered.extend(finding for _, _, finding in found)
        return ordered

    def empty_tables(self) -> list[Finding]:
        """Tables that a ledger cannot do without and in which nothing stands."""
        return [
            NO_ROWS.finding(CellRef(self.workbook, self.tables[sheet.name].sheet.name, ""), sheet.name)
            for sheet in SHEETS
            if sheet.required and (rows := self.done.get(sheet.name)) and not rows.numbers and not rows.findings
        ]

    def _sections(self, rows: Rows, sections: SectionNames) -> list[str]:
        """The section of each row, by code or by its name within the row's unit."""
        found: dict[tuple[str, str], str | None] = {}
        result = []
        for row, unit, text in zip(rows.numbers, rows.of("unit"), rows.of("section"), strict=True):
            if not text:
                result.append("")
                continue
            if (unit, text) not in found:
                found[unit, text] = sections.in_unit(text, unit)
            section = found[unit, text]
            if section is None and self.names.names_a_unit(text):
                rows.report(SECTION_IS_UNIT, row, "section", value=text)
            elif section is None:
                follows = rows.consequence("section")
                rows.report(UNKNOWN_SECTION, row, "section", value=text[:40], unit=f"机构“{unit}”", consequence=follows)
            result.append(section or "")
        return result

    def _wished_units(self, rows: Rows) -> list[tuple[str, ...]]:
        known: dict[tuple[str, ...], tuple[str, ...]] = {(): ()}
        result = []
        for row, texts in zip(rows.numbers, rows.of("wished_units"), strict=True):
            codes = known.get(texts)
            if codes is None:
                named = [self._unit_named(self.names, rows, row, "wished_units", text) for text in texts]
                codes = tuple(dict.fromkeys(code for code in named if code))
                if None not in named:  # what is wrong is reported in every row
                    known[texts] = codes
            result.append(codes)
        return result

    def _unit_named(self, names: UnitNames, rows: Rows, row: int, column: str, text: str | None) -> str | None:
        """The unit that one of the row's optional columns names; reported, and None, where there is none."""
        if not text or text in names.codes:
            return text
        unit = names.resolve(text)
        if isinstance(unit, str):
            return unit
        rows.report(unit.rule, row, column, **{"consequence": "按未填处理", **unit.words})
        return None


def _unreadable(rows: Rows, fields: Sequence[str]) -> list[tuple[str, ...]]:
    """For each row the headings among ``fields`` whose cell holds something that could not be read."""
    bad: dict[int, list[str]] = {}
    for name in fields:
        parsed = rows.columns.get(name)
        codes = {code for code, problem in parsed.problems.items() if problem.kept is None} if parsed else set()
        if parsed is not None and codes:
            for row in rows.numbers:
                if parsed.codes[row] in codes:
                    bad.setdefault(row, []).append(parsed.column.heading)
    return [tuple(bad.get(row, ())) for row in rows.numbers]


def _leave_out_duplicates(rows: Rows, name: str, what: str) -> None:
    """Of rows with one code the first stays."""
    first: dict[str, int] = {}
    wanted = []
    for row, code in zip(rows.numbers, rows.of(name), strict=True):
        earlier = first.setdefault(code, row)
        wanted.append(earlier == row)
        if earlier != row:
            rows.report(DUPLICATE, row, name, value=code, first=rows.table.sheet.row_number(earlier), what=what)
    rows.keep(wanted)


def _decided_statuses(rows: Rows) -> list[Status | None]:
    """人员类别 of each row; 参公人员 and 工勤人员 are told apart by the establishment type, or reported."""
    column = rows.columns["status"]
    if not any(isinstance(value, UndecidedStatus) for value in column.values):
        return rows.of("status")
    result: list[Status | None] = []
    for row, status, category in zip(rows.numbers, rows.of("status"), rows.of("category"), strict=True):
        decided = status
        if isinstance(status, UndecidedStatus):
            decided = _DECIDED_STATUS.get((status, category))
            if decided is None:
                words = {"value": status.value, "consequence": rows.consequence("status")}
                rows.report(UNKNOWN_TERM, row, "status", **words, allowed=_STATUS_CHOICES[status])
        result.append(decided)
    return result


def _forgive_blank_categories(rows: Rows) -> None:
    """Those who have left, and staff off the establishment, take no post: their blank 编制类型 is right."""
    if not rows.findings:
        return
    states, statuses = rows.of("state"), rows.of("status")
    free = {
        row
        for row, state, status in zip(rows.numbers, states, statuses, strict=True)
        if status is Status.OFF_ESTABLISHMENT or (isinstance(state, PersonState) and not state.holds_post)
    }
    index = rows.columns["category"].index
    rows.findings = [
        item
        for item in rows.findings
        if not (item[0] in free and item[1] == index and item[2].id == REQUIRED_MISSING.id)
    ]
