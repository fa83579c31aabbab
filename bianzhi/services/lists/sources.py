"""What lists are made of: a ledger on a day, with what was found in it and what is proposed."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from bianzhi.charts.bands import SYSTEMS
from bianzhi.domain.age_statistics import full_years
from bianzhi.domain.establishment import CellKey, Establishment, Person, Unit
from bianzhi.domain.finding import Finding
from bianzhi.domain.outlook import Outlook, Retirement
from bianzhi.domain.plan import Move, Plan
from bianzhi.domain.row_units import unit_at, units_by_row
from bianzhi.law.parameters import Law
from bianzhi.law.section_caps import section_cap
from bianzhi.rules.leadership import LeadersCounted, leaders_of_units


@dataclass(frozen=True)
class ListSources:
    """Everything a list may show; what several lists need is worked out once."""

    establishment: Establishment
    day: date
    findings: Sequence[Finding] = ()
    outlook: Outlook | None = field(default=None, repr=False)
    """Needed for 单位, 人员 and 临近退休; without it nobody has a month of retirement."""
    plan: Plan | None = field(default=None, repr=False)

    @cached_property
    def unit_names(self) -> tuple[str, ...]:
        """Names in ledger order."""
        return tuple(unit.name for unit in self.establishment.units)

    def unit_name(self, code: str) -> str:
        """The full name of a unit, its code where the ledger has no such unit."""
        unit = self.establishment.unit.get(code)
        return unit.name if unit else code

    def section_name(self, code: str) -> str:
        """The name of a section, empty where the ledger has no such section."""
        section = self.establishment.section.get(code)
        return section.name if section else ""

    @cached_property
    def cells_of(self) -> Mapping[str, list[CellKey]]:
        """The cells of each unit; units without any are missing."""
        cells: dict[str, list[CellKey]] = {}
        for cell in self.establishment.cells:
            cells.setdefault(cell[0], []).append(cell)
        return cells

    @cached_property
    def leaders(self) -> Mapping[str, tuple[LeadersCounted, LeadersCounted]]:
        """Leaders of every unit and of its sections, beside their posts."""
        return leaders_of_units(self.establishment)

    @cached_property
    def unit_of_finding(self) -> tuple[str, ...]:
        """Code of the unit each finding is about, empty where it is about none."""
        units = units_by_row(self.establishment)
        return tuple(unit_at(units, finding.at) for finding in self.findings)

    @cached_property
    def findings_of(self) -> Mapping[str, int]:
        """How many findings each unit has."""
        return Counter(self.unit_of_finding)

    @cached_property
    def retirement_of(self) -> Mapping[str, Retirement]:
        """Each person's way to retirement."""
        return {each.person: each for each in self.outlook.retirements} if self.outlook else {}

    @cached_property
    def move_of(self) -> Mapping[str, Move]:
        """The proposed move of each person who has one."""
        return {move.person: move for move in self.plan.moves} if self.plan else {}

    def cap_of(self, unit: Unit) -> int:
        """内设机构限额 of a unit on the day."""
        return section_cap(unit, self._law)

    @cached_property
    def _law(self) -> Law:
        return Law(self.day)

    def age_of(self, person: Person) -> int | None:
        """Full years of age on the day."""
        return full_years(person.born, self.day) if person.born is not None else None


def system_of(unit: Unit) -> str:
    """系统: 党委, 人大, 政府 …, as on the organisation chart."""
    return next((system.title for system in SYSTEMS if unit.kind in system.kinds), "")
