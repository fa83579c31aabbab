"""A plan on paper beside its ledger: what every rule about a plan looks at, counted anew from the two.

Nothing here knows how plans are made. The moves are those the paper names; the counts are those of the ledger.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TypeVar

from bianzhi.domain.cell import CellRef
from bianzhi.domain.day_words import day_in_words
from bianzhi.domain.establishment import CellKey, Establishment, Person, Post, Unit
from bianzhi.domain.finding import Finding, Severity
from bianzhi.domain.plan_columns import (
    FINGERPRINT,
    MOVES,
    OPEN_POST,
    Fingerprint,
    FingerprintColumn,
    MoveColumn,
    PaperValue,
    paper_id,
    paper_text,
)
from bianzhi.domain.plan_line import PlanLine
from bianzhi.domain.plan_paper import PaperRow, PlanWorkbook
from bianzhi.domain.settings import PlanSettings
from bianzhi.domain.terms import Category
from bianzhi.rules.plan_counts import PlanCounts

_K = TypeVar("_K")
_V = TypeVar("_V")

EXPORT_FORMAT = "本工具方案工作簿导出格式"
"""What a rule about the form of the workbook rests on: no article, but what was exported."""

REMEDY = "请在系统中重新求解并导出方案，不要手工改动导出的内容。"


@dataclass(frozen=True, slots=True)
class Breach:
    """One place where a rule does not hold: what is there, and what is allowed."""

    at: CellRef
    message: str
    hint: str = REMEDY
    source: str = ""
    """Where it is more exact than the rule's own source."""


@dataclass(frozen=True, slots=True)
class PlanRule:
    """One sentence that holds of a plan, its source, and the function that finds where it does not."""

    id: str
    title: str
    source: str
    check: Callable[["PlanCase"], Iterator[Breach]]
    constraint: str = ""
    """Id of the catalogue's constraint that this is; where an office switched it off, the rule is not asked."""

    def findings(self, case: "PlanCase") -> Iterator[Finding]:
        """Every breach as a finding; none of a constraint that is not in force."""
        if self.constraint and self.constraint not in case.counts.in_force:
            return
        for breach in self.check(case):
            yield Finding(
                self.id,
                self.title,
                Severity.ERROR,
                breach.at,
                breach.message,
                breach.hint,
                breach.source or self.source,
            )


def plan_rule(
    id: str, title: str, source: object = EXPORT_FORMAT, constraint: str = ""
) -> Callable[[Callable[["PlanCase"], Iterator[Breach]]], PlanRule]:
    """Make a rule of the function that finds its breaches; the function's name is the sentence that holds."""

    def made(check: Callable[["PlanCase"], Iterator[Breach]]) -> PlanRule:
        return PlanRule(id, title, str(source), check, constraint)

    return made


@dataclass(frozen=True, slots=True)
class PaperMove:
    """One line of 人员调整名册 whose person and place exist in the ledger."""

    row: PaperRow
    person: Person
    unit: Unit
    category: Category
    post: Post | None
    """None for a vacancy that no row of 岗位需求 describes."""

    @property
    def origin(self) -> CellKey | None:
        """The cell the person is counted in; None for someone who is not counted."""
        if not self.person.counted or self.person.category is None:
            return None
        return self.person.unit, self.person.category

    @property
    def target(self) -> CellKey:
        """The cell the person comes to."""
        return self.unit.code, self.category

    @property
    def leaves_unit(self) -> bool:
        """Whether the unit changes, and not only the establishment type within it."""
        return self.person.unit != self.unit.code

    @property
    def line(self) -> PlanLine:
        """What wishes speak of."""
        row = self.row.whole(MoveColumn.POST_ROW) or 0
        return PlanLine(self.person.id, self.unit.code, self.category, self.post.title if self.post else "", row)

    @property
    def section(self) -> str:
        """Code of the section after the move: the post's, or else the person's own where he stays in the unit."""
        if self.post is not None and self.post.section:
            return self.post.section
        return "" if self.leaves_unit else self.person.section


