"""Ledgers as offices keep them: each layout is read as exactly what it says."""

import hashlib
from dataclasses import replace
from pathlib import Path

import pytest

from bianzhi.domain.establishment import Establishment, LeadershipPosts, QuotaEntry, Section, Unit
from bianzhi.domain.intake import StatedCount
from bianzhi.domain.terms import Category, LeadershipKind, UnitKind
from bianzhi.errors import UnreadableWorkbookError
from bianzhi.reading.ledger import read_files
from tests.reading.books import Rows
from tests.reading.layouts import (
    AUDIT,
    CENTER,
    ENTRIES,
    FINANCE,
    PEOPLE,
    QUOTAS,
    ROSTER,
    SMALL,
    UNITS,
    civil_servant,
    ids,
    manager,
    read_tables,
    said,
    written,
)

WIDE: Rows = (
    ("各单位编制与人员配备表",),
    ("机构名称", "机构级别", "行政编制数", None, None, None, "全额事业编制数", None, None, None),
    (None, None, *("编制数", "实有人数", "超配", "缺配") * 2),
    ("样区财政局", "正科级", 3, 1, 0, 2, None, None, None, None),
    ("样区审计局", "正科级", 2, 1, 0, 1, None, None, None, None),
    ("样区政务服务中心", "副科级", None, None, None, None, 4, 1, 0, 3),
    ("总计", None, 5, 2, 0, 3, 4, 1, 0, 3),
)
WIDE_MERGES = ("A1:J1", "A2:A3", "B2:B3", "C2:F2", "G2:J2")


def test_sheets_under_any_name_with_titles_and_notes(tmp_path: Path) -> None:
    """Names say nothing; titles stand above the headings, notes below the rows."""
    tables = {
        "Sheet1": (("样区机构清单",), (), *UNITS, ("注：截至2026年6月30日",)),
        "Sheet2": (("附表二",), ("单位：名",), *QUOTAS, ("合计", None, 9)),
        "Sheet3": (("实名制花名册",), *ROSTER, (), ("填表人：某某", None, None)),
    }
    reading = read_tables(tmp_path, tables)
    assert said(reading.establishment) == said(SMALL)
    assert not reading.findings


def test_one_row_a_unit_with_four_columns_under_each_type(tmp_path: Path) -> None:
    """各单位编制与人员配备表: quotas by type; what the office counts itself is kept; 总计 is left out, and agrees."""
    reading = read_tables(tmp_path, {"机构": UNITS, "配备表": WIDE, "花名册": ROSTER}, {"配备表": WIDE_MERGES})
    assert said(reading.establishment) == said(SMALL)
    assert not reading.findings
    assert [replace(count, at=SMALL.units[0].at) for count in reading.stated] == [
        StatedCount("A01", Category.ADMINISTRATIVE, 3, 1, 0, 2),
        StatedCount("A02", Category.ADMINISTRATIVE, 2, 1, 0, 1),
        StatedCount("C01", Category.FULLY_FUNDED, 4, 1, 0, 3),
    ]
    entry, count = reading.establishment.quota_entries[2], reading.stated[1]
    assert str(entry.at.cell("posts")) == "台账.xlsx › 配备表 › G6"
    assert str(count.at.cell("vacancies")) == "台账.xlsx › 配备表 › F5"


def test_wide_form_alone_names_the_units(tmp_path: Path) -> None:
    """Without a table of units they are those of the form, coded by order; a kind nobody gave is asked for."""
    reading = read_tables(tmp_path, {"配备表": WIDE, "花名册": ROSTER}, {"配备表": WIDE_MERGES})
    units = tuple(
        Unit(code, unit.name, UnitKind.GOVERNMENT, rank=rank, unreadable=("机构类别",))
        for code, unit, rank in (
            ("U001", FINANCE, "正科级"),
            ("U002", AUDIT, "正科级"),
            ("U003", CENTER, "副科级"),
        )
    )
    codes = dict(zip(("A01", "A02", "C01"), ("U001", "U002", "U003"), strict=True))
    expected = Establishment(
        "",
        units,
        tuple(replace(entry, unit=codes[entry.unit]) for entry in ENTRIES),
        people=tuple(replace(person, unit=codes[person.unit]) for person in PEOPLE),
    )
    assert said(reading.establishment) == said(expected)
    assert ids(reading) == ["D032", "D029", "D034"]


