"""The history of a scenario: contents, one after the other, which share the parts they have in common."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, func, select

from bianzhi.domain.scenario import HistoryStep, ScenarioContent
from bianzhi.store.documents import Document, content_of, decode
from bianzhi.store.ledgers import claim, insert_new
from bianzhi.store.tables import PARTS, STEP_PARTS, STEPS


@dataclass(frozen=True, slots=True)
class StoredContent:
    """A content as it is stored: what takes time, to decode it, is done after the transaction."""

    step: Mapping[str, Any]
    documents: Mapping[str, Document] = field(repr=False)

    def content(self) -> ScenarioContent:
        """The content itself.

        Raises
        ------
        BianzhiError
            It is damaged, or a newer version of the program wrote it.
        """
        return content_of(self.step, self.documents)


def read_content(connection: Connection, scenario: str, position: int) -> StoredContent:
    """The content of one step."""
    place = STEPS.c.scenario == scenario, STEPS.c.position == position
    row = connection.execute(select(STEPS.c.day, STEPS.c.ledger).where(*place)).one()
    parts = (
        select(STEP_PARTS.c.kind, PARTS.c.digest, PARTS.c.data)
        .join(PARTS, PARTS.c.digest == STEP_PARTS.c.digest)
        .where(STEP_PARTS.c.scenario == scenario, STEP_PARTS.c.position == position)
    )
    documents = {kind: Document(digest, data) for kind, digest, data in connection.execute(parts)}
    return StoredContent({"day": row.day, "ledger": row.ledger or ""}, documents)


def is_written_so(
    connection: Connection,
    scenario: str,
    position: int,
    content: ScenarioContent,
    documents: Mapping[str, Document],
) -> bool:
    """Whether a content is stored at a step to the last character."""
    return not _differing(connection, scenario, position, content, documents)


def says_the_same(
    connection: Connection,
    scenario: str,
    position: int,
    content: ScenarioContent,
    documents: Mapping[str, Document],
) -> bool:
    """Whether a content equals what is stored at a step, even where it is written otherwise (another solving time, …)."""
    differing = _differing(connection, scenario, position, content, documents)
    if not differing <= documents.keys():
        return False
    stored = read_content(connection, scenario, position).documents if differing else {}
    return all(kind in stored and decode(kind, stored[kind]) == getattr(content, kind) for kind in sorted(differing))


def _differing(
    connection: Connection,
    scenario: str,
    position: int,
    content: ScenarioContent,
    documents: Mapping[str, Document],
) -> set[str]:
    """The parts that are written otherwise, or stand on one side only; the step's own fields as one part without a name."""
    place = STEPS.c.scenario == scenario, STEPS.c.position == position
    day, ledger = connection.execute(select(STEPS.c.day, STEPS.c.ledger).where(*place)).one()
    parts = select(STEP_PARTS.c.kind, STEP_PARTS.c.digest)
    here = parts.where(STEP_PARTS.c.scenario == scenario, STEP_PARTS.c.position == position)
    stored = {row.kind: row.digest for row in connection.execute(here)}
    given = {kind: document.digest for kind, document in documents.items()}
    own = set() if (day, ledger or "") == (content.day, content.ledger) else {""}
    return own | {kind for kind in stored.keys() | given.keys() if stored.get(kind) != given.get(kind)}


def write_step(
    connection: Connection,
    scenario: str,
    position: int,
    content: ScenarioContent,
    documents: Mapping[str, Document],
    label: str,
    now: datetime,
) -> None:
    """Write one step.

    Raises
    ------
    BianzhiError
        The ledger it refers to is not there any more.
    """
    claim(connection, content.ledger)
    row = {"scenario": scenario, "position": position, "label": label, "at": now}
    connection.execute(STEPS.insert().values({**row, "day": content.day, "ledger": content.ledger or None}))
    for document in sorted(documents.values(), key=lambda each: each.digest):
        insert_new(connection, PARTS, {"digest": document.digest, "data": document.data})
    parts = [
        {"scenario": scenario, "position": position, "kind": kind, "digest": document.digest}
        for kind, document in documents.items()
    ]
    if parts:
        connection.execute(STEP_PARTS.insert(), parts)


def drop_after(connection: Connection, scenario: str, position: int) -> bool:
    """Drop the steps that could be done again; whether there were any."""
    tail = STEPS.c.scenario == scenario, STEPS.c.position > position
    return connection.execute(delete(STEPS).where(*tail)).rowcount > 0


def last_position(connection: Connection, scenario: str) -> int:
    """The position of the last step, done or undone."""
    return int(connection.execute(select(func.max(STEPS.c.position)).where(STEPS.c.scenario == scenario)).scalar_one())


def read_history(connection: Connection, scenario: str, present: int) -> tuple[HistoryStep, ...]:
    """Every step from the first, done or undone."""
    rows = select(STEPS.c.position, STEPS.c.label, STEPS.c.at).where(STEPS.c.scenario == scenario)
    return tuple(
        HistoryStep(position, label, at, position == present)
        for position, label, at in connection.execute(rows.order_by(STEPS.c.position))
    )
