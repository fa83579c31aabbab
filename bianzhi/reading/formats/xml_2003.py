"""XML spreadsheets of Excel 2003, which many systems still export under the name of an xls."""

import re
from collections.abc import Iterator
from datetime import date
from xml.parsers import expat

from bianzhi.reading.container import damaged, unsafe
from bianzhi.reading.formats.grid import Grid
from bianzhi.reading.formats.raw_sheet import Cell, RawSheet, too_large
from bianzhi.reading.limits import DEFAULT_LIMITS

_SS = "urn:schemas-microsoft-com:office:spreadsheet "
_VISIBLE = "urn:schemas-microsoft-com:office:excel Visible"
_DECLARATION = re.compile(r"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_DEEPEST = 64


def sheets(text: str, name: str) -> Iterator[RawSheet]:
    """Every worksheet.

    Raises
    ------
    UnreadableWorkbookError
        The XML declares entities or is broken, or the sheet reaches too far.
    """
    if _DECLARATION.search(text):
        raise unsafe(name, "XML 含有文档类型或实体声明")
    cells, rows = text.count("Cell") // 2, max(1, text.count("Row") // 2)
    if cells > DEFAULT_LIMITS.page_cells:
        raise too_large(rows, cells // rows, "的表格过大", name, DEFAULT_LIMITS.page_cells)
    reader = _Reader(name)
    parser = expat.ParserCreate("utf-8", " ")
    parser.buffer_text = True
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.data
    try:
        parser.Parse(text.lstrip("\ufeff \t\r\n").encode("utf-8", "replace"), True)
    except expat.ExpatError as error:
        raise damaged(name, f"XML 无法解析（第 {error.lineno} 行）") from None
    return (grid.sheet() for grid in reader.grids)


class _Reader:
    """Takes the parser's events."""

    def __init__(self, name: str) -> None:
        self.grids: list[Grid] = []
        self._name = name
        self._depth = 0
        self._in_comment = 0
        self._row = self._column = 0
        self._first = (0, 0)
        self._row_is_hidden = False
        self._row_span = 0
        self._cells: list[Cell] = []
        self._cell: dict[str, str] = {}
        self._type: str | None = None
        self._had_data = False
        self._texts: list[str] = []
        self._visible = ""

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        self._depth += 1
        if self._depth > _DEEPEST:
            raise unsafe(self._name, "XML 的层次过多")
        local = tag.removeprefix(_SS)
        if self._in_comment or local == "Comment":
            self._in_comment += 1
        elif local == "Cell":
            self._start_cell(attributes)
        elif local == "Data":
            self._type, self._texts, self._had_data = attributes.get(f"{_SS}Type", "String"), [], True
        elif local == "Row":
            self._start_row(attributes)
        elif local == "Table":
            top, left = (_position(attributes.get(f"{_SS}{side}Cell"), 1) for side in ("Top", "Left"))
            self._first, self._row = (top - 1, left - 1), top - 1
        elif local == "Worksheet":
            if len(self.grids) >= DEFAULT_LIMITS.sheets:
                raise unsafe(self._name, f"工作表超过上限 {DEFAULT_LIMITS.sheets} 个")
            self.grids.append(Grid(attributes.get(f"{_SS}Name", ""), False, self._name, DEFAULT_LIMITS))
        elif tag == _VISIBLE:
            self._type, self._texts = "Visible", []

    def end(self, tag: str) -> None:
        """An element ends."""
        self._depth -= 1
        if self._in_comment:
            self._in_comment -= 1
            return
        local = tag.removeprefix(_SS)
        if local == "Data" and self.grids:
            self._end_data()
        elif local == "Cell" and self.grids:
            self._end_cell()
        elif local == "Row" and self.grids:
            if self._cells:
                self.grids[-1].add_row(self._row, self._cells)
                if self._row_is_hidden:
                    self.grids[-1].hidden_rows.append(self._row + 1)
            self._row += 1 + self._row_span
        elif tag == _VISIBLE and self.grids:
            self.grids[-1].hidden = "Hidden" in "".join(self._texts)
            self._type = None

    def data(self, text: str) -> None:
        """Text, where it is a value."""
        if self._type is not None and not self._in_comment:
            self._texts.append(text)

    def _start_row(self, attributes: dict[str, str]) -> None:
        self._row = self._first[0] + _position(attributes.get(f"{_SS}Index"), self._row - self._first[0] + 1) - 1
        self._column, self._cells = self._first[1], []
        self._row_is_hidden = attributes.get(f"{_SS}Hidden") == "1"
        self._row_span = _position(attributes.get(f"{_SS}Span"), 0)

    def _start_cell(self, attributes: dict[str, str]) -> None:
        self._cell, self._had_data = attributes, False
        index = attributes.get(f"{_SS}Index")
        if index is not None:
            column = self._first[1] + _position(index, 1) - 1
            if column < self._column:
                raise unsafe(self._name, f"第 {self._row + 1} 行的单元格次序颠倒，读取会丢失内容")
            self._column = column
        if self._column >= DEFAULT_LIMITS.columns:
            raise unsafe(self._name, f"第 {self._row + 1} 行超出 Excel 工作表范围")

    def _end_cell(self) -> None:
        grid = self.grids[-1]
        if f"{_SS}Formula" in self._cell and not self._had_data:
            self._put("")
            grid.uncomputed.append((self._row, self._column))
        right, down = (_position(self._cell.get(f"{_SS}Merge{way}"), 0) for way in ("Across", "Down"))
        grid.merge(self._row, self._column, down + 1, right + 1)
        self._column += 1 + right

    def _end_data(self) -> None:
        text, kind, self._type = "".join(self._texts), self._type, None
        if kind == "Error":
            self._put("")
            self.grids[-1].errors.append((self._row, self._column, text or "#VALUE!"))
        elif text != "":
            self._put(_value(text, kind or ""))

    def _put(self, value: Cell) -> None:
        del self._cells[self._column :]
        self._cells.extend([""] * (self._column - len(self._cells)))
        self._cells.append(value)


def _value(text: str, kind: str) -> Cell:
    try:
        if kind == "Number":
            return float(text)
        if kind == "DateTime":
            return date.fromisoformat(text[:10])
    except ValueError:
        return text
    if kind == "Boolean":
        return "TRUE" if text.strip() == "1" else "FALSE"
    return text


def _position(text: str | None, otherwise: int) -> int:
    """A whole number of an attribute; what is none, or far beyond any sheet, is not believed."""
    return int(text) if text and re.fullmatch("[0-9]{1,9}", text) else otherwise
