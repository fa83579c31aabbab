"""What both papers of a reform say in the same words: names of units, and 核增核减 unit by unit and type by type."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from bianzhi.domain.establishment import CellKey
from bianzhi.domain.plan import Move
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
    for change in reformed.roster_changes:
        codes |= {change.from_unit: change.from_unit, change.to_unit: change.to_unit}
    return UnitNames({**codes, **new, **old}, {**codes, **old, **new})


@dataclass(slots=True)
class QuotaChange:
    """One cell whose quota changes: posts before, entered more and less, and where that comes from."""

    unit: str
    category: Category
    before: int
    more: int = 0
    less: int = 0
    steps: list[int] = field(default_factory=list)
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
        """The steps that change it: 第1、3至6项."""
        return f"第{'、'.join(_ranges(sorted(set(self.steps))))}项"


def _ranges(steps: Sequence[int]) -> Iterator[str]:
    """Numbers in words, three or more in a row as a range."""
    start = 0
    for place, step in enumerate(steps):
        if place + 1 < len(steps) and steps[place + 1] == step + 1:
            continue
        run = steps[start : place + 1]
        yield f"{run[0]}至{run[-1]}" if len(run) > 2 else "、".join(map(str, run))
        start = place + 1


def quota_changes(paper: ReformPaper) -> list[QuotaChange]:
    """Every cell with an entry, in the order in which the reform first touches it."""
    standing = paper.reformed.before.entered
    found: dict[CellKey, QuotaChange] = {}
    for change in paper.reformed.ledger_changes:
        cell = change.unit, change.category
        row = found.setdefault(cell, QuotaChange(*cell, standing.get(cell, 0)))
        row.more += max(0, change.change)
        row.less += max(0, -change.change)
        row.steps.append(change.step)
        row.documents.append(change.document or PENDING)
    return list(found.values())


@dataclass(frozen=True, slots=True)
class RosterLine:
    """Somebody who leaves one unit and enters another: one row 出编 and one row 入编."""

    person: str
    from_unit: str
    from_category: Category | None
    to_unit: str
    to_category: Category | None
    reason: str


def roster_lines(paper: ReformPaper) -> list[RosterLine]:
    """Who goes along by a step, in the order of the steps; then who of an abolished unit is placed by the plan.

    The other moves of the plan belong to a plan of their own.
    """
    along = [
        RosterLine(c.person, c.from_unit, c.from_category, c.to_unit, c.to_category, f"第{c.step}项")
        for c in paper.reformed.roster_changes
    ]
    placed = [
        RosterLine(m.person, m.from_unit, m.from_category, m.to_unit, m.to_category, "拟安置")
        for m in placements(paper)
    ]
    return along + placed


def placements(paper: ReformPaper) -> list[Move]:
    """The moves of the plan that place people of abolished units."""
    left_over = frozenset(paper.reformed.unplaced)
    return [move for move in paper.plan.moves if move.person in left_over] if paper.plan else []


def placed_told(paper: ReformPaper) -> str:
    """How many are placed, and what else the plan moves; empty without a plan."""
    if paper.plan is None:
        return ""
    placed = len(placements(paper))
    others = len(paper.plan.moves) - placed
    more = f"；同时求解的超编调剂{others}名另见调剂方案" if others else ""
    return f"撤销单位人员拟安置到其他单位{placed}名{more}"
