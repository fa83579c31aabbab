"""编制调剂: 求解 starts a job, its result is shown, its failure is a sentence, 取消 drops it."""

import threading
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from bianzhi import services
from bianzhi.domain.finding import Finding, Severity
from bianzhi.domain.plan import Plan
from bianzhi.domain.settings import PlanSettings
from bianzhi.errors import InfeasiblePlanError, SettingsError
from bianzhi.services import advice
from bianzhi.ui import exports
from bianzhi.ui.components import frame, plan_view, table
from bianzhi.ui.components.frame import error_words
from bianzhi.ui.current import SESSION_KEY
from bianzhi.ui.jobs import JOBS, JobState
from bianzhi.ui.shell.pages import Step
from bianzhi.ui.state import Session
from bianzhi.ui.widget_keys import WidgetKey
from tests.ui.pages_under_test import opened, text_of, turn_to
from tests.ui.small_answers import answers_by_hand
from tests.ui.small_office import loaded_session, small_findings, small_plan


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


def test_a_plan_that_comes_while_the_page_is_drawn_draws_it_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """The upper part has just said that it is being solved; the second drawing knows of the plan from its first line."""
    now, gate = loaded_session(), threading.Event()
    now.plan_job = job = JOBS.submit("求解", lambda _: small_plan() if gate.wait(20) else None)
    page = opened(Step.PLAN, now)
    had_plan: list[bool] = []

    def ends(_: Session) -> None:
        had_plan.append(now.plan is not None)
        gate.set()
        job.wait(20)
        now.collect()

    monkeypatch.setattr(frame, "keeping_boxes", ends)
    page.run()

    assert had_plan == [False, True]
    assert "调整前超编" in text_of(page)


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


def test_an_outdated_plan_is_kept_and_said_to_be_so() -> None:
    """A changed share keeps the cards and warns; the time limit alone does not bear on a plan."""
    now = loaded_session(solved=True)
    now.settings = replace(now.settings, time_limit_seconds=999)
    assert not opened(Step.PLAN, now).warning

    now.settings = replace(now.settings, leaving_share_percent=10)
    page = opened(Step.PLAN, now)

    assert "方案未重算" in page.warning[0].value
    assert "拟调整" in {metric.label for metric in page.metric}
    assert now.plan is not None
    now.take_plan(replace(now.plan, settings=now.settings))
    assert not opened(Step.PLAN, now).warning


def test_another_day_and_a_cancelled_solve_leave_the_plan(monkeypatch: pytest.MonkeyPatch) -> None:
    """The solve for the next month is dropped: the plan of this one is still there, as one of another day."""
    go_on = threading.Event()
    monkeypatch.setattr(services, "reallocate", lambda *_: go_on.wait(10) and small_plan())
    page = opened(Step.PLAN, loaded_session(solved=True))
    page.date_input[0].set_value(date(2026, 12, 23))

    now = _solve(page)
    next(button for button in page.button if button.label == "取消").click().run()
    go_on.set()

    assert now.plan == small_plan()
    assert now.day == date(2026, 12, 23)
    assert any("方案未重算" in warning.value for warning in page.warning)


@pytest.mark.parametrize("kept", [True, False])
def test_the_next_plan_may_keep_the_lines_of_this_one(monkeypatch: pytest.MonkeyPatch, kept: bool) -> None:
    """The box hands the plan on as the previous one, or not."""
    asked: list[Any] = []
    monkeypatch.setattr(services, "reallocate", lambda *arguments: asked.append(arguments) or small_plan())
    page = opened(Step.PLAN, loaded_session(solved=True))
    page.checkbox[0].set_value(kept)

    _solve(page)
    _wait(lambda: bool(asked))

    assert asked[0][4] == (small_plan() if kept else None)


def test_an_exported_plan_is_the_base_of_the_first_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """Uploaded before the first solve of a corrected ledger, it is kept as far as can be; what is unknown is listed."""
    lost = replace(small_findings()[0], id="Y201", severity=Severity.WARNING)
    monkeypatch.setattr(advice, "previous_plan", lambda *_: (small_plan(), (lost,)))
    monkeypatch.setattr(services, "verify", lambda *_, **__: ())
    asked: list[Any] = []
    monkeypatch.setattr(services, "reallocate", lambda *arguments: asked.append(arguments) or small_plan())
    page = opened(Step.PLAN, loaded_session())
    page.file_uploader[0].set_value(("方案.xlsx", b"PK", exports.XLSX)).run()
    words = text_of(page)
    assert "1 行与现在的台账对不上" in words
    assert "复核不通过" not in words

    _solve(page)
    _wait(lambda: bool(asked))

    assert asked[0][4] == small_plan()


@pytest.mark.parametrize(("rule", "way"), [("P502", "台账在原方案导出后有改动"), ("P505", "请改用系统导出的原件")])
def test_an_exported_plan_that_does_not_hold_is_said_to_be_so_first(
    monkeypatch: pytest.MonkeyPatch, rule: str, way: str
) -> None:
    """Held against the settings it says it was made under; how to go on depends on whether the ledger has changed."""
    violation = replace(small_findings()[0], id=rule, severity=Severity.ERROR, message="合计与台账不符。")
    asked: list[Any] = []

    def verify(*_: Any, settings: PlanSettings, **__: Any) -> tuple[Finding, ...]:
        asked.append(settings)
        return (violation,)

    monkeypatch.setattr(advice, "previous_plan", lambda *_: (small_plan(), ()))
    monkeypatch.setattr(services, "verify", verify)
    page = opened(Step.PLAN, loaded_session())
    page.file_uploader[0].set_value(("方案.xlsx", b"PK", exports.XLSX)).run()

    (warning,) = [each.value for each in page.warning if "复核" in each.value]
    assert warning.startswith("**以前的方案复核不通过，有 1 处")
    assert way in warning
    assert "行与现在的台账对不上" not in warning
    assert "合计与台账不符。" in page.dataframe[0].value.to_string()
    assert asked == [small_plan().settings]


