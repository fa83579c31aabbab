"""双向交流: the variables and named expressions of 编制调剂, with people moving out of cells that are not in excess as well."""

from collections.abc import Sequence
from functools import cached_property

import pulp

from bianzhi.domain.establishment import CellKey
from bianzhi.optimize.exchange.candidates import ExchangeCandidates
from bianzhi.optimize.reallocation.model import Expression, ReallocationModel
from bianzhi.optimize.reallocation.pair import Pair


class ExchangeModel(ReallocationModel):
    """Every expression of the plain model means the same here; a cell not in excess may now lose people too.

    There is one binary variable a pair and one integer a cell in excess, as in the plain model.
    """

    def __init__(self, found: ExchangeCandidates, pairs: Sequence[Pair]) -> None:
        super().__init__(found.limits, pairs)
        self.found = found
        self.exchanging = found.exchanging

    @cached_property
    def extra_moves(self) -> Expression:
        """Moves of people whose cell is not in excess."""
        return self.where(self.found.is_extra)

    def taking_posts(self, cell: CellKey) -> Expression:
        """Persons who take a listed post of a cell."""
        return self.sum_of(number for number in self.pairs_into(cell) if self.pairs[number].opening.place.post)

    def taking_open_places(self, cell: CellKey) -> Expression:
        """Persons who come to a cell without taking a listed post."""
        return self.sum_of(number for number in self.pairs_into(cell) if not self.pairs[number].opening.place.post)

    def passed_on(self, cell: CellKey) -> Expression:
        """Places of a cell that those who leave it leave to others."""
        return self.leaving(cell) if self.exchanging.passes_on(cell) else pulp.LpAffineExpression()

    @cached_property
    def net_gain(self) -> Expression:
        """Fit of whoever leaves a cell in excess, and what each other move adds beyond its least gain (points)."""
        return self.total([self.found.gain(pair) for pair in self.pairs])