def test_groups_of_units_give_their_kind(tmp_path: Path) -> None:
    """一、政府部门 heads a group and is no unit; the units under it are of that kind, and nothing is asked."""
    rows = (
        ("序号", "单位名称", "行政编制", "全额事业编制"),
        (None, "一、政府部门", None, None),
        (1, "样区财政局", 3, None),
        (2, "样区审计局", 2, None),
        (None, "小计", 5, None),
        (None, "二、公益一类", None, None),
        (3, "样区政务服务中心", None, 4),
        (None, "合计", 5, 4),
    )
    reading = read_tables(tmp_path, {"编制情况": rows, "花名册": ROSTER})
    codes = dict(zip(("A01", "A02", "C01"), ("U001", "U002", "U003"), strict=True))
    expected = Establishment(
        "",
        tuple(replace(unit, code=codes[unit.code]) for unit in SMALL.units),
        tuple(replace(entry, unit=codes[entry.unit]) for entry in ENTRIES),
        people=tuple(replace(person, unit=codes[person.unit]) for person in PEOPLE),
    )
    assert said(reading.establishment) == said(expected)
    assert ids(reading) == ["D032", "D029"]


def test_simple_wide_form_with_the_kinds_of_units(tmp_path: Path) -> None:
    """The template B01: units, their kinds and their quotas in one sheet; 工勤 is told by the kind of the unit."""
    rows = (
        ("机构名称", "机构编码", "机构类别", "行政编制数", "事业编制数（参照）", "工勤编制数", "备注"),
        ("样区财政局", "A01", "政府部门", 3, 0, 1, None),
        ("样区统计普查中心", "B01", "参公事业单位", 0, 5, 2, "归口统计局"),
    )
    roster = (*ROSTER[:2], ("P9", "吴己", "样区统计普查中心", "参公事业人员", "参公事业编制"))
    reading = read_tables(tmp_path, {"B01单位": rows, "A01人员": roster})
    assert [(entry.unit, entry.category, entry.posts) for entry in reading.establishment.quota_entries] == [
        ("A01", Category.ADMINISTRATIVE, 3),
        ("A01", Category.AGENCY_SUPPORT, 1),
        ("B01", Category.CIVIL_LIKE, 5),
        ("B01", Category.INSTITUTION_SUPPORT, 2),
    ]
    assert said(reading.establishment)["units"] == [
        said(Establishment("", (unit,)))["units"][0]
        for unit in (
            FINANCE,
            Unit("B01", "样区统计普查中心", UnitKind.CIVIL_LIKE_INSTITUTION, note="归口统计局"),
        )
    ]
    assert not reading.findings


@pytest.mark.parametrize(
    ("funding", "read_as"),
    [("全额拨款", [Category.FULLY_FUNDED]), ("经费自理", [Category.SELF_FUNDED]), (None, [])],
)
def test_bare_institution_posts_need_their_funding(
    funding: str | None, read_as: list[Category], tmp_path: Path
) -> None:
    """事业编制 alone is one of three: the form of funding says which; without it nothing is read and the user is asked."""
    rows = (
        ("单位名称", "经费形式", "行政编制", "事业编制"),
        ("样区政务服务中心", funding, None, 4),
        ("样区财政局", None, 3, None),
    )
    reading = read_tables(tmp_path, {"机构": UNITS, "编制表": rows, "花名册": ROSTER})
    entries = reading.establishment.quota_entries
    assert [entry.category for entry in entries if entry.unit == "C01"] == read_as
    assert ids(reading) == ([] if read_as else ["D038"])


