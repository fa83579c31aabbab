"""A reform from file to papers: the sample ledger, the sample reform, before and after, people placed, papers re-read."""

from collections import Counter
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest

from bianzhi import services
from bianzhi.domain.reform import Reform, Reformed
from bianzhi.services import reforming
from bianzhi.ui.shell.pages import REFORM_STEPS, Step
from tests.browser.clerk import LONG, Clerk

pytestmark = [pytest.mark.browser, pytest.mark.slow]

_VIEWS = ("编制核增核减", "职责去向", "出编入编", "规则影响")


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The invented district as it is written today."""
    path = tmp_path_factory.mktemp("ledger") / "示例区.xlsx"
    services.write_sample(path)
    return path


def test_from_the_sample_reform_to_its_papers(clerk: Clerk, ledger: Path, tmp_path: Path) -> None:
    """Loaded, looked at, checked, placed and exported; totals are kept and everybody who leaves a unit enters another."""
    _opened_with(clerk, ledger)
    clerk.goes_to(Step.REFORM.heading)
    clerk.presses("载入示例改革方案")
    clerk.sees("已载入示例", within=LONG)
    clerk.photographs("30_改革方案")
    file = clerk.downloads("保存方案文件", tmp_path)
    reform = reforming.read_reform(file.read_text("utf-8"))
    reformed = reforming.apply_reform(services.read(ledger).establishment, reform)
    assert len(reform.steps) > 30

    clerk.goes_to(Step.REFORM_COMPARE.heading)
    clerk.sees("只看有变化的")
    clerk.photographs("31_改革前后")
    for view in _VIEWS:
        _view(clerk, view)
        _says_no_english(clerk)
    _view(clerk, "图")
    clerk.page.locator("[data-unit]").first.wait_for()
    clerk.photographs("32_前后图")
    clerk.page.locator("[data-unit]").first.click()
    clerk.sees("机构改革前后")
    clerk.photographs("33_一个机构")
    clerk.page.keyboard.press("Escape")
    clerk.waits()
    _view(clerk, "编制流向")
    clerk.page.locator("path[fill-opacity]").first.wait_for()
    clerk.photographs("34_编制流向")
    _view(clerk, "检查")
    clerk.sees("没有阻止导出的问题")

    _view(clerk, "人员安置")
    clerk.presses("求解人员安置")
    clerk.sees("匹配总分", within=LONG)
    clerk.photographs("35_人员安置")
    _view(clerk, "下载")
    clerk.sees("人员安置已求解")
    files = [clerk.downloads("生成并下载", tmp_path, place=place) for place in range(4)]
    assert [path.suffix for path in files] == [".xlsx", ".docx", ".xlsx", ".svg"]
    workbook, document, after, picture = files
    _workbook_ties(workbook, reformed)
    _document_tells(document, reform)
    _ledger_is_the_one_after(after, reformed)
    assert picture.read_text("utf-8").count("data-unit") > 20


def test_an_operation_that_cannot_be_carried_out_is_said_at_once(clerk: Clerk, ledger: Path) -> None:
    """A unit with posts is not abolished without an heir; with one it is, and the step can be taken back."""
    _opened_with(clerk, ledger)
    clerk.goes_to(Step.REFORM.heading)
    clerk.page.get_by_test_id("stButtonGroup").get_by_text("撤销机构", exact=True).click()
    clerk.waits()
    _choose(clerk, "撤销的机构（必填）", "老干部局")
    clerk.presses("加入改革方案")
    clerk.sees("既没有写承接机构，也没有写收回的批准文号")
    clerk.photographs("36_不能执行")
    _choose(clerk, "承接机构（编制、人员、职责一并转入）", "组织部")
    clerk.presses("加入改革方案")
    clerk.sees("已加入第 1 项")
    clerk.presses("撤回最后一项")
    clerk.sees("还没有改革事项")


def test_duties_of_two_documents_become_steps(clerk: Clerk, ledger: Path) -> None:
    """One unit's duties from the ledger, a new text beside them: what is confirmed goes into the reform."""
    _opened_with(clerk, ledger)
    clerk.goes_to(Step.DUTIES.heading)
    _view(clerk, "比对两份职责")
    _choose(clerk, "承担职责的机构", "民政局")
    old = clerk.page.get_by_label("原职责（一行一项）").input_value().splitlines()
    new = [*old[:-1], "负责全区养老服务综合监管"]
    clerk.page.get_by_label("现职责（一行一项）").fill("\n".join(new))
    clerk.presses("比对")
    clerk.sees("比对结果", within=LONG)
    clerk.presses("其余也按建议确认")
    clerk.waits()
    clerk.page.get_by_label("取消、划转的依据").fill("编发〔2027〕1号")
    clerk.page.keyboard.press("Enter")
    clerk.waits()
    clerk.photographs("37_职责比对")
    _says_no_english(clerk)
    clerk.page.get_by_role("button", name="加入改革方案").first.click()
    clerk.sees("已加入改革方案 2 项职责调整")


