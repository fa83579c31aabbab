"""Citizen numbers and credit codes as they stand in cells: tidied, or told apart from what Excel has rounded."""

import re
import unicodedata

from bianzhi.domain.finding import Repair
from bianzhi.domain.identifiers import is_citizen_number, is_credit_code, masked
from bianzhi.reading.problem import Problem
from bianzhi.rules.form import NUMBER_LOST_DIGITS, OLD_CITIZEN_NUMBER, UNTIDY_NUMBER

_SCIENTIFIC = re.compile(r"\d(?:\.\d+)?E\+?\d{1,3}")
_SPACES = re.compile(r"\s+")
_QUOTES = "'‘’`\""
_MOST_EXACT = 10**15
"""From here on Excel keeps the first 15 digits of a number and puts zeros for the others."""


def number_as_text(value: float) -> str | Problem:
    """The digits of a number that was meant as text, if Excel has kept them all."""
    if not abs(value) < _MOST_EXACT:
        return Problem(NUMBER_LOST_DIGITS, {"why": "已被 Excel 改成数值"})
    return str(int(value)) if value == int(value) else f"{value:.15g}"


def citizen_number(text: str) -> str | Problem | None:
    """An identity number in half-width capitals without spaces; one that was rounded is told and never accepted."""
    number = _tidied(text)
    rounded = _rounded(number)
    if rounded is not None:
        return rounded
    if len(number) == 18 and number.endswith("000") and number.isdecimal() and not is_citizen_number(number):
        return Problem(NUMBER_LOST_DIGITS, {"why": "末三位是 000 而且校验不符，是被 Excel 当作数值舍入过的"})
    if len(number) == 15 and number.isdecimal():
        return Problem(OLD_CITIZEN_NUMBER, {"masked": masked(number)}, number)
    return _told_if_untidy(text, number, is_citizen_number(number))


def credit_code(text: str) -> str | Problem | None:
    """A 统一社会信用代码 in half-width capitals without spaces; one that was rounded is told and never accepted."""
    number = _tidied(text)
    return _rounded(number) or _told_if_untidy(text, number, is_credit_code(number))


def _tidied(text: str) -> str:
    return _SPACES.sub("", unicodedata.normalize("NFKC", text)).strip(_QUOTES).upper()


def _rounded(number: str) -> Problem | None:
    if _SCIENTIFIC.fullmatch(number) is None:
        return None
    return Problem(NUMBER_LOST_DIGITS, {"why": f"成了科学记数“{number}”"})


def _told_if_untidy(text: str, number: str, right: bool) -> str | Problem | None:
    """The number; with a note and a repair where it was wrapped in spaces or full-width forms, but is a right one."""
    if not right or number == text.upper():
        return number or None
    why = "去掉空格和引号、改为半角字符后，校验码相符；号码本身没有变。"
    return Problem(UNTIDY_NUMBER, {"masked": masked(number)}, number, Repair(number, text, why))
