"""The potentials of the flow as prices of limits: a proof of the optimum that needs no solver to be checked."""

from collections.abc import Iterator

import numpy

from bianzhi.domain.certificate import Certificate, Price
from bianzhi.domain.establishment import Establishment
from bianzhi.domain.plan import Plan
from bianzhi.errors import BianzhiError
from bianzhi.optimize.arrays import Whole
from bianzhi.optimize.flow.aims import safe_weights
from bianzhi.optimize.flow.build import Limit, network_of
from bianzhi.optimize.flow.network import CostRangeError, cheapest
from bianzhi.optimize.flow.parts import parts_of
from bianzhi.optimize.flow.rows import rows_of
from bianzhi.optimize.flow.sentences import kin_is_native
from bianzhi.optimize.reallocation.limits import Limits
from bianzhi.optimize.reallocation.model import most_leaving
from bianzhi.optimize.reallocation.pair import Pair
from bianzhi.optimize.reallocation.pair_table import Table, table_of
from bianzhi.optimize.reallocation.pairs import Candidates, candidates
from bianzhi.optimize.reallocation.planning import task_of

REMAINING = "remaining_excess"


def certificate(establishment: Establishment, plan: Plan) -> Certificate:
    """Weights and prices that bound every plan of a ledger, beside what one plan is worth.

    Raises
    ------
    BianzhiError
        The plan has exchange or keeps the lines of an earlier one, which no prices speak of; or the ledger is so large that
        the weights leave 64 bits.
    """
    if plan.settings.exchange.extra_moves or plan.replaces:
        raise BianzhiError(
            "含双向交流的方案、在原方案基础上调整的方案没有最优性证书。", "请对不含双向交流、单独求解的方案取得证书。"
        )
    found = candidates(establishment, plan.day, plan.settings)
    return _Proof(found).certificate(plan)


class _Proof:
    """The whole task as networks with one folded cost: all pairs, not only those that an optimum could use."""

    def __init__(self, found: Candidates) -> None:
        self._found = found
        self._limits = found.limits
        self._task = task_of(found)
        self._table = table_of(self._task)
        self._weights = weights_of(self._table, self._limits)
        self._value = self._values()

    def certificate(self, plan: Plan) -> Certificate:
        """Everything an auditor needs."""
        prices = tuple(self._prices())
        lines = {(move.person, move.place) for move in plan.moves}
        chosen = [n for n, pair in enumerate(self._task.pairs) if (pair.person.id, pair.opening.place) in lines]
        return Certificate(
            ledger_sha256=plan.ledger_sha256,
            weights=self._weights,
            prices=prices,
            bound=sum(each.limit * each.price for each in prices),
            value=int(self._value[chosen].sum()),
            objectives=plan.objectives,
        )

    def _values(self) -> Whole:
        """What each pair is worth in the folded number."""
        value = numpy.full(len(self._table.pairs), self._weights[REMAINING])
        for aim, coefficients in zip(self._table.aims, self._table.coefficients, strict=True):
            value += coefficients * (self._weights[aim.name] if aim.maximize else -self._weights[aim.name])
        return value

    def _prices(self) -> Iterator[Price]:
        pairs = numpy.flatnonzero(~self._kept_out())
        if not len(pairs):
            return
        rows = rows_of(self._table, self._limits, pairs)
        for part in parts_of(self._table, rows, pairs, None, []):
            built = network_of(self._table, rows, part)
            try:
                optimum = cheapest(built.network, built.cost(self._value[part]))
            except CostRangeError as error:
                raise BianzhiError(
                    "台账过大，目标权重超出 64 位，不能给出证书。", "请分地区求解后取得证书。"
                ) from error
            prices = numpy.maximum(0, -optimum.reduced)
            for limit in built.limits:
                worth = prices[limit.arcs]
                for place in numpy.flatnonzero(worth).tolist():
                    yield self._price(limit, place, int(built.network.capacity[limit.arcs[place]]), int(worth[place]))

    def _price(self, limit: Limit, place: int, size: int, price: int) -> Price:
        table, thing = self._table, int(limit.things[place])
        match limit.constraint:
            case "C39":
                return Price("C39", (table.people[thing].id,), size, price)
            case "C38":
                unit = table.units[thing]
                share = most_leaving(self._limits.settings, unit, self._limits.establishment.staff[unit])
                by_share = "C38" in self._limits.in_force and size == share
                return Price("C38" if by_share else "C37", (unit,), size, price)
            case "C41":
                return Price("C41", (table.sections[thing],), size, price)
            case "C06":
                at = table.openings[thing].place
                return Price("C06", (at.unit, at.category.value, at.post, str(at.row)), size, price)
            case constraint:
                unit, category = table.cells[thing]
                return Price(constraint, (unit, category.value), size, price)

    def _kept_out(self) -> "numpy.ndarray[tuple[int, ...], numpy.dtype[numpy.bool_]]":
        """Pairs into a unit where a relative holds a post who cannot move at all."""
        if not kin_is_native(self._limits):
            return numpy.zeros(len(self._task.pairs), bool)
        movable = {person.id for person in self._found.movable}
        return numpy.array([meets_immovable_relative(pair, self._limits, movable) for pair in self._task.pairs], bool)


def meets_immovable_relative(pair: Pair, limits: Limits, movable: set[str]) -> bool:
    """Whether a pair leads to a unit where a relative holds a post and is sure to stay."""
    establishment = limits.establishment
    return pair.leaves_unit and any(
        relative in establishment.person
        and establishment.person[relative].state.holds_post
        and establishment.person[relative].unit == pair.opening.place.unit
        and relative not in movable
        for relative in establishment.relatives_of.get(pair.person.id, ())
    )


def weights_of(table: Table, limits: Limits) -> dict[str, int]:
    """Safe weights for the whole ledger: no plan makes more moves than there is excess, or room, in all."""
    room = sum(limits.room(cell) for cell in limits.establishment.cells)
    moves = min(limits.total_excess, room)
    ranges = [moves, *(moves * int(each.max(initial=0)) for each in table.coefficients)]
    return dict(zip([REMAINING, *(aim.name for aim in table.aims)], safe_weights(ranges), strict=True))
