"""consult, replan: commands that ask the people of a plan, and change the plan as little as their answers allow."""

import argparse
from collections.abc import Iterable, Sequence
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
    with_ledger,
    with_settings,
    write,
    write_json,
)
from bianzhi.cli.plans import warn_of_form
from bianzhi.comparison_reports import difference_report
from bianzhi.domain.answers import Opinion, PlanDifference, Reply
from bianzhi.domain.consultation import Answered, answered
from bianzhi.domain.day_words import day_in_words
from bianzhi.domain.establishment import Establishment
from bianzhi.domain.finding import Finding, Severity
from bianzhi.domain.plan import Plan, PlanStatus
from bianzhi.domain.settings import PlanSettings
from bianzhi.domain.settings_file import write_settings
from bianzhi.reports import plan_report
from bianzhi.services import advice

_ASKED_BY = "编办"


def add_consult(commands: Commands) -> None:
    """``consult``: the form for an exported plan."""
    words = "生成征求意见表 / the form that asks the people of a plan"
    parser = command(commands, "consult", words, _consult)
    with_ledger(parser)
    parser.add_argument("plan", metavar="PLAN.xlsx", type=Path, help="导出的方案工作簿 exported plan")
    with_settings(parser)
    parser.add_argument("-o", "--out", type=Path, required=True, metavar="FORM.xlsx", help="征求意见表 the form")


def _consult(options: argparse.Namespace) -> int:
    given = read_settings(options.settings) if options.settings else None
    tell_progress("正在读取台账")
    establishment = read_ledger(options).establishment
    plan, _ = advice.previous_plan(options.plan, establishment, settings=given)
    tell_progress("正在复核方案")
    violations = services.verify(establishment, options.plan, options.date, plan.settings)
    if violations:
        for violation in violations:
            print_line(str(violation))
        print_line(f"方案有 {len(violations)} 处与台账或规则不符，没有生成征求意见表；请先用 replan 或 plan 重新求解。")
        return FAILED
    write(options.out, lambda path: advice.write_consultation(path, plan, establishment))
    print_line(f"征求意见表已生成，涉及 {len(plan.moves)} 人。")
    return DONE


def add_replan(commands: Commands) -> None:
    """``replan``: a new plan that changes the old one as little as possible."""
    words = "按征求意见结果或台账更正重新求解，改动最少 / solve again with least change"
    parser = command(commands, "replan", words, _replan)
    with_ledger(parser)
    parser.add_argument("plan", metavar="PLAN.xlsx", type=Path, help="原方案工作簿 the previous plan")
    parser.add_argument("--opinions", type=Path, metavar="FORM.xlsx", help="收回的征求意见表 the form that came back")
    with_settings(parser)
    parser.add_argument(
        "--by", default=_ASKED_BY, metavar="名称", help=f"征求意见的单位 who asked（缺省为{_ASKED_BY}）"
    )
    parser.add_argument("-o", "--out", type=Path, required=True, metavar="NEW.xlsx", help="新方案工作簿 new plan")
    parser.add_argument(
        "--settings-out", type=Path, metavar="F.toml", help="写出新方案所用设置，复核时须用 settings that verify needs"
    )
    parser.add_argument("--difference", type=Path, metavar="D.xlsx", help="新旧方案对照 both plans side by side")
    parser.add_argument("--json", type=Path, metavar="F", help="写出 JSON")


