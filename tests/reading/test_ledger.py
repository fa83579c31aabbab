"""From rows to an Establishment: what is kept, what is left out, and the exact cell of every finding."""

import hashlib
from datetime import date
from pathlib import Path

import pytest

from bianzhi.domain.finding import Severity
from bianzhi.domain.terms import Category, PersonState, Pool, Status, UnitKind, Willingness
from bianzhi.errors import UnreadableWorkbookError
from bianzhi.reading.ledger import read_ledger
from bianzhi.rules.form import FORM_RULES
from tests.reading.books import PEOPLE, QUOTAS, UNITS, Rows, ledger_bytes, places, read, read_bytes

HEAD = PEOPLE[0]
SECTIONS: Rows = (
    ("机构编码*", "科室编码*", "科室名称*"),
    ("A01", "S1", "预算科"),
    ("A01", "S2", "办公室"),
    ("A02", "S3", "办公室"),
)


def people(*columns: str, rows: Rows) -> Rows:
    """A roster with more columns; ``rows`` hold only the values of these."""
    return ((*HEAD, *columns), *((f"P{n}", "赵甲", "A01", "公务员", "行政编制", *row) for n, row in enumerate(rows, 1)))


def test_smallest_ledger(tmp_path: Path) -> None:
    """Three sheets, no findings, everything else at its default."""
    reading = read(tmp_path)
    establishment = reading.establishment
    assert not reading.findings
    assert [(u.code, u.name, u.kind, u.pool) for u in establishment.units] == [
        ("A01", "样区财政局", UnitKind.GOVERNMENT, Pool.DISTRICT),
        ("A02", "样区审计局", UnitKind.GOVERNMENT, Pool.DISTRICT),
    ]
    assert establishment.authorized == {("A01", Category.ADMINISTRATIVE): 3, ("A02", Category.ADMINISTRATIVE): 2}
    person = establishment.people[0]
    assert (person.status, person.state, person.willingness) == (
        Status.CIVIL_SERVANT,
        PersonState.ACTIVE,
        Willingness.OBEYS,
    )
    assert (person.birth, person.section, person.wished_units, person.lock_reason) == (None, "", (), "")
    assert str(person.at.cell("category")) == "台账.xlsx › 人员 › E2"


def test_fingerprint_is_of_the_file_and_name_is_the_users(tmp_path: Path) -> None:
    """The path may be a temporary one."""
    content = ledger_bytes()
    establishment = read_bytes(content, tmp_path, "样区台账.xlsx").establishment
    assert establishment.sha256 == hashlib.sha256(content).hexdigest()
    assert establishment.name == "样区台账.xlsx"
    assert establishment.people[0].at.workbook == "样区台账.xlsx"


def test_file_that_is_not_there(tmp_path: Path) -> None:
    """And a folder: both are errors with a remedy."""
    with pytest.raises(UnreadableWorkbookError, match="找不到文件"):
        read_ledger(tmp_path / "没有.xlsx")
    with pytest.raises(UnreadableWorkbookError, match="无法打开文件"):
        read_ledger(tmp_path)


def test_unit_is_named_by_code_or_by_full_name(tmp_path: Path) -> None:
    """In quotas, in the roster, as superior unit, and as a wish; width and spaces do not matter."""
    reading = read(
        tmp_path,
        机构=((*UNITS[0], "上级机构编码"), (*UNITS[1], None), (*UNITS[2], "样区财政局")),
        编制=(QUOTAS[0], ("样区财政局", "行政", 3)),
        人员=people("意向机构", rows=(("样区审计局、Ａ０１",), ("样 区 审 计 局",))),
    )
    establishment = reading.establishment
    assert not reading.findings
    assert establishment.units[1].parent == "A01"
    assert establishment.quota_entries[0].unit == "A01"
    assert [person.wished_units for person in establishment.people] == [("A02", "A01"), ("A02",)]


