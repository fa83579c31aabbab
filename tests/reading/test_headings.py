"""Which sheet is which, where its headings stand, and which column holds which field."""

from pathlib import Path

import pytest

from bianzhi.domain.ledger_columns import SHEETS, Sheet
from bianzhi.errors import UnreadableWorkbookError
from bianzhi.reading.heading_aliases import HEADING_ALIASES, SHEET_ALIASES
from bianzhi.reading.headings import canonical_name, find_table, plain, without_brackets
from bianzhi.reading.workbook import read_workbook
from tests.reading.books import PEOPLE, QUOTAS, UNITS, Rows, places, read, read_bytes, workbook_bytes

HEAD = PEOPLE[0]


@pytest.mark.parametrize(
    "heading",
    ["编制数*", " 编 制 数", "编制\n数", "编制数（名）", "编制数(人)", "＊编制数", "编制数：", "【必填】编制数"],
)
def test_heading_is_known_in_any_dress(heading: str) -> None:
    """Width, spaces, line breaks, stars, colons, and remarks in brackets do not matter."""
    assert plain("编制数") in (plain(heading), without_brackets(heading))


@pytest.mark.parametrize(
    ("name", "canonical"),
    [
        ("人员", "人员"),
        ("人员表", "人员"),
        ("1.机构", "机构"),
        ("附表2 编制台账", "编制"),
        ("花名册", "人员"),
        ("机构信息表", "机构"),
        ("人员（2026）", "人员"),
        ("Sheet1", ""),
        ("工资", ""),
    ],
)
def test_sheet_name_means_a_sheet_of_the_ledger(name: str, canonical: str) -> None:
    """Numbers, 表 and brackets do not matter."""
    assert canonical_name(name) == canonical


def test_aliases_are_of_fields_that_exist_and_mean_one_thing() -> None:
    """In one sheet no heading is an alias of two fields, nor the alias of one and the name of another."""
    assert HEADING_ALIASES.keys() == SHEET_ALIASES.keys() == {schema.name for schema in SHEETS}
    for schema in SHEETS:
        own = {plain(column.heading): column.field for column in schema.columns}
        assert HEADING_ALIASES[schema.name].keys() <= {column.field for column in schema.columns}
        for field, aliases in HEADING_ALIASES[schema.name].items():
            for alias in aliases:
                assert own.setdefault(plain(alias), field) == field, (schema.name, alias)


@pytest.mark.parametrize("schema", SHEETS, ids=lambda schema: schema.name)
def test_every_alias_of_every_heading_is_found(schema: Sheet, tmp_path: Path) -> None:
    """Each column under each of its other names, next to all other columns under their own."""
    wanted = [(c, alias) for c in schema.columns for alias in HEADING_ALIASES[schema.name].get(c.field, ())]
    tables: dict[str, Rows] = {}
    for number, (column, alias) in enumerate(wanted):
        others = [other.heading for other in schema.columns if other is not column]
        tables[str(number)] = ([*others, alias], ["x"] * len(schema.columns))
    path = tmp_path / "book.xlsx"
    path.write_bytes(workbook_bytes(tables))
    for page, (column, alias) in zip(read_workbook(path).sheets, wanted, strict=True):
        table = find_table(page, schema)
        assert table is not None
        assert table.columns[column.field] == len(schema.columns) - 1, alias


def test_sheets_in_any_order_and_under_other_names(tmp_path: Path) -> None:
    """By name where it means something, by headings where it does not."""
    content = workbook_bytes({"Sheet1": PEOPLE, "说明": (("随便写写",),), "编制台账": QUOTAS, "Sheet3": UNITS})
    reading = read_bytes(content, tmp_path)
    assert [len(reading.establishment.units), len(reading.establishment.people)] == [2, 2]
    assert not reading.findings


def test_sheet_named_so_but_not_it_is_passed_over(tmp_path: Path) -> None:
    """A cover sheet called 人员 does not hide the roster in another sheet."""
    content = workbook_bytes({"机构": UNITS, "编制": QUOTAS, "人员": (("封面",),), "Sheet4": PEOPLE})
    assert len(read_bytes(content, tmp_path).establishment.people) == 2


def test_hidden_sheet_is_read_and_told(tmp_path: Path) -> None:
    """Hidden is not absent; who checks should know."""

    def hide(book: object) -> None:
        book["人员"].sheet_state = "hidden"  # type: ignore[index]

    reading = read(tmp_path, hide)
    assert len(reading.establishment.people) == 2
    assert places(reading) == ["D023@人员!"]


