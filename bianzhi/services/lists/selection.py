"""Filters, searches, sorts and adds up a list of any length; asked twice, it looks once."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import chain
from typing import Final

import numpy as np
import numpy.typing as npt

from bianzhi.domain.list_table import (
    Condition,
    ListColumn,
    ListSelection,
    ListTable,
    ListValue,
    ListView,
    Searched,
)
from bianzhi.services.lists.pinyin import name_readings, word_readings
from bianzhi.services.lists.search import SearchIndex

_MOST_KEPT: Final = 6
"""Selections kept; a clerk goes back and forth between two or three."""


@dataclass(frozen=True)
class _Coded:
    """A column as numbers: its distinct values in the order in which the column sorts, and which one each row has."""

    values: Sequence[ListValue]
    codes: npt.NDArray[np.int64]
    blanks: int
    """How many of the values, at the end, are blank."""


class SearchableList:
    """A list that answers views. What it works out about a column is kept, and so are the last selections."""

    def __init__(self, table: ListTable) -> None:
        self.table = table
        self._columns: dict[str, _Coded] = {}
        self._selections: dict[ListView, ListSelection] = {}
        self._counts: dict[Condition, int] = {}

    def select(self, view: ListView) -> ListSelection:
        """The rows that match everything the view asks for, in its order, and their totals.

        Whoever is called as the search says stands before those whose unit or section is; within both by the order.

        What the view says of columns that the list does not have is passed over: links and remembered filters may be
        older than the list.
        """
        if view not in self._selections:
            while len(self._selections) >= _MOST_KEPT:
                del self._selections[next(iter(self._selections))]
            self._selections[view] = self._select(view)
        return self._selections[view]

    def called(self, view: ListView) -> int:
        """How many of the rows that are seen have what is searched for in a personal name; they stand first."""
        if not view.search.strip():
            return 0
        return int(np.count_nonzero(self._index.rows_with(view.search, names_only=True)[list(self.select(view).rows)]))

    def count(self, condition: Condition) -> int:
        """How many rows meet one condition."""
        if condition not in self._counts:
            known = condition.heading in self.table.place
            self._counts[condition] = int(np.count_nonzero(self._meets(condition))) if known else len(self.table.rows)
        return self._counts[condition]

    def words(self, heading: str) -> list[str]:
        """The different words of a column, in the order in which it sorts; blank last."""
        return [str(value or "") for value in self._coded(heading).values]

    def range(self, heading: str) -> tuple[int, int] | None:
        """The lowest and the highest figure of a column, years for dates; None where none is known."""
        figures = [figure for value in self._coded(heading).values if (figure := _figure(value)) is not None]
        return (min(figures), max(figures)) if figures else None

    @cached_property
    def headings_used(self) -> tuple[str, ...]:
        """The columns in which any row has a value."""
        rows = self.table.rows
        return tuple(
            column.heading
            for place, column in enumerate(self.table.columns)
            if any(row.values[place] not in (None, "") for row in rows)
        )

    @cached_property
    def _index(self) -> SearchIndex:
        return SearchIndex(self.table)

    def _select(self, view: ListView) -> ListSelection:
        matching = np.ones(len(self.table.rows), dtype=np.bool_)
        for condition in view.conditions:
            if condition.heading in self.table.place:
                matching &= self._meets(condition)
        if view.search.strip():
            matching &= self._index.rows_with(view.search)
        rows = np.flatnonzero(matching)
        if view.sorted_by in self.table.place:
            rows = rows[self._order(view, rows)]
        if view.search.strip():
            called = self._index.rows_with(view.search, names_only=True)[rows]
            rows = rows[np.argsort(~called, kind="stable")]
        chosen = tuple(int(row) for row in rows)
        return ListSelection(chosen, tuple(self._total(place, rows) for place in range(len(self.table.columns))))

    def _meets(self, condition: Condition) -> npt.NDArray[np.bool_]:
        coded = self._coded(condition.heading)
        test = _test(condition)
        return np.array([test(value) for value in coded.values], dtype=np.bool_)[coded.codes]

    def _order(self, view: ListView, rows: npt.NDArray[np.intp]) -> npt.NDArray[np.intp]:
        coded = self._coded(view.sorted_by)
        codes = coded.codes[rows]
        if view.descending:
            known = len(coded.values) - coded.blanks
            codes = np.where(codes < known, -codes, len(coded.values))
        return np.argsort(codes, kind="stable")

    def _total(self, place: int, rows: npt.NDArray[np.intp]) -> int | None:
        column = self.table.columns[place]
        if not column.adds_up:
            return None
        coded = self._coded(column.heading)
        times = np.bincount(coded.codes[rows], minlength=len(coded.values))
        known = [(value, int(count)) for value, count in zip(coded.values, times, strict=True) if count]
        figures = [value * count for value, count in known if isinstance(value, int)]
        return sum(figures) if figures else None

    def _coded(self, heading: str) -> _Coded:
        if heading not in self._columns:
            self._columns[heading] = _code(self.table.column(heading), self.table.values(heading))
        return self._columns[heading]


def _code(column: ListColumn, values: Sequence[ListValue]) -> _Coded:
    distinct = dict.fromkeys("" if value is None else value for value in values)
    blanks: list[ListValue] = [value for value in distinct if value == ""]
    ordered = [*sorted((value for value in distinct if value != ""), key=_sort_key(column)), *blanks]
    number = {value: place for place, value in enumerate(ordered)}
    codes = np.fromiter((number["" if value is None else value] for value in values), np.int64, len(values))
    return _Coded(ordered, codes, len(blanks))


def _sort_key(column: ListColumn) -> Callable[[ListValue], tuple[int, str]]:
    """Closed lists and units in their own order, figures and dates by value, Chinese words by pinyin."""
    order: Mapping[str, int] = {word: place for place, word in enumerate(column.order)}
    readings = name_readings if column.searched is Searched.NAMES else word_readings

    def key(value: ListValue) -> tuple[int, str]:
        if isinstance(value, int):
            return value, ""
        if isinstance(value, date):
            return value.toordinal(), ""
        words = value or ""
        if column.order:
            return order.get(words, len(order)), words
        if words.isascii():
            return 0, words
        return 0, " ".join(
            chain.from_iterable((reading[0], letter) for letter, reading in zip(words, readings(words), strict=False))
        )

    return key


def _test(condition: Condition) -> Callable[[ListValue], bool]:
    words, text = set(condition.words), condition.text.casefold()

    def meets(value: ListValue) -> bool:
        if words and str(value or "") not in words:
            return False
        if text and text not in str(value or "").casefold():
            return False
        if condition.least is None and condition.most is None:
            return True
        figure = _figure(value)
        if figure is None:
            return False
        return (condition.least is None or figure >= condition.least) and (
            condition.most is None or figure <= condition.most
        )

    return meets


def _figure(value: ListValue) -> int | None:
    """The number a range is held against: a figure itself, the year of a date."""
    if isinstance(value, date):
        return value.year
    return value if isinstance(value, int) else None
