"""What a question is about: a plan, its task, and the pairs it carries out; and the task with one thing changed."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import compress
from threading import Lock

from bianzhi.domain.answers import GoalChange
from bianzhi.domain.establishment import Establishment
from bianzhi.domain.plan import Move, Plan
from bianzhi.domain.settings import PlanSettings
from bianzhi.domain.wishes import Wish, WishKind
from bianzhi.errors import BianzhiError, InfeasiblePlanError
from bianzhi.optimize.exchange.candidates import ExchangeCandidates, exchange_candidates
from bianzhi.optimize.exchange.objectives import exchange_aims
from bianzhi.optimize.exchange.solving import solve_exchange
from bianzhi.optimize.questions.settled import outcome_with
from bianzhi.optimize.reallocation import planning
from bianzhi.optimize.reallocation.limits import Limits
from bianzhi.optimize.reallocation.pair import Pair
from bianzhi.optimize.reallocation.pairs import Candidates, candidates
from bianzhi.optimize.reallocation.task import Outcome, PairAim, Task

_KEPT_NAME = "lines_of_the_plan"
_MOST_KEPT = 4
"""Grounds of how many plans are kept; a page asks many questions about one plan."""


@dataclass(frozen=True)
class Asked:
    """A plan with the very task it solved, so that any question is that task with one thing changed."""

    establishment: Establishment
    plan: Plan
    found: Candidates
    exchange: ExchangeCandidates | None
    """With exchange: everybody who may move, those of cells that are not in excess among them."""

    @property
    def pairs(self) -> tuple[Pair, ...]:
        """All pairs of the plan's task."""
        return self.exchange.pairs if self.exchange is not None else self.found.pairs

    @cached_property
    def task(self) -> Task:
        """The plan's task, and after its aims one more: as few lines changed as possible, so that answers are short."""
        task = planning.task_of(self.found, self._renewed)
        carried_out = set(self.chosen)
        kept = tuple(int(number in carried_out) for number in range(len(task.pairs)))
        return replace(task, aims=(*task.aims, PairAim(_KEPT_NAME, "改动最少", kept, maximize=True)))

    @property
    def _renewed(self) -> Plan | None:
        """What lines are to be kept of, where the plan itself kept lines of an earlier one: the plan."""
        return self.plan if any(goal.name == "lines_kept" for goal in self.plan.objectives) else None

    @cached_property
    def numbers_of(self) -> dict[str, tuple[int, ...]]:
        """The numbers of each person's pairs."""
        numbers: dict[str, list[int]] = {}
        for number, pair in enumerate(self.pairs):
            numbers.setdefault(pair.person.id, []).append(number)
        return {person: tuple(found) for person, found in numbers.items()}

    @cached_property
    def chosen(self) -> tuple[int, ...]:
        """The numbers of the pairs that the plan carries out.

        Raises
        ------
        BianzhiError
            The plan moves somebody in a way that this ledger does not allow: it is not a plan of this ledger.
        """
        return tuple(sorted(self._number_of(move) for move in self.plan.moves))

    def _number_of(self, move: Move) -> int:
        for number in self.numbers_of.get(move.person, ()):
            if self.pairs[number].opening.place == move.place:
                return number
        raise BianzhiError(
            f"方案把 {move.person} 安排到 {move.to_unit}（{move.to_category}），台账和设置不允许这样安排。",
            "方案与台账、设置不相符，请按当前台账重新求解后再查看理由。",
        )

    @cached_property
    def move_of(self) -> dict[str, Move]:
        """The plan's moves by person."""
        return {move.person: move for move in self.plan.moves}

    @cached_property
    def goals(self) -> dict[str, int]:
        """What every objective of the plan reached: counted anew from its lines, with exchange as the plan has it."""
        if self.exchange is not None:
            return {goal.name: goal.value for goal in self.plan.objectives}
        task, limits = self.task, self.found.limits
        reached = {"remaining_excess": limits.total_excess - len(self.chosen)}
        for aim in task.aims:
            reached[aim.name] = sum(aim.coefficients[number] for number in self.chosen)
        return reached

    def changes(self, outcome: Outcome) -> tuple[GoalChange, ...]:
        """Every objective of the plan beside that of another outcome."""
        return tuple(
            GoalChange(goal.name, self.goals[goal.name], goal.value)
            for goal in outcome.objectives
            if goal.name in self.goals and goal.name != _KEPT_NAME
        )

    def displaced(self, outcome: Outcome) -> tuple[str, ...]:
        """Ids of people of the plan who do not keep their line in another outcome."""
        lines = {pair.line for pair in outcome.chosen}
        return tuple(self.pairs[number].person.id for number in self.chosen if self.pairs[number].line not in lines)

    def newcomers(self, outcome: Outcome) -> tuple[str, ...]:
        """Ids of people who move in another outcome and stay in the plan."""
        return tuple(pair.person.id for pair in outcome.chosen if pair.person.id not in self.move_of)

    def without(self, person: str) -> Outcome | None:
        """The best plan in which one person stays, or None if there is none."""
        if self.exchange is not None:
            return self._exchanged(lambda pair: pair.person.id != person)
        return outcome_of(keeping(self.task, lambda pair: pair.person.id != person))

    def requiring(self, number: int) -> Outcome | None:
        """The best plan that carries out one pair, or None if there is none.

        Three ways to the same answer, the quickest first: the pair settled and the rest solved; where that cannot be told,
        the best plan of least excess that prefers the pair to all else, if it has the pair; else the pair required.
        """
        pair = self.pairs[number]
        if self.exchange is not None:
            return self._exchanged(self._nothing_else_for(pair), self.must_move(pair))
        settled = outcome_with(self.task, pair)
        if settled is not None:
            return settled
        task = keeping(self.task, self._nothing_else_for(pair))
        wanted = tuple(int(each is pair) for each in task.pairs)
        outcome = outcome_of(
            replace(task, aims=(PairAim("asked_for", "按提问试排", wanted, maximize=True), *task.aims))
        )
        if outcome is None or pair in outcome.chosen:
            return outcome
        return outcome_of(self.task_requiring(number))

    def task_requiring(self, number: int) -> Task:
        """The task in which one pair must be carried out."""
        pair = self.pairs[number]
        task = keeping(self.task, self._nothing_else_for(pair))
        return under(task, self.must_move(pair))

    @staticmethod
    def _nothing_else_for(pair: Pair) -> Callable[[Pair], bool]:
        return lambda each: each is pair or each.person.id != pair.person.id

    def must_move(self, pair: Pair) -> PlanSettings:
        """The plan's settings with one more wish: the person moves."""
        must = Wish(WishKind.REQUIRE, (pair.person.id,), by="查询", on=self.plan.day, why="按提问试排")
        return replace(self.plan.settings, wishes=(*self.plan.settings.wishes, must))

    def _exchanged(self, keep: Callable[[Pair], bool], settings: PlanSettings | None = None) -> Outcome | None:
        assert self.exchange is not None
        limits = Limits(self.establishment, self.plan.day, settings or self.plan.settings)
        pairs = tuple(pair for pair in self.exchange.pairs if keep(pair))
        found = replace(self.exchange, pairs=pairs, plain=replace(self.found, limits=limits))
        try:
            return solve_exchange(exchange_aims(found, self._renewed))
        except InfeasiblePlanError:
            return None


