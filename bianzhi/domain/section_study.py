"""内设机构整合 by hand: the clerk's rules for one unit, and how a grouping stands under them."""

from dataclasses import dataclass
from enum import StrEnum

from bianzhi.domain.plan import Merger


class Light(StrEnum):
    """How a rule stands."""

    GREEN = "符合"
    AMBER = "提示"
    RED = "不符合"


@dataclass(frozen=True, slots=True)
class SectionRules:
    """What the clerk demands of the sections of one unit, by section codes."""

    together: tuple[tuple[str, ...], ...] = ()
    """Sections that must be in one."""
    apart: tuple[tuple[str, str], ...] = ()
    """Pairs that must not be in one."""
    alone: tuple[str, ...] = ()
    """Sections that stay as they are, beside those the ledger marks 不可整合."""
    cap: int | None = None
    """Another cap than the law's, for trying it out."""


@dataclass(frozen=True, slots=True)
class RuleLight:
    """One rule, its light, and the figures in a sentence, with the article."""

    id: str
    title: str
    light: Light
    sentence: str
    source: str


@dataclass(frozen=True, slots=True)
class PairReason:
    """Two sections that are put together: what speaks for it."""

    group: int
    """Number of the group, from 1."""
    section: str
    other: str
    common: tuple[str, ...]
    """职能标签 that both have."""
    volume: int
    """Work between them, both ways."""
    points: int
    """What that is worth: a hundred a common tag, and the share of all work between sections in per mille."""


@dataclass(frozen=True, slots=True)
class OtherMethod:
    """The value that a simple method reaches on the same problem: Louvain, greedy merging."""

    name: str
    value: int | None
    """None where it finds no lawful grouping."""
    seconds: float


@dataclass(frozen=True)
class SectionStudy:
    """One grouping of one unit's sections: value, bound, lights; and what else there is."""

    merger: Merger
    lights: tuple[RuleLight, ...]
    next_best: Merger | None = None
    """The best grouping that differs from the optimum, where one exists and time allowed."""
    others: tuple[OtherMethod, ...] = ()
    optimum: int | None = None
    """The best value there is with as many sections, where it is known."""
