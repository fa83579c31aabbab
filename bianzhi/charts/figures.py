"""What the organisation chart counts: the only place of the charts that computes.

Excess and vacancies are taken cell by cell (unit and establishment type) and then added up; nothing is netted.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bianzhi.domain.establishment import Establishment, Section, Unit
from bianzhi.domain.plan import MergedSection, Merger, Plan
from bianzhi.domain.terms import Category
from bianzhi.law.parameters import Law
from bianzhi.law.section_caps import section_cap

SPARSE_PERCENT = 15
"""Share of vacant posts, in percent, above which a unit is shown as thinly staffed."""


class State(StrEnum):
    """How people and posts stand to each other; the value is the word of the legend."""

    OVER = "超编"
    FULL = "满编"
    VACANT = "空编"
    SPARSE = "空编超15%"
    UNFIXED = "未核编制"


@dataclass(frozen=True, slots=True)
class Count:
    """Authorized posts, persons in post, persons in excess and vacant posts."""

    authorized: int = 0
    in_post: int = 0
    excess: int = 0
    vacancies: int = 0

    def __add__(self, other: "Count") -> "Count":
        return Count(
            self.authorized + other.authorized,
            self.in_post + other.in_post,
            self.excess + other.excess,
            self.vacancies + other.vacancies,
        )

    @property
    def state(self) -> State:
        """The state that stands out: any excess comes first, whatever is vacant beside it."""
        if self.excess:
            return State.OVER
        if self.vacancies * 100 > self.authorized * SPARSE_PERCENT:
            return State.SPARSE
        if self.vacancies:
            return State.VACANT
        return State.FULL if self.authorized else State.UNFIXED

    @property
    def words(self) -> str:
        """超2 空1, or 满编."""
        parts = [f"超{self.excess}"] * bool(self.excess) + [f"空{self.vacancies}"] * bool(self.vacancies)
        return " ".join(parts) or self.state.value


def counted(authorized: int, in_post: int) -> Count:
    """The count of one cell."""
    return Count(authorized, in_post, max(0, in_post - authorized), max(0, authorized - in_post))


@dataclass(frozen=True, slots=True)
class Change:
    """A count before the plan and after it, and how many persons come and go."""

    before: Count = Count()
    after: Count = Count()
    arriving: int = 0
    leaving: int = 0

    def count(self, *, after: bool) -> Count:
        """The count before or after."""
        return self.after if after else self.before

    def __add__(self, other: "Change") -> "Change":
        return Change(
            self.before + other.before,
            self.after + other.after,
            self.arriving + other.arriving,
            self.leaving + other.leaving,
        )


class Standing(StrEnum):
    """What a merger does to a section."""

    KEPT = "保留"
    ABOLISHED = "撤并"
    MERGED = "整合"
    RENAMED = "更名"


@dataclass(frozen=True, slots=True)
class SectionFigures:
    """One section box: a section of the ledger, or the one that several are to become."""

    codes: tuple[str, ...]
    name: str
    former_names: tuple[str, ...]
    standing: Standing
    authorized: int | None
    """Posts, or None where they are not fixed section by section."""
    in_post_before: int
    in_post_after: int
    arriving: int
    leaving: int

    @property
    def key(self) -> str:
        """The section's code; for a merged one, the codes it is made of."""
        return "+".join(self.codes)

    def in_post(self, *, after: bool) -> int:
        """Persons in post; those of an abolished section are the ones it has before."""
        return self.in_post_after if after and self.standing is not Standing.ABOLISHED else self.in_post_before

    @property
    def is_touched(self) -> bool:
        """Whether a merger or a move changes anything here."""
        return self.standing is not Standing.KEPT or bool(self.arriving or self.leaving)

    def count(self, *, after: bool) -> Count | None:
        """Persons against the section's own posts, or None where it has none of its own."""
        return None if self.authorized is None else counted(self.authorized, self.in_post(after=after))


@dataclass(frozen=True, slots=True)
class SectionCap:
    """Sections that count to the cap, before and after the mergers, and the cap."""

    before: int
    after: int
    cap: int

    def is_over(self, *, after: bool) -> bool:
        """Whether there are more sections than the cap allows."""
        return (self.after if after else self.before) > self.cap


@dataclass(frozen=True, slots=True)
class UnitFigures:
    """One unit box."""

    unit: Unit
    total: Change
    by_category: tuple[tuple[Category, Change], ...]
    sections: tuple[SectionFigures, ...]
    """As in the ledger, merged ones in front of the sections they are made of."""
    section_cap: SectionCap

    @property
    def is_touched(self) -> bool:
        """Whether the plan or a merger changes anything in the unit."""
        moved = bool(self.total.arriving or self.total.leaving)
        return moved or any(section.is_touched for section in self.sections)

    def sections_shown(self, *, before: bool, after: bool) -> tuple[SectionFigures, ...]:
        """The sections there are before, after, or both."""
        hidden = {Standing.ABOLISHED} if not before else set()
        hidden |= {Standing.MERGED} if not after else set()
        return tuple(section for section in self.sections if section.standing not in hidden)

    def outside_sections(self, *, after: bool) -> int:
        """Persons in post who belong to no section of the unit: its leaders, most of all."""
        shown = self.sections_shown(before=not after, after=after)
        return self.total.count(after=after).in_post - sum(section.in_post(after=after) for section in shown)


