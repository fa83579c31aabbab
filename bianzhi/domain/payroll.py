"""财政供养名单: whom the treasury pays, at which unit, and as what."""

from dataclasses import dataclass
from enum import StrEnum

from bianzhi.domain.cell import NOWHERE, RowRef
from bianzhi.domain.terms import Category, Status


class PayState(StrEnum):
    """工资状态."""

    PAID = "在发"
    STOPPED = "停发"
    PENSION = "退休费"
    """Paid as a retired person: no salary, and no post."""


@dataclass(frozen=True, slots=True)
class PayrollRow:
    """One row of the list: one person paid, or known to the pay office."""

    name: str
    unit: str
    """Code of the ledger's unit that is meant; empty where the ledger has none of this name."""
    unit_text: str = ""
    """The unit as the list writes it."""
    citizen_number: str = ""
    category: Category | None = None
    status: Status | None = None
    state: PayState = PayState.PAID
    at: RowRef = NOWHERE

    @property
    def draws_salary(self) -> bool:
        """Whether a salary is paid as for a post on the establishment: neither stopped, nor a pension, nor 编外."""
        return self.state is PayState.PAID and self.status is not Status.OFF_ESTABLISHMENT


@dataclass(frozen=True)
class Payroll:
    """A list that was read; rows in the order of the file. ``sha256`` is the file's fingerprint, hexadecimal."""

    name: str
    rows: tuple[PayrollRow, ...] = ()
    sha256: str = ""
