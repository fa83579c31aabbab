"""The wide form: one row a unit, one column, or group of columns, an establishment type or kind of leadership post.

各单位编制与人员配备表 has under each type 编制数, 实有人数, 超配 and 缺配; simpler tables have only 行政编制, 事业编制 and so on.
A heading is read as a type and a measure, in one row (行政编制数) or over up to three (行政编制 over 实有).
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from functools import cache

from bianzhi.domain.intake import How, Measure
from bianzhi.domain.ledger_columns import sheet as ledger_sheet
from bianzhi.domain.terms import Category, LeadershipKind
from bianzhi.reading.headings import known_fields, plain, without_brackets
from bianzhi.reading.term_aliases import TERM_ALIASES
from bianzhi.reading.wide_words import FUNDING, LEADERSHIP_WORDS, MEASURE_WORDS, NO_TYPE
from bianzhi.reading.workbook import WorkbookSheet

_DEEPEST = 15
_MOST_ROWS = 3
_MOST_COLUMNS = 300
_BRACKET = re.compile(r"^(.*?)[(（\[【](.*?)[)）\]】](.*)$")
_COUNTS_SOMETHING_ELSE = re.compile(
    "编外|离休|退休|离退|借调|借用|挂职|聘用|临聘|遗属|占比|比例|计划|申请|申报|拟|调整后|上年|上级下达"
)
"""Headings of columns that count other people, other times or wishes."""
_SPEAKS_OF_POSTS = re.compile("编|职|行政|事业|政法|工勤|全额|差额|自收|经费|自筹|参公|参照|后勤")
_GROUPS = (
    (re.compile("(?:实有|实配|在编|在职|现有).{0,6}"), Measure.IN_POST),
    (re.compile("超[编配员].{0,4}"), Measure.EXCESS),
    (re.compile("(?:空[编缺余]|缺[编配员]).{0,4}"), Measure.VACANCIES),
)
_SECTIONS = re.compile("内设|中层|科室|股级")
_OF_SECTIONS: Mapping[object, LeadershipKind] = {
    LeadershipKind.UNIT_HEAD: LeadershipKind.SECTION_HEAD,
    LeadershipKind.UNIT_DEPUTY: LeadershipKind.SECTION_DEPUTY,
}
_REMARKS = frozenset(("人", "名", "个", "单位人", "单位名", "人数", "不含工勤", "含工勤"))


class Undecided(Enum):
    """A type that the heading leaves open: which 事业编制 the funding says, whose 工勤编制 the kind of the unit."""

    INSTITUTION = "事业编制"
    SUPPORT = "工勤编制"


Counted = Category | LeadershipKind | Undecided


@dataclass(frozen=True, slots=True)
class WideColumn:
    """One column of a wide form."""

    index: int
    heading: str
    counted: Counted
    measure: Measure
    how: How = How.ALIAS

    @property
    def target(self) -> str:
        """What a mapping calls this column; empty where it counts leadership posts in another way than authorized."""
        if isinstance(self.counted, LeadershipKind):
            return f"职数.{self.counted}.核定职数" if self.measure is Measure.AUTHORIZED else ""
        if isinstance(self.counted, Undecided):
            return ""
        return f"编制.{self.counted}.{self.measure}"


@dataclass(frozen=True, slots=True)
class WideForm:
    """A wide table found in a sheet; rows and columns 0-based within its used range."""

    sheet: WorkbookSheet
    heading_row: int
    first_row: int
    unit: int
    """The column that names the unit."""
    columns: tuple[WideColumn, ...]
    names: Mapping[int, str]
    """The whole heading of every column that has one."""
    funding: int | None = None
    """The column 经费形式."""

    def of(self, kind: type[Enum]) -> tuple[WideColumn, ...]:
        """The columns that count things of one kind: types, or leadership posts."""
        wanted = (Category, Undecided) if kind is Category else (kind,)
        return tuple(column for column in self.columns if isinstance(column.counted, wanted))

    @property
    def counts(self) -> dict[Counted, dict[Measure, WideColumn]]:
        """The columns by what they count, in the order of the sheet."""
        groups: dict[Counted, dict[Measure, WideColumn]] = {}
        for column in self.columns:
            groups.setdefault(column.counted, {}).setdefault(column.measure, column)
        return groups


def find_wide_form(sheet: WorkbookSheet, given: Mapping[str, str] | None = None) -> WideForm | None:
    """The wide form in a sheet: the heading rows that name most types; None where there is none.

    ``given`` maps normalized headings to targets (编制.行政编制.编制数), and is followed before anything else.
    """
    best: WideForm | None = None
    for first, rows in _heading_blocks(sheet, given or {}):
        form = _form(sheet, first, rows, given or {})
        if form is not None and (best is None or len(form.columns) > len(best.columns)):
            best = form
    return best


def _heading_blocks(sheet: WorkbookSheet, given: Mapping[str, str]) -> Iterator[tuple[int, list[list[str]]]]:
    depth = min(sheet.height, _DEEPEST)
    columns = sheet.columns[:_MOST_COLUMNS]
    cells = [[_text(column.at(row)) for column in columns] for row in range(depth)]
    for first in range(depth):
        for count in range(1, min(_MOST_ROWS, depth - first) + 1):
            block = cells[first : first + count]
            if sum(map(bool, block[0])) < 2 or not all(map(any, block)):  # one cell alone is a title
                continue
            if given or _SPEAKS_OF_POSTS.search("".join(map("".join, block))):
                yield first, block


def _form(sheet: WorkbookSheet, first: int, rows: list[list[str]], given: Mapping[str, str]) -> WideForm | None:
    paths = _paths(sheet, first, rows)
    names = _numbered(paths)
    unit = next((index for index, path in enumerate(paths) if _names_unit(path, names.get(index, ""), given)), None)
    if unit is None:
        return None
    columns: list[WideColumn] = []
    for index, path in enumerate(paths):
        column = _column(index, path, names.get(index, ""), given)
        if column is not None and not any(_same(column, other) for other in columns):
            columns.append(column)
    if not any(column.measure is Measure.AUTHORIZED for column in columns):
        return None
    bottom = max(
        [
            first + len(rows) - 1,
            *(m.bottom for m in sheet.merges if first <= m.top < first + len(rows) and m.bottom - m.top < 5),
        ]
    )
    columns = [column for column in columns if _is_counted(sheet, bottom + 1, column.index)]
    if not any(column.measure is Measure.AUTHORIZED for column in columns):
        return None
    funding = next((i for i, p in enumerate(paths) if _is_funding(p, names.get(i, ""), given)), None)
    return WideForm(sheet, first, bottom + 1, unit, tuple(columns), names, funding)


def _paths(sheet: WorkbookSheet, first: int, rows: list[list[str]]) -> list[tuple[str, ...]]:
    """For each column its headings from the top; a group's heading reaches as far as its merge, or to the next one."""
    filled = []
    for offset, row in enumerate(rows):
        reach = {m.left: m.right for m in sheet.merges if m.top <= first + offset <= m.bottom}
        filled.append(
            _filled(row, reach, last=offset == len(rows) - 1, below=rows[offset + 1] if offset + 1 < len(rows) else [])
        )
    paths = []
    for column in range(len(rows[0])):
        path: list[str] = []
        for row in filled:
            if row[column] and row[column] not in path:
                path.append(row[column])
        paths.append(tuple(path))
    return paths


