"""职责, 周转使用 and 工作量: read as they stand, every wrong cell told, absent without loss, written back the same."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from bianzhi.domain.ledger_rows import rows_of
from bianzhi.domain.terms import Category, WorkloadKind
from bianzhi.reading.ledger import LedgerReading, read_ledger
from bianzhi.writing import ledger_workbook
from tests.reading.books import places, read

DUTIES = ("职责编码*", "机构编码*", "科室编码", "内容*", "依据", "工作量", "所需编制")
LOANS = ("借用机构编码*", "编制类型*", "周转数*", "借出机构编码", "周转期起", "周转期止", "批准文号")
WORKLOADS = ("机构编码*", "科室编码", "事项*", "类别*", "年工作量*", "单件分钟")
SECTIONS = (("机构编码*", "科室编码*", "科室名称*"), ("A01", "S1", "预算科"), ("A02", "S2", "审计科"))


def ledger(folder: Path, sheet: str, *rows: tuple[Any, ...]) -> LedgerReading:
    """The smallest ledger with two sections and these rows of one sheet."""
    headings = {"职责": DUTIES, "周转使用": LOANS, "工作量": WORKLOADS}[sheet]
    return read(folder, 内设机构=SECTIONS, **{sheet: (headings, *rows)})


def test_duties_are_read(tmp_path: Path) -> None:
    """Unit and section by code or by name; what is optional may be blank."""
    found = ledger(
        tmp_path,
        "职责",
        ("D1", "A01", "S1", "编制全区预算", "“三定”规定第三条", 120, 2),
        ("D2", "样区财政局", "预算科", "监督预算执行"),
        ("D3", "A02", None, "审计监督"),
    )
    one, two, three = found.establishment.duties

    assert (one.code, one.unit, one.section, one.text) == ("D1", "A01", "S1", "编制全区预算")
    assert (one.source, one.workload, one.posts) == ("“三定”规定第三条", 120, 2)
    assert (two.unit, two.section, two.source, two.workload, two.posts) == ("A01", "S1", "", None, None)
    assert (three.unit, three.section) == ("A02", "")
    assert two.at.cell("text").cell == "D3"
    assert places(found) == []


def test_loans_are_read(tmp_path: Path) -> None:
    """From another unit, and from the office's own pool."""
    found = ledger(
        tmp_path,
        "周转使用",
        ("A01", "行政编制", 1, "样区审计局", "2026-01-01", "2027-12-31", "编〔2026〕1号"),
        ("A02", "行政", 2, None, None, None, None),
    )
    one, other = found.establishment.loans

    assert (one.borrower, one.category, one.posts, one.lender) == ("A01", Category.ADMINISTRATIVE, 1, "A02")
    assert (one.since, one.until, one.document) == (date(2026, 1, 1), date(2027, 12, 31), "编〔2026〕1号")
    assert (other.borrower, other.posts, other.lender, other.until) == ("A02", 2, "", None)
    assert places(found) == []


def test_workload_is_read(tmp_path: Path) -> None:
    """The three kinds, also in the words of offices."""
    found = ledger(
        tmp_path,
        "工作量",
        ("A01", "S1", "预算审核", "服务", 1200, 45),
        ("A01", None, "会议", "辅助事项", 10, None),
        ("A02", "审计科", "专项审计", "专项工作", 400, None),
    )

    assert [(row.unit, row.section, row.kind, row.volume, row.minutes) for row in found.establishment.workloads] == [
        ("A01", "S1", WorkloadKind.SERVICE, 1200, 45),
        ("A01", "", WorkloadKind.SUPPORT, 10, None),
        ("A02", "S2", WorkloadKind.SPECIAL, 400, None),
    ]
    assert places(found) == []


@pytest.mark.parametrize(
    ("row", "found", "kept"),
    [
        (("D1", "A09", None, "内容"), ["D003@职责!B2"], 0),
        ((None, "A01", None, "内容"), ["D001@职责!A2"], 0),
        (("D1", None, None, "内容"), ["D001@职责!B2"], 0),
        (("D1", "A01", None, None), ["D001@职责!D2"], 1),
        (("D1", "A01", "S2", "内容"), ["D018@职责!C2"], 1),
        (("D1", "A01", "审计科", "内容"), ["D018@职责!C2"], 1),
        (("D1", "A01", "S9", "内容"), ["D018@职责!C2"], 1),
        (("D1", "A01", None, "内容", None, "很多"), ["D009@职责!F2"], 1),
        (("D1", "A01", None, "内容", None, None, -1), ["D010@职责!G2"], 1),
    ],
)
def test_what_is_wrong_in_a_duty_is_told(tmp_path: Path, row: tuple[Any, ...], found: list[str], kept: int) -> None:
    """At its cell; without a code or a unit the row is left out. A section of another unit is none of this one."""
    reading = ledger(tmp_path, "职责", row)

    assert places(reading) == found
    assert len(reading.establishment.duties) == kept
    assert all(not duty.section for duty in reading.establishment.duties)


