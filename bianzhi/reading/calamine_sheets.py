"""The child's side of reading a workbook: check, parse with calamine, and pack the values column by column.

A column goes over the pipe as its distinct values and, for every row, which of them stands there. A roster repeats
itself so much that this is the cheapest form to send, and the parent parses each distinct value only once.
"""

import binascii
import gc
import zlib
from array import array
from datetime import date, datetime, time, timedelta
from io import BytesIO
from typing import TypeAlias

import python_calamine as calamine

from bianzhi.errors import UnreadableWorkbookError
from bianzhi.reading.container import damaged, inflated, unsafe
from bianzhi.reading.limits import DEFAULT_LIMITS
from bianzhi.reading.precheck import CheckedSheet, CheckedWorkbook, check_workbook
from bianzhi.reading.sheet_scan import repeated_row, without_unknown_errors

Cell: TypeAlias = str | float | bool | date | time | timedelta

_PLAIN = frozenset((str, float, int))
_DAY = frozenset((date, datetime))
_PLAIN_OR_DAY = _PLAIN | _DAY


def read_sheets(path: str, name: str) -> dict[str, object]:
    """Every worksheet of a workbook, hidden ones included, as JSON values.

    Returns
    -------
    dict
        ``checksum`` of the file (CRC-32) and ``sheets``, each with the 0-based ``row`` and ``column`` where its used
        range starts, its ``height`` in rows, packed ``columns``, ``merges`` (0-based first and last row and column),
        and the cells with ``errors`` and with ``uncomputed`` formulas.

    Raises
    ------
    UnreadableWorkbookError
        The file is refused by the gate, or the parser cannot read it.
    """
    gc.disable()  # millions of values and not one cycle; the process ends with the answer
    with open(path, "rb") as stream:  # noqa: PTH123 - pathlib costs a third of this process's start
        data = stream.read(DEFAULT_LIMITS.file_bytes + 1)
    checked = check_workbook(data, name, DEFAULT_LIMITS)
    parsed_data = _with_known_errors(data, checked, name)
    try:
        workbook = calamine.CalamineWorkbook.from_filelike(BytesIO(parsed_data))
        sheets = [
            _packed_sheet(workbook.get_sheet_by_name(entry.name), entry, data, checked, name)
            for entry in workbook.sheets_metadata
            if entry.typ == calamine.SheetTypeEnum.WorkSheet
        ]
    except calamine.PasswordError:
        raise UnreadableWorkbookError(f"“{name}”有打开密码，无法读取。", "请取消打开密码，保存后再上传。") from None
    except calamine.CalamineError as error:
        raise damaged(name, f"工作表内容无法解析（{str(error)[:120]}）") from None
    return {"checksum": zlib.crc32(data), "sheets": sheets}


def _packed_sheet(
    sheet: calamine.CalamineSheet,
    entry: calamine.SheetMetadata,
    data: bytes,
    checked: CheckedWorkbook,
    name: str,
) -> dict[str, object]:
    rows = sheet.to_python()
    row, column = sheet.start or (0, 0)
    known = checked.sheets.get(entry.name)
    merges: list[tuple[int, int, int, int]] = []
    if known is not None:
        _refuse_lost_rows(rows, known, data, checked, name)
        if known.scan.has_merges:
            ranges = (sheet.merged_cell_ranges or [])[: DEFAULT_LIMITS.merges]
            merges = [(*first, *last) for first, last in ranges]
    return {
        "name": entry.name,
        "hidden": entry.visible != calamine.SheetVisibleEnum.Visible,
        "row": row,
        "column": column,
        "height": len(rows),
        "columns": [_packed_column(cells) for cells in zip(*rows, strict=True)],
        "merges": merges,
        "errors": known.scan.errors if known else [],
        "uncomputed": known.scan.uncomputed if known else [],
    }


def _packed_column(cells: tuple[Cell, ...]) -> tuple[list[Cell], list[int], str | None]:
    """Texts and numbers, then days as ordinals, and which of them stands in each row (None: just as they come)."""
    distinct = dict.fromkeys(cells)
    if (1 in distinct or 0 in distinct) and any(type(cell) is bool for cell in cells):  # True would pass for 1
        cells = tuple(str(cell).upper() if type(cell) is bool else cell for cell in cells)
        distinct = dict.fromkeys(cells)
    if 2 * len(distinct) > len(cells):
        in_order = _packed_in_order(cells)
        if in_order is not None:
            return in_order
    plain = list(distinct)
    days: list[date] = []
    kinds = set(map(type, plain))
    if not kinds <= _PLAIN:
        days = [cell for cell in plain if isinstance(cell, date)]
        plain = [cell for cell in plain if not isinstance(cell, date)]
    index = dict(zip((*plain, *days), range(len(distinct)), strict=True))
    if not kinds <= _PLAIN_OR_DAY:
        plain = [str(cell) if isinstance(cell, time | timedelta) else cell for cell in plain]
    ordinals = list(map(date.toordinal, days))
    codes = array("I", map(index.__getitem__, cells))
    return plain, ordinals, binascii.b2a_base64(codes, newline=False).decode("ascii")


def _packed_in_order(cells: tuple[Cell, ...]) -> tuple[list[Cell], list[int], None] | None:
    """A column of mostly different values as it stands, if its days come after all else (below their heading)."""
    plain = list(cells)
    days: list[date] = []
    if not set(map(type, plain)) <= _PLAIN:
        start = next((row for row, cell in enumerate(plain) if type(cell) is not str), 0)
        plain, days = plain[:start], plain[start:]  # type: ignore[assignment]
        if not set(map(type, days)) <= _DAY:
            return None
    return plain, list(map(date.toordinal, days)), None


def _refuse_lost_rows(
    rows: list[list[Cell]], known: CheckedSheet, data: bytes, checked: CheckedWorkbook, name: str
) -> None:
    """Rows read must be rows there. Of rows that share a number the parser keeps one, without a word."""
    if sum(1 for row in rows if any(row) or row.count("") != len(row)) == known.scan.rows:
        return
    entry = next(entry for entry in checked.entries if entry.name.replace("\\", "/").lower() == known.part)
    number = repeated_row(inflated(data, entry, name))
    if number is not None:
        raise unsafe(name, f"内部文件 {entry.name} 中第 {number} 行出现两次，读取会丢失其中一行")


def _with_known_errors(data: bytes, checked: CheckedWorkbook, name: str) -> bytes:
    """The file as the parser can read it: it gives up a whole sheet at an error value it does not know."""
    parts = {sheet.part for sheet in checked.sheets.values() if sheet.scan.errors}
    changed = {}
    for entry in checked.entries:
        if entry.name.replace("\\", "/").lower() in parts:
            content = inflated(data, entry, name)
            known = without_unknown_errors(content)
            if known != content:
                changed[entry.name] = known
    if not changed:
        return data
    import zipfile  # noqa: PLC0415 - seldom needed

    rewritten = BytesIO()
    with zipfile.ZipFile(rewritten, "w", zipfile.ZIP_STORED) as target:
        for entry in checked.entries:
            known_content = changed.get(entry.name)
            target.writestr(entry.name, inflated(data, entry, name) if known_content is None else known_content)
    return rewritten.getvalue()
