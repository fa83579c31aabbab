"""The ledger workbook: what the template offers, and that rows come out as they went in."""

from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from bianzhi.domain.ledger_columns import SHEETS, ColumnKind
from bianzhi.domain.terms import Category, Status
from bianzhi.law.levels import grades
from bianzhi.writing import ledger_workbook
from bianzhi.writing.ledger_choices import choices
from bianzhi.writing.ledger_notes import COLUMN_NOTES, SHEET_NOTES
from tests.writing.opened import parts

TEMPLATE = Path(__file__).parents[2] / "templates" / "台账模板.xlsx"


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """The template, read again."""
    path = tmp_path_factory.mktemp("template") / "台账模板.xlsx"
    ledger_workbook.write(path, {})
    return openpyxl.load_workbook(path)


def written(folder: Path, rows: dict[str, Any]) -> Any:
    ledger_workbook.write(folder / "台账.xlsx", rows)
    return openpyxl.load_workbook(folder / "台账.xlsx")


def rule_of(sheet: Any, column: str) -> Any:
    """The validation rule of the second row of a column."""
    return next(rule for rule in sheet.data_validations.dataValidation if f"{column}2" in rule.sqref)


def test_every_sheet_has_its_headings_in_order(template: Any) -> None:
    """The sheets of the contract, their headings in order, a star on each required one."""
    for sheet in SHEETS:
        headings = [cell.value for cell in template[sheet.name][1]]
        assert headings == [column.heading + "*" * column.required for column in sheet.columns]


def test_notes_stand_in_front_and_lists_are_hidden(template: Any) -> None:
    """填表说明 opens first; the sheet of long lists is not shown."""
    assert template.sheetnames == ["填表说明", *(sheet.name for sheet in SHEETS), "选项"]
    assert template.active.title == "填表说明"
    assert template["选项"].sheet_state == "hidden"


def test_notes_name_every_required_column(template: Any) -> None:
    """The sheet of notes has a title row, the counting rules, and a line for every column."""
    notes = template["填表说明"]
    assert notes["A1"].value == "机构编制台账填表说明"
    lines = {(row[0].value, row[1].value): row for row in notes.iter_rows()}
    for sheet in SHEETS:
        for column in sheet.columns:
            line = lines[sheet.name, column.heading + "*" * column.required]
            assert (line[2].value == "必填") is column.required
    assert any("不相抵" in str(row[0].value) for row in notes.iter_rows())


def test_every_column_and_sheet_is_explained() -> None:
    """No column is without its note, and no note is about a column there is not."""
    assert SHEET_NOTES.keys() == {sheet.name for sheet in SHEETS}
    for sheet in SHEETS:
        assert list(COLUMN_NOTES[sheet.name]) == [column.heading for column in sheet.columns]


def test_closed_lists_are_drop_downs_that_refuse_other_words(template: Any) -> None:
    """编制类型 offers its eight words for every row of the sheet, and nothing else."""
    rule = rule_of(template["编制"], "B")
    assert rule.formula1 == f'"{",".join(Category)}"'
    assert str(rule.sqref) == "B2:B1048576"
    assert rule.showErrorMessage
    assert rule_of(template["人员"], "D").formula1 == f'"{",".join(Status)}"'
    assert rule_of(template["人员"], "J").formula1 == '"是,否"'


def test_long_lists_stand_on_the_hidden_sheet(template: Any) -> None:
    """职级 has more names than a rule may hold: the rule points at the hidden sheet, whose cells they are."""
    rule = rule_of(template["人员"], "L")
    sheet, cells = rule.formula1.split("!")
    names = [row[0].value for row in template[sheet][cells.replace("$", "")]]
    assert set(grades()) < set(names)
    assert {"专技一级", "专技十三级", "工勤五级", "普通工"} < set(names)
    assert not rule.showErrorMessage


def test_no_list_in_a_rule_is_longer_than_excel_takes(template: Any) -> None:
    """A list of more than 255 characters makes Excel repair the file."""
    rules = [rule for sheet in template.worksheets for rule in sheet.data_validations.dataValidation]
    assert rules
    assert all(len(rule.formula1) <= 257 for rule in rules if rule.type == "list")


def test_every_term_and_flag_has_a_drop_down(template: Any) -> None:
    """Whatever has a closed list in the contract has one in the template."""
    for sheet in SHEETS:
        for index, column in enumerate(sheet.columns):
            if column.terms is not None or column.kind is ColumnKind.FLAG:
                letter = template[sheet.name].cell(1, index + 1).column_letter
                assert rule_of(template[sheet.name], letter).type == "list", (sheet.name, column.heading)


@pytest.mark.parametrize(("heading", "least", "most"), [("编制数", -99_999, 99_999), ("核定职数", 0, 99_999)])
def test_counts_are_whole_numbers(template: Any, heading: str, least: int, most: int) -> None:
    """A change of quota may be negative, a count may not."""
    sheet = next(sheet for sheet in SHEETS if heading in [column.heading for column in sheet.columns])
    place = [column.heading for column in sheet.columns].index(heading) + 1
    rule = rule_of(template[sheet.name], template[sheet.name].cell(1, place).column_letter)
    assert (rule.type, rule.formula1, rule.formula2) == ("whole", str(least), str(most))


