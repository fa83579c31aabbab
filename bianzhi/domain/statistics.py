"""Figures of posts and moves behind the plots: what is counted, never how it looks; persons, posts, exact fractions."""

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from bianzhi.domain.establishment import Establishment
from bianzhi.domain.plan import Plan
from bianzhi.domain.terms import Category


class Heat(StrEnum):
    """How persons and posts of one cell stand to each other; the value is the word of the legend."""

    FAR_OVER = "超编10%以上"
    OVER = "超编不到10%"
    FULL = "满编"
    VACANT = "空编不到15%"
    SPARSE = "空编15%以上"


_FAR_OVER_PERCENT, _SPARSE_PERCENT = 10, 15


@dataclass(frozen=True, slots=True)
class HeatCell:
    """One unit and establishment type: posts, persons, and what is over or vacant; not both."""

    unit: str
    category: Category
    authorized: int
    in_post: int

    @property
    def excess(self) -> int:
        """Persons over quota."""
        return max(0, self.in_post - self.authorized)

    @property
    def vacancies(self) -> int:
        """Vacant posts."""
        return max(0, self.authorized - self.in_post)

    @property
    def heat(self) -> Heat:
        """The color, by the share of the quota; persons without any posts are far over."""
        if self.excess:
            return Heat.FAR_OVER if self.excess * 100 >= self.authorized * _FAR_OVER_PERCENT else Heat.OVER
        if self.vacancies:
            return Heat.SPARSE if self.vacancies * 100 >= self.authorized * _SPARSE_PERCENT else Heat.VACANT
        return Heat.FULL

    @property
    def words(self) -> str:
        """超3, 空5, or 满."""
        return f"超{self.excess}" if self.excess else f"空{self.vacancies}" if self.vacancies else "满"


@dataclass(frozen=True, slots=True)
class QuotaHeat:
    """编制热力图: units in ledger order, types in their standard order; cells without posts and persons are missing."""

    units: tuple[str, ...]
    categories: tuple[Category, ...]
    cells: tuple[HeatCell, ...]

    @property
    def excess(self) -> int:
        """Persons over quota, cell by cell."""
        return sum(cell.excess for cell in self.cells)

    @property
    def vacancies(self) -> int:
        """Vacant posts, cell by cell."""
        return sum(cell.vacancies for cell in self.cells)


def quota_heat(establishment: Establishment) -> QuotaHeat:
    """Every cell that has posts or persons."""
    cells = tuple(
        HeatCell(unit, category, posts, persons)
        for unit, category in establishment.cells
        for posts, persons in [
            (establishment.authorized.get((unit, category), 0), establishment.in_post.get((unit, category), 0))
        ]
        if posts or persons
    )
    present = {cell.category for cell in cells}
    units = tuple(dict.fromkeys(cell.unit for cell in cells))
    return QuotaHeat(units, tuple(category for category in Category if category in present), cells)


@dataclass(frozen=True, slots=True)
class ParetoStep:
    """One unit: its excess in persons, and that of it and all units before it."""

    unit: str
    excess: int
    together: int


@dataclass(frozen=True, slots=True)
class ExcessPareto:
    """超编集中度: units with excess, most first; of equal ones in ledger order."""

    steps: tuple[ParetoStep, ...]
    units: int
    """All units of the ledger."""

    @property
    def total(self) -> int:
        """Persons over quota in all units."""
        return self.steps[-1].together if self.steps else 0

    def share(self, step: ParetoStep) -> Fraction:
        """What a unit and all before it make up of the whole excess."""
        return Fraction(step.together, self.total)

    def units_for(self, percent: int) -> int:
        """How many units it takes to make up so many percent of the excess."""
        return next((n for n, step in enumerate(self.steps, 1) if step.together * 100 >= self.total * percent), 0)


def excess_pareto(establishment: Establishment) -> ExcessPareto:
    """Units by excess, taken cell by cell and never netted."""
    excess: Counter[str] = Counter()
    for cell in quota_heat(establishment).cells:
        excess[cell.unit] += cell.excess
    steps, together = [], 0
    for unit in sorted((unit.code for unit in establishment.units if excess[unit.code]), key=lambda u: -excess[u]):
        together += excess[unit]
        steps.append(ParetoStep(unit, excess[unit], together))
    return ExcessPareto(tuple(steps), len(establishment.units))


@dataclass(frozen=True, slots=True)
class MoveFlow:
    """Persons proposed to go from one unit to another."""

    from_unit: str
    to_unit: str
    persons: int


@dataclass(frozen=True, slots=True)
class MoveFlows:
    """人员流向 of a plan, in the order of the ledger by the unit they leave, then by the unit they join."""

    flows: tuple[MoveFlow, ...]
    leaving: tuple[tuple[str, int], ...]
    """Units that give, in the order of the ledger, with the persons who leave them."""
    joining: tuple[tuple[str, int], ...]
    """Units that take, in the order of the ledger, with the persons who join them."""
    within_units: int
    """Persons whose move changes only the establishment type within their unit: they are in no flow."""

    @property
    def total(self) -> int:
        """Persons who go to another unit."""
        return sum(flow.persons for flow in self.flows)


def move_flows(establishment: Establishment, plan: Plan) -> MoveFlows:
    """Add up the moves between units."""
    between = plan.between_units
    persons = Counter((move.from_unit, move.to_unit) for move in between)
    leaving, joining = Counter(move.from_unit for move in between), Counter(move.to_unit for move in between)
    units = [unit.code for unit in establishment.units]
    return MoveFlows(
        tuple(
            MoveFlow(giver, taker, persons[giver, taker]) for giver in units for taker in units if persons[giver, taker]
        ),
        tuple((unit, leaving[unit]) for unit in units if leaving[unit]),
        tuple((unit, joining[unit]) for unit in units if joining[unit]),
        len(plan.moves) - len(between),
    )
