"""From wide forms to quotas, leadership posts, and the counts an office states beside them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from bianzhi.domain.cell import CellRef, RowRef
from bianzhi.domain.establishment import LeadershipPosts, QuotaEntry
from bianzhi.domain.finding import Finding
from bianzhi.domain.intake import Measure, StatedCount
from bianzhi.domain.ledger_columns import ColumnKind
from bianzhi.domain.terms import Category, LeadershipKind, UnitKind
from bianzhi.reading.problem import Problem
from bianzhi.reading.references import UnitNames
from bianzhi.reading.tables import FoundWideForm
from bianzhi.reading.totals import group_rows, total_rows, wrong_totals
from bianzhi.reading.values import key, parse_text, whole_number_parser
from bianzhi.reading.wide_form import Counted, Undecided, WideColumn
from bianzhi.reading.wide_words import FUNDED_AS
from bianzhi.rules.intake import ONLY_COMPARED, QUOTA_STATED_TWICE, TOTAL_DIFFERS, TYPE_UNDECIDED, UNIT_TAKEN_FOR

_CHOICES: Mapping[Undecided, tuple[Category, ...]] = {
    Undecided.INSTITUTION: (Category.FULLY_FUNDED, Category.PARTLY_FUNDED, Category.SELF_FUNDED),
    Undecided.SUPPORT: (Category.AGENCY_SUPPORT, Category.INSTITUTION_SUPPORT),
}


@dataclass
class WideReading:
    """What the wide forms of an import say."""

    entries: list[QuotaEntry] = field(default_factory=list)
    leadership: list[LeadershipPosts] = field(default_factory=list)
    stated: list[StatedCount] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    first: dict[tuple[str, Category | LeadershipKind], tuple[str, int]] = field(default_factory=dict)
    """Where the posts of a unit were stated first, and how many."""


@dataclass(frozen=True)
class Known:
    """What is known of the units when wide forms are read."""

    names: UnitNames
    shown: Mapping[str, str]
    """Names by code."""
    kinds: Mapping[str, UnitKind]
    """Kinds by code, units whose kind is not sure left out."""


def read_wide_forms(forms: Sequence[FoundWideForm], known: Known, *, only_compared: bool) -> WideReading:
    """Read wide forms; with ``only_compared`` their quotas are kept as stated counts and not added up."""
    reading = WideReading()
    for found in forms:
        _OneForm(found, known, reading, only_compared).read()
    return reading


class _OneForm:
    def __init__(self, found: FoundWideForm, known: Known, reading: WideReading, only_compared: bool) -> None:
        self.found, self.form, self.sheet = found, found.form, found.form.sheet
        self.known, self.reading, self.only_compared = known, reading, only_compared
        self.left_open: dict[int, int] = {}
        self.parse = whole_number_parser(ColumnKind.COUNT)

    def read(self) -> None:
        """Read every row that is about a unit, and check the totals."""
        form = self.form
        totals = total_rows(self.sheet, form.first_row, form.unit)
        groups = group_rows(self.sheet, form.first_row, form.unit)
        if self.only_compared and form.of(Category):
            self.reading.findings.append(ONLY_COMPARED.finding(self.found.workbook.at(self.sheet.name), "编制"))
        for row in range(form.first_row, self.sheet.height):
            if row not in totals and row not in groups:
                self._row(row)
        self._undecided()
        self._totals(totals)

    def _row(self, row: int) -> None:
        unit = self._unit(row)
        if not unit:
            return
        for counted, columns in self.form.counts.items():
            numbers = {measure: self._number(row, column) for measure, column in columns.items()}
            if isinstance(counted, LeadershipKind):
                self._leadership(row, unit, counted, columns, numbers)
            else:
                self._quota(row, unit, counted, columns, numbers)

    def _unit(self, row: int) -> str:
        text = parse_text(self.sheet.columns[self.form.unit].at(row))
        if not isinstance(text, str) or text in self.known.names.codes:
            return text if isinstance(text, str) else ""
        numbered = any(self.sheet.columns[column.index].at(row) != "" for column in self.form.columns)
        if not numbered:
            return ""
        unit = self.known.names.resolve(text)
        if isinstance(unit, Problem):
            words = {"consequence": "本行不计入", **unit.words}
            self.reading.findings.append(unit.rule.finding(self._at(row, self.form.unit), "编制", "机构编码", **words))
            return ""
        if text in self.known.names.taken:
            code, way = self.known.names.taken[text]
            words = {"value": text, "way": way, "name": self.known.shown.get(code, code), "code": code, "rows": 1}
            self.reading.findings.append(
                UNIT_TAKEN_FOR.finding(self._at(row, self.form.unit), "编制", "机构编码", **words)
            )
        return unit

    def _number(self, row: int, column: WideColumn) -> int | None:
        value = self.parse(self.sheet.columns[column.index].at(row))
        if isinstance(value, Problem):
            sheet, heading = ("职数", "核定职数") if isinstance(column.counted, LeadershipKind) else ("编制", "编制数")
            words: dict[str, Any] = {"consequence": "按未填处理", **value.words}
            self.reading.findings.append(value.rule.finding(self._at(row, column.index), sheet, heading, **words))
            return None
        return value if isinstance(value, int) else None

    def _leadership(
        self,
        row: int,
        unit: str,
        kind: LeadershipKind,
        columns: Mapping[Measure, WideColumn],
        numbers: Mapping[Measure, int | None],
    ) -> None:
        posts = numbers.get(Measure.AUTHORIZED)
        if posts is not None:
            place = self._place(row, authorized=columns[Measure.AUTHORIZED], kind=columns[Measure.AUTHORIZED])
            if self._is_new(unit, kind, posts, place.cell("authorized"), "职数"):
                self.reading.leadership.append(LeadershipPosts(unit, kind, posts, at=place))

    def _quota(
        self,
        row: int,
        unit: str,
        counted: Category | Undecided,
        columns: Mapping[Measure, WideColumn],
        numbers: Mapping[Measure, int | None],
    ) -> None:
        if not any(number is not None for number in numbers.values()):
            return
        category = counted if isinstance(counted, Category) else self._decided(row, unit, counted)
        if category is None:
            if any(numbers.values()):
                first = next(iter(columns.values())).index
                self.left_open[first] = self.left_open.get(first, 0) + 1
            return
        posts = numbers.get(Measure.AUTHORIZED)
        column = next(iter(columns.values()))
        place = self._place(row, posts=columns.get(Measure.AUTHORIZED, column), category=column)
        if posts and not self.only_compared and self._is_new(unit, category, posts, place.cell("posts"), "编制"):
            self.reading.entries.append(QuotaEntry(unit, category, posts, at=place))
        others = [numbers.get(measure) for measure in (Measure.IN_POST, Measure.EXCESS, Measure.VACANCIES)]
        if self.only_compared or any(number is not None for number in others):
            in_post, excess, vacancies = others
            at = self._stated_at(row, columns)
            self.reading.stated.append(StatedCount(unit, category, posts, in_post, excess, vacancies, at))

    def _is_new(self, unit: str, counted: Category | LeadershipKind, posts: int, at: CellRef, sheet: str) -> bool:
        """Whether posts are to be counted: stated in another form, or as many in this one, they were counted before."""
        earlier = self.reading.first.setdefault((unit, counted), (str(at), posts))
        same_place = earlier[0] == str(at)
        same_sheet = earlier[0].rpartition(" › ")[0] == str(at).rpartition(" › ")[0]
        if same_place or (same_sheet and earlier[1] != posts):
            return True
        words: dict[str, Any] = {"unit": self.known.shown.get(unit, unit), "category": counted}
        words |= {"first": f"“{earlier[0]}”", "earlier": earlier[1], "posts": posts}
        self.reading.findings.append(QUOTA_STATED_TWICE.finding(at, sheet, **words))
        return False

    def _decided(self, row: int, unit: str, undecided: Undecided) -> Category | None:
        """Which type an open heading means in a row: by the form of funding, or the kind of the unit."""
        kind = self.known.kinds.get(unit)
        if undecided is Undecided.SUPPORT:
            if kind is None:
                return None
            return Category.INSTITUTION_SUPPORT if kind.is_institution else Category.AGENCY_SUPPORT
        if self.form.funding is not None:
            text = self.sheet.columns[self.form.funding].at(row)
            funded = FUNDED_AS.get(key(text)) if isinstance(text, str) else None
            if funded is not None:
                return funded
        if kind is UnitKind.CIVIL_LIKE_INSTITUTION and Category.CIVIL_LIKE not in self.form.counts:
            return Category.CIVIL_LIKE
        return None

    def _undecided(self) -> None:
        for index, rows in self.left_open.items():
            column = next(column for column in self.form.columns if column.index == index)
            assert isinstance(column.counted, Undecided)
            words = {
                "value": column.heading,
                "choices": "、".join(_CHOICES[column.counted]),
                "consequence": f"{rows} 行的数未读取",
            }
            at = self._at(self.form.heading_row, index)
            self.reading.findings.append(TYPE_UNDECIDED.finding(at, "编制", "编制类型", **words))

    def _totals(self, totals: Mapping[int, str]) -> None:
        columns = [column.index for column in self.form.columns]
        for wrong in wrong_totals(self.sheet, self.form.first_row, totals, columns):
            column = next(column for column in self.form.columns if column.index == wrong.column)
            sheet = "职数" if isinstance(column.counted, LeadershipKind) else "编制"
            words = {"label": wrong.label, "stated": wrong.stated, "summed": wrong.summed}
            finding = TOTAL_DIFFERS.finding(
                self._at(wrong.row, wrong.column), sheet, _named(column.counted, column.measure), **words
            )
            self.reading.findings.append(finding)

    def _stated_at(self, row: int, columns: Mapping[Measure, WideColumn]) -> RowRef:
        fields = {
            Measure.AUTHORIZED: "authorized",
            Measure.IN_POST: "in_post",
            Measure.EXCESS: "excess",
            Measure.VACANCIES: "vacancies",
        }
        return self._place(row, **{fields[measure]: column for measure, column in columns.items()})

    def _place(self, row: int, **fields: WideColumn) -> RowRef:
        first = self.sheet.first_column
        columns = {"unit": first + self.form.unit, **{name: first + column.index for name, column in fields.items()}}
        return RowRef(self.found.workbook.name, self.sheet.name, self.sheet.row_number(row), columns)

    def _at(self, row: int, column: int) -> CellRef:
        return self.found.workbook.at(self.sheet.name, self.sheet.address(row, column))


def _named(counted: Counted, measure: Measure) -> str:
    return f"{counted.value}{'' if isinstance(counted, LeadershipKind) else measure}"
