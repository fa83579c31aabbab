"""Which sheets of the files of an import are tables of a ledger: by a mapping, by name, by headings, by content."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache

from bianzhi.domain.intake import How, Measure
from bianzhi.domain.ledger_columns import SHEETS, Column, Sheet
from bianzhi.domain.ledger_columns import sheet as ledger_sheet
from bianzhi.domain.terms import Category
from bianzhi.reading.content import found_by_content, reads_as
from bianzhi.reading.headings import (
    HeadingRows,
    Table,
    find_table,
    heading_rows,
    is_named,
    plain,
    with_columns,
    without_brackets,
)
from bianzhi.reading.mapping import Decisions, Targets, fields_given, tables_given
from bianzhi.reading.values import key
from bianzhi.reading.wide_form import WideForm, find_wide_form
from bianzhi.reading.wide_words import FUNDING, MEASURE_WORDS
from bianzhi.reading.workbook import Workbook, WorkbookSheet

OWN_SHEETS = frozenset(("填表说明", "说明", "选项", "参数", "体检问题清单", "修复记录"))
"""Sheets this program writes beside the ledger's own; they are passed over in silence."""
GENERATED: Mapping[str, tuple[str, ...]] = {"机构": ("code", "kind"), "内设机构": ("code",), "人员": ("id",)}
"""Required fields without which a table can be read all the same: codes by order, a kind from the name."""
_LEAST_HEADINGS = 2
_SIGNS: Mapping[str, tuple[str, ...]] = {
    "机构": ("code", "kind"),
    "内设机构": ("code", "authorized", "heads", "deputies", "counts_to_cap", "mergeable"),
}
"""Fields one of which shows that a sheet with the few required ones is this table, where its name does not say so."""
_OF_ONE_UNIT = frozenset(("编制", "职数", "内设机构", "人员", "岗位需求", "职责", "工作量"))
"""Tables that may be of one unit alone, named by the sheet or its title."""
_OF_PEOPLE = frozenset(("人员", "亲属关系", "匹配评分"))
_EXTRAS: Mapping[str, Mapping[str, frozenset[str]]] = {
    "机构": {
        "简称": frozenset(("简称", "机构简称", "单位简称", "规范简称", "缩名")),
        "曾用名": frozenset(
            ("曾用名", "原名", "原名称", "原机构名称", "原单位名称", "更名前名称", "更名情况", "历史沿革")
        ),
    },
    "编制": {
        **{
            str(measure): frozenset(plain(word) for word in MEASURE_WORDS[measure])
            for measure in (Measure.IN_POST, Measure.EXCESS, Measure.VACANCIES)
        },
        "经费形式": frozenset(FUNDING),
    },
}
"""Headings of columns that help to read and fill no field."""


@dataclass(frozen=True, slots=True)
class FoundTable:
    """One table of the ledger, and the file it stands in."""

    workbook: Workbook
    table: Table
    extras: Mapping[str, int] = field(default_factory=dict)
    offers: Mapping[int, tuple[str, int]] = field(default_factory=dict)
    """Columns that may be a field, with a confidence too low to use them."""

    @property
    def needs_unit(self) -> bool:
        """Whether only the sheet's name or title can say which unit this is about."""
        return self.table.schema.name in _OF_ONE_UNIT and "unit" not in self.table.columns


@dataclass(frozen=True, slots=True)
class FoundWideForm:
    """One wide form, the file it stands in, and the table 机构 that its left columns are."""

    workbook: Workbook
    form: WideForm
    units: Table | None
    is_table_of_units: bool = False
    """Whether the sheet is a table of units in its own right, with quotas beside them."""


@dataclass(frozen=True)
class FoundTables:
    """Everything that was recognized, in the order of files and tabs."""

    workbooks: Sequence[Workbook]
    tables: Mapping[str, list[FoundTable]]
    wide_forms: list[FoundWideForm]
    partial: Mapping[str, FoundTable]
    """Of tables that were found nowhere, the sheet that is named so, or else has most of its headings, and lacks others."""
    unused: list[tuple[Workbook, WorkbookSheet]]
    rows: Mapping[int, tuple[HeadingRows, ...]]
    """The heading rows of every sheet that was looked into, by the identity of the sheet."""


