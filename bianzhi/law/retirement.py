"""Statutory retirement from 2025 on: by calendar months, from birth month and retirement category."""

from dataclasses import dataclass
from datetime import date

from bianzhi.domain.establishment import Person
from bianzhi.domain.terms import RetirementCategory, Sex


@dataclass(frozen=True, slots=True)
class _Schedule:
    base_years: int
    first_birth_month: int
    """First birth month that is delayed, as months since year 0."""
    step: int
    """Birth months per month of delay."""
    most: int
    """Greatest delay in months."""


def month_number(day: date) -> int:
    """Months since year 0, for arithmetic on calendar months."""
    return day.year * 12 + day.month - 1


_MEN = _Schedule(60, 1965 * 12, 4, 36)
_SCHEDULES = {
    RetirementCategory.MEN_60: _MEN,
    RetirementCategory.WOMEN_55: _Schedule(55, 1970 * 12, 4, 36),
    RetirementCategory.WOMEN_50: _Schedule(50, 1975 * 12, 2, 60),
    RetirementCategory.WOMEN_60: _MEN,  # treated with the men's schedule: unverified, hence the explicit column 退休类别
}


def delay_months(category: RetirementCategory, born: date) -> int:
    """Months by which retirement is delayed beyond the old age (全国人大常委会 2024-09-13 decision, annexed tables)."""
    schedule = _SCHEDULES[category]
    past = month_number(born) - schedule.first_birth_month
    return 0 if past < 0 else min(past // schedule.step + 1, schedule.most)


def retirement_month(category: RetirementCategory, born: date) -> int:
    """The statutory retirement month, as months since year 0 (compare with ``month_number``)."""
    return month_number(born) + _SCHEDULES[category].base_years * 12 + delay_months(category, born)


def retirement_category(person: Person) -> RetirementCategory:
    """The column 退休类别, or else guessed from sex and status: men 60, women on workers' posts 50, other women 55.

    A person whose sex is unknown is treated as a man, the latest schedule; a rule reports the gap.
    """
    if person.retirement_category is not None:
        return person.retirement_category
    if person.known_sex is not Sex.FEMALE:
        return RetirementCategory.MEN_60
    if person.status is not None and person.status.is_worker:
        return RetirementCategory.WOMEN_50
    return RetirementCategory.WOMEN_55


def months_to_retirement(person: Person, day: date) -> int | None:
    """Calendar months from ``day``'s month to the statutory retirement month; negative once passed.

    None where the birth date is unknown.
    """
    if person.born is None:
        return None
    return retirement_month(retirement_category(person), person.born) - month_number(day)


def in_words(month: int) -> str:
    """A month number as 2039年9月."""
    return f"{month // 12}年{month % 12 + 1}月"


def add_months(day: date, months: int) -> date:
    """The same day some calendar months later, or the month's last day where there is no such day."""
    number = month_number(day) + months
    year, month = divmod(number, 12)
    for last in (day.day, 30, 29, 28):
        try:
            return date(year, month + 1, last)
        except ValueError:
            continue
    raise AssertionError("every month has 28 days")
