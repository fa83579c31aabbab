"""Why: for each move, each person left out, each post that stays over quota, in plain Chinese with the source."""

from collections import Counter

from bianzhi.domain.establishment import CellKey, Establishment, Person
from bianzhi.domain.plan import Exclusion, Fit, ManualCandidate, Plan, Remaining
from bianzhi.law.citation import statute
from bianzhi.law.identity_matrix import Passage, passage
from bianzhi.optimize.eligibility import bar
from bianzhi.optimize.reallocation.model import Pair, most_leaving
from bianzhi.optimize.reallocation.pairs import Candidates

_BEST_PARTS = 3
"""How many parts of the fit a reason names."""


def reasons(pair: Pair, fit: Fit, establishment: Establishment) -> tuple[str, ...]:
    """Why this person and this place: excess, vacancy, equal status, and the parts of fit that speak for it."""
    assert pair.person.category is not None and pair.person.status is not None
    origin, place = establishment.unit[pair.person.unit], pair.opening.place
    target = establishment.unit[place.unit]
    how = passage(pair.person.status, place.category).how
    first = f"{origin.name}{pair.person.category}超编{establishment.excess(pair.origin)}人，"
    first += f"{target.name}{place.category}空编{establishment.vacancies(place.cell)}名"
    second = f"身份对等：{pair.person.status}可占用{place.category}（{how}）"
    strong = sorted((part for part in fit.parts if part.weight), key=lambda part: -part.score * part.weight)
    third = f"人岗匹配{fit.score}分：" + "；".join(
        f"{part.name}{part.score}（{part.why}）" for part in strong[:_BEST_PARTS]
    )
    if place.post:
        return first, second, f"符合“{place.post}”岗位的全部要求", third
    return first, second, third


def sources(pair: Pair) -> str:
    """The articles a move rests on: excess must go, the type is not mixed, and the passage of the matrix."""
    assert pair.person.status is not None
    decree = statute("decree-486")
    cited = [decree.article(6), decree.article(15), passage(pair.person.status, pair.opening.place.category).source]
    return "；".join(dict.fromkeys(str(item) for item in cited))


def excluded(found: Candidates) -> tuple[Exclusion, ...]:
    """Everyone of the cells in excess who may not be moved, with the first rule that bars and its source."""
    return tuple(Exclusion(person.id, barred.rule, str(barred.source)) for person, barred in found.locked)


def manual_candidates(plan: Plan, establishment: Establishment, found: Candidates) -> tuple[ManualCandidate, ...]:
    """Movable people left in cells that stay in excess, for whom a vacancy exists by a special procedure (M cells)."""
    moved = {move.person for move in plan.moves}
    over = {(row.unit, row.category) for row in plan.remaining} or _over(plan, establishment)
    free = _free_vacancies(plan, establishment)
    listed = []
    for person in found.movable:
        if person.id not in moved and person.category is not None and (person.unit, person.category) in over:
            why = _manual_way(person, establishment, free)
            if why:
                listed.append(ManualCandidate(person.id, why))
    return tuple(listed)


def _over(plan: Plan, establishment: Establishment) -> set[CellKey]:
    after = plan.in_post_after(establishment)
    return {cell for cell in establishment.cells if after.get(cell, 0) > establishment.authorized.get(cell, 0)}


def _free_vacancies(plan: Plan, establishment: Establishment) -> dict[CellKey, int]:
    after = plan.in_post_after(establishment)
    return {
        cell: left
        for cell in establishment.cells
        if (left := establishment.authorized.get(cell, 0) - after.get(cell, 0)) > 0
    }


def _manual_way(person: Person, establishment: Establishment, free: dict[CellKey, int]) -> str:
    assert person.status is not None
    pool = establishment.unit[person.unit].pool
    for (unit, category), _ in free.items():
        way = passage(person.status, category)
        if way.passage is Passage.MANUAL and pool.opens_to(establishment.unit[unit].pool):
            total = sum(
                count
                for (where, kind), count in free.items()
                if kind is category and pool.opens_to(establishment.unit[where].pool)
            )
            return f"全区同池{category}尚有空编{total}名，{person.status}进入须办理：{way.how}（{way.source}）"
    return ""


def remaining(plan: Plan, establishment: Establishment, found: Candidates) -> tuple[Remaining, ...]:
    """Excess that the plan leaves, cell by cell, and what blocks it."""
    after = plan.in_post_after(establishment)
    rows = []
    for unit, category in establishment.cells:
        over = after.get((unit, category), 0) - establishment.authorized.get((unit, category), 0)
        if over > 0:
            why = _why_remaining((unit, category), plan, establishment, found)
            rows.append(Remaining(unit, category, over, why))
    return tuple(rows)


