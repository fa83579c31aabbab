"""Days as ledgers write them: Excel dates and serials, 1985.06, 198506, 1985年6月1日. Nothing is guessed."""

import math
import re
import unicodedata
from datetime import date, timedelta

from bianzhi.reading.problem import Problem
from bianzhi.reading.workbook import FIRST_DAY, LAST_DAY, CellValue
from bianzhi.rules.form import AMBIGUOUS_DATE, READ_TWO_DIGIT_YEAR, TWO_DIGIT_YEAR, UNREADABLE_DATE

LAST_SHORT_YEAR = 30
"""Parameter: of years written with two digits those up to this one are 20××, the others 19××: 03.5 is 2003, 85.06 is 1985.

It holds for births and starts of work only. Nobody who is 16 by now was born after 2030, and whoever was born, or began to
work, in 1930 or before has long left every ledger.
"""

_EPOCH = date(1899, 12, 30)
_FIRST_YEAR, _LAST_YEAR = 1900, 2099
_FIRST_SERIAL, _LAST_SERIAL = 10_000, 73_050
"""Excel's numbers of 1927-05-18 and 2099-12-31: a smaller number in a ledger is no day, but a year or a slip."""
_TIME = r"(?:[T\s]\s*\d{1,2}:\d{2}(?::\d{2})?(?:\.\d+)?Z?)?"
_SEPARATED = re.compile(
    rf"(\d{{4}})\s*[-./年]\s*(\d{{1,2}})\s*(?:月|\.(?!\d)|(?:[-./月]\s*(\d{{1,2}})\s*(?:日|号|\.)?))?{_TIME}"
)
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})?")
_SERIAL = re.compile(r"\d{5}(?:\.0+)?")
_SHORT = re.compile(r"'?(\d{2})(?:\s*[-./年]\s*(\d{1,2})\s*(?:月|(?:[-./月]\s*(\d{1,2})\s*日?))?|年)")
_YEAR_ONLY = re.compile(r"\d{4}年?")
_OTHER_SEPARATORS = str.maketrans(dict.fromkeys("—–―−‐·•。、,\\", "."))
"""What stands for the dash or the point between year and month; full-width forms are normalized before."""
_CHINESE_DIGITS = str.maketrans("〇○零一二三四五六七八九", "000123456789")
_CHINESE_DAY = re.compile(
    r"([〇○零一二三四五六七八九]{4})年(十[一二]?|[一二三四五六七八九])月(?:([二三]?十[一二三四五六七八九]?|[一二三四五六七八九])[日号])?"
)


def parse_date(value: CellValue, short_years: bool = False) -> date | Problem:
    """The day of a cell that is not blank; a month without a day becomes its first.

    A number like 198506 or 1985.06 is a month, one between 10,000 and 73,050 is Excel's serial of a day. The number 1985.1 may
    be January, or October with its last zero lost: it is asked, not guessed. A year of two digits is read by the rule of
    ``LAST_SHORT_YEAR`` where ``short_years`` says so, and never without a note; else it is asked.
    """
    if isinstance(value, date):
        return _excel_day(value)
    if isinstance(value, float | int):
        return _numeric_day(float(value), short_years)
    return _text_day(str(value), short_years)


def written_day(day: date) -> str:
    """A day as it is put into a ledger: 1985-06-15; 1985-06 where only the month is known, which is day 1 here."""
    return f"{day:%Y-%m}" if day.day == 1 else day.isoformat()


def _excel_day(value: date) -> date | Problem:
    if FIRST_DAY <= value <= LAST_DAY:
        return value
    if value > LAST_DAY:  # 198506 in a cell with a date format is shown as a day in the year 2443
        return _numeric_day(float((value - _EPOCH).days), short_years=False)
    return Problem(UNREADABLE_DATE, {"value": value.isoformat(), "why": "早于 1900 年 3 月，不是有效日期"})


def _numeric_day(number: float, short_years: bool) -> date | Problem:
    if not math.isfinite(number):
        return _unreadable(str(number))
    shown = f"{number:.10g}"
    year, _, month = shown.partition(".")
    is_year = _FIRST_YEAR <= math.floor(number) <= _LAST_YEAR
    if month == "1" and (is_year or (short_years and len(year) == 2)):
        return Problem(AMBIGUOUS_DATE, {"value": shown, "year": year if is_year else _full_year(year)})
    if _FIRST_SERIAL <= number <= _LAST_SERIAL and not is_year:
        return _EPOCH + timedelta(days=math.floor(number))
    return _text_day(shown, short_years)


def _text_day(text: str, short_years: bool) -> date | Problem:
    normal = unicodedata.normalize("NFKC", text).strip()
    match = _full_match(normal) or _full_match(normal.translate(_OTHER_SEPARATORS)) or _full_match(_in_digits(normal))
    if match:
        return _day(text, match.group(1), match.group(2), match.group(3))
    if _SERIAL.fullmatch(normal) and _FIRST_SERIAL <= float(normal) <= _LAST_SERIAL:
        return _EPOCH + timedelta(days=int(float(normal)))
    short = _SHORT.fullmatch(normal.translate(_OTHER_SEPARATORS))
    if short:
        return _short_day(text, short, short_years)
    if _YEAR_ONLY.fullmatch(normal):
        return Problem(UNREADABLE_DATE, {"value": text, "why": "只有年份，没有月份"})
    return _unreadable(text)


def _full_match(text: str) -> re.Match[str] | None:
    return _SEPARATED.fullmatch(text) or _COMPACT.fullmatch(text)


def _short_day(text: str, short: re.Match[str], wanted: bool) -> Problem:
    """A day whose year has two digits: read by the rule where that is wanted and a month is there, else asked."""
    year, month, day = short.groups()
    if not wanted or month is None:
        return Problem(TWO_DIGIT_YEAR, {"value": text[:40]})
    read = _day(text, str(_full_year(year)), month, day)
    if isinstance(read, Problem):
        return Problem(TWO_DIGIT_YEAR, {"value": text[:40]})
    said = f"{read.year}年{read.month}月{f'{read.day}日' if day else ''}"
    return Problem(READ_TWO_DIGIT_YEAR, {"value": text[:40], "read": said, "pivot": LAST_SHORT_YEAR}, read)


def _full_year(year: str) -> int:
    return int(year) + (2000 if int(year) <= LAST_SHORT_YEAR else 1900)


def _in_digits(text: str) -> str:
    """一九八五年六月 as 1985年6月; any other text as it is."""
    found = _CHINESE_DAY.fullmatch(text)
    if found is None:
        return text
    year, month, day = found.groups()
    return f"{year.translate(_CHINESE_DIGITS)}年{_number(month)}月{f'{_number(day)}日' if day else ''}"


def _number(text: str) -> int:
    """二十三 as 23."""
    tens, ten, units = text.rpartition("十")
    return (int(tens.translate(_CHINESE_DIGITS) or 1) * 10 if ten else 0) + int(units.translate(_CHINESE_DIGITS) or 0)


def _day(text: str, year: str, month: str, day: str | None) -> date | Problem:
    if not _FIRST_YEAR <= int(year) <= _LAST_YEAR:
        return Problem(UNREADABLE_DATE, {"value": text, "why": f"的年份不在 {_FIRST_YEAR} 到 {_LAST_YEAR} 之间"})
    try:
        return date(int(year), int(month), int(day or 1))
    except ValueError:
        return Problem(UNREADABLE_DATE, {"value": text, "why": "不是存在的日期"})


def _unreadable(text: str) -> Problem:
    return Problem(UNREADABLE_DATE, {"value": text[:40], "why": "不是可识别的日期"})
