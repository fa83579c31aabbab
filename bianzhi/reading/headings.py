"""Finding the tables in a workbook: which sheet is which, where its headings stand, and which column holds which field."""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, lru_cache

from bianzhi.domain.intake import How
from bianzhi.domain.ledger_columns import Column, Sheet
from bianzhi.domain.ledger_columns import sheet as ledger_sheet
from bianzhi.reading.heading_aliases import HEADING_ALIASES, SHEET_ALIASES
from bianzhi.reading.near_headings import near_field
from bianzhi.reading.workbook import WorkbookSheet

Given = Mapping[str, str]
"""What a mapping says about one sheet: normalized heading to the field of one table; empty for a column not to be read."""

_DEEPEST_HEADING = 30
"""Rows of a sheet in which headings are looked for."""
_MOST_COLUMNS = 500
"""Columns in which they are looked for: a ledger has 30, a wide form 100."""
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
    how: Mapping[str, How] = field(default_factory=dict)
    """How the column of each field was recognized."""
    heading_row: int = 0
    """The row of the headings, the upper one of two."""
    names: Mapping[int, str] = field(default_factory=dict)
    """The whole heading of each column that has one, repeated ones numbered: what a mapping knows it by."""

    @property
    def missing(self) -> tuple[Column, ...]:
        """Required columns that are not there."""
        return tuple(c for c in self.schema.columns if c.required and c.field not in self.columns)


@dataclass(frozen=True, slots=True)
class HeadingRows:
    """The headings of each column, as read from one row or from two."""

    row: int
    rows: int
    texts: Sequence[Sequence[str]]
    """For each column the ways to read its heading, best first; none where there is no heading."""
    names: Mapping[int, str]
    """The whole heading of each column that has one."""
    keys: Sequence[Sequence[str]]
    """For each column the normalized ways to read its heading, best first."""
    words: frozenset[str]
    """All of them."""

    @classmethod
    def of(cls, row: int, rows: int, texts: Sequence[Sequence[str]], names: Sequence[str]) -> "HeadingRows":
        """Headings with everything they are compared by, once for all tables they are compared with."""
        keys = [[key for way in ways for key in (plain(way), without_brackets(way))] for ways in texts]
        words = frozenset(key for ways in keys for key in ways)
        return cls(row, rows, texts, _numbered(names), keys, words)

    @property
    def shown(self) -> tuple[str, ...]:
        """Each heading in the first way to read it."""
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


def find_table(
    sheet: WorkbookSheet, schema: Sheet, given: Given | None = None, rows: Sequence[HeadingRows] | None = None
) -> Table | None:
    """The table of ``schema`` in a sheet: the row, or pair of rows, that has most of its headings.

    Title rows and notes above the headings are passed over, and so are the rows a merged heading reaches down to.
    Headings that nearly are one of a field, and of only one, fill what is then still missing. ``given`` is what a mapping
    says about the columns of this sheet, and is followed before anything else; ``rows`` are the sheet's heading rows where
    they are known already. None where no row has any of the headings.
    """
    best: tuple[tuple[int, int, int], Table] | None = None
    for headings in heading_rows(sheet) if rows is None else rows:
        if best and not best[1].missing and headings.row >= best[1].first_row:
            break
        if not given and headings.words.isdisjoint(known_fields(schema)):
            continue
        table = _table(sheet, schema, headings, given or {})
        required = sum(1 for column in schema.columns if column.required and column.field in table.columns)
        score = (required, len(table.columns), -headings.rows)
        if table.columns and (best is None or score > best[0]):
            best = score, table
    return _with_near_misses(best[1], given or {}) if best else None


def shown_headings(sheet: WorkbookSheet) -> tuple[str, ...]:
    """The texts of the fullest of the first rows, which the user most likely takes for the headings."""
    return max((headings.shown for headings in heading_rows(sheet) if headings.rows == 1), key=len, default=())


def fullest_headings(sheet: WorkbookSheet) -> tuple[int, Mapping[int, str]]:
    """The fullest of the first rows and the headings in it by column, for a sheet nothing is known of."""
    rows = [(headings.row, headings.names) for headings in heading_rows(sheet) if headings.rows == 1]
    return max(rows, key=lambda row: len(row[1]), default=(0, {}))


