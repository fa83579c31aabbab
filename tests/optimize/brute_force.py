"""The contract and the catalogue once more, by enumeration: every choice of moves, checked by counting heads.

Written from the sentences, not from the code: nothing here asks the optimiser whether something is allowed.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from math import ceil

from bianzhi.domain.establishment import CellKey, Establishment, Person
from bianzhi.domain.settings import PlanSettings
from bianzhi.domain.terms import Band, Category, Direction, UnitKind
from bianzhi.domain.wishes import Wish, WishKind
from bianzhi.law.levels import band_of
from bianzhi.law.retirement import add_months, months_to_retirement
from bianzhi.optimize.reallocation.pair import Pair
from tests.optimize.brute_force_leaders import leaders_have_posts
from tests.worlds import DAY

USUAL = frozenset(
    [
        "C01",
        "C03",
        "C06",
        "C07",
        "C08",
        "C10",
        "C11",
        "C14",
        "C19",
        "C22",
        "C24",
        "C28",
        "C30",
        "C31",
        "C34",
        "C37",
        "C38",
        "C39",
        "C41",
        "C45",
        "C46",
        "C51",
    ]
)
"""What every plan keeps unless it is switched off."""

Values = tuple[int, ...]


def holds(id: str, settings: PlanSettings) -> bool:
    """Whether a constraint is in force."""
    return (id in USUAL and id not in settings.constraints_off) or id in settings.constraints_on


def best(district: Establishment, pairs: Sequence[Pair], settings: PlanSettings | None = None) -> Values:
    """The objectives in their order over all lawful choices of pairs: least, fewest, then greatest.

    Remaining excess and moves; preferences where there are wishes of that kind; people rotated where C29 is on; fit.
    """
    given = settings or PlanSettings()
    figures = Figures(district, given)
    before = sum(figures.excess.values())
    results = [
        (before - len(chosen), len(chosen), *(-value for value in _later_aims(chosen, given)))
        for chosen in _choices(pairs)
        if _lawful(district, chosen, given, pairs, figures)
    ]
    remaining, moves, *later = min(results)
    return (remaining, moves, *(-value for value in later))


def _later_aims(chosen: Sequence[Pair], settings: PlanSettings) -> Values:
    preferred = [wish for wish in settings.wishes if wish.kind is WishKind.PREFER]
    aims = []
    if preferred:
        aims.append(sum(wish.weight for wish in preferred for pair in chosen if _speaks_of(wish, pair)))
    if holds("C29", settings):
        since = [pair.person.post_since for pair in chosen if pair.person.post_since is not None]
        aims.append(sum(add_months(day, settings.rotation_years * 12) <= DAY for day in since))
    return (*aims, sum(pair.fit for pair in chosen))


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


def excess(district: Establishment, cell: CellKey, settings: PlanSettings) -> int:
    """Persons to be placed: above quota, less who is leaving, who retires soon, and what the unit may keep."""
    kept = district.unit[cell[0]].tolerance or 0
    ends = district.unit[cell[0]].tolerance_ends
    if ends is not None and ends <= DAY:
        kept = 0
    for category in Category:
        left = _dissolved(district, (cell[0], category), settings)
        if category is cell[1]:
            return max(0, left - kept)
        kept = max(0, kept - left)
    raise AssertionError("no such type")


def _dissolved(district: Establishment, cell: CellKey, settings: PlanSettings) -> int:
    people = [person for person in district.people if person.counted and (person.unit, person.category) == cell]
    going = [each for each in _under_way(district, Direction.OUT) if (each.unit, each.category) == cell]
    named = {each.person for each in going}
    retiring = 0
    for person in people:
        months = months_to_retirement(person, DAY)
        soon = months is not None and months <= settings.horizon_months
        retiring += settings.horizon_months > 0 and soon and person.id not in named
    over = len(people) - district.authorized.get(cell, 0)
    return max(0, over - sum(each.persons for each in going) - retiring) if over > 0 else 0


def _under_way(district: Establishment, direction: Direction) -> list:  # type: ignore[type-arg]
    gone = {person.id for person in district.people if not person.counted}
    return [
        each
        for each in district.transits
        if each.direction is direction
        and not (each.effective_on is not None and each.effective_on <= DAY)
        and not (direction is Direction.OUT and each.person in gone)
    ]


def room(district: Establishment, cell: CellKey, settings: PlanSettings) -> int:
    """Persons a cell can take."""
    posts = district.authorized.get(cell, 0)
    if holds("C05", settings):
        posts = (posts * settings.occupancy_percent) // 100
    coming = sum(each.persons for each in _under_way(district, Direction.IN) if (each.unit, each.category) == cell)
    return max(0, posts - coming - sum(p.counted and (p.unit, p.category) == cell for p in district.people))


class Figures:
    """Persons to be placed and posts to fill of every cell, counted once."""

    def __init__(self, district: Establishment, settings: PlanSettings) -> None:
        self.excess = {cell: excess(district, cell, settings) for cell in district.cells}
        self.room = {cell: room(district, cell, settings) for cell in district.cells}


def _lawful(
    district: Establishment,
    chosen: tuple[Pair, ...],
    settings: PlanSettings | None = None,
    pairs: Sequence[Pair] = (),
    figures: Figures | None = None,
) -> bool:
    """Whether a choice keeps every sentence in force; ``pairs`` are all there are to choose from."""
    given = settings or PlanSettings()
    counted = figures or Figures(district, given)
    out = Counter((pair.person.unit, pair.person.category) for pair in chosen)
    into = Counter(pair.opening.place.cell for pair in chosen)
    taken = Counter(pair.opening.place for pair in chosen)
    newcomers = [pair for pair in chosen if pair.person.unit != pair.opening.place.unit]
    return (
        all(count <= counted.excess[cell] for cell, count in out.items())
        and all(count <= counted.room[cell] for cell, count in into.items())
        and all(taken[pair.opening.place] <= pair.opening.capacity for pair in chosen)
        and all(_level_posts_suffice(district, cell, chosen) for cell in into)
        and all(_unit_is_lawful(district, unit.code, newcomers, given) for unit in district.units)
        and all(_section_is_lawful(district, section.code, chosen, given) for section in district.sections)
        and _relatives_are_apart(district, chosen, given)
        and (not holds("C34", given) or leaders_have_posts(district, chosen, pairs))
        and all(_wish_is_met(wish, chosen) for wish in given.wishes)
    )


def _unit_is_lawful(district: Establishment, unit: str, newcomers: Sequence[Pair], settings: PlanSettings) -> bool:
    staff = sum(p.counted and p.unit == unit for p in district.people)
    left = sum(pair.person.unit == unit for pair in newcomers)
    come = sum(pair.opening.place.unit == unit for pair in newcomers)
    least = district.unit[unit].min_staff
    percent = settings.leaving_share_of.get(unit, settings.leaving_share_percent)
    floor_kept = least is None or left == 0 or staff - left + come >= min(least, staff)
    return (floor_kept or not holds("C37", settings)) and (
        left <= max(1, ceil(percent * staff / 100)) or not holds("C38", settings)
    )


def _desks(district: Establishment, chosen: Sequence[Pair]) -> dict[str, str]:
    """The section of everybody who holds a post, once some moves are made."""
    desk = {p.id: p.section for p in district.people if p.state.holds_post}
    for pair in chosen:
        moves_away = pair.person.unit != pair.opening.place.unit
        desk[pair.person.id] = pair.opening.place.section or ("" if moves_away else pair.person.section)
    return desk


def _section_is_lawful(district: Establishment, section: str, chosen: Sequence[Pair], settings: PlanSettings) -> bool:
    counted = {p.id for p in district.people if p.counted}
    before = sum(p.section == section for p in district.people if p.counted)
    after = sum(where == section for who, where in _desks(district, chosen).items() if who in counted)
    floor = settings.section_floor
    return not holds("C41", settings) or before < floor or after >= floor


def _level(person: Person) -> str:
    return band_of(person.leader_rank if person.is_leader else None, person.grade) or ""


def _level_posts_suffice(district: Establishment, cell: CellKey, chosen: Sequence[Pair]) -> bool:
    """Seat everybody: who is there first, each as high as he belongs, then the arrivals wherever a seat is left to them."""
    free: Counter[str] = Counter()
    listed = {row.level for row in district.level_posts if (row.unit, row.category) == cell}
    for row in district.level_posts:
        if (row.unit, row.category) == cell:
            free[row.level] += row.authorized
    order = [band.value for band in Band]
    steps_down = district.unit[cell[0]].high_on_low

    def seats(level: str) -> list[str]:
        lower = order[order.index(level) :] if steps_down else [level]
        return [each for each in lower if each in listed]

    present = [_level(p) for p in district.people if p.counted and (p.unit, p.category) == cell]
    for level in sorted((each for each in present if each in listed), key=order.index):
        seat = next((each for each in seats(level) if free[each] > 0), "")
        free[seat] -= 1 if seat else 0
    arriving = [_level(pair.person) for pair in chosen if pair.opening.place.cell == cell]

    def seated(waiting: list[str], left: Mapping[str, int]) -> bool:
        if not waiting:
            return True
        return any(
            seated(waiting[1:], {**left, seat: left[seat] - 1}) for seat in seats(waiting[0]) if left.get(seat, 0) > 0
        )

    return seated([level for level in arriving if level in listed], dict(free))


_STRICT = (UnitKind.DISCIPLINE, UnitKind.COURT, UnitKind.PROCURATORATE)
_MILD = (UnitKind.WELFARE_ONE, UnitKind.WELFARE_TWO, UnitKind.COMMERCIAL)


def _relatives_are_apart(district: Establishment, chosen: Sequence[Pair], settings: PlanSettings) -> bool:
    moved = {pair.person.id: pair for pair in chosen}
    for kinship in district.kinships:
        one, other = district.person[kinship.person], district.person[kinship.relative]
        if one.id == other.id or not (one.state.holds_post and other.state.holds_post):
            continue
        if not (one.id in moved or other.id in moved):
            continue
        units = [moved[p.id].opening.place.unit if p.id in moved else p.unit for p in (one, other)]
        if units[0] != units[1]:
            continue
        arrives = one.unit != units[0] or other.unit != units[0]
        unit = district.unit[units[0]]
        mild = unit.kind in _MILD and not unit.civil_like
        if mild and holds("C15", settings):
            were_near = not arrives and _near(district, (), (one, other))
            if _near(district, chosen, (one, other)) and not were_near:
                return False
        elif arrives and (holds("C14", settings) or (unit.kind in _STRICT and holds("C16", settings))):
            return False
    return True


def _near(district: Establishment, chosen: Sequence[Pair], people: tuple[Person, Person]) -> bool:
    desks, titles = _desks(district, chosen), {pair.person.id: pair.opening.place.post for pair in chosen}
    mine, theirs = (desks[p.id] for p in people)
    if any(p.is_leader for p in people) or (mine == theirs and mine in district.section):
        return True
    texts = [titles.get(p.id, "") for p in people]
    for code in (mine, theirs):
        if code in district.section:
            texts += [district.section[code].name, *district.section[code].functions]
    return any(word in text for text in texts for word in ("人事", "财务", "纪检", "审计"))


def _speaks_of(wish: Wish, pair: Pair) -> bool:
    place = pair.opening.place
    return (
        (not wish.persons or pair.person.id in wish.persons)
        and (not wish.from_unit or pair.person.unit == wish.from_unit)
        and (not wish.to_unit or place.unit == wish.to_unit)
        and (wish.category is None or place.category is wish.category)
        and (not wish.post or place.post == wish.post)
    )


def _wish_is_met(wish: Wish, chosen: Sequence[Pair]) -> bool:
    about = [pair for pair in chosen if pair.person.id in wish.persons]
    if wish.kind is WishKind.STAY:
        return not about
    if wish.kind is WishKind.FORBID:
        return not any(_speaks_of(wish, pair) for pair in chosen)
    if wish.kind is WishKind.REQUIRE:
        return sum(_speaks_of(wish, pair) for pair in chosen) >= wish.least
    if wish.kind is WishKind.TOGETHER:
        one_place = len({pair.opening.place.unit for pair in about}) == 1
        return not about or (
            len(about) == len(set(wish.persons)) and one_place and all(_speaks_of(wish, pair) for pair in about)
        )
    return True
