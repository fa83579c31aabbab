"""The figures of a plan, computed once for the whole document so that text and tables cannot differ."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, fields
from functools import cached_property

from bianzhi.domain.establishment import CellKey, Establishment, Person
from bianzhi.domain.plan import Merger, Plan
from bianzhi.domain.terms import Category
from bianzhi.errors import BianzhiError
from bianzhi.law.retirement import months_to_retirement


@dataclass(frozen=True, slots=True)
class Counts:
    """Posts and persons of one cell, or of several added up; excess and vacancies are added, never netted."""

    authorized: int = 0
    in_post: int = 0
    excess: int = 0
    vacancies: int = 0
    leaving: int = 0
    arriving: int = 0
    in_post_after: int = 0
    excess_after: int = 0
    vacancies_after: int = 0

    def __add__(self, other: "Counts") -> "Counts":
        """Field by field."""
        return Counts(*(getattr(self, item.name) + getattr(other, item.name) for item in fields(Counts)))


def added(counts: Iterable[Counts]) -> Counts:
    """The sum of counts."""
    return sum(counts, Counts())


@dataclass(frozen=True)
class PlanFigures:
    """A plan, its ledger, and what follows from the two."""

    plan: Plan
    establishment: Establishment
    mergers: tuple[Merger, ...] = ()

    @cached_property
    def cells(self) -> dict[CellKey, Counts]:
        """Counts of every cell, in ledger order."""
        leaving = Counter((move.from_unit, move.from_category) for move in self.plan.moves)
        arriving = Counter(move.place.cell for move in self.plan.moves)
        found = {}
        for cell in self.establishment.cells:
            authorized, in_post = self.establishment.authorized.get(cell, 0), self.establishment.in_post.get(cell, 0)
            after = in_post - leaving[cell] + arriving[cell]
            found[cell] = Counts(
                authorized=authorized,
                in_post=in_post,
                excess=max(0, in_post - authorized),
                vacancies=max(0, authorized - in_post),
                leaving=leaving[cell],
                arriving=arriving[cell],
                in_post_after=after,
                excess_after=max(0, after - authorized),
                vacancies_after=max(0, authorized - after),
            )
        return found

    @cached_property
    def total(self) -> Counts:
        """Counts of the whole ledger."""
        return added(self.cells.values())

    @cached_property
    def by_category(self) -> dict[Category, Counts]:
        """Counts of every establishment type there is."""
        present = {category for _, category in self.cells}
        return {
            category: added(counts for (_, other), counts in self.cells.items() if other is category)
            for category in Category
            if category in present
        }

    def units_with(self, count: str) -> tuple[str, ...]:
        """Codes of the units with a cell where the named count is not 0, in ledger order."""
        return tuple(dict.fromkeys(unit for (unit, _), counts in self.cells.items() if getattr(counts, count)))

    @cached_property
    def leaving_units(self) -> Counter[str]:
        """How many people each unit loses to other units (persons); who changes type within a unit does not count."""
        return Counter(move.from_unit for move in self.plan.between_units)

    @cached_property
    def arriving_units(self) -> Counter[str]:
        """How many people each unit gains from other units (persons)."""
        return Counter(move.to_unit for move in self.plan.between_units)

    @property
    def within_units(self) -> int:
        """People who change their establishment type within their own unit (persons)."""
        return len(self.plan.moves) - len(self.plan.between_units)

    @cached_property
    def counted(self) -> tuple[Person, ...]:
        """Everyone counted in post."""
        return tuple(person for person in self.establishment.people if person.counted)

    def near_retirement(self, people: Iterable[Person]) -> int:
        """How many reach, or have passed, the statutory retirement month within the months of the settings."""
        limit = self.plan.settings.near_retirement_months
        months = (months_to_retirement(person, self.plan.day) for person in people)
        return sum(left is not None and left <= limit for left in months)

    def name(self, code: str) -> str:
        """The name of a unit."""
        unit = self.establishment.unit.get(code)
        return unit.name if unit else code

    @cached_property
    def district(self) -> str:
        """The district as the units' own names have it, e.g. 滨江区; ××区 where none of them tells."""
        for unit in self.establishment.units:
            found = _DISTRICT.match(unit.name)
            if found:
                return found[1]
        return "××区"

    @property
    def whole(self) -> str:
        """全区, 全县, …"""
        return f"全{self.district[-1]}"


_DISTRICT = re.compile(
    r"(?:中共|中国共产党|中国人民政治协商会议)?([\u4e00-\u9fff]{1,10}?[区县旗市])"
    r"(?=委|纪委|监委|人大|人民代表|人民政府|政府|政协|委员会|人民法院|人民检察院|总工会)"
)


def figures_of(plan: Plan, establishment: Establishment, mergers: tuple[Merger, ...] = ()) -> PlanFigures:
    """The figures of a plan.

    Raises
    ------
    BianzhiError
        The plan was made from another ledger: its counts or its fingerprint are not those of this one.
    """
    figures = PlanFigures(plan, establishment, mergers)
    total = figures.total
    prints = {plan.ledger_sha256, establishment.sha256} - {""}
    if len(prints) > 1 or (total.excess, total.excess_after) != (plan.excess_before, plan.excess_after):
        raise BianzhiError(
            f"方案与台账“{establishment.name}”不是同一份：方案记载超编 {plan.excess_before} 人、调整后 {plan.excess_after} 人，"
            f"按台账计算为 {total.excess} 人、{total.excess_after} 人。",
            "请用测算方案时的那份台账重新导出，或重新测算。",
        )
    return figures
