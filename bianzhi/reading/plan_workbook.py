"""Reading an exported plan workbook back, for ``verify``: plain values with their places, nothing interpreted."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TypeAlias

from bianzhi.domain.cell import CellRef, RowRef
from bianzhi.domain.finding import Finding, Severity
from bianzhi.domain.plan_columns import PLAN_SHEETS, PaperValue, PlanSheet, paper_value
from bianzhi.domain.plan_paper import PaperRow, PaperSheet, PlanWorkbook
from bianzhi.errors import UnreadableWorkbookError
from bianzhi.reading.workbook import CellFault, CellValue, WorkbookSheet, read_workbook

Grid: TypeAlias = Sequence[tuple[int, Sequence[PaperValue]]]
"""The rows of a sheet that are not blank: 1-based row number and values from column A on."""

_DEEPEST_HEADING = 20
"""Rows within which the headings stand; above them are a title and a note."""


def read_plan_workbook(path: Path, name: str = "") -> PlanWorkbook:
    """Read a plan workbook.

    Parameters
    ----------
    path
        The file.
    name
        What the user calls it, where ``path`` is a temporary one.

    Returns
    -------
    PlanWorkbook
        Every sheet of the plan; one that is missing is empty. Missing sheets and columns, columns that stand twice or
        in another order, are its ``form_findings``.

    Raises
    ------
    UnreadableWorkbookError
        The file cannot be read as a workbook, is refused as unsafe, or has no sheet of a plan workbook at all.
    """
    name = name or path.name
    grids = {sheet.name: _grid(sheet) for sheet in read_workbook(path, name).sheets}
    if not any(sheet.name in grids for sheet in PLAN_SHEETS):
        raise UnreadableWorkbookError(
            f"“{name}”不是本工具导出的方案工作簿，缺“{PLAN_SHEETS[0].name}”等工作表。",
            "请选择在「导出成果」导出的方案工作簿，或者 plan 命令写出的 .xlsx 文件。",
        )
    sheets: dict[str, PaperSheet] = {}
    findings: list[Finding] = []
    for sheet in PLAN_SHEETS:
        rows = grids.get(sheet.name)
        if rows is None:
            at = CellRef(name, sheet.name, "")
            findings.append(_finding(at, f"缺工作表“{sheet.name}”，方案工作簿应有 {len(PLAN_SHEETS)} 个工作表。"))
        sheets[sheet.name] = _paper_sheet(name, sheet, rows or [])
        if rows is not None:
            findings.extend(_heading_findings(sheets[sheet.name], rows))
    return PlanWorkbook(name, sheets, tuple(findings))


def _paper_sheet(workbook: str, sheet: PlanSheet, grid: Grid) -> PaperSheet:
    place = _heading_place(sheet, grid)
    number, headings = grid[place] if place is not None else (1, ())
    columns = _columns(sheet, headings)
    above, below = (grid[:place], grid[place + 1 :]) if place is not None else (grid, ())
    return PaperSheet(
        sheet,
        RowRef(workbook, sheet.name, number, columns),
        tuple(value for _, values in above for value in values if value is not None),
        tuple(
            PaperRow(
                {heading: values[column] for heading, column in columns.items() if column < len(values)},
                RowRef(workbook, sheet.name, row, columns),
            )
            for row, values in below
        ),
    )


def _heading_place(sheet: PlanSheet, grid: Grid) -> int | None:
    """Which row has the most of the sheet's headings, if any has one; the first of equals."""
    known = set(sheet.headings)
    matches = [len(known.intersection(map(_heading, values))) for _, values in grid[:_DEEPEST_HEADING]]
    return matches.index(max(matches)) if any(matches) else None


def _heading(value: PaperValue) -> str:
    return value if isinstance(value, str) else ""


def _columns(sheet: PlanSheet, headings: Sequence[PaperValue]) -> Mapping[str, int]:
    """0-based columns of the sheet's headings that are there; of headings that stand twice, the first."""
    places: dict[str, int] = {}
    for column, value in enumerate(headings):
        if _heading(value) in sheet.headings:
            places.setdefault(_heading(value), column)
    return places


def _heading_findings(paper: PaperSheet, grid: Grid) -> Iterator[Finding]:
    headings = next((values for number, values in grid if number == paper.heading.row), ())
    at = paper.cell()
    missing = [heading for heading in paper.sheet.headings if heading not in paper.heading.columns]
    if missing:
        yield _finding(at, f"缺{'、'.join(f'“{heading}”' for heading in missing)}列，应与导出时的表头相同。")
        return
    present = [heading for heading in map(_heading, headings) if heading in paper.sheet.headings]
    if len(present) > len(paper.sheet.headings):
        twice = sorted({heading for heading in present if present.count(heading) > 1})
        yield _finding(at, f"{'、'.join(f'“{heading}”' for heading in twice)}列出现不止一次，应只有一列。")
    elif tuple(present) != paper.sheet.headings:
        moved = next(now for now, then in zip(present, paper.sheet.headings, strict=True) if now != then)
        yield _finding(paper.cell(moved), f"“{moved}”列的位置与导出时不同，各列应保持导出时的顺序。")


def _finding(at: CellRef, message: str) -> Finding:
    return Finding(
        "P501",
        "方案工作簿的工作表与各列齐全",
        Severity.ERROR,
        at,
        message,
        "请使用系统导出的原件核对，不要增删工作表或列。",
        "本工具方案工作簿导出格式",
    )


def _grid(sheet: WorkbookSheet) -> Grid:
    left = [None] * sheet.first_column
    rows = ((sheet.row_number(row), [*left, *map(_value, cells)]) for row, cells in enumerate(sheet.rows()))
    return [(number, values) for number, values in rows if any(value is not None for value in values)]


def _value(cell: CellValue) -> PaperValue:
    """What a cell holds; where a formula or an error stands, words that no plan was exported with."""
    if isinstance(cell, CellFault):
        return f"公式错误{cell.text}" if cell.text else "未计算的公式"
    return paper_value(cell)
