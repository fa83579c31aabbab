"""方案 as the office keeps them: what each proposes, how far it has come, and every step of its making.

A scenario is a name, a status and a history of contents. A content is never changed: whatever the clerk does makes the
next one, so that undoing is going back to the one before.
"""

from dataclasses import dataclass, field
from datetime import date, datetime

from bianzhi.domain.by_hand import HandMove
from bianzhi.domain.consultation import Consultation
from bianzhi.domain.duty_decisions import DutyComparison
from bianzhi.domain.establishment import PostLoan
from bianzhi.domain.finding import Finding
from bianzhi.domain.plan import Merger, Plan
from bianzhi.domain.previous_check import PreviousCheck
from bianzhi.domain.reconciliation import Reconciliation
from bianzhi.domain.reform import Reform
from bianzhi.domain.roster_changes import RosterChanges
from bianzhi.domain.settings import PlanSettings
from bianzhi.domain.terms import Term


class ScenarioStatus(Term):
    """办理状态, in the order of the procedure."""

    DRAFT = "起草"
    CONSULTING = "征求意见"
    REVIEW = "会审"
    ADOPTED = "通过"
    ISSUED = "印发"

    @property
    def is_closed(self) -> bool:
        """Whether the content may not change any more: the commission has dealt with it."""
        return self in (ScenarioStatus.ADOPTED, ScenarioStatus.ISSUED)

    @property
    def following(self) -> "ScenarioStatus | None":
        """The next status of the procedure; None at its end."""
        order = list(ScenarioStatus)
        place = order.index(self) + 1
        return order[place] if place < len(order) else None

    def may_become(self, other: "ScenarioStatus") -> bool:
        """Whether the procedure leads from here to there: one step on, or back to drafting."""
        return other is self.following or (other is ScenarioStatus.DRAFT and self is not other)


class Origin(Term):
    """What a scenario started from."""

    AS_IS = "现状"
    """The ledger as it stands, with default settings and no plan."""
    BLANK = "空白"
    """Nothing: the ledger is loaded afterwards."""
    COPY = "副本"
    """Another scenario, with everything in it."""


@dataclass(frozen=True, slots=True)
class ScenarioContent:
    """What a scenario proposes, at one moment. Two contents that are equal propose the same."""

    day: date
    """The day checked and planned for."""
    ledger: str = ""
    """Id of the stored ledger; empty before one is loaded."""
    settings: PlanSettings = field(default_factory=PlanSettings)
    """With the wishes."""
    plan: Plan | None = None
    mergers: tuple[Merger, ...] | None = None
    by_hand: tuple[HandMove, ...] = ()
    reform: Reform | None = None
    accepted: tuple[Finding, ...] = ()
    """Repairs that the ledger has taken in."""
    consultation: Consultation | None = None
    """The consultation form that came back about the plan."""
    record: Consultation | None = None
    """The opinions that the plan already takes into account."""
    loans: tuple[PostLoan, ...] = ()
    """拟借用: loans of posts that are proposed."""
    other_reform: Reform | None = None
    """A second reform, to be compared with the one at hand."""
    duties: DutyComparison | None = None
    """Two lists of duties that are compared, with what was decided so far."""
    basis: Plan | None = None
    """An exported plan that was read back, of which the next one is to keep as many lines as possible."""
    basis_findings: tuple[Finding, ...] = ()
    """What of it the ledger does not know."""
    reconciliation: Reconciliation | None = None
    """What a payroll says otherwise than the ledger, with numbers masked; the payroll itself is not kept."""
    roster_changes: RosterChanges | None = None
    """What changed since an older ledger, with numbers masked; the older ledger itself is not kept."""
    previous: PreviousCheck | None = None
    """An earlier check, for the trend in the health report."""
    carries_settings: bool = False
    """Whether wishes and changes were entered for another ledger than this one, and nobody has said to use them."""


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file as it came in: the user's own name for it, and its bytes."""

    name: str
    content: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class StoredLedger:
    """A ledger as it was uploaded, and the workbook that is worked on (the same bytes where the upload itself is)."""

    name: str
    """Name of the working workbook."""
    content: bytes = field(repr=False)
    files: tuple[StoredFile, ...] = ()
    """The uploads; none of them where one had a password, which is never kept."""
    mapping: str = ""
    """What the columns of the uploads were decided to be, as the text of a mapping file; empty for as guessed."""


@dataclass(frozen=True, slots=True)
class StatusStep:
    """One step of the procedure, as recorded."""

    before: ScenarioStatus
    after: ScenarioStatus
    by: str
    at: datetime
    """UTC."""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Scenario:
    """The head of a scenario: everything but its contents."""

    id: str
    name: str
    origin: Origin
    created: datetime
    """UTC."""
    changed: datetime
    """UTC."""
    note: str = ""
    status: ScenarioStatus = ScenarioStatus.DRAFT
    version: int = 1
    """Grows with every change; whoever saves says which one he saw."""
    ledger: str = ""
    """Id of the ledger of the present content; empty before one is loaded."""
    ledger_name: str = ""
    copied_from: str = ""
    """Name of the scenario it was copied from."""
    running: str = ""
    """Title of the work that was under way when it was last heard of; empty for none."""
    undoable: str = ""
    """What the last step did, in words; empty where there is nothing to undo."""
    redoable: str = ""
    """What the next step did, in words; empty where there is nothing to redo."""


@dataclass(frozen=True, slots=True)
class HistoryStep:
    """One line of the history of a scenario."""

    position: int
    label: str
    at: datetime
    """UTC."""
    is_present: bool
    """Whether the scenario stands at this step."""
