"""Plans that truly differ from the proposed one and from each other, each as different as a stated loss allows."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

import pulp

from bianzhi.domain.answers import GoalChange, Loss, OtherPlan
from bianzhi.domain.establishment import Establishment
from bianzhi.domain.plan import Objective, Plan, PlanStatus
from bianzhi.errors import SettingsError, SolverError
from bianzhi.optimize.alternatives.difference_in_words import cost_in_words, difference_in_words
from bianzhi.optimize.alternatives.likeness import pairs_within_reach, twins
from bianzhi.optimize.alternatives.people_changed import Units, people_changed, people_changed_from, with_twins_kept
from bianzhi.optimize.alternatives.plan_asked import REMAINING, PlanAsked, goals_of, plan_asked
from bianzhi.optimize.constraint import add_constraints
from bianzhi.optimize.lexicographic import Aim, reach
from bianzhi.optimize.reallocation.constraints import constraints_of
from bianzhi.optimize.reallocation.model import ReallocationModel
from bianzhi.optimize.reallocation.objectives import model_aim, remaining_aim, tie_break
from bianzhi.optimize.reallocation.pair import Pair
from bianzhi.optimize.reallocation.planning import described
from bianzhi.optimize.solver import Engine, Session

MOST_PLANS = 20


def other_plans(
    establishment: Establishment,
    plan: Plan,
    loss: Loss,
    most: int = 5,
    progress: Callable[[str], None] = lambda _: None,
) -> tuple[OtherPlan, ...]:
    """Up to ``most`` other plans, the most different first.

    Each is the plan within the loss whose least number of people treated otherwise than in the proposed plan and in every
    other plan before it is greatest; among those the best in the plan's own objectives, then the first round of the plan's
    tie-break.

    Parameters
    ----------
    establishment, plan
        The ledger and the plan proposed for it; the plan's day and settings count.
    loss
        What each may give up: persons of excess and moves in all, and points of fit on the average of a move. Preferences
        and rotation, where they are asked for, are not given up.
    most
        1 to 20.
    progress
        Told in a Chinese sentence when a step begins.

    Returns
    -------
    tuple
        Fewer than ``most``, or none, where no further plan within the loss differs from all before it; that is proven.

    Raises
    ------
    SettingsError
        ``loss`` or ``most`` is out of range.
    BianzhiError
        The plan is not one of this ledger.
    SolverError
        Time ran out before it was known whether there is another plan at all.
    """
    _check(loss, most)
    progress("正在核对可调整人员与空编岗位")
    asked = plan_asked(establishment, plan)
    if not asked.chosen:
        return ()
    twin = twins(asked.task)
    earlier: list[Units] = [asked.unit_of]
    found: list[OtherPlan] = []
    while len(found) < most:
        search = _Search(asked, loss, earlier, twin)
        progress(f"正在求解第{len(found) + 1}个备选方案（{len(search.model.pairs)} 个可行的人岗组合）")
        chosen = search.most_different()
        if chosen is None:
            if search.unsettled and not found:
                raise SolverError("时限内未能确定有没有其他方案。", "请延长求解时限后重试。")
            break
        found.append(_other_plan(asked, chosen, twin))
        earlier.append({pair.person.id: pair.opening.place.unit for pair in chosen})
    return tuple(found)


class _Search:
    """The model of one further plan: the constraints, the loss, and how many people it treats otherwise than each earlier one."""

    def __init__(self, asked: PlanAsked, loss: Loss, earlier: Sequence[Units], twin: Mapping[str, str]) -> None:
        self._asked = asked
        self._loss = loss
        self._earlier = earlier
        self._twin = twin
        self._numbers = pairs_within_reach(asked.task, frozenset().union(*earlier))
        self.model = _model(asked, self._numbers)
        self.unsettled = False
        self._aims = _aims(asked, self.model, self._numbers)
        self._add_loss(loss)
        self._least = self.model.problem.add_variable("least_changed", 0, 2 * len(asked.chosen), pulp.LpInteger)
        for number, units in enumerate(earlier):
            changed = people_changed_from(self.model, units, twin, f"earlier_{number:02d}")
            self.model.problem.addConstraint(self._least <= changed, f"changed_{number:02d}")

    @property
    def _settled(self) -> set[str]:
        """Objectives that need no solve.

        The excess, where none may be given up and the plan has the least there is; and the moves, each of which takes one from it.
        """
        goals = self._asked.plan.objectives
        least = self._loss.excess == 0 and any(goal.name == REMAINING and goal.proven for goal in goals)
        return {REMAINING, "moves"} if least else {"moves"}

    def _add_loss(self, loss: Loss) -> None:
        """What may be given up: one row an objective; the fit on average, so that fewer moves do not count as less fit."""
        goals, problem = self._asked.goals, self.model.problem
        problem.addConstraint(self.model.total_remaining <= goals[REMAINING] + loss.excess, "loss_of_excess")
        moves, fit = len(self._asked.chosen), self._asked.fit
        for aim in self._aims[1:]:
            total = aim.expression
            if aim.name == "moves":
                problem.addConstraint(total <= goals["moves"] + loss.moves, "loss_of_moves")
            elif aim.name == "fit":
                least = self.model.total([moves * pair.fit - (fit - loss.fit * moves) for pair in self.model.pairs])
                problem.addConstraint(least >= 0, "loss_of_fit")
            else:
                problem.addConstraint(total >= goals[aim.name], f"loss_of_{aim.name}")

    def most_different(self) -> tuple[Pair, ...] | None:
        """The pairs of the most different plan, or None where every plan within the loss is one of the earlier ones."""
        session = Session(self.model.problem, self._asked.plan.settings.time_limit_seconds)
        solved = session.optimize(self._least + 0, maximize=True)
        if solved.value < 1:
            self.unsettled = not solved.proven
            return None
        session.hold(self._least + 0, solved.value, "held_least_changed")
        reached = reach(session, [aim for aim in self._aims if aim.name not in self._settled])
        if all(objective.proven for objective in reached) and self.model.chosen():
            reach(session, [tie_break(self.model, 0)])
        session.check_rows()
        return self._without_idle_swaps(tuple(self.model.chosen()), solved.value)

    def _without_idle_swaps(self, chosen: tuple[Pair, ...], changed: int) -> tuple[Pair, ...]:
        """The same plan with twins where the proposed plan has them, unless that brings it nearer to another one."""
        tidied = with_twins_kept(self._asked.task, self._asked.chosen, chosen, self._twin)
        units = {pair.person.id: pair.opening.place.unit for pair in tidied}
        far = all(people_changed(other, units, self._twin) >= changed for other in self._earlier)
        return tidied if far else chosen


def _model(asked: PlanAsked, numbers: Sequence[int]) -> ReallocationModel:
    model = ReallocationModel(asked.task.limits, [asked.task.pairs[number] for number in numbers])
    add_constraints(model.problem, model, constraints_of(asked.task.limits))
    return model


def _aims(asked: PlanAsked, model: ReallocationModel, numbers: Sequence[int]) -> list[Aim]:
    return [remaining_aim(model), *(model_aim(model, numbers, aim) for aim in asked.task.aims)]


def _other_plan(asked: PlanAsked, chosen: tuple[Pair, ...], twin: Mapping[str, str]) -> OtherPlan:
    units = {pair.person.id: pair.opening.place.unit for pair in chosen}
    goals = goals_of(asked.task, chosen)
    costs = tuple(GoalChange(name, value, goals[name]) for name, value in asked.goals.items())
    objectives = _objectives(asked, goals)
    bare = replace(
        asked.plan,
        status=PlanStatus.OPTIMAL if all(each.proven for each in objectives) else PlanStatus.FEASIBLE,
        objectives=objectives,
        moves=(),
        excess_after=asked.plan.excess_after + goals[REMAINING] - asked.goals[REMAINING],
        remaining=(),
        manual=(),
        orders=(),
        solver=Engine.HIGHS.label,
        replaces="",
        solve_seconds=0.0,
    )
    return OtherPlan(
        plan=described(bare, asked.establishment, asked.found, chosen),
        changed=people_changed(asked.unit_of, units, twin),
        gives_up=costs,
        sentences=(*difference_in_words(asked, chosen), cost_in_words(asked, chosen, costs)),
    )


def _objectives(asked: PlanAsked, goals: Mapping[str, int]) -> tuple[Objective, ...]:
    """Every objective with the best that any plan could reach in it, given the ones before.

    That is known from the plan as long as those are as in the plan; otherwise it takes a solve.
    """
    known = {objective.name: objective.bound for objective in asked.plan.objectives}
    alike, session = True, None
    objectives: list[Objective] = []
    for name, value in goals.items():
        if alike and name in known:
            bound = known[name]
        else:
            if session is None:
                numbers = pairs_within_reach(asked.task)
                model = _model(asked, numbers)
                aims = {aim.name: aim for aim in _aims(asked, model, numbers)}
                session = Session(model.problem, asked.plan.settings.time_limit_seconds)
                for held in objectives:
                    session.hold(aims[held.name].expression, held.value, f"held_{held.name}")
            bound = session.optimize(aims[name].expression, aims[name].maximize).bound
            session.hold(aims[name].expression, value, f"held_{name}")
        objectives.append(Objective(name, value, bound))
        alike = alike and value == asked.goals[name]
    return tuple(objectives)


def _check(loss: Loss, most: int) -> None:
    for words, value, highest in (
        ("允许增加的未消化超编", loss.excess, 100_000),
        ("允许增加的调整人数", loss.moves, 100_000),
        ("允许降低的平均匹配分", loss.fit, 100),
        ("备选方案个数", most - 1, MOST_PLANS - 1),
    ):
        if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= highest:
            least = 1 if highest == MOST_PLANS - 1 else 0
            raise SettingsError(f"{words}为 {value + least!r}。", f"应为 {least} 到 {highest + least} 之间的整数。")
