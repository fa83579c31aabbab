"""身份对等: who may move at all, and which places each may take; otherwise the first rule that bars.

The order of the rules is that of the contract (``ledger_format`` §2, rules 2 to 4), then what an office adds. Each is one
function with its id of the constraint catalogue: ``locks.LOCKS``, ``place_bars.CELL_BARS``, ``post_bars.POST_BARS``, and the
wishes last. Only those in force under the settings are asked.
"""

from collections.abc import Hashable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from bianzhi.domain.establishment import Person, Post
from bianzhi.domain.plan import Place
from bianzhi.law.retirement import month_number
from bianzhi.optimize.bar import Bar
from bianzhi.optimize.locks import LOCKS
from bianzhi.optimize.place_bars import CELL_BARS, serves
from bianzhi.optimize.post_bars import POST_BARS, full_years

if TYPE_CHECKING:
    from bianzhi.optimize.reallocation.limits import Limits

__all__ = [
    "Bar",
    "Opening",
    "bar",
    "cell_bar",
    "full_years",
    "lock",
    "months_of_age",
    "opening_bar",
    "post_bar",
    "what_cells_ask",
]


@dataclass(frozen=True, slots=True)
class Opening:
    """A place and how many people it can take (posts)."""

    place: Place
    capacity: int
    post: Post | None = None


def lock(person: Person, limits: "Limits") -> Bar | None:
    """The first rule that keeps a person from moving anywhere, or None for someone movable (§2, rule 3)."""
    for each in LOCKS:
        if each.id in limits.in_force:
            barred = each.bar(person, limits)
            if barred is not None:
                return barred
    return None


def bar(person: Person, opening: Opening, limits: "Limits") -> Bar | None:
    """The first rule that keeps a movable person from a place, or None if he may take it (§2, rules 2 to 4; wishes)."""
    return cell_bar(person, opening.place, limits) or opening_bar(person, opening, limits)


def cell_bar(person: Person, place: Place, limits: "Limits") -> Bar | None:
    """The first rule that keeps a person from a cell: the matrix, pool and region, minimum service (§2, rules 2 and 3)."""
    origin, target = limits.establishment.unit[person.unit], limits.establishment.unit[place.unit]
    for each in CELL_BARS:
        if each.id in limits.in_force:
            barred = each.bar(person, origin, target, place, limits)
            if barred is not None:
                return barred
    return None


def what_cells_ask(person: Person, limits: "Limits") -> Hashable:
    """All that ``cell_bar`` looks at of a person: whoever has the same is open to the same cells."""
    return person.status, person.unit, serves(person, limits), limits.conditions_of(person)


def opening_bar(person: Person, opening: Opening, limits: "Limits") -> Bar | None:
    """Once the cell is open: the first demand of the post that is not met, or the first wish that forbids the place."""
    barred = post_bar(person, opening.post, limits) if opening.post is not None else None
    return barred or limits.wish_bars.bar(person, opening.place)


def post_bar(person: Person, post: Post, limits: "Limits") -> Bar | None:
    """The first demand of a listed post that a person does not meet (§2, rule 4)."""
    for each in POST_BARS:
        if each.id in limits.in_force:
            barred = each.bar(person, post, limits)
            if barred is not None:
                return barred
    return None


def months_of_age(born: date, day: date) -> int:
    """Months of age, by calendar months."""
    return month_number(day) - month_number(born)
