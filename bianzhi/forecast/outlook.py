"""Who retires when, and what is then over or vacant if nobody is hired."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date
from functools import lru_cache

from bianzhi.domain.establishment import CellKey, Establishment, Person
from bianzhi.domain.outlook import MonthFigures, Outlook, Retirement
from bianzhi.domain.terms import RetirementCategory
from bianzhi.errors import SettingsError
from bianzhi.law.retirement import delay_months, month_number, retirement_category, retirement_month

_MOST_MONTHS = 600
_FLEXIBLE_MONTHS = 36
"""弹性提前 and 延迟 of at most three years (全国人大常委会 2024-09-13 decision)."""


def outlook(establishment: Establishment, day: date, months: int = 120) -> Outlook:
    """Month by month from the day's month on.

    Parameters
    ----------
    establishment
        The ledger.
    day
        The day from whose month on is counted.
    months
        How many months, 1 to 600.

    Returns
    -------
    Outlook
        Who retires in a month still counts in that month's start and not at its end, which is what the figures are of.
        Who has passed the statutory month and is still in post (到龄未退) is taken to leave in the first month.
        Quotas stay as they are; nobody comes.

    Raises
    ------
    SettingsError
        The number of months is out of range.

    Notes
    -----
    Source: 关于实施渐进式延迟法定退休年龄的决定, annexed tables. Calendar months, not days.
    """
    if not 1 <= months <= _MOST_MONTHS:
        raise SettingsError(f"预测月数为 {months}。", f"应为 1 到 {_MOST_MONTHS} 之间的整数。")
    counted = [person for person in establishment.people if person.counted]
    known = [_retirement(person, day) for person in counted if person.born is not None]
    return Outlook(
        day=day,
        months=tuple(_first(month_number(day) + number) for number in range(months)),
        cells=_cells(establishment, known, day, months),
        retirements=tuple(sorted(known, key=lambda each: each.month)),
        unknown=tuple(person.id for person in counted if person.born is None),
    )


def _retirement(person: Person, day: date) -> Retirement:
    assert person.born is not None
    category = retirement_category(person)
    statutory, month, earliest, latest = _months_of(category, person.born.year, person.born.month)
    return Retirement(
        person=person.id,
        unit=person.unit,
        category=category,
        month=month,
        earliest=earliest,
        latest=latest,
        months=statutory - month_number(day),
    )


@lru_cache(maxsize=10_000)
def _months_of(category: RetirementCategory, year: int, month: int) -> tuple[int, date, date, date]:
    """The statutory month of everybody born in a month, as a number and as a day; the earliest and the latest one."""
    born = date(year, month, 1)
    statutory = retirement_month(category, born)
    old_age = statutory - delay_months(category, born)
    earliest = max(old_age, statutory - _FLEXIBLE_MONTHS)
    return statutory, _first(statutory), _first(earliest), _first(statutory + _FLEXIBLE_MONTHS)


def _cells(
    establishment: Establishment, known: Iterable[Retirement], day: date, months: int
) -> dict[CellKey, tuple[MonthFigures, ...]]:
    leaving: dict[CellKey, Counter[int]] = defaultdict(Counter)
    for each in known:
        category = establishment.person[each.person].category
        assert category is not None
        leaving[each.unit, category][max(0, each.months)] += 1
    return {cell: tuple(_months(establishment, cell, leaving[cell], months)) for cell in establishment.cells}


def _months(establishment: Establishment, cell: CellKey, leaving: Counter[int], months: int) -> Iterable[MonthFigures]:
    in_post, posts = establishment.in_post.get(cell, 0), establishment.authorized.get(cell, 0)
    for number in range(months):
        in_post -= leaving[number]
        yield MonthFigures(in_post, max(0, in_post - posts), max(0, posts - in_post), leaving[number])


def _first(month: int) -> date:
    """The first day of a month given by its number; what would lie beyond the calendar is its last month."""
    year, rest = divmod(month, 12)
    return date(min(year, date.max.year), rest + 1, 1)
