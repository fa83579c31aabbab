"""Excel binary workbooks: the gate of the container, then every record, cells included.

Read here and not by calamine, which follows damaged records elsewhere than a gate in front of it would
(``docs/decisions/0008``), and does not tell merged ranges and hidden rows.
"""

import struct
from collections.abc import Iterator
from typing import NamedTuple

from bianzhi.reading.container import damaged, unsafe
from bianzhi.reading.formats.biff import error_text, rk_number
from bianzhi.reading.formats.grid import Grid
from bianzhi.reading.formats.number_formats import as_day, shows_day
from bianzhi.reading.formats.raw_sheet import Cell, RawSheet
from bianzhi.reading.limits import DEFAULT_LIMITS
from bianzhi.reading.precheck import OpenedContainer, checked_parts, relation_paths

_ROW, _RK, _ERROR, _TRUTH, _REAL, _TEXT, _SHARED = 0, 2, 3, 4, 5, 6, 7
_TEXT_RESULT, _NUMBER_RESULT, _TRUTH_RESULT, _ERROR_RESULT, _RICH_TEXT = 8, 9, 10, 11, 62
_CELLS = frozenset((*range(_RK, _ERROR_RESULT + 1), _RICH_TEXT))
_SHARED_ITEM, _FORMAT, _XF, _BEGIN_CELL_XFS, _END_CELL_XFS = 19, 44, 47, 617, 618
_BOOK_PROPERTIES, _BUNDLE_SHEET, _MERGE, _END_SHEET_DATA = 153, 156, 176, 146
_LONG = struct.Struct("<L")
_CELL = struct.Struct("<2L")
_STYLE = 0xFFFFFF
_HIDDEN_ROW, _IS_1904 = 0x10, 1
_WORKSHEETS = "worksheet"


class _Entry(NamedTuple):
    """A worksheet in the directory of the workbook."""

    part: str
    title: str
    hidden: bool


class _Book(NamedTuple):
    """What the parts beside the sheets say."""

    shared: list[str]
    days: list[bool]
    """For each cell format whether it shows a day or a time."""
    date_1904: bool


def sheets(data: bytes, opened: OpenedContainer, name: str) -> Iterator[RawSheet]:
    """Every worksheet of an xlsb.

    Raises
    ------
    UnreadableWorkbookError
        The file is damaged or unsafe, or reaches too far.
    """
    parts = {path: content for path, _, content in checked_parts(data, opened, name, DEFAULT_LIMITS) if ".bin" in path}
    try:
        directory = parts["xl/workbook.bin"]
        entries = _entries(directory, relation_paths(data, opened.by_path, "xl/_rels/workbook.bin.rels", name), name)
        shared = _shared_texts(parts.get("xl/sharedstrings.bin", b""), name)
        days = _days(parts.get("xl/styles.bin", b""), name)
        book = _Book(shared, days, _is_1904(directory, name))
        for entry in entries:
            if entry.part not in parts:
                raise damaged(name, f"缺少工作表“{entry.title}”的内容")
            grid = Grid(entry.title, entry.hidden, name, DEFAULT_LIMITS)
            yield _SheetReader(parts[entry.part], book, grid, name).sheet()
    except (struct.error, IndexError):
        raise damaged(name, "工作簿记录不完整") from None


def _records(content: bytes, name: str) -> Iterator[tuple[int, int, int]]:
    """Kind, place of the content, and size of each record: both numbers are stored seven bits a byte."""
    place, end = 0, len(content)
    while place < end:
        kind = content[place]
        place += 1
        if kind & 0x80:
            kind = kind & 0x7F | (content[place] & 0x7F) << 7
            place += 1
        size = content[place]
        place += 1
        if size & 0x80:
            size &= 0x7F
            for shift in (7, 14, 21):
                byte = content[place]
                place += 1
                size |= (byte & 0x7F) << shift
                if byte < 0x80:
                    break
        if place + size > end:
            raise damaged(name, "工作表记录不完整")
        yield kind, place, size
        place += size


def _text(content: bytes, place: int) -> tuple[str, int]:
    """A text with its length in front, and where it ends."""
    end = place + 4 + 2 * _LONG.unpack_from(content, place)[0]
    if end > len(content):
        raise IndexError
    return content[place + 4 : end].decode("utf-16-le", "surrogatepass"), end


