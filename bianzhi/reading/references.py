"""What a cell names: a unit by code or full name, a section by code or name, a person by id."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from bianzhi.domain.establishment import Person, Section
from bianzhi.domain.finding import Repair
from bianzhi.reading.name_repairs import UnitRepairs, section_repair
from bianzhi.reading.problem import Problem
from bianzhi.reading.unit_forms import common_places, short_form
from bianzhi.reading.values import key
from bianzhi.rules.form import AMBIGUOUS_UNIT, UNKNOWN_PERSON, UNKNOWN_SECTION, UNKNOWN_UNIT

OtherNames = Mapping[str, Mapping[str, Sequence[str]]]
"""Way (简称, 曾用名) to unit code to the names a unit goes by that way."""


@dataclass
class UnitNames:
    """Units by code and by full name, names compared without regard to width, spaces and brackets.

    What is neither is looked up among short and old names, and taken for the one unit that has it; ``taken`` remembers
    every such text, the unit's code, and the way it was recognized.
    """

    codes: frozenset[str] = frozenset()
    by_name: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    by_folded_code: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    names: dict[str, str] = field(default_factory=dict)
    """Full names by code."""
    others: OtherNames = field(default_factory=dict)
    taken: dict[str, tuple[str, str]] = field(default_factory=dict)

    @classmethod
    def of(cls, units: Iterable[tuple[str, str]], others: OtherNames | None = None) -> "UnitNames":
        """Names of units, from their codes and names, and what else they are called."""
        names = cls(others=others or {})
        pairs = list(units)
        names.names = {code: name for code, name in pairs if name}
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
        if not codes:
            codes, way = self._otherwise(word)
            if len(codes) == 1:
                self.taken[text] = codes[0], way
        if len(codes) == 1:
            return codes[0]
        if codes:
            words = {"value": text[:40], "count": len(codes), "codes": "、".join(codes[:5])}
            return Problem(AMBIGUOUS_UNIT, words)
        return Problem(UNKNOWN_UNIT, {"value": text[:40]}, repair=self._repairs.repair(text))

    def resolve_sure(self, text: str) -> str:
        """The code of the unit a text names, empty where it names none or several; nothing is remembered of it."""
        known = dict(self.taken)
        found = self.resolve(text)
        self.taken = known
        return found if isinstance(found, str) else ""

    @cached_property
    def _repairs(self) -> UnitRepairs:
        return UnitRepairs(self.names)

    def names_a_unit(self, text: str) -> bool:
        """Whether a text is the full name of a unit."""
        return key(text) in self.by_name

    def _otherwise(self, word: str) -> tuple[list[str], str]:
        for way, names in self._by_other_name.items():
            if word in names:
                return list(dict.fromkeys(names[word])), way
        short = short_form(word, self._places)
        codes = self._by_short_form.get(short, [])
        if len(short) > 1 and codes:
            return codes, "简称"
        for way, names in self._by_other_name.items():
            codes = [code for name, found in names.items() if short_form(name, self._places) == short for code in found]
            if len(short) > 1 and codes:
                return list(dict.fromkeys(codes)), way
        return [], ""

    @cached_property
    def _places(self) -> frozenset[str]:
        return common_places(self.by_name)

    @cached_property
    def _by_short_form(self) -> dict[str, list[str]]:
        forms: dict[str, list[str]] = defaultdict(list)
        for name, codes in self.by_name.items():
            forms[short_form(name, self._places)].extend(codes)
        return forms

    @cached_property
    def _by_other_name(self) -> dict[str, dict[str, list[str]]]:
        found: dict[str, dict[str, list[str]]] = {}
        for way, units in self.others.items():
            names = found[way] = defaultdict(list)
            for code, texts in units.items():
                for text in texts:
                    names[key(text)].append(code)
        return found


class SectionNames:
    """Sections by code, and by name within their unit."""

    def __init__(self, sections: Iterable[Section]) -> None:
        self._unit_of: dict[str, str] = {}
        self._names_of: dict[str, list[str]] = defaultdict(list)
        self._in_unit: dict[tuple[str, str], list[str]] = defaultdict(list)
        self._anywhere: dict[str, list[str]] = defaultdict(list)
        for section in sections:
            self._unit_of[section.code] = section.unit
            self._names_of[section.unit].append(section.name)
            for word in {key(section.name), key(section.code)}:
                self._in_unit[section.unit, word].append(section.code)
                self._anywhere[word].append(section.code)

    def repair(self, text: str, unit: str, unit_name: str) -> Repair | None:
        """The section of a unit that a text can only have meant."""
        return section_repair(text, self._names_of.get(unit, ()), unit_name)

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
