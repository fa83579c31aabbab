"""Sheets of 方案说明 about other plans: what each gives up, who is placed otherwise, and what more moves bring."""

from bianzhi.domain.advice import Advice
from bianzhi.domain.establishment import Establishment
from bianzhi.domain.plan import Move, Plan
from bianzhi.domain.plan_columns import OPEN_POST, PaperValue, paper_id
from bianzhi.writing.advice_words import (
    GOALS,
    PROPOSED,
    compared,
    comparison_words,
    other_name,
    others_found,
    unit_name,
)
from bianzhi.writing.report_lines import NUMBER, numbered
from bianzhi.writing.workbook_styles import Kind, Paper, Table, TableColumn

_Lines = list[list[PaperValue]]


def other_plans(advice: Advice, plan: Plan, establishment: Establishment) -> Table | None:
    """备选方案: for each, every objective beside the proposed plan's, then what differs in words."""
    if advice.others is None:
        return None
    columns = (
        NUMBER,
        TableColumn("方案", 16, Kind.CENTER),
        TableColumn("项目", 26),
        TableColumn("建议方案", 12, Kind.COUNT),
        TableColumn("备选方案", 12, Kind.COUNT),
        TableColumn("差", 10, Kind.EXCESS),
        TableColumn("说明", 80),
    )
    lines: _Lines = []
    for number, other in enumerate(advice.others, 1):
        name = other_name(number)
        lines.append([name, "安排不同的人数（人）", None, other.changed, None, other.sentences[0]])
        for goal in other.gives_up:
            lines.append([name, GOALS.get(goal.name, goal.name), goal.plan, goal.other, goal.difference, None])
        lines += [[name, "说明", None, None, None, sentence] for sentence in other.sentences[1:]]
    subtitle = f"{others_found(advice)}{PROPOSED}"
    return Table("备选方案", "备选方案比较", subtitle, columns, numbered(lines), (), Paper.A3, frozen_columns=3)


def other_lists(advice: Advice, plan: Plan, establishment: Establishment) -> Table | None:
    """备选方案名册: everyone whom the proposed plan or the other one moves."""
    if not advice.others:
        return None
    columns = (
        NUMBER,
        TableColumn("方案", 16, Kind.CENTER),
        TableColumn("与建议方案比", 15, Kind.CENTER),
        TableColumn("人员编号", 14, Kind.CENTER),
        TableColumn("姓名", 10, Kind.CENTER),
        TableColumn("现单位", 26),
        TableColumn("编制类型", 14, Kind.CENTER),
        TableColumn("建议方案拟调入", 26),
        TableColumn("备选方案拟调入", 26),
        TableColumn("备选方案拟任岗位", 22),
        TableColumn("匹配分", 9, Kind.COUNT),
    )
    lines: _Lines = [
        [other_name(number), *_line(before, after, establishment)]
        for number, other in enumerate(advice.others, 1)
        for before, after in compared(plan, other)
    ]
    return Table(
        "备选方案名册", "备选方案人员名册（拟）", PROPOSED, columns, numbered(lines), (), Paper.A3, frozen_columns=5
    )


def _line(before: Move | None, after: Move | None, establishment: Establishment) -> list[PaperValue]:
    move = after or before
    assert move is not None
    person = establishment.person[move.person]
    return [
        *(comparison_words(before, after), paper_id(move.person), person.name),
        *(unit_name(establishment, move.from_unit), move.from_category.value),
        unit_name(establishment, before.to_unit) if before else None,
        unit_name(establishment, after.to_unit) if after else None,
        (after.place.post or OPEN_POST) if after else None,
        after.fit.score if after else None,
    ]


def trade_offs(advice: Advice, plan: Plan, establishment: Establishment) -> Table | None:
    """得失比较: the undominated points."""
    if not advice.trade_offs:
        return None
    columns = (
        NUMBER,
        TableColumn("至多调整（人）", 18, Kind.COUNT),
        TableColumn("调整人数（人）", 18, Kind.COUNT),
        TableColumn("未消化超编（人）", 18, Kind.COUNT),
        TableColumn("匹配总分（分）", 18, Kind.COUNT),
        TableColumn("平均匹配分（分）", 18, Kind.CENTER),
    )
    lines: _Lines = [
        [point.at, point.moves, point.remaining, point.fit, _average(point.fit, point.moves)]
        for point in advice.trade_offs
    ]
    subtitle = "每行都是该调整人数下未消化超编最少、匹配总分最高的方案，已逐一证明；没有列出的，各项都不优于所列各行。"
    return Table("得失比较", "调整人数、未消化超编与匹配的得失比较", subtitle, columns, numbered(lines))


def _average(fit: int, moves: int) -> float | None:
    """To one decimal, rounded half up."""
    return (20 * fit + moves) // (2 * moves) / 10 if moves else None
