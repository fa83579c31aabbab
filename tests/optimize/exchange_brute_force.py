"""Exchange once more, by enumeration: every choice of moves, checked by counting heads."""

from collections import Counter
from collections.abc import Iterator, Sequence
from math import ceil, prod

from bianzhi.domain.establishment import CellKey, Establishment
from bianzhi.domain.settings import PlanSettings
from bianzhi.optimize.reallocation.pair import Pair

Choice = tuple[Pair, ...]


class Enumeration:
    """All lawful choices of some pairs, with what each reaches."""

    def __init__(
        self, district: Establishment, settings: PlanSettings, pairs: Sequence[Pair], present_fit: dict[str, int]
    ) -> None:
        self._district, self._settings, self._pairs, self._present = district, settings, pairs, present_fit

    @property
    def size(self) -> int:
        """Number of choices, lawful or not."""
        return prod(count + 1 for count in Counter(pair.person.id for pair in self._pairs).values())

    def lawful(self) -> Iterator[Choice]:
        """Every lawful choice."""
        return (choice for choice in self._choices() if self._holds(choice))

    def reached(self, choice: Choice) -> tuple[int, int, int, int]:
        """(remaining excess, net gain, moves, fit) of one choice."""
        after = after_moves(self._district, choice)
        remaining = sum(max(0, count - self._district.authorized.get(cell, 0)) for cell, count in after.items())
        gain = 0
        for pair in choice:
            gain += pair.fit
            if self._was_full_or_less(pair.origin):
                gain -= self._present[pair.person.id] + self._settings.exchange.least_gain
        return remaining, gain, len(choice), sum(pair.fit for pair in choice)

    def best(self) -> tuple[int, int, int, int]:
        """Least remaining excess, then greatest net gain, then most moves at that gain, then greatest fit."""
        values = (self.reached(choice) for choice in self.lawful())
        remaining, gain, moves, fit = min((each[0], -each[1], -each[2], -each[3]) for each in values)
        return remaining, -gain, -moves, -fit

    def _choices(self) -> Iterator[Choice]:
        people = sorted({pair.person.id for pair in self._pairs})
        options = [[pair for pair in self._pairs if pair.person.id == who] for who in people]

        def extend(number: int, chosen: Choice) -> Iterator[Choice]:
            if number == len(options):
                yield chosen
                return
            yield from extend(number + 1, chosen)
            for pair in options[number]:
                yield from extend(number + 1, (*chosen, pair))

        return extend(0, ())

    def _was_full_or_less(self, cell: CellKey) -> bool:
        return self._district.in_post[cell] <= self._district.authorized.get(cell, 0)

    def _holds(self, choice: Choice) -> bool:
        if sum(self._was_full_or_less(pair.origin) for pair in choice) > self._settings.exchange.extra_moves:
            return False
        cells = {pair.origin for pair in choice} | {pair.opening.place.cell for pair in choice}
        return (
            all(self._cell_holds(cell, choice) for cell in cells)
            and not self._relatives_meet(choice)
            and all(self._unit_holds(unit.code, choice) for unit in self._district.units)
            and all(self._section_holds(section.code, choice) for section in self._district.sections)
        )

    def _cell_holds(self, cell: CellKey, choice: Choice) -> bool:
        posts, in_post = self._district.authorized.get(cell, 0), self._district.in_post.get(cell, 0)
        out = sum(pair.origin == cell for pair in choice)
        into = [pair.opening.place for pair in choice if pair.opening.place.cell == cell]
        if in_post > posts:
            return not into and out <= in_post - posts
        vacant = posts - in_post
        demand = {
            (post.title, post.at.row): post.demand
            for post in self._district.posts
            if (post.unit, post.category) == cell
        }
        listed = Counter((place.post, place.row) for place in into if place.post)
        taken = sum(listed.values())
        left_open = max(0, vacant - sum(demand.values()))
        return (
            taken <= vacant
            and all(count <= demand[which] for which, count in listed.items())
            and len(into) - taken <= left_open + out
        )

    def _relatives_meet(self, choice: Choice) -> bool:
        where = {p.id: p.unit for p in self._district.people if p.state.holds_post}
        where |= {pair.person.id: pair.opening.place.unit for pair in choice}
        return any(
            where.get(relative) == pair.opening.place.unit
            for pair in choice
            if pair.person.unit != pair.opening.place.unit
            for relative in self._district.relatives_of.get(pair.person.id, ())
        )

    def _unit_holds(self, unit: str, choice: Choice) -> bool:
        staff = sum(p.counted and p.unit == unit for p in self._district.people)
        between = [pair for pair in choice if pair.person.unit != pair.opening.place.unit]
        left = sum(pair.person.unit == unit for pair in between)
        come = sum(pair.opening.place.unit == unit for pair in between)
        least = self._district.unit[unit].min_staff
        kept = least is None or left == 0 or staff - left + come >= min(least, staff)
        return kept and left <= max(1, ceil(self._settings.leaving_share_percent * staff / 100))

    def _section_holds(self, section: str, choice: Choice) -> bool:
        desk = {p.id: p.section for p in self._district.people if p.counted}
        before = sum(where == section for where in desk.values())
        for pair in choice:
            moves_away = pair.person.unit != pair.opening.place.unit
            desk[pair.person.id] = pair.opening.place.section or ("" if moves_away else pair.person.section)
        return before < 3 or sum(where == section for where in desk.values()) >= 3


def after_moves(district: Establishment, choice: Choice) -> Counter[CellKey]:
    """Persons in post of every cell after some moves."""
    after = Counter(district.in_post)
    for pair in choice:
        after[pair.origin] -= 1
        after[pair.opening.place.cell] += 1
    return after
