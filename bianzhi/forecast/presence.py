"""在岗: where people work, as far as the roster tells, and who of them holds no post of the unit where he works."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from bianzhi.domain.establishment import Establishment, Person
from bianzhi.domain.terms import PersonState, Status

_LENT = frozenset((PersonState.SECONDED, PersonState.ATTACHED, PersonState.AID_MISSION))


@dataclass(frozen=True, slots=True)
class Presence:
    """People at work, by unit code; units where nobody works are missing."""

    at_work: Mapping[str, int]
    """Everyone who works there, on the establishment or off it, own or borrowed."""
    on_no_post: Mapping[str, int]
    """Of them those who hold no post of that unit: 编外人员, and people borrowed from another unit."""
    outside: int
    """Lent to a place that is no unit of the ledger."""
    unknown: int
    """Lent, and the column 借调单位 does not say where."""


def presence(establishment: Establishment) -> Presence:
    """Where everyone works: at the own unit, or where the column 借调单位 says, by code or full name.

    Whoever is ill for long, studies full time, has retired early or is gone works nowhere; so does, for this ledger, who is
    lent outside it or to nobody knows where.
    """
    code_of = {unit.name: unit.code for unit in establishment.units} | {unit: unit for unit in establishment.unit}
    at_work, on_no_post = Counter[str](), Counter[str]()
    outside = unknown = 0
    for person in establishment.people:
        if not _is_staff(person) or (person.state is not PersonState.ACTIVE and person.state not in _LENT):
            continue
        if not person.works_at and person.state in _LENT:
            unknown += 1
            continue
        place = code_of.get(person.works_at, "") if person.works_at else person.unit
        if not place:
            outside += 1
            continue
        at_work[place] += 1
        on_no_post[place] += place != person.unit or not person.counted
    return Presence(dict(at_work), dict(on_no_post), outside, unknown)


def _is_staff(person: Person) -> bool:
    return person.counted or person.status is Status.OFF_ESTABLISHMENT
