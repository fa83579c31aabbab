"""The rows of the invented district: those of any establishment."""

from bianzhi.domain.ledger_rows import Row, Rows, rows_of

__all__ = ["Row", "Rows", "rows_of"]
