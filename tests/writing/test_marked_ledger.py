"""The user's own workbook back: marked where findings are, unchanged everywhere else."""

import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill
from openpyxl.worksheet.datavalidation import DataValidation

from bianzhi.domain.cell import CellRef
from bianzhi.domain.finding import Finding, Severity
from bianzhi.errors import UnreadableWorkbookError
from bianzhi.writing import ledger_workbook, marked_ledger

RED, ORANGE, BLUE = "FFFF9C9C", "FFFFC87A", "FF9CC9F0"
YELLOW = PatternFill("solid", fgColor="FFFFFF00")


def finding(cell: str, severity: Severity = Severity.ERROR, sheet: str = "人员", **changes: str) -> Finding:
    """A finding at one cell of the sheet 人员, unless changed."""
    words = {
        "id": "R401",
        "message": "现为“甲”，应为是或否。",
        "hint": "请更正。",
        "source": "《某条例》第6条",
        **changes,
    }
    at = CellRef("台账.xlsx", sheet, cell)
    return Finding(words["id"], "某规则", severity, at, words["message"], words["hint"], words["source"])


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """A clerk's workbook: a title over all columns, a formula, text that looks like one, formats, a comment, a list."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "人员"
    sheet.merge_cells("A1:D1")
    sheet["A1"] = "花名册"
    for index, text in enumerate(("人员编号*", "姓名*", "出生日期", "合计"), 1):
        sheet.cell(2, index, text)
    for row, values in enumerate((("001", "张某"), ("002", "李某"), ("003", "王某")), 3):
        sheet.cell(row, 1, values[0]).number_format = "@"
        sheet.cell(row, 2, values[1])
        sheet.cell(row, 3, date(1985, 6, row)).number_format = "yyyy-mm-dd"
    sheet["D3"] = "=COUNTA(B3:B5)"
    sheet["D4"] = '=HYPERLINK("x")'
    sheet["D4"].data_type = "s"
    sheet["B4"].font, sheet["B4"].fill = Font("黑体", bold=True), YELLOW
    sheet["B5"].fill = YELLOW
    sheet["B4"].comment = Comment("原有批注", "张科长")
    sheet["A5"].comment = Comment("别处的批注", "张科长")
    sheet.add_data_validation(DataValidation("list", formula1='"是,否"', sqref="E3:E9"))
    sheet.freeze_panes = "B3"
    book.create_sheet("科室（旧）'s")["A1"] = "甲"
    path = tmp_path / "台账.xlsx"
    book.save(path)
    return path


def marked(source: Path, *findings: Finding) -> Any:
    """The workbook after marking, read again."""
    path = source.with_name("标注件.xlsx")
    marked_ledger.write(source, findings, path)
    return openpyxl.load_workbook(path)


def values(sheet: Any) -> dict[str, tuple[Any, str, str]]:
    """What stands in the cells of a sheet: value, type, number format."""
    cells = (cell for row in sheet.iter_rows() for cell in row if cell.value is not None)
    return {cell.coordinate: (cell.value, cell.data_type, cell.number_format) for cell in cells}


def test_cells_are_coloured_by_severity(source: Path) -> None:
    """Red for 违规, orange for 预警, blue for 提示."""
    found = (finding("A3"), finding("A4", Severity.WARNING), finding("C3", Severity.NOTE))
    sheet = marked(source, *found)["人员"]
    assert [sheet[cell].fill.fgColor.rgb for cell in ("A3", "A4", "C3")] == [RED, ORANGE, BLUE]


def test_a_comment_says_all_that_was_found(source: Path) -> None:
    """Two findings at a cell are one comment, and the graver gives the colour."""
    found = (finding("A3", Severity.NOTE, id="R402", message="第二条。"), finding("A3"))
    sheet = marked(source, *found)["人员"]
    lines = sheet["A3"].comment.text.split("\n")
    assert lines[0] == "【编制体检】"
    assert lines[1:] == [
        "[R402 提示] 第二条。依据：《某条例》第6条。请更正。",
        "[R401 违规] 现为“甲”，应为是或否。依据：《某条例》第6条。请更正。",
    ]
    assert sheet["A3"].fill.fgColor.rgb == RED


def test_the_users_own_comment_stays_first(source: Path) -> None:
    """What somebody had written at the cell is kept, with its author; other comments are not touched."""
    sheet = marked(source, finding("B4"))["人员"]
    assert sheet["B4"].comment.text.startswith("原有批注\n【编制体检】\n[R401 违规]")
    assert sheet["B4"].comment.author == "张科长"
    assert sheet["A5"].comment.text == "别处的批注"


def test_values_and_other_formats_stay(source: Path) -> None:
    """Every value, formula, type and number format is as before; a marked cell keeps its font; others their fill."""
    before = openpyxl.load_workbook(source)
    after = marked(source, finding("B4"), finding("C5"))
    for sheet in before.worksheets:
        assert values(after[sheet.title]) == values(sheet)
    people = after["人员"]
    assert people["D3"].value == "=COUNTA(B3:B5)"
    assert people["D4"].data_type == "s"
    assert (people["B4"].font.name, people["B4"].font.bold) == ("黑体", True)
    assert people["B5"].fill.fgColor.rgb == "FFFFFF00"
    assert people.freeze_panes == "B3"
    assert [str(rule.sqref) for rule in people.data_validations.dataValidation] == ["E3:E9"]
    assert after.sheetnames == ["体检问题清单", "人员", "科室（旧）'s"]


def test_the_list_stands_first_and_jumps_to_cells(source: Path) -> None:
    """One row a finding, the cell a link within the workbook; only this sheet is selected."""
    found = (finding("A3"), finding("A1", Severity.NOTE, sheet="科室（旧）'s"))
    book = marked(source, *found)
    rows = list(book["体检问题清单"].iter_rows(min_row=3, values_only=True))
    assert rows[0] == ("序号", "级别", "规则", "工作表", "单元格", "问题", "依据", "处理建议")
    message = "现为“甲”，应为是或否。"
    assert rows[1] == (1, "违规", "R401 某规则", "人员", "A3", message, "《某条例》第6条", "请更正。")
    sheet = book["体检问题清单"]
    assert sheet["E4"].hyperlink.location == "'人员'!A3"
    assert sheet["E5"].hyperlink.location == "'科室（旧）''s'!A1"
    assert sheet["E4"].hyperlink.target is None
    assert sheet.freeze_panes == "A4"
    assert sheet.auto_filter.ref == "A3:H5"
    assert "共 2 条：违规 1 条" in sheet["A2"].value
    assert book.active is sheet
    assert [name for name in book.sheetnames if book[name].sheet_view.tabSelected] == ["体检问题清单"]


@pytest.mark.parametrize(("sheet", "cell"), [("人员", ""), ("机构", "A2"), ("", ""), ("人员", "XFE1"), ("人员", "A0")])
def test_findings_without_a_cell_are_on_the_list_only(source: Path, sheet: str, cell: str) -> None:
    """A sheet the workbook does not have, or no cell: listed, without a link, and no cell is coloured."""
    book = marked(source, finding(cell, sheet=sheet))
    assert book["体检问题清单"]["F4"].value == "现为“甲”，应为是或否。"
    assert book["体检问题清单"]["E4"].hyperlink is None
    fills = {one.fill.fgColor.rgb for row in book["人员"].iter_rows() for one in row}
    assert RED not in fills


def test_a_merged_cell_is_marked_at_its_corner(source: Path) -> None:
    """C1 is part of A1:D1: colour and comment go where the reader sees them."""
    sheet = marked(source, finding("C1"))["人员"]
    assert sheet["A1"].fill.fgColor.rgb == RED
    assert "R401" in sheet["A1"].comment.text
    assert sheet["A1"].value == "花名册"


def test_marks_of_an_earlier_check_go(source: Path) -> None:
    """The clerk mends A3 in the marked workbook and sends it again: A3 is no longer red, B4 is marked once."""
    marked(source, finding("A3"), finding("B4"))
    again = source.with_name("再次.xlsx")
    marked_ledger.write(source.with_name("标注件.xlsx"), (finding("B4"),), again)
    book = openpyxl.load_workbook(again)
    assert book.sheetnames == ["体检问题清单", "人员", "科室（旧）'s"]
    assert book["人员"]["A3"].comment is None
    assert book["人员"]["A3"].fill.fill_type is None
    text = book["人员"]["B4"].comment.text
    assert text.startswith("原有批注\n【编制体检】")
    assert text.count("【编制体检】") == 1


def test_messages_are_text(source: Path) -> None:
    """A name that looks like a formula comes into a message, and stays text; what XML cannot hold is left out."""
    book = marked(source, finding("A3", message='=HYPERLINK("x")\x00', hint="A&B<C\x1b"))
    sheet = book["体检问题清单"]
    assert (sheet["F4"].value, sheet["F4"].data_type) == ('=HYPERLINK("x")', "s")
    assert sheet["H4"].value == "A&B<C"


def test_very_many_findings_at_a_cell_are_cut_short(source: Path) -> None:
    """A comment nobody could read ends with where the rest stands."""
    sheet = marked(source, *[finding("A3", id=f"R{number:03}") for number in range(500)])["人员"]
    text = sheet["A3"].comment.text
    assert len(text) < 9000
    assert text.endswith("条见工作表“体检问题清单”。")


def test_macros_are_dropped(source: Path) -> None:
    """A workbook with a macro project comes back as a plain .xlsx without it."""
    with_macro = source.with_name("宏.xlsm")
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(with_macro, "w") as new:
        for entry in old.infolist():
            text = old.read(entry)
            if entry.filename == "[Content_Types].xml":
                plain = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
                text = text.replace(plain, b"application/vnd.ms-excel.sheet.macroEnabled.main+xml")
            new.writestr(entry.filename, text)
        new.writestr("xl/vbaProject.bin", b"macro")
    path = source.with_name("标注件.xlsx")
    marked_ledger.write(with_macro, (finding("A3"),), path)
    with zipfile.ZipFile(path) as archive:
        assert "xl/vbaProject.bin" not in archive.namelist()
        assert b"macroEnabled" not in archive.read("[Content_Types].xml")


def test_formats_nobody_can_read_leave_the_values(source: Path) -> None:
    """A stylesheet openpyxl refuses (some exporters write such): values are marked, and the list says formats are lost."""
    broken = source.with_name("别的软件.xlsx")
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(broken, "w") as new:
        for entry in old.infolist():
            text = old.read(entry)
            if entry.filename == "xl/styles.xml":
                text = text.replace(b'<sz val="11"', b'<sz val="large"')
            new.writestr(entry.filename, text)
    book = marked(broken, finding("A3"))
    assert (book["人员"]["A3"].value, book["人员"]["A3"].fill.fgColor.rgb) == ("001", RED)
    assert (book["人员"]["D4"].value, book["人员"]["D4"].data_type) == ('=HYPERLINK("x")', "s")
    assert book["人员"]["C3"].value.date() == date(1985, 6, 3)
    assert "格式无法保留" in book["体检问题清单"]["A2"].value


def test_a_file_that_is_no_workbook_is_refused(tmp_path: Path) -> None:
    """A text file cannot be marked: the message says what to do instead."""
    path = tmp_path / "台账.csv"
    path.write_text("人员编号,姓名\n", "utf-8")
    with pytest.raises(UnreadableWorkbookError, match="另存为"):
        marked_ledger.write(path, (finding("A1"),), tmp_path / "标注件.xlsx")


@pytest.mark.slow
def test_a_thousand_findings_of_five_thousand_people_are_all_marked(tmp_path: Path) -> None:
    """5,000 rows of 30 columns with 1,000 findings; every row of four has its comment."""
    people = [{"人员编号": f"P{number}", "姓名": f"某{number}", "备注": "甲"} for number in range(5000)]
    ledger_workbook.write(tmp_path / "台账.xlsx", {"人员": people})
    found = [finding(f"{'ABCD'[row % 4]}{row}") for row in range(2, 1002)]
    book = marked(tmp_path / "台账.xlsx", *found)
    assert sum(row[0].comment is not None for row in book["人员"].iter_rows(min_row=2, max_col=1)) == 250
