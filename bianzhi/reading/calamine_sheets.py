"""The sheets of an xlsx or xlsm: the gate first, then calamine for the values."""

from collections.abc import Iterator
from io import BytesIO
from itertools import islice

import python_calamine as calamine

from bianzhi.errors import UnreadableWorkbookError
from bianzhi.reading.container import damaged, inflated, unsafe
from bianzhi.reading.formats.raw_sheet import BLOCK, Cell, Packer, Place, RawSheet
from bianzhi.reading.limits import DEFAULT_LIMITS, FileLimits
from bianzhi.reading.precheck import CheckedSheet, CheckedWorkbook, OpenedContainer, check_xlsx
from bianzhi.reading.sheet_scan import column_number, repeated_row, without_unknown_errors

_LARGE = 2_000_000
"""Cells from which on a sheet is taken row by row: slower by a third, and its cells need not all be there at once."""


class _ParsedSheet:
    """One sheet as calamine has it, before its values become Python's."""

    def __init__(self, sheet: calamine.CalamineSheet, entry: calamine.SheetMetadata) -> None:
        self.name = entry.name
        self.hidden = entry.visible != calamine.SheetVisibleEnum.Visible
        self.row, self.column = sheet.start or (0, 0)
        self._sheet = sheet

    def merges(self, limits: FileLimits) -> list[tuple[int, int, int, int]]:
        """Merged ranges: first row, first column, last row, last column."""
        ranges = (self._sheet.merged_cell_ranges or [])[: limits.merges]
        return [(*first, *last) for first, last in ranges]

    def blocks(self) -> Iterator[list[list[Cell]]]:
        """The rows of the used range."""
        if self._sheet.height * self._sheet.width <= _LARGE:
            yield self._sheet.to_python()
            return
        rows = islice(self._sheet.iter_rows(), self.row, None)
        while block := list(islice(rows, BLOCK)):
            yield [row[self.column :] for row in block] if self.column else block


def _parsed_sheets(data: bytes, name: str) -> Iterator[_ParsedSheet]:
    """Every worksheet of a workbook, hidden ones included, in the order of its tabs.

    Raises
    ------
    UnreadableWorkbookError
        The parser cannot read the file.
    """
    try:
        workbook = calamine.CalamineWorkbook.from_filelike(BytesIO(data))
        for entry in workbook.sheets_metadata:
            if entry.typ == calamine.SheetTypeEnum.WorkSheet:
                yield _ParsedSheet(workbook.get_sheet_by_name(entry.name), entry)
    except calamine.PasswordError:
        raise UnreadableWorkbookError(f"“{name}”有打开密码，无法读取。", "请取消打开密码，保存后再上传。") from None
    except calamine.CalamineError as error:
        raise damaged(name, f"工作表内容无法解析（{str(error)[:120]}）") from None
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # a bug of the parser, in Rust, that a broken file brings out
            raise
        raise damaged(name, "工作表内容无法解析，解析程序已中止") from None


def xlsx_sheets(data: bytes, opened: OpenedContainer, name: str) -> Iterator[RawSheet]:
    """Every worksheet of an xlsx or xlsm; macros are neither read nor run.

    Raises
    ------
    UnreadableWorkbookError
        The file is refused by the gate, or the parser cannot read it.
    """
    checked = check_xlsx(data, opened, name, DEFAULT_LIMITS)
    for sheet in _parsed_sheets(_with_known_errors(data, checked, name), name):
        known = checked.sheets.get(sheet.name)
        if known is None:
            raise damaged(name, f"工作表“{sheet.name}”不在内部目录中")
        scan = known.scan
        lost = scan.rows
        packer = Packer()
        for rows in sheet.blocks():
            packer.add(rows)
            lost -= sum(1 for row in rows if any(row) or row.count("") != len(row))
        if lost:
            _refuse_lost_rows(known, data, checked, name)
        merges = sheet.merges(DEFAULT_LIMITS) if scan.has_merges else []
        errors = [(*_place(address), text) for address, text in scan.errors]
        uncomputed = [_place(address) for address in scan.uncomputed]
        columns, height = packer.columns(), packer.height
        yield RawSheet(
            sheet.name,
            sheet.hidden,
            sheet.row,
            sheet.column,
            height,
            columns,
            merges,
            errors,
            uncomputed,
            scan.hidden_rows,
        )


def _place(address: str) -> Place:
    """0-based row and column of an address."""
    letters = address.rstrip("0123456789")
    return int(address[len(letters) :]) - 1, column_number(letters.encode()) - 1


def _refuse_lost_rows(known: CheckedSheet, data: bytes, checked: CheckedWorkbook, name: str) -> None:
    """Rows read must be rows there. Of rows that share a number the parser keeps one, without a word."""
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
