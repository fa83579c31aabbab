"""``python -m benchmarks.by_hand [persons …]``: what one move by hand takes, against solving and verifying anew.

The peer is what an office would do without the desk: solve with the move as a wish, and verify the workbook of the plan.
"""

import sys
import tempfile
from pathlib import Path

from benchmarks.measure import call
from benchmarks.serving import load_of_the_machine
from bianzhi import services
from bianzhi.domain.by_hand import HandMove
from bianzhi.domain.settings import PlanSettings
from bianzhi.sampling import REFERENCE_DAY
from bianzhi.services.by_hand import Desk, fill


def rows(folder: Path, persons: int) -> None:
    """Lines of a Markdown table."""
    path, exported = folder / f"{persons}.xlsx", folder / f"{persons}_plan.xlsx"
    services.write_sample(path, persons)
    ledger = services.read(path).establishment
    settings = PlanSettings()
    plan = services.reallocate(ledger, REFERENCE_DAY, settings)
    services.write_plan(exported, plan, ledger)
    desk = Desk(ledger, REFERENCE_DAY, settings, plan)
    first = call(lambda: desk.judge(()), repeats=1)
    people = iter([move.person for move in plan.moves] * 2)
    judged = call(lambda: desk.judge((HandMove(next(people)),)), repeats=5)
    offered = call(lambda: desk.places_for((), next(people)), repeats=5)
    proposed = call(lambda: desk.proposal(desk.judge((HandMove(next(people)),))), repeats=1)
    verified = call(lambda: services.verify(ledger, exported, REFERENCE_DAY, settings), repeats=1)
    filled = call(lambda: fill(ledger, REFERENCE_DAY, settings, (HandMove(plan.moves[0].person),), plan), repeats=1)
    print(
        f"| {persons:,} | {first:.2f} s | {judged * 1000:.0f} ms | {offered * 1000:.0f} ms | {proposed:.2f} s | "
        f"{verified:.2f} s | {filled:.2f} s |"
    )


def main(sizes: list[int]) -> None:
    """Print the table."""
    print(
        "| people | the first judgement | every further one | places of a person | adopt | verify the plan | solve the rest |"
    )
    print("|---|---|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as name:
        for persons in sizes:
            rows(Path(name), persons)
    print(load_of_the_machine())


if __name__ == "__main__":
    main([int(argument) for argument in sys.argv[1:]] or [5_000, 50_000])