@dataclass(frozen=True)
class PlanCase:
    """A ledger, a plan on paper, the day and the settings it is held against."""

    establishment: Establishment
    paper: PlanWorkbook
    day: date
    settings: PlanSettings

    @cached_property
    def counts(self) -> PlanCounts:
        """What may leave and what may come, on this day under these settings."""
        return PlanCounts(self.establishment, self.day, self.settings)

    @cached_property
    def person_on_paper(self) -> Mapping[str, Person]:
        """People by their id as paper shows it; ids that are not unique there are missing."""
        found: dict[str, list[Person]] = defaultdict(list)
        for person in self.establishment.people:
            found[paper_id(person.id)].append(person)
        return {shown: people[0] for shown, people in found.items() if len(people) == 1}

    @cached_property
    def unit_on_paper(self) -> Mapping[str, Unit]:
        """Units by their code as paper shows it."""
        return {paper_text(unit.code): unit for unit in self.establishment.units}

    def posts_in(self, cell: CellKey) -> Mapping[int, Post]:
        """The posts of a cell, by the row of the sheet 岗位需求, or by their number where they come from no sheet."""
        posts = [post for post in self.establishment.posts if (post.unit, post.category) == cell]
        return {post.at.row or number: post for number, post in enumerate(posts, 1)}

    @cached_property
    def moves(self) -> tuple[PaperMove, ...]:
        """The lines whose person, unit and type the ledger knows; the others are breaches of ``lines_name_…``."""
        return tuple(move for move in map(self._move, self.paper[MOVES]) if move is not None)

    def _move(self, row: PaperRow) -> PaperMove | None:
        person = self.person_on_paper.get(row.text(MoveColumn.PERSON))
        unit = self.unit_on_paper.get(row.text(MoveColumn.TO_UNIT))
        category = category_named(row.text(MoveColumn.TO_CATEGORY))
        if person is None or unit is None or category is None:
            return None
        return PaperMove(row, person, unit, category, self._post((unit.code, category), row))

    def _post(self, cell: CellKey, row: PaperRow) -> Post | None:
        post = self.posts_in(cell).get(row.whole(MoveColumn.POST_ROW) or 0)
        named = row.text(MoveColumn.POST)
        return post if post is not None and named != OPEN_POST and paper_text(post.title) == named else None

    @cached_property
    def leaving(self) -> Mapping[CellKey, tuple[PaperMove, ...]]:
        """Moves out of each cell, in the order of the paper."""
        return grouped((move.origin, move) for move in self.moves if move.origin is not None)

    @cached_property
    def arriving(self) -> Mapping[CellKey, tuple[PaperMove, ...]]:
        """Moves into each cell, in the order of the paper."""
        return grouped((move.target, move) for move in self.moves)

    @cached_property
    def leaving_unit(self) -> Mapping[str, tuple[PaperMove, ...]]:
        """Moves of counted people out of each unit; a change of type within a unit is not leaving."""
        return grouped((move.person.unit, move) for move in self.moves if move.leaves_unit and move.origin)

    @cached_property
    def entering_unit(self) -> Mapping[str, tuple[PaperMove, ...]]:
        """Moves into each unit from another."""
        return grouped((move.unit.code, move) for move in self.moves if move.leaves_unit)

    def in_post_after(self, cell: CellKey) -> int:
        """Persons in post of a cell once the paper's moves are carried out."""
        gone, come = len(self.leaving.get(cell, ())), len(self.arriving.get(cell, ()))
        return self.establishment.in_post.get(cell, 0) - gone + come

    def excess_after(self, cell: CellKey) -> int:
        """Persons above the quota of a cell after the plan."""
        return max(0, self.in_post_after(cell) - self.establishment.authorized.get(cell, 0))

    def vacancies_after(self, cell: CellKey) -> int:
        """Vacant posts of a cell after the plan."""
        return max(0, self.establishment.authorized.get(cell, 0) - self.in_post_after(cell))

    def fingerprint(self, item: str) -> PaperRow | None:
        """The row of an item of 参数与指纹."""
        return self.paper[FINGERPRINT].find(FingerprintColumn.ITEM, item)

    @property
    def plan_status(self) -> PaperValue:
        """方案状态, as the paper says."""
        row = self.fingerprint(Fingerprint.STATUS)
        return row[FingerprintColumn.VALUE] if row else None


def category_named(name: str) -> Category | None:
    """The establishment type of this name, or None."""
    return next((category for category in Category if category.value == name), None)


def grouped(pairs: Iterable[tuple[_K, _V]]) -> dict[_K, tuple[_V, ...]]:
    """Values by key, in order."""
    groups: dict[_K, list[_V]] = defaultdict(list)
    for key, value in pairs:
        groups[key].append(value)
    return {key: tuple(values) for key, values in groups.items()}


def repeated(values: Iterable[str]) -> set[str]:
    """The values that occur more than once."""
    return {value for value, times in Counter(values).items() if times > 1}


def in_words(value: PaperValue) -> str:
    """A value as a message shows it: identity numbers masked, long text cut."""
    if value is None:
        return "空"
    if isinstance(value, date):
        return day_in_words(value)
    if isinstance(value, str):
        text = paper_text(value)
        return f"“{text[:40]}{'…' if len(text) > 40 else ''}”"
    return str(value)


def differing(row: PaperRow, expected: Mapping[str, PaperValue], why: str) -> Iterator[Breach]:
    """A breach for each cell of a row that does not hold exactly what is expected; ``why`` says where that stands."""
    for heading, value in expected.items():
        found = row[heading]
        if found != value:
            message = f"“{heading}”为{in_words(found)}，{why}应为{in_words(value)}。"
            if isinstance(found, str) and isinstance(value, int | date):
                message += "（单元格已成文本）"
            yield Breach(row.cell(heading), message)
