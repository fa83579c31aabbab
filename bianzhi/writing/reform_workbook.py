"""改革方案 as a workbook: what is proposed step by step, units before and after, duties, 核增核减, 出编 and 入编."""

from collections.abc import Sequence
from pathlib import Path

from bianzhi.domain.plan_columns import PaperValue, paper_id
from bianzhi.domain.reform import Fate
from bianzhi.domain.reform_comparison import ReformPaper, UnitSide
from bianzhi.domain.terms import Category
from bianzhi.writing.reform_lines import PENDING, placed_told, quota_changes, roster_lines, unit_names
from bianzhi.writing.report_lines import NUMBER, numbered, on_paper
from bianzhi.writing.workbook_styles import Kind, Table, TableColumn, write_tables

TITLE = "机构改革方案（建议）"
_Lines = list[list[PaperValue]]


def write(path: Path, paper: ReformPaper) -> None:
    """Write the papers of a reform.

    Eight sheets: 总览, 改革事项, 机构对照, 编制核增核减, 台账变动, 职责去向, 出编入编, 内设机构对照. Document numbers that are not there
    yet are left open (待批). Equal reforms make equal bytes.

    Raises
    ------
    BianzhiError
        The file cannot be written.
    """
    tables = (
        _overview(paper),
        _steps(paper),
        _units(paper),
        _quotas(paper),
        _entries(paper),
        _duties(paper),
        _people(paper),
        _sections(paper),
    )
    write_tables(path, tables, TITLE, paper.day)


def _subtitle(paper: ReformPaper) -> str:
    reform = paper.reformed.reform
    since = reform.effective
    when = f"拟自{since.year}年{since.month}月{since.day}日起施行" if since else "施行日期待定"
    source = f"　依据：{reform.source}" if reform.source else ""
    return f"{reform.name}　{when}{source}　本方案为建议，由机构编制委员会研究审定。"


def _table(
    paper: ReformPaper, name: str, columns: Sequence[TableColumn], lines: _Lines, total: Sequence[PaperValue] = ()
) -> Table:
    return Table(
        name, f"{TITLE}·{name}", _subtitle(paper), (NUMBER, *columns), numbered(lines), total, frozen_columns=2
    )


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
    lines: _Lines = [["机构数（个）", len(before.units), len(standing), "撤销而人员尚待安置的不计入改革后"]]
    for category in Category:
        then = sum(posts for (_, kind), posts in before.authorized.items() if kind is category)
        now = sum(posts for (_, kind), posts in after.authorized.items() if kind is category)
        if then or now:
            documented = sum(c.change for c in reformed.ledger_changes if c.category is category and c.document)
            why = f"有文号的核增核减合计 {documented:+d} 名" if documented else "总量不变"
            lines.append([f"{category}（名）", then, now, why])
    placed = f"随转 {len(reformed.roster_changes)} 人"
    lines += [
        ["实有占编人数（人）", sum(before.in_post.values()), sum(after.in_post.values()), placed],
        ["超编（人）", before.total_excess, after.total_excess, "按单位和编制类型分别计算，不与空编相抵"],
        ["空编（名）", before.total_vacancies, after.total_vacancies, None],
        ["内设机构数（个，计入限额）", _sections_of(paper, after=False), _sections_of(paper, after=True), None],
        ["职责（项）", len(before.duties), len(after.duties), None],
        ["规则检查问题（条）", "—", "—", f"消除 {paper.findings_gone} 条，新增 {paper.findings_new} 条"],
    ]
    if paper.plan is not None:
        lines.append(["人员安置", "—", "—", f"{placed_told(paper)}；全部调整后超编 {paper.plan.excess_after} 人"])
    return Table("总览", TITLE, _subtitle(paper), columns, [on_paper(line) for line in lines])


def _sections_of(paper: ReformPaper, *, after: bool) -> int:
    sides = (unit.after if after else unit.before for unit in paper.comparison.units)
    return sum(len(side.sections) for side in sides if side is not None)


def _steps(paper: ReformPaper) -> Table:
    columns = (
        TableColumn("改革事项", 100),
        TableColumn("批准文号", 22, Kind.CENTER),
        TableColumn("施行日期", 18, Kind.CENTER),
    )
    lines: _Lines = []
    for sentence, step in zip(paper.sentences, paper.reformed.reform.steps, strict=True):
        document = getattr(step.operation, "document", "") or PENDING
        lines.append([sentence, document, step.on or paper.reformed.reform.effective])
    return _table(paper, "改革事项", columns, lines)


