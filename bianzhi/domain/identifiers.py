"""Check digits of the two numbers every ledger carries: GB 11643 (citizens) and GB 32100 (organizations)."""

import operator
import re
from datetime import date

from bianzhi.domain.terms import Sex

_CITIZEN_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_ZEROS = ord("0") * sum(_CITIZEN_WEIGHTS)
_CITIZEN_CHECKS = "10X98765432"
_CITIZEN_FORM = re.compile(r"[1-9]\d{16}[\dX]")
_NUMBER_IN_TEXT = re.compile(r"(?=\d*[a-f])[0-9a-f]{32,}|\d{17}[\dXxＸｘ]")
"""A digest, which is left alone, or whatever looks like a citizen number."""
_LEAST_DIGEST = 32
_SHORTEST_NUMBER = 18
_CREDIT_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_CREDIT_FORM = re.compile(rf"[{_CREDIT_ALPHABET}]{{18}}")


def citizen_check_digit(first17: str) -> str:
    """The 18th character that belongs to 17 digits (GB 11643-1999)."""
    total = sum(map(operator.mul, _CITIZEN_WEIGHTS, first17.encode("ascii"))) - _ZEROS  # bytes are digits plus 48
    return _CITIZEN_CHECKS[total % 11]


def is_citizen_number(text: str) -> bool:
    """Whether ``text`` is an 18-character citizen number with the right check digit and a birth date that exists."""
    return birth_in_citizen_number(text) is not None and text[17] == citizen_check_digit(text[:17])


def birth_in_citizen_number(text: str) -> date | None:
    """The birth date inside an 18-character citizen number, or None if there is none that exists."""
    if _CITIZEN_FORM.fullmatch(text) is None:
        return None
    try:
        return date(int(text[6:10]), int(text[10:12]), int(text[12:14]))
    except ValueError:
        return None


def sex_in_citizen_number(text: str) -> Sex | None:
    """The sex the 17th digit says (odd: 男), or None if the text has not the form of a citizen number."""
    if _CITIZEN_FORM.fullmatch(text) is None:
        return None
    return Sex.MALE if int(text[16]) % 2 else Sex.FEMALE


def credit_check_character(first17: str) -> str:
    """The 18th character that belongs to 17 characters of a 统一社会信用代码 (GB 32100-2015)."""
    total = sum(pow(3, place, 31) * _CREDIT_ALPHABET.index(char) for place, char in enumerate(first17))
    return _CREDIT_ALPHABET[(31 - total % 31) % 31]


def is_credit_code(text: str) -> bool:
    """Whether ``text`` is an 18-character 统一社会信用代码 with the right check character."""
    return _CREDIT_FORM.fullmatch(text) is not None and text[17] == credit_check_character(text[:17])


def masked(number: str) -> str:
    """An identity number for showing: first 6 and last 4 characters, the rest starred; short ones starred whole."""
    if len(number) < 15:
        return "*" * len(number)
    return f"{number[:6]}{'*' * (len(number) - 10)}{number[-4:]}"


def with_numbers_masked(text: str) -> str:
    """A text in which whatever looks like a citizen number is masked; hexadecimal digests stay whole."""
    if len(text) < _SHORTEST_NUMBER:
        return text  # nearly every cell
    return _NUMBER_IN_TEXT.sub(
        lambda found: found.group() if len(found.group()) >= _LEAST_DIGEST else masked(found.group()), text
    )
