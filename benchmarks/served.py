"""What the server alone takes for a page: each page, ten clerks at once, and everybody else while a plan is solved.

``python -m benchmarks.served [persons …]``: windows that speak Streamlit's protocol take the place of browsers, which on the
same processors would take nearly all of them. A page has come when its script has ended and its last message has arrived.
"""

import itertools
import statistics
import sys
import tempfile
import threading
import time
from pathlib import Path

from benchmarks.serving import Server, load_of_the_machine, quantile, server, solved_scenario
from benchmarks.windows import Window
from bianzhi.ui.shell.pages import Step

ROUNDS = 4
CLERKS, CLERK_SECONDS, THINKING_SECONDS = 10, 30.0, 2.0
_SOLVE, _CANCEL = "按新设定重新求解", "取消"


def every_page(running: Server, work: str) -> None:
    """Each page for the first time and again: seconds by the clock and of the processor, and what is sent."""
    costs: dict[Step, list[tuple[float, float, float]]] = {}
    with Window(running.address, work) as window:
        before = running.processor_seconds
        opened = window.opens(Step.HOME)
        print(f"scenario brought back: {opened.seconds:.2f} s, processor {running.processor_seconds - before:.2f} s\n")
        for _, step in itertools.product(range(ROUNDS), Step):
            before = running.processor_seconds
            shown = window.opens(step)
            costs.setdefault(step, []).append((shown.seconds, running.processor_seconds - before, shown.kibibytes))
    print("| page | first time | processor | again | processor | worst | KiB |\n|---|---|---|---|---|---|---|")
    for step, (first, *later) in costs.items():
        walls, processor, sizes = zip(*later, strict=True)
        print(
            f"| {step.heading} | {first[0]:.2f} | {first[1]:.2f} | {statistics.median(walls):.2f} "
            f"| {statistics.mean(processor):.2f} | {max(walls):.2f} | {max(sizes):.0f} |"
        )
    _print_waits("pages opened again", [wall for each in costs.values() for wall, _, _ in each[1:]])


def clerks_at_once(running: Server, work: str) -> None:
    """Ten windows at one scenario, each at another page, each changing it every two seconds."""
    waits: list[float] = []
    before, rss = running.processor_seconds, running.mebibytes

    def clerk(number: int) -> None:
        with Window(running.address, work) as window:
            window.opens(Step.HOME)
            everybody.wait()
            end = time.perf_counter() + CLERK_SECONDS
            for step in itertools.cycle([*Step][3 * number :] + [*Step][: 3 * number]):
                if time.perf_counter() > end:
                    return
                waits.append(window.opens(step).seconds)
                time.sleep(THINKING_SECONDS)

    everybody = threading.Barrier(CLERKS)
    threads = [threading.Thread(target=clerk, args=(number,)) for number in range(CLERKS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    _print_waits(f"{CLERKS} clerks at once", waits)
    print(
        f"server: {running.processor_seconds - before:.1f} processor seconds, memory {rss:.0f} → {running.mebibytes:.0f} MiB"
    )


def while_solving(running: Server, solved: str, other: str) -> None:
    """One clerk has a plan solved, another goes from page to page of his own scenario meanwhile."""
    with Window(running.address, solved) as asking, Window(running.address, other) as working:
        for step in Step:
            working.opens(step)
        asking.opens(Step.PLAN)
        started, before = time.perf_counter(), running.processor_seconds
        asking.presses(_SOLVE)
        waits: list[float] = []
        for step in itertools.cycle(Step):
            waits.append(working.opens(step).seconds)
            if len(waits) % 5 == 0 and _CANCEL not in asking.opens(Step.PLAN).buttons:
                break
    _print_waits("pages of another clerk while a plan is solved", waits)
    print(
        f"solved within {time.perf_counter() - started:.1f} s, {running.processor_seconds - before:.1f} processor seconds"
    )


def _print_waits(what: str, waits: list[float]) -> None:
    print(
        f"{what}: {len(waits)} page changes, p50 {quantile(waits, 50):.2f} s, p95 {quantile(waits, 95):.2f} s, "
        f"worst {max(waits):.2f} s ({load_of_the_machine()})"
    )


def main(sizes: list[int]) -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        works = {persons: solved_scenario(folder, persons) for persons in sizes}
        with server(folder) as running:
            print(f"server answers after {running.seconds_to_start:.2f} s ({load_of_the_machine()})")
            with Window(running.address) as window:
                print(f"first page, nothing loaded: {window.opens(Step.HOME).seconds:.2f} s")
            for persons, work in works.items():
                print(f"\n## {persons:,} people, plan solved\n")
                every_page(running, work)
            for persons, work in works.items():
                print(f"\n## {persons:,} people\n")
                clerks_at_once(running, work)
                while_solving(running, work, works[sizes[0]])


if __name__ == "__main__":
    main([int(argument) for argument in sys.argv[1:]] or [5_000, 50_000])
