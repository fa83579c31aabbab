"""退休与空编预测, 编制使用指标, 事业单位清理整合建议 and 工作量测算 on paper, read again: the figures are those computed."""

from collections import Counter
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from bianzhi.domain.establishment import Establishment
from bianzhi.domain.terms import LeadershipKind, UnitKind
from bianzhi.errors import BianzhiError
from bianzhi.reform_reports import staff_need_report
from bianzhi.services import foresight
from bianzhi.ui.tables.studies import need_rows
from tests.worlds import (
    DAY,
    agencies,
    but,
    cases,
    citizen_number,
    institutions,
    leadership,
    loan,
    person,
    plus,
    quota,
    section,
    support,
    together,
    unit,
)
from tests.writing.opened import IDENTITY_NUMBER, parts

NUMBER = citizen_number(date(1966, 9, 1))


def district() -> Establishment:
    """A is two over and B three vacant; one is past retirement, one due within three months, one within six."""
    world = plus(agencies(A=(12, 10), B=(7, 10)), section("S1"), person(NUMBER, "B", birth=date(1966, 9, 1)))
    born = {"A1": date(1960, 1, 1), "A2": date(1966, 6, 1), "B1": date(1970, 1, 1)}
    return but(world, **{id: {"birth": day} for id, day in born.items()}, B2={"birth": None, "citizen_number": ""})


def table(path: Path, sheet: str) -> list[dict[str, Any]]:
    """Rows of a sheet by heading, totals included."""
    _, _, headings, *rows = openpyxl.load_workbook(path)[sheet].iter_rows(values_only=True)
    return [dict(zip(headings, row, strict=True)) for row in rows]


