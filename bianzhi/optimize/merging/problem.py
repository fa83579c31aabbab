"""What is to be solved for one unit: which of its sections may merge, their sizes, how many groups they shall form."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations
from typing import TypeAlias

from bianzhi.domain.establishment import Section

Grouping: TypeAlias = tuple[tuple[int, ...], ...]
"""Positions of sections, group by group; groups in order of their first section, sections in ledger order."""


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

    Sections marked 不可整合 are not here: a group that joins them to another does not exist (M2).
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
        return POINTS_OF_UNEVENNESS * self.apart

    @property
    def greatest_value(self) -> int:
        """A bound that needs no solver: all the affinity there is, and perfectly equal groups."""
        return sum(self.affinity.values())

    def value(self, grouping: Grouping) -> int:
        """Affinity within groups less unevenness, in points."""
        return sum(self.weight[pair] for group in grouping for pair in combinations(group, 2)) - self.constant


def in_ledger_order(groups: Sequence[Sequence[int]]) -> Grouping:
    """The same groups, each sorted, in order of their first section."""
    return tuple(sorted(tuple(sorted(group)) for group in groups))
