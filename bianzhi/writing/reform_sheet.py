"""What all sheets of 改革方案 have in common: title, the line under it, numbered rows."""

from collections.abc import Sequence
from typing import TypeAlias

from bianzhi.domain.day_words import day_in_words
from bianzhi.domain.plan_columns import PaperValue
from bianzhi.domain.reform_comparison import ReformPaper
from bianzhi.writing.report_lines import NUMBER, numbered
from bianzhi.writing.workbook_styles import Table, TableColumn

TITLE = "机构改革方案（建议）"
Lines: TypeAlias = list[list[PaperValue]]


def subtitle(paper: ReformPaper) -> str:
    """Name, day and source of the reform, and that it is a proposal."""
    reform = paper.reformed.reform
    since = reform.effective
    when = f"拟自{day_in_words(since)}起施行" if since else "施行日期待定"
    source = f"　依据：{reform.source}" if reform.source else ""
    return f"{reform.name}　{when}{source}　本方案为建议，由机构编制委员会研究审定。"


def sheet(
    paper: ReformPaper, name: str, columns: Sequence[TableColumn], lines: Lines, total: Sequence[PaperValue] = ()
) -> Table:
    """A sheet with 序号 in front; ``total`` has a value for it as well."""
    return Table(name, f"{TITLE}·{name}", subtitle(paper), (NUMBER, *columns), numbered(lines), total, frozen_columns=2)
