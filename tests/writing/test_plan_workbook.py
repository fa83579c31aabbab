"""The exported plan workbook: what a meeting reads and a printer prints, with nothing in it that should not be."""

import re
import zipfile
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from bianzhi.domain.cell import column_letters
from bianzhi.domain.establishment import Establishment
from bianzhi.domain.plan import SurplusHead
from bianzhi.domain.plan_columns import (
    BALANCE,
    EXCLUDED,
    FINGERPRINT,
    MOVES,
    OPEN_POST,
    OVERVIEW,
    PLAN_SHEETS,
    PLAN_TITLE,
    SECTIONS,
    BalanceColumn,
    Figure,
    Fingerprint,
    FingerprintColumn,
    MoveColumn,
    OverviewColumn,
    PlanSheet,
    SectionColumn,
)
from bianzhi.errors import BianzhiError
from tests.plan_papers import check, district, lawful_plan, line_of, move, paper, plan_of, sections_of_a
from tests.worlds import agencies, but, citizen_number, plus, post

NUMBER = citizen_number(date(1985, 1, 1))


def book_of(folder: Path, **changes: Any) -> Any:
    """The workbook of the lawful plan of ``district``, opened."""
    place = district()
    return openpyxl.load_workbook(paper(folder, lawful_plan(place, **changes), place, [sections_of_a()]))


def column(book: Any, sheet: PlanSheet, heading: str) -> list[Any]:
    """The cells under a heading."""
    letters = column_letters(sheet.headings.index(heading))
    return list(book[sheet.name][letters][3:])


def parts(path: Path) -> dict[str, bytes]:
    """Every part of the file, unpacked."""
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_sheets_and_headings_stand_in_the_order_of_the_contract(tmp_path: Path) -> None:
    """Eight sheets; headings in row 3, under the title and a line with the plan's day."""
    book = book_of(tmp_path)

    assert book.sheetnames == [sheet.name for sheet in PLAN_SHEETS]
    for sheet in PLAN_SHEETS:
        assert tuple(cell.value for cell in book[sheet.name][3]) == sheet.headings
    assert book[OVERVIEW.name]["A1"].value == PLAN_TITLE
    assert "2026年11月23日" in book[MOVES.name]["A2"].value
    assert all("决定" not in str(book[name]["A1"].value) for name in book.sheetnames)


def test_every_sheet_is_ready_to_print_and_to_filter(tmp_path: Path) -> None:
    """Headings frozen, filtered and repeated; landscape, one page wide; the roster on A3; header and page numbers."""
    book = book_of(tmp_path)

    for sheet in PLAN_SHEETS:
        page = book[sheet.name]
        assert page.freeze_panes.endswith("4")
        assert page.auto_filter.ref.startswith("A3:")
        assert page.print_title_rows == "$3:$3"
        assert page.page_setup.orientation == "landscape"
        assert page.page_setup.fitToHeight == 0
        assert page.sheet_properties.pageSetUpPr.fitToPage
        assert page.page_setup.paperSize == (8 if sheet in (MOVES, SECTIONS) else 9)
        assert page.oddHeader.right.text == "内部资料 注意保存"
        assert page.oddFooter.center.text == "第 &P 页 共 &N 页"


def test_numbers_are_numbers_and_dates_are_dates(tmp_path: Path) -> None:
    """Birth months are real dates shown as 1985年1月, figures are integers, codes and check codes are text."""
    book = book_of(tmp_path)

    birth = column(book, MOVES, MoveColumn.BIRTH)[0]
    assert birth.value == datetime(1985, 1, 1)
    assert birth.number_format == 'yyyy"年"m"月"'
    assert all(type(cell.value) is int for cell in column(book, MOVES, MoveColumn.FIT))
    assert all(type(cell.value) is int for cell in column(book, BALANCE, BalanceColumn.IN_POST_AFTER))
    assert all(type(cell.value) is str for cell in column(book, MOVES, MoveColumn.CHECK))
    figures = {row[0].value: row[1].value for row in book[OVERVIEW.name].iter_rows(4)}
    assert figures[Figure.DAY] == datetime(2026, 11, 23)


def test_the_balance_ties(tmp_path: Path) -> None:
    """A is 12 in 10 and gives two, B takes them; the last line is the sum of those above."""
    rows = list(book_of(tmp_path)[BALANCE.name].iter_rows(4, values_only=True))

    assert rows[0] == (1, "A", "区A局", "政府部门", "行政编制", 10, 12, 2, 0, 2, 0, 10, 0, 0)
    assert rows[1] == (2, "B", "区B局", "政府部门", "行政编制", 10, 7, 0, 3, 0, 2, 9, 0, 1)
    total = rows[-1]
    assert total[2] == "合计"
    assert total[5:] == tuple(sum(row[place] for row in rows[:-1]) for place in range(5, 14))


