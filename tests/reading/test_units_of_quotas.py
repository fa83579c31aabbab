"""A long table of quotas that names its units is also the table of units, where nothing else lists them."""

from pathlib import Path

import xlsxwriter

from bianzhi.domain.terms import Category, UnitKind
from bianzhi.reading.ledger import read_ledger


def test_units_come_from_the_table_of_quotas(tmp_path: Path) -> None:
    """Two rows of one unit are one unit; its kind stands beside it; a roster by name finds it."""
    path = tmp_path / "台账.xlsx"
    with xlsxwriter.Workbook(path) as book:
        quotas = book.add_worksheet("编制台账")
        quotas.write_row(0, 0, ["机构编制台账"])
        quotas.write_row(1, 0, ["单位全称", "单位性质", "编制类别", "核定编制数"])
        quotas.write_row(2, 0, ["样区财政局", "政府部门", "行政编制", 3])
        quotas.write_row(3, 0, ["样区财政局", "政府部门", "机关工勤编制", 1])
        quotas.write_row(4, 0, ["样区文化馆", "公益一类", "全额事业编制", 5])
        roster = book.add_worksheet("人员")
        roster.write_row(0, 0, ["姓名", "单位名称", "人员类别", "编制类型"])
        roster.write_row(1, 0, ["某甲", "样区财政局", "公务员", "行政编制"])
    reading = read_ledger(path)
    ledger = reading.establishment

    assert [(unit.code, unit.name, unit.kind, unit.unreadable) for unit in ledger.units] == [
        ("U001", "样区财政局", UnitKind.GOVERNMENT, ()),
        ("U002", "样区文化馆", UnitKind.WELFARE_ONE, ()),
    ]
    assert ledger.authorized["U001", Category.ADMINISTRATIVE] == 3
    assert [person.unit for person in ledger.people] == ["U001"]
    assert not [finding for finding in reading.findings if finding.id == "D021"], "单位性质 was read, as the kind"
