"""The sheet 填表说明: which sheets and columns are required, what each may hold, and how it is counted."""

from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from bianzhi.domain.ledger_columns import SHEETS, Column, Sheet
from bianzhi.writing.ledger_choices import choices
from bianzhi.writing.ledger_notes import COLUMN_NOTES, RULES, SHEET_NOTES

NOTES = "填表说明"
_WIDTHS = (12, 18, 8, 30, 50, 50, 18)
_LINE = 16.5
"""Height in points of one line of text."""


def write_notes(workbook: Workbook) -> None:
    """Add the sheet of notes; rows are written in order, as constant memory asks."""
    page = _NotesPage(workbook)
    page.title("机构编制台账填表说明")
    page.part("一、填写和计数规则")
    for number, rule in enumerate(RULES, 1):
        page.line(f"{number}. {rule}")
    page.part("二、工作表")
    page.sheet_row("工作表", "是否必需", "每行填写的内容", head=True)
    for sheet in SHEETS:
        page.sheet_row(sheet.name, "必需" if sheet.required else "可缺", SHEET_NOTES[sheet.name])
    page.part("三、各列填写内容（带 * 的必填）")
    page.table_head("工作表", "列", "必填", "填写内容", "可选的值", "说明", "示例")
    for sheet in SHEETS:
        for column in sheet.columns:
            page.column_row(sheet, column)


class _NotesPage:
    """The sheet while it is written, from the top down."""

    def __init__(self, workbook: Workbook) -> None:
        base = {"font_name": "宋体", "font_size": 11, "valign": "vcenter", "text_wrap": True}
        self._title: Format = workbook.add_format({**base, "font_size": 18, "bold": True, "align": "center"})
        self._part: Format = workbook.add_format({**base, "font_size": 12, "bold": True, "bg_color": "#DDEBF7"})
        self._line: Format = workbook.add_format(base)
        self._head: Format = workbook.add_format({**base, "bold": True, "border": 1, "bg_color": "#F2F2F2"})
        self._cell: Format = workbook.add_format({**base, "border": 1, "num_format": "@"})
        self._sheet: Worksheet = workbook.add_worksheet(NOTES)
        self._row = 0
        for index, width in enumerate(_WIDTHS):
            self._sheet.set_column(index, index, width)
        self._sheet.hide_gridlines(2)
        self._sheet.set_landscape()
        self._sheet.set_paper(9)
        self._sheet.fit_to_pages(1, 0)
        self._sheet.set_footer("&C第 &P 页 共 &N 页")
        self._sheet.activate()

    def title(self, text: str) -> None:
        """The title row, over all columns."""
        self._across(text, self._title, 36)

    def part(self, text: str) -> None:
        """A heading within the sheet."""
        self._across(text, self._part, 24)

    def line(self, text: str) -> None:
        """A sentence over all columns."""
        self._across(text, self._line, _LINE * _lines(text, sum(_WIDTHS)))

    def table_head(self, *cells: str) -> None:
        """The heading row of a table."""
        for index, text in enumerate(cells):
            self._sheet.write_string(self._row, index, text, self._head)
        self._row += 1

    def sheet_row(self, name: str, required: str, note: str, head: bool = False) -> None:
        """What one sheet is for; or the heading over such rows."""
        style = self._head if head else self._cell
        self._sheet.set_row(self._row, _LINE * _lines(note, sum(_WIDTHS[3:])))
        self._sheet.write_string(self._row, 0, name, style)
        self._sheet.merge_range(self._row, 1, self._row, 2, required, style)
        self._sheet.merge_range(self._row, 3, self._row, len(_WIDTHS) - 1, note, style)
        self._row += 1

    def column_row(self, sheet: Sheet, column: Column) -> None:
        """What one column holds."""
        note, example = COLUMN_NOTES[sheet.name][column.heading]
        found = choices(sheet, column)
        values = "、".join(found.values) if found is not None else ""
        required = "必填" if column.required else ""
        cells = (sheet.name, column.heading + "*" * column.required, required, column.kind.value, values, note, example)
        most = max(_lines(text, width) for text, width in zip(cells, _WIDTHS, strict=True))
        self._sheet.set_row(self._row, _LINE * most)
        for index, text in enumerate(cells):
            self._sheet.write_string(self._row, index, text, self._cell)
        self._row += 1

    def _across(self, text: str, style: Format, height: float) -> None:
        self._sheet.set_row(self._row, height)
        self._sheet.merge_range(self._row, 0, self._row, len(_WIDTHS) - 1, text, style)
        self._row += 1


def _lines(text: str, width: float) -> int:
    """Lines a text takes in a column of ``width`` characters, a Chinese character being two."""
    taken = sum(2 if ord(character) > 0x2E80 or character in "“”·" else 1 for character in text)
    return max(1, -(-taken // int(width - 2)))
