"""The use cases of the colleague: why, what else, what if. Each answer comes from solves of the very model of the plan.

Every function takes the plan that is asked about; its day and settings count. None of them changes anything.
"""

# ruff: noqa: PLC0415

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from bianzhi.domain.answers import (
    Blockage,
    Burden,
    Clash,
    CurvePoint,
    Loss,
    Opinion,
    OtherPlan,
    PersonAnswer,
    PlaceAnswer,
    PlanDifference,
    Robustness,
    YearlyPlan,
)
from bianzhi.domain.certificate import Certificate
from bianzhi.domain.establishment import Establishment
from bianzhi.domain.finding import Finding
from bianzhi.domain.plan import Plan
from bianzhi.domain.settings import PlanSettings
from bianzhi.domain.terms import Category

Progress = Callable[[str], None]


def _quiet(_: str) -> None:
    pass


def why_person(establishment: Establishment, plan: Plan, person: str) -> PersonAnswer:
    """Why one person is moved to his place or is not moved, what the plan loses without it, and his best places."""
    from bianzhi.optimize.questions import why_person

    return why_person(establishment, plan, person)


def why_place(
    establishment: Establishment,
    plan: Plan,
    person: str,
    unit: str,
    category: Category | None = None,
    post: str = "",
) -> tuple[PlaceAnswer, ...]:
    """Why one person is not placed in a unit: place by place the first rule that bars, or the price of forcing it."""
    from bianzhi.optimize.questions import why_place

    return why_place(establishment, plan, person, unit, category, post)


def blockage(establishment: Establishment, plan: Plan, progress: Progress = _quiet) -> Blockage:
    """What holds up the excess that the plan leaves, what would free it, and how it depends on the limits."""
    from bianzhi.optimize.questions import blockage

    return blockage(establishment, plan, progress)


def other_plans(
    establishment: Establishment, plan: Plan, loss: Loss, most: int = 5, progress: Progress = _quiet
) -> tuple[OtherPlan, ...]:
    """Up to ``most`` plans that truly differ from the proposed one and from each other, each within a stated loss."""
    from bianzhi.optimize.alternatives import other_plans

    return other_plans(establishment, plan, loss, most, progress)


def trade_offs(establishment: Establishment, plan: Plan, progress: Progress = _quiet) -> tuple[CurvePoint, ...]:
    """The undominated combinations of moves, remaining excess and fit, by number of moves."""
    from bianzhi.optimize.alternatives import trade_offs

    return trade_offs(establishment, plan, progress)


def robustness(
    establishment: Establishment,
    plan: Plan,
    refusing: int,
    draws: int = 100,
    seed: int = 1,
    progress: Progress = _quiet,
) -> Robustness:
    """How the plan fares if ``refusing`` of the people asked refuse, over ``draws`` draws with a fixed seed."""
    from bianzhi.optimize.alternatives import robustness

    return robustness(establishment, plan, refusing, draws, seed, progress)


def burdens(establishment: Establishment, plan: Plan) -> tuple[Burden, ...]:
    """What the plan asks of each unit, age band, sex and education."""
    from bianzhi.optimize.fairness import burdens

    return burdens(establishment, plan)


def yearly_plan(establishment: Establishment, plan: Plan, years: int = 5, progress: Progress = _quiet) -> YearlyPlan:
    """The plan over 1 to 5 years: who retires when, what dissolves by itself, and moving now against waiting."""
    from bianzhi.optimize.yearly import yearly_plan

    return yearly_plan(establishment, plan, years, progress)


def clash(establishment: Establishment, day: date, settings: PlanSettings) -> Clash | None:
    """The smallest set of wishes that cannot be met together, or None where all can."""
    from bianzhi.optimize.wishes import clash

    return clash(establishment, day, settings)


def difference(old: Plan, new: Plan, establishment: Establishment) -> PlanDifference:
    """Two plans side by side, line by line."""
    from bianzhi.optimize.replanning import difference

    return difference(old, new, establishment)


def settings_after(
    settings: PlanSettings, plan: Plan, opinions: Sequence[Opinion], establishment: Establishment, by: str, day: date
) -> PlanSettings:
    """The settings with a wish for each answer that changes something; wishes of earlier answers of the same people go."""
    from bianzhi.optimize.replanning import settings_after

    return settings_after(settings, plan, opinions, establishment, by, day)


def write_consultation(path: Path, plan: Plan, establishment: Establishment) -> None:
    """Write 征求意见表: a line for each person the plan moves, with drop-downs for the answer."""
    from bianzhi.writing import consultation_form

    consultation_form.write(path, plan, establishment)


def read_consultation(
    path: Path, plan: Plan, establishment: Establishment, name: str = ""
) -> tuple[tuple[Opinion, ...], tuple[Finding, ...]]:
    """Read 征求意见表 back: the opinions, and what is wrong with the form, each at its cell.

    Raises
    ------
    UnreadableWorkbookError
        The file is no workbook, is unsafe, or is no such form.
    """
    from bianzhi.reading import consultation_form

    return consultation_form.read(path, plan, establishment, name)


def previous_plan(path: Path, establishment: Establishment, name: str = "") -> tuple[Plan, tuple[Finding, ...]]:
    """The lines of an exported plan as far as the ledger still knows their people and places, and what it does not.

    Raises
    ------
    UnreadableWorkbookError
        The file is no plan workbook.
    """
    from bianzhi.optimize.replanning import plan_on_paper
    from bianzhi.reading.plan_workbook import read_plan_workbook

    return plan_on_paper(read_plan_workbook(path, name or path.name), establishment)


def certificate(establishment: Establishment, plan: Plan) -> Certificate:
    """The prices that prove the plan's optimum, as far as it has network form."""
    from bianzhi.optimize.flow import certificate

    return certificate(establishment, plan)


def verify_certificate(establishment: Establishment, plan_path: Path, certificate_path: Path) -> tuple[Finding, ...]:
    """Confirm an optimum by plain arithmetic: the prices bound every plan of the ledger, and the plan meets the bound."""
    from bianzhi.optimize.flow import check_certificate

    return check_certificate(establishment, plan_path, certificate_path)
