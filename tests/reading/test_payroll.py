"""财政供养名单 as pay offices write it: headings under titles, states in many words, units by name or code."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from bianzhi.domain.payroll import PayState
from bianzhi.domain.terms import Category, Status
from bianzhi.errors import UnreadableWorkbookError
from bianzhi.reading.payroll import PayrollReading, read_payroll, shown_columns
from tests.reading.books import workbook_bytes
from tests.worlds import DAY, citizen_number, unit

UNITS = (unit("A01", name="样区财政局"), unit("A02", name="样区审计局"))
HEADINGS = ("姓名", "公民身份号码", "单位", "人员类别", "编制类型", "工资状态")
NUMBER = citizen_number(DAY.replace(year=1985))


def read(folder: Path, **sheets: Sequence[Sequence[Any]]) -> PayrollReading:
    """Write a workbook of these sheets and read it as a payroll."""
    path = folder / "名单.xlsx"
    path.write_bytes(workbook_bytes(sheets))
    return read_payroll(path, UNITS)


def test_a_plain_list(tmp_path: Path) -> None:
    """Every field, the unit by its full name, and the place of each cell."""
    reading = read(tmp_path, 供养名单=[HEADINGS, ("赵 甲", NUMBER, "样区财政局", "公务员", "行政编制", "在发")])
    (row,) = reading.payroll.rows

    assert (row.name, row.unit, row.unit_text, row.citizen_number) == ("赵甲", "A01", "样区财政局", NUMBER)
    assert (row.category, row.status, row.state) == (Category.ADMINISTRATIVE, Status.CIVIL_SERVANT, PayState.PAID)
    assert str(row.at.cell("citizen_number")) == "名单.xlsx › 供养名单 › B2"
    assert reading.findings == ()
    assert len(reading.payroll.sha256) == 64


def test_titles_above_aliases_and_totals(tmp_path: Path) -> None:
    """A title row, other words for the headings, a code for the unit, and the total left out."""
    reading = read(
        tmp_path,
        工资表=[
            ("二〇二六年十一月财政供养人员名册",),
            ("序号", "预算单位（全称）", "职工姓名", "身份证号码"),
            (1, "A02", "钱乙", NUMBER.lower()),
            (2, "样区审计局", "孙丙", None),
            ("", "合计", "2人", None),
        ],
    )

    assert [(row.name, row.unit, row.state) for row in reading.payroll.rows] == [
        ("钱乙", "A02", PayState.PAID),
        ("孙丙", "A02", PayState.PAID),
    ]
    assert shown_columns(reading) == "姓名 C 列、单位 B 列、公民身份号码 D 列"


@pytest.mark.parametrize(
    ("word", "state"),
    [
        (None, PayState.PAID),
        ("正常", PayState.PAID),
        ("停发", PayState.STOPPED),
        ("暂停发放", PayState.STOPPED),
        ("退休费", PayState.PENSION),
        ("离退休", PayState.PENSION),
    ],
)
def test_states_in_the_words_of_pay_offices(word: str | None, state: PayState) -> None:
    """Blank means paid: who is on the list is paid."""
    from bianzhi.reading.payroll import _parse_state  # noqa: PLC0415

    assert (_parse_state(word or "") or PayState.PAID) is state


def test_an_unknown_state_counts_as_paid_and_is_told(tmp_path: Path) -> None:
    """Better one person to look at than one ghost unseen."""
    reading = read(tmp_path, 工资=[HEADINGS, ("赵甲", NUMBER, "A01", "公务员", "行政编制", "待定")])

    assert reading.payroll.rows[0].state is PayState.PAID
    (finding,) = reading.findings
    assert (finding.id, finding.at.cell) == ("D005", "F2")
    assert "“待定”不是规定的工资状态，按在发处理" in finding.message


def test_the_column_of_the_status_may_hold_types_and_pensioners(tmp_path: Path) -> None:
    """全额事业编制 under 人员类别 is a type, 离退休人员 a state."""
    rows = [("姓名", "单位", "人员类别"), ("甲", "A01", "全额拨款"), ("乙", "A01", "离退休人员"), ("丙", "A01", "临聘")]
    first, second, third = read(tmp_path, 工资=rows).payroll.rows

    assert (first.category, first.status) == (Category.FULLY_FUNDED, None)
    assert second.state is PayState.PENSION
    assert third.status is Status.OFF_ESTABLISHMENT
    assert not third.draws_salary


def test_units_the_ledger_has_not_are_kept_as_text(tmp_path: Path) -> None:
    """No finding here: the comparison tells of them once a unit."""
    reading = read(tmp_path, 工资=[HEADINGS[:3], ("赵甲", NUMBER, "样区档案馆")])

    assert (reading.payroll.rows[0].unit, reading.payroll.rows[0].unit_text) == ("", "样区档案馆")
    assert reading.findings == ()


def test_a_number_that_excel_has_rounded_is_told_and_not_taken(tmp_path: Path) -> None:
    """4.30E+17 identifies nobody."""
    reading = read(tmp_path, 工资=[HEADINGS[:3], ("赵甲", 430102198501010000, "A01")])

    assert reading.payroll.rows[0].citizen_number == ""
    assert [(finding.id, finding.at.cell) for finding in reading.findings] == [("D012", "B2")]


def test_a_row_without_a_name_is_told_and_left_out(tmp_path: Path) -> None:
    """A number and a unit without a name is somebody; a blank row is nothing."""
    reading = read(tmp_path, 工资=[HEADINGS[:3], (None, NUMBER, "A01"), (None, None, None), ("乙", None, "A01")])

    assert [row.name for row in reading.payroll.rows] == ["乙"]
    assert [(finding.id, finding.at.cell) for finding in reading.findings] == [("D001", "A2")]


def test_of_several_sheets_those_named_so_are_read(tmp_path: Path) -> None:
    """A roster in the same workbook is not the payroll; two pay sheets are both read."""
    rows = [HEADINGS[:3], ("甲", None, "A01")]
    assert len(read(tmp_path, 花名册=rows, 工资一=rows, 工资二=rows).payroll.rows) == 2
    assert len(read(tmp_path, 表一=rows, 表二=rows).payroll.rows) == 2


def test_a_workbook_without_such_a_list_is_refused(tmp_path: Path) -> None:
    """The message names the headings wanted and the sheets there are."""
    with pytest.raises(UnreadableWorkbookError) as caught:
        read(tmp_path, 机构=[("机构编码", "机构名称"), ("A01", "样区财政局")])

    assert "“姓名”和“单位”" in caught.value.message
    assert "机构" in caught.value.message
