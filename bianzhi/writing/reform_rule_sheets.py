"""Sheets of 改革方案 about rules: what the reform adds and removes, and what is to be looked at."""

from bianzhi.domain.reform_comparison import ReformPaper
from bianzhi.writing.reform_lines import effects
from bianzhi.writing.reform_sheet import Lines, sheet
from bianzhi.writing.workbook_styles import Kind, Table, TableColumn


def effects_sheet(paper: ReformPaper) -> Table:
    """规则影响: every finding that the reform adds, then every one it removes."""
    columns = (
        TableColumn("影响", 8, Kind.CENTER),
        TableColumn("级别", 8, Kind.CENTER),
        TableColumn("规则", 8, Kind.CENTER),
        TableColumn("事项", 30),
        TableColumn("问题", 70),
        TableColumn("处理建议", 60),
        TableColumn("依据", 44),
    )
    lines: Lines = [
        [
            word,
            found.severity.label,
            found.id,
            found.title,
            found.message,
            found.hint if word == "新增" else None,
            found.source,
        ]
        for word, found in effects(paper)
    ]
    return sheet(paper, "规则影响", columns, lines)


def notices_sheet(paper: ReformPaper) -> Table:
    """复核提示: what does not stop the export and is to be looked at before the reform is handed in."""
    columns = (
        TableColumn("级别", 8, Kind.CENTER),
        TableColumn("规则", 8, Kind.CENTER),
        TableColumn("事项", 30),
        TableColumn("问题", 80),
        TableColumn("处理建议", 70),
        TableColumn("依据", 40),
    )
    lines: Lines = [
        [each.severity.label, each.id, each.title, each.message, each.hint, each.source] for each in paper.notices
    ]
    return sheet(paper, "复核提示", columns, lines)
