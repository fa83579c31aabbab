"""编制调剂: from a ledger to the plan of ``ledger_format`` §2, exactly and with proof."""

import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from hashlib import sha256

from bianzhi.domain.establishment import Establishment
from bianzhi.domain.plan import Move, Plan, PlanStatus
from bianzhi.domain.settings import PlanSettings
from bianzhi.optimize.reallocation.explain import excluded, manual_candidates, reasons, remaining, sources
from bianzhi.optimize.reallocation.model_engine import solve_by_model
from bianzhi.optimize.reallocation.objectives import pair_aims
from bianzhi.optimize.reallocation.pair import Pair
from bianzhi.optimize.reallocation.pairs import Candidates, candidates
from bianzhi.optimize.reallocation.task import Outcome, Task
from bianzhi.optimize.solver import Engine


def reallocate(
    establishment: Establishment,
    day: date,
    settings: PlanSettings,
    progress: Callable[[str], None] = lambda _: None,
    engine: Engine = Engine.HIGHS,
    previous: Plan | None = None,
) -> Plan:
    """Move people from over-quota to under-quota cells.

    Parameters
    ----------
    establishment
        A ledger. The model has a binary variable per eligible pair of a person and a place (``pruning`` leaves out those
        that no optimum can use) and an integer one per cell in excess.
    day
        The plan's day: periods and ages are counted at it.
    settings
        Periods, shares, weights of the fit, and the time limit in seconds of each solve.
    progress
        Told in a Chinese sentence when a step begins.
    engine
        The solver.
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
    SolverError
        The time limit passed before any plan was found.

    Notes
    -----
    Source: 《地方各级人民政府机构设置和编制管理条例》第6条、第15条. Formulation: ``docs/formulation.md``.
    """
    started = time.perf_counter()
    progress("正在核对可调整人员与空编岗位")
    found = candidates(establishment, day, settings)
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
    return _described(bare, establishment, found, outcome.chosen)


def task_of(found: Candidates, previous: Plan | None = None) -> Task:
    """The planning problem of some candidates."""
    limits = found.limits
    aims = pair_aims(limits, found.pairs, previous)
    return Task(limits.establishment, limits.day, limits.settings, limits, found.pairs, aims)


def solve(task: Task, progress: Callable[[str], None] = lambda _: None, engine: Engine = Engine.HIGHS) -> Outcome:
    """Solve a task with the engine asked for."""
    return solve_by_model(task, progress, engine)


def code_of(plan: Plan) -> str:
    """Sixteen characters that change with any line of a plan, its ledger or its day."""
    lines = [f"{plan.ledger_sha256}|{plan.day}"]
    lines += [f"{move.person}|{move.place}" for move in plan.moves]
    return sha256("\n".join(lines).encode()).hexdigest()[:16]


def _described(bare: Plan, establishment: Establishment, found: Candidates, chosen: Sequence[Pair]) -> Plan:
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
        reasons=reasons(pair, fit, establishment),
        source=sources(pair),
    )


def eligible_pairs(
    establishment: Establishment, day: date, settings: PlanSettings
) -> list[tuple[str, str, str, str, int]]:
    """Every eligible pair of a movable person and a place: person, unit, type, post (empty: open vacancy), fit."""
    return [
        (pair.person.id, pair.opening.place.unit, pair.opening.place.category.value, pair.opening.place.post, pair.fit)
        for pair in candidates(establishment, day, settings).pairs
    ]
