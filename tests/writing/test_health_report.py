"""The health report as a workbook: every count ties, nobody's number is shown."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from bianzhi.domain.finding import Severity
from bianzhi.writing import health_report
from bianzhi.writing.health_figures import HealthFigures, percent
from tests.worlds import DAY, world
from tests.writing.health_worlds import Report, establishment, previous, report
from tests.writing.opened import IDENTITY_NUMBER, parts

SHEETS = ["总览", "按规则", "按单位", "人员影响面", "问题清单"]


def written(folder: Path, checked: Report, **more: Any) -> Any:
    health_report.write(folder / "体检.xlsx", checked, establishment(), **more)
    return openpyxl.load_workbook(folder / "体检.xlsx")


def rows(book: Any, sheet: str) -> Sequence[dict[str, Any]]:
    """Rows under the heading row, by heading."""
    heading, *found = book[sheet].iter_rows(min_row=3, values_only=True)
    return [dict(zip(heading, row, strict=True)) for row in found]


def test_the_overview_adds_up(tmp_path: Path) -> None:
    """Five findings: two errors, three notes; of five people's rows three."""
    figures = {row["项目"]: row["数值"] for row in rows(written(tmp_path, report()), "总览")}

    assert (figures["机构（个）"], figures["名册人数（人）"], figures["超编（人）"]) == (3, 11, 2)
    assert figures["发现问题（条）"] == 5
    assert [figures[f"其中{severity.label}（条）"] for severity in Severity] == [2, 0, 3]
    assert (figures["涉及规则（条）"], figures["涉及单位（个）"], figures["涉及人员（人）"]) == (5, 2, 3)


def test_rules_come_gravest_first_and_tie(tmp_path: Path) -> None:
    """Findings, units and people of each; the totals count nobody twice."""
    *lines, total = rows(written(tmp_path, report()), "按规则")

    assert [(line["规则"], line["程度"], line["问题（条）"], line["影响人数（人）"]) for line in lines] == [
        ("B201", "违规", 1, 0),
        ("R403", "违规", 1, 1),
        ("B204", "提示", 1, 0),
        ("D022", "提示", 1, 0),
        ("R420", "提示", 1, 2),
    ]
    assert total["问题（条）"] == sum(line["问题（条）"] for line in lines) == 5
    assert (total["涉及单位（个）"], total["影响人数（人）"], total["占名册"]) == (2, 3, "27.3%")


def test_units_tie_and_what_belongs_to_none_has_its_own_line(tmp_path: Path) -> None:
    """A has three findings, B one, the workbook one; C is sound and not listed."""
    *lines, total = rows(written(tmp_path, report()), "按单位")

    assert [
        (line["单位"], line["违规"], line["提示"], line["问题（条）"], line["影响人数（人）"]) for line in lines
    ] == [
        ("区A局", 2, 1, 3, 3),
        ("区B局", 0, 1, 1, 0),
        ("（不属于某一单位）", 0, 1, 1, 0),
    ]
    assert lines[0]["占本单位名册"] == "100.0%"
    assert lines[2]["占本单位名册"] == "—"
    assert [total[name] for name in ("违规", "预警", "提示", "问题（条）")] == [2, 0, 3, 5]


def test_the_share_of_people(tmp_path: Path) -> None:
    """One with an error at his own row, two with a note, three in a unit that is over quota."""
    *lines, total = rows(written(tmp_path, report()), "人员影响面")

    assert [(line["口径"], line["人数（人）"], line["占比"]) for line in lines] == [
        ("本人有违规", 1, "9.1%"),
        ("本人有预警", 0, "0.0%"),
        ("本人有提示", 2, "18.2%"),
        ("所在单位有单位层面的违规（超编、超职数等）", 3, "27.3%"),
        ("行政编制人员中有任一问题", 3, "27.3%"),
    ]
    assert (total["人数（人）"], total["占比"]) == (3, "27.3%")


