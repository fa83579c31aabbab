"""Who may take which place, from the sentences of the contract and the catalogue: nothing here asks the optimiser."""

from bianzhi.domain.establishment import Establishment, Person, Post, Unit
from bianzhi.domain.settings import PlanSettings
from bianzhi.domain.terms import Band, Category, Direction, PersonState, Pool, Status, Willingness
from bianzhi.domain.wishes import WishKind
from bianzhi.law.identity_matrix import passage
from bianzhi.law.levels import band_of, education_rank
from bianzhi.law.retirement import add_months, months_to_retirement
from tests.optimize.brute_force import excess, holds, room
from tests.worlds import DAY

Line = tuple[str, str, Category, str]
"""Person, unit, type, title of the post (empty for an open vacancy)."""


def eligible(district: Establishment, settings: PlanSettings) -> dict[Line, int]:
    """Every person–place pair, and how many people its place can take at most."""
    found: dict[Line, int] = {}
    for person in district.people:
        if person.category is None or not person.counted or _is_locked(person, district, settings):
            continue
        if not excess(district, (person.unit, person.category), settings):
            continue
        for cell in district.cells:
            vacant, posts = room(district, cell, settings), [p for p in district.posts if (p.unit, p.category) == cell]
            if not vacant or not _cell_is_open(person, district, cell[0], cell[1], settings):
                continue
            for post in posts:
                if _meets(person, post, district.unit[post.unit], settings) and not _is_forbidden(
                    person, cell, post.title, settings
                ):
                    found[person.id, *cell, post.title] = min(vacant, post.demand)
            left = vacant - sum(post.demand for post in posts)
            if left > 0 and not _is_forbidden(person, cell, "", settings):
                found[person.id, *cell, ""] = left
    return found


def _is_locked(person: Person, district: Establishment, settings: PlanSettings) -> bool:
    def later(day: object) -> bool:
        return day is not None and day > DAY  # type: ignore[operator]

    staff = person.status is not None and person.status.needs_consent
    months = months_to_retirement(person, DAY)
    if person.status in (None, Status.OFF_ESTABLISHMENT) or months is None or person.unreadable:
        return True
    exchanged = person.last_exchange and add_months(person.last_exchange, settings.cooling_off_months) > DAY
    locks = {
        "C10": later(person.trial_ends),
        "C11": bool(person.lock_reason),
        "C12": later(person.sanction_ends),
        "C19": person.is_leader,
        "C23": later(person.service_ends),
        "C24": person.state is not PersonState.ACTIVE,
        "C28": months <= settings.near_retirement_months,
        "C30": bool(exchanged),
        "C46": staff and person.willingness is Willingness.UNWILLING,
    }
    return (
        any(locked and holds(id, settings) for id, locked in locks.items())
        or 0 < settings.horizon_months >= months
        or any(
            each.person == person.id
            and each.direction is Direction.OUT
            and (each.effective_on is None or each.effective_on > DAY)
            for each in district.transits
        )
        or any(wish.kind is WishKind.STAY and person.id in wish.persons for wish in settings.wishes)
    )


def _cell_is_open(
    person: Person, district: Establishment, code: str, category: Category, settings: PlanSettings
) -> bool:
    assert person.status is not None
    here, there = district.unit[person.unit], district.unit[code]
    way = passage(person.status, category)
    letter, condition = way.passage.value, way.condition
    for change in settings.matrix:
        if (change.status, change.category) == (person.status, category):
            letter, condition = change.passage, change.how
    fulfilled = {*person.conditions, *(each.condition for each in settings.conditions if each.person == person.id)}
    if not (letter == "Y" or (letter == "C" and condition in fulfilled)):
        return False
    if person.status is Status.AGENCY_INSTITUTION_STAFF and not there.kind.is_institution:
        return False
    if holds("C45", settings):
        two = {here.pool, there.pool}
        if here.region != there.region or (len(two) == 2 and two != {Pool.DISTRICT, Pool.SUBDISTRICT}):
            return False
    upward = here.kind.is_grassroots and not there.kind.is_grassroots
    if holds("C22", settings) and upward and person.service_ends is not None and person.service_ends > DAY:
        return False
    return not (holds("C48", settings) and category is Category.CIVIL_LIKE and not there.civil_like)


def _meets(person: Person, post: Post, unit: Unit, settings: PlanSettings) -> bool:
    if holds("C07", settings) and post.level and not _level_will_do(person, post.level, unit.high_on_low):
        return False
    if holds("C31", settings) and not _is_qualified(person, post):
        return False
    if holds("C32", settings) and "法制审核" in post.title and "法律职业资格" not in person.certificates:
        return False
    return not (holds("C33", settings) and "执法" in post.title and "行政执法证" not in person.certificates)


def _is_qualified(person: Person, post: Post) -> bool:
    assert person.born is not None
    age = DAY.year - person.born.year - ((DAY.month, DAY.day) < (person.born.month, person.born.day))
    has, least = education_rank(person.education), education_rank(post.education)
    return (
        (not post.education or (has is not None and least is not None and has >= least))
        and (not post.majors or person.major in post.majors)
        and set(post.certificates) <= set(person.certificates)
        and (post.age_limit is None or age <= post.age_limit)
    )


def _level_will_do(person: Person, wanted: str, steps_down: bool) -> bool:
    order = [band.value for band in Band]
    if wanted in order:
        mine = band_of(person.leader_rank if person.is_leader else None, person.grade)
        if mine is None:
            return False
        return mine.value == wanted or (steps_down and order.index(mine.value) < order.index(wanted))
    if person.grade == wanted:
        return True
    numbers = ["", *"一二三四五六七八九十", "十一", "十二", "十三"]
    if not steps_down or person.grade[:2] != wanted[:2]:
        return False
    return numbers.index(person.grade[2:-1]) < numbers.index(wanted[2:-1])


def _is_forbidden(person: Person, cell: tuple[str, Category], title: str, settings: PlanSettings) -> bool:
    return any(
        wish.kind is WishKind.FORBID
        and (not wish.persons or person.id in wish.persons)
        and wish.from_unit in ("", person.unit)
        and wish.to_unit in ("", cell[0])
        and wish.category in (None, cell[1])
        and wish.post in ("", title)
        for wish in settings.wishes
    )
