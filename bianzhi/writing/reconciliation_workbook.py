"""三方比对 as a workbook: the to-do list, counts three ways by unit and type, and what is what by kind."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from bianzhi.domain.cell import CellRef
from bianzhi.domain.day_words import day_in_words
from bianzhi.domain.establishment import Establishment
from bianzhi.domain.plan_columns import PaperValue
from bianzhi.domain.reconciliation import CellComparison, DiscrepancyKind, Reconciliation
from bianzhi.writing.report_lines import NUMBER, numbered, on_paper
from bianzhi.writing.workbook_styles import Kind, Paper, Table, TableColumn, write_tables

TITLE = "机构编制、实名册、财政供养三方比对"
_Lines = list[list[PaperValue]]
_NOT_GIVEN = "未提供"


def write(path: Path, reconciliation: Reconciliation, establishment: Establishment, day: date) -> None:
    """Write the comparison.

    Four sheets: 总览, 待办清单 (one line a discrepancy, with a column for what came of it), 分单位比对 (every unit and type,
    counted up to three ways) and 按事项统计. ``day`` is the day it is dated by. Identity numbers are masked.

    Raises
    ------
    BianzhiError
        The file cannot be written.
    """
    tables = (
        _overview(reconciliation, day),
        _todo(reconciliation, establishment),
        _cells(reconciliation, establishment),
        _kinds(reconciliation),
    )
    write_tables(path, tables, TITLE, day)


def _overview(reconciliation: Reconciliation, day: date) -> Table:
    columns = (TableColumn("项目", 36), TableColumn("数值", 20, Kind.CENTER), TableColumn("说明", 70))
    has_payroll = bool(reconciliation.payroll)
    stated = [cell.stated for cell in reconciliation.cells if cell.stated is not None]
    lines: _Lines = [
        ["台账", reconciliation.ledger, None],
        ["财政供养名单", reconciliation.payroll or _NOT_GIVEN, None],
        ["台账填写的实有人数（人）", sum(stated) if stated else _NOT_GIVEN, "宽表台账所填“实有”各格相加"],
        ["名册实有人数（人）", reconciliation.persons, "占用编制的人员，逐人统计"],
        ["财政供养人数（人）", reconciliation.paid if has_payroll else _NOT_GIVEN, "在发工资、非编外，一人只计一次"],
        ["名册与供养名单对应上（人）", reconciliation.matched if has_payroll else _NOT_GIVEN, "不论双方状态"],
        ["单位和编制类型（格）", len(reconciliation.cells), None],
        ["其中各方一致（格）", sum(cell.agrees for cell in reconciliation.cells), None],
        ["待办事项（条）", len(reconciliation.discrepancies), "见待办清单"],
    ]
    subtitle = f"比对日期：{day_in_words(day)}　先按公民身份号码、再按姓名和单位对应；对应不上多人的列出，不作推断。"
    return Table("总览", TITLE, subtitle, columns, [on_paper(line) for line in lines])


def _todo(reconciliation: Reconciliation, establishment: Establishment) -> Table:
    columns = (
        NUMBER,
        TableColumn("事项", 22),
        TableColumn("程度", 7, Kind.CENTER),
        TableColumn("机构编码", 10, Kind.CENTER),
        TableColumn("单位", 24),
        TableColumn("编制类型", 13, Kind.CENTER),
        TableColumn("人员编号", 11, Kind.CENTER),
        TableColumn("姓名", 9, Kind.CENTER),
        TableColumn("公民身份号码", 20, Kind.CENTER),
        TableColumn("情况", 54),
        TableColumn("建议处理", 44),
        TableColumn("位置", 26),
        TableColumn("对照位置", 26),
        TableColumn("处理结果", 16),
    )
    lines: _Lines = [
        [
            found.kind.value,
            found.kind.severity.label,
            found.unit,
            establishment.unit[found.unit].name if found.unit else None,
            found.category.value if found.category else None,
            found.person,
            found.name,
            found.citizen_number,
            found.message,
            found.hint,
            str(found.at),
            _place(found.other),
            None,
        ]
        for found in reconciliation.discrepancies
    ]
    subtitle = "按事项轻重、再按台账顺序排列；“疑点”须核实后认定，“处理结果”由经办人填写。"
    foot: list[PaperValue] = ["合计", f"{len(lines)} 条", *[None] * 12]
    return Table("待办清单", "三方比对待办清单", subtitle, columns, numbered(lines), foot, Paper.A3, frozen_columns=2)


def _place(cell: CellRef | None) -> str | None:
    return str(cell) if cell else None


def _cells(reconciliation: Reconciliation, establishment: Establishment) -> Table:
    columns = (
        NUMBER,
        TableColumn("机构编码", 10, Kind.CENTER),
        TableColumn("单位", 30),
        TableColumn("编制类型", 14, Kind.CENTER),
        TableColumn("核定编制", 10, Kind.COUNT),
        TableColumn("台账填编制", 10, Kind.COUNT),
        TableColumn("台账填实有", 10, Kind.COUNT),
        TableColumn("名册实有", 10, Kind.COUNT),
        TableColumn("财政供养", 10, Kind.COUNT),
        TableColumn("名册－台账", 10, Kind.COUNT),
        TableColumn("供养－名册", 10, Kind.COUNT),
        TableColumn("结论", 9, Kind.CENTER),
    )
    lines: _Lines = [
        [
            cell.unit,
            establishment.unit[cell.unit].name,
            cell.category.value if cell.category else "类型未填",
            cell.authorized,
            cell.stated_authorized,
            cell.stated,
            cell.in_post,
            cell.paid,
            _less(cell.in_post, cell.stated),
            _less(cell.paid, cell.in_post),
            "一致" if cell.agrees else "不一致",
        ]
        for cell in reconciliation.cells
    ]
    foot: list[PaperValue] = ["合计", None, None, None, *_sums(reconciliation.cells), None, None, None]
    subtitle = (
        "空白为该来源没有提供。差额逐格计算，各单位、各类型之间不相抵，因此不合计；单位不在台账的供养人员不在本表。"
    )
    return Table("分单位比对", "分单位、分编制类型比对表", subtitle, columns, numbered(lines), foot, frozen_columns=4)


def _less(one: int | None, other: int | None) -> int | None:
    return None if one is None or other is None else one - other


def _sums(cells: Sequence[CellComparison]) -> list[PaperValue]:
    """Sums of the counts each source gives; blank where a source gives none."""
    sums: list[PaperValue] = []
    for name in ("authorized", "stated_authorized", "stated", "in_post", "paid"):
        known = [number for cell in cells if (number := getattr(cell, name)) is not None]
        sums.append(sum(known) if known else None)
    return sums


def _kinds(reconciliation: Reconciliation) -> Table:
    columns = (
        NUMBER,
        TableColumn("事项", 40),
        TableColumn("程度", 10, Kind.CENTER),
        TableColumn("条数", 10, Kind.COUNT),
        TableColumn("涉及单位（个）", 12, Kind.COUNT),
    )
    lines: _Lines = [
        [
            kind.value,
            kind.severity.label,
            reconciliation.counts[kind],
            len({found.unit for found in reconciliation.discrepancies if found.kind is kind and found.unit}),
        ]
        for kind in DiscrepancyKind
    ]
    units = len({found.unit for found in reconciliation.discrepancies if found.unit})
    foot: list[PaperValue] = ["合计", None, None, len(reconciliation.discrepancies), units]
    return Table("按事项统计", "按事项统计", "没有发现的事项列 0。", columns, numbered(lines), foot)
