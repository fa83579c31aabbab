"""三方比对 and the changes of a roster as workbooks: counts tie, places stand, numbers are masked."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl

from bianzhi.domain.intake import StatedCount
from bianzhi.domain.terms import Category, PersonState
from bianzhi.reconciling import changes, reconcile
from bianzhi.writing import changes_workbook, reconciliation_workbook
from tests.reconciling.payrolls import paying, row
from tests.worlds import DAY, agencies, but, citizen_number, person, place, plus
from tests.writing.opened import IDENTITY_NUMBER, parts

NUMBER, OTHER = citizen_number(date(1985, 1, 1)), citizen_number(date(1985, 1, 2))
HERE = but(agencies(A=(3, 3), B=(2, 2)), A1={"citizen_number": NUMBER}, A2={"state": PersonState.RETIRED})
STATED = (StatedCount("A", Category.ADMINISTRATIVE, 3, 3, 0, 0, place("编制", 2)),)


def rows(path: Path, sheet: str) -> Sequence[dict[str, Any]]:
    """Rows under the heading row, by heading."""
    heading, *found = openpyxl.load_workbook(path)[sheet].iter_rows(min_row=3, values_only=True)
    return [dict(zip(heading, line, strict=True)) for line in found]


def compared(folder: Path) -> Path:
    """A2 has retired and is paid; 钱乙 is paid and unknown; B2 is not paid; A states 3 and has 2."""
    payroll = paying(HERE, row("钱乙", "B", OTHER, category=Category.ADMINISTRATIVE), A2={}, without=("B2",))
    path = folder / "比对.xlsx"
    reconciliation_workbook.write(path, reconcile(HERE, payroll, STATED), HERE, DAY)
    return path


def test_the_to_do_list_has_kind_place_and_remedy(tmp_path: Path) -> None:
    """Gravest first; the column for what came of it is empty."""
    *lines, total = rows(compared(tmp_path), "待办清单")

    assert [(line["事项"], line["程度"], line["单位"], line["姓名"]) for line in lines] == [
        ("已离开仍在供养（吃空饷疑点）", "违规", "区A局", "某A2"),
        ("在供养、不在名册", "违规", "区B局", "钱乙"),
        ("在名册、不在供养", "预警", "区B局", "某B2"),
        ("台账实有数与名册不符", "预警", "区A局", None),
        ("供养人数与名册不符", "提示", "区A局", None),
    ]
    assert (lines[0]["位置"], lines[0]["对照位置"]) == ("台账.xlsx › 人员 › M3", "供养名单.xlsx › 名单 › F3")
    assert lines[1]["公民身份号码"] == f"999999********{OTHER[-4:]}"
    assert {line["处理结果"] for line in lines} == {None}
    assert total["事项"] == "5 条"


def test_cells_are_counted_three_ways(tmp_path: Path) -> None:
    """A: stated 3, on the roster 2, paid 3; B: nothing stated, 2 and 2. Differences are never summed."""
    first, second, total = rows(compared(tmp_path), "分单位比对")
    names = ("台账填实有", "名册实有", "财政供养", "名册－台账", "供养－名册", "结论")

    assert [first[name] for name in names] == [3, 2, 3, -1, 1, "不一致"]
    assert [second[name] for name in names] == [None, 2, 2, None, 0, "一致"]
    assert [total[name] for name in names] == [3, 4, 5, None, None, None]


def test_kinds_add_up_and_every_kind_is_there(tmp_path: Path) -> None:
    """Those without any with 0."""
    path = compared(tmp_path)
    *lines, total = rows(path, "按事项统计")
    figures = {line["项目"]: line["数值"] for line in rows(path, "总览")}

    assert total["条数"] == sum(line["条数"] for line in lines) == figures["待办事项（条）"] == 5
    assert len(lines) == 17
    assert (figures["名册实有人数（人）"], figures["财政供养人数（人）"]) == (4, 5)


def test_without_a_payroll_nothing_is_said_of_pay(tmp_path: Path) -> None:
    """未提供, and blank columns."""
    path = tmp_path / "比对.xlsx"
    reconciliation_workbook.write(path, reconcile(HERE, None, STATED), HERE, DAY)

    assert {line["项目"]: line["数值"] for line in rows(path, "总览")}["财政供养人数（人）"] == "未提供"
    assert {line["财政供养"] for line in rows(path, "分单位比对")} == {None}


def changed(folder: Path) -> Path:
    """A1 moves to B and gets a number; A3 leaves; B3 enters; B1's grade is corrected."""
    new = but(
        plus(HERE, person("B3", "B")),
        A1={"unit": "B", "citizen_number": OTHER},
        A3={"state": PersonState.DECEASED},
        B1={"grade": "二级科员"},
    )
    path = folder / "变动.xlsx"
    changes_workbook.write(path, changes(HERE, new), DAY)
    return path


def test_changes_by_unit_tie(tmp_path: Path) -> None:
    """Then + entered + arrived − left − moved out = now, in every line and in the total."""
    path = changed(tmp_path)
    lines = rows(path, "分单位汇总")

    for line in lines:
        assert line["上期实有"] + line["进入"] + line["调入"] - line["离开"] - line["调出"] == line["本期实有"]
    assert [line["本期实有"] for line in lines] == [0, 4, 4]
    assert [line["信息更正"] for line in lines] == [1, 2, 3]
    figures = {line["项目"]: line["数值"] for line in rows(path, "总览")}
    assert (figures["上期实有人数（人）"], figures["本期实有人数（人）"], figures["跨单位调动（人）"]) == (4, 4, 1)


def test_changes_by_person_and_by_field(tmp_path: Path) -> None:
    """One line a person, one a field."""
    path = changed(tmp_path)
    *people, total = rows(path, "人员变动")

    assert [(line["变动"], line["人员编号"], line["说明"]) for line in people] == [
        ("进入", "B3", "新列入名册"),
        ("离开", "A3", "人员状态由现职变为去世"),
        ("跨单位调动", "A1", "更正：公民身份号码"),
        ("信息更正", "B1", "更正：职级"),
    ]
    assert total["变动"] == "4 人"
    assert [(line["姓名"], line["内容"]) for line in rows(path, "更正明细")[:-1]] == [
        ("某A3", "人员状态"),
        ("某A1", "公民身份号码"),
        ("某B1", "职级"),
    ]


def test_no_number_is_shown(tmp_path: Path) -> None:
    """Neither in the comparison nor in the changes."""
    for path in (compared(tmp_path), changed(tmp_path)):
        assert not any(IDENTITY_NUMBER.search(part) for part in parts(path).values())
