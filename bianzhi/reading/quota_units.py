"""Units that only a long table of quotas names: where no other table lists them, it is the table of units as well."""

from bianzhi.domain.ledger_columns import sheet
from bianzhi.reading.headings import find_table
from bianzhi.reading.tables import FoundTable, FoundTables


def units_named_by_quotas(found: FoundTables) -> tuple[FoundTable, ...]:
    """The tables of quotas that call their units by name, taken as tables of units; none where units are listed elsewhere."""
    if found.tables["机构"] or any(wide.units is not None for wide in found.wide_forms):
        return ()
    tables = [(each.workbook, find_table(each.table.sheet, sheet("机构"))) for each in found.tables["编制"]]
    return tuple(FoundTable(workbook, table) for workbook, table in tables if table and "name" in table.columns)