def _filled(row: list[str], reach: Mapping[int, int], *, last: bool, below: list[str]) -> list[str]:
    if last:
        return row
    result = list(row)
    group, until = "", -1
    for index, text in enumerate(row):
        if text:
            group, until = text, reach.get(index, len(row) if not any(reach.values()) else index)
        elif group and index <= until and index < len(below) and below[index]:
            result[index] = group
    return result


def _numbered(paths: list[tuple[str, ...]]) -> dict[int, str]:
    seen: dict[str, int] = {}
    names = {}
    for index, path in enumerate(paths):
        name = " ".join(path)
        if name:
            seen[name] = seen.get(name, 0) + 1
            names[index] = name if seen[name] == 1 else f"{name}#{seen[name]}"
    return names


def _column(index: int, path: tuple[str, ...], name: str, given: Mapping[str, str]) -> WideColumn | None:
    told = given.get(plain(name)) if name else None
    if told is not None:
        parts = told.split(".")
        if len(parts) != 3:
            return None
        counted: Counted = Category(parts[1]) if parts[0] == "编制" else LeadershipKind(parts[1])
        measure = Measure(parts[2]) if parts[0] == "编制" else Measure.AUTHORIZED
        return WideColumn(index, name, counted, measure, How.GIVEN)
    found = meaning(path)
    return None if found is None else WideColumn(index, name, *found)


def meaning(path: tuple[str, ...]) -> tuple[Counted, Measure] | None:
    """What a column with these headings counts, from the top; None where they name no type or no measure.

    Type and measure may stand in either order, 行政编制 over 实有 or 实有 over 行政编制.
    """
    parts = tuple(plain(part) for part in path)
    if not path or len("".join(path)) > 60 or any(_COUNTS_SOMETHING_ELSE.search(part) for part in parts):
        return None
    for place, part in enumerate(parts):
        measure = _measure_of_group(part) if len(parts) > 1 else None
        if measure is not None:
            rest = meaning(path[:place] + path[place + 1 :])
            return (rest[0], measure) if rest and rest[1] is Measure.AUTHORIZED else None
    found = _type_and_ending(path)
    if found and found[0] in _OF_SECTIONS and any(_SECTIONS.search(part) for part in parts[:-1]):
        return _OF_SECTIONS[found[0]], found[1]
    return found