def _units(paper: ReformPaper) -> Table:
    columns = (
        TableColumn("改革前", 27),
        TableColumn("改革后", 27),
        TableColumn("变化", 14, Kind.CENTER),
        TableColumn("编制（前）", 25),
        TableColumn("编制（后）", 25),
        *(TableColumn(heading, 7, Kind.COUNT) for heading in ("实有（前）", "实有（后）")),
        *(TableColumn(heading, 10, Kind.CENTER) for heading in ("内设/限额（前）", "内设/限额（后）")),
        *(TableColumn(heading, 9, Kind.COUNT) for heading in ("领导职数（前）", "领导职数（后）")),
    )
    lines: _Lines = []
    for unit in paper.comparison.changed:
        one, two = unit.before, unit.after
        became = next((u for u in paper.comparison.units if u.code == unit.became), None)
        named = two.name if two else (f"（并入{became.after.name}）" if became and became.after else "—")
        lines.append(
            [
                one.name if one else "—",
                named,
                unit.fate.value,
                _posts(one),
                _posts(two),
                one.staff if one else None,
                two.staff if two else None,
                f"{len(one.sections)}/{one.cap}" if one else None,
                f"{len(two.sections)}/{two.cap}" if two else None,
                one.leadership_posts if one else None,
                two.leadership_posts if two else None,
            ]
        )
    return _table(paper, "机构对照", columns, lines)


def _posts(side: UnitSide | None) -> str:
    if side is None:
        return "—"
    return "、".join(f"{category}{count}" for category, count in side.posts.items()) or "0"


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
    changes = quota_changes(paper)
    lines: _Lines = [
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
    return _table(paper, "编制核增核减", columns, lines, ["合计", None, None, None, more, less, None, None, None])


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
    lines: _Lines = [
        [names[entry.unit], entry.category.value, entry.change, entry.summary, entry.document or PENDING]
        for entry in paper.reformed.ledger_changes
    ]
    total = sum(entry.change for entry in paper.reformed.ledger_changes)
    return _table(paper, "台账变动", columns, lines, ["合计", None, None, total, None, None])


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
    old, new = paper.reformed.before, paper.reformed.after
    lines: _Lines = []
    for fate in paper.reformed.fates:
        was = old.duty.get(fate.duty) if fate.fate is not Fate.NEW else None
        become = [new.duty[code] for code in fate.becomes if code in new.duty]
        lines.append(
            [
                fate.duty,
                was.text if was else None,
                old.unit[was.unit].name if was and was.unit in old.unit else None,
                fate.fate.value,
                "；".join(duty.text for duty in become) or None,
                "；".join(dict.fromkeys(new.unit[duty.unit].name for duty in become if duty.unit in new.unit)) or None,
                was.source if was else (become[0].source if become else None),
            ]
        )
    return _table(paper, "职责去向", columns, lines)


def _people(paper: ReformPaper) -> Table:
    """One 出编 and one 入编 row for each person, one under the other, of one number."""
    columns = (
        TableColumn("类别", 10, Kind.CENTER),
        TableColumn("人员编号", 14, Kind.CENTER),
        TableColumn("姓名", 12, Kind.CENTER),
        TableColumn("单位", 36),
        TableColumn("编制类型", 16, Kind.CENTER),
        TableColumn("改革事项", 12, Kind.CENTER),
        TableColumn("文号", 18, Kind.CENTER),
    )
    people = paper.reformed.before.person
    names = unit_names(paper)
    rows: _Lines = []
    changes = roster_lines(paper)
    for number, change in enumerate(changes, 1):
        name = people[change.person].name if change.person in people else None
        for word, unit, category in (
            ("出编", names.before[change.from_unit], change.from_category),
            ("入编", names.after[change.to_unit], change.to_category),
        ):
            kind = category.value if category else None
            rows.append([number, word, paper_id(change.person), name, unit, kind, change.reason, PENDING])
    total: list[PaperValue] = ["合计", f"{len(changes)} 人", *[None] * 6]
    lines = [on_paper(row) for row in rows]
    return Table("出编入编", f"{TITLE}·出编入编", _subtitle(paper), (NUMBER, *columns), lines, total, frozen_columns=4)


def _sections(paper: ReformPaper) -> Table:
    columns = (
        TableColumn("单位", 34),
        TableColumn("调整前", 60),
        TableColumn("调整后", 60),
        *(TableColumn(heading, 9, Kind.COUNT) for heading in ("个数（前）", "个数（后）", "限额")),
    )
    lines: _Lines = []
    for unit in paper.comparison.units:
        one, two = unit.before, unit.after
        before, after = (side.sections if side else () for side in (one, two))
        if before != after:
            cap = two.cap if two else (one.cap if one else None)
            name = two.name if two else (one.name if one else unit.code)
            lines.append([name, "、".join(before) or None, "、".join(after) or None, len(before), len(after), cap])
    return _table(paper, "内设机构对照", columns, lines)
