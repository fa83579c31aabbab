"""What only the whole row of a person tells: a month its number knows, the century of a year, what a blank would hold."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Any

from bianzhi.domain.finding import CellKind, Repair
from bianzhi.domain.identifiers import birth_in_citizen_number, is_citizen_number, sex_in_citizen_number
from bianzhi.domain.terms import Sex
from bianzhi.reading.dates import written_day
from bianzhi.reading.parsed_rows import ParsedColumn, Rows
from bianzhi.reading.problem import Problem
from bianzhi.rules.form import (
    AMBIGUOUS_DATE,
    FILLED_BY_NUMBER,
    OLD_CITIZEN_NUMBER,
    READ_TWO_DIGIT_YEAR,
    SETTLED_DATE,
)
from bianzhi.rules.number_repairs import agrees, old_citizen_number_in_full

_WORKING_AGES = range(15, 51)
"""Years of age at which a working life begins: what tells 1985 from 2085, and 2003 from 1903."""
_MOST_BLANK = 2
"""A column of which more than one in this many rows is blank was left blank on purpose, and nothing is proposed."""

Repairs = dict[tuple[int, str], Repair]
"""By row and field."""


def settle_people(rows: Rows) -> Repairs:
    """Settle by each person's number what a cell of the row alone leaves open, and tell the repairs that follow.

    A birth of 1985.1 gets the month its valid number says, with one note a sheet. Blank cells of 性别 and 出生日期 that the
    number would fill get a note each.
    """
    numbers = rows.columns.get("citizen_number")
    if numbers is None:
        return {}
    repairs: Repairs = {}
    _settle_ambiguous_births(rows, numbers)
    repairs.update(_old_numbers(rows, numbers))
    repairs.update(_short_years(rows, numbers))
    for name in ("sex", "birth"):
        if name in rows.columns:
            _tell_blanks(rows, numbers, name)
    return repairs


def _settle_ambiguous_births(rows: Rows, numbers: ParsedColumn) -> None:
    births = rows.columns.get("birth")
    if births is None:
        return
    for row, problem in _with_problem(rows, births, AMBIGUOUS_DATE.id):
        says = birth_in_citizen_number(_valid(numbers, row))
        if says is None or says.month not in (1, 10) or str(says.year) != str(problem.words["year"]):
            continue
        settled = date(says.year, says.month, 1)
        _put(births, row, Problem(SETTLED_DATE, kept=settled))


def _put(column: ParsedColumn, row: int, problem: Problem) -> None:
    """Give one row a value of its own, with what is to be said about it."""
    codes = column.codes if isinstance(column.codes, list) else list(column.codes)
    codes[row] = len(column.values)
    column.codes = codes
    column.problems[codes[row]] = problem
    column.values.append(problem.kept)


def _old_numbers(rows: Rows, numbers: ParsedColumn) -> Iterator[tuple[tuple[int, str], Repair]]:
    """Numbers of 15 digits in full, where no column contradicts them and nobody has the full number already."""
    found = _with_problem(rows, numbers, OLD_CITIZEN_NUMBER.id)
    held = _held(rows, numbers) if found else Counter()
    for row, problem in found:
        old = str(problem.kept)
        full = old_citizen_number_in_full(old, _told(rows, row, "birth"), _told(rows, row, "sex"))
        if full is not None and held[old] == 1 and held[full.number] == 0:
            yield (row, "citizen_number"), Repair(full.number, old, full.why)


def _short_years(rows: Rows, numbers: ParsedColumn) -> Iterator[tuple[tuple[int, str], Repair]]:
    """Years of two digits in full, where the number says the birth, or the birth leaves one century for the start of work."""
    births, starts = rows.columns.get("birth"), rows.columns.get("work_start")
    for row, problem in _with_problem(rows, births, READ_TWO_DIGIT_YEAR.id):
        number = _valid(numbers, row)
        if number and agrees(number, problem.kept, None):  # type: ignore[arg-type]
            yield (row, "birth"), _in_full(problem, "公民身份号码表示的出生年月与它一致。")
    for row, problem in _with_problem(rows, starts, READ_TWO_DIGIT_YEAR.id):
        born = birth_in_citizen_number(_valid(numbers, row)) or _told(rows, row, "birth")
        start = problem.kept
        if born is not None and isinstance(start, date) and start.year - born.year in _WORKING_AGES:
            yield (row, "work_start"), _in_full(problem, f"出生于{born.year}年，只有{start.year}年参加工作才合乎常理。")


def _in_full(problem: Problem, why: str) -> Repair:
    assert isinstance(problem.kept, date)
    said = str(problem.words["value"])
    return Repair(written_day(problem.kept), said, f"“{said}”的年份补全为 {problem.kept.year}：{why}", CellKind.DATE)


def _tell_blanks(rows: Rows, numbers: ParsedColumn, name: str) -> None:
    """A note with a repair at each blank cell that a valid number, held by nobody else, would fill."""
    column = rows.columns[name]
    blank = [row for row in rows.numbers if column.codes[row] in column.blank] if column.blank else []
    if not blank or len(blank) * _MOST_BLANK > len(rows.numbers):
        return
    held = _held(rows, numbers)
    for row in blank:
        number = _valid(numbers, row)
        if not number or held[number] > 1 or not _agrees_with_the_row(rows, row, number):
            continue
        repair = _filled(name, number)
        rows.propose(FILLED_BY_NUMBER, row, name, repair, {"says": repair.value})


def _filled(name: str, number: str) -> Repair:
    if name == "sex":
        sex = sex_in_citizen_number(number)
        assert sex is not None
        return Repair(
            sex.value, "", f"公民身份号码校验相符，第 17 位是{'单' if sex is Sex.MALE else '双'}数，表示{sex}。"
        )
    birth = birth_in_citizen_number(number)
    assert birth is not None
    return Repair(birth.isoformat(), "", "公民身份号码校验相符，第 7 至 14 位就是出生日期。", CellKind.DATE)


def _agrees_with_the_row(rows: Rows, row: int, number: str) -> bool:
    return agrees(number, _told(rows, row, "birth"), _told(rows, row, "sex"))


def _valid(numbers: ParsedColumn, row: int) -> str:
    """The number of a row if it passes its check, else an empty text."""
    number = numbers.values[numbers.codes[row]]
    return number if isinstance(number, str) and is_citizen_number(number) else ""


def _told(rows: Rows, row: int, name: str) -> Any:
    """What a field of a row says; None where the sheet lacks the column or nothing could be read."""
    column = rows.columns.get(name)
    return column.values[column.codes[row]] if column is not None else None


def _held(rows: Rows, numbers: ParsedColumn) -> Counter[str]:
    """How often each number stands in the sheet."""
    return Counter(numbers.values[numbers.codes[row]] for row in rows.numbers)


def _with_problem(rows: Rows, column: ParsedColumn | None, rule: str) -> list[tuple[int, Problem]]:
    """Rows of a column whose value breaks a rule, and their problem."""
    if column is None:
        return []
    codes = {code for code, problem in column.problems.items() if problem.rule.id == rule}
    return (
        [(row, column.problems[column.codes[row]]) for row in rows.numbers if column.codes[row] in codes]
        if codes
        else []
    )
