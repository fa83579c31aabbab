"""The optimiser as a colleague: why this one, why not there, a wish, opinions, a new plan with few changes, and its proof."""

from datetime import date
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import expect

from bianzhi import services
from bianzhi.domain.settings import PlanSettings, parse_settings
from bianzhi.domain.wishes import WishKind
from bianzhi.ui import uploads
from bianzhi.ui.shell.pages import PLAN_STEPS, Step
from tests.browser.clerk import LONG, Clerk

pytestmark = [pytest.mark.browser, pytest.mark.slow]

"""A new user finds why this person, and not that one, in under a minute."""


def test_from_a_question_to_a_plan_that_people_agreed_to(clerk: Clerk, tmp_path: Path) -> None:
    """Asked, steered, consulted, replanned and exported; the last plan verifies with the settings kept beside it."""
    clerk.opens()
    clerk.presses("五单位练习")
    clerk.sees("已读入")
    _solve(clerk, "求解")
    person = _ask_why(clerk)
    _ask_why_not_there(clerk, person)

    _wish_to_stay(clerk, person)
    clerk.goes_to(Step.PLAN.heading)
    clerk.sees("设置已改，方案未重算")
    clerk.photographs("22_设置已改")
    _solve(clerk, "按新设定重新求解")

    clerk.goes_to(Step.CONSULTATION.heading)
    form = clerk.downloads("下载征求意见表", tmp_path)
    refusing = _filled(form)
    clerk.page.locator("input[type=file]").set_input_files(form)
    clerk.sees("收到的意见")
    clerk.page.get_by_label("征求意见单位或经办人").fill("区编办")
    clerk.presses("按意见重排")
    clerk.sees("1 人意见有变", within=LONG)
    clerk.photographs("23_征求意见_差别")
    changed = clerk.downloads("下载方案变化表", tmp_path)
    assert openpyxl.load_workbook(changed).sheetnames
    clerk.presses("采用新方案")
    clerk.sees("已采用新方案")

    settings = _settings(clerk, tmp_path)
    kinds = [wish.kind for wish in settings.wishes]
    assert kinds[0] is WishKind.STAY
    assert len(kinds) > 1, "the answer became a wish"
    clerk.goes_to(Step.EXPORT.heading)
    plan = clerk.downloads("生成并下载", tmp_path)
    establishment = services.read(uploads.SAMPLES / uploads.SMALL_SAMPLE).establishment
    assert services.verify(establishment, plan, date.today(), settings) == ()
    assert services.verify(establishment, plan, date.today(), PlanSettings()) != (), (
        "other settings are not passed over"
    )
    moved = _ids(plan)
    assert person not in moved
    assert refusing not in moved


def test_what_else_was_worked_out_speaks_chinese(clerk: Clerk) -> None:
    """Every page about the plan with its answers on it: charts, cards and tables, and not a word of English."""
    clerk.opens()
    clerk.presses("五单位练习")
    clerk.sees("已读入")
    _solve(clerk, "求解")
    clerk.goes_to(Step.WHY.heading)
    _view(clerk, "剩余超编的堵点")
    clerk.presses("查找堵点和出路")
    clerk.sees("剩余超编随调整人数的变化", within=LONG)
    clerk.page.get_by_test_id("stEChartsChart").first.hover()
    _says_no_english(clerk)
    clerk.photographs("24_堵点")

    clerk.goes_to(Step.ALTERNATIVES.heading)
    give = clerk.page.get_by_role("spinbutton", name="人均匹配分可降低")
    give.fill("25")
    clerk.presses("找备选")
    expect(give).to_have_value("25")
    clerk.sees("点选一个备选方案", within=LONG)
    clerk.page.get_by_test_id("stDataFrame").first.click(position={"x": 14, "y": 90})
    clerk.sees("采用此方案")
    clerk.photographs("25_备选")
    _view(clerk, "权衡图")
    clerk.presses("计算权衡图")
    clerk.sees("图上每一点都是一个最优方案", within=LONG)
    _says_no_english(clerk)
    clerk.photographs("26_权衡图")
    _view(clerk, "有人不同意")
    clerk.presses("模拟")
    clerk.sees("次模拟", within=LONG)
    clerk.photographs("27_有人不同意")
    _view(clerk, "公平")
    clerk.sees("提醒只供研究", within=LONG)
    _says_no_english(clerk)

    clerk.goes_to(Step.YEARLY.heading)
    clerk.presses("生成分年度计划")
    clerk.sees("现在调，还是等一等", within=LONG)
    _says_no_english(clerk)
    clerk.photographs("28_时间安排")

    clerk.goes_to(Step.REQUIREMENTS.heading)
    for view in ("约束条件", "身份对等", "其他设置", "保存与读入", "单位要求"):
        _view(clerk, view)
        _says_no_english(clerk)
    _edit_the_matrix(clerk)
    for step in PLAN_STEPS:
        clerk.goes_to(step.heading)
        _says_no_english(clerk)


