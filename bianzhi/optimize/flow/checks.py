"""The limits of a task counted anew over the pairs that were chosen: what was relaxed must hold, and everything else too."""

from collections import Counter
from collections.abc import Iterable, Sequence

import pulp

from bianzhi.optimize.constraint import Constraint
from bianzhi.optimize.reallocation.limits import Limits
from bianzhi.optimize.reallocation.model import ReallocationModel, most_leaving
from bianzhi.optimize.reallocation.pair import Pair


def network_rows_hold(limits: Limits, pairs: Sequence[Pair]) -> bool:
    """Whether C39, C03, C01, C06, C38, C37 and C41 hold, as far as they are in force (relatives are counted elsewhere)."""
    return (
        all(count <= 1 for count in Counter(pair.person.id for pair in pairs).values())
        and all(count <= limits.excess(cell) for cell, count in Counter(pair.origin for pair in pairs).items())
        and all(count <= limits.room(cell) for cell, count in Counter(p.opening.place.cell for p in pairs).items())
        and _places_hold(pairs)
        and _units_hold(limits, [pair for pair in pairs if pair.leaves_unit])
        and _sections_hold(limits, pairs)
    )


def _places_hold(pairs: Iterable[Pair]) -> bool:
    capacity = {pair.opening.place: pair.opening.capacity for pair in pairs}
    return all(count <= capacity[place] for place, count in Counter(pair.opening.place for pair in pairs).items())


def _units_hold(limits: Limits, pairs: Sequence[Pair]) -> bool:
    leaving = Counter(pair.person.unit for pair in pairs)
    entering = Counter(pair.opening.place.unit for pair in pairs)
    for unit, count in leaving.items():
        staff, least = limits.establishment.staff[unit], limits.establishment.unit[unit].min_staff
        if "C38" in limits.in_force and count > most_leaving(limits.settings, unit, staff):
            return False
        if "C37" in limits.in_force and least is not None and staff - count + entering[unit] < min(least, staff):
            return False
    return True


def _sections_hold(limits: Limits, pairs: Sequence[Pair]) -> bool:
    if "C41" not in limits.in_force:
        return True
    leaving = Counter(pair.person.section for pair in pairs if pair.leaves_section)
    entering = Counter(p.opening.place.section for p in pairs if p.opening.place.section != p.person.section)
    floor = limits.settings.section_floor
    for section, count in leaving.items():
        staff = limits.establishment.section_staff.get(section, 0)
        if staff >= floor > staff - count + entering[section]:
            return False
    return True


def sentences_hold(
    sentences: Iterable[Constraint], limits: Limits, pairs: Sequence[Pair], chosen: Sequence[bool]
) -> bool:
    """Whether sentences of the model hold when some of the pairs are carried out, row by row in whole numbers."""
    model = ReallocationModel(limits, pairs)
    for variable, carried_out in zip(model.move, chosen, strict=True):
        variable.varValue = int(carried_out)
    for cell, variable in model.remaining.items():
        variable.varValue = limits.excess(cell) - int(pulp.value(model.leaving(cell)) or 0)
    return all(row.valid() for sentence in sentences for _, row in sentence(model))
