"""Figures behind the plots: what is counted, never how it looks. Counts are persons, posts and exact fractions."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction

from bianzhi.domain.establishment import Establishment, Person
from bianzhi.domain.outlook import Outlook
from bianzhi.domain.plan import Plan
from bianzhi.domain.terms import Category, RetirementCategory, Sex

YEARS_AHEAD = 10
_YOUNGEST, _OLDEST, _BAND_YEARS = 25, 60, 5


class Heat(StrEnum):
    """How persons and posts of one cell stand to each other; the value is the word of the legend."""

    FAR_OVER = "超编10%以上"
    OVER = "超编不到10%"
    FULL = "满编"
    VACANT = "空编不到15%"
    SPARSE = "空编15%以上"


_FAR_OVER_PERCENT, _SPARSE_PERCENT = 10, 15


@dataclass(frozen=True, slots=True)
class HeatCell:
    """One unit and establishment type: posts, persons, and what is over or vacant; not both."""

    unit: str
    category: Category
    authorized: int
    in_post: int

    @property
    def excess(self) -> int:
        """Persons over quota."""
        return max(0, self.in_post - self.authorized)

    @property
    def vacancies(self) -> int:
        """Vacant posts."""
        return max(0, self.authorized - self.in_post)

    @property
    def heat(self) -> Heat:
        """The color, by the share of the quota; persons without any posts are far over."""
        if self.excess:
            return Heat.FAR_OVER if self.excess * 100 >= self.authorized * _FAR_OVER_PERCENT else Heat.OVER
        if self.vacancies:
            return Heat.SPARSE if self.vacancies * 100 >= self.authorized * _SPARSE_PERCENT else Heat.VACANT
        return Heat.FULL

    @property
    def words(self) -> str:
        """超3, 空5, or 满."""
        return f"超{self.excess}" if self.excess else f"空{self.vacancies}" if self.vacancies else "满"


@dataclass(frozen=True, slots=True)
class QuotaHeat:
    """编制热力图: units in ledger order, types in their standard order; cells without posts and persons are missing."""

    units: tuple[str, ...]
    categories: tuple[Category, ...]
    cells: tuple[HeatCell, ...]

    @property
    def excess(self) -> int:
        """Persons over quota, cell by cell."""
        return sum(cell.excess for cell in self.cells)

    @property
    def vacancies(self) -> int:
        """Vacant posts, cell by cell."""
        return sum(cell.vacancies for cell in self.cells)


def quota_heat(establishment: Establishment) -> QuotaHeat:
    """Every cell that has posts or persons."""
    cells = tuple(
        HeatCell(unit, category, posts, persons)
        for unit, category in establishment.cells
        for posts, persons in [
            (establishment.authorized.get((unit, category), 0), establishment.in_post.get((unit, category), 0))
        ]
        if posts or persons
    )
    present = {cell.category for cell in cells}
    units = tuple(dict.fromkeys(cell.unit for cell in cells))
    return QuotaHeat(units, tuple(category for category in Category if category in present), cells)


@dataclass(frozen=True, slots=True)
class ParetoStep:
    """One unit: its excess in persons, and that of it and all units before it."""

    unit: str
    excess: int
    together: int


@dataclass(frozen=True, slots=True)
class ExcessPareto:
    """超编集中度: units with excess, most first; of equal ones in ledger order."""

    steps: tuple[ParetoStep, ...]
    units: int
    """All units of the ledger."""

    @property
    def total(self) -> int:
        """Persons over quota in all units."""
        return self.steps[-1].together if self.steps else 0

    def share(self, step: ParetoStep) -> Fraction:
        """What a unit and all before it make up of the whole excess."""
        return Fraction(step.together, self.total)

    def units_for(self, percent: int) -> int:
        """How many units it takes to make up so many percent of the excess."""
        return next((n for n, step in enumerate(self.steps, 1) if step.together * 100 >= self.total * percent), 0)


def excess_pareto(establishment: Establishment) -> ExcessPareto:
    """Units by excess, taken cell by cell and never netted."""
    excess: Counter[str] = Counter()
    for cell in quota_heat(establishment).cells:
        excess[cell.unit] += cell.excess
    steps, together = [], 0
    for unit in sorted((unit.code for unit in establishment.units if excess[unit.code]), key=lambda u: -excess[u]):
        together += excess[unit]
        steps.append(ParetoStep(unit, excess[unit], together))
    return ExcessPareto(tuple(steps), len(establishment.units))


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

    def aged(self, youngest: int) -> int:
        """Persons of this age and older; it must be the youngest age of a band."""
        return sum(band.men + band.women for band in self.bands if (band.youngest or 0) >= youngest)


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

    @property
    def highest(self) -> WaveStep:
        """The first step with the most persons."""
        return max(self.steps, key=lambda step: step.total)


def retirement_wave(outlook: Outlook, span: Span = Span.YEARS, unit: str = "") -> RetirementWave:
    """Count retirements by the calendar; with ``unit`` those of one unit."""
    mine = [each for each in outlook.retirements if not unit or each.unit == unit]
    months = 12 * YEARS_AHEAD
    counts: Counter[tuple[date, RetirementCategory]] = Counter(
        (_begin(each.month, span), each.category) for each in mine if 0 <= each.months < months
    )
    first_month = outlook.day.replace(day=1)
    calendar = [_later(first_month, months_on) for months_on in range(months)]
    steps = []
    for begin in dict.fromkeys(_begin(month, span) for month in calendar):
        inside = [month for month in calendar if _begin(month, span) == begin]
        persons = {category: counts[begin, category] for category in RetirementCategory}
        steps.append(WaveStep(inside[0], inside[-1], _step_words(inside, span), persons))
    present = {category for _, category in counts}
    unknown = sum(not unit or person.unit == unit for person in _people(outlook, unit))
    return RetirementWave(
        outlook.day,
        tuple(steps),
        tuple(category for category in RetirementCategory if category in present),
        sum(each.months < 0 for each in mine),
        unknown,
    )