def test_unknown_unit(tmp_path: Path) -> None:
    """A quota or person of no unit has no place; a superior or a wish that is none is left blank. Each is told."""
    reading = read(
        tmp_path,
        机构=((*UNITS[0], "上级机构编码"), (*UNITS[1], "A99")),
        编制=(QUOTAS[0], QUOTAS[1], ("A98", "行政", 3)),
        人员=((*HEAD, "意向机构"), (*PEOPLE[1], "A97、A01"), ("P2", "钱乙", "A96", "公务员", "行政编制", None)),
    )
    assert places(reading) == ["D003@机构!D2", "D003@编制!A3", "D003@人员!F2", "D003@人员!C3"]
    assert [entry.unit for entry in reading.establishment.quota_entries] == ["A01"]
    assert [person.id for person in reading.establishment.people] == ["P1"]
    assert reading.establishment.people[0].wished_units == ("A01",)
    assert reading.establishment.units[0].parent == ""


def test_name_of_two_units_is_ambiguous(tmp_path: Path) -> None:
    """Both codes are named; by its code either can be meant."""
    reading = read(
        tmp_path,
        机构=(UNITS[0], UNITS[1], ("A02", "样区财政局", "政府部门")),
        编制=(QUOTAS[0], ("样区财政局", "行政", 3), ("A02", "行政", 1)),
    )
    assert places(reading) == ["D004@编制!A2"]
    assert "A01、A02" in reading.findings[0].message
    assert [entry.unit for entry in reading.establishment.quota_entries] == ["A02"]


def test_first_of_duplicates_stays(tmp_path: Path) -> None:
    """Units, sections and people; the message names the row of the first."""
    reading = read(
        tmp_path,
        机构=(*UNITS, ("A01", "样区民政局", "政府部门")),
        内设机构=(*SECTIONS, ("A02", "S1", "审计科")),
        人员=(*PEOPLE, ("P1", "孙丙", "A02", "公务员", "行政编制")),
    )
    assert places(reading) == ["D002@机构!A4", "D002@内设机构!B5", "D002@人员!A4"]
    assert "第 2 行" in reading.findings[0].message
    assert [unit.name for unit in reading.establishment.units] == ["样区财政局", "样区审计局"]
    assert reading.establishment.section["S1"].name == "预算科"
    assert reading.establishment.person["P1"].name == "赵甲"


def test_person_without_status_or_type_stays(tmp_path: Path) -> None:
    """信息不全: kept with None, which locks; blank and unknown alike."""
    reading = read(
        tmp_path,
        人员=(HEAD, ("P1", "赵甲", "A01", None, "行政编制"), ("P2", "钱乙", "A01", "公务员", "事业编制")),
    )
    first, second = reading.establishment.people
    assert (first.status, first.category) == (None, Category.ADMINISTRATIVE)
    assert (second.status, second.category) == (Status.CIVIL_SERVANT, None)
    assert places(reading) == ["D001@人员!D2", "D005@人员!E3"]
    assert "信息不全" in reading.findings[0].message
    assert "全额事业编制" in reading.findings[1].hint


@pytest.mark.parametrize(
    ("status", "category", "read_as"),
    [
        ("参公人员", "行政编制", Status.CIVIL_LIKE_AGENCY),
        ("参公人员", "参公事业编制", Status.CIVIL_LIKE_INSTITUTION),
        ("参公人员", "全额事业编制", None),
        ("工勤人员", "机关工勤编制", Status.AGENCY_WORKER),
        ("工勤人员", "事业工勤编制", Status.INSTITUTION_WORKER),
        ("工勤人员", "行政编制", None),
    ],
)
def test_status_that_the_type_decides(status: str, category: str, read_as: Status | None, tmp_path: Path) -> None:
    """参公人员 and 工勤人员 are of two kinds; where the establishment type does not say which, it is asked."""
    reading = read(tmp_path, 人员=(HEAD, ("P1", "赵甲", "A01", status, category)))
    assert reading.establishment.people[0].status is read_as
    assert places(reading) == ([] if read_as else ["D005@人员!D2"])


