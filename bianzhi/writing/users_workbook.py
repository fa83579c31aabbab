"""The user's own workbook as openpyxl opens it, to be changed here and there and saved again.

Everything here runs in the child process of ``bianzhi.sandbox``.
"""

import re
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.cell import MergedCell
from openpyxl.styles import Font
from openpyxl.worksheet.hyperlink import Hyperlink

from bianzhi.writing.plain_text import legal

_COORDINATE = re.compile(r"([A-Z]{1,3})([1-9]\d{0,6})")
_LINK = Font("宋体", size=11, color="FF0563C1", underline="single")


@dataclass(frozen=True, slots=True)
class Target:
    """A cell of the workbook; ``corner`` is where its value and comment are: the first cell of a merged range."""

    sheet: str
    cell: str
    corner: str


def opened(source: Path) -> Any:
    """The workbook with its formats, or None where it is no xlsx, or has formats openpyxl stumbles over.

    Macros and links to other workbooks are dropped.
    """
    if not zipfile.is_zipfile(source):
        return None
    try:
        with source.open("rb") as stream:
            return openpyxl.load_workbook(stream, keep_vba=False, keep_links=False, rich_text=True)
    except (KeyError, ValueError, TypeError, AttributeError, IndexError):
        return None


def put(cell: Any, value: object) -> None:
    """Give a cell a value; text stays text, whatever it begins with."""
    cell.value = legal(value) if isinstance(value, str) else value
    if isinstance(value, str):
        cell.data_type = "s"


def target(book: Any, sheet: str, cell: str) -> Target | None:
    """The cell of a sheet, or None where the workbook has no such cell."""
    found = _COORDINATE.fullmatch(cell)
    names = [each.title for each in book.worksheets]
    if found is None or sheet not in names or (len(found[1]), found[1]) > (3, "XFD") or int(found[2]) > 2**20:
        return None
    page = book[sheet]
    corner = cell
    if isinstance(page[cell], MergedCell):
        corner = next(merged.start_cell.coordinate for merged in page.merged_cells.ranges if cell in merged)
    return Target(sheet, cell, corner)


def jump(cell: Any, place: Target) -> None:
    """Make a cell a link to a place within the workbook."""
    quoted = place.sheet.replace("'", "''")
    cell.hyperlink = Hyperlink(ref=cell.coordinate, location=f"'{quoted}'!{place.cell}")
    cell.font = _LINK
