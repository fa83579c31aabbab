"""``holds(only_excess_leaves, world, A_B=2)``: does one sentence hold when two people go from A to B?"""

import pulp

from bianzhi.domain.establishment import Establishment
from bianzhi.domain.settings import PlanSettings
from bianzhi.optimize.constraint import Constraint
from bianzhi.optimize.eligibility import Opening
from bianzhi.optimize.reallocation.limits import Limits
from bianzhi.optimize.reallocation.model import ReallocationModel
from bianzhi.optimize.reallocation.openings import openings
from bianzhi.optimize.reallocation.pairs import candidates
from tests.worlds import DAY


def openings_of(world: Establishment) -> tuple[Opening, ...]:
    """The places of a world under default settings."""
    return openings(Limits(world, DAY, PlanSettings()))


def holds(
    sentence: Constraint,
    world: Establishment,
    people: tuple[str, ...] = (),
    settings: PlanSettings = PlanSettings(),  # noqa: B008 frozen
    **moves: int,
) -> bool:
    """Whether every row of a sentence holds when ``A_B=n`` moves the first n people who could go from A to B.

    ``people`` names those who move instead, as ``"A1>B"``.
    """
    found = candidates(world, DAY, settings)
    model = ReallocationModel(found.limits, found.pairs)
    wanted = set(people)
    left = dict(moves)
    used: set[str] = set()
    for pair, variable in zip(model.pairs, model.move, strict=True):
        route = f"{pair.person.unit}_{pair.opening.place.unit}"
        named = f"{pair.person.id}>{pair.opening.place.unit}"
        go = named in wanted or (left.get(route, 0) > 0 and pair.person.id not in used)
        variable.varValue = int(go)
        if go:
            used.add(pair.person.id)
            wanted.discard(named)
            left[route] = left.get(route, 0) - 1
    assert not wanted and not any(count > 0 for count in left.values()), "the world has no such pairs"
    for cell in model.excess_cells:
        gone = pulp.value(model.leaving(cell)) or 0
        model.remaining[cell].varValue = max(0, model.limits.excess(cell) - gone)
    return all(row.valid() for _, row in sentence(model))
