"""Every kind of long work looks whether anybody still waits for it, and leaves at once where nobody does."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from benchmarks.sections import hard_unit
from bianzhi import services
from bianzhi.domain.answers import Loss
from bianzhi.domain.by_hand import HandMove
from bianzhi.domain.section_study import SectionRules
from bianzhi.domain.settings import Exchange, PlanSettings
from bianzhi.domain.terms import Category, UnitKind
from bianzhi.services import advice, by_hand, foresight, reforming
from bianzhi.stopping import StoppedError, stoppable
from tests.worlds import DAY, agencies, quota, unit, world

MOST_LOOKS_AFTER = 3
"""HiGHS may ask once or twice more on its way out; nothing of ours asks again."""

USUAL = PlanSettings(leaving_share_percent=100, section_floor=0)
WORLD = agencies(A=(12, 9), B=(8, 10), C=(4, 5))
"""A is three over; all three can be placed. Under a share of 10 % one can."""
PLAN = services.reallocate(WORLD, DAY, USUAL)
HELD_UP = services.reallocate(WORLD, DAY, replace(USUAL, leaving_share_percent=10))
EXCHANGE = replace(USUAL, exchange=Exchange(extra_moves=2))
SECTIONS = hard_unit(30, 6)
SMALL = world(
    unit("A"),
    *(
        unit(f"I{number}", kind=UnitKind.WELFARE_ONE, parent="A", rank="股级", functions=("统计",))
        for number in (1, 2, 3)
    ),
    *(quota(f"I{number}", 4, Category.FULLY_FUNDED) for number in (1, 2, 3)),
)
"""Three institutions of four posts each that do the same."""
ONE = PLAN.moves[0].person
TEXTS = [f"负责第{number}类事项的审批和监督" for number in range(30)]

Work = Callable[[], object]

WORKS: dict[str, Work] = {
    "solve": lambda: services.reallocate(WORLD, DAY, USUAL),
    "solve by the model": lambda: services.reallocate(WORLD, DAY, USUAL, by_model=True),
    "solve with exchange": lambda: services.reallocate(WORLD, DAY, EXCHANGE),
    "replan": lambda: services.reallocate(WORLD, DAY, USUAL, previous=PLAN),
    "fill by hand": lambda: by_hand.fill(WORLD, DAY, USUAL, (HandMove(ONE, "C"),), PLAN),
    "section study": lambda: reforming.study_sections(SECTIONS, "A", DAY, SectionRules()),
    "section mergers": lambda: services.merge_sections(SECTIONS, DAY, ("A",)),
    "institutions": lambda: foresight.institution_plan(SMALL, DAY),
    "other plans": lambda: advice.other_plans(WORLD, PLAN, Loss(), 3),
    "trade-offs": lambda: advice.trade_offs(WORLD, PLAN),
    "robustness": lambda: advice.robustness(WORLD, PLAN, 1, 5),
    "blockage": lambda: advice.blockage(WORLD, HELD_UP),
    "yearly plan": lambda: advice.yearly_plan(WORLD, PLAN, 2),
    "why a person": lambda: advice.why_person(WORLD, PLAN, ONE),
    "why not a place": lambda: advice.why_place(WORLD, PLAN, ONE, "C"),
    "burdens": lambda: advice.burdens(WORLD, PLAN),
    "matching of duties": lambda: reforming.match_duties(TEXTS, [f"{text}管理" for text in TEXTS]),
}


class Patience:
    """Somebody who waits for some looks and then no longer."""

    def __init__(self, looks: int | None = None) -> None:
        self.looks = looks
        self.asked = 0

    def is_over(self) -> bool:
        """Whether to stop."""
        self.asked += 1
        return self.looks is not None and self.asked > self.looks


def looks_of(work: Work) -> int:
    """How often work looks, where it may go on to its end."""
    patience = Patience()
    with stoppable(patience.is_over):
        work()
    return patience.asked


def leaves_after(work: Work, looks: int) -> int:
    """How often work looks once more after it was asked to stop, the look that tells it included."""
    patience = Patience(looks)
    with pytest.raises(StoppedError), stoppable(patience.is_over):
        work()
    return patience.asked - looks


@pytest.mark.parametrize("kind", WORKS)
def test_every_kind_of_work_leaves_at_once(kind: str) -> None:
    """Asked to stop at its first look, in the middle, and at its last one."""
    work = WORKS[kind]
    assert looks_of(work), "it never looks"

    looks = looks_of(work)  # what was found about a plan before is not looked for again
    for before in sorted({0, looks // 2, looks - 1}):
        assert 1 <= leaves_after(work, before) <= MOST_LOOKS_AFTER


@pytest.mark.parametrize("kind", ["solve", "solve by the model", "solve with exchange", "other plans"])
def test_being_watched_changes_no_result(kind: str) -> None:
    """The same plans, but for the seconds they took."""
    with stoppable(lambda: False):
        watched = WORKS[kind]()

    assert _timeless(watched) == _timeless(WORKS[kind]())


def _timeless(found: object) -> str:
    return repr([replace(plan, solve_seconds=0.0) for plan in _plans(found)])


def _plans(found: object) -> Iterator[services.Plan]:
    if isinstance(found, services.Plan):
        yield found
    elif isinstance(found, tuple):
        for each in found:
            yield each.plan


def test_reading_a_workbook_leaves_while_the_child_is_still_at_it(tmp_path: Path) -> None:
    """The child process is ended; so is the check between two rules."""
    path = tmp_path / "台账.xlsx"
    services.write_sample(path, 200)
    assert leaves_after(lambda: services.read(path), 0) == 1

    ledger = services.read(path)
    assert looks_of(lambda: services.check(ledger, DAY)) > 10
    assert leaves_after(lambda: services.check(ledger, DAY), 5) == 1
