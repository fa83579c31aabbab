"""编制调剂: one function per sentence of ``ledger_format`` §2. Ids are those of the constraint catalogue."""

from bianzhi.law.citation import statute
from bianzhi.optimize.constraint import Constraint, Rows, constraint
from bianzhi.optimize.reallocation.limits import Limits
from bianzhi.optimize.reallocation.model import ReallocationModel, most_leaving

_DECREE = statute("decree-486")
_CIVIL_SERVANTS = statute("civil-servants-law")
_PRACTICE = statute("local-practice").whole


@constraint(id="C39", sentence="每人至多调动一次", source=_PRACTICE)
def one_move_a_person(model: ReallocationModel) -> Rows:
    """A person moves at most once."""
    for person in model.people:
        yield person, model.moves_of(person) <= 1


@constraint(
    id="C03", sentence="只从超编单位调出，调出人数不超过其超编人数；调不出的计为未消化超编", source=_DECREE.article(6)
)
def only_excess_leaves(model: ReallocationModel) -> Rows:
    """What does not leave a cell in excess remains there as excess; so no more than the excess can leave."""
    for cell in model.excess_cells:
        yield cell, model.leaving(cell) + model.remaining[cell] == model.limits.excess(cell)


@constraint(id="C01", sentence="调入后实有人数不超过核定编制", source=_DECREE.article(6))
def in_post_within_quota(model: ReallocationModel) -> Rows:
    """Into a cell come at most its vacancies."""
    for cell in model.receiving_cells:
        yield cell, model.arriving(cell) <= model.limits.room(cell)


@constraint(id="C06", sentence="每个岗位调入人数不超过其需求数", source=_CIVIL_SERVANTS.article(71))
def posts_within_demand(model: ReallocationModel) -> Rows:
    """A listed post takes at most its demand; what is open to anyone takes what the posts leave."""
    for opening in model.openings:
        yield opening.place, model.taking(opening) <= opening.capacity


@constraint(
    id="C14", sentence="调动不得使有亲属关系的人员进入同一单位", source=statute("recusal-provisions").article(6)
)
def no_relatives_brought_together(model: ReallocationModel) -> Rows:
    """Who is moved into a unit finds no relative there after the plan, moved there or staying."""
    for person, unit in model.possible_placements:
        for relative in sorted(model.establishment.relatives_of.get(person, ())):
            if relative in model.establishment.person:
                together = model.placed_in(person, unit) + model.present_after(relative, unit)
                yield (person, relative, unit), together <= 1


@constraint(id="C37", sentence="单位人数不低于最低保留人数（原已低于的，不低于现状）", source=_PRACTICE)
def unit_keeps_its_minimum(model: ReallocationModel) -> Rows:
    """A unit does not fall below its minimum, nor below where it stands if that is lower."""
    for unit in model.giving_units:
        least = model.establishment.unit[unit].min_staff
        if least is not None:
            yield unit, model.staff_after(unit) >= min(least, model.establishment.staff[unit])


@constraint(id="C41", sentence="现有人数达到最低数的内设机构，调整后不低于最低数", source=_PRACTICE)
def section_keeps_its_floor(model: ReallocationModel) -> Rows:
    """A section that has the floor (3 persons by default) or more does not fall below it."""
    floor = model.settings.section_floor
    for section in model.giving_sections:
        if model.establishment.section_staff.get(section, 0) >= floor:
            yield section, model.section_staff_after(section) >= floor


@constraint(id="C38", sentence="大稳定：一个单位调出人数不超过实有人数的规定份额，至少可调出一人", source=_PRACTICE)
def few_leave_a_unit(model: ReallocationModel) -> Rows:
    """At most the share of a unit's in-post staff leaves, rounded up to whole persons; one always may."""
    for unit in model.giving_units:
        yield unit, model.leaving_unit(unit) <= most_leaving(model.settings, unit, model.establishment.staff[unit])


ALL_CONSTRAINTS: tuple[Constraint, ...] = (
    one_move_a_person,
    only_excess_leaves,
    in_post_within_quota,
    posts_within_demand,
    no_relatives_brought_together,
    unit_keeps_its_minimum,
    section_keeps_its_floor,
    few_leave_a_unit,
)


def constraints_of(limits: Limits) -> tuple[Constraint, ...]:
    """The sentences in force."""
    return tuple(each for each in ALL_CONSTRAINTS if each.id in limits.in_force)
