"""The clerk's whole way on the sample: import, check, chart, solve, compare, merge, export."""

import json
import zipfile
from datetime import date
from pathlib import Path

import pytest

from bianzhi import services
from bianzhi.domain.settings import PlanSettings, parse_settings
from bianzhi.ui import uploads
from tests.browser.clerk import LONG, Clerk

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def test_the_whole_way(clerk: Clerk, tmp_path: Path) -> None:
    """Every step shows what it should, every file opens, and the exported plan verifies without a finding."""
    clerk.opens()
    clerk.photographs("1_导入_空")
    clerk.presses("载入示例（虚构的区）")
    clerk.sees("已读入", within=LONG)
    clerk.photographs("2_导入")

    clerk.goes_to("数据体检")
    clerk.sees("按规则汇总")
    clerk.photographs("3_体检")
    _is_workbook(clerk.downloads("下载标注了问题的台账", tmp_path))

    clerk.goes_to("机构图")
    clerk.page.locator("[data-unit]").first.wait_for()
    clerk.photographs("4_机构图")
    _open_a_unit(clerk)

    _solve(clerk)
    clerk.photographs("5_调剂")
    _open_a_move(clerk)

    clerk.goes_to("前后对比")
    clerk.page.locator("[data-unit]").first.wait_for()
    clerk.photographs("6_对比")

    clerk.goes_to("内设机构整合")
    clerk.presses("求解全部超限单位")
    clerk.sees("点选一个单位", within=LONG)
    clerk.photographs("7_整合")

    clerk.goes_to("导出成果")
    clerk.photographs("8_导出")
    _files_are_sound(clerk, tmp_path)


def test_the_work_survives_a_reload(clerk: Clerk) -> None:
    """A solve goes on while the page is loaded anew, and its result is there, for a colleague with the address too."""
    clerk.opens()
    clerk.presses("五单位练习")
    clerk.sees("已读入")
    clerk.goes_to("编制调剂")
    clerk.page.get_by_test_id("stBaseButton-primaryFormSubmit").click()
    clerk.page.wait_for_timeout(300)
    clerk.page.reload()
    clerk.sees("匹配总分", within=LONG)

    address = clerk.page.url
    assert "work=" in address
    clerk.page.context.clear_cookies()
    clerk.page.goto(address)
    clerk.sees("匹配总分")


def _solve(clerk: Clerk) -> None:
    clerk.goes_to("编制调剂")
    clerk.page.get_by_test_id("stBaseButton-primaryFormSubmit").click()
    clerk.page.wait_for_timeout(1500)
    clerk.photographs("5_求解中")
    clerk.sees("匹配总分", within=LONG)


def _open_a_unit(clerk: Clerk) -> None:
    clerk.page.locator("[data-unit]").first.click()
    clerk.sees("编制与实有")
    clerk.photographs("4_单位详情")
    clerk.page.keyboard.press("Escape")
    clerk.waits()


def _open_a_move(clerk: Clerk) -> None:
    clerk.page.get_by_test_id("stDataFrame").first.click(position={"x": 14, "y": 55})
    clerk.sees("分的构成")
    clerk.page.get_by_text("分的构成").scroll_into_view_if_needed()
    clerk.photographs("5_调剂_一人")


def _files_are_sound(clerk: Clerk, folder: Path) -> None:
    buttons = clerk.page.get_by_role("button", name="生成并下载")
    enabled = [place for place in range(buttons.count()) if buttons.nth(place).is_enabled()]
    files = [clerk.downloads("生成并下载", folder, place=place) for place in enabled]
    assert len(files) == buttons.count() - 5, "all but two comparisons without uploads, and three of nothing asked"
    by_ending = {file.suffix for file in files}
    assert by_ending == {".xlsx", ".docx", ".svg", ".json", ".toml", ".pdf", ".pptx"}
    assert len({file.name for file in files}) == len(files)
    for file in files:
        assert date.today().isoformat() in file.name
        if file.suffix in {".xlsx", ".docx", ".pptx"}:
            _is_workbook(file)
        elif file.suffix == ".pdf":
            assert file.read_bytes().startswith(b"%PDF-")
        elif file.suffix == ".svg":
            assert file.read_text("utf-8").lstrip().startswith(("<svg", "<?xml"))
        elif file.suffix == ".toml":
            assert parse_settings(file.read_text("utf-8")) == PlanSettings()
        elif "证书" in file.name:
            assert json.loads(file.read_text("utf-8"))["prices"]
        elif "方案" in file.name:
            assert json.loads(file.read_text("utf-8"))["status"] == "optimal"
        else:
            assert json.loads(file.read_text("utf-8"))["findings"]
    plan = next(file for file in files if file.suffix == ".xlsx")
    ledger = services.read(uploads.SAMPLES / uploads.DISTRICT_SAMPLE)
    assert services.verify(ledger.establishment, plan, date.today(), PlanSettings()) == ()


def _is_workbook(file: Path) -> None:
    with zipfile.ZipFile(file) as parts:
        assert parts.testzip() is None
        assert "[Content_Types].xml" in parts.namelist()
