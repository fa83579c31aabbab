"""Finding a person to move by hand: by name, id, unit, or how the name begins in pinyin."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from bianzhi.domain.establishment import Establishment, Person
from bianzhi.domain.list_table import Searched
from bianzhi.services.lists.search import line_of, pattern_of, words_of

MOST_FOUND = 200
"""People that one search offers at most."""


@dataclass(frozen=True)
class PeopleSearch:
    """Everybody of a ledger who fills a post."""

    establishment: Establishment

    @cached_property
    def _people(self) -> tuple[Person, ...]:
        return tuple(person for person in self.establishment.people if person.counted)

    @cached_property
    def _lines(self) -> Sequence[str]:
        units = {unit.code: line_of(unit.name, Searched.WORDS) for unit in self.establishment.units}
        return [
            "\n".join((line_of(person.name, Searched.NAMES), line_of(person.id, Searched.WORDS), units[person.unit]))
            for person in self._people
        ]

    def found(self, query: str, unit: str = "") -> tuple[str, ...]:
        """Ids of people all words of a query speak of, of one unit or of all, in ledger order; at most ``MOST_FOUND``."""
        patterns = [re.compile(pattern_of(word)) for word in words_of(query)]
        found = []
        for person, line in zip(self._people, self._lines, strict=True):
            if unit in ("", person.unit) and all(pattern.search(line) for pattern in patterns):
                found.append(person.id)
                if len(found) == MOST_FOUND:
                    break
        return tuple(found)
