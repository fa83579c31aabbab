"""双向交流, solved exactly with the readable model: every objective with its bound, and one plan that is the only one."""

from collections.abc import Callable
from dataclasses import dataclass

from bianzhi.domain.plan import Objective
from bianzhi.optimize.constraint import add_constraints
from bianzhi.optimize.exchange.candidates import ExchangeCandidates
from bianzhi.optimize.exchange.constraints import exchange_constraints_of
from bianzhi.optimize.exchange.model import ExchangeModel
from bianzhi.optimize.exchange.objectives import WORDS, ExchangeAims, asked_aim, first_aims, last_aims
from bianzhi.optimize.exchange.pruning import needed_pairs
from bianzhi.optimize.lexicographic import Aim, reach
from bianzhi.optimize.reallocation.model_engine import settle_ties
from bianzhi.optimize.reallocation.objectives import remaining_aim
from bianzhi.optimize.reallocation.task import Outcome
from bianzhi.optimize.solver import Engine, Session

Progress = Callable[[str], None]


@dataclass
class _Solve:
    """One model with its session."""

    model: ExchangeModel
    session: Session
    numbers: tuple[int, ...]
    """The places of the model's pairs among all pairs."""


def solve_exchange(aims: ExchangeAims, progress: Progress = lambda _: None, engine: Engine = Engine.HIGHS) -> Outcome:
    """Solve for the plan with exchange.

    Objectives, in order: ``remaining_excess``; with a previous plan ``lines_kept``; where they count, preferences and rotation
    of people out of excess, at what they reach with the fewest moves; ``net_gain``; ``moves``; ``fit``; then the tie-break.
    The fewest moves only bound preferences and rotation: they must not keep out moves that raise the fit, so a second model
    is solved in which they are free again.

    Raises
    ------
    InfeasiblePlanError
        The wishes, or other constraints that require something, contradict each other.
    SolverError
        The time limit passed before any plan was found.
    """
    found = aims.found
    numbers = needed_pairs(found, aims.worth())

    def tell(name: str) -> None:
        words = {**{aim.name: aim.words for aim in aims.asked_for}, **WORDS}
        progress(f"正在求解：{words[name]}（含双向交流，{len(found.pairs)} 个可行的人岗组合）")

    first = _solve_of(found, numbers, engine)
    reached = reach(first.session, first_aims(first.model, numbers, aims), tell)
    settled = tuple(objective for objective in reached if objective.name != "moves")
    last = _with_moves_free(first, settled, aims, engine) if aims.middle else first
    objectives = (*settled, *reach(last.session, last_aims(last.model), tell))
    unique = all(objective.proven for objective in (*reached, *objectives))
    if unique:
        progress("正在确认方案唯一")
        unique = settle_ties(last.session, last.model)
    last.session.check_rows()
    return Outcome(tuple(last.model.chosen()), objectives, unique, (engine.label,))


def _solve_of(found: ExchangeCandidates, numbers: tuple[int, ...], engine: Engine) -> _Solve:
    model = ExchangeModel(found, [found.pairs[number] for number in numbers])
    add_constraints(model.problem, model, exchange_constraints_of(found.limits))
    return _Solve(model, Session(model.problem, found.limits.settings.time_limit_seconds, engine), numbers)


def _with_moves_free(first: _Solve, settled: tuple[Objective, ...], aims: ExchangeAims, engine: Engine) -> _Solve:
    """The same problem afresh, remaining excess and the objectives asked for held, the number of moves not."""
    again = _solve_of(aims.found, first.numbers, engine)
    held = [remaining_aim(again.model), *(asked_aim(again.model, again.numbers, aim) for aim in aims.asked_for)]
    by_name: dict[str, Aim] = {aim.name: aim for aim in held}
    for objective in settled:
        again.session.hold(by_name[objective.name].expression, objective.value, f"held_{objective.name}")
    return again
