"""The flow against the PuLP model: ``python -m benchmarks.engines [PERSONS …]``; each measurement in a process of its own.

Peers, on the same ledger in the same run, single-threaded:

- *CBC* and *HiGHS*: the readable model of ``bianzhi.optimize.reallocation`` with **all** eligible pairs, nothing pruned, as
  PuLP hands it to CBC (a fresh solve an objective) or as ``Session`` hands it to HiGHS (rows once, warm starts); the three
  objectives in order, **without** tie-break and without the proof that the plan is the only one;
- *PuLP + HiGHS*: the same model and objectives, each a fresh ``problem.solve(pulp.HiGHS())`` with PuLP's own options;
- *HiGHS, unique*: the same with tie-break and that proof, so that its answer is the flow's, line by line;
- *model*: what ``--engine model`` runs: the same model, pairs pruned, HiGHS, tie-break and proof of uniqueness included;
- *flow*: what a plan is solved with: everything included, from the pairs as objects to objectives, bounds, ties and checks.

Wall-clock seconds, processor seconds, and the peak memory of the whole process, ledger and pairs included. What comes before
the engines, ``candidates`` (who may go where, and the fit of every pair), is told apart: it is the same for all.
"""

import argparse
import json
import math
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from hashlib import sha256
from typing import Any

import pulp

from benchmarks.provinces import province
from bianzhi.domain.plan import Objective
from bianzhi.domain.settings import PlanSettings
from bianzhi.optimize.constraint import add_constraints
from bianzhi.optimize.flow.engine import solve_by_flow
from bianzhi.optimize.lexicographic import reach
from bianzhi.optimize.reallocation.constraints import constraints_of
from bianzhi.optimize.reallocation.model import ReallocationModel
from bianzhi.optimize.reallocation.model_engine import settle_ties
from bianzhi.optimize.reallocation.objectives import model_aim, remaining_aim
from bianzhi.optimize.reallocation.pairs import candidates
from bianzhi.optimize.reallocation.planning import solve, task_of
from bianzhi.optimize.reallocation.task import Outcome, Task
from bianzhi.optimize.solver import Engine, Session
from bianzhi.sampling import REFERENCE_DAY

SIZES = (5_000, 20_000, 50_000, 200_000, 1_000_000)
MOST = {
    "flow": 1_000_000,
    "model": 50_000,
    "HiGHS": 50_000,
    "HiGHS, unique": 20_000,
    "PuLP + HiGHS": 20_000,
    "CBC": 20_000,
}
"""Persons up to which each is asked; beyond, the slower ones take many minutes."""

_SETTINGS = PlanSettings(time_limit_seconds=3600)


def all_pairs(engine: Engine, ties: bool = False) -> Callable[[Task], Outcome]:
    """The readable model as it stands: every pair, the objectives in order; with ``ties`` down to the only plan."""

    def solved(task: Task) -> Outcome:
        model = ReallocationModel(task.limits, task.pairs)
        add_constraints(model.problem, model, constraints_of(task.limits))
        session = Session(model.problem, _SETTINGS.time_limit_seconds, engine)
        aims = [remaining_aim(model), *(model_aim(model, range(len(task.pairs)), aim) for aim in task.aims)]
        objectives = reach(session, aims)
        unique = ties and settle_ties(session, model)
        return Outcome(tuple(model.chosen()), objectives, unique, (engine.label,))

    return solved


def plain(task: Task) -> Outcome:
    """The readable model, every objective solved from scratch as PuLP hands it to HiGHS."""
    model = ReallocationModel(task.limits, task.pairs)
    add_constraints(model.problem, model, constraints_of(task.limits))
    reached = []
    for aim in [remaining_aim(model), *(model_aim(model, range(len(task.pairs)), each) for each in task.aims)]:
        model.problem.sense = pulp.LpMaximize if aim.maximize else pulp.LpMinimize
        model.problem.setObjective(aim.expression)
        model.problem.solve(pulp.HiGHS(msg=False, threads=1))
        value = round(pulp.value(aim.expression))
        model.problem.addConstraint(aim.expression == value, f"held_{aim.name}")
        reached.append(Objective(aim.name, value, value))
    return Outcome(tuple(model.chosen()), tuple(reached), False, ("PuLP + HiGHS",))