def find_tables(workbooks: Sequence[Workbook], decisions: Decisions) -> FoundTables:
    """Find every table of the ledger in the files of an import."""
    tables: dict[str, list[FoundTable]] = {schema.name: [] for schema in SHEETS}
    wide_forms: list[FoundWideForm] = []
    partial: dict[str, FoundTable] = {}
    unused: list[tuple[Workbook, WorkbookSheet]] = []
    rows: dict[int, tuple[HeadingRows, ...]] = {}
    likely: dict[str, FoundTable] = {}
    units = _unit_words(workbooks)
    for workbook in workbooks:
        search = _Search(workbook, decisions, units)
        search.run()
        likely = {**search.likely(), **likely}
        for found in search.found:
            tables[found.table.schema.name].append(found)
        wide_forms.extend(search.wide_forms)
        for name, found in search.partial.items():
            partial.setdefault(name, found)
        unused.extend((workbook, sheet) for sheet in search.unused)
        rows.update(search.rows)
    if wide_forms:  # they hold units and quotas themselves
        likely = {name: found for name, found in likely.items() if name in _OF_PEOPLE}
    partial = {name: found for name, found in {**likely, **partial}.items() if not tables[name]}
    shown = {id(found.table.sheet) for found in partial.values()}
    unused = [(workbook, sheet) for workbook, sheet in unused if id(sheet) not in shown]
    return FoundTables(workbooks, tables, wide_forms, partial, unused, rows)