@pytest.mark.parametrize(
    ("status", "state", "asked"), [("公务员", "退休", False), ("编外人员", "现职", False), ("公务员", "借调", True)]
)
def test_blank_type_of_those_who_hold_no_post(status: str, state: str, asked: bool, tmp_path: Path) -> None:
    """Who has left, or is off the establishment, takes no post; whoever is seconded does."""
    reading = read(tmp_path, 人员=((*HEAD, "人员状态"), ("P1", "赵甲", "A01", status, None, state)))
    assert len(reading.establishment.people) == 1
    assert places(reading) == (["D001@人员!E2"] if asked else [])


@pytest.mark.parametrize(
    ("row", "kept", "cell"),
    [
        (("P1", None, "A01", "公务员", "行政编制"), True, "B2"),
        ((None, "赵甲", "A01", "公务员", "行政编制"), False, "A2"),
        (("P1", "赵甲", None, "公务员", "行政编制"), False, "C2"),
    ],
)
def test_required_cell_of_a_person(row: tuple[str | None, ...], kept: bool, cell: str, tmp_path: Path) -> None:
    """Without id or unit a person has no place; without a name one still counts."""
    reading = read(tmp_path, 人员=(HEAD, row))
    assert places(reading) == [f"D001@人员!{cell}"]
    assert len(reading.establishment.people) == int(kept)


def test_unit_without_name_or_kind_stays(tmp_path: Path) -> None:
    """Else its people would be lost with it; the message says what stands in."""
    reading = read(tmp_path, 机构=(UNITS[0], ("A01", None, "某类"), ("A02", "样区审计局", None)))
    assert places(reading) == ["D001@机构!B2", "D005@机构!C2", "D001@机构!C3"]
    assert [(u.name, u.kind) for u in reading.establishment.units] == [
        ("A01", UnitKind.GOVERNMENT),
        ("样区审计局", UnitKind.GOVERNMENT),
    ]
    assert "暂按“政府部门”处理" in reading.findings[1].message


def test_quota_that_cannot_be_read_is_left_out(tmp_path: Path) -> None:
    """An amount or a type that is none places nothing; a change may be negative, and adds up."""
    rows = (
        QUOTAS[0],
        ("A01", "行政编制", 5),
        ("A01", "行政编制", -2),
        ("A01", "某编制", 1),
        ("A01", "行政编制", "12人"),
    )
    reading = read(tmp_path, 编制=rows)
    assert places(reading) == ["D005@编制!B4", "D009@编制!C5"]
    assert reading.establishment.authorized == {("A01", Category.ADMINISTRATIVE): 3}


def test_section_by_code_or_by_name_within_the_unit(tmp_path: Path) -> None:
    """办公室 is the person's own unit's; a section of another unit is none."""
    reading = read(
        tmp_path,
        内设机构=SECTIONS,
        人员=people("科室编码", rows=(("S1",), ("办公室",), ("S3",), ("不存在科",), (None,))),
    )
    assert [person.section for person in reading.establishment.people] == ["S1", "S2", "", "", ""]
    assert places(reading) == ["D018@人员!F4", "D018@人员!F5"]


def test_section_that_is_a_unit_means_a_unit_leader(tmp_path: Path) -> None:
    """A note, and no section."""
    reading = read(tmp_path, 内设机构=SECTIONS, 人员=people("所在机构", rows=(("样区财政局",),)))
    assert reading.establishment.people[0].section == ""
    assert places(reading) == ["D019@人员!F2"]
    assert reading.findings[0].severity is Severity.NOTE