def test_the_roster_says_who_goes_where_and_why(tmp_path: Path) -> None:
    """A listed post by its title, row and section; an open vacancy in words; reasons joined; 本人意见 left empty."""
    book = book_of(tmp_path)

    assert [cell.value for cell in column(book, MOVES, MoveColumn.POST)] == ["综合岗", OPEN_POST, OPEN_POST]
    assert [cell.value for cell in column(book, MOVES, MoveColumn.POST_ROW)] == [2, None, None]
    assert column(book, MOVES, MoveColumn.TO_SECTION)[0].value == "法规科"
    assert column(book, MOVES, MoveColumn.REASON)[0].value == "超编消化；身份对等"
    assert {cell.value for cell in column(book, MOVES, MoveColumn.OPINION)} == {None}
    codes = [cell.value for cell in column(book, MOVES, MoveColumn.CHECK)]
    assert len(set(codes)) == 3
    assert all(re.fullmatch("[0-9a-f]{12}", code) for code in codes)


def test_a_running_sanction_is_noted_without_being_named(tmp_path: Path) -> None:
    """处分期止 after the plan's day warns and does not lock; the paper does not say what it is."""
    place = but(district(), A2={"sanction_ends": date(2027, 1, 1)})
    book = openpyxl.load_workbook(paper(tmp_path, lawful_plan(place), place))

    notes = [cell.value for cell in column(book, MOVES, MoveColumn.NOTE)]
    assert notes[1] is not None
    assert "处分" not in notes[1]
    assert (notes[0], notes[2]) == (None, None)


def test_surplus_heads_and_notes_stand_beside_their_sections(tmp_path: Path) -> None:
    """A12 heads S2, which joins S1."""
    place = district()
    merger = sections_of_a(surplus_heads=(SurplusHead("A12", "S2", "拟保留职级"),), notes=("副职超出一名",))
    book = openpyxl.load_workbook(paper(tmp_path, lawful_plan(place), place, [merger]))

    notes = [cell.value for cell in column(book, SECTIONS, SectionColumn.NOTE)]
    assert notes == ["副职超出一名", "富余负责人某A12（A12）：拟保留职级"]


def test_settings_version_and_fingerprint_are_on_paper(tmp_path: Path) -> None:
    """Everything needed to make the same plan again."""
    place = district()
    path = paper(tmp_path, lawful_plan(place, ledger_sha256="ab" * 32), place)
    values = {row[1]: row[2] for row in openpyxl.load_workbook(path)[FINGERPRINT.name].iter_rows(4, values_only=True)}

    assert values[Fingerprint.LEDGER] == "ab" * 32
    assert values["leaving_share_percent"] == 30
    assert values["fit_weights.major"] == 25
    assert values["moves 最优界"] == 3
    assert re.fullmatch("[0-9a-f]{64}", values[Fingerprint.DIGEST])
    assert line_of(path, FINGERPRINT, FingerprintColumn.ITEM, Fingerprint.DIGEST.value) == len(values)


ODD_NAMES = (
    "=1+1",
    "+86",
    "-2",
    "@SUM(A1)",
    '=HYPERLINK("http://example.invalid")',
    "http://example.invalid",
    "<b>某&某</b>",
    "某\x07\x00\x1b某",
    "某\ud800某",
    "某\ufffe某",
    "某_x0041_某",
    "某\n某\t某",
    "𠮷野",
    "　某 ",
    "0012",
    "TRUE",
    "2026-11-23",
)


@pytest.mark.parametrize("name", ODD_NAMES, ids=ascii)
def test_names_stay_text_and_the_plan_still_holds(tmp_path: Path, name: str) -> None:
    """Whatever a name looks like, it is text: no formula, no link; and what is read back is what was written."""
    place = but(district(), A1={"name": name}, B={"name": name})
    path = paper(tmp_path, lawful_plan(place), place)

    assert check(path, place) == ()
    everything = b"".join(parts(path).values())
    assert b"<f>" not in everything
    assert b"<f " not in everything
    assert b"hyperlink" not in everything


