"""A plan read back from its workbook against a ledger that may have been corrected since."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from bianzhi.domain.cell import CellRef
from bianzhi.domain.establishment import Establishment, Person
from bianzhi.domain.finding import Finding, Severity
from bianzhi.domain.plan import Fit, Move, Objective, Place, Plan, PlanStatus
from bianzhi.domain.plan_code import code_on_paper
from bianzhi.domain.plan_columns import (
    FINGERPRINT,
    GOALS,
    MOVES,
    OPEN_POST,
    Fingerprint,
    FingerprintColumn,
    MoveColumn,
    objective_items,
    paper_id,
    paper_text,
)
from bianzhi.domain.plan_paper import PaperRow, PlanWorkbook
from bianzhi.domain.settings import PlanSettings
from bianzhi.domain.settings_on_paper import settings_on_paper
from bianzhi.domain.terms import Category
from bianzhi.errors import UnreadableWorkbookError

_ID, _TITLE = "Y201", "原方案的各行仍适用于现台账"
_SOURCE = "本工具方案工作簿导出格式"
_HINT = "本行不再沿用，其余各行照旧；新方案会重新安排。"


def plan_on_paper(
    paper: PlanWorkbook, establishment: Establishment, settings: PlanSettings | None = None
) -> tuple[Plan, tuple[Finding, ...]]:
    """The lines of an exported plan that the ledger still knows, and those it does not.

    Parameters
    ----------
    paper
        The workbook as it was read; nothing in it is believed to hold.
    establishment
        The ledger of today: that of the plan, or the same corrected.
    settings
        Those the plan was made under, where they are known; otherwise they are read off the paper.

    Returns
    -------
    tuple
        A plan of the lines whose person and place exist, with day, settings, ledger and check code of the paper; its
        objectives are the paper's where every line stands, and none otherwise. And a finding for each line left out.

    Raises
    ------
    UnreadableWorkbookError
        The sheets of the moves and of the settings are not complete, or no day can be read.
    SettingsError
        The settings on paper are needed and cannot be used.
    """
    _require_readable(paper)
    reading = _Lines(establishment)
    moves = tuple(move for move in map(reading.move, paper[MOVES]) if move is not None)
    order = {person.id: number for number, person in enumerate(establishment.people)}
    ledger = _value(paper, Fingerprint.LEDGER)
    bare = Plan(
        status=PlanStatus.FEASIBLE,
        day=_day(paper),
        ledger_sha256=ledger if isinstance(ledger, str) else "",
        settings=settings or settings_on_paper(paper),
        objectives=() if reading.findings else tuple(_objectives(paper)),
        moves=tuple(sorted(moves, key=lambda move: order[move.person])),
        excess_before=establishment.total_excess,
        code=code_on_paper(paper),
    )
    return _counted(bare, establishment), tuple(reading.findings)


def _counted(plan: Plan, establishment: Establishment) -> Plan:
    after = plan.in_post_after(establishment)
    authorized = establishment.authorized
    excess = sum(max(0, persons - authorized.get(cell, 0)) for cell, persons in after.items())
    return replace(plan, excess_after=excess)


class _Lines:
    """The lines of 人员调整名册, one by one; what cannot stand any more is a finding."""

    def __init__(self, establishment: Establishment) -> None:
        self.establishment = establishment
        self.findings: list[Finding] = []
        self._people = _by_paper_id(establishment)
        self._units = {paper_text(unit.code): unit.code for unit in establishment.units}
        self._seen: dict[str, int] = {}

    def move(self, row: PaperRow) -> Move | None:
        """The move of a line, or None where something in it is gone."""
        person, place = self._person(row), self._place(row)
        if person is None or place is None:
            return None
        assert person.category is not None
        if (person.unit, person.category) == place.cell:
            self._gone(row, MoveColumn.PERSON, f"{person.name}已在{self._name(place.unit)}，无须再调整。")
            return None
        fit = row.whole(MoveColumn.FIT)
        return Move(
            person.id,
            person.unit,
            person.category,
            place,
            Fit(fit if fit is not None else 0),
            tuple(part for part in (row.text(MoveColumn.REASON),) if part),
            row.text(MoveColumn.SOURCE),
        )

    def _person(self, row: PaperRow) -> Person | None:
        shown = row.text(MoveColumn.PERSON)
        person = self._people.get(shown)
        if person is None:
            self._gone(row, MoveColumn.PERSON, f"人员编号“{shown}”已不在台账“人员”表中。")
            return None
        if not person.counted:
            self._gone(row, MoveColumn.PERSON, f"{person.name}的状态为{person.state}，已不在编在岗。")
            return None
        if shown in self._seen:
            self._gone(row, MoveColumn.PERSON, f"{person.name}与第 {self._seen[shown]} 行重复，每人至多一行。")
            return None
        self._seen[shown] = row.at.row
        if row.text(MoveColumn.FROM_UNIT) != paper_text(person.unit):
            words = (
                f"{person.name}现在{self._name(person.unit)}，不在原方案所写的“{row.text(MoveColumn.FROM_UNIT_NAME)}”。"
            )
            self._gone(row, MoveColumn.FROM_UNIT, words)
            return None
        return person

    def _place(self, row: PaperRow) -> Place | None:
        code = self._units.get(row.text(MoveColumn.TO_UNIT))
        if code is None:
            shown = f"{row.text(MoveColumn.TO_UNIT)} {row.text(MoveColumn.TO_UNIT_NAME)}".strip()
            self._gone(row, MoveColumn.TO_UNIT, f"机构“{shown}”已不在台账“机构”表中。")
            return None
        category = next((each for each in Category if each.value == row.text(MoveColumn.TO_CATEGORY)), None)
        if category is None or (code, category) not in self.establishment.authorized:
            words = f"{self._name(code)}已没有“{row.text(MoveColumn.TO_CATEGORY)}”。"
            self._gone(row, MoveColumn.TO_CATEGORY, words)
            return None
        if row.text(MoveColumn.POST) in ("", OPEN_POST):
            return Place(code, category)
        place = self._post(row, code, category)
        if place is None:
            words = f"{self._name(code)}已没有岗位“{row.text(MoveColumn.POST)}”（{category}）的需求。"
            self._gone(row, MoveColumn.POST, words)
        return place

    def _post(self, row: PaperRow, unit: str, category: Category) -> Place | None:
        """The listed post of the line: of this title in this row, or else the only one of this title in the cell."""
        posts = [post for post in self.establishment.posts if (post.unit, post.category) == (unit, category)]
        places = [
            Place(unit, category, post.title, post.section, post.at.row or number)
            for number, post in enumerate(posts, 1)
            if paper_text(post.title) == row.text(MoveColumn.POST)
        ]
        same = [place for place in places if place.row == row.whole(MoveColumn.POST_ROW)]
        found = same or places
        return found[0] if len(found) == 1 else None

    def _name(self, unit: str) -> str:
        return self.establishment.unit[unit].name

    def _gone(self, row: PaperRow, column: MoveColumn, message: str) -> None:
        self.findings.append(_finding(row.cell(column), paper_text(message)))


def _by_paper_id(establishment: Establishment) -> Mapping[str, Person]:
    """People by their id as paper shows it; ids that two people share there are missing."""
    found: dict[str, list[Person]] = {}
    for person in establishment.people:
        found.setdefault(paper_id(person.id), []).append(person)
    return {shown: people[0] for shown, people in found.items() if len(people) == 1}


def _require_readable(paper: PlanWorkbook) -> None:
    needed = {
        MOVES: (
            *(MoveColumn.PERSON, MoveColumn.FROM_UNIT, MoveColumn.TO_UNIT),
            *(MoveColumn.TO_CATEGORY, MoveColumn.POST, MoveColumn.POST_ROW),
        ),
        FINGERPRINT: (FingerprintColumn.GROUP, FingerprintColumn.ITEM, FingerprintColumn.VALUE),
    }
    for sheet, columns in needed.items():
        missing = [column.value for column in columns if column not in paper[sheet].heading.columns]
        if missing:
            raise UnreadableWorkbookError(
                f"“{paper.name}”的“{sheet.name}”表不完整，缺{'、'.join(f'“{heading}”' for heading in missing)}列。",
                "请使用系统导出的原件，不要删去工作表或列。",
            )


def _day(paper: PlanWorkbook) -> date:
    value = _value(paper, Fingerprint.DAY)
    if isinstance(value, date):
        return value
    raise UnreadableWorkbookError(f"“{paper.name}”中没有方案日期。", "请使用系统导出的原件。")


def _objectives(paper: PlanWorkbook) -> list[Objective]:
    found = []
    for name in GOALS:
        value, bound = (_value(paper, item) for item in objective_items(name))
        if isinstance(value, int) and isinstance(bound, int):
            found.append(Objective(name, value, bound))
    return found


def _value(paper: PlanWorkbook, item: str) -> object:
    row = paper[FINGERPRINT].find(FingerprintColumn.ITEM, item)
    return row[FingerprintColumn.VALUE] if row else None


def _finding(at: CellRef, message: str) -> Finding:
    return Finding(_ID, _TITLE, Severity.WARNING, at, message, _HINT, _SOURCE)
