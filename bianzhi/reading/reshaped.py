"""A sheet with columns put in front of it or rows emptied: as if the office had filled in what the layout leaves unsaid."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from bianzhi.domain.cell import RowRef
from bianzhi.reading.headings import Table
from bianzhi.reading.workbook import CellColumn, CellValue, Merge, WorkbookSheet


def with_fields_in_front(
    table: Table, fields: Mapping[str, Sequence[CellValue]], emptied: Collection[int] = ()
) -> Table:
    """The table with more fields, each a column in front of the sheet, and with some rows emptied.

    ``fields`` gives a value for every row of the sheet. The columns of the sheet keep their letters; those in front have
    none, and ``with_places_of_the_sheet`` takes them out of the places of what was read.
    """
    added = len(fields)
    sheet = _with_columns_in_front(table.sheet, list(fields.values()), emptied)
    columns = dict(zip(fields, range(added), strict=True))
    columns.update((name, column + added) for name, column in table.columns.items())
    return replace(
        table, sheet=sheet, columns=columns, names={column + added: name for column, name in table.names.items()}
    )


def _with_columns_in_front(
    sheet: WorkbookSheet, columns: Sequence[Sequence[CellValue]], emptied: Collection[int]
) -> WorkbookSheet:
    added = len(columns)
    front = [CellColumn(list(values), range(sheet.height)) for values in columns]
    kept = [_emptied(column, emptied) for column in sheet.columns] if emptied else sheet.columns
    merges = tuple(Merge(m.top, m.left + added, m.bottom, m.right + added) for m in sheet.merges)
    return replace(sheet, columns=(*front, *kept), merges=merges, first_column=sheet.first_column - added)


def _emptied(column: CellColumn, rows: Collection[int]) -> CellColumn:
    codes = list(column.codes)
    for row in rows:
        codes[row] = len(column.values)
    return CellColumn([*column.values, ""], codes)


def with_places_of_the_sheet(things: Iterable[Any], without: Collection[str]) -> None:
    """Take the fields that have no cell out of the places of things just read; their place is then that of the row."""
    shared: dict[int, Mapping[str, int]] = {}
    for thing in things:
        at: RowRef = thing.at
        columns = shared.get(id(at.columns))
        if columns is None:
            columns = {name: column for name, column in at.columns.items() if name not in without}
            shared[id(at.columns)] = columns
        type(thing).at.__set__(thing, RowRef(at.workbook, at.sheet, at.row, columns))
