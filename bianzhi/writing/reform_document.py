"""改革方案 as a Word paper: what is proposed, why the totals hold, what becomes of duties and people; tables as annexes."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bianzhi.domain.reform import Fate
from bianzhi.domain.reform_comparison import ReformPaper, UnitFate, UnitSide
from bianzhi.domain.terms import Category
from bianzhi.writing.document_styles import (
    Look,
    add_landscape_section,
    add_paragraph,
    add_run,
    new_document,
    save,
)
from bianzhi.writing.document_table import Row, TableColumn, add_table
from bianzhi.writing.reform_lines import PENDING, placed_told, quota_changes, roster_lines, unit_names

_TITLE = "关于机构改革的方案（建议稿）"
_SMALL = 9
ANNEXES = ("改革事项清单", "机构调整对照表", "编制核增核减表", "职责去向表", "随转人员名册")


def write(path: Path, paper: ReformPaper) -> None:
    """Write the paper; its numbers are those of the workbook. The same reform makes the same bytes.

    Raises
    ------
    BianzhiError
        The file cannot be written.
    """
    document = new_document(_TITLE, paper.day)
    add_paragraph(document, "内部资料　注意保存", Look.MARK)
    add_paragraph(document, "", Look.BODY)
    add_paragraph(document, _TITLE, Look.TITLE)
    add_paragraph(document, f"——{paper.reformed.reform.name}", Look.SUBTITLE)
    add_paragraph(document, "", Look.BODY)
    for heading, run_in, text in _text(paper):
        if heading:
            add_paragraph(document, heading, Look.HEADING_1)
        paragraph = add_paragraph(document, "", Look.BODY)
        if run_in:
            add_run(paragraph, run_in, Look.HEADING_2)
        add_run(paragraph, text, Look.BODY)
    add_paragraph(document, "", Look.BODY)
    for number, name in enumerate(ANNEXES, 1):
        add_paragraph(document, f"{'附件：' if number == 1 else '　　　'}{number}.{name}", Look.BODY)
    add_landscape_section(document)
    _add_annexes(document, paper)
    save(document, path)


def _text(paper: ReformPaper) -> Iterator[tuple[str, str, str]]:
    """Chapter heading where one begins, run-in heading, and text of each paragraph."""
    reformed = paper.reformed
    reform, before = reformed.reform, reformed.before
    counts = {fate: sum(unit.fate is fate for unit in paper.comparison.units) for fate in UnitFate}
    told = "、".join(f"{fate}{count}个" for fate, count in counts.items() if count and fate is not UnitFate.SAME)
    source = f"根据{reform.source}，" if reform.source else ""
    yield (
        "一、总体安排",
        "",
        f"{source}拟对{len(paper.comparison.changed)}个机构作如下调整：{told or '不涉及机构变化'}。"
        f"机构由{len(before.units)}个调整为{sum(unit.after is not None for unit in paper.comparison.units)}个。",
    )
    since = reform.effective
    if since:
        yield "", "", f"拟自{since.year}年{since.month}月{since.day}日起施行，以正式文件为准。"
    yield "二、主要事项", "", "逐项如下："
    for number, sentence in enumerate(paper.sentences, 1):
        yield "", f"（{number}）", sentence
    yield "三、编制", "", _totals_told(paper)
    yield "四、职责", "", _duties_told(paper)
    yield "五、人员", "", _people_told(paper)
    yield (
        "六、有关要求",
        "",
        f"坚持编随事走、人随编走，原有人员身份不因划转改变。按规则复核，本方案消除问题{paper.findings_gone}条、"
        f"新增问题{paper.findings_new}条，新增的建议在施行前逐条处理。本方案由程序按台账和设定的改革事项生成，仅供研究，"
        "由机构编制委员会审定。",
    )


def _totals_told(paper: ReformPaper) -> str:
    before, after = paper.reformed.before.authorized, paper.reformed.after.authorized
    parts = []
    for category in Category:
        then = sum(posts for (_, kind), posts in before.items() if kind is category)
        now = sum(posts for (_, kind), posts in after.items() if kind is category)
        if then or now:
            parts.append(f"{category}{then}名" if then == now else f"{category}由{then}名调整为{now}名")
    documented = sum(change.change for change in paper.reformed.ledger_changes if change.document)
    tail = f"有文号的核增核减合计{documented:+d}名。" if documented else "各编制类型总量不变。"
    return f"改革前后{'，'.join(parts)}；{tail}"


def _duties_told(paper: ReformPaper) -> str:
    fates = paper.reformed.fates
    if not fates:
        return "台账没有登记职责，本方案不涉及职责去向。"
    counts = {fate: sum(each.fate is fate for each in fates) for fate in Fate}
    told = "、".join(f"{fate}{count}项" for fate, count in counts.items() if count)
    return f"原有职责{len(paper.reformed.before.duties)}项，逐项明确去向：{told}；没有无主和重复的职责。"


def _people_told(paper: ReformPaper) -> str:
    moved = len(paper.reformed.roster_changes)
    words = f"随职责和编制划转人员{moved}名" if moved else "不涉及人员划转"
    if paper.plan is not None:
        words += f"；{placed_told(paper)}"
    return f"{words}。人员名册见附件，出编、入编按同一文号同时办理。"


_Annex = tuple[tuple[TableColumn, ...], list[Row]]


def _add_annexes(document: Any, paper: ReformPaper) -> None:
    annexes = (_steps(paper), _units(paper), _quotas(paper), _duties(paper), _people(paper))
    for number, (name, (columns, rows)) in enumerate(zip(ANNEXES, annexes, strict=True), 1):
        label = add_paragraph(document, f"附件{number}", Look.ANNEX)
        label.paragraph_format.page_break_before = number > 1
        add_paragraph(document, name, Look.ANNEX_TITLE)
        if rows:
            add_table(document, columns, rows, [], _SMALL)
        else:
            add_paragraph(document, "本方案不涉及。", Look.BODY)


def _steps(paper: ReformPaper) -> _Annex:
    columns = (TableColumn("序号", 14), TableColumn("改革事项", 160, False), TableColumn("批准文号", 51))
    steps = paper.reformed.reform.steps
    return columns, [
        [str(number), sentence, getattr(step.operation, "document", "") or PENDING]
        for number, (sentence, step) in enumerate(zip(paper.sentences, steps, strict=True), 1)
    ]


def _units(paper: ReformPaper) -> _Annex:
    columns = (
        *(TableColumn("序号", 12), TableColumn("改革前", 48, False), TableColumn("改革后", 48, False)),
        *(TableColumn("变化", 23), TableColumn("编制（前）", 34, False), TableColumn("编制（后）", 34, False)),
        *(TableColumn("实有", 13), TableColumn("内设", 13)),
    )
    rows: list[Row] = []
    for number, unit in enumerate(paper.comparison.changed, 1):
        one, two = unit.before, unit.after
        side = two or one
        assert side is not None
        rows.append(
            [
                *(str(number), one.name if one else "—", two.name if two else "—", unit.fate.value),
                *(_posts(one), _posts(two), str(side.staff), f"{len(side.sections)}/{side.cap}"),
            ]
        )
    return columns, rows


def _posts(side: UnitSide | None) -> str:
    return "、".join(f"{category}{count}" for category, count in side.posts.items()) if side else "—"


def _quotas(paper: ReformPaper) -> _Annex:
    columns = (
        *(TableColumn("序号", 12), TableColumn("单位", 70, False), TableColumn("编制类型", 32)),
        *(TableColumn("现编制", 16), TableColumn("核增", 14), TableColumn("核减", 14), TableColumn("调整后", 16)),
        *(TableColumn("改革事项", 26), TableColumn("文号", 25)),
    )
    names = unit_names(paper)
    return columns, [
        [
            *(str(number), names.both(row.unit), row.category.value),
            *(str(row.before), str(row.more or ""), str(row.less or ""), str(row.after)),
            *(row.reason, row.document),
        ]
        for number, row in enumerate(quota_changes(paper), 1)
    ]


def _duties(paper: ReformPaper) -> _Annex:
    columns = (
        *(TableColumn("序号", 12), TableColumn("原职责", 70, False), TableColumn("原承担单位", 42, False)),
        *(TableColumn("去向", 17), TableColumn("改革后承担单位", 42, False), TableColumn("依据", 42, False)),
    )
    old, new = paper.reformed.before, paper.reformed.after
    rows: list[Row] = []
    for fate in paper.reformed.fates:
        if fate.fate is Fate.KEPT:
            continue
        was = old.duty.get(fate.duty) if fate.fate is not Fate.NEW else None
        become = [new.duty[code] for code in fate.becomes if code in new.duty]
        holders = "；".join(dict.fromkeys(new.unit[duty.unit].name for duty in become if duty.unit in new.unit))
        text = was.text if was else (become[0].text if become else fate.duty)
        giver = old.unit[was.unit].name if was and was.unit in old.unit else ""
        source = was.source if was else (become[0].source if become else "")
        rows.append([str(len(rows) + 1), text, giver, fate.fate.value, holders, source])
    return columns, rows


def _people(paper: ReformPaper) -> _Annex:
    columns = (
        *(TableColumn("序号", 12), TableColumn("姓名", 20), TableColumn("人员类别", 30), TableColumn("编制类型", 33)),
        *(TableColumn("出编单位", 55, False), TableColumn("入编单位", 55, False), TableColumn("改革事项", 20)),
    )
    people = paper.reformed.before.person
    names = unit_names(paper)
    rows: list[Row] = []
    for number, change in enumerate(roster_lines(paper), 1):
        person = people[change.person]
        kind = change.to_category.value if change.to_category else ""
        rows.append(
            [
                *(str(number), person.name, person.status.value if person.status else "", kind),
                *(names.before[change.from_unit], names.after[change.to_unit], change.reason),
            ]
        )
    return columns, rows
