"""The people of a whole section as moves by hand."""

from bianzhi.domain.by_hand import HandMove
from bianzhi.domain.establishment import Establishment
from bianzhi.domain.terms import Category
from bianzhi.errors import SettingsError


def section_moves(
    establishment: Establishment, section: str, unit: str, category: Category | None = None
) -> tuple[HandMove, ...]:
    """Everybody in post of a section to open vacancies of a unit, in the order of the ledger (成建制).

    Each keeps his establishment type, unless one is given. To his own unit means that all stay.

    Raises
    ------
    SettingsError
        The ledger has no such section or unit, or nobody is in post in the section.
    """
    known = establishment.section.get(section)
    if known is None or unit not in establishment.unit:
        raise SettingsError(f"台账中没有内设机构 {section} 或者机构 {unit}。", "请核对编码。")
    people = [each for each in establishment.people_of.get(known.unit, ()) if each.counted and each.section == section]
    if not people:
        raise SettingsError(f"{known.name}没有在编人员。", "请选择有人员的内设机构。")
    return tuple(HandMove(person.id, unit, category or person.category) for person in people)