def test_the_list_has_every_finding_at_its_place(tmp_path: Path) -> None:
    """In the order of the ledger, with a column for what came of it."""
    *lines, total = rows(written(tmp_path, report()), "问题清单")

    assert [(line["规则"], line["工作表"], line["单元格"]) for line in lines] == [
        ("B201", "编制", "C2"),
        ("B204", "编制", "C3"),
        ("R403", "人员", "G2"),
        ("R420", "亲属关系", "A2"),
        ("D022", None, None),
    ]
    assert {line["处理结果"] for line in lines} == {None}
    assert total["规则"] == "5 条"


def test_the_trend_against_the_last_import(tmp_path: Path) -> None:
    """Figures, severities and every rule of either check; a rule that was off then is told."""
    book = written(tmp_path, report(), previous=previous())
    lines = {line["项目"]: line for line in rows(book, "趋势")}

    assert [lines["超编（人）"][name] for name in ("上次", "本次", "增减")] == [4, 2, -2]
    assert [lines["发现问题（条）"][name] for name in ("上次", "本次", "增减")] == [4, 5, 1]
    assert lines["B201 实有人数不得突破核定编制"]["增减"] == -1
    assert lines["J103 内设机构编制不得少于最低数"]["本次"] == 0
    assert lines["R420 亲属在同一单位"]["说明"] == "上次停用"
    assert book.sheetnames == [*SHEETS, "趋势"]
    assert "2025年11月23日" in book["趋势"]["A2"].value


def test_rules_off_are_listed_with_what_they_hide(tmp_path: Path) -> None:
    """And their findings are in no other count."""
    checked = report({"B204": "周转编制已报备"})
    book = written(tmp_path, checked)
    line, total = rows(book, "停用规则")

    assert (line["规则"], line["停用理由"], line["未列出的问题（条）"]) == ("B204", "周转编制已报备", 1)
    assert total["未列出的问题（条）"] == 1
    assert rows(book, "按规则")[-1]["问题（条）"] == 4
    assert book.sheetnames == [*SHEETS, "停用规则"]


def test_no_number_is_shown_and_equal_checks_make_equal_bytes(tmp_path: Path) -> None:
    """Not even inside the parts of the file."""
    for name in ("一.xlsx", "二.xlsx"):
        health_report.write(tmp_path / name, report(), establishment(), previous())

    assert not any(IDENTITY_NUMBER.search(part) for part in parts(tmp_path / "一.xlsx").values())
    assert (tmp_path / "一.xlsx").read_bytes() == (tmp_path / "二.xlsx").read_bytes()


def test_a_sound_and_an_empty_ledger_have_a_report(tmp_path: Path) -> None:
    """Headings and zeros, no division by nobody."""
    health_report.write(tmp_path / "空.xlsx", Report(DAY, ()), world(), previous())
    book = openpyxl.load_workbook(tmp_path / "空.xlsx")

    assert rows(book, "按规则")[-1]["问题（条）"] == 0
    assert rows(book, "人员影响面")[-1]["占比"] == "—"


@pytest.mark.parametrize(
    ("part", "whole", "words"), [(0, 0, "—"), (0, 7, "0.0%"), (1, 3, "33.3%"), (2, 3, "66.7%"), (1, 8, "12.5%"), (3, 3, "100.0%"), (1, 2000, "0.1%")]
)  # fmt: skip
def test_percent(part: int, whole: int, words: str) -> None:
    """One decimal, half up."""
    assert percent(part, whole) == words


def test_counts_of_rules_units_and_severities_are_the_same_total() -> None:
    """Whatever was found."""
    figures = HealthFigures(report(), establishment())

    assert (
        sum(rule.findings for rule in figures.rules)
        == sum(unit.findings for unit in figures.units.values())
        == sum(figures.by_severity.values())
        == len(figures.report.findings)
        == 5
    )
