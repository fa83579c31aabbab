"""The sheets beyond the basic format: 在途变动, 层次职数 and 职责.

A row of 在途变动 or 层次职数 that cannot be read is not merely lost, it closes its unit until it is settled: both lessen what a
cell can take, and a row left out would open a way that its right values close. 职责, 周转使用 and 工作量 open no way: a row
of them without a place is left out and told.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from bianzhi.domain.establishment import Duty, LevelPosts, Person, Transit, Unit
from bianzhi.domain.terms import Direction
from bianzhi.reading.references import PersonNames
from bianzhi.reading.rows import Rows
from bianzhi.reading.table_rows import TableRows, leave_out_duplicates
from bianzhi.rules.form import TRANSIT_OF_NOBODY, TRANSIT_OF_ONE

_NEEDED: Mapping[str, tuple[str, ...]] = {
    "在途变动": ("category", "direction", "persons"),
    "层次职数": ("category", "level", "authorized"),
}
"""The fields besides the unit without which a row says nothing that could be counted."""


def read_transits(tables: Iterable[TableRows], people: Sequence[Person]) -> tuple[list[Transit], frozenset[str]]:
    """People in transit, and the codes of units that have a row which cannot be counted."""
    names = PersonNames(people)
    found: list[Transit] = []
    closed: set[str] = set()
    for one in tables:
        closed.update(_left_out(one.rows))
        found.extend(one.objects({"person": list(_named(one.rows, names))}))
    return found, frozenset(closed)


def read_level_posts(tables: Iterable[TableRows]) -> tuple[list[LevelPosts], frozenset[str]]:
    """Posts by level, and the codes of units that have a row which cannot be counted."""
    found: list[LevelPosts] = []
    closed: set[str] = set()
    for one in tables:
        closed.update(_left_out(one.rows))
        found.extend(one.objects({}))
    return found, frozenset(closed)


def read_duties(tables: Sequence[TableRows], sections: Callable[[Rows], dict[str, list[Any]]]) -> list[Duty]:
    """The duties, each of a unit that exists; of two with one code the first stays."""
    leave_out_duplicates(tables, "职责")
    return [duty for one in tables for duty in one.objects(sections(one.rows))]


def closed_until_settled(units: Iterable[Unit], closed: Mapping[str, Collection[str]]) -> Iterator[Unit]:
    """The units, those of ``closed`` (sheet → codes) with the sheet among what could not be read."""
    for unit in units:
        sheets = tuple(sheet for sheet, codes in closed.items() if unit.code in codes)
        yield replace(unit, unreadable=(*unit.unreadable, *sheets)) if sheets else unit


def _left_out(rows: Rows) -> set[str]:
    """Leave out the rows that cannot be counted, and tell their units."""
    values = list(zip(*(rows.of(name) for name in _NEEDED[rows.schema.name]), strict=True))
    units = {unit for unit, needed in zip(rows.of("unit"), values, strict=True) if None in needed}
    rows.keep([None not in needed for needed in values])
    return units


def _named(rows: Rows, names: PersonNames) -> Iterator[str]:
    """The person of each row; whoever comes in need not be on the roster yet, whoever goes out must be."""
    facts = zip(rows.numbers, rows.of("person"), rows.of("direction"), rows.of("persons"), strict=True)
    for row, text, direction, persons in facts:
        person = names.resolve(text) if text else ""
        if text and persons != 1:
            rows.report(TRANSIT_OF_ONE, row, "persons", value=persons)
        if not isinstance(person, str) and direction is Direction.OUT:
            rows.report(TRANSIT_OF_NOBODY, row, "person", value=text[:40])
        yield person if isinstance(person, str) else ""
