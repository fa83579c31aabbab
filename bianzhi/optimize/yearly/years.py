"""Year by year: what is moved, who retires, who comes and goes, and what stays over quota at the end."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from bianzhi.domain.answers import YearStep
from bianzhi.domain.establishment import CellKey, Establishment, Person
from bianzhi.domain.plan import Move, Plan
from bianzhi.domain.settings import PlanSettings
from bianzhi.domain.wishes import WishKind
from bianzhi.errors import InfeasiblePlanError, SettingsError, SolverError
from bianzhi.law.retirement import month_number
from bianzhi.optimize.reallocation import reallocate
from bianzhi.optimize.yearly.future import Passed, as_it_is, carried_out, until

Progress = Callable[[str], None]


@dataclass(frozen=True)
class Year:
    """One year of the plan; the first runs from the plan's day, every one to 31 December."""

    starts: date
    before: Passed
    moves: tuple[Move, ...]
    """They hold from the day the year starts."""
    after: Passed
    unsolved: str = ""
    """Why no moves were found for this year, where the solve failed."""

    @property
    def year(self) -> int:
        """The calendar year."""
        return self.starts.year

    @property
    def retired(self) -> tuple[Person, ...]:
        """Who retires in this year, earliest first."""
        return self.after.retired


def years_of(establishment: Establishment, plan: Plan, count: int, progress: Progress) -> tuple[Year, ...]:
    """The years, one after the other, each beginning with what the one before left.

    The moves of the first are the plan's; those of a later one are solved for on 1 January under the plan's settings, on the
    ledger as it will then be.
    """
    found: list[Year] = []
    before = as_it_is(establishment)
    for number in range(count):
        starts = date(plan.day.year + number, 1, 1) if number else plan.day
        moves, unsolved = plan.moves, ""
        if number:
            progress(f"正在测算{starts.year}年（第{number + 1}年，共{count}年）")
            moves, unsolved = _moves_of(before, starts, plan.settings)
        ends = date(starts.year, 12, 31)
        after = until(carried_out(before, moves, starts), starts, month_number(ends), ends)
        found.append(Year(starts, before, moves, after, unsolved))
        before = after
    return tuple(found)


def _moves_of(before: Passed, day: date, settings: PlanSettings) -> tuple[tuple[Move, ...], str]:
    try:
        return reallocate(before.ledger, day, in_later_years(settings)).moves, ""
    except (InfeasiblePlanError, SettingsError, SolverError) as error:
        return (), error.message


def in_later_years(settings: PlanSettings) -> PlanSettings:
    """What the office wants of this plan alone, it does not want again each year: only what must not happen stays."""
    lasting = tuple(wish for wish in settings.wishes if wish.kind in (WishKind.STAY, WishKind.FORBID))
    return replace(settings, wishes=lasting)


def steps_of(establishment: Establishment, years: Sequence[Year]) -> tuple[YearStep, ...]:
    """Year by year the whole ledger first, then every cell in which something happens or stands over quota in any year.

    ``moves`` of a cell are those out of it. What is left over at the end of a year is what the next begins with.
    """
    cells = [cell for cell in establishment.cells if any(_concerns(cell, year) for year in years)]
    return tuple(step for year in years for step in _steps_of_year(year, cells))


def _steps_of_year(year: Year, cells: Sequence[CellKey]) -> Iterator[YearStep]:
    out, retiring = _leaving(year), _retiring(year)
    yield YearStep(
        year=year.year,
        unit="",
        category=None,
        excess_before=year.before.total_excess,
        retiring=len(year.retired),
        moves=len(year.moves),
        entering=year.after.entered.total(),
        leaving=year.after.left.total(),
        excess_after=year.after.total_excess,
    )
    for cell in cells:
        yield YearStep(
            year=year.year,
            unit=cell[0],
            category=cell[1],
            excess_before=year.before.excess(cell),
            retiring=retiring[cell],
            moves=out[cell],
            entering=year.after.entered[cell],
            leaving=year.after.left[cell],
            excess_after=year.after.excess(cell),
        )


def _concerns(cell: CellKey, year: Year) -> bool:
    happens = (_leaving(year), _retiring(year), year.after.entered, year.after.left)
    return bool(year.before.excess(cell) or year.after.excess(cell) or any(counter[cell] for counter in happens))


def _leaving(year: Year) -> Counter[CellKey]:
    return Counter((move.from_unit, move.from_category) for move in year.moves)


def _retiring(year: Year) -> Counter[CellKey]:
    return Counter((person.unit, person.category) for person in year.retired if person.category is not None)
