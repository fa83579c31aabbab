"""分年度消化计划 as a workbook: the years, the cells, who retires when, what is moved when, and moving now against waiting."""

from datetime import date
from pathlib import Path

from bianzhi.domain.answers import YearlyPlan, YearStep
from bianzhi.domain.day_words import day_in_words
from bianzhi.domain.establishment import CellKey, Establishment
from bianzhi.domain.plan import Plan
from bianzhi.domain.plan_columns import PaperValue
from bianzhi.law.retirement import retirement_category
from bianzhi.writing.report_lines import NUMBER, numbered
from bianzhi.writing.workbook_styles import Kind, Paper, Table, TableColumn, write_tables

TITLE = "分年度超编消化计划"
_PROPOSED = "本表为建议：以后年度的退休、调动为测算数，供研究参考，届时以当年台账为准。"
_UNIT = TableColumn("单位", 28)
_TYPE = TableColumn("编制类型", 16, Kind.CENTER)

_Lines = list[list[PaperValue]]


def write(path: Path, yearly: YearlyPlan, plan: Plan, establishment: Establishment) -> None:
    """Write the plan over time.

    Six sheets: 分年度汇总, 分单位消化计划 (cell by cell, the years side by side), 到龄退休名单, 拟调动名单, 等待测算 and 测算说明.
    Totals tie: what a year leaves is what the next begins with.

    Raises
    ------
    BianzhiError
        The file cannot be written.
    """
    tables = (
        _years(yearly, plan),
        _cells(yearly, establishment),
        _retirements(yearly, establishment),
        _moves(yearly, plan, establishment),
        _waiting(yearly),
        _notes(yearly),
    )
    write_tables(path, tables, TITLE, plan.day)


def _years(yearly: YearlyPlan, plan: Plan) -> Table:
    columns = (
        TableColumn("年度", 10, Kind.CENTER),
        TableColumn("起", 16, Kind.CENTER),
        TableColumn("止", 16, Kind.CENTER),
        TableColumn("年初超编（人）", 12, Kind.EXCESS),
        TableColumn("拟调动（人）", 12, Kind.COUNT),
        TableColumn("到龄退休（人）", 12, Kind.COUNT),
        TableColumn("在途调入（人）", 12, Kind.COUNT),
        TableColumn("在途调出（人）", 12, Kind.COUNT),
        TableColumn("年末超编（人）", 12, Kind.EXCESS),
        TableColumn("比年初减少（人）", 12, Kind.COUNT),
    )
    whole = [step for step in yearly.steps if not step.unit]
    lines: _Lines = [
        [
            f"{step.year}年",
            max(plan.day, date(step.year, 1, 1)),
            date(step.year, 12, 31),
            step.excess_before,
            step.moves,
            step.retiring,
            step.entering,
            step.leaving,
            step.excess_after,
            step.excess_before - step.excess_after,
        ]
        for step in whole
    ]
    sums = [sum(getattr(step, name) for step in whole) for name in ("moves", "retiring", "entering", "leaving")]
    first, last = whole[0].excess_before, whole[-1].excess_after
    total: list[PaperValue] = ["合计", None, None, first, *sums, last, first - last]
    subtitle = f"{_PROPOSED}\n首年自方案日期起，其余各年自1月1日起；超编按机构和编制类型分别计算，不相抵。"
    return Table("分年度汇总", f"{TITLE}（建议）", subtitle, columns, lines, total)


def _cells(yearly: YearlyPlan, establishment: Establishment) -> Table:
    years = [step.year for step in yearly.steps if not step.unit]
    columns = [NUMBER, _UNIT, _TYPE]
    columns += [TableColumn(name, 9, Kind.COUNT) for name in ("核定编制（名）", "实有（人）")]
    columns.append(TableColumn("现超编（人）", 9, Kind.EXCESS))
    for year in years:
        columns += [TableColumn(f"{year}年{name}", 9, Kind.COUNT) for name in ("调出", "退休")]
        columns.append(TableColumn(f"{year}年末超编", 9, Kind.EXCESS))
    by_cell: dict[CellKey, list[YearStep]] = {}
    for step in yearly.steps:
        if step.unit and step.category is not None:
            by_cell.setdefault((step.unit, step.category), []).append(step)
    lines: _Lines = []
    for cell, steps in by_cell.items():
        counts = [establishment.authorized.get(cell, 0), establishment.in_post.get(cell, 0), establishment.excess(cell)]
        of_years = [figure for step in steps for figure in (step.moves, step.retiring, step.excess_after)]
        lines.append([establishment.unit[cell[0]].name, cell[1].value, *counts, *of_years])
    sums = [sum(value for value in column if isinstance(value, int)) for column in list(zip(*lines, strict=True))[2:]]
    subtitle = (
        "列出各年有超编、退休、调动或在途人员的机构和编制类型；调出含到本单位其他编制类型的。\n"
        "年末超编＝上年末超编与调动、退休、在途变动逐项计算的结果，不低于0。"
    )
    total: list[PaperValue] = ["合计", None, None, *sums] if lines else []
    return Table(
        "分单位消化计划",
        "分单位超编消化计划（建议）",
        subtitle,
        tuple(columns),
        numbered(lines),
        total,
        Paper.A3,
        frozen_columns=3,
    )