def test_identity_numbers_are_masked_wherever_they_stand(tmp_path: Path) -> None:
    """As 公民身份号码, as 人员编号, in names, reasons and titles of posts: no part of the file has a whole one."""
    place = but(district(), A2={"citizen_number": NUMBER, "name": f"某{NUMBER}", "grade": NUMBER.lower()})
    plan = lawful_plan(place)
    first = plan.moves[0]
    told_why = tuple(f"{NUMBER}：{reason}" for reason in first.reasons)
    plan = lawful_plan(place, moves=(replace(first, reasons=told_why), *plan.moves[1:]))
    path = paper(tmp_path, plan, place, [sections_of_a(notes=(NUMBER,))])

    for name, content in parts(path).items():
        assert not re.search(rb"(?<![0-9a-f])\d{17}[\dXx](?![0-9a-f])", content), name
    assert check(path, place) == ()
    book = openpyxl.load_workbook(path)
    assert column(book, MOVES, MoveColumn.CITIZEN_NUMBER)[0].value == f"{NUMBER[:6]}********{NUMBER[-4:]}"


def test_identity_numbers_as_person_ids_are_masked_and_still_found(tmp_path: Path) -> None:
    """Ledgers use the citizen number as 人员编号; masked it still tells people apart, and the plan can be verified."""
    place = agencies(A=(2, 1), B=(0, 1))
    place = Establishment(
        place.name,
        place.units,
        place.quota_entries,
        people=tuple(
            replace(someone, id=citizen_number(date(1985, 1, day))) for day, someone in enumerate(place.people, 1)
        ),
    )
    path = paper(tmp_path, plan_of(place, move(place, place.people[0].id, "B")), place)

    assert not any(re.search(rb"\d{17}[\dXx]", content) for name, content in parts(path).items() if "shared" in name)
    assert check(path, place) == ()


def test_the_same_plan_makes_the_same_bytes(tmp_path: Path) -> None:
    """Nothing in the file depends on when or how fast it was made; the date in it is the plan's day."""
    place = district()
    folders = [tmp_path / "一", tmp_path / "二"]
    for folder in folders:
        folder.mkdir()
    first, second = (
        paper(folder, lawful_plan(place, solve_seconds=seconds), place, [sections_of_a()]).read_bytes()
        for seconds, folder in enumerate(folders)
    )

    assert first == second
    assert b"2026-11-23T00:00:00Z" in parts(folders[0] / "方案.xlsx")["docProps/core.xml"]


def test_same_named_posts_are_told_apart(tmp_path: Path) -> None:
    """The row in the sheet 岗位需求 stands beside the title."""
    place = plus(agencies(A=(9, 7), B=(0, 2)), post("综合岗", "B"), post("综合岗", "B"))
    plan = plan_of(place, move(place, "A1", "B", post="综合岗"))
    book = openpyxl.load_workbook(paper(tmp_path, plan, place))

    assert column(book, MOVES, MoveColumn.POST_ROW)[0].value == 2


def test_dates_before_excels_calendar_are_text(tmp_path: Path) -> None:
    """A birth date of 1899 is a mistake of the ledger; the export writes it as it is."""
    place = but(district(), A2={"post_since": date(1899, 12, 31)})
    path = paper(tmp_path, lawful_plan(place), place)

    since = column(openpyxl.load_workbook(path), MOVES, MoveColumn.POST_SINCE)
    assert since[1].value == "1899-12-31"
    assert check(path, place) == ()


def test_a_file_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    """The folder is not there: a sentence and a hint, no traceback of a library."""
    place = district()

    with pytest.raises(BianzhiError, match="无法写入"):
        paper(tmp_path / "没有的文件夹", lawful_plan(place), place)


def test_an_empty_list_has_headings_only(tmp_path: Path) -> None:
    """Nobody is excluded: the line under the title says 共 0 人."""
    place = agencies(A=(2, 3))
    page = openpyxl.load_workbook(paper(tmp_path, plan_of(place), place))[EXCLUDED.name]

    assert page.max_row == 3
    assert "共 0 人" in page["A2"].value


def test_bounds_that_are_not_met_are_told_in_words(tmp_path: Path) -> None:
    """已证明最优 stands only where the bound is met."""
    place = district()
    reached = lawful_plan(place).objectives
    short = replace(reached[2], bound=reached[2].bound + 9)
    book = openpyxl.load_workbook(paper(tmp_path, lawful_plan(place, objectives=(*reached[:2], short)), place))

    remarks = [cell.value for cell in column(book, OVERVIEW, OverviewColumn.REMARK)[-3:]]
    assert remarks == ["已证明最优", "已证明最优", "尚未证明最优，与最优界相差 9"]
