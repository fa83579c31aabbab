"""The tables of the store. A change here is a new file in ``migrations/versions`` and a higher ``SCHEMA``."""

from datetime import UTC, datetime

from sqlalchemy import (
    Column,
    Date,
    DateTime,
    Dialect,
    ForeignKey,
    ForeignKeyConstraint,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
)
from sqlalchemy.types import TypeDecorator

SCHEMA = "0001"
"""The migration that makes these tables: the last file of ``migrations/versions``."""


class UtcTime(TypeDecorator[datetime]):
    """A moment, with its time zone in the program and as UTC in the database (SQLite knows no time zones)."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Give every database the moment in UTC."""
        return None if value is None else value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Say that it is UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


METADATA = MetaData()

FILES = Table(
    "files",
    METADATA,
    Column("digest", String(64), primary_key=True),
    Column("data", LargeBinary, nullable=False, comment="zlib"),
)
"""Workbooks by the SHA-256 of their bytes."""

LEDGERS = Table(
    "ledgers",
    METADATA,
    Column("id", String(64), primary_key=True),
    Column("name", Text, nullable=False),
    Column("file", ForeignKey("files.digest"), nullable=False, index=True),
    Column("mapping", Text, nullable=False),
    Column("awaited_since", UtcTime, comment="kept, and not yet part of any scenario"),
)

LEDGER_FILES = Table(
    "ledger_files",
    METADATA,
    Column("ledger", ForeignKey("ledgers.id", ondelete="CASCADE"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("name", Text, nullable=False),
    Column("file", ForeignKey("files.digest"), nullable=False, index=True),
)
"""The uploads that a ledger comes from."""

SCENARIOS = Table(
    "scenarios",
    METADATA,
    Column("id", String(32), primary_key=True),
    Column("name", Text, nullable=False, unique=True),
    Column("note", Text, nullable=False),
    Column("origin", Text, nullable=False),
    Column("status", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Column("position", Integer, nullable=False, comment="the step it stands at"),
    Column("created", UtcTime, nullable=False),
    Column("changed", UtcTime, nullable=False),
    Column("copied_from", Text, nullable=False),
    Column("running", Text, nullable=False),
)

STEPS = Table(
    "steps",
    METADATA,
    Column("scenario", ForeignKey("scenarios.id", ondelete="CASCADE"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("label", Text, nullable=False),
    Column("at", UtcTime, nullable=False),
    Column("day", Date, nullable=False),
    Column("ledger", ForeignKey("ledgers.id"), index=True),
)
"""The history: one content each."""

PARTS = Table(
    "parts",
    METADATA,
    Column("digest", String(64), primary_key=True),
    Column("data", LargeBinary, nullable=False, comment="zlib of a JSON document"),
)
"""Parts of contents by the SHA-256 of their document, each stored once however many steps share it."""

STEP_PARTS = Table(
    "step_parts",
    METADATA,
    Column("scenario", String(32), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("kind", String(32), primary_key=True),
    Column("digest", ForeignKey("parts.digest"), nullable=False, index=True),
    ForeignKeyConstraint(("scenario", "position"), ("steps.scenario", "steps.position"), ondelete="CASCADE"),
)

STATUS_STEPS = Table(
    "status_steps",
    METADATA,
    Column("scenario", ForeignKey("scenarios.id", ondelete="CASCADE"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("before", Text, nullable=False),
    Column("after", Text, nullable=False),
    Column("by", Text, nullable=False),
    Column("at", UtcTime, nullable=False),
    Column("note", Text, nullable=False),
)

PREFERENCES = Table(
    "preferences",
    METADATA,
    Column("key", String(200), primary_key=True),
    Column("value", Text, nullable=False),
)
