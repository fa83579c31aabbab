"""The moves of a plan workbook as they would be read back, without the file: for whoever judges a plan many times a minute."""

from bianzhi.domain.cell import RowRef
from bianzhi.domain.establishment import Establishment
from bianzhi.domain.plan import Plan
from bianzhi.domain.plan_columns import MOVES, paper_value
from bianzhi.domain.plan_paper import PaperRow, PaperSheet, PlanWorkbook
from bianzhi.writing.plan_workbook import moves_table

_FIRST_LINE = 4
"""Row of the first line of every sheet: title, note and headings stand above."""


def moves_in_memory(plan: Plan, establishment: Establishment, name: str) -> PlanWorkbook:
    """The workbook of a plan, by the name of its file, with 人员调整名册 only: every value and cell where the file has it."""
    table, headings = moves_table(plan, establishment), MOVES.headings
    columns = {heading: column for column, heading in enumerate(headings)}
    rows = tuple(
        PaperRow(dict(zip(headings, map(paper_value, line), strict=True)), RowRef(name, MOVES.name, row, columns))
        for row, line in enumerate(table.lines, _FIRST_LINE)
    )
    heading = RowRef(name, MOVES.name, _FIRST_LINE - 1, columns)
    return PlanWorkbook(name, {MOVES.name: PaperSheet(MOVES, heading, (table.title, table.subtitle), rows)})
