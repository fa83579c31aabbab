"""Slips of one character in identity numbers and credit codes: mended where one number only can have been meant.

A check digit finds a slip but does not place it: to nearly every digit of a wrong number there is another that would make
it pass. A number is therefore proposed only where what is known otherwise (birth date, sex; the second check character and
the region of a credit code) leaves a single candidate. A wrong last digit alone leaves about ten, and is never filled in.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date

from bianzhi.domain.establishment import Establishment, Unit
from bianzhi.domain.finding import Repair
from bianzhi.domain.identifiers import (
    birth_in_citizen_number,
    citizen_check_digit,
    is_citizen_number,
    is_credit_code,
    sex_in_citizen_number,
)
from bianzhi.domain.terms import Sex

_CITIZEN_CHARACTERS = "0123456789X"
_CREDIT_CHARACTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_LOOK_LIKE_DIGITS = str.maketrans(
    {"O": "0", "О": "0", "Ο": "0", "Q": "0", "〇": "0", "○": "0", "I": "1", "L": "1", "|": "1"}
)
_LOOK_LIKE_X = frozenset("×*✕✖✗✘╳ΧХ乂叉㐅")
"""Signs that are typed for the X at the end: times sign, asterisk, crosses, Greek Chi, Cyrillic Ha."""
_ORGANIZATION_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
_ORGANIZATION_LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_ENOUGH_NEIGHBOURS = 2
"""Right codes with the same first eight characters that show these to be no slip."""


@dataclass(frozen=True, slots=True)
class NumberRepair:
    """The number that was meant, and why no other can have been, as a Chinese sentence."""

    number: str
    why: str


def agrees(number: str, birth: date | None, sex: Sex | None) -> bool:
    """Whether a number of the right form says what the columns say; a blank column agrees, one on day 1 by its month."""
    says = birth_in_citizen_number(number)
    if sex is not None and sex is not sex_in_citizen_number(number):
        return False
    if birth is None or says is None or birth == says:
        return says is not None
    return birth.day == 1 and (birth.year, birth.month) == (says.year, says.month)


def citizen_number_repair(number: str, birth: date | None, sex: Sex | None) -> NumberRepair | None:
    """The citizen number that was meant by one that fails, or None where that is not certain.

    Parameters
    ----------
    number
        What stands there, in half-width capitals without spaces.
    birth, sex
        What the columns 出生日期 and 性别 say, None where they are blank.

    Returns
    -------
    NumberRepair or None
        A look-alike sign (×, *, O, l) put right if the number then passes and contradicts no column; else the only number
        that passes, differs by one digit or two neighbouring digits exchanged, and says both columns, if they are filled.
    """
    if len(number) != 18 or is_citizen_number(number):
        return None
    plain = number[:17].translate(_LOOK_LIKE_DIGITS) + (
        "X" if number[17] in _LOOK_LIKE_X else number[17].translate(_LOOK_LIKE_DIGITS)
    )
    if plain != number:
        if not (is_citizen_number(plain) and agrees(plain, birth, sex)):
            return None
        places = "、".join(
            f"第 {n} 位“{old}”" for n, (old, new) in enumerate(zip(number, plain, strict=True), 1) if old != new
        )
        return NumberRepair(plain, f"{places}不是号码用字，改为形近的“{_changed(number, plain)}”后，校验码正好相符。")
    if birth is None or sex is None:
        return None
    candidates = {
        one for one in _one_slip_away(number, _CITIZEN_CHARACTERS) if is_citizen_number(one) and agrees(one, birth, sex)
    }
    if len(candidates) != 1:
        return None
    meant = candidates.pop()
    return NumberRepair(
        meant, f"{_told(number, meant)}后，校验码相符，且与出生日期、性别两列一致；这样的改法只有一种。"
    )


def old_citizen_number_in_full(number: str, birth: date | None, sex: Sex | None) -> NumberRepair | None:
    """The 18 characters of a number of 15 digits: the century 19 put in, the check digit put at the end (GB 11643-1999).

    None where its birth date does not exist, or a column contradicts it.
    """
    if len(number) != 15 or not (number.isascii() and number.isdigit()):
        return None
    first17 = f"{number[:6]}19{number[6:]}"
    full = first17 + citizen_check_digit(first17)
    if not (is_citizen_number(full) and agrees(full, birth, sex)):
        return None
    return NumberRepair(full, "15 位旧号码按国家标准升为 18 位：出生年份前加 19，末位加校验码；其余各位不变。")


def credit_code_repair(code: str, institution: bool, others: Collection[str]) -> NumberRepair | None:
    """The credit code that was meant by one that fails, or None where that is not certain.

    A code has two check characters: the last, and that of the organization code inside it (characters 9 to 17). What the
    second does not guard, the first eight characters, must be those of at least two other units.

    Parameters
    ----------
    code
        What stands there, in half-width capitals without spaces.
    institution
        Whether the unit is a public institution: its code begins with 12, an organ's with 11.
    others
        The codes of the other units.
    """
    if len(code) != 18 or is_credit_code(code):
        return None
    beginnings = [other[:8] for other in others if is_credit_code(other)]
    candidates = {
        one
        for one in _one_slip_away(code, _CREDIT_CHARACTERS)
        if one[:2] == ("12" if institution else "11")
        and is_credit_code(one)
        and _organization_code_holds(one[8:17])
        and beginnings.count(one[:8]) >= _ENOUGH_NEIGHBOURS
    }
    if len(candidates) != 1 or candidates & set(others):
        return None
    meant = candidates.pop()
    return NumberRepair(
        meant, f"{_told(code, meant)}后，两个校验码都相符，且前 8 位与本台账其他机构一致；这样的改法只有一种。"
    )


def credit_code_in_place(unit: Unit, establishment: Establishment) -> Repair | None:
    """The repair of a unit's credit code, if it is certain and no unit of the ledger has it already."""
    others = [other.credit_code for other in establishment.units if other.code != unit.code]
    found = credit_code_repair(unit.credit_code, unit.kind.is_institution, others)
    return Repair(found.number, unit.credit_code, found.why) if found else None


def _one_slip_away(text: str, alphabet: str) -> Iterator[str]:
    """Every text with one character replaced, or two neighbours exchanged."""
    for place, old in enumerate(text):
        before, after = text[:place], text[place + 1 :]
        for char in alphabet:
            yield f"{before}{char}{after}"
        if after:
            yield f"{before}{after[0]}{old}{after[1:]}"


def _organization_code_holds(code: str) -> bool:
    """Whether the 9 characters of an organization code end in the check character of the first 8 (GB 11714)."""
    total = sum(w * _ORGANIZATION_LETTERS.index(c) for w, c in zip(_ORGANIZATION_WEIGHTS, code, strict=False))
    return code[8] == "0123456789X0"[11 - total % 11]


def _changed(old: str, new: str) -> str:
    return "、".join(dict.fromkeys(char for was, char in zip(old, new, strict=True) if was != char))


def _told(old: str, new: str) -> str:
    """第 11 位“5”改为“6”; 第 11、12 位对调."""
    places = [place for place, (one, other) in enumerate(zip(old, new, strict=True), 1) if one != other]
    if len(places) == 2:
        return f"第 {places[0]}、{places[1]} 位对调"
    return f"第 {places[0]} 位“{old[places[0] - 1]}”改为“{new[places[0] - 1]}”"
