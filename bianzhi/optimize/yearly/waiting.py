"""Moving now against waiting: the best plan when excess that retirement dissolves within some months is left alone."""

from collections.abc import Callable
from dataclasses import replace

from bianzhi.domain.answers import Waiting
from bianzhi.domain.establishment import Establishment
from bianzhi.domain.plan import Plan, PlanStatus
from bianzhi.errors import InfeasiblePlanError, SettingsError, SolverError
from bianzhi.law.retirement import add_months, month_number
from bianzhi.optimize.reallocation import reallocate
from bianzhi.optimize.reallocation.limits import Limits
from bianzhi.optimize.yearly.future import as_it_is, carried_out, until
from bianzhi.optimize.yearly.years import in_later_years

MONTHS = (0, 12, 24, 36, 48, 60)

Progress = Callable[[str], None]


def curve_of(
    establishment: Establishment, plan: Plan, progress: Progress
) -> tuple[tuple[Waiting, ...], tuple[str, ...]]:
    """A point for each of 0, 12, … 60 months, and in words which of them could not be solved, and why."""
    points: list[Waiting] = []
    unsolved: list[str] = []
    for months in MONTHS:
        progress(f"正在测算等待{months}个月的情形")
        try:
            points.append(_point(establishment, _plan_waiting(establishment, plan, months), months))
        except (InfeasiblePlanError, SettingsError, SolverError) as error:
            unsolved.append(f"等待{months}个月的情形没有求出方案：{error.message}")
    return tuple(points), tuple(unsolved)


def _plan_waiting(establishment: Establishment, plan: Plan, months: int) -> Plan:
    """The best plan with a horizon of some months: the plan at hand where it is just that, else a solve.

    What the office wants of the plan at hand alone may not be possible when some of the excess is left to retirement; so
    only what must not happen is kept.
    """
    own = plan.status is PlanStatus.OPTIMAL and not plan.code and not plan.replaces
    if own and months == plan.settings.horizon_months:
        return plan
    return reallocate(establishment, plan.day, replace(in_later_years(plan.settings), horizon_months=months))


def _point(establishment: Establishment, plan: Plan, months: int) -> Waiting:
    after = carried_out(as_it_is(establishment), plan.moves, plan.day)
    if months:
        after = until(after, plan.day, month_number(plan.day) + months, add_months(plan.day, months))
    return Waiting(
        months=months,
        dissolves=dissolving(establishment, plan, months),
        moves=len(plan.moves),
        remaining=after.total_excess,
        fit=sum(move.fit.score for move in plan.moves),
    )


def dissolving(establishment: Establishment, plan: Plan, months: int) -> int:
    """Persons of excess that retirement alone dissolves within some months: of each cell at most its excess."""
    limits = Limits(establishment, plan.day, replace(plan.settings, horizon_months=months))
    return sum(min(establishment.excess(cell), limits.retiring[cell]) for cell in establishment.cells)
