"""What a column's values say it is, where its heading says nothing: identity numbers, 男/女, words of a closed list.

Only a few hundred values are looked at: a column that is one of these shows it at once.
"""

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from datetime import date
from itertools import islice

from bianzhi.domain.cell import column_letters
from bianzhi.domain.identifiers import birth_in_citizen_number, is_credit_code, masked
from bianzhi.domain.intake import How
from bianzhi.domain.ledger_columns import Column, ColumnKind
from bianzhi.reading.heading_aliases import FOREIGN_HEADINGS
from bianzhi.reading.headings import Table, plain
from bianzhi.reading.problem import Problem
from bianzhi.reading.values import key, parser_of
from bianzhi.reading.workbook import CellFault, CellValue, WorkbookSheet

_ROWS_LOOKED_AT = 400
_ROWS_SAMPLED = 50
_COLUMNS_LOOKED_AT = 120
"""A ledger has 30 columns; a sheet of thousands is not searched to its end."""
_CLEAR, _LIKELY = 0.8, 0.5
"""Shares of a column's values from which on it is used as, or only offered as, what its values say."""
_SHOWN = 40
_OTHERS = re.compile("配偶|爱人|父|母|子女|亲属|家庭|联系|原|前|拟|曾|推荐|审核|审批|经办")
"""Headings of columns that speak of someone else or of another time."""
_LONG_DIGITS = re.compile(r"\d{15,}[\dXx]?")
_CITIZEN_NUMBER = re.compile(r"\d{17}[\dXx]|\d{15}")


def samples(sheet: WorkbookSheet, first_row: int, column: int) -> tuple[str, ...]:
    """The first three different values below the headings, identity numbers masked."""
    found: dict[str, None] = {}
    for value in islice(_values(sheet, first_row, column), _ROWS_SAMPLED):
        found.setdefault(shown_value(value))
        if len(found) == 3:
            break
    return tuple(found)


def shown_value(value: CellValue) -> str:
    """A value for showing: short, identity numbers masked wherever they stand in it."""
    if isinstance(value, CellFault):
        return value.text or "（公式未计算）"
    if isinstance(value, date):
        return value.isoformat()
    text = value if isinstance(value, str) else f"{value:.15g}" if abs(value) < 1e15 else f"{value:.0f}"
    return _LONG_DIGITS.sub(lambda digits: masked(digits.group()), text)[:_SHOWN]


def reads_as(table: Table, column: Column, index: int) -> bool:
    """Whether nearly every value of a column can be read as what a field holds."""
    return _share_read(list(_values(table.sheet, table.first_row, index)), column) >= _CLEAR


def found_by_content(
    table: Table, units: Callable[[], Collection[str]]
) -> tuple[Mapping[str, int], Mapping[int, tuple[str, int]]]:
    """Columns that no heading explains and whose values do.

    Parameters
    ----------
    table
        The table so far.
    units
        Gives the normalized names and codes of the units known.

    Returns
    -------
    tuple
        The columns to use, by field, where one column alone is clear; and for other columns the field to offer with a
        confidence below the one that is used.
    """
    clear: dict[str, list[int]] = {}
    offered: dict[int, tuple[str, int]] = {}
    for index in _unexplained(table):
        values = list(_values(table.sheet, table.first_row, index))
        for column in table.schema.columns:
            if column.field in table.columns or not values:
                continue
            share = _share(values, column, units, table)
            if share >= _CLEAR:
                clear.setdefault(column.field, []).append(index)
            elif share >= _LIKELY and index not in offered:
                offered[index] = (column.field, int(share * How.CONTENT.confidence))
    alone = {field: indexes[0] for field, indexes in clear.items() if len(indexes) == 1}
    taken = list(alone.values())
    return {field: index for field, index in alone.items() if taken.count(index) == 1}, offered


def _unexplained(table: Table) -> Iterator[int]:
    explained = {*table.columns.values(), *(column for column, _, _ in table.repeated)}
    for index in range(min(len(table.sheet.columns), _COLUMNS_LOOKED_AT)):
        heading = plain(table.names.get(index, ""))
        if index not in explained and heading not in FOREIGN_HEADINGS and not _OTHERS.search(heading):
            yield index


def _share(values: list[CellValue], column: Column, units: Callable[[], Collection[str]], table: Table) -> float:
    if column.kind is ColumnKind.CITIZEN_NUMBER:
        return _part(values, lambda value: isinstance(value, str) and _CITIZEN_NUMBER.fullmatch(key(value)) is not None)
    if column.kind is ColumnKind.CREDIT_CODE:
        return _part(values, lambda value: isinstance(value, str) and is_credit_code(key(value).upper()))
    if column.kind is ColumnKind.UNIT and column.required:
        return _part(values, lambda value: isinstance(value, str) and key(value) in units())
    if column.terms is not None:
        words = [value for value in values if isinstance(value, str) and not value.strip().isdecimal()]
        return _share_read(words, column) * len(words) / len(values)
    if column.field == "birth":
        return _share_of_births(values, column, table)
    return 0.0


def _share_of_births(values: list[CellValue], column: Column, table: Table) -> float:
    """Dates are births where they are those in the identity numbers beside them."""
    numbers = table.columns.get("citizen_number")
    if numbers is None or len(values) < 2:
        return 0.0
    births = {
        (born.year, born.month)
        for value in _values(table.sheet, table.first_row, numbers)
        if isinstance(value, str) and (born := birth_in_citizen_number(key(value).upper()))
    }
    parse = parser_of(column)
    days = [parse(value) for value in values]
    return sum(1 for day in days if isinstance(day, date) and (day.year, day.month) in births) / len(days)


def _share_read(values: Sequence[CellValue], column: Column) -> float:
    parse = parser_of(column)
    read = [parse(value) for value in values]
    said = [item for item in read if item is not None]
    return sum(1 for item in said if not isinstance(item, Problem)) / len(said) if said else 0.0


def _part(values: list[CellValue], holds: Callable[[CellValue], bool]) -> float:
    return sum(1 for value in values if holds(value)) / len(values)


def _values(sheet: WorkbookSheet, first_row: int, column: int) -> Iterator[CellValue]:
    cells = sheet.columns[column]
    for row in range(first_row, min(sheet.height, first_row + _ROWS_LOOKED_AT)):
        value = cells.at(row)
        if value != "":
            yield value


def heading_place(table: Table, field: str) -> tuple[str, str]:
    """The letters and the heading of a field's column."""
    column = table.columns[field]
    return column_letters(table.sheet.first_column + column), table.names.get(column, "")
