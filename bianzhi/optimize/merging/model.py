"""内设机构整合 as algebra, in two forms of one problem: by whole groups, and by pairs of sections."""

from collections.abc import Sequence
from functools import cached_property
from itertools import combinations
from typing import TypeAlias

import pulp

from bianzhi.optimize.merging.group_table import GroupTable
from bianzhi.optimize.merging.problem import POINTS_OF_UNEVENNESS, Grouping, MergingProblem, in_ledger_order

Expression: TypeAlias = pulp.LpAffineExpression


class GroupModel:
    """``formed[n]`` is 1 when the group of number ``numbers[n]`` in the table is formed.

    A grouping has exactly one solution here, so there is no symmetry to break. ``whole`` False gives the relaxation,
    in which parts of groups may be formed.
    """

    def __init__(self, table: GroupTable, numbers: Sequence[int], whole: bool = True) -> None:
        self.merging = table.problem
        self.numbers = tuple(numbers)
        self.members = tuple(table.members(number) for number in self.numbers)
        self.weights = tuple(int(table.weights[number]) for number in self.numbers)
        self.problem = pulp.LpProblem("merging", pulp.LpMaximize)
        category = pulp.LpInteger if whole else pulp.LpContinuous
        most = 1 if whole else None  # M1 already keeps every group at one; a bound would only hide its price
        self.formed = tuple(
            self.problem.add_variable(f"group_{place:06d}", 0, most, category) for place in range(len(self.numbers))
        )
        self._with: list[list[int]] = [[] for _ in self.merging.sections]
        for place, group in enumerate(self.members):
            for position in group:
                self._with[position].append(place)

    def groups_with(self, position: int) -> Expression:
        """Groups formed that hold the section at this position."""
        return Expression([(self.formed[place], 1) for place in self._with[position]])

    @property
    def number_of_groups(self) -> Expression:
        """Groups formed."""
        return Expression([(formed, 1) for formed in self.formed])

    @property
    def closeness(self) -> Expression:
        """Weight of the groups formed: the value but for a constant."""
        return Expression(list(zip(self.formed, self.weights, strict=True)))

    def choices_for(self, position: int, settled: Grouping) -> list[int]:
        """Places of the groups that hold a section and none of those settled, in order of their members."""
        taken = {member for group in settled for member in group}
        free = [place for place in self._with[position] if taken.isdisjoint(self.members[place])]
        return sorted(free, key=lambda place: self.members[place])

    def grouping(self) -> Grouping:
        """The groups of the solution that stands in the variables."""
        return in_ledger_order(
            [group for group, formed in zip(self.members, self.formed, strict=True) if round(formed.varValue) == 1]
        )


class PairModel:
    """``together(i, j)`` is 1 when two sections are in one group; ``leads[i]`` when i is the first section of its group.

    Again every grouping has exactly one solution. With m sections there are m²/2 variables and m³/2 rows.
    """

    def __init__(self, merging: MergingProblem) -> None:
        self.merging = merging
        self.problem = pulp.LpProblem("merging", pulp.LpMaximize)
        self.pair = {
            (i, j): self.problem.add_variable(f"pair_{i:03d}_{j:03d}", 0, 1, pulp.LpInteger)
            for i, j in combinations(self.positions, 2)
        }
        self.leads = tuple(self.problem.add_variable(f"leads_{i:03d}", 0, 1, pulp.LpInteger) for i in self.positions)
        self.unevenness = self.problem.add_variable("unevenness", 0, None, pulp.LpInteger)

    @cached_property
    def positions(self) -> range:
        """Positions of the sections."""
        return range(len(self.merging.sections))

    def together(self, one: int, other: int) -> pulp.LpVariable:
        """1 when two different sections are in one group."""
        return self.pair[min(one, other), max(one, other)]

    def earlier_with(self, position: int) -> Expression:
        """Earlier sections in the same group."""
        return pulp.lpSum(self.together(earlier, position) for earlier in range(position))

    def staff_with(self, position: int) -> Expression:
        """Persons in post of the group that holds this section."""
        sizes = self.merging.sizes
        return sizes[position] + pulp.lpSum(
            sizes[other] * self.together(position, other) for other in self.positions if other != position
        )

    @property
    def number_of_groups(self) -> Expression:
        """Groups formed."""
        return pulp.lpSum(self.leads)

    @property
    def number_of_pairs(self) -> Expression:
        """Pairs of sections that are in one group."""
        return pulp.lpSum(self.pair.values())

    @property
    def unevenness_of_pairs(self) -> Expression:
        """Products of sizes over the pairs in one group: the unevenness less the constant ``apart``."""
        sizes = self.merging.sizes
        return pulp.lpSum(sizes[i] * sizes[j] * together for (i, j), together in self.pair.items())

    @property
    def closeness(self) -> Expression:
        """Affinity within groups less unevenness."""
        points = self.merging.affinity
        return (
            pulp.lpSum(points[pair] * together for pair, together in self.pair.items())
            - POINTS_OF_UNEVENNESS * self.unevenness
        )

    def grouping(self) -> Grouping:
        """The groups of the solution that stands in the variables."""
        return in_ledger_order(
            [
                [i, *(j for j in self.positions if j > i and round(self.together(i, j).varValue) == 1)]
                for i in self.positions
                if round(self.leads[i].varValue) == 1
            ]
        )
