"""Sheets of 改革方案 about leadership posts and people: 职数核增核减, 富余正职安排建议, 出编入编, 人员安置建议."""

from bianzhi.domain.plan_columns import PaperValue, paper_id
from bianzhi.domain.reform_comparison import ReformPaper
from bianzhi.domain.reform_people import placements, roster_lines
from bianzhi.domain.reform_terms import PENDING
from bianzhi.writing.reform_lines import deputies_told, post_of, unit_names
from bianzhi.writing.reform_sheet import TITLE, Lines, sheet, subtitle
from bianzhi.writing.report_lines import NUMBER, on_paper
from bianzhi.writing.workbook_styles import Kind, Table, TableColumn


def leaders_sheet(paper: ReformPaper) -> Table:
    """职数核增核减: one line for each unit and kind that changes, and why."""
    columns = (
        TableColumn("单位", 44),
        TableColumn("职数类别", 14, Kind.CENTER),
        *(TableColumn(heading, 10, Kind.COUNT) for heading in ("现职数", "核增", "核减", "调整后")),
        TableColumn("事由", 60),
        TableColumn("改革事项", 22),
        TableColumn("批准文号", 22, Kind.CENTER),
    )
    names, changes = unit_names(paper), paper.comparison.leaders
    lines: Lines = [
        [
            names.both(row.unit),
            row.kind.value,
            *(row.before, row.more, row.less, row.after),
            *(row.why, row.reason, row.document),
        ]
        for row in changes
    ]
    sums = [sum(each) for each in zip(*((row.before, row.more, row.less, row.after) for row in changes), strict=True)]
    return sheet(paper, "职数核增核减", columns, lines, ["合计", None, None, *sums, None, None, None])


def surplus_sheet(paper: ReformPaper) -> Table:
    """富余正职安排建议: who led what was merged, where he is, what posts there are, and what is proposed."""
    columns = (
        TableColumn("单位", 34),
        TableColumn("人员编号", 14, Kind.CENTER),
        TableColumn("姓名", 12, Kind.CENTER),
        TableColumn("职级", 16, Kind.CENTER),
        TableColumn("原任职", 26),
        TableColumn("整合后", 26),
        TableColumn("正职核定", 9, Kind.COUNT),
        TableColumn("副职现有/核定", 12, Kind.CENTER),
        TableColumn("安排建议（拟）", 60),
        TableColumn("改革事项", 12, Kind.CENTER),
    )
    people = paper.reformed.after.person
    lines: Lines = [
        [
            *(line.unit, paper_id(line.person), people[line.person].name, people[line.person].grade or None),
            *(line.was, line.now, line.heads, deputies_told(line), line.proposal, f"第{line.step}项"),
        ]
        for line in paper.comparison.surplus
    ]
    return sheet(paper, "富余正职安排建议", columns, lines, ["合计", f"{len(lines)}人", *[None] * 9])


def roster_sheet(paper: ReformPaper) -> Table:
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
    rows: Lines = []
    changes = roster_lines(paper.reformed, paper.plan)
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
    return Table("出编入编", f"{TITLE}·出编入编", subtitle(paper), (NUMBER, *columns), lines, total, frozen_columns=4)


def placing_sheet(paper: ReformPaper) -> Table:
    """人员安置建议: people of abolished units and the places proposed for them."""
    columns = (
        TableColumn("人员编号", 14, Kind.CENTER),
        TableColumn("姓名", 12, Kind.CENTER),
        TableColumn("撤销单位", 32),
        TableColumn("人员类别", 18, Kind.CENTER),
        TableColumn("现编制类型", 16, Kind.CENTER),
        TableColumn("拟安置单位", 32),
        TableColumn("拟用编制类型", 16, Kind.CENTER),
        TableColumn("拟任岗位", 24),
        TableColumn("理由", 50),
    )
    people, names = paper.reformed.after.person, unit_names(paper)
    lines: Lines = []
    for move in placements(paper.reformed, paper.plan):
        person = people[move.person]
        lines.append(
            [
                *(paper_id(person.id), person.name, names.before[move.from_unit]),
                *(person.status.value if person.status else None, move.from_category.value),
                *(names.after[move.to_unit], move.to_category.value, post_of(move), "".join(move.reasons[:1]) or None),
            ]
        )
    return sheet(paper, "人员安置建议", columns, lines, ["合计", f"{len(lines)}人", *[None] * 8])
