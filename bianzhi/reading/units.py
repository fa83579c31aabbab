"""The units of an import: from tables of units, or else from the names in wide forms; and what else they are called."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from bianzhi.domain.establishment import Unit
from bianzhi.domain.finding import Finding
from bianzhi.domain.terms import UnitKind
from bianzhi.reading.quota_units import units_named_by_quotas
from bianzhi.reading.references import UnitNames
from bianzhi.reading.rows import Rows
from bianzhi.reading.table_rows import TableRows, leave_out_duplicates, make_up_codes, table_rows
from bianzhi.reading.tables import FoundTable, FoundTables
from bianzhi.reading.totals import group_rows
from bianzhi.reading.unit_forms import listed_names, old_names
from bianzhi.reading.unit_kinds import kind_by_name, kind_of_group
from bianzhi.reading.unreadable import unreadable
from bianzhi.rules.form import DUPLICATE
from bianzhi.rules.intake import KIND_INFERRED, KIND_UNKNOWN, UNITS_FROM_NAMES


@dataclass
class UnitsRead:
    """The units, their names, and what is to be said about them."""

    units: list[Unit]
    names: UnitNames
    tables: list[TableRows]
    notes: list[Finding]
    uncertain: set[str] = field(default_factory=set)
    """Codes of units whose kind only stands in for one that is not known."""


def read_units(found: FoundTables) -> UnitsRead:
    """Read every unit; superior units are looked up once all are known."""
    sources = list(found.tables["机构"])
    if not sources:
        sources = [FoundTable(wide.workbook, wide.units) for wide in found.wide_forms if wide.units is not None]
        sources = sources or list(units_named_by_quotas(found))
    tables = [table_rows(source, {}) for source in sources]
    leave_out_duplicates(tables, "机构")
    _leave_out_repeated_names(tables, report=bool(found.tables["机构"]))
    notes = list(make_up_codes(tables))
    if not found.tables["机构"]:
        notes.extend(_units_from_names(tables))
    codes = [one.own_codes() for one in tables]
    names = [
        [name or code for name, code in zip(one.rows.of("name"), mine, strict=True)]
        for one, mine in zip(tables, codes, strict=True)
    ]
    pairs = [pair for mine, called in zip(codes, names, strict=True) for pair in zip(mine, called, strict=True)]
    known = UnitNames.of(pairs, _other_names(tables, codes))
    result = UnitsRead([], known, tables, notes)
    for one, mine, called in zip(tables, codes, names, strict=True):
        replaced: dict[str, list[object]] = {"name": list(called), "parent": _parents(one.rows, known)}
        if "kind" not in one.rows.columns:
            replaced["kind"] = list(_kinds(one, mine, called, result))
            facts = zip(mine, unreadable(one.rows), strict=True)
            replaced["unreadable"] = [("机构类别", *bad) if code in result.uncertain else bad for code, bad in facts]
        result.units.extend(one.objects(replaced))
    return result


def unit_named(names: UnitNames, rows: Rows, row: int, column: str, text: str | None) -> str | None:
    """The unit that one of the row's optional columns names; reported, and None, where there is none."""
    if not text or text in names.codes:
        return text
    unit = names.resolve(text)
    if isinstance(unit, str):
        return unit
    rows.report(unit.rule, row, column, **{"consequence": "按未填处理", **unit.words})
    return None


def _parents(rows: Rows, known: UnitNames) -> list[object]:
    return [
        unit_named(known, rows, row, "parent", parent) or ""
        for row, parent in zip(rows.numbers, rows.of("parent"), strict=True)
    ]


def _leave_out_repeated_names(tables: Sequence[TableRows], *, report: bool) -> None:
    """Of units without codes one name is one unit: summary tables name it twice; a table of units should not."""
    seen: set[str] = set()
    for one in tables:
        rows, first, wanted = one.rows, dict[str, int](), []
        for row, name in zip(rows.numbers, rows.of("name"), strict=True):
            earlier = first.setdefault(name, row)
            is_new = name and name not in seen and earlier == row
            wanted.append(bool(is_new or not one.generates_codes))
            if report and one.generates_codes and earlier != row:
                rows.report(DUPLICATE, row, "name", value=name, first=rows.table.sheet.row_number(earlier), what="机构")
        rows.keep(wanted)
        seen.update(first)


def _units_from_names(tables: Sequence[TableRows]) -> Iterator[Finding]:
    for one in tables:
        if one.rows.numbers:
            at = one.found.workbook.at(one.rows.table.sheet.name)
            yield UNITS_FROM_NAMES.finding(at, "机构", count=len(one.rows.numbers))


def _kinds(one: TableRows, codes: Sequence[str], names: Sequence[str], result: UnitsRead) -> Iterator[UnitKind]:
    """The kind of each unit of a table that has no such column: of its group, by its name, or reported."""
    table = one.found.table
    groups = group_rows(table.sheet, table.first_row, table.columns.get("name", 0))
    kinds = {row: kind_of_group(words) for row, words in groups.items()}
    rows = one.rows
    for row, code, name in zip(rows.numbers, codes, names, strict=True):
        above = max((group for group in kinds if group < row), default=-1)
        kind = kinds.get(above) or kind_by_name(name)
        column = "name" if "name" in rows.columns else "code"
        if kind is None:
            result.uncertain.add(code)
            allowed = f"下列之一：{'、'.join(UnitKind)}"
            stand_in = f"暂按“{UnitKind.GOVERNMENT}”处理"
            rows.report(KIND_UNKNOWN, row, column, value=name, consequence=stand_in, allowed=allowed)
        elif kinds.get(above) is None:
            rows.report(KIND_INFERRED, row, column, value=name, kind=kind)
        yield kind or UnitKind.GOVERNMENT


def _other_names(tables: Sequence[TableRows], codes: Sequence[Sequence[str]]) -> dict[str, dict[str, list[str]]]:
    """Short and old names of units: from columns for them, and old ones from remarks."""
    others: dict[str, dict[str, list[str]]] = {"简称": {}, "曾用名": {}}
    for one, mine in zip(tables, codes, strict=True):
        sheet = one.found.table.sheet
        for way, column in one.found.extras.items():
            for row, code in zip(one.rows.numbers, mine, strict=True):
                value = sheet.columns[column].at(row)
                if isinstance(value, str) and value.strip():
                    others[way].setdefault(code, []).extend(listed_names(value))
        for code, note in zip(mine, one.rows.of("note"), strict=True):
            if note:
                others["曾用名"].setdefault(code, []).extend(old_names(note))
    return others
