"""A clerk walks through the pages for 用户手册, taking every picture of it; with each picture, the words on its controls."""

import io
import re
from pathlib import Path
from typing import TypeAlias

from PIL import Image

from bianzhi.ui.shell.pages import GROUPS
from tests.browser.clerk import LONG, Clerk

Controls: TypeAlias = dict[str, list[str]]
"""By the name of a picture: what its heading, buttons, links, tabs, switches and labels say, figures left out."""

WIDTH, HEIGHT = 1440, 900
_COLORS = 64
_MOST_CLICKS = 5
MOST_BYTES = 150_000
_FIGURE = re.compile(r"\d[\d,.]*")
_SAID = """bottom => {
    const isIcon = element => getComputedStyle(element).fontFamily.includes('Material Symbols')
    const kinds = 'h1, main button, [role=dialog] button, [role=tab], [role=radio], [data-testid=stPageLink-NavLink],'
        + ' [data-testid=stWidgetLabel], main label'
    const said = []
    for (const element of document.querySelectorAll(kinds)) {
        const box = element.getBoundingClientRect()
        if (!element.checkVisibility() || !box.width || box.top < 0 || box.bottom > bottom) continue
        if (element.closest('[data-testid=stDataFrame], [data-testid=stElementToolbar], .chart')) continue
        const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT)
        let words = ''
        while (walker.nextNode()) if (!isIcon(walker.currentNode.parentElement)) words += walker.currentNode.data
        if (words.trim()) said.push(words.trim())
    }
    return said
}"""
"""What can be pressed and chosen above a line of the window, and the heading; without icons, tables and the chart."""


class Photographer:
    """Takes pictures of the pages as they are now."""

    def __init__(self, clerk: Clerk, folder: Path) -> None:
        self.clerk = clerk
        self.controls: Controls = {}
        self._folder = folder

    def takes(self, name: str, heading: str, *sees: str, height: int = HEIGHT) -> None:
        """Take one picture, ``height`` pixels high, once the page has this heading and these texts."""
        page = self.clerk.page
        page.get_by_role("heading", name=heading, level=1).wait_for()
        for text in sees:
            _sees(self.clerk, text)
        page.mouse.move(WIDTH - 4, HEIGHT - 4)
        page.get_by_test_id("stStatusWidget").wait_for(state="detached", timeout=LONG)
        page.wait_for_timeout(300)
        said: list[str] = page.evaluate(_SAID, height)
        self.controls[name] = list(dict.fromkeys(_constant(words) for words in said))
        content = page.screenshot(clip={"x": 0, "y": 0, "width": WIDTH, "height": height}, animations="disabled")
        (self._folder / f"{name}.png").write_bytes(_small(content))


def _constant(words: str) -> str:
    """A label without what depends on the day: figures, and whatever stands after a colon."""
    return _FIGURE.sub("#", re.sub(r"：.*", "：", words, flags=re.DOTALL)).replace("\n", " ")


def _small(content: bytes) -> bytes:
    """The picture in few colors."""
    with Image.open(io.BytesIO(content)) as image:
        few = image.convert("RGB").quantize(_COLORS, dither=Image.Dither.NONE)
    out = io.BytesIO()
    few.save(out, "PNG", optimize=True)
    return out.getvalue()


def walks(clerk: Clerk, folder: Path) -> Controls:
    """The whole walk; what every picture shows."""
    photographer = Photographer(clerk, folder)
    for part in (
        _begins,
        _checks,
        _looks_up,
        _draws,
        _solves,
        _asks,
        _moves_by_hand,
        _compares,
        _merges,
        _reforms,
        _ends,
    ):
        part(photographer)
    return photographer.controls


def _begins(taking: Photographer) -> None:
    clerk = taking.clerk
    clerk.opens("/")
    taking.takes("home_empty", "首页", "导入台账后，这里显示", height=620)
    _goes(clerk, "导入台账")
    letter = b"\xe8\xbf\x99\xe6\x98\xaf\xe4\xb8\x80\xe5\xb0\x81\xe4\xbf\xa1\xe3\x80\x82"
    clerk.page.locator("input[type=file]").first.set_input_files(
        {"name": "台账.xlsx", "mimeType": "application/octet-stream", "buffer": letter}
    )
    clerk.page.get_by_test_id("stAlert").first.wait_for(timeout=60_000)
    clerk.waits()
    taking.takes("error", "导入台账", height=560)
    clerk.presses("载入示例（虚构的区）")
    _sees(clerk, "已读入", within=LONG)
    taking.takes("import", "导入台账", "读到的内容")
    _goes(clerk, "列对应")
    taking.takes("columns", "列对应", "应用并重新读取", height=700)


