"""A table of the workbook as columns of parsed values: blank rows, totals and remarks left out, every problem placed."""

import re
from collections import Counter, deque
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import MISSING, dataclass, field, fields
from enum import Enum
from itertools import repeat
from typing import Any

from bianzhi.domain.cell import RowRef
from bianzhi.domain.finding import Finding
from bianzhi.domain.ledger_columns import Column, ColumnKind, Sheet
from bianzhi.domain.terms import UnitKind
from bianzhi.reading.headings import Table
from bianzhi.reading.problem import Problem
from bianzhi.reading.values import Parser, key, parser_of
from bianzhi.reading.workbook import CellColumn
from bianzhi.rules.form import REQUIRED_MISSING, FormRule

_TOTAL = re.compile(r"(?:合计|小计|总计|共计|累计)[:：]?(?:\(.*\))?|.{1,30}(?:合计|小计|总计)[:：]?")
_REMARK = re.compile(
    r"注[:：0-9].*|注|(?:说明|备注|填表说明)[:：].*|(?:填表|制表|填报|审核|负责|经办)(?:人|单位|日期|时间)?[:：].*"
)
_FILLED_DOWN = frozenset((ColumnKind.UNIT, ColumnKind.SECTION, ColumnKind.TERM))
"""What a cell merged over several rows means for each of them. A merged number is never repeated: it would be added up."""

PLACING: Mapping[str, tuple[str, ...]] = {
    "机构": ("code",),
    "编制": ("unit", "category", "posts"),
    "职数": ("unit", "kind", "authorized"),
    "内设机构": ("unit", "code"),
    "人员": ("id", "unit"),
    "岗位需求": ("unit", "title", "category", "demand"),
    "亲属关系": ("person", "relative"),
    "科室往来": ("section", "other", "volume"),
    "匹配评分": ("person", "unit", "score"),
}
"""The fields without which a row has no place in the ledger and is left out."""

_STAND_INS: Mapping[tuple[str, str], tuple[object, str]] = {
    ("机构", "name"): ("", "暂以机构编码代替"),
    ("机构", "kind"): (UnitKind.GOVERNMENT, f"暂按“{UnitKind.GOVERNMENT}”处理"),
    ("内设机构", "name"): ("", "暂以科室编码代替"),
    ("人员", "name"): ("", "姓名暂空"),
    ("人员", "status"): (None, "按信息不全处理，不纳入调剂"),
    ("人员", "category"): (None, "按信息不全处理，不计入实有人数，不纳入调剂"),
    ("亲属关系", "relation"): ("", "仍按有亲属关系处理"),
}
"""What stands for a required value that does not place its row, and how that is said."""


@dataclass(slots=True)
class ParsedColumn:
    """One column: for each distinct value what it means, and for each row of the sheet which value stands there."""

    column: Column
    index: int
    values: list[Any]
    """Meanings; the default where the cell is blank or cannot be read, None where there is no default."""
    codes: Sequence[int]
    blank: frozenset[int]
    problems: dict[int, Problem]


@dataclass(slots=True)
class Rows:
    """The rows of one table that say something, and what is wrong in them."""

    table: Table
    workbook: str
    columns: dict[str, ParsedColumn]
    numbers: list[int]
    """The rows, 0-based within the sheet's used range."""
    findings: list[tuple[int, int, Finding]] = field(default_factory=list)
    """Row, column and finding; in the order of the columns, not of the sheet."""

    @property
    def schema(self) -> Sheet:
        """The sheet of the ledger these rows belong to."""
        return self.table.schema

    def of(self, name: str) -> list[Any]:
        """The values of a field, row by row; None in every row where the sheet has no such column."""
        column = self.columns.get(name)
        if column is None:
            return [None] * len(self.numbers)
        picked = _picked(column.codes, self.numbers)
        if isinstance(picked, range):
            return column.values[picked.start : picked.stop]
        return list(map(column.values.__getitem__, picked))

    def keep(self, wanted: Iterable[bool]) -> None:
        """Leave out the rows for which ``wanted`` is false; their findings stay."""
        self.numbers = [row for row, want in zip(self.numbers, wanted, strict=True) if want]

    def report(self, rule: FormRule, row: int, name: str, **words: object) -> None:
        """Add a finding at a field of a row."""
        parsed = self.columns[name]
        sheet = self.table.sheet
        at = RowRef(self.workbook, sheet.name, sheet.row_number(row), {name: sheet.first_column + parsed.index})
        finding = rule.finding(at.cell(name), self.schema.name, parsed.column.heading, **words)
        self.findings.append((row, parsed.index, finding))

    def consequence(self, name: str) -> str:
        """What follows from a value of this field that cannot be read, in words."""
        return consequence(self.schema, self.columns[name].column)


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
    _report_problems(rows)
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
            values = repeat(_default(rows.schema, item.name))
        deque(map(getattr(kind, item.name).__set__, objects, values), maxlen=0)
    return objects


