"""From what stands in a cell to what it means: one parser for each kind of column.

A parser takes a value and gives what it means, None where the cell is blank, or the ``Problem`` with it. It is called once
for each distinct value of a column and not for each cell.
"""

import math
import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import date
from enum import Enum
from functools import cache
from typing import TypeAlias

from bianzhi.domain.ledger_columns import Column, ColumnKind
from bianzhi.domain.terms import LeaderRank, Status
from bianzhi.law.levels import education_names
from bianzhi.reading.dates import parse_date
from bianzhi.reading.grades import standard_education, standard_grade, standard_level
from bianzhi.reading.identity_numbers import citizen_number, credit_code, number_as_text
from bianzhi.reading.problem import Problem
from bianzhi.reading.term_aliases import CIVIL_LIKE_STATUS, NO_LEADER_RANK, TERM_ALIASES, WORKER_STATUS
from bianzhi.reading.workbook import CellFault, CellValue
from bianzhi.rules.form import (
    EXCEL_ERROR,
    NOT_A_WHOLE_NUMBER,
    OUT_OF_RANGE,
    SPACED_NAMES,
    TEXT_TOO_LONG,
    UNCOMPUTED_FORMULA,
    UNKNOWN_TERM,
    UNREADABLE_EDUCATION,
    UNREADABLE_FLAG,
    UNREADABLE_GRADE,
)

Parser: TypeAlias = Callable[[CellValue], object]

_BLANK = frozenset(
    ("", "-", "--", "—", "——", "–", "－", "无", "/", "／", "\\", "、", "空", "N/A", "n/a", "暂无", "没有")
)
_MOST_TEXT = 2_000
_MOST_POSTS = 999_999
_RANGES: Mapping[ColumnKind, tuple[int, int]] = {
    ColumnKind.COUNT: (0, _MOST_POSTS),
    ColumnKind.CHANGE: (-_MOST_POSTS, _MOST_POSTS),
    ColumnKind.SCORE: (0, 100),
}
_WHOLE = re.compile(r"[+-]?\d{1,15}|[+-]?\d{1,3}(?:,\d{3})+")
_ZERO_FRACTION = re.compile(r"\.0+$")
_LIST_SEPARATOR = re.compile(r"[、,，;；\n]+")
_INVISIBLE = frozenset(
    "\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff\ufffe\uffff"
)
_SPACES = re.compile(r"\s+")
_MIDDLE_DOTS = re.compile(r"[•‧∙⋅・･●﹒˙᛫⸱ꞏ]|(?<=[\u3400-\u9fff])\s*[.．。…]\s*(?=[\u3400-\u9fff])|\s*·\s*")
_LONGEST_WITHOUT_DOT = 4
"""Characters of a Chinese name without a middle dot; a longer one in parts is 买买提 艾力 with a space for the dot."""
_YES = frozenset(("是", "√", "✓", "✔", "☑", "■", "对", "有", "1", "y", "yes", "true", "t"))
_NO = frozenset(("否", "×", "✗", "✘", "☐", "□", "x", "错", "0", "n", "no", "false", "f", "不是", "非"))
_NO_IN_FLAG = frozenset(("无", "没有"))


class UndecidedStatus(Enum):
    """人员类别 as offices write it where only the establishment type tells which of two is meant."""

    CIVIL_LIKE = "参公人员"
    WORKER = "工勤人员"


def key(text: str) -> str:
    """A text without what does not tell words apart: width, case, spaces, and kinds of brackets."""
    return _SPACES.sub("", unicodedata.normalize("NFKC", text)).lower()


def parse_text(value: CellValue) -> object:
    """Trimmed text without control characters; a whole number as its digits, a day as 2024-01-31."""
    if not isinstance(value, str):
        return _text_of(value)
    text = value.strip() if value.isprintable() else _cleaned(value)
    if text in _BLANK:
        return None
    if len(text) > _MOST_TEXT:
        return Problem(TEXT_TOO_LONG, {"length": len(text), "most": _MOST_TEXT}, text[:_MOST_TEXT])
    return text


