"""Looking ahead: who retires when, what is then over or vacant; how units stand by the indicators; what workload needs."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction

from bianzhi.domain.establishment import CellKey
from bianzhi.domain.plan import Plan
from bianzhi.domain.terms import RetirementCategory


@dataclass(frozen=True, slots=True)
class Retirement:
    """One person's way to retirement. Months are first days of calendar months."""

    person: str
    unit: str
    category: RetirementCategory
    month: date
    """The statutory month."""
    earliest: date
    """弹性提前: at most 3 years earlier, not before the old age (needs the minimum contribution years, which no ledger has)."""
    latest: date
    """弹性延迟: at most 3 years later, by agreement."""
    months: int
    """From the day's month to the statutory month; negative for 到龄未退."""


@dataclass(frozen=True, slots=True)
class MonthFigures:
    """One cell at the end of one month if nobody is hired."""

    in_post: int
    excess: int
    vacancies: int
    retired: int
    """People who retire in this month."""


@dataclass(frozen=True)
class Outlook:
    """Month by month from the day's month on: who is still in post, what is over and vacant."""

    day: date
    months: tuple[date, ...]
    cells: Mapping[CellKey, tuple[MonthFigures, ...]]
    retirements: tuple[Retirement, ...]
    """Everyone in post whose birth date is known, by statutory month."""
    unknown: tuple[str, ...]
    """People in post whose birth date is unknown: they are taken to stay."""

    def due_within(self, months: int) -> tuple[Retirement, ...]:
        """Who reaches the statutory month within so many months; those who have passed it are not in it."""
        return tuple(each for each in self.retirements if 0 <= each.months <= months)

    @property
    def overdue(self) -> tuple[Retirement, ...]:
        """Who has passed the statutory month and is still in post (到龄未退)."""
        return tuple(each for each in self.retirements if each.months < 0)


class ValueForm(StrEnum):
    """What the value of an indicator is, and so how it is shown; the value is the word users read."""

    PERCENT = "百分比"
    FINE_PERCENT = "百分比（两位小数）"
    PER_PERSON = "每人"
    PERSONS = "人"
    """A whole number with its sign; the denominator is 1."""
    POINTS = "分"


@dataclass(frozen=True, slots=True)
class IndicatorBasis:
    """What indicators need and the ledger does not have; whatever is None leaves its indicators without a value."""

    plan: Plan | None = None
    """The plan at hand: 净流入, 匹配度."""
    population: int | None = None
    """常住人口 of the district (persons): 财政供养系数."""
    paid: int | None = None
    """Persons whom the treasury pays a salary, by a payroll that was compared; None counts those of the ledger."""


@dataclass(frozen=True, slots=True)
class Indicator:
    """One indicator of one unit, or of the whole (unit empty): the fraction it is, never a rounded number."""

    id: str
    name: str
    formula: str
    """In words, with the names of the figures, e.g. 实有占编人数 ÷ 核定编制数."""
    unit: str
    numerator: int
    denominator: int
    """0 where the indicator is not defined; it then shows as —, and the note says why."""
    note: str = ""
    form: ValueForm = ValueForm.PERCENT

    @property
    def value(self) -> Fraction | None:
        """The value, or None where it is not defined."""
        return Fraction(self.numerator, self.denominator) if self.denominator else None


@dataclass(frozen=True, slots=True)
class StaffNeed:
    """Workload-based need of one unit or section (WISN): posts that the workload calls for, beside those there are."""

    unit: str
    section: str
    need: Fraction
    """Posts; shown rounded to tenths, and rounded by WHO's rule to whole posts."""
    whole: int
    authorized: int | None
    """None where posts are not fixed section by section (未核定到科室)."""
    in_post: int
    pressure: Fraction | None
    """WISN ratio: in post ÷ need; under 1 too few people. None where nothing is needed."""
    steps: tuple[str, ...] = ()
    """How it was computed, line by line."""
    measured: tuple[str, ...] = ()
    """Codes of the sections of which this is the sum, where only sections of the unit were measured; else empty."""
    left_out: int = 0
    """How many sections of the unit were not measured, where this is such a sum."""
