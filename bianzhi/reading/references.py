"""What a cell names: a unit by code or full name, a section by code or name, a person by id."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from bianzhi.domain.establishment import Person, Section, Unit
from bianzhi.reading.problem import Problem
from bianzhi.reading.values import key
from bianzhi.rules.form import AMBIGUOUS_UNIT, UNKNOWN_PERSON, UNKNOWN_SECTION, UNKNOWN_UNIT


@dataclass(slots=True)
class UnitNames:
    """Units by code and by full name, names compared without regard to width, spaces and brackets."""

    codes: frozenset[str] = frozenset()
    by_name: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    by_folded_code: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))

    @classmethod
    def of(cls, units: Iterable[tuple[str, str]]) -> "UnitNames":
        """Names of units, from their codes and names."""
        names = cls()
        pairs = list(units)
        names.codes = frozenset(code for code, _ in pairs)
        for code, name in pairs:
            names.by_folded_code[key(code)].append(code)
            if name:
                names.by_name[key(name)].append(code)
        return names

    def resolve(self, text: str) -> str | Problem:
        """The code of the unit a text names."""
        if text in self.codes:
            return text
        word = key(text)
        codes = self.by_folded_code.get(word) or self.by_name.get(word) or []
        if len(codes) == 1:
            return codes[0]
        if codes:
            words = {"value": text[:40], "count": len(codes), "codes": "、".join(codes[:5])}
            return Problem(AMBIGUOUS_UNIT, words)
        return Problem(UNKNOWN_UNIT, {"value": text[:40]})

    def names_a_unit(self, text: str) -> bool:
        """Whether a text is the full name of a unit."""
        return key(text) in self.by_name


class SectionNames:
    """Sections by code, and by name within their unit."""

    def __init__(self, sections: Iterable[Section]) -> None:
        self._unit_of: dict[str, str] = {}
        self._in_unit: dict[tuple[str, str], list[str]] = defaultdict(list)
        self._anywhere: dict[str, list[str]] = defaultdict(list)
        for section in sections:
            self._unit_of[section.code] = section.unit
            for word in {key(section.name), key(section.code)}:
                self._in_unit[section.unit, word].append(section.code)
                self._anywhere[word].append(section.code)

    def in_unit(self, text: str, unit: str) -> str | None:
        """The code of the section of a unit that a text names, or None."""
        if self._unit_of.get(text) == unit:
            return text
        codes = self._in_unit.get((unit, key(text)), [])
        return codes[0] if len(codes) == 1 else None

    def resolve(self, text: str) -> str | Problem:
        """The code of the section a text names by its code, or by a name that only one section of the ledger has."""
        if text in self._unit_of:
            return text
        codes = self._anywhere.get(key(text), [])
        if len(codes) == 1:
            return codes[0]
        return Problem(UNKNOWN_SECTION, {"value": text[:40], "unit": "本台账唯一"})


class PersonNames:
    """People by id."""

    def __init__(self, people: Sequence[Person]) -> None:
        self._ids = frozenset(person.id for person in people)

    @cached_property
    def _folded(self) -> dict[str, str]:
        return {key(person): person for person in self._ids}

    def resolve(self, text: str) -> str | Problem:
        """The id of the person a text names."""
        if text in self._ids:
            return text
        return self._folded.get(key(text)) or Problem(UNKNOWN_PERSON, {"value": text[:40]})


def unit_names(units: Iterable[Unit]) -> UnitNames:
    """Names of units that were read."""
    return UnitNames.of((unit.code, unit.name) for unit in units)