def test_references_to_unknown_people_and_sections(tmp_path: Path) -> None:
    """Kinships, scores and traffic of what is not there are left out, each told."""
    reading = read(
        tmp_path,
        内设机构=SECTIONS,
        亲属关系=(
            ("人员编号", "亲属人员编号", "关系"),
            ("P1", "P2", "夫妻"),
            ("P1", "P9", "夫妻"),
            ("P1", "P1", "夫妻"),
            ("P2", "P1", None),
        ),
        科室往来=(
            ("科室编码", "往来科室编码", "业务量"),
            ("S1", "S3", 5),
            ("S1", "S9", 5),
            ("预算科", "S2", 7),
            ("办公室", "S1", 1),
        ),
        匹配评分=(("人员编号", "机构编码", "分值"), ("P1", "A02", 100), ("P1", "A02", 101), ("P8", "A02", 1)),
    )
    establishment = reading.establishment
    assert [(k.person, k.relative, k.relation) for k in establishment.kinships] == [
        ("P1", "P2", "夫妻"),
        ("P2", "P1", ""),
    ]
    assert [(t.section, t.other, t.volume) for t in establishment.traffic] == [("S1", "S3", 5), ("S1", "S2", 7)]
    assert [(s.person, s.unit, s.post, s.score) for s in establishment.fit_scores] == [("P1", "A02", "", 100)]
    assert places(reading) == [
        "D020@亲属关系!B3",
        "D025@亲属关系!B4",
        "D001@亲属关系!C5",
        "D018@科室往来!B3",
        "D018@科室往来!A5",
        "D010@匹配评分!C3",
        "D020@匹配评分!A4",
    ]


def test_posts_of_every_column(tmp_path: Path) -> None:
    """Lists, a level, a degree, an age; the section by its name."""
    heading = (
        "机构编码",
        "岗位名称",
        "编制类型",
        "需求数",
        "科室编码",
        "层次",
        "专业要求",
        "学历要求",
        "资格要求",
        "专长要求",
        "年龄上限",
    )
    row = (
        "样区财政局",
        "预算岗",
        "行政",
        2,
        "预算科",
        "正科级",
        "会计学、财政学",
        "本科及以上",
        "会计师",
        "预算；国库",
        40,
    )
    reading = read(tmp_path, 内设机构=SECTIONS, 岗位需求=(heading, row))
    post = reading.establishment.posts[0]
    assert not reading.findings
    assert (post.unit, post.title, post.category, post.demand) == ("A01", "预算岗", Category.ADMINISTRATIVE, 2)
    assert (post.section, post.level, post.majors, post.education) == ("S1", "正科", ("会计学", "财政学"), "大学")
    assert (post.certificates, post.specialties, post.age_limit) == (("会计师",), ("预算", "国库"), 40)


def test_optional_value_that_cannot_be_read_stays_at_its_default(tmp_path: Path) -> None:
    """Each is told with what it counts as; the person stays."""
    reading = read(
        tmp_path,
        人员=people(
            "出生日期",
            "是否领导",
            "人员状态",
            "试用期止",
            "学历",
            "职级",
            rows=(("某日", "可能", "失踪", "85.6", "神童", "神级"),),
        ),
    )
    person = reading.establishment.people[0]
    assert places(reading) == [
        f"{rule}@人员!{column}2"
        for rule, column in zip(("D006", "D011", "D005", "D007", "D015", "D014"), "FGHIJK", strict=True)
    ]
    assert (person.birth, person.is_leader, person.state) == (None, False, PersonState.ACTIVE)
    assert (person.trial_ends, person.education, person.grade) == (None, "", "")
    assert "按“现职”处理" in reading.findings[2].message


def test_dates_of_every_kind_in_one_column(tmp_path: Path) -> None:
    """Excel dates, numbers and text; months get their first day."""
    rows = ((date(1985, 6, 1),), ("1985.06",), (1985.06,), (198506,), ("1985年6月",), (31199,))
    reading = read(tmp_path, 人员=people("出生年月", rows=rows))
    assert {person.birth for person in reading.establishment.people} == {date(1985, 6, 1)}
    assert not reading.findings


