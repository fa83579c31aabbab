"""What of a cell can be filled and what has to leave it, term by term; no plan is needed for that."""

from datetime import date

from bianzhi.domain.answers import CellTerm
from bianzhi.domain.establishment import Establishment
from bianzhi.domain.settings import PlanSettings
from bianzhi.domain.terms import Category
from bianzhi.optimize.questions.place import refuse_type, unit_code
from bianzhi.optimize.reallocation.cell_terms import excess_terms, room_terms
from bianzhi.optimize.reallocation.limits import Limits

Terms = tuple[CellTerm, ...]


def vacancy_terms(
    establishment: Establishment, day: date, settings: PlanSettings, unit: str, category: Category
) -> tuple[Terms, Terms]:
    """How 可用空编 (posts) and 须调出人数 (persons) of a unit's type come about; the last term of each is the total.

    Parameters
    ----------
    establishment, day, settings
        The ledger, and the day and settings of the plan that is asked about.
    unit
        By code or full name.
    category
        One that the unit has posts or people of.

    Raises
    ------
    SettingsError
        The ledger has no such unit, or the unit no such type.
    """
    cell = unit_code(establishment, unit), category
    if cell not in establishment.cells:
        refuse_type(establishment, *cell)
    limits = Limits(establishment, day, settings)
    return room_terms(limits, cell), excess_terms(limits, cell)
