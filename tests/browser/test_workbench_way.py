"""Scenarios as an office uses them: kept through everything, compared at a meeting, worked on by two at once."""

from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Browser

from tests.browser.clerk import LONG, Clerk
from tests.browser.conftest import Server, a_window

pytestmark = [pytest.mark.browser, pytest.mark.slow]

EXERCISE = "五单位练习"


def _solves(clerk: Clerk) -> None:
    clerk.goes_to("编制调剂")
    clerk.page.get_by_test_id("stBaseButton-primaryFormSubmit").click()
    clerk.sees("匹配总分", within=LONG)


def _begins(clerk: Clerk) -> None:
    clerk.opens()
    clerk.presses(EXERCISE)
    clerk.sees("已读入")


def test_a_first_hour_follows_the_start_page(clerk: Clerk, tmp_path: Path) -> None:
    """Whoever does what the start page says comes from nothing to an exported plan; its cards lead to lists and units."""
    clerk.opens("/")
    clerk.photographs("30_首页_空")
    clerk.presses("载入示例（虚构的区）")
    clerk.sees("下一步：看体检结果", within=LONG)
    clerk.photographs("31_首页")

    clerk.presses("去数据体检")
    clerk.sees("按规则汇总")
    clerk.goes_to("首页")
    clerk.presses("去编制调剂")
    clerk.page.get_by_test_id("stBaseButton-primaryFormSubmit").click()
    clerk.sees("匹配总分", within=LONG)
    clerk.goes_to("首页")
    clerk.presses("去前后对比")
    clerk.page.locator("[data-unit]").first.wait_for()
    clerk.goes_to("首页")
    clerk.presses("去导出成果")
    file = clerk.downloads("生成并下载", tmp_path)
    assert openpyxl.load_workbook(file).sheetnames
    clerk.goes_to("首页")
    clerk.sees("下一步：记录办理进度")

    clerk.page.get_by_role("link", name="看清单").nth(3).click()
    clerk.sees("超编")
    clerk.waits()
    clerk.photographs("32_清单")


def test_nothing_is_lost_when_the_server_is_killed(own_server: Server, browser: Browser, tmp_path: Path) -> None:
    """Plan, payroll and opinions are there after ``kill -9`` and a new start; undone, the step says what it takes back."""
    with a_window(browser) as window:
        clerk = Clerk(window.new_page(), own_server.address)
        _begins(clerk)
        _solves(clerk)
        clerk.goes_to("三方比对")
        payroll = tmp_path / "供养.csv"
        payroll.write_text("姓名,单位,工资状态\n陈试,澜屏区审计局,在发\n", "utf-8")
        clerk.page.locator("input[type=file]").set_input_files(payroll)
        clerk.sees("其中须先查清")
        clerk.goes_to("征求意见")
        form = clerk.downloads("下载征求意见表", tmp_path)
        clerk.page.locator("input[type=file]").set_input_files(form)
        clerk.sees("收到的意见")
        clerk.waits()
        own_server.is_killed()
        own_server.starts()
        clerk.page.reload()
        clerk.sees("收到的意见", within=LONG)
        clerk.photographs("21_重启后的意见")
        clerk.goes_to("三方比对")
        clerk.sees("其中须先查清")
        clerk.presses("撤销")
        clerk.sees("已撤销：读入征求意见表")
        clerk.presses("撤销")
        clerk.sees("已撤销：与财政供养名单比对")
        assert clerk.page.get_by_text("其中须先查清").count() == 0
        clerk.goes_to("编制调剂")
        clerk.sees("匹配总分")
        clerk.sees("方案：五单位练习台账（起草）")
        clerk.goes_to("方案库")
        clerk.photographs("20_方案库")
        clerk.page.get_by_role("tab", name="改动历史").click()
        clerk.page.get_by_test_id("stDataFrame").nth(1).wait_for()


def test_a_solve_that_a_power_cut_ends_is_said_to_have_ended(own_server: Server, browser: Browser) -> None:
    """The district is being solved when the server is killed: everything before is there, and a sentence says what is not."""
    with a_window(browser) as window:
        clerk = Clerk(window.new_page(), own_server.address)
        clerk.opens()
        clerk.presses("载入示例（虚构的区）")
        clerk.sees("已读入", within=LONG)
        clerk.goes_to("编制调剂")
        clerk.page.get_by_test_id("stBaseButton-primaryFormSubmit").click()
        clerk.page.get_by_text("求解编制调剂方案").first.wait_for()
        own_server.is_killed()
        own_server.starts()
        clerk.page.reload()
        clerk.sees("没有做完就中断了", within=LONG)
        clerk.page.get_by_test_id("stBaseButton-primaryFormSubmit").wait_for()


