"""What a looser limit would free: the least remaining excess, solved anew with that one limit looser."""

from collections.abc import Collection, Hashable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from bianzhi.domain.establishment import CellKey, Establishment, Person
from bianzhi.domain.settings import PlanSettings
from bianzhi.errors import InfeasiblePlanError
from bianzhi.optimize.eligibility import Opening, cell_bar, lock, opening_bar, what_cells_ask
from bianzhi.optimize.exchange.candidates import exchange_candidates
from bianzhi.optimize.exchange.objectives import exchange_aims
from bianzhi.optimize.exchange.solving import solve_exchange
from bianzhi.optimize.questions.asked import Asked, for_excess_alone, outcome_of, under
from bianzhi.optimize.reallocation import planning
from bianzhi.optimize.reallocation.limits import Limits
from bianzhi.optimize.reallocation.openings import openings
from bianzhi.optimize.reallocation.pair import Pair
from bianzhi.optimize.reallocation.pairs import candidates
from bianzhi.optimize.reallocation.task import Outcome, PairAim, Task

_NOBODY: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Trials:
    """Solves of the plan's task with one limit looser; each answers how many more people could be placed (persons)."""

    asked: Asked

    @property
    def left(self) -> int:
        """Excess that the plan leaves (persons)."""
        return self.asked.goals["remaining_excess"]

    @cached_property
    def cells_left(self) -> frozenset[CellKey]:
        """Cells of which the plan leaves some excess."""
        limits, gone = self.asked.found.limits, [self.asked.pairs[number].origin for number in self.asked.chosen]
        return frozenset(cell for cell in self.asked.establishment.cells if limits.excess(cell) > gone.count(cell))

    def frees_under(self, settings: PlanSettings, ledger: Establishment | None = None) -> int:
        """What settings, or another ledger, free that leave everyone's places as they are."""
        if self.asked.exchange is not None:
            return self.frees_throughout(settings, ledger)
        return self._gain(outcome_of(under(self._task, settings, ledger)))

    def frees_throughout(self, settings: PlanSettings, ledger: Establishment | None = None) -> int:
        """What settings, or another ledger, free when everybody is looked at anew."""
        found = candidates(ledger or self.asked.establishment, self.asked.plan.day, settings)
        if self.asked.exchange is None:
            return self._gain(outcome_of(for_excess_alone(planning.task_of(found))))
        try:
            return self._gain(solve_exchange(exchange_aims(exchange_candidates(found), None)))
        except InfeasiblePlanError:
            return 0

    def frees_for(self, settings: PlanSettings, ledger: Establishment, people: Collection[str]) -> int:
        """What settings, or another ledger, free that bear on some people only."""
        if self.asked.exchange is not None:
            return self.frees_throughout(settings, ledger)
        return self._gain(outcome_of(self._task_anew(settings, ledger, people)))

    def frees_with_room(self, ledger: Establishment, cell: CellKey) -> int:
        """What a ledger frees in which only one cell, not in excess, has another quota."""
        if self.asked.exchange is not None:
            return self.frees_throughout(self.asked.plan.settings, ledger)
        return self._gain(outcome_of(self._task_anew(self.asked.plan.settings, ledger, _NOBODY, cell)))

    def fewest_of(
        self, settings: PlanSettings, ledger: Establishment, people: Collection[str]
    ) -> tuple[int, tuple[str, ...]]:
        """What is freed, and the fewest of the people who must then move in a way that the plan's task does not allow."""
        if self.asked.exchange is not None:
            return 0, ()
        task = self._task_anew(settings, ledger, people)
        known = {pair.line for pair in self.asked.pairs}
        new = tuple(int(pair.line not in known) for pair in task.pairs)
        fewest = PairAim("newly_allowed", "放宽涉及人数最少", new, maximize=False)
        outcome = outcome_of(for_excess_alone(task, fewest))
        if outcome is None or not all(goal.proven for goal in outcome.objectives):
            return 0, ()
        return self._gain(outcome), tuple(pair.person.id for pair in outcome.chosen if pair.line not in known)

    @cached_property
    def _task(self) -> Task:
        return for_excess_alone(self.asked.task)

    def _gain(self, outcome: Outcome | None) -> int:
        """Persons of excess fewer than the plan leaves, as far as it is proven."""
        if outcome is None or not outcome.objectives[0].proven:
            return 0
        return max(0, self.left - outcome.objectives[0].value)

    def _task_anew(
        self, settings: PlanSettings, ledger: Establishment, people: Collection[str], cell: CellKey | None = None
    ) -> Task:
        """The task in which some people, or the places of one cell, are looked at anew and everything else stands."""
        limits = Limits(ledger, self.asked.plan.day, settings)
        pairs = tuple(self._pairs_anew(limits, people, cell))
        task = replace(self._task, establishment=ledger, settings=settings, limits=limits, pairs=pairs)
        return for_excess_alone(task)

    def _pairs_anew(self, limits: Limits, people: Collection[str], cell: CellKey | None) -> Iterator[Pair]:
        all_places = self.asked.found.openings
        new_places = [] if cell is None else [each for each in openings(limits) if each.place.cell == cell]
        known: dict[tuple[bool, Hashable], list[Opening]] = {}
        movable = {person.id for person in self.asked.found.movable}
        for person in limits.establishment.people:
            if person.id in people:
                if lock(person, limits) is None:
                    yield from _pairs_of(person, all_places, limits, known)
            elif person.id in movable:
                for number in self.asked.numbers_of.get(person.id, ()):
                    if self.asked.pairs[number].opening.place.cell != cell:
                        yield self.asked.pairs[number]
                if new_places:
                    yield from _pairs_of(person, new_places, limits, known)


def _pairs_of(
    person: Person, places: Sequence[Opening], limits: Limits, known: dict[tuple[bool, Hashable], list[Opening]]
) -> Iterator[Pair]:
    """Pairs of a movable person with the places open to him; their fit is not looked at."""
    like = len(places) == 1, what_cells_ask(person, limits)
    if like not in known:
        known[like] = [each for each in places if cell_bar(person, each.place, limits) is None]
    return (Pair(person, each, 0) for each in known[like] if opening_bar(person, each, limits) is None)
