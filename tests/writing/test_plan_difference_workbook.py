"""新旧方案对照: counts, both plans' objectives, and a line a person with the answer that asked for it."""

from datetime import date
from pathlib import Path

import openpyxl

from bianzhi.domain.answers import Opinion, Reply
from bianzhi.domain.plan_code import code_of
from bianzhi.domain.settings import PlanSettings
from bianzhi.optimize.reallocation import reallocate
from bianzhi.optimize.replanning import difference, settings_after
from bianzhi.writing.plan_difference_workbook import write
from tests.worlds import DAY, agencies


def test_what_changed_and_why(tmp_path: Path) -> None:
    """One refuses and is replaced; the other's line stands on the last sheet."""
    place = agencies(A=(12, 10), B=(7, 9))
    old = reallocate(place, DAY, PlanSettings())
    refusing, staying = (move.person for move in old.moves)
    asked = settings_after(
        old.settings, old, [Opinion(refusing, Reply.REFUSES, remark="家在外地")], place, "样区编办", date(2026, 12, 1)
    )
    new = reallocate(place, DAY, asked, previous=old)
    write(tmp_path / "d.xlsx", difference(old, new, place), old, new, place)
    book = openpyxl.load_workbook(tmp_path / "d.xlsx")
    overview = {row[0]: row[1:] for row in book["总览"].iter_rows(4, values_only=True)}
    changed = list(book["变动明细"].iter_rows(4, values_only=True))
    (added,) = (move.person for move in new.moves if move.person != staying)

    assert book.sheetnames == ["总览", "变动明细", "沿用明细"]
    assert overview["方案校验码"][:2] == (code_of(old), code_of(new))
    assert overview["有变（行）"][1] == 2
    assert overview["目标二：调整人数最少（人）"][:3] == (2, 2, 0)
    assert changed[0][1:9] == (
        "取消",
        refusing,
        f"某{refusing}",
        "区A局",
        "区B局",
        "空编岗位（未列需求）",
        "行政编制",
        None,
    )
    assert changed[0][11].startswith("征求意见：本人不同意调入区B局。")
    assert changed[0][11].endswith("说明：家在外地")
    assert changed[1][1:3] == ("新增", added)
    assert changed[1][11] == "因其他行变动而随之调整"
    assert changed[2][:2] == ("合计", "2 行")
    kept = list(book["沿用明细"].iter_rows(4, values_only=True))
    assert [row[1] for row in kept] == [staying, "1 行"]