def test_leadership_posts_in_the_wide_form(tmp_path: Path) -> None:
    """各单位领导职数配备情况表: 应配 under 正职 and 副职; the sum of both under 领导职数 is not read."""
    heads = ("应配", "实配", "超配", "缺配")
    rows = (
        ("各单位领导职数配备情况表",),
        ("机构名称", "机构级别", "机构类型", "领导职数", *(None,) * 3, "正职", *(None,) * 3, "副职", *(None,) * 3),
        (None, None, None, *heads * 3),
        ("样区财政局", "正科级", "政府部门", 4, 3, 0, 1, 1, 1, 0, 0, 3, 2, 0, 1),
        ("样区审计局", "正科级", "政府部门", 3, 3, 0, 0, 1, 1, 0, 0, 2, 2, 0, 0),
        ("样区政务服务中心", "副科级", "公益一类", 2, 1, 0, 1, 1, 0, 0, 1, 1, 1, 0, 0),
        ("总计", None, None, 9, 7, 0, 2, 3, 2, 0, 1, 6, 5, 0, 1),
    )
    merges = ("A1:O1", "A2:A3", "B2:B3", "C2:C3", "D2:G2", "H2:K2", "L2:O2")
    reading = read_tables(tmp_path, {"职数配备": rows, "编制": QUOTAS_BY_NAME, "花名册": ROSTER}, {"职数配备": merges})
    assert [(post.unit, post.kind, post.authorized) for post in reading.establishment.leadership_posts] == [
        ("U001", LeadershipKind.UNIT_HEAD, 1),
        ("U001", LeadershipKind.UNIT_DEPUTY, 3),
        ("U002", LeadershipKind.UNIT_HEAD, 1),
        ("U002", LeadershipKind.UNIT_DEPUTY, 2),
        ("U003", LeadershipKind.UNIT_HEAD, 1),
        ("U003", LeadershipKind.UNIT_DEPUTY, 1),
    ]
    assert [unit.kind for unit in reading.establishment.units] == [unit.kind for unit in SMALL.units]
    assert "D030" not in ids(reading) and "D034" not in ids(reading)


QUOTAS_BY_NAME: Rows = (
    ("单位名称", "编制类型", "编制数"),
    ("样区财政局", "行政", 3),
    ("样区审计局", "行政", 2),
    ("样区政务服务中心", "全额事业", 4),
)


def test_simple_wide_leadership_posts(tmp_path: Path) -> None:
    """One column a kind, beside nothing else; the exact posts."""
    rows = (
        ("单位", "单位正职", "单位副职", "内设机构领导正职", "内设机构领导副职"),
        ("样区财政局", 1, 3, 4, 2),
        ("样区审计局", 1, 2, 0, None),
    )
    reading = read_tables(tmp_path, {"机构": UNITS, "编制": QUOTAS, "职数核定": rows, "人员": ROSTER})
    expected = replace(
        SMALL,
        leadership_posts=(
            LeadershipPosts("A01", LeadershipKind.UNIT_HEAD, 1),
            LeadershipPosts("A01", LeadershipKind.UNIT_DEPUTY, 3),
            LeadershipPosts("A01", LeadershipKind.SECTION_HEAD, 4),
            LeadershipPosts("A01", LeadershipKind.SECTION_DEPUTY, 2),
            LeadershipPosts("A02", LeadershipKind.UNIT_HEAD, 1),
            LeadershipPosts("A02", LeadershipKind.UNIT_DEPUTY, 2),
            LeadershipPosts("A02", LeadershipKind.SECTION_HEAD, 0),
        ),
    )
    assert said(reading.establishment) == said(expected)
    assert not reading.findings


