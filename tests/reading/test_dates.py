"""Days: every accepted form, and every one that is asked back."""

from datetime import date

import pytest

from bianzhi.reading.dates import parse_date
from bianzhi.reading.problem import Problem
from bianzhi.reading.workbook import CellValue
from bianzhi.rules.form import AMBIGUOUS_DATE, TWO_DIGIT_YEAR, UNREADABLE_DATE, FormRule


@pytest.mark.parametrize(
    "value",
    [
        "1985.06",
        "1985.6",
        "1985-06",
        "1985-6",
        "1985/06",
        "1985/6",
        "198506",
        "1985年6月",
        "1985年06月",
        "１９８５．０６",
        "1985-06-01",
        "1985/6/1",
        "1985.06.01",
        "1985年6月1日",
        "19850601",
        "1985-06-01 00:00:00",
        "1985-06-01T00:00:00",
        "31199",
        1985.06,
        198506.0,
        19850601.0,
        31199.0,
        31199.5,
        date(1985, 6, 1),
        date(2443, 6, 27),
    ],
)
def test_june_1985_in_every_form(value: CellValue) -> None:
    """Text, number, serial, Excel day, and the number 198506 that a date format shows as the year 2443."""
    assert parse_date(value) == date(1985, 6, 1)


@pytest.mark.parametrize(
    ("value", "rule"),
    [
        (1985.1, AMBIGUOUS_DATE),
        ("85.6", TWO_DIGIT_YEAR),
        ("85年6月", TWO_DIGIT_YEAR),
        ("85-06-01", TWO_DIGIT_YEAR),
        (85.6, TWO_DIGIT_YEAR),
        ("1985", UNREADABLE_DATE),
        (1985.0, UNREADABLE_DATE),
        ("1985.13", UNREADABLE_DATE),
        ("1985.00", UNREADABLE_DATE),
        (1985.13, UNREADABLE_DATE),
        (1985.123, UNREADABLE_DATE),
        ("1985-02-30", UNREADABLE_DATE),
        ("19850631", UNREADABLE_DATE),
        ("至今", UNREADABLE_DATE),
        ("1885.06", UNREADABLE_DATE),
        ("2185-06-01", UNREADABLE_DATE),
        (60.0, UNREADABLE_DATE),
        (-1.0, UNREADABLE_DATE),
        (float("nan"), UNREADABLE_DATE),
        (float("inf"), UNREADABLE_DATE),
        (date(1900, 2, 28), UNREADABLE_DATE),
        ("00:00:00", UNREADABLE_DATE),
    ],
)
def test_what_is_not_a_day_is_asked(value: CellValue, rule: FormRule) -> None:
    """Nothing is guessed: neither a century, nor a month whose zero is lost, nor a year alone."""
    problem = parse_date(value)
    assert isinstance(problem, Problem)
    assert problem.rule is rule


def test_october_as_text_is_no_riddle() -> None:
    """Text keeps its zero: 1985.1 is January, 1985.10 October; the number 1985.11 has lost nothing."""
    assert parse_date("1985.1") == date(1985, 1, 1)
    assert parse_date("1985.10") == date(1985, 10, 1)
    assert parse_date(1985.11) == date(1985, 11, 1)


def test_first_and_last_day() -> None:
    """Excel days from 1900-03-01, before which its serials are off by one; plain numbers from the serial 10,000 on."""
    assert parse_date(date(1900, 3, 1)) == date(1900, 3, 1)
    assert parse_date(10_000.0) == date(1927, 5, 18)
    assert isinstance(parse_date(9_999.0), Problem)
    assert parse_date(73_050.0) == date(2099, 12, 31)
    assert isinstance(parse_date(73_051.0), Problem)
