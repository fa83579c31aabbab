"""Excel 5 to 2003 workbooks (.xls, and .et of WPS, which is the same), read record by record.

Read here and not by calamine, which takes the code page for Unicode text and so turns names into other names
(``docs/decisions/0008``); the gate has to walk through every record anyway.
"""

import struct
from collections.abc import Iterator
from typing import NamedTuple

from bianzhi.reading.container import damaged, unsafe
from bianzhi.reading.formats.biff import (
    BOF,
    EOF,
    HEADER,
    Texts,
    error_text,
    records,
    rk_number,
    shared_texts,
    with_continuations,
)
from bianzhi.reading.formats.grid import Grid
from bianzhi.reading.formats.number_formats import as_day, shows_day
from bianzhi.reading.formats.ole import stream_of
from bianzhi.reading.formats.raw_sheet import Cell, RawSheet, too_large
from bianzhi.reading.limits import DEFAULT_LIMITS

_FILEPASS, _CODE_PAGE, _DATE_MODE, _BOUND_SHEET, _SHARED_TEXTS = 0x002F, 0x0042, 0x0022, 0x0085, 0x00FC
_FORMAT, _XF, _RECALCULATION = 0x041E, 0x00E0, 0x01C1
_ROW, _MERGED = 0x0208, 0x00E5
_NUMBER, _RK, _MULTIPLE_RK, _SHARED, _LABEL, _RICH_LABEL = 0x0203, 0x027E, 0x00BD, 0x00FD, 0x0204, 0x00D6
_TRUTH_OR_ERROR, _FORMULA, _RESULT_TEXT = 0x0205, 0x0006, 0x0207
_CELL = struct.Struct("<3H")
_DOUBLE = struct.Struct("<d")
_LONG = struct.Struct("<L")
_BIFF_8, _BIFF_5 = 0x0600, 0x0500
_LIBRARY_BUILD = b"\xbb\x0d\xcc\x07"
_HIDDEN_ROW, _CALCULATE_ON_LOAD = 0x20, 0x02
_IS_NO_NUMBER = b"\xff\xff"
"""The end of a formula's result that is no number; its first byte says what it is instead."""
_TEXT_RESULT, _TRUTH_RESULT, _ERROR_RESULT, _BLANK_RESULT = 0, 1, 2, 3


class _Book(NamedTuple):
    """What the records before the sheets say."""

    texts: Texts
    shared: list[str]
    days: list[bool]
    """For each cell format whether it shows a day or a time."""
    date_1904: bool
    computed: bool
    """Whether a spreadsheet program stored the formulas' results."""
    sheets: list[tuple[int, bool, str]]
    """Place of the records, whether hidden, and name, of each worksheet."""


def sheets(data: bytes, name: str, password: str) -> Iterator[RawSheet]:
    """Every worksheet of an xls.

    Raises
    ------
    PasswordNeededError
        The file has a password, and ``password`` does not open it.
    UnreadableWorkbookError
        The file is damaged, unsafe, or of a version before Excel 5.
    """
    stream = _stream(data, name)
    if _is_locked(stream):
        from bianzhi.reading.formats import locked  # noqa: PLC0415 - seldom needed, and slow to load

        stream = locked.decrypted_records(data, stream, name, password)
    try:
        book = _book(stream, name)
        for start, hidden, title in book.sheets:
            reader = _SheetReader(stream, book, Grid(title, hidden, name, DEFAULT_LIMITS), name)
            yield reader.sheet(start)
    except (struct.error, IndexError):
        raise damaged(name, "工作簿记录不完整") from None


def _stream(data: bytes, name: str) -> bytes:
    stream = stream_of(data, ("Workbook", "Book"), name)
    if len(stream) < 8 or HEADER.unpack_from(stream)[0] != BOF:
        raise damaged(name, "工作簿内部格式不是 Excel 5 至 2003 的格式")
    return stream


def _is_locked(stream: bytes) -> bool:
    """Whether the records are encrypted; the record that says so is among the first."""
    for number, (kind, _, _) in enumerate(records(stream)):
        if kind == _FILEPASS:
            return True
        if kind == EOF or number > 100:
            break
    return False


