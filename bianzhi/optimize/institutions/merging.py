"""Mergers of public institutions by an exact model over all lawful groups.

Sets: blocks of institutions that may become one (same superior unit, pool, region, rank, kind, 参公); in each block every group of
two to four of which at least one is a candidate, and any two are joined by a chain of common function tags, or all but one are
small. Variables: y(g) ∈ {0,1}. An institution is in at most one group. Objectives, each held before the next: most candidates
merged, fewest institutions touched, most common function tags joined, first in ledger order.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations

import pulp

from bianzhi.domain.establishment import Establishment, Unit
from bianzhi.domain.institutions import CandidateReason, InstitutionMerger, InstitutionPlan
from bianzhi.domain.plan import PlanStatus
from bianzhi.errors import SettingsError
from bianzhi.optimize.institutions.candidates import Institutions
from bianzhi.optimize.institutions.left_over import why_left
from bianzhi.optimize.lexicographic import Aim, solve_in_order

_MOST_TOGETHER = 4
_TIME_LIMIT_SECONDS = 30


@dataclass(frozen=True)
class _Group:
    """Institutions that could become one."""

    units: tuple[Unit, ...]
    candidates: int
    overlap: int
    """Common function tags over all pairs."""


def institution_plan(establishment: Establishment, day: date, units: Collection[str] = ()) -> InstitutionPlan:
    """Which public institutions are candidates, and which mergers are proposed.

    Parameters
    ----------
    establishment
        The ledger: function tags and superior units decide what is alike.
    day
        Thresholds (small_institution_posts, high_vacancy_percent) are those of this day.
    units
        Codes of the institutions to look at; none means all.

    Raises
    ------
    SettingsError
        A unit named is no public institution of the ledger.

    Notes
    -----
    Candidates that carry administrative functions are not merged: their functions go back to an organ. Basis: local
    parameters after 中央编办发〔2017〕56号; to be verified.
    """
    here = Institutions(establishment, day)
    known = {unit.code for unit in here.all}
    for code in units:
        if code not in known:
            raise SettingsError(f"“{code}”不是台账中的事业单位。", "请核对机构编码，或不指定机构。")
    wanted = set(units) or known
    reasons = {c.unit: c.reasons for c in here.candidates if c.unit in wanted}
    mergeable = {code for code, why in reasons.items() if CandidateReason.ADMINISTRATIVE not in why}
    groups = [
        group for block in _blocks(here, wanted, set(reasons) - mergeable) for group in _groups(here, block, mergeable)
    ]
    chosen, value, bound = _best(groups, here)
    merged = {unit.code for group in chosen for unit in group.units}
    return InstitutionPlan(
        status=PlanStatus.OPTIMAL if value == bound else PlanStatus.FEASIBLE,
        value=value,
        bound=bound,
        candidates=tuple(c for c in here.candidates if c.unit in wanted),
        mergers=tuple(_merger(here, group) for group in chosen),
        left=tuple(
            (unit.code, why_left(here, unit, wanted, [group.units for group in groups], [g.units for g in chosen]))
            for unit in here.all
            if unit.code in reasons and unit.code not in merged
        ),
    )


def _blocks(here: Institutions, wanted: set[str], kept: set[str]) -> list[list[Unit]]:
    blocks: dict[tuple[object, ...], list[Unit]] = defaultdict(list)
    for unit in here.all:
        if unit.parent and unit.code in wanted - kept and here.stands(unit):
            blocks[unit.parent, unit.pool, unit.region, unit.rank, unit.kind, unit.civil_like].append(unit)
    return list(blocks.values())


def _groups(here: Institutions, block: Sequence[Unit], candidates: set[str]) -> Iterator[_Group]:
    small = here.law["small_institution_posts"]
    for size in range(2, min(_MOST_TOGETHER, len(block)) + 1):
        for units in combinations(block, size):
            among = sum(unit.code in candidates for unit in units)
            large = sum(here.posts(unit) > small for unit in units)
            if among and (large <= 1 or _is_joined(here, units)):
                overlap = sum(len(here.common(one, other)) for one, other in combinations(units, 2))
                yield _Group(units, among, overlap)


def _is_joined(here: Institutions, units: Sequence[Unit]) -> bool:
    """Whether common function tags lead from each to each."""
    reached, waiting = {units[0].code}, [units[0]]
    while waiting:
        one = waiting.pop()
        for other in units:
            if other.code not in reached and here.common(one, other):
                reached.add(other.code)
                waiting.append(other)
    return len(reached) == len(units)


def _best(groups: Sequence[_Group], here: Institutions) -> tuple[list[_Group], tuple[int, ...], tuple[int, ...]]:
    if not groups:
        return [], (0, 0, 0), (0, 0, 0)
    problem = pulp.LpProblem("institutions", pulp.LpMinimize)
    choose = [problem.add_variable(f"merge_{number:05d}", 0, 1, pulp.LpInteger) for number in range(len(groups))]
    of_unit: dict[str, list[int]] = defaultdict(list)
    for number, group in enumerate(groups):
        for unit in group.units:
            of_unit[unit.code].append(number)
    for number, numbers in enumerate(of_unit.values()):
        problem.addConstraint(pulp.lpSum(choose[each] for each in numbers) <= 1, f"N1_{number}")
    place = {unit.code: number for number, unit in enumerate(here.all)}
    aims = [
        Aim("merged", pulp.lpDot([group.candidates for group in groups], choose), maximize=True),
        Aim("touched", pulp.lpDot([len(group.units) for group in groups], choose)),
        Aim("overlap", pulp.lpDot([group.overlap for group in groups], choose), maximize=True),
        Aim("first", pulp.lpDot([sum(place[unit.code] for unit in group.units) for group in groups], choose)),
    ]
    objectives, _ = solve_in_order(problem, aims, _TIME_LIMIT_SECONDS)
    chosen = [group for group, variable in zip(groups, choose, strict=True) if variable.varValue]
    told = objectives[:3]
    return chosen, tuple(each.value for each in told), tuple(each.bound for each in told)


def _merger(here: Institutions, group: _Group) -> InstitutionMerger:
    """The part with most posts receives the others; of equal ones the first in the ledger."""
    into = max(group.units, key=here.posts)
    common = dict.fromkeys(tag for one, other in combinations(group.units, 2) for tag in here.common(one, other))
    staff = sum(here.establishment.staff[unit.code] for unit in group.units)
    posts = sum(here.posts(unit) for unit in group.units)
    others = "、".join(unit.name for unit in group.units if unit is not into)
    shared = f"共同职能：{'、'.join(common)}" if common else "没有共同的职能标签，因编制数少拟并入同一主管部门的单位"
    return InstitutionMerger(
        parts=tuple(unit.code for unit in group.units),
        into=into.code,
        posts=posts,
        persons=staff,
        common=tuple(common),
        sentences=(
            f"拟将{others}并入{into.name}，合计编制 {posts} 名、实有 {staff} 人。",
            f"{shared}；主管部门、规格、类别、编制池相同。",
        ),
    )
