"""Two plans side by side as a workbook: what changed and why, line by line, and the objectives of both."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from bianzhi.domain.answers import PlanDifference
from bianzhi.domain.consultation import answered
from bianzhi.domain.day_words import day_in_words
from bianzhi.domain.establishment import Establishment
from bianzhi.domain.plan import Place, Plan
from bianzhi.domain.plan_code import code_of
from bianzhi.domain.plan_columns import GOALS, OPEN_POST, PROPOSAL_NOTE, PaperValue, paper_id
from bianzhi.writing.report_lines import NUMBER, numbered, on_paper
from bianzhi.writing.workbook_styles import Kind, Table, TableColumn, write_tables

TITLE = "新旧方案对照（拟）"
_Lines = list[list[PaperValue]]
_CHANGED, _DROPPED, _ADDED = "改派", "取消", "新增"
_FOLLOWS = "因其他行变动而随之调整"


def write(path: Path, found: PlanDifference, old: Plan, new: Plan, establishment: Establishment) -> None:
    """Write the comparison.

    Three sheets: 总览 (counts, objectives of both plans, sentences), 变动明细 (one line a person whose line differs, with the
    answer that asked for it) and 沿用明细. ``establishment`` is the ledger of the new plan. Identity numbers are masked.

    Raises
    ------
    BianzhiError
        The file cannot be written.
    """
    lines = _Telling(old, new, establishment)
    tables = (_overview(found, old, new), _changes(found, lines), _kept(found, lines))
    write_tables(path, tables, TITLE, new.day)


def _overview(found: PlanDifference, old: Plan, new: Plan) -> Table:
    columns = (
        TableColumn("项目", 36),
        TableColumn("原方案", 20, Kind.CENTER),
        TableColumn("新方案", 20, Kind.CENTER),
        TableColumn("相差", 10, Kind.CENTER),
        TableColumn("说明", 60),
    )
    lines: _Lines = [
        ["方案校验码", code_of(old), code_of(new), None, "原方案与新方案各一"],
        ["拟调整人员（人）", len(old.moves), len(new.moves), len(new.moves) - len(old.moves), None],
        ["沿用（行）", None, len(found.kept), None, "人员、调入机构、编制类型和岗位都相同"],
        ["改派（行）", None, len(found.changed), None, "人员相同，去向不同"],
        ["取消（行）", None, len(found.dropped), None, "原方案调整，新方案不调整"],
        ["新增（行）", None, len(found.added), None, "原方案不调整，新方案调整"],
        ["有变（行）", None, found.lines_changed, None, "改派、取消、新增合计"],
    ]
    lines += [[GOALS.get(goal.name, goal.name), goal.plan, goal.other, goal.difference, None] for goal in found.goals]
    lines += [["说明", None, None, None, sentence] for sentence in found.sentences]
    return Table("总览", TITLE, _dated(new), columns, [on_paper(line) for line in lines])


def _changes(found: PlanDifference, lines: "_Telling") -> Table:
    columns = (
        NUMBER,
        TableColumn("变动", 8, Kind.CENTER),
        *_WHO,
        TableColumn("原拟调入机构", 18),
        TableColumn("原拟任岗位", 14),
        TableColumn("原编制类型", 12, Kind.CENTER),
        TableColumn("新拟调入机构", 18),
        TableColumn("新拟任岗位", 14),
        TableColumn("新编制类型", 12, Kind.CENTER),
        TableColumn("原因", 40),
    )
    rows = numbered(lines.changed(found))
    foot: list[PaperValue] = ["合计", f"{len(rows)} 行", *[None] * (len(columns) - 2)]
    return Table("变动明细", "方案变动明细（拟）", _dated(lines.new), columns, rows, foot, frozen_columns=4)


def _kept(found: PlanDifference, lines: "_Telling") -> Table:
    columns = (
        NUMBER,
        *_WHO,
        TableColumn("拟调入机构", 26),
        TableColumn("拟任岗位", 20),
        TableColumn("编制类型", 14, Kind.CENTER),
    )
    rows = numbered(lines.kept(found))
    foot: list[PaperValue] = ["合计", f"{len(rows)} 行", *[None] * (len(columns) - 2)]
    return Table("沿用明细", "方案沿用明细（拟）", _dated(lines.new), columns, rows, foot, frozen_columns=3)


_WHO = (TableColumn("人员编号", 12, Kind.CENTER), TableColumn("姓名", 10, Kind.CENTER), TableColumn("现机构", 20))


def _dated(plan: Plan) -> str:
    return f"方案日期：{day_in_words(plan.day)}　{PROPOSAL_NOTE}"


class _Telling:
    """Lines of both plans with the names of the ledger, and why each changed."""

    def __init__(self, old: Plan, new: Plan, establishment: Establishment) -> None:
        self.new = new
        self._establishment = establishment
        self._places = {move.person: move.place for move in new.moves}
        known = set(old.settings.wishes)
        self._answers: Mapping[str, str] = {
            person: wish.why
            for wish in reversed(new.settings.wishes)
            if wish not in known and answered(wish) is not None
            for person in wish.persons
        }

    def changed(self, found: PlanDifference) -> Iterator[list[PaperValue]]:
        """Lines that differ: changed, dropped, added, each in the order of the roster."""
        for person, then, now in found.changed:
            yield [_CHANGED, *self._who(person), *self._place(then), *self._place(now), self._why(person)]
        for person, then in found.dropped:
            yield [_DROPPED, *self._who(person), *self._place(then), None, None, None, self._why(person)]
        for person, now in found.added:
            yield [_ADDED, *self._who(person), None, None, None, *self._place(now), self._why(person)]

    def kept(self, found: PlanDifference) -> Iterator[list[PaperValue]]:
        """Lines that are the same in both."""
        for person in found.kept:
            yield [*self._who(person), *self._place(self._places[person])]

    def _who(self, person: str) -> list[PaperValue]:
        known = self._establishment.person.get(person)
        unit = self._establishment.unit[known.unit].name if known else None
        return [paper_id(person), known.name if known else None, unit]

    def _place(self, place: Place) -> list[PaperValue]:
        known = self._establishment.unit.get(place.unit)
        return [known.name if known else place.unit, place.post or OPEN_POST, place.category.value]

    def _why(self, person: str) -> str:
        if person not in self._establishment.person:
            return "已不在台账中"
        return self._answers.get(person, _FOLLOWS)
