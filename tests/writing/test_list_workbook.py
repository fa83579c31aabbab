"""What is seen of a list, on paper: those rows, that order, those columns, with totals; numbers stay masked."""

from datetime import date
from pathlib import Path

import openpyxl

from bianzhi.domain.list_table import Condition, ListView
from bianzhi.services import foresight, lists
from bianzhi.services.lists import ListKind, ListSources
from tests.worlds import DAY, agencies, but, citizen_number
from tests.writing.opened import IDENTITY_NUMBER, parts

NUMBER = citizen_number(date(1985, 1, 1))
HERE = but(
    agencies(A=(3, 2), B=(1, 4)),
    A1={"citizen_number": NUMBER, "name": f"=张{NUMBER}"},
    A2={"birth": date(1990, 6, 1)},
)


def written(folder: Path, kind: ListKind, view: ListView, *headings: str) -> list[tuple[object, ...]]:
    """Every line of the sheet."""
    found = lists.make_list(kind, ListSources(HERE, DAY, outlook=foresight.outlook(HERE, DAY)))
    path = folder / "清单.xlsx"
    lists.write_list(path, found, view, headings, DAY)
    return list(openpyxl.load_workbook(path).active.iter_rows(values_only=True))


def test_only_what_is_seen_is_written_in_its_order(tmp_path: Path) -> None:
    """Two columns of the chosen rows, numbered anew, the largest first, and the total of these rows."""
    view = ListView(conditions=(Condition("核定编制", least=1),), sorted_by="空编", descending=True)
    title, told, heading, *lines, total = written(tmp_path, ListKind.UNITS, view, "单位", "空编", "超编")

    assert title[0] == "单位清单"
    assert told[0] == "2026年11月23日　共 2 个，列出 2 个。条件：核定编制 ≥ 1；按空编降序排列。"
    assert heading == ("序号", "单位", "空编", "超编")
    assert lines == [(1, "区B局", 3, 0), (2, "区A局", 0, 1)]
    assert total == ("合计", None, 3, 1)


def test_no_total_where_nothing_adds_up(tmp_path: Path) -> None:
    """Names and ages have no sum; a month is a date that shows as a month."""
    *_, last = written(tmp_path, ListKind.PEOPLE, ListView("A2"), "人员编号", "年龄", "出生年月")

    assert last[:3] == (1, "A2", 36)
    assert str(last[3]).startswith("1990-06-01")


def test_numbers_are_masked_and_nothing_is_a_formula(tmp_path: Path) -> None:
    """Neither the column nor a name shows one; a name that begins with = stays a text."""
    lines = written(tmp_path, ListKind.PEOPLE, ListView(), "姓名", "公民身份号码")

    assert not any(IDENTITY_NUMBER.search(text) for text in parts(tmp_path / "清单.xlsx").values())
    assert str(lines[3][1]).startswith("=张999999")
    assert not any("<f>" in text for text in parts(tmp_path / "清单.xlsx").values())


def test_all_in_ledger_order_is_said(tmp_path: Path) -> None:
    """Whoever reads the paper knows that nothing was left out."""
    assert "全部，按台账顺序。" in str(written(tmp_path, ListKind.CELLS, ListView(), "单位")[1][0])
