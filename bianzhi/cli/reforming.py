"""reform, outlook, indicators, institutions, duties: commands about what could be otherwise, and what comes."""

import argparse
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from bianzhi import services
from bianzhi.cli.options import (
    DONE,
    FAILED,
    Commands,
    command,
    print_line,
    read_ledger,
    read_settings,
    say,
    tell_progress,
    with_date,
    with_ledger,
    with_settings,
    write,
    write_json,
)
from bianzhi.domain.establishment import Establishment
from bianzhi.domain.finding import Finding
from bianzhi.domain.outlook import Indicator, IndicatorBasis
from bianzhi.domain.plan import Plan
from bianzhi.domain.reform_comparison import ReformComparison
from bianzhi.domain.reform_people import roster_told
from bianzhi.errors import SettingsError
from bianzhi.reform_reports import (
    indicators_report,
    institutions_report,
    matches_report,
    outlook_report,
    reform_report,
    staff_need_report,
)
from bianzhi.services import advice, foresight, reforming

_MOST_BYTES = 8_000_000
"""Of a text file; a reform of a hundred operations takes about sixty thousand."""


def add_reform(commands: Commands) -> None:
    """``reform``."""
    parser = command(commands, "reform", "按改革方案推演台账 / apply a reform to a ledger", _reform)
    with_ledger(parser)
    parser.add_argument("reform", type=Path, metavar="REFORM.toml", help="改革方案文件 operations (TOML)")
    parser.add_argument("--place", action="store_true", help="求解撤并后的人员安置 place people left over")
    with_settings(parser)
    parser.add_argument("-o", "--out", type=Path, metavar="F.xlsx", help="改革方案工作簿 workbook")
    parser.add_argument("--docx", type=Path, metavar="F", help="改革方案文稿 document (Word)")
    parser.add_argument("--ledger-out", type=Path, metavar="F.xlsx", help="改革后的台账 the ledger after it")
    parser.add_argument("--chart", type=Path, metavar="F.svg", help="前后对照图 before and after")
    parser.add_argument("--flows", type=Path, metavar="F.svg", help="编制流向图 flow of posts")
    parser.add_argument("--json", type=Path, metavar="F", help="写出 JSON")


def _reform(options: argparse.Namespace) -> int:
    day = options.date or date.today()
    tell_progress("正在读取台账")
    establishment = read_ledger(options).establishment
    reform = reforming.read_reform(read_text(options.reform))
    if any((options.out, options.docx, options.ledger_out, options.chart, options.flows)):
        reforming.refuse_without_steps(reform)
    tell_progress("正在推演")
    reformed = reforming.apply_reform(establishment, reform)
    comparison = reforming.compare_reform(reformed, day)
    plan = None
    if options.place:
        settings = reforming.placement_settings(reformed, read_settings(options.settings))
        plan = services.reallocate(reformed.after, day, settings, tell_progress)
    wrong = reforming.check_reform(reformed, plan)
    gone, new = reforming.rule_effects(reformed, max(day, reform.effective or day))
    notices = reforming.notices(reformed, day)
    _draw(options, comparison, reforming.chart_note(reform, day))
    if options.json:
        write_json(options.json, reform_report(reformed, comparison, wrong, gone, new, plan, notices))
    print_line(
        f"“{reform.name}”共 {len(reform.steps)} 项：涉及机构 {len(comparison.changed)} 个，"
        f"{roster_told(reformed, plan)}；规则检查消除问题 {len(gone)} 条、新增 {len(new)} 条。本方案为建议。"
    )
    if notices:
        print_line(f"复核提示 {len(notices)} 条：")
        for notice in notices:
            print_line(f"  {notice.message}")
    if plan is not None:
        placed = sum(move.person in reformed.unplaced for move in plan.moves)
        print_line(f"撤销单位 {len(reformed.unplaced)} 人中，拟安置 {placed} 人。")
    if options.ledger_out and all(finding.id == _TO_BE_PLACED for finding in wrong):
        write(options.ledger_out, lambda path: services.write_ledger(path, reformed.after))
    if wrong:
        _tell(wrong)
        return FAILED
    if options.out or options.docx:
        paper = reforming.reform_paper(reformed, day, plan)
        if options.out:
            write(options.out, lambda path: reforming.write_reform_workbook(path, paper))
        if options.docx:
            write(options.docx, lambda path: reforming.write_reform_document(path, paper))
    return DONE


