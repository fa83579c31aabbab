"""plan, verify, sections: commands about what is proposed."""

import argparse
import csv
import io
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from bianzhi import services
from bianzhi.advice_reports import explanation_report
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
    with_ledger,
    with_settings,
    write,
    write_json,
)
from bianzhi.cli.questions import blockage_lines
from bianzhi.domain.finding import Severity
from bianzhi.domain.plan import PlanStatus
from bianzhi.reports import plan_report, sections_report
from bianzhi.services import advice


def add_plan(commands: Commands) -> None:
    """``plan``."""
    parser = command(commands, "plan", "求解调剂建议方案 / solve for an adjustment plan", _plan)
    with_ledger(parser)
    with_settings(parser)
    parser.add_argument("-o", "--out", type=Path, metavar="PLAN.xlsx", help="方案工作簿 plan workbook")
    parser.add_argument("--docx", type=Path, metavar="F", help="方案文稿 plan document (Word)")
    parser.add_argument("--json", type=Path, metavar="F", help="写出 JSON")
    parser.add_argument("--pairs", type=Path, metavar="F.csv", help="全部可行人岗组合 every eligible pair")
    parser.add_argument("--chart", type=Path, metavar="F.svg", help="前后对比机构图 organisation chart")
    parser.add_argument("--certificate", type=Path, metavar="F.json", help="最优性证书 prices that prove the optimum")
    parser.add_argument(
        "--engine", choices=("flow", "model"), default="flow", help="最小费用流，或全用 PuLP 模型 solver; same plan"
    )
    parser.add_argument("--explain", action="store_true", help="说明剩余超编卡在哪里 what holds up the rest")


def _plan(options: argparse.Namespace) -> int:
    settings, day = read_settings(options.settings), options.date or date.today()
    tell_progress("正在读取台账")
    ledger = read_ledger(options)
    warn_of_form(ledger)
    establishment = ledger.establishment
    plan = services.reallocate(establishment, day, settings, tell_progress, by_model=options.engine == "model")
    mergers = services.merge_sections(establishment, day) if options.out or options.docx or options.chart else ()
    if options.out:
        tell_progress("正在写出方案工作簿")
        write(options.out, lambda path: services.write_plan(path, plan, establishment, mergers))
    if options.docx:
        tell_progress("正在写出方案文稿")
        write(options.docx, lambda path: services.write_document(path, plan, establishment, mergers))
    if options.chart:
        chart = services.draw_comparison(establishment, plan, mergers)
        write(options.chart, lambda path: path.write_text(chart, "utf-8"))
    if options.pairs:
        pairs = services.eligible_pairs(establishment, day, settings)
        write(options.pairs, lambda path: path.write_text(_as_csv(pairs), "utf-8"))
    if options.certificate:
        tell_progress("正在写出最优性证书")
        write_json(options.certificate, advice.certificate(establishment, plan).as_dict())
    rest = advice.blockage(establishment, plan, tell_progress, curves=False) if options.explain else None
    if options.json:
        content = plan_report(plan)
        if rest is not None:
            content["explanation"] = explanation_report(rest)
        write_json(options.json, content)
    proof = "已证明最优" if plan.status is PlanStatus.OPTIMAL else "未证明最优，见各目标的上下界"
    print_line(
        f"拟调整 {len(plan.moves)} 人：超编由 {plan.excess_before} 人降为 {plan.left_in_words}（{proof}）。"
        f"本方案为建议，由机构编制委员会研究审定。"
    )
    for line in blockage_lines(rest) if rest is not None else ():
        print_line(line)
    return FAILED if plan.status is PlanStatus.INFEASIBLE else DONE


_MOST_WARNINGS = 20


def warn_of_form(ledger: services.Ledger) -> None:
    """Say on stderr what could not be read: a plan rests on what could."""
    serious = [finding for finding in ledger.form_findings if finding.severity is not Severity.NOTE]
    for finding in serious[:_MOST_WARNINGS]:
        say(str(finding))
    if serious:
        say(f"注意：台账有 {len(serious)} 处未能读取或未采用，方案按其余内容求解；请先运行 check 核对。")


def _as_csv(pairs: Sequence[tuple[str, str, str, str, int]]) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(("person", "to_unit", "to_type", "post", "fit"))
    writer.writerows(pairs)
    return text.getvalue()


def add_verify(commands: Commands) -> None:
    """``verify``."""
    parser = command(commands, "verify", "不用求解器复核方案 / re-check an exported plan without the solver", _verify)
    with_ledger(parser)
    parser.add_argument("plan", metavar="PLAN.xlsx", type=Path, help="导出的方案工作簿 exported plan")
    with_settings(parser)
    parser.add_argument("--certificate", type=Path, metavar="F.json", help="一并核对最优性证书 check the proof as well")


def _verify(options: argparse.Namespace) -> int:
    settings = read_settings(options.settings) if options.settings else None
    tell_progress("正在读取台账")
    establishment = read_ledger(options).establishment
    tell_progress("正在复核方案")
    findings = services.verify(establishment, options.plan, options.date, settings)
    if options.certificate:
        tell_progress("正在核对最优性证书")
        findings += advice.verify_certificate(establishment, options.plan, options.certificate, options.date, settings)
    for finding in findings:
        print_line(str(finding))
    violations = [finding for finding in findings if finding.severity is not Severity.NOTE]
    print_line(f"复核发现 {len(violations)} 处不符。" if violations else "复核通过：方案与台账、规则和合计全部相符。")
    if options.certificate and not violations:
        told = "最优性证书没有证明全部目标，未证明的部分见上。"
        print_line(told if findings else "最优性证书成立：任何方案的价值都不超过上界，本方案达到上界。")
    return FAILED if violations else DONE


def add_sections(commands: Commands) -> None:
    """``sections``."""
    parser = command(commands, "sections", "整合内设机构 / merge sections under the caps", _sections)
    with_ledger(parser)
    parser.add_argument("--unit", metavar="CODE", help="只整合这个机构 only this unit")
    parser.add_argument("-o", "--out", type=Path, metavar="F.xlsx", help="整合对照表 workbook")
    parser.add_argument("--json", type=Path, metavar="F", help="写出 JSON")


def _sections(options: argparse.Namespace) -> int:
    tell_progress("正在读取台账")
    establishment = read_ledger(options).establishment
    tell_progress("正在求解内设机构整合")
    mergers = services.merge_sections(
        establishment, options.date or date.today(), [options.unit] if options.unit else ()
    )
    if options.out:
        write(options.out, lambda path: services.write_sections(path, mergers, establishment))
    if options.json:
        write_json(options.json, sections_report(mergers))
    for merger in mergers:
        name = establishment.unit[merger.unit].name
        print_line(f"{name}：内设机构 {merger.before} 个，限额 {merger.cap} 个，拟整合为 {merger.after} 个。")
        for note in merger.notes:
            print_line(f"  {note}")
    if not mergers:
        print_line("没有超过限额的机构。")
    return FAILED if any(merger.status is PlanStatus.INFEASIBLE for merger in mergers) else DONE
