"""大科室制 by hand and by optimum: the best sections of one unit under the clerk's rules, and how a grouping of his stands."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from bianzhi.domain.establishment import Establishment, Section
from bianzhi.domain.plan import Merger, PlanStatus
from bianzhi.domain.section_study import Light, OtherMethod, SectionRules, SectionStudy
from bianzhi.law.general_sections import is_general
from bianzhi.law.parameters import Law
from bianzhi.optimize.merging import notes
from bianzhi.optimize.merging.affinity import affinities
from bianzhi.optimize.merging.clock import Clock
from bianzhi.optimize.merging.head_proposals import head_proposals
from bianzhi.optimize.merging.lawful_start import lawful_start
from bianzhi.optimize.merging.lights import JudgedGroups, rule_lights
from bianzhi.optimize.merging.partition import Partition, PartitionSearch
from bianzhi.optimize.merging.problem import Grouping, MergingProblem, in_ledger_order
from bianzhi.optimize.merging.rule_checks import check_rules, checked_groups, unit_named
from bianzhi.optimize.merging.simple_methods import simple_methods
from bianzhi.optimize.merging.study_notes import no_grouping, quota_binds, rules_bind
from bianzhi.optimize.merging.unit_sections import UnitSections


def study_sections(
    establishment: Establishment, unit: str, day: date, rules: SectionRules, time_limit_seconds: int = 20
) -> SectionStudy:
    """The best sections of one unit under the law and the clerk's rules, the next best, and how simple methods compare.

    Parameters
    ----------
    establishment, unit
        The ledger, and the code or full name of a unit.
    day
        Caps, shares and minimum sizes are those in force on this day.
    rules
        What must be together, apart or alone, and perhaps another cap.
    time_limit_seconds
        For everything together. Where it runs out, status, value and bound of ``merger`` say how good it is known to be.

    Returns
    -------
    SectionStudy
        ``merger`` is infeasible, without groups, where no grouping fulfils everything; its first note says why, with the
        figures, and what to change. A unit that needs no merger is kept as it is.

    Raises
    ------
    SettingsError
        The unit or a section is unknown, or rules contradict each other.

    Notes
    -----
    Beyond ``merge_unit_sections``: no more sections than the quota less the unit's leaders allows, and general sections
    only a share of them. Formulation: ``docs/formulation_merging.md``.
    """
    sections = _sections(establishment, unit, day, rules)
    clock = Clock(time_limit_seconds)
    if _may_stay(sections):
        return _kept(sections)
    found = lawful_start(sections, clock)
    if found is None:
        why = (no_grouping(sections, clock), *notes.about_the_unit(establishment, sections.unit))
        return SectionStudy(replace(_untouched(sections), status=PlanStatus.INFEASIBLE, notes=why), ())
    merging, start = found
    tried = simple_methods(merging)
    others = tuple(
        OtherMethod(each.name, None if each.grouping is None else merging.value(each.grouping), each.seconds)
        for each in tried
    )
    if merging.groups == 1:  # there is one grouping, and it may be under the minimum
        best, following = Partition(start, merging.value(start), merging.value(start), settled=True), None
    else:
        known = [each.grouping for each in tried if each.grouping is not None]
        search = PartitionSearch(merging, start, clock.left, known)
        best = search.best()
        following = search.next_best(best)
    why_fewer = _why_fewer(sections, len(best.grouping) + len(sections.alone), clock)
    merger = _merger(sections, merging, best, why_fewer)
    judged = _judged(sections, sections.with_those_alone(best.grouping), merger)
    next_best = None if following is None else _merger(sections, merging, _under(following, best), ())
    return SectionStudy(merger, rule_lights(judged), next_best, others, best.value if best.proven else None)


def judge_sections(
    establishment: Establishment,
    unit: str,
    groups: Sequence[Sequence[str]],
    day: date,
    rules: SectionRules,
    best: SectionStudy | None = None,
) -> SectionStudy:
    """How a grouping made by hand stands: its value, and each rule's light. Takes milliseconds; nothing is solved.

    Parameters
    ----------
    establishment, unit, day, rules
        As in ``study_sections``.
    groups
        Section codes, group by group: every section that counts to the cap exactly once. Empty groups are passed over.
    best
        What ``study_sections`` found under the same rules: then ``optimum`` is its value where it is proven, and has as
        many sections (values of different numbers of sections do not compare). A grouping that breaks a rule can be
        worth more than the optimum.

    Raises
    ------
    SettingsError
        The unit or a section is unknown, a section is missing or twice there, or rules contradict each other.
    """
    sections = _sections(establishment, unit, day, rules)
    by_hand = checked_groups(sections, groups)
    value, greatest = _value_by_hand(sections, by_hand)
    optimum = None
    if best is not None and len(best.merger.groups) == len(by_hand) and best.merger.status is PlanStatus.OPTIMAL:
        optimum = best.merger.value
    described = sections.described(by_hand)
    merger = replace(
        _untouched(sections),
        after=len(by_hand),
        status=PlanStatus.FEASIBLE,
        value=value,
        bound=greatest,
        groups=described,
        surplus_heads=head_proposals(establishment, sections.unit, described, sections.law),
    )
    lights = rule_lights(_judged(sections, by_hand, merger))
    lawful = all(light.light is not Light.RED for light in lights)
    if optimum is not None and lawful:
        status = PlanStatus.OPTIMAL if value == optimum else PlanStatus.FEASIBLE
        merger = replace(merger, status=status, bound=optimum)
    about = (
        *notes.about_heads(merger, establishment),
        *notes.about_groups(merger, establishment, sections.law),
        *notes.about_the_unit(establishment, sections.unit),
    )
    return SectionStudy(replace(merger, notes=about), lights, optimum=optimum)


def _sections(establishment: Establishment, unit: str, day: date, rules: SectionRules) -> UnitSections:
    row = unit_named(establishment, unit)
    sections = UnitSections(establishment, row, Law(day), rules, limited=True, shared=True)
    check_rules(sections)
    return sections


def _untouched(sections: UnitSections) -> Merger:
    number = len(sections.counted)
    return Merger(sections.unit.code, sections.cap, number, number, PlanStatus.OPTIMAL, 0, 0)


def _judged(sections: UnitSections, groups: Sequence[tuple[Section, ...]], merger: Merger) -> JudgedGroups:
    return JudgedGroups(sections, groups, merger.groups, merger.surplus_heads)


def _may_stay(sections: UnitSections) -> bool:
    """Whether the unit needs no merger: within its numbers, nothing to be joined, few enough general sections."""
    number = len(sections.counted)
    general = sum(map(is_general, sections.counted))
    joined = len(sections.blocks) < len(sections.free)
    return number <= sections.most and not joined and general <= sections.most_general(number)


def _kept(sections: UnitSections) -> SectionStudy:
    groups = [(section,) for section in sections.counted]
    value, _ = _value_by_hand(sections, groups)
    kept = replace(_untouched(sections), groups=sections.described(groups), value=value, bound=value)
    about = (
        *((notes.within_cap(kept),) if groups else ()),
        *notes.about_groups(kept, sections.establishment, sections.law),
        *notes.about_the_unit(sections.establishment, sections.unit),
    )
    kept = replace(kept, notes=about)
    return SectionStudy(kept, rule_lights(_judged(sections, groups, kept)), optimum=value)


def _merger(sections: UnitSections, merging: MergingProblem, found: Partition, why_fewer: tuple[str, ...]) -> Merger:
    groups = sections.described(sections.with_those_alone(found.grouping))
    merger = replace(
        _untouched(sections),
        after=len(groups),
        status=PlanStatus.OPTIMAL if found.proven else PlanStatus.FEASIBLE,
        value=found.value,
        bound=found.bound,
        groups=groups,
        surplus_heads=head_proposals(sections.establishment, sections.unit, groups, sections.law),
    )
    about = (
        *why_fewer,
        *notes.about_the_search(merger, found.settled),
        *notes.about_affinity(merging),
        *notes.about_heads(merger, sections.establishment),
        *notes.about_groups(merger, sections.establishment, sections.law),
        *notes.about_the_unit(sections.establishment, sections.unit),
    )
    return replace(merger, notes=about)


def _under(following: Partition, best: Partition) -> Partition:
    """The next best, its bound never above the optimum."""
    return replace(following, bound=max(following.value, min(following.bound, best.bound)))


def _why_fewer(sections: UnitSections, after: int, clock: Clock) -> tuple[str, ...]:
    """Why there are fewer sections than the cap allows: the quota, the rules, or else the staff."""
    reasons = (*quota_binds(sections), *rules_bind(sections, after, clock))
    if reasons and sections.least:
        return reasons
    merged = replace(_untouched(sections), after=after)
    return notes.about_the_count(merged, sum(map(sections.size, sections.counted)), sections.least)


def _value_by_hand(sections: UnitSections, groups: Sequence[tuple[Section, ...]]) -> tuple[int, int]:
    """The value of groups, and a value none can exceed. Sections that stay alone are left out, unless joined to others."""
    staying = set(sections.alone)
    taking_part = [group for group in groups if len(group) > 1 or group[0] not in staying]
    members = [section for group in taking_part for section in group]
    if not members:
        return 0, 0
    order = {section.code: place for place, section in enumerate(members)}
    grouping: Grouping = in_ledger_order([[order[section.code] for section in group] for group in taking_part])
    points = affinities(members, sections.establishment.traffic, sections.counted)
    sizes = tuple(map(sections.size, members))
    merging = MergingProblem(tuple(members), sizes, points, len(grouping), sections.least)
    return merging.value(grouping), merging.greatest_value
