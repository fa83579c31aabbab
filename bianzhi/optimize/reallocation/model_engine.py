"""The readable model, solved: the definition of what a plan is. The flow engine must give the same."""

from collections.abc import Callable

from bianzhi.optimize.constraint import add_constraints
from bianzhi.optimize.lexicographic import reach
from bianzhi.optimize.reallocation.constraints import constraints_of
from bianzhi.optimize.reallocation.model import ReallocationModel
from bianzhi.optimize.reallocation.objectives import ROUNDS, model_aim, pairs_kept, remaining_aim, tie_break
from bianzhi.optimize.reallocation.pruning import needed_pairs
from bianzhi.optimize.reallocation.task import Outcome, Task
from bianzhi.optimize.solver import Engine, Session

Progress = Callable[[str], None]


def solve_by_model(task: Task, progress: Progress = lambda _: None, engine: Engine = Engine.HIGHS) -> Outcome:
    """Solve a task with the PuLP model.

    Raises
    ------
    InfeasiblePlanError
        The wishes, or other constraints that require something, contradict each other.
    SolverError
        The time limit passed before any plan was found.
    """
    numbers = needed_pairs(task)
    model = ReallocationModel(task.limits, [task.pairs[number] for number in numbers])
    add_constraints(model.problem, model, constraints_of(task.limits))
    words = {"remaining_excess": "剩余超编最少", **{aim.name: aim.words for aim in task.aims}}
    session = Session(model.problem, task.settings.time_limit_seconds, engine)
    objectives = reach(
        session,
        [remaining_aim(model), *(model_aim(model, numbers, aim) for aim in task.aims)],
        lambda name: progress(f"正在求解：{words[name]}（{len(task.pairs)} 个可行的人岗组合）"),
    )
    unique = all(objective.proven for objective in objectives)
    if unique:
        progress("正在确认方案唯一")
        unique = settle_ties(session, model)
    session.check_rows()
    return Outcome(tuple(model.chosen()), objectives, unique, (engine.label,))


def settle_ties(session: Session, model: ReallocationModel) -> bool:
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
