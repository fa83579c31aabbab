"""Rows that come with their places: gaps and repetitions are laid out, and what reaches too far is refused."""

from bianzhi.reading.container import unsafe
from bianzhi.reading.formats.raw_sheet import BLOCK, Cell, Packer, Place, RawSheet, refuse_too_many_cells
from bianzhi.reading.limits import FileLimits


class Grid:
    """One sheet while it is read, row by row. Rows and columns are 0-based."""

    def __init__(self, title: str, hidden: bool, name: str, limits: FileLimits) -> None:
        self.title = title
        self.hidden = hidden
        self.merges: list[tuple[int, int, int, int]] = []
        self.errors: list[tuple[int, int, str]] = []
        self.uncomputed: list[Place] = []
        self.hidden_rows: list[int] = []
        self._name = name
        self._limits = limits
        self._packer = Packer()
        self._block: list[list[Cell]] = []
        self._first: int | None = None
        self._next = 0

    def add_row(self, row: int, cells: list[Cell], times: int = 1) -> None:
        """Add a row, or several equal ones; ``cells`` begin in the first column and are not all blank.

        Raises
        ------
        UnreadableWorkbookError
            The row lies outside a sheet or above one that was there before, or the used range becomes too large.
        """
        if row < self._next:
            raise unsafe(self._name, f"工作表“{self.title}”的第 {row + 1} 行出现两次，读取会丢失其中一行")
        last, width = row + times, max(len(cells), self._packer.width)
        if last > self._limits.rows or width > self._limits.columns:
            raise unsafe(self._name, f"工作表“{self.title}”的第 {last} 行超出 Excel 工作表范围")
        first = self._first = row if self._first is None else self._first
        where = f"的工作表“{self.title}”在第 {last} 行、第 {len(cells)} 列有内容"
        refuse_too_many_cells(last - first, width, where, self._name, self._limits)
        if row > self._next and self._packer.height + len(self._block):
            self.flush()
            self._packer.skip(row - self._next)
        for count in range(0, times, BLOCK):
            self._block.extend([cells] * min(BLOCK, times - count))
            if len(self._block) >= BLOCK or width > self._packer.width:
                self.flush()
        self._next = last

    def merge(self, row: int, column: int, rows: int, columns: int) -> None:
        """Note a merged range; those beyond the limit are not looked at."""
        if rows * columns > 1 and len(self.merges) < self._limits.merges:
            last_row = min(row + rows, self._limits.rows) - 1
            self.merges.append((row, column, last_row, min(column + columns, self._limits.columns) - 1))

    def flush(self) -> None:
        """Pack the rows that wait."""
        self._packer.add(self._block)
        self._block = []

    def sheet(self) -> RawSheet:
        """The finished sheet."""
        self.flush()
        first = self._first or 0
        errors = [*self.errors, *self._packer.take_errors(first, 0)]
        columns, height = self._packer.columns(), self._packer.height
        return RawSheet(
            self.title, self.hidden, first, 0, height, columns, self.merges, errors, self.uncomputed, self.hidden_rows
        )
