"""消化计划: a plan over one to five years."""

from collections.abc import Callable

from bianzhi.domain.answers import YearlyPlan
from bianzhi.domain.establishment import Establishment
from bianzhi.domain.plan import Plan
from bianzhi.errors import BianzhiError, SettingsError
from bianzhi.optimize.yearly.future import retirement_day
from bianzhi.optimize.yearly.sentences import sentences_of
from bianzhi.optimize.yearly.waiting import curve_of
from bianzhi.optimize.yearly.years import steps_of, years_of

MOST_YEARS = 5


def yearly_plan(
    establishment: Establishment, plan: Plan, years: int = MOST_YEARS, progress: Callable[[str], None] = lambda _: None
) -> YearlyPlan:
    """The plan over 1 to 5 years: who retires when, what dissolves by itself, what is moved, and what waiting would change.

    Parameters
    ----------
    establishment, plan
        A ledger and a plan made from it; its day and settings count, its moves hold from its day on.
    years
        Calendar years, the first from the plan's day to 31 December.
    progress
        Told in a Chinese sentence when a solve begins: one for each later year, one for each point of the curve.

    Returns
    -------
    YearlyPlan
        Steps tie: what a year leaves over is what the next begins with. Later years' moves are a calculation on the ledger
        as it will be, not part of what is proposed now.

    Raises
    ------
    SettingsError
        ``years`` is none of 1 to 5.
    BianzhiError
        The plan is not one of this ledger.

    Notes
    -----
    Statutory months: 全国人大常委会关于实施渐进式延迟法定退休年龄的决定; elastic retirement is not modelled.
    """
    if isinstance(years, bool) or not isinstance(years, int) or not 1 <= years <= MOST_YEARS:
        raise SettingsError(f"分年度计划的年数为 {years!r}。", f"应为 1 到 {MOST_YEARS} 的整数。")
    _refuse_another_ledger(establishment, plan)
    found = years_of(establishment, plan, years, progress)
    curve, unsolved = curve_of(establishment, plan, progress)
    return YearlyPlan(
        steps=steps_of(establishment, found),
        curve=curve,
        sentences=sentences_of(establishment, plan, found, curve, unsolved),
        retirements=tuple((retirement_day(person), person.id) for year in found for person in year.retired),
        moves=tuple((year.starts, move) for year in found for move in year.moves),
    )


def _refuse_another_ledger(establishment: Establishment, plan: Plan) -> None:
    for move in plan.moves:
        person = establishment.person.get(move.person)
        if person is None or (person.unit, person.category) != (move.from_unit, move.from_category):
            raise BianzhiError(
                f"方案与台账不符：方案中的人员 {move.person} 不在台账的 {move.from_unit} {move.from_category}。",
                "请用作出该方案的台账，或者重新求解。",
            )