def heading_rows(sheet: WorkbookSheet) -> Iterator[HeadingRows]:
    """Every way to read the headings of a sheet: one row, or two together, from the top."""
    depth = min(sheet.height, _DEEPEST_HEADING)
    columns = sheet.columns[:_MOST_COLUMNS]
    rows = [[_shown(column.at(row)) for column in columns] for row in range(depth)]
    for row, cells in enumerate(rows):
        if any(cells):
            yield HeadingRows.of(row, 1, [[cell] if cell else [] for cell in cells], cells)
        if row + 1 < depth and any(cells) and any(rows[row + 1]):
            pairs = list(_pairs(cells, rows[row + 1]))
            yield HeadingRows.of(row, 2, [ways for ways, _ in pairs], [name for _, name in pairs])


def _numbered(names: Sequence[str]) -> Mapping[int, str]:
    """Headings by column; the second of equal ones is known as 备注#2."""
    seen: dict[str, int] = {}
    numbered: dict[int, str] = {}
    for column, name in enumerate(names):
        if name:
            seen[name] = seen.get(name, 0) + 1
            numbered[column] = name if seen[name] == 1 else f"{name}#{seen[name]}"
    return numbered


def _pairs(upper: Sequence[str], lower: Sequence[str]) -> Iterator[tuple[list[str], str]]:
    """Ways to read two-row headings, and the whole of each: the lower cell, both, or the upper one where there is no lower."""
    group = ""
    for above, below in zip(upper, lower, strict=True):
        group = above or group
        if not below:
            yield ([above], above) if above else ([], "")
        elif above or group:
            yield [below, f"{group}{below}", f"{below}{group}"], f"{group} {below}"
        else:
            yield [below], below


def _shown(value: object) -> str:
    return " ".join(value.split()) if isinstance(value, str) and len(value) < 100 else ""


def known_fields(schema: Sheet) -> Mapping[str, tuple[str, int]]:
    """Every normalized heading of a table, its field and rank: 0 the canonical one, then the aliases in their order."""
    return _fields(schema.name)


@cache
def _fields(sheet_name: str) -> Mapping[str, tuple[str, int]]:
    columns = ledger_sheet(sheet_name).columns
    fields = {plain(column.heading): (column.field, 0) for column in columns}
    for column in columns:
        for rank, alias in enumerate(HEADING_ALIASES[sheet_name].get(column.field, ()), start=1):
            fields.setdefault(plain(alias), (column.field, rank))
    return fields


def _table(sheet: WorkbookSheet, schema: Sheet, headings: HeadingRows, given: Given) -> Table:
    fields = known_fields(schema)
    chosen: dict[str, tuple[int, int]] = {}
    known: list[tuple[int, str, str]] = []
    unused: list[tuple[int, str]] = []
    for column, ways in enumerate(headings.texts):
        if not ways:
            continue
        told = given.get(plain(headings.names[column])) if given else None
        if told is not None:
            found = (told, -1) if told else None
        else:
            found = next((fields[key] for key in headings.keys[column] if key in fields), None)
        if found is None:
            unused.append((column, ways[0]))
            continue
        name, rank = found
        known.append((column, ways[0], name))
        if name not in chosen or rank < chosen[name][0]:
            chosen[name] = rank, column
    columns = {name: column for name, (_, column) in chosen.items()}
    repeated = tuple(item for item in known if columns[item[2]] != item[0])
    how = {name: (How.GIVEN, How.EXACT, How.ALIAS)[min(rank, 1) + 1] for name, (rank, _) in chosen.items()}
    first_row = _first_row(sheet, headings)
    return Table(sheet, schema, first_row, columns, tuple(unused), repeated, how, headings.row, headings.names)


def _with_near_misses(table: Table, given: Given) -> Table:
    """The table with columns whose heading is one typing error away from a field that no column fills."""
    found: dict[str, int] = {}
    for column, _ in table.unused:
        name = table.names[column]
        if plain(name) in given:
            continue
        near = near_field(table.schema.name, known_fields(table.schema), plain(name))
        if near and near not in table.columns:
            found[near] = column if near not in found else -1
    found = {name: column for name, column in found.items() if column >= 0}
    return with_columns(table, found, How.NEAR)


def with_columns(table: Table, found: Mapping[str, int], how: How) -> Table:
    """The table with more fields filled by columns that were unused or have no heading."""
    if not found:
        return table
    taken = set(found.values())
    return replace(
        table,
        columns={**table.columns, **found},
        unused=tuple(item for item in table.unused if item[0] not in taken),
        how={**table.how, **dict.fromkeys(found, how)},
    )


def _first_row(sheet: WorkbookSheet, headings: HeadingRows) -> int:
    """Below the headings, and below every merged cell that begins in them."""
    last = headings.row + headings.rows - 1
    reached = [m.bottom for m in sheet.merges if headings.row <= m.top <= last and m.bottom - m.top < 5]
    return max([last, *reached]) + 1
