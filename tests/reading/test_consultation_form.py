"""征求意见表 as it comes back: filled in by hand, sorted, pasted, half empty, or the wrong one."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from bianzhi.domain.answers import Opinion, Reply
from bianzhi.domain.consultation import FORM_SHEET, FormColumn
from bianzhi.domain.establishment import Establishment
from bianzhi.domain.finding import Finding, Severity
from bianzhi.domain.plan import Plan
from bianzhi.errors import UnreadableWorkbookError
from bianzhi.reading.consultation_form import read
from bianzhi.reading.consultation_rules import CONSULTATION_RULES
from bianzhi.writing.consultation_form import write
from tests.plan_papers import district, lawful_plan, paper
from tests.reading import hostile
from tests.worlds import but

COLUMN = {column: chr(ord("A") + number) for number, column in enumerate(FormColumn)}
REPLY, WISHED, GIVING, RECEIVING, REMARK, CODE = (
    COLUMN[column]
    for column in (
        *(FormColumn.REPLY, FormColumn.WISHED, FormColumn.GIVING),
        *(FormColumn.RECEIVING, FormColumn.REMARK, FormColumn.CODE),
    )
)
PLACE = district()
PLAN = lawful_plan(PLACE)  # A1 and A2 to B, C1 to D: rows 4, 5 and 6


class Returned:
    """A form that went out, and what was done to it."""

    def __init__(self, folder: Path, plan: Plan = PLAN, place: Establishment = PLACE) -> None:
        self.path = folder / "征求意见表.xlsx"
        write(self.path, plan, place)

    def filled(self, **cells: Any) -> "Returned":
        """The cells as somebody filled them in: ``filled(K4="同意")``."""
        return self.changed(lambda page: [page.__setitem__(cell, value) for cell, value in cells.items()])

    def changed(self, change: Callable[[Any], object]) -> "Returned":
        """Anything else done to the sheet."""
        book = openpyxl.load_workbook(self.path)
        change(book[FORM_SHEET])
        book.save(self.path)
        return self

    def read(self, plan: Plan = PLAN, place: Establishment = PLACE) -> tuple[dict[str, Opinion], tuple[Finding, ...]]:
        """The opinions by person, and what is wrong."""
        opinions, findings = read(self.path, plan, place)
        assert [each.person for each in opinions] == [
            m.person for m in plan.moves if m.person in {o.person for o in opinions}
        ]
        return {opinion.person: opinion for opinion in opinions}, findings


def told(findings: tuple[Finding, ...], *, notes: bool = False) -> list[str]:
    """``Y107@K4`` of each finding; of notes on silence only where they are asked for."""
    return [f"{each.id}@{each.at.cell}" for each in findings if notes or each.id not in ("Y114", "Y115", "Y116")]


def test_every_answer_comes_back(tmp_path: Path) -> None:
    """Person, units, wish and remark, each of its own line."""
    form = Returned(tmp_path).filled(
        **{f"{REPLY}4": "同意", f"{GIVING}4": "不同意", f"{REMARK}4": "业务骨干"},
        **{f"{REPLY}5": "另有意向", f"{WISHED}5": "区D局、C", f"{RECEIVING}5": "同意"},
        **{f"{REPLY}6": "不同意"},
    )
    opinions, findings = form.read()

    assert opinions == {
        "A1": Opinion("A1", Reply.AGREES, (), "业务骨干", Reply.REFUSES, Reply.NONE),
        "A2": Opinion("A2", Reply.OTHER, ("D", "C"), "", Reply.NONE, Reply.AGREES),
        "C1": Opinion("C1", Reply.REFUSES),
    }
    assert findings == ()


@pytest.mark.parametrize(
    ("typed", "reply"),
    [
        ("同意", Reply.AGREES),
        (" 同 意 ", Reply.AGREES),
        ("同意。", Reply.AGREES),
        ("（同意）", Reply.AGREES),
        ("服从组织安排", Reply.AGREES),
        ("不 同 意！", Reply.REFUSES),
        ("不愿意", Reply.REFUSES),
        ("", Reply.NONE),
        ("　", Reply.NONE),
        ("/", Reply.NONE),
        ("未答复", Reply.NONE),
    ],
)
def test_answers_as_people_type_them(tmp_path: Path, typed: str, reply: Reply) -> None:
    """Spaces, full stops, brackets and full-width signs say nothing."""
    opinions, findings = Returned(tmp_path).filled(**{f"{REPLY}4": typed}).read()

    assert opinions["A1"].reply is reply
    assert told(findings) == []


@pytest.mark.parametrize("typed", ["√", "基本同意", "同意但希望就近", "待定", "1", 1, date(2026, 1, 1), "同意/不同意"])
def test_what_is_no_answer_is_told_and_not_guessed(tmp_path: Path, typed: object) -> None:
    """The cell, what stands there, and what may."""
    opinions, findings = Returned(tmp_path).filled(**{f"{REPLY}4": typed}).read()

    assert opinions["A1"].reply is Reply.NONE
    assert told(findings) == [f"Y107@{REPLY}4"]
    assert findings[0].severity is Severity.ERROR
    assert "“同意”、“不同意”、“另有意向”" in findings[0].hint
    assert str(findings[0].at).startswith("征求意见表.xlsx › 征求意见表 › K4")


def test_a_unit_agrees_or_does_not(tmp_path: Path) -> None:
    """It has no wishes of its own."""
    _, findings = Returned(tmp_path).filled(**{f"{GIVING}4": "另有意向", f"{RECEIVING}5": "同意接收"}).read()

    assert told(findings) == [f"Y107@{GIVING}4"]


@pytest.mark.parametrize(
    ("reply", "wished", "expected"),
    [
        ("另有意向", None, ["Y108"]),
        ("另有意向", "区Z局", ["Y109"]),
        ("另有意向", "区D局、区Z局", ["Y109"]),
        ("另有意向", "区B局", ["Y110"]),
        ("另有意向", "A", ["Y110"]),
        ("同意", "区D局", ["Y111"]),
        (None, "区D局", ["Y111"]),
        ("哦", "区D局", ["Y107"]),
    ],
)
def test_wishes_that_cannot_be_taken(
    tmp_path: Path, reply: str | None, wished: str | None, expected: list[str]
) -> None:
    """None named, none of the ledger, the one proposed, the own one, and one beside another answer."""
    opinions, findings = Returned(tmp_path).filled(**{f"{REPLY}4": reply, f"{WISHED}4": wished}).read()
    cell = f"{REPLY}4" if expected == ["Y107"] else f"{WISHED}4"

    assert told(findings) == [f"{id}@{cell}" for id in expected]
    assert opinions["A1"].wished_units == ()
    assert opinions["A1"].reply in (Reply.NONE, Reply.AGREES)


def test_a_wish_for_a_unit_whose_name_two_have_is_asked_back(tmp_path: Path) -> None:
    """Its code tells."""
    same = but(PLACE, C={"name": "区甲局"}, D={"name": "区甲局"})
    form = Returned(tmp_path, PLAN, same).filled(**{f"{REPLY}4": "另有意向", f"{WISHED}4": "区甲局"})

    assert told(form.read(place=same)[1]) == [f"Y109@{WISHED}4"]


def test_sorted_filtered_and_with_columns_and_titles_added(tmp_path: Path) -> None:
    """Lines in another order, a hidden row, a letterhead above, a column in front, a total below."""

    def rearranged(page: Any) -> None:
        rows = [[cell.value for cell in row] for row in page.iter_rows(4, 6)]
        for number, row in enumerate(reversed(rows), 4):
            for column, value in enumerate(row, 1):
                page.cell(number, column, value)
        page["B7"], page["K7"] = "合计", "3人"
        page.row_dimensions[5].hidden = True
        page.insert_cols(1)
        page["A3"] = "经办人"
        page.merged_cells.ranges.clear()
        page.insert_rows(1, 2)

    form = Returned(tmp_path).filled(**{f"{REPLY}4": "不同意", f"{REPLY}5": "同意", f"{REPLY}6": "同意"})
    opinions, findings = form.changed(rearranged).read()

    assert {person: opinion.reply for person, opinion in opinions.items()} == {
        "A1": Reply.REFUSES,
        "A2": Reply.AGREES,
        "C1": Reply.AGREES,
    }
    assert findings == ()


def test_columns_sorted_apart_are_noticed(tmp_path: Path) -> None:
    """Names of one person beside the id of another: no answer of such a line is taken."""
    form = Returned(tmp_path).filled(**{f"{REPLY}4": "同意", f"{REPLY}5": "不同意", "C4": "某A2", "C5": "某A1"})
    opinions, findings = form.read()

    assert opinions.keys() == {"C1"}
    assert told(findings) == ["Y106@C4", "Y106@C5"]


def test_lines_pasted_from_several_forms_onto_other_sheets(tmp_path: Path) -> None:
    """Each with its headings; the answers to one person's line add up."""
    form = Returned(tmp_path).filled(**{f"{REPLY}4": "同意", f"{REPLY}5": "同意"})
    book = openpyxl.load_workbook(form.path)
    second = book.copy_worksheet(book[FORM_SHEET])
    second.title = "乙单位"
    second[f"{REPLY}4"], second[f"{GIVING}4"], second[f"{REPLY}6"] = None, "同意", "不同意"
    book.save(form.path)
    opinions, findings = form.read()

    assert opinions["A1"] == Opinion("A1", Reply.AGREES, giving_unit=Reply.AGREES)
    assert opinions["C1"].reply is Reply.REFUSES
    assert findings == ()


