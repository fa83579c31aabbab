"""``python -m benchmarks.reform``: a reform of 100 operations against copying the ledger 100 times; matching of duties against difflib.

The peer of a reform is what it would cost to keep a snapshot of the ledger for every step, so that each can be undone. The peer
of matching is Python's own ``difflib`` on every pair, at a size at which it ends.
"""

import copy
import platform
import random
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from pathlib import Path

from benchmarks.measure import call
from bianzhi import services
from bianzhi.domain.establishment import Establishment
from bianzhi.domain.reform import Reform, Step, TransferPosts
from bianzhi.domain.terms import Category, Pool
from bianzhi.services import reforming

SAMPLES = Path(__file__).parents[1] / "sample_data"
STEPS = 100
_POSTS = Category.ADMINISTRATIVE


def hundred_operations(ledger: Establishment) -> Reform:
    """The sample reform, and as many transfers of a post around the circle of units as make a hundred steps."""
    sample = reforming.read_reform((SAMPLES / "澜屏区机构改革方案.toml").read_text("utf-8"))
    closed = (unit for unit in ledger.units if unit.pool is Pool.DISTRICT)  # posts do not leave a pool
    givers = [unit.code for unit in closed if ledger.authorized.get((unit.code, _POSTS), 0) > 10]
    ring = [
        Step(TransferPosts(one, other, {_POSTS: 1})) for one, other in zip(givers, givers[1:] + givers[:1], strict=True)
    ]
    more = [ring[number % len(ring)] for number in range(STEPS - len(sample.steps))]
    return Reform(sample.name, (*sample.steps, *more), sample.effective)


def copies(ledger: Establishment) -> None:
    """A snapshot of the ledger, row by row, for every step."""
    tables = [rows for rows in vars(ledger).values() if isinstance(rows, tuple)]
    for _ in range(STEPS):
        for table in tables:
            [copy.copy(row) for row in table]


def documents(number: int) -> tuple[list[str], list[str]]:
    """Two documents of so many duties: the second reworded, in another order. Invented."""
    dice = random.Random(1)
    words = [
        "统计",
        "档案",
        "审批",
        "监管",
        "规划",
        "教育",
        "卫生",
        "应急",
        "住房",
        "交通",
        "财政",
        "审计",
        "信访",
        "文化",
    ]
    old = [
        f"负责全区{''.join(dice.choices(words, k=8))}方面的{dice.choice(words)}工作，承担第{n}项任务"
        for n in range(number)
    ]
    new = [text.replace("负责", dice.choice(("承担", "组织", "统筹")), 1) for text in old]
    dice.shuffle(new)
    return old, new


def by_difflib(old: Sequence[str], new: Sequence[str]) -> None:
    """The likeness of every pair by difflib, without choosing among them."""
    for one in old:
        for other in new:
            SequenceMatcher(None, one, other, autojunk=False).ratio()


def rows() -> Iterator[str]:
    """Lines of a Markdown table."""
    ledger = services.read(SAMPLES / "示例区台账.xlsx").establishment
    reform = hundred_operations(ledger)
    ours = call(lambda: reforming.apply_reform(ledger, reform))
    peer = call(lambda: copies(ledger), repeats=3)
    what = f"{len(reform.steps)} operations on {len(ledger.people):,} people"
    yield f"| {what} | {ours:.2f} s | {STEPS} copies of the ledger {peer:.1f} s | {ours / peer:.4f} × |"
    reformed = reforming.apply_reform(ledger, reform)
    day = reform.effective
    assert day is not None
    effects = call(lambda: reforming.rule_effects(reformed, day), repeats=3)
    yield f"| effect on every rule, before and after | {effects:.2f} s | | |"
    old, new = documents(100)
    ours, peer = call(lambda: reforming.match_duties(old, new)), call(lambda: by_difflib(old, new), repeats=1)
    yield f"| 100 × 100 duties matched | {ours * 1000:.0f} ms | difflib, likeness only {peer:.1f} s | {ours / peer:.4f} × |"
    for number in (1_000, 3_000):
        old, new = documents(number)
        seconds = call(lambda old=old, new=new: reforming.match_duties(old, new), repeats=3)  # type: ignore[misc]
        yield f"| {number:,} × {number:,} duties matched | {seconds:.2f} s | | |"


def main() -> None:
    """Print the table."""
    print(f"Python {platform.python_version()}, {platform.machine()}, best of repeated runs.\n")
    print("| what | bianzhi | peer | ratio |\n|---|---|---|---|")
    for row in rows():
        print(row, flush=True)


if __name__ == "__main__":
    main()
