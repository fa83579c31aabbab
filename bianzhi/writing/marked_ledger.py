"""The user's own workbook back: cells with findings coloured and commented, and a list of findings in front.

The file is the user's, so it is opened only in the child process of ``bianzhi.sandbox``; ``mark`` runs there.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import openpyxl
import python_calamine
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties

from bianzhi import sandbox
from bianzhi.domain.finding import Finding, Severity
from bianzhi.errors import UnreadableWorkbookError
from bianzhi.writing.plain_text import legal
from bianzhi.writing.stored_results import formula_results, put_results_back
from bianzhi.writing.unwritable import unwritable
from bianzhi.writing.users_workbook import Target, jump, opened, put, target

LIST = "体检问题清单"
"""The sheet put in front."""

MARK = "【编制体检】"
"""Stands before our text in a comment: what comes before it is the user's own."""

_FILLS = {Severity.ERROR: "FFFF9C9C", Severity.WARNING: "FFFFC87A", Severity.NOTE: "FF9CC9F0"}
_COLORS = {Severity.ERROR: "红色", Severity.WARNING: "橙色", Severity.NOTE: "蓝色"}
_WIDTHS = {"序号": 6, "级别": 7, "规则": 28, "工作表": 12, "单元格": 9, "问题": 60, "依据": 34, "处理建议": 44}
"""Columns of the list, and their widths in characters."""
_LONGEST_COMMENT = 8000
"""Characters of one comment; Excel takes more, nobody reads more."""
_LIMITS = sandbox.Limits(seconds=300, memory_mib=2048)
"""openpyxl holds the whole workbook: 50,000 rows need about 500 MiB and a minute and a half."""

_Row = Mapping[str, str]


def write(source: Path, findings: tuple[Finding, ...], path: Path) -> None:
    """Write the user's workbook with its findings marked.

    Every cell named by a finding gets the colour of its gravest one and one comment with all of them, after the user's
    own comment if it has one; values, formulas with their results, and other formats stay. Findings without a cell, or on a sheet the
    workbook does not have, stand on the list only. Marks of an earlier check are taken away first. Macros and links
    to other workbooks are dropped: the result is a plain .xlsx. A workbook whose formats openpyxl cannot read comes
    back as values without them, and the list says so.

    Raises
    ------
    UnreadableWorkbookError
        The file cannot be opened, or needs too much time or memory.
    BianzhiError
        The marked file cannot be written.
    """
    rows = [_plain(finding) for finding in findings]
    sandbox.run(
        "bianzhi.writing.marked_ledger:mark",
        {"source": str(source.resolve()), "path": str(path.resolve()), "findings": rows},
        _LIMITS,
    )


def _plain(finding: Finding) -> dict[str, str]:
    """A finding as JSON values."""
    return {
        "rule": f"{finding.id} {finding.title}",
        "id": finding.id,
        "severity": finding.severity.value,
        "sheet": finding.at.sheet,
        "cell": finding.at.cell,
        "message": legal(finding.message),
        "hint": legal(finding.hint),
        "source": legal(finding.source),
    }


def mark(source: str, path: str, findings: list[dict[str, str]]) -> None:
    """Do the work of ``write`` in the child process."""
    book = opened(Path(source))
    faithful = book is not None
    if book is None:  # formats openpyxl stumbles over: the values are still worth marking
        book = _values_only(Path(source))
    results = formula_results(Path(source), book) if faithful else {}
    _take_earlier_marks_away(book)
    targets = [target(book, row["sheet"], row["cell"]) for row in findings]
    marked: dict[tuple[str, str], list[_Row]] = {}
    for row, place in zip(findings, targets, strict=True):
        if place is not None:
            marked.setdefault((place.sheet, place.corner), []).append(row)
    for (sheet, cell), rows in marked.items():
        _mark_cell(book[sheet][cell], rows)
    _FindingList(book, findings, targets, faithful).write()
    book.template = False
    try:
        book.save(path)
        put_results_back(Path(path), results)
    except OSError as error:
        raise unwritable(Path(path)) from error


def _values_only(source: Path) -> Any:
    try:
        values = python_calamine.CalamineWorkbook.from_path(str(source))
    except (python_calamine.CalamineError, OSError) as error:
        raise UnreadableWorkbookError(
            "这个文件的格式不能加标注。", "请用 Excel 或 WPS 另存为 .xlsx 工作簿，重新体检后再导出标注件。"
        ) from error
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name in values.sheet_names:
        sheet = book.create_sheet(name)
        for number, row in enumerate(values.get_sheet_by_name(name).to_python(skip_empty_area=False), 1):
            for index, value in enumerate(row, 1):
                if value != "":
                    put(sheet.cell(number, index), value)
    return book


def _take_earlier_marks_away(book: Any) -> None:
    """Remove what an earlier check left, so that what was mended is no longer red."""
    if LIST in book.sheetnames:
        del book[LIST]
    for sheet in book.worksheets:
        for cell in (cell for row in sheet.iter_rows() for cell in row if cell.comment is not None):
            own, found, _ = cell.comment.text.partition(MARK)
            if not found:
                continue
            author = cell.comment.author
            cell.comment = Comment(own.rstrip("\n"), author) if own.strip() else None
            if cell.fill.fgColor.rgb in _FILLS.values():
                cell.fill = PatternFill()


