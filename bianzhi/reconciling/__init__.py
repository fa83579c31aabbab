"""Holding lists against each other: ledger, roster and payroll of one day, and two rosters of different days."""

from bianzhi.reconciling.changes import changes
from bianzhi.reconciling.threeway import reconcile

__all__ = ["changes", "reconcile"]