@pytest.mark.parametrize(
    ("titles", "first_row"),
    [((), 2), ((("花名册",),), 3), ((("花名册",), ("2026年1月",), ()), 5), (((None, None, "样区"), ("单位：人",)), 4)],
)
def test_titles_above_the_headings(titles: Rows, first_row: int, tmp_path: Path) -> None:
    """Any number of rows above; the cells of findings are those of Excel."""
    reading = read(tmp_path, 人员=(*titles, HEAD, *PEOPLE[1:]))
    assert [person.at.row for person in reading.establishment.people] == [first_row, first_row + 1]
    assert str(reading.establishment.people[0].at.cell("unit")) == f"台账.xlsx › 人员 › C{first_row}"


def test_two_row_headings_join_group_and_part(tmp_path: Path) -> None:
    """正职 under 职数 is 正职职数; a heading over both rows stands for itself."""
    rows = (
        ("机构编码", "科室编码", "科室名称", "职数", None),
        (None, None, None, "正职", "副职"),
        ("A01", "S1", "预算科", 1, 2),
    )

    def merge(book: object) -> None:
        for cells in ("A1:A2", "B1:B2", "C1:C2", "D1:E1"):
            book["内设机构"].merge_cells(cells)  # type: ignore[index]

    section = read(tmp_path, merge, 内设机构=rows).establishment.sections[0]
    assert (section.heads, section.deputies, section.at.row) == (1, 2, 3)


def test_empty_rows_and_columns_in_front_do_not_shift_cells(tmp_path: Path) -> None:
    """The used range may start anywhere: here at C4."""
    shifted = (
        (),
        (),
        (),
        *((None, None, *row) for row in PEOPLE),
        (None, None, "P3", "孙丙", "A99", "公务员", "行政编制"),
    )
    reading = read(tmp_path, 人员=shifted)
    assert str(reading.establishment.people[0].at.cell("id")) == "台账.xlsx › 人员 › C5"
    assert places(reading) == ["D003@人员!E7"]


def test_code_is_preferred_to_name_where_both_stand(tmp_path: Path) -> None:
    """A roster with 机构编码 and 机构名称 is read by the code; that the other is not read is told."""
    rows = (("机构名称", *HEAD), ("别的名字", *PEOPLE[1]))
    reading = read(tmp_path, 人员=rows)
    assert reading.establishment.people[0].unit == "A01"
    assert places(reading) == ["D024@人员!A1"]


def test_unknown_columns_are_one_note(tmp_path: Path) -> None:
    """Not read, and said once; 序号 is not worth saying."""
    rows = (("序号", *HEAD, "工资", "奖金"), (1, *PEOPLE[1], 5, 6))
    reading = read(tmp_path, 人员=rows)
    assert places(reading) == ["D021@人员!G1"]
    assert "工资（G 列）、奖金（H 列）" in reading.findings[0].message


def test_unknown_sheets_are_one_note(tmp_path: Path) -> None:
    """Said once; our own sheet of notes is not worth saying."""
    reading = read(tmp_path, 工资=(("姓名", "工资"),), 填表说明=(("说明",),))
    assert places(reading) == ["D022@!"]
    assert "工资" in reading.findings[0].message
    assert "填表说明" not in reading.findings[0].message


@pytest.mark.parametrize("missing", ["机构", "编制", "人员"])
def test_missing_sheet_is_an_error_that_says_what_is_there(missing: str, tmp_path: Path) -> None:
    """What is missing, what was found, and where to get a template."""
    with pytest.raises(UnreadableWorkbookError) as error:
        read(tmp_path, **{missing: None})
    assert f"缺少“{missing}”表" in error.value.message
    assert "现有工作表" in error.value.message
    assert "台账模板" in error.value.hint


def test_missing_columns_are_an_error_that_names_them_all(tmp_path: Path) -> None:
    """Two sheets at once, each with what is missing and what is there."""
    with pytest.raises(UnreadableWorkbookError) as error:
        read(
            tmp_path,
            人员=(("人员编号", "姓名", "机构编码"), ("P1", "甲", "A01")),
            编制=(("机构编码", "类型"), ("A01", "x")),
        )
    assert (
        "“人员”表（工作表“人员”）缺少必填列：人员类别、编制类型，现有表头：人员编号、姓名、机构编码"
        in error.value.message
    )
    assert "缺少必填列：编制类型、编制数" in error.value.message


def test_optional_sheet_without_its_columns_is_a_finding(tmp_path: Path) -> None:
    """The ledger is read without it."""
    reading = read(tmp_path, 职数=(("机构编码", "数"), ("A01", 1)))
    assert places(reading) == ["D026@职数!"]
    assert "职数类别、核定职数" in reading.findings[0].message