def _places(rows: Rows) -> Iterable[RowRef]:
    sheet = rows.table.sheet
    columns = {name: sheet.first_column + parsed.index for name, parsed in rows.columns.items()}
    numbers = (sheet.first_row + row for row in rows.numbers)
    return map(RowRef, repeat(rows.workbook), repeat(sheet.name), numbers, repeat(columns))


def consequence(schema: Sheet, column: Column) -> str:
    """What follows from a value that is missing or cannot be read, in words."""
    if column.field in PLACING[schema.name]:
        return "本行不计入"
    if (schema.name, column.field) in _STAND_INS:
        return _STAND_INS[schema.name, column.field][1]
    default = _default(schema, column.field)
    if isinstance(default, Enum):
        return f"按“{default.value}”处理"
    if isinstance(default, bool):
        return f"按“{'是' if default else '否'}”处理"
    return "按未填处理"


def _default(schema: Sheet, name: str) -> Any:
    if (schema.name, name) in _STAND_INS:
        return _STAND_INS[schema.name, name][0]
    default = next(item.default for item in fields(schema.row) if item.name == name)
    if default is not MISSING:
        return default
    required = next(column.required for column in schema.columns if column.field == name)
    return None if required else ""


def _parsed(
    table: Table, column: Column, index: int, cells: CellColumn, resolve: Callable[[Any], object] | None
) -> ParsedColumn:
    parse: Parser = parser_of(column)
    default = _default(table.schema, column.field)
    meanings = _meanings(cells, column, parse)
    if resolve is not None:
        meanings = [item if item is None or type(item) is Problem else resolve(item) for item in meanings]
    blank = frozenset(code for code, item in enumerate(meanings) if item is None)
    problems: dict[int, Problem] = {}
    if Problem in set(map(type, meanings)):
        problems = {code: item for code, item in enumerate(meanings) if type(item) is Problem}
    for code, problem in problems.items():
        meanings[code] = default if problem.kept is None else problem.kept
    for code in blank:
        meanings[code] = default
    for code in set(cells.codes[: table.first_row]) & problems.keys():  # headings are no values
        if code not in cells.codes[table.first_row :]:
            del problems[code]
    return ParsedColumn(column, index, meanings, cells.codes, blank, problems)


def _meanings(cells: CellColumn, column: Column, parse: Parser) -> list[Any]:
    """What each distinct value means; days that were looked into mean themselves."""
    if column.kind is ColumnKind.DATE and cells.days_from is not None:
        return [*map(parse, cells.values[: cells.days_from]), *cells.values[cells.days_from :]]
    return list(map(parse, cells.values))


def _picked(codes: Sequence[int], numbers: Sequence[int]) -> Iterable[int]:
    """The codes of some rows; a slice where the rows are without gaps, which is nearly always."""
    if numbers and numbers[-1] - numbers[0] == len(numbers) - 1:
        return codes[numbers[0] : numbers[-1] + 1]
    return map(codes.__getitem__, numbers)


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


def _report_problems(rows: Rows) -> None:
    for name, parsed in rows.columns.items():
        needs = parsed.blank if parsed.column.required else frozenset()
        if not parsed.problems and not needs:
            continue
        follows = rows.consequence(name)
        for row in rows.numbers:
            code = parsed.codes[row]
            if code in parsed.problems:
                problem = parsed.problems[code]
                rows.report(problem.rule, row, name, **{"consequence": follows, **problem.words})
            elif code in needs:
                rows.report(REQUIRED_MISSING, row, name, consequence=follows, allowed=_allowed(parsed.column))


def _allowed(column: Column) -> str:
    if column.terms is not None:
        return f"下列之一：{'、'.join(str(term.value) for term in column.terms)}"
    return column.heading if column.kind is ColumnKind.TEXT else f"{column.heading}（{column.kind.value}）"
