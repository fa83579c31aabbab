"""A look at the XML of one worksheet before the parser: how far it reaches, and what the parser would lose silently.

Everything here is measured against the parser's own time, so the usual sheet is judged by a few searches over its bytes
and only an unusual one is walked through cell by cell.
"""

import re
from typing import NamedTuple

from bianzhi.errors import UnreadableWorkbookError
from bianzhi.reading.container import unsafe
from bianzhi.reading.limits import FileLimits

_LONG = re.compile(rb' r="(?:[^"]{7}|[0-9]{6}|[A-Za-z]{3})')
"""A reference long enough to be far. What is shorter spans at most 702 × 9,999 or 26 × 99,999 cells."""
_FAR = re.compile(rb' r="(?:[A-Za-z]{3}|[B-Zb-z][A-Za-z][0-9]|[A-Za-z]{0,2}(?:[2-9][0-9]{5}|[0-9]{7}))')
"""A reference to the right of AZ or below row 199,999. What is nearer spans at most 52 × 199,999 cells."""
_NEAR_COLUMNS = 52
# The patterns below are for unusual sheets only, and compiling them takes time: ``re`` does it at their first use.
_ROW_OR_CELL = rb"<(?:\w+:)?(?:(row)|c)(?=[\s/>])(?:[^>]*?\sr\s*=\s*[\"']([A-Za-z]*)([0-9]*)[\"'])?[^>]*?(/?)>"
_ROW = rb"<(?:\w+:)?row\s([^>]*[^>/])>(?!</)"
_HIDDEN = rb"\bhidden\s*=\s*[\"'](?:1|true)[\"']"
_NUMBER = rb"\br\s*=\s*[\"']([0-9]{1,7})[\"']"
_REFERENCE_PARTS = rb"([A-Za-z]{0,3})([0-9]{1,8})"
_ROW_NUMBER = rb"<(?:\w+:)?row\s[^>]*?\br\s*=\s*[\"']([0-9]+)[\"']"
_CELL = rb"(?s)<(?:\w+:)?c\s([^>]*[^>/])>(.*?)</(?:\w+:)?c>"
_REFERENCE = rb"\br\s*=\s*[\"']([A-Za-z]+[0-9]+)[\"']"
_VALUE = rb"<(?:\w+:)?v(?:\s[^>]*)?>([^<]+)<"
_ERROR_TYPE = rb"\bt\s*=\s*[\"']e[\"']"
_UNKNOWN_ERROR = rb"(<(?:\w+:)?v>)(#(?!NULL!|DIV/0!|VALUE!|REF!|NAME\?|NUM!|N/A|GETTING_DATA)[^<]*)(<)"


class SheetScan(NamedTuple):
    """What the bytes of a worksheet say that its parsed values do not."""

    rows: int
    """Row elements, empty ones included."""
    has_merges: bool
    errors: list[tuple[str, str]]
    """Cells that hold an Excel error, with its text: (C7, #REF!)."""
    uncomputed: list[str]
    """Cells whose formula has no stored result."""
    hidden_rows: list[int]
    """1-based numbers of rows with cells that are hidden or filtered out."""


def scan_sheet(content: bytes, sheet: str, name: str, limits: FileLimits) -> SheetScan:
    """Judge a worksheet's XML.

    Raises
    ------
    UnreadableWorkbookError
        A cell lies outside Excel's sheet, or the used range has more cells than the limit.
    """
    if b"'" in content or (_LONG.search(content) is not None and _may_be_wide(content, limits)):
        _refuse_wide_range(content, sheet, name, limits)
    errors: list[tuple[str, str]] = []
    uncomputed: list[str] = []
    begin, end = content.find(b"<sheetData"), content.rfind(b"</sheetData>")
    # Searching for one byte is far faster than for several, and neither byte is in a sheet of plain values.
    may_have_formulas = begin < 0 or content.find(b"f", begin, end) >= 0
    has_errors = b"#" in content and (b'="e"' in content or b"='e'" in content)
    if has_errors or (may_have_formulas and b"</f>" in content) or (begin < 0 and b":f>" in content):
        errors, uncomputed = _cells_without_value(content)
    has_merges = content.find(b"mergeCell ", max(end, 0)) >= 0
    hidden = _hidden_rows(content) if content.find(b"d", max(begin, 0) + 10, end) >= 0 else []
    return SheetScan(content.count(b"<row "), has_merges, errors, uncomputed, hidden)


def repeated_row(content: bytes) -> int | None:
    """A row number that two row elements claim: of such rows the parser keeps only the last. None if all differ."""
    seen = set()
    for number in re.findall(_ROW_NUMBER, content):
        if number in seen:
            return int(number)
        seen.add(number)
    return None


def without_unknown_errors(content: bytes) -> bytes:
    """The worksheet with errors the parser does not know (#SPILL! and later ones) made #VALUE!, which it does."""
    return re.sub(_UNKNOWN_ERROR, rb"\1#VALUE!\3", content)


