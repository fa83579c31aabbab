"""Writers as processes of their own, which are killed, or open the database all at once.

``python -m tests.store.processes kill URL ROUNDS SEED`` prints, as JSON, how many saves were acknowledged, and how many of
them were lost or torn; with ``open URL COUNT``, how many of COUNT processes could open a new database at once. Processes are
forked, because a new interpreter takes longer to start than its writer may live.
"""

import json
import os
import random
import signal
import sys
import time
from dataclasses import replace

from bianzhi.domain.by_hand import HandMove
from bianzhi.domain.scenario import Origin, ScenarioContent
from bianzhi.errors import BianzhiError
from bianzhi.store import Store
from tests.store.contents import DAY, everything


def content_after(saves: int) -> ScenarioContent:
    """The content that the writer has saved by then: it tells its own number in two parts."""
    moves = tuple(HandMove(f"P{number:05d}") for number in range(saves))
    base = everything()
    assert base.plan is not None
    return replace(base, day=DAY, by_hand=moves, plan=replace(base.plan, excess_before=saves))


def write_until_killed(url: str, scenario: str, acknowledgements: int) -> None:
    """Save one content after the other, and say so once each has returned."""
    store = Store.open(url)
    head = store.head(scenario)
    count = len(store.history(scenario)) - 1
    while True:
        count += 1
        head = store.save(scenario, head.version, content_after(count), f"第 {count} 步")
        os.write(acknowledgements, b"+")


def kill(url: str, rounds: int, seed: int) -> dict[str, int]:
    """Kill a writer at a random moment, look at what it left, and let the next one go on from there."""
    dice = random.Random(seed)
    store = Store.open(url)
    scenario = store.create("方案", Origin.AS_IS, content_after(0)).id
    store.close()
    found = {"rounds": rounds, "acknowledged": 0, "lost": 0, "torn": 0, "unheard": 0}
    for _ in range(rounds):
        before = _steps(url, scenario)
        reading, writing = os.pipe()
        child = os.fork()
        if child == 0:
            os.close(reading)
            write_until_killed(url, scenario, writing)
        os.close(writing)
        acknowledged = len(os.read(reading, 1))
        time.sleep(dice.uniform(0, 0.15))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        while more := os.read(reading, 4096):
            acknowledged += len(more)
        os.close(reading)
        after = _steps(url, scenario)
        found["acknowledged"] += acknowledged
        found["lost"] += max(0, before + acknowledged - after)
        found["unheard"] += max(0, after - before - acknowledged)
        found["torn"] += not _is_whole(url, scenario)
    return found


def _steps(url: str, scenario: str) -> int:
    store = Store.open(url)
    steps = len(store.history(scenario)) - 1
    store.close()
    return steps


def _is_whole(url: str, scenario: str) -> bool:
    """Whether head, history and content tell of one and the same step, and every step can be undone into its own."""
    store = Store.open(url)
    try:
        head, content = store.load(scenario)
        history = store.history(scenario)
        last = len(history) - 1
        whole = content == content_after(last) and head.version == last + 1 and history[-1].is_present
        return whole and [step.position for step in history] == list(range(last + 1))
    except BianzhiError:
        return False
    finally:
        store.close()


def open_at_once(url: str, count: int) -> dict[str, int]:
    """Open a database that is not there yet from several processes at one moment."""
    moment = time.monotonic() + 0.2
    children = []
    for _ in range(count):
        child = os.fork()
        if child == 0:
            time.sleep(max(0.0, moment - time.monotonic()))
            try:
                Store.open(url).create("现状", Origin.AS_IS, ScenarioContent(DAY))
            except BaseException as error:  # noqa: BLE001  the process must not go on as its parent
                sys.stderr.write(f"{error}\n")
                os._exit(1)
            os._exit(0)
        children.append(child)
    opened = sum(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0 for child in children)
    names = [head.name for head in Store.open(url).scenarios()]
    return {"opened": opened, "scenarios": len(names), "names": len(set(names))}


if __name__ == "__main__":
    order, where, *numbers = sys.argv[1:]
    work = {"kill": kill, "open": open_at_once}[order]
    sys.stdout.write(json.dumps(work(where, *(int(number) for number in numbers))) + "\n")
