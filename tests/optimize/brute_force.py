"""The contract once more, by enumeration: every choice of moves, checked by counting heads."""

from collections import Counter
from collections.abc import Iterator, Sequence
from math import ceil

from bianzhi.domain.establishment import Establishment
from bianzhi.optimize.reallocation.pair import Pair


def best(district: Establishment, pairs: Sequence[Pair]) -> tuple[int, int, int]:
    """(least remaining excess, fewest moves, greatest fit) over all lawful choices of pairs."""
    before = sum(district.excess(cell) for cell in district.cells)
    results = []
    for chosen in _choices(pairs):
        if _lawful(district, chosen):
            results.append((before - len(chosen), len(chosen), -sum(pair.fit for pair in chosen)))
    remaining, moves, fit = min(results)
    return remaining, moves, -fit


def _choices(pairs: Sequence[Pair]) -> Iterator[tuple[Pair, ...]]:
    people = sorted({pair.person.id for pair in pairs})
    options = [[pair for pair in pairs if pair.person.id == who] for who in people]

    def extend(number: int, chosen: tuple[Pair, ...]) -> Iterator[tuple[Pair, ...]]:
        if number == len(options):
            yield chosen
            return
        yield from extend(number + 1, chosen)
        for pair in options[number]:
            yield from extend(number + 1, (*chosen, pair))

    return extend(0, ())


def _lawful(district: Establishment, chosen: tuple[Pair, ...]) -> bool:
    out = Counter((pair.person.unit, pair.person.category) for pair in chosen)
    into = Counter(pair.opening.place.cell for pair in chosen)
    taken = Counter(pair.opening.place for pair in chosen)
    where = {p.id: p.unit for p in district.people if p.state.holds_post}
    where |= {pair.person.id: pair.opening.place.unit for pair in chosen}
    newcomers = [pair for pair in chosen if pair.person.unit != pair.opening.place.unit]
    return (
        all(count <= district.in_post[cell] - district.authorized.get(cell, 0) for cell, count in out.items())
        and all(count <= district.authorized[cell] - district.in_post.get(cell, 0) for cell, count in into.items())
        and all(taken[pair.opening.place] <= pair.opening.capacity for pair in chosen)
        and not any(
            where.get(relative) == pair.opening.place.unit
            for pair in newcomers
            for relative in district.relatives_of.get(pair.person.id, ())
        )
        and all(_unit_is_lawful(district, unit.code, newcomers) for unit in district.units)
        and all(_section_is_lawful(district, section.code, chosen) for section in district.sections)
    )


def _unit_is_lawful(district: Establishment, unit: str, newcomers: Sequence[Pair]) -> bool:
    staff = sum(p.counted and p.unit == unit for p in district.people)
    left = sum(pair.person.unit == unit for pair in newcomers)
    come = sum(pair.opening.place.unit == unit for pair in newcomers)
    least = district.unit[unit].min_staff
    floor_kept = least is None or left == 0 or staff - left + come >= min(least, staff)
    return floor_kept and left <= max(1, ceil(30 * staff / 100))


def _section_is_lawful(district: Establishment, section: str, chosen: Sequence[Pair]) -> bool:
    before = [p.id for p in district.people if p.counted and p.section == section]
    desk = {p.id: p.section for p in district.people if p.counted}
    for pair in chosen:
        moves_away = pair.person.unit != pair.opening.place.unit
        desk[pair.person.id] = pair.opening.place.section or ("" if moves_away else pair.person.section)
    after = sum(where == section for where in desk.values())
    return len(before) < 3 or after >= 3
