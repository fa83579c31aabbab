"""Moves made by hand, before any solver: what the clerk drags, and what the rules and the optimum say of it."""

from dataclasses import dataclass

from bianzhi.domain.finding import Finding, Severity
from bianzhi.domain.plan import Plan
from bianzhi.domain.terms import Category


@dataclass(frozen=True, slots=True)
class HandMove:
    """One person as the clerk wants him: in a place, taken out without a place yet, or left where he is."""

    person: str
    unit: str = ""
    """Code of the unit; empty for 待安置区, the person's own unit for staying."""
    category: Category | None = None
    """Establishment type of the place; None for the one of the person's own post."""
    post: str = ""
    section: str = ""
    row: int = 0
    """Row of the post in 岗位需求, as in ``Place``; 0 for an open vacancy."""

    @property
    def is_waiting(self) -> bool:
        """Whether the person is taken out and has no place yet."""
        return not self.unit


@dataclass(frozen=True, slots=True)
class Light:
    """How one rule or constraint stands with the plan as it is made by hand."""

    id: str
    title: str
    findings: tuple[Finding, ...] = ()
    """What breaks it, worst first; none where it holds."""

    @property
    def worst(self) -> Severity | None:
        """The worst of its findings; None where the rule holds."""
        return self.findings[0].severity if self.findings else None


@dataclass(frozen=True, slots=True)
class Price:
    """One objective in order: what the optimum reaches and what the plan by hand does (smaller is better)."""

    name: str
    best: int
    by_hand: int


@dataclass(frozen=True, slots=True)
class HandPlan:
    """A plan as made by hand, judged."""

    plan: Plan
    """Moves of people in 待安置区 are not in it."""
    lights: tuple[Light, ...]
    prices: tuple[Price, ...]
    """Against the plan the clerk started from; empty where there was none."""
    waiting: tuple[str, ...] = ()
    """Ids of people in 待安置区, in ledger order."""
