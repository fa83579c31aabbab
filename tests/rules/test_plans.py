"""``verify``: a plan that holds has no finding; a changed cell has the right one at the right place."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bianzhi.domain.plan import PlanStatus
from bianzhi.domain.plan_columns import (
    BALANCE,
    EXCLUDED,
    FINGERPRINT,
    GOALS,
    MANUAL,
    MOVES,
    OPEN_POST,
    OVERVIEW,
    REMAINING,
    BalanceColumn,
    ExcludedColumn,
    Figure,
    Fingerprint,
    FingerprintColumn,
    ManualColumn,
    MoveColumn,
    OverviewColumn,
    RemainingColumn,
)
from bianzhi.domain.settings import PlanSettings
from bianzhi.domain.terms import Category
from bianzhi.rules.plans import ALL_PLAN_RULES
from tests.plan_papers import (
    OF_EXPORT,
    at,
    check,
    district,
    lawful_plan,
    line_of,
    move,
    paper,
    place_of,
    plan_of,
    sections_of_a,
    tamper,
    told,
    verified,
)
from tests.worlds import agencies

# The plan that holds


def test_a_lawful_plan_holds(tmp_path: Path) -> None:
    """Posts, open vacancies, excess that stays, locked people and a merger: nothing is found."""
    place = district()

    assert check(paper(tmp_path, lawful_plan(place), place, [sections_of_a()]), place) == ()


def test_a_plan_without_moves_holds(tmp_path: Path) -> None:
    """Nobody is over quota, nobody moves."""
    assert verified(tmp_path, agencies(A=(2, 3), B=(1, 2))) == set()


def test_hand_filled_columns_may_change(tmp_path: Path) -> None:
    """本人意见 and 备注 are for the office to fill in."""
    place = district()
    path = paper(tmp_path, lawful_plan(place), place)
    tamper(path, at(MoveColumn.OPINION), "同意")
    tamper(path, at(MoveColumn.NOTE, 2), "已谈话")

    assert check(path, place) == ()


# One cell changed in Excel


def change(heading: str, value: object, id: str, where: str = "", line: int = 1) -> Any:
    """A change to 名册 that breaks rule ``id`` at ``where``, or at the cell changed."""
    cell = at(heading, line)
    return pytest.param(cell, value, f"{id}@{where or cell}", id=f"{heading}")


CHANGES = (
    change(MoveColumn.NUMBER, 7, "P515"),
    change(MoveColumn.PERSON, "X1", "P511"),
    change(MoveColumn.PERSON, None, "P511"),
    change(MoveColumn.PERSON, "A2", "P511", at(MoveColumn.PERSON, 2)),
    change(MoveColumn.NAME, "某某", "P514"),
    change(MoveColumn.NAME, None, "P514"),
    change(MoveColumn.SEX, "女", "P514"),
    change(MoveColumn.BIRTH, date(1990, 1, 1), "P514"),
    change(MoveColumn.BIRTH, "1985年1月", "P514"),
    change(MoveColumn.CITIZEN_NUMBER, "999999********0000", "P514"),
    change(MoveColumn.EDUCATION, "研究生", "P514"),
    change(MoveColumn.MAJOR, "会计学", "P514"),
    change(MoveColumn.STATUS, "参公机关人员", "P514"),
    change(MoveColumn.FROM_CATEGORY, "全额事业编制", "P514"),
    change(MoveColumn.FROM_UNIT, "B", "P514"),
    change(MoveColumn.FROM_UNIT_NAME, "区B局", "P514"),
    change(MoveColumn.FROM_SECTION, "业务科", "P514"),
    change(MoveColumn.GRADE, "一级主任科员", "P514"),
    change(MoveColumn.POST_SINCE, date(2020, 1, 1), "P514"),
    change(MoveColumn.TO_UNIT, "Z", "P512"),
    change(MoveColumn.TO_UNIT, "A", "P512"),
    change(MoveColumn.TO_UNIT_NAME, "区D局", "P514"),
    change(MoveColumn.TO_SECTION, None, "P514"),
    change(MoveColumn.POST, "没有的岗", "P513"),
    change(MoveColumn.POST, None, "P513"),
    change(MoveColumn.POST, OPEN_POST, "P513", at(MoveColumn.POST_ROW)),
    change(MoveColumn.POST_ROW, 99, "P513", at(MoveColumn.POST)),
    change(MoveColumn.TO_CATEGORY, "行政", "P512"),
    change(MoveColumn.TO_CATEGORY, "全额事业编制", "P523"),
    change(MoveColumn.FIT, 101, "P561"),
    change(MoveColumn.FIT, "80", "P561"),
    change(MoveColumn.FIT, 79.5, "P561"),
    change(MoveColumn.FIT, None, "P561"),
    change(MoveColumn.REASON, None, "P514"),
    change(MoveColumn.SOURCE, None, "P514"),
)


@pytest.mark.parametrize(("cell", "value", "expected"), CHANGES)
def test_a_changed_cell_of_the_roster_is_named(tmp_path: Path, cell: str, value: object, expected: str) -> None:
    """Whatever is changed in 名册, the rule it breaks is told with its cell, and so is the check code of the line."""
    place = district()
    path = paper(tmp_path, lawful_plan(place), place)
    tamper(path, cell, value)

    findings = check(path, place)

    assert expected in told(findings)
    assert {item.id for item in findings} >= OF_EXPORT
    assert all(item.message and item.hint and item.source for item in findings)


def test_a_forged_fit_shows_in_the_total(tmp_path: Path) -> None:
    """A score that is possible but was not given no longer adds up to the objective."""
    place = district()
    path = paper(tmp_path, lawful_plan(place), place)
    tamper(path, at(MoveColumn.FIT), 99)

    assert any(item.startswith("P574@总览!B") for item in told(check(path, place)))


FIGURES = tuple(figure for figure in Figure if figure is not Figure.LEDGER)


@pytest.mark.parametrize("figure", FIGURES)
def test_a_changed_figure_of_the_overview_is_named(tmp_path: Path, figure: Figure) -> None:
    """Every key figure is counted anew."""
    place = district()
    path = paper(tmp_path, lawful_plan(place), place)
    cell = place_of(OVERVIEW, OverviewColumn.VALUE, line_of(path, OVERVIEW, OverviewColumn.ITEM, figure.value))
    tamper(path, cell, 77)

    assert told(check(path, place)) == {f"P573@{cell}"}


@pytest.mark.parametrize(("heading", "value"), [(OverviewColumn.VALUE, 2), (OverviewColumn.BOUND, 4)])
def test_a_changed_objective_is_named(tmp_path: Path, heading: str, value: int) -> None:
    """Value and bound of the moves objective are 3 and 3: neither can be changed unnoticed."""
    place = district()
    path = paper(tmp_path, lawful_plan(place), place)
    line = line_of(path, OVERVIEW, OverviewColumn.ITEM, GOALS["moves"])
    cell = place_of(OVERVIEW, heading, line)
    tamper(path, cell, value)

    assert f"P574@{cell}" in told(check(path, place))


@pytest.mark.parametrize(
    "heading", [heading for heading in BalanceColumn if heading not in (BalanceColumn.UNIT, BalanceColumn.CATEGORY)]
)
@pytest.mark.parametrize("line", [1, 5])
def test_a_changed_cell_of_the_balance_is_named(tmp_path: Path, heading: str, line: int) -> None:
    """Line 1 is A's 行政编制, line 5 the total: every figure before and after is counted anew."""
    place = district()
    path = paper(tmp_path, lawful_plan(place), place)
    cell = place_of(BALANCE, heading, line)
    tamper(path, cell, 999)

    assert told(check(path, place)) == {f"P571@{cell}"}


