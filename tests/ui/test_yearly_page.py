"""时间安排: years as a table and a curve, of the whole and of one unit, and as a file."""

import io
from typing import Any

import openpyxl
import pytest
from streamlit.testing.v1 import AppTest

from bianzhi.ui import exports
from bianzhi.ui.shell.pages import Step
from bianzhi.ui.state import Session
from bianzhi.ui.widget_keys import WidgetKey
from tests.ui.pages_under_test import opened, press, text_of, waits_for
from tests.ui.small_answers import answers_by_hand, small_yearly
from tests.ui.small_office import loaded_session, small_plan


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[tuple[Any, ...]]:
    """Answers by hand, and what was asked."""
    return answers_by_hand(monkeypatch)


def _planned() -> tuple[AppTest, Session]:
    now = loaded_session(solved=True)
    page = opened(Step.YEARLY, now)
    next(each for each in page.segmented_control if each.label == "安排几年").set_value(2)
    press(page, "生成分年度计划")
    waits_for(page, lambda: now.advice.yearly.answer(2) is not None)
    return page, now


def test_years_of_the_whole_and_of_a_unit(asked: list[tuple[Any, ...]]) -> None:
    """Two years each; the number of years is handed on; the sentence stands above."""
    page, _ = _planned()

    assert asked[0][3] == 2
    assert "2027 年有 1 人到龄退休" in text_of(page).replace("\\", "")
    assert list(page.dataframe[0].value["年末超编"]) == [1, 0]
    assert list(page.dataframe[-1].value["单位"]) == ["甲_测试*局"] * 2

    page.selectbox(key=WidgetKey.YEARLY_UNIT).set_value("A").run()
    assert "单位" not in page.dataframe[-1].value


def test_the_file_is_a_workbook_of_the_years() -> None:
    """What the page shows, written by the service; the names of the units are in it."""
    source = loaded_session(solved=True).source
    assert source is not None
    book = openpyxl.load_workbook(io.BytesIO(exports.yearly_workbook(source, small_plan(), small_yearly())))

    texts = {str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row}
    assert any("甲" in text for text in texts)
