"""编制调剂: the sentences of ``ledger_format`` §2 and of the catalogue that are rows; one function each.

What forbids a person or a place outright is no row but a pair that does not exist: ``locks``, ``place_bars``, ``post_bars``.
"""

from bianzhi.optimize.constraint import Constraint, Rows
from bianzhi.optimize.reallocation.catalogued import catalogued
from bianzhi.optimize.reallocation.kinship_rows import (
    no_relatives_brought_together,
    no_relatives_in_discipline_and_justice,
    relatives_in_institutions_are_apart,
)
from bianzhi.optimize.reallocation.leader_rows import leaders_find_leadership_posts
from bianzhi.optimize.reallocation.level_rows import arrivals_find_posts_of_their_level
from bianzhi.optimize.reallocation.limits import Limits
from bianzhi.optimize.reallocation.model import ReallocationModel, most_leaving
from bianzhi.optimize.reallocation.wish_rows import teams_move_together, what_is_required_happens


@catalogued("C39")
def one_move_a_person(model: ReallocationModel) -> Rows:
    """A person moves at most once."""
    for person in model.people:
        yield person, model.moves_of(person) <= 1


@catalogued("C03")
def only_excess_leaves(model: ReallocationModel) -> Rows:
    """What does not leave a cell in excess remains there as excess; so no more than the excess can leave."""
    for cell in model.excess_cells:
        yield cell, model.leaving(cell) + model.remaining[cell] == model.limits.excess(cell)


@catalogued("C01")
def in_post_within_quota(model: ReallocationModel) -> Rows:
    """Into a cell come at most its vacancies."""
    for cell in model.receiving_cells:
        yield cell, model.arriving(cell) <= model.limits.room(cell)


@catalogued("C05")
def some_posts_stay_vacant(model: ReallocationModel) -> Rows:
    """After the plan a cell that somebody could come to is filled at most to the share of its quota, promises included.

    ``Limits.room`` has it too, so no place is offered beyond it.
    """
    for cell in model.receiving_cells:
        most = model.limits.posts_to_fill(cell) - model.limits.promised[cell]
        yield cell, model.in_post_after(cell) <= max(most, model.establishment.in_post.get(cell, 0))


@catalogued("C04")
def into_a_full_cell_come_as_many_as_leave(model: ReallocationModel) -> Rows:
    """A cell exactly at its quota takes at most as many as leave it; without exchange nobody leaves it, and nobody comes."""
    for cell in model.receiving_cells:
        if model.establishment.in_post.get(cell, 0) == model.establishment.authorized.get(cell, 0):
            yield cell, model.arriving(cell) - model.leaving(cell) <= 0


@catalogued("C06")
def posts_within_demand(model: ReallocationModel) -> Rows:
    """A listed post takes at most its demand; what is open to anyone takes what the posts leave."""
    for opening in model.openings:
        yield opening.place, model.taking(opening) <= opening.capacity


@catalogued("C37")
def unit_keeps_its_minimum(model: ReallocationModel) -> Rows:
    """A unit does not fall below its minimum, nor below where it stands if that is lower."""
    for unit in model.giving_units:
        least = model.establishment.unit[unit].min_staff
        if least is not None:
            yield unit, model.staff_after(unit) >= min(least, model.establishment.staff[unit])


@catalogued("C41")
def section_keeps_its_floor(model: ReallocationModel) -> Rows:
    """A section that has the floor (3 persons by default) or more does not fall below it."""
    floor = model.settings.section_floor
    for section in model.giving_sections:
        if model.establishment.section_staff.get(section, 0) >= floor:
            yield section, model.section_staff_after(section) >= floor


@catalogued("C38")
def few_leave_a_unit(model: ReallocationModel) -> Rows:
    """At most the share of a unit's in-post staff leaves, rounded up to whole persons; one always may."""
    for unit in model.giving_units:
        yield unit, model.leaving_unit(unit) <= most_leaving(model.settings, unit, model.establishment.staff[unit])


ALL_CONSTRAINTS: tuple[Constraint, ...] = (
    one_move_a_person,
    only_excess_leaves,
    in_post_within_quota,
    some_posts_stay_vacant,
    into_a_full_cell_come_as_many_as_leave,
    posts_within_demand,
    arrivals_find_posts_of_their_level,
    leaders_find_leadership_posts,
    no_relatives_brought_together,
    relatives_in_institutions_are_apart,
    no_relatives_in_discipline_and_justice,
    unit_keeps_its_minimum,
    section_keeps_its_floor,
    few_leave_a_unit,
    what_is_required_happens,
    teams_move_together,
)


def constraints_of(limits: Limits) -> tuple[Constraint, ...]:
    """The sentences in force."""
    return tuple(each for each in ALL_CONSTRAINTS if each.id in limits.in_force)
