"""The plan that is asked about, as pairs of the very task that it solves."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from bianzhi.domain.establishment import CellKey, Establishment
from bianzhi.domain.plan import Plan
from bianzhi.errors import BianzhiError
from bianzhi.optimize.reallocation.pair import Pair
from bianzhi.optimize.reallocation.pairs import Candidates, candidates
from bianzhi.optimize.reallocation.planning import task_of
from bianzhi.optimize.reallocation.task import Task

REMAINING = "remaining_excess"


@dataclass(frozen=True)
class PlanAsked:
    """A plan, the task of its ledger, day and settings, and the pairs of the task that it carries out."""

    establishment: Establishment
    plan: Plan
    found: Candidates
    task: Task
    chosen: tuple[Pair, ...]

    @cached_property
    def unit_of(self) -> dict[str, str]:
        """Where each person moved goes: id → code of the unit."""
        return {pair.person.id: pair.opening.place.unit for pair in self.chosen}

    @cached_property
    def goals(self) -> dict[str, int]:
        """What the plan reaches in every objective of the task, counted from its lines."""
        return goals_of(self.task, self.chosen)

    @property
    def fit(self) -> int:
        """Points of fit over all its moves."""
        return sum(pair.fit for pair in self.chosen)


def plan_asked(establishment: Establishment, plan: Plan) -> PlanAsked:
    """Find the pairs of a plan.

    Raises
    ------
    BianzhiError
        A line of the plan is none that this ledger allows on the plan's day under the plan's settings, or the plan was made
        with exchange: moves through full units have a model of their own, which these questions do not know.
    """
    if plan.settings.exchange.extra_moves:
        raise BianzhiError(
            "开启双向交流的方案不能测算备选方案、得失比较和稳健性。",
            "请把 exchange.extra_moves 设为 0 重新求解后再测算；公平性、理由和堵点不受影响。",
        )
    found = candidates(establishment, plan.day, plan.settings)
    task = task_of(found)
    lines = {(move.person, move.place) for move in plan.moves}
    chosen = tuple(pair for pair in task.pairs if (pair.person.id, pair.opening.place) in lines)
    if len(chosen) < len(plan.moves):
        known = {pair.person.id for pair in chosen}
        strange = next((move.person for move in plan.moves if move.person not in known), plan.moves[0].person)
        raise BianzhiError(
            f"方案中有 {len(plan.moves) - len(chosen)} 行（如 {strange}）在台账“{establishment.name}”和方案的设置下不能安排。",
            "请用测算该方案的台账，或者重新测算后再问。",
        )
    return PlanAsked(establishment, plan, found, task, chosen)


def goals_of(task: Task, chosen: Iterable[Pair]) -> dict[str, int]:
    """What some pairs of a task reach: remaining excess in persons, then every aim, by name in their order."""
    carried_out = {pair.key for pair in chosen}
    numbers = [number for number, pair in enumerate(task.pairs) if pair.key in carried_out]
    leaving: Counter[CellKey] = Counter(task.pairs[number].origin for number in numbers)
    excess = ((cell, task.limits.excess(cell)) for cell in task.establishment.cells)
    remaining = sum(max(0, persons - leaving[cell]) for cell, persons in excess)
    return {REMAINING: remaining} | {aim.name: sum(aim.coefficients[n] for n in numbers) for aim in task.aims}
