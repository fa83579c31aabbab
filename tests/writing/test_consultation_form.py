"""征求意见表 as it goes out: one line a person, drop-downs for the answers, nothing that must not leave the house."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import openpyxl

from bianzhi.domain.consultation import FORM_SHEET, NOTES_SHEET, UNITS_SHEET, FormColumn
from bianzhi.domain.plan_code import code_of
from bianzhi.writing.consultation_form import write
from tests.plan_papers import district, lawful_plan, move
from tests.worlds import agencies, citizen_number
from tests.writing.opened import IDENTITY_NUMBER, parts

HEADINGS = [column.value for column in FormColumn]


def rows(path: Path, sheet: str = FORM_SHEET) -> list[list[object]]:
    """The rows of a sheet from the headings on."""
    return [[cell.value for cell in row] for row in openpyxl.load_workbook(path)[sheet].iter_rows(3)]


def test_a_line_for_each_person_the_plan_moves(tmp_path: Path) -> None:
    """Names instead of codes; the answers are blank; every line has the plan's check code."""
    place = district()
    plan = lawful_plan(place)
    write(tmp_path / "f.xlsx", plan, place)
    headings, first, *others = rows(tmp_path / "f.xlsx")

    assert headings == HEADINGS
    assert first[:9] == [1, "A1", "某A1", "区A局", "行政编制", "区B局", "综合岗", "行政编制", 80]
    assert first[10:15] == [None] * 5
    assert [line[6] for line in others] == ["空编岗位（未列需求）"] * 2
    assert {line[-1] for line in (first, *others)} == {code_of(plan)}
    subtitle = openpyxl.load_workbook(tmp_path / "f.xlsx")[FORM_SHEET]["A2"].value
    assert f"方案校验码：{code_of(plan)}　共 3 人" in subtitle


def test_the_reason_leaves_out_how_the_fit_adds_up(tmp_path: Path) -> None:
    """Whether the reasons come from a solve or as one text from paper; without any the form says the purpose."""
    place = district()
    first, second, third = lawful_plan(place).moves
    reasons = (
        ("A局超编2人", "身份对等。", "人岗匹配80分：专业90（对口）"),
        ("超编；身份对等；人岗匹配80分：专业90（对口）",),
        (),
    )
    moves = tuple(replace(m, reasons=why) for m, why in zip((first, second, third), reasons, strict=True))
    write(tmp_path / "f.xlsx", replace(lawful_plan(place), moves=moves), place)

    assert [line[9] for line in rows(tmp_path / "f.xlsx")[1:]] == [
        "A局超编2人；身份对等",
        "超编；身份对等",
        "消化超编、充实空编",
    ]


def test_answers_are_picked_from_lists(tmp_path: Path) -> None:
    """Of words for person and units, of units for the wish; whatever else is typed is taken as well."""
    place = district()
    write(tmp_path / "f.xlsx", lawful_plan(place), place)
    book = openpyxl.load_workbook(tmp_path / "f.xlsx")
    lists = {
        str(rule.sqref): (rule.formula1, rule.showErrorMessage)
        for rule in book[FORM_SHEET].data_validations.dataValidation
    }

    assert lists == {
        "K4:K6": ('"同意,不同意,另有意向"', False),
        "L4:L6": (f"{UNITS_SHEET}!$B$4:$B$7", False),
        "M4:M6": ('"同意,不同意"', False),
        "N4:N6": ('"同意,不同意"', False),
    }
    assert [line[1] for line in rows(tmp_path / "f.xlsx", UNITS_SHEET)[1:]] == ["区A局", "区B局", "区C局", "区D局"]


def test_units_of_one_name_are_picked_by_code(tmp_path: Path) -> None:
    """A name that two units share would not tell which is meant."""
    place = district()
    same = replace(
        place, units=tuple(replace(each, name="区甲局") if each.code in "AB" else each for each in place.units)
    )
    write(tmp_path / "f.xlsx", lawful_plan(same), same)

    assert [line[1] for line in rows(tmp_path / "f.xlsx", UNITS_SHEET)[1:]] == ["A", "B", "区C局", "区D局"]


def test_it_prints_on_a4_across_with_headings_on_every_page(tmp_path: Path) -> None:
    """As the house's other workbooks do."""
    place = district()
    write(tmp_path / "f.xlsx", lawful_plan(place), place)
    page = openpyxl.load_workbook(tmp_path / "f.xlsx")[FORM_SHEET]

    assert (page.page_setup.orientation, page.page_setup.paperSize) == ("landscape", 9)
    assert page.print_title_rows == "$3:$3"
    assert page.freeze_panes == "D4"


def test_the_notes_say_how_to_fill_in_and_cite_the_law(tmp_path: Path) -> None:
    """One row for each column to be filled in; words of a proposal, never of a decision."""
    place = district()
    write(tmp_path / "f.xlsx", lawful_plan(place), place)
    notes = {str(line[0]): str(line[1]) for line in rows(tmp_path / "f.xlsx", NOTES_SHEET)[1:]}

    assert notes.keys() >= {"本人意见", "意向机构", "调出机构意见", "调入机构意见", "说明"}
    assert "《中华人民共和国公务员法》第73条" in notes["公务员"]
    assert "《事业单位人事管理条例》第12条" in notes["聘用制人员"]


def test_identity_numbers_are_masked_and_nothing_is_a_formula(tmp_path: Path) -> None:
    """Offices that use citizen numbers for ids get them masked; a name that begins with = stays text."""
    number = citizen_number(date(1985, 1, 1))
    place = agencies(A=(3, 2), B=(1, 2))
    first = replace(place.people[0], id=number, name="=1+1")
    place = replace(place, people=(first, *place.people[1:]))
    plan = replace(lawful_plan(district()), moves=(move(place, number, "B"),), excluded=(), manual=(), remaining=())
    write(tmp_path / "f.xlsx", plan, place)

    assert not IDENTITY_NUMBER.search("".join(parts(tmp_path / "f.xlsx").values()))
    assert rows(tmp_path / "f.xlsx")[1][1] != number
    assert openpyxl.load_workbook(tmp_path / "f.xlsx")[FORM_SHEET]["C4"].data_type == "s"


def test_the_same_plan_makes_the_same_bytes_and_none_makes_an_empty_form(tmp_path: Path) -> None:
    """A plan that moves nobody asks nobody."""
    place = district()
    plan = lawful_plan(place)
    for name in ("1.xlsx", "2.xlsx"):
        write(tmp_path / name, plan, place)
    write(tmp_path / "0.xlsx", replace(plan, moves=()), place)

    assert (tmp_path / "1.xlsx").read_bytes() == (tmp_path / "2.xlsx").read_bytes()
    assert rows(tmp_path / "0.xlsx") == [HEADINGS]
