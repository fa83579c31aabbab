"""What becomes of a plan when some of its people refuse: the best new plan that changes fewest of its lines."""

from collections import defaultdict
from collections.abc import Hashable
from dataclasses import dataclass, replace

from bianzhi.errors import InfeasiblePlanError, SolverError
from bianzhi.optimize.alternatives.likeness import Standing, pairs_within_reach, told_apart
from bianzhi.optimize.alternatives.parts import only, parts_of, without_requirements
from bianzhi.optimize.alternatives.plan_asked import REMAINING, PlanAsked, goals_of
from bianzhi.optimize.reallocation.pair import Pair
from bianzhi.optimize.reallocation.planning import solve
from bianzhi.optimize.reallocation.task import PairAim, Task
from bianzhi.stopping import stop_if_asked

_KEPT = "lines_kept"


@dataclass(frozen=True, slots=True)
class Aftermath:
    """The plan after some refusals."""

    remaining: int
    """Remaining excess (persons)."""
    lines_lost: int
    """Lines of the plan that change besides those of the people who refuse."""


class Refusals:
    """Answers for any people who refuse, at most ``most`` at once; each is exact.

    Where everyone who refuses has a substitute of his own (somebody like him who is not in the plan and may take the very
    place), nothing else needs to change, and no plan is better: taking people away never lowers the excess. Only what is left
    is solved, and only in the part of the ledger that it touches.
    """

    def __init__(self, asked: PlanAsked, most: int) -> None:
        self._parts = tuple(_Part(task, asked) for task in parts_of(_task(asked, most)))
        self._substitutes = _Substitutes(asked)
        self._excess = asked.task.limits.total_excess

    def after(self, refusing: frozenset[str]) -> Aftermath:
        """What is left over, and what changes besides, when these people of the plan refuse.

        A requirement of the office that can no longer be met falls.

        Raises
        ------
        SolverError
            Time ran out before it was known.
        """
        stop_if_asked()
        placed = lost = 0
        for part in self._parts:
            here = refusing & part.moved
            if part.is_best and self._substitutes.suffice(here):
                placed += part.placed
            else:
                placed_now, kept = part.without(here)
                placed += placed_now
                lost += len(part.moved) - len(here) - kept
        return Aftermath(self._excess - placed, lost)


def _task(asked: PlanAsked, most: int) -> Task:
    """Least excess, fewest moves, most lines of the plan kept; with the pairs that may be needed when ``most`` people drop out."""
    lines = {pair.key for pair in asked.chosen}
    kept = tuple(int(pair.key in lines) for pair in asked.task.pairs)
    moves = next(aim for aim in asked.task.aims if aim.name == "moves")
    task = replace(asked.task, aims=(moves, PairAim(_KEPT, "与原方案相同的最多", kept, maximize=True)))
    return only(task, pairs_within_reach(task, frozenset(asked.unit_of), spare=most))


class _Part:
    """One part of the ledger: its task, the people of the plan in it, and what the plan reaches there."""

    def __init__(self, task: Task, asked: PlanAsked) -> None:
        people = {pair.person.id for pair in task.pairs}
        chosen = [pair for pair in asked.chosen if pair.person.id in people]
        self._task = task
        self._known: dict[frozenset[str], tuple[int, int]] = {}
        self.moved = frozenset(pair.person.id for pair in chosen)
        self.placed = task.limits.total_excess - goals_of(task, chosen)[REMAINING]
        proven = any(goal.name == REMAINING and goal.proven for goal in asked.plan.objectives)
        self.is_best = proven or self.without(frozenset()) == (self.placed, len(chosen))
        """Whether no plan leaves less excess in this part."""

    def without(self, refusing: frozenset[str]) -> tuple[int, int]:
        """Persons of the excess placed by the best plan without some people, and how many of the plan's lines it keeps."""
        if refusing not in self._known:
            numbers = [n for n, pair in enumerate(self._task.pairs) if pair.person.id not in refusing]
            task = only(self._task, numbers)
            try:
                outcome = solve(task)
            except InfeasiblePlanError:
                outcome = solve(without_requirements(task))
            if not all(goal.proven for goal in outcome.objectives):
                raise SolverError("时限内未能求出有人不同意时的最优方案。", "请延长求解时限后重试。")
            reached = {goal.name: goal.value for goal in outcome.objectives}
            placed = task.limits.total_excess - reached[REMAINING]
            self._known[refusing] = placed, reached[_KEPT]
        return self._known[refusing]


class _Substitutes:
    """Who may step in for whom without touching anything else."""

    def __init__(self, asked: PlanAsked) -> None:
        self._apart = told_apart(asked.task)
        self._standing_of = Standing(asked.task)
        self._line = {pair.person.id: pair for pair in asked.chosen}
        self._free: dict[Hashable, list[str]] = defaultdict(list)
        for pair in asked.task.pairs:
            if pair.person.id not in self._line and pair.person.id not in self._apart:
                self._free[self._like(pair)].append(pair.person.id)

    def _like(self, pair: Pair) -> Hashable:
        """What must be the same for one to step in for the other: the place, and what limits may ask of a person."""
        return pair.opening.place, self._standing_of(pair.person)

    def suffice(self, people: frozenset[str]) -> bool:
        """Whether each of these people of the plan can be given a substitute of his own."""
        taken: dict[str, str] = {}
        return not people & self._apart and all(self._serve(person, taken, set()) for person in sorted(people))

    def _serve(self, person: str, taken: dict[str, str], asked: set[str]) -> bool:
        """Find a substitute for one more person; those found before may be given another one (augmenting paths)."""
        for other in self._free.get(self._like(self._line[person]), ()):
            if other not in asked:
                asked.add(other)
                if other not in taken or self._serve(taken[other], taken, asked):
                    taken[other] = person
                    return True
        return False
