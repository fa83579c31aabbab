"""The pictures of 用户手册 are taken again: what can be pressed on them is what it was; and the tour ticks by itself."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.clerk import LONG, Clerk
from tests.browser.conftest import Server, a_window
from tests.browser.manual import kept_controls
from tests.browser.manual_story import MOST_BYTES, chooses_row, walks

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def test_the_pictures_of_the_manual_are_not_old(own_server: Server, browser: Browser, tmp_path: Path) -> None:
    """Every picture can be taken as the manual says; whoever changed what it shows runs ``make manual``."""
    with a_window(browser) as window:
        clerk = Clerk(window.new_page(), own_server.address)
        found = walks(clerk, tmp_path)

    assert {name for name, said in found.items() if said != kept_controls()[name]} == set(), "run: make manual"
    assert {path.stem for path in tmp_path.glob("*.png")} == set(kept_controls())
    assert max(path.stat().st_size for path in tmp_path.glob("*.png")) <= MOST_BYTES
    assert clerk.blocked == []
    assert clerk.failures == []


def test_the_tour_is_followed_to_its_end(own_server: Server, browser: Browser, tmp_path: Path) -> None:
    """From the start page through all ten stations: each is ticked by what is done, also after a reload in between."""
    with a_window(browser) as window:
        clerk = Clerk(window.new_page(), own_server.address)
        clerk.opens("/")
        clerk.presses("开始五分钟导览")
        _is_at(clerk, 1)
        assert clerk.page.get_by_text("✓ 已完成").count() == 0
        clerk.presses("五单位练习")
        _goes_on(clerk, 2, "数据体检")
        chooses_row(clerk, 0)
        _goes_on(clerk, 3, "清单")
        clerk.page.get_by_placeholder("查姓名").fill("z")
        _goes_on(clerk, 4, "机构图")
        clerk.page.locator("[data-unit]").first.click()
        clerk.sees("编制与实有")
        clerk.page.keyboard.press("Escape")
        clerk.page.reload()
        _goes_on(clerk, 5, "编制调剂")
        clerk.page.get_by_test_id("stBaseButton-primaryFormSubmit").click()
        clerk.sees("匹配总分", within=LONG)
        _goes_on(clerk, 6, "编制调剂")
        chooses_row(clerk, 0)
        clerk.page.get_by_role("button", name=re.compile("为什么：")).first.click()
        clerk.sees("查哪一个人")
        _goes_on(clerk, 7, "手工调整")
        clerk.page.get_by_text("从名单里点选").click()
        clerk.waits()
        chooses_row(clerk, 0)
        clerk.presses("留在原单位")
        _goes_on(clerk, 8, "方案库")
        _copies_and_compares(clerk)
        _goes_on(clerk, 9, "前后对比")
        clerk.presses("去这里")
        clerk.page.get_by_role("heading", name="统计图", level=1).wait_for()
        _goes_on(clerk, 10, "导出成果")
        clerk.downloads("生成并下载", tmp_path)
        clerk.sees("✓ 全部完成")
        clerk.presses("结束导览")
        clerk.goes_to("首页")
        assert clerk.page.get_by_text("第一次使用").count() == 0
        assert clerk.page.get_by_text("导览 10/10").count() == 0
    assert clerk.failures == []


def _copies_and_compares(clerk: Clerk) -> None:
    clerk.presses("新建方案")
    clerk.page.get_by_text("副本：复制一个已有方案的全部内容").click()
    clerk.presses("建立并打开")
    clerk.sees("（副本）（起草）")
    clerk.page.keyboard.press("Escape")
    clerk.waits()
    for place in range(2):
        chooses_row(clerk, place)


def _goes_on(clerk: Clerk, number: int, heading: str) -> None:
    """The station at hand is ticked by now; the next one is on its page."""
    clerk.sees("✓ 已完成")
    clerk.presses("下一站")
    clerk.page.get_by_role("heading", name=heading, level=1).wait_for()
    _is_at(clerk, number)


def _is_at(clerk: Clerk, number: int) -> None:
    clerk.sees(f"导览 {number}/10")
