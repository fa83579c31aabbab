"""A page of a list as the screen shows it: every value a text, figures with their thousands, dates in Chinese."""

from collections.abc import Sequence
from datetime import date

import pandas as pd

from bianzhi.domain.day_words import day_in_words
from bianzhi.domain.list_table import ListColumn, ListColumnKind, ListSelection, ListTable, ListValue
from bianzhi.ui.tables.shown import chinese_month, shown

NUMBER = "序号"
TOTAL = "合计"


def page_frame(
    table: ListTable, seen: ListSelection, headings: Sequence[str], begin: int, end: int, *, with_total: bool
) -> pd.DataFrame:
    """Rows ``begin`` to ``end`` (0-based, the end not included) of what is seen, under a row of totals."""
    places = [table.place[heading] for heading in headings]
    columns = [table.columns[place] for place in places]
    lines = [
        [f"{number:,}", *(cell_text(column, table.rows[row].values[place]) for column, place in zip(columns, places, strict=True))]
        for number, row in enumerate(seen.rows[begin:end], start=begin + 1)
    ]  # fmt: skip
    if with_total:
        totals = [cell_text(column, seen.totals[place]) for column, place in zip(columns, places, strict=True)]
        lines.insert(0, [TOTAL, *totals])
    return pd.DataFrame(lines, columns=[NUMBER, *headings], dtype=object)


def has_total(seen: ListSelection, table: ListTable, headings: Sequence[str]) -> bool:
    """Whether any column that is shown adds up, over more than one row."""
    return len(seen.rows) > 1 and any(seen.totals[table.place[heading]] is not None for heading in headings)


def cell_text(column: ListColumn, value: ListValue) -> str:
    """What a cell shows; nothing for what is not known."""
    if isinstance(value, date):
        return chinese_month(value) if column.kind is ListColumnKind.MONTH else day_in_words(value)
    if isinstance(value, int):
        return f"{value:,}"
    return shown(value) if value else ""


def count_words(table: ListTable, seen: ListSelection) -> str:
    """共 5,012 人，筛出 37 人."""
    measure, all_rows = table.counted_in, len(table.rows)
    found = f"，筛出 {len(seen.rows):,} {measure}" if len(seen.rows) < all_rows else ""
    return f"共 {all_rows:,} {measure}{found}"
