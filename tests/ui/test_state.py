"""What a session remembers, and when it forgets."""

from dataclasses import replace
from datetime import date

from bianzhi.domain.wishes import Wish, WishKind
from bianzhi.ui.shell.pages import Step
from bianzhi.ui.sources import Source, Upload
from tests.ui.pages_under_test import opened, press
from tests.ui.small_office import loaded_session, small_mergers, small_plan


def test_nothing_is_made_twice_until_the_plan_changes() -> None:
    """The same key gives what was made; another plan makes it anew."""
    now = loaded_session()
    made: list[str] = []

    def make() -> int:
        made.append("once")
        return len(made)

    assert now.remember("table", make) == now.remember("table", make) == 1
    now.take_plan(small_plan())
    assert now.remember("table", make) == 2


def test_the_mark_follows_the_content_and_not_the_clock() -> None:
    """A plan that took longer is the same plan; one with another move's fit is not."""
    now = loaded_session(solved=True)
    before = now.result_mark
    now.take_plan(replace(small_plan(), solve_seconds=9.0))
    assert now.result_mark == before

    move = small_plan().moves[0]
    now.take_plan(replace(small_plan(), moves=(replace(move, fit=replace(move.fit, score=75)),)))
    assert now.result_mark != before


def test_mergers_change_the_mark_too() -> None:
    """Two files that differ only in the sections do not share a name."""
    now = loaded_session(solved=True)
    before = now.result_mark
    now.take_mergers((replace(small_mergers()[0], after=2),))
    assert now.result_mark != before


def test_another_ledger_drops_everything_that_came_from_the_first() -> None:
    """Plan, mergers and what was drawn are gone."""
    now = loaded_session(solved=True)
    now.remember("table", lambda: 1)
    assert now.source is not None
    assert now.report is not None

    now.load(now.source, now.report)

    assert now.plan is None
    assert now.mergers is None
    assert not now.plan_mark
    assert now.remember("table", lambda: 2) == 2


def test_wishes_of_another_ledger_are_said_to_be_so() -> None:
    """Read once more, the ledger is the same; another one asks whether they are to be used; cleared, they are gone."""
    now = loaded_session()
    wish = Wish(WishKind.STAY, ("P002",), by="编办", on=date(2026, 11, 23), why="专项任务")
    now.settings = replace(now.settings, wishes=(wish,), leaving_share_percent=20)
    assert now.source is not None
    assert now.report is not None
    now.load(now.source, now.report)
    assert not now.carries_settings

    establishment = replace(now.source.establishment, sha256="1" * 64)
    ledger = replace(now.source.ledger, establishment=establishment)
    now.load(Source("另一份.xlsx", b"PK", ledger, (Upload("另一份.xlsx", b"PK2"),)), now.report)
    for step in (Step.PLAN, Step.REQUIREMENTS):
        assert "按另一份台账填写的：1 条单位要求" in opened(step, now).warning[0].value

    press(opened(Step.PLAN, now), "清空全部")
    assert (now.settings.wishes, now.settings.leaving_share_percent) == ((), 20)
    assert not opened(Step.PLAN, now).warning