def _draw(options: argparse.Namespace, comparison: ReformComparison, note: str) -> None:
    """The pictures that are asked for; a reform that is not complete yet may be drawn as well."""
    if options.chart:
        chart = reforming.draw_reform(comparison, only_changes=True, note=note)
        write(options.chart, lambda path: path.write_text(chart, "utf-8"))
    if options.flows:
        flows = reforming.draw_flows(comparison, "posts", note)
        write(options.flows, lambda path: path.write_text(flows, "utf-8"))


_TO_BE_PLACED = "G603"
"""With people of abolished units still to be placed the ledger after is written all the same: ``plan`` may place them."""


def _tell(findings: Iterable[Finding]) -> None:
    for finding in findings:
        say(str(finding))


def read_text(path: Path) -> str:
    """A text file the user names.

    Raises
    ------
    SettingsError
        It is no UTF-8, or far larger than any list of operations or duties.
    """
    size = path.stat().st_size
    if size > _MOST_BYTES:
        raise SettingsError(
            f"文件 {path.name} 有 {size} 字节，超过 {_MOST_BYTES} 字节，没有读取。", "请核对选的是不是所要的文本文件。"
        )
    try:
        return path.read_text("utf-8-sig")
    except UnicodeDecodeError as error:
        raise SettingsError(f"文件 {path.name} 不是 UTF-8 文本。", "请另存为 UTF-8 编码。") from error


def add_outlook(commands: Commands) -> None:
    """``outlook``."""
    parser = command(commands, "outlook", "退休与空编预测 / retirements and vacancies ahead", _outlook)
    with_ledger(parser)
    parser.add_argument("--months", type=int, default=120, metavar="N", help="月数 months (120)")
    parser.add_argument("-o", "--out", type=Path, metavar="F.xlsx", help="预测工作簿 workbook")
    parser.add_argument("--json", type=Path, metavar="F", help="写出 JSON")


def _outlook(options: argparse.Namespace) -> int:
    establishment = read_ledger(options).establishment
    outlook = foresight.outlook(establishment, options.date or date.today(), options.months)
    if options.out:
        write(options.out, lambda path: foresight.write_outlook(path, outlook, establishment))
    if options.json:
        write_json(options.json, outlook_report(outlook))
    due = "、".join(f"{months}个月内 {len(outlook.due_within(months))} 人" for months in (3, 6, 12))
    last = sum(figures[-1].vacancies for figures in outlook.cells.values())
    excess = sum(figures[-1].excess for figures in outlook.cells.values())
    print_line(f"到龄未退 {len(outlook.overdue)} 人；{due}到龄。")
    print_line(f"不进人的话，{len(outlook.months)} 个月后超编 {excess} 人、空编 {last} 名。")
    return DONE


def add_indicators(commands: Commands) -> None:
    """``indicators``."""
    parser = command(commands, "indicators", "编制使用指标与工作量测算 / indicators, workload need", _indicators)
    with_ledger(parser)
    parser.add_argument("--plan", type=Path, metavar="PLAN.xlsx", help="方案工作簿，用于净流入和匹配度 plan workbook")
    parser.add_argument("--population", type=int, metavar="N", help="常住人口，用于财政供养系数 residents")
    parser.add_argument("--payroll", type=Path, metavar="F.xlsx", help="财政供养名单 list of those the treasury pays")
    parser.add_argument("-o", "--out", type=Path, metavar="F.xlsx", help="指标工作簿 workbook")
    parser.add_argument("--need", type=Path, metavar="F.xlsx", help="工作量测算工作簿 workload workbook")
    parser.add_argument("--json", type=Path, metavar="F", help="写出 JSON")