def _type_and_ending(path: tuple[str, ...]) -> tuple[Counted, Measure] | None:
    for text in dict.fromkeys(("".join(path), "".join(path[-2:]), path[-1])):
        word = _brackets_in_front(text)
        if word in NO_TYPE:
            return None
        for measure, ending in _endings():
            if word.endswith(ending) and (counted := _counted(word.removesuffix(ending))):
                return counted, measure
    return None


def _measure_of_group(part: str) -> Measure | None:
    """The measure that a heading over or under types names alone: 实有人数, 超编情况."""
    if part in _measures():
        return _measures()[part]
    return next((measure for pattern, measure in _GROUPS if pattern.fullmatch(part)), None)


def _brackets_in_front(text: str) -> str:
    """事业编制数（参公） → 参公事业编制数; remarks such as （名） go."""
    found = _BRACKET.match(text)
    if found is None:
        return plain(text)
    before, inside, after = (plain(part) for part in found.groups())
    return before + after if inside in _REMARKS else inside + before + after


@cache
def _measures() -> Mapping[str, Measure]:
    return {plain(word): measure for measure, words in MEASURE_WORDS.items() for word in words}


@cache
def _endings() -> tuple[tuple[Measure, str], ...]:
    """Words for measures, the longest first; the bare type counts authorized posts."""
    pairs = [(measure, plain(word)) for measure, words in MEASURE_WORDS.items() for word in words]
    return (*sorted(pairs, key=lambda pair: -len(pair[1])), (Measure.AUTHORIZED, ""))


@cache
def _types() -> Mapping[str, Counted]:
    words: dict[str, Counted] = {}
    for undecided, aliases in (
        (
            Undecided.INSTITUTION,
            ("事业编制", "事业编", "事业", "事业编制其他", "其他事业编制", "事业单位编制", "其他事业"),
        ),
        (Undecided.SUPPORT, ("工勤编制", "工勤", "工勤编", "工勤人员编制", "后勤服务人员编制", "后勤编制")),
    ):
        words.update({plain(alias): undecided for alias in aliases})
    for category in Category:
        for alias in (category.value, *TERM_ALIASES[Category].get(category, ())):
            words.setdefault(without_brackets(alias), category)
    words["参照事业编制"] = words["参照事业"] = words["参照管理事业"] = Category.CIVIL_LIKE
    for kind, names in LEADERSHIP_WORDS.items():
        words.update({plain(name): kind for name in (kind.value, *names)})
    return words


def _counted(word: str) -> Counted | None:
    types = _types()
    for way in (word, f"{word}编制", word.removesuffix("编制"), f"{word}职数"):
        if way in types:
            return types[way]
    return None


def _same(one: WideColumn, other: WideColumn) -> bool:
    return (one.counted, one.measure) == (other.counted, other.measure)


def _names_unit(path: tuple[str, ...], name: str, given: Mapping[str, str]) -> bool:
    told = given.get(plain(name)) if name else None
    if told is not None:
        return told in ("机构.机构名称", "机构.机构编码", "编制.机构编码", "职数.机构编码")
    fields = known_fields(ledger_sheet("编制"))
    return bool(path) and any(
        fields.get(way, ("", 0))[0] == "unit" for way in (plain(path[-1]), without_brackets(path[-1]))
    )


def _is_funding(path: tuple[str, ...], name: str, given: Mapping[str, str]) -> bool:
    told = given.get(plain(name)) if name else None
    return told == "编制.经费形式" if told is not None else bool(path) and plain(path[-1]) in FUNDING


def _is_counted(sheet: WorkbookSheet, first_row: int, column: int) -> bool:
    """Whether most of what stands in a column are numbers, so that a roster's column is no count."""
    values = [
        value
        for row in range(first_row, min(sheet.height, first_row + 200))
        if (value := sheet.columns[column].at(row)) != ""
    ]
    numbers = sum(
        1
        for value in values
        if isinstance(value, float | int)
        or (isinstance(value, str) and plain(value).lstrip("-").isdecimal())
        or value in ("-", "—", "/", "无")
    )
    return numbers * 2 >= len(values)


def _text(value: object) -> str:
    return " ".join(value.split()) if isinstance(value, str) and len(value) < 60 else ""
