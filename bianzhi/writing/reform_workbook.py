"""改革方案 as a workbook: what is proposed step by step, units before and after, duties, 核增核减, 出编 and 入编."""

from pathlib import Path

from bianzhi.domain.reform_comparison import ReformPaper
from bianzhi.domain.reform_people import going_along, placements
from bianzhi.domain.reform_terms import PENDING
from bianzhi.domain.terms import Category
from bianzhi.writing.reform_lines import (
    WAITING,
    documented_told,
    effects_told,
    fate_line,
    in_post_totals,
    placed_told,
    posts_told,
    sections_told,
    unit_names,
)
from bianzhi.writing.reform_people_sheets import leaders_sheet, placing_sheet, roster_sheet, surplus_sheet
from bianzhi.writing.reform_rule_sheets import effects_sheet, notices_sheet
from bianzhi.writing.reform_sheet import TITLE, Lines, sheet, subtitle
from bianzhi.writing.report_lines import on_paper
from bianzhi.writing.workbook_styles import Kind, Table, TableColumn, write_tables

__all__ = ["TITLE", "write"]


def write(path: Path, paper: ReformPaper) -> None:
    """Write the papers of a reform.

    总览, 改革事项, 机构对照, 内设机构对照, 编制核增核减, 台账变动, 职责去向 and 出编入编 always; 职数核增核减, 富余正职安排建议,
    人员安置建议, 规则影响 and 复核提示 where there is something to tell. Document numbers that are not there yet are left open
    (待批). Equal reforms make equal bytes.

    Raises
    ------
    BianzhiError
        The file cannot be written.
    """
    told = [
        *((leaders_sheet(paper),) if paper.comparison.leaders else ()),
        *((surplus_sheet(paper),) if paper.comparison.surplus else ()),
    ]
    last = [
        *((placing_sheet(paper),) if placements(paper.reformed, paper.plan) else ()),
        *((effects_sheet(paper),) if paper.new or paper.gone else ()),
        *((notices_sheet(paper),) if paper.notices else ()),
    ]
    tables = (
        *(_overview(paper), _steps(paper), _units(paper), _sections(paper), _quotas(paper), *told),
        *(_entries(paper), _duties(paper), roster_sheet(paper), *last),
    )
    write_tables(path, tables, TITLE, paper.day)


def _overview(paper: ReformPaper) -> Table:
    reformed = paper.reformed
    before, after = reformed.before, reformed.after
    columns = (
        TableColumn("项目", 34),
        TableColumn("改革前", 14, Kind.CENTER),
        TableColumn("改革后", 14, Kind.CENTER),
        TableColumn("说明", 60),
    )
    standing = [unit for unit in paper.comparison.units if unit.after is not None]
    lines: Lines = [["机构数（个）", len(before.units), len(standing), "撤销而人员尚待安置的不计入改革后"]]
    for category in Category:
        then = sum(posts for (_, kind), posts in before.authorized.items() if kind is category)
        now = sum(posts for (_, kind), posts in after.authorized.items() if kind is category)
        if then or now:
            why = documented_told(paper, category) or "总量不变"
            lines.append([f"{category}（名）", then, now, why])
    moved = f"随转 {len(along)} 人" if (along := going_along(paper.reformed, paper.plan)) else None
    leaders = [sum(row.authorized for row in ledger.leadership_posts) for ledger in (before, after)]
    lines += [
        ["实有占编人数（人）", sum(before.in_post.values()), sum(after.in_post.values()), moved],
        ["超编（人）", before.total_excess, after.total_excess, "按单位和编制类型分别计算，不与空编相抵"],
        ["空编（名）", before.total_vacancies, after.total_vacancies, None],
        ["内设机构数（个，计入限额）", _sections_of(paper, after=False), _sections_of(paper, after=True), None],
        [
            "领导职数（名）",
            *leaders,
            "单位和内设机构正副职合计，逐项见职数核增核减" if paper.comparison.leaders else None,
        ],
        ["职责（项）", len(before.duties), len(after.duties), None],
        ["规则检查问题", "—", "—", f"{effects_told(paper)}，逐条见规则影响" if effects_told(paper) else "没有变化"],
    ]
    if paper.plan is not None and placed_told(paper):
        lines.append(["人员安置", "—", "—", f"{placed_told(paper)}；全部调整后超编 {paper.plan.excess_after} 人"])
    return Table("总览", TITLE, subtitle(paper), columns, [on_paper(line) for line in lines])


def _sections_of(paper: ReformPaper, *, after: bool) -> int:
    sides = (unit.after if after else unit.before for unit in paper.comparison.units)
    return sum(len(side.sections) for side in sides if side is not None)


def _steps(paper: ReformPaper) -> Table:
    columns = (
        TableColumn("改革事项", 100),
        TableColumn("批准文号", 22, Kind.CENTER),
        TableColumn("施行日期", 18, Kind.CENTER),
    )
    lines: Lines = []
    for sentence, step in zip(paper.sentences, paper.reformed.reform.steps, strict=True):
        document = getattr(step.operation, "document", "") or PENDING
        lines.append([sentence, document, step.on or paper.reformed.reform.effective])
    return sheet(paper, "改革事项", columns, lines)