def test_one_sheet_a_unit(tmp_path: Path) -> None:
    """The sheet's name or its title says whose people these are; the rows name no unit, and have no numbers."""
    head = ("序号", "姓名", "人员类别", "编制类型")
    tables = {
        "机构": UNITS,
        "编制": QUOTAS,
        "财政局": (("花名册",), head, (1, "赵甲", "公务员", "行政编制"), ("合计", "1人", None, None)),
        "Sheet2": (("样区审计局在编人员花名册",), head, (1, "钱乙", "公务员", "行政编制")),
        "3": (("单位：样区政务服务中心", None), head, (1, "孙丙", "事业管理人员", "全额事业编制")),
    }
    reading = read_tables(tmp_path, tables)
    numbered = [replace(person, id=f"P0000{n}") for n, person in enumerate(PEOPLE, start=1)]
    assert said(reading.establishment) == said(replace(SMALL, people=tuple(numbered)))
    assert ids(reading) == ["D031", "D032"]
    person = reading.establishment.people[0]
    assert (str(person.at.cell("name")), str(person.at.cell("id"))) == (
        "台账.xlsx › 财政局 › B3",
        "台账.xlsx › 财政局 › B3",
    )


def test_sheet_of_no_unit_is_not_guessed(tmp_path: Path) -> None:
    """Nothing says whose people these are: they are left out, and that is said; nobody else is touched."""
    stray = (("姓名", "人员类别", "编制类型"), ("周丁", "公务员", "行政编制"))
    reading = read_tables(tmp_path, {"机构": UNITS, "编制": QUOTAS, "在编人员": ROSTER, "其他": stray})
    assert said(reading.establishment) == said(SMALL)
    assert ids(reading) == ["D037"]


def test_units_by_short_old_and_own_short_name(tmp_path: Path) -> None:
    """区财政局, a name in the column 简称, and a former name in a remark; each taken for its unit with a note."""
    units = (
        ("机构编码", "机构名称", "机构类别", "机构简称", "备注"),
        ("A01", "样区财政局", "政府部门", None, None),
        ("A02", "样区审计局", "政府部门", "审局", None),
        ("C01", "样区政务服务中心", "公益一类", None, "2019年更名，原行政服务大厅管理中心"),
    )
    roster = (
        ROSTER[0],
        ("P1", "赵甲", "区财政局", "公务员", "行政编制"),
        ("P2", "钱乙", "审局", "公务员", "行政编制"),
        ("P3", "孙丙", "行政服务大厅管理中心", "事业管理人员", "全额事业编制"),
    )
    reading = read_tables(tmp_path, {"机构": units, "编制": QUOTAS, "人员": roster})
    expected = replace(SMALL, units=(FINANCE, AUDIT, replace(CENTER, note="2019年更名，原行政服务大厅管理中心")))
    assert said(reading.establishment) == said(expected)
    assert [(finding.id, finding.at.cell) for finding in reading.findings] == [("D031", f"C{row}") for row in (2, 3, 4)]
    assert "按曾用名认定为“样区政务服务中心”（C01）" in reading.findings[2].message


def test_short_name_of_two_units_is_none(tmp_path: Path) -> None:
    """Two districts in one ledger: 财政局 is not guessed."""
    units = (
        *UNITS[:2],
        ("B01", "样区审计局", "政府部门"),
        ("A09", "东区财政局", "政府部门"),
        ("B09", "东区审计局", "政府部门"),
    )
    roster = (ROSTER[0], ("P1", "赵甲", "财政局", "公务员", "行政编制"))
    reading = read_tables(tmp_path, {"机构": units, "编制": QUOTAS[:2], "人员": roster})
    assert not reading.establishment.people
    assert "D004" in ids(reading)


def test_units_without_codes_get_some_by_order(tmp_path: Path) -> None:
    """U001 on; a kind that the name says for sure is taken with a note, another is asked for."""
    units = (
        ("单位名称", "规格"),
        ("样区河东街道办事处", "正科级"),
        ("样区人民法院", "副处级"),
        ("样区财政局", "正科级"),
        ("合计3家", None),
    )
    roster = (ROSTER[0], ("P1", "赵甲", "样区财政局", "公务员", "行政编制"))
    quotas = (QUOTAS_BY_NAME[0], QUOTAS_BY_NAME[1])
    reading = read_tables(tmp_path, {"机构清单": units[:-1], "编制": quotas, "人员": roster})
    assert [(unit.code, unit.kind) for unit in reading.establishment.units] == [
        ("U001", UnitKind.SUBDISTRICT),
        ("U002", UnitKind.COURT),
        ("U003", UnitKind.GOVERNMENT),
    ]
    assert [(finding.id, finding.at.cell) for finding in reading.findings] == [
        ("D032", ""),
        ("D033", "A2"),
        ("D033", "A3"),
        ("D034", "A4"),
    ]
    assert reading.establishment.people[0].unit == "U003"


