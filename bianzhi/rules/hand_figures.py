"""The figures of a plan made by hand, counted anew from its moves: objectives, what bounds them, excess, cells, orders."""

from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeAlias

from bianzhi.domain.by_hand import CellStanding
from bianzhi.domain.establishment import CellKey, Establishment, Person
from bianzhi.domain.plan import Move, Objective, Plan
from bianzhi.domain.plan_line import PlanLine
from bianzhi.domain.wishes import Wish, WishKind
from bianzhi.law.retirement import add_months
from bianzhi.rules.plan_counts import PlanCounts

PresentFit: TypeAlias = Callable[[Person], int]
"""The fit, 0–100, of a person and the place he is in."""

_HIGHEST_FIT = 100
_KEPT = ("lines_kept", "extra_lines_kept")
"""Objectives that look at an earlier plan; a plan made by hand is one of its own."""


@dataclass(frozen=True)
class HandFigures:
    """Some moves beside their ledger, the day and the settings."""

    counts: PlanCounts
    moves: Sequence[Move]
    """At most one a person."""
    present_fit: PresentFit
    """Asked with exchange only."""

    @property
    def _ledger(self) -> Establishment:
        return self.counts.ledger

    @cached_property
    def _leaving(self) -> Counter[CellKey]:
        """Counted people who leave each cell; someone who fills no post leaves none."""
        return Counter(
            (move.from_unit, move.from_category) for move in self.moves if self._ledger.person[move.person].counted
        )

    @cached_property
    def _arriving(self) -> Counter[CellKey]:
        return Counter(move.place.cell for move in self.moves)

    def in_post_after(self, cell: CellKey) -> int:
        """Persons in post of a cell once the moves are carried out."""
        return self._ledger.in_post.get(cell, 0) - self._leaving[cell] + self._arriving[cell]

    def excess_after(self, cell: CellKey) -> int:
        """Persons above the quota of a cell once the moves are carried out."""
        return max(0, self.in_post_after(cell) - self._ledger.authorized.get(cell, 0))

    @property
    def total_excess(self) -> int:
        """Persons above quota over all cells that the ledger has, nothing netted."""
        return sum(self.excess_after(cell) for cell in self._ledger.cells)

    @cached_property
    def reached(self) -> Mapping[str, int]:
        """What the moves add up to in every objective that the settings ask for, in order."""
        found = {"remaining_excess": self._remaining}
        if not self.counts.exchanges:
            found["moves"] = len(self.moves)
        placed = [move for move in self.moves if not self._is_extra(move)]
        if self._preferred:
            found["preferences"] = sum(self._preference(move) for move in placed)
        if "C29" in self.counts.in_force:
            found["rotation"] = sum(self._has_long_served(move) for move in placed)
        if self.counts.exchanges:
            found["net_gain"] = sum(self._gain(move) for move in self.moves)
            found["moves"] = len(self.moves)
        found["fit"] = sum(move.fit.score for move in self.moves)
        return found

    @property
    def _remaining(self) -> int:
        """Excess to be placed that has not left, and whatever the moves put above a quota (persons)."""
        left = sum(max(0, self.counts.excess(cell) - self._leaving[cell]) for cell in self._ledger.cells)
        added = 0
        for cell in self._arriving:
            most = max(self._ledger.authorized.get(cell, 0), self._ledger.in_post.get(cell, 0))
            added += max(0, self.in_post_after(cell) - most)
        return left + added

    @cached_property
    def _preferred(self) -> tuple[Wish, ...]:
        return tuple(wish for wish in self.counts.settings.wishes if wish.kind is WishKind.PREFER)

    def _preference(self, move: Move) -> int:
        place = move.place
        line = PlanLine(move.person, place.unit, place.category, place.post, place.row)
        return sum(wish.weight for wish in self._preferred if wish.matches(line, move.from_unit))

    def _has_long_served(self, move: Move) -> bool:
        since = self._ledger.person[move.person].post_since
        return since is not None and add_months(since, 12 * self.counts.settings.rotation_years) <= self.counts.day

    def _is_extra(self, move: Move) -> bool:
        """Whether the person need not move: his cell is within its quota."""
        return not self._ledger.excess((move.from_unit, move.from_category))

    def _gain(self, move: Move) -> int:
        """What a move adds with exchange: its fit; of someone who need not move, what it gains beyond the least gain."""
        if not self._is_extra(move):
            return move.fit.score
        present = self.present_fit(self._ledger.person[move.person])
        return move.fit.score - present - self.counts.settings.exchange.least_gain

    def objectives(self, optimum: Plan | None) -> tuple[Objective, ...]:
        """Every objective with the best it could have reached given the ones before it.

        Bounds are those of ``optimum``, made under the same settings, as long as the values before are its values; from
        there on, and without one, what plain counting allows.
        """
        known = {each.name: each for each in optimum.objectives} if optimum is not None else {}
        found, alike = [], optimum is not None and not any(name in known for name in _KEPT)
        for name, value in self.reached.items():
            best = known.get(name)
            bound = best.bound if best is not None and alike else self._plain_bound(name)
            found.append(Objective(name, value, bound))
            alike = alike and best is not None and best.value == value
        return tuple(found)

    def _plain_bound(self, name: str) -> int:
        """What no plan with as much excess left and as many moves could better."""
        if name == "remaining_excess":
            return 0
        if name == "moves":
            to_place = sum(self.counts.excess(cell) for cell in self._ledger.cells)
            if self.counts.exchanges:  # then more moves are the better ones
                return max(len(self.moves), to_place + self.counts.settings.exchange.extra_moves)
            return max(0, to_place - self._remaining)
        weights = {"preferences": sum(wish.weight for wish in self._preferred), "rotation": 1}
        return len(self.moves) * weights.get(name, _HIGHEST_FIT)

    def standings(self, started_from: "HandFigures", waiting: Collection[Person]) -> tuple[CellStanding, ...]:
        """Every cell now, by the plan started from, and by hand; people who wait for a place are in none."""
        out = Counter((person.unit, person.category) for person in waiting if person.counted)
        ledger = self._ledger
        beyond = [cell for cell in self._arriving if cell not in ledger.authorized and cell not in ledger.in_post]
        return tuple(
            CellStanding(
                *cell,
                ledger.authorized.get(cell, 0),
                ledger.in_post.get(cell, 0),
                started_from.in_post_after(cell),
                self.in_post_after(cell) - out[cell],
            )
            for cell in (*ledger.cells, *beyond)
        )

    def orders(self) -> tuple[tuple[str, ...], ...]:
        """The moves in orders that keep every cell within its quota at any step; none where any order will do.

        One by one as long as there is room where somebody goes; who can only go with others goes with all that are left.
        """
        if not any(self._is_extra(move) for move in self.moves):
            return ()
        persons, left, found = Counter(self._ledger.in_post), list(self.moves), []
        while left:
            free = [move for move in left if persons[move.place.cell] < self._ledger.authorized.get(move.place.cell, 0)]
            together = free[:1] or left
            for move in together:
                persons[move.from_unit, move.from_category] -= 1
                persons[move.place.cell] += 1
                left = [other for other in left if other is not move]
            found.append(tuple(move.person for move in together))
        return tuple(found)
