"""A task solved part by part: by flow wherever the limits have the form of a network, by the model where they do not."""

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy

from bianzhi.domain.plan import Objective
from bianzhi.domain.wishes import Wish
from bianzhi.errors import SolverError
from bianzhi.optimize.arrays import Whole
from bianzhi.optimize.flow.checks import network_rows_hold, sentences_hold
from bianzhi.optimize.flow.hasty import hasty_plan
from bianzhi.optimize.flow.network import LABEL, NoFlowError
from bianzhi.optimize.flow.parts import parts_of
from bianzhi.optimize.flow.relatives import Relatives
from bianzhi.optimize.flow.rows import rows_of
from bianzhi.optimize.flow.search import NotByFlowError, Part, PartPlan, best_without_clashes
from bianzhi.optimize.flow.sentences import Bond, Required, bonds_of, kin_is_native, limits_with, required_of
from bianzhi.optimize.reallocation.model_engine import solve_by_model
from bianzhi.optimize.reallocation.pair import Pair
from bianzhi.optimize.reallocation.pair_table import Table, table_of
from bianzhi.optimize.reallocation.pruning import pairs_kept
from bianzhi.optimize.reallocation.task import Outcome, Task
from bianzhi.stopping import stop_if_asked

Progress = Callable[[str], None]


def solve_by_flow(task: Task, progress: Progress = lambda _: None) -> Outcome:
    """Solve a task part by part, by flow where that is exact and by the model elsewhere.

    The plan, the objectives and their bounds are those of the model. What a network cannot carry (relatives who may both
    move, minima that arrivals may keep, sections across cells, teams and numbers that are wished for) is left out of it and checked afterwards: the best
    plan without a limit is the best plan with it, if it keeps it. If not, relatives are kept apart by a search over flows;
    any other limit hands the part to the model. When the time limit passes, what is left gets a lawful plan at once, and
    its gap shows in the bounds.

    Raises
    ------
    InfeasiblePlanError
        Wishes, or other constraints that require something, contradict each other.
    SolverError
        A part went to the model and the time limit passed before any plan was found; or the plan breaks a limit.
    """
    return _Solving(task, progress).outcome()


@dataclass(frozen=True, slots=True)
class _Answer:
    plan: PartPlan
    by_model: tuple[str, ...] = ()
    """Name and version of what solved it, where it was not the flow."""


