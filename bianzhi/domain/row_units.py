"""Which unit a row of the ledger is about."""

import re
from collections.abc import Mapping

from bianzhi.domain.cell import CellRef
from bianzhi.domain.establishment import Establishment

_ROW_OF_CELL = re.compile(r"\d+$")


def units_by_row(establishment: Establishment) -> Mapping[tuple[str, int], str]:
    """Code of the unit that a row of the ledger is about, by sheet and row number."""
    units: dict[tuple[str, int], str] = {}
    for unit in establishment.units:
        units[unit.at.sheet, unit.at.row] = unit.code
    for items in (
        establishment.quota_entries,
        establishment.leadership_posts,
        establishment.sections,
        establishment.people,
        establishment.posts,
        establishment.fit_scores,
        establishment.transits,
        establishment.level_posts,
        establishment.duties,
        establishment.workloads,
    ):
        for item in items:
            units[item.at.sheet, item.at.row] = item.unit
    for loan in establishment.loans:
        units[loan.at.sheet, loan.at.row] = loan.borrower
    for kinship in establishment.kinships:
        person = establishment.person.get(kinship.person)
        if person:
            units[kinship.at.sheet, kinship.at.row] = person.unit
    for traffic in establishment.traffic:
        section = establishment.section.get(traffic.section)
        if section:
            units[traffic.at.sheet, traffic.at.row] = section.unit
    return units


def unit_at(units: Mapping[tuple[str, int], str], at: CellRef) -> str:
    """Code of the unit that a cell is about; empty for a whole sheet or a row of none."""
    row = _ROW_OF_CELL.search(at.cell)
    return units.get((at.sheet, int(row[0])), "") if row else ""
