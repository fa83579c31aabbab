"""From the files of an import to an Establishment: every table found, every row placed or reported, nothing guessed."""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bianzhi.domain.cell import CellRef
from bianzhi.domain.establishment import Establishment, Person, QuotaEntry, Section
from bianzhi.domain.finding import Finding
from bianzhi.domain.intake import Mapping, SourceFile, StatedCount
from bianzhi.domain.ledger_columns import SHEETS, ColumnKind
from bianzhi.errors import UnreadableWorkbookError
from bianzhi.reading.extension_tables import closed_until_settled, read_duties, read_level_posts, read_transits
from bianzhi.reading.guesses import guesses
from bianzhi.reading.mapping import Decisions
from bianzhi.reading.references import PersonNames, SectionNames, UnitNames
from bianzhi.reading.rows import Rows
from bianzhi.reading.statuses import decided_statuses, forgive_blank_categories
from bianzhi.reading.table_findings import missing_columns, refuse_missing, refuse_plans, table_findings
from bianzhi.reading.table_rows import TableRows, leave_out_duplicates, make_up_codes, stated_beside, table_rows
from bianzhi.reading.tables import FoundTable, FoundTables, find_tables
from bianzhi.reading.unit_sheets import unit_of_sheet
from bianzhi.reading.units import UnitsRead, read_units, unit_named
from bianzhi.reading.wide_reading import Known, read_wide_forms
from bianzhi.reading.workbook import Workbook, read_workbook
from bianzhi.rules.form import NO_ROWS, SECTION_IS_UNIT, SELF_RELATIVE, UNKNOWN_SECTION
from bianzhi.rules.intake import SHEET_OF_NO_UNIT, UNIT_TAKEN_FOR


@dataclass(frozen=True)
class LedgerReading:
    """A ledger that was read: what it says, and what is wrong with its form, sheet by sheet and row by row."""

    establishment: Establishment
    findings: tuple[Finding, ...]
    stated: tuple[StatedCount, ...] = ()
    """What the office's own tables say of persons in post, excess and vacancies."""
    mapping: Mapping = field(default_factory=Mapping)
    """What every column was taken for."""


def read_ledger(path: Path, name: str = "", mapping: Mapping | None = None, password: str = "") -> LedgerReading:
    """Read a ledger workbook (the contract, §1); see ``read_files``."""
    return read_files([SourceFile(path, name, password)], mapping)


def read_files(files: Sequence[SourceFile], mapping: Mapping | None = None) -> LedgerReading:
    """Read the files of an import as one ledger.

    Parameters
    ----------
    files
        One workbook or several, opened only in child processes, after their content was checked. Sheets of one kind in
        several files add up.
    mapping
        What a user decided about columns; it is followed before anything is guessed.

    Returns
    -------
    LedgerReading
        A row is left out only where it cannot be placed; every value that cannot be read, and every row left out,
        is a finding with its cell. References of the establishment all hold.

    Raises
    ------
    UnreadableWorkbookError
        A file is no workbook, is refused as unsafe, is a plan, or all together lack a sheet or column that must be there.
    """
    workbooks = [_workbook(file) for file in files]
    refuse_plans(workbooks)
    found = find_tables(workbooks, Decisions.of(mapping))
    refuse_missing(found)
    units = read_units(found)
    reading = _Reading(found, units)
    entries, leadership, stated = reading.quotas()
    sections = reading.sections()
    section_names = SectionNames(sections)
    people = reading.people(section_names)
    transits, transits_in_doubt = read_transits(reading.tables("在途变动"), people)
    levels, levels_in_doubt = read_level_posts(reading.tables("层次职数"))
    in_doubt = {"在途变动": transits_in_doubt, "层次职数": levels_in_doubt}
    reading.resolvers[ColumnKind.PERSON] = PersonNames(people).resolve
    posts = reading.in_sections("岗位需求", section_names)
    duties = read_duties(reading.tables("职责"), reading.section_finder(section_names))
    loans = reading.simple("周转使用")
    workloads = reading.in_sections("工作量", section_names)
    reading.resolvers[ColumnKind.SECTION] = section_names.resolve
    reading.refuse_unread()
    establishment = Establishment(
        name=_name_of(workbooks),
        units=tuple(closed_until_settled(units.units, in_doubt)),
        quota_entries=tuple(entries),
        leadership_posts=tuple(leadership),
        sections=tuple(sections),
        people=tuple(people),
        posts=tuple(posts),
        kinships=tuple(reading.kinships()),
        traffic=tuple(reading.simple("科室往来")),
        fit_scores=tuple(reading.simple("匹配评分")),
        transits=tuple(transits),
        level_posts=tuple(levels),
        duties=tuple(duties),
        loans=tuple(loans),
        workloads=tuple(workloads),
        sha256=_fingerprint(workbooks),
    )
    findings = (*table_findings(found), *reading.empty_tables(), *units.notes, *reading.notes, *reading.findings())
    return LedgerReading(establishment, findings, tuple(stated), guesses(found))