def test_numbers_turned_to_text_are_named(tmp_path: Path) -> None:
    """“12” as text is no figure."""
    place = district()
    path = paper(tmp_path, lawful_plan(place), place)
    cell = place_of(BALANCE, BalanceColumn.IN_POST_BEFORE)
    tamper(path, cell, "12")

    finding = next(item for item in check(path, place) if item.id == "P571")

    assert finding.at.cell == cell.partition("!")[2]
    assert "已成文本" in finding.message


def test_a_line_of_the_balance_cannot_be_left_out(tmp_path: Path) -> None:
    """D's line is gone: the sheet lacks it, and the lines after it have moved."""
    place = district()
    path = paper(tmp_path, lawful_plan(place), place)
    book = openpyxl.load_workbook(path)
    book[BALANCE.name].delete_rows(7)
    book.save(path)

    assert f"P571@{BALANCE.name}!B3" in told(check(path, place))


def test_lines_in_another_order_are_named(tmp_path: Path) -> None:
    """The first two lines of 名册 have changed places."""
    place = district()
    path = paper(tmp_path, lawful_plan(place), place)
    book = openpyxl.load_workbook(path)
    rows = [[cell.value for cell in row] for row in book[MOVES.name].iter_rows(4, 5)]
    for row, values in zip((5, 4), rows, strict=True):
        for column, value in enumerate(values, 1):
            book[MOVES.name].cell(row, column).value = value
    book.save(path)

    found = told(check(path, place))

    assert found == {f"P515@{at(MoveColumn.NUMBER, line)}" for line in (1, 2)} | {f"P515@{at(MoveColumn.PERSON, 2)}"}


