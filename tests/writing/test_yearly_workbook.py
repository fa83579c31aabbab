"""分年度消化计划 on paper: its figures are those of the yearly plan, and they tie."""

from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from bianzhi.domain.answers import YearlyPlan
from bianzhi.domain.plan import Plan
from bianzhi.domain.settings import PlanSettings
from bianzhi.optimize.reallocation import reallocate
from bianzhi.optimize.yearly import yearly_plan
from bianzhi.writing import yearly_workbook
from bianzhi.writing.document_styles import new_document, save
from bianzhi.writing.yearly_section import add_yearly_section
from tests.worlds import DAY, agencies, but, citizen_number
from tests.writing.opened import IDENTITY_NUMBER, paragraphs, parts, tables

WORLD = but(
    agencies(A=(6, 3), B=(4, 5)),
    A1={"birth": date(1966, 10, 1), "citizen_number": citizen_number(date(1966, 10, 1))},
    B1={"birth": date(1967, 6, 1)},
    B2={"birth": date(1966, 7, 1)},
    **{f"A{number}": {"is_leader": True} for number in (2, 3, 4)},
)
"""A three over, one retiring in 2027; B's people retire in December 2026 and February 2028."""


@pytest.fixture(scope="module")
def plan() -> Plan:
    """The plan of the day."""
    return reallocate(WORLD, DAY, PlanSettings())


@pytest.fixture(scope="module")
def yearly(plan: Plan) -> YearlyPlan:
    """Three years of it."""
    return yearly_plan(WORLD, plan, 3)


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory, plan: Plan, yearly: YearlyPlan) -> Any:
    """The workbook, read back."""
    path = tmp_path_factory.mktemp("yearly") / "消化.xlsx"
    yearly_workbook.write(path, yearly, plan, WORLD)
    assert not any(IDENTITY_NUMBER.search(part) for part in parts(path).values())
    return openpyxl.load_workbook(path)


def rows(book: Any, sheet: str) -> list[dict[str, Any]]:
    """Rows under the heading row, by heading."""
    heading, *found = book[sheet].iter_rows(min_row=3, values_only=True)
    return [dict(zip(heading, row, strict=True)) for row in found]


def test_the_years_tie(book: Any) -> None:
    """What a year leaves is what the next begins with; the first begins on the plan's day."""
    first, second, third, total = rows(book, "分年度汇总")

    assert (first["年度"], first["起"], first["止"]) == ("2026年", datetime(2026, 11, 23), datetime(2026, 12, 31))
    assert [row["年初超编（人）"] for row in (first, second, third)] == [3, 2, 0]
    assert [row["年末超编（人）"] for row in (first, second, third)] == [2, 0, 0]
    assert (total["年初超编（人）"], total["拟调动（人）"], total["到龄退休（人）"], total["年末超编（人）"]) == (
        3,
        2,
        3,
        0,
    )
    assert total["比年初减少（人）"] == 3


def test_the_cells_add_up_to_the_years(book: Any) -> None:
    """Cell by cell the years stand side by side; their total is the table of the years."""
    a, b, total = rows(book, "分单位消化计划")

    assert (a["单位"], a["编制类型"], a["核定编制（名）"], a["实有（人）"], a["现超编（人）"]) == (
        "区A局",
        "行政编制",
        3,
        6,
        3,
    )
    assert (a["2026年调出"], a["2026年末超编"], a["2027年调出"], a["2027年退休"], a["2027年末超编"]) == (1, 2, 1, 1, 0)
    assert (b["2026年退休"], b["2028年退休"]) == (1, 1)
    assert (total["2026年退休"], total["2026年末超编"], total["2027年调出"]) == (1, 2, 1)


def test_who_retires_is_listed_by_month(book: Any) -> None:
    """Month of statutory retirement, birth month and category; the earliest first."""
    first, second, third, total = rows(book, "到龄退休名单")

    assert [row["人员编号"] for row in (first, second, third)] == ["B2", "A1", "B1"]
    assert (first["法定退休月份"], first["出生年月"], first["退休类别"]) == (
        datetime(2026, 12, 1),
        datetime(1966, 7, 1),
        "男60",
    )
    assert second["现所在单位超编（人）"] == 3
    assert total["姓名"] == "3人"


def test_moves_of_this_plan_are_told_from_those_worked_out_for_later(book: Any) -> None:
    """Each with the day from which it holds."""
    first, second, _ = rows(book, "拟调动名单")

    assert (first["拟生效日期"], first["性质"], first["拟调入单位"]) == (datetime(2026, 11, 23), "本方案", "区B局")
    assert (second["拟生效日期"], second["性质"]) == (datetime(2027, 1, 1), "以后年度测算")


def test_waiting_and_notes_are_there(book: Any, yearly: YearlyPlan) -> None:
    """Six points of the curve; every sentence."""
    assert [row["等待月数"] for row in rows(book, "等待测算")] == [f"{n}个月" for n in (0, 12, 24, 36, 48, 60)]
    assert [row["内容"] for row in rows(book, "测算说明")] == list(yearly.sentences)


def test_equal_plans_make_equal_bytes(tmp_path: Path, plan: Plan, yearly: YearlyPlan) -> None:
    """Nothing in the file depends on the clock."""
    for name in ("1.xlsx", "2.xlsx"):
        yearly_workbook.write(tmp_path / name, yearly, plan, WORLD)

    assert (tmp_path / "1.xlsx").read_bytes() == (tmp_path / "2.xlsx").read_bytes()


def test_a_ledger_without_anything_to_tell_has_empty_tables(tmp_path: Path) -> None:
    """Nobody over, nobody retiring: headings, and years of zeros."""
    world = agencies(A=(2, 2))
    plan = reallocate(world, DAY, PlanSettings())
    yearly_workbook.write(tmp_path / "空.xlsx", yearly_plan(world, plan, 1), plan, world)
    book = openpyxl.load_workbook(tmp_path / "空.xlsx")

    assert rows(book, "分单位消化计划") == []
    assert rows(book, "分年度汇总")[0]["年末超编（人）"] == 0


def test_the_section_for_the_word_plan_has_sentences_and_years(tmp_path: Path, yearly: YearlyPlan) -> None:
    """A heading, the sentences, and a table that ends with the totals."""
    document = new_document("方案", DAY)
    add_yearly_section(document, yearly)
    save(document, tmp_path / "节.docx")
    heading, *text = paragraphs(tmp_path / "节.docx")
    table = tables(tmp_path / "节.docx")[0]

    assert heading == "分年度消化安排" and text[: len(yearly.sentences)] == list(yearly.sentences)
    assert table[1] == ["2026年", "3", "1", "1", "0", "0", "2"]
    assert table[-1] == ["合计", "3", "2", "3", "0", "0", "0"]
