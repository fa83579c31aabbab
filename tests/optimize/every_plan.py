"""Every lawful plan of a tiny world, by enumeration: what questions about other plans are checked against."""

from collections.abc import Mapping
from itertools import permutations

from bianzhi.domain.establishment import Establishment
from bianzhi.optimize.reallocation.pair import Pair
from bianzhi.optimize.reallocation.pairs import Candidates
from tests.optimize.brute_force import _choices, _lawful

Lines = Mapping[str, str]


def size(found: Candidates) -> int:
    """How many choices there are to enumerate."""
    total = 1
    for places in found.places_of.values():
        total *= len(places) + 1
    return total


def every_plan(district: Establishment, found: Candidates) -> list[tuple[Pair, ...]]:
    """All choices of pairs that the contract allows."""
    return [chosen for chosen in _choices(found.pairs) if _lawful(district, chosen)]


def lines(chosen: tuple[Pair, ...]) -> dict[str, str]:
    """Who goes to which unit."""
    return {pair.person.id: pair.opening.place.unit for pair in chosen}


def fit(chosen: tuple[Pair, ...]) -> int:
    """Points of fit in all."""
    return sum(pair.fit for pair in chosen)


def distance(old: Lines, new: Lines, found: Candidates) -> int:
    """People treated otherwise, whichever way people of the old plan who are exactly alike are told apart."""
    alike: dict[object, list[str]] = {}
    for who in sorted(old):
        alike.setdefault(_likeness(who, found), []).append(who)
    roles = [dict(new)]
    for members in alike.values():
        roles = [
            {**one, **{who: new.get(other, "") for who, other in zip(members, order, strict=True)}}
            for one in roles
            for order in permutations(members)
        ]
    return min(sum(old.get(who, "") != one.get(who, "") for who in old.keys() | one.keys()) for one in roles)


def _likeness(who: str, found: Candidates) -> object:
    person = found.limits.establishment.person[who]
    if who in found.limits.establishment.relatives_of:
        return who
    scores = tuple((pair.opening.place, pair.fit) for pair in found.pairs if pair.person.id == who)
    return person.unit, person.category, person.section, person.status, person.grade, scores
