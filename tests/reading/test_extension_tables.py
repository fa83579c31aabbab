"""The columns and sheets beyond the basic format: read as they stand, closed where they cannot be read, absent without loss."""

from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from bianzhi import services
from bianzhi.domain.establishment import LevelPosts, Transit
from bianzhi.domain.ledger_rows import rows_of
from bianzhi.domain.terms import Category, Direction
from bianzhi.reading.ledger import read_ledger
from bianzhi.sampling import REFERENCE_DAY
from bianzhi.writing import ledger_workbook
from tests.reading.books import places, read

ADMINISTRATIVE = Category.ADMINISTRATIVE
TRANSITS = ("机构编码*", "编制类型*", "方向*", "人数*", "生效日期", "人员编号", "批准文号")
LEVELS = ("机构编码*", "编制类型*", "层次*", "核定职数*", "批准文号")
EXTENSIONS = {
    "机构": ("地区", "高职低配", "允许溢出人数", "溢出期止"),
    "人员": ("已具备条件",),
}
ROOT = Path(__file__).parents[2]


def transits(folder: Path, *rows: tuple[Any, ...]) -> Any:
    """The smallest ledger with these rows of 在途变动."""
    return read(folder, 在途变动=(TRANSITS, *rows))


def levels(folder: Path, *rows: tuple[Any, ...]) -> Any:
    """The smallest ledger with these rows of 层次职数."""
    return read(folder, 层次职数=(LEVELS, *rows))


def test_columns_of_units_and_people_are_read(tmp_path: Path) -> None:
    """Each under its heading, or an alias."""
    units = (
        ("机构编码*", "机构名称*", "机构类别*", "所在地区", "高职低配", "允许溢出人数", "过渡期止"),
        ("A01", "样区财政局", "政府部门", "甲区", "是", 2, "2027-12-31"),
        ("A02", "样区审计局", "政府部门", "乙区", None, None, None),
    )
    people = (
        ("人员编号*", "姓名*", "机构编码*", "人员类别*", "编制类型*", "已具备条件"),
        ("P1", "赵甲", "A01", "公务员", "行政编制", "同一政法系统、参公登记"),
    )

    ledger = read(tmp_path, 机构=units, 人员=people)

    one, other = ledger.establishment.units
    assert (one.region, one.high_on_low, one.tolerance, one.tolerance_ends) == ("甲区", True, 2, date(2027, 12, 31))
    assert (other.region, other.high_on_low, other.tolerance, other.tolerance_ends) == ("乙区", False, None, None)
    assert ledger.establishment.people[0].conditions == ("同一政法系统", "参公登记")
    assert places(ledger) == []


def test_people_in_transit_are_read(tmp_path: Path) -> None:
    """Both directions, with and without a day, a person and a document."""
    ledger = transits(
        tmp_path,
        ("A01", "行政编制", "调入", 2, "2026-12-31", None, "编〔2026〕1号"),
        ("样区审计局", "行政编制", "出编", 1, None, "P2", None),
    )
    found = ledger.establishment.transits

    assert [(each.unit, each.category, each.direction, each.persons) for each in found] == [
        ("A01", ADMINISTRATIVE, Direction.IN, 2),
        ("A02", ADMINISTRATIVE, Direction.OUT, 1),
    ]
    assert [(each.effective_on, each.person, each.document) for each in found] == [
        (date(2026, 12, 31), "", "编〔2026〕1号"),
        (None, "P2", ""),
    ]
    assert found[1].at.cell("person").cell == "F3"
    assert places(ledger) == []


def test_posts_by_level_are_read(tmp_path: Path) -> None:
    """A band, also in the words of offices."""
    ledger = levels(tmp_path, ("A01", "行政编制", "正科级", 2, None), ("A01", "行政编制", "副科", 3, "编〔2026〕1号"))

    assert [(each.level, each.authorized) for each in ledger.establishment.level_posts] == [("正科", 2), ("副科", 3)]
    assert places(ledger) == []


@pytest.mark.parametrize(
    ("row", "found"),
    [
        (("A09", "行政编制", "调入", 1), ["D003@在途变动!A2"]),
        (("A01", "行政", "外借", 1), ["D005@在途变动!C2"]),
        (("A01", "某编制", "调入", 1), ["D005@在途变动!B2"]),
        (("A01", "行政编制", "调入", "两人"), ["D009@在途变动!D2"]),
        (("A01", "行政编制", "调入", 1.5), ["D009@在途变动!D2"]),
        (("A01", "行政编制", "调入", -1), ["D010@在途变动!D2"]),
        (("A01", "行政编制", "调入", None), ["D001@在途变动!D2"]),
        (("A01", "行政编制", "调入", 1, "年底前"), ["D006@在途变动!E2"]),
        (("A01", "行政编制", "调出", 1, None, "P9"), ["D047@在途变动!F2"]),
        (("A01", "行政编制", "调出", 2, None, "P1"), ["D048@在途变动!D2"]),
        (("A01", "行政编制", "调入", 1, None, "新录用01"), []),
    ],
)
def test_what_is_wrong_in_a_row_of_people_in_transit_is_told(
    tmp_path: Path, row: tuple[Any, ...], found: list[str]
) -> None:
    """At its cell. Who comes in need not be on the roster; who goes out must be."""
    assert places(transits(tmp_path, row)) == found


