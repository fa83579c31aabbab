"""A sheet on its way out of the child process: packed column by column while its rows are read.

A column goes over the pipe as its distinct values and, for every row, which of them stands there. A roster repeats
itself so much that this is the cheapest form to send, and the parent parses each distinct value only once. Rows are taken
in blocks, so that the cells of a large sheet need not all be there at once.
"""

import binascii
from array import array
from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import NamedTuple, TypeAlias, cast

from bianzhi.errors import UnreadableWorkbookError
from bianzhi.reading.limits import FileLimits

Cell: TypeAlias = str | float | bool | date | time | timedelta
Packed: TypeAlias = tuple[list[Cell], list[int], str | None]
"""Texts and numbers, then days as ordinals, and which of them stands in each row (None: just as they come)."""
Place: TypeAlias = tuple[int, int]
"""0-based row and column in the sheet."""

SMALL = 256
"""So many distinct values take one byte for each row, more take four."""
BLOCK = 8_192
"""Rows that are packed at once."""
EXCEL_ERRORS = frozenset(
    (
        "#REF!",
        "#N/A",
        "#VALUE!",
        "#DIV/0!",
        "#NAME?",
        "#NUM!",
        "#NULL!",
        "#SPILL!",
        "#CALC!",
        "#GETTING_DATA",
        "#FIELD!",
    )
)
"""Errors as Excel shows them, and as it writes them where a file has only text."""
_PLAIN = frozenset((str, float, int))
_DAY = frozenset((date, datetime))
_PLAIN_OR_DAY = _PLAIN | _DAY


class RawSheet(NamedTuple):
    """One sheet as plain values. Rows and columns are 0-based in the sheet; those packed begin at ``row``, ``column``."""

    name: str
    hidden: bool
    row: int
    column: int
    height: int
    columns: list[Packed]
    merges: list[tuple[int, int, int, int]]
    """First row, first column, last row, last column."""
    errors: list[tuple[int, int, str]]
    """Row, column and text of cells that hold an Excel error."""
    uncomputed: list[Place]
    """Cells whose formula has no stored result."""
    hidden_rows: list[int]
    """Rows with content that are hidden or filtered out."""


class Packer:
    """The columns of one sheet, filled block by block."""

    def __init__(self) -> None:
        self.height = 0
        self._columns: list[tuple[defaultdict[Cell, int], array[int]]] = []

    @property
    def width(self) -> int:
        """Columns so far."""
        return len(self._columns)

    def add(self, rows: Sequence[Sequence[Cell]]) -> None:
        """Add rows; shorter ones are filled up with blanks."""
        if not rows:
            return
        widest = max(map(len, rows))
        width = max(self.width, widest)
        while self.width < width:
            self._columns.append((_numbered(), array("I")))
            self._blank(self._columns[-1], self.height)
        if len(rows[0]) != width or any(len(row) != width for row in rows):
            rows = [row if len(row) == width else [*row, *[""] * (width - len(row))] for row in rows]
        self.height += len(rows)
        for (index, codes), cells in zip(self._columns, zip(*rows, strict=True), strict=True):
            _add(index, codes, cells)

    def skip(self, rows: int) -> None:
        """Add blank rows."""
        self.height += rows
        for column in self._columns:
            self._blank(column, rows)

    def columns(self) -> list[Packed]:
        """Every column in the form it is sent."""
        return [_packed(index, codes) for index, codes in self._columns]

    def take_errors(self, row: int, column: int) -> list[tuple[int, int, str]]:
        """Blank the cells that are nothing but the text of an Excel error, and tell where they were.

        ``row`` and ``column`` are where the packed range begins in its sheet.
        """
        taken = []
        for position, (index, codes) in enumerate(self._columns):
            known = {code: str(text) for text, code in index.items() if text in EXCEL_ERRORS}
            if known:
                blank = index[""]
                for place, code in enumerate(codes):
                    if code in known:
                        taken.append((row + place, column + position, known[code]))
                        codes[place] = blank
        return taken

    @staticmethod
    def _blank(column: tuple[defaultdict[Cell, int], "array[int]"], rows: int) -> None:
        index, codes = column
        if rows:
            codes.extend(array("I", [index[""]]) * rows)


def refuse_too_many_cells(rows: int, columns: int, where: str, name: str, limits: FileLimits) -> None:
    """Let only a used range pass that is small enough to be held in memory.

    Raises
    ------
    UnreadableWorkbookError
        ``rows`` × ``columns`` is above the limit; ``where`` says what makes it so large.
    """
    if rows * columns > limits.cells:
        raise too_large(rows, columns, where, name, limits.cells)


def too_large(rows: int, columns: int, where: str, name: str, most: int) -> UnreadableWorkbookError:
    """The refusal of a used range above the limit."""
    return UnreadableWorkbookError(
        f"“{name}”{where}，使已用区域达 {rows} 行 × {columns} 列，超过上限 {most // 10_000} 万格。",
        "请删除远离表格的内容（选中多余行列，右键删除），另存为 .xlsx 文件后再试。",
    )


def _numbered() -> defaultdict[Cell, int]:
    """A table that gives each new value the next number: one look-up a cell, in C."""
    index: defaultdict[Cell, int] = defaultdict()
    index.default_factory = index.__len__
    return index


def _add(index: defaultdict[Cell, int], codes: "array[int]", cells: tuple[Cell, ...]) -> None:
    before = len(index)
    numbered = array("I", map(index.__getitem__, cells))
    if (1 in index or 0 in index) and bool in set(map(type, cells)):  # True would pass for 1
        for value in list(index)[before:]:
            del index[value]
        shown = (str(cell).upper() if type(cell) is bool else cell for cell in cells)
        numbered = array("I", map(index.__getitem__, shown))
    codes.extend(numbered)


def _packed(index: defaultdict[Cell, int], codes: "array[int]") -> Packed:
    distinct = list(index)
    if 2 * len(distinct) > len(codes):
        in_order = _packed_in_order(list(map(distinct.__getitem__, codes)))
        if in_order is not None:
            return in_order
    plain = distinct
    days: list[date] = []
    kinds = set(map(type, plain))
    if not kinds <= _PLAIN:
        days = [cell for cell in distinct if isinstance(cell, date)]
        plain = [cell for cell in distinct if not isinstance(cell, date)]
        place = {index[cell]: order for order, cell in enumerate((*plain, *days))}
        codes = array("I", map(place.__getitem__, codes))
    if not kinds <= _PLAIN_OR_DAY:
        plain = [str(cell) if isinstance(cell, time | timedelta) else cell for cell in plain]
    if len(distinct) <= SMALL:
        codes = array("B", codes)
    return plain, list(map(date.toordinal, days)), binascii.b2a_base64(codes, newline=False).decode("ascii")


def _packed_in_order(plain: list[Cell]) -> tuple[list[Cell], list[int], None] | None:
    """A column of mostly different values as it stands, if its days come after all else (below their heading)."""
    days: list[Cell] = []
    if not set(map(type, plain)) <= _PLAIN:
        start = next((row for row, cell in enumerate(plain) if type(cell) is not str), 0)
        plain, days = plain[:start], plain[start:]
        if not set(map(type, days)) <= _DAY:
            return None
    return plain, [cast(date, day).toordinal() for day in days], None
