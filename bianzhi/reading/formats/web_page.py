"""Tables of a web page, as old systems export them under the name of an xls. Nothing is fetched, run or followed."""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from lxml import etree  # type: ignore[import-untyped]

from bianzhi.reading.container import damaged, unsafe
from bianzhi.reading.formats.delimited import sheet_name
from bianzhi.reading.formats.raw_sheet import BLOCK, Cell, Packer, RawSheet, refuse_too_many_cells, too_large
from bianzhi.reading.limits import DEFAULT_LIMITS

_ENTITY = re.compile(r"<!ENTITY|<!DOCTYPE[^>]*\[", re.IGNORECASE)
_NO_ROWS = re.compile(r"<!--.*?-->|<script\b.*?</script|<style\b.*?</style", re.DOTALL | re.IGNORECASE)
_ROW = re.compile(r"<tr[\s>/]", re.IGNORECASE)
_CELL = re.compile(r"<t[dh][\s>/]", re.IGNORECASE)
_NAMES = re.compile(r"<x:ExcelWorksheet>\s*<x:Name>([^<]{1,100})</x:Name>", re.IGNORECASE)
_NUMBER_OF_SHEET = re.compile(r"^(?:Sheet|工作表) \d+: (?=.)")
"""What LibreOffice puts in front of the name of a sheet."""
_SPACE = re.compile(r"[ \t\r\n\f\xa0]+")
_HIDDEN = re.compile(r"display\s*:\s*none", re.IGNORECASE)
_LOST = re.compile(r"#+|-?\d(?:\.\d+)?E\+\d+", re.IGNORECASE)
"""What Excel shows of a number that does not fit; the number itself is in an attribute then."""
_BREAK = "\ue000"
_BLOCKS = frozenset(
    (
        "p",
        "div",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "ul",
        "ol",
        "li",
        "center",
        "pre",
        "hr",
        "table",
        "caption",
        "body",
    )
)
_UNSEEN = frozenset(("script", "style", "head", "title", "noscript", "template", "object", "select"))
_MOST_COLSPAN, _MOST_ROWSPAN, _DEEPEST = 1_000, 65_534, 500


class _Page(NamedTuple):
    sheet: RawSheet
    caption: str