def _units(paper: ReformPaper) -> Table:
    columns = (
        TableColumn("改革前", 27),
        TableColumn("改革后", 27),
        TableColumn("机构变化", 34),
        TableColumn("编制（前）", 25),
        TableColumn("编制（后）", 25),
        *(TableColumn(heading, 7, Kind.COUNT) for heading in ("实有（前）", "实有（后）")),
        *(TableColumn(heading, 10, Kind.CENTER) for heading in ("内设/限额（前）", "内设/限额（后）")),
        *(TableColumn(heading, 9, Kind.COUNT) for heading in ("领导职数（前）", "领导职数（后）")),
    )
    lines: Lines = []
    for unit in paper.comparison.changed:
        one, two = unit.before, unit.after
        lines.append(
            [
                one.name if one else "—",
                two.name if two else "—",
                unit.told,
                posts_told(one),
                posts_told(two),
                one.staff if one else None,
                two.staff if two else None,
                f"{len(one.sections)}/{one.cap}" if one else None,
                f"{len(two.sections)}/{two.cap}" if two else None,
                one.leadership_posts if one else None,
                two.leadership_posts if two else None,
            ]
        )
    waiting = paper.comparison.waiting
    if waiting:
        placed = (
            f"拟安置{len(placements(paper.reformed, paper.plan))}人，见人员安置建议"
            if placements(paper.reformed, paper.plan)
            else "尚未安置"
        )
        lines.append(["—", WAITING, placed, "—", "—", None, waiting, None, None, None, None])
    before, after = in_post_totals(paper)
    total = ["合计", None, None, None, None, None, before, after, None, None, None, None]
    return sheet(paper, "机构对照", columns, lines, total)


def _quotas(paper: ReformPaper) -> Table:
    """One line for each unit and type that changes."""
    columns = (
        TableColumn("单位", 52),
        TableColumn("编制类型", 16, Kind.CENTER),
        *(TableColumn(heading, 10, Kind.COUNT) for heading in ("现编制", "核增", "核减", "调整后")),
        TableColumn("改革事项", 26),
        TableColumn("批准文号", 24, Kind.CENTER),
    )
    names = unit_names(paper)
    changes = paper.comparison.quotas
    lines: Lines = [
        [
            names.both(row.unit),
            row.category.value,
            *(row.before, row.more, row.less, row.after),
            row.reason,
            row.document,
        ]
        for row in changes
    ]
    more, less = sum(row.more for row in changes), sum(row.less for row in changes)
    return sheet(paper, "编制核增核减", columns, lines, ["合计", None, None, None, more, less, None, None, None])


def _entries(paper: ReformPaper) -> Table:
    """The rows that go into the sheet 编制 of the ledger, in the order of the steps."""
    columns = (
        TableColumn("单位", 34),
        TableColumn("编制类型", 16, Kind.CENTER),
        TableColumn("变动数", 10, Kind.COUNT),
        TableColumn("变动摘要", 70),
        TableColumn("批准文号", 24, Kind.CENTER),
    )
    names = unit_names(paper).after
    lines: Lines = [
        [names[entry.unit], entry.category.value, entry.change, entry.summary, entry.document or PENDING]
        for entry in paper.reformed.ledger_changes
    ]
    total = sum(entry.change for entry in paper.reformed.ledger_changes)
    return sheet(paper, "台账变动", columns, lines, ["合计", None, None, total, None, None])


def _duties(paper: ReformPaper) -> Table:
    columns = (
        TableColumn("职责编码", 14, Kind.CENTER),
        TableColumn("原职责", 50),
        TableColumn("原承担单位", 28),
        TableColumn("去向", 12, Kind.CENTER),
        TableColumn("改革后职责", 50),
        TableColumn("改革后承担单位", 28),
        TableColumn("依据", 28),
    )
    lines: Lines = []
    for fate in paper.reformed.fates:
        line = fate_line(paper, fate)
        texts = (line.was, line.giver, line.fate, line.becomes, line.taker, line.source)
        lines.append([line.code, *(text or None for text in texts)])
    return sheet(paper, "职责去向", columns, lines)


def _sections(paper: ReformPaper) -> Table:
    """Units whose sections change; those that do not count to the cap are marked and counted apart."""
    columns = (
        TableColumn("单位", 34),
        TableColumn("调整前", 60),
        TableColumn("调整后", 60),
        *(TableColumn(heading, 9, Kind.COUNT) for heading in ("计限额（前）", "计限额（后）", "限额")),
        *(TableColumn(heading, 10, Kind.COUNT) for heading in ("不计限额（前）", "不计限额（后）")),
    )
    lines: Lines = []
    sums = [0, 0, 0, 0]
    for unit in paper.comparison.units:
        one, two = unit.before, unit.after
        before, after = sections_told(one), sections_told(two)
        if before != after:
            cap = two.cap if two else (one.cap if one else None)
            name = two.name if two else (one.name if one else unit.code)
            counts = [len(side.sections) if side else 0 for side in (one, two)]
            others = [len(side.uncounted) if side else 0 for side in (one, two)]
            sums = [so_far + more for so_far, more in zip(sums, (*counts, *others), strict=True)]
            lines.append([name, before or None, after or None, *counts, cap, *others])
    return sheet(paper, "内设机构对照", columns, lines, ["合计", None, None, None, *sums[:2], None, *sums[2:]])