def _why_remaining(cell: CellKey, plan: Plan, establishment: Establishment, found: Candidates) -> str:
    moved = {move.person for move in plan.moves}
    left = [person for person in found.movable if (person.unit, person.category) == cell and person.id not in moved]
    locks = Counter(
        barred.kind for person, barred in found.locked if (person.unit, person.category) == cell and person.counted
    )
    parts = []
    if establishment.authorized.get(cell, 0) == 0:
        parts.append("核定编制为0，属撤销（未核编）单位人员未安置")
    if locks:
        parts.append(f"不可调整{sum(locks.values())}人（{_counted(locks)}）")
    if left:
        parts.append(f"可调整而未能安排{len(left)}人：{_why_left(cell, left, plan, establishment, found)}")
    return "；".join(parts) + "。"


def _why_left(cell: CellKey, left: list[Person], plan: Plan, establishment: Establishment, found: Candidates) -> str:
    """The first limit that binds, in the order in which a clerk would look for it."""
    unit = cell[0]
    paired = {pair.person.id for pair in found.pairs}
    if not any(person.id in paired for person in left):
        return _why_no_place(left, establishment, found)
    leaving = sum(move.from_unit == unit and move.to_unit != unit for move in plan.moves)
    if leaving >= most_leaving(found.settings, establishment.staff[unit]):
        return f"该单位调出已达上限（实有{establishment.staff[unit]}人的{found.settings.leaving_share_percent}%，即{leaving}人）"
    least = establishment.unit[unit].min_staff
    arriving = sum(move.to_unit == unit and move.from_unit != unit for move in plan.moves)
    if least is not None and establishment.staff[unit] - leaving + arriving <= min(least, establishment.staff[unit]):
        return f"该单位已降至最低保留人数{least}人"
    return _why_places_taken(left, plan, establishment, found)


def _why_no_place(left: list[Person], establishment: Establishment, found: Candidates) -> str:
    if not found.openings:
        return "全区没有空编"
    kinds: Counter[str] = Counter()
    for person in left:
        bars = [bar(establishment, person, opening, found.day) for opening in found.openings]
        closest = max((each for each in bars if each is not None), key=lambda each: _CLOSENESS.get(each.kind, 0))
        kinds[closest.kind] += 1
    return "；".join(f"{_NO_PLACE.get(kind, kind)}{count}人" for kind, count in kinds.most_common())


_CLOSENESS = {
    "编制类型不对等": 0,
    "跨编制池": 1,
    "服务期未满": 2,
    "层次不对等": 3,
    "学历不符": 4,
    "专业不符": 5,
    "资格不符": 6,
    "年龄不符": 7,
}
"""How far a person came in the order of the rules before being barred: the closest miss is the one to tell."""

_NO_PLACE = {
    "编制类型不对等": "全区没有身份对等的空编",
    "跨编制池": "身份对等的空编均在其他编制池",
    "服务期未满": "乡镇（街道）服务期未满，区直空编不能接收",
    "层次不对等": "无同层次空缺",
    "学历不符": "空缺岗位学历要求不符",
    "专业不符": "空缺岗位专业要求不符",
    "资格不符": "空缺岗位资格要求不符",
    "年龄不符": "空缺岗位年龄要求不符",
}


def _why_places_taken(left: list[Person], plan: Plan, establishment: Establishment, found: Candidates) -> str:
    ids = {person.id for person in left}
    places = {pair.opening.place: pair.opening.capacity for pair in found.pairs if pair.person.id in ids}
    taken = Counter(move.place for move in plan.moves)
    free = sum(max(0, capacity - taken[place]) for place, capacity in places.items())
    cells = {place.cell for place in places}
    total = sum(establishment.vacancies(cell) for cell in cells)
    used = sum(move.place.cell in cells for move in plan.moves)
    if free == 0 or used >= total:
        return f"身份对等、条件相符的空编共{total}名，已全部安排其他人员"
    if any(person in establishment.relatives_of for person in ids):
        return "其余空编因亲属回避或内设机构最低人数限制不能安排"
    return "受内设机构最低人数限制，不能再调出"


def _counted(kinds: Counter[str]) -> str:
    return "、".join(f"{kind}{count}人" for kind, count in kinds.most_common())
