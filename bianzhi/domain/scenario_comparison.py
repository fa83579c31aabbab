"""Two to four scenarios side by side: what each comes to, and whom each places elsewhere."""

from dataclasses import dataclass

from bianzhi.domain.establishment import Establishment
from bianzhi.domain.plan import Place
from bianzhi.domain.scenario import ScenarioContent


@dataclass(frozen=True, slots=True)
class Compared:
    """A scenario to be compared, with what its ledger says."""

    name: str
    establishment: Establishment
    content: ScenarioContent


@dataclass(frozen=True, slots=True)
class Indicator:
    """One figure of every scenario, in words."""

    name: str
    meaning: str
    """How it is counted."""
    values: tuple[str, ...]
    """A figure each, — where a scenario has nothing to count."""
    best: tuple[int, ...] = ()
    """Places of the scenarios that do best; empty where more is neither better nor worse, or all are alike."""


@dataclass(frozen=True, slots=True)
class PlacedOtherwise:
    """One person whom not all scenarios treat alike."""

    person: str
    name: str
    unit: str
    """Full name of the unit in post."""
    places: tuple[Place | None, ...]
    """Where each scenario places him; None where he stays."""


@dataclass(frozen=True, slots=True)
class ScenarioComparison:
    """Scenarios held against each other."""

    names: tuple[str, ...]
    indicators: tuple[Indicator, ...]
    otherwise: tuple[PlacedOtherwise, ...]
    """In the order of the first ledger that has them."""
    alike: int
    """People whom every scenario moves to the same place (persons)."""
    notes: tuple[str, ...] = ()
    """What makes them less than comparable: another ledger, another day, no plan."""