def count_units(
    establishment: Establishment, plan: Plan | None, mergers: tuple[Merger, ...]
) -> tuple[UnitFigures, ...]:
    """Count every unit of the ledger, in its order, before and after the plan and the mergers."""
    traffic = _Traffic(establishment, plan)
    merger_of = {merger.unit: merger for merger in mergers}
    law = Law(plan.day if plan else date.max)
    counted_units = []
    for unit in establishment.units:
        merger = merger_of.get(unit.code)
        sections = establishment.sections_of.get(unit.code, ())
        by_category = tuple(_changes(establishment, unit, traffic))
        counted_units.append(
            UnitFigures(
                unit,
                sum((change for _, change in by_category), Change()),
                by_category,
                _count_sections(sections, merger, traffic),
                _cap(unit, sections, merger, law),
            )
        )
    return tuple(counted_units)


def _changes(establishment: Establishment, unit: Unit, traffic: "_Traffic") -> Iterator[tuple[Category, Change]]:
    """The cells of a unit that have a quota, a person or a move."""
    for category in Category:
        cell = (unit.code, category)
        authorized = establishment.authorized.get(cell, 0)
        change = Change(
            counted(authorized, establishment.in_post.get(cell, 0)),
            counted(authorized, traffic.in_post_after.get(cell, 0)),
            traffic.into_cell[cell],
            traffic.out_of_cell[cell],
        )
        if change != Change():
            yield category, change


class _Traffic:
    """Persons that come and go, by cell and by section, and persons in post by section."""

    def __init__(self, establishment: Establishment, plan: Plan | None) -> None:
        unit_of = {section.code: section.unit for section in establishment.sections}
        moves = plan.moves if plan else ()
        self.in_post_after = plan.in_post_after(establishment) if plan else establishment.in_post
        leavers = [establishment.person[move.person] for move in moves if move.person in establishment.person]
        self.into_cell = Counter(move.place.cell for move in moves)
        self.out_of_cell = Counter((move.from_unit, move.from_category) for move in moves)
        self.in_section = Counter(
            person.section
            for person in establishment.people
            if person.counted and unit_of.get(person.section) == person.unit
        )
        self.into_section = Counter(
            move.place.section for move in moves if unit_of.get(move.place.section) == move.place.unit
        )
        self.out_of_section = Counter(
            person.section for person in leavers if unit_of.get(person.section) == person.unit
        )


def _count_sections(
    sections: tuple[Section, ...], merger: Merger | None, traffic: _Traffic
) -> tuple[SectionFigures, ...]:
    """Sections in ledger order; a merged one stands in front of those it is made of."""
    group_of = {code: group for group in (merger.groups if merger else ()) for code in group.sections}
    own = {section.code: section for section in sections}
    shown: list[SectionFigures] = []
    done: set[str] = set()
    for section in sections:
        if section.code in done:
            continue
        group = group_of.get(section.code)
        members = tuple(own[code] for code in group.sections if code in own) if group else (section,)
        done.update(member.code for member in members)
        shown.extend(_section_boxes(members, group, traffic))
    return tuple(shown)


def _section_boxes(
    members: tuple[Section, ...], group: MergedSection | None, traffic: _Traffic
) -> list[SectionFigures]:
    if group is None or (len(members) == 1 and group.name in ("", members[0].name)):
        return [_section_figures(members, members[0].name, Standing.KEPT, traffic)]
    if len(members) == 1:
        return [_section_figures(members, group.name, Standing.RENAMED, traffic)]
    abolished = [_section_figures((member,), member.name, Standing.ABOLISHED, traffic) for member in members]
    return [_section_figures(members, group.name, Standing.MERGED, traffic), *abolished]


def _section_figures(members: tuple[Section, ...], name: str, standing: Standing, traffic: _Traffic) -> SectionFigures:
    codes = tuple(member.code for member in members)
    authorized = [member.authorized for member in members if member.authorized is not None]
    in_post = sum(traffic.in_section[code] for code in codes)
    arriving = sum(traffic.into_section[code] for code in codes)
    leaving = sum(traffic.out_of_section[code] for code in codes)
    return SectionFigures(
        codes=codes,
        name=name,
        former_names=tuple(member.name for member in members),
        standing=standing,
        authorized=sum(authorized) if len(authorized) == len(members) else None,
        in_post_before=in_post,
        in_post_after=in_post + arriving - leaving,
        arriving=arriving,
        leaving=leaving,
    )


def _cap(unit: Unit, sections: tuple[Section, ...], merger: Merger | None, law: Law) -> SectionCap:
    counted_codes = {section.code for section in sections if section.counts_to_cap}
    after = len(counted_codes)
    for group in merger.groups if merger else ():
        after -= max(0, len(counted_codes.intersection(group.sections)) - 1)
    return SectionCap(len(counted_codes), after, merger.cap if merger else section_cap(unit, law))