class _Search:
    """The sheets of one workbook, each given to at most one table; a table of units may be a wide form as well."""

    def __init__(self, workbook: Workbook, decisions: Decisions, units: Callable[[], frozenset[str]]) -> None:
        self.workbook = workbook
        self.sheets = [sheet for sheet in workbook.sheets if sheet.height and sheet.name not in OWN_SHEETS]
        self.given = {id(sheet): decisions.for_sheet(sheet) for sheet in self.sheets}
        self.units = units
        self.rows: dict[int, tuple[HeadingRows, ...]] = {}
        self.found: list[FoundTable] = []
        self.wide_forms: list[FoundWideForm] = []
        self.partial: dict[str, FoundTable] = {}
        self.taken: set[int] = set()
        self.closed: set[str] = set()

    def run(self) -> None:
        """Find what there is, the surest ways first, and put it into the order of the tabs."""
        self._as_given()
        self._by_name()
        self._by_headings()
        self._wide_forms()
        order = {id(sheet): place for place, sheet in enumerate(self.sheets)}
        self.partial = {n: found for n, found in self.partial.items() if id(found.table.sheet) not in self.taken}
        self.found.sort(key=lambda found: order[id(found.table.sheet)])

    @property
    def unused(self) -> list[WorkbookSheet]:
        """Sheets that are no table."""
        return [sheet for sheet in self.sheets if id(sheet) not in self.taken]

    def _table(self, sheet: WorkbookSheet, schema: Sheet) -> FoundTable | None:
        targets = self.given[id(sheet)]
        if id(sheet) not in self.rows:
            self.rows[id(sheet)] = tuple(heading_rows(sheet))
        table = find_table(sheet, schema, fields_given(targets, schema), self.rows[id(sheet)])
        return self._completed(table, targets) if table is not None else None

    def _completed(self, table: Table, targets: Targets) -> FoundTable:
        """The table with near misses confirmed by what stands under them, and columns told by their content alone."""
        near = {name for name, how in table.how.items() if how is How.NEAR}
        doubted = {name for name in near if not reads_as(table, _column(table.schema, name), table.columns[name])}
        offers = {table.columns[name]: (name, How.NEAR.confidence // 2) for name in doubted}
        if doubted:
            table = _without(table, doubted)
        extras = _extras(table, targets)
        if len(table.columns) >= _LEAST_HEADINGS:
            open_columns = _hiding(table, {*extras.values(), *_decided(table, targets)})
            used, offered = found_by_content(open_columns, self.units)
            table, offers = with_columns(table, used, How.CONTENT), {**offered, **offers}
        return FoundTable(self.workbook, table, extras, offers)

    def _take(self, found: FoundTable) -> None:
        self.found.append(found)
        self.taken.add(id(found.table.sheet))

    def _as_given(self) -> None:
        """Sheets a mapping speaks of are what it says."""
        for sheet in self.sheets:
            wanted = tables_given(self.given[id(sheet)])
            for schema in SHEETS:
                found = self._table(sheet, schema) if schema.name in wanted else None
                if found is not None and not lacking(found.table, named=True) and not self._is_wide_only(sheet, schema):
                    self._take(found)

    def _is_wide_only(self, sheet: WorkbookSheet, schema: Sheet) -> bool:
        """Whether a mapping gives a sheet's units only as those of a wide form: 编制 without 编制类型."""
        return schema.name != "机构" and any(target.count(".") == 2 for target in self.given[id(sheet)].values())

    def _by_name(self) -> None:
        """Sheets that have a table's name and columns; where one has exactly its name, no others are that table."""
        for schema in SHEETS:
            named = [sheet for sheet in self.sheets if id(sheet) not in self.taken and is_named(sheet, schema)]
            tables = [found for sheet in named if (found := self._table(sheet, schema)) is not None]
            complete = [found for found in tables if not lacking(found.table, named=True)]
            exact = [found for found in complete if plain(found.table.sheet.name) == plain(schema.name)]
            if exact:
                self.closed.add(schema.name)
            for found in exact[:1] or complete:
                self._take(found)
            for found in tables:
                if not complete:
                    self.partial.setdefault(schema.name, found)

    def _by_headings(self) -> None:
        """Every other sheet is the table most of whose headings it has, all that cannot be done without among them."""
        candidates: list[tuple[int, int, FoundTable]] = []
        for order, sheet in enumerate(self.sheets):
            if id(sheet) in self.taken:
                continue
            for schema in SHEETS:
                found = self._table(sheet, schema) if schema.name not in self.closed else None
                if found is not None and self._is_plainly(found):
                    # A sheet may have the required headings of several tables: what it has that the table does not
                    # counts against.
                    table = found.table
                    candidates.append((len(table.columns) - len(table.unused) - found.needs_unit, -order, found))
        for _, _, found in sorted(candidates, key=lambda item: item[:2], reverse=True):
            if id(found.table.sheet) not in self.taken:
                self._take(found)

    def _is_plainly(self, found: FoundTable) -> bool:
        table, name = found.table, found.table.schema.name
        if lacking(table, named=False) or len(table.columns) < _LEAST_HEADINGS:
            return False
        if name not in _OF_PEOPLE and any(plain(text) in ("姓名", "人员姓名") for text in table.names.values()):
            return False
        return name not in _SIGNS or any(sign in table.columns for sign in _SIGNS[name])

    def _wide_forms(self) -> None:
        """Wide forms among the tables of units and the sheets that are no table yet."""
        units = {id(found.table.sheet): found for found in self.found if found.table.schema.name == "机构"}
        for sheet in self.sheets:
            found = units.get(id(sheet))
            if id(sheet) in self.taken and (found is None or not found.table.unused):
                continue
            form = find_wide_form(sheet, self.given[id(sheet)])
            if form is None or (found is None and self._has_people(form)):
                continue
            if "编制" in self.closed and not form.counts.keys() - set(Category):
                continue
            left = found or self._table(sheet, ledger_sheet("机构"))
            table = _left_of(left.table, form) if left else None
            if found is not None and table is not None:
                self.found[self.found.index(found)] = replace(found, table=table)
            self.wide_forms.append(FoundWideForm(self.workbook, form, table, found is not None))
            self.taken.add(id(sheet))

    def likely(self) -> Mapping[str, FoundTable]:
        """For tables there must be, the sheet most of whose headings are theirs, though it lacks some that must be there."""
        found = {}
        for schema in SHEETS:
            sheets = self.unused if schema.required else ()
            tables = [one for sheet in sheets if (one := self._table(sheet, schema)) and _is_likely(one.table)]
            if tables:
                found[schema.name] = max(tables, key=lambda one: len(one.table.columns))
        return found

    def _has_people(self, form: WideForm) -> bool:
        return any(plain(text) in ("姓名", "人员姓名") for text in form.names.values())


def _is_likely(table: Table) -> bool:
    return len(table.columns) >= 3 and len(table.missing) <= 2


def lacking(table: Table, *, named: bool) -> tuple[str, ...]:
    """The headings of required columns that are not there and that nothing can stand in for.

    ``named`` says that the sheet is known to be this table, so that it may be about one unit and name it in its title.
    """
    able = set(GENERATED.get(table.schema.name, ()))
    if table.schema.name in _OF_ONE_UNIT and (named or table.schema.name in ("人员", "编制")):
        able.add("unit")
    return tuple(column.heading for column in table.missing if column.field not in able)


def _column(schema: Sheet, name: str) -> Column:
    return next(column for column in schema.columns if column.field == name)


def _without(table: Table, names: set[str]) -> Table:
    columns = {name: column for name, column in table.columns.items() if name not in names}
    back = tuple((table.columns[name], table.names[table.columns[name]]) for name in names)
    how = {name: way for name, way in table.how.items() if name not in names}
    return replace(table, columns=columns, how=how, unused=tuple(sorted((*table.unused, *back))))


def _extras(table: Table, targets: Targets) -> Mapping[str, int]:
    """The columns beside the fields that help to read."""
    wanted = _EXTRAS.get(table.schema.name, {})
    found: dict[str, int] = {}
    for column, text in table.unused if wanted else ():
        heading = table.names.get(column, text)
        told = targets.get(plain(heading))
        for name, words in wanted.items():
            fits = plain(text) in words or without_brackets(text) in words
            if told == f"{table.schema.name}.{name}" or (told is None and fits):
                found.setdefault(name, column)
    return found


def _decided(table: Table, targets: Targets) -> Iterator[int]:
    return (column for column, heading in table.names.items() if plain(heading) in targets)


def _hiding(table: Table, columns: set[int]) -> Table:
    """The table as if these columns were explained."""
    return replace(table, repeated=(*table.repeated, *((column, "", "") for column in columns))) if columns else table


def _left_of(table: Table, form: WideForm) -> Table:
    """The table of units in a wide form: without the columns that count, and with its rows."""
    counted = {column.index for column in form.columns}
    clash = {name for name, column in table.columns.items() if column in counted}
    kept = _without(table, clash) if clash else table
    columns = {"name": form.unit, **kept.columns} if "name" not in kept.columns else kept.columns
    how = {"name": How.ALIAS, **kept.how}
    taken = {*counted, form.unit, form.funding}
    unused = tuple(item for item in kept.unused if item[0] not in taken)
    first_row = max(form.first_row, kept.first_row)
    return replace(kept, columns=columns, how=how, unused=unused, first_row=first_row)


def _unit_words(workbooks: Sequence[Workbook]) -> Callable[[], frozenset[str]]:
    """Normalized names and codes in whatever looks like a table of units; looked for only when first asked."""

    @cache
    def words() -> frozenset[str]:
        schema = ledger_sheet("机构")
        found: set[str] = set()
        for workbook in workbooks:
            for sheet in workbook.sheets:
                table = find_table(sheet, schema) if sheet.height else None
                if (
                    table is not None
                    and "name" in table.columns
                    and ("kind" in table.columns or is_named(sheet, schema))
                ):
                    for column in (table.columns["name"], table.columns.get("code", table.columns["name"])):
                        cells = sheet.columns[column].cells()[table.first_row :]
                        found.update(key(value) for value in cells if isinstance(value, str) and value)
        return frozenset(found)

    return words