def test_two_different_answers_of_one_person_are_neither(tmp_path: Path) -> None:
    """The second place is told, with where the first stands."""
    form = Returned(tmp_path).filled(**{f"{REPLY}4": "同意"})
    form.changed(lambda page: [page.cell(7, column, page.cell(4, column).value) for column in range(1, 17)])
    opinions, findings = form.filled(**{f"{REPLY}7": "不同意"}).read()

    assert "A1" not in opinions
    assert told(findings) == ["Y112@B7"]
    assert "“征求意见表”表第 4 行" in findings[0].message


def test_the_form_of_another_plan_is_refused_as_a_whole(tmp_path: Path) -> None:
    """One error, and no opinion: what people said about another place says nothing about this one."""
    other = replace(PLAN, moves=PLAN.moves[:2])
    form = Returned(tmp_path, other).filled(**{f"{REPLY}4": "同意"})
    opinions, findings = form.read()

    assert opinions == {}
    assert told(findings, notes=True) == [f"Y105@{CODE}4"]
    assert findings[0].severity is Severity.ERROR


def test_a_line_of_another_plan_pasted_in_is_left_out(tmp_path: Path) -> None:
    """The others are taken."""
    form = Returned(tmp_path).filled(**{f"{REPLY}4": "同意", f"{REPLY}5": "同意", f"{CODE}5": "0123456789abcdef"})
    opinions, findings = form.read()

    assert "A2" not in opinions and opinions["A1"].reply is Reply.AGREES
    assert told(findings) == [f"Y105@{CODE}5"]


