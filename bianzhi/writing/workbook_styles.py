"""How the office's workbooks look: one table a sheet with title, headings, totals, and the set-up for printing.

A table is plain values; strings are written as strings, whatever they begin with, and no sheet holds a formula.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from math import ceil
from pathlib import Path
from unicodedata import east_asian_width

import xlsxwriter
from xlsxwriter.exceptions import FileCreateError
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from bianzhi.domain.plan_columns import CONFIDENTIAL, PaperValue
from bianzhi.errors import BianzhiError

HEADING_ROW = 2
"""0-based: a title and a line under it stand above the headings."""

_FONT, _HEAD_FONT = "宋体", "黑体"
_LINE, _SHADE, _TOTAL_SHADE = "#A6A6A6", "#DCE6F1", "#F2F2F2"
_LINE_HEIGHT, _PADDING, _TALLEST = 13, 6, 409
"""Points."""
_MONTH, _DAY = 'yyyy"年"m"月"', 'yyyy"年"m"月"d"日"'
_COUNT, _EXCESS = "#,##0", "[Red]#,##0;[Red]-#,##0;0"
_DECIMALS = {
    "percent": "0.0%",
    "fine percent": "0.00%",
    "tenths": "#,##0.0",
    "hundredths": "#,##0.00",
    "signed": "+#,##0;-#,##0;0",
}


class Kind(Enum):
    """How the cells of a column look; numbers and dates are real ones in every kind."""

    TEXT = "left, wrapped"
    CENTER = "centered, wrapped"
    COUNT = "whole numbers"
    EXCESS = "whole numbers, red above zero"
    MONTH = "dates to the month"
    PERCENT = "shares, shown in percent with one decimal"
    FINE_PERCENT = "shares, shown in percent with two decimals"
    TENTHS = "numbers with one decimal"
    HUNDREDTHS = "numbers with two decimals"
    SIGNED = "whole numbers with their sign"


_STYLE_OF = {
    Kind.EXCESS: "excess",
    Kind.CENTER: "center",
    Kind.PERCENT: "percent",
    Kind.FINE_PERCENT: "fine percent",
    Kind.TENTHS: "tenths",
    Kind.HUNDREDTHS: "hundredths",
    Kind.SIGNED: "signed",
}
"""Styles of numbers by kind; whole numbers of the others look like counts."""


class Figure(float):
    """A number that looks otherwise than its column says: a column of indicators holds shares and counts."""

    kind: Kind

    def __new__(cls, value: float, kind: Kind) -> "Figure":
        """The number, and how it looks."""
        made = super().__new__(cls, value)
        made.kind = kind
        return made


class Paper(Enum):
    """Paper sizes by Excel's numbers; always landscape."""

    A3 = 8
    A4 = 9


@dataclass(frozen=True, slots=True)
class TableColumn:
    """One column: its heading, its width in characters, how its cells look."""

    heading: str
    width: float
    kind: Kind = Kind.TEXT
    choices: Sequence[str] | str = ()
    """What a drop-down offers below the heading: texts, or the range of another sheet that lists them; none without any.

    Anything else may be typed all the same.
    """


@dataclass(frozen=True, slots=True)
class Table:
    """One sheet: a title, a line under it, headings, rows in the order of the columns, and a row of totals or none."""

    name: str
    title: str
    subtitle: str
    columns: tuple[TableColumn, ...]
    rows: Sequence[Sequence[PaperValue]] = ()
    total: Sequence[PaperValue] = ()
    paper: Paper = Paper.A4
    frozen_columns: int = 0
    """Columns that stay in view at the left."""

    @property
    def lines(self) -> Sequence[Sequence[PaperValue]]:
        """The rows, with the row of totals last."""
        return [*self.rows, self.total] if self.total else self.rows


def write_tables(path: Path, tables: Sequence[Table], title: str, day: date) -> None:
    """Write a workbook of tables, one a sheet, in their order.

    Equal tables make equal bytes: the only time in the file is ``day``.

    Raises
    ------
    BianzhiError
        The file cannot be written, for one because it is open in another program.
    """
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    workbook = xlsxwriter.Workbook(str(path), options)
    workbook.set_properties({"title": title, "created": datetime(day.year, day.month, day.day)})
    styles = _styles(workbook)
    for table in tables:
        _write_table(workbook.add_worksheet(table.name), table, styles)
    try:
        workbook.close()
    except FileCreateError as error:
        raise BianzhiError(
            f"无法写入 {path.name}。", "请关闭已在 Excel 或 WPS 中打开的同名文件，或者换一个文件夹。"
        ) from error


Styles = Mapping[str, Format]


