"""A lawful plan in a moment, for what is left when time is up: the worthiest pair first, whatever still fits."""

from collections import Counter
from collections.abc import Iterable

import numpy

from bianzhi.optimize.flow.build import network_of
from bianzhi.optimize.flow.search import Part, PartPlan
from bianzhi.optimize.reallocation.limits import Limits
from bianzhi.optimize.reallocation.model import most_leaving
from bianzhi.optimize.reallocation.pair import Pair


def hasty_plan(part: Part, limits: Limits) -> PartPlan:
    """A choice that keeps every limit of the network, and relatives apart; with bounds that hold for any plan."""
    table, ledger = part.table, Spent(limits)
    keys = [
        table.coefficients[number][part.pairs] * (-1 if aim.maximize else 1) for number, aim in enumerate(table.aims)
    ]
    order = part.pairs[numpy.lexsort((part.pairs, *reversed(keys)))]
    chosen = numpy.array(sorted(_fitting(order.tolist(), part, ledger)), numpy.int64)
    bounds = [network_of(table, part.rows, part.pairs).moves]
    for number, aim in enumerate(table.aims):
        most = len(chosen) * int(table.coefficients[number][part.pairs].max(initial=0))
        value = int(table.coefficients[number][chosen].sum())
        bounds.append((value if table.is_implied(number) else most) * (1 if aim.maximize else 0))
        if not aim.maximize and table.is_implied(number):
            bounds[-1] = -value
    return PartPlan(chosen, tuple(bounds), unique=False)


def _fitting(order: Iterable[int], part: Part, ledger: "Spent") -> list[int]:
    return [number for number in order if ledger.take(part.table.pairs[number])]


class Spent:
    """What is left of every limit; arrivals never make room for leavers, so that any order of moves is lawful."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._used: Counter[object] = Counter()

    def take(self, pair: Pair) -> bool:
        """Carry a pair out if nothing forbids it."""
        uses = list(self._uses(pair))
        if self._meets_a_relative(pair) or any(self._used[key] >= most for key, most in uses):
            return False
        self._used.update(key for key, _ in uses)
        if pair.leaves_unit:
            self._used["in", pair.opening.place.unit, pair.person.id] += 1
        return True

    def give_back(self, pair: Pair) -> None:
        """Undo a pair that was carried out."""
        self._used.subtract(key for key, _ in self._uses(pair))
        if pair.leaves_unit:
            self._used["in", pair.opening.place.unit, pair.person.id] -= 1

    def copy(self) -> "Spent":
        """The same once more."""
        other = Spent(self._limits)
        other._used = self._used.copy()
        return other

    def _uses(self, pair: Pair) -> Iterable[tuple[object, int]]:
        limits, place = self._limits, pair.opening.place
        yield ("person", pair.person.id), 1
        yield ("out", pair.origin), limits.excess(pair.origin)
        yield ("room", place.cell), limits.room(place.cell)
        yield ("place", place), pair.opening.capacity
        unit, staff = pair.person.unit, limits.establishment.staff[pair.person.unit]
        if pair.leaves_unit:
            if "C38" in limits.in_force:
                yield ("share", unit), most_leaving(limits.settings, unit, staff)
            least = limits.establishment.unit[unit].min_staff
            if "C37" in limits.in_force and least is not None:
                yield ("least", unit), staff - min(least, staff)
        section = limits.establishment.section_staff.get(pair.person.section, 0)
        if pair.leaves_section and "C41" in limits.in_force and section >= limits.settings.section_floor:
            yield ("section", pair.person.section), section - limits.settings.section_floor

    def _meets_a_relative(self, pair: Pair) -> bool:
        """Whether a relative is in the unit now, or has been placed there; who might yet leave it counts as staying."""
        establishment, unit = self._limits.establishment, pair.opening.place.unit
        return pair.leaves_unit and any(
            self._used["in", unit, relative] > 0
            or (someone is not None and someone.state.holds_post and someone.unit == unit)
            for relative in establishment.relatives_of.get(pair.person.id, ())
            for someone in (establishment.person.get(relative),)
        )
