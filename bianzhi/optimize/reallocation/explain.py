"""Why: for each move, each person left out, each post that stays over quota, in plain Chinese with the source."""

from collections import Counter, defaultdict
from functools import cached_property

from bianzhi.domain.day_words import day_in_words
from bianzhi.domain.establishment import CellKey, Establishment, Person
from bianzhi.domain.plan import Exclusion, Fit, ManualCandidate, Place, Plan, Remaining
from bianzhi.domain.terms import Category
from bianzhi.law.citation import statute
from bianzhi.law.identity_matrix import Passage
from bianzhi.optimize.reallocation.level_rows import level_caps, level_of_person, level_vacancies
from bianzhi.optimize.reallocation.limits import Limits
from bianzhi.optimize.reallocation.model import most_leaving
from bianzhi.optimize.reallocation.no_place import NoPlace
from bianzhi.optimize.reallocation.pair import Pair
from bianzhi.optimize.reallocation.pairs import Candidates
from bianzhi.stopping import stop_if_asked

_BEST_PARTS = 3
"""How many parts of the fit a reason names."""


def reasons(pair: Pair, fit: Fit, limits: Limits) -> tuple[str, ...]:
    """Why this person and this place: excess, vacancy, equal status, and the parts of fit that speak for it."""
    establishment, place = limits.establishment, pair.opening.place
    origin, target = establishment.unit[pair.person.unit], establishment.unit[place.unit]
    first = f"{origin.name}{pair.person.category}超编{establishment.excess(pair.origin)}人"
    if limits.excess(pair.origin) != establishment.excess(pair.origin):
        first += f"（按在途、规划期和允许溢出折算后须调出{limits.excess(pair.origin)}人）"
    first += f"，{target.name}{place.category}空编{establishment.vacancies(place.cell)}名"
    if limits.room(place.cell) != establishment.vacancies(place.cell):
        first += f"（其中可用{limits.room(place.cell)}名）"
    third = f"人岗匹配{fit.score}分：" + "；".join(
        f"{part.name}{part.score}" + (f"（{part.why}）" if part.why else "")
        for part in sorted((part for part in fit.parts if part.weight), key=lambda part: -part.score * part.weight)[
            :_BEST_PARTS
        ]
    )
    second = _equal_status(pair, limits)
    if place.post:
        return first, second, f"符合“{place.post}”岗位的全部要求", third
    return first, second, third


def _equal_status(pair: Pair, limits: Limits) -> str:
    """The passage of the matrix that the move takes, the condition that opens it, and who set the cell otherwise."""
    assert pair.person.status is not None
    category = pair.opening.place.category
    way = limits.matrix[pair.person.status, category]
    how = f"（{way.how}）" if way.how else ""
    words = f"身份对等：{pair.person.status}可占用{category}{how}"
    if way.condition:
        words += f"，本人已具备条件“{way.condition}”"
    if way.change is not None:
        words += f"，对照表由{way.change.by}于{day_in_words(way.change.on)}改定：{way.change.why}"
    return words


def sources(pair: Pair, limits: Limits) -> str:
    """The articles a move rests on: excess must go, the type is not mixed, and the passage of the matrix."""
    assert pair.person.status is not None
    decree = statute("decree-486")
    way = limits.matrix[pair.person.status, pair.opening.place.category]
    return "；".join(dict.fromkeys(str(item) for item in (decree.article(6), decree.article(15), way.source)))


def excluded(found: Candidates) -> tuple[Exclusion, ...]:
    """Everyone of the cells in excess who may not be moved, with the first rule that bars and its source."""
    return tuple(Exclusion(person.id, barred.rule, str(barred.source)) for person, barred in found.locked)


def manual_candidates(plan: Plan, establishment: Establishment, found: Candidates) -> tuple[ManualCandidate, ...]:
    """Movable people left in cells that stay in excess, for whom a vacancy exists by a special procedure (M cells)."""
    moved = {move.person for move in plan.moves}
    over = {(row.unit, row.category) for row in plan.remaining} or _over(plan, establishment)
    free = _free_vacancies(plan, establishment, found.limits)
    listed = []
    for person in found.movable:
        if person.id not in moved and person.category is not None and (person.unit, person.category) in over:
            why = _manual_way(person, found.limits, free)
            if why:
                listed.append(ManualCandidate(person.id, why))
    return tuple(listed)