def _solve(clerk: Clerk, label: str) -> None:
    clerk.goes_to(Step.PLAN.heading)
    clerk.presses(label)
    clerk.page.get_by_text("正在计算").wait_for(state="detached", timeout=LONG)
    clerk.sees("匹配总分", within=LONG)


def _ask_why(clerk: Clerk) -> str:
    """Click the first line of the list and its button; the id of that person."""
    clerk.page.get_by_test_id("stDataFrame").first.click(position={"x": 14, "y": 55})
    clerk.page.get_by_role("button", name="为什么：").first.click()
    clerk.page.get_by_role("heading", name=Step.WHY.heading, level=1).wait_for()
    clerk.sees("不调此人会怎样", within=LONG)
    clerk.sees("不调此人，改调")
    clerk.photographs("20_为什么是他")
    facts = clerk.page.get_by_text("人员编号").first.inner_text()
    return facts.split("人员编号")[1].split()[0]


def _ask_why_not_there(clerk: Clerk, person: str) -> None:
    box = clerk.page.get_by_role("combobox", name="为什么不去这个单位")
    box.click()
    box.fill("审计局")
    clerk.page.keyboard.press("Enter")
    clerk.page.get_by_role("heading", name="不去 澜屏区审计局").wait_for(timeout=LONG)
    clerk.waits()
    assert person in clerk.page.get_by_role("combobox", name="查哪一个人").input_value()
    clerk.photographs("21_为什么不去")


def _wish_to_stay(clerk: Clerk, person: str) -> None:
    clerk.goes_to(Step.REQUIREMENTS.heading)
    box = clerk.page.get_by_role("combobox", name="人员（必填）")
    box.click()
    box.fill(person)
    clerk.page.get_by_role("option").first.click()
    clerk.page.keyboard.press("Escape")
    clerk.page.get_by_label("提出人（必填）").fill("区编办")
    clerk.page.get_by_label("理由（必填）").fill("承担专项任务")
    clerk.presses("加入要求")
    clerk.sees("已加入要求")


def _filled(form: Path) -> str:
    """The first person on the form refuses, everybody else agrees; the id of the one who refuses."""
    book = openpyxl.load_workbook(form)
    sheet = book.worksheets[0]
    heading = next(row for row in sheet.iter_rows() if any(cell.value == "本人意见" for cell in row))
    columns = {cell.value: cell.column for cell in heading}
    refusing = ""
    for row in range(heading[0].row + 1, sheet.max_row + 1):
        id = sheet.cell(row, columns["人员编号"]).value
        if id:
            sheet.cell(row, columns["本人意见"]).value = "同意" if refusing else "不同意"
            refusing = refusing or str(id)
    book.save(form)
    assert refusing
    return refusing


def _settings(clerk: Clerk, folder: Path) -> PlanSettings:
    clerk.goes_to(Step.REQUIREMENTS.heading)
    _view(clerk, "保存与读入")
    return parse_settings(clerk.downloads("下载设置文件", folder).read_text("utf-8"))


def _ids(plan: Path) -> set[str]:
    sheet = openpyxl.load_workbook(plan)["人员调整名册"]
    heading = next(row for row in sheet.iter_rows() if any(cell.value == "人员编号" for cell in row))
    column = next(cell.column for cell in heading if cell.value == "人员编号")
    return {
        str(cell.value) for (cell,) in sheet.iter_rows(heading[0].row + 1, min_col=column, max_col=column) if cell.value
    }


def _edit_the_matrix(clerk: Clerk) -> None:
    """Double-click a cell, choose another passage, sign: the table says what differs from the default."""
    _view(clerk, "身份对等")
    clerk.page.get_by_test_id("stDataFrame").first.dblclick(position={"x": 640, "y": 55})
    clerk.waits()
    clerk.photographs("29_身份对等_选择")
    clerk.page.get_by_text("－ N 不可").last.click()
    clerk.page.keyboard.press("Enter")
    clerk.sees("改动 1 格，尚未采用")
    clerk.page.get_by_label("提出人（必填）").first.fill("区编办")
    clerk.page.get_by_label("理由（必填）").first.fill("省里另有规定")
    clerk.presses("采用改动")
    clerk.sees("身份对等表已改 1 格")
    clerk.photographs("29_身份对等")


def _view(clerk: Clerk, name: str) -> None:
    clerk.page.get_by_test_id("stButtonGroup").get_by_text(name, exact=True).first.click()
    clerk.waits()


def _says_no_english(clerk: Clerk) -> None:
    found = {word for word in clerk.english_words() if len(word) > 2 and not word.isupper()}
    assert {word for word in found if not set(word) <= set("abcdef")} == set()
