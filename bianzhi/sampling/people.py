"""The sheet 人员 of the invented district: who holds which post, and the few who are listed without holding one."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from bianzhi.domain.establishment import Person
from bianzhi.domain.terms import (
    Category,
    LeaderRank,
    PersonState,
    RetirementCategory,
    Sex,
    Status,
    UnitKind,
    Willingness,
)
from bianzhi.sampling import standing
from bianzhi.sampling.careers import Situation, birth, career
from bianzhi.sampling.dice import Dice
from bianzhi.sampling.fields import Field
from bianzhi.sampling.layout import Cell, LaidUnit
from bianzhi.sampling.names import name
from bianzhi.sampling.numbers import CitizenNumbers
from bianzhi.sampling.unit_plan import Story, UnitPlan

_USUAL = (
    (868, Situation.ORDINARY),
    (38, Situation.NEAR_RETIREMENT),
    (24, Situation.TRIAL),
    (24, Situation.EXCHANGED),
    (28, Situation.AWAY),
    (12, Situation.LOCKED),
    (6, Situation.SANCTIONED),
)
_ALL_LOCKED = (Situation.TRIAL, Situation.EXCHANGED, Situation.NEAR_RETIREMENT, Situation.AWAY, Situation.LOCKED)
_SERVICE = (Situation.SERVING, Situation.SERVING, Situation.SERVING, Situation.NEAR_RETIREMENT, Situation.SERVING)
_AWAY = (
    (40, PersonState.SECONDED),
    (14, PersonState.ATTACHED),
    (12, PersonState.AID_MISSION),
    (14, PersonState.LONG_SICK_LEAVE),
    (10, PersonState.FULL_TIME_STUDY),
    (10, PersonState.EARLY_LEAVE),
)
_GONE = (
    *((PersonState.RETIRED,) * 8),
    *((PersonState.TRANSFERRED_OUT,) * 2),
    PersonState.DECEASED,
)
_LOCK_REASONS = ("专项工作需要", "承担重点任务，暂不调整", "岗位管理要求，暂不调整", "组织另有安排")
_HIGH_SPECIALIST = frozenset(("专技七级", "专技六级", "专技五级", "专技四级"))
_COMMON_MAJORS = tuple(Field.GENERAL.value.majors)
_OFF_ESTABLISHMENT = 16
"""编外人员 in the district of 5,000."""


@dataclass(frozen=True, slots=True)
class Seat:
    """A place at which someone is to be drawn."""

    plan: UnitPlan
    category: Category
    situation: Situation
    section: str = ""
    leads: LeaderRank | None = None
    state: PersonState = PersonState.ACTIVE
    arranged: bool = False
    heads_section: bool = False


def listed_without_post(persons: int) -> int:
    """How many of ``persons`` are listed without holding a post: retired, gone, or off the establishment."""
    return len(_kinds_without_post(persons))


def _kinds_without_post(persons: int) -> list[PersonState | None]:
    kinds: list[PersonState | None] = [*_GONE, *([None] * _OFF_ESTABLISHMENT)]
    many = max(3, persons * len(kinds) // 5000)
    return [kinds[number * len(kinds) // many % len(kinds)] for number in range(many)]


def seats(district: Sequence[LaidUnit], persons: int, dice: Dice) -> list[Seat]:
    """Every place in the district at which a person is drawn, unit by unit: leaders first, then by section."""
    without_post: dict[str, list[PersonState | None]] = {}
    staffed = [laid for laid in district if laid.sections]
    for kind in _kinds_without_post(persons):
        without_post.setdefault(dice.pick(staffed or district).plan.code, []).append(kind)
    found = []
    for laid in district:
        found += seats_of(laid, dice)
        found += [_seat_without_post(laid, kind) for kind in without_post.get(laid.plan.code, ())]
    return found


def seats_of(laid: LaidUnit, dice: Dice) -> list[Seat]:
    """Every place in one unit that counts as in post."""
    plan = laid.plan
    leading = [
        Seat(plan, plan.main.category, Situation.LEADER, leads=standing.leader_rank(plan, number == 0))
        for number in range(laid.leaders)
    ]
    desks = dice.shuffled([section.code for section, staff in laid.sections for _ in range(staff)])
    staff = []
    for number, cell in enumerate(laid.cells):
        for situation, arranged in _situations(cell, cell.in_post - (laid.leaders if number == 0 else 0), plan, dice):
            away = dice.weighted(_AWAY) if situation is Situation.AWAY else PersonState.ACTIVE
            desk = desks.pop() if desks else ""
            staff.append(Seat(plan, cell.category, situation, desk, state=away, arranged=arranged))
    staff.sort(key=lambda seat: seat.section)
    return leading + (_with_section_heads(staff) if laid.is_over_cap else staff)


def _with_section_heads(staff: Sequence[Seat]) -> list[Seat]:
    """Where sections will have to merge, the ledger says who heads each: its first ordinary member."""
    headed = {""}
    seats = []
    for seat in staff:
        heads = seat.section not in headed and seat.situation is Situation.ORDINARY and not seat.arranged
        if heads:
            headed.add(seat.section)
        seats.append(replace(seat, heads_section=heads))
    return seats


def _situations(cell: Cell, staff: int, plan: UnitPlan, dice: Dice) -> Iterator[tuple[Situation, bool]]:
    """The situation of everyone in a cell who does not lead, and whether it is arranged."""
    for number in range(staff):
        if cell.story is Story.ALL_LOCKED:
            yield _ALL_LOCKED[number % len(_ALL_LOCKED)], True
        elif cell.story is Story.KIN:
            free = number < cell.in_post - cell.quota
            yield (Situation.FREE if free else (Situation.NEAR_RETIREMENT, Situation.LOCKED)[number % 2]), True
        elif cell.story is Story.SERVICE:
            yield _SERVICE[number % len(_SERVICE)], True
        else:
            yield dice.weighted(_USUAL), False


def _seat_without_post(laid: LaidUnit, kind: PersonState | None) -> Seat:
    category = laid.plan.main.category
    if kind is None:
        return Seat(laid.plan, category, Situation.OFF_ESTABLISHMENT)
    gone = Situation.RETIRED if kind is PersonState.RETIRED else Situation.ORDINARY
    return Seat(laid.plan, category, gone, state=kind)


class Roster:
    """Draws people, with numbers and citizen numbers that nobody else has."""

    def __init__(self, dice: Dice, wished: Sequence[str] = ()) -> None:
        self._dice = dice
        self._numbers = CitizenNumbers()
        self._wished = wished
        self._drawn = 0

    def draw(self, seat: Seat) -> Person:
        """Someone for a seat."""
        dice, plan, situation = self._dice, seat.plan, seat.situation
        self._drawn += 1
        status = standing.status(dice, plan, seat.category, seat.leads is not None)
        sex = _sex(dice, status, plan)
        retires = _retires(sex, status)
        first_guess = birth(dice, situation, retires)
        education = standing.education(dice, status, first_guess.year)
        grassroots = plan.kind is UnitKind.SUBDISTRICT and not status.needs_consent
        steps = career(dice, situation, education, first_guess, grassroots=grassroots, arranged=seat.arranged)
        off = situation is Situation.OFF_ESTABLISHMENT
        grade = "" if off or situation is Situation.TRIAL else self._grade(seat, status, steps.born)
        major = self._major(plan, status, education)
        willingness = self._willingness(situation)
        return Person(
            id=f"P{self._drawn:05d}",
            name=name(dice, sex),
            unit=plan.code,
            status=Status.OFF_ESTABLISHMENT if off else status,
            category=None if off else seat.category,
            citizen_number=self._numbers.next(steps.born, sex),
            sex=sex,
            birth=steps.born,
            section=seat.section,
            is_leader=seat.leads is not None or seat.heads_section,
            leader_rank=seat.leads,
            grade=grade,
            state=seat.state,
            education=education,
            major=major,
            specialties=self._specialties(plan),
            certificates=self._certificates(plan, status, major),
            work_start=steps.work_start,
            on_establishment_since=None if off else steps.on_establishment_since,
            joined_unit=steps.joined_unit,
            post_since=steps.post_since,
            trial_ends=steps.trial_ends,
            service_ends=steps.service_ends,
            last_exchange=steps.last_exchange,
            sanction_ends=self._sanction(situation),
            lock_reason=dice.pick(_LOCK_REASONS) if situation is Situation.LOCKED else "",
            retirement_category=self._retirement_category(sex, status, grade, seat, retires),
            willingness=willingness,
            wished_units=self._wishes(plan, willingness),
            note="劳务派遣，不占编制" if off else "内设机构负责人" if seat.heads_section else "",
        )

    def _sanction(self, situation: Situation) -> date | None:
        if situation is not Situation.SANCTIONED:
            return None
        return self._dice.day(date(2026, 12, 1), date(2028, 5, 31))

    def _grade(self, seat: Seat, status: Status, born: date) -> str:
        if seat.leads is not None:
            return standing.leader_grade(self._dice, status, seat.leads)
        return standing.grade(self._dice, seat.plan, status, born.year)

    def _retirement_category(
        self, sex: Sex, status: Status, grade: str, seat: Seat, retires: RetirementCategory
    ) -> RetirementCategory | None:
        county = seat.leads in (LeaderRank.COUNTY_HEAD, LeaderRank.COUNTY_DEPUTY)
        high = grade in _HIGH_SPECIALIST and seat.situation is Situation.ORDINARY and self._dice.chance(60)
        if sex is Sex.FEMALE and (county or high):
            return RetirementCategory.WOMEN_60
        return retires if self._dice.chance(35 if status.is_worker else 4) else None

    def _major(self, plan: UnitPlan, status: Status, education: str) -> str:
        if education in ("初中", "高中") or (status.is_worker and self._dice.chance(60)):
            return ""
        return self._dice.pick(plan.field.value.majors if self._dice.chance(66) else _COMMON_MAJORS)

    def _specialties(self, plan: UnitPlan) -> tuple[str, ...]:
        if not self._dice.chance(48):
            return ()
        known = dict.fromkeys((*plan.functions, *plan.field.value.skills))
        return tuple(self._dice.some(tuple(known), self._dice.between(1, 2)))

    def _certificates(self, plan: UnitPlan, status: Status, major: str) -> tuple[str, ...]:
        if status.is_worker:
            return ("驾驶证A1",) if status is Status.AGENCY_WORKER and self._dice.chance(55) else ()
        shares = list(plan.field.value.certificates)
        if major in ("法学", "法律") and plan.field is not Field.LAW:
            shares.append((16, "法律职业资格"))
        if major == "会计学" and plan.field is not Field.FINANCE:
            shares.append((30, "会计师"))
        held = [certificate for share, certificate in shares if self._dice.chance(share)]
        return tuple(item for item in held if item != "注册会计师" or "法律职业资格" not in held)

    def _willingness(self, situation: Situation) -> Willingness:
        if situation is Situation.FREE:
            return Willingness.OBEYS
        return self._dice.weighted(((77, Willingness.OBEYS), (16, Willingness.WILLING), (7, Willingness.UNWILLING)))

    def _wishes(self, plan: UnitPlan, willingness: Willingness) -> tuple[str, ...]:
        if willingness is not Willingness.WILLING or not self._wished or self._dice.chance(40):
            return ()
        chosen = self._dice.some(self._wished, self._dice.between(1, 2))
        return tuple(code for code in chosen if code != plan.code)


def _sex(dice: Dice, status: Status, plan: UnitPlan) -> Sex:
    if status is Status.AGENCY_WORKER:
        women = 12
    else:
        women = {Field.HEALTH: 68, Field.EDUCATION: 62, Field.LAW: 38, Field.ENFORCEMENT: 34}.get(plan.field, 43)
    return Sex.FEMALE if dice.chance(women) else Sex.MALE


def _retires(sex: Sex, status: Status) -> RetirementCategory:
    if sex is Sex.MALE:
        return RetirementCategory.MEN_60
    return RetirementCategory.WOMEN_50 if status.is_worker else RetirementCategory.WOMEN_55
