"""机构改革 as a list of operations: ordered, dated, named, each undoable. What it does to a ledger is in ``bianzhi.reform``.

Units, sections, duties and people are named by their codes and ids. An operation that changes the total of an establishment
type (编制类型) needs a document number; one that merely moves posts has none to give.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TypeAlias

from bianzhi.domain.establishment import Duty, Establishment, Section, Unit
from bianzhi.domain.plan import SurplusHead
from bianzhi.domain.reform_terms import Fate as Fate  # noqa: PLC0414 - named as reform words elsewhere
from bianzhi.domain.reform_terms import Manner as Manner  # noqa: PLC0414 - named as reform words elsewhere
from bianzhi.domain.reform_terms import SectionsGo as SectionsGo  # noqa: PLC0414 - named as reform words elsewhere
from bianzhi.domain.terms import Category, LeadershipKind


@dataclass(frozen=True, slots=True)
class EstablishUnit:
    """设立机构, with its first quotas; they need a document."""

    unit: Unit
    quotas: Mapping[Category, int] = field(default_factory=dict)
    document: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class AbolishUnit:
    """撤销机构. Posts, sections, people and duties go to ``heir`` where one is named; else people stay to be placed.

    Leadership posts of the unit itself end with it.
    """

    unit: str
    heir: str = ""
    document: str = ""
    """Needed where posts are taken back and not handed on."""
    sections: SectionsGo = SectionsGo.ALONG
    """What becomes of its sections where there is an heir."""
    why: str = ""


@dataclass(frozen=True, slots=True)
class MergeUnits:
    """合并机构: the parts become one unit, new or one of them, with their posts, sections, duties and people."""

    parts: tuple[str, ...]
    into: Unit
    heads: int | None = None
    """单位正职 of the merged unit (posts); None: as many as the part with the most of them."""
    deputies: int | None = None
    """单位副职 of the merged unit (posts); None: those of all parts together."""
    document: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class SplitUnit:
    """分设机构: sections with their people, and the posts named, leave a unit for a new one."""

    unit: str
    new: Unit
    sections: tuple[str, ...] = ()
    posts: Mapping[Category, int] = field(default_factory=dict)
    persons: tuple[str, ...] = ()
    duties: tuple[str, ...] = ()
    why: str = ""


@dataclass(frozen=True, slots=True)
class RenameUnit:
    """机构更名."""

    unit: str
    name: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class MoveUnit:
    """调整隶属: another superior unit; empty for none."""

    unit: str
    parent: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class EstablishSection:
    """设立内设机构."""

    section: Section
    document: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class MergeSections:
    """合并内设机构 of one unit: the parts become one section, new or one of them, with their people and duties.

    Leadership posts of the section are those of ``into``, or by the size of the section where it gives none and the parts
    had some; those of the unit change by as many.
    """

    parts: tuple[str, ...]
    into: Section
    surplus: tuple[SurplusHead, ...] = ()
    """Heads for whom the merged section has no post, each with what is proposed (富余正职安排建议)."""
    why: str = ""


@dataclass(frozen=True, slots=True)
class AbolishSection:
    """撤销内设机构: people and duties go to ``heir``, a section of the same unit, or to the unit where none is named."""

    section: str
    heir: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class TransferDuties:
    """划转职责 with posts and people: 编随事走、人随编走."""

    duties: tuple[str, ...]
    to_unit: str
    to_section: str = ""
    manner: Manner = Manner.NAMED
    posts: Mapping[Category, int] = field(default_factory=dict)
    """NAMED: posts that go along beyond those the named people hold; WHOLE and SHARE: none may be given."""
    persons: tuple[str, ...] = ()
    share_percent: int = 0
    why: str = ""


@dataclass(frozen=True, slots=True)
class TransferPosts:
    """划转编制 (and named people who hold them) from one unit to another."""

    from_unit: str
    to_unit: str
    posts: Mapping[Category, int]
    persons: tuple[str, ...] = ()
    why: str = ""


@dataclass(frozen=True, slots=True)
class ChangeDuty:
    """One duty reworded, dropped, or set up anew."""

    fate: Fate
    duty: str = ""
    """Code of the old duty; empty for NEW."""
    new: Duty | None = None
    """The duty after: REWORDED and NEW."""
    why: str = ""


@dataclass(frozen=True, slots=True)
class MergeDuties:
    """Several duties become one."""

    parts: tuple[str, ...]
    into: Duty
    why: str = ""


@dataclass(frozen=True, slots=True)
class SplitDuty:
    """One duty becomes several."""

    duty: str
    into: tuple[Duty, ...]
    why: str = ""


@dataclass(frozen=True, slots=True)
class ChangeQuota:
    """核增核减编制: changes a total, so it needs a document number."""

    unit: str
    category: Category
    change: int
    document: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class ChangeCap:
    """调整内设机构限额 of a unit; None returns it to the general cap."""

    unit: str
    cap: int | None
    document: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class ChangeLeadershipPosts:
    """调整领导职数."""

    unit: str
    kind: LeadershipKind
    change: int
    document: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class SetParameter:
    """A legal number set otherwise for what is checked after the reform, e.g. ``section_cap`` to 6."""

    parameter: str
    value: int
    document: str = ""
    why: str = ""


Operation: TypeAlias = (
    EstablishUnit
    | AbolishUnit
    | MergeUnits
    | SplitUnit
    | RenameUnit
    | MoveUnit
    | EstablishSection
    | MergeSections
    | AbolishSection
    | TransferDuties
    | TransferPosts
    | ChangeDuty
    | MergeDuties
    | SplitDuty
    | ChangeQuota
    | ChangeCap
    | ChangeLeadershipPosts
    | SetParameter
)


@dataclass(frozen=True, slots=True)
class Step:
    """One operation of a reform, with the day from which it holds."""

    operation: Operation
    on: date | None = None
    """Empty: with the reform as a whole."""


@dataclass(frozen=True)
class Reform:
    """An ordered list of operations with a name; reforms add up, the second after the first."""

    name: str
    steps: tuple[Step, ...] = ()
    effective: date | None = None
    source: str = ""
    """The document or the meeting it comes from, in words."""
    note: str = ""

    def __add__(self, later: "Reform") -> "Reform":
        """Both, one after the other; the day of each step is kept."""
        first = tuple(Step(step.operation, step.on or self.effective) for step in self.steps)
        second = tuple(Step(step.operation, step.on or later.effective) for step in later.steps)
        notes = "；".join(note for note in (self.note, later.note) if note)
        sources = "；".join(dict.fromkeys(source for source in (self.source, later.source) if source))
        return Reform(f"{self.name}＋{later.name}", first + second, later.effective or self.effective, sources, notes)

    def without_last(self) -> "Reform":
        """The reform before its last operation."""
        return Reform(self.name, self.steps[:-1], self.effective, self.source, self.note)


@dataclass(frozen=True, slots=True)
class DutyFate:
    """What became of one duty."""

    duty: str
    """Code in the old ledger, or in the new one for NEW."""
    fate: Fate
    becomes: tuple[str, ...] = ()
    """Codes in the new ledger."""
    step: int | None = None
    """Which step settled it, from 1; None where nothing touched it."""


@dataclass(frozen=True, slots=True)
class LedgerChange:
    """A ledger entry that a reform implies: 核增核减, with the document number left open."""

    unit: str
    category: Category
    change: int
    summary: str
    document: str = ""
    step: int = 0
    """The step it comes from, from 1."""


@dataclass(frozen=True, slots=True)
class LeadersChange:
    """职数核增核减 that a reform implies: leadership posts of one kind, with the document number left open."""

    unit: str
    kind: LeadershipKind
    change: int
    why: str
    document: str = ""
    step: int = 0
    """The step it comes from, from 1."""


@dataclass(frozen=True, slots=True)
class SurplusLeader:
    """Somebody who led a section or a unit that was merged, and for whom there is no head's post (富余正职)."""

    person: str
    kind: LeadershipKind
    was: str
    """Name of the section or unit led before."""
    proposal: str
    step: int


@dataclass(frozen=True, slots=True)
class RosterChange:
    """A person who changes unit by a reform: one 出编 and one 入编 row belong together."""

    person: str
    from_unit: str
    from_category: Category | None
    to_unit: str
    to_category: Category | None
    step: int


@dataclass(frozen=True)
class Reformed:
    """A ledger after a reform, and everything that follows from it."""

    reform: Reform
    before: Establishment
    after: Establishment
    fates: tuple[DutyFate, ...] = ()
    ledger_changes: tuple[LedgerChange, ...] = ()
    leaders_changes: tuple[LeadersChange, ...] = ()
    surplus: tuple[SurplusLeader, ...] = ()
    roster_changes: tuple[RosterChange, ...] = ()
    unplaced: tuple[str, ...] = ()
    """People of abolished units who have no place yet (撤销单位人员未安置): to be placed before anything is exported."""
    parameters: Mapping[str, int] = field(default_factory=dict)
    """Legal numbers set otherwise."""
    heads_not_stated: Mapping[str, int] = field(default_factory=dict)
    """Heads' posts (内设正职) with which sections count that state none, by code."""