def test_a_code_of_a_duty_stands_once(tmp_path: Path) -> None:
    """The first stays; the second is told with the row of the first."""
    reading = ledger(tmp_path, "职责", ("D1", "A01", None, "甲"), ("D1", "A02", None, "乙"))

    assert places(reading) == ["D002@职责!A3"]
    assert "与第 2 行重复" in reading.findings[0].message
    assert [duty.text for duty in reading.establishment.duties] == ["甲"]


@pytest.mark.parametrize(
    ("row", "found", "kept"),
    [
        (("A09", "行政编制", 1), ["D003@周转使用!A2"], 0),
        (("A01", "某编制", 1), ["D005@周转使用!B2"], 0),
        (("A01", "行政编制", "一名"), ["D009@周转使用!C2"], 0),
        (("A01", "行政编制", -1), ["D010@周转使用!C2"], 0),
        (("A01", "行政编制", 1, "A09"), ["D003@周转使用!D2"], 1),
        (("A01", "行政编制", 1, "A02", None, "长期"), ["D006@周转使用!F2"], 1),
    ],
)
def test_what_is_wrong_in_a_loan_is_told(tmp_path: Path, row: tuple[Any, ...], found: list[str], kept: int) -> None:
    """At its cell; a lender nobody knows leaves the loan as one of the pool, and that is said."""
    reading = ledger(tmp_path, "周转使用", row)

    assert places(reading) == found
    assert len(reading.establishment.loans) == kept
    if "D003@周转使用!D2" in found:
        assert "暂按使用机动编制处理" in reading.findings[0].message


@pytest.mark.parametrize(
    ("row", "found", "kept"),
    [
        (("A09", None, "审核", "服务", 1, 1), ["D003@工作量!A2"], 0),
        (("A01", None, "审核", "其他", 1, 1), ["D005@工作量!D2"], 0),
        (("A01", None, "审核", "服务", "若干", 1), ["D009@工作量!E2"], 0),
        (("A01", None, None, "服务", 1, 1), ["D001@工作量!C2"], 1),
        (("A01", "S2", "审核", "服务", 1, 1), ["D018@工作量!B2"], 1),
        (("A01", None, "审核", "服务", 1, "半小时"), ["D009@工作量!F2"], 1),
    ],
)
def test_what_is_wrong_in_workload_is_told(tmp_path: Path, row: tuple[Any, ...], found: list[str], kept: int) -> None:
    """At its cell."""
    reading = ledger(tmp_path, "工作量", row)

    assert places(reading) == found
    assert len(reading.establishment.workloads) == kept


def test_what_cannot_be_read_closes_no_unit(tmp_path: Path) -> None:
    """Duties, loans and workload open no way to anybody: a lost row of them is told, and nothing else follows."""
    for sheet, row in (("职责", (None, "A01", None, "甲")), ("周转使用", ("A01", "某", 1)), ("工作量", ("A01",))):
        assert all(not unit.unreadable for unit in ledger(tmp_path, sheet, row).establishment.units)


def test_a_list_of_one_unit_is_named_by_its_sheet(tmp_path: Path) -> None:
    """样区财政局主要职责: no column of units is needed."""
    rows = (("样区财政局主要职责",), ("职责编码", "内容"), ("D1", "编制预算"), ("D2", "监督执行"))
    reading = read(tmp_path, 职责=rows)

    assert [(duty.code, duty.unit) for duty in reading.establishment.duties] == [("D1", "A01"), ("D2", "A01")]


def test_without_a_column_of_codes_the_sheet_is_not_read(tmp_path: Path) -> None:
    """A reform names duties by their codes: none are made up."""
    reading = read(tmp_path, 职责=(("机构编码*", "内容*"), ("A01", "编制预算")))

    assert [finding.id for finding in reading.findings] == ["D026"]
    assert "职责编码" in reading.findings[0].message
    assert reading.establishment.duties == ()


def test_what_is_read_is_written_and_read_again(tmp_path: Path) -> None:
    """Rows of all three sheets, to the last field."""
    tables = {
        "职责": (DUTIES, ("D1", "A01", "S1", "编制预算", "依据", 120, 2), ("D2", "A02", None, "审计")),
        "周转使用": (LOANS, ("A01", "行政编制", 1, "A02", "2026-01-01", "2027-12-31", "文号")),
        "工作量": (WORKLOADS, ("A01", "S1", "审核", "服务", 1200, 45), ("A02", None, "会议", "辅助", 10, None)),
    }
    first = read(tmp_path, 内设机构=SECTIONS, **tables).establishment
    ledger_workbook.write(tmp_path / "写回.xlsx", rows_of(first))
    again = read_ledger(tmp_path / "写回.xlsx").establishment

    for table in ("duties", "loans", "workloads"):
        rows = [[_bare(row) for row in getattr(each, table)] for each in (first, again)]
        assert rows[0] and rows[0] == rows[1]


def test_a_ledger_without_the_sheets_reads_as_before(tmp_path: Path) -> None:
    """No finding, no row."""
    reading = read(tmp_path)

    assert reading.findings == ()
    assert (reading.establishment.duties, reading.establishment.loans, reading.establishment.workloads) == ((), (), ())


def _bare(row: Any) -> tuple[object, ...]:
    return tuple(getattr(row, name) for name in row.__slots__ if name != "at")
