"""Sheets of 方案说明: person by person, what holds up the rest, fairness, robustness, the years."""

from bianzhi.domain.advice import Advice
from bianzhi.domain.answers import CurvePoint, PlaceAnswer, YearStep
from bianzhi.domain.establishment import Establishment
from bianzhi.domain.plan import Plan
from bianzhi.domain.plan_columns import PaperValue, paper_id
from bianzhi.writing.advice_words import PROPOSED, burdens_found, person_name, robustness_words, unit_name, whole_years
from bianzhi.writing.report_lines import NUMBER, numbered
from bianzhi.writing.workbook_styles import Kind, Paper, Table, TableColumn

_Lines = list[list[PaperValue]]
_COUNT, _CENTER = Kind.COUNT, Kind.CENTER
_PLACES = 3
"""Places told of one person."""


def people(advice: Advice, plan: Plan, establishment: Establishment) -> Table | None:
    """为什么（逐人）: one line a person asked about."""
    if not advice.people:
        return None
    columns = (
        NUMBER,
        TableColumn("人员编号", 14, _CENTER),
        TableColumn("姓名", 10, _CENTER),
        TableColumn("现单位", 24),
        TableColumn("编制类型", 13, _CENTER),
        TableColumn("本方案", 16, _CENTER),
        TableColumn("说明", 70),
        TableColumn("依据", 30),
        TableColumn("不调此人时改由", 20),
        TableColumn("其他较合适的去向", 50),
    )
    lines: _Lines = []
    for answer in advice.people:
        person = establishment.person.get(answer.person)
        lines.append(
            [
                paper_id(answer.person),
                person.name if person else None,
                unit_name(establishment, person.unit) if person else None,
                person.category.value if person and person.category else None,
                answer.standing.value,
                "\n".join(answer.sentences),
                answer.source,
                "、".join(person_name(establishment, id) for id in answer.instead),
                "\n".join(_place_words(place, establishment) for place in answer.places[:_PLACES]),
            ]
        )
    return Table(
        "为什么（逐人）",
        "拟调整及未调整的理由（逐人）",
        PROPOSED,
        columns,
        numbered(lines),
        (),
        Paper.A3,
        frozen_columns=3,
    )


def _place_words(answer: PlaceAnswer, establishment: Establishment) -> str:
    place = answer.place
    post = f"“{place.post}”" if place.post else ""
    return f"{unit_name(establishment, place.unit)}{place.category}{post}：{answer.why}{answer.price_words}"


def blockage(advice: Advice, plan: Plan, establishment: Establishment) -> Table | None:
    """堵点与放宽: bottlenecks, relaxations, and the two curves, each a kind of line."""
    found = advice.blockage
    if found is None:
        return None
    columns = (
        NUMBER,
        TableColumn("类别", 12, _CENTER),
        TableColumn("内容", 70),
        TableColumn("涉及超编（人）", 12, _COUNT),
        TableColumn("可安置（人）", 12, _COUNT),
        TableColumn("未消化超编（人）", 12, _COUNT),
        TableColumn("调整人数（人）", 12, _COUNT),
        TableColumn("匹配总分（分）", 12, _COUNT),
        TableColumn("设置项", 26),
        TableColumn("设置值", 10, _CENTER),
        TableColumn("依据", 36),
    )
    lines: _Lines = [
        ["堵点", each.sentence, each.people, each.room, None, None, None, None, None, each.source]
        for each in found.bottlenecks
    ]
    for relaxation in found.relaxations:
        freed: list[PaperValue] = [None, relaxation.frees, None, None, None]
        lines.append(["放宽", relaxation.sentence, *freed, relaxation.setting, relaxation.value, relaxation.source])
    lines += [["份额曲线", f"调出份额为{point.at}%时", *_curve(point)] for point in found.by_share]
    lines += [["人数曲线", f"至多调整{point.at}人时", *_curve(point)] for point in found.by_moves]
    subtitle = f"放宽的“可安置”为单独放宽该项、重新求解后多安置的人数；各项不可相加。{PROPOSED}"
    return Table("堵点与放宽", "未消化超编的堵点和可研究放宽的事项", subtitle, columns, numbered(lines), (), Paper.A3)


