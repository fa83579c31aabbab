"""Days as ledgers write them: Excel dates and serials, 1985.06, 198506, 1985年6月1日. Nothing is guessed."""

import math
import re
import unicodedata
from datetime import date, timedelta

from bianzhi.reading.problem import Problem
from bianzhi.reading.workbook import FIRST_DAY, LAST_DAY, CellValue
from bianzhi.rules.form import AMBIGUOUS_DATE, TWO_DIGIT_YEAR, UNREADABLE_DATE

_EPOCH = date(1899, 12, 30)
_FIRST_YEAR, _LAST_YEAR = 1900, 2099
_FIRST_SERIAL, _LAST_SERIAL = 10_000, 73_050
"""Excel's numbers of 1927-05-18 and 2099-12-31: a smaller number in a ledger is no day, but a year or a slip."""
_SEPARATED = re.compile(
    r"(\d{4})\s*[-./年]\s*(\d{1,2})\s*(?:月|(?:[-./月]\s*(\d{1,2})\s*日?))?(?:[T\s]\s*\d{1,2}:\d{2}(?::\d{2})?(?:\.\d+)?Z?)?"
)
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})?")
_SERIAL = re.compile(r"\d{5}(?:\.0+)?")
_TWO_DIGITS = re.compile(r"'?\d{2}(?:\s*[-./年]\s*\d{1,2}\s*(?:月|(?:[-./月]\s*\d{1,2}\s*日?))?|年)")
_YEAR_ONLY = re.compile(r"\d{4}年?")


def parse_date(value: CellValue) -> date | Problem:
    """The day of a cell that is not blank; a month without a day becomes its first.

    A number like 198506 or 1985.06 is a month, one between 10,000 and 73,050 is Excel's serial of a day. The number 1985.1 may
    be January, or October with its last zero lost: it is asked, not guessed.
    """
    if isinstance(value, date):
        return _excel_day(value)
    if isinstance(value, float | int):
        return _numeric_day(float(value))
    return _text_day(str(value))


def _excel_day(value: date) -> date | Problem:
    if FIRST_DAY <= value <= LAST_DAY:
        return value
    if value > LAST_DAY:  # 198506 in a cell with a date format is shown as a day in the year 2443
        return _numeric_day(float((value - _EPOCH).days))
    return Problem(UNREADABLE_DATE, {"value": value.isoformat(), "why": "早于 1900 年 3 月，不是有效日期"})


def _numeric_day(number: float) -> date | Problem:
    if not math.isfinite(number):
        return _unreadable(str(number))
    shown = f"{number:.10g}"
    year, _, month = shown.partition(".")
    is_year = _FIRST_YEAR <= math.floor(number) <= _LAST_YEAR
    if is_year and month == "1":
        return Problem(AMBIGUOUS_DATE, {"value": shown, "year": year})
    if _FIRST_SERIAL <= number <= _LAST_SERIAL and not is_year:
        return _EPOCH + timedelta(days=math.floor(number))
    return _text_day(shown)


def _text_day(text: str) -> date | Problem:
    normal = unicodedata.normalize("NFKC", text).strip()
    for pattern in (_SEPARATED, _COMPACT):
        match = pattern.fullmatch(normal)
        if match:
            return _day(text, match.group(1), match.group(2), match.group(3))
    if _SERIAL.fullmatch(normal) and _FIRST_SERIAL <= float(normal) <= _LAST_SERIAL:
        return _EPOCH + timedelta(days=int(float(normal)))
    if _TWO_DIGITS.fullmatch(normal):
        return Problem(TWO_DIGIT_YEAR, {"value": text})
    if _YEAR_ONLY.fullmatch(normal):
        return Problem(UNREADABLE_DATE, {"value": text, "why": "只有年份，没有月份"})
    return _unreadable(text)


def _day(text: str, year: str, month: str, day: str | None) -> date | Problem:
    if not _FIRST_YEAR <= int(year) <= _LAST_YEAR:
        return Problem(UNREADABLE_DATE, {"value": text, "why": f"的年份不在 {_FIRST_YEAR} 到 {_LAST_YEAR} 之间"})
    try:
        return date(int(year), int(month), int(day or 1))
    except ValueError:
        return Problem(UNREADABLE_DATE, {"value": text, "why": "不是存在的日期"})


def _unreadable(text: str) -> Problem:
    return Problem(UNREADABLE_DATE, {"value": text[:40], "why": "不是可识别的日期"})
