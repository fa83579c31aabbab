"""A plan as rows: who is proposed to move, what remains over quota, who is left out."""

from collections import Counter

from bianzhi.domain.day_words import day_in_words
from bianzhi.domain.establishment import Establishment, Person
from bianzhi.domain.plan import Move, Plan
from bianzhi.domain.plan_columns import GOALS, objective_conclusion
from bianzhi.ui.tables.shown import OPEN_POST_WORDS, chinese_month, shown

Row = dict[str, str | int]


def move_rows(establishment: Establishment, plan: Plan) -> list[Row]:
    """One row per proposed move, in the order of the roster."""
    rows: list[Row] = []
    for number, move in enumerate(plan.moves, start=1):
        person = establishment.person[move.person]
        rows.append(
            {
                "序号": number,
                "姓名": shown(person.name),
                "现单位": unit_name(establishment, move.from_unit),
                "拟调入单位": unit_name(establishment, move.to_unit),
                "匹配分": move.fit.score,
                "拟任岗位": shown(move.place.post) or OPEN_POST_WORDS,
                "现编制类型": move.from_category.value,
                "拟用编制类型": move.to_category.value,
                "人员类别": person.status.value if person.status else "",
                "人员编号": person.id,
                "理由": shown("".join(move.reasons[:1])),
            }
        )
    return rows


def flow_rows(establishment: Establishment, plan: Plan) -> list[Row]:
    """Persons proposed to move between each pair of units: giving units in ledger order, the largest flows first."""
    flows = Counter((move.from_unit, move.to_unit) for move in plan.moves)
    order = {unit.code: place for place, unit in enumerate(establishment.units)}
    pairs = sorted(flows, key=lambda pair: (order.get(pair[0], 0), -flows[pair], order.get(pair[1], 0)))
    return [
        {"现单位": unit_name(establishment, giving), "拟调入单位": unit_name(establishment, receiving), "人数": count}
        for giving, receiving in pairs
        if (count := flows[giving, receiving])
    ]


def why_no_certificate(plan: Plan) -> str:
    """Why no prices prove a plan's optimum; empty where they do."""
    if plan.settings.exchange.extra_moves:
        return "含双向交流的方案没有最优性证书，请对不含双向交流的方案取得证书。"
    if plan.replaces:
        return "在原方案基础上调整的方案没有最优性证书。如需证书，请在「编制调剂」不勾选「尽量保留」重新求解。"
    return ""


def move_figures(plan: Plan) -> str:
    """How many units give and how many receive, and how many people only change type within their unit."""
    between = plan.between_units
    giving, receiving = {move.from_unit for move in between}, {move.to_unit for move in between}
    within = len(plan.moves) - len(between)
    told = f"，另有 {within} 人在本单位内改变编制类型" if within else ""
    return f"{len(giving)} 个单位调出，{len(receiving)} 个调入{told}"


def fit_figures(plan: Plan) -> tuple[str, str]:
    """The total fit, and what that is a person."""
    total = sum(move.fit.score for move in plan.moves)
    average = f"人均 {total / len(plan.moves):.1f} 分" if plan.moves else "无调整"
    return f"{total:,} 分", average


def rows_that_mention(rows: list[Row], text: str) -> list[Row]:
    """Rows with ``text`` anywhere in them; all of them where it is blank."""
    wanted = text.strip()
    return [row for row in rows if wanted in "\n".join(str(value) for value in row.values())] if wanted else rows


def fit_rows(move: Move) -> list[Row]:
    """The parts of a move's fit."""
    return [
        {"项目": part.name, "得分": part.score, "权重": part.weight, "说明": shown(part.why)} for part in move.fit.parts
    ]


def person_facts(establishment: Establishment, person: Person) -> list[tuple[str, str]]:
    """What the roster says of a person, as far as the plan rests on it; the identity number is left out."""
    section = establishment.section.get(person.section)
    facts = (
        ("人员编号", person.id),
        ("性别", person.known_sex.value if person.known_sex else ""),
        ("出生年月", chinese_month(person.born)),
        ("学历", person.education),
        ("专业", person.major),
        ("人员类别", person.status.value if person.status else ""),
        ("职级", person.grade),
        ("内设机构", section.name if section else ""),
        ("资格证书", "、".join(person.certificates)),
        ("专长", "、".join(person.specialties)),
        ("任现职时间", chinese_month(person.post_since)),
        ("上次交流日期", day_in_words(person.last_exchange)),
        ("交流意愿", person.willingness.value),
    )
    return [(name, shown(value)) for name, value in facts if value]


def remaining_rows(establishment: Establishment, plan: Plan) -> list[Row]:
    """Excess that the plan cannot place, and why."""
    return [
        {
            "序号": number,
            "单位": unit_name(establishment, item.unit),
            "编制类型": item.category.value,
            "未消化超编": item.excess,
            "原因": shown(item.why),
        }
        for number, item in enumerate(plan.remaining, start=1)
    ]


def excluded_rows(establishment: Establishment, plan: Plan) -> list[Row]:
    """People in cells over quota who may not be moved, and the first rule that bars each."""
    return [
        {**_who(number, establishment, item.person), "不纳入情形": shown(item.rule), "依据": item.source}
        for number, item in enumerate(plan.excluded, start=1)
    ]


def manual_rows(establishment: Establishment, plan: Plan) -> list[Row]:
    """People who may move only by a special procedure."""
    return [
        {**_who(number, establishment, item.person), "说明": shown(item.why)}
        for number, item in enumerate(plan.manual, start=1)
    ]


def objective_rows(plan: Plan) -> list[Row]:
    """What each objective reached, and how sure that is."""
    return [
        {
            "目标": GOALS.get(objective.name, objective.name),
            "结果": objective.value,
            "最优界": objective.bound,
            "结论": objective_conclusion(objective.value, objective.bound),
        }
        for objective in plan.objectives
    ]


def unit_name(establishment: Establishment, code: str) -> str:
    """The full name of a unit, its code where the ledger has no such unit."""
    unit = establishment.unit.get(code)
    return shown(unit.name) if unit else code


def _who(number: int, establishment: Establishment, identifier: str) -> Row:
    person = establishment.person.get(identifier)
    if person is None:
        return {"序号": number, "姓名": "", "人员编号": identifier, "单位": "", "人员类别": "", "编制类型": ""}
    return {
        "序号": number,
        "姓名": shown(person.name),
        "人员编号": person.id,
        "单位": unit_name(establishment, person.unit),
        "人员类别": person.status.value if person.status else "",
        "编制类型": person.category.value if person.category else "",
    }
