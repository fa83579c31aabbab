"""导出成果: what was asked goes on paper; what was not says where to ask it."""

import io

import openpyxl
import pytest

from bianzhi.domain.answers import Loss
from bianzhi.ui import exports
from bianzhi.ui.shell.pages import Step
from bianzhi.ui.state import Session
from tests.ui.pages_under_test import opened, text_of
from tests.ui.small_answers import answers_by_hand
from tests.ui.small_office import loaded_session, small_plan


def _asked(patch: pytest.MonkeyPatch) -> Session:
    """A session in which one person was asked about."""
    answers_by_hand(patch)
    now = loaded_session(solved=True)
    now.advice.person = "P002"
    opened(Step.WHY, now)
    return now


def test_nothing_asked_says_where_to_ask() -> None:
    """方案说明 cannot be made yet; the certificate and the settings can."""
    page = opened(Step.EXPORT, loaded_session(solved=True))
    words = text_of(page)

    assert "还没有测算过" in words
    assert "还没有生成，请先在「时间安排」生成分年度计划" in words
    assert "审核人用加法就能复核" in words


def test_what_was_asked_is_named_and_written(monkeypatch: pytest.MonkeyPatch) -> None:
    """One person's reasons are told on the page and stand in the workbook, his name among them."""
    now = _asked(monkeypatch)

    assert "已测算的：1 人的去留理由" in text_of(opened(Step.EXPORT, now))
    assert now.source is not None
    content = exports.explanation_workbook(now.source, small_plan(), now.advice.on_paper)
    book = openpyxl.load_workbook(io.BytesIO(content))
    assert any("张试2" in str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row)


def test_the_loss_goes_on_paper_with_the_other_plans() -> None:
    """The paper tells what the other plans were allowed to give up."""
    now = loaded_session(solved=True)
    now.advice.other_plans.ask((Loss(fit=7), 3), "求备选方案", lambda _: (), wait=5.0)

    assert now.advice.on_paper.loss == Loss(fit=7)
    assert now.advice.on_paper.others == ()


def test_an_outdated_plan_is_said_to_be_so() -> None:
    """Whoever exports it is warned, and the settings in the file are the plan's own."""
    now = loaded_session(solved=True)
    now.settings = type(now.settings)(leaving_share_percent=10)

    assert "方案未重算" in opened(Step.EXPORT, now).warning[0].value
    assert "leaving_share_percent = 30" in exports.settings_text(now).decode()