@pytest.fixture(scope="module")
def forecast(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The outlook over 25 months, written."""
    path = tmp_path_factory.mktemp("outlook") / "预测.xlsx"
    foresight.write_outlook(path, foresight.outlook(district(), DAY, 26), district())
    return path


def test_who_is_due_is_listed_once_by_how_soon(forecast: Path) -> None:
    """Past it, within three, six and twelve months; the months stand as dates."""
    found = table(forecast, "临退人员")

    assert [(line["期限"], line["人员编号"][:6]) for line in found] == [
        ("到龄未退", "A1"),
        ("3个月内", "A2"),
        ("6个月内", NUMBER[:6]),
    ]
    assert f"{found[1]['法定退休月份']:%Y-%m}" == "2026-11"
    assert f"{found[1]['最早（弹性提前）']:%Y-%m}" == "2026-06"
    assert [line["序号"] for line in found] == [1, 2, 3]
    assert {line["编制类型"] for line in found} == {"行政编制"}


def test_years_add_up(forecast: Path) -> None:
    """The whole is the sum of the cells in every column; what is in post falls by who retires; excess and vacancies stay apart."""
    found = table(forecast, "逐年推算")
    whole = [line for line in found if line["单位"] == "全区合计"]
    cells = [line for line in found if line["单位"] != "全区合计"]

    assert [f"{line['年末']:%Y-%m}" for line in whole] == ["2026-12", "2027-12", "2028-12"]
    for line in whole:
        same = [each for each in cells if each["年末"] == line["年末"]]
        assert len(same) == 2
        for heading in ("退休", "实有", "超编", "空编"):
            assert line[heading] == sum(each[heading] for each in same)
    of_a = [line for line in cells if line["单位"] == "区A局"]
    assert [(line["退休"], line["实有"], line["超编"], line["空编"]) for line in of_a] == [
        (2, 10, 0, 0),
        (0, 10, 0, 0),
        (0, 10, 0, 0),
    ]
    first = next(line for line in cells if line["单位"] == "区B局")
    assert (first["退休"], first["实有"], first["空编"]) == (0, 8, 2)


def test_everybody_with_a_birth_date_is_listed(forecast: Path) -> None:
    """By month; who has none is counted in the line above; an id that is a citizen number is masked."""
    *people, total = table(forecast, "全部人员")

    months = [line["法定退休月份"] for line in people]
    assert months == sorted(months) and len(people) == 19
    assert total["人员编号"] == "19 人"
    assert people[0]["尚余月数"] < 0
    assert "出生日期不明的 1 人未列入" in openpyxl.load_workbook(forecast)["全部人员"]["A2"].value
    assert not any(IDENTITY_NUMBER.search(text) for text in parts(forecast).values())


def test_an_outlook_of_nobody_can_be_written(tmp_path: Path) -> None:
    """A ledger without quotas and people."""
    empty = Establishment("空", (unit("A"),))
    foresight.write_outlook(tmp_path / "a.xlsx", foresight.outlook(empty, DAY), empty)

    assert table(tmp_path / "a.xlsx", "逐年推算") == []


def test_indicators_are_fractions_with_their_formula(tmp_path: Path) -> None:
    """Numerator, denominator and value of every unit and the whole; — where there is nothing to divide by."""
    world = plus(district(), unit("C", name="区C局"))
    found = foresight.indicators(world, DAY)
    foresight.write_indicators(tmp_path / "a.xlsx", found, world, DAY)
    lines = table(tmp_path / "a.xlsx", "指标")

    assert len(lines) == len(found) == 14 * 4
    assert [line["单位"] for line in lines[::14]] == ["全区合计", "区A局", "区B局", "区C局"]
    for line, each in zip(lines, found, strict=True):
        assert (line["分子"], line["分母"], line["计算公式"]) == (each.numerator, each.denominator, each.formula)
        assert line["数值"] == ("—" if each.value is None else pytest.approx(float(each.value)))
    values = {(line["单位"], line["指标"]): line["数值"] for line in lines}
    assert values["区A局", "编制使用率"] == pytest.approx(1.2)
    assert values["区A局", "超编率"] == pytest.approx(0.2) and values["区A局", "空编率"] == 0
    assert values["全区合计", "超编率"] == values["全区合计", "空编率"] == pytest.approx(0.1)
    assert values["区C局", "编制使用率"] == "—"


def test_indicators_stand_unit_by_unit_as_on_the_page(tmp_path: Path) -> None:
    """One line a unit, the whole first; shares are numbers shown in percent, so that a sheet can go on with them."""
    world = district()
    foresight.write_indicators(tmp_path / "a.xlsx", foresight.indicators(world, DAY), world, DAY)
    whole, a, b = table(tmp_path / "a.xlsx", "分单位")
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx")["分单位"]

    assert [line["单位"] for line in (whole, a, b)] == ["全区合计", "区A局", "区B局"]
    assert (a["编制使用率（%）"], a["财政供养系数（%）"]) == (pytest.approx(1.2), "—")
    headings = [cell.value for cell in sheet[3]]
    cell = sheet.cell(5, headings.index("编制使用率（%）") + 1)
    assert cell.number_format == "0.0%"


def test_institutions_and_the_pool(tmp_path: Path) -> None:
    """Two small institutions of one bureau become one; the pool lists what is lent on both sides, and adds it up."""
    world = together(agencies(A=(12, 10), B=(7, 10)), institutions(I=(2, 3), K=(3, 4)))
    same = {"parent": "A", "rank": "股级", "functions": ("档案",)}
    world = plus(but(world, I=same, K=same), loan("A", 2, "B"))
    plan, pool = foresight.institution_plan(world, DAY), foresight.post_pool(world, DAY)
    foresight.write_institutions(tmp_path / "a.xlsx", plan, pool, world, DAY)

    (merger,) = table(tmp_path / "a.xlsx", "合并建议")
    assert (merger["拟合并的单位"], merger["编制"], merger["实有"]) == ("区I局、区K局", 7, 5)
    assert {line["单位"] for line in table(tmp_path / "a.xlsx", "候选单位")} == {"区I局", "区K局"}
    *lines, total = table(tmp_path / "a.xlsx", "周转池")
    by_unit = {line["单位"]: line for line in lines}
    assert (by_unit["区A局"]["已借用"], by_unit["区B局"]["已借出"]) == (2, 2)
    assert "单列，不计入借用单位编制" in by_unit["区A局"]["说明"]
    for heading in ("可周转", "已借出", "已借用"):
        assert total[heading] == sum(line[heading] for line in lines)


def test_without_a_merger_it_says_so(tmp_path: Path) -> None:
    """Rather than an empty table without a word."""
    world = agencies(A=(2, 2))
    foresight.write_institutions(tmp_path / "a.xlsx", foresight.institution_plan(world, DAY), (), world, DAY)

    assert "没有可以提出的合并" in openpyxl.load_workbook(tmp_path / "a.xlsx")["合并建议"]["A2"].value


def test_need_stands_beside_posts_and_people(tmp_path: Path) -> None:
    """1,888 cases of an hour and 20 % of support: 1.25 people, shown as 1.3, two posts by the manual."""
    world = plus(district(), cases("A", "受理", 1888, 60, "S1"), support("A", "会议", 20, "S1"))
    foresight.write_staff_need(tmp_path / "a.xlsx", foresight.staff_need(world, DAY), world, DAY)
    of_unit, of_section = table(tmp_path / "a.xlsx", "工作量测算")

    assert (of_unit["单位"], of_unit["内设机构"], of_section["内设机构"]) == ("区A局", "已测算科室小计（1 个）", "S1科")
    assert (of_section["测算需求（人）"], of_section["取整"]) == (1.25, 2)
    assert (of_unit["核定编制"], of_unit["实有"], of_unit["实有÷需求"]) == ("未核定到科室", 0, 0)
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx")["工作量测算"]
    assert (sheet["D4"].number_format, sheet["H4"].number_format) == ("#,##0.0", "#,##0.00")
    assert "取整" in sheet["A2"].value
    assert "系数1÷（1－20%）＝1.25" in of_section["测算过程"]


def test_page_paper_and_json_tell_alike_what_was_left_out_of_the_need(tmp_path: Path) -> None:
    """One of three sections measured: the sum says so beside that section's posts and people; the JSON names it."""
    sections = plus(agencies(A=(12, 10)), *(section(f"S{number}") for number in (1, 2, 3)))
    world = plus(but(sections, S1={"authorized": 4}), cases("A", "审查", 1888, 60, "S1"))
    needs = foresight.staff_need(world, DAY)
    foresight.write_staff_need(tmp_path / "a.xlsx", needs, world, DAY)
    paper, page = table(tmp_path / "a.xlsx", "工作量测算")[0], need_rows(world, needs)[0]
    of_unit, of_section = staff_need_report(needs)["staff_need"]

    assert paper["内设机构"] == page["内设机构"] == "已测算科室小计（1 个，另有 2 个科室未测算）"
    assert str(paper["核定编制"]) == page["核定编制"] == str(of_unit["authorized"]) == "4"
    assert (of_unit["measured"], of_unit["left_out"]) == (["S1"], 2)
    assert (of_section["measured"], of_section["left_out"]) == ([], 0)


def test_without_a_workload_there_is_no_paper_of_the_need(tmp_path: Path) -> None:
    """It is said where the workload is entered instead."""
    with pytest.raises(BianzhiError, match="没有「工作量」表") as refused:
        foresight.write_staff_need(tmp_path / "a.xlsx", (), agencies(A=(2, 2)), DAY)

    assert "台账模板" in refused.value.hint and not (tmp_path / "a.xlsx").exists()


def _outlook(path: Path) -> None:
    foresight.write_outlook(path, foresight.outlook(district(), DAY, 24), district())


def _indicators(path: Path) -> None:
    world = plus(district(), leadership("A", LeadershipKind.UNIT_HEAD, 1))
    foresight.write_indicators(path, foresight.indicators(world, DAY), world, DAY)


def _institutions(path: Path) -> None:
    world = plus(district(), unit("I", kind=UnitKind.WELFARE_ONE, parent="A"), quota("I", 3), loan("A", 1))
    foresight.write_institutions(
        path, foresight.institution_plan(world, DAY), foresight.post_pool(world, DAY), world, DAY
    )


@pytest.mark.parametrize("write", [_outlook, _indicators, _institutions], ids=["outlook", "indicators", "institutions"])
def test_equal_figures_make_equal_bytes(tmp_path: Path, write: Callable[[Path], None]) -> None:
    """Nothing depends on the clock; nothing says 决定; nothing is a formula."""
    for name in ("1.xlsx", "2.xlsx"):
        write(tmp_path / name)
    said = "".join(parts(tmp_path / "1.xlsx").values())

    assert (tmp_path / "1.xlsx").read_bytes() == (tmp_path / "2.xlsx").read_bytes()
    assert Counter(word in said for word in ("决定", "<f>")) == Counter({False: 2})