def test_a_form_without_check_codes_is_held_against_names_and_units(tmp_path: Path) -> None:
    """Somebody deleted the column and the line above: a warning, and every line must agree with the plan."""

    def without_codes(page: Any) -> None:
        page.delete_cols(16)
        page["A2"] = ""

    form = Returned(tmp_path).filled(**{f"{REPLY}4": "同意", "F5": "区D局"}).changed(without_codes)
    opinions, findings = form.read()

    assert opinions["A1"].reply is Reply.AGREES
    assert told(findings) == ["Y113@B3", "Y106@F5"]


def test_people_who_are_not_in_the_plan(tmp_path: Path) -> None:
    """An id Excel has cut, one of nobody, somebody of the ledger who was never asked, and an answer without an id."""
    place = replace(PLACE, people=tuple(replace(p, id="007") if p.id == "A1" else p for p in PLACE.people))
    plan = replace(PLAN, moves=(replace(PLAN.moves[0], person="007"), *PLAN.moves[1:]))
    cells = {
        **{"B4": 7, "C4": None, f"{REPLY}4": "同意"},
        **{"B5": "X9", "C5": "无名氏", f"{CODE}5": None, f"{REPLY}5": "同意"},
        **{"B6": None, f"{REPLY}6": "同意"},
        **{"B7": "B1", f"{REPLY}7": "同意"},
    }
    form = Returned(tmp_path, plan, place).changed(lambda page: page.__setitem__("A2", "")).filled(**cells)
    opinions, findings = form.read(plan, place)

    assert opinions == {}
    assert told(findings) == ["Y101@B4", "Y101@B5", "Y117@B6", "Y103@B7"]
    assert "某A1（007）与本行相近" in findings[0].message


