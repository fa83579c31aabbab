"""What both papers of a reform say in the same words: names of units, who goes where, and figures in sentences."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bianzhi.domain.finding import Finding
from bianzhi.domain.name_series import in_series
from bianzhi.domain.plan import Move
from bianzhi.domain.plan_columns import OPEN_POST
from bianzhi.domain.reform import DutyFate, Fate
from bianzhi.domain.reform_comparison import ReformPaper, SurplusLine, UnitSide
from bianzhi.domain.reform_people import coming_back, placements
from bianzhi.domain.reform_terms import PENDING
from bianzhi.domain.terms import Category

NOT_COUNTED = "（不计入限额）"
WAITING = "待安置（撤销单位人员）"
"""The line of 机构对照 that people of abolished units are counted in."""


@dataclass(frozen=True, slots=True)
class UnitNames:
    """Full names of units by code: as they were, and as they will be; of a unit on one side only, the one it has."""

    before: Mapping[str, str]
    after: Mapping[str, str]

    def both(self, code: str) -> str:
        """The name it will have, and the one it had where that differs."""
        old, new = self.before[code], self.after[code]
        return new if old == new else f"{new}（原{old}）"


def unit_names(paper: ReformPaper) -> UnitNames:
    """Names of every unit that any line of the papers speaks of.

    A unit that is set up and goes again within the reform is on neither side; it is called by its code.
    """
    reformed = paper.reformed
    old = {unit.code: unit.name for unit in reformed.before.units}
    new = {unit.code: unit.name for unit in reformed.after.units}
    codes = {change.unit: change.unit for change in reformed.ledger_changes}
    codes |= {change.unit: change.unit for change in reformed.leaders_changes}
    for change in reformed.roster_changes:
        codes |= {change.from_unit: change.from_unit, change.to_unit: change.to_unit}
    return UnitNames({**codes, **new, **old}, {**codes, **old, **new})


def placed_told(paper: ReformPaper) -> str:
    """How many are placed, and what else the plan moves; empty without a plan, and of what there is none nothing is said."""
    placed = len(placements(paper.reformed, paper.plan))
    back = coming_back(paper.reformed, paper.plan)
    others = len(paper.plan.moves) - placed if paper.plan else 0
    words = [
        f"撤销单位人员拟安置到其他单位{placed}名{f'（其中回原单位{back}名）' if back else ''}" if placed else "",
        f"同时求解的超编调剂{others}名另见调剂方案" if others else "",
    ]
    return "；".join(word for word in words if word)


def post_of(move: Move) -> str:
    """拟任岗位, or that no post was asked for."""
    return move.place.post or OPEN_POST


def in_post_totals(paper: ReformPaper) -> tuple[int, int]:
    """Counted people of the units that change, before and after; those to be placed among the latter."""
    changed = paper.comparison.changed
    before = sum(unit.before.staff for unit in changed if unit.before)
    return before, sum(unit.after.staff for unit in changed if unit.after) + paper.comparison.waiting


def sections_told(side: UnitSide | None) -> str:
    """Names of the sections, those that do not count to the cap marked so."""
    if side is None:
        return ""
    return "、".join((*side.sections, *(f"{name}{NOT_COUNTED}" for name in in_series(side.uncounted))))


def posts_told(side: UnitSide | None) -> str:
    """行政编制8、全额事业编制2."""
    if side is None:
        return "—"
    return "、".join(f"{category}{count}" for category, count in side.posts.items()) or "0"


def deputies_told(line: SurplusLine) -> str:
    """副职现有/核定."""
    return f"{line.deputies_in_post}/{'未核定' if line.deputies is None else line.deputies}"


@dataclass(frozen=True, slots=True)
class FateLine:
    """One duty and what becomes of it, in full."""

    code: str
    was: str
    giver: str
    fate: str
    becomes: str
    taker: str
    source: str


def fate_line(paper: ReformPaper, fate: DutyFate) -> FateLine:
    """The line of a duty; what is new has no old text and no giver."""
    old, new = paper.reformed.before, paper.reformed.after
    was = old.duty.get(fate.duty) if fate.fate is not Fate.NEW else None
    become = [new.duty[code] for code in fate.becomes if code in new.duty]
    return FateLine(
        fate.duty,
        was.text if was else "",
        old.unit[was.unit].name if was and was.unit in old.unit else "",
        fate.fate.value,
        "；".join(duty.text for duty in become),
        "；".join(dict.fromkeys(new.unit[duty.unit].name for duty in become if duty.unit in new.unit)),
        was.source if was else (become[0].source if become else ""),
    )


def duties_told(paper: ReformPaper) -> str:
    """Old duties by fate, which add up to all of them; new ones apart; how many there are afterwards."""
    before, after, fates = paper.reformed.before, paper.reformed.after, paper.reformed.fates
    old = [each for each in fates if each.fate is not Fate.NEW and each.duty in before.duty]
    counts = {fate: sum(each.fate is fate for each in old) for fate in Fate}
    told = "、".join(f"{fate}{count}项" for fate, count in counts.items() if count)
    new = sum(each.fate is Fate.NEW for each in fates)
    added = f"另新增{new}项；" if new else ""
    first = f"原有职责{len(before.duties)}项，逐项明确去向：{told}；" if before.duties else "台账没有登记原有职责；"
    return f"{first}{added}改革后{len(after.duties)}项"


def documented_told(paper: ReformPaper, category: Category | None = None) -> str:
    """By how much entries with a document change the totals, of one type or all, and how much of it is still 待批."""
    changes = [
        change for change in paper.reformed.ledger_changes if change.document and category in (None, change.category)
    ]
    total = sum(change.change for change in changes)
    pending = [change.change for change in changes if change.document == PENDING]
    if not changes:
        return ""
    if not pending:
        return f"有文号的核增核减合计{total:+d}名"
    return f"核增核减合计{total:+d}名，其中文号待批的{sum(pending):+d}名"


def effects_told(paper: ReformPaper) -> str:
    """消除问题3条、新增问题1条; empty where the reform changes nothing."""
    counts = ("消除问题", len(paper.gone)), ("新增问题", len(paper.new))
    return "、".join(f"{word}{count}条" for word, count in counts if count)


def effects(paper: ReformPaper) -> Sequence[tuple[str, Finding]]:
    """Every finding that the reform adds, then every one it removes."""
    return [*(("新增", finding) for finding in paper.new), *(("消除", finding) for finding in paper.gone)]
