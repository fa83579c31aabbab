"""The user's own workbook with safe repairs made: the cells changed, coloured and commented, and every change listed.

The file is the user's, so it is opened only in the child process of ``bianzhi.sandbox``; ``repair`` runs there. The file it
was made from is never touched: to undo is to go back to it.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from openpyxl.comments import Comment
from openpyxl.styles import PatternFill

from bianzhi import sandbox
from bianzhi.domain.finding import CellKind, Finding
from bianzhi.domain.identifiers import masked
from bianzhi.errors import UnreadableWorkbookError
from bianzhi.writing import marked_ledger
from bianzhi.writing.plain_text import discreet, legal
from bianzhi.writing.repair_log import Entry, write_log
from bianzhi.writing.stored_results import formula_results, put_results_back
from bianzhi.writing.unwritable import unwritable
from bianzhi.writing.users_workbook import Target, opened, put, target

MARK = "【自动修复】"
"""Stands before our text in a comment: what comes before it is the user's own."""
FILL = "FFC6EFCE"
"""Light green."""

_LIMITS = sandbox.Limits(seconds=300, memory_mib=2048)
_DAY = re.compile(r"(\d{4})-(\d{2})(?:-(\d{2}))?")
_LIKE_IDENTITY_NUMBER = re.compile(r"(?=(?:[A-Z]*\d){13})[0-9A-Z×*]{15,19}", re.IGNORECASE)
_DATE_FORMAT = "yyyy-mm-dd"
_AS_TEXT = "@"

_Row = Mapping[str, Any]


def write(source: Path, repairs: Sequence[Finding], path: Path, day: date | None = None) -> None:
    """Write the user's workbook with the repairs of some findings made.

    A changed cell is light green and has a comment with what stood there and why it was changed; everything else stays as
    it is, results of formulas included. The sheet 修复记录 at the end lists every change, with identity numbers masked, and is
    continued if the workbook has one. A repair is left out, and listed as such, where the cell holds a formula, where two
    repairs want different values (what a rule says of the whole row goes before what the cell's form says), and where the
    cell is blank that was not, or is not that was. Macros and links to other workbooks are dropped.

    Parameters
    ----------
    source
        The workbook the findings are about.
    repairs
        Findings; those without a repair change nothing.
    path
        Where the repaired workbook goes.
    day
        The day written beside each change; left empty without one.

    Raises
    ------
    UnreadableWorkbookError
        The file is no xlsx, cannot be opened with its formats, or needs too much time or memory.
    BianzhiError
        The repaired file cannot be written.
    """
    rows = [_plain(finding) for finding in repairs if finding.repair is not None]
    sandbox.run(
        "bianzhi.writing.repaired_ledger:repair",
        {
            "source": str(source.resolve()),
            "path": str(path.resolve()),
            "repairs": rows,
            "day": day.isoformat() if day else "",
        },
        _LIMITS,
    )


def _plain(finding: Finding) -> dict[str, Any]:
    """A repair as JSON values."""
    assert finding.repair is not None
    return {
        "rule": f"{finding.id} {finding.title}",
        "why": legal(finding.repair.why),
        "cells": [
            {
                "sheet": change.at.sheet,
                "cell": change.at.cell,
                "value": legal(change.value),
                "was": change.was,
                "kind": change.kind.value,
            }
            for change in finding.changes
        ],
    }


def repair(source: str, path: str, repairs: list[_Row], day: str) -> None:
    """Do the work of ``write`` in the child process."""
    book = opened(Path(source))
    if book is None:
        raise UnreadableWorkbookError(
            "这个文件不是可以直接修改的 .xlsx 工作簿，不能在原件上修复。",
            "请先用「导入台账」（命令行为 import 命令）转成标准台账 .xlsx，再在标准台账上采纳修复。",
        )
    results = formula_results(Path(source), book)
    jobs = [_Job(row, [target(book, cell["sheet"], cell["cell"]) for cell in row["cells"]]) for row in repairs]
    wanted = _wanted(jobs)
    entries: list[Entry] = []
    done: set[tuple[str, str]] = set()
    for job in jobs:
        entries.extend(_made(book, job, _why_not(book, job, wanted), done))
    write_log(book, entries, day)
    book.calculation.fullCalcOnLoad = True
    book.template = False
    try:
        book.save(path)
        put_results_back(Path(path), results)
    except OSError as error:
        raise unwritable(Path(path)) from error


@dataclass(frozen=True, slots=True)
class _Job:
    """One repair, and where its cells are."""

    row: _Row
    places: list[Target | None]

    @property
    def rank(self) -> int:
        """What a rule says of the whole row goes before what the cell's form says: it was worked out from it."""
        return 0 if str(self.row["rule"]).startswith("D") else 1

    @property
    def cells(self) -> Iterable[tuple[_Row, Target | None]]:
        """What is to stand where."""
        return zip(self.row["cells"], self.places, strict=True)