def parse_code(value: CellValue) -> object:
    """A code: text in half-width characters without spaces."""
    text = parse_text(value)
    if isinstance(text, str) and not (text.isascii() and text.isalnum()):
        return _SPACES.sub("", unicodedata.normalize("NFKC", text)) or None
    return text


def parse_name(value: CellValue) -> object:
    """A person's name: one kind of middle dot, and no spaces put in to make two characters as wide as three."""
    text = parse_text(value)
    if not isinstance(text, str) or text.isalpha():
        return text
    text = _MIDDLE_DOTS.sub("·", text)
    joined = _SPACES.sub("", text)
    if joined == text or text.isascii():
        return text
    if len(joined) > _LONGEST_WITHOUT_DOT:
        return _SPACES.sub(" ", text)
    return Problem(SPACED_NAMES, kept=joined)


def parse_list(value: CellValue) -> object:
    """The items of a list, blank ones and repetitions left out."""
    text = parse_text(value)
    if not isinstance(text, str):
        return text
    items = (item.strip() for item in _LIST_SEPARATOR.split(text))
    return tuple(dict.fromkeys(item for item in items if item not in _BLANK)) or None


def parse_day(value: CellValue, short_years: bool = False) -> object:
    """A day; see ``dates.parse_date``."""
    if isinstance(value, CellFault):
        return _fault(value)
    if isinstance(value, str):
        value = value.strip() if value.isprintable() else _cleaned(value)
        if value in _BLANK:
            return None
    return parse_date(value, short_years)


def parse_day_of_a_life(value: CellValue) -> object:
    """A birth or a start of work: the only days whose years may be written with two digits."""
    return parse_day(value, short_years=True)


def parse_flag(value: CellValue) -> object:
    """是 or 否, in the usual ways to write them."""
    if isinstance(value, str) and key(value) in _NO_IN_FLAG:
        return False
    text = parse_text(value)
    if not isinstance(text, str):
        return text
    word = key(text)
    if word in _YES or word in _NO:
        return word in _YES
    return Problem(UNREADABLE_FLAG, {"value": text[:40]})


def parse_citizen_number(value: CellValue) -> object:
    """An identity number in half-width capitals without spaces; whether it is a true one is a rule's business."""
    if isinstance(value, str) and len(value) == 18 and value.isascii() and value.isalnum() and value[-3:] != "000":
        return value.upper()
    text = number_as_text(value) if isinstance(value, float | int) else parse_text(value)
    return citizen_number(text) if isinstance(text, str) else text


def parse_credit_code(value: CellValue) -> object:
    """A 统一社会信用代码 in half-width capitals without spaces; its check character is a rule's business."""
    text = number_as_text(value) if isinstance(value, float | int) else parse_text(value)
    return credit_code(text) if isinstance(text, str) else text


def parse_grade(value: CellValue) -> object:
    """A grade in its standard spelling."""
    text = parse_text(value)
    if not isinstance(text, str):
        return text
    return standard_grade(key(text)) or Problem(UNREADABLE_GRADE, {"value": text[:40]})


def parse_level(value: CellValue) -> object:
    """层次 of a post: a band, or a specialist or worker level."""
    text = parse_text(value)
    if not isinstance(text, str) or key(text) in ("不限", "无要求"):
        return None if isinstance(text, str) else text
    return standard_level(key(text)) or Problem(UNREADABLE_GRADE, {"value": text[:40]})


def parse_education(value: CellValue) -> object:
    """A degree of education in its standard word."""
    text = parse_text(value)
    if not isinstance(text, str) or key(text) in ("不限", "无要求"):
        return None if isinstance(text, str) else text
    word = re.sub(r"(?:及|或|学历及)?以上(?:学历)?$", "", key(text))
    allowed = "、".join(education_names())
    return standard_education(word) or Problem(UNREADABLE_EDUCATION, {"value": text[:40], "allowed": allowed})


