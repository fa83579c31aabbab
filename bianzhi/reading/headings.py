"""Finding the tables in a workbook: which sheet is which, where its headings stand, and which column holds which field."""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from bianzhi.domain.ledger_columns import Column, Sheet
from bianzhi.reading.heading_aliases import HEADING_ALIASES, SHEET_ALIASES
from bianzhi.reading.workbook import WorkbookSheet

_DEEPEST_HEADING = 30
"""Rows of a sheet in which headings are looked for."""
_NOISE = re.compile(r"[\s*:：_\-—·.。,，、'\"“”\u200b\ufeff]+")
_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|【[^【】]*】|〔[^〔〕]*〕|<[^<>]*>|《[^《》]*》")
_SHEET_PREFIX = re.compile(r"^(?:附件|附表|表)?[0-9一二三四五六七八九十]*")
_SHEET_SUFFIX = re.compile(r"(?:一览表|登记表|明细表|汇总表|统计表|情况表|表|表格|[0-9]+)$")


@lru_cache(maxsize=4096)
def plain(text: str) -> str:
    """A heading without what does not tell headings apart: width, case, spaces, line breaks, ``*``, punctuation."""
    return _NOISE.sub("", unicodedata.normalize("NFKC", text)).lower()


@lru_cache(maxsize=4096)
def without_brackets(text: str) -> str:
    """A normalized heading without remarks in brackets: 编制数（名） → 编制数."""
    return _NOISE.sub("", _BRACKETS.sub("", unicodedata.normalize("NFKC", text))).lower()


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet of the ledger found in a workbook. Rows and columns are 0-based within the sheet's used range."""

    sheet: WorkbookSheet
    schema: Sheet
    first_row: int
    """The first row below the headings."""
    columns: Mapping[str, int]
    """The column of each field that is there."""
    unused: tuple[tuple[int, str], ...]
    """Columns with a heading that is no field of the ledger."""
    repeated: tuple[tuple[int, str, str], ...]
    """Columns with a heading of a field that another column fills: column, heading, field."""

    @property
    def missing(self) -> tuple[Column, ...]:
        """Required columns that are not there."""
        return tuple(c for c in self.schema.columns if c.required and c.field not in self.columns)


@dataclass(frozen=True, slots=True)
class _Headings:
    """The headings of each column, as read from one row or from two."""

    row: int
    rows: int
    texts: Sequence[Sequence[str]]
    """For each column the ways to read its heading, best first; none where there is no heading."""

    @property
    def shown(self) -> tuple[str, ...]:
        return tuple(ways[0] for ways in self.texts if ways)


def is_named(sheet: WorkbookSheet, schema: Sheet) -> bool:
    """Whether the sheet's name says that it is this sheet of the ledger."""
    return canonical_name(sheet.name) == schema.name


@cache
def canonical_name(name: str) -> str:
    """The name of the ledger's sheet that a sheet's name means; empty if it means none."""
    names = {plain(alias): key for key, aliases in SHEET_ALIASES.items() for alias in (key, *aliases)}
    text = without_brackets(name)
    short = _SHEET_PREFIX.sub("", text, count=1)
    for way in (text, short, _SHEET_SUFFIX.sub("", text), _SHEET_SUFFIX.sub("", short)):
        if way in names:
            return names[way]
    return ""


def find_table(sheet: WorkbookSheet, schema: Sheet) -> Table | None:
    """The table of ``schema`` in a sheet: the row, or pair of rows, that has most of its headings.

    Title rows and notes above the headings are passed over, and so are the rows a merged heading reaches down to.
    None where no row has any of the headings.
    """
    best: tuple[tuple[int, int, int], Table] | None = None
    for headings in _candidates(sheet):
        if best and not best[1].missing and headings.row >= best[1].first_row:
            break
        table = _table(sheet, schema, headings)
        required = sum(1 for column in schema.columns if column.required and column.field in table.columns)
        score = (required, len(table.columns), -headings.rows)
        if table.columns and (best is None or score > best[0]):
            best = score, table
    return best[1] if best else None


def shown_headings(sheet: WorkbookSheet) -> tuple[str, ...]:
    """The texts of the fullest of the first rows, which the user most likely takes for the headings."""
    rows = [headings.shown for headings in _candidates(sheet) if headings.rows == 1]
    return max(rows, key=len, default=())


def _candidates(sheet: WorkbookSheet) -> Iterator[_Headings]:
    depth = min(sheet.height, _DEEPEST_HEADING)
    rows = [[_shown(value) for value in sheet.row(row)] for row in range(depth)]
    for row, cells in enumerate(rows):
        if any(cells):
            yield _Headings(row, 1, [[cell] if cell else [] for cell in cells])
        if row + 1 < depth and any(cells) and any(rows[row + 1]):
            yield _Headings(row, 2, list(_pairs(cells, rows[row + 1])))


def _pairs(upper: Sequence[str], lower: Sequence[str]) -> Iterator[list[str]]:
    """Ways to read two-row headings: the lower cell, both together, or the upper cell where there is no lower one."""
    group = ""
    for above, below in zip(upper, lower, strict=True):
        group = above or group
        if not below:
            yield [above] if above else []
        elif above or group:
            yield [below, f"{group}{below}", f"{below}{group}"]
        else:
            yield [below]


def _shown(value: object) -> str:
    return value.strip() if isinstance(value, str) and len(value) < 100 else ""


@cache
def _fields(sheet_name: str, headings: tuple[tuple[str, str], ...]) -> Mapping[str, tuple[str, int]]:
    """Normalized heading to its field and how well it fits: 0 the canonical one, then the aliases in their order."""
    fields: dict[str, tuple[str, int]] = {}
    for heading, field in headings:
        fields[plain(heading)] = (field, 0)
    for _, field in headings:
        for rank, alias in enumerate(HEADING_ALIASES[sheet_name].get(field, ()), start=1):
            fields.setdefault(plain(alias), (field, rank))
    return fields


def _table(sheet: WorkbookSheet, schema: Sheet, headings: _Headings) -> Table:
    fields = _fields(schema.name, tuple((column.heading, column.field) for column in schema.columns))
    chosen: dict[str, tuple[int, int]] = {}
    known: list[tuple[int, str, str]] = []
    unused: list[tuple[int, str]] = []
    for column, ways in enumerate(headings.texts):
        found = next(
            (fields[key] for way in ways for key in (plain(way), without_brackets(way)) if key in fields), None
        )
        if found is None:
            if ways:
                unused.append((column, ways[0]))
            continue
        field, rank = found
        known.append((column, ways[0], field))
        if field not in chosen or rank < chosen[field][0]:
            chosen[field] = rank, column
    columns = {field: column for field, (_, column) in chosen.items()}
    repeated = tuple(item for item in known if columns[item[2]] != item[0])
    return Table(sheet, schema, _first_row(sheet, headings), columns, tuple(unused), repeated)


def _first_row(sheet: WorkbookSheet, headings: _Headings) -> int:
    """Below the headings, and below every merged cell that begins in them."""
    last = headings.row + headings.rows - 1
    reached = [m.bottom for m in sheet.merges if headings.row <= m.top <= last and m.bottom - m.top < 5]
    return max([last, *reached]) + 1
