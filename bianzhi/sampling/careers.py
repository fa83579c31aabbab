"""Dates of a life: birth, and the steps of a career in their possible order, seen from a fixed day."""

from dataclasses import dataclass, replace
from datetime import date
from enum import Enum, auto
from functools import cache

from bianzhi.domain.terms import RetirementCategory
from bianzhi.law.retirement import add_months, retirement_month
from bianzhi.sampling.dice import Dice

REFERENCE_DAY = date(2026, 6, 30)
"""The day on which the invented district stands as it is written; nothing in it happened later."""

_SETTLED = date(2025, 5, 31)
"""Last day of an ordinary entry: whoever came later is on trial or newly exchanged."""
_BEFORE_LEAVING = date(2018, 12, 31)
"""Last day of an entry of someone who has retired."""
_YOUNGEST_BIRTH_YEAR = 2004
_TEN_YEARS_AGO = date(2017, 2, 1)
_FIRST_NEAR_RETIREMENT = 2027 * 12
"""January 2027, as months since year 0: whoever retires earlier has retired already."""
_FIRST_FAR_RETIREMENT = 2029 * 12
_START_AGE = {"博士研究生": 28, "研究生": 25, "大学": 22, "大专": 21, "高中": 19, "中专": 19, "初中": 18}
_BIRTH_YEARS = (
    (9, (1968, 1971)),
    (14, (1972, 1976)),
    (15, (1977, 1981)),
    (17, (1982, 1986)),
    (17, (1987, 1991)),
    (17, (1992, 1996)),
    (11, (1997, 2000)),
)


class Situation(Enum):
    """What matters about a person for a plan."""

    ORDINARY = auto()
    FREE = auto()
    """Nothing whatever keeps this person from moving."""
    LEADER = auto()
    NEAR_RETIREMENT = auto()
    TRIAL = auto()
    EXCHANGED = auto()
    SERVING = auto()
    """In the first five years in a subdistrict."""
    AWAY = auto()
    """Seconded, attached, on leave or at school."""
    LOCKED = auto()
    SANCTIONED = auto()
    RETIRED = auto()
    """Retired, moved away or dead, and still listed."""
    OFF_ESTABLISHMENT = auto()


@dataclass(frozen=True, slots=True)
class Career:
    """The dated steps; each at or after the one before."""

    born: date
    work_start: date
    on_establishment_since: date
    joined_unit: date
    post_since: date
    last_exchange: date | None = None
    trial_ends: date | None = None
    service_ends: date | None = None


def birth(dice: Dice, situation: Situation, retirement: RetirementCategory) -> date:
    """A birth date that suits the situation; ordinary people retire long after the reference day."""
    if situation is Situation.NEAR_RETIREMENT:
        month = _first_birth_month(retirement, _FIRST_NEAR_RETIREMENT) + dice.below(11)
        return date(month // 12, month % 12 + 1, dice.between(1, 28))
    if situation is Situation.RETIRED:
        year = 1964 if retirement is RetirementCategory.MEN_60 else 1969
        return date(year, dice.between(2, 12), dice.between(1, 28))
    if situation in (Situation.TRIAL, Situation.SERVING):
        return _in_year(dice, 1998, 2001)
    if situation in (Situation.LEADER, Situation.FREE):
        return _in_year(dice, *((1973, 1987) if situation is Situation.LEADER else (1980, 1992)))
    drawn = _in_year(dice, *dice.weighted(_BIRTH_YEARS))
    least = _first_birth_month(retirement, _FIRST_FAR_RETIREMENT)
    return _in_year(dice, 1979, 1996) if drawn.year * 12 + drawn.month - 1 < least else drawn


def career(dice: Dice, situation: Situation, education: str, born: date, *, grassroots: bool, arranged: bool) -> Career:
    """A career that leads to the situation.

    ``grassroots``: in a subdistrict as a civil servant, who serves five years there from recruitment.
    ``arranged``: the trial goes on until December 2026 at least, so that a story holds throughout that year.
    """
    age = _START_AGE[education.removeprefix("中央党校").removeprefix("省委党校")]
    if situation in (Situation.TRIAL, Situation.SERVING):
        return _recruit(dice, situation, age, grassroots, arranged)
    started = min(date(born.year + age + dice.below(2), dice.between(7, 9), dice.between(1, 28)), date(2024, 7, 15))
    if situation is Situation.EXCHANGED:
        entered = dice.day(started, max(started, date(2024, 7, 31))) if dice.chance(40) else started
        moved = dice.day(date(2025, 1, 10), date(2026, 4, 30))
        return Career(born, started, entered, moved, moved, last_exchange=moved)
    last = _BEFORE_LEAVING if situation is Situation.RETIRED else _SETTLED
    entered = started if dice.chance(55) else dice.day(started, min(date(started.year + 6, 6, 30), last))
    joined = entered if dice.chance(50) else dice.day(entered, last)
    post = dice.day(max(joined, _TEN_YEARS_AGO), last)
    exchanged = joined if joined > entered and situation is Situation.ORDINARY and dice.chance(35) else None
    settled = Career(born, started, entered, joined, post, last_exchange=exchanged)
    serves = add_months(entered, 60)
    return replace(settled, service_ends=serves) if grassroots and serves > REFERENCE_DAY else settled


def _recruit(dice: Dice, situation: Situation, age: int, grassroots: bool, arranged: bool) -> Career:
    """Someone who started to work with this post: on trial, or within the five years of service."""
    if situation is Situation.SERVING:
        entered = dice.day(date(2022, 1, 10), date(2025, 4, 30))
        trial = None
    else:
        entered = dice.day(date(2025, 12, 1) if arranged else date(2025, 8, 20), date(2026, 5, 31))
        trial = add_months(entered, 12)
    youngest = min(entered.year - age - 1, _YOUNGEST_BIRTH_YEAR)
    born = _in_year(dice, youngest - 1, youngest)
    serves = add_months(entered, 60) if grassroots else None
    return Career(born, entered, entered, entered, entered, None, trial, serves)


def _in_year(dice: Dice, first: int, last: int) -> date:
    return dice.day(date(first, 1, 1), date(last, 12, 28))


@cache
def _first_birth_month(retirement: RetirementCategory, month: int) -> int:
    """The first birth month, as months since year 0, whose statutory retirement month is not before ``month``."""
    found = month - 64 * 12
    while retirement_month(retirement, date(found // 12, found % 12 + 1, 1)) < month:
        found += 1
    return found
