"""What is worth saying about the sheets of an import before any row is read: what is missing, unused, or only guessed."""

from collections.abc import Collection, Iterator, Sequence

from bianzhi.domain.cell import CellRef, column_letters
from bianzhi.domain.finding import Finding
from bianzhi.domain.intake import How
from bianzhi.domain.ledger_columns import SHEETS, Sheet
from bianzhi.domain.plan_columns import FINGERPRINT, MOVES, OVERVIEW
from bianzhi.domain.terms import Category
from bianzhi.errors import UnreadableWorkbookError
from bianzhi.reading.content import heading_place
from bianzhi.reading.headings import Table, find_table, plain, shown_headings
from bianzhi.reading.quota_units import units_named_by_quotas
from bianzhi.reading.tables import FoundTable, FoundTables, FoundWideForm
from bianzhi.reading.workbook import Workbook
from bianzhi.rules.form import (
    HIDDEN_ROWS,
    HIDDEN_SHEET,
    REPEATED_HEADING,
    SHEET_WITHOUT_COLUMNS,
    UNUSED_COLUMNS,
    UNUSED_SHEETS,
)
from bianzhi.rules.intake import HEADING_TAKEN_FOR

_TEMPLATE_HINT = "请下载空白的台账模板，按模板的表名和表头整理后再试；列名不同的，也可在“列对应”中指明。"
_NOT_WORTH_A_NOTE = frozenset(("序号", "序", "no", "no."))
_HOW = {How.NEAR: "与标准表头只差一个字", How.CONTENT: "的内容符合这一列的特点"}


def refuse_plans(workbooks: Sequence[Workbook]) -> None:
    """Refuse a plan workbook.

    Raises
    ------
    UnreadableWorkbookError
        It is one of ours.
    """
    for workbook in workbooks:
        if {FINGERPRINT.name, MOVES.name, OVERVIEW.name} <= {sheet.name for sheet in workbook.sheets}:
            raise UnreadableWorkbookError(
                f"“{workbook.name}”是导出的方案，不是台账。",
                "请上传台账工作簿。沿用以前的方案，请在「编制调剂」上传；复核方案，请用命令 verify。",
            )


def refuse_missing(found: FoundTables) -> None:
    """Refuse files that are no ledger together.

    Raises
    ------
    UnreadableWorkbookError
        A table that must be there is not, or lacks a column that must be there; all that is missing is named at once.
    """
    problems = [_problem(found, schema) for schema in SHEETS if schema.required and not _is_there(found, schema)]
    if problems:
        sheets = [sheet.name for workbook in found.workbooks for sheet in workbook.sheets]
        names = "、".join(sheets[:15]) or "无"
        files = "、".join(f"“{workbook.name}”" for workbook in found.workbooks)
        raise UnreadableWorkbookError(
            f"{files}不能作为台账读取：{'；'.join(problems)}。工作簿现有工作表：{names}。", _TEMPLATE_HINT
        )


def _is_there(found: FoundTables, schema: Sheet) -> bool:
    if found.tables[schema.name]:
        return True
    if schema.name == "机构":
        return any(wide.units is not None for wide in found.wide_forms) or bool(units_named_by_quotas(found))
    return schema.name == "编制" and any(wide.form.of(Category) for wide in found.wide_forms)


def _problem(found: FoundTables, schema: Sheet) -> str:
    partial = found.partial.get(schema.name)
    table = partial.table if partial else _nearest(found, schema)
    if table is None:
        return f"缺少“{schema.name}”表"
    return missing_columns(table)


def missing_columns(table: Table) -> str:
    """Which required columns a table lacks, and which headings it has."""
    missing = "、".join(column.heading for column in table.missing)
    present = "、".join(shown_headings(table.sheet)[:15])
    return f"“{table.schema.name}”表（工作表“{table.sheet.name}”）缺少必填列：{missing}，现有表头：{present}"


def _nearest(found: FoundTables, schema: Sheet) -> Table | None:
    """The sheet that was most likely meant, where none is named so: one with most of the required headings."""
    tables = [find_table(sheet, schema, rows=found.rows.get(id(sheet))) for _, sheet in found.unused]
    likely = [table for table in tables if table and len(table.columns) >= 3 and len(table.missing) <= 2]
    return max(likely, key=lambda table: len(table.columns), default=None)


