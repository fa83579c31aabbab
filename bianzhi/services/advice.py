"""The use cases of the colleague: why, what else, what if. Each answer comes from solves of the very model of the plan.

Every function takes the plan that is asked about; its day and settings count. None of them changes anything.
"""

# ruff: noqa: PLC0415

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from bianzhi.domain.advice import Advice
from bianzhi.domain.answers import (
    Blockage,
    Burden,
    CellTerm,
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
from bianzhi.domain.certificate import Certificate, parse_certificate
from bianzhi.domain.establishment import Establishment
from bianzhi.domain.finding import Finding
from bianzhi.domain.plan import Plan
from bianzhi.domain.settings import PlanSettings
from bianzhi.domain.terms import Category
from bianzhi.domain.wishes import Wish
from bianzhi.errors import SettingsError

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


def vacancy_terms(
    establishment: Establishment, day: date, settings: PlanSettings, unit: str, category: Category
) -> tuple[tuple[CellTerm, ...], tuple[CellTerm, ...]]:
    """How 可用空编 and 须调出人数 of a unit's establishment type come about, term by term, the totals last; no plan is made.

    Raises
    ------
    SettingsError
        The ledger has no such unit (code or full name), or the unit no such type.
    """
    from bianzhi.optimize.questions import vacancy_terms

    return vacancy_terms(establishment, day, settings, unit, category)


def blockage(establishment: Establishment, plan: Plan, progress: Progress = _quiet, curves: bool = True) -> Blockage:
    """What holds up the excess that the plan leaves, what would free it, and (unless not wanted) the two curves."""
    from bianzhi.optimize.questions import blockage

    return blockage(establishment, plan, progress, curves)


def other_plans(
    establishment: Establishment, plan: Plan, loss: Loss, most: int = 5, progress: Progress = _quiet
) -> tuple[OtherPlan, ...]:
    """Up to ``most`` plans that truly differ from the proposed one and from each other, each within a stated loss.

    Fewer, or none, where no further one exists within the loss; that is proven.

    Raises
    ------
    SettingsError
        The loss or ``most`` (1 to 20) is out of range.
    BianzhiError
        The plan is not one of this ledger.
    SolverError
        Time ran out before it was known whether there is another plan at all.
    """
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
    """How the plan fares if ``refusing`` of the people asked refuse, over ``draws`` draws with a fixed seed.

    Raises
    ------
    SettingsError
        A number is out of range (1 to the people moved, 1 to 10,000 draws), or the plan moves nobody.
    SolverError
        Time ran out in one of the solves.
    """
    from bianzhi.optimize.alternatives import robustness

    return robustness(establishment, plan, refusing, draws, seed, progress)


def burdens(establishment: Establishment, plan: Plan) -> tuple[Burden, ...]:
    """What the plan asks of each unit, age band, sex and education."""
    from bianzhi.optimize.fairness import burdens

    return burdens(establishment, plan)


def write_advice(path: Path, found: Advice, plan: Plan, establishment: Establishment) -> None:
    """Write 方案说明 as a workbook: a sheet for everything that was asked.

    Raises
    ------
    BianzhiError
        Nothing was asked, or the file cannot be written.
    """
    from bianzhi.writing import advice_workbook

    advice_workbook.write(path, found, plan, establishment)


def write_advice_document(path: Path, found: Advice, plan: Plan, establishment: Establishment) -> None:
    """Write 方案说明 as a Word document; its numbers are those of the workbook.

    Raises
    ------
    BianzhiError
        Nothing was asked, or the file cannot be written.
    """
    from bianzhi.writing import advice_document

    advice_document.write(path, found, plan, establishment)


def yearly_plan(establishment: Establishment, plan: Plan, years: int = 5, progress: Progress = _quiet) -> YearlyPlan:
    """The plan over 1 to 5 years: who retires when, what dissolves by itself, and moving now against waiting."""
    from bianzhi.optimize.yearly import yearly_plan

    return yearly_plan(establishment, plan, years, progress)


def write_yearly(path: Path, yearly: YearlyPlan, plan: Plan, establishment: Establishment) -> None:
    """Write 分年度消化计划 as a workbook: years, cells, who retires when, what is moved when, moving now against waiting."""
    from bianzhi.writing import yearly_workbook

    yearly_workbook.write(path, yearly, plan, establishment)


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


def previous_plan(
    path: Path, establishment: Establishment, name: str = "", settings: PlanSettings | None = None
) -> tuple[Plan, tuple[Finding, ...]]:
    """The lines of an exported plan as far as the ledger still knows their people and places, and what it does not.

    Its settings are the given ones, or else those written in the workbook.

    Raises
    ------
    UnreadableWorkbookError
        The file is no plan workbook.
    SettingsError
        The settings written in the workbook cannot be used.
    """
    from bianzhi.optimize.replanning import plan_on_paper
    from bianzhi.reading.plan_workbook import read_plan_workbook

    return plan_on_paper(read_plan_workbook(path, name or path.name), establishment, settings)


def going_on_from(violations: Sequence[Finding]) -> str:
    """How to go on from an exported plan that ``verify`` rejects: what is kept of it, and when not to keep it."""
    if any(violation.id == _OTHER_LEDGER for violation in violations):
        return (
            "台账在原方案导出后有改动，对不上的各行属于正常情况：重新求解时尽量沿用对得上的各行，其余重新安排；"
            "不是同一份台账的，请改用原方案的台账。"
        )
    return (
        "台账没有改动，是原方案的内容被改动，或者所用设置与求解时不同：请改用系统导出的原件和求解时的设置；"
        "继续的，只沿用对得上的各行，并以重新求解的方案为准。"
    )


_OTHER_LEDGER = "P502"
"""Rule of the re-check: the plan was made of another ledger, or of this one before it was changed."""


def lapsed_answers(settings: PlanSettings, establishment: Establishment, day: date) -> tuple[Wish, ...]:
    """Wishes of earlier answers that no longer apply: person or unit has left the ledger, or the person cannot move."""
    from bianzhi.optimize.replanning import lapsed

    return lapsed(settings, establishment, day)


def write_difference(path: Path, found: PlanDifference, old: Plan, new: Plan, establishment: Establishment) -> None:
    """Write two plans side by side as a workbook: what changed and why, line by line, and the objectives of both."""
    from bianzhi.writing import plan_difference_workbook

    plan_difference_workbook.write(path, found, old, new, establishment)


def certificate(establishment: Establishment, plan: Plan) -> Certificate:
    """The prices that prove the plan's optimum, as far as it has network form.

    Raises
    ------
    BianzhiError
        The plan has exchange or stands on an earlier one: no prices speak of these.
    """
    from bianzhi.optimize.flow.certificate import certificate

    return certificate(establishment, plan)


def verify_certificate(
    establishment: Establishment,
    plan_path: Path,
    certificate_path: Path,
    day: date | None = None,
    settings: PlanSettings | None = None,
    name: str = "",
) -> tuple[Finding, ...]:
    """Confirm an optimum by plain arithmetic: the prices bound every plan of the ledger, and the plan meets the bound.

    Day and settings as for ``services.verify``. ``name`` is the user's name of the certificate where its path is temporary.

    Raises
    ------
    UnreadableWorkbookError
        The plan is no plan workbook.
    SettingsError
        The certificate is none.
    """
    from bianzhi.optimize.fit import fit_of
    from bianzhi.reading.plan_workbook import read_plan_workbook
    from bianzhi.rules import plan_certificate, plans
    from bianzhi.rules.plan_case import PlanCase

    name = name or certificate_path.name
    try:
        text = certificate_path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"读不了“{name}”。", "请选择用 plan --certificate 得到的 .json 文件。") from error
    paper = read_plan_workbook(plan_path, plan_path.name)
    if paper.form_findings:
        return paper.form_findings
    asked = settings or PlanSettings()
    case = PlanCase(establishment, paper, day or plans.day_on(paper) or date.today(), asked)
    fit = fit_of(establishment, case.day, asked.fit_weights)
    return plan_certificate.check(case, parse_certificate(text, name), fit, name)
