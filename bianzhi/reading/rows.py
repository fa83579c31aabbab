"""A table of the workbook as columns of parsed values: blank rows, totals and remarks left out, every problem placed."""

import re
from collections import Counter, deque
from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields, replace
from itertools import repeat
from typing import Any

from bianzhi.domain.cell import RowRef
from bianzhi.domain.finding import Repair
from bianzhi.domain.ledger_columns import Column, ColumnKind
from bianzhi.reading.headings import Table
from bianzhi.reading.parsed_rows import ParsedColumn, Rows
from bianzhi.reading.person_rows import settle_people
from bianzhi.reading.problem import Problem
from bianzhi.reading.stand_ins import PLACING, default
from bianzhi.reading.value_repairs import value_repair
from bianzhi.reading.values import Parser, key, parser_of
from bianzhi.reading.workbook import CellColumn
from bianzhi.rules.form import REQUIRED_MISSING, FormRule

__all__ = ["Rows", "built", "read_rows"]

_TOTAL = re.compile(r"(?:合计|小计|总计|共计|累计)[:：]?(?:\(.*\))?|.{1,30}(?:合计|小计|总计)[:：]?")
_REMARK = re.compile(
    r"注[:：0-9].*|注|(?:说明|备注|填表说明)[:：].*|(?:填表|制表|填报|审核|负责|经办)(?:人|单位|日期|时间)?[:：].*"
)
_FILLED_DOWN = frozenset((ColumnKind.UNIT, ColumnKind.SECTION, ColumnKind.TERM))
"""What a cell merged over several rows means for each of them. A merged number is never repeated: it would be added up."""

_MOST_REPAIRED = 300
"""Different values of a column whose repair is looked for: more that cannot be read are no slips, but another column."""


def read_rows(table: Table, workbook: str, resolvers: Mapping[str, Callable[[Any], object]]) -> Rows:
    """Parse a table.

    Parameters
    ----------
    table
        Where its rows and columns are.
    workbook
        The name of the file, for the places of findings.
    resolvers
        For fields that name something, what turns the parsed name into what it names, or into a ``Problem``.

    Returns
    -------
    Rows
        All rows that are not blank, not totals and not remarks, with a finding for each value that cannot be read and
        each required one that is missing. Rows without a place are left out.
    """
    columns: dict[str, ParsedColumn] = {}
    for column in table.schema.columns:
        if column.field in table.columns:
            index = table.columns[column.field]
            cells = table.sheet.columns[index]
            columns[column.field] = _parsed(table, column, index, cells, resolvers.get(column.field))
    rows = Rows(table, workbook, columns, [])
    rows.numbers = _rows_that_say_something(rows)
    _fill_down(rows)
    repairs = settle_people(rows) if table.schema.name == "人员" else {}
    _report_problems(rows, repairs)
    for name in PLACING[table.schema.name]:
        rows.keep([value is not None for value in rows.of(name)])
    return rows


def built(rows: Rows, replaced: Mapping[str, list[Any]]) -> list[Any]:
    """The objects of the rows; ``replaced`` gives fields that are not simply what stands in their column.

    They are filled field by field through their slots: the constructor of a frozen class sets each field by a call, which
    for a roster of 30 columns costs three times as much.
    """
    kind = rows.schema.row
    objects: list[Any] = [object.__new__(kind) for _ in rows.numbers]
    for item in fields(kind):
        values: Iterable[Any]
        if item.name == "at":
            values = _places(rows)
        elif item.name in replaced:
            values = replaced[item.name]
        elif item.name in rows.columns:
            values = rows.of(item.name)
        else:
            values = repeat(default(rows.schema, item.name))
        deque(map(getattr(kind, item.name).__set__, objects, values), maxlen=0)
    return objects


def _places(rows: Rows) -> Iterable[RowRef]:
    sheet = rows.table.sheet
    columns = {name: sheet.first_column + parsed.index for name, parsed in rows.columns.items()}
    numbers = (sheet.first_row + row for row in rows.numbers)
    return map(RowRef, repeat(rows.workbook), repeat(sheet.name), numbers, repeat(columns))


def _parsed(
    table: Table, column: Column, index: int, cells: CellColumn, resolve: Callable[[Any], object] | None
) -> ParsedColumn:
    parse: Parser = parser_of(column)
    standing = default(table.schema, column.field)
    meanings = _meanings(cells, column, parse)
    if resolve is not None:
        meanings = [item if item is None or type(item) is Problem else resolve(item) for item in meanings]
    blank = frozenset(code for code, item in enumerate(meanings) if item is None)
    problems: dict[int, Problem] = {}
    if Problem in set(map(type, meanings)):
        problems = {code: item for code, item in enumerate(meanings) if type(item) is Problem}
    for order, (code, problem) in enumerate(problems.items()):
        meanings[code] = standing if problem.kept is None else problem.kept
        if order < _MOST_REPAIRED:
            problems[code] = replace(problem, repair=value_repair(column, cells.values[code], problem))
    for code in blank:
        meanings[code] = standing
    for code in set(cells.codes[: table.first_row]) & problems.keys():  # headings are no values
        if code not in cells.codes[table.first_row :]:
            del problems[code]
    return ParsedColumn(column, index, meanings, cells.codes, blank, problems)


