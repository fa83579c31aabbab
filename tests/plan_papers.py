"""Plans made by hand, put on paper, and tampered with: what the tests of the plan workbook share. No solver is used."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl

from bianzhi.domain.cell import RowRef, column_letters
from bianzhi.domain.establishment import Establishment
from bianzhi.domain.finding import Finding
from bianzhi.domain.plan import (
    Exclusion,
    Fit,
    ManualCandidate,
    MergedSection,
    Merger,
    Move,
    Objective,
    Place,
    Plan,
    PlanStatus,
    Remaining,
)
from bianzhi.domain.plan_columns import MOVES, PLAN_SHEETS, PlanSheet, paper_value
from bianzhi.domain.plan_paper import PaperRow, PaperSheet, PlanWorkbook
from bianzhi.domain.settings import PlanSettings
from bianzhi.domain.terms import Category, UnitKind
from bianzhi.reading.plan_workbook import read_plan_workbook
from bianzhi.rules.plans import verify
from bianzhi.writing.plan_workbook import plan_tables, write
from tests.worlds import DAY, citizen_number, people, person, post, quota, section, unit, world

ADMINISTRATIVE, FULLY_FUNDED = Category.ADMINISTRATIVE, Category.FULLY_FUNDED
FIRST_LINE = 4
"""Row of the first line of every sheet: title, note and headings stand above."""

OF_EXPORT = {"P505", "P506"}
"""Rules that any change to an exported file breaks, whatever it was."""


def district() -> Establishment:
    """Two departments and two institutions: A is 12 in 10, B 7 in 10; C is 5 in 3, D 2 in 3.

    A12 leads A, and A11 is on trial. B asks for one 综合岗, for which A1 has all that is demanded.
    """
    able = {"major": "法学", "certificates": ("法律职业资格",), "citizen_number": citizen_number(date(1985, 1, 1))}
    staff = [
        person(f"A{number}", section="S1" if number <= 6 else "S2", **(able if number == 1 else {}))
        for number in range(1, 13)
    ]
    staff[10] = replace(staff[10], trial_ends=date(2027, 3, 1))
    staff[11] = replace(staff[11], is_leader=True)
    demands = {"level": "科员", "education": "大专", "majors": ("法学",), "age_limit": 45, "section": "SB"}
    institution = {"kind": UnitKind.WELFARE_ONE}
    return world(
        *(unit("A"), quota("A", 10), section("S1", "A", name="综合科"), section("S2", "A", name="业务科"), *staff),
        *(unit("B"), quota("B", 10), section("SB", "B", name="法规科"), *people("B", 7)),
        post("综合岗", "B", certificates=("法律职业资格",), **demands),
        *(unit("C", **institution), quota("C", 3, FULLY_FUNDED), *people("C", 5, category=FULLY_FUNDED)),
        *(unit("D", **institution), quota("D", 3, FULLY_FUNDED), *people("D", 2, category=FULLY_FUNDED)),
    )


def move(
    place: Establishment, id: str, to: str, category: Category | None = None, *, post: str = "", fit: int = 60
) -> Move:
    """One person to an open vacancy of a unit, or to a post of it; the same type, unless said otherwise."""
    someone = place.person[id]
    kind = category or someone.category
    assert kind is not None
    asked = next(
        (item for item in place.posts if item.title == post and (item.unit, item.category) == (to, kind)), None
    )
    where = Place(to, kind, post, asked.section, asked.at.row) if asked else Place(to, kind, post)
    source = "《地方各级人民政府机构设置和编制管理条例》第6条"
    assert someone.category is not None
    return Move(id, someone.unit, someone.category, where, Fit(fit), ("超编消化。", "身份对等"), source)


def plan_of(establishment: Establishment, *moves: Move, **changes: Any) -> Plan:
    """A plan of these moves whose figures are counted honestly, however wrong the moves are."""
    order = {item.id: number for number, item in enumerate(establishment.people)}
    plan = Plan(
        PlanStatus.OPTIMAL,
        changes.pop("day", DAY),
        establishment.sha256,
        changes.pop("settings", PlanSettings()),
        moves=tuple(sorted(moves, key=lambda item: order[item.person])),
        excess_before=establishment.total_excess,
        solver="手工",
    )
    after = plan.in_post_after(establishment)
    over = {cell: after.get(cell, 0) - establishment.authorized.get(cell, 0) for cell in establishment.cells}
    left = tuple(Remaining(*cell, excess, "没有身份对等的空编。") for cell, excess in over.items() if excess > 0)
    total = sum(row.excess for row in left)
    values = (("remaining_excess", total), ("moves", len(moves)), ("fit", sum(item.fit.score for item in moves)))
    reached = tuple(Objective(name, value, value) for name, value in values)
    return replace(plan, **{"objectives": reached, "excess_after": total, "remaining": left, **changes})


EXCLUDED = (
    Exclusion("A11", "试用期至2027年3月1日未满", "《中华人民共和国公务员法》第34条"),
    Exclusion("A12", "领导职务人员的调整按干部管理权限办理", "《公务员转任规定》第2条"),
)
SPECIAL = (ManualCandidate("C5", "全区行政编制尚有空编，须办理调任。"),)


def lawful_plan(place: Establishment, *more: Move, **changes: Any) -> Plan:
    """The plan of ``district``: A1 and A2 to B, C1 to D; C stays one over. ``more`` moves may be added to it."""
    moves = (
        move(place, "A1", "B", post="综合岗", fit=80),
        move(place, "A2", "B"),
        move(place, "C1", "D", fit=70),
    )
    return plan_of(place, *moves, *more, **{"excluded": EXCLUDED, "manual": SPECIAL, **changes})


def sections_of_a(**changes: Any) -> Merger:
    """Both sections of A as one."""
    merged = MergedSection(("S1", "S2"), "综合业务科", 12, 1, 2)
    return Merger(**{"unit": "A", "cap": 6, "before": 2, "after": 1, "groups": (merged,), **_SOLVED, **changes})


_SOLVED = {"status": PlanStatus.OPTIMAL, "value": 5, "bound": 5}


def paper(folder: Path, plan: Plan, establishment: Establishment, mergers: Sequence[Merger] = ()) -> Path:
    """The plan as a workbook in a folder."""
    path = folder / "方案.xlsx"
    write(path, plan, establishment, tuple(mergers))
    return path


def paper_in_memory(plan: Plan, establishment: Establishment, mergers: Sequence[Merger] = ()) -> PlanWorkbook:
    """The plan as its workbook would be read back, without the file: what is slow to write and to open is left out."""
    sheets = {}
    for sheet, table in zip(PLAN_SHEETS, plan_tables(plan, establishment, tuple(mergers)), strict=True):
        columns = {heading: column for column, heading in enumerate(sheet.headings)}
        rows = tuple(
            PaperRow(
                dict(zip(sheet.headings, map(paper_value, line), strict=True)),
                RowRef("方案.xlsx", sheet.name, row, columns),
            )
            for row, line in enumerate(table.lines, FIRST_LINE)
        )
        heading = RowRef("方案.xlsx", sheet.name, FIRST_LINE - 1, columns)
        sheets[sheet.name] = PaperSheet(sheet, heading, (table.title, table.subtitle), rows)
    return PlanWorkbook("方案.xlsx", sheets)


def place_of(sheet: PlanSheet, heading: str, line: int = 1) -> str:
    """``人员调整名册!C4``: the cell under a heading in a line of a sheet, the first line being 1."""
    return f"{sheet.name}!{column_letters(sheet.headings.index(heading))}{FIRST_LINE + line - 1}"


def line_of(path: Path, sheet: PlanSheet, heading: str, value: object) -> int:
    """Which line of a sheet has a value under a heading."""
    column = sheet.headings.index(heading) + 1
    rows = openpyxl.load_workbook(path)[sheet.name].iter_rows(FIRST_LINE, min_col=column, max_col=column)
    return next(number for number, (cell,) in enumerate(rows, 1) if cell.value == value)


def tamper(path: Path, at: str, value: object) -> None:
    """Change one cell (``人员调整名册!C4``) as somebody with Excel would."""
    sheet, _, cell = at.partition("!")
    book = openpyxl.load_workbook(path)
    book[sheet][cell].value = value
    book.save(path)


def check(
    path: Path, establishment: Establishment, day: date = DAY, settings: PlanSettings | None = None
) -> tuple[Finding, ...]:
    """What ``verify`` says of a file."""
    return verify(establishment, read_plan_workbook(path), day, settings or PlanSettings())


def verified(folder: Path, place: Establishment, *moves: Move, **changes: Any) -> set[str]:
    """What is told of an honestly written plan of these moves; lists of people are empty unless given."""
    asked = changes.pop("settings", PlanSettings())
    day = changes.pop("day", DAY)
    plan = plan_of(place, *moves, settings=asked, day=day, **changes)
    return told(check(paper(folder, plan, place), place, day, asked))


def at(heading: str, line: int = 1) -> str:
    """The cell of a line of 人员调整名册."""
    return place_of(MOVES, heading, line)


def told(findings: Sequence[Finding]) -> set[str]:
    """``P514@人员调整名册!C4`` for every finding, those that any change brings left out."""
    return {f"{item.id}@{item.at.sheet}!{item.at.cell}" for item in findings if item.id not in OF_EXPORT}
