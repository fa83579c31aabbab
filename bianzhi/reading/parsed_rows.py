"""The rows of a table as columns of parsed values, and what is wrong in them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from bianzhi.domain.cell import CellRef, RowRef
from bianzhi.domain.finding import Finding, Repair
from bianzhi.domain.ledger_columns import Column, Sheet
from bianzhi.reading.headings import Table
from bianzhi.reading.problem import Problem
from bianzhi.reading.stand_ins import consequence
from bianzhi.rules.form import FormRule

_MOST_CELLS_NAMED = 5
"""Cells that a finding about many cells names."""


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
        self.propose(rule, row, name, None, words)

    def propose(self, rule: FormRule, row: int, name: str, repair: Repair | None, words: Mapping[str, object]) -> None:
        """Add a finding at a field of a row, with what should stand there if that is certain."""
        parsed = self.columns[name]
        finding = rule.finding(self.at(row, name), self.schema.name, parsed.column.heading, **words)
        self.findings.append((row, parsed.index, replace(finding, repair=repair) if repair else finding))

    def report_together(self, rule: FormRule, rows: Sequence[int], name: str) -> None:
        """Add one finding about a field of many rows, at the first of them."""
        cells = "、".join(self.at(row, name).cell for row in rows[:_MOST_CELLS_NAMED])
        more = "等" if len(rows) > _MOST_CELLS_NAMED else ""
        self.report(rule, rows[0], name, count=len(rows), cells=f"{cells}{more}")

    def at(self, row: int, name: str) -> CellRef:
        """The cell of a field in a row."""
        sheet = self.table.sheet
        index = sheet.first_column + self.columns[name].index
        return RowRef(self.workbook, sheet.name, sheet.row_number(row), {name: index}).cell(name)

    def consequence(self, name: str) -> str:
        """What follows from a value of this field that cannot be read, in words."""
        return consequence(self.schema, self.columns[name].column)


def _picked(codes: Sequence[int], numbers: Sequence[int]) -> Iterable[int]:
    """The codes of some rows; a slice where the rows are without gaps, which is nearly always."""
    if numbers and numbers[-1] - numbers[0] == len(numbers) - 1:
        return codes[numbers[0] : numbers[-1] + 1]
    return map(codes.__getitem__, numbers)