def _book(stream: bytes, name: str) -> _Book:
    version = struct.unpack_from("<H", stream, 4)[0]
    if version not in (_BIFF_8, _BIFF_5):
        raise damaged(name, "工作簿内部格式不是 Excel 5 至 2003 的格式")
    code_page, date_1904, computed = 0, False, stream[8:12] != _LIBRARY_BUILD
    codes: dict[int, str] = {}
    formats: list[int] = []
    shared: list[str] = []
    bound: list[bytes] = []
    for kind, place, size in records(stream):
        content = stream[place : place + size]
        if kind == _CODE_PAGE:
            code_page = struct.unpack_from("<H", content)[0]
        elif kind == _DATE_MODE:
            date_1904 = content[:1] == b"\x01"
        elif kind == _RECALCULATION:
            computed = True
        elif kind == _FORMAT:
            codes[struct.unpack_from("<H", content)[0]] = Texts(version == _BIFF_8, 1252, name).format(content)
        elif kind == _XF:
            formats.append(struct.unpack_from("<H", content, 2)[0])
        elif kind == _SHARED_TEXTS:
            shared = shared_texts(stream, place, size, name)
        elif kind == _BOUND_SHEET:
            bound.append(content)
        elif kind == EOF:
            break
    else:
        raise damaged(name, "工作簿记录不完整")
    texts = Texts(version == _BIFF_8, code_page, name)
    days = [shows_day(number, codes) for number in formats]
    return _Book(texts, shared, days, date_1904, computed, _worksheets(stream, bound, texts, name))


def _worksheets(stream: bytes, bound: list[bytes], texts: Texts, name: str) -> list[tuple[int, bool, str]]:
    found: list[tuple[int, bool, str]] = []
    for content in bound:
        start, visibility, kind = struct.unpack_from("<L2B", content)
        if kind:  # a chart, or a sheet of macros
            continue
        if len(found) >= DEFAULT_LIMITS.sheets or any(start == place for place, _, _ in found):
            raise unsafe(name, "工作表目录重复，或工作表过多")
        if start + 8 > len(stream) or HEADER.unpack_from(stream, start)[0] != BOF:
            raise damaged(name, "工作表目录指向的位置不对")
        found.append((start, bool(visibility & 3), texts.short(content, 6)))
    return found


