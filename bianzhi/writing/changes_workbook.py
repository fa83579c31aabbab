"""What changed between two rosters, as a workbook: by unit, by person, field by field."""

from datetime import date
from pathlib import Path

from bianzhi.domain.cell import CellRef
from bianzhi.domain.day_words import day_in_words
from bianzhi.domain.plan_columns import PaperValue
from bianzhi.domain.roster_changes import ChangeKind, PersonChange, RosterChanges
from bianzhi.writing.report_lines import NUMBER, numbered, on_paper
from bianzhi.writing.workbook_styles import Kind, Table, TableColumn, write_tables

TITLE = "两期名册变动情况"
_Lines = list[list[PaperValue]]


def write(path: Path, changes: RosterChanges, day: date) -> None:
    """Write the changes.

    Four sheets: 总览, 分单位汇总 (then + entered + arrived − left − moved out = now), 人员变动 (one line a person) and 更正明细 (one
    line a field). ``day`` is the day it is dated by. Identity numbers are masked.

    Raises
    ------
    BianzhiError
        The file cannot be written.
    """
    write_tables(path, (_overview(changes, day), _units(changes), _people(changes), _fields(changes)), TITLE, day)


def _overview(changes: RosterChanges, day: date) -> Table:
    columns = (TableColumn("项目", 36), TableColumn("数值", 24, Kind.CENTER), TableColumn("说明", 60))
    meanings = {
        ChangeKind.ENTERED: "新计入实有人数",
        ChangeKind.LEFT: "不再计入实有人数：不在新名册，或者已退休、调出、去世",
        ChangeKind.MOVED: "两期都计入，单位不同",
        ChangeKind.RETYPED: "两期都计入，单位相同，编制类型不同",
        ChangeKind.CORRECTED: "单位和编制类型未变，其他内容有改动",
        ChangeKind.LISTED: "新列入名册的编外或者已离开人员",
        ChangeKind.DELISTED: "从名册删去的编外或者已离开人员",
    }
    lines: _Lines = [
        ["上期台账", changes.old, None],
        ["本期台账", changes.new, None],
        ["上期实有人数（人）", sum(unit.before for unit in changes.units), None],
    ]
    lines += [[f"{kind.value}（人）", changes.counts[kind], meanings[kind]] for kind in ChangeKind]
    lines.append(["本期实有人数（人）", sum(unit.after for unit in changes.units), "上期 ＋ 进入 － 离开"])
    subtitle = f"比较日期：{day_in_words(day)}　先按人员编号、再按公民身份号码、再按姓名和单位对应。"
    return Table("总览", TITLE, subtitle, columns, [on_paper(line) for line in lines])


def _units(changes: RosterChanges) -> Table:
    names = ("before", "entered", "arrived", "left", "moved_out", "after", "retyped", "corrected")
    headings = ("上期实有", "进入", "调入", "离开", "调出", "本期实有", "类型变动", "信息更正")
    columns = (NUMBER, TableColumn("单位", 36), *(TableColumn(heading, 10, Kind.COUNT) for heading in headings))
    lines: _Lines = [[unit.unit, *(getattr(unit, name) for name in names)] for unit in changes.units]
    sums = [sum(getattr(unit, name) for unit in changes.units) for name in names]
    subtitle = "上期实有 ＋ 进入 ＋ 调入 － 离开 － 调出 ＝ 本期实有。信息更正含调动人员的更正，单位：人。"
    return Table(
        "分单位汇总", "分单位变动汇总", subtitle, columns, numbered(lines), ["合计", None, *sums], frozen_columns=2
    )


def _people(changes: RosterChanges) -> Table:
    columns = (
        NUMBER,
        TableColumn("变动", 16, Kind.CENTER),
        TableColumn("人员编号", 12, Kind.CENTER),
        TableColumn("姓名", 10, Kind.CENTER),
        TableColumn("上期单位", 26),
        TableColumn("上期编制类型", 14, Kind.CENTER),
        TableColumn("本期单位", 26),
        TableColumn("本期编制类型", 14, Kind.CENTER),
        TableColumn("说明", 40),
        TableColumn("对应方式", 13, Kind.CENTER),
        TableColumn("上期位置", 14),
        TableColumn("本期位置", 14),
    )
    lines: _Lines = [
        [
            change.kind.value,
            change.person,
            change.name,
            change.from_unit,
            change.from_category.value if change.from_category else None,
            change.to_unit,
            change.to_category.value if change.to_category else None,
            change.why or _corrected(change),
            change.matched_by.value,
            _place(change.before),
            _place(change.after),
        ]
        for change in changes.changes
    ]
    foot: list[PaperValue] = ["合计", f"{len(lines)} 人", *[None] * 10]
    subtitle = "按变动类别、再按名册顺序排列；更正的内容见“更正明细”。"
    return Table("人员变动", "人员变动名册", subtitle, columns, numbered(lines), foot, frozen_columns=4)


def _corrected(change: PersonChange) -> str:
    return f"更正：{'、'.join(field.heading for field in change.fields)}" if change.fields else ""


def _fields(changes: RosterChanges) -> Table:
    columns = (
        NUMBER,
        TableColumn("人员编号", 12, Kind.CENTER),
        TableColumn("姓名", 10, Kind.CENTER),
        TableColumn("单位", 30),
        TableColumn("内容", 18, Kind.CENTER),
        TableColumn("上期", 34),
        TableColumn("本期", 34),
        TableColumn("本期位置", 14),
    )
    lines: _Lines = [
        [
            change.person,
            change.name,
            change.to_unit or change.from_unit,
            field.heading,
            field.before,
            field.after,
            _place(change.after),
        ]
        for change in changes.changes
        for field in change.fields
    ]
    foot: list[PaperValue] = ["合计", f"{len(lines)} 项", *[None] * 6]
    return Table("更正明细", "逐项更正明细", "空白表示未填；公民身份号码只显示首尾。", columns, numbered(lines), foot)


def _place(cell: CellRef | None) -> str | None:
    return f"{cell.sheet} › {cell.cell}" if cell else None
