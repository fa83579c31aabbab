"""Every pair of a movable person and a place that the rules of a plan allow: each pair is tried as the one line of a plan."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from bianzhi.domain.cell import RowRef
from bianzhi.domain.establishment import CellKey, Person, Post
from bianzhi.domain.plan_columns import MoveColumn
from bianzhi.domain.plan_paper import PaperRow
from bianzhi.rules.plan_case import PaperMove, PlanCase, PlanRule
from bianzhi.rules.plan_locks import locks_of
from bianzhi.rules.plan_places import PLACE_RULES
from bianzhi.rules.plan_posts import POST_RULES
from bianzhi.rules.plan_wishes import nothing_forbidden_happens

_RULES: Sequence[PlanRule] = (*PLACE_RULES, *POST_RULES, nothing_forbidden_happens)
"""What one line of a plan must keep by itself, whatever the others are."""


@dataclass(frozen=True, slots=True)
class OpenPlace:
    """A place with room, and how many people it can take (posts)."""

    cell: CellKey
    post: Post | None
    row: int
    """Row of the post in the sheet 岗位需求; 0 for an open vacancy."""
    capacity: int


class Trial(PlanCase):
    """A case whose moves are made up and not read."""

    def __init__(self, case: PlanCase, tried: tuple[PaperMove, ...]) -> None:
        super().__init__(case.establishment, case.paper, case.day, case.settings)
        self.__dict__.update(counts=case.counts, moves=tried)  # both are cached properties of a case


def movable_people(case: PlanCase) -> tuple[Person, ...]:
    """People of cells in excess whom nothing locks, in the order of the roster."""
    return tuple(
        person
        for person in case.establishment.people
        if person.counted
        and person.category is not None
        and case.counts.excess((person.unit, person.category)) > 0
        and not locks_of(person, case)
    )


def open_places(case: PlanCase) -> tuple[OpenPlace, ...]:
    """Posts up to their demand in cells with room, and the room that they leave open."""
    posts: dict[CellKey, list[Post]] = defaultdict(list)
    for post in case.establishment.posts:
        posts[post.unit, post.category].append(post)
    found = []
    for cell in case.establishment.cells:
        room, left_open = case.counts.room(cell), case.counts.left_open(cell)
        for number, post in enumerate(posts[cell], 1):
            if min(room, post.demand) > 0:
                found.append(OpenPlace(cell, post, post.at.row or number, min(room, post.demand)))
        if left_open:
            found.append(OpenPlace(cell, None, 0, left_open))
    return tuple(found)


def lawful_pairs(case: PlanCase, people: Iterable[Person]) -> Iterator[tuple[PaperMove, OpenPlace]]:
    """Every pair of some people and the open places that no rule about single lines forbids."""
    apart = "C45" in case.counts.in_force  # then quotas do not cross regions: only places of the own one are tried
    region = {unit.code: unit.region if apart else "" for unit in case.establishment.units}
    places: dict[str, list[OpenPlace]] = defaultdict(list)
    for place in open_places(case):
        places[region[place.cell[0]]].append(place)
    for person in people:
        yield from _lawful(case, person, places[region[person.unit]])


def _lawful(case: PlanCase, person: Person, places: Sequence[OpenPlace]) -> list[tuple[PaperMove, OpenPlace]]:
    moves = tuple(_move(case, person, place, number) for number, place in enumerate(places, 1))
    for rule in _RULES:
        if rule.constraint and rule.constraint not in case.counts.in_force:
            continue
        barred = {breach.at.cell for breach in rule.check(Trial(case, moves))}
        if barred:
            moves = tuple(move for move in moves if f"A{move.row.at.row}" not in barred)
    return [(move, places[move.row.at.row - 1]) for move in moves]


def _move(case: PlanCase, person: Person, place: OpenPlace, number: int) -> PaperMove:
    unit, category = place.cell
    # a row without columns: whatever a rule points at is its column A
    row = PaperRow({MoveColumn.POST_ROW: place.row or None}, RowRef("", "", number, {}))
    return PaperMove(row, person, case.establishment.unit[unit], category, place.post)