def _checks(taking: Photographer) -> None:
    clerk = taking.clerk
    _goes(clerk, "数据体检")
    _sees(clerk, "按规则汇总")
    chooses_row(clerk, 0)
    _sees(clerk, "位置")
    taking.takes("check", "数据体检", "安全修复")
    clerk.page.get_by_test_id("stButtonGroup").get_by_text(re.compile("^安全修复")).click()
    clerk.waits()
    taking.takes("repairs", "数据体检", "一键采纳全部", height=760)


def _looks_up(taking: Photographer) -> None:
    clerk = taking.clerk
    _goes(clerk, "清单")
    clerk.page.get_by_role("radio", name="人员").first.click()
    clerk.waits()
    clerk.page.get_by_placeholder("查姓名").fill("zm")
    _sees(clerk, "筛出 ")
    taking.takes("lists", "清单", "导出所见", height=860)
    _goes(clerk, "单位情况")
    clerk.page.get_by_role("combobox", name="单位").click()
    clerk.page.get_by_role("option").nth(8).click()
    clerk.waits()
    taking.takes("unit", "单位情况", "单位领导 / 职数", height=820)


def _draws(taking: Photographer) -> None:
    clerk = taking.clerk
    _goes(clerk, "机构图")
    unit = clerk.page.locator("[data-unit]").first
    unit.wait_for()
    unit.click()
    _sees(clerk, "编制与实有")
    taking.takes("chart", "机构图", "单位详情")
    clerk.page.keyboard.press("Escape")
    clerk.waits()
    _goes(clerk, "统计图")
    _chooses(clerk, "超编集中度")
    clerk.page.wait_for_timeout(1200)
    taking.takes("graphs", "统计图", "数据表")


def _solves(taking: Photographer) -> None:
    clerk = taking.clerk
    _goes(clerk, "要求与约束")
    taking.takes("requirements", "要求与约束", "加入要求", height=760)
    _goes(clerk, "编制调剂")
    clerk.page.get_by_test_id("stBaseButton-primaryFormSubmit").click()
    _sees(clerk, "匹配总分", within=LONG)
    taking.takes("plan", "编制调剂", "拟调整名单")
    chooses_row(clerk, 0)
    _sees(clerk, "分的构成")
    clerk.page.get_by_role("button", name=re.compile("^contact_support为什么|为什么：")).first.click()
    clerk.page.get_by_role("heading", name="方案解释", level=1).wait_for()
    _sees(clerk, "不调此人，改调", within=LONG)
    taking.takes("why", "方案解释", "匹配分的构成")
    _goes(clerk, "前后对比")
    clerk.page.locator("[data-unit]").first.wait_for()
    _chooses(clerk, "只看变化")
    clerk.page.locator("[data-unit]").first.wait_for()
    taking.takes("compare", "前后对比")


def _asks(taking: Photographer) -> None:
    clerk = taking.clerk
    _goes(clerk, "备选与比较")
    _chooses(clerk, "公平")
    _sees(clerk, "按比例应承担", within=LONG)
    taking.takes("alternatives", "备选与比较", height=760)
    _goes(clerk, "征求意见")
    taking.takes("consultation", "征求意见", "下载征求意见表", height=560)
    _goes(clerk, "时间安排")
    clerk.page.get_by_test_id("stBaseButton-primaryFormSubmit").click()
    _sees(clerk, "全部台账", within=LONG)
    clerk.page.wait_for_timeout(800)
    taking.takes("yearly", "时间安排", "现在调，还是等一等")


