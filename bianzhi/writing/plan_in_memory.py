"""A plan workbook as it would be read back, without the file: for whoever has to judge a plan many times a minute."""

from bianzhi.domain.cell import RowRef
from bianzhi.domain.establishment import Establishment
from bianzhi.domain.plan import Plan
from bianzhi.domain.plan_columns import PLAN_SHEETS, paper_value
from bianzhi.domain.plan_paper import PaperRow, PaperSheet, PlanWorkbook
from bianzhi.writing.plan_workbook import plan_tables

_FIRST_LINE = 4
"""Row of the first line of every sheet: title, note and headings stand above."""


def plan_in_memory(plan: Plan, establishment: Establishment, name: str) -> PlanWorkbook:
    """The workbook of a plan, by the name of its file; every value and every cell is where the file would have it."""
    sheets = {}
    for sheet, table in zip(PLAN_SHEETS, plan_tables(plan, establishment), strict=True):
        headings = sheet.headings
        columns = {heading: column for column, heading in enumerate(headings)}
        rows = tuple(
            PaperRow(
                dict(zip(headings, map(paper_value, line), strict=True)),
                RowRef(name, sheet.name, row, columns),
            )
            for row, line in enumerate(table.lines, _FIRST_LINE)
        )
        heading = RowRef(name, sheet.name, _FIRST_LINE - 1, columns)
        sheets[sheet.name] = PaperSheet(sheet, heading, (table.title, table.subtitle), rows)
    return PlanWorkbook(name, sheets)
