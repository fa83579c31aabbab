"""Rows that add up others: which they are, and whether they do."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from bianzhi.reading.values import key
from bianzhi.reading.workbook import CellValue, WorkbookSheet

TOTAL = re.compile(r"(?:合计|小计|总计|共计|累计)[:：]?(?:\(.*\))?|.{1,30}(?:合计|小计|总计)[:：]?")
_WHOLE = re.compile(r"-?\d{1,9}(?:\.0+)?")
_GROUP = re.compile(r"[(（]?[一二三四五六七八九十]{1,3}[)）、.．:：]\s*(.*)")


@dataclass(frozen=True, slots=True)
class WrongTotal:
    """A total that is not the sum of its parts."""

    row: int
    column: int
    label: str
    stated: int
    summed: int


def total_rows(sheet: WorkbookSheet, first_row: int, last_label: int) -> Mapping[int, str]:
    """Rows whose first words are 合计, 小计 and the like in a column up to ``last_label``, with that word."""
    found: dict[int, str] = {}
    for column in sheet.columns[: last_label + 1]:
        words = {code: str(value) for code, value in enumerate(column.values) if _is_total(value)}
        if words:
            codes = column.codes[first_row:]
            found.update((row, words[code]) for row, code in enumerate(codes, first_row) if code in words)
    return dict(sorted(found.items()))


def _is_total(value: CellValue) -> bool:
    return isinstance(value, str) and "计" in value and TOTAL.fullmatch(key(value)) is not None


def group_rows(sheet: WorkbookSheet, first_row: int, name_column: int) -> Mapping[int, str]:
    """Rows that only head a group of units, 一、党委机关, with the words after the number."""
    found = {}
    for row in range(first_row, sheet.height):
        filled = [(index, value) for index, value in enumerate(sheet.row(row)) if value != ""]
        if len(filled) == 1 and filled[0][0] <= name_column and isinstance(filled[0][1], str):
            words = _GROUP.fullmatch(filled[0][1].strip())
            if words:
                found[row] = words.group(1).strip()
    return found


def wrong_totals(
    sheet: WorkbookSheet, first_row: int, totals: Mapping[int, str], columns: Sequence[int]
) -> Iterator[WrongTotal]:
    """Totals that none of the sums they may stand for agrees with.

    A total may add up what stands since the total before it, everything above it, or, leading its rows, what follows it
    up to the next total or to the end; subtotals are never added up themselves. A cell that is blank states nothing.
    """
    for column in columns if totals else ():
        numbers = [whole(sheet.columns[column].at(row)) for row in range(sheet.height)]
        for row, label in totals.items():
            stated = numbers[row]
            sums = _possible_sums(numbers, row, first_row, totals)
            if stated is not None and sums and stated not in sums:
                yield WrongTotal(row, column, label, stated, sums[0])


def _possible_sums(numbers: Sequence[int | None], row: int, first_row: int, totals: Mapping[int, str]) -> list[int]:
    """The sums a total may stand for, the likeliest first."""
    parts = [other for other in range(first_row, len(numbers)) if other not in totals and numbers[other] is not None]
    before = max((other for other in totals if other < row), default=first_row - 1)
    after = min((other for other in totals if other > row), default=len(numbers))
    above = [other for other in parts if other < row]
    since = [other for other in above if other > before]
    below = [other for other in parts if other > row]
    until = [other for other in below if other < after]
    is_part = "小计" in totals[row]
    choices = (since, above, until, below) if is_part else (above, since, below, until)
    return [sum(numbers[other] or 0 for other in rows) for rows in choices if rows]


def whole(value: CellValue) -> int | None:
    """A whole number that stands in a cell, as a number or as text; None for anything else."""
    if isinstance(value, float | int):
        return int(value) if abs(value) < 1e9 and float(value).is_integer() else None
    if isinstance(value, str):
        text = key(value).replace(",", "")
        return int(float(text)) if _WHOLE.fullmatch(text) else None
    return None
