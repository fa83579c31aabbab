"""Prices that prove an optimum: whoever has them confirms it with additions and comparisons, without a solver."""

from collections.abc import Mapping
from dataclasses import dataclass

from bianzhi.domain.plan import Objective


@dataclass(frozen=True, slots=True)
class Price:
    """What one more on the right of a limit would be worth: the limit by constraint and place, its size, its price."""

    constraint: str
    """Id of the catalogue."""
    at: tuple[str, ...]
    """What the limit speaks of: a person, a cell, a unit, a section, a place; as codes and words of the ledger."""
    limit: int
    """Persons."""
    price: int
    """In units of the weighted objective, never negative."""


@dataclass(frozen=True)
class Certificate:
    """Weights that fold the objectives into one number, and a price for every limit.

    For each eligible pair of a person and a place, the prices of the limits that bear on it add up to at least the pair's
    weighted value. So no plan can be worth more than Σ limit · price, the bound; a plan that is worth it is optimal.
    """

    ledger_sha256: str
    weights: Mapping[str, int]
    """What one unit of each objective counts: large enough that an earlier objective outweighs all later ones together."""
    prices: tuple[Price, ...]
    bound: int
    value: int
    """The plan's weighted value; the gap to the bound is what is not proven (relatives, teams, crossing minima)."""
    objectives: tuple[Objective, ...]