@dataclass(frozen=True)
class _Solving:
    task: Task
    progress: Progress

    @cached_property
    def table(self) -> Table:
        return table_of(self.task)

    @cached_property
    def relatives(self) -> Relatives | None:
        """None where the flow does not know what holds of relatives, or nothing does."""
        return Relatives(self.table, self.task.establishment) if kin_is_native(self.task.limits) else None

    @cached_property
    def required(self) -> Required:
        return required_of(self.table, self.task.limits)

    @cached_property
    def kept(self) -> Whole:
        kept = pairs_kept(self.table, self.task)
        kept = kept[~self.required.left_out[kept]]
        return kept if self.relatives is None else kept[~self.relatives.barred()[kept]]

    @cached_property
    def bonds(self) -> list[Bond]:
        """What sentences foreign to the network tie together, as far as it is kept."""
        return [
            replace(bond, pairs=bond.pairs[numpy.isin(bond.pairs, self.kept)])
            for bond in bonds_of(self.table, self.task.limits)
        ]

    def outcome(self) -> Outcome:
        """The plan of all parts together."""
        self.progress(f"正在核对限额（{len(self.task.pairs)} 个可行的人岗组合）")
        if not self._every_move_frees_a_post or self._asks_for_what_no_pair_is:
            return solve_by_model(self.task, self.progress)
        answers = list(self._answers())
        chosen = numpy.sort(numpy.concatenate([numpy.zeros(0, numpy.int64), *(each.plan.chosen for each in answers)]))
        pairs = tuple(self.task.pairs[number] for number in chosen.tolist())
        if not network_rows_hold(self.task.limits, pairs):
            raise SolverError("最小费用流的方案违反约束。", "请报告此问题，勿采用该结果。")
        objectives = self._objectives(chosen, [each.plan.bounds for each in answers])
        unique = all(each.plan.unique for each in answers) and all(objective.proven for objective in objectives)
        return Outcome(pairs, objectives, unique, _ran(answers))

    @property
    def _every_move_frees_a_post(self) -> bool:
        """Whether all pairs leave cells in excess, as in every plan without exchange."""
        origins = numpy.unique(self.table.origin_of).tolist()
        return all(self.task.limits.excess(self.table.cells[cell]) for cell in origins)

    @property
    def _asks_for_what_no_pair_is(self) -> bool:
        """Whether a wish has no pair left that could meet it: the model knows what follows from that."""
        with_pairs = set(self.table.person[self.kept].tolist())
        if not self.required.has_all or not self.required.people <= with_pairs:
            return True
        return any(bond.wishes and not len(bond.pairs) for bond in self.bonds)

    def _answers(self) -> Iterator[_Answer]:
        if not len(self.kept):
            return
        rows = rows_of(self.table, self.task.limits, self.kept)
        parts = parts_of(self.table, rows, self.kept, self.relatives, [bond.pairs for bond in self.bonds])
        ends = time.monotonic() + self.task.settings.time_limit_seconds
        step = max(1, len(parts) // 10)
        for number, pairs in enumerate(parts):
            stop_if_asked()
            if number % step == 0:
                self.progress(
                    f"正在求解：剩余超编最少、调动人数最少、人岗匹配最优（第 {number + 1} 部分，共 {len(parts)} 部分）"
                )
            required = (
                self.required.people & set(self.table.person[pairs].tolist()) if self.required.people else frozenset()
            )
            yield self._answer(Part(self.table, rows, pairs, required), lambda: time.monotonic() > ends)

    def _answer(self, part: Part, is_late: Callable[[], bool]) -> _Answer:
        bonds = [bond for bond in self.bonds if numpy.isin(bond.pairs[:1], part.pairs).any()]
        asks_nothing = not bonds and not part.required
        if is_late() and asks_nothing:
            return _Answer(hasty_plan(part, self.task.limits))
        try:
            plan = part.best() if self.relatives is None else best_without_clashes(part, self.relatives, is_late)
        except (NotByFlowError, NoFlowError):
            if is_late() and asks_nothing:
                return _Answer(hasty_plan(part, self.task.limits))
            return self._by_model(part, bonds)
        return _Answer(plan) if self._holds(part, plan, bonds) else self._by_model(part, bonds)

    def _holds(self, part: Part, plan: PartPlan, bonds: Sequence[Bond]) -> bool:
        """Whether a plan keeps what the network left out. A plan that is one of several could be, and another not."""
        chosen = [self.task.pairs[number] for number in plan.chosen.tolist()]
        if not network_rows_hold(self.task.limits, chosen):
            return False
        sentences = tuple({each.id: each for bond in bonds for each in bond.sentences}.values())
        if not sentences:
            return True
        pairs, limits = self._pairs_of(part), limits_with(self.task.limits, self._wishes(part, bonds))
        return sentences_hold(sentences, limits, pairs, numpy.isin(part.pairs, plan.chosen).tolist())

    def _wishes(self, part: Part, bonds: Sequence[Bond]) -> tuple[Wish, ...]:
        """The wishes that require something of a part."""
        about_people = (wish for person in sorted(part.required) for wish in self.required.wish_of[person])
        return (*(wish for bond in bonds for wish in bond.wishes), *about_people)

    def _pairs_of(self, part: Part) -> tuple[Pair, ...]:
        return tuple(self.task.pairs[number] for number in part.pairs.tolist())

    def _by_model(self, part: Part, bonds: Sequence[Bond]) -> _Answer:
        """The part as a task of its own: it has every pair of each of its limits."""
        limits = limits_with(self.task.limits, self._wishes(part, bonds))
        numbers = part.pairs.tolist()
        aims = tuple(
            replace(aim, coefficients=tuple(aim.coefficients[number] for number in numbers)) for aim in self.task.aims
        )
        task = replace(self.task, settings=limits.settings, limits=limits, pairs=self._pairs_of(part), aims=aims)
        outcome = solve_by_model(task, self.progress)
        at = {id(pair): number for pair, number in zip(task.pairs, numbers, strict=True)}
        chosen = numpy.array([at[id(pair)] for pair in outcome.chosen], numpy.int64)
        remaining, *rest = outcome.objectives
        bounds = [limits.total_excess - remaining.bound]
        bounds += [each.bound if aim.maximize else -each.bound for aim, each in zip(aims, rest, strict=True)]
        return _Answer(PartPlan(chosen, tuple(bounds), outcome.unique), outcome.ran)

    def _objectives(self, chosen: Whole, bounds: Sequence[tuple[int, ...]]) -> tuple[Objective, ...]:
        """Values counted over the pairs chosen; bounds added up over the parts."""
        total = self.task.limits.total_excess
        moves, *rest = [sum(each) for each in zip(*bounds, strict=True)] or [0] * (1 + len(self.task.aims))
        found = [Objective("remaining_excess", total - len(chosen), total - moves)]
        for aim, coefficients, bound in zip(self.task.aims, self.table.coefficients, rest, strict=True):
            found.append(Objective(aim.name, int(coefficients[chosen].sum()), bound if aim.maximize else -bound))
        return tuple(found)


def _ran(answers: Sequence[_Answer]) -> tuple[str, ...]:
    """Who solved how many parts."""
    by_model = [each for each in answers if each.by_model]
    by_flow = len(answers) - len(by_model)
    if not by_model:
        return (f"{LABEL}（{by_flow} 个部分）",)
    others = tuple(
        f"{name}（{len(by_model)} 个部分）" for name in dict.fromkeys(n for e in by_model for n in e.by_model)
    )
    return (f"{LABEL}（{by_flow} 个部分）", *others) if by_flow else others
