"""Mergers of public institutions by an exact model over all lawful groups.

Sets: blocks of institutions that may become one (same superior unit, pool, region, rank, kind, 参公); in each block the kinds of
institutions that are alike in size, candidacy and function tags; patterns p of two to four institutions by their kinds, of
which at least one is a candidate, and any two are joined by a chain of common function tags, or all but one are small.
Variables: n(p), how many groups have the pattern, whole; z(u) ∈ {0,1}, whether institution u is in one. For every kind, the
institutions that the groups take are those in one: Σ n(p)·(times the kind stands in p) = Σ z(u). Objectives, each held before
the next: most candidates merged, fewest institutions touched, most common function tags joined, first in ledger order.

Where a block has so many kinds that groups of four are not looked at, or time runs out, what was found is lawful, and the
bound tells how much better another answer could be at most.
"""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import combinations

import pulp

from bianzhi.domain.establishment import Establishment, Unit
from bianzhi.domain.institutions import CandidateReason, InstitutionMerger, InstitutionPlan
from bianzhi.domain.plan import PlanStatus
from bianzhi.errors import SettingsError, SolverError
from bianzhi.optimize.institutions.candidates import Institutions
from bianzhi.optimize.institutions.left_over import why_left
from bianzhi.optimize.institutions.patterns import Block, Pattern
from bianzhi.optimize.lexicographic import Aim, solve_in_order

_TIME_LIMIT_SECONDS = 30
_MOST_COLUMNS = 7_000
"""Patterns up to which all of them are in the model."""
_OF_EACH_KIND = 40
"""Patterns of three and of four, those that share most, that each kind has in the model where there are more."""


@dataclass(frozen=True, slots=True)
class _Found:
    """Groups, and what they reach and what no others exceed: candidates merged, institutions touched, common tags."""

    groups: tuple[tuple[Unit, ...], ...]
    value: tuple[int, ...]
    bound: tuple[int, ...]


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
    blocks = _blocks(here, wanted, mergeable, set(reasons) - mergeable)
    found = _best(blocks, here)
    home = {unit.code: block for block in blocks for unit in block.units}
    merged = {unit.code for group in found.groups for unit in group}
    return InstitutionPlan(
        status=PlanStatus.OPTIMAL if found.value == found.bound else PlanStatus.FEASIBLE,
        value=found.value,
        bound=found.bound,
        candidates=tuple(c for c in here.candidates if c.unit in wanted),
        mergers=tuple(_merger(here, group) for group in found.groups),
        left=tuple(
            (
                unit.code,
                why_left(here, unit, wanted, home[unit.code].partners(unit) if unit.code in home else (), found.groups),
            )
            for unit in here.all
            if unit.code in reasons and unit.code not in merged
        ),
    )


def _blocks(here: Institutions, wanted: set[str], candidates: set[str], kept: set[str]) -> list[Block]:
    blocks: dict[tuple[object, ...], list[Unit]] = defaultdict(list)
    for unit in here.all:
        if unit.parent and unit.code in wanted - kept and here.stands(unit):
            blocks[unit.parent, unit.pool, unit.region, unit.rank, unit.kind, unit.civil_like].append(unit)
    return [Block(here, tuple(units), frozenset(candidates)) for units in blocks.values() if len(units) > 1]


def _best(blocks: Sequence[Block], here: Institutions) -> _Found:
    columns = [(number, pattern) for number, block in enumerate(blocks) for pattern in block.patterns]
    if not columns:
        return _Found((), (0, 0, 0), (0, 0, 0))
    if len(columns) <= _MOST_COLUMNS and all(block.is_whole for block in blocks):
        found = _solved(blocks, columns, here)
        if found is not None:
            return found
    columns = [(n, pattern) for n, block in enumerate(blocks) for pattern in block.most_promising(_OF_EACH_KIND)]
    found = _solved(blocks, columns, here)
    if found is None:
        return _Found((), (0, 0, 0), _bound_of(blocks, 0))
    return replace(found, bound=_bound_of(blocks, found.value[0]))