def test_three_files_make_one_ledger(tmp_path: Path) -> None:
    """Units and quotas from one office, the roster from another, more people in a third; the fingerprint is of all."""
    files = [
        written(tmp_path, "编制.xlsx", {"机构": UNITS, "编制": QUOTAS}),
        written(tmp_path, "花名册.xlsx", {"人员": ROSTER[:3]}),
        written(tmp_path, "事业.xlsx", {"人员": (ROSTER[0], ROSTER[3])}),
    ]
    reading = read_files(files)
    assert said(reading.establishment) == said(SMALL)
    assert not reading.findings
    digests = sorted(hashlib.sha256(file.path.read_bytes()).hexdigest() for file in files)
    assert reading.establishment.sha256 == hashlib.sha256("".join(digests).encode()).hexdigest()
    assert str(reading.establishment.people[2].at.cell("name")) == "事业.xlsx › 人员 › B2"
    assert read_files(files[::-1]).establishment.sha256 == reading.establishment.sha256


def test_one_number_in_two_files_is_reported(tmp_path: Path) -> None:
    """The first stays; the second is named with the place of the first."""
    files = [
        written(tmp_path, "一.xlsx", {"机构": UNITS, "编制": QUOTAS, "人员": ROSTER}),
        written(tmp_path, "二.xlsx", {"人员": (ROSTER[0], ("P1", "郑庚", "A02", "公务员", "行政编制"))}),
    ]
    reading = read_files(files)
    assert said(reading.establishment) == said(SMALL)
    assert [(finding.id, str(finding.at)) for finding in reading.findings] == [("D036", "二.xlsx › 人员 › A2")]
    assert "“一.xlsx › 人员”第 2 行" in reading.findings[0].message


def test_what_is_missing_is_missing_from_all_files_together(tmp_path: Path) -> None:
    """Two files without quotas are no ledger."""
    files = [written(tmp_path, "一.xlsx", {"机构": UNITS}), written(tmp_path, "二.xlsx", {"人员": ROSTER})]
    with pytest.raises(UnreadableWorkbookError, match=r"“一\.xlsx”、“二\.xlsx”不能作为台账读取：缺少“编制”表"):
        read_files(files)


def test_summary_beside_the_ledger_is_only_compared(tmp_path: Path) -> None:
    """The same quotas in a long and in a wide table are not added up."""
    files = [
        written(tmp_path, "台账.xlsx", {"机构": UNITS, "编制": QUOTAS, "人员": ROSTER}),
        written(tmp_path, "汇总.xlsx", {"配备表": WIDE}, {"配备表": WIDE_MERGES}),
    ]
    reading = read_files(files)
    assert said(reading.establishment) == said(SMALL)
    assert ids(reading) == ["D039"]
    assert len(reading.stated) == 3


def test_same_quota_in_two_wide_forms_counts_once(tmp_path: Path) -> None:
    """Each of two summaries names the unit: the second amount is reported with the first."""
    one = (("单位名称", "行政编制"), ("样区财政局", 3), ("样区审计局", 2))
    two = (("单位名称", "行政编制", "全额事业编制"), ("样区财政局", 4, None), ("样区政务服务中心", None, 4))
    reading = read_tables(tmp_path, {"机构": UNITS, "表一": one, "表二": two, "花名册": ROSTER})
    assert said(reading.establishment) == said(SMALL)
    assert [(finding.id, finding.at.cell) for finding in reading.findings] == [("D040", "B2")]
    assert "列为 3 名，此处又列 4 名" in reading.findings[0].message


