"""A ledger whose names are markup and scripts: they are shown as text, and nothing of them runs."""

from pathlib import Path

import openpyxl
import pytest

from bianzhi.ui import uploads
from tests.browser.clerk import Clerk

pytestmark = [pytest.mark.browser, pytest.mark.slow]

HOSTILE = "<img src=x onerror='window.ran=1'><script>window.ran=1</script>**粗**:red[红][链](https://example.com)$x$"


def _hostile_ledger(folder: Path) -> Path:
    book = openpyxl.load_workbook(uploads.SAMPLES / uploads.SMALL_SAMPLE)
    for sheet, heading in (("机构", "机构名称"), ("内设机构", "科室名称"), ("人员", "姓名")):
        rows = book[sheet].iter_rows()
        column = next(
            cell.column for row in rows for cell in row if str(cell.value or "").rstrip("*＊ ").strip() == heading
        )
        for number, (cell,) in enumerate(book[sheet].iter_rows(min_col=column, max_col=column), start=1):
            if cell.value and str(cell.value).rstrip("*＊ ").strip() != heading and number > 1:
                cell.value = f"{HOSTILE}{number}"
    path = folder / "名称.xlsx"
    book.save(path)
    return path


def test_names_are_text_on_every_page(clerk: Clerk, tmp_path: Path) -> None:
    """Nothing runs, nothing is asked from elsewhere (the fixture checks), and the name stands as it was written."""
    clerk.opens()
    clerk.page.locator("input[type=file]").set_input_files(_hostile_ledger(tmp_path))
    clerk.sees("已读入：名称.xlsx")

    for name in (
        "数据体检",
        "机构图",
        "编制调剂",
        "要求与约束",
        "备选与比较",
        "征求意见",
        "时间安排",
        "内设机构整合",
        "前后对比",
        "导出成果",
    ):
        clerk.goes_to(name)
        if name == "机构图":
            clerk.page.locator("[data-unit]").first.click()
            clerk.sees("编制与实有")
            assert "<img src=x" in clerk.page.get_by_role("dialog").inner_text()
            clerk.page.keyboard.press("Escape")
            clerk.waits()
        if name == "编制调剂":
            clerk.page.get_by_test_id("stBaseButton-primaryFormSubmit").click()
            clerk.sees("匹配总分")
            clerk.page.get_by_test_id("stDataFrame").first.click(position={"x": 14, "y": 55})
            clerk.sees("分的构成")
            clerk.page.get_by_role("button", name="为什么：").first.click()
            clerk.sees("不调此人会怎样")
            assert "<img src=x" in clerk.page.get_by_role("heading", level=2).first.inner_text()
        if name == "时间安排":
            clerk.presses("生成分年度计划")
            clerk.sees("分单位")
        assert clerk.page.evaluate("window.ran") is None
        assert clerk.page.locator("main img[src='x'], a[href*='example.com']").count() == 0
