"""内设机构限额: how many internal sections a unit may have."""

from bianzhi.domain.establishment import Unit
from bianzhi.domain.terms import UnitKind
from bianzhi.law.parameters import Law


def section_cap(unit: Unit, law: Law) -> int:
    """Most sections that count: the unit's own 内设机构限额, or else the general number, higher for 纪委监委."""
    if unit.section_cap is not None:
        return unit.section_cap
    return law["section_cap_discipline" if unit.kind is UnitKind.DISCIPLINE else "section_cap"]
