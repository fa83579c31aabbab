"""体检报告 as a Word document: what a check found, in the layout of the office's papers."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bianzhi.domain.day_words import day_in_words
from bianzhi.domain.establishment import Establishment
from bianzhi.domain.finding import Severity
from bianzhi.domain.previous_check import PreviousCheck
from bianzhi.writing.document_styles import (
    Look,
    add_landscape_section,
    add_paragraph,
    add_run,
    new_document,
    save,
)
from bianzhi.writing.document_table import Row, TableColumn, add_table
from bianzhi.writing.health_figures import FIGURE_WORDS, CheckedLedger, HealthFigures, percent

_TITLE = "机构编制台账体检报告"
_NAMED = 6
"""Rules or units named in a sentence."""
_SMALL = 9
_MOST_LISTED = 300
"""Findings in the list of the document; the workbook has them all."""
ANNEXES = ("按规则统计表", "按单位统计表", "违规和预警清单")


def write(
    path: Path, report: CheckedLedger, establishment: Establishment, previous: PreviousCheck | None = None
) -> None:
    """Write the health report as a Word document; its numbers are those of the workbook.

    Parameters
    ----------
    path
        Where to; overwritten. The same check makes the same bytes.
    report, establishment
        A check and the ledger it is about.
    previous
        The check of the last import, for the chapter that compares the two; left out without it.

    Raises
    ------
    BianzhiError
        The file cannot be written.
    """
    figures = HealthFigures(report, establishment, previous)
    document = new_document(_TITLE, report.day)
    add_paragraph(document, "内部资料　注意保存", Look.MARK)
    add_paragraph(document, "", Look.BODY)
    add_paragraph(document, _TITLE, Look.TITLE)
    add_paragraph(document, "", Look.BODY)
    for heading, run_in, text in _text(figures):
        if heading:
            add_paragraph(document, heading, Look.HEADING_1)
        paragraph = add_paragraph(document, "", Look.BODY)
        if run_in:
            add_run(paragraph, run_in, Look.HEADING_2)
        add_run(paragraph, text, Look.BODY)
    add_paragraph(document, "", Look.BODY)
    for number, name in enumerate(ANNEXES, 1):
        prefix = "附件：" if number == 1 else "　　　"
        add_paragraph(document, f"{prefix}{number}.{name}", Look.BODY)
    add_landscape_section(document)
    _add_annexes(document, figures)
    save(document, path)


def _text(figures: HealthFigures) -> Iterator[tuple[str, str, str]]:
    """Chapter heading where one begins, run-in heading, and text of each paragraph."""
    found, total = figures.by_severity, figures.total
    day = figures.report.day
    summary = figures.summary
    yield (
        "一、总体情况",
        "",
        f"按{day_in_words(day)}有效的规定，对机构编制台账“{figures.establishment.name}”逐行检查：共有机构"
        f"{summary['units']}个、名册{summary['persons']}人，核定编制{summary['quota']}名，实有{summary['in_post']}人，"
        f"超编{summary['excess']}人、空编{summary['vacancies']}名（按单位和编制类型分别计算，不相抵）。",
    )
    units = len([code for code in figures.units if code])
    yield (
        "",
        "",
        f"共发现问题{total.findings}条，其中违规{found[Severity.ERROR]}条、预警{found[Severity.WARNING]}条、"
        f"提示{found[Severity.NOTE]}条，涉及{len(figures.rules)}条规则、{units}个单位。"
        if total.findings
        else "没有发现问题。",
    )
    if total.findings:
        yield "二、主要问题", "（一）按规则看。", _rules_told(figures)
        yield "", "（二）按单位看。", _units_told(figures)
        yield "", "（三）影响面。", _people_told(figures)
    chapter = iter(("三、", "四、", "五、") if total.findings else ("二、", "三、", "四、"))
    if figures.previous is not None:
        yield f"{next(chapter)}与上次体检比较", "", _trend_told(figures, figures.previous)
    if figures.report.rules_off:
        told = "；".join(
            f"{rule.id}“{rule.title}”，理由：{rule.reason.rstrip('。')}，未列出问题{rule.suppressed}条"
            for rule in figures.report.rules_off
        )
        yield f"{next(chapter)}停用的规则", "", f"下列规则按设置停用，其问题没有列入本报告：{told}。"
    yield (
        f"{next(chapter)}处理建议",
        "",
        "建议先更正违规和无法读取的内容，再逐条核实预警；涉及超编、超职数的，结合编制调剂方案研究。处理结果请填入体检报告工作簿的"
        "“处理结果”栏，更正台账后重新体检。本报告由程序按台账内容检查得出，供研究，不作为处理的依据。",
    )


def _rules_told(figures: HealthFigures) -> str:
    grave = [rule for rule in figures.rules if rule.severity is not Severity.NOTE] or list(figures.rules)
    told = "；".join(f"{rule.title}（{rule.id}，{rule.severity.label}）{rule.findings}条" for rule in grave[:_NAMED])
    return f"{told}{'等' if len(grave) > _NAMED else ''}。详见附件1。"


def _units_told(figures: HealthFigures) -> str:
    ranked = sorted(
        ((code, found) for code, found in figures.units.items() if code),
        key=lambda item: (-item[1].errors, -item[1].findings),
    )
    if not ranked:
        return "问题都不属于某一单位。"
    told = "；".join(
        f"{figures.unit_name(code)}{found.findings}条（违规{found.errors}条）" for code, found in ranked[:_NAMED]
    )
    return f"问题较多的单位：{told}{'等' if len(ranked) > _NAMED else ''}。详见附件2。"


def _people_told(figures: HealthFigures) -> str:
    errors, all_of_them = figures.people_affected(Severity.ERROR), figures.people_affected()
    return (
        f"本人信息有问题的{len(all_of_them)}人，占名册{figures.share(len(all_of_them))}，其中有违规的{len(errors)}人，"
        f"占{figures.share(len(errors))}；所在单位有超编、超职数等单位层面违规的{figures.people_in_units_with_errors}人，"
        f"占{figures.share(figures.people_in_units_with_errors)}。"
    )


def _trend_told(figures: HealthFigures, previous: PreviousCheck) -> str:
    when = day_in_words(previous.day) if previous.day else "上次"
    counts = [("问题", "条", previous.findings, figures.total.findings)]
    counts += [
        (severity.label, "条", previous.by_severity.get(severity, 0), figures.by_severity[severity])
        for severity in Severity
    ]
    counts += [
        (FIGURE_WORDS[name].partition("（")[0], FIGURE_WORDS[name][-2], previous.summary[name], figures.summary[name])
        for name in ("persons", "excess", "vacancies")
    ]
    told = "，".join(f"{word}{_difference(then, now, measure)}" for word, measure, then, now in counts)
    off = {rule.id for rule in figures.report.rules_off}
    unlike = "两次停用的规则不同，条数不能直接比较。" if off != previous.rules_off else ""
    return f"与{when}的体检相比，{told}。{unlike}"


def _difference(then: int, now: int, measure: str) -> str:
    if then == now:
        return f"{now}{measure}（持平）"
    return f"由{then}{measure}{'增至' if now > then else '减至'}{now}{measure}"


def _add_annexes(document: Any, figures: HealthFigures) -> None:
    day = figures.report.day
    for number, (name, table) in enumerate(
        zip(ANNEXES, (_rules(figures), _units(figures), _list(figures)), strict=True), 1
    ):
        label = add_paragraph(document, f"附件{number}", Look.ANNEX)
        label.paragraph_format.page_break_before = number > 1
        add_paragraph(document, name, Look.ANNEX_TITLE)
        columns, rows, totals, note = table
        if rows:
            add_paragraph(document, f"检查日期：{day_in_words(day)}{note}", Look.NOTE)
            add_table(document, columns, rows, totals, _SMALL)
        else:
            add_paragraph(document, "没有需要列出的问题。", Look.BODY)


_Annex = tuple[tuple[TableColumn, ...], list[Row], list[Row], str]


def _rules(figures: HealthFigures) -> _Annex:
    columns = (
        *(TableColumn("序号", 12), TableColumn("规则", 14), TableColumn("内容", 66, False), TableColumn("程度", 14)),
        *(TableColumn("问题", 16), TableColumn("单位", 16), TableColumn("人员", 16), TableColumn("依据", 71, False)),
    )
    rows: list[Row] = [
        [
            *(str(number), rule.id, rule.title, rule.severity.label),
            *(str(rule.findings), str(rule.units), str(rule.people), rule.source),
        ]
        for number, rule in enumerate(figures.rules, 1)
    ]
    total = figures.total
    units = len([code for code in figures.units if code])
    foot: Row = ["", "合计", "", "", str(total.findings), str(units), str(total.people), ""]
    return columns, rows, [foot], "　　单位：条、个、人；一人多个问题只计一次"


def _units(figures: HealthFigures) -> _Annex:
    columns = (
        *(
            TableColumn("序号", 14),
            TableColumn("单位", 81, False),
            TableColumn("名册人数", 22),
            TableColumn("违规", 18),
        ),
        *(
            TableColumn("预警", 18),
            TableColumn("提示", 18),
            TableColumn("合计", 18),
            TableColumn("影响人数\n（占比）", 36),
        ),
    )
    people_of = figures.establishment.people_of
    rows: list[Row] = []
    for number, (code, found) in enumerate(figures.units.items(), 1):
        roster = len(people_of.get(code, ()))
        counts = map(str, (roster, found.errors, found.warnings, found.notes, found.findings))
        rows.append(
            [str(number), figures.unit_name(code), *counts, f"{found.people}（{percent(found.people, roster)}）"]
        )
    whole = figures.total
    roster = sum(len(people_of.get(code, ())) for code in figures.units)
    sums = map(str, (roster, whole.errors, whole.warnings, whole.notes, whole.findings, whole.people))
    return columns, rows, [["", "合计", *sums]], "　　单位：人、条；只列有问题的单位"


def _list(figures: HealthFigures) -> _Annex:
    columns = (
        *(TableColumn("序号", 12), TableColumn("规则", 13), TableColumn("程度", 12), TableColumn("单位", 34, False)),
        *(TableColumn("位置", 24), TableColumn("问题", 80, False), TableColumn("建议处理", 50, False)),
    )
    grave = [finding for finding in figures.report.findings if finding.severity is not Severity.NOTE]
    grave.sort(key=lambda finding: finding.severity is not Severity.ERROR)
    rows: list[Row] = [
        [
            *(str(number), finding.id, finding.severity.label, figures.unit_name(figures.unit_of(finding))),
            *(f"{finding.at.sheet}\n{finding.at.cell}", finding.message, finding.hint),
        ]
        for number, finding in enumerate(grave[:_MOST_LISTED], 1)
    ]
    rest = f"　　共{len(grave)}条，本表列前{_MOST_LISTED}条，其余见体检报告工作簿" if len(grave) > _MOST_LISTED else ""
    return columns, rows, [], rest
