"""The check code of a plan, and its settings, are the same in memory and on paper."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from bianzhi.domain.matrix_change import Fulfilled, MatrixChange
from bianzhi.domain.plan_code import code_of, code_on_paper
from bianzhi.domain.plan_columns import FINGERPRINT, FingerprintColumn
from bianzhi.domain.settings import PlanSettings
from bianzhi.domain.settings_on_paper import settings_on_paper
from bianzhi.domain.terms import Category, Status
from bianzhi.domain.wishes import Wish, WishKind
from bianzhi.errors import SettingsError
from bianzhi.reading.plan_workbook import read_plan_workbook
from tests.plan_papers import district, lawful_plan, line_of, move, paper, place_of, tamper
from tests.worlds import DAY, agencies, citizen_number

WHO = {"by": "样区编办", "on": DAY, "why": "工作需要"}


def test_the_code_on_paper_is_that_of_the_plan(tmp_path: Path) -> None:
    """Listed posts and open vacancies alike."""
    plan = lawful_plan(district())

    assert code_on_paper(read_plan_workbook(paper(tmp_path, plan, district()))) == code_of(plan)


def test_people_named_by_citizen_numbers_have_the_same_code(tmp_path: Path) -> None:
    """Their ids are masked on paper."""
    number = citizen_number(date(1985, 1, 1))
    place = agencies(A=(3, 2), B=(1, 2))
    place = replace(place, people=(replace(place.people[0], id=number), *place.people[1:]))
    plan = replace(lawful_plan(district()), moves=(move(place, number, "B"),), excluded=(), manual=(), remaining=())

    assert code_on_paper(read_plan_workbook(paper(tmp_path, plan, place))) == code_of(plan)


def test_any_line_day_or_ledger_changes_the_code() -> None:
    """And nothing else: fit and reasons are not what people are asked about."""
    place = district()
    plan = lawful_plan(place)
    code = code_of(plan)
    other = move(place, "C1", "D", fit=1)

    assert code_of(replace(plan, moves=plan.moves[:-1])) != code
    assert code_of(replace(plan, day=date(2026, 11, 24))) != code
    assert code_of(replace(plan, ledger_sha256="0" * 64)) != code
    assert code_of(replace(plan, moves=(*plan.moves[:-1], other))) == code


def test_settings_come_back_from_paper(tmp_path: Path) -> None:
    """Numbers, reasons, shares of units whose codes have dots, matrix cells, conditions and wishes."""
    asked = PlanSettings(
        leaving_share_percent=40,
        constraints_off={"C38": "本轮改革"},
        leaving_share_of={"A.1": 50},
        matrix=(MatrixChange(Status.CIVIL_SERVANT, Category.FULLY_FUNDED, "C", "本人同意", **WHO),),
        conditions=(Fulfilled("A1", "本人同意", **WHO),),
        wishes=(Wish(WishKind.PREFER, ("A1",), to_unit="B", weight=3, **WHO),),
    )
    file = paper(tmp_path, replace(lawful_plan(district()), settings=asked), district())

    assert settings_on_paper(read_plan_workbook(file)) == asked


def test_a_setting_that_cannot_be_used_is_told(tmp_path: Path) -> None:
    """Somebody changed a number to one out of range."""
    file = paper(tmp_path, lawful_plan(district()), district())
    line = line_of(file, FINGERPRINT, FingerprintColumn.ITEM, "leaving_share_percent")
    tamper(file, place_of(FINGERPRINT, FingerprintColumn.VALUE, line), 300)

    with pytest.raises(SettingsError, match="300"):
        settings_on_paper(read_plan_workbook(file))
