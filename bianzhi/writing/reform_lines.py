"""What both papers of a reform say in the same words: names of units, and 核增核减 unit by unit and type by type."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from bianzhi.domain.establishment import CellKey
from bianzhi.domain.reform_comparison import ReformPaper
from bianzhi.domain.terms import Category

PENDING = "待批"
"""Stands where a document number is not there yet."""


@dataclass(frozen=True, slots=True)
class UnitNames:
    """Full names of units by code: as they were, and as they will be; of a unit on one side only, the one it has."""

    before: Mapping[str, str]
    after: Mapping[str, str]

    def both(self, code: str) -> str:
        """The name it will have, and the one it had where that differs."""
        old, new = self.before[code], self.after[code]
        return new if old == new else f"{new}（原{old}）"


def unit_names(paper: ReformPaper) -> UnitNames:
    """Names of every unit that any line of the papers speaks of.

    A unit that is set up and goes again within the reform is on neither side; it is called by its code.
    """
    reformed = paper.reformed
    old = {unit.code: unit.name for unit in reformed.before.units}
    new = {unit.code: unit.name for unit in reformed.after.units}
    codes = {change.unit: change.unit for change in reformed.ledger_changes}
    for move in reformed.roster_changes:
        codes |= {move.from_unit: move.from_unit, move.to_unit: move.to_unit}
    return UnitNames({**codes, **new, **old}, {**codes, **old, **new})


@dataclass(slots=True)
class QuotaChange:
    """One cell whose quota changes: posts before, entered more and less, and where that comes from."""

    unit: str
    category: Category
    before: int
    more: int = 0
    less: int = 0
    steps: list[str] = field(default_factory=list)
    documents: list[str] = field(default_factory=list)

    @property
    def after(self) -> int:
        """Posts after the reform."""
        return self.before + self.more - self.less

    @property
    def document(self) -> str:
        """The document numbers, 待批 among them where an entry has none."""
        return "、".join(dict.fromkeys(self.documents))

    @property
    def reason(self) -> str:
        """The steps that change it."""
        return f"第{'、'.join(dict.fromkeys(self.steps))}项"


def quota_changes(paper: ReformPaper) -> list[QuotaChange]:
    """Every cell with an entry, in the order in which the reform first touches it."""
    standing = paper.reformed.before.entered
    found: dict[CellKey, QuotaChange] = {}
    for change in paper.reformed.ledger_changes:
        cell = change.unit, change.category
        row = found.setdefault(cell, QuotaChange(*cell, standing.get(cell, 0)))
        row.more += max(0, change.change)
        row.less += max(0, -change.change)
        row.steps.append(str(change.step))
        row.documents.append(change.document or PENDING)
    return list(found.values())
