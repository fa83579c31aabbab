"""Finds texts by Chinese characters, full pinyin, initials, or any mix: 张, zhangxf, zxf, 张xf, 财zj.

Every distinct text is one line of one string, so that a query is one scan of it however long the list is. In a line each
character stands as a blank, the character, and ``/reading`` for each of its readings: `` 曾/zeng 明/ming``.
"""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from functools import cached_property

import numpy as np
import numpy.typing as npt

from bianzhi.domain.list_table import ListTable, Searched
from bianzhi.services.lists.pinyin import Readings, name_readings, word_readings

_LONGEST_QUERY = 40
_SEPARATORS = re.compile(r"[\s/]+")
_REST = r"[^ \n]*"
"""What is left of a character and its readings."""
_NEXT_READING = r" [^ \n](?:/[^/ \n]+)*?/"
"""From the end of a character to the beginning of some reading of the next."""


class SearchIndex:
    """The texts of a list that can be searched, each once."""

    def __init__(self, table: ListTable) -> None:
        self._searched = [column for column in table.columns if column.searched is not Searched.NOT]
        self._rows = len(table.rows)
        lines: list[str] = []
        places: list[list[int]] = []
        for column in self._searched:
            numbers: dict[str, int] = {}
            values = [str(value or "") for value in table.values(column.heading)]
            for value in values:
                if value not in numbers:
                    numbers[value] = len(lines)
                    lines.append(line_of(value, column.searched))
            places.append([numbers[value] for value in values])
        self._text = "\n".join(lines)
        self._lines = len(lines)
        self._places: npt.NDArray[np.int64] = np.array(places, dtype=np.int64).reshape(len(places), self._rows)

    @cached_property
    def _begins(self) -> list[int]:
        return [0, *(found.end() for found in re.finditer("\n", self._text))]

    def rows_with(self, query: str, *, names_only: bool = False) -> npt.NDArray[np.bool_]:
        """Which rows match: every word of the query stands in some searched column. An empty query matches all.

        ``names_only`` looks into columns of personal names only; without any, no row matches.
        """
        columns = [
            place for place, column in enumerate(self._searched) if not names_only or column.searched is Searched.NAMES
        ]
        matching = np.ones(self._rows, dtype=np.bool_)
        for word in words_of(query):
            hit = np.zeros(self._lines + 1, dtype=np.bool_)
            hit[self._lines_with(word)] = True
            matching &= hit[self._places[columns]].any(axis=0) if columns else False
        return matching

    def _lines_with(self, word: str) -> list[int]:
        pattern, found, place = re.compile(pattern_of(word)), [], 0
        while (match := pattern.search(self._text, place)) is not None:
            line = bisect_right(self._begins, match.start()) - 1
            found.append(line)
            if line + 1 >= self._lines:
                break
            place = self._begins[line + 1]
        return found


def words_of(query: str) -> Sequence[str]:
    """The words of a query in small letters, without the signs that part them."""
    small = unicodedata.normalize("NFKC", query).casefold().replace("'", "")
    return _SEPARATORS.sub(" ", small).strip()[:_LONGEST_QUERY].split()


def matches(query: str, text: str, searched: Searched = Searched.WORDS) -> bool:
    """Whether one text matches a query."""
    line = line_of(text, searched)
    return all(re.search(pattern_of(word), line) for word in words_of(query))


def line_of(text: str, searched: Searched) -> str:
    """The line of a text: every character with its readings."""
    kept = _SEPARATORS.sub("", unicodedata.normalize("NFKC", text))
    if kept.isascii():
        return "".join(f" {letter}/{letter}" for letter in kept.casefold())
    readings = name_readings(kept) if searched is Searched.NAMES else word_readings(kept)
    return "".join(_letter(letter, spoken) for letter, spoken in zip(kept, readings, strict=True))


def _letter(letter: str, readings: Readings) -> str:
    return f" {letter.casefold()[:1]}/{'/'.join(readings)}"


def pattern_of(word: str) -> str:
    """A query word as a pattern over lines.

    Each Latin letter or digit goes on within a reading or begins the next character's, each Chinese character is itself.
    """
    parts: list[str] = []
    before = ""
    for letter in word:
        spelled = letter.isascii()
        if not before:
            parts.append(f"/{re.escape(letter)}" if spelled else f" {re.escape(letter)}")
        elif not spelled:
            parts.append(f"{_REST} {re.escape(letter)}")
        elif before.isascii():
            parts.append(f"(?:{_REST}{_NEXT_READING})?{re.escape(letter)}")
        else:
            parts.append(f"{_REST}{_NEXT_READING}{re.escape(letter)}")
        before = letter
    return "".join(parts)


def choices_matching(query: str, texts: Iterable[str], searched: Searched = Searched.WORDS) -> list[str]:
    """The texts that match a query, in their order."""
    return [text for text in texts if matches(query, text, searched)]
