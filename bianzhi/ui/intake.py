"""Uploads on their way to one ledger: read in child processes from files of our own names, which are deleted at once."""

import io
import tempfile
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path

from bianzhi import services
from bianzhi.domain.answers import Opinion
from bianzhi.domain.finding import Finding
from bianzhi.domain.intake import How, SourceFile
from bianzhi.domain.intake import Mapping as ColumnMapping
from bianzhi.domain.plan import Plan
from bianzhi.domain.reconciliation import Reconciliation
from bianzhi.domain.roster_changes import RosterChanges
from bianzhi.errors import BianzhiError, PasswordNeededError
from bianzhi.rules.intake import CODES_GENERATED, UNITS_FROM_NAMES
from bianzhi.services import CheckReport, Ledger, advice
from bianzhi.ui.sources import Pending, Repaired, Source, Upload
from bianzhi.ui.state import Session
from bianzhi.ui.uploads import shown_name

CANONICAL = "规范台账.xlsx"
"""The name of the workbook that is made of several files, or of files of another form."""
FORMATS = ("xlsx", "xlsm", "xls", "xlsb", "ods", "csv", "txt", "htm", "html", "mht", "xml", "et", "wps")
"""Endings of files that may be a ledger; the reader goes by the content."""
_OTHER_FORM = frozenset((UNITS_FROM_NAMES.id, CODES_GENERATED.id))
"""Findings that tell of something the file itself does not say, and the canonical workbook does."""


def take_in(now: Session, files: Sequence[Upload], mapping: ColumnMapping | None) -> None:
    """Read uploads into the session: as its ledger, or as what is still to be completed, or as a refusal."""
    named = tuple(replace(file, name=shown_name(file.name)) for file in files)
    try:
        now.load(*read_uploads(named, now.day, mapping, now.settings.rules_off))
    except PasswordNeededError as error:
        now.pending = Pending(named, error, locked=_locked(named, error))
        now.upload_error = None
    except BianzhiError as error:
        now.pending = _incomplete(named, error, mapping)
        now.upload_error = None if now.pending else error


def read_uploads(
    files: Sequence[Upload], day: date, mapping: ColumnMapping | None = None, off: Mapping[str, str] | None = None
) -> tuple[Source, CheckReport]:
    """Read and check uploads; what is not one workbook that says everything itself becomes one canonical workbook.

    Raises
    ------
    PasswordNeededError
        A file has a password, and it was not given.
    UnreadableWorkbookError
        A file cannot be read, is refused as unsafe, or all together lack a sheet or column that must be there.
    """
    with _on_disk(files) as on_disk:
        ledger = services.read_files(on_disk, mapping)
        if _says_everything_itself(files, ledger):
            source = Source(files[0].name, files[0].content, ledger, tuple(files))
        else:
            path = on_disk[0].path.with_name(CANONICAL)
            services.write_ledger(path, ledger.establishment)
            source = Source(CANONICAL, path.read_bytes(), services.read(path, CANONICAL), tuple(files), ledger)
    source = replace(source, decided=mapping.as_toml() if mapping else "")
    return source, services.check(source.ledger, day, off or {})


def read_stored(name: str, content: bytes, files: tuple[Upload, ...], mapping: ColumnMapping | None) -> Source:
    """A working workbook that was kept, read again with the uploads it came from (none of them where one was locked).

    Raises
    ------
    UnreadableWorkbookError
        It cannot be read any more.
    """
    with _on_disk([Upload(name, content)]) as (file,):
        ledger = services.read_files([file], mapping if _is_upload(content, files) else None)
    original = None
    if files and not _is_upload(content, files):
        with _on_disk(files) as on_disk:
            read_again = services.read_files(on_disk, mapping)
        original = read_again if name == CANONICAL else None
    return Source(name, content, ledger, files, original, mapping.as_toml() if mapping else "")


def repaired(source: Source, report: CheckReport, accepted: Sequence[Finding], off: Mapping[str, str]) -> Repaired:
    """The working workbook with the repairs of some findings made, read and checked again.

    Raises
    ------
    BianzhiError
        The workbook cannot be changed, or not be read any more.
    """
    with _on_disk([Upload(source.name, source.content)]) as (original,):
        path = original.path.with_name("repaired.xlsx")
        services.repair(original.path, accepted, path, report.day)
        ledger = services.read(path, source.name)
        after = replace(source, content=path.read_bytes(), ledger=ledger)
    return Repaired(after, services.check(ledger, report.day, off), tuple(accepted))