def _indicators(options: argparse.Namespace) -> int:
    establishment, day = read_ledger(options).establishment, options.date or date.today()
    basis = IndicatorBasis(_plan_read(options, establishment), options.population, _paid(options, establishment))
    found, needs = foresight.indicators(establishment, day, basis), foresight.staff_need(establishment, day)
    if options.out:
        write(options.out, lambda path: foresight.write_indicators(path, found, establishment, day))
    if options.need:
        write(options.need, lambda path: foresight.write_staff_need(path, needs, establishment, day))
    if options.json:
        write_json(options.json, {**indicators_report(found), **staff_need_report(needs)})
    for each in found:
        if not each.unit:
            print_line(f"{each.name}：{foresight.shown(each)}（{each.formula}）{_noted(each)}")
    return DONE


def _plan_read(options: argparse.Namespace, establishment: Establishment) -> Plan | None:
    if options.plan is None:
        return None
    plan, gone = advice.previous_plan(options.plan, establishment)
    _tell(gone)
    return plan


def _paid(options: argparse.Namespace, establishment: Establishment) -> int | None:
    if options.payroll is None:
        return None
    reading = services.read_payroll(options.payroll, establishment)
    _tell(reading.findings)
    return services.reconcile(establishment, reading.payroll).paid


def _noted(indicator: Indicator) -> str:
    return f"；{indicator.note}" if indicator.note else ""


def add_institutions(commands: Commands) -> None:
    """``institutions``."""
    parser = command(commands, "institutions", "事业单位清理整合建议 / mergers of institutions", _institutions)
    with_ledger(parser)
    parser.add_argument("-o", "--out", type=Path, metavar="F.xlsx", help="建议工作簿 workbook")
    parser.add_argument("--json", type=Path, metavar="F", help="写出 JSON")


def _institutions(options: argparse.Namespace) -> int:
    establishment, day = read_ledger(options).establishment, options.date or date.today()
    plan, pool = foresight.institution_plan(establishment, day), foresight.post_pool(establishment, day)
    if options.out:
        write(options.out, lambda path: foresight.write_institutions(path, plan, pool, establishment, day))
    if options.json:
        write_json(options.json, institutions_report(plan, pool))
    print_line(f"候选事业单位 {len(plan.candidates)} 个，拟合并 {len(plan.mergers)} 组。")
    for merger in plan.mergers:
        print_line(f"  {''.join(merger.sentences)}")
    return DONE


def add_duties(commands: Commands) -> None:
    """``duties``."""
    parser = command(commands, "duties", "比对两份职责文本 / match two lists of duties", _duties)
    with_date(parser)
    parser.add_argument("old", type=Path, metavar="OLD.txt", help="原职责，一行一项 one duty a line")
    parser.add_argument("new", type=Path, metavar="NEW.txt", help="新职责，一行一项 one duty a line")
    parser.add_argument("--json", type=Path, metavar="F", help="写出 JSON")


def _duties(options: argparse.Namespace) -> int:
    old, new = (
        [line.strip() for line in read_text(path).splitlines() if line.strip()] for path in (options.old, options.new)
    )
    matches = reforming.match_duties(old, new)
    if options.json:
        write_json(options.json, matches_report(matches, old, new))
    for match in matches:
        before = "；".join(old[place] for place in match.old) or "—"
        after = "；".join(new[place] for place in match.new) or "—"
        sure = "" if match.certain else f"，相似 {match.likeness}%，待确认" if match.likeness else "，待确认"
        print_line(f"{match.fate}：{before} → {after}{sure}")
    return DONE
