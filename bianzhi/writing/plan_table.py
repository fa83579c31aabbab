"""One sheet of the plan workbook from lines by heading: whatever is text is made fit for paper here, and only here."""

from collections.abc import Iterable, Mapping
from typing import TypeAlias

from bianzhi.domain.day_words import day_in_words
from bianzhi.domain.plan import Plan
from bianzhi.domain.plan_columns import PaperValue, PlanSheet, paper_text
from bianzhi.writing.plan_table_looks import FROZEN, WIDE_SHEETS, looks
from bianzhi.writing.workbook_styles import Paper, Table

Line: TypeAlias = Mapping[str, PaperValue]
"""One row by heading; headings that are missing stay empty."""


def plan_table(sheet: PlanSheet, title: str, lines: Iterable[Line], subtitle: str, total: Line | None = None) -> Table:
    """A sheet of these lines, and a line of totals where there is one."""
    return Table(
        name=sheet.name,
        title=title,
        subtitle=subtitle,
        columns=looks(sheet),
        rows=[written(sheet, line) for line in lines],
        total=written(sheet, total) if total else (),
        paper=Paper.A3 if sheet in WIDE_SHEETS else Paper.A4,
        frozen_columns=FROZEN.get(sheet.name, 0),
    )


def written(sheet: PlanSheet, line: Line) -> list[PaperValue]:
    """The values of a line in the order of the sheet's headings: no control characters, identity numbers masked."""
    values = (line.get(heading) for heading in sheet.columns)
    return [(paper_text(value) or None) if isinstance(value, str) else value for value in values]


def dated(plan: Plan) -> str:
    """The plan's day in words."""
    return f"方案日期：{day_in_words(plan.day)}"