def _gravest(rows: Iterable[_Row]) -> Severity:
    present = {row["severity"] for row in rows}
    return next(severity for severity in Severity if severity.value in present)


def _mark_cell(cell: Any, rows: list[_Row]) -> None:
    cell.fill = PatternFill("solid", fgColor=_FILLS[_gravest(rows)])
    own = cell.comment.text.rstrip("\n") + "\n" if cell.comment is not None else ""
    author = cell.comment.author if cell.comment is not None else "编制体检"
    text = f"{own}{MARK}\n{_comment(rows)}"
    height = 24 + 18 * sum(1 + len(line) // 24 for line in text.split("\n"))
    cell.comment = Comment(text, author, height=min(height, 480), width=340)


def _comment(rows: list[_Row]) -> str:
    told: list[str] = []
    length = 0
    for number, row in enumerate(rows):
        label = Severity(row["severity"]).label
        source = f"依据：{row['source']}。" if row["source"] else ""
        text = f"[{row['id']} {label}] {row['message']}{source}{row['hint']}"
        length += len(text)
        if length > _LONGEST_COMMENT and told:
            told.append(f"其余 {len(rows) - number} 条见工作表“{LIST}”。")
            break
        told.append(text)
    return "\n".join(told)


class _FindingList:
    """The sheet in front: one row a finding, with a jump to its cell."""

    def __init__(self, book: Any, findings: list[dict[str, str]], targets: list[Target | None], faithful: bool):
        self.book, self.findings, self.targets, self.faithful = book, findings, targets, faithful
        self.sheet = book.create_sheet(LIST, 0)
        self.wrap = Alignment(vertical="top", wrap_text=True)
        self.middle = Alignment(horizontal="center", vertical="top")
        side = Side("thin", color="FFBFBFBF")
        self.border = Border(left=side, right=side, top=side, bottom=side)
        self.plain, self.bold = Font("宋体", size=11), Font("宋体", size=11, bold=True)
        self.big = Font("宋体", size=16, bold=True)
        self.grey = PatternFill("solid", fgColor="FFF2F2F2")
        self.fills = {severity: PatternFill("solid", fgColor=color) for severity, color in _FILLS.items()}

    def write(self) -> None:
        """Write the sheet and make it the one that opens."""
        self._write_head()
        for number, (row, place) in enumerate(zip(self.findings, self.targets, strict=True), 1):
            self._write_finding(number, row, place)
        self._set_up()

    def _write_head(self) -> None:
        counts = Counter(Severity(row["severity"]) for row in self.findings)
        told = "、".join(f"{severity.label} {counts[severity]} 条（{_COLORS[severity]}）" for severity in Severity)
        text = f"共 {len(self.findings)} 条：{told}。单元格批注写明问题、依据和处理建议；点“单元格”一列可跳到原处。"
        if not self.faithful:
            text += "原文件的格式无法保留，本件只有各单元格的值。"
        for line, (words, font) in enumerate(((LIST, self.big), (text, self.plain)), 1):
            self.sheet.merge_cells(start_row=line, start_column=1, end_row=line, end_column=len(_WIDTHS))
            cell = self.sheet.cell(line, 1)
            cell.value, cell.font, cell.alignment = words, font, self.wrap
        self.sheet.row_dimensions[1].height = 26
        self.sheet.row_dimensions[2].height = 20
        for index, heading in enumerate(_WIDTHS, 1):
            cell = self.sheet.cell(3, index)
            cell.value, cell.font, cell.fill, cell.border = heading, self.bold, self.grey, self.border

    def _write_finding(self, number: int, row: _Row, place: Target | None) -> None:
        severity = Severity(row["severity"])
        values = (number, severity.label, row["rule"], row["sheet"], row["cell"], row["message"], row["source"])
        for index, value in enumerate((*values, row["hint"]), 1):
            cell = self.sheet.cell(number + 3, index)
            put(cell, value)
            cell.font, cell.border, cell.alignment = self.plain, self.border, self.wrap
        self.sheet.cell(number + 3, 1).alignment = self.middle
        self.sheet.cell(number + 3, 2).fill = self.fills[severity]
        if place is not None:
            jump(self.sheet.cell(number + 3, 5), place)

    def _set_up(self) -> None:
        for index, width in enumerate(_WIDTHS.values(), 1):
            self.sheet.column_dimensions[get_column_letter(index)].width = width
        self.sheet.freeze_panes = "A4"
        self.sheet.auto_filter.ref = f"A3:{get_column_letter(len(_WIDTHS))}{len(self.findings) + 3}"
        self.sheet.print_title_rows = "3:3"
        self.sheet.page_setup.orientation, self.sheet.page_setup.paperSize = "landscape", 9
        self.sheet.page_setup.fitToWidth, self.sheet.page_setup.fitToHeight = 1, 0
        self.sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
        self.sheet.oddFooter.center.text = "第 &P 页 共 &N 页"
        for sheet in self.book.worksheets:  # two selected sheets would be edited together
            sheet.sheet_view.tabSelected = sheet is self.sheet
        self.book.active = 0
