"""Prices of sections and of groups, in whole numbers, and what follows from them for groups and for the bound."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import pulp

from bianzhi.optimize.constraint import add_constraints
from bianzhi.optimize.merging.clock import Clock
from bianzhi.optimize.merging.constraints import ALL_CONSTRAINTS
from bianzhi.optimize.merging.model import GroupModel
from bianzhi.optimize.merging.problem import Group, MergingProblem
from bianzhi.optimize.solver import shadow_prices

SCALE = 10_000
"""Prices are whole numbers of points / SCALE, so that every bound made of them is exact."""


@dataclass(frozen=True, slots=True)
class Prices:
    """What each section, each group and each general group is charged, times SCALE. Any prices give a bound."""

    sections: tuple[int, ...]
    group: int
    general: int
    """Never negative: it is the price of a limit from above."""

    def base(self, merging: MergingProblem) -> int:
        """What all sections, the groups and the general groups allowed cost together."""
        return sum(self.sections) + self.group * merging.groups + self.general * (merging.most_general or 0)

    def halfway(self, other: "Prices") -> "Prices":
        """Prices in the middle between these and others, in whole numbers."""
        pairs = zip(self.sections, other.sections, strict=True)
        sections = tuple((one + two) // 2 for one, two in pairs)
        return Prices(sections, (self.group + other.group) // 2, (self.general + other.general) // 2)

    def gain(self, merging: MergingProblem, group: Group) -> int:
        """How much a group exceeds its price, times SCALE."""
        charged = sum(self.sections[position] for position in group) + self.group
        charged += self.general if merging.is_general(group) else 0
        return merging.worth(group) * SCALE - charged


@dataclass(frozen=True, slots=True)
class Reaching:
    """Groups that reach a gain, and the most that any group gains; ``complete`` where none is missing."""

    groups: tuple[Group, ...]
    most: int
    complete: bool


class Groups(Protocol):
    """Where groups come from: a list of all, or a search."""

    def tempting(self, prices: Prices, limit: int) -> Sequence[Group]:
        """Some groups that exceed their prices, the best first; not always all there are."""

    def reaching(self, prices: Prices, floor: int, limit: int, clock: Clock) -> Reaching:
        """Every group whose gain is ``floor`` or more, unless time runs out or there are more than ``limit``."""


def relaxed_prices(merging: MergingProblem, groups: Sequence[Group], clock: Clock) -> Prices:
    """The prices of the relaxation over some groups, rounded: they guide, and what is concluded from them is exact."""
    model = GroupModel(merging, groups, whole=False)
    model.problem.sense = pulp.LpMinimize
    model.problem.setObjective(-model.closeness)
    add_constraints(model.problem, model, ALL_CONSTRAINTS)
    costs = shadow_prices(model.problem, clock.left)
    sections = tuple(round(-costs[f"M1_{position}"] * SCALE) for position in range(len(merging.sections)))
    return Prices(sections, round(-costs["M3_0"] * SCALE), max(0, round(-costs.get("M8_0", 0.0) * SCALE)))
