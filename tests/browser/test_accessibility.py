"""Who cannot use a mouse, cannot see, or reads on paper: the main way by keys alone, what is read aloud, what is printed."""

import re
from itertools import pairwise
from pathlib import Path

import pypdfium2
import pytest
from playwright.sync_api import Page

from bianzhi.ui.shell.pages import Step
from tests.browser.barriers import barriers
from tests.browser.clerk import LONG, Clerk

pytestmark = [pytest.mark.browser, pytest.mark.slow]

_MOST_STOPS = 90
_WIDTHS = (1366, 1440, 1920)
_FOCUSED = """() => {
    let element = document.activeElement
    while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement
    let ring = false
    for (let up = element, level = 0; up && level < 5; up = up.parentElement, level++) {
        const look = getComputedStyle(up)
        ring ||= look.outlineStyle !== 'none' && parseFloat(look.outlineWidth) > 0
        ring ||= element.matches('[role=spinbutton]') && look.backgroundColor !== 'rgba(0, 0, 0, 0)'
    }
    const words = element.getAttribute('aria-label') || element.labels?.[0]?.innerText || element.innerText || ''
    return [element.tagName, words, ring, element.matches('[role=application], canvas, .dvn-scroller, [role=grid], [role=gridcell]')]
}"""
"""What has the focus, what it is called, whether it shows, and whether it is a table drawn on a canvas."""


def test_the_whole_way_goes_by_keys(clerk: Clerk, tmp_path: Path) -> None:
    """Load the practice ledger, solve, ask why one person moves, export: Tab, Enter and arrows only, and always a ring."""
    clerk.opens()
    page = clerk.page
    page.keyboard.press("Tab")
    assert page.evaluate(_FOCUSED)[1] == "跳到正文"
    page.keyboard.press("Enter")
    _tabs_to(page, "五单位练习")
    page.keyboard.press("Enter")
    clerk.sees("已读入")

    _chooses_page(clerk, "方案", Step.PLAN)
    _tabs_to(page, "求解")
    page.keyboard.press("Enter")
    clerk.sees("匹配总分", within=LONG)

    _chooses_page(clerk, "方案", Step.WHY)
    _tabs_to(page, "查哪一个人")
    page.keyboard.type("王")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    clerk.sees("人员编号", within=LONG)

    _chooses_page(clerk, "成果", Step.EXPORT)
    _tabs_to(page, "生成并下载")
    with page.expect_download(timeout=LONG) as coming:
        page.keyboard.press("Enter")
    assert coming.value.suggested_filename.endswith(".xlsx")


def test_a_page_is_laid_out_for_those_who_listen(clerk: Clerk) -> None:
    """Language, one main part, named navigation, the heading first; a card and its tip, a table and the bar have names."""
    clerk.opens("/")
    page = clerk.page
    assert page.locator("html").get_attribute("lang") == "zh-CN"
    assert (page.get_by_role("main").count(), page.get_by_role("navigation", name="页面").count()) == (1, 1)

    clerk.goes_to("导入台账")
    clerk.presses("五单位练习")
    clerk.sees("已读入")
    levels = page.get_by_role("heading").evaluate_all("all => all.map(each => Number(each.tagName[1]))")
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    assert page.get_by_role("group", name=re.compile("上传编制台账")).count() == 1
    assert page.get_by_role("list", name="办理步骤").locator("[aria-current=step]").count() == 1
    assert page.get_by_role("button", name=re.compile("超编.*说明")).count() == 1
    assert page.get_by_label(re.compile("^表格，.*内容")).count() >= 1
    assert page.get_by_label("年, 体检与方案日期").count() == 1


_CELL = """() => {
    const cell = document.activeElement, row = cell.closest('[role=row]'), grid = cell.closest('[role=grid]')
    const named = cell.closest('[role=region][aria-label]')
    return [cell.getAttribute('role'), cell.innerText, row?.innerText, row?.getAttribute('aria-rowindex'),
        grid?.getAttribute('aria-rowcount'), named?.getAttribute('aria-label')]
}"""
"""The cell that has the focus, its row, and the table they are in."""


