"""Moves by hand as rows and words: people, places, lights, cells, and the price against the optimum."""

from collections.abc import Iterable, Mapping, Sequence

from bianzhi.domain.answers import PlanDifference
from bianzhi.domain.by_hand import CellStanding, HandMove, HandPlan, Light, PlaceOffer, Price
from bianzhi.domain.establishment import Establishment
from bianzhi.domain.finding import Severity
from bianzhi.domain.plan import Move, Place
from bianzhi.ui.tables.advice import place_words
from bianzhi.ui.tables.plans import person_facts, unit_name
from bianzhi.ui.tables.shown import OPEN_POST_WORDS, shown

Row = dict[str, str | int | None]

WAITING_WORDS = "待安置区"

_PRICE_WORDS = {
    "remaining_excess": ("多留 {} 人超编", "少留 {} 人超编"),
    "moves": ("多调 {} 人", "少调 {} 人"),
    "preferences": ("优先要求少满足 {} 分", "优先要求多满足 {} 分"),
    "rotation": ("任职年限长的少交流 {} 人", "任职年限长的多交流 {} 人"),
    "net_gain": ("双向交流净增分少 {} 分", "双向交流净增分多 {} 分"),
    "fit": ("相适度少 {} 分", "相适度多 {} 分"),
}
"""What a loss in each objective is called, and a gain."""

LIGHT_WORDS: Mapping[Severity | None, tuple[str, str, str]] = {
    Severity.ERROR: ("红", "✕", "red"),
    Severity.WARNING: ("黄", "▲", "orange"),
    Severity.NOTE: ("蓝", "i", "blue"),
    None: ("绿", "✓", "green"),
}
"""The word of a light, its sign, and its color, which says the same again."""


def price_words(prices: Iterable[Price]) -> str:
    """What differs from the optimum, e.g. 多留 1 人超编、多调 2 人、相适度少 35 分."""
    words = [_PRICE_WORDS[each.name][each.loss < 0].format(abs(each.loss)) for each in prices if each.loss]
    return "、".join(words)


def light_counts(lights: Sequence[Light]) -> dict[Severity | None, int]:
    """How many lights show each color, the worst first."""
    return {worst: sum(light.worst is worst for light in lights) for worst in LIGHT_WORDS}


def turned(before: Sequence[Light], now: Sequence[Light]) -> dict[str, str]:
    """Which lights show another color than before, by id, in words: 由绿变红."""
    earlier = {light.id: light.worst for light in before}
    return {
        light.id: f"由{LIGHT_WORDS[earlier[light.id]][0]}变{LIGHT_WORDS[light.worst][0]}"
        for light in now
        if light.id in earlier and earlier[light.id] is not light.worst
    }


def standing_words(establishment: Establishment, identifier: str, judged: HandPlan, by_hand: Sequence[HandMove]) -> str:
    """Where a person is to be as things stand, in a few words."""
    mark = "手工：" if any(move.person == identifier for move in by_hand) else ""
    if identifier in judged.waiting:
        return f"{mark}{WAITING_WORDS}"
    line = next((move for move in judged.plan.moves if move.person == identifier), None)
    if line is None:
        return f"{mark}留在原单位" if mark else "不调整"
    return f"{mark}拟调入{unit_name(establishment, line.to_unit)}"


def people_rows(
    establishment: Establishment, people: Sequence[str], judged: HandPlan, by_hand: Sequence[HandMove]
) -> list[Row]:
    """People to choose from, each with where he is to be."""
    return [
        {
            "姓名": shown(person.name),
            "单位": unit_name(establishment, person.unit),
            "内设机构": shown(section.name) if (section := establishment.section.get(person.section)) else "",
            "编制类型": person.category.value if person.category else "",
            "安排": standing_words(establishment, person.id, judged, by_hand),
            "人员编号": person.id,
        }
        for person in (establishment.person[id] for id in people)
    ]


def hand_rows(establishment: Establishment, judged: HandPlan, by_hand: Sequence[HandMove]) -> list[Row]:
    """One row for each move by hand, in the order in which these were made; red lights by what the rules say."""
    blamed: dict[str, list[str]] = {}
    for light in judged.broken:
        for id in light.persons if light.id not in judged.stale else ():
            blamed.setdefault(id, []).append(f"{light.title}（{light.id}）")
    lines = {move.person: move for move in judged.plan.moves}
    return [
        {
            "序号": number,
            "姓名": shown(establishment.person[move.person].name),
            "现单位": unit_name(establishment, establishment.person[move.person].unit),
            "手工安排": _arranged(establishment, move, lines.get(move.person)),
            "编制类型": _category(establishment, move),
            "匹配分": str(lines[move.person].fit.score) if move.person in lines else "",
            "红灯": "；".join(blamed.get(move.person, ())) or "无",
            "人员编号": move.person,
        }
        for number, move in enumerate(by_hand, start=1)
        if move.person in establishment.person
    ]


