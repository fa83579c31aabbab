"""The rows of a table, whatever its layout leaves unsaid: the unit of a sheet about one unit, codes that nobody gave."""

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from bianzhi.domain.establishment import QuotaEntry
from bianzhi.domain.finding import Finding
from bianzhi.domain.intake import Measure, StatedCount
from bianzhi.domain.ledger_columns import ColumnKind
from bianzhi.reading.headings import Table
from bianzhi.reading.reshaped import with_fields_in_front, with_places_of_the_sheet
from bianzhi.reading.rows import Rows, built, read_rows
from bianzhi.reading.tables import FoundTable
from bianzhi.reading.totals import group_rows, total_rows, whole, wrong_totals
from bianzhi.reading.unreadable import BEARING_ON_MOVES, unreadable
from bianzhi.reading.values import key
from bianzhi.rules.form import DUPLICATE
from bianzhi.rules.intake import CODES_GENERATED, DUPLICATE_ELSEWHERE, TOTAL_DIFFERS

Resolvers = Mapping[ColumnKind, Callable[[Any], object]]

_CODE: Mapping[str, tuple[str, str, int]] = {
    "机构": ("code", "U", 3),
    "内设机构": ("code", "S", 3),
    "人员": ("id", "P", 5),
    "职责": ("code", "", 0),
}
"""The field that tells rows apart, and how it is made up where the table has no such column; codes of 职责 never are."""
_ADDED_UP: Mapping[str, tuple[str, ...]] = {
    "编制": ("posts",),
    "职数": ("authorized",),
    "内设机构": ("authorized", "heads", "deputies"),
    "岗位需求": ("demand",),
}
_BESIDE = (str(Measure.IN_POST), str(Measure.EXCESS), str(Measure.VACANCIES))
_LABELS = ("unit", "code", "name", "category", "kind", "title", "id")
_REMARK = re.compile(
    r"注[:：0-9].*|注|(?:说明|备注|填表说明)[:：].*|(?:填表|制表|填报|审核|负责|经办)(?:人|单位|日期|时间)?[:：].*"
)


@dataclass
class TableRows:
    """The rows of one found table."""

    found: FoundTable
    rows: Rows
    unplaced: Collection[str]
    """Fields that have no cell in the sheet."""
    totals: list[Finding]
    codes: dict[int, str] = field(default_factory=dict)
    """The codes made up, by row."""

    @property
    def place(self) -> str:
        """The file and sheet, for messages."""
        return f"{self.rows.workbook} › {self.rows.table.sheet.name}"

    @property
    def generates_codes(self) -> bool:
        """Whether rows of this table have no codes of their own."""
        name = _CODE.get(self.rows.schema.name, ("", "", 0))[0]
        return name in self.unplaced

    def objects(self, replaced: Mapping[str, list[Any]]) -> list[Any]:
        """The objects of the rows, each placed by the cells that are really there."""
        if self.generates_codes:
            name = _CODE[self.rows.schema.name][0]
            replaced = {**replaced, name: [self.codes[row] for row in self.rows.numbers]}
        if self.rows.schema.name in BEARING_ON_MOVES and "unreadable" not in replaced:
            replaced = {**replaced, "unreadable": unreadable(self.rows)}
        things = built(self.rows, replaced)
        if self.unplaced:
            with_places_of_the_sheet(things, self.unplaced)
        return things

    def own_codes(self) -> list[str]:
        """The code of each row, made up or not."""
        if self.generates_codes:
            return [self.codes[row] for row in self.rows.numbers]
        return self.rows.of(_CODE[self.rows.schema.name][0])


def table_rows(found: FoundTable, resolvers: Resolvers, unit: str = "") -> TableRows:
    """Read the rows of a table.

    Parameters
    ----------
    found
        The table.
    resolvers
        What turns a name into what it names, by kind of column.
    unit
        The unit the whole sheet is about, where the table has no such column.
    """
    table = found.table
    code = _CODE.get(table.schema.name, ("", "", 0))[0]
    missing = [name for name in (code, "unit" if unit else "") if name and name not in table.columns]
    if missing:
        says = _rows_that_say_something(table)
        fields = {
            name: [unit if name == "unit" and row in says else f"#{row}" if row in says else "" for row in _all(table)]
            for name in missing
        }
        table = with_fields_in_front(table, fields, [row for row in _all(table)[table.first_row :] if row not in says])
    by_field = {c.field: resolvers[c.kind] for c in table.schema.columns if c.kind in resolvers}
    rows = read_rows(table, found.workbook.name, by_field)
    return TableRows(found, rows, missing, list(_wrong_totals(found)))