def _replan(options: argparse.Namespace) -> int:
    given = read_settings(options.settings) if options.settings else None
    tell_progress("正在读取台账")
    ledger = read_ledger(options)
    warn_of_form(ledger)
    establishment = ledger.establishment
    previous, gone = advice.previous_plan(options.plan, establishment, settings=given)
    _tell_rejected(services.verify(establishment, options.plan, settings=previous.settings))
    _tell_all(gone)
    opinions: tuple[Opinion, ...] = ()
    if options.opinions:
        tell_progress("正在读取征求意见表")
        opinions, findings = advice.read_consultation(options.opinions, previous, establishment)
        _tell_all(findings)
        errors = sum(finding.severity is Severity.ERROR for finding in findings)
        if errors:
            print_line(f"征求意见表有 {errors} 处须更正，没有生成新方案。")
            return FAILED
    settings = _settings(options, previous, opinions, establishment)
    new = services.reallocate(establishment, options.date or previous.day, settings, tell_progress, previous)
    found = advice.difference(previous, new, establishment)
    _write_all(options, new, found, previous, establishment)
    _tell_result(found, opinions if options.opinions else None)
    if settings != (given or PlanSettings()) and not options.settings_out:
        say("提示：新方案所用设置与缺省设置或所给设置文件不同，复核（verify）时须用 --settings-out 写出的设置文件。")
    return FAILED if new.status is PlanStatus.INFEASIBLE else DONE


def _settings(
    options: argparse.Namespace, previous: Plan, opinions: tuple[Opinion, ...], establishment: Establishment
) -> PlanSettings:
    """The settings of the new plan; answers that do not apply any more are told."""
    for wish in advice.lapsed_answers(previous.settings, establishment, previous.day):
        say(
            f"不再适用，已从要求中去掉：{wish.subject}（{day_in_words(wish.on)}，{wish.why}）：人员或机构已不在台账中，或者此人不能调整。"
        )
    on = options.date or date.today()
    settings = advice.settings_after(previous.settings, previous, opinions, establishment, options.by, on)
    preferring = {wish.persons[0] for wish in settings.wishes if answered(wish) is Answered.WISHED}
    for opinion in opinions:
        if opinion.reply is Reply.OTHER and opinion.person not in preferring:
            say(f"不再适用：{establishment.person[opinion.person].name}另有意向，但按现台账此人不能调整。")
    return settings


def _write_all(
    options: argparse.Namespace, new: Plan, found: PlanDifference, previous: Plan, establishment: Establishment
) -> None:
    mergers = services.merge_sections(establishment, new.day)
    tell_progress("正在写出新方案")
    write(options.out, lambda path: services.write_plan(path, new, establishment, mergers))
    if options.settings_out:
        text = write_settings(new.settings)
        write(options.settings_out, lambda path: path.write_text(text, "utf-8"))
    if options.difference:
        write(options.difference, lambda path: advice.write_difference(path, found, previous, new, establishment))
    if options.json:
        write_json(options.json, {**plan_report(new), "difference": difference_report(found)})


_MOST_TOLD = 20


def _tell_rejected(violations: Sequence[Finding]) -> None:
    """Say before anything else that the plan to go on from does not hold, why, and how to go on."""
    if not violations:
        return
    print_line(f"原方案复核不通过，有 {len(violations)} 处与现台账、规则或者设置不符：")
    _tell_all(violations[:_MOST_TOLD])
    if len(violations) > _MOST_TOLD:
        print_line(f"另有 {len(violations) - _MOST_TOLD} 处，用 verify 可以全部列出。")
    print_line(advice.going_on_from(violations))


def _tell_all(findings: Iterable[Finding]) -> None:
    for finding in findings:
        print_line(str(finding))


def _tell_result(found: PlanDifference, opinions: tuple[Opinion, ...] | None) -> None:
    heard = f"征求意见 {sum(map(_asks_for_change, opinions))} 条有变，" if opinions is not None else ""
    print_line(f"{heard}方案 {found.lines_changed} 行有变。")
    for sentence in found.sentences:
        print_line(sentence)
    print_line("本方案为建议，由机构编制委员会研究审定。")


def _asks_for_change(opinion: Opinion) -> bool:
    units = (opinion.giving_unit, opinion.receiving_unit)
    return opinion.reply in (Reply.REFUSES, Reply.OTHER) or Reply.REFUSES in units
