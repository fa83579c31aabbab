"""The office's files as they lie: two odd files imported, a column told, repairs accepted, checked, planned, compared."""

from datetime import date
from pathlib import Path

import openpyxl
import pytest

from bianzhi import services
from bianzhi.domain.settings import PlanSettings
from tests.browser.clerk import LONG, Clerk
from tests.browser.odd_files import payroll, roster, wide_ledger

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def test_odd_files_become_a_plan(clerk: Clerk, tmp_path: Path) -> None:
    """From two files nobody could read by their headings to a plan that verifies against the ledger made of them."""
    clerk.opens()
    clerk.page.locator("input[type=file]").first.set_input_files([wide_ledger(tmp_path), roster(tmp_path)])
    clerk.sees("还没有读成台账")
    clerk.photographs("10_导入_待指明")

    clerk.goes_to("列对应")
    clerk.photographs("11_列对应")
    _tell(clerk, "称呼", "姓名", "人员 › 姓名")
    _tell(clerk, "在哪儿", "机构编码", "人员 › 机构编码")
    clerk.presses("应用并重新读取")
    clerk.sees("已按新的列对应重新读取")
    clerk.photographs("12_列对应_已应用")

    clerk.goes_to("导入台账")
    clerk.sees("整理成一份规范台账")
    clerk.photographs("13_导入_规范台账")
    ledger = clerk.downloads("下载规范台账", tmp_path)
    assert {"机构", "编制", "人员"} <= set(openpyxl.load_workbook(ledger).sheetnames)

    clerk.goes_to("数据体检")
    clerk.page.get_by_text("安全修复（").click()
    clerk.sees("一键采纳全部")
    clerk.photographs("14_安全修复")
    clerk.page.get_by_role("button", name="一键采纳全部").click()
    clerk.sees("处修复：", within=LONG)
    clerk.photographs("15_修复后")
    repaired = clerk.downloads("下载修复后的台账", tmp_path)
    assert "修复记录" in openpyxl.load_workbook(repaired).sheetnames

    clerk.goes_to("三方比对")
    clerk.page.locator("input[type=file]").first.set_input_files(payroll(tmp_path))
    clerk.sees("按事项")
    clerk.photographs("16_三方比对")

    clerk.goes_to("编制调剂")
    clerk.page.get_by_test_id("stBaseButton-primaryFormSubmit").click()
    clerk.sees("匹配总分", within=LONG)
    clerk.goes_to("导出成果")
    clerk.photographs("17_导出")
    plan = clerk.downloads("生成并下载", tmp_path)
    establishment = services.read(repaired).establishment
    assert services.verify(establishment, plan, date.today(), PlanSettings()) == ()


def test_a_rule_is_switched_off_with_a_reason(clerk: Clerk) -> None:
    """The form on 检查规则, and what it changes."""
    clerk.opens()
    clerk.presses("载入示例（虚构的区）")
    clerk.sees("已读入", within=LONG)
    clerk.goes_to("检查规则")
    clerk.page.get_by_test_id("stSelectbox").first.locator("input").fill("R405")
    clerk.page.keyboard.press("Enter")
    clerk.page.get_by_label("理由（必填）").fill("本区已统一研究，分批办理")
    clerk.presses("停用")
    clerk.sees("已停用（1 条）")
    clerk.photographs("18_检查规则")
    clerk.goes_to("数据体检")
    clerk.sees("停用了 1 条规则")
    clerk.page.get_by_text("体检报告", exact=True).click()
    clerk.sees("上次的体检结果")
    clerk.photographs("19_体检报告")


def _tell(clerk: Clerk, heading: str, typed: str, target: str) -> None:
    """Say what a column is: type a part of the field's name, and choose it."""
    box = clerk.page.get_by_role("combobox", name=heading)
    box.click()
    box.fill(typed)
    clerk.page.get_by_role("option", name=target, exact=True).click()
    clerk.waits()
