"""体检报告 as a workbook: what a check found by rule, by unit and for people, and what changed since the last one."""

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from bianzhi.domain.day_words import day_in_words
from bianzhi.domain.establishment import Establishment
from bianzhi.domain.finding import Severity
from bianzhi.domain.plan_columns import PaperValue
from bianzhi.domain.previous_check import PreviousCheck
from bianzhi.rules import rule_titled
from bianzhi.writing.health_figures import FIGURE_WORDS, CheckedLedger, HealthFigures, percent
from bianzhi.writing.report_lines import NUMBER, numbered, on_paper
from bianzhi.writing.workbook_styles import Kind, Table, TableColumn, write_tables

TITLE = "机构编制台账体检报告"
_Lines = list[list[PaperValue]]
_OF_SEVERITY = "其中{}（条）"
_AFFECTED = "影响人数按本人所在行有问题的人员计算，一人多个问题只计一次，因此各行相加可以大于合计。"


def write(
    path: Path, report: CheckedLedger, establishment: Establishment, previous: PreviousCheck | None = None
) -> None:
    """Write the health report.

    Parameters
    ----------
    path
        Where to; overwritten. The same check makes the same bytes.
    report, establishment
        A check and the ledger it is about.
    previous
        The check of the last import, for the sheet 趋势; left out without it.

    Raises
    ------
    BianzhiError
        The file cannot be written.

    Notes
    -----
    The findings of 按规则, 按单位 and 问题清单 add up to the same total. Identity numbers are masked.
    """
    figures = HealthFigures(report, establishment, previous)
    tables = [_overview(figures), _rules(figures), _units(figures), _people(figures), _findings(figures)]
    if previous is not None:
        tables.append(_trend(figures, previous))
    if report.rules_off:
        tables.append(_rules_off(figures))
    write_tables(path, tables, TITLE, report.day)


def _dated(figures: HealthFigures) -> str:
    day = figures.report.day
    fingerprint = figures.establishment.sha256[:16]
    ledger = f"　台账指纹前16位：{fingerprint}" if fingerprint else ""
    return f"检查日期：{day_in_words(day)}　台账：{figures.establishment.name}{ledger}"


def _overview(figures: HealthFigures) -> Table:
    columns = (TableColumn("项目", 40), TableColumn("数值", 16, Kind.COUNT), TableColumn("说明", 70))
    found, total = figures.by_severity, figures.total
    lines: _Lines = [[word, figures.summary[name], None] for name, word in FIGURE_WORDS.items()]
    lines += [
        ["发现问题（条）", total.findings, "其下三项相加"],
        [_OF_SEVERITY.format(Severity.ERROR.label), found[Severity.ERROR], "违反规定，或者台账内容无法读取"],
        [_OF_SEVERITY.format(Severity.WARNING.label), found[Severity.WARNING], "可能违反规定，须核实"],
        [_OF_SEVERITY.format(Severity.NOTE.label), found[Severity.NOTE], "供参考，不一定是问题"],
        ["涉及规则（条）", len(figures.rules), None],
        ["涉及单位（个）", len([code for code in figures.units if code]), None],
        ["涉及人员（人）", total.people, f"占名册 {figures.share(total.people)}"],
        ["停用规则（条）", len(figures.report.rules_off), _hidden(figures)],
    ]
    return Table("总览", TITLE, _dated(figures), columns, [on_paper(line) for line in lines], frozen_columns=1)


def _hidden(figures: HealthFigures) -> str:
    hidden = sum(rule.suppressed for rule in figures.report.rules_off)
    return f"因停用未列出的问题 {hidden} 条，见“停用规则”表" if figures.report.rules_off else ""


def _rules(figures: HealthFigures) -> Table:
    columns = (
        NUMBER,
        TableColumn("规则", 8, Kind.CENTER),
        TableColumn("内容", 34),
        TableColumn("程度", 8, Kind.CENTER),
        TableColumn("问题（条）", 10, Kind.COUNT),
        TableColumn("涉及单位（个）", 10, Kind.COUNT),
        TableColumn("影响人数（人）", 10, Kind.COUNT),
        TableColumn("占名册", 9, Kind.CENTER),
        TableColumn("依据", 44),
        TableColumn("建议处理", 50),
    )
    lines: _Lines = [
        [
            rule.id,
            rule.title,
            rule.severity.label,
            rule.findings,
            rule.units,
            rule.people,
            figures.share(rule.people),
            rule.source,
            rule.hint,
        ]
        for rule in figures.rules
    ]
    total = figures.total
    units = len([code for code in figures.units if code])
    foot: list[PaperValue] = ["合计", f"{len(lines)} 条", None, None, total.findings, units, total.people]
    foot += [figures.share(total.people), None, None]
    return Table("按规则", "按规则统计", _AFFECTED, columns, numbered(lines), foot, frozen_columns=3)


def _units(figures: HealthFigures) -> Table:
    columns = (
        NUMBER,
        TableColumn("机构编码", 11, Kind.CENTER),
        TableColumn("单位", 34),
        TableColumn("名册人数", 10, Kind.COUNT),
        TableColumn("违规", 9, Kind.COUNT),
        TableColumn("预警", 9, Kind.COUNT),
        TableColumn("提示", 9, Kind.COUNT),
        TableColumn("问题（条）", 10, Kind.COUNT),
        TableColumn("影响人数（人）", 10, Kind.COUNT),
        TableColumn("占本单位名册", 10, Kind.CENTER),
    )
    here = figures.establishment
    lines: _Lines = []
    for code, found in figures.units.items():
        roster = len(here.people_of.get(code, ()))
        counts = (found.errors, found.warnings, found.notes, found.findings, found.people)
        lines.append([code, figures.unit_name(code), roster, *counts, percent(found.people, roster)])
    whole = figures.total
    foot: list[PaperValue] = ["合计", None, f"{len([code for code in figures.units if code])} 个单位"]
    foot += [sum(len(here.people_of.get(code, ())) for code in figures.units)]
    foot += [whole.errors, whole.warnings, whole.notes, whole.findings, whole.people, None]
    subtitle = "只列有问题的单位；整张表或者未能读取的行的问题，不属于某一单位。"
    return Table("按单位", "按单位统计", subtitle, columns, numbered(lines), foot, frozen_columns=3)