def test_answers_that_no_longer_apply_after_a_correction(tmp_path: Path) -> None:
    """Someone has left the roster, another's line could not be kept: told, and no error."""
    form = Returned(tmp_path).filled(**{f"{REPLY}{row}": "不同意" for row in (4, 5, 6)})
    corrected = replace(PLACE, people=tuple(each for each in PLACE.people if each.id != "A1"))
    left = replace(PLAN, moves=PLAN.moves[2:], code=form_code())
    opinions, findings = form.read(left, corrected)

    assert opinions.keys() == {"C1"}
    assert told(findings) == ["Y102@B4", "Y104@B5"]
    assert {finding.severity for finding in findings} == {Severity.WARNING}


def form_code() -> str:
    """The check code of the plan people were asked about."""
    from bianzhi.domain.plan_code import code_of  # noqa: PLC0415

    return code_of(PLAN)


def test_silence_is_counted(tmp_path: Path) -> None:
    """Who did not answer, and who is not on the form at all; an empty form is worth a warning."""
    form = Returned(tmp_path).filled(**{f"{REPLY}4": "同意"})
    form.changed(lambda page: page.delete_rows(6))
    opinions, findings = form.read()
    _, nothing = Returned(tmp_path).read()

    assert opinions["A2"] == Opinion("A2", Reply.NONE)
    assert told(findings, notes=True) == ["Y115@B3", "Y116@K3"]
    assert "1 人" in findings[0].message and "某C1" in findings[0].message and "某A2" in findings[1].message
    assert told(nothing, notes=True) == ["Y114@K3"]
    assert nothing[0].severity is Severity.WARNING


def test_formula_errors_are_no_answers(tmp_path: Path) -> None:
    """A lookup that failed stands where an answer should."""
    form = Returned(tmp_path).filled(**{f"{REPLY}4": "=NA()"})

    assert told(form.read()[1]) == [f"Y107@{REPLY}4"]


def test_what_is_no_form_is_refused(tmp_path: Path) -> None:
    """Another workbook is named with what it has; the plan's own roster, filled in by hand, is read with a warning."""
    book = openpyxl.Workbook()
    book.active["A1"] = "你好"
    book.save(tmp_path / "x.xlsx")
    with pytest.raises(UnreadableWorkbookError, match="不是征求意见表"):
        read(tmp_path / "x.xlsx", PLAN, PLACE)

    exported = paper(tmp_path, PLAN, PLACE)
    opinions, findings = read(exported, PLAN, PLACE)
    assert [opinion.reply for opinion in opinions] == [Reply.NONE] * 3
    assert told(findings) == ["Y113@B3"]


@pytest.mark.parametrize(
    "build", [hostile.lying_size, hostile.duplicate_entry, hostile.overlapping_entries, hostile.ratio_bomb]
)
def test_hostile_files_are_refused_as_everywhere(tmp_path: Path, build: Callable[[], bytes]) -> None:
    """The file passes the same gate as a ledger."""
    path = tmp_path / "征求意见表.xlsx"
    path.write_bytes(build())

    with pytest.raises(UnreadableWorkbookError):
        read(path, PLAN, PLACE)


def test_rules_have_ids_of_their_own() -> None:
    """In order, each once."""
    ids = [rule.id for rule in CONSULTATION_RULES]

    assert ids == sorted(set(ids)) == [f"Y{number}" for number in range(101, 118)]