def _solved(blocks: Sequence[Block], columns: Sequence[tuple[int, Pattern]], here: Institutions) -> _Found | None:
    """The best groups of these patterns; None where nothing was found in time."""
    problem = pulp.LpProblem("institutions", pulp.LpMinimize)
    counts = [
        problem.add_variable(f"groups_{place:06d}", 0, _most(blocks[number], pattern), pulp.LpInteger)
        for place, (number, pattern) in enumerate(columns)
    ]
    touched = {
        unit.code: problem.add_variable(f"touched_{place:05d}", 0, 1, pulp.LpInteger)
        for place, unit in enumerate(here.all)
        if any(unit in block.units for block in blocks)
    }
    taken: dict[tuple[int, int], list[tuple[pulp.LpVariable, int]]] = defaultdict(list)
    for count, (number, pattern) in zip(counts, columns, strict=True):
        for kind in dict.fromkeys(pattern.kinds):
            taken[number, kind].append((count, pattern.kinds.count(kind)))
    for number, block in enumerate(blocks):
        for kind, units in enumerate(block.kinds):
            uses = pulp.lpDot([times for _, times in taken[number, kind]], [count for count, _ in taken[number, kind]])
            problem.addConstraint(uses == pulp.lpSum(touched[unit.code] for unit in units), f"N1_{number}_{kind}")
    place_of = {unit.code: place for place, unit in enumerate(here.all)}
    aims = [
        Aim("merged", pulp.lpDot([pattern.candidates for _, pattern in columns], counts), maximize=True),
        Aim("touched", pulp.lpSum(touched.values())),
        Aim("overlap", pulp.lpDot([pattern.overlap for _, pattern in columns], counts), maximize=True),
        Aim("first", pulp.lpDot([place_of[code] for code in touched], list(touched.values()))),
    ]
    try:
        objectives, _ = solve_in_order(problem, aims, _TIME_LIMIT_SECONDS)
    except SolverError:
        return None
    value = tuple(each.value for each in objectives[:3])
    bound = tuple(each.bound for each in objectives[:3])
    chosen = {code for code, variable in touched.items() if variable.varValue and round(variable.varValue)}
    return _Found(_groups(blocks, columns, counts, chosen), value, bound)


def _most(block: Block, pattern: Pattern) -> int:
    return min(len(block.kinds[kind]) // pattern.kinds.count(kind) for kind in pattern.kinds)


def _bound_of(blocks: Sequence[Block], merged: int) -> tuple[int, int, int]:
    """What no answer exceeds, without a solver: every candidate that has a partner, nobody else touched, all overlap."""
    with_partner = sum(
        bool(block.partners(unit)) for block in blocks for unit in block.units if unit.code in block.candidates
    )
    return with_partner, merged, sum(block.greatest_overlap for block in blocks)


def _groups(
    blocks: Sequence[Block],
    columns: Sequence[tuple[int, Pattern]],
    counts: Sequence[pulp.LpVariable],
    chosen: set[str],
) -> tuple[tuple[Unit, ...], ...]:
    """Institutions by name: of a kind the first ones in the ledger, in the order of the patterns."""
    waiting = {
        (number, kind): [unit for unit in units if unit.code in chosen]
        for number, block in enumerate(blocks)
        for kind, units in enumerate(block.kinds)
    }
    found = []
    for (number, pattern), count in zip(columns, counts, strict=True):
        order = {unit.code: place for place, unit in enumerate(blocks[number].units)}
        for _ in range(round(count.varValue or 0)):
            group = [waiting[number, kind].pop(0) for kind in pattern.kinds]
            found.append(tuple(sorted(group, key=lambda unit: order[unit.code])))
    first = {unit.code: place for place, unit in enumerate(unit for block in blocks for unit in block.units)}
    return tuple(sorted(found, key=lambda group: first[group[0].code]))


def _merger(here: Institutions, group: Sequence[Unit]) -> InstitutionMerger:
    """The part with most posts receives the others; of equal ones the first in the ledger."""
    into = max(group, key=here.posts)
    common = dict.fromkeys(tag for one, other in combinations(group, 2) for tag in here.common(one, other))
    staff = sum(here.establishment.staff[unit.code] for unit in group)
    posts = sum(here.posts(unit) for unit in group)
    others = "、".join(unit.name for unit in group if unit is not into)
    shared = f"共同职能：{'、'.join(common)}" if common else "没有共同的职能标签，因编制数少拟并入同一主管部门的单位"
    return InstitutionMerger(
        parts=tuple(unit.code for unit in group),
        into=into.code,
        posts=posts,
        persons=staff,
        common=tuple(common),
        sentences=(
            f"拟将{others}并入{into.name}，合计编制 {posts} 名、实有 {staff} 人。",
            f"{shared}；主管部门、规格、类别、编制池相同。",
        ),
    )
