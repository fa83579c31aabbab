"""Reading 征求意见表 back, as offices return it: sorted, filtered, with columns added, pasted together, typed by hand."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from bianzhi.domain.answers import Opinion, Reply
from bianzhi.domain.cell import RowRef
from bianzhi.domain.consultation import CODE_WORDS, FormColumn
from bianzhi.domain.establishment import Establishment
from bianzhi.domain.finding import Finding
from bianzhi.domain.plan import Plan
from bianzhi.domain.plan_code import code_of
from bianzhi.errors import UnreadableWorkbookError
from bianzhi.reading.consultation_line import LineReading
from bianzhi.reading.consultation_rules import (
    NO_ANSWERS,
    NO_CODE,
    NOT_ON_FORM,
    OTHER_PLAN,
    REPEATED,
    UNANSWERED,
)
from bianzhi.reading.headings import plain, without_brackets
from bianzhi.reading.values import key, parse_text
from bianzhi.reading.workbook import CellValue, WorkbookSheet, read_workbook

_HEADINGS: Mapping[FormColumn, tuple[str, ...]] = {
    FormColumn.PERSON: ("人员编号", "人员编码", "编号"),
    FormColumn.NAME: ("姓名", "人员姓名"),
    FormColumn.TO_UNIT: ("拟调入机构", "拟调入单位"),
    FormColumn.REPLY: ("本人意见", "个人意见"),
    FormColumn.WISHED: ("意向机构", "意向单位"),
    FormColumn.GIVING: ("调出机构意见", "调出单位意见", "现机构意见", "现单位意见"),
    FormColumn.RECEIVING: ("调入机构意见", "调入单位意见", "接收单位意见"),
    FormColumn.REMARK: ("说明", "备注"),
    FormColumn.CODE: ("方案校验码",),
}
"""Columns that are read, and the headings that name them, best first."""
_DEEPEST_HEADING = 30
_CODE = re.compile(rf"{CODE_WORDS}[:：\s]*([0-9a-f]{{16}})")
_TOTALS = frozenset(("合计", "小计", "总计", "共计"))
_ANSWERS = (FormColumn.REPLY, FormColumn.WISHED, FormColumn.GIVING, FormColumn.RECEIVING)
_NAMED = 10
"""People a finding names before it only counts them."""


def read(
    path: Path, plan: Plan, establishment: Establishment, name: str = ""
) -> tuple[tuple[Opinion, ...], tuple[Finding, ...]]:
    """Read the form.

    Parameters
    ----------
    path
        The workbook; opened only in a child process, after its content was checked.
    plan
        The plan people were asked about.
    establishment
        The ledger of today.
    name
        The name the user knows the file by, where ``path`` is a temporary one.

    Returns
    -------
    tuple
        An opinion for each person of the plan who has a line that can be taken, in the order of the plan, without an
        answer where none is given; and what is wrong, each at its cell. A line about another plan, of another person
        than its name says, or told twice in different words is not taken. Every sheet with the headings is read.

    Raises
    ------
    UnreadableWorkbookError
        The file cannot be read, is refused as unsafe, or no sheet has the headings 人员编号 and 本人意见.
    """
    workbook = read_workbook(path, name)
    tables = [table for sheet in workbook.sheets if sheet.height and (table := _table(sheet)) is not None]
    if not tables:
        seen = "、".join(sheet.name for sheet in workbook.sheets[:15]) or "无"
        raise UnreadableWorkbookError(
            f"“{workbook.name}”不是征求意见表：没有一张表在同一行有“人员编号”和“本人意见”两个表头。现有工作表：{seen}。",
            "请选择由本工具生成、填好后收回的征求意见表。",
        )
    form = _Form(plan, establishment, workbook.name)
    for table in tables:
        form.read(table)
    return form.opinions(), (*form.findings, *form.closing(tables[0]))


@dataclass(frozen=True, slots=True)
class _Table:
    sheet: WorkbookSheet
    first_row: int
    columns: Mapping[str, int]
    """The column of each heading that is there, 0-based within the used range."""
    code: str
    """The check code that stands above the headings; empty where none does."""

    def at(self, workbook: str, row: int) -> RowRef:
        """The place of a row of the used range."""
        places = {name: self.sheet.first_column + column for name, column in self.columns.items()}
        return RowRef(workbook, self.sheet.name, self.sheet.row_number(row), places)


def _table(sheet: WorkbookSheet) -> _Table | None:
    """The first row with the headings of person and answer."""
    above: list[str] = []
    for row in range(min(sheet.height, _DEEPEST_HEADING)):
        texts = [cell.strip() if isinstance(cell, str) else "" for cell in sheet.row(row)]
        columns = _columns(texts)
        if FormColumn.PERSON in columns and FormColumn.REPLY in columns:
            code = _CODE.search(" ".join(above))
            return _Table(sheet, row + 1, columns, code.group(1) if code else "")
        above.extend(texts)
    return None


def _columns(texts: Sequence[str]) -> Mapping[str, int]:
    ways = [{plain(text), without_brackets(text)} if 0 < len(text) < 40 else set() for text in texts]
    columns: dict[str, int] = {}
    for column, headings in _HEADINGS.items():
        for heading in headings:
            place = next((place for place, words in enumerate(ways) if plain(heading) in words), None)
            if place is not None and place not in columns.values():
                columns[column] = place
                break
    return columns


class _Form:
    """All tables of one form: opinions by person, and what is wrong."""

    def __init__(self, plan: Plan, establishment: Establishment, workbook: str) -> None:
        self.findings: list[Finding] = []
        self._plan = plan
        self._code = code_of(plan)
        self._workbook = workbook
        self._lines = LineReading(plan, establishment)
        self._taken: dict[str, tuple[Opinion, RowRef]] = {}
        self._conflicting: set[str] = set()

    def read(self, table: _Table) -> None:
        """Take what the lines of one table say, unless all of it is about another plan."""
        rows = list(self._rows(table))
        codes = [self._line_code(values) or table.code for _, values in rows]
        others = [code for code in codes if code and code != self._code]
        if others and self._code not in codes:
            at = table.at(self._workbook, table.first_row - 1) if not rows else rows[0][0]
            self.findings.append(OTHER_PLAN.finding(at.cell(FormColumn.CODE), code=others[0], expected=self._code))
            return
        if rows and not any(codes):
            heading = table.at(self._workbook, table.first_row - 1)
            self.findings.append(NO_CODE.finding(heading.cell(FormColumn.PERSON)))
        for (at, values), code in zip(rows, codes, strict=True):
            if code and code != self._code:
                found = OTHER_PLAN.finding(at.cell(FormColumn.CODE), code=code, expected=self._code)
                self.findings.append(found)
            else:
                self._take(at, values, sure=bool(code))

    def _rows(self, table: _Table) -> Iterator[tuple[RowRef, Mapping[str, CellValue]]]:
        for row in range(table.first_row, table.sheet.height):
            values = {name: table.sheet.columns[column].at(row) for name, column in table.columns.items()}
            person = values[FormColumn.PERSON]
            is_blank = person == "" and all(values.get(column, "") == "" for column in _ANSWERS)
            is_total = isinstance(person, str) and key(person).rstrip(":：") in _TOTALS
            is_heading = values[FormColumn.REPLY] == FormColumn.REPLY  # pasted along with the lines below it
            if is_blank or is_total or is_heading:
                continue
            yield table.at(self._workbook, row), values

    @staticmethod
    def _line_code(values: Mapping[str, CellValue]) -> str:
        text = parse_text(values.get(FormColumn.CODE, ""))
        return text.lower() if isinstance(text, str) else ""

    def _take(self, at: RowRef, values: Mapping[str, CellValue], sure: bool) -> None:
        opinion, findings = self._lines.read(at, values, sure)
        self.findings.extend(findings)
        if opinion is None:
            return
        if opinion.person not in self._taken:
            self._taken[opinion.person] = opinion, at
            return
        first, place = self._taken[opinion.person]
        merged = _merged(first, opinion)
        if merged is not None:
            self._taken[opinion.person] = merged, place
            return
        self._conflicting.add(opinion.person)
        where = f"“{place.sheet}”表第 {place.row} 行"
        self.findings.append(REPEATED.finding(at.cell(FormColumn.PERSON), first=where))

    def opinions(self) -> tuple[Opinion, ...]:
        """What was taken, in the order of the plan."""
        people = [move.person for move in self._plan.moves]
        return tuple(
            self._taken[person][0] for person in people if person in self._taken and person not in self._conflicting
        )

    def closing(self, table: _Table) -> Iterator[Finding]:
        """What is to be said of the form as a whole."""
        at = table.at(self._workbook, table.first_row - 1)
        if any(finding.id == OTHER_PLAN.id for finding in self.findings) and not self._taken:
            return
        missing = [move.person for move in self._plan.moves if move.person not in self._taken]
        silent = [each.person for each in self.opinions() if each == Opinion(each.person, Reply.NONE)]
        if self._plan.moves and len(missing) + len(silent) == len(self._plan.moves):
            yield NO_ANSWERS.finding(at.cell(FormColumn.REPLY), count=len(self._plan.moves))
            return
        for rule, people, column in (
            (NOT_ON_FORM, missing, FormColumn.PERSON),
            (UNANSWERED, silent, FormColumn.REPLY),
        ):
            if people:
                yield rule.finding(at.cell(column), count=len(people), names=self._lines.named(people[:_NAMED]))


def _merged(first: Opinion, second: Opinion) -> Opinion | None:
    """One opinion of two lines about a person, each part told once or twice alike; None where they contradict."""
    parts: dict[str, Reply] = {}
    for part in ("reply", "giving_unit", "receiving_unit"):
        told = {getattr(each, part) for each in (first, second)} - {Reply.NONE}
        if len(told) > 1:
            return None
        parts[part] = next(iter(told), Reply.NONE)
    wished = [each.wished_units for each in (first, second) if each.reply is Reply.OTHER]
    if len(set(wished)) > 1:
        return None
    remark = "；".join(dict.fromkeys(each.remark for each in (first, second) if each.remark))
    return replace(first, **parts, wished_units=wished[0] if wished else (), remark=remark)
