"""Payrolls for tests: the rows that pay a small world as its roster says, some changed, left out or added."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from bianzhi.domain.cell import RowRef
from bianzhi.domain.establishment import Establishment
from bianzhi.domain.payroll import Payroll, PayrollRow

COLUMNS = {"name": 0, "citizen_number": 1, "unit": 2, "status": 3, "category": 4, "state": 5}
PAYROLL = "供养名单.xlsx"


def row(name: str, unit: str, number: str = "", **changes: Any) -> PayrollRow:
    """One row that pays somebody."""
    return PayrollRow(**{"name": name, "unit": unit, "unit_text": f"区{unit}局", "citizen_number": number, **changes})


def paying(
    establishment: Establishment, *more: PayrollRow, without: tuple[str, ...] = (), **changes: Mapping[str, Any]
) -> Payroll:
    """Everybody who is counted, in roster order, then ``more``; ``changes`` by the person's id."""
    rows = [
        replace(row(p.name, p.unit, p.citizen_number, category=p.category, status=p.status), **changes.get(p.id, {}))
        for p in establishment.people
        if (p.counted or p.id in changes) and p.id not in without
    ]
    placed = (
        replace(each, at=RowRef(PAYROLL, "名单", number, COLUMNS)) for number, each in enumerate((*rows, *more), 2)
    )
    return Payroll(PAYROLL, tuple(placed))