def column_number(letters: bytes) -> int:
    """1-based column of its letters: A → 1, AA → 27."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number


def _may_be_wide(content: bytes, limits: FileLimits) -> bool:
    """Whether the far references leave it open that the used range is above the limit.

    A roster of 200,000 people has a few references below the rows that pass unseen. They tell how many rows there are at
    most, and so how many columns there may be; one more search tells that there are no more.
    """
    bottom = 0
    for match in _FAR.finditer(content):
        reference = re.compile(_REFERENCE_PARTS).match(content, match.start() + 4)
        if reference is None or column_number(reference.group(1)) > _NEAR_COLUMNS:
            return True
        bottom = max(bottom, int(reference.group(2)))
    most = limits.cells // bottom if bottom else limits.columns
    return bottom > limits.rows or (most < _NEAR_COLUMNS and re.search(_beyond(most), content) is not None)


def _beyond(most: int) -> bytes:
    """A pattern of references to the right of the column with this number, up to AZ."""
    if most > 26:
        return b' r="[Aa][%c-Z%c-z]' % (64 + most - 25, 96 + most - 25)
    near = b"[%c-Z%c-z][0-9]|" % (64 + most + 1, 96 + most + 1) if most < 26 else b""
    return b' r="(?:' + near + b"[Aa][A-Za-z])"


def _hidden_rows(content: bytes) -> list[int]:
    """Rows that are hidden, whatever hid them; those without cells do not count."""
    if b"hidden" not in content:
        return []
    numbers = []
    for attributes in re.findall(_ROW, content):
        number = re.search(_NUMBER, attributes)
        if number is not None and re.search(_HIDDEN, attributes) is not None:
            numbers.append(int(number.group(1)))
    return numbers


def _refuse_wide_range(content: bytes, sheet: str, name: str, limits: FileLimits) -> None:
    """Walk through every cell that has content; cells that carry only a format do not count."""
    row = column = 0
    top, left, bottom, right = limits.rows, limits.columns, 1, 1
    for token in re.finditer(_ROW_OR_CELL, content):
        is_row, letters, digits, closed = token.groups()
        if is_row:
            row = _bounded(digits, sheet, name, limits) if digits else row + 1
            column = 0
            continue
        column = column_number(letters) if letters and len(letters) <= 3 else column + 1 if not letters else 2**31
        cell_row = _bounded(digits, sheet, name, limits) if letters and digits else row
        if closed or content[token.end() : token.end() + 2] == b"</":
            continue
        if column > limits.columns:
            raise _outside(f"{(letters or b'').decode()}{cell_row}", sheet, name)
        top, bottom = min(top, cell_row), max(bottom, cell_row)
        left, right = min(left, column), max(right, column)
        if (bottom - top + 1) * (right - left + 1) > limits.cells:
            where = f"{letters.decode()}{digits.decode()}" if letters else f"第 {cell_row} 行"
            raise _too_wide(where, (bottom - top + 1, right - left + 1), sheet, name, limits)


def _bounded(digits: bytes, sheet: str, name: str, limits: FileLimits) -> int:
    row = int(digits) if len(digits) < 10 else limits.rows + 1
    if not 1 <= row <= limits.rows:
        raise _outside(f"第 {digits[:20].decode()} 行", sheet, name)
    return row


def _outside(where: str, sheet: str, name: str) -> UnreadableWorkbookError:
    return unsafe(name, f"工作表“{sheet}”的 {where} 超出 Excel 工作表范围")


def _too_wide(where: str, size: tuple[int, int], sheet: str, name: str, limits: FileLimits) -> UnreadableWorkbookError:
    rows, columns = size
    return UnreadableWorkbookError(
        f"“{name}”的工作表“{sheet}”在 {where} 有内容，使已用区域达 {rows} 行 × {columns} 列，"
        f"超过上限 {limits.cells // 10_000} 万格。",
        f"请删除 {where} 等远离表格的内容（选中多余行列，右键删除），保存后再试。",
    )


def _cells_without_value(content: bytes) -> tuple[list[tuple[str, str]], list[str]]:
    errors, uncomputed = [], []
    for cell in re.finditer(_CELL, content):
        attributes, inner = cell.groups()
        is_error = re.search(_ERROR_TYPE, attributes) is not None
        if not is_error and b"<f" not in inner and b":f" not in inner:
            continue
        reference = re.search(_REFERENCE, attributes)
        if reference is None:
            continue
        value = re.search(_VALUE, inner)
        if is_error:
            text = value.group(1).decode("utf-8", "replace")[:30] if value else "#VALUE!"
            errors.append((reference.group(1).decode().upper(), text))
        elif value is None and b'"str"' not in attributes and b"'str'" not in attributes:
            uncomputed.append(reference.group(1).decode().upper())
    return errors, uncomputed
