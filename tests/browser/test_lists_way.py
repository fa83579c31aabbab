"""From a list to the unit to the person, and back; what is seen is what is exported."""

import re
from pathlib import Path

import openpyxl
import pytest

from tests.browser.clerk import LONG, Clerk

pytestmark = [pytest.mark.browser, pytest.mark.slow]

_HEADING = 18
"""Pixels from the top of a table to the middle of its headings."""
_ROW = 36


def test_a_list_leads_to_the_unit_and_the_unit_to_its_people(clerk: Clerk, tmp_path: Path) -> None:
    """Search by initials, sort by a heading, export, open a unit, one of its people, and go back to the list as it was."""
    clerk.opens("/import")
    clerk.presses("载入示例（虚构的区）")
    clerk.sees("已读入", within=LONG)
    clerk.goes_to("清单")
    clerk.sees("共 67 个")
    clerk.photographs("20_清单_单位")

    _sorts_by_excess(clerk)
    clerk.page.get_by_placeholder("查单位").fill("jdb")
    clerk.sees("筛出 ")
    _is_what_is_seen(clerk, tmp_path)
    clerk.photographs("21_清单_查找")

    _clicks(clerk, 110, 1 + _total_rows(clerk))
    clerk.sees("单位领导 / 职数")
    clerk.photographs("22_单位")
    clerk.page.get_by_role("radio", name=re.compile("^人员")).click()
    clerk.sees("点表头排序")
    _clicks(clerk, 90, 1)
    clerk.sees("人员编号 P")
    clerk.photographs("23_单位_人员")
    assert not clerk.english_words() - {"jdb"}

    clerk.goes_to("清单")
    clerk.sees("查找“jdb”；按超编降序排列")
    _turns_pages(clerk)


def _turns_pages(clerk: Clerk) -> None:
    """The second page begins with row 51; a search begins at its first page."""
    clerk.page.get_by_role("radio", name="人员").click()
    clerk.sees("第 1 至 50 人")
    clerk.page.get_by_label("第 2 页").click()
    clerk.sees("第 51 至 100 人")
    clerk.page.get_by_placeholder("查姓名").fill("z")
    clerk.sees("第 1 至 50 人")
    clerk.photographs("24_清单_人员")
    assert not clerk.english_words() - {"z"}


def _sorts_by_excess(clerk: Clerk) -> None:
    """A click on the heading 超编 sorts the whole list, another one turns it round."""
    for arrow in ("升序", "降序"):
        box = clerk.page.get_by_test_id("stDataFrame").first.bounding_box()
        assert box is not None
        clerk.page.mouse.click(box["x"] + 705, box["y"] + _HEADING)
        clerk.sees(f"按超编{arrow}排列")


def _total_rows(clerk: Clerk) -> int:
    """Rows of totals above the rows of the list: none where only one row is seen."""
    return 0 if clerk.page.get_by_text("筛出 1 个").count() else 1


def _clicks(clerk: Clerk, x: int, row: int) -> None:
    box = clerk.page.get_by_test_id("stDataFrame").last.bounding_box()
    assert box is not None
    clerk.page.mouse.click(box["x"] + x, box["y"] + _HEADING + _ROW * row)
    clerk.waits()


def _is_what_is_seen(clerk: Clerk, folder: Path) -> None:
    """As many rows as the count says, the largest excess first; the name has a mark of its content."""
    found = re.search(r"筛出 (\d+) 个", clerk.page.get_by_text("筛出 ").first.inner_text())
    assert found is not None
    file = clerk.downloads("导出所见", folder)
    assert re.fullmatch(r"单位清单_\d{4}-\d\d-\d\d_[0-9a-f]{8}\.xlsx", file.name)
    lines = list(openpyxl.load_workbook(file).active.iter_rows(values_only=True))
    place = lines[2].index("超编")
    rows = [line for line in lines[3:] if isinstance(line[0], int)]
    assert len(rows) == int(found[1])
    assert [row[place] for row in rows] == sorted((row[place] for row in rows), reverse=True)