def _curve(point: CurvePoint) -> list[PaperValue]:
    return [None, None, point.remaining, point.moves, point.fit, None, None, None]


def burdens(advice: Advice, plan: Plan, establishment: Establishment) -> Table | None:
    """公平性: one line a group."""
    if not advice.burdens:
        return None
    columns = (
        NUMBER,
        TableColumn("分组", 10, _CENTER),
        TableColumn("组别", 30),
        TableColumn("调整前实有", 11, _COUNT),
        TableColumn("可调整", 11, _COUNT),
        TableColumn("拟调整", 11, _COUNT),
        TableColumn("按比例约", 11, _COUNT),
        TableColumn("调整后实有", 11, _COUNT),
        TableColumn("提示", 60),
    )
    lines: _Lines = [
        [
            *(each.grouping, each.group, each.in_post, each.movable, each.moved, each.expected, each.after),
            each.warning,
        ]
        for each in advice.burdens
    ]
    subtitle = (
        f"单位：人。可调整为超编编制中没有不可调整情形的人员；按比例约为拟调整总数×本组可调整人数÷可调整总数，四舍五入。"
        f"{burdens_found(advice.burdens)}"
    )
    return Table("公平性", "拟调整人员的分布", subtitle, columns, numbered(lines), frozen_columns=3)


def robustness(advice: Advice, plan: Plan, establishment: Establishment) -> Table | None:
    """稳健性: the spread over the draws, then everyone whose refusal costs."""
    found = advice.robustness
    if found is None:
        return None
    columns = (
        NUMBER,
        TableColumn("项目", 40),
        TableColumn("最少", 10, _COUNT),
        TableColumn("中位数", 10, _COUNT),
        TableColumn("最多", 10, _COUNT),
        TableColumn("单位", 24),
        TableColumn("拟调入单位", 24),
        TableColumn("说明", 70),
    )
    to = {move.person: move for move in plan.moves}
    lines: _Lines = [["结论", *[None] * 5, sentence] for sentence in robustness_words(found, plan)]
    lines += [
        [f"{found.refusing}人不同意时的未消化超编（人）", *found.remaining, None, None, f"{found.draws}次测算"],
        [f"{found.refusing}人不同意时另须改动的名册行（行）", *found.replaced, None, None, "不含不同意的人员本人"],
    ]
    for id, more in found.critical:
        units = (to[id].from_unit, to[id].to_unit) if id in to else ("", "")
        where = [unit_name(establishment, unit) for unit in units]
        lines.append([person_name(establishment, id), more, more, more, *where, f"不同意时未消化超编增加{more}人"])
    return Table("稳健性", "有人不同意时的影响", PROPOSED, columns, numbered(lines), frozen_columns=2)


def years(advice: Advice, plan: Plan, establishment: Establishment) -> Table | None:
    """分年度消化计划: the years of the whole ledger, then cell by cell."""
    if advice.yearly is None:
        return None
    columns = (
        NUMBER,
        TableColumn("年度", 9, _CENTER),
        TableColumn("单位", 30),
        TableColumn("编制类型", 15, _CENTER),
        TableColumn("年初超编", 11, Kind.EXCESS),
        TableColumn("拟调整", 11, _COUNT),
        TableColumn("到龄退休", 11, _COUNT),
        TableColumn("在途调入", 11, _COUNT),
        TableColumn("在途调出", 11, _COUNT),
        TableColumn("年末超编", 11, Kind.EXCESS),
    )
    steps = [*whole_years(advice.yearly), *(step for step in advice.yearly.steps if step.unit)]
    lines: _Lines = [_year(step, establishment) for step in steps]
    subtitle = f"单位：人。首年自方案日期起；先列全部合计，再分单位、分编制类型列出。{PROPOSED}"
    return Table("分年度消化计划", "分年度超编消化计划", subtitle, columns, numbered(lines), frozen_columns=3)


def _year(step: YearStep, establishment: Establishment) -> list[PaperValue]:
    return [
        *(f"{step.year}年", unit_name(establishment, step.unit) if step.unit else "全部"),
        *(step.category.value if step.category else None, step.excess_before, step.moves, step.retiring),
        *(step.entering, step.leaving, step.excess_after),
    ]
