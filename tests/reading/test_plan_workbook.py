"""Reading a plan workbook back: values with their places, and what is missing is told instead of guessed."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from bianzhi.domain.plan_columns import BALANCE, MOVES, OVERVIEW, PLAN_SHEETS, PLAN_TITLE, BalanceColumn, MoveColumn
from bianzhi.domain.settings import PlanSettings
from bianzhi.errors import UnreadableWorkbookError
from bianzhi.reading.plan_workbook import read_plan_workbook
from bianzhi.rules.plans import verify
from tests.plan_papers import check, district, lawful_plan, paper
from tests.worlds import DAY


def exported(folder: Path) -> Path:
    """The lawful plan of ``district``."""
    place = district()
    return paper(folder, lawful_plan(place), place)


def changed(path: Path, change: Any) -> Path:
    """The file after somebody changed it in Excel."""
    book = openpyxl.load_workbook(path)
    change(book)
    book.save(path)
    return path


def test_values_come_back_with_their_places(tmp_path: Path) -> None:
    """Text, whole numbers, real dates and blanks, each at the cell where Excel shows it."""
    plan = read_plan_workbook(exported(tmp_path), "我的方案.xlsx")
    first = plan[MOVES].rows[0]

    assert plan.form_findings == ()
    assert (first[MoveColumn.PERSON], first[MoveColumn.FIT], first[MoveColumn.BIRTH]) == ("A1", 80, date(1985, 1, 1))
    assert first[MoveColumn.OPINION] is None
    assert str(first.cell(MoveColumn.NAME)) == "我的方案.xlsx › 人员调整名册 › C4"
    assert plan[OVERVIEW].preamble[0] == PLAN_TITLE
    assert [row[BalanceColumn.UNIT] for row in plan[BALANCE]] == ["A", "B", "C", "D", None]


def test_rows_and_columns_put_in_before_shift_the_places(tmp_path: Path) -> None:
    """Somebody put a letterhead above: the first person stands in row 6, and only the digest minds."""
    path = changed(exported(tmp_path), lambda book: book[MOVES.name].insert_rows(1, 2))

    assert read_plan_workbook(path)[MOVES].rows[0].cell(MoveColumn.PERSON).cell == "B6"
    assert check(path, district()) == ()


def test_blank_rows_are_left_out(tmp_path: Path) -> None:
    """An empty row between two people is not a person."""
    path = changed(exported(tmp_path), lambda book: book[MOVES.name].insert_rows(5))

    rows = read_plan_workbook(path)[MOVES].rows
    assert [row.at.row for row in rows] == [4, 6, 7]
    assert check(path, district()) == ()


@pytest.mark.parametrize("sheet", PLAN_SHEETS, ids=lambda sheet: sheet.name)
def test_a_missing_sheet_is_told(tmp_path: Path, sheet: Any) -> None:
    """Which sheet is missing is the only finding: without it nothing else can be said."""
    path = changed(exported(tmp_path), lambda book: book.remove(book[sheet.name]))

    findings = check(path, district())
    assert [item.id for item in findings] == ["P501"]
    assert sheet.name in findings[0].message


@pytest.mark.parametrize(
    ("change", "cell", "words"),
    [
        (lambda page: page.delete_cols(3), "A3", "缺“姓名”列"),
        (lambda page: _set(page, "C3", "名字"), "A3", "缺“姓名”列"),
        (lambda page: _set(page, "A3", None), "B3", "缺“序号”列"),
        (lambda page: _set(page, "AC3", "姓名"), "A3", "“姓名”列出现不止一次"),
        (lambda page: _swap(page, "C", "D"), "C3", "“性别”列的位置与导出时不同"),
        (lambda page: page.delete_rows(3), "A1", "缺“序号”"),
    ],
    ids=["deleted", "renamed", "emptied", "twice", "moved", "no headings"],
)
def test_headings_that_are_not_as_exported_are_told(tmp_path: Path, change: Any, cell: str, words: str) -> None:
    """A column that is missing, renamed, doubled or moved makes the sheet another sheet."""
    path = changed(exported(tmp_path), lambda book: change(book[MOVES.name]))

    findings = check(path, district())
    assert [item.id for item in findings] == ["P501"]
    assert words in findings[0].message
    assert (findings[0].at.sheet, findings[0].at.cell) == (MOVES.name, cell)


def _set(page: Any, cell: str, value: object) -> None:
    page[cell].value = value


def _swap(page: Any, one: str, other: str) -> None:
    for left, right in zip(page[one][2:], page[other][2:], strict=True):
        left.value, right.value = right.value, left.value


def test_a_sheet_emptied_has_no_rows_and_is_told(tmp_path: Path) -> None:
    """名册 without anything in it."""
    path = changed(exported(tmp_path), lambda book: book[MOVES.name].delete_rows(1, 99))

    plan = read_plan_workbook(path)
    assert plan[MOVES].rows == ()
    assert [item.id for item in plan.form_findings] == ["P501"]


def test_columns_of_the_offices_own_are_not_read(tmp_path: Path) -> None:
    """A column put at the right end belongs to the office."""
    path = changed(exported(tmp_path), lambda book: _set(book[MOVES.name], "AC3", "办理情况"))
    changed(path, lambda book: _set(book[MOVES.name], "AC4", "已谈话"))

    assert check(path, district()) == ()


def test_a_ledger_is_not_a_plan(tmp_path: Path) -> None:
    """A workbook without one sheet of a plan is refused with a hint."""
    path = tmp_path / "台账.xlsx"
    book = openpyxl.Workbook()
    book.active.title = "机构"
    book.save(path)

    with pytest.raises(UnreadableWorkbookError, match="不是本工具导出的方案工作簿"):
        read_plan_workbook(path)


def test_what_is_no_workbook_is_refused(tmp_path: Path) -> None:
    """Text with the name of a workbook, and no file at all."""
    path = tmp_path / "方案.xlsx"
    path.write_text("不是工作簿", "utf-8")

    with pytest.raises(UnreadableWorkbookError):
        read_plan_workbook(path)
    with pytest.raises(UnreadableWorkbookError):
        read_plan_workbook(tmp_path / "没有.xlsx")


def test_every_single_cell_emptied_is_noticed(tmp_path: Path) -> None:
    """Whichever cell of a line of 名册 is emptied, hand-filled ones aside, something is found, and never a traceback."""
    place = district()
    path = exported(tmp_path)
    plan = read_plan_workbook(path)
    for heading in MOVES.headings:
        first, *others = plan[MOVES].rows
        if heading in MOVES.free or first[heading] is None:
            continue
        emptied = replace(first, values={**first.values, heading: None})
        sheets = {**plan.sheets, MOVES.name: replace(plan[MOVES], rows=(emptied, *others))}
        assert verify(place, replace(plan, sheets=sheets), DAY, PlanSettings()), heading
