"""The ledger workbook: the empty template with its drop-downs and notes, or the same filled with rows."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from enum import Enum
from pathlib import Path
from typing import Any

import xlsxwriter
from xlsxwriter.exceptions import FileCreateError
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from bianzhi.domain.cell import column_letters
from bianzhi.domain.ledger_columns import SHEETS, Column, ColumnKind, Sheet
from bianzhi.writing.ledger_choices import choices
from bianzhi.writing.ledger_notes import COLUMN_NOTES
from bianzhi.writing.ledger_notes_sheet import write_notes
from bianzhi.writing.plain_text import legal
from bianzhi.writing.unwritable import unwritable

LISTS = "选项"
"""Hidden sheet with the values of drop-downs too long to stand in a rule."""

_LAST_ROW = 1_048_575
"""Excel's last row, 0-based: drop-downs and text format hold however many rows are pasted in."""
_LONGEST_LIST = 255
"""Characters Excel takes in a list that stands in the rule itself."""
_CREATED = datetime(2026, 1, 1)
"""A fixed day, so that equal rows make equal bytes."""
_A4, _A3 = 9, 8
_COUNTS = (ColumnKind.COUNT, ColumnKind.CHANGE, ColumnKind.SCORE)
_WIDTHS = {ColumnKind.DATE: 13, ColumnKind.FLAG: 9, ColumnKind.UNIT: 14, ColumnKind.UNITS: 20, ColumnKind.LIST: 20}
_WIDE = {"name": 26, "note": 22, "summary": 24, "document": 20, "founding_document": 20, "title": 16}
_LONG_CODES = {ColumnKind.CITIZEN_NUMBER: 22, ColumnKind.CREDIT_CODE: 22}

Rows = Mapping[str, Sequence[Mapping[str, object]]]
"""Rows by canonical sheet name; each maps canonical headings (without ``*``) to values."""


