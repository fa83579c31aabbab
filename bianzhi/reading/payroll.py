"""Reading 财政供养名单: one person a row, on any sheet with the headings 姓名 and 单位."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bianzhi.domain.cell import RowRef, column_letters
from bianzhi.domain.establishment import Unit
from bianzhi.domain.finding import Finding
from bianzhi.domain.payroll import Payroll, PayrollRow, PayState
from bianzhi.domain.terms import Category, Status
from bianzhi.errors import UnreadableWorkbookError
from bianzhi.reading.headings import plain, without_brackets
from bianzhi.reading.problem import Problem
from bianzhi.reading.references import UnitNames
from bianzhi.reading.values import key, parse_citizen_number, parse_code, parse_name, parse_text, term_parser
from bianzhi.reading.workbook import CellValue, WorkbookSheet, read_workbook
from bianzhi.rules.form import AMBIGUOUS_UNIT, REQUIRED_MISSING, UNKNOWN_TERM

PAYROLL_SHEET = "财政供养名单"
_HEADINGS: Mapping[str, tuple[str, ...]] = {
    "name": ("姓名", "人员姓名", "职工姓名"),
    "unit": (
        *("单位", "单位名称", "机构编码", "单位编码", "机构名称", "工作单位", "所在单位", "发放单位", "预算单位"),
        *("供养单位", "预算单位名称", "发薪单位", "单位全称", "预算单位编码", "工资发放单位"),
    ),
    "citizen_number": ("公民身份号码", "身份证号", "身份证号码", "身份证", "证件号码", "身份证件号码"),
    "status": ("人员类别", "人员身份", "身份", "人员性质", "人员类型"),
    "category": ("编制类型", "编制类别", "编制性质", "占用编制", "经费形式", "供养类别"),
    "state": ("工资状态", "发放状态", "供养状态", "在发状态", "状态", "是否在发", "在职状态"),
}
"""Fields and the headings that name them, best first."""
_SHEET_WORDS = ("供养", "工资", "财政", "发放", "薪")
_DEEPEST_HEADING = 30
_TOTALS = frozenset(("合计", "小计", "总计", "共计"))
_STATES: Mapping[str, PayState] = {
    **dict.fromkeys(("在发", "正常", "发放", "在发放", "正常发放", "已发", "在职", "在编", "是", "1"), PayState.PAID),
    **dict.fromkeys(
        ("停发", "已停发", "停薪", "暂停", "暂停发放", "停止发放", "未发", "否", "0", "停保", "调出", "去世", "死亡"),
        PayState.STOPPED,
    ),
    **dict.fromkeys(
        ("退休费", "退休", "离退休", "离休", "离退", "退休人员", "离退休人员", "养老金", "已退休"), PayState.PENSION
    ),
}
_CONSEQUENCE = {"status": "按未填处理", "category": "按未填处理", "state": "按在发处理"}


@dataclass(frozen=True)
class PayrollReading:
    """A list that was read: what it says, and what is wrong with its form."""

    payroll: Payroll
    findings: tuple[Finding, ...]


def read_payroll(path: Path, units: Iterable[Unit], name: str = "", password: str = "") -> PayrollReading:
    """Read a payroll workbook.

    Parameters
    ----------
    path
        The workbook; opened only in a child process, after its content was checked.
    units
        The units of the ledger, by whose codes and names the list names its own; what it calls otherwise is kept as
        text, and ``reconcile`` tells of it.
    name
        The name the user knows the file by, where ``path`` is a temporary one.
    password
        Opens a protected file.

    Returns
    -------
    PayrollReading
        Every row with a name. Of several sheets with these headings those called 工资, 供养 and the like are read, or
        all where none is. Total rows are left out.

    Raises
    ------
    UnreadableWorkbookError
        The file cannot be read, or no sheet has the headings 姓名 and 单位.
    """
    workbook = read_workbook(path, name, password)
    tables = [table for sheet in workbook.sheets if sheet.height and (table := _table(sheet)) is not None]
    named = [table for table in tables if any(word in table.sheet.name for word in _SHEET_WORDS)]
    if not tables:
        seen = "、".join(sheet.name for sheet in workbook.sheets[:15]) or "无"
        raise UnreadableWorkbookError(
            f"“{workbook.name}”中没有可以作为财政供养名单的表：需要同一行有“姓名”和“单位”两个表头。现有工作表：{seen}。",
            "请让名单有这些表头：姓名、公民身份号码、单位、人员类别、编制类型、工资状态（前三列最要紧）。",
        )
    names = UnitNames.of((unit.code, unit.name) for unit in units)
    rows: list[PayrollRow] = []
    findings: list[Finding] = []
    for table in named or tables:
        reading = _SheetReading(workbook.name, table, names)
        rows.extend(reading.rows())
        findings.extend(reading.findings)
    return PayrollReading(Payroll(workbook.name, tuple(rows), workbook.sha256), tuple(findings))


@dataclass(frozen=True, slots=True)
class _Table:
    sheet: WorkbookSheet
    first_row: int
    columns: Mapping[str, int]
    """The column of each field that is there, 0-based within the used range."""


def _table(sheet: WorkbookSheet) -> _Table | None:
    """The first row, or pair of rows, that has the headings of name and unit."""
    depth = min(sheet.height, _DEEPEST_HEADING)
    rows = [[cell.strip() if isinstance(cell, str) else "" for cell in sheet.row(row)] for row in range(depth)]
    for row, cells in enumerate(rows):
        below = rows[row + 1] if row + 1 < depth else cells
        for height, texts in ((1, cells), (2, [low or high for high, low in zip(cells, below, strict=True)])):
            columns = _columns(texts)
            if "name" in columns and "unit" in columns:
                return _Table(sheet, row + height, columns)
    return None


def _columns(texts: Sequence[str]) -> Mapping[str, int]:
    ways = [{plain(text), without_brackets(text)} if 0 < len(text) < 40 else set() for text in texts]
    columns: dict[str, int] = {}
    for field_name, headings in _HEADINGS.items():
        for heading in headings:
            column = next((place for place, words in enumerate(ways) if plain(heading) in words), None)
            if column is not None and column not in columns.values():
                columns[field_name] = column
                break
    return columns


@dataclass
class _SheetReading:
    """The rows of one sheet; every distinct value of a column is parsed once."""

    workbook: str
    table: _Table
    names: UnitNames
    findings: list[Finding] = field(default_factory=list)

    def rows(self) -> Iterator[PayrollRow]:
        """Every row with a name that is no total."""
        sheet, columns = self.table.sheet, self.table.columns
        places = {name: sheet.first_column + column for name, column in columns.items()}
        read = {name: self._parsed(name, column) for name, column in columns.items()}
        for row in range(self.table.first_row, sheet.height):
            at = RowRef(self.workbook, sheet.name, sheet.row_number(row), places)
            values = {name: cells[row] for name, cells in read.items()}
            if _is_total(values):
                continue
            if values["name"] is None:
                self._report_nameless(values, at)
                continue
            yield self._row(values, at)

    def _parsed(self, name: str, column: int) -> list[object]:
        cells = self.table.sheet.columns[column]
        parsed = [_PARSERS[name](value) for value in cells.values]
        return [parsed[code] for code in cells.codes]

    def _row(self, values: Mapping[str, object], at: RowRef) -> PayrollRow:
        status, category = self._value("status", values, at), self._value("category", values, at)
        state = self._value("state", values, at)
        if isinstance(status, PayState):
            state, status = state or status, None
        if isinstance(status, Category):
            category, status = category or status, None
        unit = values["unit"]
        text = unit if isinstance(unit, str) else ""
        return PayrollRow(
            name=str(self._value("name", values, at)),
            unit=self._unit(text, at),
            unit_text=text,
            citizen_number=str(self._value("citizen_number", values, at) or ""),
            category=category if isinstance(category, Category) else None,
            status=status if isinstance(status, Status) else None,
            state=state if isinstance(state, PayState) else PayState.PAID,
            at=at,
        )

    def _value(self, name: str, values: Mapping[str, object], at: RowRef) -> object:
        value = values.get(name)
        if not isinstance(value, Problem):
            return value
        if value.rule.together:  # notes on form, such as spaces in names: of no use to a comparison
            return value.kept
        words = {"consequence": _CONSEQUENCE.get(name, "按未填处理"), **value.words}
        self.findings.append(value.rule.finding(at.cell(name), PAYROLL_SHEET, _HEADINGS[name][0], **words))
        return value.kept

    def _unit(self, text: str, at: RowRef) -> str:
        """The code of the unit; one the ledger has not is the business of ``reconcile``, one of two is told here."""
        found = self.names.resolve(text) if text else ""
        if isinstance(found, str):
            return found
        if found.rule is AMBIGUOUS_UNIT:
            words = {"consequence": "按不在台账处理", **found.words}
            self.findings.append(found.rule.finding(at.cell("unit"), PAYROLL_SHEET, _HEADINGS["unit"][0], **words))
        return ""

    def _report_nameless(self, values: Mapping[str, object], at: RowRef) -> None:
        if any(values.get(name) for name in ("citizen_number", "unit")):
            found = REQUIRED_MISSING.finding(
                at.cell("name"), PAYROLL_SHEET, _HEADINGS["name"][0], consequence="本行未读取", allowed="姓名"
            )
            self.findings.append(found)


def _is_total(values: Mapping[str, object]) -> bool:
    first = (values.get("name"), values.get("unit"))
    return any(isinstance(value, str) and key(value).rstrip(":：") in _TOTALS for value in first)


def _parse_state(value: CellValue) -> object:
    text = parse_text(value)
    if not isinstance(text, str):
        return text
    allowed = "、".join(PayState)
    return _STATES.get(key(text)) or Problem(UNKNOWN_TERM, {"value": text[:40], "allowed": allowed})


def _parse_status(value: CellValue) -> object:
    """人员类别; treasuries write 编制类型 or 离退休 into this column as well."""
    text = parse_text(value)
    if isinstance(text, str) and _STATES.get(key(text)) is PayState.PENSION:
        return PayState.PENSION
    status = _status(value)
    if isinstance(status, Problem):
        category = _category(value)
        return status if isinstance(category, Problem) else category
    return status


_status: Callable[[CellValue], Any] = term_parser(Status)
_category: Callable[[CellValue], Any] = term_parser(Category)
_PARSERS: Mapping[str, Callable[[CellValue], object]] = {
    "name": parse_name,
    "unit": parse_code,
    "citizen_number": parse_citizen_number,
    "status": _parse_status,
    "category": _category,
    "state": _parse_state,
}


def shown_columns(reading: PayrollReading) -> str:
    """Which column was taken for which field, for the user to see: 姓名 B 列、单位 C 列…; of the first row's sheet."""
    rows = reading.payroll.rows
    if not rows:
        return ""
    return "、".join(f"{_HEADINGS[name][0]} {column_letters(place)} 列" for name, place in rows[0].at.columns.items())
