"""A workbook as values with their places, read in a child process; what is on the screen in Excel is what is here."""

import binascii
import hashlib
import zlib
from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, TypeAlias, cast

from bianzhi import sandbox
from bianzhi.domain.cell import CellRef, column_letters
from bianzhi.errors import UnreadableWorkbookError
from bianzhi.reading.formats.raw_sheet import SMALL
from bianzhi.reading.limits import DEFAULT_LIMITS, MIB

FIRST_DAY, LAST_DAY = date(1900, 3, 1), date(2099, 12, 31)
"""The days a ledger may hold; before the first Excel's own days are off by one."""
_FIRST_ORDINAL, _LAST_ORDINAL = FIRST_DAY.toordinal(), LAST_DAY.toordinal()
_MOST_COLUMNS = 1_000
"""Columns in which faults are looked for: a ledger has 30."""
_READING_LIMITS = sandbox.Limits(seconds=60, memory_mib=1024)


@dataclass(frozen=True, slots=True)
class CellFault:
    """What stands in a cell that has no value: an Excel error such as #REF!, or a formula that was never computed."""

    text: str
    """The error as Excel shows it; empty for a formula without a result."""


CellValue: TypeAlias = str | float | date | CellFault
"""Text (empty: nothing there), a number, a day, or a fault. Truth values are the texts TRUE and FALSE."""


@dataclass(frozen=True, slots=True)
class CellColumn:
    """One column of a sheet: its distinct values, and for each row the index of the value that stands there."""

    values: Sequence[CellValue]
    codes: Sequence[int]
    days_from: int | None = None
    """From this index on all values are days a ledger may hold; None if that was not looked into."""

    def at(self, row: int) -> CellValue:
        """The value in a row (0-based within the used range)."""
        return self.values[self.codes[row]]

    def cells(self) -> list[CellValue]:
        """The value of every row."""
        return [self.values[code] for code in self.codes]


