"""What units, sections, duties and people are called at each step of a reform, and who holds which duty then."""

from collections import defaultdict
from collections.abc import Iterable

from bianzhi.domain import reform as nouns
from bianzhi.domain.establishment import Section, Unit
from bianzhi.domain.reform import Reformed
from bianzhi.reform.standing import units_giving_back


class Names:
    """Full names by code as they are before the next step; ``follow`` goes on to the step after it."""

    def __init__(self, reformed: Reformed, *, with_people: bool = True) -> None:
        before, after = reformed.before, reformed.after
        self._units = {u.code: u.name for u in (*after.units, *before.units)}
        self._sections = {s.code: s.name for s in (*after.sections, *before.sections)}
        self._section_units = {s.code: s.unit for s in (*after.sections, *before.sections)}
        self._duties = {d.code: d.text for d in (*after.duties, *before.duties)}
        self._holders = {d.code: d.unit for d in before.duties}
        self._people = {p.id: p.name for p in before.people} if with_people else {}
        self._transferred: dict[int, list[str]] = defaultdict(list)
        for fate in reformed.fates:
            if fate.step is not None and fate.fate is nouns.Fate.TRANSFERRED:
                self._transferred[fate.step].append(fate.duty)
        for step in reformed.reform.steps:
            self._add_made(step.operation)
        self._giving_back = units_giving_back(reformed)

    def _add_made(self, operation: nouns.Operation) -> None:
        """What a step sets up, which may be gone again at the end."""
        for name in ("unit", "section", "new", "into"):
            made = getattr(operation, name, None)
            if isinstance(made, Unit):
                self._units.setdefault(made.code, made.name)
            elif isinstance(made, Section):
                self._sections.setdefault(made.code, made.name)
                self._section_units.setdefault(made.code, made.unit)

    def follow(self, operation: nouns.Operation, number: int) -> None:
        """From now on a renamed or merged unit or section goes by its new name, a duty by its new words and holder."""
        match operation:
            case nouns.RenameUnit():
                self._units[operation.unit] = operation.name
            case nouns.MergeUnits():
                self._units[operation.into.code] = operation.into.name
                self._go_to(operation.parts, operation.into.code)
            case nouns.AbolishUnit() if operation.heir:
                self._go_to([operation.unit], operation.heir)
            case nouns.SplitUnit():
                self._section_units |= dict.fromkeys(operation.sections, operation.new.code)
                self._holders |= dict.fromkeys((*operation.duties, *self._transferred[number]), operation.new.code)
            case nouns.MergeSections():
                self._sections[operation.into.code] = operation.into.name
            case nouns.TransferDuties():
                self._holders |= dict.fromkeys((*operation.duties, *self._transferred[number]), operation.to_unit)
            case nouns.ChangeDuty() if operation.new is not None:
                self._duties[operation.new.code] = operation.new.text
                self._holders[operation.new.code] = operation.new.unit
            case nouns.MergeDuties():
                self._duties[operation.into.code] = operation.into.text
                self._holders[operation.into.code] = operation.into.unit
            case nouns.SplitDuty():
                self._duties |= {part.code: part.text for part in operation.into}
                self._holders |= {part.code: part.unit for part in operation.into}

    def _go_to(self, old: Iterable[str], new: str) -> None:
        gone = frozenset(old)
        for table in (self._holders, self._section_units):
            for code, unit in table.items():
                if unit in gone:
                    table[code] = new

    def unit(self, code: str) -> str:
        """The name of a unit."""
        return self._units.get(code, code)

    def section(self, code: str) -> str:
        """The name of a section."""
        return self._sections.get(code, code)

    def unit_of_section(self, code: str) -> str:
        """The name of the unit that a section is of; empty where that is not known."""
        return self.unit(self._section_units.get(code, ""))

    def section_holder(self, code: str) -> str:
        """The code of the unit that a section is of."""
        return self._section_units.get(code, "")

    def has_sections(self, unit: str) -> bool:
        """Whether a unit has sections."""
        return unit in self._section_units.values()

    def gives_back_posts(self, unit: str) -> bool:
        """Whether a unit still has posts, which nobody takes over, when it is abolished."""
        return unit in self._giving_back

    def duty(self, code: str) -> str:
        """A duty in its own words, in quotes."""
        return f"“{self._duties.get(code, code)}”"

    def duty_holder(self, code: str) -> str:
        """The code of the unit that holds a duty; empty where that is not known."""
        return self._holders.get(code, "")

    def holder(self, duties: Iterable[str]) -> str:
        """Names of the units that hold duties."""
        codes = dict.fromkeys(self.duty_holder(code) for code in duties)
        return "、".join(self.unit(code) for code in codes if code)

    def people(self, persons: Iterable[str]) -> str:
        """2名（某甲、某乙）, or 2名 where people are not to be named."""
        ids = tuple(persons)
        names = [self._people[id] for id in ids if self._people.get(id)]
        return f"{len(ids)}名（{'、'.join(names)}）" if names else f"{len(ids)}名"