def _meanings(cells: CellColumn, column: Column, parse: Parser) -> list[Any]:
    """What each distinct value means; days that were looked into mean themselves."""
    if column.kind is ColumnKind.DATE and cells.days_from is not None:
        return [*map(parse, cells.values[: cells.days_from]), *cells.values[cells.days_from :]]
    return list(map(parse, cells.values))


def _rows_that_say_something(rows: Rows) -> list[int]:
    table = rows.table
    first, height = table.first_row, table.sheet.height
    required = [parsed for parsed in rows.columns.values() if parsed.column.required]
    missing: Counter[int] = Counter()
    for parsed in required:
        if parsed.blank:
            missing.update(row for row, code in enumerate(parsed.codes[first:], first) if code in parsed.blank)
    left_out = _totals_and_repeated_headings(rows)
    left_out.update(row for row, count in missing.items() if _says_nothing(rows, row, count == len(required)))
    return [row for row in range(first, height) if row not in left_out]


def _says_nothing(rows: Rows, row: int, nothing_required: bool) -> bool:
    """Whether a row with required cells blank is blank altogether, or a remark below the table."""
    filled = sum(1 for parsed in rows.columns.values() if parsed.codes[row] not in parsed.blank)
    if nothing_required and filled == 0:
        return True
    return filled <= 1 and _is_remark(rows.table, row)


def _totals_and_repeated_headings(rows: Rows) -> set[int]:
    """Rows that add up others, told by a word in front, and headings that stand again (printed pages pasted together)."""
    table = rows.table
    left_out: set[int] = set()
    placing = [rows.columns[name].index for name in PLACING[table.schema.name] if name in rows.columns]
    for index in range(max(placing, default=-1) + 1):
        cells = table.sheet.columns[index]
        marked = set(cells.codes[: table.first_row]) if index in placing else set()
        marked.update(
            code
            for code, value in enumerate(cells.values)
            if isinstance(value, str) and "计" in value and _TOTAL.fullmatch(key(value))
        )
        marked = {code for code in marked if cells.values[code] != ""}
        if marked:
            first = table.first_row
            left_out.update(row for row, code in enumerate(cells.codes[first:], first) if code in marked)
    return left_out


def _is_remark(table: Table, row: int) -> bool:
    texts = [value for value in table.sheet.row(row) if value != ""]
    return bool(texts) and isinstance(texts[0], str) and _REMARK.fullmatch(key(texts[0])) is not None


def _fill_down(rows: Rows) -> None:
    """Let a cell merged over several rows stand in each of them."""
    by_index = {p.index: p for p in rows.columns.values() if p.column.kind in _FILLED_DOWN}
    for merge in rows.table.sheet.merges:
        parsed = by_index.get(merge.left)
        if parsed is None or merge.bottom == merge.top or merge.top < rows.table.first_row:
            continue
        codes = list(parsed.codes)
        for row in range(merge.top + 1, min(merge.bottom + 1, len(codes))):
            if codes[row] in parsed.blank:
                codes[row] = codes[merge.top]
        parsed.codes = codes


def _report_problems(rows: Rows, repairs: Mapping[tuple[int, str], Repair]) -> None:
    """A finding at each cell with a problem or nothing where there must be something; ``repairs`` are by row and field."""
    for name, parsed in rows.columns.items():
        needs = parsed.blank if parsed.column.required else frozenset()
        if not parsed.problems and not needs:
            continue
        follows = rows.consequence(name)
        together: dict[FormRule, list[int]] = {}
        for row in rows.numbers:
            code = parsed.codes[row]
            problem = parsed.problems.get(code)
            if problem is not None and problem.rule.together:
                together.setdefault(problem.rule, []).append(row)
            elif problem is not None:
                repair = repairs.get((row, name), problem.repair)
                rows.propose(problem.rule, row, name, repair, {"consequence": follows, **problem.words})
            elif code in needs:
                rows.report(REQUIRED_MISSING, row, name, consequence=follows, allowed=_allowed(parsed.column))
        for rule, where in together.items():
            rows.report_together(rule, where, name)


def _allowed(column: Column) -> str:
    if column.terms is not None:
        return f"下列之一：{'、'.join(str(term.value) for term in column.terms)}"
    return column.heading if column.kind is ColumnKind.TEXT else f"{column.heading}（{column.kind.value}）"
