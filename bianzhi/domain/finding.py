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

    def __str__(self) -> str:
        source = f"依据：{self.source}。" if self.source else ""
        return f"[{self.id} {self.severity.label}] {self.at}：{self.message}{source}{self.hint}"
