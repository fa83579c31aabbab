"""What should stand in a cell instead of a value that cannot be read, where the value alone leaves no doubt."""

import re
import unicodedata
from collections.abc import Iterable
from enum import Enum

from bianzhi.domain.finding import CellKind, Repair
from bianzhi.domain.ledger_columns import Column
from bianzhi.reading.grades import spelled_education, spelled_grades
from bianzhi.reading.problem import Problem
from bianzhi.reading.slips import meant
from bianzhi.reading.values import UndecidedStatus, key, term_words
from bianzhi.reading.workbook import CellValue
from bianzhi.rules.form import NOT_A_WHOLE_NUMBER, UNKNOWN_TERM, UNREADABLE_EDUCATION, UNREADABLE_GRADE

_COUNT_WITH_UNIT = re.compile(r"([+-]?\d{1,6})\s*(?:人|名|个|位|编|职|岗|科|家|分|周?岁|名?编制|个?岗位)")


def value_repair(column: Column, value: CellValue, problem: Problem) -> Repair | None:
    """The repair of a value with a problem, or None where it is not certain what was meant."""
    if problem.repair is not None or not isinstance(value, str):
        return problem.repair
    text = value.strip()
    if problem.rule is NOT_A_WHOLE_NUMBER:
        return _without_unit(text)
    if problem.rule is UNKNOWN_TERM and column.terms is not None:
        return _nearest(text, _terms(column.terms), column)
    if problem.rule is UNREADABLE_GRADE and column.field == "grade":
        return _nearest(text, ((key(grade), grade) for grade in spelled_grades()), column)
    if problem.rule is UNREADABLE_EDUCATION:
        return _nearest(text, ((key(way), word) for way, word in spelled_education()), column)
    return None


def _without_unit(text: str) -> Repair | None:
    found = _COUNT_WITH_UNIT.fullmatch(unicodedata.normalize("NFKC", text))
    if found is None:
        return None
    number = str(int(found.group(1)))
    return Repair(number, text, f"“{text}”去掉单位就是数字 {number}。", CellKind.NUMBER)


def _terms(terms: type[Enum]) -> Iterable[tuple[str, str]]:
    for word, term in term_words(terms).items():
        if isinstance(term, Enum) and not isinstance(term, UndecidedStatus):
            yield key(word), str(term.value)


def _nearest(text: str, words: Iterable[tuple[str, str]], column: Column) -> Repair | None:
    word = meant(key(text), words)
    if word is None:
        return None
    return Repair(
        word,
        text,
        f"“{text}”是“{word}”的笔误（同音、形近、漏字、多字或颠倒），规定的{column.heading}中没有第二个相近的。",
    )
