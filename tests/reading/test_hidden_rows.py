"""Rows hidden or filtered away are read, and that is said once a sheet."""

from pathlib import Path

import pytest
import xlsxwriter

from bianzhi.reading.ledger import read_ledger


@pytest.mark.parametrize(("hidden", "said"), [((), []), ((2,), ["A3"]), ((1, 2), ["A2"])])
def test_hidden_rows_are_read_and_told(tmp_path: Path, hidden: tuple[int, ...], said: list[str]) -> None:
    """Both units are there whichever is hidden; the note stands at the first hidden row."""
    path = tmp_path / "台账.xlsx"
    with xlsxwriter.Workbook(path) as book:
        units = book.add_worksheet("机构")
        units.write_row(0, 0, ["机构编码", "机构名称", "机构类别"])
        units.write_row(1, 0, ["A", "区甲局", "政府部门"])
        units.write_row(2, 0, ["B", "区乙局", "政府部门"])
        for row in hidden:
            units.set_row(row, None, None, {"hidden": True})
        book.add_worksheet("编制").write_row(0, 0, ["机构编码", "编制类型", "编制数"])
        book.add_worksheet("人员").write_row(0, 0, ["人员编号", "姓名", "机构编码", "人员类别", "编制类型"])
    reading = read_ledger(path)

    assert [unit.code for unit in reading.establishment.units] == ["A", "B"]
    assert [finding.at.cell for finding in reading.findings if finding.id == "D046"] == said
