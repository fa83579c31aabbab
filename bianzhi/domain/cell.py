"""Where a value came from: workbook › sheet › cell."""

from collections.abc import Mapping
from dataclasses import dataclass, field


def column_letters(index: int) -> str:
    """Column name of a 0-based column index: 0 → A, 26 → AA."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


@dataclass(frozen=True, slots=True, order=True)
class CellRef:
    """One cell. ``cell`` is empty when a whole sheet is meant, ``sheet`` when a whole workbook is."""

    workbook: str
    sheet: str
    cell: str

    def __str__(self) -> str:
        return " › ".join(part for part in (self.workbook, self.sheet, self.cell) if part)


@dataclass(frozen=True, slots=True)
class RowRef:
    """One row of a sheet; ``columns`` maps the fields of the object read from it to column indices (0-based).

    The mapping is shared by all rows of a sheet, so a reference costs three words a row.
    """

    workbook: str
    sheet: str
    row: int
    """1-based row number as the user sees it in Excel."""
    columns: Mapping[str, int] = field(hash=False)

    def cell(self, field: str = "") -> CellRef:
        """The cell of ``field``; of the row's first column where the sheet has no such column."""
        index = self.columns.get(field)
        if index is None:
            index = min(self.columns.values(), default=0)
        return CellRef(self.workbook, self.sheet, f"{column_letters(index)}{self.row}")


NOWHERE = RowRef("", "", 0, {})
"""For objects that were made in memory and not read from a file."""
