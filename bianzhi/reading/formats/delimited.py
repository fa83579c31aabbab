"""CSV and other text of cells between separators. Every cell is text: what looks like a number is parsed later, as text."""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import chain

from bianzhi.errors import UnreadableWorkbookError
from bianzhi.reading.container import unsafe
from bianzhi.reading.formats.raw_sheet import BLOCK, Cell, Packer, RawSheet, refuse_too_many_cells
from bianzhi.reading.kinds import SAVE_AGAIN
from bianzhi.reading.limits import DEFAULT_LIMITS

_SEPARATORS = (",", "\t", ";", "|")
_WIDE_SEPARATORS = ("，", "；", "、")
"""Separators only where none of the usual ones is: inside cells they stand between the items of a list."""
_LOOKED_AT = 65_536
_END = "\ue000end of file\ue000"
"""A row put behind the last one: a quotation mark that is never closed swallows it."""
_SEP_LINE = re.compile(r"sep=([,;|\t，；、])\r?\n", re.IGNORECASE)
_TEXT_FORMULA = re.compile(r'="([^"]*)"')
"""How exporting programs keep Excel from turning digits into a number: ="0012"."""


def sheets(text: str, name: str) -> Iterator[RawSheet]:
    """The one sheet of a text file, named like the file, as Excel does it.

    Raises
    ------
    UnreadableWorkbookError
        A quotation mark is not closed, so that rows would be lost; a cell or the table is too large.
    """
    stated = _SEP_LINE.match(text)
    if stated:
        text = text[stated.end() :]
    separator = stated.group(1) if stated else separator_of(text)
    packer, width = Packer(), 0
    block: list[Sequence[Cell]] = []
    for number, record in enumerate(_records(text, separator, name), start=1):
        if len(record) > DEFAULT_LIMITS.columns or number > DEFAULT_LIMITS.rows:
            raise unsafe(name, f"第 {number} 行（{len(record)} 列）超出 Excel 工作表范围")
        width = max(width, len(record))
        refuse_too_many_cells(number, width, f"的第 {number} 行有 {len(record)} 列内容", name, DEFAULT_LIMITS)
        block.append(record)
        if len(block) == BLOCK:
            packer.add(block)
            block = []
    packer.add(block)
    errors = packer.take_errors(0, 0)
    yield RawSheet(sheet_name(name), False, 0, 0, packer.height, packer.columns(), [], errors, [], [])


def sheet_name(name: str) -> str:
    """What Excel calls the sheet of a file that has no sheets: the file's name without folder and extension."""
    base = re.split(r"[\\/]", name)[-1]
    stem = base.rpartition(".")[0] or base
    return re.sub(r"[\[\]:*?]", "_", stem)[:31] or "Sheet1"


def separator_of(text: str) -> str:
    """The character that divides most of the first rows into one and the same number of cells."""
    head = text[:_LOOKED_AT]
    if len(text) > _LOOKED_AT:
        head = head[: head.rfind("\n") + 1] or head
    for candidates in (_SEPARATORS, _WIDE_SEPARATORS):
        best = max(candidates, key=lambda separator: _evenness(head, separator))
        if _evenness(head, best) > (0, 0):
            return best
    return ","


def _evenness(head: str, separator: str) -> tuple[float, int]:
    """The share of the rows that have the most usual number of cells, and that number; nothing where it is one."""
    reader = csv.reader(io.StringIO(head, newline=""), delimiter=separator)
    try:
        widths = Counter(len(record) for record in reader if record)
    except csv.Error:
        return 0, 0
    divided = {width: count for width, count in widths.items() if width > 1}
    if not divided:
        return 0, 0
    width = max(divided, key=lambda each: (divided[each], each))
    share = divided[width] / sum(widths.values())
    return (round(share, 1), width) if share > 0.2 else (0, 0)


def _records(text: str, separator: str, name: str) -> Iterator[list[str]]:
    """Every row of the file, blank ones included: the number of a row here is its number in Excel."""
    csv.field_size_limit(DEFAULT_LIMITS.text_field)
    reader = csv.reader(chain(io.StringIO(text, newline=""), (_END,)), delimiter=separator)
    may_be_formulas = '="' in text
    number, width, lines = 0, 0, 0
    try:
        for number, record in enumerate(reader, start=1):
            if record and record[-1].endswith(_END):
                if record != [_END]:
                    raise _unclosed(number, name)
                return
            width = max(width, len(record))
            if reader.line_num - lines > 1:
                _refuse_swallowed_rows(record, separator, width, number, name)
            lines = reader.line_num
            yield [_unwrapped(cell) for cell in record] if may_be_formulas else record
    except csv.Error:
        most = DEFAULT_LIMITS.text_field
        raise UnreadableWorkbookError(
            f'“{name}”的第 {number + 1} 行有超过 {most // 1024} Ki 字的单元格，可能是引号（"）没有成对。',
            "请用记事本打开，检查该行的引号后保存再试。",
        ) from None


def _unwrapped(cell: str) -> str:
    text = _TEXT_FORMULA.fullmatch(cell) if cell.startswith("=") else None
    return text.group(1) if text else cell


def _refuse_swallowed_rows(record: list[str], separator: str, width: int, number: int, name: str) -> None:
    """A cell of several lines is a note, unless its lines look like rows: then a quotation mark too many joined them."""
    for cell in record:
        lines = re.split(r"\r\n|\n|\r", cell)
        if len(lines) > 1 and any(line.count(separator) >= max(2, width - 2) for line in lines):
            raise _unclosed(number, name)
        if len(lines) > 1 and '"' in cell and any(line.count(separator) for line in lines):
            raise _unclosed(number, name)


def _unclosed(number: int, name: str) -> UnreadableWorkbookError:
    return UnreadableWorkbookError(
        f'“{name}”的第 {number} 行起引号（"）没有成对，其后的行会被并入同一格，读取会丢失行。',
        f"请用记事本打开，补上或删去第 {number} 行多余的引号后保存再试。或{SAVE_AGAIN[1:]}",
    )
