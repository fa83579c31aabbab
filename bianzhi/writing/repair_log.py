"""The sheet 修复记录: one row a change, with a jump to its cell. A workbook repaired again goes on in the same sheet."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties

from bianzhi.writing.users_workbook import Target, jump, put

LOG = "修复记录"
"""The title of the sheet."""

_WIDTHS = {"序号": 6, "工作表": 12, "单元格": 9, "原值": 26, "新值": 26, "规则": 28, "理由": 60, "时间": 12}
"""Columns, and their widths in characters."""
_HEADING_ROW = 3
_NOTE = "浅绿色单元格是采纳修复建议改过的，批注写明原值和依据。公民身份号码只显示前 6 位和后 4 位。要撤销，请使用修复前的原文件。"


@dataclass(frozen=True, slots=True)
class Entry:
    """One line: a cell, what stood there, what stands there now (empty: left as it was), by which rule, and why."""

    sheet: str
    cell: str
    was: str
    value: str
    rule: str
    why: str
    place: Target | None


def write_log(book: Any, entries: Iterable[Entry], day: str) -> None:
    """Add the entries to the log of a workbook; ``day`` stands beside each."""
    sheet = _log_of(book)
    side = Side("thin", color="FFBFBFBF")
    border, font = Border(left=side, right=side, top=side, bottom=side), Font("宋体", size=11)
    wrap = Alignment(vertical="top", wrap_text=True)
    for row, entry in enumerate(entries, sheet.max_row + 1):
        values = (entry.sheet, entry.cell, entry.was, entry.value, entry.rule, entry.why, day)
        for column, value in enumerate((row - _HEADING_ROW, *values), 1):
            cell = sheet.cell(row, column)
            put(cell, value)
            cell.font, cell.border, cell.alignment = font, border, wrap
        if entry.place is not None:
            jump(sheet.cell(row, 3), entry.place)
    sheet.auto_filter.ref = f"A{_HEADING_ROW}:{get_column_letter(len(_WIDTHS))}{sheet.max_row}"


def _log_of(book: Any) -> Any:
    """The log the workbook has, or a new one at the end."""
    if LOG in book.sheetnames:
        headings = [cell.value for cell in book[LOG][_HEADING_ROW]][: len(_WIDTHS)]
        if headings == list(_WIDTHS):
            return book[LOG]
    sheet = book.create_sheet(LOG)
    wrap = Alignment(vertical="top", wrap_text=True)
    for line, (words, font) in enumerate(((LOG, Font("宋体", size=16, bold=True)), (_NOTE, Font("宋体", size=11))), 1):
        sheet.merge_cells(start_row=line, start_column=1, end_row=line, end_column=len(_WIDTHS))
        cell = sheet.cell(line, 1)
        cell.value, cell.font, cell.alignment = words, font, wrap
    for column, (heading, width) in enumerate(_WIDTHS.items(), 1):
        cell = sheet.cell(_HEADING_ROW, column)
        cell.value, cell.font = heading, Font("宋体", size=11, bold=True)
        cell.fill = PatternFill("solid", fgColor="FFF2F2F2")
        sheet.column_dimensions[get_column_letter(column)].width = width
    sheet.freeze_panes = f"A{_HEADING_ROW + 1}"
    sheet.print_title_rows = f"{_HEADING_ROW}:{_HEADING_ROW}"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.oddFooter.center.text = "第 &P 页 共 &N 页"
    return sheet