def _people(figures: HealthFigures) -> Table:
    columns = (
        NUMBER,
        TableColumn("口径", 44),
        TableColumn("人数（人）", 12, Kind.COUNT),
        TableColumn("名册人数（人）", 12, Kind.COUNT),
        TableColumn("占比", 10, Kind.CENTER),
    )
    roster = len(figures.establishment.people)
    lines: _Lines = [[word, people, whole, percent(people, whole)] for word, people, whole in _affected(figures)]
    foot: list[PaperValue] = [
        "合计",
        "本人有任一问题",
        figures.total.people,
        roster,
        figures.share(figures.total.people),
    ]
    return Table("人员影响面", "人员影响面", _AFFECTED, columns, numbered(lines), foot)


def _affected(figures: HealthFigures) -> Iterator[tuple[str, int, int]]:
    people = figures.establishment.people
    for severity in Severity:
        yield f"本人有{severity.label}", len(figures.people_affected(severity)), len(people)
    yield "所在单位有单位层面的违规（超编、超职数等）", figures.people_in_units_with_errors, len(people)
    affected = figures.people_affected()
    on_roster = Counter(person.category for person in people)
    with_findings = Counter(person.category for person in people if person.id in affected)
    for category, whole in sorted(on_roster.items(), key=lambda item: (item[0] is None, -item[1], str(item[0]))):
        yield f"{category or '编制类型未填'}人员中有任一问题", with_findings[category], whole


def _findings(figures: HealthFigures) -> Table:
    columns = (
        NUMBER,
        TableColumn("规则", 8, Kind.CENTER),
        TableColumn("程度", 8, Kind.CENTER),
        TableColumn("单位", 26),
        TableColumn("工作表", 10, Kind.CENTER),
        TableColumn("单元格", 9, Kind.CENTER),
        TableColumn("问题", 70),
        TableColumn("依据", 38),
        TableColumn("建议处理", 44),
        TableColumn("处理结果", 16),
    )
    lines: _Lines = [
        [
            finding.id,
            finding.severity.label,
            figures.unit_name(figures.unit_of(finding)),
            finding.at.sheet,
            finding.at.cell,
            finding.message,
            finding.source,
            finding.hint,
            None,
        ]
        for finding in figures.report.findings
    ]
    foot: list[PaperValue] = ["合计", f"{len(lines)} 条", *[None] * 8]
    subtitle = "按台账的表和行排列；“处理结果”由经办人填写。"
    return Table("问题清单", "问题清单", subtitle, columns, numbered(lines), foot, frozen_columns=3)


def _trend(figures: HealthFigures, previous: PreviousCheck) -> Table:
    columns = (
        TableColumn("类别", 10, Kind.CENTER),
        TableColumn("项目", 44),
        TableColumn("上次", 12, Kind.COUNT),
        TableColumn("本次", 12, Kind.COUNT),
        TableColumn("增减", 12, Kind.EXCESS),
        TableColumn("说明", 30),
    )
    lines: _Lines = [
        [group, word, then, now, now - then, remark] for group, word, then, now, remark in _compared(figures, previous)
    ]
    when = day_in_words(previous.day) if previous.day else "未注明"
    subtitle = f"上次检查日期：{when}。只比较条数；同一规则的问题，两次可以不是同一件事。"
    return Table("趋势", "与上次体检比较", subtitle, columns, [on_paper(line) for line in lines], frozen_columns=2)


def _compared(figures: HealthFigures, previous: PreviousCheck) -> Iterator[tuple[str, str, int, int, str]]:
    for name, word in FIGURE_WORDS.items():
        yield "台账", word, previous.summary[name], figures.summary[name], ""
    yield "问题", "发现问题（条）", previous.findings, figures.total.findings, ""
    for severity in Severity:
        word = _OF_SEVERITY.format(severity.label)
        yield "问题", word, previous.by_severity.get(severity, 0), figures.by_severity[severity], ""
    now = {rule.id: rule.findings for rule in figures.rules}
    off = {rule.id for rule in figures.report.rules_off}
    for rule in sorted({*now, *previous.by_rule}):
        remark = "本次已停用" if rule in off else "上次停用" if rule in previous.rules_off else ""
        yield "规则", f"{rule} {rule_titled(rule)}", previous.by_rule.get(rule, 0), now.get(rule, 0), remark


def _rules_off(figures: HealthFigures) -> Table:
    columns = (
        NUMBER,
        TableColumn("规则", 8, Kind.CENTER),
        TableColumn("内容", 40),
        TableColumn("停用理由", 60),
        TableColumn("未列出的问题（条）", 14, Kind.COUNT),
    )
    lines: _Lines = [[rule.id, rule.title, rule.reason, rule.suppressed] for rule in figures.report.rules_off]
    hidden: Sequence[PaperValue] = ["合计", None, None, None, sum(rule.suppressed for rule in figures.report.rules_off)]
    subtitle = "下列规则按设置停用，其问题没有列入本报告。"
    return Table("停用规则", "停用的规则及理由", subtitle, columns, numbered(lines), hidden)