@dataclass(frozen=True, slots=True)
class Merge:
    """A merged range; rows and columns 0-based within the sheet's used range, both ends included."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True)
class WorkbookSheet:
    """The used range of one sheet. ``first_row`` (1-based) and ``first_column`` (0-based) say where Excel shows it."""

    name: str
    hidden: bool
    first_row: int
    first_column: int
    height: int
    columns: tuple[CellColumn, ...]
    merges: tuple[Merge, ...]
    hidden_rows: tuple[int, ...] = ()
    """Numbers, as Excel shows them, of rows with content that are hidden or filtered out; they are read all the same."""

    def row_number(self, row: int) -> int:
        """The row number Excel shows for a row of the used range."""
        return self.first_row + row

    def address(self, row: int, column: int) -> str:
        """The address Excel shows for a cell of the used range, e.g. C5."""
        return f"{column_letters(self.first_column + column)}{self.first_row + row}"

    def row(self, row: int) -> list[CellValue]:
        """The values of one row of the used range."""
        return [column.at(row) for column in self.columns]

    def rows(self) -> list[list[CellValue]]:
        """The values of every row of the used range."""
        return [list(cells) for cells in zip(*(column.cells() for column in self.columns), strict=True)]


@dataclass(frozen=True, slots=True)
class Workbook:
    """A workbook that passed the gate, with every sheet, hidden ones included, in the order of its tabs."""

    name: str
    sha256: str
    sheets: tuple[WorkbookSheet, ...]

    def at(self, sheet: str = "", cell: str = "") -> CellRef:
        """A place in this workbook."""
        return CellRef(self.name, sheet, cell)


def read_workbook(path: Path, name: str = "", password: str = "") -> Workbook:
    """Read a workbook's values in a child process, after checking the file.

    Parameters
    ----------
    path
        The file: xlsx, xlsm, xlsb, xls, ods, delimited text, a web page, a web archive or an XML spreadsheet, under
        whatever name. Its kind is told by its content.
    name
        The name the user knows it by, where ``path`` is a temporary file.
    password
        What opens it. It goes to the child through a pipe and is written nowhere.

    Raises
    ------
    PasswordNeededError
        The file has a password, and ``password`` is empty or wrong.
    UnreadableWorkbookError
        The file does not exist, is no table, is damaged or unsafe, or took too much time or memory.
    """
    shown = name or path.name
    checksum, digest = _fingerprints(path, shown)
    reply = cast(
        Mapping[str, Any],
        sandbox.run(
            "bianzhi.reading.formats.reading:read_sheets",
            {"path": str(path), "name": shown, "password": password},
            _READING_LIMITS,
            f"“{shown}”",
        ),
    )
    if reply["checksum"] != checksum:
        raise UnreadableWorkbookError(f"“{shown}”在读取过程中被改动。", "请关闭正在编辑该文件的程序后再试。")
    sheets = tuple(_sheet(packed) for packed in reply["sheets"])
    return Workbook(shown, digest, sheets)


def _fingerprints(path: Path, shown: str) -> tuple[int, str]:
    """CRC-32 and SHA-256 of the file; of what is too large only so much that the child, which refuses it, can differ."""
    checksum, digest = 0, hashlib.sha256()
    try:
        with path.open("rb") as stream:
            left = DEFAULT_LIMITS.file_bytes + MIB
            while left > 0 and (piece := stream.read(MIB)):
                checksum = zlib.crc32(piece, checksum)
                digest.update(piece)
                left -= len(piece)
    except FileNotFoundError:
        raise UnreadableWorkbookError(f"找不到文件“{shown}”。", "请检查文件名和路径。") from None
    except (OSError, ValueError):
        raise UnreadableWorkbookError(f"无法打开文件“{shown}”。", "请检查是否有读取权限、是否是文件夹。") from None
    return checksum, digest.hexdigest()


def _sheet(packed: Mapping[str, Any]) -> WorkbookSheet:
    height: int = packed["height"]
    row, column = packed["row"], packed["column"]
    columns = [_column(item, height) for item in packed["columns"]]
    faults = {(fault_row, place): CellFault(text) for fault_row, place, text in packed["errors"]}
    faults.update(((fault_row, place), CellFault("")) for fault_row, place in packed["uncomputed"])
    height = _put_faults(columns, faults, (row, column), height)
    merges = tuple(
        Merge(top - row, left - column, bottom - row, right - column) for top, left, bottom, right in packed["merges"]
    )
    hidden_rows = tuple(packed["hidden_rows"])
    return WorkbookSheet(packed["name"], packed["hidden"], row + 1, column, height, tuple(columns), merges, hidden_rows)


def _column(packed: Sequence[Any], height: int) -> CellColumn:
    plain, ordinals, encoded = packed
    values: list[CellValue] = plain
    days_from = None
    if ordinals:
        if min(ordinals) >= _FIRST_ORDINAL and max(ordinals) <= _LAST_ORDINAL:
            days_from = len(plain)
        values.extend(map(date.fromordinal, ordinals))
    if encoded is None:
        return CellColumn(values, range(height), days_from)
    numbers = binascii.a2b_base64(encoded)
    if len(values) <= SMALL:
        return CellColumn(values, numbers, days_from)
    codes = array("I")
    codes.frombytes(numbers)
    return CellColumn(values, codes, days_from)


def _put_faults(
    columns: list[CellColumn], faults: Mapping[tuple[int, int], CellFault], start: tuple[int, int], height: int
) -> int:
    """Put the faults where the parser left nothing; rows and columns of nothing but faults are added.

    Returns the height in rows, which such rows may have raised.
    """
    placed: dict[int, dict[int, CellFault]] = {}
    for (row, column), fault in faults.items():
        if start[1] <= column < start[1] + _MOST_COLUMNS and row >= start[0]:
            placed.setdefault(column - start[1], {})[row - start[0]] = fault
    height = max(height, *(row + 1 for rows in placed.values() for row in rows), 0)
    width = max(len(columns), *(index + 1 for index in placed), 0)
    for index in range(width if placed else 0):
        old = columns[index] if index < len(columns) else CellColumn((), ())
        values, codes = [*old.values, ""], list(old.codes)
        codes.extend([len(values) - 1] * (height - len(codes)))
        for row, fault in placed.get(index, {}).items():
            if values[codes[row]] == "":
                codes[row] = len(values)
                values.append(fault)
        columns[index : index + 1] = [CellColumn(values, codes)]
    return height
