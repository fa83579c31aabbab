"""What the pages say, in a real browser: Chinese only, and a wrong file is answered in Chinese."""

from pathlib import Path

import pytest

from bianzhi.ui.shell.pages import Step
from tests.browser.clerk import LONG, Clerk

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def test_no_english_of_streamlit_is_left(clerk: Clerk) -> None:
    """Every page, empty and with results; menus and drop-downs open."""
    clerk.opens()
    for step in Step:
        clerk.goes_to(step.heading)
        assert clerk.english_words() == set(), step
    clerk.goes_to(Step.IMPORT.heading)
    clerk.presses("五单位练习")
    clerk.sees("已读入")
    clerk.goes_to(Step.PLAN.heading)
    clerk.page.get_by_test_id("stBaseButton-primaryFormSubmit").click()
    clerk.sees("匹配总分", within=LONG)
    for step in Step:
        clerk.goes_to(step.heading)
        found = {word for word in clerk.english_words() if not _is_code(word)}
        assert found == set(), step
    clerk.page.get_by_test_id("stMainMenuButton").click()
    clerk.waits()
    assert {word for word in clerk.english_words() if not _is_code(word)} == set()


def test_a_file_that_is_no_workbook_is_refused_in_chinese(clerk: Clerk, tmp_path: Path) -> None:
    """A letter with the name of a workbook: one box says what it is and what to do; no traceback."""
    letter = tmp_path / "台账.xlsx"
    letter.write_text("这是一封信。", "utf-8")
    clerk.opens()

    clerk.page.locator("input[type=file]").set_input_files(letter)
    box = clerk.page.get_by_test_id("stAlert").first
    box.wait_for(timeout=60_000)
    clerk.waits()

    assert "xlsx" in box.inner_text()
    assert "Traceback" not in clerk.page.locator("body").inner_text()
    assert clerk.english_words() - {"台账"} == set()
    clerk.photographs("9_不是工作簿")


def test_the_calendar_and_the_drop_downs_speak_chinese(clerk: Clerk) -> None:
    """The parts of Streamlit that open over the page."""
    clerk.opens()
    clerk.presses("五单位练习")
    clerk.sees("已读入")
    clerk.page.get_by_test_id("stDateInput").locator("button").first.click()
    clerk.waits()
    assert {word for word in clerk.english_words() if not _is_code(word)} == set()
    clerk.page.keyboard.press("Escape")

    clerk.goes_to("数据体检")
    clerk.page.get_by_test_id("stMultiSelect").first.click()
    clerk.waits()
    assert {word for word in clerk.english_words() if not _is_code(word)} == set()


def _is_code(word: str) -> bool:
    """Codes of rules, units and people, and parts of marks in file names."""
    return len(word) <= 2 or word.isupper() or set(word) <= set("abcdef")