def _styles(workbook: Workbook) -> Styles:
    base = {"font_name": _FONT, "font_size": 10, "valign": "vcenter", "border": 1, "border_color": _LINE}
    wrapped = {**base, "text_wrap": True}
    plain = {
        "left": {**wrapped, "align": "left", "indent": 1},
        "center": {**wrapped, "align": "center"},
        "count": {**base, "num_format": _COUNT, "align": "right"},
        "excess": {**base, "num_format": _EXCESS, "align": "right"},
        **{name: {**base, "num_format": form, "align": "right"} for name, form in _DECIMALS.items()},
        "month": {**base, "num_format": _MONTH, "align": "center"},
        "day": {**base, "num_format": _DAY, "align": "center"},
    }
    total = {"bold": True, "bg_color": _TOTAL_SHADE}
    heading = {**wrapped, "font_name": _HEAD_FONT, "align": "center", "bg_color": _SHADE}
    styles = {
        "title": {"font_name": _HEAD_FONT, "font_size": 16, "align": "center", "valign": "vcenter"},
        "subtitle": {"font_name": _FONT, "font_size": 10, "align": "left", "valign": "vcenter", "text_wrap": True},
        "heading": heading,
        **plain,
        **{f"total {name}": {**style, **total} for name, style in plain.items()},
    }
    return {name: workbook.add_format(style) for name, style in styles.items()}


def _write_table(sheet: Worksheet, table: Table, styles: Styles) -> None:
    last_column = len(table.columns) - 1
    for row, (text, style, height) in enumerate(((table.title, "title", 30), (table.subtitle, "subtitle", 32))):
        sheet.set_row(row, height)
        if last_column:
            sheet.merge_range(row, 0, row, last_column, "", styles[style])
        sheet.write_string(row, 0, text, styles[style])
    sheet.set_row(HEADING_ROW, max(32, _height([column.heading for column in table.columns], table.columns)))
    for number, column in enumerate(table.columns):
        sheet.set_column(number, number, column.width)
        sheet.write_string(HEADING_ROW, number, column.heading, styles["heading"])
    for number, line in enumerate(table.rows, HEADING_ROW + 1):
        sheet.set_row(number, _height(line, table.columns))
        _write_line(sheet, number, zip(line, table.columns, strict=True), styles)
    last_row = HEADING_ROW + len(table.rows)
    sheet.autofilter(HEADING_ROW, 0, max(last_row, HEADING_ROW + 1), last_column)
    if table.total:
        totals = {kind: styles[f"total {kind}"] for kind in styles if f"total {kind}" in styles}
        _write_line(sheet, last_row + 1, zip(table.total, table.columns, strict=True), totals)
    _offer_choices(sheet, table)
    sheet.ignore_errors({"number_stored_as_text": f"A1:XFD{last_row + 2}"})
    _set_up(sheet, table)


def _write_line(sheet: Worksheet, number: int, cells: Iterable[tuple[PaperValue, TableColumn]], styles: Styles) -> None:
    for place, (value, column) in enumerate(cells):
        style = styles[_style(value, column.kind)]
        if value is None:
            sheet.write_blank(number, place, None, style)
        elif isinstance(value, str):
            sheet.write_string(number, place, value, style)
        elif isinstance(value, date):
            sheet.write_datetime(number, place, value, style)
        else:
            sheet.write_number(number, place, value, style)


def _offer_choices(sheet: Worksheet, table: Table) -> None:
    last_row = HEADING_ROW + max(1, len(table.rows))
    for place, column in enumerate(table.columns):
        if column.choices:
            source = column.choices if isinstance(column.choices, str) else list(column.choices)
            rule = {"validate": "list", "source": source, "show_error": False}
            sheet.data_validation(HEADING_ROW + 1, place, last_row, place, rule)


def _height(line: Sequence[PaperValue], columns: Sequence[TableColumn]) -> float:
    """Points that the longest wrapped text of a line needs; programs differ in whether they find that out themselves."""
    rows = max(
        (_rows(value, column) for value, column in zip(line, columns, strict=True) if isinstance(value, str)),
        default=1,
    )
    return min(_TALLEST, rows * _LINE_HEIGHT + _PADDING)


def _rows(text: str, column: TableColumn) -> int:
    """Rows that a text takes in a column, less its edges and indent; a Chinese character is two characters wide."""
    room = max(1.0, column.width - (2 if column.kind is Kind.TEXT else 1))
    wide = (sum(2 if east_asian_width(letter) in "WF" else 1 for letter in part) for part in text.split("\n"))
    return sum(max(1, ceil(characters / room)) for characters in wide)


def _style(value: PaperValue, kind: Kind) -> str:
    if isinstance(value, date):
        return "month" if kind is Kind.MONTH else "day"
    if isinstance(value, int | float):
        return _STYLE_OF.get(value.kind if isinstance(value, Figure) else kind, "count")
    return "left" if kind is Kind.TEXT else "center"


def _set_up(sheet: Worksheet, table: Table) -> None:
    sheet.freeze_panes(HEADING_ROW + 1, table.frozen_columns)
    sheet.hide_gridlines(2)
    sheet.set_landscape()
    sheet.set_paper(table.paper.value)
    sheet.set_margins(left=0.5, right=0.5, top=0.8, bottom=0.7)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(HEADING_ROW)
    sheet.center_horizontally()
    sheet.set_header(f"&R{CONFIDENTIAL}")
    sheet.set_footer("&C第 &P 页 共 &N 页")
