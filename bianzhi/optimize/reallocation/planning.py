"""编制调剂: from a ledger to the plan of ``ledger_format`` §2, exactly and with proof."""

import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from bianzhi.domain.establishment import Establishment
from bianzhi.domain.plan import Move, Plan, PlanStatus
from bianzhi.domain.settings import PlanSettings
from bianzhi.optimize.constraint import add_constraints
from bianzhi.optimize.lexicographic import reach
from bianzhi.optimize.reallocation.constraints import ALL_CONSTRAINTS
from bianzhi.optimize.reallocation.explain import excluded, manual_candidates, reasons, remaining, sources
from bianzhi.optimize.reallocation.model import Pair, ReallocationModel
from bianzhi.optimize.reallocation.objectives import ROUNDS, aims, pairs_kept, tie_break
from bianzhi.optimize.reallocation.pairs import Candidates, candidates
from bianzhi.optimize.reallocation.pruning import needed_pairs
from bianzhi.optimize.solver import Engine, Session


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
    model = ReallocationModel(establishment, settings, needed_pairs(establishment, settings, found.pairs))
    add_constraints(model.problem, model, ALL_CONSTRAINTS)
    words = {"remaining_excess": "剩余超编最少", "moves": "调动人数最少", "fit": "人岗匹配最优"}
    told = len(found.pairs)
    started = time.perf_counter()
    session = Session(model.problem, settings.time_limit_seconds, engine)
    objectives = reach(
        session,
        aims(model),
        lambda name: progress(f"正在求解：{words[name]}（{told} 个可行的人岗组合）"),
    )
    proven = all(objective.proven for objective in objectives)
    if proven:
        progress("正在确认方案唯一")
        proven = _settle_ties(session, model)
    session.check_rows()
    seconds = time.perf_counter() - started
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


def _settle_ties(session: Session, model: ReallocationModel) -> bool:
    """Break ties until no other plan is as good; False if time ran out before that was proven."""
    if not model.chosen():
        return True
    for number in range(ROUNDS):
        if not reach(session, [tie_break(model, number)])[0].proven:
            return False
        if _is_unique(session, model):
            return True
    return False


def _is_unique(session: Session, model: ReallocationModel) -> bool:
    """Whether every plan as good as the one found keeps all its pairs; the one found stands afterwards."""
    variables = (*model.move, *model.remaining.values())
    values = [variable.varValue for variable in variables]
    count = len(model.chosen())
    solved = session.optimize(pairs_kept(model))
    for variable, value in zip(variables, values, strict=True):
        variable.varValue = value
    return solved.bound >= count


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
