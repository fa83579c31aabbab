"""Fewer pairs, same optimum: of interchangeable people only the best few for each place are looked at.

Take the people of one cell whom no constraint names. At most M of them leave it: the excess of a cell in excess, the budget
of any other, and no more than the unit may lose. For one place outside their unit, put them in order of what they would
add to the objectives there, the digest of the tie-break last, and keep the first of that order, from one section no more than it
can spare, until M are kept, not counting those whom people of other cells could hold back by leaving the section first.
Suppose an optimal plan sent to the place somebody who is not kept. At most M − 1 others leave, so one of those kept stays, in
a section that can spare him or that the other would then not have left; sending him instead keeps every row and is strictly
better. ``docs/formulation_exchange.md`` has the argument in full; a test compares plans.
"""

from collections import Counter, defaultdict
from collections.abc import Hashable, Sequence

from bianzhi.domain.establishment import CellKey
from bianzhi.optimize.exchange.candidates import ExchangeCandidates
from bianzhi.optimize.reallocation.level_rows import level_of_person
from bianzhi.optimize.reallocation.model import most_leaving
from bianzhi.optimize.reallocation.objectives import digest
from bianzhi.optimize.reallocation.pair import Pair
from bianzhi.stopping import stop_if_asked

Worth = Sequence[int]
"""What a pair adds to the objectives after the first, in their order; more is better."""


def needed_pairs(found: ExchangeCandidates, worth: Sequence[Worth]) -> tuple[int, ...]:
    """The numbers of the pairs that the optimum can use, ascending; ``worth`` has one entry for each pair."""
    apart = _told_apart(found)
    spare = _Spare(found)
    groups: dict[Hashable, list[int]] = defaultdict(list)
    needed: set[int] = set()
    for number, pair in enumerate(found.pairs):
        if spare.can_never_leave(pair):
            continue
        if pair.person.id in apart or not pair.leaves_unit:
            needed.add(number)
        else:
            groups[pair.origin, _level(found, pair), pair.opening.place].append(number)
    for numbers in groups.values():
        stop_if_asked()
        needed.update(_best_few(found, numbers, worth, spare))
    return tuple(sorted(needed))


def _best_few(found: ExchangeCandidates, numbers: list[int], worth: Sequence[Worth], spare: "_Spare") -> list[int]:
    most = spare.of_cell(found.pairs[numbers[0]])
    if len(numbers) <= most:
        return numbers
    ordered = sorted(numbers, key=lambda number: (*(-each for each in worth[number]), digest(found.pairs[number])))
    kept: list[int] = []
    of_section: Counter[str] = Counter()
    counted = 0
    for number in ordered:
        section = found.pairs[number].person.section
        can_spare = spare.of_section(section)
        if can_spare is not None:
            if of_section[section] >= can_spare + spare.entering(section):
                continue
            counted += of_section[section] < can_spare - spare.leaving_from_other_cells(found.pairs[number])
            of_section[section] += 1
        else:
            counted += 1
        kept.append(number)
        if counted >= most:
            break
    return kept


def _told_apart(found: ExchangeCandidates) -> frozenset[str]:
    """People whom some constraint or objective names: relatives, those of whom a wish speaks by name, and leaders."""
    establishment = found.limits.establishment
    named = {person for wish in found.limits.settings.wishes for person in wish.persons}
    leaders = {person.id for person in establishment.people if person.is_leader}
    return frozenset(establishment.relatives_of) | named | leaders


def _level(found: ExchangeCandidates, pair: Pair) -> Hashable:
    """What tells people of one cell apart where posts are authorized level by level."""
    by_level = "C51" in found.limits.in_force and found.limits.establishment.level_posts
    return level_of_person(pair.person) if by_level else ""


class _Spare:
    """How many people a cell, and a section, can lose at most."""

    def __init__(self, found: ExchangeCandidates) -> None:
        self._found = found
        self._floor = found.limits.settings.section_floor
        self._section_counts = "C41" in found.limits.in_force
        self._entering: Counter[str] = Counter()
        for opening in found.openings:
            self._entering[opening.place.section] += opening.capacity if opening.place.section else 0
        movable = {pair.person.id: pair for pair in found.pairs}.values()
        self._movable = Counter(pair.person.section for pair in movable)
        self._movable_of_cell = Counter((pair.person.section, pair.origin) for pair in movable)
        self._changes_type = {pair.origin for pair in found.pairs if not pair.leaves_unit}
        self._most: dict[CellKey, int] = {}

    def of_cell(self, pair: Pair) -> int:
        """Most people who leave the cell of a pair, at least 1."""
        cell = pair.origin
        if cell not in self._most:
            limits = self._found.limits
            most = self._found.exchanging.budget if self._found.is_extra(pair) else limits.excess(cell)
            if "C38" in limits.in_force and cell not in self._changes_type:
                most = min(most, most_leaving(limits.settings, cell[0], limits.establishment.staff[cell[0]]))
            self._most[cell] = max(1, most)
        return self._most[cell]

    def of_section(self, section: str) -> int | None:
        """How many a section can lose if nobody enters it, or None where nothing holds it."""
        staff = self._found.limits.establishment.section_staff.get(section, 0)
        if not section or not self._section_counts or staff < self._floor:
            return None
        return staff - self._floor

    def entering(self, section: str) -> int:
        """Most people who could enter a section by posts that name it."""
        return self._entering[section]

    def leaving_from_other_cells(self, pair: Pair) -> int:
        """Most people of the section of a pair who could leave it out of other cells than the pair's."""
        return self._movable[pair.person.section] - self._movable_of_cell[pair.person.section, pair.origin]

    def can_never_leave(self, pair: Pair) -> bool:
        """Whether the floor of the section keeps everyone there."""
        if not pair.leaves_section:
            return False
        return self.of_section(pair.person.section) == 0 and not self.entering(pair.person.section)
