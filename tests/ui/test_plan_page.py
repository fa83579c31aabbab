"""编制调剂: 求解 starts a job, its result is shown, its failure is a sentence, 取消 drops it."""

import threading
import time
from collections.abc import Callable
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from bianzhi import services
from bianzhi.domain.plan import Plan
from bianzhi.errors import InfeasiblePlanError
from bianzhi.ui.jobs import JobState
from bianzhi.ui.shell.pages import Step
from bianzhi.ui.state import SESSION_KEY, Session
from tests.ui.pages_under_test import opened, text_of
from tests.ui.small_office import loaded_session, small_plan


def _solve(page: AppTest) -> Session:
    button = next(button for button in page.button if "求解" in button.label)
    button.click().run()
    now: Session = page.session_state[SESSION_KEY]
    return now


def _wait(condition: Callable[[], bool]) -> None:
    for _ in range(200):
        if condition():
            return
        time.sleep(0.02)
    raise AssertionError("waited in vain")


def test_a_solved_plan_is_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    """The cards give excess before and after, moves, fit and the proof."""
    monkeypatch.setattr(services, "reallocate", lambda *_: small_plan())
    page = opened(Step.PLAN, loaded_session())

    now = _solve(page)
    _wait(lambda: now.plan is not None or (now.plan_job is not None and now.plan_job.state.is_over))
    page.run()

    figures = {metric.label: metric.value for metric in page.metric}
    assert figures["调整前超编"] == "2 人"
    assert figures["调整后超编"] == "1 人"
    assert figures["拟调整"] == "1 人"
    assert figures["匹配总分"] == "74 分"
    assert figures["求解结论"] == "已证明最优"
    assert "张试2" in text_of(page)


def test_a_failed_solve_is_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    """The error of the job stands on the page with its hint."""

    def fail(*_: Any) -> Plan:
        raise InfeasiblePlanError("约束相互矛盾。", "请放宽调出份额。")

    monkeypatch.setattr(services, "reallocate", fail)
    page = opened(Step.PLAN, loaded_session())

    now = _solve(page)
    _wait(lambda: now.plan_job is not None and now.plan_job.state.is_over)
    page.run()

    assert "约束相互矛盾" in page.error[0].value
    assert "请放宽调出份额" in page.error[0].value


def test_a_cancelled_solve_is_dropped(monkeypatch: pytest.MonkeyPatch) -> None:
    """The step that runs ends by itself; its result is not taken over, and the page says so."""
    go_on = threading.Event()

    def slow(*_: Any) -> Plan:
        go_on.wait(10)
        return small_plan()

    monkeypatch.setattr(services, "reallocate", slow)
    page = opened(Step.PLAN, loaded_session())
    now = _solve(page)
    job = now.plan_job
    assert job is not None
    _wait(lambda: job.state is JobState.RUNNING)
    next(button for button in page.button if button.label == "取消").click().run()

    assert "已取消" in page.warning[0].value
    go_on.set()
    _wait(lambda: not job.holds_a_thread)
    page.run()
    assert now.plan is None


def test_settings_are_handed_on(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the form says is what is solved with."""
    asked: list[Any] = []

    def remember(*arguments: Any) -> Plan:
        asked.append(arguments)
        return small_plan()

    monkeypatch.setattr(services, "reallocate", remember)
    page = opened(Step.PLAN, loaded_session())
    page.number_input(key="set_leaving_share_percent").set_value(10)
    page.number_input(key="weight_major").set_value(40)

    _solve(page)
    _wait(lambda: bool(asked))

    settings = asked[0][2]
    assert settings.leaving_share_percent == 10
    assert settings.fit_weights.major == 40
    assert settings.fit_weights.education == 10


def test_a_solve_that_ends_while_the_page_is_drawn_is_not_missed(monkeypatch: pytest.MonkeyPatch) -> None:
    """The job ends after the session looked for results, and before the page asks how far it is."""
    looked = threading.Event()

    def solve(*_: Any) -> Plan:
        looked.wait(10)
        return small_plan()

    collect = Session.collect

    def collect_and_then_let_it_end(now: Session) -> None:
        collect(now)
        job = now.plan_job
        if job is not None:
            looked.set()
            _wait(lambda: job.state.is_over)

    monkeypatch.setattr(services, "reallocate", solve)
    monkeypatch.setattr(Session, "collect", collect_and_then_let_it_end)
    page = opened(Step.PLAN, loaded_session())

    _solve(page)

    assert {metric.label for metric in page.metric} >= {"匹配总分", "求解结论"}