ENGINES: dict[str, Callable[[Task], Outcome]] = {
    "flow": solve_by_flow,
    "model": lambda task: solve(task, engine=Engine.HIGHS),
    "HiGHS": all_pairs(Engine.HIGHS),
    "HiGHS, unique": all_pairs(Engine.HIGHS, ties=True),
    "PuLP + HiGHS": plain,
    "CBC": all_pairs(Engine.CBC),
}


def measured(name: str, persons: int) -> dict[str, Any]:
    """One engine on one ledger, in this process."""
    establishment = province(persons)
    before = time.perf_counter()
    task = task_of(candidates(establishment, REFERENCE_DAY, _SETTINGS))
    ready, processor = time.perf_counter(), time.process_time()
    outcome = ENGINES[name](task)
    seconds, processor = time.perf_counter() - ready, time.process_time() - processor
    children = resource.getrusage(resource.RUSAGE_CHILDREN)  # CBC is a program of its own
    lines = "\n".join(pair.key for pair in outcome.chosen)
    return {
        "pairs": len(task.pairs),
        "candidates": ready - before,
        "seconds": seconds,
        "processor": processor + children.ru_utime + children.ru_stime,
        "mebibytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "objectives": [[each.value, each.bound] for each in outcome.objectives],
        "unique": outcome.unique,
        "ran": outcome.ran,
        "plan": sha256(lines.encode()).hexdigest()[:12],
    }


def in_own_process(name: str, persons: int) -> dict[str, Any]:
    """The same in a fresh process."""
    arguments = [sys.executable, "-m", "benchmarks.engines", "--one", name, str(persons)]
    done = subprocess.run(arguments, check=True, capture_output=True, text=True)
    return dict(json.loads(done.stdout.splitlines()[-1]))


def exponent(points: Sequence[tuple[int, float]]) -> float:
    """Slope of the straight line through the logarithms."""
    xs, ys = [math.log(x) for x, _ in points], [math.log(y) for _, y in points]
    x_mean, y_mean = sum(xs) / len(xs), sum(ys) / len(ys)
    over = sum((x - x_mean) * (y - y_mean) for x, y in zip(xs, ys, strict=True))
    return over / sum((x - x_mean) ** 2 for x in xs)


def compare(persons: int) -> dict[str, dict[str, Any]]:
    """All engines that are asked at a size; equal objectives, and equal plans where the tie-break decides."""
    found = {name: in_own_process(name, persons) for name, most in MOST.items() if persons <= most}
    flow = found["flow"]
    for name, other in found.items():
        assert other["objectives"] == flow["objectives"], (name, persons)
        assert name in ("HiGHS", "PuLP + HiGHS", "CBC") or other["plan"] == flow["plan"], (name, persons)
    return found


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("sizes", nargs="*", type=int, default=SIZES)
    parser.add_argument("--one", choices=ENGINES)
    options = parser.parse_args()
    if options.one:
        print(json.dumps(measured(options.one, options.sizes[0]), ensure_ascii=False))
        return
    print(
        "| people | eligible pairs | candidates | engine | wall | processor | × the flow (processor) | peak memory | objectives |"
    )
    print("|---|---|---|---|---|---|---|---|---|")
    walls, processors = [], []
    for persons in options.sizes:
        found = compare(persons)
        flow = found["flow"]
        walls.append((persons, flow["seconds"]))
        processors.append((persons, flow["processor"]))
        for name, each in found.items():
            print(
                f"| {persons:,} | {each['pairs']:,} | {each['candidates']:.2f} s | {name} | {each['seconds']:.2f} s "
                f"| {each['processor']:.2f} s | {each['processor'] / flow['processor']:.0f} | {each['mebibytes']:.0f} MiB "
                f"| {each['objectives']} {'' if each['unique'] else 'ties open'} |",
                flush=True,
            )
    if len(walls) > 1:
        print(f"\nGrowth exponent of the flow: wall {exponent(walls):.2f}, processor {exponent(processors):.2f}.")


if __name__ == "__main__":
    main()
