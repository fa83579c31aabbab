"""What a check found: a place, what is there, what is allowed, the article, the remedy."""

from dataclasses import dataclass
from enum import StrEnum

from bianzhi.domain.cell import CellRef


class Severity(StrEnum):
    """How much a finding weighs. The value is the word of the JSON contract."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"

    @property
    def label(self) -> str:
        """The word users read."""
        return {"error": "违规", "warning": "预警", "note": "提示"}[self.value]


class CellKind(StrEnum):
    """What a repaired cell is to hold, so that identity numbers never become numbers, nor head counts text."""

    TEXT = "text"
    NUMBER = "number"
    DATE = "date"


@dataclass(frozen=True, slots=True)
class CellChange:
    """One cell and what is to stand in it. Dates are written 1985-06-01, or 1985-06 where only the month is known."""

    at: CellRef
    value: str
    was: str
    """What the cell means now; empty where it is blank."""
    kind: CellKind = CellKind.TEXT


@dataclass(frozen=True, slots=True)
class Repair:
    """What the cell of a finding should hold instead. There is one only where nothing else can have been meant."""

    value: str
    was: str
    """What the cell means now; empty where it is blank."""
    why: str
    """Why this value and no other, as a Chinese sentence."""
    kind: CellKind = CellKind.TEXT
    also: tuple[CellChange, ...] = ()
    """Other cells that change with it or not at all: the second of two dates that were exchanged."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong, or worth a look, at one cell.

    ``id`` is the rule's id and says nothing about severity. ``source`` is the article, already in words.
    """

    id: str
    title: str
    severity: Severity
    at: CellRef
    message: str
    hint: str
    source: str
    repair: Repair | None = None
    """A value to put there, where one is safe."""

    @property
    def changes(self) -> tuple[CellChange, ...]:
        """Every cell the repair changes, the finding's own first; none without a repair."""
        if self.repair is None:
            return ()
        own = CellChange(self.at, self.repair.value, self.repair.was, self.repair.kind)
        return (own, *self.repair.also)

    def __str__(self) -> str:
        source = f"依据：{self.source}。" if self.source else ""
        return f"[{self.id} {self.severity.label}] {self.at}：{self.message}{source}{self.hint}"
