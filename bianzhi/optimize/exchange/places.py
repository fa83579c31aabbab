"""Where exchange may happen: cells whose people may move as well, and the places that they leave to others."""

from dataclasses import dataclass
from functools import cached_property

from bianzhi.domain.establishment import CellKey, Person
from bianzhi.domain.plan import Place
from bianzhi.optimize.eligibility import Opening
from bianzhi.optimize.reallocation.limits import Limits


@dataclass(frozen=True)
class Exchanging:
    """Which cells take part beyond the plain plan, and with how many places."""

    limits: Limits

    @property
    def budget(self) -> int:
        """Most people of cells not in excess who may move (persons)."""
        return self.limits.settings.exchange.extra_moves

    def may_give(self, cell: CellKey) -> bool:
        """Whether people of a cell may move though it is not in excess.

        A cell over its quota whose excess needs no move — tolerated, or dissolving by itself — neither gives nor takes.
        """
        return not self.limits.establishment.excess(cell)

    def passes_on(self, cell: CellKey) -> bool:
        """Whether someone may come to a cell in the place of someone who leaves it.

        Not where the cell is in excess, nor where its posts are promised, or held free by 适度空编, beyond its vacancies.
        """
        in_post = self.limits.establishment.in_post.get(cell, 0)
        return self.may_give(cell) and self.limits.posts_to_fill(cell) >= in_post + self.limits.promised[cell]

    def left_open(self, cell: CellKey) -> int:
        """Vacancies that the listed posts of a cell leave open to anyone (posts)."""
        return max(0, self.limits.room(cell) - self._demand.get(cell, 0))

    @cached_property
    def _demand(self) -> dict[CellKey, int]:
        demand: dict[CellKey, int] = {}
        for post in self.limits.establishment.posts:
            demand[post.unit, post.category] = demand.get((post.unit, post.category), 0) + post.demand
        return demand


def exchange_openings(exchanging: Exchanging, plain: tuple[Opening, ...], giving: dict[CellKey, int]) -> list[Opening]:
    """The places of the plain plan, and an open place in every cell that people may leave.

    ``giving`` has the movable people of each cell not in excess. An open place can take what stands open there, and as
    many as may leave; how many do leave is for the model to say.
    """
    of_cell: dict[CellKey, list[Opening]] = {}
    for opening in plain:
        if opening.post is not None:
            of_cell.setdefault(opening.place.cell, []).append(opening)
    found = []
    for cell in exchanging.limits.establishment.cells:
        found += of_cell.get(cell, [])
        leaving = min(giving.get(cell, 0), exchanging.budget) if exchanging.passes_on(cell) else 0
        most = exchanging.left_open(cell) + leaving
        if most:
            found.append(Opening(Place(*cell), most))
    return found


def present_place(person: Person) -> Opening:
    """The place someone has now, as a place to be fitted for: an open place of his own cell."""
    assert person.category is not None
    return Opening(Place(person.unit, person.category), 1)
