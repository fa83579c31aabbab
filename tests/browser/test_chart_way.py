"""A clerk at the chart: from systems down to people, a lock by clicks, and the plan said to be out of date."""

import re
from pathlib import Path

import openpyxl
import pytest
from defusedxml.ElementTree import fromstring
from PIL import Image

from tests.browser.clerk import LONG, Clerk

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def test_a_clerk_locks_from_the_chart(clerk: Clerk) -> None:
    """System, unit, section, person; then the person stays, and the chart of changes says the plan is an old one."""
    page = clerk.page
    clerk.opens("/import")
    clerk.presses("五单位练习")
    clerk.sees("已读入")
    clerk.goes_to("编制调剂")
    page.get_by_test_id("stBaseButton-primaryFormSubmit").click()
    clerk.sees("匹配总分", within=LONG)

    clerk.goes_to("机构图")
    _chooses(clerk, "到系统")
    page.locator("[data-system]").first.click()
    clerk.sees("个单位）")
    clerk.presses("在图上展开到单位")
    page.locator("[data-unit]").first.click()
    clerk.sees("领导职数与领导人员")
    clerk.presses("在图上展开人员")
    page.locator("[data-person]").first.wait_for()
    name = page.locator("[data-person] text").first.text_content()
    assert name
    page.get_by_text("隐去姓名").click()
    clerk.waits()
    assert page.locator("[data-person] text").first.text_content() == f"{name[0]}**"
    assert page.get_by_text(name).count() == 0

    clerk.goes_to("前后对比")
    assert page.get_by_label("隐去姓名").first.is_checked(), "as on the other page"
    _chooses(clerk, "只看变化")
    page.locator("[data-unit]").first.focus()
    page.keyboard.press("Enter")
    clerk.sees("领导职数与领导人员")
    _chooses(clerk, "锁定")
    drawer = page.get_by_test_id("stDialog")
    drawer.get_by_label("提出人（必填）").fill("区委组织部")
    drawer.get_by_label("理由（必填）").fill("换届期间人员保持稳定")
    drawer.get_by_role("button", name="锁定").last.click()
    clerk.sees("本单位不调出。方案还是原来的")
    clerk.sees("设置已改，方案未重算")
    assert page.locator("[data-unit]").filter(has_text="不调出").count() == 1
    assert not clerk.english_words()


def test_plots_are_taken_along(clerk: Clerk, tmp_path: Path) -> None:
    """As SVG, as PNG and as a table, by keys too; with its title, what it is of, and no identity number."""
    page = clerk.page
    clerk.opens("/import")
    clerk.presses("五单位练习")
    clerk.sees("已读入")
    clerk.goes_to("统计图")
    _chooses(clerk, "年龄金字塔")
    page.locator("[data-testid=stEChartsChart] svg").wait_for()
    vector = clerk.downloads("导出SVG", tmp_path)
    assert re.fullmatch(r"年龄金字塔_\d{4}-\d\d-\d\d_[0-9a-f]{8}\.svg", vector.name)
    words = " ".join(fromstring(vector.read_text("utf-8")).itertext())
    assert words.startswith("年龄金字塔")
    for expected in ("50—54岁", "男（人）", "台账：五单位练习台账.xlsx", "测算"):
        assert expected in words, expected
    assert not re.search(r"\d{17}[\dX]", words)

    page.get_by_role("button", name="导出图片").focus()
    with page.expect_download() as coming:
        page.keyboard.press("Enter")
    coming.value.save_as(tmp_path / "plot.png")
    with Image.open(tmp_path / "plot.png") as picture:
        wide, high = (float(fromstring(vector.read_text("utf-8")).attrib[name]) for name in ("width", "height"))
        assert picture.size == (round(2 * wide), round(2 * high))
        assert len(picture.convert("RGB").getcolors(1 << 20) or ()) > 20, "not an empty sheet"
    clerk.sees("已导出 年龄金字塔_")

    table = clerk.downloads("导出数据表", tmp_path)
    rows = list(openpyxl.load_workbook(table).active.iter_rows(values_only=True))
    assert rows[2] == ("年龄", "男", "女", "合计")
    assert rows[-1][0] == "合计"
    page.get_by_role("tab", name="数据表").click()
    page.get_by_role("button", name="导出SVG").click()
    clerk.sees("请先点“图”，再导出")
    assert not clerk.english_words()


def _chooses(clerk: Clerk, words: str) -> None:
    """One side of a switch."""
    clerk.page.get_by_test_id("stButtonGroup").get_by_text(words, exact=True).last.click()
    clerk.waits()
