"""备选与比较: other plans are listed and taken, refusals simulated, burdens shown."""

from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from bianzhi.domain.answers import Loss
from bianzhi.services import advice
from bianzhi.ui.components import other_plans_view
from bianzhi.ui.shell.pages import Step
from bianzhi.ui.state import Session
from bianzhi.ui.widget_keys import WidgetKey
from tests.ui.pages_under_test import opened, press, text_of, waits_for
from tests.ui.small_answers import answers_by_hand
from tests.ui.small_office import loaded_session


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[tuple[Any, ...]]:
    """Answers by hand, and what was asked."""
    return answers_by_hand(monkeypatch)


def _at(view: str) -> tuple[AppTest, Session]:
    now = loaded_session(solved=True)
    page = opened(Step.ALTERNATIVES, now)
    if view != "plans":
        page.segmented_control(key=WidgetKey.OTHER_VIEW).set_value(view).run()
    return page, now


def _found(page: AppTest, now: Session) -> None:
    press(page, "找备选")
    waits_for(page, lambda: now.advice.other_plans.answer(now.advice.other_plans.latest) is not None)


def test_the_loss_is_handed_on_and_the_plans_are_listed(asked: list[tuple[Any, ...]]) -> None:
    """The plan itself first, then the other one with what it gives up."""
    page, now = _at("plans")
    page.number_input(key="loss_fit").set_value(7)
    page.number_input(key="loss_most").set_value(3)

    _found(page, now)

    assert asked[0][3:5] == (Loss(0, 0, 7), 3)
    rows = page.dataframe[0].value
    assert list(rows["方案"]) == ["本方案", "备选 1"]
    assert list(rows["匹配总分"]) == [74, 70]
    assert rows["与本方案相比"][1] == "匹配总分少 14 分"


def test_another_plan_is_taken(asked: list[tuple[Any, ...]], monkeypatch: pytest.MonkeyPatch) -> None:
    """The row of the other plan is chosen: who is placed otherwise, and the button that takes it."""
    page, now = _at("plans")
    _found(page, now)
    monkeypatch.setattr(other_plans_view, "selectable_table", lambda *_, **__: 1)
    page.run()
    assert "改调张试3" in text_of(page)
    assert any("不调整" in frame.value.to_string() for frame in page.dataframe)

    press(page, "采用此方案")

    assert now.plan is not None
    assert [move.person for move in now.plan.moves] == ["P003"]
    assert not now.plan_is_stale


def test_no_other_plan_says_what_to_do(asked: list[tuple[Any, ...]], monkeypatch: pytest.MonkeyPatch) -> None:
    """An empty answer is not an empty page."""
    monkeypatch.setattr(advice, "other_plans", lambda *_: ())
    page, now = _at("plans")
    _found(page, now)

    assert "放大一些" in page.info[0].value


def test_refusals_are_simulated_with_a_seed(asked: list[tuple[Any, ...]]) -> None:
    """Number, draws and seed are handed on; least, median, most and the critical people are shown."""
    page, now = _at("refusals")
    page.number_input(key="seed").set_value(7)
    press(page, "模拟")
    waits_for(page, lambda: now.advice.robustness.answer((1, 100, 7)) is not None)

    assert asked[0][3:6] == (1, 100, 7)
    assert [metric.value for metric in page.metric][:3] == ["1 人", "2 人", "2 人"]
    assert "张试2" in text_of(page)


def test_the_trade_is_a_chart_and_a_table(asked: list[tuple[Any, ...]]) -> None:
    """One row a number of moves."""
    page, now = _at("trade")
    press(page, "计算权衡图")
    waits_for(page, lambda: now.advice.trade_offs.answer("trade-offs") is not None)

    assert list(page.dataframe[0].value["未消化超编"]) == [2, 1]


def test_burdens_by_group_with_a_warning(asked: list[tuple[Any, ...]]) -> None:
    """Asked once, shown group by group; what is uneven is said."""
    page, _ = _at("fairness")
    assert [box.value for box in page.warning] == [
        "1 类人承担的调整与按比例应承担的相差较大（性别 1 类），见表中「提醒」一栏。"
    ]
    assert list(page.dataframe[0].value["单位"]) == ["甲_测试*局"]

    page.segmented_control(key=WidgetKey.GROUPING).set_value("性别").run()

    assert list(page.dataframe[0].value["性别"]) == ["男"]
    assert list(page.dataframe[0].value["提醒"]) == ["拟调整 1 人，按比例应为 0 人。"]
    assert [question[0] for question in asked] == ["burdens"]