class _SheetReader:
    """Reads the records of one worksheet into a grid."""

    def __init__(self, stream: bytes, book: _Book, grid: Grid, name: str) -> None:
        self._stream = stream
        self._book = book
        self._grid = grid
        self._name = name
        self._rows: dict[int, dict[int, Cell]] = {}
        self._hidden: set[int] = set()
        self._waiting: tuple[int, int] | None = None
        self._left = DEFAULT_LIMITS.page_cells
        self._values = {
            _SHARED: (self._shared, 10),
            _RK: (self._rk, 10),
            _NUMBER: (self._number, 14),
            _MULTIPLE_RK: (self._multiple_rk, 12),
            _LABEL: (self._label, 8),
            _RICH_LABEL: (self._label, 8),
            _TRUTH_OR_ERROR: (self._truth_or_error, 8),
            _FORMULA: (self._formula, 16),
        }

    def sheet(self, start: int) -> RawSheet:
        """The sheet whose records begin at a place; charts within it are passed over."""
        stream, depth = self._stream, 0
        for kind, place, size in records(stream, start):
            if kind == EOF:
                depth -= 1
                if not depth:
                    break
            elif kind == BOF:
                depth += 1
            elif depth == 1:
                known = self._values.get(kind)
                if known is not None:
                    read, least = known
                    if size < least or place + size > len(stream):
                        raise damaged(self._name, f"工作表“{self._grid.title}”的记录不完整")
                    row, column, style = _CELL.unpack_from(stream, place)
                    read(row, column, style, place, size)
                elif kind == _RESULT_TEXT and self._waiting is not None:
                    row, column = self._waiting
                    self._rows[row][column] = self._book.texts.long(with_continuations(stream, place, size), 0)
                    self._waiting = None
                elif kind == _ROW and size >= 16 and stream[place + 12] & _HIDDEN_ROW:
                    self._hidden.add(struct.unpack_from("<H", stream, place)[0])
                elif kind == _MERGED:
                    self._merge(place, size)
        else:
            raise damaged(self._name, f"工作表“{self._grid.title}”的记录不完整")
        return self._finished()

    def _finished(self) -> RawSheet:
        for row in sorted(self._rows):
            cells = self._rows[row]
            line: list[Cell] = [""] * (max(cells) + 1)
            for column, value in cells.items():
                line[column] = value
            self._grid.add_row(row, line)
        self._grid.hidden_rows = sorted(row + 1 for row in self._hidden & self._rows.keys())
        return self._grid.sheet()

    def _put(self, row: int, column: int, value: Cell) -> None:
        cells = self._rows.setdefault(row, {})
        if column in cells:
            where = f"工作表“{self._grid.title}”的第 {row + 1} 行第 {column + 1} 列"
            raise unsafe(self._name, f"{where}出现两次，读取会丢失其一")
        cells[column] = value
        self._left -= 1
        if not self._left:
            most, rows = DEFAULT_LIMITS.page_cells, len(self._rows)
            raise too_large(rows, most // rows + 1, f"的工作表“{self._grid.title}”内容过多", self._name, most)

    def _put_number(self, row: int, column: int, style: int, number: float) -> None:
        days = self._book.days
        shows_day = style < len(days) and days[style]
        self._put(row, column, as_day(number, self._book.date_1904) if shows_day else number)

    def _shared(self, row: int, column: int, _: int, place: int, __: int) -> None:
        number = _LONG.unpack_from(self._stream, place + 6)[0]
        if number >= len(self._book.shared):
            raise damaged(self._name, "单元格引用的文字不存在")
        text = self._book.shared[number]
        if text:
            self._put(row, column, text)

    def _label(self, row: int, column: int, _: int, place: int, size: int) -> None:
        text = self._book.texts.long(with_continuations(self._stream, place, size), 6)
        if text:
            self._put(row, column, text)

    def _number(self, row: int, column: int, style: int, place: int, _: int) -> None:
        self._put_number(row, column, style, _DOUBLE.unpack_from(self._stream, place + 6)[0])

    def _rk(self, row: int, column: int, style: int, place: int, _: int) -> None:
        self._put_number(row, column, style, rk_number(_LONG.unpack_from(self._stream, place + 6)[0]))

    def _multiple_rk(self, row: int, first: int, _: int, place: int, size: int) -> None:
        for order, (style, packed) in enumerate(struct.iter_unpack("<HL", self._stream[place + 4 : place + size - 2])):
            self._put_number(row, first + order, style, rk_number(packed))

    def _truth_or_error(self, row: int, column: int, _: int, place: int, __: int) -> None:
        value, is_error = self._stream[place + 6], self._stream[place + 7]
        if is_error:
            self._put_error(row, column, value)
        else:
            self._put(row, column, "TRUE" if value else "FALSE")

    def _formula(self, row: int, column: int, style: int, place: int, _: int) -> None:
        """A formula counts as its stored result."""
        result = self._stream[place + 6 : place + 14]
        self._waiting = None
        if result[6:] != _IS_NO_NUMBER:
            self._put_number(row, column, style, _DOUBLE.unpack(result)[0])
        elif result[0] == _TEXT_RESULT:
            self._put(row, column, "")
            self._waiting = row, column
        elif result[0] == _TRUTH_RESULT:
            self._put(row, column, "TRUE" if result[2] else "FALSE")
        elif result[0] == _ERROR_RESULT:
            self._put_error(row, column, result[2])
        elif result[0] == _BLANK_RESULT and (not self._book.computed or self._stream[place + 14] & _CALCULATE_ON_LOAD):
            self._put(row, column, "")
            self._grid.uncomputed.append((row, column))

    def _put_error(self, row: int, column: int, code: int) -> None:
        self._put(row, column, "")
        self._grid.errors.append((row, column, error_text(code)))

    def _merge(self, place: int, size: int) -> None:
        for first, last, left, right in struct.iter_unpack(
            "<4H", self._stream[place + 2 : place + 2 + (size - 2) // 8 * 8]
        ):
            self._grid.merge(first, left, last - first + 1, right - left + 1)
