"""Property: whatever format a ledger is written in, it is read back the same."""

import io
import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from hypothesis import HealthCheck, assume, given, settings

from bianzhi.domain.establishment import Establishment
from bianzhi.domain.ledger_columns import sheet
from bianzhi.reading.values import parser_of
from bianzhi.reading.workbook import read_workbook
from tests.reading import formats_books as books
from tests.reading.books import Rows, read_bytes
from tests.reading.test_round_trip import ledgers, plain, written

QUICK = settings(
    max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
WHOLE: Mapping[str, Callable[[Mapping[str, Rows]], bytes]] = {
    "xls": books.xls_bytes,
    "xlsb": books.xlsb_bytes,
    "ods": books.ods_bytes,
    "XML 2003": lambda tables: books.xml_2003_text(tables).encode(),
    "web page": lambda tables: books.html_text(tables).encode("gb18030"),
    "web archive": lambda tables: books.mhtml_bytes(tables, "utf-8"),
}
SINGLE: Mapping[str, Callable[[Rows], bytes]] = {
    "CSV in UTF-8": lambda rows: b"\xef\xbb\xbf" + books.csv_text(rows).encode(),
    "CSV in GB18030": lambda rows: books.csv_text(rows).encode("gb18030"),
    "text in UTF-16": lambda rows: books.csv_text(rows, "\t").encode("utf-16"),
    "web page": lambda rows: books.html_text({"人员": rows}).encode(),
}
_UNWRAPPED = re.compile(r'="[^"]*"')


def xlsx_bytes(tables: Mapping[str, Rows]) -> bytes:
    """The same tables as an xlsx; a text that begins with = is a text."""
    stream = io.BytesIO()
    options = {"default_date_format": "yyyy-mm-dd", "strings_to_formulas": False, "in_memory": True}
    with xlsxwriter.Workbook(stream, options) as book:
        for name, rows in tables.items():
            page = book.add_worksheet(name)
            for number, row in enumerate(rows):
                for column, value in enumerate(row):
                    if value not in (None, ""):
                        page.write(number, column, value)
    return stream.getvalue()


def tables_of(establishment: Establishment) -> dict[str, Rows]:
    """The ledger as rows of plain values."""
    found: dict[str, Rows] = {}
    for name, objects in (
        ("机构", establishment.units),
        ("编制", establishment.quota_entries),
        ("内设机构", establishment.sections),
        ("人员", establishment.people),
    ):
        columns = sheet(name).columns
        rows: list[list[Any]] = [[column.heading for column in columns]]
        rows += [[_cell(written(getattr(item, column.field))) for column in columns] for item in objects]
        found[name] = rows
    return found


def _cell(value: object) -> object:
    return value.date() if isinstance(value, datetime) else value


@pytest.mark.parametrize("kind", WHOLE)
@QUICK
@given(ledgers())
def test_ledger_in_any_format_is_read_as_from_an_xlsx(kind: str, tmp_path: Path, establishment: Establishment) -> None:
    """Every unit, quota, section and person, in their order, with the same findings; what an xlsx gives is tested by itself."""
    tables = tables_of(establishment)
    expected = read_bytes(xlsx_bytes(tables), tmp_path)
    reading = read_bytes(WHOLE[kind](tables), tmp_path)
    for part in ("units", "quota_entries", "sections", "people"):
        assert plain(getattr(reading.establishment, part)) == plain(getattr(expected.establishment, part))
    assert [(each.id, each.message) for each in reading.findings] == [(e.id, e.message) for e in expected.findings]
    if kind != "web page":  # its tables stand one below the other
        assert [each.at for each in reading.findings] == [each.at for each in expected.findings]


@pytest.mark.parametrize("kind", SINGLE)
@QUICK
@given(ledgers())
def test_roster_as_text_means_the_same(kind: str, tmp_path: Path, establishment: Establishment) -> None:
    """Every cell of text means what the value it was written from means, at the same address."""
    rows = tables_of(establishment)["人员"]
    assume(not any(_UNWRAPPED.fullmatch(str(value)) for row in rows for value in row))
    path = tmp_path / "upload"
    path.write_bytes(SINGLE[kind](rows))
    read = read_workbook(path, "人员.csv").sheets[0]
    assert (read.name, read.first_row, read.height) == ("人员", 1, len(rows))
    for index, column in enumerate(sheet("人员").columns):
        parse = parser_of(column)
        cells = read.columns[index].cells() if index < len(read.columns) else [""] * len(rows)
        for shown, value in zip(cells[1:], [row[index] for row in rows[1:]], strict=True):
            assert not isinstance(shown, float | date)
            assert parse(shown) == parse("" if value is None else value), (column.heading, shown, value)
