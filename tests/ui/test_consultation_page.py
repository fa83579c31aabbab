"""征求意见: a filled form is read, the plan made anew with fewest changes, and the new one taken."""

from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from bianzhi import services
from bianzhi.domain.answers import Opinion, Reply
from bianzhi.domain.cell import CellRef
from bianzhi.domain.finding import Finding, Severity
from bianzhi.errors import UnreadableWorkbookError
from bianzhi.services import advice
from bianzhi.ui import exports
from bianzhi.ui.shell.pages import Step
from bianzhi.ui.state import Session
from tests.ui.pages_under_test import opened, press, text_of, waits_for
from tests.ui.small_answers import answers_by_hand, other_plan
from tests.ui.small_office import loaded_session, small_plan


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[tuple[Any, ...]]:
    """Answers by hand, and what was asked."""
    return answers_by_hand(monkeypatch)


def _uploaded() -> tuple[AppTest, Session]:
    now = loaded_session(solved=True)
    page = opened(Step.CONSULTATION, now)
    page.file_uploader[0].set_value(("意见.xlsx", b"PK", exports.XLSX)).run()
    assert not page.exception
    return page, now


def test_opinions_are_counted_and_listed(asked: list[tuple[Any, ...]]) -> None:
    """One refuses; his line is there with his remark, under the name of the file."""
    page, _ = _uploaded()

    assert {metric.label: metric.value for metric in page.metric}["不同意"] == "1 人"
    assert "家中有事" in text_of(page)
    assert "意见.xlsx" in text_of(page).replace("\\", "")
    assert asked[0][4] == "意见.xlsx"


def test_a_file_that_is_no_form_is_refused(asked: list[tuple[Any, ...]], monkeypatch: pytest.MonkeyPatch) -> None:
    """Message and hint; nothing to replan."""

    def refuse(*_: Any) -> Any:
        raise UnreadableWorkbookError("不是征求意见表。", "请上传本页下载的表。")

    monkeypatch.setattr(advice, "read_consultation", refuse)
    page, now = _uploaded()

    assert "不是征求意见表" in page.error[0].value
    assert now.advice.consultation is None
    assert "按意见重排" not in [button.label for button in page.button]


def test_nobody_replans_without_a_name(asked: list[tuple[Any, ...]]) -> None:
    """经办人 is missing."""
    page, now = _uploaded()

    press(page, "按意见重排")

    assert "没有写经办人" in page.error[0].value
    assert now.advice.replanned.latest is None


def test_the_difference_is_shown_and_the_new_plan_taken(
    asked: list[tuple[Any, ...]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Solved with the previous plan and the new wishes; one answer changed two lines; 采用 makes it the plan."""
    solved: list[tuple[Any, dict[str, Any]]] = []

    def solve(*arguments: Any, **named: Any) -> Any:
        solved.append((arguments, named))
        return other_plan()

    monkeypatch.setattr(services, "reallocate", solve)
    page, now = _uploaded()
    page.text_input(key="replan_by").set_value("编办")
    press(page, "按意见重排")
    waits_for(page, lambda: now.advice.replanned.answer(now.advice.forms_read) is not None)

    (arguments, named) = solved[0]
    assert arguments[2].leaving_share_percent == 31
    assert named["previous"] == small_plan()
    words = text_of(page)
    assert "1 人意见有变，方案 2 行有变" in words
    assert "不再调整" in words
    assert "新增调整" in words

    press(page, "采用新方案")

    assert now.plan is not None
    assert [move.person for move in now.plan.moves] == ["P003"]
    assert now.settings.leaving_share_percent == 31
    assert now.advice.consultation is None
    assert "本方案已采纳的意见" in text_of(page)
    assert "家中有事" in text_of(page)


def test_another_form_forgets_the_new_plan(asked: list[tuple[Any, ...]], monkeypatch: pytest.MonkeyPatch) -> None:
    """What was worked out from the first form is not offered for the second."""
    monkeypatch.setattr(services, "reallocate", lambda *_, **__: other_plan())
    page, now = _uploaded()
    page.text_input(key="replan_by").set_value("编办")
    press(page, "按意见重排")
    waits_for(page, lambda: now.advice.replanned.answer(now.advice.forms_read) is not None)

    page.file_uploader[0].set_value(("再次.xlsx", b"PK", exports.XLSX)).run()

    assert "采用新方案" not in [button.label for button in page.button]


def _finding(id: str, severity: Severity, message: str) -> Finding:
    return Finding(id, "标题", severity, CellRef("意见.xlsx", "征求意见表", "K3"), message, "请催收。", "")


def test_people_who_have_not_answered_are_no_mistake(
    asked: list[tuple[Any, ...]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """They are told and counted; nobody is asked to correct anything."""
    note = _finding("Y116", Severity.NOTE, "有 1 人未答复。")
    monkeypatch.setattr(advice, "read_consultation", lambda *_: ((Opinion("P002", Reply.NONE),), (note,)))
    page, _ = _uploaded()

    assert "有 1 人未答复" in text_of(page)
    assert "请改正" not in text_of(page)


def test_a_form_of_another_plan_offers_nothing(asked: list[tuple[Any, ...]], monkeypatch: pytest.MonkeyPatch) -> None:
    """No counts of nothing, and no plan made from it."""
    wrong = _finding("Y105", Severity.ERROR, "是就另一方案征求的意见，未采用。")
    monkeypatch.setattr(advice, "read_consultation", lambda *_: ((), (wrong,)))
    page, _ = _uploaded()

    assert "没有可以采用的意见" in page.warning[0].value
    assert not page.metric
    assert "按意见重排" not in [button.label for button in page.button]
