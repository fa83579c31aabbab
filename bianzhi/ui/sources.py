"""What a session works on: uploads, the workbook made of them, and what repairs made of that."""

from dataclasses import dataclass, field

from bianzhi.domain.establishment import Establishment
from bianzhi.domain.finding import Finding
from bianzhi.domain.intake import Mapping, StatedCount
from bianzhi.errors import BianzhiError
from bianzhi.services import CheckReport, Ledger


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as it came in: the user's own name for it, its bytes, and what opens it."""

    name: str
    content: bytes = field(repr=False)
    password: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Source:
    """The workbook that is worked on: its name, its bytes, what it says, and the uploads it comes from."""

    name: str
    content: bytes = field(repr=False)
    ledger: Ledger = field(repr=False)
    files: tuple[Upload, ...] = ()
    original: Ledger | None = field(default=None, repr=False)
    """What the uploads said, where one canonical workbook was made of them; None where the upload itself is used."""
    decided: str = ""
    """What the columns of the uploads were decided to be, as the text of a mapping file; empty where all were guessed."""

    @property
    def establishment(self) -> Establishment:
        """What the ledger says."""
        return self.ledger.establishment

    @property
    def as_uploaded(self) -> Ledger:
        """What the uploads said, with what their columns were taken for."""
        return self.original or self.ledger

    @property
    def stated(self) -> tuple[StatedCount, ...]:
        """Counts the office's own tables state."""
        return self.as_uploaded.stated

    @property
    def intake_findings(self) -> tuple[Finding, ...]:
        """What was wrong with the form of the uploads, where the working workbook is another one."""
        return self.original.form_findings if self.original else ()


@dataclass(frozen=True, slots=True)
class Pending:
    """Uploads that are no ledger yet: a password is missing, or a sheet, or what a column means."""

    files: tuple[Upload, ...]
    error: BianzhiError
    mapping: Mapping = field(default_factory=Mapping)
    locked: int | None = None
    """The place of the file that wants a password."""


@dataclass(frozen=True, slots=True)
class Repaired:
    """The work after repairs were made: the new workbook, its check, and the findings whose repair was accepted."""

    source: Source
    report: CheckReport
    accepted: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class StepBack:
    """The work before repairs, to go back to."""

    source: Source
    report: CheckReport
    accepted: tuple[Finding, ...]
    """What had been accepted before."""
