"""亲属回避: which rule binds which unit (C14, C15, C16), and what it forbids."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bianzhi.domain.establishment import Establishment, Person, Unit
from bianzhi.domain.terms import UnitKind
from bianzhi.optimize.constraint import Rows
from bianzhi.optimize.reallocation.catalogued import catalogued
from bianzhi.optimize.reallocation.limits import Limits
from bianzhi.optimize.reallocation.model import ReallocationModel
from bianzhi.optimize.reallocation.pair import Pair

_WHOLLY = (UnitKind.DISCIPLINE, UnitKind.COURT, UnitKind.PROCURATORATE)
_GUARDED = ("人事", "财务", "纪检", "审计")
"""Words of posts and sections in which no relative serves (事业单位人事管理回避规定 art. 6)."""


@catalogued("C14")
def no_relatives_brought_together(model: ReallocationModel) -> Rows:
    """Who is moved into a unit finds no relative there after the plan, moved there or staying."""
    return _apart_by_unit(model, "C14")


@catalogued("C16")
def no_relatives_in_discipline_and_justice(model: ReallocationModel) -> Rows:
    """In these organs nobody who is moved in finds a relative, whatever else is switched off."""
    return _apart_by_unit(model, "C16")


@catalogued("C15")
def relatives_in_institutions_are_apart(model: ReallocationModel) -> Rows:
    """In an institution no move puts relatives into one section, under one another, or into a guarded post.

    Nobody's section mate is who has no known section after the move. Who stood to each other so before may stay so.
    """
    for person in model.people:
        for unit in dict.fromkeys(model.pairs[number].opening.place.unit for number in model.pairs_of(person)):
            if kinship_rule(model.limits, model.establishment.unit[unit]) == "C15":
                for relative in _present_relatives(model.establishment, person):
                    yield from _apart_by_seat(model, model.establishment.person[person], relative, unit)


def kinship_rule(limits: Limits, unit: Unit) -> str:
    """The id of the rule that keeps relatives apart in a unit, or nothing where none is in force.

    纪委监委, courts and procuratorates: C16 where it is on; institutions not managed as 参公: C15 where it is on; C14 for all
    the rest.
    """
    if unit.kind in _WHOLLY and "C16" in limits.in_force:
        return "C16"
    institution = unit.kind.is_institution and unit.kind is not UnitKind.CIVIL_LIKE_INSTITUTION
    if institution and not unit.civil_like and "C15" in limits.in_force:
        return "C15"
    return "C14" if "C14" in limits.in_force else ""


def _apart_by_unit(model: ReallocationModel, rule: str) -> Rows:
    for person, unit in model.possible_placements:
        if kinship_rule(model.limits, model.establishment.unit[unit]) == rule:
            for relative in sorted(model.establishment.relatives_of.get(person, ())):
                if relative in model.establishment.person:
                    together = model.placed_in(person, unit) + model.present_after(relative, unit)
                    yield (person, relative, unit), together <= 1


@dataclass(frozen=True, slots=True)
class Seat:
    """Where someone sits in a unit, as far as relatives must not sit so to each other."""

    section: str
    leads: bool
    guarded: bool

    def is_too_near(self, other: "Seat") -> bool:
        """Whether relatives may not be moved to sit so: one section, one of them leads, or a guarded post."""
        one_section = bool(self.section) and self.section == other.section
        return one_section or self.leads or other.leads or self.guarded or other.guarded


def seat_now(establishment: Establishment, person: Person) -> Seat:
    """Where a person sits before the plan."""
    return _seat(establishment, person, person.section, "")


def seat_after(establishment: Establishment, pair: Pair) -> Seat:
    """Where the person of a pair would sit."""
    place = pair.opening.place
    return _seat(
        establishment, pair.person, place.section or ("" if pair.leaves_unit else pair.person.section), place.post
    )


def _seat(establishment: Establishment, person: Person, code: str, title: str) -> Seat:
    section = establishment.section.get(code)
    texts = (title, *((section.name, *section.functions) if section else ()))
    return Seat(
        section.code if section else "", person.is_leader, any(word in text for text in texts for word in _GUARDED)
    )


def _present_relatives(establishment: Establishment, person: str) -> Iterator[Person]:
    for id in sorted(establishment.relatives_of.get(person, ())):
        relative = establishment.person.get(id)
        if relative is not None and relative.state.holds_post:
            yield relative


def _apart_by_seat(model: ReallocationModel, person: Person, relative: Person, unit: str) -> Rows:
    """Rows that forbid each pair of a person into a unit together with each way in which the relative may be there."""
    establishment = model.establishment
    if person.unit == relative.unit == unit and seat_now(establishment, person).is_too_near(
        seat_now(establishment, relative)
    ):
        return
    coming = _pairs_into(model, person.id, unit)
    if relative.unit == unit:
        near = _near(model, coming, seat_now(establishment, relative))
        if near:
            yield (person.id, relative.id, unit), model.sum_of(near) + 1 - model.moves_of(relative.id) <= 1
    if person.id < relative.id:
        for number in _pairs_into(model, relative.id, unit):
            near = _near(model, coming, seat_after(establishment, model.pairs[number]))
            if near:
                yield (person.id, relative.id, unit, number), model.sum_of(near) + model.move[number] <= 1


def _pairs_into(model: ReallocationModel, person: str, unit: str) -> list[int]:
    return [number for number in model.pairs_of(person) if model.pairs[number].opening.place.unit == unit]


def _near(model: ReallocationModel, coming: Sequence[int], seat: Seat) -> list[int]:
    return [number for number in coming if seat_after(model.establishment, model.pairs[number]).is_too_near(seat)]
