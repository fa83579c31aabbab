"""What local search loses: simulated annealing of the library simanneal against the flow, ``python -m benchmarks.annealing``.

``pip install simanneal==0.5.0`` first; it is no dependency of bianzhi. Annealing starts from the plan that takes the worthiest
pair first, moves by bringing a person to another place (whoever is in the way leaves it), and gets as many steps as take
the flow's time, ten times, a hundred times and a thousand times that time. It keeps every limit but proves nothing.
"""

import random
import sys
import time
from dataclasses import dataclass
from typing import Any

import numpy
from simanneal import Annealer  # type: ignore[import-not-found, unused-ignore]

from benchmarks.provinces import province
from bianzhi.domain.settings import PlanSettings
from bianzhi.optimize.flow.engine import solve_by_flow
from bianzhi.optimize.flow.hasty import Spent
from bianzhi.optimize.reallocation.pair import Pair
from bianzhi.optimize.reallocation.pairs import candidates
from bianzhi.optimize.reallocation.planning import task_of
from bianzhi.optimize.reallocation.task import Task
from bianzhi.sampling import REFERENCE_DAY

_A_MOVE = 101
"""What one person more counts: more than the best fit."""


@dataclass
class State:
    """The pairs carried out, by person, and what they use of the limits."""

    chosen: dict[str, int]
    spent: Spent

    def copy(self) -> "State":
        """The same once more."""
        return State(self.chosen.copy(), self.spent.copy())


class Search(Annealer):  # type: ignore[misc, unused-ignore]
    """From the worthiest pairs first to whatever chance and temperature lead to."""

    copy_strategy = "method"
    updates = 0

    def __init__(self, task: Task) -> None:
        self.pairs = task.pairs
        self.draw = random.Random(1)
        start = State({}, Spent(task.limits))
        for number in sorted(range(len(task.pairs)), key=lambda number: -task.pairs[number].fit):
            if start.spent.take(task.pairs[number]):
                start.chosen[task.pairs[number].person.id] = number
        super().__init__(start)

    def move(self) -> float:
        """Carry out a pair drawn at random: the person's other place is given up, and if need be one line in the way."""
        number = self.draw.randrange(len(self.pairs))
        pair = self.pairs[number]
        lost = self._give_up(pair.person.id)
        if not self.state.spent.take(pair):
            rivals = [who for who, other in self.state.chosen.items() if self._in_the_way(pair, self.pairs[other])]
            if rivals:
                lost += self._give_up(self.draw.choice(rivals))
            if not self.state.spent.take(pair):
                return lost
        self.state.chosen[pair.person.id] = number
        return lost - _A_MOVE - pair.fit

    def _give_up(self, person: str) -> float:
        number = self.state.chosen.pop(person, None)
        if number is None:
            return 0.0
        self.state.spent.give_back(self.pairs[number])
        return float(_A_MOVE + self.pairs[number].fit)

    @staticmethod
    def _in_the_way(pair: Pair, other: Pair) -> bool:
        return pair.opening.place.cell == other.opening.place.cell or pair.person.unit == other.person.unit

    def energy(self) -> float:
        """Less is better."""
        return -float(sum(_A_MOVE + self.pairs[number].fit for number in self.state.chosen.values()))


def run(task: Task, seconds: float) -> tuple[int, int]:
    """Persons placed and total fit after about so many seconds."""
    search: Any = Search(task)
    search.Tmax, search.Tmin, search.steps = 100.0, 0.5, 200
    started = time.process_time()
    search.anneal()
    pace = (time.process_time() - started) / 200
    search = Search(task)
    search.Tmax, search.Tmin, search.steps = 100.0, 0.5, max(1, int(seconds / pace))
    found, _ = search.anneal()
    return len(found.chosen), sum(task.pairs[number].fit for number in found.chosen.values())


def main() -> None:
    """Print the table."""
    random.seed(1)
    persons = int(sys.argv[1]) if len(sys.argv) > 1 else 5_000
    task = task_of(candidates(province(persons), REFERENCE_DAY, PlanSettings()))
    solve_by_flow(task)
    started = time.process_time()
    best = solve_by_flow(task)
    seconds = time.process_time() - started
    fit = int(numpy.sum([pair.fit for pair in best.chosen]))
    print(f"flow: {len(best.chosen)} persons, fit {fit}, proven, {seconds:.3f} s")
    for times in (1, 10, 100, 1000):
        placed, total = run(task, seconds * times)
        print(f"annealing, {times} × the time: {placed} persons, fit {total}")


if __name__ == "__main__":
    main()
