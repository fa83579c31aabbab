"""The plan workbook: the proposal as tables a meeting can read, a clerk can work on, and ``verify`` can check."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from bianzhi.domain.establishment import Establishment, Person
from bianzhi.domain.identifiers import masked
from bianzhi.domain.plan import Merger, Move, Plan
from bianzhi.domain.plan_columns import (
    BALANCE,
    EXCLUDED,
    GOALS,
    MANUAL,
    MOVES,
    OPEN_POST,
    OVERVIEW,
    PLAN_TITLE,
    PROPOSAL_NOTE,
    REMAINING,
    SECTIONS,
    STATUS_WORDS,
    TOTAL,
    BalanceColumn,
    ExcludedColumn,
    Figure,
    ManualColumn,
    MoveColumn,
    OverviewColumn,
    PaperValue,
    PlanSheet,
    RemainingColumn,
    check_code,
    objective_conclusion,
    paper_date,
    paper_id,
)
from bianzhi.writing.plan_figures import Counts, PlanFigures
from bianzhi.writing.plan_fingerprint_table import fingerprint_table
from bianzhi.writing.plan_sections_table import section_lines
from bianzhi.writing.plan_settings_table import settings_table
from bianzhi.writing.plan_table import Line, dated, plan_table, written
from bianzhi.writing.workbook_styles import Table, write_tables


def write(path: Path, plan: Plan, establishment: Establishment, mergers: tuple[Merger, ...] = ()) -> None:
    """Write the plan workbook.

    Parameters
    ----------
    path
        Where to; overwritten.
    plan
        The plan; its persons and units are those of ``establishment``.
    establishment
        The ledger the plan was made from.
    mergers
        Section mergers to show beside it; without any the sheet 内设机构整合对照表 has headings only.

    Raises
    ------
    BianzhiError
        The file cannot be written.

    Notes
    -----
    Identity numbers are masked wherever they stand. The same plan makes the same bytes: the date in the file is the
    plan's day. Where the office set anything specially, 要求与设置 tells it for readers before 参数与指纹, which holds the
    same for ``verify`` and ends with a digest over all lines, which ``bianzhi.rules.plans`` recomputes.
    """
    *proposal, fingerprint = plan_tables(plan, establishment, mergers)
    write_tables(path, [*proposal, *settings_table(plan, establishment), fingerprint], PLAN_TITLE, plan.day)


def plan_tables(plan: Plan, establishment: Establishment, mergers: tuple[Merger, ...] = ()) -> list[Table]:
    """The sheets that ``verify`` checks, in order, as they are written."""
    tables = [
        plan_table(OVERVIEW, PLAN_TITLE, _overview_lines(plan, establishment), f"{dated(plan)}　{PROPOSAL_NOTE}"),
        _balance_table(plan, establishment),
        moves_table(plan, establishment),
        _counted(plan, REMAINING, "未消化超编及原因", _remaining_lines(plan, establishment), "处"),
        _counted(plan, EXCLUDED, "不纳入人员及依据", _excluded_lines(plan, establishment), "人"),
        _counted(plan, MANUAL, "需专项审批人员（不在本方案调整之列）", _manual_lines(plan, establishment), "人"),
        _counted(plan, SECTIONS, "内设机构整合建议对照表（拟）", section_lines(mergers, establishment), "个原内设机构"),
    ]
    return [*tables, fingerprint_table(plan, tables)]


def moves_table(plan: Plan, establishment: Establishment) -> Table:
    """The sheet 人员调整名册."""
    return _counted(plan, MOVES, "人员调整建议名册（拟）", _move_lines(plan, establishment), "人")


def _counted(plan: Plan, sheet: PlanSheet, title: str, lines: Iterable[Line], measure: str) -> Table:
    known = list(lines)
    return plan_table(sheet, title, known, f"{dated(plan)}　共 {len(known)} {measure}　{PROPOSAL_NOTE}")


def _overview_lines(plan: Plan, establishment: Establishment) -> Iterable[Line]:
    for figure, value in _figures(plan, establishment).items():
        yield {OverviewColumn.ITEM: figure.value, OverviewColumn.VALUE: value}
    for objective in plan.objectives:
        yield {
            OverviewColumn.ITEM: GOALS.get(objective.name, objective.name),
            OverviewColumn.VALUE: objective.value,
            OverviewColumn.BOUND: objective.bound,
            OverviewColumn.REMARK: objective_conclusion(objective.value, objective.bound),
        }


def _figures(plan: Plan, establishment: Establishment) -> Mapping[Figure, PaperValue]:
    figures = PlanFigures(plan, establishment)
    total = figures.total
    return {
        Figure.LEDGER: establishment.name,
        Figure.DAY: paper_date(plan.day),
        Figure.STATUS: STATUS_WORDS[plan.status],
        Figure.UNITS: len(establishment.units),
        Figure.AUTHORIZED: total.authorized,
        Figure.IN_POST: total.in_post,
        Figure.EXCESS_BEFORE: plan.excess_before,
        Figure.VACANCIES_BEFORE: total.vacancies,
        Figure.MOVES: len(plan.moves),
        Figure.BETWEEN_UNITS: figures.leaving_units.total(),
        Figure.WITHIN_UNITS: figures.within_units,
        Figure.GIVING_UNITS: len(figures.leaving_units),
        Figure.RECEIVING_UNITS: len(figures.arriving_units),
        Figure.EXCESS_AFTER: plan.excess_after,
        Figure.VACANCIES_AFTER: total.vacancies_after,
        Figure.EXCLUDED: len(plan.excluded),
        Figure.MANUAL: len(plan.manual),
    }


def _balance_table(plan: Plan, establishment: Establishment) -> Table:
    figures = PlanFigures(plan, establishment)
    lines = [
        {
            BalanceColumn.NUMBER: number,
            BalanceColumn.UNIT: unit,
            BalanceColumn.UNIT_NAME: establishment.unit[unit].name,
            BalanceColumn.KIND: establishment.unit[unit].kind.value,
            BalanceColumn.CATEGORY: category.value,
            **_counts(counts),
        }
        for number, ((unit, category), counts) in enumerate(figures.cells.items(), 1)
    ]
    subtitle = f"{dated(plan)}　单位：名、人；超编、空编按单位和编制类型分别计算，不相互抵销。{PROPOSAL_NOTE}"
    total = {BalanceColumn.UNIT_NAME: TOTAL, **_counts(figures.total)}
    return plan_table(BALANCE, "编制调整建议对照表（拟）", lines, subtitle, total)


def _counts(counts: Counts) -> Line:
    return {
        BalanceColumn.AUTHORIZED: counts.authorized,
        BalanceColumn.IN_POST_BEFORE: counts.in_post,
        BalanceColumn.EXCESS_BEFORE: counts.excess,
        BalanceColumn.VACANCIES_BEFORE: counts.vacancies,
        BalanceColumn.LEAVING: counts.leaving,
        BalanceColumn.ARRIVING: counts.arriving,
        BalanceColumn.IN_POST_AFTER: counts.in_post_after,
        BalanceColumn.EXCESS_AFTER: counts.excess_after,
        BalanceColumn.VACANCIES_AFTER: counts.vacancies_after,
    }


def _move_lines(plan: Plan, establishment: Establishment) -> Iterable[Line]:
    orders = {person: order for order, people in enumerate(plan.orders, 1) for person in people}
    covered = [heading for heading in MoveColumn if heading not in (*MOVES.free, MoveColumn.CHECK)]
    for number, move in enumerate(plan.moves, 1):
        line: dict[str, PaperValue] = {
            MoveColumn.NUMBER: number,
            **_person_part(establishment, establishment.person[move.person]),
            **_place_part(establishment, move),
            MoveColumn.FIT: move.fit.score,
            MoveColumn.ORDER: orders.get(move.person, 1),
            MoveColumn.REASON: "；".join(reason.rstrip("。；") for reason in move.reasons) or "消化超编、充实空编",
            MoveColumn.SOURCE: move.source or "《地方各级人民政府机构设置和编制管理条例》第6条",
            MoveColumn.NOTE: _note(plan, establishment.person[move.person], move),
        }
        whole = dict(zip(MoveColumn, written(MOVES, line), strict=True))
        line[MoveColumn.CHECK] = check_code(whole[heading] for heading in covered)
        yield line


def _person_part(establishment: Establishment, person: Person) -> Line:
    section = establishment.section.get(person.section)
    return {
        MoveColumn.PERSON: paper_id(person.id),
        MoveColumn.NAME: person.name,
        MoveColumn.SEX: person.known_sex.value if person.known_sex else None,
        MoveColumn.BIRTH: paper_date(person.born),
        MoveColumn.CITIZEN_NUMBER: masked(person.citizen_number),
        MoveColumn.EDUCATION: person.education,
        MoveColumn.MAJOR: person.major,
        MoveColumn.STATUS: person.status.value if person.status else None,
        MoveColumn.FROM_CATEGORY: person.category.value if person.category else None,
        MoveColumn.FROM_UNIT: person.unit,
        MoveColumn.FROM_UNIT_NAME: establishment.unit[person.unit].name,
        MoveColumn.FROM_SECTION: section.name if section else None,
        MoveColumn.GRADE: person.grade,
        MoveColumn.POST_SINCE: paper_date(person.post_since),
    }


def _place_part(establishment: Establishment, move: Move) -> Line:
    section = establishment.section.get(move.place.section)
    return {
        MoveColumn.TO_UNIT: move.to_unit,
        MoveColumn.TO_UNIT_NAME: establishment.unit[move.to_unit].name,
        MoveColumn.TO_SECTION: section.name if section else None,
        MoveColumn.POST: move.place.post or OPEN_POST,
        MoveColumn.POST_ROW: move.place.row or None,
        MoveColumn.TO_CATEGORY: move.to_category.value,
    }


def _note(plan: Plan, person: Person, move: Move) -> str:
    notes = []
    if move.from_unit == move.to_unit:
        notes.append("本单位内改用编制类型")
    if person.sanction_ends is not None and person.sanction_ends > plan.day:
        notes.append("有关期限未满，调整前请组织人事部门核实")  # what period it is stays with those who may know
    return "；".join(notes)


def _remaining_lines(plan: Plan, establishment: Establishment) -> Iterable[Line]:
    order = {cell: number for number, cell in enumerate(establishment.cells)}
    left = sorted(plan.remaining, key=lambda item: order.get((item.unit, item.category), len(order)))
    for number, item in enumerate(left, 1):
        yield {
            RemainingColumn.NUMBER: number,
            RemainingColumn.UNIT: item.unit,
            RemainingColumn.UNIT_NAME: establishment.unit[item.unit].name,
            RemainingColumn.CATEGORY: item.category.value,
            RemainingColumn.EXCESS: item.excess,
            RemainingColumn.WHY: item.why,
        }


def _excluded_lines(plan: Plan, establishment: Establishment) -> Iterable[Line]:
    for number, item in enumerate(plan.excluded, 1):
        person = establishment.person[item.person]
        yield {
            ExcludedColumn.NUMBER: number,
            ExcludedColumn.PERSON: paper_id(person.id),
            ExcludedColumn.NAME: person.name,
            ExcludedColumn.UNIT: person.unit,
            ExcludedColumn.UNIT_NAME: establishment.unit[person.unit].name,
            ExcludedColumn.CATEGORY: person.category.value if person.category else None,
            ExcludedColumn.RULE: item.rule,
            ExcludedColumn.SOURCE: item.source,
        }


def _manual_lines(plan: Plan, establishment: Establishment) -> Iterable[Line]:
    for number, item in enumerate(plan.manual, 1):
        person = establishment.person[item.person]
        yield {
            ManualColumn.NUMBER: number,
            ManualColumn.PERSON: paper_id(person.id),
            ManualColumn.NAME: person.name,
            ManualColumn.UNIT: person.unit,
            ManualColumn.UNIT_NAME: establishment.unit[person.unit].name,
            ManualColumn.STATUS: person.status.value if person.status else None,
            ManualColumn.CATEGORY: person.category.value if person.category else None,
            ManualColumn.WHY: item.why,
        }