@pytest.mark.parametrize(("total", "found"), [(9, []), (10, ["D030"])])
def test_total_that_is_not_the_sum_is_reported(total: int, found: list[str], tmp_path: Path) -> None:
    """Both numbers are named, at the cell of the total; the rows count."""
    reading = read_tables(tmp_path, {"机构": UNITS, "编制": (*QUOTAS, ("合计", None, total)), "人员": ROSTER})
    assert said(reading.establishment) == said(SMALL)
    assert ids(reading) == found
    if found:
        assert reading.findings[0].at.cell == "C5"
        assert "编制数为 10，所列各行相加为 9" in reading.findings[0].message


@pytest.mark.parametrize(("first", "second", "all_", "found"), [(5, 4, 9, 0), (5, 3, 9, 1), (6, 4, 10, 2)])
def test_subtotals_and_a_leading_total(first: int, second: int, all_: int, found: int, tmp_path: Path) -> None:
    """合计 in front adds up all below it; 小计 what stands since the one before."""
    quotas = (
        QUOTAS[0],
        ("合计", None, all_),
        *QUOTAS[1:3],
        ("机关小计", None, first),
        QUOTAS[3],
        ("事业小计", None, second),
    )
    reading = read_tables(tmp_path, {"机构": UNITS, "编制": quotas, "人员": ROSTER})
    assert said(reading.establishment) == said(SMALL)
    assert [finding.id for finding in reading.findings] == ["D030"] * found


def test_total_of_a_wide_form_is_checked_column_by_column(tmp_path: Path) -> None:
    """One wrong figure in the last row: its cell, and only its cell."""
    rows = (*WIDE[:-1], ("总计", None, 5, 2, 0, 3, 4, 2, 0, 3))
    reading = read_tables(tmp_path, {"机构": UNITS, "配备表": rows, "花名册": ROSTER}, {"配备表": WIDE_MERGES})
    assert [(finding.id, finding.at.cell) for finding in reading.findings] == [("D030", "H7")]


def test_counts_stated_beside_quotas(tmp_path: Path) -> None:
    """The long form with 实有, 超编 and 空编 in each row."""
    rows = (
        ("单位名称", "编制类型", "编制数", "实有人数", "超编", "空编"),
        ("样区财政局", "行政编制", 3, 1, None, 2),
        ("样区审计局", "行政编制", 2, 1, None, 1),
        ("样区政务服务中心", "全额事业编制", 4, 1, None, 3),
    )
    reading = read_tables(tmp_path, {"机构": UNITS, "编制台账": rows, "花名册": ROSTER})
    assert said(reading.establishment) == said(SMALL)
    assert not reading.findings
    assert [
        (count.unit, count.authorized, count.in_post, count.excess, count.vacancies) for count in reading.stated
    ] == [
        ("A01", 3, 1, None, 2),
        ("A02", 2, 1, None, 1),
        ("C01", 4, 1, None, 3),
    ]


def test_sections_without_codes(tmp_path: Path) -> None:
    """内设机构 by unit and name alone: coded by order, and people find theirs by its name."""
    sections = (("单位", "科室名称", "编制数"), ("样区财政局", "预算科", 3), ("样区审计局", "办公室", 2))
    roster = ((*ROSTER[0], "科室"), (*ROSTER[1], "预算科"), (*ROSTER[2], "办公室"), (*ROSTER[3], None))
    reading = read_tables(tmp_path, {"机构": UNITS, "编制": QUOTAS, "科室": sections, "人员": roster})
    expected = replace(
        SMALL,
        sections=(Section("S001", "A01", "预算科", authorized=3), Section("S002", "A02", "办公室", authorized=2)),
        people=tuple(
            replace(person, section=section) for person, section in zip(PEOPLE, ("S001", "S002", ""), strict=True)
        ),
    )
    assert said(reading.establishment) == said(expected)
    assert ids(reading) == ["D032"]