def write(path: Path, rows: Rows) -> None:
    """Write a ledger workbook.

    Parameters
    ----------
    path
        Where to; overwritten.
    rows
        Text, numbers, dates, ``True``/``False`` (是/否) and sequences (joined by 、) by sheet and heading; missing ones
        stay empty. Without any rows this is the template. 50,000 persons take a few seconds and little memory: rows are
        written through, one at a time. Equal rows make equal bytes.

    Raises
    ------
    KeyError
        A sheet or a heading that is not in the contract.
    BianzhiError
        The file cannot be written.
    """
    _require_known(rows)
    workbook = xlsxwriter.Workbook(
        path, {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    workbook.set_properties({"title": "机构编制台账", "created": _CREATED})
    styles = _styles(workbook)
    write_notes(workbook)
    lists = _Lists()
    for sheet in SHEETS:
        worksheet = workbook.add_worksheet(sheet.name)
        _set_up(worksheet, sheet, styles, len(rows.get(sheet.name, ())))
        _write_headings(worksheet, sheet, styles)
        _write_rows(worksheet, sheet, rows.get(sheet.name, ()), styles)
        _add_drop_downs(worksheet, sheet, lists)
    lists.write(workbook)
    try:
        workbook.close()
    except FileCreateError as error:
        raise unwritable(path) from error


def _require_known(rows: Rows) -> None:
    headings = {sheet.name: {column.heading for column in sheet.columns} for sheet in SHEETS}
    for name, sheet_rows in rows.items():
        for row in sheet_rows:
            unknown = row.keys() - headings[name]
            if unknown:
                raise KeyError(f"{name}: {sorted(unknown)}")


def _styles(workbook: Workbook) -> dict[str, Format]:
    base = {"font_name": "宋体", "font_size": 11, "valign": "vcenter"}
    heading = {**base, "bold": True, "align": "center", "border": 1, "text_wrap": True, "num_format": "@"}
    return {
        "required": workbook.add_format({**heading, "bg_color": "#F8CBAD"}),
        "optional": workbook.add_format({**heading, "bg_color": "#DDEBF7"}),
        "text": workbook.add_format({**base, "num_format": "@"}),
        "count": workbook.add_format({**base, "num_format": "0"}),
        "date": workbook.add_format({**base, "num_format": "yyyy-mm-dd", "align": "left"}),
    }


def _style_of(column: Column, styles: Mapping[str, Format]) -> Format:
    if column.kind in _COUNTS:
        return styles["count"]
    return styles["date" if column.kind is ColumnKind.DATE else "text"]


def _set_up(worksheet: Worksheet, sheet: Sheet, styles: Mapping[str, Format], rows: int) -> None:
    for index, column in enumerate(sheet.columns):
        worksheet.set_column(index, index, _width(sheet, column), _style_of(column, styles))
    worksheet.set_row(0, 32)
    worksheet.freeze_panes(1, 2 if sheet.name in ("机构", "人员") else 1)
    worksheet.autofilter(0, 0, max(rows, 1), len(sheet.columns) - 1)
    worksheet.set_tab_color("#C55A11" if sheet.required else "#2F75B5")
    worksheet.set_landscape()
    worksheet.set_paper(_A3 if len(sheet.columns) > 15 else _A4)
    worksheet.fit_to_pages(1, 0)
    worksheet.repeat_rows(0)
    worksheet.set_header("&L内部资料 注意保存&C&A")
    worksheet.set_footer("&C第 &P 页 共 &N 页")


def _width(sheet: Sheet, column: Column) -> float:
    width = _LONG_CODES.get(column.kind) or _WIDTHS.get(column.kind, 12)
    if column.kind is ColumnKind.TEXT:
        width = 10 if sheet.name == "人员" and column.field == "name" else _WIDE.get(column.field, width)
    return max(width, 2 * len(column.heading) + 4)


def _write_headings(worksheet: Worksheet, sheet: Sheet, styles: Mapping[str, Format]) -> None:
    for index, column in enumerate(sheet.columns):
        text = column.heading + "*" * column.required
        worksheet.write_string(0, index, text, styles["required" if column.required else "optional"])
        comment = _comment(sheet, column)
        size = {"x_scale": 1.8, "y_scale": 0.4 + comment.count("\n") * 0.3 + len(comment) / 160}
        worksheet.write_comment(0, index, comment, {"author": "填表说明", "font_size": 10, **size})


def _comment(sheet: Sheet, column: Column) -> str:
    note, example = COLUMN_NOTES[sheet.name][column.heading]
    lines = [f"{'必填' if column.required else '选填'}：{column.kind.value}", note, example and f"例：{example}"]
    found = choices(sheet, column)
    if found is not None:
        lines.insert(1, "请从下拉框选取。" if found.closed else "可从下拉框选取。")
    return "\n".join(line for line in lines if line)


def _write_rows(
    worksheet: Worksheet, sheet: Sheet, rows: Sequence[Mapping[str, object]], styles: Mapping[str, Format]
) -> None:
    columns = [(index, column.heading, _style_of(column, styles)) for index, column in enumerate(sheet.columns)]
    for number, row in enumerate(rows, 1):
        for index, heading, style in columns:
            value = row.get(heading)
            if value is not None:
                _write_value(worksheet, number, index, value, style)


def _write_value(worksheet: Worksheet, row: int, column: int, value: object, style: Format) -> None:
    """Write one value as what it is; text is always text, whatever it looks like."""
    if isinstance(value, bool):
        worksheet.write_string(row, column, "是" if value else "否", style)
    elif isinstance(value, int | float):
        worksheet.write_number(row, column, value, style)
    elif isinstance(value, date):
        worksheet.write_datetime(row, column, value, style)
    else:
        text = "、".join(str(item) for item in value) if isinstance(value, tuple | list) else _text(value)
        if text:
            worksheet.write_string(row, column, legal(text), style)


def _text(value: object) -> str:
    return str(value.value) if isinstance(value, Enum) else str(value)


def _add_drop_downs(worksheet: Worksheet, sheet: Sheet, lists: "_Lists") -> None:
    for index, column in enumerate(sheet.columns):
        rule = _validation(sheet, column, lists)
        if rule is not None:
            worksheet.data_validation(1, index, _LAST_ROW, index, rule)


def _validation(sheet: Sheet, column: Column, lists: "_Lists") -> dict[str, Any] | None:
    found = choices(sheet, column)
    if found is not None:
        source = lists.source(found.values) if len(",".join(found.values)) > _LONGEST_LIST else list(found.values)
        message = "请从下拉框选取，或按“填表说明”所列的值填写。"
        alert = {"error_title": column.heading, "error_message": message, "show_error": found.closed}
        return {"validate": "list", "source": source, **alert}
    if column.kind is ColumnKind.UNIT:
        return {"validate": "list", "source": _UNIT_NAMES, "show_error": False}
    if column.kind in _COUNTS:
        least = -99_999 if column.kind is ColumnKind.CHANGE else 0
        most = 100 if column.kind is ColumnKind.SCORE else 99_999
        message = f"请填{column.kind.value}，只填数字，不带单位。"
        alert = {"error_title": column.heading, "error_message": message}
        return {"validate": "integer", "criteria": "between", "minimum": least, "maximum": most, **alert}
    if column.kind is ColumnKind.DATE:
        message = "请按 2024-01-31 的形式填写；只知年月的填当月 1 日，如 2024-01-01。"
        alert = {"error_title": column.heading, "error_message": message}
        # typed 2024.01 is the number 2024.01, which is a day of 1905: the lower bound catches it
        span = {"minimum": date(1930, 1, 1), "maximum": date(2099, 12, 31)}
        return {"validate": "date", "criteria": "between", **span, **alert}
    return None


_UNIT_NAMES = "=OFFSET(机构!$B$2,0,0,MAX(1,COUNTA(机构!$B:$B)-1),1)"
"""The names on the sheet 机构, as far as filled in; codes may be typed as well."""


class _Lists:
    """The hidden sheet of long drop-downs: one column a list, each list once."""

    def __init__(self) -> None:
        self.columns: dict[tuple[str, ...], int] = {}

    def source(self, values: tuple[str, ...]) -> str:
        """The reference of a list, for a rule."""
        column = column_letters(self.columns.setdefault(values, len(self.columns)))
        return f"={LISTS}!${column}$1:${column}${len(values)}"

    def write(self, workbook: Workbook) -> None:
        """Write the lists, row by row as constant memory asks."""
        worksheet = workbook.add_worksheet(LISTS)
        for row in range(max(map(len, self.columns), default=0)):
            for values, column in self.columns.items():
                if row < len(values):
                    worksheet.write_string(row, column, values[row])
        worksheet.hide()
