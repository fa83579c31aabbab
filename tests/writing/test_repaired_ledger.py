"""The user's workbook repaired: the cells that change, how, and all that does not."""

import zipfile
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.comments import Comment

from bianzhi.domain.cell import CellRef
from bianzhi.domain.finding import CellChange, CellKind, Finding, Repair, Severity
from bianzhi.errors import UnreadableWorkbookError
from bianzhi.reading.workbook import read_workbook
from bianzhi.writing import marked_ledger, repaired_ledger
from tests.worlds import citizen_number

GREEN = "FFC6EFCE"
NUMBER = citizen_number(date(1985, 6, 15))
WRONG = NUMBER[:9] + "9" + NUMBER[10:]


def finding(cell: str, value: str, was: str = "甲", sheet: str = "人员", **changes: Any) -> Finding:
    """A finding at one cell of the sheet 人员 with a repair."""
    rule, kind, also = changes.get("id", "R402"), changes.get("kind", CellKind.TEXT), changes.get("also", ())
    repair = Repair(value, was, "只有这一种改法。", kind, also)
    at = CellRef("台账.xlsx", sheet, cell)
    return Finding(rule, "某规则", Severity.ERROR, at, "有误。", "请改。", "《某条例》第6条", repair)


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """A clerk's workbook: formulas with results, text that is a number, dates, comments, merged cells."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "人员"
    sheet.append(("人员编号", "公民身份号码", "参加工作时间", "入编时间", "机构", "人数", "公式"))
    sheet.append(("001", WRONG, date(2012, 7, 1), "2005.07", "样区审记局", "12人", "=1+1"))
    sheet.append(("002", NUMBER, None, None, None, 3, '=HYPERLINK("x")'))
    sheet["B2"].number_format = sheet["D3"].number_format = "@"
    sheet["C2"].number_format = "yyyy/mm/dd"
    sheet["G3"].data_type = "s"
    sheet["A2"].comment = Comment("科里的批注", "张科长")
    sheet.merge_cells("E2:E3")
    sheet.freeze_panes = "B2"
    path = tmp_path / "台账.xlsx"
    book.save(path)
    return put_result(path)


def put_result(path: Path) -> Path:
    """The same workbook with the result 2 in G2, as Excel would have stored it."""
    with zipfile.ZipFile(path) as archive:
        parts = {entry.filename: archive.read(entry) for entry in archive.infolist()}
    part = "xl/worksheets/sheet1.xml"
    for empty in (b"<f>1+1</f><v></v>", b"<f>1+1</f><v />", b"<f>1+1</f><v/>"):
        parts[part] = parts[part].replace(empty, b"<f>1+1</f><v>2</v>")
    assert b"<v>2</v>" in parts[part]
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


def repaired(source: Path, *findings: Finding, day: date | None = None) -> Any:
    """The workbook after repairing, read again."""
    path = source.with_name("修复件.xlsx")
    repaired_ledger.write(source, findings, path, day)
    return openpyxl.load_workbook(path)


def log(book: Any) -> list[tuple[Any, ...]]:
    """The lines of the log."""
    return list(book["修复记录"].iter_rows(min_row=4, values_only=True))


def test_a_number_stays_text_and_is_masked_in_what_is_said_of_it(source: Path) -> None:
    """The cell holds the whole number; comment and log its first 6 and last 4 characters, and why."""
    book = repaired(source, finding("B2", NUMBER, WRONG), day=date(2026, 11, 23))
    cell = book["人员"]["B2"]
    assert (cell.value, cell.data_type, cell.number_format) == (NUMBER, "s", "@")
    assert cell.fill.fgColor.rgb == GREEN
    hidden = f"{NUMBER[:6]}********{NUMBER[-4:]}"
    expected = f"【自动修复】\n原值：{hidden}；依据：只有这一种改法。（R402 某规则）"
    assert cell.comment.text == expected
    assert log(book) == [(1, "人员", "B2", hidden, hidden, "R402 某规则", "只有这一种改法。", "2026-11-23")]
    assert book["修复记录"]["C4"].hyperlink.location == "'人员'!B2"
    headings = [one.value for one in book["修复记录"][3]]
    assert headings == ["序号", "工作表", "单元格", "原值", "新值", "规则", "理由", "时间"]


def test_all_else_stays(source: Path) -> None:
    """Values, types, formats, comments, the order of sheets; the time is empty without a day."""
    before, after = openpyxl.load_workbook(source), repaired(source, finding("B2", NUMBER, WRONG))
    for row in before["人员"].iter_rows():
        for cell in row:
            if cell.coordinate != "B2":
                same = after["人员"][cell.coordinate]
                assert (same.value, same.data_type, same.number_format) == (
                    cell.value,
                    cell.data_type,
                    cell.number_format,
                )
    assert after["人员"]["A2"].comment.text == "科里的批注"
    assert after["人员"].freeze_panes == "B2"
    assert after.sheetnames == ["人员", "修复记录"]
    assert log(after)[0][7] is None
    assert WRONG in [cell.value for cell in openpyxl.load_workbook(source)["人员"][2]]


def test_results_of_formulas_stay(source: Path) -> None:
    """Whoever reads the file without Excel finds 2 in G2, and the formula is still there; text like one is still text."""
    book = repaired(source, finding("B2", NUMBER, WRONG))
    assert book["人员"]["G2"].value == "=1+1"
    assert book["人员"]["G3"].data_type == "s"
    sheet = read_workbook(source.with_name("修复件.xlsx")).sheets[0]
    assert sheet.columns[6].at(1) == 2
    assert book.calculation.fullCalcOnLoad


def test_a_marked_workbook_keeps_results_of_formulas_too(source: Path) -> None:
    """Uploaded again as it is, it says what the original said."""
    path = source.with_name("标注件.xlsx")
    marked_ledger.write(source, (finding("B2", NUMBER, WRONG),), path)
    sheet = next(sheet for sheet in read_workbook(path).sheets if sheet.name == "人员")
    assert sheet.columns[6].at(1) == 2


def test_counts_become_numbers(source: Path) -> None:
    """12人 becomes the number 12, which Excel can add up."""
    cell = repaired(source, finding("F2", "12", "12人", kind=CellKind.NUMBER))["人员"]["F2"]
    assert (cell.value, cell.data_type) == (12, "n")


def test_two_dates_change_together(source: Path) -> None:
    """A day where a day stood, text where text stood; both are listed."""
    start = CellChange(CellRef("台账.xlsx", "人员", "C2"), "2005-07", "2012-07", CellKind.DATE)
    book = repaired(source, finding("D2", "2012-07", "2005-07", id="R409", kind=CellKind.DATE, also=(start,)))
    sheet = book["人员"]
    assert (sheet["C2"].value, sheet["C2"].number_format) == (datetime(2005, 7, 1), "yyyy/mm/dd")
    assert (sheet["D2"].value, sheet["D2"].data_type) == ("2012-07", "s")
    assert [line[2:5] for line in log(book)] == [("D2", "2005.07", "2012-07"), ("C2", "2012-07-01", "2005-07")]


def test_blank_cells_are_filled(source: Path) -> None:
    """With a day, or with text where the column is text."""
    found = (
        finding("C3", "1985-06-15", "", id="D045", kind=CellKind.DATE),
        finding("D3", "1985-06-15", "", id="D045", kind=CellKind.DATE),
    )
    book = repaired(source, *found)
    assert book["人员"]["C3"].value == datetime(1985, 6, 15)
    assert book["人员"]["C3"].is_date
    assert (book["人员"]["D3"].value, book["人员"]["D3"].data_type) == ("1985-06-15", "s")
    assert "原值：空白" in book["人员"]["C3"].comment.text


def test_a_merged_cell_is_changed_once_at_its_corner(source: Path) -> None:
    """Two rows say the same of the unit they share."""
    found = (finding("E2", "样区审计局", "样区审记局"), finding("E3", "样区审计局", "样区审记局"))
    book = repaired(source, *found)
    assert book["人员"]["E2"].value == "样区审计局"
    assert [line[2] for line in log(book)] == ["E2"]


@pytest.mark.parametrize("value", ['=HYPERLINK("x")', "+1", "@甲"])
def test_a_value_that_looks_like_a_formula_stays_text(source: Path, value: str) -> None:
    """A unit may be called anything."""
    cell = repaired(source, finding("E2", value))["人员"]["E2"]
    assert (cell.value, cell.data_type) == (value, "s")


@pytest.mark.parametrize(
    ("cell", "was", "sheet", "why"),
    [
        ("G2", "2", "人员", "公式"),
        ("B2", "", "人员", "与检查时不同"),
        ("C3", "1985-06", "人员", "与检查时不同"),
        ("B2", WRONG, "机构", "没有这个单元格"),
        ("", WRONG, "人员", "没有这个单元格"),
    ],
)
def test_what_cannot_be_changed_safely_is_listed_and_left(
    source: Path, cell: str, was: str, sheet: str, why: str
) -> None:
    """A formula, a cell that is not as it was checked, a cell that is not there."""
    before = openpyxl.load_workbook(source)
    book = repaired(source, finding(cell, "乙", was, sheet))
    assert list(book["人员"].iter_rows(values_only=True)) == list(before["人员"].iter_rows(values_only=True))
    (line,) = log(book)
    assert line[4] is None
    assert line[6].startswith("未修改：")
    assert why in line[6]


def test_two_repairs_of_a_cell(source: Path) -> None:
    """What a rule says goes before what the form says; two rules that differ are left to the clerk."""
    form, rule, other = (
        finding("B2", "1", WRONG, id="D042"),
        finding("B2", NUMBER, WRONG),
        finding("B2", "2", WRONG, id="R499"),
    )
    assert repaired(source, form, rule)["人员"]["B2"].value == NUMBER
    book = repaired(source, rule, other)
    assert book["人员"]["B2"].value == WRONG
    assert ["请人工核定" in line[6] for line in log(book)] == [True, True]


def test_of_two_cells_that_change_together_neither_does_if_one_cannot(source: Path) -> None:
    """Half an exchange would be worse than none."""
    other = CellChange(CellRef("台账.xlsx", "人员", "G2"), "2005-07", "2", CellKind.DATE)
    book = repaired(source, finding("D2", "2012-07", "2005-07", kind=CellKind.DATE, also=(other,)))
    assert book["人员"]["D2"].value == "2005.07"
    assert len(log(book)) == 2


def test_the_log_goes_on_and_comments_of_a_check_are_settled(source: Path) -> None:
    """A marked workbook repaired, and repaired again: one log; the clerk's own comment stays, the check's goes."""
    marked = source.with_name("标注件.xlsx")
    marked_ledger.write(source, (finding("A2", "x"), finding("B2", NUMBER, WRONG)), marked)
    once = source.with_name("一.xlsx")
    repaired_ledger.write(marked, (finding("A2", "003", "001"), finding("B2", NUMBER, WRONG)), once)
    twice = repaired(once, finding("F2", "12", "12人", kind=CellKind.NUMBER))
    assert [line[0] for line in log(twice)] == [1, 2, 3]
    assert twice.sheetnames.count("修复记录") == 1
    text = twice["人员"]["A2"].comment.text
    assert text.startswith("科里的批注\n【自动修复】\n原值：001")
    assert "编制体检" not in text
    assert twice["人员"]["B2"].fill.fgColor.rgb == GREEN


def test_without_repairs_the_log_is_empty(source: Path) -> None:
    """A finding without a repair changes nothing."""
    plain = Finding("R401", "某规则", Severity.ERROR, CellRef("台账.xlsx", "人员", "B2"), "有误。", "请改。", "")
    book = repaired(source, plain)
    assert log(book) == []
    assert book["人员"]["B2"].value == WRONG


@pytest.mark.parametrize("content", [b"a,b\n1,2\n", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), b"PK\x03\x04"])
def test_what_is_no_xlsx_is_refused_with_the_way_out(content: bytes, tmp_path: Path) -> None:
    """Import turns it into a ledger that can be repaired."""
    path = tmp_path / "台账.xls"
    path.write_bytes(content)
    with pytest.raises(UnreadableWorkbookError, match="import 命令"):
        repaired_ledger.write(path, (finding("B2", NUMBER),), tmp_path / "修复件.xlsx")
