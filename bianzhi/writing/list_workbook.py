"""What is seen of a list, as a workbook: the rows shown, in the order shown, in the columns shown, with totals."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from bianzhi.domain.day_words import day_in_words
from bianzhi.domain.list_table import ListColumn, ListColumnKind, ListSelection, ListTable, ListValue, ListView
from bianzhi.domain.plan_columns import PaperValue
from bianzhi.writing.report_lines import NUMBER, numbered
from bianzhi.writing.workbook_styles import Kind, Paper, Table, TableColumn, write_tables

_PIXELS_A_CHARACTER = 7
_WIDEST = 60
_A4_CHARACTERS = 150
"""What fits on A4 across; wider tables are set for A3."""
_EXCESS = ("超编", "超限额", "领导超配", "超配", "拟调后超编", "到龄未退")
_KINDS = {
    ListColumnKind.TEXT: Kind.TEXT,
    ListColumnKind.CHOICE: Kind.CENTER,
    ListColumnKind.NUMBER: Kind.COUNT,
    ListColumnKind.MONTH: Kind.MONTH,
    ListColumnKind.DAY: Kind.CENTER,
}


def write(
    path: Path, table: ListTable, seen: ListSelection, view: ListView, headings: Sequence[str], day: date
) -> None:
    """Write one sheet. ``headings`` names the columns in their order, ``day`` is the day the figures are of.

    Identity numbers in any text are masked. No total is written where no column adds up.

    Raises
    ------
    BianzhiError
        The file cannot be written.
    """
    places = [table.place[heading] for heading in headings]
    columns = (NUMBER, *(_column(table.columns[place]) for place in places))
    lines = numbered([[_paper(table.rows[row].values[place]) for place in places] for row in seen.rows])
    totals: list[PaperValue] = [seen.totals[place] for place in places]
    all_rows = len(table.rows)
    told = f"{day_in_words(day)}　共 {all_rows:,} {table.counted_in}，列出 {len(lines):,} {table.counted_in}。"
    told += f"条件：{view.in_words}。" if view.in_words else f"全部，按{table.order}。"
    paper = Paper.A3 if sum(column.width for column in columns) > _A4_CHARACTERS else Paper.A4
    total = ["合计", *totals] if any(figure is not None for figure in totals) else []
    sheet = Table(table.name, f"{table.name}清单", told, columns, lines, total, paper, frozen_columns=2)
    write_tables(path, (sheet,), sheet.title, day)


def _column(column: ListColumn) -> TableColumn:
    kind = Kind.EXCESS if column.heading in _EXCESS else _KINDS[column.kind]
    if column.kind is ListColumnKind.CHOICE and column.width > 130:
        kind = Kind.TEXT
    return TableColumn(column.heading, min(_WIDEST, max(8, column.width / _PIXELS_A_CHARACTER)), kind)


def _paper(value: ListValue) -> PaperValue:
    return value