def outcome_of(task: Task) -> Outcome | None:
    """What solving gives, or None where no plan meets what is required."""
    try:
        return planning.solve(task)
    except InfeasiblePlanError:
        return None


def keeping(task: Task, keep: Callable[[Pair], bool]) -> Task:
    """The task with only the pairs that are to be kept."""
    kept = bytes(map(keep, task.pairs))
    aims = tuple(replace(aim, coefficients=tuple(compress(aim.coefficients, kept))) for aim in task.aims)
    return replace(task, pairs=tuple(compress(task.pairs, kept)), aims=aims)


def for_excess_alone(task: Task, *aims: PairAim) -> Task:
    """The task aimed at the least remaining excess, then at some aims; a last one, of no meaning, spares it most ties."""
    spread = tuple(number * 7919 % 10007 for number in range(len(task.pairs)))
    return replace(task, aims=(*aims, PairAim("no_matter_which", "任取其一", spread, maximize=True)))


def under(task: Task, settings: PlanSettings, establishment: Establishment | None = None) -> Task:
    """The task with the same pairs under other limits."""
    ledger = establishment or task.establishment
    return replace(task, establishment=ledger, settings=settings, limits=Limits(ledger, task.day, settings))


def asked(establishment: Establishment, plan: Plan) -> Asked:
    """The question's ground, kept between questions about one plan; candidates also between plans of the same settings.

    It is kept with the ledger object itself, so that it goes when the ledger goes.

    Raises
    ------
    BianzhiError
        The plan belongs to another ledger.
    """
    if plan.ledger_sha256 != establishment.sha256:
        raise BianzhiError("方案不是由这份台账得出的（台账指纹不同）。", "请按当前台账重新求解后再查看理由。")
    with _keeping:
        kept: list[Asked] = vars(establishment).setdefault(_KEPT_WITH_LEDGER, [])
        known = list(kept)
    for each in known:
        if each.plan == plan:
            return each
    alike = (each.found for each in known if each.plan.day == plan.day and each.plan.settings == plan.settings)
    found = next(alike, None) or candidates(establishment, plan.day, plan.settings)
    exchange = exchange_candidates(found) if plan.settings.exchange.extra_moves else None
    new = Asked(establishment, plan, found, exchange)
    with _keeping:
        kept.insert(0, new)
        del kept[_MOST_KEPT:]
    return new


_KEPT_WITH_LEDGER = "_asked_about"
_keeping = Lock()
