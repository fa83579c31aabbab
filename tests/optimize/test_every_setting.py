"""Every switch and every setting against enumeration, on hundreds of tiny worlds each."""

from collections.abc import Iterator
from functools import cache
from random import Random

import pytest

from bianzhi.domain.establishment import Establishment
from bianzhi.domain.matrix_change import Fulfilled, MatrixChange
from bianzhi.domain.settings import PlanSettings
from bianzhi.domain.terms import Category, Status
from bianzhi.errors import InfeasiblePlanError
from bianzhi.law.constraint_catalogue import constraint_catalogue
from bianzhi.optimize.reallocation import model_engine
from bianzhi.optimize.reallocation.constraints import ALL_CONSTRAINTS
from bianzhi.optimize.reallocation.pairs import Candidates, candidates
from bianzhi.optimize.reallocation.planning import solve, task_of
from bianzhi.optimize.solver import Engine
from tests.optimize.brute_force import USUAL, Values, best
from tests.optimize.eligible_by_hand import Line, eligible
from tests.optimize.seeded_worlds import some_wishes, tiny_world
from tests.worlds import DAY

WORLDS = 500
MOST_CHOICES = 100
"""Worlds with more choices of moves than this are passed over: enumeration is slow."""


def off(*ids: str, **settings: object) -> PlanSettings:
    """Constraints switched off."""
    return PlanSettings(constraints_off=dict.fromkeys(ids, "试点"), **settings)  # type: ignore[arg-type]


def on(*ids: str, **settings: object) -> PlanSettings:
    """Constraints switched on."""
    return PlanSettings(constraints_on=dict.fromkeys(ids, "本区规定"), **settings)  # type: ignore[arg-type]


WHO = {"by": "编委会", "on": DAY, "why": "会议纪要"}
MATRIX = (
    MatrixChange(Status.CIVIL_SERVANT, Category.CIVIL_LIKE, "N", "", **WHO),
    MatrixChange(Status.INSTITUTION_MANAGER, Category.PARTLY_FUNDED, "Y", "", **WHO),
    MatrixChange(Status.INSTITUTION_SPECIALIST, Category.FULLY_FUNDED, "C", "主管部门同意", **WHO),
)
AGREED = tuple(Fulfilled(f"p{number}", "主管部门同意", **WHO) for number in (0, 2, 4))

BARS = {id: off(id) for id in ("C07", "C10", "C19", "C22", "C24", "C28", "C30", "C31", "C45", "C46")} | {
    id: on(id) for id in ("C12", "C23", "C32", "C33", "C48")
}
"""Switches of what bars outright."""

_ALL = 100
"""Leaving share of settings in which nothing but the sentence tried is to hold people back."""

ROWS = {
    "default": PlanSettings(),
    "all may leave": PlanSettings(leaving_share_percent=_ALL),
    "C14 off": off("C14", leaving_share_percent=_ALL),
    "C15": on("C15", leaving_share_percent=_ALL),
    "C15 with leaders": on("C15", leaving_share_percent=_ALL, constraints_off={"C19": "试点", "C34": "试点"}),
    "C16 alone": on("C16", leaving_share_percent=_ALL, constraints_off={"C14": "试点"}),
    "C19 off": off("C19", leaving_share_percent=_ALL),
    "C34 off": off("C19", "C34", leaving_share_percent=_ALL),
    "C37, C38, C41 off": off("C37", "C38", "C41"),
    "C04, C05": on("C04", "C05", occupancy_percent=70),
    "C29": on("C29"),
    "horizon": PlanSettings(horizon_months=36, near_retirement_months=0),
    "shares": PlanSettings(leaving_share_percent=10, leaving_share_of={"A": 60}, section_floor=2),
    "matrix": PlanSettings(matrix=MATRIX, conditions=AGREED),
}
"""Settings that change what all moves together may do."""


def worlds(seed: int, name: str = "") -> Iterator[Establishment]:
    """Tiny worlds without end; many relatives in institutions where the rule about these is tried."""
    random = Random(seed)
    while True:
        yield tiny_world(random, related="C15" in name)


@cache
def usual_worlds() -> tuple[tuple[Establishment, dict[Line, int]], ...]:
    """500 worlds, each with what is eligible by default."""
    found = [district for district, _ in zip(worlds(11), range(WORLDS), strict=False)]
    return tuple((district, eligible(district, PlanSettings())) for district in found)


