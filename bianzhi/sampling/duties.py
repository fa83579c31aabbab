"""职责 of the invented district: one for each section, and for each department its permits and its penalties."""

from collections.abc import Iterator

from bianzhi.domain.establishment import Duty, Establishment, Unit
from bianzhi.domain.terms import UnitKind

PERMITS, PENALTIES = "P", "Q"
"""Last letters of the codes of a department's permits and penalties."""

_TAILS = ("科", "室", "股", "组")


def duties(ledger: Establishment) -> tuple[Duty, ...]:
    """The duties of every organ, unit by unit; permits and penalties of departments stand last and in no section."""
    return tuple(duty for unit in ledger.units if not unit.kind.is_institution for duty in _of_unit(ledger, unit))


def _of_unit(ledger: Establishment, unit: Unit) -> Iterator[Duty]:
    document = f"{unit.founding_document}主要职责规定" if unit.founding_document else ""
    for number, section in enumerate(ledger.sections_of.get(unit.code, ()), 1):
        text = f"承担{unit.name}{_subject(section.name)}方面的工作"
        yield Duty(f"{unit.code}-{number:02d}", unit.code, text, section.code, document)
    if unit.kind is UnitKind.GOVERNMENT:
        field = "、".join(unit.functions[:2])
        yield Duty(f"{unit.code}-{PERMITS}", unit.code, f"负责{field}领域行政许可事项的受理、审查和决定", "", document)
        yield Duty(f"{unit.code}-{PENALTIES}", unit.code, f"负责{field}领域行政处罚案件的调查和处理", "", document)


def _subject(section: str) -> str:
    return next((section.removesuffix(tail) for tail in _TAILS if section.endswith(tail)), section)