def sheets(text: str, name: str, titles: tuple[str, ...] = ()) -> Iterator[RawSheet]:
    """Every table with content, a sheet each.

    Rows are counted down the page, so an address is that of Excel showing the whole page in one sheet. A table is called
    what Excel called its sheet, else by its caption or the heading above it, else by the file's name.

    Parameters
    ----------
    text
        The page.
    name
        The name of the file.
    titles
        Names of the sheets, where an archive tells them.

    Raises
    ------
    UnreadableWorkbookError
        The page declares entities, is too large, or rows of it are lost in broken markup.
    """
    if _ENTITY.search(text):
        raise unsafe(name, "网页含有实体声明或内部文档类型定义")
    rows, cells = (sum(1 for _ in pattern.finditer(text)) for pattern in (_ROW, _CELL))
    if cells > DEFAULT_LIMITS.page_cells:
        raise too_large(rows, cells // max(rows, 1), "的表格过大", name, DEFAULT_LIMITS.page_cells)
    reader = _Reader(name)
    parser = etree.HTMLParser(target=reader, encoding="utf-8", no_network=True, huge_tree=True, remove_comments=True)
    try:
        parser.feed(text.encode("utf-8", "replace"))
        parser.close()
    except etree.XMLSyntaxError as error:
        raise damaged(name, f"网页内容无法解析（{str(error)[:120]}）") from None
    if reader.rows < len(_ROW.findall(_NO_ROWS.sub("", text))):
        raise damaged(name, "网页标记错乱，有表格行无法识别")
    yield from _named(reader.pages, titles or tuple(_NAMES.findall(text)), name)


def _named(pages: list[_Page], titles: tuple[str, ...], name: str) -> Iterator[RawSheet]:
    taken: dict[str, int] = {}
    for number, page in enumerate(pages):
        title = titles[number] if len(titles) == len(pages) else page.caption or sheet_name(name)
        title = _NUMBER_OF_SHEET.sub("", " ".join(title.split()))[:60]
        taken[title] = taken.get(title, 0) + 1
        yield page.sheet._replace(name=title if taken[title] == 1 else f"{title}（{taken[title]}）")


class _Table:
    """One table while it is read. Cells that reach over columns or rows keep their text in the first."""

    def __init__(self, row: int, caption: str) -> None:
        self.start = row
        self.caption = caption
        self.packer = Packer()
        self.merges: list[tuple[int, int, int, int]] = []
        self.hidden: list[int] = []
        self.filled = False
        self.row: list[Cell] | None = None
        self.row_hidden = False
        self.cell: list[str] | None = None
        self.attributes: Mapping[str, str] = {}
        self._block: list[list[Cell]] = []
        self._hanging: dict[int, int] = {}

    @property
    def next_row(self) -> int:
        """The row of the page that the next row of this table takes."""
        return self.start + self.packer.height + len(self._block)

    def end_cell(self, name: str) -> None:
        """Put the cell where the cells before it, and those hanging down from above, leave room."""
        if self.cell is None or self.row is None:
            return
        row = self.next_row
        while self._hanging and self._hanging.get(len(self.row), 0) > row:
            self.row.append("")
        column, columns, rows = len(self.row), 1, 1
        if self.attributes:
            columns = _span(self.attributes.get("colspan"), _MOST_COLSPAN)
            rows = _span(self.attributes.get("rowspan"), _MOST_ROWSPAN)
        value = _value("".join(self.cell), self.attributes)
        self.filled = self.filled or value != ""
        self.row.append(value)
        if columns > 1:
            self.row.extend([""] * (columns - 1))
        self.cell = None
        if len(self.row) > DEFAULT_LIMITS.columns:
            raise unsafe(name, f"表格的第 {row + 1} 行超出 Excel 工作表范围（{DEFAULT_LIMITS.columns} 列）")
        if columns * rows > 1 and len(self.merges) < DEFAULT_LIMITS.merges:
            self.merges.append((row, column, row + rows - 1, column + columns - 1))
        if rows > 1:
            self._hanging.update(dict.fromkeys(range(column, column + columns), row + rows))

    def end_row(self, name: str) -> None:
        """Put the row below the others."""
        self.end_cell(name)
        if self.row is None:
            return
        if self.row_hidden and any(cell != "" for cell in self.row):
            self.hidden.append(self.next_row + 1)
        width = max(self.packer.width, len(self.row))
        self._block.append(self.row)
        self.row = None
        if len(self._block) == BLOCK or width > self.packer.width:
            refuse_too_many_cells(self.next_row - self.start, width, f"的第 {self.next_row} 行", name, DEFAULT_LIMITS)
            self.flush()

    def flush(self) -> None:
        """Pack the rows that wait."""
        self.packer.add(self._block)
        self._block = []

    def page(self) -> _Page:
        """The finished table."""
        self.flush()
        bottom = self.start + self.packer.height - 1
        merges = [(top, left, min(low, bottom), right) for top, left, low, right in self.merges]
        errors = self.packer.take_errors(self.start, 0)
        packer = self.packer
        columns, height = packer.columns(), packer.height
        return _Page(RawSheet("", False, self.start, 0, height, columns, merges, errors, [], self.hidden), self.caption)


class _Reader:
    """Takes the parser's events; no tree is built."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.pages: list[_Page] = []
        self.rows = 0
        self._open: list[_Table] = []
        self._row = 0
        self._outside: list[str] = []
        self._heading = ""
        self._unseen = 0

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """An element begins."""
        if tag in _UNSEEN:
            self._unseen += 1
        if not self._open or tag == "caption":
            if tag in _BLOCKS or tag == "br":
                self._end_of_line()
        elif self._open[-1].cell is not None and (tag == "br" or tag in _BLOCKS):
            self._open[-1].cell.append(_BREAK)
        if tag == "table":
            self._begin_table()
        elif tag == "tr":
            self.rows += 1
            table = self._current_table()
            table.end_row(self.name)
            table.row = []
            table.row_hidden = _HIDDEN.search(attributes.get("style", "")) is not None
        elif tag in ("td", "th"):
            table = self._current_table()
            table.end_cell(self.name)
            if table.row is None:
                table.row = []
            table.cell, table.attributes = [], attributes

    def end(self, tag: str) -> None:
        """An element ends."""
        if tag in _UNSEEN:
            self._unseen = max(0, self._unseen - 1)
        table = self._open[-1] if self._open else None
        if table is None:
            if tag in _BLOCKS:
                self._end_of_line()
        elif tag in ("td", "th"):
            table.end_cell(self.name)
        elif tag == "tr":
            table.end_row(self.name)
        elif tag == "caption":
            table.caption = _text("".join(self._outside)) or table.caption
            self._outside = []
        elif tag == "table":
            self._end_table()
        elif table.cell is not None and tag in _BLOCKS:
            table.cell.append(_BREAK)

    def data(self, data: str) -> None:
        """Text, of a cell or between the tables."""
        if self._unseen:
            return
        cell = self._open[-1].cell if self._open else None
        if cell is not None:
            cell.append(data)
        elif not self._open or not self._open[-1].filled:
            self._outside.append(data)

    def close(self) -> None:
        """The end of the page."""
        while self._open:
            self._end_table()

    def _current_table(self) -> _Table:
        """The innermost table; rows that stand in none make one."""
        if not self._open:
            self._begin_table()
        return self._open[-1]

    def _begin_table(self) -> None:
        if len(self._open) >= _DEEPEST:
            raise unsafe(self.name, f"网页中的表格嵌套超过 {_DEEPEST} 层")
        self._end_of_line()
        row = self._open[-1].next_row if self._open else self._row
        self._open.append(_Table(max(row, self._row), self._heading))
        self._heading = ""

    def _end_table(self) -> None:
        table = self._open.pop()
        table.end_row(self.name)
        if table.filled:
            self.pages.append(table.page())
        self._row = max(self._row, table.next_row)
        self._outside = []

    def _end_of_line(self) -> None:
        """Text between the tables takes a row, as Excel shows it, and is what the next table may be called."""
        heading = _text("".join(self._outside))
        self._outside = []
        if heading:
            self._heading = heading
            self._row += 1


def _span(text: str | None, most: int) -> int:
    return min(int(text[:9]), most) if text and re.fullmatch("[1-9][0-9]*", text) else 1


def _text(text: str) -> str:
    if text.isalnum():
        return text
    if _BREAK not in text:
        return _SPACE.sub(" ", text).strip(" ")
    lines = (_SPACE.sub(" ", line).strip(" ") for line in text.split(_BREAK))
    return "\n".join(line for line in lines if line)


def _value(text: str, attributes: Mapping[str, str]) -> Cell:
    """What is shown in the cell; its stored number where all that is shown is that there is no room for it."""
    shown = _text(text)
    stored = attributes.get("x:num") if attributes else None
    if stored and _LOST.fullmatch(shown):
        try:
            return float(stored)
        except ValueError:
            return shown
    return shown