def test_lines_of_the_balance_stand_in_ledger_order(tmp_path: Path) -> None:
    """B before A, numbered as if that were right."""
    place = district()
    path = paper(tmp_path, lawful_plan(place), place)
    book = openpyxl.load_workbook(path)
    rows = [[cell.value for cell in row] for row in book[BALANCE.name].iter_rows(4, 5, min_col=2)]
    for row, values in zip((5, 4), rows, strict=True):
        for column, value in enumerate(values, 2):
            book[BALANCE.name].cell(row, column).value = value
    book.save(path)

    assert f"P571@{place_of(BALANCE, BalanceColumn.UNIT, 2)}" in told(check(path, place))


def test_a_deleted_move_is_missed(tmp_path: Path) -> None:
    """Without the line of A1 the balance, the overview and the remaining excess no longer agree."""
    place = district()
    path = paper(tmp_path, lawful_plan(place), place)
    book = openpyxl.load_workbook(path)
    book[MOVES.name].delete_rows(4)
    book.save(path)

    found = told(check(path, place))

    assert f"P571@{place_of(BALANCE, BalanceColumn.LEAVING)}" in found
    assert f"P575@{REMAINING.name}!B3" in found


def test_a_formula_in_place_of_a_number_is_named(tmp_path: Path) -> None:
    """A formula that nothing has computed is no number."""
    place = district()
    path = paper(tmp_path, lawful_plan(place), place)
    cell = place_of(BALANCE, BalanceColumn.LEAVING)
    tamper(path, cell, "=1+1")

    assert f"P571@{cell}" in told(check(path, place))


# Fingerprints


def test_another_ledger_is_told(tmp_path: Path) -> None:
    """The plan was made from a file with another fingerprint."""
    place = district()
    other = replace(place, sha256="ab" * 32)
    path = paper(tmp_path, lawful_plan(place), place)

    line = line_of(path, FINGERPRINT, FingerprintColumn.ITEM, Fingerprint.LEDGER.value)
    assert told(check(path, other)) == {f"P502@{place_of(FINGERPRINT, FingerprintColumn.VALUE, line)}"}


def test_another_day_is_told(tmp_path: Path) -> None:
    """The plan is for 23 November, and verified for the 24th."""
    place = district()
    path = paper(tmp_path, lawful_plan(place), place)

    line = line_of(path, FINGERPRINT, FingerprintColumn.ITEM, Fingerprint.DAY.value)
    found = told(check(path, place, date(2026, 11, 24)))
    assert f"P503@{place_of(FINGERPRINT, FingerprintColumn.VALUE, line)}" in found


def test_other_settings_are_told_but_the_time_limit_is_not_one(tmp_path: Path) -> None:
    """A share of 40 % is another plan; a longer time limit is the same plan, found more slowly."""
    place = district()
    path = paper(tmp_path, lawful_plan(place), place)

    line = line_of(path, FINGERPRINT, FingerprintColumn.ITEM, "leaving_share_percent")
    cell = place_of(FINGERPRINT, FingerprintColumn.VALUE, line)
    assert told(check(path, place, settings=PlanSettings(leaving_share_percent=40))) == {f"P504@{cell}"}
    assert told(check(path, place, settings=PlanSettings(time_limit_seconds=999))) == set()


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        (f"{OVERVIEW.name}!A1", "关于人员编制调整的决定"),
        (place_of(EXCLUDED, ExcludedColumn.SOURCE), "另一依据"),
        (place_of(REMAINING, RemainingColumn.WHY), "另一原因"),
        (place_of(MANUAL, ManualColumn.WHY), "另一说明"),
        (place_of(FINGERPRINT, FingerprintColumn.REMARK, 7), "另一说明"),
    ],
)
def test_words_that_no_rule_recounts_are_under_the_digest(tmp_path: Path, cell: str, value: str) -> None:
    """Titles, reasons and remarks cannot be counted anew; the digest over all lines tells that they changed."""
    place = district()
    path = paper(tmp_path, lawful_plan(place), place)
    tamper(path, cell, value)

    assert {item.id for item in check(path, place)} == {"P505"}


