"""Annexes of the Word paper of a reform, as tables 225 mm wide; one that would be empty is left out."""

from collections.abc import Callable
from dataclasses import dataclass, field

from bianzhi.domain.plan_columns import paper_id
from bianzhi.domain.reform import Fate
from bianzhi.domain.reform_comparison import ReformPaper, UnitSide
from bianzhi.domain.reform_people import placements, roster_lines
from bianzhi.writing.document_table import Row, TableColumn
from bianzhi.writing.reform_lines import (
    WAITING,
    deputies_told,
    effects,
    fate_line,
    in_post_totals,
    post_of,
    posts_told,
    sections_told,
    unit_names,
)


@dataclass(frozen=True)
class Annex:
    """A table with its title."""

    title: str
    columns: tuple[TableColumn, ...]
    rows: list[Row]
    totals: list[Row] = field(default_factory=list)


def annexes(paper: ReformPaper) -> list[Annex]:
    """All that have a row, in order."""
    everything = (
        *(_units(paper), _sections(paper), _quotas(paper), _leaders(paper), _surplus(paper)),
        *(_duties(paper), _people(paper), _placing(paper), _effects(paper), _notices(paper)),
    )
    return [annex for annex in everything if annex.rows]


def _number(width: float = 11) -> TableColumn:
    return TableColumn("序号", width)


def _units(paper: ReformPaper) -> Annex:
    columns = (
        *(_number(), TableColumn("改革前", 40, False), TableColumn("改革后", 40, False)),
        *(
            TableColumn("机构变化", 42, False),
            TableColumn("编制（前）", 24, False),
            TableColumn("编制（后）", 24, False),
        ),
        *(
            TableColumn("实有（前）", 11),
            TableColumn("实有（后）", 11),
            TableColumn("内设", 11),
            TableColumn("职数", 11),
        ),
    )
    rows: list[Row] = []
    for number, unit in enumerate(paper.comparison.changed, 1):
        one, two = unit.before, unit.after
        rows.append(
            [
                *(str(number), one.name if one else "—", two.name if two else "—", unit.told),
                *(posts_told(one), posts_told(two), str(one.staff) if one else "—", str(two.staff) if two else "—"),
                _between(one, two, lambda side: f"{len(side.sections)}"),
                _between(one, two, lambda side: f"{side.leadership_posts}"),
            ]
        )
    if paper.comparison.waiting:
        placed = (
            f"拟安置{len(placements(paper.reformed, paper.plan))}人"
            if placements(paper.reformed, paper.plan)
            else "尚未安置"
        )
        rows.append([str(len(rows) + 1), "—", WAITING, placed, "—", "—", "—", str(paper.comparison.waiting), "—", "—"])
    before, after = in_post_totals(paper)
    return Annex(
        "机构调整对照表", columns, rows, [["合计", "", "", "", "", "", str(before), str(after), "", ""]] if rows else []
    )


def _between(one: UnitSide | None, two: UnitSide | None, figure: Callable[[UnitSide], str]) -> str:
    words = [figure(side) if side else "—" for side in (one, two)]
    return words[0] if words[0] == words[1] else "→".join(words)


def _sections(paper: ReformPaper) -> Annex:
    columns = (
        *(_number(), TableColumn("单位", 46, False), TableColumn("调整前", 70, False)),
        *(TableColumn("调整后", 70, False), TableColumn("计限额", 14), TableColumn("限额", 14)),
    )
    rows: list[Row] = []
    for unit in paper.comparison.units:
        one, two = unit.before, unit.after
        if sections_told(one) != sections_told(two):
            side = two or one
            assert side is not None
            counts = _between(one, two, lambda each: str(len(each.sections)))
            texts = [sections_told(one) or "—", sections_told(two) or "—"]
            rows.append([str(len(rows) + 1), side.name, *texts, counts, str(side.cap) if two else "—"])
    return Annex("内设机构对照表", columns, rows)


def _quotas(paper: ReformPaper) -> Annex:
    columns = (
        *(_number(12), TableColumn("单位", 70, False), TableColumn("编制类型", 32)),
        *(TableColumn("现编制", 16), TableColumn("核增", 14), TableColumn("核减", 14), TableColumn("调整后", 16)),
        *(TableColumn("改革事项", 26), TableColumn("文号", 25)),
    )
    names, changes = unit_names(paper), paper.comparison.quotas
    rows: list[Row] = [
        [
            *(str(number), names.both(row.unit), row.category.value),
            *(str(row.before), str(row.more or ""), str(row.less or ""), str(row.after)),
            *(row.reason, row.document),
        ]
        for number, row in enumerate(changes, 1)
    ]
    more, less = sum(row.more for row in changes), sum(row.less for row in changes)
    totals: list[Row] = [["合计", "", "", "", str(more), str(less), "", "", ""]]
    return Annex("编制核增核减表", columns, rows, totals)


