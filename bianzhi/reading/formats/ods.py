"""OpenDocument spreadsheets. The gate must walk every cell, repetitions and all, so it reads them on the way."""

import re
from collections.abc import Callable, Iterator
from datetime import date
from typing import TypeAlias
from xml.parsers import expat

from bianzhi.errors import UnreadableWorkbookError
from bianzhi.reading.container import damaged, inflated, unsafe
from bianzhi.reading.formats.grid import Grid
from bianzhi.reading.formats.raw_sheet import EXCEL_ERRORS, Cell, RawSheet
from bianzhi.reading.limits import DEFAULT_LIMITS
from bianzhi.reading.precheck import OpenedContainer, checked_parts

Attributes: TypeAlias = dict[str, str]

_URN = "urn:oasis:names:tc:opendocument:xmlns:"
_OFFICE, _TABLE, _TEXT, _STYLE = (f"{_URN}{space}:1.0 " for space in ("office", "table", "text", "style"))
_SHEET, _ROW, _PARAGRAPH = f"{_TABLE}table", f"{_TABLE}table-row", f"{_TEXT}p"
_CELLS = frozenset((f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"))
_NOT_OF_THE_CELL = frozenset((f"{_OFFICE}annotation", f"{_TEXT}note", f"{_TEXT}ruby-text", f"{_TABLE}tracked-changes"))
"""Elements whose text is not the cell's own: comments above all."""
_ROWS_REPEATED, _COLUMNS_REPEATED = f"{_TABLE}number-rows-repeated", f"{_TABLE}number-columns-repeated"
_ROWS_SPANNED, _COLUMNS_SPANNED = f"{_TABLE}number-rows-spanned", f"{_TABLE}number-columns-spanned"
_KIND, _FORMULA = f"{_OFFICE}value-type", f"{_TABLE}formula"
_VALUE, _STRING, _DATE, _TIME_VALUE, _TRUTH = (
    f"{_OFFICE}{kind}value" for kind in ("", "string-", "date-", "time-", "boolean-")
)
_CALC_KIND = "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0 value-type"
_NUMBERS = frozenset(("float", "percentage", "currency"))
_TIME = re.compile(r"P(?:\d+D)?T(\d{1,6})H(\d{1,2})M(\d{1,2})(?:[.,]\d+)?S")
_MOST_SPACES, _DEEPEST = 1_000, 256


def sheets(data: bytes, opened: OpenedContainer, name: str) -> Iterator[RawSheet]:
    """Every sheet of the spreadsheet.

    Raises
    ------
    UnreadableWorkbookError
        The file has a password, is damaged or unsafe, or reaches too far.
    """
    manifest = opened.by_path.get("meta-inf/manifest.xml")
    if manifest is not None and b"encryption-data" in inflated(data, manifest, name):
        raise UnreadableWorkbookError(
            f"“{name}”是有打开密码的 .ods 文件，无法读取。",
            "请用 WPS 或 LibreOffice 输入密码打开，另存时取消密码（或另存为 .xlsx 并加密码）后再上传。",
        )
    content = b""
    for path, _, part in checked_parts(data, opened, name, DEFAULT_LIMITS):
        if path == "content.xml":
            content = part
    reader = _Reader(name)
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.data
    try:
        parser.Parse(content, True)
    except expat.ExpatError as error:
        raise damaged(name, f"content.xml 无法解析（第 {error.lineno} 行）") from None
    return (grid.sheet() for grid in reader.grids)


class _Reader:
    """Takes the parser's events."""

    def __init__(self, name: str) -> None:
        self.grids: list[Grid] = []
        self._name = name
        self._hidden_styles: set[str] = set()
        self._style = ""
        self._depth = self._skipped = 0
        self._cells: list[Cell] | None = None
        self._row = self._repeat = self._blanks = 0
        self._row_is_hidden = False
        self._cell: Attributes | None = None
        self._texts: list[str] = []
        self._paragraphs = self._in_paragraph = 0
        self._starts: dict[str, Callable[[Attributes], None]] = {
            _PARAGRAPH: self._start_paragraph,
            _ROW: self._start_row,
            _SHEET: self._start_table,
            f"{_STYLE}style": self._start_style,
            f"{_STYLE}table-properties": self._table_properties,
            f"{_TEXT}s": self._spaces,
            f"{_TEXT}tab": lambda _: self._texts.append("\t"),
            f"{_TEXT}line-break": lambda _: self._texts.append("\n"),
        }

    def start(self, tag: str, attributes: Attributes) -> None:
        """An element begins."""
        self._depth += 1
        if self._skipped or tag in _NOT_OF_THE_CELL:
            self._skipped += 1
        elif tag in _CELLS:
            if self._cells is not None:
                self._cell, self._texts, self._paragraphs = attributes, [], 0
        elif tag in self._starts:
            self._starts[tag](attributes)
        elif self._depth > _DEEPEST:
            raise unsafe(self._name, "content.xml 的层次过多")

    def end(self, tag: str) -> None:
        """An element ends."""
        self._depth -= 1
        if self._skipped:
            self._skipped -= 1
        elif tag in _CELLS:
            self._end_cell()
        elif tag == _PARAGRAPH:
            self._in_paragraph -= 1
        elif tag == _ROW:
            self._end_row()

    def data(self, text: str) -> None:
        """Text, where it is the cell's own."""
        if self._in_paragraph > 0 and not self._skipped:
            self._texts.append(text)

    def _start_style(self, attributes: Attributes) -> None:
        self._style = attributes.get(f"{_STYLE}name", "")

    def _table_properties(self, attributes: Attributes) -> None:
        if attributes.get(f"{_TABLE}display") == "false":
            self._hidden_styles.add(self._style)

    def _start_table(self, attributes: Attributes) -> None:
        if self._depth != 4:  # only a table directly in the spreadsheet is a sheet
            self._skipped = 1
            return
        if len(self.grids) >= DEFAULT_LIMITS.sheets:
            raise unsafe(self._name, f"工作表超过上限 {DEFAULT_LIMITS.sheets} 个")
        hidden = attributes.get(f"{_TABLE}style-name", "") in self._hidden_styles
        self.grids.append(Grid(attributes.get(f"{_TABLE}name", ""), hidden, self._name, DEFAULT_LIMITS))
        self._row = 0

    def _start_row(self, attributes: Attributes) -> None:
        if self.grids:
            self._cells, self._blanks = [], 0
            self._repeat = _count(attributes.get(_ROWS_REPEATED))
            self._row_is_hidden = attributes.get(f"{_TABLE}visibility", "visible") != "visible"

    def _end_row(self) -> None:
        if self._cells:
            self.grids[-1].add_row(self._row, self._cells, self._repeat)
            if self._row_is_hidden:
                self.grids[-1].hidden_rows.extend(range(self._row + 1, self._row + self._repeat + 1))
        self._row += self._repeat
        self._cells = None

    def _start_paragraph(self, _: Attributes) -> None:
        self._in_paragraph += 1
        if self._cell is not None:
            if self._paragraphs:
                self._texts.append("\n")
            self._paragraphs += 1

    def _spaces(self, attributes: Attributes) -> None:
        self._texts.append(" " * min(_count(attributes.get(f"{_TEXT}c")), _MOST_SPACES))

    def _end_cell(self) -> None:
        cell, cells = self._cell, self._cells
        self._cell = None
        if cell is None or cells is None:
            return
        grid, column = self.grids[-1], len(cells) + self._blanks
        repeat = _count(cell[_COLUMNS_REPEATED]) if _COLUMNS_REPEATED in cell else 1
        if _COLUMNS_SPANNED in cell or _ROWS_SPANNED in cell:
            grid.merge(self._row, column, _count(cell.get(_ROWS_SPANNED)), _count(cell.get(_COLUMNS_SPANNED)))
        value, fault = _value(cell, "".join(self._texts))
        if value == "" and fault is None:
            self._blanks += repeat
            return
        if column + repeat > DEFAULT_LIMITS.columns:
            raise unsafe(self._name, f"工作表“{grid.title}”的第 {self._row + 1} 行超出 Excel 工作表范围")
        cells.extend([""] * self._blanks)
        cells.extend([value] * repeat)
        self._blanks = 0
        if fault is not None:
            self._note_fault(grid, range(column, column + repeat), fault)

    def _note_fault(self, grid: Grid, columns: range, fault: str) -> None:
        for row in range(self._row, self._row + min(self._repeat, 1_000)):
            for column in columns[:1_000]:
                if fault:
                    grid.errors.append((row, column, fault))
                else:
                    grid.uncomputed.append((row, column))


def _value(cell: Attributes, text: str) -> tuple[Cell, str | None]:
    """What a cell holds; and, where it holds no value, the error shown, or nothing for a formula without a result."""
    kind = cell.get(_KIND, "")
    has_formula = _FORMULA in cell
    if cell.get(_CALC_KIND) == "error" or (has_formula and (text in EXCEL_ERRORS or text.startswith("Err:"))):
        return "", text or "#VALUE!"
    if kind in _NUMBERS:
        return _number(cell.get(_VALUE, ""), text), None
    if kind == "date":
        return _day(cell.get(_DATE, ""), text), None
    if kind == "time":
        match = _TIME.fullmatch(cell.get(_TIME_VALUE, ""))
        return (":".join(part.zfill(2) for part in match.groups()) if match else text), None
    if kind == "boolean":
        return cell.get(_TRUTH, text).upper(), None
    value = cell.get(_STRING, text)
    return value, "" if has_formula and not kind and value == "" else None


def _number(value: str, shown: str) -> Cell:
    try:
        return float(value)
    except ValueError:
        return shown or value


def _day(value: str, shown: str) -> Cell:
    try:
        return date.fromisoformat(value[:10])
    except ValueError:
        return shown or value


def _count(text: str | None) -> int:
    """A number of repetitions; a nonsensical one counts as once, one beyond any sheet as a sheet's."""
    if not text or not text.isascii() or not text.isdigit():
        return 1
    return max(1, int(text[:9]))
