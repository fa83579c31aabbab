"""双向交流: from the candidates of a plan to the plan with exchange, its moves in the order in which they are carried out."""

import time
from collections.abc import Callable
from dataclasses import replace

from bianzhi.domain.plan import Move, Plan, PlanStatus
from bianzhi.domain.plan_code import code_of
from bianzhi.optimize.exchange.candidates import ExchangeCandidates, exchange_candidates
from bianzhi.optimize.exchange.explain import exchange_reasons, with_exchange_exhausted
from bianzhi.optimize.exchange.objectives import exchange_aims
from bianzhi.optimize.exchange.orders import Step, orders_of, steps_of
from bianzhi.optimize.exchange.solving import solve_exchange
from bianzhi.optimize.reallocation.explain import excluded, manual_candidates, reasons, remaining, sources
from bianzhi.optimize.reallocation.pair import Pair
from bianzhi.optimize.reallocation.pairs import Candidates
from bianzhi.optimize.reallocation.task import Outcome
from bianzhi.optimize.solver import Engine


def plan_with_exchange(
    plain: Candidates,
    previous: Plan | None = None,
    progress: Callable[[str], None] = lambda _: None,
    engine: Engine = Engine.HIGHS,
) -> Plan:
    """The best plan in which people of cells that are not in excess may move as well.

    Parameters
    ----------
    plain
        The candidates of the plan without exchange; their settings give the budget (persons) and the least gain (points).
    previous
        A plan of which as many lines as possible are to stay.
    progress
        Told in a Chinese sentence when a step begins.
    engine
        The solver.

    Returns
    -------
    Plan
        Objectives: ``remaining_excess``, ``net_gain``, ``moves``, ``fit`` and what settings or a previous plan add. ``orders``
        is empty where nobody moves out of a cell that is not in excess: then any order will do. At every step of the orders
        no cell has more people than its quota, or than it had before.

    Raises
    ------
    InfeasiblePlanError
        Wishes contradict each other or the constraints.
    SolverError
        The time limit passed before any plan was found.

    Notes
    -----
    Formulation: ``docs/formulation_exchange.md``.
    """
    started = time.perf_counter()
    progress("正在核对可参加双向交流的人员")
    found = exchange_candidates(plain)
    outcome = solve_exchange(exchange_aims(found, previous), progress, engine)
    progress("正在整理理由和执行顺序")
    limits = plain.limits
    bare = Plan(
        status=PlanStatus.OPTIMAL if outcome.unique else PlanStatus.FEASIBLE,
        day=limits.day,
        ledger_sha256=limits.establishment.sha256,
        settings=limits.settings,
        objectives=outcome.objectives,
        excess_before=limits.establishment.total_excess,
        excluded=excluded(plain),
        solver="；".join(outcome.ran),
        replaces=code_of(previous) if previous is not None else "",
        solve_seconds=time.perf_counter() - started,
    )
    return _described(bare, found, outcome)


def _described(bare: Plan, found: ExchangeCandidates, outcome: Outcome) -> Plan:
    """The plan with its moves and orders, and with every reason that it owes the reader."""
    establishment, extra = found.limits.establishment, sum(found.is_extra(pair) for pair in outcome.chosen)
    steps = {step.person: step for step in steps_of(found, outcome.chosen)} if extra else {}
    moves = tuple(_move(pair, found, steps) for pair in outcome.chosen)
    moved = replace(bare, moves=moves, orders=orders_of(tuple(steps.values())))
    after = moved.in_post_after(establishment)
    left = sum(max(0, after.get(cell, 0) - establishment.authorized.get(cell, 0)) for cell in establishment.cells)
    rows = remaining(moved, establishment, found.plain)
    return replace(
        moved,
        excess_after=left,
        remaining=with_exchange_exhausted(rows, found, extra, bare.objectives[0].proven),
        manual=manual_candidates(moved, establishment, found.plain),
    )


def _move(pair: Pair, found: ExchangeCandidates, steps: dict[str, Step]) -> Move:
    fit = found.plain.scale.fit(pair.person, pair.opening)
    from_unit, from_category = pair.origin
    why = reasons(pair, fit, found.limits)
    step = steps.get(pair.person.id)
    if step is not None and (step.follows or found.is_extra(pair)):
        why = exchange_reasons(found, pair, step, fit, why, steps)
    return Move(
        person=pair.person.id,
        from_unit=from_unit,
        from_category=from_category,
        place=pair.opening.place,
        fit=fit,
        reasons=why,
        source=sources(pair, found.limits),
    )