def test_a_forged_check_code_is_named(tmp_path: Path) -> None:
    """The code at the end of line 2 is another line's."""
    place = district()
    path = paper(tmp_path, lawful_plan(place), place)
    tamper(path, at(MoveColumn.CHECK, 2), "000000000000")

    findings = [item for item in check(path, place) if item.id == "P506"]
    assert [f"{item.at.sheet}!{item.at.cell}" for item in findings] == [at(MoveColumn.CHECK, 2)]


@pytest.mark.parametrize("item", [Fingerprint.VERSION, Fingerprint.SOLVER, Fingerprint.STATUS])
def test_parameters_cannot_be_emptied(tmp_path: Path, item: Fingerprint) -> None:
    """Version, solver and status must be there."""
    place = district()
    path = paper(tmp_path, lawful_plan(place), place)
    line = line_of(path, FINGERPRINT, FingerprintColumn.ITEM, item.value)
    cell = place_of(FINGERPRINT, FingerprintColumn.VALUE, line)
    tamper(path, cell, None)

    assert f"P507@{cell}" in told(check(path, place))


# Whole plans


@pytest.mark.slow
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_a_plan_with_one_more_illegal_move_is_rejected(tmp_path: Path, data: st.DataObject) -> None:
    """In ``district`` no further move is lawful: A has no excess left, C's has nowhere to go. Any more is refused.

    The plan is written honestly, figures, codes and digest included, so only the rules themselves can tell.
    """
    place = district()
    moved = {item.person for item in lawful_plan(place).moves}
    id = data.draw(st.sampled_from([item.id for item in place.people if item.id not in moved]))
    to = data.draw(st.sampled_from([item.code for item in place.units]))
    category = data.draw(st.sampled_from(list(Category)))
    plan = lawful_plan(place, move(place, id, to, category, fit=data.draw(st.integers(0, 100))))

    assert told(check(paper(tmp_path, plan, place), place))


def test_every_rule_has_an_id_of_its_own() -> None:
    """Ids are P and three digits, never used twice; every rule has a source and says what holds."""
    ids = [rule.id for rule in ALL_PLAN_RULES]

    assert len(set(ids)) == len(ids)
    assert all(len(id) == 4 and id.startswith("P5") for id in ids)
    assert all(rule.source and rule.title for rule in ALL_PLAN_RULES)


def test_an_unproven_plan_must_say_its_gap(tmp_path: Path) -> None:
    """A plan called optimal whose bound is not met is refused; called feasible it holds."""
    place = district()
    reached = lawful_plan(place).objectives
    short = (*reached[:2], replace(reached[2], bound=reached[2].bound + 9))

    feasible = lawful_plan(place, objectives=short, status=PlanStatus.FEASIBLE)
    assert told(check(paper(tmp_path, feasible, place), place)) == set()
    optimal = lawful_plan(place, objectives=short)
    assert any(item.startswith("P574@") for item in told(check(paper(tmp_path, optimal, place), place)))


@pytest.mark.parametrize(("number", "step"), [(0, 1), (1, 1), (2, -1)])
def test_nothing_is_better_than_its_bound(tmp_path: Path, number: int, step: int) -> None:
    """A bound that the plan has passed is no bound: excess and moves below it, fit above it."""
    place = district()
    reached = list(lawful_plan(place).objectives)
    reached[number] = replace(reached[number], bound=reached[number].value + step)
    plan = lawful_plan(place, objectives=tuple(reached), status=PlanStatus.FEASIBLE)
    path = paper(tmp_path, plan, place)

    line = line_of(path, OVERVIEW, OverviewColumn.ITEM, GOALS[reached[number].name])
    assert told(check(path, place)) == {f"P574@{place_of(OVERVIEW, OverviewColumn.BOUND, line)}"}


def test_an_infeasible_plan_proposes_nothing(tmp_path: Path) -> None:
    """Contradictory constraints: no moves, no objectives, all excess remains."""
    place = agencies(A=(2, 1), B=(0, 1))
    plan = plan_of(place, status=PlanStatus.INFEASIBLE, objectives=())

    assert told(check(paper(tmp_path, plan, place), place)) == set()
