"""A list as data: its columns, its rows in ledger order, and what somebody wants to see of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import TypeAlias

ListValue: TypeAlias = str | int | date | None
"""What a cell of a list holds; a figure that is not known is None, never 0."""


class ListColumnKind(StrEnum):
    """What a column holds, which says how it is filtered and how it is shown."""

    TEXT = "文字"
    CHOICE = "选项"
    """One of a few words."""
    NUMBER = "数值"
    MONTH = "年月"
    DAY = "日期"

    @property
    def is_measured(self) -> bool:
        """Whether it is filtered by a lowest and a highest number; dates are, by their years."""
        return self in (ListColumnKind.NUMBER, ListColumnKind.MONTH, ListColumnKind.DAY)


class Searched(StrEnum):
    """How the search box looks into a column."""

    NOT = "不查"
    WORDS = "词语"
    """Chinese words: readings by the phrase they stand in (银行 yin hang)."""
    NAMES = "姓名"
    """Personal names: the surname has the reading it has as a surname (单 shan)."""


@dataclass(frozen=True, slots=True)
class ListColumn:
    """One column of a list."""

    heading: str
    kind: ListColumnKind = ListColumnKind.TEXT
    width: int = 90
    """Pixels on the screen; a seventh of that in characters on paper."""
    searched: Searched = Searched.NOT
    adds_up: bool = False
    """Whether the figures of different rows may be added, for the row of totals."""
    at_first: bool = True
    """Whether it is shown before anybody has chosen columns."""
    order: tuple[str, ...] = ()
    """The order of the words of a closed list; other columns sort by value, units by the ledger."""
    meaning: str = ""
    """What is counted, in a sentence."""


@dataclass(frozen=True, slots=True)
class ListRow:
    """One row: a value per column, and what it is about."""

    values: tuple[ListValue, ...]
    unit: str = ""
    """Code of the unit."""
    person: str = ""
    """人员编号, where it is about one person."""


@dataclass(frozen=True)
class ListTable:
    """A list of one ledger."""

    name: str
    columns: tuple[ListColumn, ...]
    rows: tuple[ListRow, ...]
    counted_in: str = "行"
    """The measure word of a row: 个, 人, 项."""
    order: str = "台账顺序"
    """The order in which the rows stand, in a word."""

    @cached_property
    def place(self) -> Mapping[str, int]:
        """Where a column stands, by its heading."""
        return {column.heading: number for number, column in enumerate(self.columns)}

    def column(self, heading: str) -> ListColumn:
        """The column of a heading."""
        return self.columns[self.place[heading]]

    def values(self, heading: str) -> list[ListValue]:
        """Every value of a column, in the order of the rows."""
        place = self.place[heading]
        return [row.values[place] for row in self.rows]


@dataclass(frozen=True, slots=True)
class Condition:
    """What a column must hold for a row to be seen: one of the words, a text in it, a figure in a range (ends included)."""

    heading: str
    words: tuple[str, ...] = ()
    text: str = ""
    least: int | None = None
    most: int | None = None

    @property
    def in_words(self) -> str:
        """超编 ≥ 1; 机构类别：政府部门、群团机关."""
        said = []
        if self.words:
            said.append(f"{self.heading}：{'、'.join(word or '（空白）' for word in self.words)}")
        if self.text:
            said.append(f"{self.heading}含“{self.text}”")
        if self.least is not None and self.least == self.most:
            said.append(f"{self.heading} = {self.least}")
        elif self.least is not None and self.most is not None:
            said.append(f"{self.heading} {self.least} 至 {self.most}")
        elif self.least is not None:
            said.append(f"{self.heading} ≥ {self.least}")
        elif self.most is not None:
            said.append(f"{self.heading} ≤ {self.most}")
        return "，".join(said)


@dataclass(frozen=True, slots=True)
class ListView:
    """What is to be seen of a list: rows that match everything, in which order. Sorted by nothing is ledger order."""

    search: str = ""
    conditions: tuple[Condition, ...] = ()
    sorted_by: str = ""
    descending: bool = False

    @property
    def in_words(self) -> str:
        """Search, conditions and order in a line; empty where all is seen in ledger order."""
        said = [f"查找“{self.search}”"] if self.search else []
        said += [condition.in_words for condition in self.conditions]
        if self.sorted_by:
            said.append(f"按{self.sorted_by}{'降序' if self.descending else '升序'}排列")
        return "；".join(said)


@dataclass(frozen=True, slots=True)
class ListSelection:
    """What a view of a list shows: the numbers of its rows (0-based), and the totals of columns that add up."""

    rows: tuple[int, ...]
    totals: tuple[int | None, ...]
    """One per column; None where figures do not add up or none is known."""
