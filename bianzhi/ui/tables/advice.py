"""Answers as rows: places of a person, what blocks, other plans, burdens, what refusals cost."""

from collections.abc import Iterable, Mapping, Sequence

from bianzhi.domain.answers import (
    Burden,
    OtherPlan,
    PersonAnswer,
    PlaceAnswer,
    Relaxation,
    Robustness,
    Standing,
)
from bianzhi.domain.establishment import Establishment
from bianzhi.domain.plan import Move, Place, Plan
from bianzhi.ui.tables.goals import objective_value, price_words, signed
from bianzhi.ui.tables.plans import unit_name
from bianzhi.ui.tables.shown import OPEN_POST_WORDS, shown

Row = dict[str, str | int | None]


def person_words(establishment: Establishment, identifier: str) -> str:
    """A person in a box or a sentence: name, id and unit; only the id where the ledger has nobody of it."""
    person = establishment.person.get(identifier)
    if person is None:
        return identifier
    return f"{shown(person.name)}（{person.id}，{unit_name(establishment, person.unit)}）"


def name_and_id(establishment: Establishment, identifier: str) -> str:
    """A person in a cell: name and id."""
    person = establishment.person.get(identifier)
    return f"{shown(person.name)}（{person.id}）" if person else identifier


def people_choices(establishment: Establishment) -> dict[str, str]:
    """Everybody who holds a post, by id, in the words of a box: found by name, id or unit."""
    return {person.id: person_words(establishment, person.id) for person in establishment.people if person.counted}


def place_words(establishment: Establishment, place: Place) -> str:
    """A place in a sentence."""
    return f"{unit_name(establishment, place.unit)}　{place.category.value}　{shown(place.post) or OPEN_POST_WORDS}"


def place_rows(establishment: Establishment, places: Sequence[PlaceAnswer]) -> list[Row]:
    """Places of one person, best first: may he take it, how well does it fit, what does it cost."""
    return [
        {
            "序号": number,
            "单位": unit_name(establishment, answer.place.unit),
            "岗位": shown(answer.place.post) or OPEN_POST_WORDS,
            "匹配分": answer.fit.score if answer.fit else None,
            "可否安排": _may_be(answer),
            "说明": shown(answer.blocked_by or answer.why),
            "如安排，方案的变化": price_words(answer.price) if answer.price else None,
            "受影响人员": "、".join(name_and_id(establishment, id) for id in answer.displaced) or None,
            "依据": shown(answer.source) or None,
            "编制类型": answer.place.category.value,
        }
        for number, answer in enumerate(places, start=1)
    ]


def _may_be(answer: PlaceAnswer) -> str:
    if not answer.allowed:
        return "不符合"
    return "符合，但安排不下" if answer.blocked_by else "符合"


def part_rows(answer: PersonAnswer, move: Move | None) -> list[Row]:
    """The parts of the fit at the place of the plan, or at the best place where there is none in the plan."""
    fit = move.fit if move else next((place.fit for place in answer.places if place.fit), None)
    parts = fit.parts if fit else ()
    return [{"项目": part.name, "得分": part.score, "权重": part.weight, "说明": shown(part.why)} for part in parts]


def not_moved_rows(establishment: Establishment, plan: Plan) -> list[Row]:
    """People of units over quota who are neither proposed to move nor barred from it, in the order of the roster."""
    named = {move.person for move in plan.moves} | {item.person for item in plan.excluded}
    over = [cell for cell in establishment.cells if establishment.excess(cell)]
    left = {person.id for cell in over for person in establishment.people_in.get(cell, ())} - named
    people = [person for person in establishment.people if person.id in left]
    return [
        {
            "序号": number,
            "姓名": shown(person.name),
            "人员编号": person.id,
            "单位": unit_name(establishment, person.unit),
            "人员类别": person.status.value if person.status else "",
            "编制类型": person.category.value if person.category else "",
            "职级": person.grade,
        }
        for number, person in enumerate(people, start=1)
    ]


def order_rows(establishment: Establishment, plan: Plan) -> list[Row]:
    """The orders of a plan with exchange, each with the moves that are carried out together."""
    moves = {move.person: move for move in plan.moves}
    return [
        {
            "次序": number,
            "姓名": shown(establishment.person[id].name),
            "现单位": unit_name(establishment, moves[id].from_unit),
            "拟调入单位": unit_name(establishment, moves[id].to_unit),
            "拟用编制类型": moves[id].to_category.value,
            "人员编号": id,
        }
        for number, together in enumerate(plan.orders, start=1)
        for id in together
        if id in moves and id in establishment.person
    ]


def ledger_relaxation_rows(found: Sequence[Relaxation]) -> list[Row]:
    """Relaxations that would change the ledger, such as more posts."""
    return [
        {"序号": number, "要改什么": shown(item.sentence), "可多消化": item.frees, "依据": shown(item.source) or None}
        for number, item in enumerate(found, start=1)
    ]


def other_plan_rows(plan: Plan, others: Sequence[OtherPlan]) -> list[Row]:
    """The plan and the others: what each reaches, and what it gives up."""
    rows: list[Row] = [_plan_row("本方案", plan, 0, "")]
    rows += [
        _plan_row(f"备选 {number}", other.plan, other.changed, price_words(other.gives_up))
        for number, other in enumerate(others, start=1)
    ]
    return rows


def _plan_row(name: str, plan: Plan, changed: int, price: str) -> Row:
    return {
        "方案": name,
        "安排不同": changed,
        "未消化超编": plan.excess_after,
        "拟调整人数": len(plan.moves),
        "匹配总分": objective_value(plan, "fit"),
        "与本方案相比": price,
    }


def placed_otherwise_rows(establishment: Establishment, plan: Plan, other: Plan) -> list[Row]:
    """People placed otherwise in another plan, in the order of the roster."""
    first = {move.person: move.place for move in plan.moves}
    second = {move.person: move.place for move in other.moves}
    ids = [person.id for person in establishment.people if first.get(person.id) != second.get(person.id)]
    return [
        {
            "序号": number,
            "姓名": shown(establishment.person[id].name),
            "现单位": unit_name(establishment, establishment.person[id].unit),
            "本方案": place_words(establishment, first[id]) if id in first else "不调整",
            "另一方案": place_words(establishment, second[id]) if id in second else "不调整",
            "人员编号": id,
        }
        for number, id in enumerate(ids, start=1)
    ]


def critical_rows(establishment: Establishment, found: Robustness) -> list[Row]:
    """People whose refusal costs most."""
    return [
        {"序号": number, "人员": person_words(establishment, id), "其不同意时多剩超编": cost}
        for number, (id, cost) in enumerate(found.critical, start=1)
    ]


def burden_rows(burdens: Iterable[Burden], grouping: str) -> list[Row]:
    """One row per group."""
    return [
        {
            "序号": number,
            grouping: shown(burden.group),
            "在编人数": burden.in_post,
            "可调整": burden.movable,
            "拟调整": burden.moved,
            "按比例应承担": burden.expected,
            "与应承担相差": signed(burden.moved - burden.expected),
            "调整后": burden.after,
            "提醒": shown(burden.warning) or None,
        }
        for number, burden in enumerate((each for each in burdens if each.grouping == grouping), start=1)
    ]


STANDING_COLORS: Mapping[Standing, str] = {
    Standing.MOVED: "blue",
    Standing.NOT_CONCERNED: "gray",
    Standing.LOCKED: "violet",
    Standing.NO_PLACE: "orange",
    Standing.NOT_CHOSEN: "orange",
    Standing.UNKNOWN: "red",
}
"""Where someone stands, as the color of its badge; the word stands in it."""