def test_clashing_wishes_are_named_with_the_way_to_them(monkeypatch: pytest.MonkeyPatch) -> None:
    """The sentences, the remedy, and a link to the wishes."""

    def fail(*_: Any) -> Plan:
        raise InfeasiblePlanError(
            "以下 2 条要求不能满足：第 1 条要求（编办，2026年11月23日）：张试2不调整。第 2 条要求（编办，2026年11月23日）：应当安排张试2。",
            "请删去其中一条。",
        )

    monkeypatch.setattr(services, "reallocate", fail)
    page = opened(Step.PLAN, loaded_session())
    now = _solve(page)
    _wait(lambda: now.plan_job is not None and now.plan_job.state.is_over)
    page.run()

    lines = page.error[0].value.replace("\\", "").split("\n")
    assert lines[0] == "**以下 2 条要求不能同时满足：**"
    assert lines[2] == "- 第 1 条要求（编办，2026年11月23日）：张试2不调整。"
    assert lines[3] == "- 第 2 条要求（编办，2026年11月23日）：应当安排张试2。"
    assert "请删去其中一条" in page.error[0].value
    assert "去修改要求" in [link.label for link in page.get("page_link")]


def test_only_the_table_that_is_looked_at_is_made() -> None:
    """At first the moves and their flows; behind another tab its own list instead."""
    now = loaded_session(solved=True)
    page = opened(Step.PLAN, now)
    assert ["拟调入单位" in frame.value for frame in page.dataframe] == [True, True]

    turn_to(page, WidgetKey.PLAN_TAB, "不纳入人员")

    assert ["不纳入情形" in frame.value for frame in page.dataframe] == [True]


def test_orders_are_listed_where_there_are_any() -> None:
    """Without exchange any order will do, and the page says so; with it the orders stand in a table."""
    now = loaded_session(solved=True)
    assert "执行次序不限" in text_of(turn_to(opened(Step.PLAN, now), WidgetKey.PLAN_TAB, "目标"))

    now.take_plan(replace(small_plan(), orders=(("P002",),)))
    page = turn_to(opened(Step.PLAN, now), WidgetKey.PLAN_TAB, "目标")

    assert any("次序" in frame.value for frame in page.dataframe)
    assert "执行次序不限" not in text_of(page)


def test_a_row_leads_to_the_reasons(monkeypatch: pytest.MonkeyPatch) -> None:
    """Chosen among those not moved, P004 is the one asked about on the page of the reasons."""
    answers_by_hand(monkeypatch)
    monkeypatch.setattr(plan_view, "selectable_table", lambda data, key, **_: 1 if key is WidgetKey.NOT_MOVED else None)
    now = loaded_session(solved=True)
    page = turn_to(opened(Step.PLAN, now), WidgetKey.PLAN_TAB, "可调整而未安排")

    next(button for button in page.button if button.label.startswith("为什么")).click().run()

    assert now.advice.person == "P004"
    assert page.title[0].value == Step.WHY.heading


def test_a_plan_on_an_earlier_one_says_why_it_has_no_certificate() -> None:
    """The button is dead and the reason beside it, here and among the files; a plan solved by itself has its button."""
    for replaces, dead in (("", False), ("0123456789abcdef", True)):
        now = loaded_session()
        now.take_plan(replace(small_plan(), replaces=replaces))
        for step in (Step.PLAN, Step.EXPORT):
            page = opened(step, now)
            if step is Step.PLAN:
                turn_to(page, WidgetKey.PLAN_TAB, "目标")
            button = next(each for each in page.get("download_button") if "最优性证书" in each.proto.id)
            assert button.proto.disabled is dead
            assert ("在原方案基础上调整的方案没有最优性证书" in text_of(page)) is dead


def test_numbers_of_rows_stay_narrow() -> None:
    """序号 is pinned, which keeps Streamlit from spreading spare room over it."""
    look = table._look(pd.DataFrame([{"序号": 1, "原因": "其余人员均不得调整。"}]), 12, None, ())

    assert (look["column_config"]["序号"]["width"], look["column_config"]["序号"]["pinned"]) == (56, True)


@pytest.mark.parametrize(
    ("step", "following"),
    [
        (Step.REQUIREMENTS, Step.PLAN),
        (Step.PLAN, Step.WHY),
        (Step.WHY, Step.BY_HAND),
        (Step.BY_HAND, Step.ALTERNATIVES),
        (Step.ALTERNATIVES, Step.CONSULTATION),
        (Step.CONSULTATION, Step.YEARLY),
        (Step.YEARLY, Step.EXPORT),
    ],
)
def test_the_next_step_follows_the_row_of_links(step: Step, following: Step) -> None:
    """The pages of the plan lead from one to the next, and the last one to the results."""
    page = opened(step, loaded_session(solved=True))

    assert f"下一步：{following.heading}" in [link.label for link in page.get("page_link")]


def test_sections_of_the_settings_file_are_called_as_on_the_pages() -> None:
    """The English name of a section is no word of a page."""
    words = error_words(SettingsError("设置 conditions（P00521，符合条件）：台账中没有此人。", "请删除。"))

    assert "conditions" not in words
    assert "「已具备条件的人员」" in words
