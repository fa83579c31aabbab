"""yearly: the plan over one to five years."""

import argparse
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
    tell_progress,
    with_ledger,
    with_settings,
    write,
    write_json,
)
from bianzhi.cli.plans import warn_of_form
from bianzhi.domain.plan import PlanStatus
from bianzhi.errors import SettingsError
from bianzhi.services import advice
from bianzhi.yearly_reports import yearly_report

_MOST_YEARS = 5


def add_yearly(commands: Commands) -> None:
    """``yearly``."""
    parser = command(commands, "yearly", "分年度超编消化计划 / the plan over one to five years", _yearly)
    with_ledger(parser)
    with_settings(parser)
    parser.add_argument("--years", type=int, default=5, metavar="N", help="年数，1 到 5（缺省 5） years, 1 to 5")
    parser.add_argument("-o", "--out", type=Path, metavar="F.xlsx", help="分年度消化计划工作簿 workbook")
    parser.add_argument("--json", type=Path, metavar="F", help="写出 JSON")


def _yearly(options: argparse.Namespace) -> int:
    if not 1 <= options.years <= _MOST_YEARS:
        raise SettingsError(f"分年度计划的年数为 {options.years}。", f"--years 应为 1 到 {_MOST_YEARS} 的整数。")
    settings, day = read_settings(options.settings), options.date or date.today()
    tell_progress("正在读取台账")
    ledger = read_ledger(options)
    warn_of_form(ledger)
    establishment = ledger.establishment
    plan = services.reallocate(establishment, day, settings, tell_progress)
    yearly = advice.yearly_plan(establishment, plan, options.years, tell_progress)
    if options.out:
        write(options.out, lambda path: advice.write_yearly(path, yearly, plan, establishment))
    if options.json:
        write_json(options.json, yearly_report(yearly, plan))
    for step in yearly.steps:
        if not step.unit:
            print_line(
                f"{step.year}年：年初超编 {step.excess_before} 人，拟调动 {step.moves} 人，到龄退休 {step.retiring} 人，"
                f"在途调入 {step.entering} 人、调出 {step.leaving} 人，年末超编 {step.excess_after} 人。"
            )
    for sentence in yearly.sentences:
        print_line(sentence)
    print_line("本计划为建议，由机构编制委员会研究审定。")
    return FAILED if plan.status is PlanStatus.INFEASIBLE else DONE