def reconciled(source: Source, upload: Upload) -> Reconciliation:
    """The ledger held against an uploaded payroll and the counts the office states.

    Raises
    ------
    UnreadableWorkbookError
        The file cannot be read, or is no payroll.
    """
    with _on_disk([upload]) as (file,):
        reading = services.read_payroll(file.path, source.establishment, file.name, file.password)
    return services.reconcile(source.establishment, reading.payroll, source.stated)


def changed_since(source: Source, upload: Upload, mapping: ColumnMapping | None) -> RosterChanges:
    """What the ledger says otherwise than an uploaded older one.

    Raises
    ------
    UnreadableWorkbookError
        The file cannot be read, or is no ledger.
    """
    with _on_disk([upload]) as on_disk:
        older = services.read_files(on_disk, mapping)
    return services.roster_changes(older.establishment, source.establishment)


def consultation(source: Source, plan: Plan, upload: Upload) -> tuple[tuple[Opinion, ...], tuple[Finding, ...]]:
    """What was answered on an uploaded consultation form, and what is wrong with it.

    Raises
    ------
    UnreadableWorkbookError
        The file is no workbook, is unsafe, or is no such form.
    """
    with _on_disk([upload]) as (file,):
        return advice.read_consultation(file.path, plan, source.establishment, file.name)


def earlier_plan(source: Source, upload: Upload) -> tuple[Plan, tuple[Finding, ...]]:
    """An exported plan read back as far as the ledger knows its people and places; what a re-check finds, and what it lost.

    Raises
    ------
    UnreadableWorkbookError
        The file is no plan workbook.
    """
    with _on_disk([upload]) as (file,):
        plan, lost = advice.previous_plan(file.path, source.establishment, file.name)
        violations = services.verify(source.establishment, file.path, settings=plan.settings, name=file.name)
        return plan, (*violations, *lost)


@contextmanager
def _on_disk(files: Sequence[Upload]) -> Iterator[list[SourceFile]]:
    """The uploads as files that only we may read, gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="bianzhi-") as folder:
        found = []
        for number, file in enumerate(files):
            path = Path(folder) / f"upload{number}"
            path.touch(mode=0o600)
            path.write_bytes(file.content)
            found.append(SourceFile(path, file.name, file.password))
        yield found


def _says_everything_itself(files: Sequence[Upload], ledger: Ledger) -> bool:
    """Whether the upload can be worked on as it is: one xlsx without password, nothing in it guessed or made up."""
    if len(files) != 1 or files[0].password or not _is_xlsx(files[0].content):
        return False
    sure = all(
        guess.how in (How.EXACT, How.ALIAS) and guess.target.count(".") == 1 for guess in ledger.mapping if guess.used
    )
    return sure and not any(finding.id in _OTHER_FORM for finding in ledger.form_findings)


def _is_upload(content: bytes, files: Sequence[Upload]) -> bool:
    """Whether the workbook that is worked on is the upload itself."""
    return len(files) == 1 and files[0].content == content


def _is_xlsx(content: bytes) -> bool:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            return "xl/workbook.xml" in parts.namelist()
    except (zipfile.BadZipFile, ValueError, OSError):
        return False


def _locked(files: Sequence[Upload], error: BianzhiError) -> int:
    """The place of the file the error is about: the one it names, else the first without a password."""
    named = [place for place, file in enumerate(files) if f"“{file.name}”" in error.message]
    open_ones = [place for place, file in enumerate(files) if not file.password]
    return (named or open_ones or [0])[0]


def _incomplete(files: tuple[Upload, ...], error: BianzhiError, mapping: ColumnMapping | None) -> Pending | None:
    """What is there so far, where the files have columns that could be told what they are."""
    try:
        with _on_disk(files) as on_disk:
            guesses = services.guesses(on_disk, mapping)
    except BianzhiError:
        return None
    return Pending(files, error, guesses) if any(guess.samples for guess in guesses) else None
