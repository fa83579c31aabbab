"""What a newer roster says otherwise than an older one: who entered, left, moved, and what was corrected."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from bianzhi.domain.cell import CellRef
from bianzhi.domain.terms import Category


class ChangeKind(StrEnum):
    """What happened to a person. The first four say what it does to the persons in post."""

    ENTERED = "进入"
    LEFT = "离开"
    MOVED = "跨单位调动"
    RETYPED = "编制类型变动"
    CORRECTED = "信息更正"
    LISTED = "增列（不计实有）"
    """New on the roster and not counted in post: 编外, or somebody who had already left."""
    DELISTED = "删除（不计实有）"
    """No more on the roster, and was not counted in post."""


class MatchedBy(StrEnum):
    """How the person was found on both rosters."""

    ID = "人员编号"
    CITIZEN_NUMBER = "公民身份号码"
    NAME_AND_UNIT = "姓名和单位"
    NOTHING = ""
    """On one roster only."""


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field that reads otherwise now: its heading, and both values as a cell shows them, numbers masked."""

    heading: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class PersonChange:
    """One person to whom something happened; a person who moved may have corrected fields as well."""

    kind: ChangeKind
    person: str
    """人员编号 on the newer roster, or on the older one for those who are no more there."""
    name: str
    matched_by: MatchedBy
    from_unit: str = ""
    """Name of the unit on the older roster; empty for those who were not there."""
    to_unit: str = ""
    from_category: Category | None = None
    to_category: Category | None = None
    why: str = ""
    """For those who entered or left: what the rosters say of how."""
    fields: tuple[FieldChange, ...] = ()
    before: CellRef | None = None
    after: CellRef | None = None


@dataclass(frozen=True, slots=True)
class UnitChange:
    """The persons in post of one unit, then and now: ``before + entered + arrived − left − moved_out == after``."""

    unit: str
    """Name; on the newer ledger where it has the unit."""
    before: int
    entered: int
    arrived: int
    left: int
    moved_out: int
    after: int
    retyped: int
    """Persons who stayed and hold another type of post."""
    corrected: int
    """Persons with corrected fields, whatever else happened to them."""


@dataclass(frozen=True)
class RosterChanges:
    """Everything that differs between two rosters."""

    old: str
    """File name of the older ledger."""
    new: str
    changes: tuple[PersonChange, ...] = ()
    """By kind, then in roster order."""
    units: tuple[UnitChange, ...] = ()
    """Every unit of either ledger, the newer one's order first."""

    @cached_property
    def counts(self) -> Mapping[ChangeKind, int]:
        """Persons by kind; every kind is there."""
        counts = dict.fromkeys(ChangeKind, 0)
        for change in self.changes:
            counts[change.kind] += 1
        return counts
