"""The figures behind a plot as a workbook: the rows that the page shows under 数据表, with what they are of."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from bianzhi.domain.day_words import day_in_words
from bianzhi.domain.plan_columns import PaperValue, paper_text
from bianzhi.writing.report_lines import on_paper
from bianzhi.writing.workbook_styles import Kind, Paper, Table, TableColumn, write_tables

_SHARE = re.compile(r"\d+\.\d%")
_TOTAL = "合计"
_NARROWEST, _WIDEST, _WIDE = 10, 44, 12
"""Characters; a column of texts takes as many as its longest, two for each Chinese character."""


def write(path: Path, title: str, told: str, rows: Sequence[Mapping[str, PaperValue]], day: date) -> None:
    """Write one sheet. A last row that begins with 合计 is the row of totals; shares like 61.5% are written as numbers.

    Identity numbers in any text are masked. ``told`` says what the plot shows, ``day`` is the day the figures are of.

    Raises
    ------
    BianzhiError
        The file cannot be written.
    """
    headings = list(rows[0]) if rows else []
    columns = [_column(heading, [row[heading] for row in rows]) for heading in headings]
    lines = [on_paper([_value(row[heading]) for heading in headings]) for row in rows]
    total = lines.pop() if lines and lines[-1][0] == _TOTAL else []
    subtitle = f"{day_in_words(day)}　{paper_text(told)}"
    table = Table(title, paper_text(title), subtitle, tuple(columns), lines, total, Paper.A4, frozen_columns=1)
    write_tables(path, (table,), table.title, day)


def _value(value: PaperValue) -> PaperValue:
    if isinstance(value, str) and _SHARE.fullmatch(value):
        return float(value.removesuffix("%")) / 100
    return value


def _column(heading: str, values: Sequence[PaperValue]) -> TableColumn:
    texts = [value for value in values if isinstance(value, str)]
    if any(_SHARE.fullmatch(text) for text in texts):
        return TableColumn(heading, _WIDE, Kind.PERCENT)
    if len(texts) * 2 > len(values):
        longest = max(2 * len(text) for text in (heading, *texts))
        return TableColumn(heading, min(_WIDEST, max(_NARROWEST, longest)), Kind.TEXT)
    return TableColumn(heading, _WIDE, Kind.COUNT)