def choices(found: Candidates) -> int:
    """How many choices of moves there are."""
    product = 1
    for places in found.places_of.values():
        product *= len(places) + 1
    return product


def solved(found: Candidates, engine: Engine | None) -> Values | None:
    """What the objectives reach, proven; None where nothing is feasible."""
    try:
        outcome = solve(task_of(found), engine=engine)
    except InfeasiblePlanError:
        return None
    assert all(objective.proven for objective in outcome.objectives)
    return tuple(objective.value for objective in outcome.objectives)


def enumerated(district: Establishment, found: Candidates, settings: PlanSettings) -> Values | None:
    """The same by enumeration."""
    try:
        return best(district, found.pairs, settings)
    except ValueError:  # no choice at all is lawful
        return None


@pytest.mark.slow
@pytest.mark.parametrize("name", [*BARS, *ROWS, "wishes"])
def test_pairs_are_those_of_enumeration(name: str) -> None:
    """Person by person, place by place, with what each place can take, in 500 worlds a setting."""
    random, differing = Random(7), 0
    for district, usual in usual_worlds():
        settings = {**BARS, **ROWS}.get(name) or PlanSettings(wishes=some_wishes(random, district))
        by_hand = eligible(district, settings)
        pairs = candidates(district, DAY, settings).pairs
        places = {(pair.person.id, *pair.opening.place.cell, pair.opening.place.post): pair.opening for pair in pairs}
        assert {line: opening.capacity for line, opening in places.items()} == by_hand, (name, district)
        differing += usual != by_hand
    assert differing or name not in BARS


@pytest.mark.slow
@pytest.mark.parametrize("name", [*ROWS, "wishes"])
def test_the_optimum_is_that_of_enumeration(name: str) -> None:
    """All objectives in 500 worlds a setting; every tenth by the readable model too, which defines what a plan is."""
    random, done = Random(5), 0
    for district in worlds(29, name):
        settings = ROWS.get(name) or PlanSettings(wishes=some_wishes(random, district))
        found = candidates(district, DAY, settings)
        if not found.pairs or choices(found) > MOST_CHOICES:
            continue
        expected = enumerated(district, found, settings)
        assert solved(found, None) == expected, (name, district, settings)
        if done % 10 == 0:
            assert solved(found, Engine.HIGHS) == expected, (name, district, settings)
        done += 1
        if done == WORLDS:
            return


NOTICED = {
    "C01": "all may leave",
    "C03": "default",
    "C06": "all may leave",
    "C14": "all may leave",
    "C15": "C15",
    "C16": "C16 alone",
    "C34": "C19 off",
    "C37": "default",
    "C38": "shares",
    "C39": "default",
    "C41": "shares",
    "C51": "all may leave",
    "C52": "wishes",
    "C53": "wishes",
}
"""For each sentence with rows, settings under which some world would show that it is missing. C04 and C05 are not here:
without exchange no place is offered in a cell that may not take anybody (``Limits.room``), so their rows never bind."""


@pytest.mark.slow
@pytest.mark.parametrize("id", NOTICED)
def test_enumeration_would_notice_a_missing_sentence(id: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Some of the very worlds compared above come out otherwise once the rows of one sentence are left out."""
    monkeypatch.setattr(model_engine, "constraints_of", lambda limits: [each for each in ALL_CONSTRAINTS
                                                                          if each.id in limits.in_force - {id}])  # fmt: skip
    random = Random(5)
    for district, _ in zip(worlds(29, NOTICED[id]), range(4 * WORLDS), strict=False):
        settings = ROWS.get(NOTICED[id]) or PlanSettings(wishes=some_wishes(random, district))
        found = candidates(district, DAY, settings)
        few = bool(found.pairs) and choices(found) <= MOST_CHOICES
        if few and solved(found, Engine.HIGHS) != enumerated(district, found, settings):
            return
    pytest.fail("no world notices")


def test_every_switch_of_the_catalogue_is_tried() -> None:
    """A new switch without enumeration would be trusted unseen."""
    tried = {id for settings in (*BARS.values(), *ROWS.values()) for id in settings.constraints_off}
    tried |= {id for settings in (*BARS.values(), *ROWS.values()) for id in settings.constraints_on}

    assert tried == {id for id, entry in constraint_catalogue().items() if entry.switchable}
    assert {id for id, entry in constraint_catalogue().items() if entry.default and entry.switchable} <= USUAL