def _retirements(yearly: YearlyPlan, establishment: Establishment) -> Table:
    columns = (
        NUMBER,
        TableColumn("法定退休月份", 14, Kind.MONTH),
        TableColumn("姓名", 12, Kind.CENTER),
        TableColumn("人员编号", 16, Kind.CENTER),
        _UNIT,
        _TYPE,
        TableColumn("出生年月", 14, Kind.MONTH),
        TableColumn("退休类别", 10, Kind.CENTER),
        TableColumn("现所在单位超编（人）", 12, Kind.EXCESS),
    )
    lines: _Lines = []
    for month, id in yearly.retirements:
        person = establishment.person[id]
        assert person.category is not None
        lines.append(
            [
                month,
                person.name,
                id,
                establishment.unit[person.unit].name,
                person.category.value,
                person.born,
                retirement_category(person).value,
                establishment.excess((person.unit, person.category)),
            ]
        )
    total: list[PaperValue] = ["合计", None, f"{len(lines)}人", *[None] * 6]
    subtitle = "按出生年月和退休类别推算的法定退休月份；退休类别未填的按性别和人员类别推定。弹性提前、延迟退休未计。"
    return Table(
        "到龄退休名单", "到龄退休人员名单（测算）", subtitle, columns, numbered(lines), total, frozen_columns=4
    )


def _moves(yearly: YearlyPlan, plan: Plan, establishment: Establishment) -> Table:
    columns = (
        NUMBER,
        TableColumn("拟生效日期", 16, Kind.CENTER),
        TableColumn("性质", 14, Kind.CENTER),
        TableColumn("姓名", 12, Kind.CENTER),
        TableColumn("人员编号", 16, Kind.CENTER),
        TableColumn("拟调出单位", 28),
        TableColumn("调出编制类型", 16, Kind.CENTER),
        TableColumn("拟调入单位", 28),
        TableColumn("调入编制类型", 16, Kind.CENTER),
        TableColumn("岗位", 20),
        TableColumn("匹配分", 8, Kind.COUNT),
    )
    lines: _Lines = [
        [
            day,
            "本方案" if day == plan.day else "以后年度测算",
            establishment.person[move.person].name,
            move.person,
            establishment.unit[move.from_unit].name,
            move.from_category.value,
            establishment.unit[move.to_unit].name,
            move.to_category.value,
            move.place.post or "空编",
            move.fit.score,
        ]
        for day, move in yearly.moves
    ]
    total: list[PaperValue] = ["合计", None, None, f"{len(lines)}人", *[None] * 7]
    subtitle = f"本方案的调动自方案日期（{day_in_words(plan.day)}）起，以后年度的自当年1月1日起。{_PROPOSED}"
    return Table(
        "拟调动名单",
        "分年度拟调动人员名单（建议）",
        subtitle,
        columns,
        numbered(lines),
        total,
        Paper.A3,
        frozen_columns=5,
    )


def _waiting(yearly: YearlyPlan) -> Table:
    columns = (
        TableColumn("等待月数", 14, Kind.CENTER),
        TableColumn("退休自然消化超编（人）", 20, Kind.COUNT),
        TableColumn("现在拟调动（人）", 20, Kind.COUNT),
        TableColumn("到期剩余超编（人）", 20, Kind.EXCESS),
        TableColumn("匹配总分", 16, Kind.COUNT),
    )
    lines: _Lines = [
        [f"{point.months}个月", point.dissolves, point.moves, point.remaining, point.fit] for point in yearly.curve
    ]
    subtitle = "每一行都是一次完整求解：退休在所列月数内能够消化的超编不安排调动，其余按同一设置求最优。"
    return Table("等待测算", "现在调动与等待自然减员的比较", subtitle, columns, lines)


def _notes(yearly: YearlyPlan) -> Table:
    columns = (NUMBER, TableColumn("内容", 130))
    return Table(
        "测算说明", f"{TITLE}测算说明", _PROPOSED, columns, numbered([sentence] for sentence in yearly.sentences)
    )