@pytest.mark.parametrize(
    ("row", "found"),
    [
        (("A09", "行政编制", "正科", 1), ["D003@层次职数!A2"]),
        (("A01", "行政编制", "专技八级", 1), ["D005@层次职数!C2"]),
        (("A01", "行政编制", "处长", 1), ["D005@层次职数!C2"]),
        (("A01", "行政编制", "正科", "若干"), ["D009@层次职数!D2"]),
    ],
)
def test_what_is_wrong_in_a_row_of_posts_by_level_is_told(
    tmp_path: Path, row: tuple[Any, ...], found: list[str]
) -> None:
    """A level is a band, and no grade of specialists."""
    assert places(levels(tmp_path, row)) == found


@pytest.mark.parametrize(
    ("sheet", "row"),
    [
        ("在途变动", ("A01", "行政编制", "调入", "两人")),
        ("在途变动", ("A01", "行政编制", "外借", 1)),
        ("在途变动", ("A01", None, "调入", 1)),
        ("层次职数", ("A01", "行政编制", "处长", 1)),
        ("层次职数", ("A01", "行政编制", "正科", None)),
    ],
)
def test_a_row_that_cannot_be_counted_closes_its_unit(tmp_path: Path, sheet: str, row: tuple[Any, ...]) -> None:
    """It would have taken room: without it a way must not open. The other unit is open, and so it stays once written."""
    headings = TRANSITS if sheet == "在途变动" else LEVELS
    ledger = read(tmp_path, **{sheet: (headings, row)}).establishment

    assert [unit.unreadable for unit in ledger.units] == [(sheet,), ()]
    assert ledger.transits == () and ledger.level_posts == ()
    again = tmp_path / "写回.xlsx"
    ledger_workbook.write(again, rows_of(ledger))
    assert [unit.unreadable for unit in read_ledger(again).establishment.units] == [(sheet,), ()]


@pytest.mark.parametrize("heading", ["允许溢出人数", "溢出期止"])
def test_a_tolerance_that_cannot_be_read_closes_the_unit(tmp_path: Path, heading: str) -> None:
    """Whether its excess needs to move is then unknown."""
    units = (("机构编码*", "机构名称*", "机构类别*", heading), ("A01", "样区财政局", "政府部门", "待定"))
    people = (
        ("人员编号*", "姓名*", "机构编码*", "人员类别*", "编制类型*"),
        ("P1", "赵甲", "A01", "公务员", "行政编制"),
    )
    quotas = (("机构编码*", "编制类型*", "编制数*"), ("A01", "行政编制", 3))

    ledger = read(tmp_path, 机构=units, 人员=people, 编制=quotas)

    assert ledger.establishment.units[0].unreadable == (heading,)


def test_what_is_read_is_written_and_read_again(tmp_path: Path) -> None:
    """Rows of both sheets, and every new column."""
    ledger = read(
        tmp_path,
        在途变动=(TRANSITS, ("A01", "行政编制", "调出", 1, "2027-01-01", "P1", "文号")),
        层次职数=(LEVELS, ("A01", "行政编制", "正科", 2, "文号")),
    ).establishment
    again = tmp_path / "写回.xlsx"
    ledger_workbook.write(again, rows_of(ledger))
    read_back = read_ledger(again).establishment

    assert [_bare(each) for each in read_back.transits] == [_bare(each) for each in ledger.transits]
    assert [_bare(each) for each in read_back.level_posts] == [_bare(each) for each in ledger.level_posts]


def _bare(row: Transit | LevelPosts) -> tuple[object, ...]:
    return tuple(getattr(row, name) for name in row.__slots__ if name != "at")


def test_a_ledger_without_the_extensions_reads_and_plans_as_ever(tmp_path: Path) -> None:
    """The small sample with every extension column and sheet cut out: the same people, the same plan, nothing found."""
    path = tmp_path / "旧台账.xlsx"
    book = openpyxl.load_workbook(ROOT / "sample_data" / "五单位练习台账.xlsx")
    for name in ("在途变动", "层次职数"):
        del book[name]
    for name, headings in EXTENSIONS.items():
        row = [str(cell.value).rstrip("*") for cell in book[name][1]]
        for heading in sorted(headings, key=row.index, reverse=True):
            book[name].delete_cols(row.index(heading) + 1)
    book.save(path)

    new, old = services.read(ROOT / "sample_data" / "五单位练习台账.xlsx"), services.read(path)

    assert [finding.id for finding in old.form_findings] == [finding.id for finding in new.form_findings]
    assert old.establishment.transits == () and old.establishment.level_posts == ()
    plans = [services.reallocate(each.establishment, REFERENCE_DAY) for each in (old, new)]
    assert plans[0].moves == plans[1].moves
    assert plans[0].objectives == plans[1].objectives
    assert plans[0].moves
