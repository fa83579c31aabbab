"""What every column of an import was taken for."""

from bianzhi.domain.intake import ColumnGuess, Mapping
from bianzhi.reading.mapping import guesses_of_table, guesses_of_unknown, guesses_of_wide_form, with_offers
from bianzhi.reading.tables import FoundTables


def guesses(found: FoundTables) -> Mapping:
    """What every column was taken for, file by file, in the order of the tabs."""
    by_sheet: dict[int, list[ColumnGuess]] = {}
    wide = {id(one.form.sheet): one for one in found.wide_forms}
    for tables in (*found.tables.values(), list(found.partial.values())):
        for one in tables:
            if id(one.table.sheet) not in wide:
                plain = guesses_of_table(one.workbook.name, one.table, one.extras)
                by_sheet[id(one.table.sheet)] = list(with_offers(plain, one.table, one.offers))
    for form in found.wide_forms:
        by_sheet[id(form.form.sheet)] = list(guesses_of_wide_form(form.workbook.name, form.form, form.units))
    for workbook, sheet in found.unused:
        by_sheet[id(sheet)] = list(guesses_of_unknown(workbook.name, sheet))
    return Mapping(
        tuple(
            guess for workbook in found.workbooks for sheet in workbook.sheets for guess in by_sheet.get(id(sheet), ())
        )
    )
