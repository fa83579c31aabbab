"""Days: every accepted form, and every one that is asked back."""

from datetime import date

import pytest

from bianzhi.reading.dates import LAST_SHORT_YEAR, parse_date, written_day
from bianzhi.reading.problem import Problem
from bianzhi.reading.workbook import CellValue
from bianzhi.rules.form import AMBIGUOUS_DATE, READ_TWO_DIGIT_YEAR, TWO_DIGIT_YEAR, UNREADABLE_DATE, FormRule


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
        "1985.06.",
        "1985、6",
        "1985，06",
        "1985·06",
        "1985—06",
        "1985。6",
        "1985年6月1号",
        "一九八五年六月",
        "一九八五年六月一日",
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
        ("1985.06-1988.07", UNREADABLE_DATE),
        ("一九八五年十十月", UNREADABLE_DATE),
        ("二〇〇三年二月三十日", UNREADABLE_DATE),
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


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("85.06", date(1985, 6, 1)),
        (85.06, date(1985, 6, 1)),
        ("85年6月", date(1985, 6, 1)),
        ("85-06-15", date(1985, 6, 15)),
        ("03.5", date(2003, 5, 1)),
        ("'03.5", date(2003, 5, 1)),
        (f"{LAST_SHORT_YEAR}.01", date(2000 + LAST_SHORT_YEAR, 1, 1)),
        (f"{LAST_SHORT_YEAR + 1}.01", date(1900 + LAST_SHORT_YEAR + 1, 1, 1)),
    ],
)
def test_two_digit_years_by_rule(value: CellValue, day: date) -> None:
    """Both sides of the pivot; never without a note, and only where it is asked for."""
    outcome = parse_date(value, short_years=True)
    assert isinstance(outcome, Problem)
    assert outcome.rule is READ_TWO_DIGIT_YEAR
    assert outcome.kept == day
    refused = parse_date(value)
    assert isinstance(refused, Problem)
    assert refused.rule is TWO_DIGIT_YEAR
    assert refused.kept is None


@pytest.mark.parametrize(
    ("value", "rule"),
    [
        ("85年", TWO_DIGIT_YEAR),
        ("01-06-85", TWO_DIGIT_YEAR),
        ("85.13", TWO_DIGIT_YEAR),
        (85.1, AMBIGUOUS_DATE),
        (1985.1, AMBIGUOUS_DATE),
        (3.5, UNREADABLE_DATE),
    ],
)
def test_what_the_rule_of_two_digits_cannot_read(value: CellValue, rule: FormRule) -> None:
    """No month, a day where the year should be, a lost zero at either end."""
    outcome = parse_date(value, short_years=True)
    assert isinstance(outcome, Problem)
    assert (outcome.rule, outcome.kept) == (rule, None)


@pytest.mark.parametrize("day", [date(1985, 6, 1), date(1985, 6, 15), date(2003, 12, 31)])
def test_written_days_are_read_back(day: date) -> None:
    """Day 1 may be known to the month only and is written so."""
    assert parse_date(written_day(day)) == day
    assert written_day(date(1985, 6, 1)) == "1985-06"
