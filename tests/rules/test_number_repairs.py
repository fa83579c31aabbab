"""Slips in numbers: what is mended, and above all what is not."""

from datetime import date

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from bianzhi.domain.identifiers import citizen_check_digit, is_citizen_number, is_credit_code
from bianzhi.domain.terms import Sex
from bianzhi.rules.number_repairs import agrees, citizen_number_repair, credit_code_repair, old_citizen_number_in_full
from bianzhi.sampling.numbers import credit_code
from tests.worlds import citizen_number

BORN = date(1985, 6, 15)
NUMBER = citizen_number(BORN)
DAYS = st.dates(date(1950, 1, 1), date(2008, 12, 31))
SEXES = st.sampled_from(Sex)


@st.composite
def slips(draw: st.DrawFn) -> tuple[str, str, date, Sex]:
    """A right number, the same with one digit wrong or two neighbours exchanged, its birth and its sex."""
    born, sex = draw(DAYS), draw(SEXES)
    right = citizen_number(born, sex, draw(st.integers(1, 499)))
    place = draw(st.integers(0, 16))
    if draw(st.booleans()):
        wrong = right[:place] + draw(st.sampled_from("0123456789")) + right[place + 1 :]
    else:
        wrong = right[:place] + right[place + 1] + right[place] + right[place + 2 :]
    assume(wrong != right and not is_citizen_number(wrong))
    return right, wrong, born, sex


@given(slips())
def test_a_slip_is_never_mended_into_another_number(slip: tuple[str, str, date, Sex]) -> None:
    """Whatever one slip made of a number, what is proposed is the number it was, or nothing."""
    right, wrong, born, sex = slip
    found = citizen_number_repair(wrong, born, sex)
    assert found is None or found.number == right


@given(slips())
def test_nothing_is_proposed_where_two_numbers_would_do(slip: tuple[str, str, date, Sex]) -> None:
    """Counted by hand: every number one digit or one exchange away that passes and says both columns."""
    _, wrong, born, sex = slip
    near = {wrong[:n] + digit + wrong[n + 1 :] for n in range(17) for digit in "0123456789"}
    near |= {wrong[:17] + last for last in "0123456789X"}
    near |= {wrong[:n] + wrong[n + 1] + wrong[n] + wrong[n + 2 :] for n in range(17)}
    would_do = {one for one in near if is_citizen_number(one) and agrees(one, born, sex)}
    found = citizen_number_repair(wrong, born, sex)
    assert (found is not None) == (len(would_do) == 1)


@given(DAYS, SEXES, st.integers(1, 499), st.integers(6, 13))
def test_a_wrong_digit_of_the_birth_date_is_mended(born: date, sex: Sex, sequence: int, place: int) -> None:
    """The column 出生日期, known to the day, says which digit it is, the check digit that it is nothing else."""
    assume(born.day != 1)
    right = citizen_number(born, sex, sequence)
    wrong = f"{right[:place]}{(int(right[place]) + 1) % 10}{right[place + 1 :]}"
    found = citizen_number_repair(wrong, born, sex)
    assert found is not None
    assert found.number == right
    assert f"第 {place + 1} 位“{wrong[place]}”改为“{right[place]}”" in found.why


@given(DAYS, SEXES, st.integers(1, 499), st.sampled_from("0123456789X"))
def test_a_wrong_last_digit_alone_is_never_filled_in(born: date, sex: Sex, sequence: int, last: str) -> None:
    """Any of ten digits may be the wrong one: to put the check digit there would only hide it."""
    right = citizen_number(born, sex, sequence)
    assume(last != right[17])
    found = citizen_number_repair(right[:17] + last, born, sex)
    assert found is None or found.number == right


def test_a_wrong_check_digit_of_an_everyday_number_stays() -> None:
    """The one case everybody meets: birth and sex agree, the last digit does not."""
    wrong = NUMBER[:17] + ("5" if NUMBER[17] != "5" else "6")
    assert citizen_number_repair(wrong, BORN, Sex.MALE) is None


def test_neighbours_exchanged_in_the_birth_date() -> None:
    """1985 typed as 1958."""
    wrong = NUMBER[:8] + NUMBER[9] + NUMBER[8] + NUMBER[10:]
    found = citizen_number_repair(wrong, BORN, Sex.MALE)
    assert found is not None
    assert found.number == NUMBER
    assert "第 9、10 位对调" in found.why