def _arranged(establishment: Establishment, move: HandMove, line: Move | None) -> str:
    if move.is_waiting:
        return WAITING_WORDS
    if line is None:
        return "留在原单位"
    return f"{unit_name(establishment, move.unit)}　{shown(move.post) or OPEN_POST_WORDS}"


def _category(establishment: Establishment, move: HandMove) -> str:
    category = move.category or establishment.person[move.person].category
    return category.value if category else ""


def offer_words(establishment: Establishment, offer: PlaceOffer) -> str:
    """A place in a box: unit, type, post, and the fit or that it is barred."""
    place = offer.place
    where = f"{unit_name(establishment, place.unit)}　{place.category.value}　{shown(place.post) or OPEN_POST_WORDS}"
    return f"{where}　匹配 {offer.fit.score} 分" if offer.is_open and offer.fit else f"{where}　✕ 不可安排"


def offer_rows(establishment: Establishment, offers: Sequence[PlaceOffer]) -> list[Row]:
    """Places of one person, open ones first."""
    return [
        {
            "单位": unit_name(establishment, offer.place.unit),
            "编制类型": offer.place.category.value,
            "岗位": shown(offer.place.post) or OPEN_POST_WORDS,
            "匹配分": str(offer.fit.score) if offer.fit else "",
            "可否安排": "符合" if offer.is_open else "不符合",
            "说明": shown(offer.barred) or "可以安排",
            "依据": shown(offer.source) or None,
        }
        for offer in offers
    ]


def cell_rows(establishment: Establishment, cells: Sequence[CellStanding], *, only_changed: bool) -> list[Row]:
    """Cells now, by the plan started from, and by hand; persons, and what they are over quota or short of it."""
    return [
        {
            "单位": unit_name(establishment, cell.unit),
            "编制类型": cell.category.value,
            "核定": cell.authorized,
            "现状": _persons(cell.now, cell.authorized),
            "起点方案": _persons(cell.started_from, cell.authorized),
            "手工后": _persons(cell.by_hand, cell.authorized),
            "手工增减": f"{cell.by_hand - cell.started_from:+d}" if cell.changed else "0",
        }
        for cell in cells
        if cell.changed or not only_changed
    ]


def card_facts(establishment: Establishment, id: str) -> list[tuple[str, str]]:
    """What the roster says of a person, whether he leads among it: a leader is not moved this way."""
    person = establishment.person[id]
    leads = [("领导职务", "是")] if person.is_leader else []
    rank = [("职务层次", person.leader_rank.value)] if person.leader_rank else []
    return [*leads, *rank, *person_facts(establishment, person)]


def filled_rows(establishment: Establishment, found: PlanDifference, waiting: Sequence[str]) -> list[Row]:
    """What the system changes in what was made by hand: where those who wait go, then whose places change."""
    lines: list[tuple[str, Place | None, Place | None]] = [
        *((id, before, after) for id, before, after in found.changed),
        *((id, before, None) for id, before in found.dropped),
        *((id, None, after) for id, after in found.added),
    ]
    lines.sort(key=lambda line: line[0] not in waiting)
    return [
        {
            "姓名": shown(establishment.person[id].name),
            "现单位": unit_name(establishment, establishment.person[id].unit),
            "手工调整后": place_words(establishment, before)
            if before
            else WAITING_WORDS
            if id in waiting
            else "不调整",
            "系统补齐后": place_words(establishment, after) if after else "不调整",
            "人员编号": id,
        }
        for id, before, after in lines
    ]


def step_words(before: Sequence[HandMove], after: Sequence[HandMove], establishment: Establishment) -> str:
    """What one step by hand did, with the person: 手工调整：钱国轩→区财政局; the name of a step in the history."""
    earlier, later = {move.person: move for move in before}, {move.person: move for move in after}
    changed = [move for id, move in later.items() if earlier.get(id) != move]
    gone = [id for id in earlier if id not in later]
    if changed:
        targets = dict.fromkeys(_target(move, establishment) for move in changed)
        where = next(iter(targets)) if len(targets) == 1 else ""
        return f"手工调整：{_names([move.person for move in changed], establishment)}{where}"
    if gone:
        return f"手工调整：撤回{_names(gone, establishment)}"
    return "手工调整"


def _target(move: HandMove, establishment: Establishment) -> str:
    person = establishment.person.get(move.person)
    if move.is_waiting:
        return f"→{WAITING_WORDS}"
    if person is not None and move.stays(person):
        return "留在原单位"
    return f"→{unit_name(establishment, move.unit)}"


def _names(persons: Sequence[str], establishment: Establishment) -> str:
    known = establishment.person.get(persons[0])
    first = shown(known.name if known else persons[0])
    return first if len(persons) == 1 else f"{first}等 {len(persons)} 人"


def _persons(persons: int, authorized: int) -> str:
    """14 人，超 7: persons in post, and how far from the quota."""
    if persons == authorized:
        return f"{persons} 人，满"
    return f"{persons} 人，{'超' if persons > authorized else '空'} {abs(persons - authorized)}"
