"""What is kept of a session without anybody saving, and how it comes back; on the exercise of five units."""

import time
from dataclasses import replace

import pytest

from bianzhi import services
from bianzhi.domain.by_hand import HandMove
from bianzhi.domain.reform import Reform
from bianzhi.domain.scenario import Origin, ScenarioStatus
from bianzhi.errors import BianzhiError
from bianzhi.services.scenarios import Store
from bianzhi.ui import keeping
from bianzhi.ui.sources import Upload
from bianzhi.ui.state import Session
from tests.ui.kept_office import LOAN, VISITOR, answered, brought_back, labels, loaded, plan, source
from tests.worlds import DAY


def test_whatever_changes_is_kept_and_nothing_else(store: Store) -> None:
    """Ledger, plan, settings and a move by hand are a step each; keeping once more is none."""
    now = loaded()
    now.take_plan(plan())
    keeping.keep(now)
    now.settings = replace(now.settings, leaving_share_percent=20)
    keeping.keep(now)
    now.take_by_hand((HandMove("P00001"),))
    keeping.keep(now)
    keeping.keep(now)

    name = source().establishment.person["P00001"].name
    assert labels(store, now)[1:] == ["求解方案", "修改设置和要求", f"手工调整：{name}→待安置区"]


def test_everything_comes_back(store: Store) -> None:
    """Another process knows the ledger, the day, the plan, the settings, the reform and who waits for a place."""
    now = loaded()
    now.take_plan(plan())
    now.settings = replace(now.settings, leaving_share_percent=20)
    now.take_by_hand((HandMove("P00001"),))
    now.reforms.take(source().establishment, Reform("试改革"))
    now.reforms.loans = (LOAN,)
    now.advice.consultation, now.advice.record = answered("第二次.xlsx"), answered("第一次.xlsx")
    keeping.keep(now)
    other = brought_back(now)

    assert other.source is not None
    assert other.source.establishment == source().establishment
    assert (other.day, other.plan, other.settings) == (now.day, plan(), now.settings)
    assert other.waiting == ("P00001",)
    assert other.reforms.reform.name == "试改革"
    assert other.reforms.loans == (LOAN,)
    assert (other.advice.consultation, other.advice.record) == (answered("第二次.xlsx"), answered("第一次.xlsx"))
    assert other.report is not None
    assert now.report is not None
    assert other.report.findings == now.report.findings
    assert other.plan_mark == now.plan_mark


def test_undo_goes_back_part_by_part_and_redo_forward(store: Store) -> None:
    """The settings, then the plan, are as they were; the ledger is not read again; then all is there again."""
    now = loaded()
    before = now.settings
    now.take_plan(plan())
    keeping.keep(now)
    now.settings = replace(before, leaving_share_percent=20)
    keeping.keep(now)
    ledger = now.source

    keeping.undo(now)
    assert (now.settings, now.plan) == (before, plan())
    keeping.undo(now)
    assert (now.settings, now.plan) == (before, None)
    assert now.source is ledger
    keeping.redo(now)
    keeping.redo(now)
    assert (now.settings.leaving_share_percent, now.plan) == (20, plan())
    keeping.keep(now)
    assert len(labels(store, now)) == 3


def test_another_ledger_begins_another_scenario(store: Store) -> None:
    """The first one keeps its plan; the clerk is told where it is."""
    now = loaded()
    now.take_plan(plan())
    keeping.keep(now)
    first = now.scenario
    assert first is not None
    now.load(replace(source(), files=(Upload("新.xlsx", b"PK"),)), services.check(source().ledger, DAY))
    keeping.keep(now)

    assert now.scenario is not None
    assert now.scenario.id != first.id
    assert "已另建方案" in now.notice
    assert store.load(first.id)[1].plan == plan()


def test_who_comes_second_is_told_and_nothing_is_overwritten(store: Store) -> None:
    """Two windows change the settings; the second may take the first one's, or keep its own as a copy."""
    one = loaded()
    two = brought_back(one)
    one.settings = replace(one.settings, leaving_share_percent=20)
    keeping.keep(one)
    two.settings = replace(two.settings, leaving_share_percent=10)
    keeping.keep(two)

    assert two.newer is not None
    assert one.scenario is not None
    assert store.load(one.scenario.id)[1].settings.leaving_share_percent == 20
    keeping.keep_as_copy(two)
    assert two.newer is None
    assert two.scenario is not None
    assert store.load(two.scenario.id)[1].settings.leaving_share_percent == 10
    assert two.scenario.name.endswith("（我的改动）")


def test_taking_the_newer_content_gives_up_the_own(store: Store) -> None:
    """Afterwards both windows show the same, and the next change is kept."""
    one = loaded()
    two = brought_back(one)
    one.settings = replace(one.settings, leaving_share_percent=20)
    keeping.keep(one)
    two.settings = replace(two.settings, leaving_share_percent=10)
    keeping.keep(two)
    keeping.take_newer(two)

    assert (two.newer, two.settings.leaving_share_percent) == (None, 20)
    two.settings = replace(two.settings, leaving_share_percent=15)
    keeping.keep(two)
    assert two.newer is None


