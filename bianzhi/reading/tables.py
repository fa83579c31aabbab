"""Which sheets of a workbook are the sheets of a ledger: by their names, or else by their headings."""

from dataclasses import dataclass

from bianzhi.domain.cell import column_letters
from bianzhi.domain.finding import Finding
from bianzhi.domain.ledger_columns import SHEETS, Sheet
from bianzhi.errors import UnreadableWorkbookError
from bianzhi.reading.headings import Table, find_table, is_named, shown_headings
from bianzhi.reading.workbook import Workbook, WorkbookSheet
from bianzhi.rules.form import HIDDEN_SHEET, REPEATED_HEADING, SHEET_WITHOUT_COLUMNS, UNUSED_COLUMNS, UNUSED_SHEETS

_TEMPLATE_HINT = "请下载台账模板（命令：bianzhi template 台账模板.xlsx），按模板的表名和表头整理后再试。"
_NOT_WORTH_A_NOTE = frozenset(("序号", "序", "no", "no."))
_OUR_OWN_SHEETS = frozenset(("填表说明", "说明", "选项", "参数"))
_LEAST_HEADINGS = 2


@dataclass(frozen=True)
class FoundTables:
    """The ledger's tables by canonical name, and what is worth a note about the sheets."""

    tables: dict[str, Table]
    findings: tuple[Finding, ...]


def find_tables(workbook: Workbook) -> FoundTables:
    """Find every table of the ledger.

    Raises
    ------
    UnreadableWorkbookError
        A sheet that must be there is not, or lacks a column that must be there; all that is missing is named at once.
    """
    filled = [sheet for sheet in workbook.sheets if sheet.height]
    tables: dict[str, Table] = {}
    partial: dict[str, Table] = {}
    for schema in SHEETS:
        for sheet in filled:
            table = find_table(sheet, schema) if is_named(sheet, schema) else None
            if table is None or schema.name in tables:
                continue
            if table.missing:
                partial.setdefault(schema.name, table)
            else:
                tables[schema.name] = table
    _find_by_headings(filled, tables)
    for schema in SHEETS:
        if schema.name in tables:
            partial.pop(schema.name, None)
    _refuse_missing(workbook, tables, partial)
    return FoundTables(tables, tuple(_findings(workbook, tables, partial)))


def _find_by_headings(sheets: list[WorkbookSheet], tables: dict[str, Table]) -> None:
    """Give each table not found by name the sheet with most of its headings, all required ones among them."""
    candidates: list[tuple[int, int, str, Table]] = []
    taken = {id(table.sheet) for table in tables.values()}
    for order, sheet in enumerate(sheets):
        if id(sheet) in taken or any(is_named(sheet, schema) for schema in SHEETS):
            continue
        for schema in SHEETS:
            table = find_table(sheet, schema) if schema.name not in tables else None
            if table is not None and not table.missing and len(table.columns) >= _LEAST_HEADINGS:
                # A sheet may have the required headings of several tables: what it has that the table does not counts against.
                candidates.append((len(table.columns) - len(table.unused), -order, schema.name, table))
    for _, _, name, table in sorted(candidates, key=lambda item: item[:2], reverse=True):
        if name not in tables and id(table.sheet) not in taken:
            tables[name] = table
            taken.add(id(table.sheet))


def _refuse_missing(workbook: Workbook, tables: dict[str, Table], partial: dict[str, Table]) -> None:
    problems = []
    for schema in SHEETS:
        if not schema.required or schema.name in tables:
            continue
        table = partial.get(schema.name) or _nearest(workbook, schema, tables)
        if table is None:
            problems.append(f"缺少“{schema.name}”表")
        else:
            missing = "、".join(column.heading for column in table.missing)
            found = "、".join(shown_headings(table.sheet)[:15])
            problems.append(f"“{schema.name}”表（工作表“{table.sheet.name}”）缺少必填列：{missing}，现有表头：{found}")
    if problems:
        names = "、".join(sheet.name for sheet in workbook.sheets[:15]) or "无"
        raise UnreadableWorkbookError(
            f"“{workbook.name}”不能作为台账读取：{'；'.join(problems)}。工作簿现有工作表：{names}。", _TEMPLATE_HINT
        )


def _nearest(workbook: Workbook, schema: Sheet, tables: dict[str, Table]) -> Table | None:
    """The sheet that was most likely meant, where none is named so: one with most of the required headings."""
    taken = {id(table.sheet) for table in tables.values()}
    found = [find_table(sheet, schema) for sheet in workbook.sheets if sheet.height and id(sheet) not in taken]
    likely = [t for t in found if t and len(t.columns) >= 3 and len(t.missing) <= 2]
    return max(likely, key=lambda table: len(table.columns), default=None)


def _findings(workbook: Workbook, tables: dict[str, Table], partial: dict[str, Table]) -> list[Finding]:
    findings = []
    for schema in SHEETS:
        if schema.name in tables:
            findings.extend(_findings_of(workbook, tables[schema.name]))
        elif schema.name in partial:
            table = partial[schema.name]
            missing = "、".join(column.heading for column in table.missing)
            found = "、".join(shown_headings(table.sheet)[:15])
            at = workbook.at(table.sheet.name)
            findings.append(SHEET_WITHOUT_COLUMNS.finding(at, schema.name, missing=missing, found=found))
    used = {id(table.sheet) for table in (*tables.values(), *partial.values())}
    unused = [
        sheet.name
        for sheet in workbook.sheets
        if sheet.height and id(sheet) not in used and sheet.name not in _OUR_OWN_SHEETS
    ]
    if unused:
        names = "、".join(unused[:20])
        findings.append(UNUSED_SHEETS.finding(workbook.at(), "机构", sheets=names))
    return findings


def _findings_of(workbook: Workbook, table: Table) -> list[Finding]:
    sheet, schema = table.sheet, table.schema
    findings = []
    if sheet.hidden:
        findings.append(HIDDEN_SHEET.finding(workbook.at(sheet.name), schema.name))
    for column, text, name in table.repeated:
        first = column_letters(sheet.first_column + table.columns[name])
        at = workbook.at(sheet.name, sheet.address(table.first_row - 1, column))
        heading = schema.heading(name)
        findings.append(REPEATED_HEADING.finding(at, schema.name, heading, value=text, first=f"{first} 列"))
    unused = [(column, text) for column, text in table.unused if text.lower() not in _NOT_WORTH_A_NOTE]
    if unused:
        at = workbook.at(sheet.name, sheet.address(table.first_row - 1, unused[0][0]))
        columns = "、".join(f"{text}（{column_letters(sheet.first_column + c)} 列）" for c, text in unused[:20])
        findings.append(UNUSED_COLUMNS.finding(at, schema.name, columns=columns))
    return findings