def _over(plan: Plan, establishment: Establishment) -> set[CellKey]:
    after = plan.in_post_after(establishment)
    return {cell for cell in establishment.cells if after.get(cell, 0) > establishment.authorized.get(cell, 0)}


def _free_vacancies(plan: Plan, establishment: Establishment, limits: Limits) -> dict[CellKey, int]:
    """Vacancies that the plan leaves and that may be filled: of cells with room, what arrivals do not take of it."""
    after = plan.in_post_after(establishment)
    return {
        cell: left
        for cell in establishment.cells
        if (left := limits.posts_to_fill(cell) - limits.promised[cell] - after.get(cell, 0)) > 0
    }


def _manual_way(person: Person, limits: Limits, free: dict[CellKey, int]) -> str:
    stop_if_asked()
    assert person.status is not None
    origin = limits.establishment.unit[person.unit]
    reachable = Counter[Category]()
    for (code, category), count in free.items():
        target = limits.establishment.unit[code]
        if "C45" not in limits.in_force or (origin.pool.opens_to(target.pool) and origin.region == target.region):
            reachable[category] += count
    for category, total in reachable.items():
        way = limits.matrix[person.status, category]
        if way.passage is Passage.MANUAL:
            return f"全区同池{category}尚有空编{total}名，{person.status}进入须办理：{way.how}（{way.source}）"
    return ""


def remaining(plan: Plan, establishment: Establishment, found: Candidates) -> tuple[Remaining, ...]:
    """Excess that the plan leaves, cell by cell, and what blocks it."""
    after = plan.in_post_after(establishment)
    standing = _Standing(plan, establishment, found)
    rows = []
    for unit, category in establishment.cells:
        over = after.get((unit, category), 0) - establishment.authorized.get((unit, category), 0)
        if over > 0:
            rows.append(Remaining(unit, category, over, _why_remaining((unit, category), standing)))
    return tuple(rows)


def _why_remaining(cell: CellKey, standing: "_Standing") -> str:
    stop_if_asked()
    left, locks, parts = standing.left_in[cell], standing.locks_in[cell], []
    if standing.establishment.authorized.get(cell, 0) == 0:
        parts.append("核定编制为0，属撤销（未核编）单位人员未安置")
    parts += _set_aside(cell, standing.found.limits)
    if locks:
        parts.append(f"不可调整{sum(locks.values())}人（{_counted(locks)}）")
    if left:
        parts.append(f"可调整而未能安排{len(left)}人：{_why_left(cell, left, standing)}")
    return "；".join(parts) + "。"


def _set_aside(cell: CellKey, limits: Limits) -> list[str]:
    """What of the excess the plan leaves alone on purpose."""
    unit = limits.establishment.unit[cell[0]]
    until = f"至{day_in_words(unit.tolerance_ends)}" if unit.tolerance_ends else ""
    counts = (
        (limits.departing[cell], "正在办理调出{}人"),
        (limits.retiring[cell], f"规划期（{limits.settings.horizon_months}个月）内退休{{}}人"),
        (limits.tolerated[cell], f"允许溢出{{}}人{until}"),
    )
    return [words.format(count) for count, words in counts if count]


def _why_left(cell: CellKey, left: list[Person], standing: "_Standing") -> str:
    """The first limit that binds each of them, in the order in which a clerk would look for it."""
    of_unit = standing.limit_of_unit(cell[0])
    if of_unit and any(standing.places_of(person) for person in left):
        return of_unit
    limits = Counter(standing.limit_of_person(person) for person in left)
    if len(limits) == 1:
        return next(iter(limits))
    return "；".join(f"{limit}的{count}人" for limit, count in limits.most_common())