def test_columns_told_by_their_content(tmp_path: Path) -> None:
    """Columns without headings: 男/女, identity numbers, types and units show what they are, with a confidence of 60."""
    numbers = ("990102198506151239", "990102199001012345", "990102197703033456")
    roster = (
        ("姓名", "人员编号", None, "人员类别", None, None, None),
        ("赵甲", "P1", "样区财政局", "公务员", "行政编制", numbers[0], "男"),
        ("钱乙", "P2", "样区审计局", "公务员", "行政编制", numbers[1], "女"),
        ("孙丙", "P3", "样区政务服务中心", "事业管理人员", "全额事业编制", numbers[2], "男"),
    )
    reading = read_tables(tmp_path, {"机构": UNITS, "编制": QUOTAS, "花名册": roster})
    people = reading.establishment.people
    assert [(person.unit, person.citizen_number) for person in people] == list(
        zip(("A01", "A02", "C01"), numbers, strict=True)
    )
    assert [person.sex and person.sex.value for person in people] == ["男", "女", "男"]
    assert [finding.id for finding in reading.findings] == ["D035"] * 4
    assert not any(numbers[0] in sample for guess in reading.mapping for sample in guess.samples)


def test_second_roster_in_the_same_workbook_adds_up(tmp_path: Path) -> None:
    """党政机关 and 事业单位 each on a sheet; neither is named as the contract says."""
    tables = {
        "单位信息": UNITS,
        "编制台账": QUOTAS,
        "花名册（机关）": ROSTER[:3],
        "花名册（事业）": (ROSTER[0], ROSTER[3]),
    }
    reading = read_tables(tmp_path, tables)
    assert said(reading.establishment) == said(SMALL)
    assert not reading.findings


def test_copy_beside_a_canonical_sheet_is_not_read(tmp_path: Path) -> None:
    """人员 is the roster of the contract: 人员 (2) beside it is a copy, and is said to be unused."""
    reading = read_tables(tmp_path, {"机构": UNITS, "编制": QUOTAS, "人员": ROSTER, "人员 (2)": ROSTER})
    assert said(reading.establishment) == said(SMALL)
    assert ids(reading) == ["D022"]


def test_roster_whose_title_names_another_thing(tmp_path: Path) -> None:
    """Two people of one name in two units stay two: nothing is merged by name."""
    roster = (
        ("单位", "姓名", "身份", "编制性质"),
        ("财政局", "赵甲", "公务员", "行政"),
        ("审计局", "赵甲", "公务员", "行政"),
        ("政务服务中心", "孙丙", "管理人员", "全额"),
    )
    reading = read_tables(tmp_path, {"单位": UNITS, "编制核定": QUOTAS, "人员信息": roster})
    expected = (
        civil_servant("P00001", "赵甲", "A01"),
        civil_servant("P00002", "赵甲", "A02"),
        manager("P00003", "孙丙", "C01"),
    )
    assert said(reading.establishment) == said(replace(SMALL, people=expected))
    assert ids(reading) == ["D031", "D032"] or ids(reading) == ["D032", "D031"]


def test_quota_of_a_unit_nobody_knows_is_told_once(tmp_path: Path) -> None:
    """A wide row of an unknown unit is one finding, however many columns it has."""
    rows = (*WIDE[:3], ("东区统计局", "正科级", 3, 1, 0, 2, 4, 1, 0, 3), *WIDE[3:-1])
    reading = read_tables(tmp_path, {"机构": UNITS, "配备表": rows, "花名册": ROSTER}, {"配备表": WIDE_MERGES})
    assert said(reading.establishment) == said(SMALL)
    assert [(finding.id, finding.at.cell) for finding in reading.findings] == [("D003", "A4")]