def guess_columns(files: Sequence[SourceFile], mapping: Mapping | None = None) -> Mapping:
    """What every column of some files would be taken for; files that are no ledger together have guesses as well.

    Raises
    ------
    UnreadableWorkbookError
        A file is no workbook, is refused as unsafe, or is a plan.
    """
    workbooks = [_workbook(file) for file in files]
    refuse_plans(workbooks)
    return guesses(find_tables(workbooks, Decisions.of(mapping)))


def _workbook(file: SourceFile) -> Workbook:
    return read_workbook(file.path, file.shown, file.password)


def _name_of(workbooks: Sequence[Workbook]) -> str:
    if len(workbooks) == 1:
        return workbooks[0].name
    return f"{workbooks[0].name} 等 {len(workbooks)} 个文件"


def _fingerprint(workbooks: Sequence[Workbook]) -> str:
    """Of one file its SHA-256; of several the SHA-256 over their sorted digests."""
    if len(workbooks) == 1:
        return workbooks[0].sha256
    return hashlib.sha256("".join(sorted(workbook.sha256 for workbook in workbooks)).encode()).hexdigest()


@dataclass
class _Reading:
    """The tables of one import, read one after the other: later ones refer to what earlier ones brought."""

    found: FoundTables
    units: UnitsRead
    resolvers: dict[ColumnKind, Callable[[Any], object]] = field(default_factory=dict)
    done: dict[str, list[TableRows]] = field(default_factory=dict)
    notes: list[Finding] = field(default_factory=list)
    of_no_unit: list[FoundTable] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Begin with the units."""
        self.resolvers[ColumnKind.UNIT] = self.names.resolve
        if self.units.tables:
            self.done["机构"] = self.units.tables
        for one in self.units.tables:
            self._note_taken(one)

    @property
    def names(self) -> UnitNames:
        """The names of the units."""
        return self.units.names

    def tables(self, sheet: str) -> list[TableRows]:
        """The rows of every table of one kind; their findings are collected."""
        result = []
        for found in self.found.tables[sheet]:
            unit = self._unit_of(found) if found.needs_unit else ""
            if not found.needs_unit or unit:
                one = table_rows(found, self.resolvers, unit)
                self._note_taken(one)
                result.append(one)
        if result:
            self.done[sheet] = result
        return result

    def simple(self, sheet: str) -> list[Any]:
        """The objects of a sheet whose rows need nothing but their own cells."""
        return [thing for one in self.tables(sheet) for thing in one.objects({})]

    def quotas(self) -> tuple[list[Any], list[Any], list[StatedCount]]:
        """Quotas and leadership posts, row by row and from wide forms, and the counts stated beside them."""
        entries: list[QuotaEntry] = []
        stated: list[StatedCount] = []
        for one in self.tables("编制"):
            mine = one.objects({})
            entries.extend(mine)
            stated.extend(stated_beside(one, mine))
        only_compared = bool(self.found.tables["编制"])
        units = self.units.units
        kinds = {unit.code: unit.kind for unit in units if unit.code not in self.units.uncertain}
        known = Known(self.names, {unit.code: unit.name for unit in units}, kinds)
        wide = read_wide_forms(self.found.wide_forms, known, only_compared=only_compared)
        self.notes.extend(wide.findings)
        leadership = self.simple("职数") or wide.leadership
        return [*entries, *wide.entries], leadership, [*stated, *wide.stated]

    def sections(self) -> list[Section]:
        """The sections, each of a unit that exists."""
        tables = self.tables("内设机构")
        leave_out_duplicates(tables, "科室")
        self.notes.extend(make_up_codes(tables))
        sections: list[Section] = []
        for one in tables:
            names = [name or code for name, code in zip(one.rows.of("name"), one.own_codes(), strict=True)]
            sections.extend(one.objects({"name": names}))
        return sections

    def people(self, sections: SectionNames) -> list[Person]:
        """The people, each of a unit that exists."""
        tables = self.tables("人员")
        leave_out_duplicates(tables, "人员")
        self.notes.extend(make_up_codes(tables))
        people: list[Person] = []
        for one in tables:
            rows = one.rows
            replaced: dict[str, list[Any]] = {"status": decided_statuses(rows)}
            if "section" in rows.columns:
                replaced["section"] = self._sections(rows, sections)
            if "wished_units" in rows.columns:
                replaced["wished_units"] = self._wished_units(rows)
            forgive_blank_categories(rows)
            people.extend(one.objects(replaced))
        return people

    def in_sections(self, sheet: str, sections: SectionNames) -> list[Any]:
        """The objects of a sheet whose rows may name a section of their unit."""
        return [thing for one in self.tables(sheet) for thing in one.objects(self.section_finder(sections)(one.rows))]

    def section_finder(self, sections: SectionNames) -> Callable[[Rows], dict[str, list[Any]]]:
        """What gives the sections of rows, where they have such a column."""
        return lambda rows: {"section": self._sections(rows, sections)} if "section" in rows.columns else {}

    def kinships(self) -> list[Any]:
        """Kinships between two different people who exist."""
        kinships: list[Any] = []
        for one in self.tables("亲属关系"):
            rows, wanted = one.rows, []
            for row, person, relative in zip(rows.numbers, rows.of("person"), rows.of("relative"), strict=True):
                wanted.append(person != relative)
                if person == relative:
                    rows.report(SELF_RELATIVE, row, "relative", value=relative)
            rows.keep(wanted)
            kinships.extend(one.objects({}))
        return kinships

    def findings(self) -> list[Finding]:
        """Every finding: sheets in the contract's order, then rows, then columns."""
        ordered: list[Finding] = []
        for sheet in SHEETS:
            for one in self.done.get(sheet.name, ()):
                found = sorted(one.rows.findings, key=lambda item: item[:2])
                ordered.extend(finding for _, _, finding in found)
                ordered.extend(one.totals)
        return ordered

    def empty_tables(self) -> Iterator[Finding]:
        """Tables that a ledger cannot do without and in which nothing stands."""
        for sheet in SHEETS:
            for one in self.done.get(sheet.name, ()) if sheet.required else ():
                if not one.rows.numbers and not one.rows.findings:
                    at = CellRef(one.rows.workbook, one.rows.table.sheet.name, "")
                    yield NO_ROWS.finding(at, sheet.name)

    def refuse_unread(self) -> None:
        """Refuse a ledger whose quotas or people are all in sheets of which nothing says whose they are.

        Raises
        ------
        UnreadableWorkbookError
            The unit of every sheet of a required kind is unknown.
        """
        for schema in SHEETS:
            unread = [found for found in self.of_no_unit if found.table.schema is schema]
            if schema.required and unread and len(unread) == len(self.found.tables[schema.name]):
                raise UnreadableWorkbookError(
                    f"“{unread[0].workbook.name}”不能作为台账读取：{missing_columns(unread[0].table)}。",
                    "请加“机构名称”列；一个机构一张表的，请把工作表名或标题写成该机构的全称。",
                )

    def _unit_of(self, found: FoundTable) -> str:
        """The unit a sheet is about; reported where nothing says it, or where it is told by a short name."""
        code, text = unit_of_sheet(found.workbook.name, found.table, self.names)
        at = found.workbook.at(found.table.sheet.name)
        sheet, rows = found.table.schema.name, found.table.sheet.height - found.table.first_row
        if not code:
            self.of_no_unit.append(found)
            self.notes.append(SHEET_OF_NO_UNIT.finding(at, sheet, rows=rows))
        elif text not in self.names.codes and not self.names.names_a_unit(text):
            self.notes.append(self._taken(at, sheet, text, code, rows, "工作表名或标题中的简称"))
        return code

    def _note_taken(self, one: TableRows) -> None:
        """A note for every text of a table that was taken for a unit it does not name in full: at its first row."""
        rows = one.rows
        if not self.names.taken:
            return
        for name, parsed in rows.columns.items():
            if parsed.column.kind is not ColumnKind.UNIT or name in one.unplaced:
                continue
            for text, (code, way) in self.names.taken.items():
                same = {
                    index for index, value in enumerate(rows.table.sheet.columns[parsed.index].values) if value == text
                }
                where = [row for row in rows.numbers if parsed.codes[row] in same] if same else []
                if where:
                    sheet = rows.table.sheet
                    at = one.found.workbook.at(sheet.name, sheet.address(where[0], parsed.index))
                    self.notes.append(self._taken(at, rows.schema.name, text, code, len(where), way))

    def _taken(self, at: CellRef, sheet: str, text: str, code: str, rows: int, way: str) -> Finding:
        name = next(unit.name for unit in self.units.units if unit.code == code)
        words = {"value": text, "way": way, "name": name, "code": code, "rows": rows}
        return UNIT_TAKEN_FOR.finding(at, sheet, "机构编码", **words)

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
                words = {"value": text[:40], "unit": f"机构“{unit}”", "consequence": follows}
                repair = sections.repair(text, unit, self.names.names.get(unit, unit))
                rows.propose(UNKNOWN_SECTION, row, "section", repair, words)
            result.append(section or "")
        return result

    def _wished_units(self, rows: Rows) -> list[tuple[str, ...]]:
        known: dict[tuple[str, ...], tuple[str, ...]] = {(): ()}
        result = []
        for row, texts in zip(rows.numbers, rows.of("wished_units"), strict=True):
            codes = known.get(texts)
            if codes is None:
                named = [unit_named(self.names, rows, row, "wished_units", text) for text in texts]
                codes = tuple(dict.fromkeys(code for code in named if code))
                if None not in named:  # what is wrong is reported in every row
                    known[texts] = codes
            result.append(codes)
        return result