_Wanted = Mapping[tuple[str, str], Mapping[str, int]]
"""For each cell the values that are wanted there, and the rank of each."""


def _wanted(jobs: Iterable[_Job]) -> _Wanted:
    wanted: dict[tuple[str, str], dict[str, int]] = defaultdict(dict)
    for job in jobs:
        for cell, place in job.cells:
            if place is not None:
                values = wanted[place.sheet, place.corner]
                values[cell["value"]] = max(job.rank, values.get(cell["value"], 0))
    return wanted


def _why_not(book: Any, job: _Job, wanted: _Wanted) -> str:
    """Why a repair is left out; empty if it is made."""
    for row, place in job.cells:
        if place is None:
            return "工作簿中没有这个单元格"
        cell = book[place.sheet][place.corner]
        if cell.data_type == "f":
            return "单元格是公式，请改公式或所引用的单元格"
        if _is_blank(cell.value) != (row["was"] == ""):
            return "单元格与检查时不同，请重新体检"
        others = [rank for value, rank in wanted[place.sheet, place.corner].items() if value != row["value"]]
        if others and max(others) >= job.rank:
            return "另有一项修复要填别的内容" + ("，以那一项为准" if max(others) > job.rank else "，请人工核定")
    return ""


def _made(book: Any, job: _Job, why_not: str, done: set[tuple[str, str]]) -> list[Entry]:
    """Make a repair if nothing is against it, and tell what to list. A cell changed already is neither changed nor listed."""
    entries = []
    for row, place in job.cells:
        rule, why = str(job.row["rule"]), discreet(str(job.row["why"]))
        if place is None or why_not:
            old = _shown(book[place.sheet][place.corner].value) if place else ""
            entries.append(Entry(row["sheet"], row["cell"], old, "", rule, f"未修改：{why_not}。", place))
            continue
        if (place.sheet, place.corner) in done:
            continue
        done.add((place.sheet, place.corner))
        cell = book[place.sheet][place.corner]
        old = _shown(cell.value)
        _change(cell, row)
        _comment(cell, f"原值：{old or '空白'}；依据：{why}（{rule}）")
        entries.append(Entry(place.sheet, place.corner, old, _shown(row["value"]), rule, why, place))
    return entries


def _change(cell: Any, row: _Row) -> None:
    """Put the value into the cell as what it is: a number, a day where days stand, or else text that stays text."""
    value, was_date = str(row["value"]), isinstance(cell.value, date | datetime)
    day = _DAY.fullmatch(value) if row["kind"] == CellKind.DATE.value else None
    if row["kind"] == CellKind.NUMBER.value:
        put(cell, int(value))
        if cell.number_format == _AS_TEXT:
            cell.number_format = "General"
    elif day and (was_date or (_is_blank(cell.value) and cell.number_format != _AS_TEXT)):
        put(cell, date(int(day[1]), int(day[2]), int(day[3] or 1)))
        if not was_date and not cell.is_date:
            cell.number_format = _DATE_FORMAT
    else:
        put(cell, value)
        if any(char.isdigit() for char in value):  # whoever edits the cell in Excel must not turn it into a number
            cell.number_format = _AS_TEXT
    cell.fill = PatternFill("solid", fgColor=FILL)


def _comment(cell: Any, text: str) -> None:
    """Say at the cell what was changed, after the user's own comment; what an earlier check said of it is settled."""
    own, author = "", "编制体检"
    if cell.comment is not None:
        own = cell.comment.text.partition(marked_ledger.MARK)[0].partition(MARK)[0].rstrip("\n")
        author = cell.comment.author if own else author
    whole = f"{own}\n{MARK}\n{text}" if own else f"{MARK}\n{text}"
    height = 24 + 18 * sum(1 + len(line) // 24 for line in whole.split("\n"))
    cell.comment = Comment(legal(whole), author, height=min(height, 480), width=340)


def _is_blank(value: object) -> bool:
    """Whether a cell says nothing; the reader takes signs such as — and / for blank as well."""
    return value is None or unicodedata.normalize("NFKC", str(value)).strip(" -—–/\\、\u200b") in (
        "",
        "无",
        "空",
        "暂无",
        "没有",
        "N/A",
        "n/a",
    )


def _shown(value: object) -> str:
    """A value as the list shows it, identity numbers masked."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d}"
    text = f"{value:.15g}" if isinstance(value, float) else str(value)
    compact = "".join(unicodedata.normalize("NFKC", text).split()).strip("'‘’`\"")
    return masked(compact) if _LIKE_IDENTITY_NUMBER.fullmatch(compact) else discreet(text)
