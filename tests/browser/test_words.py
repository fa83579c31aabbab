"""What the pages say, in a real browser: Chinese only, closed to nobody, and a wrong file is answered in Chinese."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Locator

from bianzhi.ui.shell.pages import Step
from tests.browser.barriers import barriers
from tests.browser.clerk import LONG, Clerk

pytestmark = [pytest.mark.browser, pytest.mark.slow]

EMPTY = (Step.HOME, Step.IMPORT, Step.CHECK, Step.RULES, Step.HELP, Step.SCENARIOS)
"""Pages that differ without a ledger; the others all say the same."""
_QUOTED = frozenset({"czj", "zxf"})
"""Initials that a hint gives as an example of what can be typed."""
_COMMANDS_AND_FOLDERS = ("用户手册", "版本和数据")
"""Parts of the help that quote commands to type and folders of this computer."""


def test_every_page_is_chinese_and_closed_to_nobody(clerk: Clerk) -> None:
    """Empty and with results, every page and each of its parts: no English; no finding of axe-core on any page."""
    clerk.opens()
    found: dict[str, object] = {}

    def look(place: str) -> None:
        words = {word for word in clerk.english_words() if not _is_code(word)} - _QUOTED
        if place.endswith(_COMMANDS_AND_FOLDERS):
            words.clear()
        barred = barriers(clerk.page) if "›" not in place or "（空）" in place else []
        assert clerk.page.locator("h1").count() == 1, place
        if words or barred:
            found[place] = (words, barred)

    for step in EMPTY:
        clerk.goes_to(step.heading)
        look(f"{step.heading}（空）")
    _solve(clerk)
    clerk.goes_to(Step.REFORM.heading)
    clerk.presses("载入示例改革方案")
    for step in Step:
        clerk.goes_to(step.heading)
        look(step.heading)
        for part in _parts(clerk):
            look(f"{step.heading} › {part}")
    clerk.page.get_by_test_id("stMainMenuButton").click()
    clerk.waits()
    look("主菜单")
    assert found == {}


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


def test_what_opens_over_the_page_speaks_chinese(clerk: Clerk) -> None:
    """The calendar and its box, drop-downs with and without a match, the menu of a column, a wrong number, no such page."""
    clerk.opens()
    clerk.presses("五单位练习")
    clerk.sees("已读入")
    box = clerk.page.get_by_test_id("stDateInputField")
    assert "年" in box.inner_text()
    assert "日" in box.inner_text()
    clerk.page.get_by_test_id("stDateInput").locator("button").first.click()
    _says_no_english(clerk)
    clerk.page.keyboard.press("Escape")

    clerk.goes_to("数据体检")
    clerk.page.get_by_test_id("stMultiSelect").first.click()
    _says_no_english(clerk)
    clerk.page.keyboard.type("没有这样的")
    _says_no_english(clerk)
    assert "没有匹配的选项" in clerk.page.locator("body").inner_text()
    clerk.page.keyboard.press("Escape")
    _opens_the_menu_of_a_column(clerk)
    _says_no_english(clerk)
    assert "升序排列" in clerk.page.locator("body").inner_text()
    clerk.page.keyboard.press("Escape")

    clerk.goes_to("编制调剂")
    number = clerk.page.get_by_test_id("stNumberInputField").first
    number.fill("100000")
    number.press("Tab")
    _says_no_english(clerk)
    assert "请填" in clerk.page.get_by_test_id("stForm").inner_text()

    clerk.opens("/no-such-page")
    clerk.sees("没有这个页面")
    _says_no_english(clerk)
    assert clerk.failures == ["地址中的页面不存在，已转到首页。"]  # Streamlit notes it in the console too
    clerk.failures.clear()


def _solve(clerk: Clerk) -> None:
    clerk.goes_to(Step.IMPORT.heading)
    clerk.presses("五单位练习")
    clerk.sees("已读入")
    clerk.goes_to(Step.PLAN.heading)
    clerk.page.get_by_test_id("stBaseButton-primaryFormSubmit").click()
    clerk.sees("匹配总分", within=LONG)


def _parts(clerk: Clerk) -> Iterator[str]:
    """Go through the parts of a page: each choice of its first row of buttons, its tabs, what its buttons open."""
    page = clerk.page
    for group, role in (("stButtonGroup", "radio"), ("stTabs", "tab")):
        if page.get_by_test_id(group).count():
            choices = page.get_by_test_id(group).first.get_by_role(role)
            for number in range(1, choices.count()):
                if choices.nth(number).is_enabled():
                    yield _pressed(clerk, choices.nth(number))
    for place in range(page.get_by_test_id("stPopover").count()):
        yield _pressed(clerk, page.get_by_test_id("stPopover").nth(place).get_by_role("button").first)
        page.keyboard.press("Escape")


def _pressed(clerk: Clerk, choice: Locator) -> str:
    words = choice.inner_text()
    choice.click()
    clerk.page.wait_for_timeout(150)
    clerk.page.get_by_test_id("stStatusWidget").wait_for(state="detached", timeout=LONG)
    clerk.page.wait_for_timeout(150)
    return words


def _opens_the_menu_of_a_column(clerk: Clerk) -> None:
    """The small arrow in the heading of a column appears where the mouse is."""
    grid = clerk.page.get_by_test_id("stDataFrame").first
    grid.scroll_into_view_if_needed()
    frame = grid.bounding_box()
    assert frame is not None
    for across in range(60, int(frame["width"]), 12):
        clerk.page.mouse.move(frame["x"] + across, frame["y"] + 18)
        clerk.page.mouse.click(frame["x"] + across, frame["y"] + 18)
        if clerk.page.get_by_test_id("stDataFrameColumnMenu").count():
            return
    raise AssertionError("no column has a menu")


def _says_no_english(clerk: Clerk) -> None:
    clerk.waits()
    assert {word for word in clerk.english_words() if not _is_code(word)} == set()


def _is_code(word: str) -> bool:
    """Codes of rules, units and people, and parts of marks in file names."""
    return len(word) <= 2 or word.isupper() or set(word) <= set("abcdef")
