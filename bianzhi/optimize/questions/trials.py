"""What a looser limit would free: the least remaining excess, solved anew with that one limit looser."""

from collections import Counter
from collections.abc import Callable, Collection, Hashable, Iterator, Mapping, Sequence
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
from bianzhi.optimize.reallocation.limits import Limits
from bianzhi.optimize.reallocation.open_places import OpenPlaces
from bianzhi.optimize.reallocation.openings import openings
from bianzhi.optimize.reallocation.pair import Pair
from bianzhi.optimize.reallocation.pairs import candidates
from bianzhi.optimize.reallocation.task import Outcome, PairAim, Task
from bianzhi.stopping import stop_if_asked

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
        establishment = ledger or self.asked.establishment
        if self.asked.exchange is None:
            return self._gain(outcome_of(for_excess_alone(self._task_throughout(settings, establishment))))
        found = candidates(establishment, self.asked.plan.day, settings)
        try:
            return self._gain(solve_exchange(exchange_aims(exchange_candidates(found), None)))
        except InfeasiblePlanError:
            return 0

    def frees_for(self, settings: PlanSettings, ledger: Establishment, people: Collection[str]) -> int:
        """What settings, or another ledger, free that bear on some people only."""
        if self.asked.exchange is not None:
            return self.frees_throughout(settings, ledger)
        return self._gain(outcome_of(for_excess_alone(self._task_anew(settings, ledger, people))))

    def posts_used(self, cell: CellKey, enlarged: Callable[[int], Establishment]) -> tuple[int, int]:
        """As many more posts of a cell as would all be used, and what they free; ``enlarged`` is the ledger with so many.

        Solved with as many posts as excess is left. Where fewer posts leave every cell as much to place, they can free no
        more; if the plan found fits into them as well, they free as much, and nothing is left to solve.
        """
        if self.asked.exchange is not None:
            posts = self.frees_throughout(self.asked.plan.settings, enlarged(self.left))
            return posts, self.frees_throughout(self.asked.plan.settings, enlarged(posts)) if posts else 0
        outcome = self._outcome_with_posts(cell, enlarged(self.left))
        posts = self._gain(outcome)
        if not posts or outcome is None:
            return 0, 0
        fewer = enlarged(posts)
        if self._fits(outcome, cell, self._limits_of(enlarged(self.left)), self._limits_of(fewer)):
            return posts, posts
        return posts, self._gain(self._outcome_with_posts(cell, fewer))

    def _outcome_with_posts(self, cell: CellKey, ledger: Establishment) -> Outcome | None:
        """The least excess with another quota of one cell, and with as few arrivals there as that allows."""
        settings = self.asked.plan.settings
        if self.asked.establishment.excess(cell):
            task = self._task_throughout(settings, ledger)
        else:
            task = self._task_anew(settings, ledger, _NOBODY, cell)
        arrivals = tuple(int(pair.opening.place.cell == cell) for pair in task.pairs)
        return outcome_of(for_excess_alone(task, PairAim("arrivals", "调入该类编制的最少", arrivals, maximize=False)))

    @staticmethod
    def _fits(outcome: Outcome, cell: CellKey, more: Limits, fewer: Limits) -> bool:
        """Whether the excess to be placed is the same with fewer posts of a cell, and an outcome takes no more than these."""
        taken = Counter(pair.opening.place for pair in outcome.chosen if pair.opening.place.cell == cell)
        capacity = {each.place: each.capacity for each in openings(fewer) if each.place.cell == cell}
        return (
            all(more.excess(each) == fewer.excess(each) for each in fewer.establishment.cells if each[0] == cell[0])
            and taken.total() <= fewer.room(cell)
            and all(count <= capacity.get(place, 0) for place, count in taken.items())
        )

    def _limits_of(self, ledger: Establishment) -> Limits:
        return Limits(ledger, self.asked.plan.day, self.asked.plan.settings)

    def fewest_of(
        self, settings: PlanSettings, ledger: Establishment, people: Collection[str]
    ) -> tuple[int, tuple[str, ...]]:
        """What is freed, and the fewest of the people who must then move in a way that the plan's task does not allow."""
        if self.asked.exchange is not None:
            return 0, ()
        task = self._task_anew(settings, ledger, people)
        known = {self.asked.pairs[number].line for person in people for number in self.asked.numbers_of.get(person, ())}
        new = tuple(int(pair.person.id in people and pair.line not in known) for pair in task.pairs)
        fewest = PairAim("newly_allowed", "放宽涉及人数最少", new, maximize=False)
        outcome = outcome_of(for_excess_alone(task, fewest))
        if outcome is None or not all(goal.proven for goal in outcome.objectives):
            return 0, ()
        moved = (pair for pair in outcome.chosen if pair.person.id in people and pair.line not in known)
        return self._gain(outcome), tuple(pair.person.id for pair in moved)

    @cached_property
    def _task(self) -> Task:
        return for_excess_alone(self.asked.task)

    def _gain(self, outcome: Outcome | None) -> int:
        """Persons of excess fewer than the plan leaves, as far as it is proven."""
        if outcome is None or not outcome.objectives[0].proven:
            return 0
        return max(0, self.left - outcome.objectives[0].value)

    def _task_throughout(self, settings: PlanSettings, ledger: Establishment) -> Task:
        """The task in which everybody is looked at anew; nobody's fit is."""
        limits = Limits(ledger, self.asked.plan.day, settings)
        places = OpenPlaces(openings(limits), limits)
        in_excess = frozenset(cell for cell in ledger.cells if limits.excess(cell))
        movable = (
            person
            for person in ledger.people
            if (person.unit, person.category) in in_excess and person.state.holds_post and lock(person, limits) is None
        )
        pairs = tuple(Pair(person, each, 0) for person in movable for each in places.open_to(person))
        return replace(self._task, establishment=ledger, settings=settings, limits=limits, pairs=pairs, aims=())

    def _task_anew(
        self, settings: PlanSettings, ledger: Establishment, people: Collection[str], cell: CellKey | None = None
    ) -> Task:
        """The task in which some people, or the places of one cell, are looked at anew and everything else stands."""
        limits = Limits(ledger, self.asked.plan.day, settings)
        pairs = tuple(self._pairs_anew(limits, people, cell))
        return replace(self._task, establishment=ledger, settings=settings, limits=limits, pairs=pairs, aims=())

    def _pairs_anew(self, limits: Limits, people: Collection[str], cell: CellKey | None) -> Iterator[Pair]:
        all_places = self.asked.found.openings
        new_places = [] if cell is None else [each for each in openings(limits) if each.place.cell == cell]
        known: dict[tuple[bool, Hashable], list[Opening]] = {}
        elsewhere = self._pairs_elsewhere(cell)
        movable = self._movable
        for person in limits.establishment.people if people else self.asked.found.movable:
            stop_if_asked()
            if person.id in people:
                if lock(person, limits) is None:
                    yield from _pairs_of(person, all_places, limits, known)
            elif person.id in movable:
                yield from elsewhere.get(person.id, ())
                if new_places:
                    yield from _pairs_of(person, new_places, limits, known)

    def _pairs_elsewhere(self, cell: CellKey | None) -> Mapping[str, Sequence[Pair]]:
        """The pairs of the plan's task that lead anywhere but into one cell, by person."""
        if cell is None or cell not in {each.place.cell for each in self.asked.found.openings}:
            return self._pairs_of_all
        return {
            person: [pair for pair in pairs if pair.opening.place.cell != cell]
            for person, pairs in self._pairs_of_all.items()
        }

    @cached_property
    def _pairs_of_all(self) -> dict[str, list[Pair]]:
        return {
            person: [self.asked.pairs[number] for number in numbers]
            for person, numbers in self.asked.numbers_of.items()
        }

    @cached_property
    def _movable(self) -> frozenset[str]:
        return frozenset(person.id for person in self.asked.found.movable)


def _pairs_of(
    person: Person, places: Sequence[Opening], limits: Limits, known: dict[tuple[bool, Hashable], list[Opening]]
) -> Iterator[Pair]:
    """Pairs of a movable person with the places open to him; their fit is not looked at."""
    like = len(places) == 1, what_cells_ask(person, limits)
    if like not in known:
        known[like] = [each for each in places if cell_bar(person, each.place, limits) is None]
    return (Pair(person, each, 0) for each in known[like] if opening_bar(person, each, limits) is None)
