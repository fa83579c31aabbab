"""The lists of a session, each made once: of a ledger on a day, with its findings and the plan at hand."""

from collections.abc import Hashable

from bianzhi.domain.outlook import Outlook
from bianzhi.services import foresight, lists
from bianzhi.services.lists import ListKind, ListSources, SearchableList
from bianzhi.ui.sources import Source
from bianzhi.ui.state import Session


def list_of(now: Session, source: Source, kind: ListKind, unit: str = "") -> SearchableList:
    """A list of the ledger, or of one of its units."""
    key = ("list", kind, unit, *_made_of(now))
    return now.remember(key, lambda: lists.make_list(kind, sources_of(now, source), unit))


def entries_of(now: Session, source: Source, unit: str) -> SearchableList:
    """What the ledger says of a unit, row by row."""
    key = ("list", "entries", unit, *_made_of(now))
    return now.remember(key, lambda: lists.ledger_entries_of(sources_of(now, source), unit))


def moves_of(now: Session, source: Source, unit: str) -> SearchableList:
    """Who is proposed to leave a unit or to come to it."""
    return now.remember(("list", "moves", unit, *_made_of(now)), lambda: lists.moves_of(sources_of(now, source), unit))


def sources_of(now: Session, source: Source) -> ListSources:
    """What every list is made of."""
    findings = now.report.findings if now.report else ()
    return now.remember(
        ("list sources", *_made_of(now)),
        lambda: ListSources(source.establishment, now.day, findings, outlook_of(now, source), now.plan),
    )


def outlook_of(now: Session, source: Source) -> Outlook:
    """Who retires when; the same that 趋势预测 shows."""
    return now.remember(("outlook", now.day), lambda: foresight.outlook(source.establishment, now.day))


def _made_of(now: Session) -> tuple[Hashable, ...]:
    report = now.report
    return (now.day, report.rules_off, len(report.findings)) if report else (now.day,)
