"""The use cases of lists: made of a ledger, filtered, searched by pinyin, sorted, added up, written as a workbook."""

# ruff: noqa: PLC0415

import hashlib
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path

from bianzhi.domain.list_table import ListTable, ListValue, ListView
from bianzhi.services.lists import ledger_entries, people_lists, plan_lists, unit_lists
from bianzhi.services.lists.kinds import ListFilter, ListKind
from bianzhi.services.lists.pinyin import name_readings, word_readings
from bianzhi.services.lists.search import choices_matching, matches
from bianzhi.services.lists.selection import SearchableList
from bianzhi.services.lists.sources import ListSources, system_of

__all__ = [
    "ListFilter",
    "ListKind",
    "ListSources",
    "SearchableList",
    "choices_matching",
    "content_mark",
    "facts_of",
    "initials",
    "ledger_entries_of",
    "make_list",
    "matches",
    "moves_of",
    "system_of",
    "write_list",
]

_MAKERS: Mapping[ListKind, Callable[[ListSources], ListTable]] = {
    ListKind.UNITS: unit_lists.units_list,
    ListKind.CELLS: unit_lists.cells_list,
    ListKind.SECTIONS: unit_lists.sections_list,
    ListKind.LEADERS: unit_lists.leaders_list,
    ListKind.PEOPLE: people_lists.people_list,
    ListKind.POSTS: unit_lists.posts_list,
    ListKind.RETIREMENTS: people_lists.retirements_list,
    ListKind.FINDINGS: people_lists.findings_list,
}
_OF_ONE_UNIT: Mapping[ListKind, Callable[[ListSources, str], ListTable]] = {
    ListKind.SECTIONS: unit_lists.sections_list,
    ListKind.PEOPLE: people_lists.people_list,
    ListKind.RETIREMENTS: people_lists.retirements_list,
    ListKind.FINDINGS: people_lists.findings_list,
}


def make_list(kind: ListKind, sources: ListSources, unit: str = "") -> SearchableList:
    """A list of the whole ledger; of 内设机构, 人员, 临近退休 and 问题 also that of one unit, by its code.

    Sizes: 50,000 people are 50,000 rows of 26 values, made in about half a second.
    """
    return SearchableList(_OF_ONE_UNIT[kind](sources, unit) if unit else _MAKERS[kind](sources))


def ledger_entries_of(sources: ListSources, unit: str) -> SearchableList:
    """Every row of the ledger about one unit but its people: sheet, row, what it says, its document."""
    return SearchableList(ledger_entries.ledger_entries(sources, unit))


def moves_of(sources: ListSources, unit: str) -> SearchableList:
    """Who is proposed to leave a unit, to come to it, or to change type within it; none without a plan."""
    return SearchableList(plan_lists.moves_list(sources, unit))


def facts_of(units: SearchableList, code: str) -> Mapping[str, ListValue]:
    """The row of one unit in the list of units, by heading; nothing where the list has no such unit."""
    row = next((row for row in units.table.rows if row.unit == code), None)
    return dict(zip(units.table.place, row.values, strict=True)) if row else {}


def initials(text: str, *, is_name: bool = False) -> str:
    """The pinyin initials of a text in capitals, e.g. 区财政局 QCZJ; other letters and digits stay."""
    readings = name_readings(text) if is_name else word_readings(text)
    return "".join(reading[0][0] for reading in readings if reading[0][:1].isalnum()).upper()


def content_mark(base: str, view: ListView, headings: Sequence[str]) -> str:
    """Eight characters that change with what a list shows: what it was made of, what is seen of it, which columns."""
    return hashlib.sha256(repr((base, view, tuple(headings))).encode()).hexdigest()[:8]


def write_list(path: Path, found: SearchableList, view: ListView, headings: Sequence[str], day: date) -> None:
    """Write what is seen of a list as a workbook: its rows, its order, its columns, with totals. Numbers stay masked."""
    from bianzhi.writing import list_workbook

    list_workbook.write(path, found.table, found.select(view), view, headings, day)