class _Standing:
    """Where units, sections and places stand once the plan is carried out."""

    def __init__(self, plan: Plan, establishment: Establishment, found: Candidates) -> None:
        self.establishment = establishment
        self.found = found
        self._no_place = NoPlace(found)
        self._moves = plan.moves
        self._leaving = Counter(move.from_unit for move in plan.moves if move.from_unit != move.to_unit)
        self._entering = Counter(move.to_unit for move in plan.moves if move.from_unit != move.to_unit)
        self._taken = Counter(move.place for move in plan.moves)
        self._taken_in_cell = Counter(move.place.cell for move in plan.moves)
        self._sections = Counter(establishment.section_staff)
        for move in plan.moves:
            section = establishment.person[move.person].section
            if move.from_unit != move.to_unit or move.place.section not in ("", section):
                self._sections[section] -= 1
                self._sections[move.place.section] += 1

    @cached_property
    def left_in(self) -> defaultdict[CellKey, list[Person]]:
        """Movable people of each cell whom the plan leaves."""
        moved = {move.person for move in self._moves}
        people: defaultdict[CellKey, list[Person]] = defaultdict(list)
        for person in self.found.movable:
            if person.id not in moved and person.category is not None:
                people[person.unit, person.category].append(person)
        return people

    @cached_property
    def locks_in(self) -> defaultdict[CellKey, Counter[str]]:
        """How many people of each cell no plan moves, by the kind of lock."""
        kinds: defaultdict[CellKey, Counter[str]] = defaultdict(Counter)
        for person, barred in self.found.locked:
            if person.counted and person.category is not None:
                kinds[person.unit, person.category][barred.kind] += 1
        return kinds

    def places_of(self, person: Person) -> list[Place]:
        """Every place the person is eligible for."""
        return self.found.places_of.get(person.id, [])

    def limit_of_unit(self, unit: str) -> str:
        """The limit on leaving the unit that is reached, or nothing."""
        staff, gone = self.establishment.staff[unit], self._leaving[unit]
        in_force = self.found.limits.in_force
        if "C38" in in_force and gone >= most_leaving(self.found.settings, unit, staff):
            return f"该单位调出已达上限（实有{staff}人的{self.found.settings.leaving_share(unit)}%，即{gone}人）"
        least = self.establishment.unit[unit].min_staff
        if "C37" in in_force and least is not None and staff - gone + self._entering[unit] <= min(least, staff):
            return f"该单位已降至最低保留人数{min(least, staff)}人"
        return ""

    def limit_of_person(self, person: Person) -> str:
        """What keeps one person: no eligible place, the section's floor, places taken, or relatives."""
        places = self.places_of(person)
        if not places:
            return self._no_place.why(person)
        if all(place.unit != person.unit for place in places) and self._at_floor(person.section):
            return f"所在内设机构已降至{self.found.settings.section_floor}人"
        if not any(self._is_free(place) for place in places):
            total = sum(self.found.limits.room(cell) for cell in {place.cell for place in places})
            return f"身份对等、条件相符的空编共{total}名，已安排其他更合适人员"
        return self._limit_at_free_places(person, [place for place in places if self._is_free(place)])

    def _limit_at_free_places(self, person: Person, places: list[Place]) -> str:
        """What keeps one person from places that are free: levels, relatives, leadership posts, or the office's wishes."""
        if not any(self._has_level_vacancy(place, person) for place in places):
            return f"尚余的空编中没有{level_of_person(person)}层次的职数"
        if person.id in self.establishment.relatives_of:
            return "尚余的空编因亲属回避不能安排"
        if person.is_leader and "C34" in self.found.limits.in_force:
            return "尚余的空编受领导职数限制"
        if any(person.id in wish.persons for wish in self.found.settings.wishes):
            return "尚余的空编受单位要求（一并调整或者应当安排）限制"
        return "尚余的空编受其他人员的亲属回避、内设机构人数或者单位要求限制"

    def _at_floor(self, section: str) -> bool:
        floor = self.found.settings.section_floor
        before = self.establishment.section_staff.get(section, 0)
        if "C41" not in self.found.limits.in_force:
            return False
        return before >= floor and self._sections[section] <= floor

    def _is_free(self, place: Place) -> bool:
        left_in_cell = self.found.limits.room(place.cell) - self._taken_in_cell[place.cell]
        return left_in_cell > 0 and self._taken[place] < self.found.capacity[place]

    def _has_level_vacancy(self, place: Place, person: Person) -> bool:
        """Whether one more of the person's level fits into the level posts of the place's cell."""
        came = Counter(
            level_of_person(self.establishment.person[move.person])
            for move in self._moves
            if move.place.cell == place.cell
        )
        may_step_down = self.establishment.unit[place.unit].high_on_low
        caps = level_caps(level_vacancies(self.found.limits, place.cell), may_step_down)
        level = level_of_person(person)
        return all(sum(came[each] for each in levels) < most for levels, most in caps if level in levels)


def _counted(kinds: Counter[str]) -> str:
    return "、".join(f"{kind}{count}人" for kind, count in kinds.most_common())
