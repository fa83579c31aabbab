"""What the tool proposes: moves of people, with what each rests on. A proposal, never a decision."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from bianzhi.domain.establishment import CellKey, Establishment
from bianzhi.domain.settings import PlanSettings
from bianzhi.domain.terms import Category


class PlanStatus(StrEnum):
    """How good a plan is known to be. Read from bounds, never from a solver's status alone."""

    OPTIMAL = "optimal"
    FEASIBLE = "feasible"
    INFEASIBLE = "infeasible"


@dataclass(frozen=True, slots=True)
class Place:
    """Where someone may be placed: a listed post, or an open vacancy of a cell (``post`` empty)."""

    unit: str
    category: Category
    post: str = ""
    section: str = ""
    row: int = 0
    """Row of the post in the sheet 岗位需求, which tells posts of one title apart; 0 for an open vacancy."""

    @property
    def cell(self) -> CellKey:
        """The cell whose vacancy this place takes."""
        return self.unit, self.category


@dataclass(frozen=True, slots=True)
class FitPart:
    """One part of a pair's fit: its score 0–100, its weight, and why in a few words."""

    name: str
    score: int
    weight: int
    why: str


@dataclass(frozen=True, slots=True)
class Fit:
    """人岗相适 of one pair, 0–100, opened down to its parts; one part where the office gave the score itself."""

    score: int
    parts: tuple[FitPart, ...] = ()


@dataclass(frozen=True, slots=True)
class Move:
    """One person proposed to move from a cell in excess to a place with a vacancy."""

    person: str
    from_unit: str
    from_category: Category
    place: Place
    fit: Fit
    reasons: tuple[str, ...] = ()
    """Why this person and this place, in Chinese sentences."""
    source: str = ""
    """The articles the move rests on, in words."""

    @property
    def to_unit(self) -> str:
        """Code of the receiving unit."""
        return self.place.unit

    @property
    def to_category(self) -> Category:
        """Establishment type of the receiving post."""
        return self.place.category


@dataclass(frozen=True, slots=True)
class Objective:
    """What one objective reached, and the best it could possibly have reached given the ones before it."""

    name: str
    value: int
    bound: int

    @property
    def proven(self) -> bool:
        """Whether the value is proven optimal: it meets its bound."""
        return self.value == self.bound


@dataclass(frozen=True, slots=True)
class Remaining:
    """Excess that the plan cannot place, and what blocks it."""

    unit: str
    category: Category
    excess: int
    why: str


@dataclass(frozen=True, slots=True)
class Exclusion:
    """Someone in a cell in excess who may not be moved: the first rule that bars, and its source."""

    person: str
    rule: str
    source: str


@dataclass(frozen=True, slots=True)
class ManualCandidate:
    """Someone the identity matrix lets move only by a special procedure (M cells)."""

    person: str
    why: str


@dataclass(frozen=True)
class Plan:
    """An adjustment plan for one ledger on one day under one group of settings."""

    status: PlanStatus
    day: date
    ledger_sha256: str
    settings: PlanSettings
    objectives: tuple[Objective, ...] = ()
    moves: tuple[Move, ...] = ()
    """In the order of the ledger's roster."""
    excess_before: int = 0
    excess_after: int = 0
    remaining: tuple[Remaining, ...] = ()
    excluded: tuple[Exclusion, ...] = ()
    manual: tuple[ManualCandidate, ...] = ()
    orders: tuple[tuple[str, ...], ...] = ()
    """With exchange: ids of the people whose moves are carried out together, order by order; empty where any order will do."""
    solver: str = ""
    """Names and versions of what solved it, e.g. HiGHS 1.12.0."""
    replaces: str = ""
    """Check code of the plan that this one changes as little as possible; empty for a plan of its own."""
    code: str = field(default="", compare=False)
    """Check code as it was on paper, for a plan that was read back; ``plan_code.code_of`` works out that of any other."""
    solve_seconds: float = field(default=0.0, compare=False)

    @property
    def between_units(self) -> tuple[Move, ...]:
        """The moves that lead to another unit; the others change only the establishment type within it."""
        return tuple(move for move in self.moves if move.from_unit != move.to_unit)

    @property
    def dissolving(self) -> int:
        """Persons of the excess left that need no move: covered by people in transit, retirement ahead, or a tolerance."""
        aimed = next((each.value for each in self.objectives if each.name == "remaining_excess"), self.excess_after)
        return max(0, self.excess_after - aimed)

    @property
    def left_in_words(self) -> str:
        """The excess left, and how much of it needs no move."""
        told = f"（其中 {self.dissolving} 人由在途变动、退休减员或者允许溢出消化，不必安排）" if self.dissolving else ""
        return f"{self.excess_after} 人{told}"

    def in_post_after(self, establishment: Establishment) -> Mapping[CellKey, int]:
        """Persons in post of every cell once the moves are carried out."""
        after = Counter(establishment.in_post)
        for move in self.moves:
            after[move.from_unit, move.from_category] -= 1
            after[move.place.cell] += 1
        return dict(after)


@dataclass(frozen=True, slots=True)
class SurplusHead:
    """A section head for whom the merged section has no head's post, and what may happen to him."""

    person: str
    section: str
    proposal: str


@dataclass(frozen=True, slots=True)
class MergedSection:
    """Sections proposed to become one: codes in ledger order, persons in post, posts for heads and deputies."""

    sections: tuple[str, ...]
    name: str
    staff: int
    heads: int
    deputies: int


@dataclass(frozen=True)
class Merger:
    """内设机构整合 of one unit: which sections become one, how good that is, and which heads are left over.

    ``before`` and ``after`` count sections that count to the cap. ``value`` is the affinity within groups less the
    unevenness of sizes as defined in ``docs/formulation.md``; ``bound`` the best possible.
    """

    unit: str
    cap: int
    before: int
    after: int
    status: PlanStatus
    value: int
    bound: int
    groups: tuple[MergedSection, ...] = ()
    surplus_heads: tuple[SurplusHead, ...] = ()
    notes: tuple[str, ...] = ()
    """What the user should know: a group that stays under the minimum because the staff does not allow more, …"""
