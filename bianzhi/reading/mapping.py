"""Between a mapping and the sheets of an import: which of its decisions apply to a sheet, and what was guessed instead."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice

from bianzhi.domain import intake
from bianzhi.domain.cell import column_letters
from bianzhi.domain.intake import ColumnGuess, How
from bianzhi.domain.ledger_columns import Sheet
from bianzhi.reading.content import samples
from bianzhi.reading.headings import Table, fullest_headings, heading_rows, plain
from bianzhi.reading.wide_form import WideForm
from bianzhi.reading.workbook import WorkbookSheet

Targets = Mapping[str, str]
"""What a mapping says of one sheet: normalized heading to ``表.列``; empty for a column not to be read."""
_MOST_COLUMNS = 300
"""Columns of a sheet that are told about."""
_LEAST_SHARED = 0.6
"""The share of a remembered sheet's headings that a sheet of another name must have to count as the same."""


@dataclass
class Decisions:
    """A mapping, by the sheets it remembers."""

    sheets: dict[str, dict[str, str]] = field(default_factory=dict)
    """Normalized sheet name to normalized heading to target."""

    @classmethod
    def of(cls, mapping: intake.Mapping | None) -> "Decisions":
        """The decisions of a mapping; what it only offers is no decision."""
        decisions = cls()
        for guess in mapping or ():
            columns = decisions.sheets.setdefault(plain(guess.sheet), {})
            columns.setdefault(plain(guess.heading), guess.target if guess.used else "")
        return decisions

    def for_sheet(self, sheet: WorkbookSheet) -> Targets:
        """What is decided about a sheet: by its name, or else because it has the headings of a remembered one."""
        if not self.sheets:
            return {}
        rows = [{plain(name) for name in headings.names.values()} for headings in heading_rows(sheet)]
        named = self.sheets.get(plain(sheet.name))
        if named and any(row & named.keys() for row in rows):
            return named
        shares = [
            (max((len(row & columns.keys()) for row in rows), default=0) / len(columns), columns)
            for columns in self.sheets.values()
            if columns
        ]
        share, columns = max(shares, key=lambda pair: pair[0], default=(0.0, {}))
        return columns if share >= _LEAST_SHARED else {}


def fields_given(targets: Targets, schema: Sheet) -> Mapping[str, str]:
    """The decisions about one table: heading to field, empty where the column belongs to no field of it.

    A column given to the name or code of a unit is the unit of every table in that sheet.
    """
    fields = {f"{schema.name}.{column.heading}": column.field for column in schema.columns}
    unit = "unit" if any(column.field == "unit" for column in schema.columns) else ""
    named = {"机构.机构名称", "机构.机构编码"}
    return {
        heading: fields.get(target, unit if target in named and schema.name != "机构" else "")
        for heading, target in targets.items()
    }


def tables_given(targets: Targets) -> frozenset[str]:
    """The tables a mapping finds in a sheet; wide forms are told by targets of three parts and are none of these."""
    return frozenset(
        t.partition(".")[0] for t in targets.values() if t.count(".") == 1 and t not in intake.EXTRA_TARGETS
    )


def guesses_of_table(workbook: str, table: Table, extras: Mapping[str, int]) -> Iterator[ColumnGuess]:
    """What each column of a table was taken for."""
    by_column = {column: name for name, column in table.columns.items()}
    extra = {column: f"{table.schema.name}.{name}" for name, column in extras.items()}
    for column, heading in _all_headings(table.sheet, table.names, by_column):
        if column in by_column:
            name = by_column[column]
            target, how = f"{table.schema.name}.{table.schema.heading(name)}", table.how[name]
        else:
            target = extra.get(column, "")
            how = How.ALIAS if target else How.NONE
        yield _guess(workbook, table.sheet, table.first_row, column, heading, target, how)


def guesses_of_wide_form(workbook: str, form: WideForm, units: Table | None) -> Iterator[ColumnGuess]:
    """What each column of a wide form was taken for; ``units`` is the table 机构 in the same sheet, where it has one."""
    counted = {column.index: column for column in form.columns}
    fields = {column: name for name, column in units.columns.items()} if units else {}
    for column, heading in _all_headings(form.sheet, form.names, {}):
        target, how = "", How.NONE
        if column in counted:
            target, how = counted[column].target, counted[column].how
        elif units and column in fields:
            name = fields[column]
            target, how = f"机构.{units.schema.heading(name)}", units.how[name]
        elif column == form.unit:
            target, how = "编制.机构编码", How.ALIAS
        elif column == form.funding:
            target, how = "编制.经费形式", How.ALIAS
        yield _guess(workbook, form.sheet, form.first_row, column, heading, target, how)


def guesses_of_unknown(workbook: str, sheet: WorkbookSheet) -> Iterator[ColumnGuess]:
    """The columns of a sheet that was not recognized, so that a user can say what they are."""
    row, names = fullest_headings(sheet)
    for column, heading in islice(names.items(), _MOST_COLUMNS):
        yield _guess(workbook, sheet, row + 1, column, heading, "", How.NONE)


def with_offers(
    guesses: Iterable[ColumnGuess], table: Table, offers: Mapping[int, tuple[str, int]]
) -> Iterator[ColumnGuess]:
    """Guesses with what is only offered for columns nobody uses."""
    by_letters = {column_letters(table.sheet.first_column + column): offer for column, offer in offers.items()}
    for guess in guesses:
        offer = by_letters.get(guess.column)
        if guess.target or offer is None:
            yield guess
        else:
            name, confidence = offer
            target = f"{table.schema.name}.{table.schema.heading(name)}"
            yield ColumnGuess(
                guess.file, guess.sheet, guess.column, guess.heading, target, guess.samples, confidence, How.CONTENT
            )


def _all_headings(
    sheet: WorkbookSheet, names: Mapping[int, str], used: Mapping[int, object]
) -> Iterator[tuple[int, str]]:
    """Every column with a heading, or used without one."""
    for column in range(min(len(sheet.columns), _MOST_COLUMNS)):
        if column in names or column in used:
            yield column, names.get(column, "")


def _guess(
    workbook: str, sheet: WorkbookSheet, first_row: int, column: int, heading: str, target: str, how: How
) -> ColumnGuess:
    letters = column_letters(sheet.first_column + column)
    shown = samples(sheet, first_row, column)
    return ColumnGuess(workbook, sheet.name, letters, heading, target, shown, how.confidence, how)
