"""内设机构整合, unit by unit: what takes part, how many groups, which grouping, and what follows for the heads."""

from collections.abc import Collection
from dataclasses import replace
from datetime import date

from bianzhi.domain.establishment import Establishment, Unit
from bianzhi.domain.plan import Merger, PlanStatus
from bianzhi.errors import SettingsError
from bianzhi.law.parameters import Law
from bianzhi.optimize.merging import notes
from bianzhi.optimize.merging.caps import is_over_cap
from bianzhi.optimize.merging.clock import Clock
from bianzhi.optimize.merging.group_count import start_grouping
from bianzhi.optimize.merging.heads import surplus_heads
from bianzhi.optimize.merging.partition import Partition, best_partition
from bianzhi.optimize.merging.unit_sections import UnitSections


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
        For each unit. An optimum takes a tenth of a second for 12 sections, half a second for 20 and a few seconds for
        40; where the time runs out, status, value and bound say how good the grouping is known to be.

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
    ``docs/formulation_merging.md``. Source: 《地方各级人民政府机构设置和编制管理条例》第13条 (who approves), the cap
    and the minimum size being local parameters.
    """
    return tuple(
        _merge(UnitSections(establishment, unit, Law(day)), time_limit_seconds)
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


def _merge(sections: UnitSections, time_limit_seconds: int) -> Merger:
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


def _kept(untouched: Merger, sections: UnitSections) -> Merger:
    if sections.free:
        alone = tuple((place,) for place in range(len(sections.free)))
        value = sections.problem(len(sections.free)).value(alone)
        untouched = replace(untouched, value=value, bound=value)
    groups = sections.described([(section,) for section in sections.counted])
    kept = replace(untouched, groups=groups)
    found = (notes.within_cap(kept), *notes.about_groups(kept, sections.establishment, sections.law))
    return replace(kept, notes=(*found, *untouched.notes))


def _merged(untouched: Merger, sections: UnitSections, time_limit_seconds: int) -> Merger:
    sizes = tuple(map(sections.size, sections.free))
    most = sections.cap - len(sections.alone)
    clock = Clock(time_limit_seconds)
    start = start_grouping(sizes, most, sections.least, clock.left)
    merging = sections.problem(len(start))
    if len(start) == 1:  # everything must merge: there is one grouping, and it may be under the minimum
        best = Partition(start, merging.value(start), merging.value(start), settled=True)
    else:
        best = best_partition(merging, start, time_limit_seconds)
    groups = sections.described(sections.with_those_alone(best.grouping))
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
