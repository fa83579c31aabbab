"""Measuring: seconds and peak memory of a task in a fresh process, the best of a few runs."""

import resource
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Cost:
    """Wall-clock seconds and peak resident memory in MiB."""

    seconds: float
    mebibytes: float


def command(*arguments: str, repeats: int = 3) -> Cost:
    """The least cost of a command line in a fresh process; memory is the peak of the largest child so far."""
    best = float("inf")
    for _ in range(repeats):
        started = time.perf_counter()
        subprocess.run(arguments, check=True, capture_output=True)
        best = min(best, time.perf_counter() - started)
    return Cost(best, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024)


def python(*arguments: str, repeats: int = 3) -> Cost:
    """The same for ``python …``."""
    return command(sys.executable, *arguments, repeats=repeats)


def call(task: Callable[[], object], repeats: int = 5) -> float:
    """The least wall-clock seconds of a call in this process."""
    best = float("inf")
    for _ in range(repeats):
        started = time.perf_counter()
        task()
        best = min(best, time.perf_counter() - started)
    return best