def whole_number_parser(kind: ColumnKind) -> Parser:
    """The parser of whole numbers in the range of a kind of column."""
    least, most = _RANGES[kind]

    def parse(value: CellValue) -> object:
        if isinstance(value, float | int):
            if not math.isfinite(value) or value != int(value):
                return Problem(NOT_A_WHOLE_NUMBER, {"value": f"{value:.15g}"})
            number = int(value)
        else:
            text = parse_text(value)
            if not isinstance(text, str):
                return text
            digits = _ZERO_FRACTION.sub("", key(text).replace("−", "-").replace("﹣", "-"))
            if not (digits.isascii() and _WHOLE.fullmatch(digits)):
                return Problem(NOT_A_WHOLE_NUMBER, {"value": text[:40]})
            number = int(digits.replace(",", ""))
        if not least <= number <= most:
            shown = str(number) if abs(number) < 10**15 else f"{number:.3e}"
            return Problem(OUT_OF_RANGE, {"value": shown, "least": least, "most": most})
        return number

    return parse


def term_parser(terms: type[Enum]) -> Parser:
    """The parser of a closed list."""
    words = term_words(terms)
    allowed = "、".join(str(term.value) for term in terms)

    def parse(value: CellValue) -> object:
        if isinstance(value, str) and value in words:
            return words[value]
        text = parse_text(value)
        if not isinstance(text, str):
            return text
        word = key(text)
        for way in (word, word.replace("(", "").replace(")", "")):
            if way in words:
                return words[way]
        if terms is LeaderRank and word in NO_LEADER_RANK:
            return None
        return Problem(UNKNOWN_TERM, {"value": text[:40], "allowed": allowed})

    return parse


def parser_of(column: Column) -> Parser:
    """The parser of a column; references to units, sections and people are parsed as codes and resolved later."""
    if column.field in ("id", "code"):
        return parse_code
    if column.terms is not None:
        return term_parser(column.terms)
    if column.kind in _RANGES:
        return whole_number_parser(column.kind)
    return _SPECIAL.get(column.heading) or _PARSERS[column.kind]


_SPECIAL: Mapping[str, Parser] = {
    "层次": parse_level,
    "姓名": parse_name,
    "出生日期": parse_day_of_a_life,
    "参加工作时间": parse_day_of_a_life,
}
_PARSERS: Mapping[ColumnKind, Parser] = {
    ColumnKind.TEXT: parse_text,
    ColumnKind.UNIT: parse_code,
    ColumnKind.UNITS: parse_list,
    ColumnKind.SECTION: parse_code,
    ColumnKind.PERSON: parse_code,
    ColumnKind.DATE: parse_day,
    ColumnKind.FLAG: parse_flag,
    ColumnKind.LIST: parse_list,
    ColumnKind.CITIZEN_NUMBER: parse_citizen_number,
    ColumnKind.CREDIT_CODE: parse_credit_code,
    ColumnKind.GRADE: parse_grade,
    ColumnKind.EDUCATION: parse_education,
}


@cache
def term_words(terms: type[Enum]) -> Mapping[str, object]:
    """Every word for a term of a closed list, normalized and as the list spells it, and the term it means."""
    words: dict[str, object] = {}
    for term in terms:
        for word in (str(term.value), *TERM_ALIASES.get(terms, {}).get(term, ())):
            words.setdefault(key(word), term)
    for term in terms:
        words[str(term.value)] = term
    if terms is Status:
        words.update(dict.fromkeys(map(key, CIVIL_LIKE_STATUS), UndecidedStatus.CIVIL_LIKE))
        words.update(dict.fromkeys(map(key, WORKER_STATUS), UndecidedStatus.WORKER))
    return words


def _text_of(value: float | date | CellFault) -> object:
    if isinstance(value, CellFault):
        return _fault(value)
    if isinstance(value, date):
        return value.isoformat()
    return number_as_text(value)


def _fault(fault: CellFault) -> Problem:
    return Problem(EXCEL_ERROR, {"value": fault.text}) if fault.text else Problem(UNCOMPUTED_FORMULA)


def _cleaned(text: str) -> str:
    """Line breaks become spaces; control characters, direction marks and what has no width go."""
    visible = "".join(
        " " if char in "\r\n\t\v\f" else char
        for char in text
        if char not in _INVISIBLE and (char in "\r\n\t\v\f" or unicodedata.category(char) not in ("Cc", "Cs"))
    )
    return visible.strip()
