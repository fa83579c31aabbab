"""What the roster should say instead, where the person's other cells leave no doubt."""

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

from bianzhi.domain.establishment import Establishment, Person
from bianzhi.domain.finding import CellChange, CellKind, Repair
from bianzhi.domain.identifiers import sex_in_citizen_number
from bianzhi.rules.number_repairs import agrees, citizen_number_repair

AFTER_WORK_START = ("on_establishment_since", "joined_unit", "post_since", "last_exchange")
"""Fields of what cannot be before the start of work."""


def numbers_held(establishment: Establishment) -> Counter[str]:
    """How often each citizen number stands in the roster."""
    return Counter(person.citizen_number for person in establishment.people)


def number_in_place(person: Person, held: Counter[str]) -> Repair | None:
    """The citizen number that was meant, if it is certain and nobody in the ledger has it already."""
    found = citizen_number_repair(person.citizen_number, person.birth, person.sex)
    if found is None or found.number in held:
        return None
    return Repair(found.number, person.citizen_number, found.why)


def sex_of_the_number(person: Person, held: Counter[str]) -> Repair | None:
    """The sex a valid number says against the column, if the number is the person's: no other's, and of the same birth."""
    says = sex_in_citizen_number(person.citizen_number)
    if says is None or person.sex is None or held[person.citizen_number] > 1:
        return None
    if not agrees(person.citizen_number, person.birth, None):
        return None
    known = "、出生日期与号码一致" if person.birth else ""
    why = f"公民身份号码校验相符{known}，也没有别人使用，第 17 位表示{says}。"
    return Repair(says.value, person.sex.value, why)


def dates_exchanged(person: Person, in_order: Callable[[Person], bool]) -> Repair | None:
    """参加工作时间 and 入编时间 the other way round, if that puts every date right and nothing else can have been meant.

    入编时间 before 参加工作时间 may just as well be a slip in either. It is an exchange only where a third date shows that
    work had begun before the day written for it, and no other exchange puts all dates right.
    """
    start, since = person.work_start, person.on_establishment_since
    if start is None or since is None:
        return None
    others = [day for field in AFTER_WORK_START[1:] if (day := getattr(person, field)) is not None]
    if not others or not since <= min(others) < start:
        return None
    if not _mends(person, "on_establishment_since", start, in_order):
        return None
    if any(_mends(person, field, start, in_order) for field in AFTER_WORK_START[1:]):
        return None
    why = (
        f"参加工作时间（{_written(start)}）与入编时间（{_written(since)}）填反了："
        "对调后各项日期先后都合理，别的对调都不行，且另有日期早于所填的参加工作时间。"
    )
    other = CellChange(person.at.cell("work_start"), _written(since), _written(start), CellKind.DATE)
    return Repair(_written(start), _written(since), why, CellKind.DATE, (other,))


def _mends(person: Person, field: str, start: date, in_order: Callable[[Person], bool]) -> bool:
    """Whether the start of work and another date, the other way round, put every date right."""
    day: date | None = getattr(person, field)
    if day is None or day >= start:
        return False
    changes: dict[str, Any] = {"work_start": day, field: start}
    return in_order(replace(person, **changes))


def _written(day: date) -> str:
    """2005-07-15 as it is put into the ledger; 2005-07 where only the month is known, which is day 1 here."""
    return f"{day:%Y-%m}" if day.day == 1 else day.isoformat()