def test_a_table_is_read_cell_by_cell(clerk: Clerk) -> None:
    """A table is drawn on a canvas; readers get it as a grid of rows and cells, in a part of the page with a Chinese name."""
    clerk.opens()
    clerk.presses("五单位练习")
    clerk.sees("已读入")
    page = clerk.page
    clerk.goes_to(Step.LISTS.heading)
    headings = page.get_by_role("region", name="单位清单").locator("[role=grid] [role=columnheader]")
    headings.first.wait_for(state="attached")  # the canvas tells readers of its cells a moment later
    assert headings.all_text_contents()[:3] == ["序号", "单位", "机构类别"]
    page.get_by_test_id("stDataFrame").locator("canvas").first.focus()
    for key in ("ArrowDown", "ArrowDown", "ArrowRight"):
        page.keyboard.press(key)
        page.wait_for_timeout(250)
    role, words, row, place, rows, name = page.evaluate(_CELL)
    assert (role, words) == ("gridcell", "澜屏区财政局")
    assert "政府部门" in row
    assert (place, rows, name) == ("4", "7", "单位清单"), "head, totals, five units"

    clerk.goes_to(Step.REQUIREMENTS.heading)
    page.get_by_test_id("stButtonGroup").get_by_text("身份对等", exact=True).first.click()
    clerk.waits()
    cells = page.get_by_role("region", name=re.compile("^身份对等表.*行政编制")).locator("[role=grid] [role=gridcell]")
    cells.first.wait_for(state="attached")
    assert cells.count() > 30


def test_axe_can_find_something(clerk: Clerk) -> None:
    """Else that it finds nothing would mean nothing."""
    clerk.opens("/")
    page = clerk.page
    page.evaluate(
        "document.querySelector('main h1').insertAdjacentHTML('afterend',"
        ' \'<p style="color:#aaa;background:#fff">看不清</p><img src="data:,"><h5>跳级</h5>\')'
    )

    assert {line.split()[1] for line in barriers(page)} == {"color-contrast", "image-alt", "heading-order"}


def test_no_page_must_be_scrolled_sideways(clerk: Clerk) -> None:
    """At the usual widths of office screens, on the pages with most beside each other."""
    clerk.opens()
    clerk.presses("五单位练习")
    clerk.sees("已读入")
    for step in (Step.HOME, Step.LISTS, Step.CHECK, Step.BY_HAND):
        clerk.goes_to(step.heading)
        for width in _WIDTHS:
            clerk.page.set_viewport_size({"width": width, "height": 768})
            clerk.page.wait_for_timeout(150)
            beyond = clerk.page.get_by_test_id("stMain").evaluate("main => main.scrollWidth - main.clientWidth")
            assert beyond <= 0, (step, width)


def test_paper_has_the_whole_table_and_no_buttons(clerk: Clerk, tmp_path: Path) -> None:
    """The findings printed: heading, date, that all is proposed, page number, every column; nothing to press."""
    clerk.opens()
    clerk.presses("五单位练习")
    clerk.sees("已读入")
    clerk.goes_to("数据体检")
    words = _printed(clerk.page, tmp_path / "体检.pdf")

    for expected in ("数据体检", "有效的规定测算", "所列调整均为拟调整", "处理建议", "B201", "— 1 /"):
        assert expected in words, expected
    assert "下载标注了问题的台账" not in words
    assert "方案库" not in words

    clerk.goes_to(Step.REQUIREMENTS.heading)
    clerk.page.get_by_test_id("stButtonGroup").get_by_text("身份对等", exact=True).first.click()
    clerk.waits()
    words = _printed(clerk.page, tmp_path / "身份对等.pdf")
    for expected in ("机关事业编人员", "自收自支事业编制", "－ N 不可"):
        assert expected in words, expected


def _tabs_to(page: Page, name: str, *, whole: bool = False) -> None:
    """Press Tab until what is called so (or begins so) has the focus; on the way every stop must show."""
    hidden = []
    for _ in range(_MOST_STOPS):
        page.keyboard.press("Tab")
        tag, words, ring, canvas = page.evaluate(_FOCUSED)
        if not (ring or canvas or tag == "BODY"):
            hidden.append((tag, words[:40]))
        if re.search(rf"(^|\n|\s){re.escape(name)}{r'$' if whole else ''}", words.strip()) and tag not in {
            "MAIN",
            "BODY",
        }:
            assert hidden == [], "focus that cannot be seen"
            return
    raise AssertionError(f"“{name}” cannot be reached by Tab")


def _chooses_page(clerk: Clerk, group: str, step: Step) -> None:
    """From the top of the page to another page by the navigation."""
    page = clerk.page
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("Tab")
    _tabs_to(page, group, whole=True)
    page.keyboard.press("Enter")
    entry = page.get_by_test_id("stTopNavPopover").get_by_role("menuitem", name=step.heading)
    entry.wait_for()
    for _ in range(12):
        if entry.evaluate("element => element === document.activeElement"):
            break
        page.keyboard.press("ArrowDown")
        page.wait_for_timeout(30)
    page.keyboard.press("Enter")
    page.get_by_role("heading", name=step.heading, level=1).wait_for()
    clerk.waits()


def _printed(page: Page, file: Path) -> str:
    page.pdf(path=file, prefer_css_page_size=True, print_background=True)
    document = pypdfium2.PdfDocument(file)
    return "".join(part.get_textpage().get_text_range() for part in document)
