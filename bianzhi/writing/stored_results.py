"""The results of formulas, which openpyxl drops when it saves: put back, so that the file says what it said before.

Excel would compute them when it opens the file, but whoever reads the file without Excel, as this program does, would find
formulas without results. Excel is told to compute all the same: a changed cell may change them.
"""

import re
import zipfile
from collections.abc import Mapping
from datetime import date, time, timedelta
from pathlib import Path
from typing import Any, TypeAlias
from xml.sax.saxutils import escape

import openpyxl
from openpyxl.utils.datetime import to_excel

from bianzhi.writing.plain_text import legal

Results: TypeAlias = Mapping[str, Mapping[str, tuple[str, str]]]
"""By part of the saved file and by cell: the type of a result as the file names it (n, str, b, e), and its text."""

_FORMULA_CELL = re.compile(rb'<c r="([A-Z]+[0-9]+)"([^>]*)>(<f[ >][^<]*</f>)<v ?(?:/>|></v>)</c>')
"""A cell with a formula as openpyxl writes it: without a type, and with an empty value."""


def formula_results(source: Path, book: Any) -> Results:
    """The stored results of all formulas of a workbook.

    Parameters
    ----------
    source
        The file.
    book
        The same file as openpyxl opened it with its formulas. Its sheets must keep their order until it is saved, except
        for new ones; the results are looked for by the sheets' titles when they are put back.
    """
    wanted = {sheet.title: _formulas(sheet) for sheet in book.worksheets}
    if not any(wanted.values()):
        return {}
    found: dict[str, dict[str, tuple[str, str]]] = {}
    with source.open("rb") as stream:
        values = openpyxl.load_workbook(stream, read_only=True, data_only=True, keep_links=False)
        for title, cells in wanted.items():
            if cells:
                page = values[title]
                page.reset_dimensions()
                held = (cell for row in page.iter_rows() for cell in row if getattr(cell, "coordinate", "") in cells)
                found[title] = {cell.coordinate: result for cell in held if (result := _result(cell, book.epoch))}
        values.close()
    return found


def put_results_back(path: Path, results: Results) -> None:
    """Write the results into the formulas of a workbook that openpyxl has saved."""
    if not results:
        return
    with zipfile.ZipFile(path) as saved:
        parts = {entry.filename: saved.read(entry) for entry in saved.infolist()}
    for part, title in _sheet_parts(path).items():
        if title in results:
            parts[part] = _with_results(parts[part], results[title])
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for part, content in parts.items():
            archive.writestr(part, content)


def _formulas(sheet: Any) -> frozenset[str]:
    return frozenset(cell.coordinate for row in sheet.iter_rows() for cell in row if cell.data_type == "f")


def _sheet_parts(path: Path) -> dict[str, str]:
    """The title of the worksheet in each part: openpyxl numbers the parts in the order of the worksheets."""
    book = openpyxl.load_workbook(path, read_only=True)
    titles = [sheet.title for sheet in book.worksheets]
    book.close()
    return {f"xl/worksheets/sheet{number}.xml": title for number, title in enumerate(titles, 1)}


def _result(cell: Any, epoch: Any) -> tuple[str, str] | None:
    """A stored result; None where the formula was never computed."""
    value = cell.value
    if value is None:
        return ("str", "") if cell.data_type == "str" else None
    if isinstance(value, bool):
        return "b", str(int(value))
    if isinstance(value, date | time | timedelta):
        return "n", repr(to_excel(value, epoch))
    if isinstance(value, int | float):
        return "n", repr(value)
    return ("e" if cell.data_type == "e" else "str"), str(value)


def _with_results(content: bytes, results: Mapping[str, tuple[str, str]]) -> bytes:
    def filled(found: re.Match[bytes]) -> bytes:
        result = results.get(found[1].decode())
        if result is None:
            return found[0]
        kind, text = result
        value = escape(legal(text)).encode()
        return b'<c r="%b"%b t="%b">%b<v>%b</v></c>' % (found[1], found[2], kind.encode(), found[3], value)

    return _FORMULA_CELL.sub(filled, content)
