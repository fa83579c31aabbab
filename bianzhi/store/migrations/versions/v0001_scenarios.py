"""Ledgers, scenarios with their history and status, preferences."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make the first tables."""
    moment = sa.DateTime(timezone=True)
    op.create_table(
        "files",
        sa.Column("digest", sa.String(64), primary_key=True),
        sa.Column("data", sa.LargeBinary, nullable=False, comment="zlib"),
    )
    op.create_table(
        "ledgers",
        sa.Column("id", sa.String(64), primary_key=True),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("file", sa.String(64), sa.ForeignKey("files.digest"), nullable=False, index=True),
        sa.Column("mapping", sa.Text, nullable=False),
        sa.Column("awaited_since", moment, comment="kept, and not yet part of any scenario"),
    )
    op.create_table(
        "ledger_files",
        sa.Column("ledger", sa.String(64), sa.ForeignKey("ledgers.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("position", sa.Integer, primary_key=True),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("file", sa.String(64), sa.ForeignKey("files.digest"), nullable=False, index=True),
    )
    op.create_table(
        "scenarios",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("name", sa.Text, nullable=False, unique=True),
        sa.Column("note", sa.Text, nullable=False),
        sa.Column("origin", sa.Text, nullable=False),
        sa.Column("status", sa.Text, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("position", sa.Integer, nullable=False, comment="the step it stands at"),
        sa.Column("created", moment, nullable=False),
        sa.Column("changed", moment, nullable=False),
        sa.Column("copied_from", sa.Text, nullable=False),
        sa.Column("running", sa.Text, nullable=False),
    )
    op.create_table(
        "steps",
        sa.Column("scenario", sa.String(32), sa.ForeignKey("scenarios.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("position", sa.Integer, primary_key=True),
        sa.Column("label", sa.Text, nullable=False),
        sa.Column("at", moment, nullable=False),
        sa.Column("day", sa.Date, nullable=False),
        sa.Column("ledger", sa.String(64), sa.ForeignKey("ledgers.id"), index=True),
    )
    op.create_table(
        "parts",
        sa.Column("digest", sa.String(64), primary_key=True),
        sa.Column("data", sa.LargeBinary, nullable=False, comment="zlib of a JSON document"),
    )
    op.create_table(
        "step_parts",
        sa.Column("scenario", sa.String(32), primary_key=True),
        sa.Column("position", sa.Integer, primary_key=True),
        sa.Column("kind", sa.String(32), primary_key=True),
        sa.Column("digest", sa.String(64), sa.ForeignKey("parts.digest"), nullable=False, index=True),
        sa.ForeignKeyConstraint(("scenario", "position"), ("steps.scenario", "steps.position"), ondelete="CASCADE"),
    )
    op.create_table(
        "status_steps",
        sa.Column("scenario", sa.String(32), sa.ForeignKey("scenarios.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("before", sa.Text, nullable=False),
        sa.Column("after", sa.Text, nullable=False),
        sa.Column("by", sa.Text, nullable=False),
        sa.Column("at", moment, nullable=False),
        sa.Column("note", sa.Text, nullable=False),
    )
    op.create_table(
        "preferences",
        sa.Column("key", sa.String(200), primary_key=True),
        sa.Column("value", sa.Text, nullable=False),
    )
