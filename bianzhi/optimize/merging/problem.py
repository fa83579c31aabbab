"""What is to be solved for one unit: which of its sections may merge, their sizes, how many groups they shall form."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations
from math import gcd
from typing import TypeAlias

from bianzhi.domain.establishment import Section

Group: TypeAlias = tuple[int, ...]
"""Positions of the sections of one group, in order."""

Grouping: TypeAlias = tuple[Group, ...]
"""Groups in order of their first section."""


POINTS_OF_UNEVENNESS = 10
"""Points that a unit of unevenness costs: where two groups are d persons from equal, it is d², so three persons off
weigh about as much as a common function."""


def least_sum_of_squares(total: int, groups: int) -> int:
    """The least sum of squares of ``groups`` whole numbers that add up to ``total``: they differ by at most one."""
    share, larger = divmod(total, groups)
    return larger * (share + 1) ** 2 + (groups - larger) * share**2


@dataclass(frozen=True)
class MergingProblem:
    """Sections of one unit that may merge, to be put into exactly ``groups`` groups of at least ``least`` persons.

    Sections marked 不可整合 are not here: a group that joins them to another does not exist (M2). Sections that must be
    in one (``blocks`` in ``contracted``) stand here as one.
    """

    sections: tuple[Section, ...]
    """In ledger order."""
    sizes: tuple[int, ...]
    """Persons in post of each section."""
    affinity: Mapping[tuple[int, int], int]
    """Points of every pair of positions (i, j), i < j."""
    groups: int
    least: int
    """Persons every group must have; 0 where no minimum can be asked."""
    apart_pairs: frozenset[tuple[int, int]] = frozenset()
    """Pairs (i, j), i < j, that must not be in one group (M9)."""
    general: frozenset[int] = frozenset()
    """Positions of general sections; a group of nothing else is general."""
    most_general: int | None = None
    """Most general groups (M8); None where no share is asked."""
    within_blocks: int = 0
    """Points of affinity within sections that stand here as one: part of every value."""

    @property
    def staff(self) -> int:
        """Persons in post of all these sections."""
        return sum(self.sizes)

    @cached_property
    def weight(self) -> Mapping[tuple[int, int], int]:
        """What it is worth to put a pair into one group: its affinity less its part of the unevenness.

        The products of sizes add up to the unevenness, less ``apart``; so the objective is a sum over pairs.
        """
        return {
            (i, j): points - POINTS_OF_UNEVENNESS * self.sizes[i] * self.sizes[j]
            for (i, j), points in self.affinity.items()
        }

    @property
    def apart(self) -> int:
        """Unevenness that no pair accounts for: half of (sum of squared sizes less the least possible sum).

        A whole number: both sums are odd or even as the staff is. Negative where there are fewer groups than sections.
        """
        return (sum(size**2 for size in self.sizes) - least_sum_of_squares(self.staff, self.groups)) // 2

    @property
    def constant(self) -> int:
        """Points to take off the sum of weights for the value."""
        return POINTS_OF_UNEVENNESS * self.apart - self.within_blocks

    @property
    def greatest_value(self) -> int:
        """A bound that needs no solver: all the affinity there is, and groups as equal as can be.

        Where all sizes are multiples of some number, so is every group.
        """
        step = gcd(*self.sizes) or 1
        even = step**2 * least_sum_of_squares(self.staff // step, self.groups)
        uneven = (even - least_sum_of_squares(self.staff, self.groups)) // 2
        return sum(self.affinity.values()) + self.within_blocks - POINTS_OF_UNEVENNESS * uneven

    def value(self, grouping: Grouping) -> int:
        """Affinity within groups less unevenness, in points."""
        return sum(map(self.worth, grouping)) - self.constant

    def worth(self, group: Group) -> int:
        """Sum of the weights of the pairs in a group."""
        return sum(self.weight[pair] for pair in combinations(group, 2))

    def is_general(self, group: Iterable[int]) -> bool:
        """Whether a group is of general sections only."""
        return self.general.issuperset(group)

    def is_group(self, group: Group) -> bool:
        """Whether sections may be a group (M4, M9) that leaves enough of them, and staff, for the other groups."""
        others = self.groups - 1
        staff = sum(self.sizes[position] for position in group)
        return (
            1 <= len(group) <= len(self.sizes) - others
            and self.least <= staff <= self.staff - others * self.least
            and self.apart_pairs.isdisjoint(combinations(group, 2))
        )

    def allows(self, grouping: Grouping) -> bool:
        """Whether a partition of all sections is lawful: its number of groups, each group, and the general ones."""
        few = self.most_general is None or sum(map(self.is_general, grouping)) <= self.most_general
        return len(grouping) == self.groups and few and all(map(self.is_group, grouping))


def in_ledger_order(groups: Sequence[Sequence[int]]) -> Grouping:
    """The same groups, each sorted, in order of their first section."""
    return tuple(sorted(tuple(sorted(group)) for group in groups))