def test_undo_and_redo_walk_through_the_work(clerk: Clerk) -> None:
    """The plan goes and comes back; both survive a change of page."""
    _begins(clerk)
    _solves(clerk)
    clerk.presses("撤销")
    clerk.sees("已撤销：求解方案")
    assert clerk.page.get_by_text("匹配总分").count() == 0
    clerk.goes_to("数据体检")
    clerk.presses("重做")
    clerk.sees("已重做：求解方案")
    clerk.goes_to("编制调剂")
    clerk.sees("匹配总分")


def test_two_windows_never_overwrite_each_other(clerk: Clerk, browser: Browser) -> None:
    """A colleague solves the same scenario first: the second is told, and keeps his work as a copy."""
    _begins(clerk)
    with a_window(browser) as window:
        colleague = Clerk(window.new_page(), clerk.address)
        colleague.page.goto(clerk.page.url)
        colleague.sees("方案：五单位练习台账", within=LONG)
        _solves(colleague)
        colleague.waits()
        _solves(clerk)
        clerk.sees("已在另一个窗口或由另一位同事改动")
        clerk.presses("把我的改动另存为副本")
        clerk.sees("（我的改动）")
        clerk.sees("匹配总分")
        colleague.goes_to("方案库")
        colleague.sees("方案库")


def test_a_scenario_deleted_elsewhere_is_kept_anew(clerk: Clerk, browser: Browser) -> None:
    """A colleague deletes it; the clerk's next step says so, and one button keeps everything as a new scenario."""
    _begins(clerk)
    with a_window(browser) as window:
        colleague = Clerk(window.new_page(), clerk.address)
        colleague.page.goto(clerk.page.url.replace("/import", "/scenarios"))
        colleague.sees("正在办理", within=LONG)
        colleague.page.get_by_role("tab", name="删除").click()
        colleague.page.get_by_text("确认删除").click()
        colleague.waits()
        colleague.presses("删除方案")
        colleague.sees("已删除方案")
    _solves(clerk)
    clerk.presses("另存为新方案")
    clerk.sees("匹配总分")
    assert clerk.page.get_by_text("没有保存的地方").count() == 0


def test_a_second_tab_of_the_same_browser_shows_the_same_work(clerk: Clerk) -> None:
    """What the first tab solved, the second sees at its next step; neither is asked anything."""
    _begins(clerk)
    second = Clerk(clerk.page.context.new_page(), clerk.address)
    second.page.goto(clerk.page.url)
    second.sees("已读入")
    _solves(clerk)
    second.goes_to("编制调剂")
    second.sees("匹配总分")
    assert second.page.get_by_text("已在另一个窗口").count() == 0


def test_the_back_button_goes_back_to_the_scenario_before(clerk: Clerk) -> None:
    """From the scenario of a new ledger back to the one before, which was left as it was."""
    _begins(clerk)
    _solves(clerk)
    first = clerk.page.url.split("work=")[1]
    clerk.goes_to("导入台账")
    clerk.presses("载入示例（虚构的区）")
    clerk.sees("换了台账，已另建方案", within=LONG)
    second = clerk.page.url.split("work=")[1]
    assert second != first
    for _ in range(6):
        clerk.page.go_back()
        clerk.waits()
        if first in clerk.page.url:
            break
    assert first in clerk.page.url
    clerk.goes_to("编制调剂")
    clerk.sees("匹配总分")


def test_a_meeting_compares_plans_and_records_its_steps(clerk: Clerk, tmp_path: Path) -> None:
    """A copy with another setting beside the first: figures side by side, exported; then one step of the procedure."""
    _begins(clerk)
    _solves(clerk)
    clerk.goes_to("方案库")
    clerk.presses("新建方案")
    clerk.page.get_by_text("副本：复制一个已有方案的全部内容").click()
    clerk.page.get_by_role("textbox", name="方案名称").fill("压减跨单位")
    clerk.presses("建立并打开")
    clerk.sees("方案：压减跨单位（起草）")

    for place in range(2):
        clerk.page.get_by_test_id("stDataFrame").first.click(position={"x": 14, "y": 55 + 36 * place})
        clerk.waits()
    clerk.sees("方案比较")
    clerk.sees("去向不同的人员：0 人")
    clerk.photographs("21_方案比较")
    book = openpyxl.load_workbook(clerk.downloads("导出比较表", tmp_path))
    assert book.sheetnames == ["指标", "去向不同的人员"]

    clerk.page.get_by_test_id("stDataFrame").first.click(position={"x": 14, "y": 91})
    clerk.waits()
    clerk.page.get_by_role("textbox", name="经办人（必填）").first.fill("编办综合科")
    clerk.presses("转为征求意见")
    clerk.sees("（征求意见）")
