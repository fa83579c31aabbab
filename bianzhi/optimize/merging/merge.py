"""内设机构整合, unit by unit: what takes part, how many groups, which grouping, and what follows for the heads."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from bianzhi.domain.establishment import Establishment, Section, Unit
from bianzhi.domain.plan import MergedSection, Merger, PlanStatus
from bianzhi.errors import SettingsError
from bianzhi.law.levels import section_leaders
from bianzhi.law.parameters import Law
from bianzhi.law.section_caps import section_cap
from bianzhi.optimize.merging import notes
from bianzhi.optimize.merging.affinity import affinities
from bianzhi.optimize.merging.caps import counted_sections, is_over_cap
from bianzhi.optimize.merging.group_count import start_grouping
from bianzhi.optimize.merging.heads import surplus_heads
from bianzhi.optimize.merging.naming import proposed_name
from bianzhi.optimize.merging.partition import Partition, best_partition
from bianzhi.optimize.merging.problem import Grouping, MergingProblem


def merge_unit_sections(
    establishment: Establishment, day: date, units: Collection[str] = (), time_limit_seconds: int = 20
) -> tuple[Merger, ...]:
    """Merge the internal sections of units to their caps.

    Parameters
    ----------
    establishment
        The ledger: sections with their functions, traffic, and people.
    day
        Caps and the minimum size are those in force on this day.
    units
        Codes (or full names) of units; none means every unit over its cap. A unit named that is not over its cap is
        kept as it is, and its notes say so.
    time_limit_seconds
        For each unit. An optimum takes a tenth of a second for 12 sections and a few seconds for 22; beyond that the
        time may run out, and then status, value and bound say how good the grouping is known to be.

    Returns
    -------
    tuple[Merger, ...]
        In ledger order. A unit whose sections marked 不可整合 do not fit under its cap is infeasible: no groups, and a
        note of which sections and what to change.

    Raises
    ------
    SettingsError
        A unit named does not exist.

    Notes
    -----
    Lexicographic: fewest groups under the minimum size; then as many groups as the cap allows (no merger more than
    needed); then most affinity less unevenness; then the first grouping in ledger order. Formulation:
    ``docs/formulation.md``, M1 to M7. Source: 《地方各级人民政府机构设置和编制管理条例》第13条 (who approves), the cap
    and the minimum size being local parameters.
    """
    return tuple(
        _merge(_Sections(establishment, unit, Law(day)), time_limit_seconds)
        for unit in _chosen(establishment, day, units)
    )


def _chosen(establishment: Establishment, day: date, units: Collection[str]) -> list[Unit]:
    if not units:
        return [unit for unit in establishment.units if is_over_cap(establishment, unit, day)]
    for name in units:
        if not any(name in (unit.code, unit.name) for unit in establishment.units):
            raise SettingsError(
                f"台账“机构”表中没有编码或名称为“{name}”的机构。",
                "请核对机构编码，或不指定机构以整合全部超限额的单位。",
            )
    return [unit for unit in establishment.units if unit.code in units or unit.name in units]


@dataclass(frozen=True)
class _Sections:
    """The sections of one unit that count to its cap, and what the law says of them."""

    establishment: Establishment
    unit: Unit
    law: Law

    @cached_property
    def counted(self) -> tuple[Section, ...]:
        return counted_sections(self.establishment, self.unit.code)

    @cached_property
    def free(self) -> tuple[Section, ...]:
        return tuple(section for section in self.counted if section.mergeable)

    @cached_property
    def alone(self) -> tuple[Section, ...]:
        return tuple(section for section in self.counted if not section.mergeable)

    @property
    def cap(self) -> int:
        return section_cap(self.unit, self.law)

    @property
    def least(self) -> int:
        """Persons a section shall have; 0 where nobody is recorded in any section, so that sizes mean nothing."""
        return self.law["section_min_posts"] if any(map(self.size, self.counted)) else 0

    def size(self, section: Section) -> int:
        return self.establishment.section_staff[section.code]

    def problem(self, groups: int) -> MergingProblem:
        points = affinities(self.free, self.establishment.traffic, self.counted)
        return MergingProblem(self.free, tuple(map(self.size, self.free)), points, groups, self.least)


def _merge(sections: _Sections, time_limit_seconds: int) -> Merger:
    untouched = Merger(
        unit=sections.unit.code,
        cap=sections.cap,
        before=len(sections.counted),
        after=len(sections.counted),
        status=PlanStatus.OPTIMAL,
        value=0,
        bound=0,
        notes=notes.about_the_unit(sections.establishment, sections.unit),
    )
    if len(sections.counted) <= sections.cap:
        return _kept(untouched, sections)
    if sections.cap - len(sections.alone) < (1 if sections.free else 0):
        why = notes.cannot_fit(sections.alone, len(sections.free), sections.cap)
        return replace(untouched, status=PlanStatus.INFEASIBLE, notes=(why, *untouched.notes))
    return _merged(untouched, sections, time_limit_seconds)


def _kept(untouched: Merger, sections: _Sections) -> Merger:
    if sections.free:
        alone = tuple((place,) for place in range(len(sections.free)))
        value = sections.problem(len(sections.free)).value(alone)
        untouched = replace(untouched, value=value, bound=value)
    groups = _described([(section,) for section in sections.counted], sections)
    kept = replace(untouched, groups=groups)
    found = (notes.within_cap(kept), *notes.about_groups(kept, sections.establishment, sections.law))
    return replace(kept, notes=(*found, *untouched.notes))


def _merged(untouched: Merger, sections: _Sections, time_limit_seconds: int) -> Merger:
    sizes = tuple(map(sections.size, sections.free))
    most = sections.cap - len(sections.alone)
    start = start_grouping(sizes, most, sections.least, time_limit_seconds)
    merging = sections.problem(len(start))
    if len(start) == 1:  # everything must merge: there is one grouping, and it may be under the minimum
        best = Partition(start, merging.value(start), merging.value(start), settled=True)
    else:
        best = best_partition(merging, start, time_limit_seconds)
    groups = _described(_with_those_alone(best.grouping, sections), sections)
    merged = replace(
        untouched,
        after=len(groups),
        status=PlanStatus.OPTIMAL if best.value == best.bound else PlanStatus.FEASIBLE,
        value=best.value,
        bound=best.bound,
        groups=groups,
        surplus_heads=surplus_heads(sections.establishment, groups),
    )
    found = (
        *notes.about_the_count(merged, sum(map(sections.size, sections.counted)), sections.least),
        *notes.about_the_search(merged, best.settled),
        *notes.about_affinity(merging),
        *notes.about_heads(merged, sections.establishment),
        *notes.about_groups(merged, sections.establishment, sections.law),
    )
    return replace(merged, notes=(*found, *untouched.notes))


def _with_those_alone(grouping: Grouping, sections: _Sections) -> list[tuple[Section, ...]]:
    order = {section.code: place for place, section in enumerate(sections.counted)}
    groups = [tuple(sections.free[place] for place in group) for group in grouping]
    groups += [(section,) for section in sections.alone]
    return sorted(groups, key=lambda group: order[group[0].code])


def _described(groups: Sequence[tuple[Section, ...]], sections: _Sections) -> tuple[MergedSection, ...]:
    """Groups with their names, persons in post, and the leaders' posts of their size."""
    everyone = sections.establishment.sections_of.get(sections.unit.code, ())
    given: set[str] = set()
    described = []
    for group in groups:
        others = {section.name for section in everyone if section not in group}
        sizes = [sections.size(section) for section in group]
        name = proposed_name(group, sizes, others | given)
        given |= {name, notes.without_mark(name)}
        heads, deputies = section_leaders(sum(sizes))
        described.append(MergedSection(tuple(section.code for section in group), name, sum(sizes), heads, deputies))
    return tuple(described)