def test_every_page_of_reforms_speaks_chinese(clerk: Clerk, ledger: Path) -> None:
    """With a ledger, every page and its charts; sections are solved and grouped by hand."""
    _opened_with(clerk, ledger)
    for step in REFORM_STEPS:
        clerk.goes_to(step.heading)
        _says_no_english(clerk)
        clerk.photographs(f"38_{step.heading}")
    clerk.goes_to(Step.SECTION_STUDY.heading)
    _choose(clerk, "研究的单位", "住房和城乡建设局")
    clerk.presses("求最优方案")
    clerk.sees("与其他方法比较", within=LONG)
    clerk.photographs("39_大科室制")
    _says_no_english(clerk)
    _view(clerk, "手工分组")
    clerk.sees("手工分组得分")
    difference = clerk.page.get_by_test_id("stMetricValue").nth(1)
    assert difference.inner_text() == "0", "by hand it begins at the optimum"
    _choose(clerk, "消防审验科", "第 1 组")
    assert difference.inner_text().startswith("-"), "the same number of sections, and worth less"
    clerk.photographs("39_手工分组")
    _view(clerk, "科室往来图")
    clerk.page.locator("[data-section]").first.wait_for()
    clerk.photographs("39_科室往来图")
    _says_no_english(clerk)


def _opened_with(clerk: Clerk, ledger: Path) -> None:
    clerk.opens()
    clerk.page.locator("input[type=file]").first.set_input_files(ledger)
    clerk.sees("已读入", within=LONG)


def _view(clerk: Clerk, name: str) -> None:
    clerk.page.get_by_test_id("stButtonGroup").get_by_text(name, exact=True).first.click()
    clerk.waits()


def _choose(clerk: Clerk, label: str, words: str) -> None:
    box = clerk.page.get_by_role("combobox", name=label).first
    box.click()
    box.fill(words)
    clerk.page.get_by_role("option").first.click()
    clerk.waits()


def _says_no_english(clerk: Clerk) -> None:
    found = {word for word in clerk.english_words() if len(word) > 2 and not word.isupper()}
    assert {word for word in found if not set(word) <= set("abcdef")} == set()


def _rows(path: Path, name: str, first: str) -> list[dict[str, Any]]:
    """Rows of a sheet below the heading that has a cell ``first``."""
    sheet = openpyxl.load_workbook(path)[name]
    lines = [[cell.value for cell in row] for row in sheet.iter_rows()]
    place = next(number for number, line in enumerate(lines) if first in line)
    return [dict(zip(lines[place], line, strict=True)) for line in lines[place + 1 :]]


def _workbook_ties(path: Path, reformed: Reformed) -> None:
    """核增 equals 核减 without documents; every number stands once as 出编 and once as 入编, of one person."""
    quotas = [row for row in _rows(path, "编制核增核减", "核增") if isinstance(row["核增"], int) and row["单位"]]
    assert sum(row["核增"] for row in quotas) == sum(row["核减"] for row in quotas) > 0
    people = [row for row in _rows(path, "出编入编", "人员编号") if row["人员编号"]]
    pairs = Counter((row["人员编号"], row["类别"]) for row in people)
    changes = reformed.roster_changes
    assert pairs == Counter((change.person, word) for change in changes for word in ("出编", "入编"))
    assert len(people) == 2 * len(changes) > 0


def _document_tells(path: Path, reform: Reform) -> None:
    """The name of the reform stands in it, and that it is proposed."""
    text = "\n".join(paragraph.text for paragraph in docx.Document(str(path)).paragraphs)
    assert reform.name in text
    assert "拟" in text


def _ledger_is_the_one_after(path: Path, reformed: Reformed) -> None:
    """Read back, it has the units, posts and people of the ledger after; totals by type are those before."""
    after = services.read(path).establishment
    assert after.authorized == reformed.after.authorized
    assert {p.id: p.unit for p in after.people} == {p.id: p.unit for p in reformed.after.people}
    totals: list[Counter[Any]] = [Counter(), Counter()]
    for total, establishment in zip(totals, (reformed.before, after), strict=True):
        for (_, category), posts in establishment.authorized.items():
            total[category] += posts
    assert totals[0] == totals[1]
