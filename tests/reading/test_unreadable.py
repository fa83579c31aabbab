"""Cells that decide who may move and cannot be read are remembered with the row, so that nothing opens by mistake."""

from collections.abc import Sequence
from pathlib import Path

import pytest
import xlsxwriter

from bianzhi.domain.establishment import Establishment
from bianzhi.reading.ledger import read_ledger

SHEETS: dict[str, list[list[object]]] = {
    "机构": [["机构编码", "机构名称", "机构类别", "编制池", "最低保留人数"], ["A", "区甲局", "政府部门", "区直", 3]],
    "编制": [["机构编码", "编制类型", "编制数"], ["A", "行政编制", 3]],
    "人员": [
        ["人员编号", "姓名", "机构编码", "人员类别", "编制类型", "是否领导", "人员状态", "试用期止", "学历"],
        ["p", "某甲", "A", "公务员", "行政编制", "否", "现职", "2026-01-01", "大学"],
    ],
    "岗位需求": [
        ["机构编码", "岗位名称", "编制类型", "需求数", "层次", "年龄上限"],
        ["A", "岗", "行政编制", 1, "科员", 35],
    ],
}


def read_with(folder: Path, sheet: str, heading: str, value: object) -> Establishment:
    """The ledger with one cell changed."""
    path = folder / "台账.xlsx"
    with xlsxwriter.Workbook(path) as book:
        for name, rows in SHEETS.items():
            page = book.add_worksheet(name)
            for number, row in enumerate(rows):
                cells: Sequence[object] = row
                if name == sheet and number == 1:
                    cells = [value if of == heading else cell for of, cell in zip(rows[0], row, strict=True)]
                page.write_row(number, 0, cells)
    return read_ledger(path).establishment


@pytest.mark.parametrize(
    ("sheet", "heading", "value"),
    [
        ("机构", "编制池", "国安"),
        ("机构", "机构类别", "某某署"),
        ("机构", "最低保留人数", "十"),
        ("人员", "是否领导", "局长"),
        ("人员", "人员状态", "停薪留职"),
        ("人员", "试用期止", "待定"),
        ("岗位需求", "层次", "处长级"),
        ("岗位需求", "年龄上限", "35岁以下"),
    ],
)
def test_what_bears_on_moves_and_cannot_be_read_is_remembered(
    tmp_path: Path, sheet: str, heading: str, value: object
) -> None:
    """By its heading, at the unit, the person or the post."""
    ledger = read_with(tmp_path, sheet, heading, value)
    row = {"机构": ledger.units, "人员": ledger.people, "岗位需求": ledger.posts}[sheet][0]

    assert row.unreadable == (heading,)


def test_other_cells_are_not(tmp_path: Path) -> None:
    """A degree that cannot be read is a finding, and no bar; nor is anything in a ledger that is right."""
    assert read_with(tmp_path, "人员", "学历", "高小").people[0].unreadable == ()
    ledger = read_with(tmp_path, "人员", "姓名", "某乙")
    assert [row.unreadable for row in (*ledger.units, *ledger.people, *ledger.posts)] == [(), (), ()]
