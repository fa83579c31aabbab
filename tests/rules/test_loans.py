"""B2xx 周转使用: end, document, vacancies, two units; and a loan never changes a count."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from bianzhi import services
from bianzhi.domain.establishment import Establishment
from bianzhi.domain.terms import Category
from bianzhi.rules import check_establishment
from bianzhi.rules.loans import (
    lent_posts_are_vacant,
    loans_begin_before_they_end,
    loans_have_an_end_and_a_document,
    loans_have_not_run_out,
    nobody_borrows_from_himself,
)
from tests.rules.breaches import cells, messages
from tests.worlds import DAY, agencies, loan, plus


def world() -> Establishment:
    """A is two over; B has three vacancies."""
    return agencies(A=(12, 10), B=(7, 10))


@pytest.mark.parametrize(("days", "found"), [(1, []), (0, []), (-1, ["周转使用!F2"])])
def test_a_loan_that_has_run_out_is_told(days: int, found: list[str]) -> None:
    """On its last day it still runs; the day after it does not."""
    until = DAY + timedelta(days=days)

    assert cells(loans_have_not_run_out, plus(world(), loan("A", 1, "B", until=until))) == found


def test_a_loan_without_an_end_does_not_run_out() -> None:
    """That it has none is another rule's business."""
    assert cells(loans_have_not_run_out, plus(world(), loan("A", 1, "B", until=None))) == []


@pytest.mark.parametrize(
    ("changes", "found", "words"),
    [
        ({}, [], ""),
        ({"until": None}, ["周转使用!F2"], "没有填周转期止，"),
        ({"document": ""}, ["周转使用!G2"], "没有填批准文号，"),
        ({"until": None, "document": ""}, ["周转使用!F2"], "没有填周转期止和批准文号，"),
    ],
)
def test_a_loan_has_an_end_and_a_document(changes: dict[str, object], found: list[str], words: str) -> None:
    """Either one, or both, in one finding."""
    lent = plus(world(), loan("A", 1, "B", **changes))

    assert cells(loans_have_an_end_and_a_document, lent) == found
    assert words in messages(loans_have_an_end_and_a_document, lent)


@pytest.mark.parametrize(("posts", "found"), [(3, []), (4, ["周转使用!C2"])])
def test_no_more_is_lent_than_is_vacant(posts: int, found: list[str]) -> None:
    """B has three vacancies."""
    assert cells(lent_posts_are_vacant, plus(world(), loan("A", posts, "B"))) == found


def test_loans_of_one_cell_add_up() -> None:
    """Two and two of three vacancies are one too many; of another type there is none at all; the pool has no limit here."""
    assert cells(lent_posts_are_vacant, plus(world(), loan("A", 2, "B"), loan("A", 2, "B"))) == ["周转使用!C2"]
    other = loan("A", 1, "B", category=Category.FULLY_FUNDED)
    assert cells(lent_posts_are_vacant, plus(world(), other)) == ["周转使用!C2"]
    assert cells(lent_posts_are_vacant, plus(world(), loan("A", 9))) == []


def test_nobody_borrows_from_himself() -> None:
    """B from B is wrong; A from B, and A from the pool, are not."""
    assert cells(nobody_borrows_from_himself, plus(world(), loan("B", 1, "B"))) == ["周转使用!D2"]
    assert cells(nobody_borrows_from_himself, plus(world(), loan("A", 1, "B"), loan("A", 1))) == []


@pytest.mark.parametrize(("since", "found"), [(date(2027, 12, 31), []), (date(2028, 1, 1), ["周转使用!E2"])])
def test_a_loan_begins_before_it_ends(since: date, found: list[str]) -> None:
    """One day is enough."""
    assert cells(loans_begin_before_they_end, plus(world(), loan("A", 1, "B", since=since))) == found


def test_a_loan_changes_no_count_and_no_plan() -> None:
    """单列: A borrows two posts and stays two over; B lends two and keeps three vacancies. Same findings, same plan."""
    plain, lent = world(), plus(world(), loan("A", 2, "B"))

    assert (lent.authorized, lent.in_post) == (plain.authorized, plain.in_post)
    assert (lent.total_excess, lent.total_vacancies) == (plain.total_excess, plain.total_vacancies) == (2, 3)
    assert check_establishment(lent, DAY) == check_establishment(plain, DAY)
    with_loan, without = services.reallocate(lent, DAY), services.reallocate(plain, DAY)
    assert with_loan.moves == without.moves and len(with_loan.moves) == 2
    assert with_loan.objectives == without.objectives
    assert replace(lent, loans=()) == plain


def test_a_plan_of_a_ledger_with_loans_verifies(tmp_path: Path) -> None:
    """Written, read, planned, exported and checked: what the checker counts is what the planner counted."""
    services.write_ledger(tmp_path / "台账.xlsx", plus(world(), loan("A", 2, "B"), loan("A", 1)))
    ledger = services.read(tmp_path / "台账.xlsx").establishment
    plan = services.reallocate(ledger, DAY)
    services.write_plan(tmp_path / "方案.xlsx", plan, ledger)

    assert [each.posts for each in ledger.loans] == [2, 1]
    assert len(plan.moves) == 2
    assert services.verify(ledger, tmp_path / "方案.xlsx", DAY) == ()
