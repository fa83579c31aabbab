"""编制调剂: from a ledger to the plan of ``ledger_format`` §2, exactly and with proof."""

import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from bianzhi.domain.establishment import Establishment
from bianzhi.domain.plan import Move, Plan, PlanStatus
from bianzhi.domain.plan_code import code_of
from bianzhi.domain.settings import PlanSettings
from bianzhi.optimize.reallocation.explain import excluded, manual_candidates, reasons, remaining, sources
from bianzhi.optimize.reallocation.model_engine import solve_by_model
from bianzhi.optimize.reallocation.objectives import pair_aims
from bianzhi.optimize.reallocation.pair import Pair
from bianzhi.optimize.reallocation.pairs import Candidates, candidates
from bianzhi.optimize.reallocation.settings_checks import check_settings
from bianzhi.optimize.reallocation.task import Outcome, Task
from bianzhi.optimize.solver import Engine


def reallocate(
    establishment: Establishment,
    day: date,
    settings: PlanSettings,
    progress: Callable[[str], None] = lambda _: None,
    engine: Engine | None = None,
    previous: Plan | None = None,
) -> Plan:
    """Move people from over-quota to under-quota cells.

    Parameters
    ----------
    establishment
        A ledger. There is one binary decision per eligible pair of a person and a place (``pruning`` leaves out those that no
        optimum can use).
    day
        The plan's day: periods and ages are counted at it.
    settings
        Periods, shares, weights of the fit, and the time limit in seconds: of all flows together, of each solve of a model.
    progress
        Told in a Chinese sentence when a step begins.
    engine
        The solver of the PuLP model; without one the plan is a minimum-cost flow, and the model only of what is none.
    previous
        A plan of which as many lines as possible are to stay, once remaining excess and moves are at their best.

    Returns
    -------
    Plan
        The lexicographically best moves, and what each objective achieved with its bound. Among equally good plans the
        tie-break makes one the only answer, whichever solver finds it; a last solve proves that no other is left. No
        moves if none would help. ``feasible`` instead of ``optimal`` when the time limit passed before the proof.

    Raises
    ------
    SettingsError
        The settings name what the ledger does not have, or a wish asks for what no rule allows.
    SolverError
        The time limit passed before any plan was found.

    Notes
    -----
    Source: 《地方各级人民政府机构设置和编制管理条例》第6条、第15条. Formulation: ``docs/formulation.md``.
    """
    started = time.perf_counter()
    progress("正在核对可调整人员与空编岗位")
    found = candidates(establishment, day, settings)
    check_settings(found)
    if settings.exchange.extra_moves:
        from bianzhi.optimize.exchange import plan_with_exchange  # noqa: PLC0415 - it stands on this package

        return plan_with_exchange(found, previous, progress, engine or Engine.HIGHS)
    outcome = solve(task_of(found, previous), progress, engine)
    progress("正在整理理由")
    bare = Plan(
        status=PlanStatus.OPTIMAL if outcome.unique else PlanStatus.FEASIBLE,
        day=day,
        ledger_sha256=establishment.sha256,
        settings=settings,
        objectives=outcome.objectives,
        excess_before=establishment.total_excess,
        excess_after=establishment.total_excess - len(outcome.chosen),
        excluded=excluded(found),
        solver="；".join(outcome.ran),
        replaces=code_of(previous) if previous is not None else "",
        solve_seconds=time.perf_counter() - started,
    )
    return described(bare, establishment, found, outcome.chosen)


def task_of(found: Candidates, previous: Plan | None = None) -> Task:
    """The planning problem of some candidates."""
    limits = found.limits
    aims = pair_aims(limits, found.pairs, previous)
    return Task(limits.establishment, limits.day, limits.settings, limits, found.pairs, aims)


def solve(task: Task, progress: Callable[[str], None] = lambda _: None, engine: Engine | None = None) -> Outcome:
    """Solve a task by flow as far as that is exact, or the whole PuLP model with the solver asked for; the plan is the same.

    Raises
    ------
    InfeasiblePlanError
        The wishes, or other constraints that require something, contradict each other.
    SolverError
        The time limit passed before any plan was found.
    """
    if engine is not None:
        return solve_by_model(task, progress, engine)
    from bianzhi.optimize.flow.engine import solve_by_flow  # noqa: PLC0415 - it stands on this package

    return solve_by_flow(task, progress)


def described(bare: Plan, establishment: Establishment, found: Candidates, chosen: Sequence[Pair]) -> Plan:
    """The plan with its moves, and with every reason that it owes the reader."""
    moved = replace(bare, moves=tuple(_move(pair, found, establishment) for pair in chosen))
    return replace(
        moved,
        remaining=remaining(moved, establishment, found),
        manual=manual_candidates(moved, establishment, found),
    )


def _move(pair: Pair, found: Candidates, establishment: Establishment) -> Move:
    fit = found.scale.fit(pair.person, pair.opening)
    from_unit, from_category = pair.origin
    return Move(
        person=pair.person.id,
        from_unit=from_unit,
        from_category=from_category,
        place=pair.opening.place,
        fit=fit,
        reasons=reasons(pair, fit, found.limits),
        source=sources(pair, found.limits),
    )


def eligible_pairs(
    establishment: Establishment, day: date, settings: PlanSettings
) -> list[tuple[str, str, str, str, int]]:
    """Every eligible pair of a movable person and a place: person, unit, type, post (empty: open vacancy), fit."""
    return [
        (pair.person.id, pair.opening.place.unit, pair.opening.place.category.value, pair.opening.place.post, pair.fit)
        for pair in candidates(establishment, day, settings).pairs
    ]
