"""The section plan as a workbook: groups, summary, where sections go, whose posts are lost."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from bianzhi.domain.plan import PlanStatus
from bianzhi.writing import sections_workbook
from tests import worlds
from tests.writing.opened import IDENTITY_NUMBER, parts
from tests.writing.plan_worlds import district, mergers

WORLD = district()


def written(folder: Path, found: Any = None, world: Any = WORLD) -> Any:
    sections_workbook.write(folder / "整合.xlsx", mergers() if found is None else found, world)
    return openpyxl.load_workbook(folder / "整合.xlsx")


def rows(book: Any, sheet: str) -> list[dict[str, Any]]:
    """Rows under the heading row, by heading."""
    heading, *found = book[sheet].iter_rows(min_row=3, values_only=True)
    return [dict(zip(heading, row, strict=True)) for row in found]


def test_a_group_has_its_sections_and_their_persons(tmp_path: Path) -> None:
    """Unit, cap, before and after, the proposed name, members with persons, and the leaders' posts."""
    line, total = rows(written(tmp_path), "内设机构整合对照表")
    assert line["单位"] == "滨江区财政局"
    assert (line["内设机构限额"], line["整合前（个）"], line["整合后（个）"]) == (1, 2, 1)
    assert line["拟设内设机构（名称拟定）"] == "预算国库科（拟）"
    assert line["由下列内设机构整合（在编人数）"] == "预算科（6）、国库科（0）"
    assert (line["原有（个）"], line["在编人数"], line["正职职数"], line["副职职数"]) == (2, 6, 1, 1)
    assert (total["序号"], total["整合前（个）"], total["在编人数"]) == ("合计", 2, 6)


def test_the_summary_tells_how_good_a_result_is(tmp_path: Path) -> None:
    """Value and bound stand side by side; what is not proven is not called so."""
    line, total = rows(written(tmp_path), "整合结果汇总")
    assert (line["得分"], line["最优界"], line["求解结论"]) == (10, 12, "可行，尚未证明最优")
    assert (line["减少（个）"], line["富余正职（人）"]) == (1, 1)
    assert line["说明"] == "合并后仍须报批。"
    assert (total["整合前（个）"], total["整合后（个）"], total["富余正职（人）"]) == (2, 1, 1)


def test_every_section_has_a_fate(tmp_path: Path) -> None:
    """Each present section, and the group it is to become part of."""
    lines = rows(written(tmp_path), "现内设机构去向")[:-1]
    assert [(line["现内设机构"], line["在编人数"]) for line in lines] == [("预算科", 6), ("国库科", 0)]
    assert {line["去向"] for line in lines} == {"拟整合为预算国库科（拟）"}


def test_surplus_heads_are_named_with_what_is_proposed(tmp_path: Path) -> None:
    """The person, the section he heads now, and the proposal."""
    line, total = rows(written(tmp_path), "富余正职安排建议")
    assert (line["人员编号"], line["姓名"], line["现任职内设机构"]) == ("A4", "某A4", "国库科")
    assert line["安排建议"] == "拟改任副职"
    assert total["人员编号"] == "1人"


def test_a_unit_without_a_solution_says_why(tmp_path: Path) -> None:
    """No groups: the reason stands where the groups would, and the sections stay."""
    stuck = replace(
        mergers()[0], after=2, status=PlanStatus.INFEASIBLE, groups=(), surplus_heads=(), notes=("都不可整合。",)
    )
    book = written(tmp_path, (stuck,))
    line = rows(book, "内设机构整合对照表")[0]
    assert line["拟设内设机构（名称拟定）"] == "无可行方案"
    assert line["由下列内设机构整合（在编人数）"] == "都不可整合。"
    assert rows(book, "整合结果汇总")[0]["得分"] is None
    assert rows(book, "现内设机构去向")[0]["去向"] == "没有可行方案，暂按现状"


def test_headings_stay_in_view_and_on_paper(tmp_path: Path) -> None:
    """Frozen headings, repeated on each page, one page wide."""
    sheet = written(tmp_path)["内设机构整合对照表"]
    assert sheet.freeze_panes == "D4"
    assert sheet.print_title_rows == "$3:$3"
    assert (sheet.page_setup.orientation, sheet.page_setup.fitToHeight) == ("landscape", 0)


def test_no_merger_leaves_headings_and_totals_of_nothing(tmp_path: Path) -> None:
    """Nothing to merge is a workbook too."""
    (total,) = rows(written(tmp_path, ()), "内设机构整合对照表")
    assert (total["整合前（个）"], total["在编人数"]) == (0, 0)


@pytest.mark.parametrize("name", ['=HYPERLINK("x")', "A&B<C>", "http://x.example", "甲\x00乙"])
def test_names_come_out_as_text(tmp_path: Path, name: str) -> None:
    """Neither a formula nor a link is made of a section's name."""
    book = written(tmp_path, world=worlds.but(WORLD, S1={"name": name}))
    cell = book["现内设机构去向"]["E4"]
    assert (cell.value, cell.data_type) == (name.replace("\x00", ""), "s")
    assert cell.hyperlink is None


def test_identity_numbers_are_masked(tmp_path: Path) -> None:
    """A citizen number used as 人员编号 is shown in part."""
    number = worlds.citizen_number(worlds.DAY.replace(year=1985))
    head = replace(mergers()[0].surplus_heads[0], person=number)
    written(tmp_path, (replace(mergers()[0], surplus_heads=(head,)),))
    found = parts(tmp_path / "整合.xlsx")
    assert not any(IDENTITY_NUMBER.search(part) for part in found.values())
    assert any(f"999999********{number[-4:]}" in part for part in found.values())


def test_the_same_mergers_make_the_same_bytes(tmp_path: Path) -> None:
    """Nothing in the file depends on when it was written."""
    written(tmp_path)
    first = (tmp_path / "整合.xlsx").read_bytes()
    written(tmp_path)
    assert (tmp_path / "整合.xlsx").read_bytes() == first