def test_totals_remarks_and_repeated_headings_are_left_out(tmp_path: Path) -> None:
    """A person called 小计 in another column, and a unit whose name contains 计, stay."""
    reading = read(
        tmp_path,
        机构=(*UNITS, ("A03", "样区统计局", "政府部门"), ("合  计", None, None)),
        编制=(
            *QUOTAS,
            ("样区财政局小计", None, 5),
            (None, None, None),
            ("总计", None, 5),
            ("注：以上均为行政编制", None, None),
        ),
        人员=(*PEOPLE, HEAD, ("P3", "合计", "A01", "公务员", "行政编制"), ("P4", "孙丙", "A03", "公务员", "行政编制")),
    )
    assert not [finding for finding in reading.findings if finding.at.sheet != "人员"]
    assert [unit.code for unit in reading.establishment.units] == ["A01", "A02", "A03"]
    assert [person.id for person in reading.establishment.people] == ["P1", "P2", "P4"]


def test_total_in_a_column_left_of_the_table(tmp_path: Path) -> None:
    """合计 stands where the serial number stands."""
    rows = (("序号", *HEAD), (1, *PEOPLE[1]), ("合计", None, None, None, "1人", None))
    reading = read(tmp_path, 人员=rows)
    assert len(reading.establishment.people) == 1
    assert not reading.findings


def test_merged_number_is_not_repeated(tmp_path: Path) -> None:
    """A unit merged over its quotas is each row's unit; an amount merged over two rows counts once."""
    rows = (QUOTAS[0], ("A01", "行政编制", 5), (None, "机关工勤编制", None))

    def merge(book: object) -> None:
        for cells in ("A2:A3", "C2:C3"):
            book["编制"].merge_cells(cells)  # type: ignore[index]

    reading = read(tmp_path, merge, 编制=rows)
    assert reading.establishment.authorized == {("A01", Category.ADMINISTRATIVE): 5}
    assert places(reading) == ["D001@编制!C3"]


def test_rows_of_nothing_but_faults_are_not_lost(tmp_path: Path) -> None:
    """Formulas that were never computed, in the last row, are told and not silently gone."""
    reading = read(tmp_path, 人员=(*PEOPLE, ('="P"&3', '="孙"', "=C2", "=D2", "=E2")))
    assert [place for place in places(reading) if place.startswith("D017")] == [f"D017@人员!{c}4" for c in "ABCDE"]


def test_findings_are_in_the_order_of_sheets_rows_and_columns(tmp_path: Path) -> None:
    """Whatever order the checks ran in."""
    reading = read(
        tmp_path,
        人员=people("性别", "出生日期", rows=(("?", "?"), ("?", "?"))),
        编制=(QUOTAS[0], ("A01", "?", "?")),
    )
    assert [finding.at.cell for finding in reading.findings] == ["B2", "C2", "F2", "G2", "F3", "G3"]


def test_every_form_finding_is_whole(tmp_path: Path) -> None:
    """Message, hint and source are filled in, with no template left over; identity numbers are not shown."""
    rows = people(
        "公民身份号码", "出生日期", "科室编码", rows=(("110105491231002", "?", "?"), (1e17, "85.6", "样区财政局"))
    )
    for finding in read(tmp_path, 人员=rows).findings:
        assert finding.message.endswith("。")
        assert finding.hint.endswith("。")
        assert finding.source.startswith("台账模板填表说明“")
        assert "{" not in str(finding)
        assert "491231" not in str(finding)


def test_form_rules_are_unique_and_in_order() -> None:
    """Ids are never reused, well formed, and listed without exception."""
    ids = [rule.id for rule in FORM_RULES]
    assert ids == sorted(set(ids))
    assert all(len(rule_id) == 4 and rule_id[0] == "D" and rule_id[1:].isdecimal() for rule_id in ids)
