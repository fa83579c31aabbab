"""Check digits against the standards' own samples."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bianzhi.domain.identifiers import (
    birth_in_citizen_number,
    citizen_check_digit,
    credit_check_character,
    is_citizen_number,
    is_credit_code,
    masked,
    sex_in_citizen_number,
    with_numbers_masked,
)
from bianzhi.domain.terms import Sex
from tests.worlds import citizen_number, credit_code


@pytest.mark.parametrize(
    ("number", "born", "sex"),
    [
        ("11010519491231002X", date(1949, 12, 31), Sex.FEMALE),
        ("440524188001010014", date(1880, 1, 1), Sex.MALE),
    ],
)
def test_the_samples_of_gb_11643(number: str, born: date, sex: Sex) -> None:
    """Both samples of the standard pass and give their birth date and sex."""
    assert is_citizen_number(number)
    assert citizen_check_digit(number[:17]) == number[17]
    assert birth_in_citizen_number(number) == born
    assert sex_in_citizen_number(number) is sex


@pytest.mark.parametrize(
    "number",
    [
        "110105194912310021",  # check digit
        "11010519491231002x",  # reading writes X; a small x was not normalized
        "110105491231002",  # 15 digits
        "110105194902300028",  # the 30th of February
        "11010519491331002X",  # month 13
        "01010519491231002X",  # no region begins with 0
        "１10105194912310021",  # a full-width digit
        "",
    ],
)
def test_what_is_no_citizen_number(number: str) -> None:
    """One slip each."""
    assert not is_citizen_number(number)


@given(st.dates(date(1900, 1, 1), date(2030, 1, 1)), st.sampled_from(Sex), st.integers(1, 499), st.data())
def test_every_single_wrong_digit_is_noticed(born: date, sex: Sex, sequence: int, data: st.DataObject) -> None:
    """A number that is made right passes; with one digit replaced it does not (ISO 7064 catches every single slip)."""
    number = citizen_number(born, sex, sequence)
    place = data.draw(st.integers(0, 16))
    digit = data.draw(st.sampled_from([each for each in "0123456789" if each != number[place]]))

    assert is_citizen_number(number)
    assert birth_in_citizen_number(number) == born
    assert sex_in_citizen_number(number) is sex
    assert not is_citizen_number(number[:place] + digit + number[place + 1 :])


@pytest.mark.parametrize(
    "code", ["91350100M000100Y43", "11500103MB0T50098Y", "11500232008690368R", "11500222009313433K"]
)
def test_the_samples_of_gb_32100(code: str) -> None:
    """The standard's own sample and three published government codes pass."""
    assert is_credit_code(code)
    assert credit_check_character(code[:17]) == code[17]


@pytest.mark.parametrize(
    "code", ["91350100M000100Y44", "91350100M000100Y4", "91350100m000100Y43", "91350100I000100Y43", ""]
)
def test_what_is_no_credit_code(code: str) -> None:
    """A wrong last character, a missing one, a small letter, a letter outside the alphabet, nothing."""
    assert not is_credit_code(code)


@given(st.integers(0, 9_999_999), st.data())
def test_every_single_wrong_character_of_a_credit_code_is_noticed(sequence: int, data: st.DataObject) -> None:
    """31 is prime and no weight is 0, so each single slip changes the check character."""
    code = credit_code(sequence)
    place = data.draw(st.integers(0, 16))
    wrong = data.draw(st.sampled_from([each for each in "0123456789ABCDEFGHJKLMNPQRTUWXY" if each != code[place]]))

    assert is_credit_code(code)
    assert not is_credit_code(code[:place] + wrong + code[place + 1 :])


def test_numbers_are_masked_for_showing() -> None:
    """First six and last four stay; what is too short to be a number shows nothing at all."""
    assert masked("11010519491231002X") == "110105********002X"
    assert masked("110105491231002") == "110105*****1002"
    assert masked("12345678901234") == "*" * 14
    assert masked("") == ""


def test_numbers_in_text_are_masked_and_digests_are_not() -> None:
    """A run of 18 inside a SHA-256 is no citizen number; one between other words is."""
    number = "990102199001010019"
    digest = "a5fc0e6c12b010490ea139922123456783397fd6" + "0" * 24

    assert with_numbers_masked(f"编号{number}号") == "编号990102********0019号"
    assert with_numbers_masked(f"{number}{number}") == "990102********0019" * 2
    assert with_numbers_masked(digest) == digest