def test_quota_that_is_no_number_in_a_wide_form(tmp_path: Path) -> None:
    """The exact cell; the others of the row count."""
    rows = (("单位名称", "行政编制", "机关工勤编制"), ("样区财政局", "3名", 1), ("样区审计局", 2, None))
    reading = read_tables(tmp_path, {"机构": UNITS, "编制表": rows, "花名册": ROSTER})
    assert [(entry.unit, entry.category, entry.posts) for entry in reading.establishment.quota_entries] == [
        ("A01", Category.AGENCY_SUPPORT, 1),
        ("A02", Category.ADMINISTRATIVE, 2),
    ]
    assert [(finding.id, finding.at.cell) for finding in reading.findings] == [("D009", "B2")]


def test_entries_are_those_of_the_long_form(tmp_path: Path) -> None:
    """Wide or long, a quota is the same."""
    wide = read_tables(tmp_path, {"机构": UNITS, "配备表": WIDE, "人员": ROSTER}, {"配备表": WIDE_MERGES})
    long = read_tables(tmp_path, {"机构": UNITS, "编制": QUOTAS, "人员": ROSTER})
    assert said(wide.establishment) == said(long.establishment)
    assert [type(entry) for entry in wide.establishment.quota_entries] == [QuotaEntry] * 3


def test_two_forms_with_the_same_leadership_posts_count_once(tmp_path: Path) -> None:
    """The summary of quotas has a column of deputies, and so has the summary of posts."""
    quotas = (("单位名称", "行政编制", "副职职数"), ("样区财政局", 3, 2), ("样区审计局", 2, 1))
    posts = (("单位名称", "单位正职", "单位副职"), ("样区财政局", 1, 3), ("样区审计局", 1, 1))
    reading = read_tables(tmp_path, {"机构": UNITS, "表一": quotas, "表二": posts, "人员": ROSTER})
    assert [(post.unit, post.kind.value, post.authorized) for post in reading.establishment.leadership_posts] == [
        ("A01", "单位副职", 2),
        ("A02", "单位副职", 1),
        ("A01", "单位正职", 1),
        ("A02", "单位正职", 1),
    ]
    assert [(finding.id, finding.at.cell) for finding in reading.findings] == [("D040", "C2"), ("D040", "C3")]


def test_unit_named_twice_without_codes_is_reported(tmp_path: Path) -> None:
    """One name is one unit; the second row is left out, and that is said."""
    units = (
        ("单位名称", "单位类别"),
        ("样区财政局", "政府部门"),
        ("样区审计局", "政府部门"),
        ("样区财政局", "政府部门"),
    )
    reading = read_tables(tmp_path, {"机构": units, "编制": QUOTAS_BY_NAME[:3], "人员": ROSTER[:3]})
    assert [unit.code for unit in reading.establishment.units] == ["U001", "U002"]
    assert [(finding.id, finding.at.cell) for finding in reading.findings] == [("D032", ""), ("D002", "A4")]


def test_counts_over_types_instead_of_types_over_counts(tmp_path: Path) -> None:
    """核定编制 and 实有人数 each over 行政 and 全额; 退休人员 over the same is neither."""
    rows = (
        ("单位", "核定编制", None, None, "实有人数", None, None, "退休人员", None),
        (None, "行政", "全额事业", "小计", "行政", "全额事业", "小计", "行政", "全额事业"),
        ("样区财政局", 3, None, 3, 1, None, 1, 7, None),
        ("样区审计局", 2, None, 2, 1, None, 1, 8, None),
        ("样区政务服务中心", None, 4, 4, None, 1, 1, None, 9),
    )
    merges = ("A1:A2", "B1:D1", "E1:G1", "H1:I1")
    reading = read_tables(tmp_path, {"机构": UNITS, "编制情况": rows, "花名册": ROSTER}, {"编制情况": merges})
    assert said(reading.establishment) == said(SMALL)
    assert [(count.unit, count.authorized, count.in_post) for count in reading.stated] == [
        ("A01", 3, 1),
        ("A02", 2, 1),
        ("C01", 4, 1),
    ]
    assert ids(reading) == ["D021"]
    assert "退休人员 行政（H 列）" in reading.findings[0].message
