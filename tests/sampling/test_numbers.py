"""Invented numbers and names: well formed, and nobody's."""

from datetime import date

from bianzhi.domain.identifiers import (
    birth_in_citizen_number,
    is_citizen_number,
    is_credit_code,
    sex_in_citizen_number,
)
from bianzhi.domain.terms import Sex
from bianzhi.sampling.dice import Dice
from bianzhi.sampling.names import name
from bianzhi.sampling.numbers import CitizenNumbers, citizen_number, credit_code, document

BORN = date(1985, 2, 28)


def test_a_citizen_number_says_birth_and_sex() -> None:
    """Check digit, birth date and 17th digit are right, the region does not exist."""
    for sex in Sex:
        number = citizen_number(BORN, sex, 3)

        assert is_citizen_number(number)
        assert birth_in_citizen_number(number) == BORN
        assert sex_in_citizen_number(number) is sex
        assert number.startswith("990102")


def test_no_citizen_number_is_given_twice() -> None:
    """Not even to people of one sex born on one day."""
    numbers = CitizenNumbers()

    given = [numbers.next(BORN, sex) for sex in (Sex.MALE, Sex.FEMALE) for _ in range(100)]

    assert len(set(given)) == 200


def test_credit_codes_pass_both_checks() -> None:
    """Organs begin with 11, public institutions with 12; codes of different units differ."""
    organs = [credit_code(order, institution=False) for order in range(60)]

    assert all(is_credit_code(code) and code.startswith("11990102") for code in organs)
    assert len(set(organs)) == 60
    assert credit_code(1, institution=True).startswith("12990102")


def test_the_organization_code_inside_has_its_own_check() -> None:
    """GB 11714: the weighted sum of the nine characters is divisible by 11, X counting 10."""
    letters = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    for order in range(40):
        inside = credit_code(order, institution=False)[8:17]
        body = sum(w * letters.index(c) for w, c in zip((3, 7, 9, 10, 5, 8, 4, 2), inside[:8], strict=True))
        check = 10 if inside[8] == "X" else int(inside[8])

        assert (body + check) % 11 == 0


def test_documents_are_of_the_invented_office() -> None:
    """In the usual form."""
    assert document(2019, 12) == "澜屏编〔2019〕12号"


def test_names_are_names() -> None:
    """Two to four characters, surname first, and by far not always the same."""
    dice = Dice(1)

    drawn = [name(dice, sex) for sex in Sex for _ in range(300)]

    assert all(2 <= len(one) <= 4 for one in drawn)
    assert len(set(drawn)) > 500
