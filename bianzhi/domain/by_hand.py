"""Moves made by hand, before any solver: what the clerk drags, and what the rules and the optimum say of it."""

from collections.abc import Iterable
from dataclasses import dataclass

from bianzhi.domain.establishment import Person
from bianzhi.domain.finding import Finding, Severity
from bianzhi.domain.plan import Fit, Place, Plan
from bianzhi.domain.terms import Category

HAND_WHY = "手工调整"
"""With these words begins the reason of every wish that was made of a move by hand."""

LESS_IS_BETTER = frozenset(("remaining_excess", "moves"))
"""Objectives of which less is better; of the others more is."""


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

    def stays(self, person: Person) -> bool:
        """Whether the person is left where he is: in his own unit, on his own establishment type."""
        return self.unit == person.unit and self.category in (None, person.category)

    def place(self, person: Person) -> Place | None:
        """Where the person is to go; None where he waits, stays, or has no establishment type to go by."""
        category = self.category or person.category
        if self.is_waiting or category is None or self.stays(person):
            return None
        return Place(self.unit, category, self.post, self.section, self.row)


def latest(moves: Iterable[HandMove]) -> tuple[HandMove, ...]:
    """The last move of each person, in the order in which these were made."""
    last: dict[str, HandMove] = {}
    for move in moves:
        last.pop(move.person, None)
        last[move.person] = move
    return tuple(last.values())


@dataclass(frozen=True, slots=True)
class Light:
    """How one rule or constraint stands with the plan as it is made by hand."""

    id: str
    title: str
    findings: tuple[Finding, ...] = ()
    """What breaks it, worst first; none where it holds."""
    persons: tuple[str, ...] = ()
    """Ids of the people whose moves break it, in ledger order; none where no single move does."""
    of_ledger: bool = False
    """Whether it is a rule about the ledger that would be worse off than now, and not one about plans."""

    @property
    def worst(self) -> Severity | None:
        """The worst of its findings; None where the rule holds."""
        return self.findings[0].severity if self.findings else None

    @property
    def is_red(self) -> bool:
        """Whether a plan with it breaks a rule."""
        return self.worst is Severity.ERROR


@dataclass(frozen=True, slots=True)
class Price:
    """One objective in order: what the optimum reaches and what the plan by hand does."""

    name: str
    """As in ``Objective``."""
    best: int
    by_hand: int

    @property
    def loss(self) -> int:
        """By how much the plan by hand is worse; below 0 where it is better, which costs an objective before it."""
        return self.by_hand - self.best if self.name in LESS_IS_BETTER else self.best - self.by_hand


@dataclass(frozen=True, slots=True)
class CellStanding:
    """Posts and persons of one cell: now, by the plan the clerk started from, and as made by hand."""

    unit: str
    category: Category
    authorized: int
    """Posts."""
    now: int
    """Persons in post; likewise the next two."""
    started_from: int
    by_hand: int
    """People in 待安置区 are in no cell."""

    @property
    def changed(self) -> bool:
        """Whether the moves by hand changed it."""
        return self.started_from != self.by_hand


@dataclass(frozen=True, slots=True)
class PlaceOffer:
    """One place for one person, as things stand by hand: open with its fit, or barred with the first rule that bars."""

    place: Place
    fit: Fit | None = None
    barred: str = ""
    """The first rule that bars, in words; empty for an open place."""
    source: str = ""

    @property
    def is_open(self) -> bool:
        """Whether he may be placed there now."""
        return not self.barred


@dataclass(frozen=True, slots=True)
class HandPlan:
    """A plan as made by hand, judged."""

    plan: Plan
    """Moves of people in 待安置区 are not in it, nor are the lists of what is left and who may not move."""
    lights: tuple[Light, ...]
    """Every rule about plans that is in force, in the order of ``verify``; then rules about the ledger, in order of ids."""
    prices: tuple[Price, ...]
    """Against the plan the clerk started from; empty where there was none, or where it was made under other settings."""
    waiting: tuple[str, ...] = ()
    """Ids of people in 待安置区, in ledger order."""
    cells: tuple[CellStanding, ...] = ()
    """Every cell, in ledger order."""
    stale: tuple[str, ...] = ()
    """Ids of lights that show, without any move by hand, all that they show: the plan started from was made under other settings."""

    @property
    def broken(self) -> tuple[Light, ...]:
        """Rules about plans that the plan breaks: with any of them it cannot be proposed."""
        return tuple(light for light in self.lights if light.is_red and not light.of_ledger)

    @property
    def may_be_proposed(self) -> bool:
        """Whether no rule about plans is broken and nobody waits for a place."""
        return not self.broken and not self.waiting


@dataclass(frozen=True, slots=True)
class Filled:
    """What the solver makes of moves by hand: the best plan that keeps them, and what keeping them costs."""

    plan: Plan
    prices: tuple[Price, ...]
    """Against the best plan without them, objective by objective in order; both exactly as proven."""
    proven: bool
    """Whether both plans are proven optimal, so that the price is exact."""
