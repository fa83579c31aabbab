"""内设机构整合 as algebra: which groups are formed."""

from collections.abc import Sequence
from typing import TypeAlias

import pulp

from bianzhi.optimize.merging.problem import Group, Grouping, MergingProblem, in_ledger_order

Expression: TypeAlias = pulp.LpAffineExpression


class GroupModel:
    """``formed[n]`` is 1 when ``members[n]`` become one section.

    A grouping has exactly one solution here, so there is no symmetry to break. ``whole`` False gives the relaxation,
    in which parts of groups may be formed.
    """

    def __init__(self, merging: MergingProblem, groups: Sequence[Group], whole: bool = True) -> None:
        self.merging = merging
        self.members = tuple(groups)
        self.problem = pulp.LpProblem("merging", pulp.LpMaximize)
        category = pulp.LpInteger if whole else pulp.LpContinuous
        most = 1 if whole else None  # M1 already keeps every group at one; a bound would only hide its price
        self.formed = tuple(
            self.problem.add_variable(f"group_{place:06d}", 0, most, category) for place in range(len(self.members))
        )
        self._with: list[list[int]] = [[] for _ in merging.sections]
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
    def number_of_general_groups(self) -> Expression:
        """Groups formed of general sections only."""
        return Expression(
            [
                (formed, 1)
                for group, formed in zip(self.members, self.formed, strict=True)
                if self.merging.is_general(group)
            ]
        )

    def formed_of(self, grouping: Grouping) -> Expression:
        """Groups of this grouping that are formed."""
        wanted = set(grouping)
        return Expression(
            [(formed, 1) for group, formed in zip(self.members, self.formed, strict=True) if group in wanted]
        )

    @property
    def closeness(self) -> Expression:
        """Weight of the groups formed: the value but for a constant."""
        weights = [self.merging.worth(group) for group in self.members]
        return Expression(list(zip(self.formed, weights, strict=True)))

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
