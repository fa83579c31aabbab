"""How many people two plans treat otherwise: counted over finished plans, and as an expression of the model.

A person is treated otherwise who moves in one of the plans only, or to another unit; another post of the same unit does not
count, and neither do twins (``likeness``) of the older plan who only change roles with each other.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

import pulp

from bianzhi.domain.plan import Place
from bianzhi.optimize.reallocation.model import Expression, ReallocationModel
from bianzhi.optimize.reallocation.pair import Pair
from bianzhi.optimize.reallocation.task import Task

Units = Mapping[str, str]
"""A plan as far as it counts here: id of each person moved → code of the unit."""


def people_changed(old: Units, new: Units, twin: Mapping[str, str]) -> int:
    """People whom ``new`` treats otherwise than ``old`` (persons): |old| + those moved who do not move in ``old`` − those kept."""
    before = Counter((twin[person], unit) for person, unit in old.items())
    after = Counter((twin[person], unit) for person, unit in new.items() if person in old)
    return len(old) + len(new.keys() - old.keys()) - (before & after).total()


def people_changed_from(model: ReallocationModel, old: Units, twin: Mapping[str, str], name: str) -> Expression:
    """At most the people whom the model's plan treats otherwise than ``old``, and exactly they where more is better.

    Twins of ``old`` who all go to one unit are kept as far as they go there; of twins who go to several units,
    min(now there, then there) are kept a unit, which takes a variable that is 0 or 1 to say which of the two is less.
    """
    groups: dict[str, list[str]] = defaultdict(list)
    for person in old:
        groups[twin[person]].append(person)
    going: dict[tuple[str, str], list[pulp.LpVariable]] = defaultdict(list)
    others = []
    for pair, move in zip(model.pairs, model.move, strict=True):
        if pair.person.id in old:
            going[twin[pair.person.id], pair.opening.place.unit].append(move)
        else:
            others.append(move)
    kept: list[Expression] = []
    for first, members in groups.items():
        units = Counter(old[person] for person in members)
        for unit, then in units.items():
            now = pulp.lpSum(going.get((first, unit), ()))
            if len(units) > 1:
                now = _lesser(model, now, then, len(members), f"{name}_kept_{len(kept):05d}")
            kept.append(now)
    return len(old) + pulp.lpSum(others) - pulp.lpSum(kept)


def _lesser(model: ReallocationModel, now: Expression, then: int, most: int, name: str) -> Expression:
    """A variable that is at least the lesser of ``now`` (at most ``most``) and ``then``."""
    lesser = model.problem.add_variable(name, 0, then, pulp.LpInteger)
    full = model.problem.add_variable(f"{name}_full", 0, 1, pulp.LpInteger)
    model.problem.addConstraint(lesser >= then * full, f"{name}_then")
    model.problem.addConstraint(lesser >= now - (most - then) * full, f"{name}_now")
    return lesser + 0


def with_twins_kept(task: Task, old: Sequence[Pair], new: Sequence[Pair], twin: Mapping[str, str]) -> tuple[Pair, ...]:
    """``new`` with what twins of ``old`` do shared out so that as many as can go where they went in ``old``."""
    before = {pair.person.id: pair.opening.place for pair in old}
    groups: dict[str, list[str]] = defaultdict(list)
    for person in before:
        groups[twin[person]].append(person)
    places: dict[str, list[Place]] = defaultdict(list)
    lines = set()
    for pair in new:
        if pair.person.id in before:
            places[twin[pair.person.id]].append(pair.opening.place)
        else:
            lines.add((pair.person.id, pair.opening.place))
    for first, taken in places.items():
        lines.update(_shared_out(groups[first], taken, before))
    return tuple(pair for pair in task.pairs if (pair.person.id, pair.opening.place) in lines)


def _shared_out(people: Sequence[str], places: Sequence[Place], before: Mapping[str, Place]) -> list[tuple[str, Place]]:
    """Places with a person each: the one of before where there is one, else one of its unit, else whichever is left."""
    left, waiting, lines = list(places), list(people), []
    for alike in (lambda one, other: one == other, lambda one, other: one.unit == other.unit, lambda *_: True):
        for person in tuple(waiting):
            place = next((each for each in left if alike(each, before[person])), None)
            if place is not None:
                left.remove(place)
                waiting.remove(person)
                lines.append((person, place))
    return lines