def table_findings(found: FoundTables) -> list[Finding]:
    """Notes about every table, in the order of the contract, then about sheets that are none."""
    findings: list[Finding] = []
    as_units = {id(one.table.sheet): frozenset(one.table.columns.values()) for one in units_named_by_quotas(found)}
    for schema in SHEETS:
        for one in found.tables[schema.name]:
            findings.extend(_of_table(one, as_units.get(id(one.table.sheet), frozenset())))
        if schema.name in found.partial:
            one = found.partial[schema.name]
            missing = "、".join(column.heading for column in one.table.missing)
            present = "、".join(shown_headings(one.table.sheet)[:15])
            at = one.workbook.at(one.table.sheet.name)
            findings.append(SHEET_WITHOUT_COLUMNS.finding(at, schema.name, missing=missing, found=present))
    for wide in found.wide_forms:
        findings.extend(_of_wide_form(wide))
    for workbook in found.workbooks:
        unused = [sheet.name for owner, sheet in found.unused if owner is workbook]
        if unused:
            names = "、".join(unused[:20])
            findings.append(UNUSED_SHEETS.finding(workbook.at(), "机构", sheets=names))
    return findings


def _of_table(found: FoundTable, read_elsewhere: Collection[int]) -> Iterator[Finding]:
    workbook, table = found.workbook, found.table
    sheet, schema = table.sheet, table.schema
    if sheet.hidden:
        yield HIDDEN_SHEET.finding(workbook.at(sheet.name), schema.name)
    hidden = [row for row in sheet.hidden_rows if row >= sheet.row_number(table.first_row)]
    if hidden:
        at = workbook.at(sheet.name, f"{column_letters(sheet.first_column)}{hidden[0]}")
        yield HIDDEN_ROWS.finding(at, schema.name, count=len(hidden), first=hidden[0])
    for column, text, name in table.repeated:
        first = column_letters(sheet.first_column + table.columns[name])
        at = workbook.at(sheet.name, sheet.address(table.first_row - 1, column))
        heading = schema.heading(name)
        yield REPEATED_HEADING.finding(at, schema.name, heading, value=text, first=f"{first} 列")
    yield from _guessed(found)
    extra = set(found.extras.values())
    unused = [
        (column, text)
        for column, text in table.unused
        if column not in extra and column not in read_elsewhere and text.lower() not in _NOT_WORTH_A_NOTE
    ]
    if unused:
        at = workbook.at(sheet.name, sheet.address(table.first_row - 1, unused[0][0]))
        columns = "、".join(f"{text}（{column_letters(sheet.first_column + c)} 列）" for c, text in unused[:20])
        yield UNUSED_COLUMNS.finding(at, schema.name, columns=columns)


def _of_wide_form(wide: FoundWideForm) -> Iterator[Finding]:
    form, sheet = wide.form, wide.form.sheet
    if sheet.hidden:
        yield HIDDEN_SHEET.finding(wide.workbook.at(sheet.name), "编制")
    if wide.is_table_of_units:
        return  # its own note names every column that is not read
    used = {form.unit, form.funding, *(column.index for column in form.columns)}
    used.update(wide.units.columns.values() if wide.units else ())
    unused = [
        (column, text)
        for column, text in form.names.items()
        if column not in used and plain(text) not in _NOT_WORTH_A_NOTE
    ]
    if unused:
        at = wide.workbook.at(sheet.name, sheet.address(form.first_row - 1, unused[0][0]))
        columns = "、".join(f"{text}（{column_letters(sheet.first_column + c)} 列）" for c, text in unused[:20])
        yield UNUSED_COLUMNS.finding(at, "编制", columns=columns)


def _guessed(found: FoundTable) -> Iterator[Finding]:
    table = found.table
    for name, how in table.how.items():
        if how in _HOW:
            letters, heading = heading_place(table, name)
            at = CellRef(found.workbook.name, table.sheet.name, f"{letters}{table.sheet.row_number(table.heading_row)}")
            words = {"column": letters, "value": heading, "how": _HOW[how], "confidence": how.confidence}
            yield HEADING_TAKEN_FOR.finding(at, table.schema.name, table.schema.heading(name), **words)
