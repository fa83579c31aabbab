"""A plan workbook as it was read back: plain values, each with its place, nothing believed yet.

``bianzhi.reading.plan_workbook`` makes it, ``bianzhi.rules.plans`` checks it against the ledger.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from bianzhi.domain.cell import CellRef, RowRef
from bianzhi.domain.finding import Finding
from bianzhi.domain.plan_columns import PLAN_SHEETS, FingerprintColumn, PaperValue, PlanSheet, check_code


@dataclass(frozen=True, slots=True)
class PaperRow:
    """One row of a sheet: its values by heading, and where it stands."""

    values: Mapping[str, PaperValue]
    at: RowRef

    def __getitem__(self, heading: str) -> PaperValue:
        return self.values.get(heading)

    def text(self, heading: str) -> str:
        """The text of a cell; empty where it is blank, or holds anything but text."""
        value = self.values.get(heading)
        return value if isinstance(value, str) else ""

    def whole(self, heading: str) -> int | None:
        """The whole number of a cell, or None where it holds anything else."""
        value = self.values.get(heading)
        return value if isinstance(value, int) else None

    def cell(self, heading: str) -> CellRef:
        """The place of a cell."""
        return self.at.cell(heading)

    def line(self, sheet: PlanSheet, *without: str) -> tuple[PaperValue, ...]:
        """The contents in the order of the sheet's headings, hand-filled columns and ``without`` left out."""
        left_out = {*sheet.free, *without}
        return tuple(self.values.get(heading) for heading in sheet.headings if heading not in left_out)

    def check_code(self, sheet: PlanSheet, column: StrEnum) -> str:
        """The 校验码 that belongs to the contents; ``column`` is the one that holds it."""
        return check_code(self.line(sheet, column))


@dataclass(frozen=True, slots=True)
class PaperSheet:
    """One sheet as it was read; ``rows`` are those under the headings, blank ones left out."""

    sheet: PlanSheet
    heading: RowRef
    """The row of headings."""
    preamble: tuple[PaperValue, ...] = ()
    """What stands above the headings: the title and the line under it."""
    rows: tuple[PaperRow, ...] = ()

    def __iter__(self) -> Iterator[PaperRow]:
        return iter(self.rows)

    def find(self, heading: str, value: str) -> PaperRow | None:
        """The first row with this text in a column."""
        return next((row for row in self.rows if row[heading] == value), None)

    def cell(self, heading: str = "") -> CellRef:
        """The place of a heading; of the first one where the sheet lacks it."""
        return self.heading.cell(heading)


@dataclass(frozen=True, slots=True)
class PlanWorkbook:
    """A plan workbook that was read: its sheets by name, and what is wrong with its form."""

    name: str
    sheets: Mapping[str, PaperSheet]
    """Every sheet of ``PLAN_SHEETS``; one that is missing is here without rows, and has a finding."""
    form_findings: tuple[Finding, ...] = field(default=())
    """Missing sheets and columns; with any of these there is no sense in reading the rest."""

    def __getitem__(self, sheet: PlanSheet) -> PaperSheet:
        return self.sheets[sheet.name]

    def lines(self, digest_item: str) -> Iterator[tuple[PaperValue, ...]]:
        """Every line of the workbook in order, titles included, without the one that holds the digest over all lines."""
        for sheet in PLAN_SHEETS:
            paper = self[sheet]
            yield (sheet.name, *paper.preamble)
            for row in paper:
                if row[FingerprintColumn.ITEM] != digest_item:
                    yield row.line(sheet)
