"""A table that a ledger cannot do without has rows, or that is said."""

from pathlib import Path

import xlsxwriter

from bianzhi.reading.ledger import read_ledger


def test_a_ledger_without_people_says_so(tmp_path: Path) -> None:
    """Units and quotas are there, the sheet 人员 has only its headings: one finding, at that sheet."""
    path = tmp_path / "台账.xlsx"
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet("机构").write_column(0, 0, ["机构编码", "A"])
        book.get_worksheet_by_name("机构").write_column(0, 1, ["机构名称", "区甲局"])
        book.get_worksheet_by_name("机构").write_column(0, 2, ["机构类别", "政府部门"])
        book.add_worksheet("编制").write_row(0, 0, ["机构编码", "编制类型", "编制数"])
        book.get_worksheet_by_name("编制").write_row(1, 0, ["A", "行政编制", 3])
        book.add_worksheet("人员").write_row(0, 0, ["人员编号", "姓名", "机构编码", "人员类别", "编制类型"])

    findings = [finding for finding in read_ledger(path).findings if finding.id == "D028"]

    assert [finding.at.sheet for finding in findings] == ["人员"]
