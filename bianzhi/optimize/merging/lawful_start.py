"""Most groups that the clerk's rules and the law allow together, and one way to form them."""

import pulp

from bianzhi.errors import InfeasiblePlanError
from bianzhi.optimize.merging.clock import Clock
from bianzhi.optimize.merging.group_count import start_grouping
from bianzhi.optimize.merging.problem import Grouping, MergingProblem, in_ledger_order
from bianzhi.optimize.merging.unit_sections import UnitSections
from bianzhi.optimize.solver import solve


def lawful_start(sections: UnitSections, clock: Clock) -> tuple[MergingProblem, Grouping] | None:
    """The problem with the most groups for which there is a lawful grouping, and one; None where there is none.

    Staff and cap alone allow no more groups than ``start_grouping`` forms. From there down, each number is tried until
    one can be formed: an assignment problem without objective.
    """
    most = sections.most - len(sections.alone)
    if not sections.free or most < 1:
        return None
    sizes = tuple(sum(map(sections.size, block)) for block in sections.blocks)
    start = start_grouping(sizes, most, sections.least, clock.left)
    for groups in range(len(start), 0, -1):
        merging = sections.problem(groups)
        if len(start) == groups and merging.allows(start):
            return merging, start
        if merging.staff < merging.least:  # nobody can make a section of the minimum size of them: they are one
            few = merging.most_general is None or merging.is_general(start[0]) <= merging.most_general
            return (merging, start) if few and not merging.apart_pairs else None
        found = _formed(merging, clock)
        if found is not None:
            return merging, found
    return None


def _formed(merging: MergingProblem, clock: Clock) -> Grouping | None:
    """Some lawful grouping, or None where there is none. Group k holds no section before the k-th."""
    problem = pulp.LpProblem("start", pulp.LpMinimize)
    groups, positions = range(merging.groups), range(len(merging.sizes))
    into = {
        (i, k): problem.add_variable(f"into_{i:03d}_{k:03d}", 0, 1, pulp.LpInteger)
        for i in positions
        for k in groups
        if k <= i
    }
    is_general = [problem.add_variable(f"general_{k:03d}", 0, 1, pulp.LpInteger) for k in groups]
    for i in positions:
        problem.addConstraint(pulp.lpSum(into[i, k] for k in groups if k <= i) == 1, f"once_{i}")
    for k in groups:
        members = [i for i in positions if k <= i]
        problem.addConstraint(pulp.lpSum(into[i, k] for i in members) >= 1, f"someone_{k}")
        staff = pulp.lpSum(merging.sizes[i] * into[i, k] for i in members)
        problem.addConstraint(staff >= merging.least, f"least_{k}")
        business = pulp.lpSum(into[i, k] for i in members if i not in merging.general)
        problem.addConstraint(is_general[k] + business >= 1, f"business_{k}")
        for one, other in sorted(merging.apart_pairs):
            if k <= one:
                problem.addConstraint(into[one, k] + into[other, k] <= 1, f"apart_{one}_{other}_{k}")
    if merging.most_general is not None:
        problem.addConstraint(pulp.lpSum(is_general) <= merging.most_general, "few_general")
    problem.setObjective(pulp.lpSum(is_general))
    try:
        solve(problem, clock.left)
    except InfeasiblePlanError:
        return None
    found = [[i for i in positions if k <= i and into[i, k].varValue == 1] for k in groups]
    return in_ledger_order(found)
