"""编制调剂: from a ledger to the plan of ``ledger_format`` §2, exactly and with proof."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

import pulp

from bianzhi.domain.establishment import Establishment
from bianzhi.domain.plan import Move, Plan, PlanStatus
from bianzhi.domain.settings import PlanSettings
from bianzhi.optimize.constraint import add_constraints
from bianzhi.optimize.lexicographic import solve_in_order
from bianzhi.optimize.reallocation.constraints import ALL_CONSTRAINTS
from bianzhi.optimize.reallocation.explain import excluded, manual_candidates, reasons, remaining, sources
from bianzhi.optimize.reallocation.model import Pair, ReallocationModel
from bianzhi.optimize.reallocation.objectives import ROUNDS, aims, pairs_kept, tie_break
from bianzhi.optimize.reallocation.pairs import Candidates, candidates
from bianzhi.optimize.reallocation.pruning import needed_pairs
from bianzhi.optimize.solver import Engine, solve


def reallocate(
    establishment: Establishment,
    day: date,
    settings: PlanSettings,
    progress: Callable[[str], None] = lambda _: None,
    engine: Engine = Engine.HIGHS,
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
    progress("正在核对可调整人员与空编岗位")
    found = candidates(establishment, day, settings)
    model = ReallocationModel(establishment, settings, needed_pairs(establishment, found.pairs))
    add_constraints(model.problem, model, ALL_CONSTRAINTS)
    words = {"remaining_excess": "剩余超编最少", "moves": "调动人数最少", "fit": "人岗匹配最优"}
    told = len(found.pairs)
    objectives, seconds = solve_in_order(
        model.problem,
        aims(model),
        settings.time_limit_seconds,
        engine,
        lambda name: progress(f"正在求解：{words[name]}（{told} 个可行的人岗组合）"),
    )
    proven = all(objective.proven for objective in objectives)
    if proven:
        progress("正在确认方案唯一")
        proven, more = _settle_ties(model, settings, engine)
        seconds += more
    progress("正在整理理由")
    chosen = model.chosen()
    bare = Plan(
        status=PlanStatus.OPTIMAL if proven else PlanStatus.FEASIBLE,
        day=day,
        ledger_sha256=establishment.sha256,
        settings=settings,
        objectives=objectives,
        excess_before=establishment.total_excess,
        excess_after=establishment.total_excess - len(chosen),
        excluded=excluded(found),
        solver=engine.label,
        solve_seconds=seconds,
    )
    return _described(bare, establishment, found, chosen)


def _settle_ties(model: ReallocationModel, settings: PlanSettings, engine: Engine) -> tuple[bool, float]:
    """Break ties until no other plan is as good; False if time ran out before that was proven."""
    seconds = 0.0
    if not model.chosen():
        return True, seconds
    for number in range(ROUNDS):
        reached, spent = solve_in_order(model.problem, [tie_break(model, number)], settings.time_limit_seconds, engine)
        seconds += spent
        if not reached[0].proven:
            return False, seconds
        unique, spent = _is_unique(model, settings, engine)
        seconds += spent
        if unique:
            return True, seconds
    return False, seconds


def _is_unique(model: ReallocationModel, settings: PlanSettings, engine: Engine) -> tuple[bool, float]:
    """Whether every plan as good as the one found keeps all its pairs; the one found stands afterwards."""
    chosen = [int(move.varValue) for move in model.move]
    left = [variable.varValue for variable in model.remaining.values()]
    model.problem.sense = pulp.LpMinimize
    model.problem.setObjective(pairs_kept(model))
    solved = solve(model.problem, settings.time_limit_seconds, engine)
    for variable, value in zip((*model.move, *model.remaining.values()), (*chosen, *left), strict=True):
        variable.varValue = value
    return solved.bound >= sum(chosen), solved.seconds


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