def test_dates_typed_as_numbers_are_refused(template: Any) -> None:
    """2024.01 typed into a date cell is a day of 1905; the rule begins at 1930."""
    rule = rule_of(template["人员"], "H")
    first = (date(1930, 1, 1) - date(1899, 12, 30)).days
    assert rule.type == "date"
    assert rule.formula1 == str(first)
    assert first > 2024


def test_codes_and_ids_are_text_columns(template: Any) -> None:
    """Excel leaves 001 and an 18-digit number alone where the column is text; dates and counts are not."""
    formats = {"A": "@", "C": "@", "F": "@", "H": "yyyy-mm-dd"}
    for letter, expected in formats.items():
        assert template["人员"].column_dimensions[letter].number_format == expected
    assert template["编制"].column_dimensions["C"].number_format == "0"


def test_headings_are_frozen_commented_and_repeated(template: Any) -> None:
    """The heading stays in view and on every printed page, and says on hovering what the column holds."""
    people = template["人员"]
    assert people.freeze_panes == "C2"
    assert people.print_title_rows == "$1:$1"
    assert people.auto_filter.ref == "A1:AF2"
    assert "必填：固定选项" in people["E1"].comment.text
    assert "18位公民身份号码" in people["F1"].comment.text
    assert (people.page_setup.orientation, people.page_setup.fitToHeight) == ("landscape", 0)


def test_values_come_out_as_what_they_are(tmp_path: Path) -> None:
    """Text stays text with its zeros, numbers are numbers, dates dates, flags 是 and 否, lists joined by 、."""
    unit = {"机构编码": "001", "机构名称": "区甲局", "参公": True, "内设机构限额": 6, "职能标签": ("财政", "国资")}
    entry = {"机构编码": "001", "编制类型": Category.ADMINISTRATIVE, "编制数": -2, "批准日期": date(2024, 1, 31)}
    book = written(tmp_path, {"机构": [unit], "编制": [entry]})
    assert [book["机构"][f"{letter}2"].value for letter in "ABGIK"] == ["001", "区甲局", "是", 6, "财政、国资"]
    assert book["机构"]["A2"].number_format == "@"
    assert [book["编制"][f"{letter}2"].value for letter in "ABC"] == ["001", "行政编制", -2]
    assert book["编制"]["E2"].value.date() == date(2024, 1, 31)
    assert book["编制"]["E2"].is_date


@pytest.mark.parametrize("name", ['=HYPERLINK("http://x.example","甲")', "A&B<C>", "@甲", "+甲", "http://x.example"])
def test_names_that_look_like_something_else_stay_text(tmp_path: Path, name: str) -> None:
    """Neither a formula nor a link is made of what somebody typed as a name."""
    book = written(tmp_path, {"人员": [{"人员编号": "P1", "姓名": name}]})
    assert book["人员"]["B2"].value == name
    assert book["人员"]["B2"].data_type == "s"
    assert book["人员"]["B2"].hyperlink is None
    sheet_parts = [text for part, text in parts(tmp_path / "台账.xlsx").items() if "worksheets/sheet" in part]
    assert not any("<f>" in text for text in sheet_parts)


def test_characters_no_file_may_hold_are_left_out(tmp_path: Path) -> None:
    """A control character and half a surrogate pair vanish; the name around them is intact."""
    book = written(tmp_path, {"人员": [{"人员编号": "P1", "姓名": "甲\x00乙\x1b丙\ud800丁\uffff𠮷"}]})
    assert book["人员"]["B2"].value == "甲乙丙丁𠮷"


@pytest.mark.parametrize("rows", [{"花名册": [{"姓名": "甲"}]}, {"人员": [{"工资": 1}]}])
def test_what_the_contract_does_not_know_is_refused(tmp_path: Path, rows: dict[str, Any]) -> None:
    """An unknown sheet or heading is a mistake of the program, not a column silently lost."""
    with pytest.raises(KeyError):
        ledger_workbook.write(tmp_path / "台账.xlsx", rows)


def test_equal_rows_make_equal_bytes(tmp_path: Path) -> None:
    """Nothing in the file depends on when it was written."""
    rows = {"人员": [{"人员编号": "P1", "姓名": "甲", "出生日期": date(1985, 1, 1)}]}
    for name in ("one.xlsx", "two.xlsx"):
        ledger_workbook.write(tmp_path / name, rows)
    assert (tmp_path / "one.xlsx").read_bytes() == (tmp_path / "two.xlsx").read_bytes()


def test_the_template_in_the_repository_is_the_one_written(tmp_path: Path) -> None:
    """templates/台账模板.xlsx is what the program makes; its README says how to make it again."""
    ledger_workbook.write(tmp_path / "台账模板.xlsx", {})
    assert TEMPLATE.read_bytes() == (tmp_path / "台账模板.xlsx").read_bytes()


def test_examples_in_the_notes_are_values_of_their_columns() -> None:
    """An example under a drop-down is one of its words."""
    for sheet in SHEETS:
        for column in sheet.columns:
            found, example = choices(sheet, column), COLUMN_NOTES[sheet.name][column.heading][1]
            assert not found or not example or example in found.values, (sheet.name, column.heading)
