"""Numbers that belong to nobody, with right check digits.

Citizen numbers and organization codes are of a region that does not exist, document numbers of an invented office.
"""

from collections import Counter
from datetime import date

from bianzhi.domain.identifiers import citizen_check_digit, credit_check_character
from bianzhi.domain.terms import Sex

REGION = "990102"
"""No province has the code 99 (GB/T 2260)."""

_ORGANIZATION_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
_LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def citizen_number(born: date, sex: Sex, order: int) -> str:
    """The number of the ``order``-th (from 0) person of this sex born on this day; odd sequence digits are 男."""
    sequence = 2 * order + (1 if sex is Sex.MALE else 2)
    first17 = f"{REGION}{born:%Y%m%d}{sequence:03d}"
    return first17 + citizen_check_digit(first17)


class CitizenNumbers:
    """Hands out citizen numbers, none twice."""

    def __init__(self) -> None:
        self._given: Counter[tuple[date, Sex]] = Counter()

    def next(self, born: date, sex: Sex) -> str:
        """A number nobody has yet."""
        order = self._given[born, sex]
        self._given[born, sex] += 1
        return citizen_number(born, sex, order)


def credit_code(order: int, institution: bool) -> str:
    """A 统一社会信用代码 of an organ (11) or a public institution (12), both check characters right (GB 32100, GB 11714)."""
    organization = f"MB99{order:04d}"
    total = sum(w * _LETTERS.index(char) for w, char in zip(_ORGANIZATION_WEIGHTS, organization, strict=True))
    check = "0123456789X0"[11 - total % 11]
    first17 = f"1{'2' if institution else '1'}{REGION}{organization}{check}"
    return first17 + credit_check_character(first17)


def document(year: int, order: int) -> str:
    """The number of a document of the invented establishment commission."""
    return f"澜屏编〔{year}〕{order}号"
