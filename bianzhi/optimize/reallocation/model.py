"""编制调剂: sets, variables and named expressions. Constraints and objectives speak only in these names."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from typing import TypeAlias

import pulp

from bianzhi.domain.establishment import CellKey, Establishment
from bianzhi.domain.plan import Place
from bianzhi.domain.settings import PlanSettings
from bianzhi.optimize.eligibility import Opening
from bianzhi.optimize.reallocation.limits import Limits
from bianzhi.optimize.reallocation.pair import Pair

Expression: TypeAlias = pulp.LpAffineExpression


class ReallocationModel:
    """The variables of one problem: ``move[n]`` is 1 when pair n is carried out, ``remaining[cell]`` counts persons.

    What the law forbids outright is a variable that does not exist: pairs hold only people who may move, out of cells
    in excess, into places they are eligible for (``eligibility``). With P pairs and C cells in excess there are P + C
    variables.
    """

    def __init__(self, limits: Limits, pairs: Sequence[Pair]) -> None:
        self.limits = limits
        self.establishment: Establishment = limits.establishment
        self.settings: PlanSettings = limits.settings
        self.pairs = tuple(pairs)
        self.problem = pulp.LpProblem("reallocation", pulp.LpMinimize)
        self.move = tuple(
            self.problem.add_variable(f"move_{number:06d}", 0, 1, pulp.LpInteger) for number in range(len(self.pairs))
        )
        self.excess_cells = tuple(cell for cell in self.establishment.cells if limits.excess(cell))
        self.remaining = {
            cell: self.problem.add_variable(f"remaining_{number:05d}", 0, limits.excess(cell), pulp.LpInteger)
            for number, cell in enumerate(self.excess_cells)
        }
        self._index()

    def _index(self) -> None:
        self._of_person: dict[str, list[int]] = defaultdict(list)
        self._from: dict[CellKey, list[int]] = defaultdict(list)
        self._into: dict[CellKey, list[int]] = defaultdict(list)
        self._at: dict[Place, list[int]] = defaultdict(list)
        self._openings: dict[Place, Opening] = {}
        self._leaving_unit: dict[str, list[int]] = defaultdict(list)
        self._entering_unit: dict[str, list[int]] = defaultdict(list)
        self._leaving_section: dict[str, list[int]] = defaultdict(list)
        self._entering_section: dict[str, list[int]] = defaultdict(list)
        self._placing: dict[tuple[str, str], list[int]] = defaultdict(list)
        for number, pair in enumerate(self.pairs):
            place = pair.opening.place
            self._of_person[pair.person.id].append(number)
            self._from[pair.origin].append(number)
            self._into[place.cell].append(number)
            self._at[place].append(number)
            self._openings[place] = pair.opening
            if pair.leaves_unit:
                self._leaving_unit[pair.person.unit].append(number)
                self._entering_unit[place.unit].append(number)
                self._placing[pair.person.id, place.unit].append(number)
            if pair.leaves_section:
                self._leaving_section[pair.person.section].append(number)
            if place.section and place.section != pair.person.section:
                self._entering_section[place.section].append(number)

    def sum_of(self, numbers: Iterable[int]) -> Expression:
        """How many of some pairs are carried out, by their numbers in ``pairs``."""
        return pulp.lpSum(self.move[number] for number in numbers)

    def where(self, holds: Callable[[Pair], bool]) -> Expression:
        """How many pairs of which something holds are carried out."""
        return self.sum_of(number for number, pair in enumerate(self.pairs) if holds(pair))

    @property
    def people(self) -> tuple[str, ...]:
        """Ids of everyone who has a pair, in ledger order."""
        return tuple(self._of_person)

    @property
    def openings(self) -> tuple[Opening, ...]:
        """Every place that has a pair."""
        return tuple(self._openings.values())

    @property
    def receiving_cells(self) -> tuple[CellKey, ...]:
        """Every cell somebody could come to."""
        return tuple(self._into)

    @property
    def receiving_units(self) -> tuple[str, ...]:
        """Every unit somebody could come to, from elsewhere or from another of its types."""
        return tuple(dict.fromkeys(unit for unit, _ in self._into))

    @property
    def giving_units(self) -> tuple[str, ...]:
        """Every unit somebody could leave."""
        return tuple(self._leaving_unit)

    @property
    def giving_sections(self) -> tuple[str, ...]:
        """Every section somebody could leave."""
        return tuple(self._leaving_section)

    @property
    def possible_placements(self) -> tuple[tuple[str, str], ...]:
        """Every (person, other unit) that some pair would bring together."""
        return tuple(self._placing)

    def pairs_of(self, person: str) -> tuple[int, ...]:
        """Numbers of the pairs of a person."""
        return tuple(self._of_person.get(person, ()))

    def pairs_into(self, cell: CellKey) -> tuple[int, ...]:
        """Numbers of the pairs that bring somebody to a cell."""
        return tuple(self._into.get(cell, ()))

    def pairs_from(self, cell: CellKey) -> tuple[int, ...]:
        """Numbers of the pairs that take somebody out of a cell."""
        return tuple(self._from.get(cell, ()))

    def moves_of(self, person: str) -> Expression:
        """How often a person moves."""
        return self.sum_of(self._of_person.get(person, ()))

    def moves_to(self, person: str, unit: str) -> Expression:
        """1 when a person moves into a unit, or to another type within it."""
        return self.sum_of(
            number for number in self._of_person.get(person, ()) if self.pairs[number].opening.place.unit == unit
        )

    def leaving(self, cell: CellKey) -> Expression:
        """Persons who leave a cell."""
        return self.sum_of(self._from.get(cell, ()))

    def arriving(self, cell: CellKey) -> Expression:
        """Persons who come to a cell."""
        return self.sum_of(self._into.get(cell, ()))

    def taking(self, opening: Opening) -> Expression:
        """Persons who take a place."""
        return self.sum_of(self._at.get(opening.place, ()))

    def in_post_after(self, cell: CellKey) -> Expression:
        """Persons in post of a cell after the plan."""
        return self.establishment.in_post.get(cell, 0) - self.leaving(cell) + self.arriving(cell)

    def leaving_unit(self, unit: str) -> Expression:
        """Persons who leave a unit; a change of type within the unit is not leaving."""
        return self.sum_of(self._leaving_unit.get(unit, ()))

    def staff_after(self, unit: str) -> Expression:
        """Persons in post of a unit, over all types, after the plan."""
        entering = self.sum_of(self._entering_unit.get(unit, ()))
        return self.establishment.staff[unit] - self.leaving_unit(unit) + entering

    def section_staff_after(self, section: str) -> Expression:
        """Persons in post of a section after the plan; who takes a post of the section has entered it."""
        entering = self.sum_of(self._entering_section.get(section, ()))
        return self.establishment.section_staff[section] - self.sum_of(self._leaving_section[section]) + entering

    def placed_in(self, person: str, unit: str) -> Expression:
        """1 when a move brings a person from elsewhere into a unit."""
        return self.sum_of(self._placing.get((person, unit), ()))

    def present_after(self, person: str, unit: str) -> Expression:
        """1 when a person is in a unit after the plan: staying there, or moved there."""
        someone = self.establishment.person[person]
        if not someone.state.holds_post:
            return Expression()
        if someone.unit != unit:
            return self.placed_in(person, unit)
        leaving = (number for number in self._of_person.get(person, ()) if self.pairs[number].leaves_unit)
        return 1 - self.sum_of(leaving)

    @cached_property
    def total_moves(self) -> Expression:
        """Number of moves."""
        return pulp.lpSum(self.move)

    @cached_property
    def total_remaining(self) -> Expression:
        """Excess that remains, in persons, over all cells."""
        return pulp.lpSum(self.remaining.values())

    def total(self, coefficients: Sequence[int]) -> Expression:
        """What the pairs carried out add up to, each counting its coefficient."""
        return Expression((move, factor) for factor, move in zip(coefficients, self.move, strict=True) if factor)

    def chosen(self) -> list[Pair]:
        """The pairs that the solution carries out, in ledger order."""
        return [pair for pair, move in zip(self.pairs, self.move, strict=True) if move.varValue]


def most_leaving(settings: PlanSettings, unit: str, staff: int) -> int:
    """⌈share · a(u)⌉ persons, at least 1, in whole-number arithmetic."""
    share = settings.leaving_share(unit) * staff
    return max(1, -(-share // 100))