def _leaders(paper: ReformPaper) -> Annex:
    columns = (
        *(_number(), TableColumn("单位", 56, False), TableColumn("职数类别", 20)),
        *(TableColumn("现职数", 13), TableColumn("核增", 11), TableColumn("核减", 11), TableColumn("调整后", 13)),
        *(TableColumn("事由", 46, False), TableColumn("改革事项", 26), TableColumn("文号", 18)),
    )
    names, changes = unit_names(paper), paper.comparison.leaders
    rows: list[Row] = [
        [
            *(str(number), names.both(row.unit), row.kind.value),
            *(str(row.before), str(row.more or ""), str(row.less or ""), str(row.after)),
            *(row.why, row.reason, row.document),
        ]
        for number, row in enumerate(changes, 1)
    ]
    sums = [sum(each) for each in zip(*((row.before, row.more, row.less, row.after) for row in changes), strict=True)]
    return Annex("职数核增核减表", columns, rows, [["合计", "", "", *map(str, sums), "", "", ""]] if rows else [])


def _surplus(paper: ReformPaper) -> Annex:
    columns = (
        *(_number(), TableColumn("单位", 38, False), TableColumn("姓名", 17), TableColumn("职级", 22)),
        *(TableColumn("原任职", 30, False), TableColumn("整合后", 30, False), TableColumn("副职现有/核定", 17)),
        TableColumn("安排建议（拟）", 60, False),
    )
    people = paper.reformed.after.person
    rows: list[Row] = [
        [
            *(str(number), line.unit, people[line.person].name, people[line.person].grade),
            *(line.was, line.now, deputies_told(line), line.proposal),
        ]
        for number, line in enumerate(paper.comparison.surplus, 1)
    ]
    return Annex("富余正职安排建议", columns, rows)


def _duties(paper: ReformPaper) -> Annex:
    columns = (
        *(_number(12), TableColumn("原职责", 70, False), TableColumn("原承担单位", 40, False)),
        *(TableColumn("去向", 17), TableColumn("改革后承担单位", 44, False), TableColumn("依据", 42, False)),
    )
    rows: list[Row] = []
    for fate in paper.reformed.fates:
        if fate.fate is not Fate.KEPT:
            line = fate_line(paper, fate)
            text = line.was or line.becomes or fate.duty
            rows.append([str(len(rows) + 1), text, line.giver, line.fate, line.taker, line.source])
    return Annex("职责去向表", columns, rows)


def _people(paper: ReformPaper) -> Annex:
    columns = (
        *(_number(12), TableColumn("姓名", 20), TableColumn("人员类别", 30), TableColumn("编制类型", 33)),
        *(TableColumn("出编单位", 55, False), TableColumn("入编单位", 55, False), TableColumn("改革事项", 20)),
    )
    people = paper.reformed.before.person
    names = unit_names(paper)
    rows: list[Row] = []
    for number, change in enumerate(roster_lines(paper.reformed, paper.plan), 1):
        person = people[change.person]
        kind = change.to_category.value if change.to_category else ""
        rows.append(
            [
                *(str(number), person.name, person.status.value if person.status else "", kind),
                *(names.before[change.from_unit], names.after[change.to_unit], change.reason),
            ]
        )
    return Annex("出编入编人员名册", columns, rows)


def _placing(paper: ReformPaper) -> Annex:
    columns = (
        *(_number(), TableColumn("人员编号", 28), TableColumn("姓名", 18), TableColumn("撤销单位", 48, False)),
        *(TableColumn("拟安置单位", 48, False), TableColumn("拟用编制类型", 32), TableColumn("拟任岗位", 40, False)),
    )
    people, names = paper.reformed.after.person, unit_names(paper)
    rows: list[Row] = [
        [
            *(str(number), paper_id(move.person), people[move.person].name, names.before[move.from_unit]),
            *(names.after[move.to_unit], move.to_category.value, post_of(move)),
        ]
        for number, move in enumerate(placements(paper.reformed, paper.plan), 1)
    ]
    return Annex("撤销单位人员安置建议", columns, rows)


def _effects(paper: ReformPaper) -> Annex:
    columns = (
        *(_number(), TableColumn("影响", 13), TableColumn("级别", 13), TableColumn("规则", 13)),
        *(TableColumn("问题", 105, False), TableColumn("处理建议", 70, False)),
    )
    rows: list[Row] = [
        [str(number), word, found.severity.label, found.id, found.message, found.hint if word == "新增" else "—"]
        for number, (word, found) in enumerate(effects(paper), 1)
    ]
    return Annex("规则影响", columns, rows)


def _notices(paper: ReformPaper) -> Annex:
    columns = (
        *(_number(), TableColumn("级别", 13), TableColumn("规则", 13)),
        *(TableColumn("问题", 110, False), TableColumn("处理建议", 78, False)),
    )
    rows: list[Row] = [
        [str(number), each.severity.label, each.id, each.message, each.hint]
        for number, each in enumerate(paper.notices, 1)
    ]
    return Annex("复核提示", columns, rows)