def _entries(directory: bytes, paths: dict[str, str], name: str) -> list[_Entry]:
    """The worksheets in the order of their tabs; charts and sheets of macros are left out."""
    entries: list[_Entry] = []
    for kind, place, size in _records(directory, name):
        if kind == _BUNDLE_SHEET and size >= 16:
            relation, after = _text(directory, place + 8)
            title, _ = _text(directory, after)
            part = paths.get(relation, "")
            if _WORKSHEETS not in part and part:
                continue
            if len(entries) >= DEFAULT_LIMITS.sheets or any(part == entry.part for entry in entries):
                raise unsafe(name, "工作表目录重复，或工作表过多")
            entries.append(_Entry(part, title, bool(_LONG.unpack_from(directory, place)[0])))
    return entries


def _is_1904(directory: bytes, name: str) -> bool:
    for kind, place, size in _records(directory, name):
        if kind == _BOOK_PROPERTIES and size:
            return bool(directory[place] & _IS_1904)
    return False


def _shared_texts(content: bytes, name: str) -> list[str]:
    return [_text(content, place + 1)[0] for kind, place, _ in _records(content, name) if kind == _SHARED_ITEM]


def _days(content: bytes, name: str) -> list[bool]:
    codes: dict[int, str] = {}
    formats: list[int] = []
    of_cells = False
    for kind, place, _ in _records(content, name):
        if kind == _FORMAT:
            codes[struct.unpack_from("<H", content, place)[0]] = _text(content, place + 2)[0]
        elif kind in (_BEGIN_CELL_XFS, _END_CELL_XFS):
            of_cells = kind == _BEGIN_CELL_XFS
        elif kind == _XF and of_cells:
            formats.append(struct.unpack_from("<H", content, place + 2)[0])
    return [shows_day(number, codes) for number in formats]


class _SheetReader:
    """Reads the records of one worksheet into a grid."""

    def __init__(self, content: bytes, book: _Book, grid: Grid, name: str) -> None:
        self._content = content
        self._book = book
        self._grid = grid
        self._name = name
        self._row = -1
        self._row_is_hidden = False
        self._cells: list[Cell] = []

    def sheet(self) -> RawSheet:
        """The sheet, with its merged ranges behind the cells."""
        content, ended = self._content, False
        for kind, place, size in _records(content, self._name):
            if kind in _CELLS:
                if not ended and self._row >= 0:
                    column, style = _CELL.unpack_from(content, place)
                    self._put(column, self._value(kind, column, style & _STYLE, place + 8))
            elif kind == _ROW and not ended:
                self._end_row()
                self._row = _LONG.unpack_from(content, place)[0]
                self._row_is_hidden = bool(content[place + 11] & _HIDDEN_ROW)
            elif kind == _END_SHEET_DATA:
                ended = True
                self._end_row()
            elif kind == _MERGE and size >= 16:
                first, last, left, right = struct.unpack_from("<4L", content, place)
                if last >= first and right >= left:
                    self._grid.merge(first, left, last - first + 1, right - left + 1)
        if not ended:
            raise damaged(self._name, f"工作表“{self._grid.title}”的记录不完整")
        return self._grid.sheet()

    def _end_row(self) -> None:
        if self._cells:
            self._grid.add_row(self._row, self._cells)
            if self._row_is_hidden:
                self._grid.hidden_rows.append(self._row + 1)
        self._cells = []

    def _put(self, column: int, value: Cell) -> None:
        if column < len(self._cells) or column >= DEFAULT_LIMITS.columns:
            where = f"工作表“{self._grid.title}”的第 {self._row + 1} 行第 {column + 1} 列"
            raise unsafe(self._name, f"{where}次序颠倒，或超出 Excel 工作表范围")
        self._cells.extend([""] * (column - len(self._cells)))
        self._cells.append(value)

    def _value(self, kind: int, column: int, style: int, place: int) -> Cell:
        """What a cell holds; a formula counts as its stored result."""
        content = self._content
        if kind == _SHARED:
            return self._book.shared[int(_LONG.unpack_from(content, place)[0])]
        if kind in (_TEXT, _TEXT_RESULT, _RICH_TEXT):
            return _text(content, place + (kind == _RICH_TEXT))[0]
        if kind in (_TRUTH, _TRUTH_RESULT):
            return "TRUE" if content[place] else "FALSE"
        if kind in (_ERROR, _ERROR_RESULT):
            self._grid.errors.append((self._row, column, error_text(content[place])))
            return ""
        if kind == _RK:
            number = rk_number(_LONG.unpack_from(content, place)[0])
        else:
            number = float(struct.unpack_from("<d", content, place)[0])
        days = self._book.days
        return as_day(number, self._book.date_1904) if style < len(days) and days[style] else number