def _moves_by_hand(taking: Photographer) -> None:
    clerk = taking.clerk
    _goes(clerk, "手工调整")
    clerk.page.get_by_text("从名单里点选").click()
    clerk.waits()
    chooses_row(clerk, 0)
    clerk.presses("留在原单位")
    _sees(clerk, "留在原单位。")
    taking.takes("by_hand", "手工调整", "规则灯")
    clerk.presses("全部撤回")


def _compares(taking: Photographer) -> None:
    clerk = taking.clerk
    _goes(clerk, "方案库")
    clerk.presses("新建方案")
    clerk.page.get_by_text("副本：复制一个已有方案的全部内容").click()
    clerk.page.get_by_role("textbox", name="方案名称").fill("压减跨单位调整")
    clerk.presses("建立并打开")
    _sees(clerk, "方案：压减跨单位调整（起草）")
    clerk.page.keyboard.press("Escape")
    clerk.waits()
    taking.takes("scenarios", "方案库", "办理进度", height=760)
    for place in range(2):
        chooses_row(clerk, place)
    _sees(clerk, "去向不同的人员")
    taking.takes("scenario_comparison", "方案库", "方案比较", height=820)


def _merges(taking: Photographer) -> None:
    clerk = taking.clerk
    _goes(clerk, "内设机构整合")
    clerk.presses("求解全部超限单位")
    _sees(clerk, "点选一个单位", within=LONG)
    taking.takes("sections", "内设机构整合", height=760)
    _goes(clerk, "大科室制")
    clerk.page.get_by_role("combobox", name="研究的单位").click()
    clerk.page.get_by_role("option").first.click()
    clerk.waits()
    clerk.presses("求最优方案")
    _sees(clerk, "各条要求是否符合", within=LONG)
    taking.takes("section_study", "大科室制")


def _reforms(taking: Photographer) -> None:
    clerk = taking.clerk
    _goes(clerk, "改革方案")
    clerk.presses("载入示例改革方案")
    _sees(clerk, "已载入示例", within=LONG)
    taking.takes("reform", "改革方案", "增加一项")
    _goes(clerk, "改革前后")
    taking.takes("reform_compare", "改革前后", "机构对照")


def _ends(taking: Photographer) -> None:
    clerk = taking.clerk
    _goes(clerk, "导出成果")
    taking.takes("export", "导出成果", "调剂方案（Excel）")
    _goes(clerk, "使用帮助")
    _chooses(clerk, "用户手册")
    _sees(clerk, "下载打印版")
    clerk.page.get_by_label("在手册中查找").fill("撤销")
    clerk.page.keyboard.press("Enter")
    taking.takes("help", "使用帮助", "目录", "看这一章", height=800)


def _goes(clerk: Clerk, heading: str) -> None:
    """Choose a page in the navigation, straight in its group."""
    page = clerk.page
    group = next(name for name, steps in GROUPS.items() if heading in [step.heading for step in steps])
    if group:
        page.get_by_test_id("stTopNavSection").filter(has_text=re.compile(rf"^{group}")).first.click()
        page.get_by_test_id("stTopNavPopover").get_by_role("menuitem", name=heading, exact=True).click()
    else:
        page.get_by_test_id("stTopNavLink").filter(has_text=heading).click()
    page.get_by_role("heading", name=heading, level=1).wait_for()
    clerk.waits()


def _sees(clerk: Clerk, text: str, *, within: int = 60_000) -> None:
    """Wait until a text is on the page; nothing is pressed before the next picture, so that no more waiting is needed."""
    clerk.page.get_by_text(text).first.wait_for(timeout=within)


def _chooses(clerk: Clerk, words: str) -> None:
    """One side of a switch."""
    clerk.page.get_by_test_id("stButtonGroup").get_by_text(words, exact=True).last.click()
    clerk.waits()


def chooses_row(clerk: Clerk, place: int) -> None:
    """A row of the first table that is seen, in addition to those chosen before; a table that is not drawn yet is clicked again."""
    table = clerk.page.get_by_test_id("stDataFrame").first
    chosen = table.locator("tbody tr[aria-selected=true]")
    before = chosen.count()
    for _ in range(_MOST_CLICKS):
        table.click(position={"x": 14, "y": 55 + 36 * place})
        clerk.waits()
        if chosen.count() > before:
            return
    raise AssertionError(f"row {place} could not be chosen")