def _all(table: Table) -> range:
    return range(table.sheet.height)


def _rows_that_say_something(table: Table) -> set[int]:
    """Rows that are not blank, not totals, not remarks, not headings of groups and not the table's headings again."""
    used = sorted(table.columns.values())
    label = table.columns.get("name", used[0])
    left_out = {*total_rows(table.sheet, table.first_row, label), *group_rows(table.sheet, table.first_row, label)}
    headings = [table.sheet.columns[column].at(table.heading_row) for column in used]
    says = set()
    for row in range(table.first_row, table.sheet.height):
        cells = [table.sheet.columns[column].at(row) for column in used]
        filled = [cell for cell in cells if cell != ""]
        remark = len(filled) == 1 and isinstance(filled[0], str) and _REMARK.fullmatch(key(filled[0])) is not None
        if filled and row not in left_out and not remark and cells != headings:
            says.add(row)
    return says


def _wrong_totals(found: FoundTable) -> Iterator[Finding]:
    table = found.table
    counted = [table.columns[name] for name in _ADDED_UP.get(table.schema.name, ()) if name in table.columns]
    labels = [table.columns[name] for name in _LABELS if name in table.columns and name not in ("posts", "authorized")]
    if not counted or not labels:
        return
    totals = total_rows(table.sheet, table.first_row, max(labels))
    for wrong in wrong_totals(table.sheet, table.first_row, totals, counted):
        at = found.workbook.at(table.sheet.name, table.sheet.address(wrong.row, wrong.column))
        heading = next(table.schema.heading(name) for name, column in table.columns.items() if column == wrong.column)
        yield TOTAL_DIFFERS.finding(
            at, table.schema.name, heading, label=wrong.label, stated=wrong.stated, summed=wrong.summed
        )


def leave_out_duplicates(tables: Sequence[TableRows], what: str) -> None:
    """Of rows with one code the first stays, in whichever file it stands."""
    elsewhere: dict[str, str] = {}
    for one in tables:
        rows = one.rows
        if one.generates_codes:
            continue
        name = _CODE[rows.schema.name][0]
        first: dict[str, int] = {}
        wanted = []
        for row, code in zip(rows.numbers, rows.of(name), strict=True):
            earlier = first.setdefault(code, row)
            wanted.append(earlier == row and code not in elsewhere)
            if code in elsewhere:
                rows.report(DUPLICATE_ELSEWHERE, row, name, value=code, first=elsewhere[code], what=what)
            elif earlier != row:
                rows.report(DUPLICATE, row, name, value=code, first=rows.table.sheet.row_number(earlier), what=what)
        rows.keep(wanted)
        if len(tables) > 1:
            number = rows.table.sheet.row_number
            elsewhere.update(
                (code, f"“{one.place}”第 {number(row)} 行") for code, row in first.items() if code not in elsewhere
            )


def make_up_codes(tables: Sequence[TableRows]) -> Iterator[Finding]:
    """Give rows without codes some by their order, none that another row has; a note for each table."""
    if not any(one.generates_codes for one in tables):
        return
    used = {code for one in tables if not one.generates_codes for code in one.own_codes()}
    number = 0
    for one in tables:
        if not one.generates_codes:
            continue
        name, prefix, width = _CODE[one.rows.schema.name]
        for row in one.rows.numbers:
            number += 1
            while f"{prefix}{number:0{width}d}" in used:
                number += 1
            one.codes[row] = f"{prefix}{number:0{width}d}"
        if one.codes:
            codes = list(one.codes.values())
            schema = one.rows.schema
            words = {"first": codes[0], "last": codes[-1], "rows": len(codes)}
            at = one.found.workbook.at(one.rows.table.sheet.name)
            yield CODES_GENERATED.finding(at, schema.name, schema.heading(name), **words)


def stated_beside(one: TableRows, entries: Sequence[QuotaEntry]) -> Iterator[StatedCount]:
    """What stands beside the quotas of a table in columns of persons in post, excess and vacancies."""
    columns = {name: one.found.extras[name] for name in _BESIDE if name in one.found.extras}
    sheet = one.found.table.sheet
    for row, entry in zip(one.rows.numbers, entries, strict=True) if columns else ():
        numbers = {name: whole(sheet.columns[column].at(row)) for name, column in columns.items()}
        if any(number is not None for number in numbers.values()):
            in_post, excess, vacancies = (numbers.get(name) for name in _BESIDE)
            yield StatedCount(entry.unit, entry.category, entry.posts, in_post, excess, vacancies, entry.at)