def test_an_adopted_scenario_never_changes(store: Store) -> None:
    """What is changed afterwards goes into a copy, and the clerk is told."""
    now = loaded()
    now.take_plan(plan())
    keeping.keep(now)
    for status in (ScenarioStatus.CONSULTING, ScenarioStatus.REVIEW, ScenarioStatus.ADOPTED):
        head = now.scenario
        assert head is not None
        keeping.change_head(
            now, head, lambda version, to=status, head=head: keeping.advance(head, version, to, "编办", "")
        )
    adopted = now.scenario
    assert adopted is not None
    now.settings = replace(now.settings, leaving_share_percent=20)
    keeping.keep(now)

    assert now.scenario is not None
    assert now.scenario.name == f"{adopted.name}（修改稿）"
    assert now.forked_from == adopted.name
    assert store.load(adopted.id)[1].settings.leaving_share_percent == 30


def test_the_same_content_of_an_adopted_scenario_makes_no_copy(store: Store) -> None:
    """Solved once more with the same settings, the plan is the same: there is nothing to keep."""
    now = loaded()
    now.take_plan(plan())
    keeping.keep(now)
    for _ in range(3):
        head = now.scenario
        assert head is not None
        status = head.status.following
        assert status is not None
        keeping.change_head(
            now, head, lambda version, to=status, head=head: keeping.advance(head, version, to, "编办", "")
        )
    now.take_plan(replace(plan(), solve_seconds=9.0))
    keeping.keep(now)

    assert not now.forked_from
    assert len(store.scenarios()) == 1


def test_a_scenario_without_content_goes_nowhere(store: Store) -> None:
    """Nobody is asked for an opinion about nothing."""
    now = loaded()
    assert now.scenario is not None
    with pytest.raises(BianzhiError, match="还没有内容"):
        keeping.advance(now.scenario, now.scenario.version, ScenarioStatus.CONSULTING, "编办", "")


def test_what_was_deleted_elsewhere_can_be_kept_anew(store: Store) -> None:
    """A colleague deletes the scenario: the work stays on the page, is said to have no place, and gets a new one."""
    now = loaded()
    now.take_plan(plan())
    keeping.keep(now)
    assert now.scenario is not None
    store.delete(now.scenario.id, now.scenario.version)
    now.settings = replace(now.settings, leaving_share_percent=20)
    keeping.keep(now)
    assert now.gone
    keeping.keep_anew(now)

    assert not now.gone
    other = brought_back(now)
    assert (other.plan, other.settings.leaving_share_percent) == (plan(), 20)


def test_a_plan_out_of_date_is_not_adopted(store: Store) -> None:
    """The settings were changed after the solve: adopting is refused with the way out."""
    now = loaded()
    now.take_plan(plan())
    now.settings = replace(now.settings, leaving_share_percent=20)
    keeping.keep(now)
    assert now.scenario is not None
    with pytest.raises(BianzhiError, match="没有重算"):
        keeping.advance(now.scenario, now.scenario.version, ScenarioStatus.ADOPTED, "编办", "")


def test_a_blank_scenario_takes_the_first_ledger(store: Store) -> None:
    """Loading it is a step of the same scenario."""
    head = keeping.begin(Session(day=DAY, visitor=VISITOR), Origin.BLANK, "试点", "")
    now = Session(visitor=VISITOR)
    keeping.bring_back(now, head.id)
    assert now.source is None
    now.load(source(), services.check(source().ledger, DAY))
    keeping.keep(now)

    assert now.scenario is not None
    assert (now.scenario.id, now.scenario.ledger_name) == (head.id, "五单位.xlsx")


def test_a_store_that_refuses_is_said_and_tried_again(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """The disk is full: the work stays on the page with a sentence, and is kept once there is room."""
    now = loaded()

    def refuse(*_: object) -> None:
        raise BianzhiError("磁盘已满。", "请清理磁盘。")

    now.settings = replace(now.settings, leaving_share_percent=20)
    with monkeypatch.context() as full:
        full.setattr(store, "save", refuse)
        keeping.keep(now)
        assert now.unkept is not None
    keeping.keep(now)

    assert now.unkept is None
    assert brought_back(now).settings.leaving_share_percent == 20


def test_long_work_is_kept_though_nobody_looks(store: Store) -> None:
    """The page is closed during the solve; the plan is in the store once it has ended, and nothing runs any more."""
    now = loaded()
    keeping.submit(now, "plan_job", "求解", lambda _: plan())
    assert now.scenario is not None
    deadline = time.monotonic() + 30
    while (store.load(now.scenario.id)[1].plan is None or store.head(now.scenario.id).running) and (
        time.monotonic() < deadline
    ):
        time.sleep(0.02)

    assert store.load(now.scenario.id)[1].plan == plan()
    assert store.head(now.scenario.id).running == ""


def test_work_that_the_server_lost_is_said_to_be_lost(store: Store) -> None:
    """The store still says that a solve runs, and nothing does."""
    now = loaded()
    assert now.scenario is not None
    store.set_running(now.scenario.id, "求解编制调剂方案")
    assert "「求解编制调剂方案」没有做完" in brought_back(now).notice
    assert not brought_back(now).notice


def test_without_a_browser_nothing_is_kept(store: Store) -> None:
    """A session that no browser looks at, as in tests of pages, leaves no trace."""
    now = Session(day=DAY)
    now.load(source(), services.check(source().ledger, DAY))
    keeping.keep(now)

    assert store.scenarios() == ()
