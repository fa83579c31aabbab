"""Many at once, and some of them killed: nothing that was acknowledged is lost, nothing is half there."""

import json
import random
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest

from bianzhi.domain.by_hand import HandMove
from bianzhi.domain.scenario import Origin, Scenario, ScenarioContent
from bianzhi.errors import ConflictError, MissingLedgerError
from bianzhi.store import Store
from tests.store.contents import DAY, by_hand, ledger

ROOT = Path(__file__).parent.parent.parent
EDITORS, EACH = 20, 20


def told(*arguments: str) -> dict[str, int]:
    """What a run of ``tests.store.processes`` prints."""
    run = subprocess.run(
        [sys.executable, "-m", "tests.store.processes", *arguments],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
        timeout=120,
    )
    return dict(json.loads(run.stdout))


@pytest.mark.slow
def test_twenty_editors_of_one_scenario_lose_nothing(store: Store) -> None:
    """Each reads all counts, adds one to his own and saves, and does it over where somebody was quicker.

    Twenty times twenty are counted, in four hundred steps.
    """
    head = store.create("方案", Origin.AS_IS, counting([0] * EDITORS))
    labels = [f"{editor}-{number}" for editor in range(EDITORS) for number in range(EACH)]
    conflicts = []

    def edit(editor: int) -> None:
        dice = random.Random(editor)
        for label in labels[editor * EACH : (editor + 1) * EACH]:
            wait = 0.02
            while True:
                seen, content = store.load(head.id)
                try:
                    store.save(
                        head.id,
                        seen.version,
                        counting([move.row + (at == editor) for at, move in enumerate(content.by_hand)]),
                        label,
                    )
                    break
                except ConflictError:
                    conflicts.append(label)
                    time.sleep(dice.uniform(0, wait))
                    wait = min(0.6, 2 * wait)

    _all_at_once(edit, EDITORS)

    last, content = store.load(head.id)
    history = store.history(head.id)
    assert content == counting([EACH] * EDITORS)
    assert sorted(step.label for step in history[1:]) == sorted(labels)
    assert last.version == EDITORS * EACH + 1
    assert conflicts, "nobody met anybody: the test shows nothing"


def counting(counts: list[int]) -> ScenarioContent:
    """A content that holds the count of every editor."""
    return ScenarioContent(DAY, by_hand=tuple(HandMove(f"P{at}", row=count) for at, count in enumerate(counts)))


def test_those_who_begin_and_end_at_once_do_not_disturb_each_other(store: Store) -> None:
    """Scenarios of one ledger are begun, changed and deleted by eight threads; in the end nothing is left over.

    A ledger may go with somebody's last scenario of it just before another begins one: that one is told, and keeps it anew.
    """

    def begun() -> tuple[str, Scenario]:
        while True:
            kept = store.keep_ledger(ledger())
            with suppress(MissingLedgerError):
                return kept, store.create("现状", Origin.AS_IS, ScenarioContent(DAY, kept))

    def work(number: int) -> None:
        for _ in range(4):
            kept, head = begun()
            head = store.save(head.id, head.version, replace(by_hand("P1"), ledger=kept), "手工调整")
            assert store.ledger(kept) == ledger()
            store.delete(head.id, head.version)

    _all_at_once(work, 8)

    with store._database.read() as connection:
        for table in ("scenarios", "steps", "step_parts", "parts", "ledgers", "files"):
            assert connection.exec_driver_sql(f"SELECT count(*) FROM {table}").scalar_one() == 0, table


def test_processes_that_open_a_new_database_at_once_make_it_once(empty_url: str) -> None:
    """Server and command line are started in one moment: both work, and names stay unique."""
    assert told("open", empty_url, "5") == {"opened": 5, "scenarios": 5, "names": 5}


@pytest.mark.slow
def test_a_writer_killed_at_any_moment_loses_nothing(url: str) -> None:
    """Ten writers are killed with signal 9; what was acknowledged is there, and what is there is whole."""
    found = told("kill", url, "10", "1")

    assert (found["lost"], found["torn"]) == (0, 0)
    assert found["acknowledged"] >= 10
    assert found["unheard"] <= found["rounds"]


def _all_at_once(work: object, count: int) -> None:
    barrier = threading.Barrier(count)

    def begin(number: int) -> None:
        barrier.wait()
        work(number)  # type: ignore[operator]

    with ThreadPoolExecutor(count) as pool:
        for done in [pool.submit(begin, number) for number in range(count)]:
            done.result()
