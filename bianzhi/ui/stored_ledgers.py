"""A ledger of the pages as the store keeps it, and back; the last few that were brought back stay in memory."""

from collections.abc import Mapping
from datetime import date
from functools import lru_cache

from bianzhi import services
from bianzhi.domain.intake import parse_mapping
from bianzhi.domain.scenario import StoredFile, StoredLedger
from bianzhi.services import CheckReport
from bianzhi.ui.intake import read_stored
from bianzhi.ui.sources import Source, Upload


def stored(source: Source) -> StoredLedger:
    """What is kept of a ledger. A password never is: of locked uploads only the workbook made of them is kept."""
    locked = any(file.password for file in source.files)
    files = () if locked else tuple(StoredFile(file.name, file.content) for file in source.files)
    return StoredLedger(source.name, source.content, files, source.decided)


class _Kept:
    """A kept ledger under its id; equal where the id is, so that a cache need not compare megabytes."""

    def __init__(self, identifier: str, ledger: StoredLedger) -> None:
        self.identifier = identifier
        self.ledger = ledger

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Kept) and self.identifier == other.identifier

    def __hash__(self) -> int:
        return hash(self.identifier)


def source_of(identifier: str, ledger: StoredLedger) -> Source:
    """The ledger read again.

    Raises
    ------
    BianzhiError
        It cannot be read any more.
    """
    return _read(_Kept(identifier, ledger))


@lru_cache(maxsize=4)
def _read(kept: _Kept) -> Source:
    ledger = kept.ledger
    files = tuple(Upload(file.name, file.content) for file in ledger.files)
    mapping = parse_mapping(ledger.mapping) if ledger.mapping else None
    return read_stored(ledger.name, ledger.content, files, mapping)


def checked(source: Source, day: date, rules_off: Mapping[str, str]) -> CheckReport:
    """The check of a ledger that was brought back: made once for all windows that open it."""
    return _checked(_Once(source), day, tuple(sorted(rules_off.items())))


class _Once:
    """A source by identity: the one that ``source_of`` has in memory."""

    def __init__(self, source: Source) -> None:
        self.source = source

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Once) and self.source is other.source

    def __hash__(self) -> int:
        return id(self.source)


@lru_cache(maxsize=4)
def _checked(once: _Once, day: date, rules_off: tuple[tuple[str, str], ...]) -> CheckReport:
    return services.check(once.source.ledger, day, dict(rules_off))
