"""Where the office's work is kept: ledgers, scenarios and their history, in SQLite or PostgreSQL (docs/decisions/0014)."""

from bianzhi.store.store import Store

__all__ = ["Store"]