@pytest.mark.parametrize(("birth", "sex"), [(None, Sex.MALE), (BORN, None), (None, None)])
def test_without_both_columns_there_is_nothing_to_go_by(birth: date | None, sex: Sex | None) -> None:
    """A blank 出生日期 or 性别 leaves a slip in the birth date as it is."""
    wrong = NUMBER[:9] + "9" + NUMBER[10:]
    assert citizen_number_repair(wrong, BORN, Sex.MALE) is not None
    assert citizen_number_repair(wrong, birth, sex) is None


def number_ending_in(last: str) -> tuple[str, date]:
    """A number with a given check digit."""
    return next(
        (number, born) for day in range(1, 29) if (number := citizen_number(born := date(1985, 6, day)))[17] == last
    )


@pytest.mark.parametrize("sign", ["×", "*", "✕", "Х", "Χ", "叉"])
def test_signs_that_look_like_x(sign: str) -> None:
    """Put right where X is what the 17 digits ask for, with or without columns; never against one, nor for another digit."""
    number, born = number_ending_in("X")
    other, other_born = number_ending_in("3")
    found = citizen_number_repair(number[:17] + sign, None, None)
    assert found is not None
    assert found.number == number
    assert citizen_number_repair(number[:17] + sign, born, Sex.MALE) == found
    assert citizen_number_repair(number[:17] + sign, born, Sex.FEMALE) is None
    assert citizen_number_repair(number[:17] + sign, date(1980, 1, 1), Sex.MALE) is None
    assert citizen_number_repair(other[:17] + sign, other_born, Sex.MALE) is None


def test_letters_that_look_like_digits() -> None:
    """O for 0; with one more wrong digit nothing is proposed."""
    typed = NUMBER[:14] + NUMBER[14:].replace("0", "O")
    found = citizen_number_repair(typed, None, None)
    assert found is not None
    assert found.number == NUMBER
    assert citizen_number_repair("8" + typed[1:], None, None) is None


@pytest.mark.parametrize("number", ["", NUMBER, NUMBER[:17], NUMBER + "1", "110105491231002"])
def test_right_numbers_and_wrong_lengths_are_left(number: str) -> None:
    """A digit too few may be missing anywhere."""
    assert citizen_number_repair(number, BORN, Sex.MALE) is None


def test_agreement_with_the_columns() -> None:
    """To the day, or to the month where only that is known; blank columns agree."""
    assert agrees(NUMBER, BORN, Sex.MALE)
    assert agrees(NUMBER, date(1985, 6, 1), None)
    assert agrees(NUMBER, None, None)
    assert not agrees(NUMBER, date(1985, 6, 14), None)
    assert not agrees(NUMBER, date(1985, 7, 1), None)
    assert not agrees(NUMBER, BORN, Sex.FEMALE)


def test_old_numbers_in_full() -> None:
    """19 put in and the check digit put at the end; not against a column, nor with a date that does not exist."""
    first17 = "99999919850615001"
    full = old_citizen_number_in_full("999999850615001", BORN, Sex.MALE)
    assert full is not None
    assert full.number == first17 + citizen_check_digit(first17)
    assert old_citizen_number_in_full("999999850615001", None, None) == full
    assert old_citizen_number_in_full("999999850615001", BORN, Sex.FEMALE) is None
    assert old_citizen_number_in_full("999999850615001", date(1986, 6, 15), None) is None
    assert old_citizen_number_in_full("999999850631001", None, None) is None
    assert old_citizen_number_in_full("99999985061500", None, None) is None


CODES = [credit_code(order, institution=False) for order in range(4)]


@given(st.integers(8, 17), st.sampled_from("0123456789ABCDEFGHJKLMNPQRTUWXY"))
def test_a_credit_code_has_two_check_characters(place: int, char: str) -> None:
    """One wrong character from the ninth on is put right, or left; it never becomes another code."""
    wrong = CODES[0][:place] + char + CODES[0][place + 1 :]
    assume(not is_credit_code(wrong))
    found = credit_code_repair(wrong, False, CODES[1:])
    assert found is None or found.number == CODES[0]


def test_a_wrong_check_character_is_put_right_only_with_evidence() -> None:
    """The inner check guards characters 9 to 17, two neighbours the first eight; the kind of unit must fit, nobody have it."""
    wrong = CODES[0][:17] + "0"
    found = credit_code_repair(wrong, False, CODES[1:])
    assert found is not None
    assert found.number == CODES[0]
    assert "第 18 位" in found.why
    assert credit_code_repair(wrong, False, CODES[1:2]) is None
    assert credit_code_repair(wrong, True, CODES[1:]) is None
    assert credit_code_repair(wrong, False, CODES) is None
    assert credit_code_repair(CODES[0], False, CODES[1:]) is None
    assert credit_code_repair(wrong[:17], False, CODES[1:]) is None
