"""What a certificate must cover: lawful pairs with what they are worth, and the limits they use, counted anew."""

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TypeAlias

from bianzhi.domain.establishment import CellKey, Person, Post
from bianzhi.domain.plan_columns import MoveColumn
from bianzhi.domain.terms import Category
from bianzhi.domain.wishes import Wish, WishKind
from bianzhi.law.retirement import add_months
from bianzhi.rules.plan_case import PaperMove, PlanCase, category_named
from bianzhi.rules.plan_trials import OpenPlace, lawful_pairs, movable_people, open_places

FitOf: TypeAlias = Callable[[Person, str, Category, Post | None, int], int]
"""The fit, 0–100, of a person and a place: unit, type, post if it is a listed one, and its row."""

Use: TypeAlias = tuple[str, ...]
"""A limit: id of the catalogue, then what it speaks of."""

_NO_KIN_RULE = frozenset(("C15", "C16"))


@dataclass(frozen=True, slots=True)
class LawfulPair:
    """A pair that a plan could carry out: what it counts in every objective (more is better), and the limits it uses."""

    person: Person
    target: CellKey
    post: str
    counts: Mapping[str, int]
    uses: tuple[Use, ...]


@dataclass(frozen=True)
class Proof:
    """Ledger and settings as far as a proof of optimality rests on them."""

    case: PlanCase
    fit: FitOf

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The objectives that the settings ask for, in order."""
        names = ["remaining_excess", "moves"]
        if self._preferred:
            names.append("preferences")
        if "C29" in self.case.counts.in_force:
            names.append("rotation")
        return (*names, "fit")

    @cached_property
    def _preferred(self) -> tuple[Wish, ...]:
        return tuple(wish for wish in self.case.settings.wishes if wish.kind is WishKind.PREFER)

    def counts_of(self, move: PaperMove) -> Mapping[str, int]:
        """What one move counts: a person less in excess, a move, and what it is worth in the later objectives."""
        unit, category = move.target
        row = move.row.whole(MoveColumn.POST_ROW) or 0
        since = move.person.post_since
        every = {
            "remaining_excess": 1,
            "moves": -1,
            "preferences": sum(w.weight for w in self._preferred if w.matches(move.line, move.person.unit)),
            "rotation": int(
                since is not None and add_months(since, 12 * self.case.settings.rotation_years) <= self.case.day
            ),
            "fit": self.fit(move.person, unit, category, move.post, row),
        }
        return {name: every[name] for name in self.names}

    @cached_property
    def _open(self) -> tuple[tuple[PaperMove, OpenPlace], ...]:
        """Every lawful pair; without those into a unit where a relative is sure to stay."""
        people = movable_people(self.case)
        movable = {person.id for person in people}
        return tuple(
            (move, place)
            for move, place in lawful_pairs(self.case, people)
            if not self._meets_one_who_stays(move, movable)
        )

    def _meets_one_who_stays(self, move: PaperMove, movable: set[str]) -> bool:
        force = self.case.counts.in_force
        if "C14" not in force or force & _NO_KIN_RULE or not move.leaves_unit:
            return False
        known = self.case.establishment.person
        return any(
            id not in movable and id in known and known[id].state.holds_post and known[id].unit == move.unit.code
            for id in self.case.establishment.relatives_of.get(move.person.id, ())
        )

    @cached_property
    def pairs(self) -> tuple[LawfulPair, ...]:
        """Every pair that the prices have to cover."""
        return tuple(
            LawfulPair(
                move.person,
                move.target,
                move.post.title if move.post else "",
                self.counts_of(move),
                tuple(_uses(move, place)),
            )
            for move, place in self._open
        )

    @cached_property
    def most_moves(self) -> int:
        """No plan makes more: there is so much excess to be placed, and so much room."""
        cells, counts = self.case.establishment.cells, self.case.counts
        return min(sum(counts.excess(cell) for cell in cells), sum(counts.room(cell) for cell in cells))

    def widest(self, name: str) -> int:
        """By how much an objective can differ between two plans."""
        return self.most_moves * max((abs(pair.counts[name]) for pair in self.pairs), default=0)

    @cached_property
    def _capacity(self) -> Mapping[Use, int]:
        return {_place_use(place): place.capacity for place in open_places(self.case)}

    @cached_property
    def _entering(self) -> Mapping[Use, int]:
        """How many could come to a unit from elsewhere, or to a section from outside it, at most."""
        places: dict[Use, dict[Use, int]] = defaultdict(dict)
        for move, place in self._open:
            if move.leaves_unit:
                places["C37", move.unit.code][_place_use(place)] = place.capacity
            section = place.post.section if place.post else ""
            if section and section != move.person.section:
                places["C41", section][_place_use(place)] = place.capacity
        return {key: sum(capacities.values()) for key, capacities in places.items()}

    def limit(self, use: Use) -> int | None:
        """The size of a limit (persons); None where there is no such limit."""
        constraint, *at = use
        establishment, found = self.case.establishment, None
        if constraint not in self.case.counts.in_force:
            return None
        match constraint, at:
            case "C39", [person] if person in establishment.person:
                found = 1
            case "C03", [unit, word]:
                found = self._of_cell(unit, word, self.case.counts.excess)
            case "C01", [unit, word]:
                found = self._of_cell(unit, word, self.case.counts.room)
            case "C06", _:
                found = self._capacity.get(use)
            case "C38" | "C37", [unit] if unit in establishment.unit:
                found = self._leaving(constraint, unit)
            case "C41", [section] if section in establishment.section:
                found = self._leaving_section(section)
        return found

    def _of_cell(self, unit: str, word: str, count: Callable[[CellKey], int]) -> int | None:
        category = category_named(word)
        return None if category is None or unit not in self.case.establishment.unit else count((unit, category))

    def _leaving_section(self, section: str) -> int | None:
        staff, floor = self.case.establishment.section_staff[section], self.case.settings.section_floor
        return staff - floor + self._entering.get(("C41", section), 0) if staff >= floor else None

    def _leaving(self, constraint: str, unit: str) -> int | None:
        staff, least = self.case.establishment.staff[unit], self.case.establishment.unit[unit].min_staff
        if constraint == "C38":
            return max(1, (self.case.settings.leaving_share(unit) * staff + 99) // 100)
        return None if least is None else staff - min(least, staff) + self._entering.get(("C37", unit), 0)


def _uses(move: PaperMove, place: OpenPlace) -> list[Use]:
    unit, category = move.target
    uses: list[Use] = [("C39", move.person.id), ("C01", unit, category.value), _place_use(place)]
    if move.origin is not None:
        uses.append(("C03", move.origin[0], move.origin[1].value))
    if move.leaves_unit:
        uses += [("C38", move.person.unit), ("C37", move.person.unit)]
    section = place.post.section if place.post else ""
    if move.person.section and (move.leaves_unit or section not in ("", move.person.section)):
        uses.append(("C41", move.person.section))
    return uses


def _place_use(place: OpenPlace) -> Use:
    unit, category = place.cell
    return "C06", unit, category.value, place.post.title if place.post else "", str(place.row)
