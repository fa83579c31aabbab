"""Which number formats show a day or a time, and the day that a number then is."""

import re
from datetime import date, timedelta
from functools import cache

from bianzhi.reading.formats.raw_sheet import Cell

_BUILT_IN_DAYS = frozenset((*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)))
"""Numbers of the formats that every Excel has; those from 27 to 36 and from 50 to 58 are the Chinese ones."""
_NOT_A_TOKEN = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')
_DAY_OR_TIME = re.compile(r"[ymdhs]", re.IGNORECASE)
_EPOCHS = {False: date(1899, 12, 30), True: date(1904, 1, 1)}
_LAST_SERIALS = {False: 2_958_465, True: 2_957_003}
"""Excel's number of 9999-12-31, in either system."""


def shows_day(number: int, codes: dict[int, str]) -> bool:
    """Whether a format, by its number, shows a day or a time; ``codes`` has the formats of the workbook's own."""
    code = codes.get(number)
    return number in _BUILT_IN_DAYS if code is None else _is_day(code)


def as_day(number: float, date_1904: bool) -> Cell:
    """What a number in such a format is: a day, a time of day as text, or the number where it is no day at all."""
    if not 0 <= number < _LAST_SERIALS[date_1904] + 1:
        return number
    days = int(number)
    if days == 0 and number > 0:
        seconds = round(number * 86_400)
        return f"{seconds // 3600:02d}:{seconds // 60 % 60:02d}:{seconds % 60:02d}"
    return _EPOCHS[date_1904] + timedelta(days)


@cache
def _is_day(code: str) -> bool:
    first = code.split(";", 1)[0]
    return "general" not in first.lower() and _DAY_OR_TIME.search(_NOT_A_TOKEN.sub("", first)) is not None
