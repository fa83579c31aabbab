"""Figures of ages and retirements behind the plots: persons in post, counted exactly."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import groupby

from bianzhi.domain.establishment import Establishment, Person
from bianzhi.domain.outlook import Outlook
from bianzhi.domain.terms import RetirementCategory, Sex

YEARS_AHEAD = 10
_YOUNGEST, _OLDEST, _BAND_YEARS = 25, 60, 5


@dataclass(frozen=True, slots=True)
class AgeBand:
    """People in post of some ages in full years; ``None`` where there is no limit."""

    youngest: int | None
    oldest: int | None
    men: int
    women: int

    @property
    def words(self) -> str:
        """24岁及以下, 25—29岁, 60岁及以上."""
        if self.youngest is None:
            return f"{self.oldest}岁及以下"
        return f"{self.youngest}岁及以上" if self.oldest is None else f"{self.youngest}—{self.oldest}岁"

    @property
    def total(self) -> int:
        """Persons."""
        return self.men + self.women


@dataclass(frozen=True, slots=True)
class AgePyramid:
    """年龄金字塔 of people in post on a day, the youngest first."""

    day: date
    bands: tuple[AgeBand, ...]
    unknown: int
    """Persons in post whose birth date or sex is not known: they are in no band."""

    @property
    def men(self) -> int:
        """Persons."""
        return sum(band.men for band in self.bands)

    @property
    def women(self) -> int:
        """Persons."""
        return sum(band.women for band in self.bands)

    @property
    def total(self) -> int:
        """Persons in some band."""
        return self.men + self.women

    @property
    def largest(self) -> int:
        """Persons of the largest bar."""
        return max(max(band.men, band.women) for band in self.bands)

    def aged(self, youngest: int) -> int:
        """Persons of this age and older; it must be the youngest age of a band."""
        return sum(band.total for band in self.bands if (band.youngest or 0) >= youngest)


def full_years(born: date, day: date) -> int:
    """Age in full years; on the birthday itself the year is full."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def age_pyramid(establishment: Establishment, day: date, unit: str = "") -> AgePyramid:
    """Count people in post by sex and bands of five years; with ``unit`` those of one unit."""
    counts: Counter[tuple[int, Sex]] = Counter()
    unknown = 0
    for person in _in_post(establishment, unit):
        if person.born is None or person.known_sex is None:
            unknown += 1
        else:
            counts[_band_of(full_years(person.born, day)), person.known_sex] += 1
    bands = []
    for youngest in range(_YOUNGEST - _BAND_YEARS, _OLDEST + 1, _BAND_YEARS):
        bands.append(
            AgeBand(
                None if youngest < _YOUNGEST else youngest,
                None if youngest == _OLDEST else youngest + _BAND_YEARS - 1,
                counts[youngest, Sex.MALE],
                counts[youngest, Sex.FEMALE],
            )
        )
    return AgePyramid(day, tuple(bands), unknown)


def _band_of(age: int) -> int:
    """The youngest age of the band; the first and the last have no limit on one side."""
    return min(_OLDEST, max(_YOUNGEST - _BAND_YEARS, age // _BAND_YEARS * _BAND_YEARS))


def _in_post(establishment: Establishment, unit: str) -> Iterable[Person]:
    people = establishment.people_of.get(unit, ()) if unit else establishment.people
    return (person for person in people if person.counted)


class Span(StrEnum):
    """What a bar of the retirement wave stands for; the value is the word users read."""

    YEARS = "按年"
    QUARTERS = "按季度"


@dataclass(frozen=True, slots=True)
class WaveStep:
    """One calendar year or quarter: its first and last month within the ten years, and persons by category."""

    first: date
    last: date
    words: str
    persons: Mapping[RetirementCategory, int]

    @property
    def total(self) -> int:
        """Persons."""
        return sum(self.persons.values())


@dataclass(frozen=True, slots=True)
class RetirementWave:
    """退休潮 of ten years from the month of the day; whoever has passed the month already is counted apart."""

    day: date
    steps: tuple[WaveStep, ...]
    categories: tuple[RetirementCategory, ...]
    overdue: int
    unknown: int
    """Persons in post whose birth date is not known."""

    @property
    def total(self) -> int:
        """Persons who reach the month within the ten years."""
        return sum(step.total for step in self.steps)

    def total_of(self, category: RetirementCategory) -> int:
        """Persons of one category who reach the month within the ten years."""
        return sum(step.persons[category] for step in self.steps)

    @property
    def highest(self) -> WaveStep:
        """The first step with the most persons."""
        return max(self.steps, key=lambda step: step.total)


def retirement_wave(
    establishment: Establishment, outlook: Outlook, span: Span = Span.YEARS, unit: str = ""
) -> RetirementWave:
    """Count retirements by the calendar; with ``unit`` those of one unit."""
    mine = [each for each in outlook.retirements if not unit or each.unit == unit]
    months = [_later(outlook.day, ahead) for ahead in range(12 * YEARS_AHEAD)]
    steps = []
    for _, group in groupby(range(len(months)), lambda ahead: _step_of(months[ahead], span)):
        inside = list(group)
        due = Counter(each.category for each in mine if inside[0] <= each.months <= inside[-1])
        first, last = months[inside[0]], months[inside[-1]]
        persons = {category: due[category] for category in RetirementCategory}
        steps.append(WaveStep(first, last, _step_words(first, last, span), persons))
    present = {category for step in steps for category, count in step.persons.items() if count}
    return RetirementWave(
        outlook.day,
        tuple(steps),
        tuple(category for category in RetirementCategory if category in present),
        sum(each.months < 0 for each in mine),
        sum(not unit or establishment.person[person].unit == unit for person in outlook.unknown),
    )


def _later(day: date, months: int) -> date:
    """The first day of the month so many months after that of ``day``."""
    years, month = divmod(day.month - 1 + months, 12)
    return date(day.year + years, month + 1, 1)


def _step_of(month: date, span: Span) -> tuple[int, int]:
    return month.year, (month.month - 1) // 3 if span is Span.QUARTERS else 0


def _step_words(first: date, last: date, span: Span) -> str:
    """2027年, 2027年1季度; of a year or quarter that is not whole also its months: 2026年11—12月."""
    whole = 3 if span is Span.QUARTERS else 12
    if last.month - first.month + 1 < whole:
        months = f"{first.month}月" if first == last else f"{first.month}—{last.month}月"
        return f"{first.year}年{months}"
    return f"{first.year}年{_step_of(first, span)[1] + 1}季度" if span is Span.QUARTERS else f"{first.year}年"
