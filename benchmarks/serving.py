"""A server of its own for a benchmark, with its own database, and scenarios in it: ledger read, plan solved."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import psutil

from bianzhi import services
from bianzhi.ui import keeping
from bianzhi.ui.intake import read_uploads
from bianzhi.ui.shell.visitor import issue_visitor
from bianzhi.ui.sources import Upload
from bianzhi.ui.state import Session

DATABASE = "bianzhi.db"


@dataclass(frozen=True, slots=True)
class Server:
    """A server that answers: where, and what it has cost so far."""

    address: str
    process: psutil.Process
    seconds_to_start: float

    @property
    def processor_seconds(self) -> float:
        """Processor seconds of the server and of the children that have ended."""
        times = self.process.cpu_times()
        return float(times.user + times.system + times.children_user + times.children_system)

    @property
    def mebibytes(self) -> float:
        """Resident memory."""
        return float(self.process.memory_info().rss / 2**20)


@contextmanager
def server(folder: Path) -> Iterator[Server]:
    """``streamlit run app.py`` with the database of a folder, from its start until it answers to its end."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = {**os.environ, "BIANZHI_DATABASE": str(folder / DATABASE)}
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(port)]
    started = time.perf_counter()
    process = subprocess.Popen(
        [*command, "--server.headless", "true"], env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    address = f"http://127.0.0.1:{port}"
    try:
        while not _answers(f"{address}/_stcore/health"):
            time.sleep(0.02)
        yield Server(address, psutil.Process(process.pid), time.perf_counter() - started)
    finally:
        process.terminate()
        process.wait(20)


def _answers(address: str) -> bool:
    try:
        urllib.request.urlopen(address, timeout=1).close()
    except OSError:
        return False
    return True


def solved_scenario(folder: Path, persons: int) -> str:
    """The id of a new scenario in the database of a folder: an invented district of so many people with its plan."""
    os.environ["BIANZHI_DATABASE"] = str(folder / DATABASE)
    ledger = folder / f"{persons}.xlsx"
    services.write_sample(ledger, persons)
    now = Session(visitor=issue_visitor())
    now.load(*read_uploads([Upload(ledger.name, ledger.read_bytes())], date.today()))
    assert now.source is not None
    now.take_plan(services.reallocate(now.source.establishment, now.day, now.settings))
    keeping.keep(now)
    assert now.scenario is not None
    return now.scenario.id


def load_of_the_machine() -> str:
    """How much else the machine had to do in the last minute."""
    return f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors"


def quantile(values: list[float], percent: int) -> float:
    """The value that so many percent do not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, len(ordered) * percent // 100)]
