"""alternatives, robustness, fairness: what else could be done, how firm a plan is, and whom it asks what."""

import argparse
from collections.abc import Callable
from datetime import date
from pathlib import Path

from bianzhi import services
from bianzhi.alternative_reports import alternatives_report, fairness_report, robustness_report
from bianzhi.cli.options import (
    DONE,
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
from bianzhi.domain.advice import Advice
from bianzhi.domain.answers import Loss
from bianzhi.domain.establishment import Establishment
from bianzhi.domain.plan import Plan
from bianzhi.services import advice

_NUMERALS = "一二三四五六七八九十"


def add_alternatives(commands: Commands) -> None:
    """``alternatives``: other plans within a stated loss, and the trade-offs."""
    parser = _command(commands, "alternatives", "备选方案 / other plans and what each gives up", _alternatives)
    parser.add_argument("--most", type=int, default=5, metavar="N", help="至多几个方案 at most so many（缺省 5）")
    parser.add_argument(
        "--excess", type=int, default=0, metavar="N", help="未消化超编至多增加几人 excess given up（缺省 0）"
    )
    parser.add_argument("--moves", type=int, default=0, metavar="N", help="调整人数至多增加几人 moves added（缺省 0）")
    parser.add_argument(
        "--fit", type=int, default=5, metavar="N", help="平均匹配分至多降低几分 points of fit given up（缺省 5）"
    )


def _command(
    commands: Commands, name: str, words: str, run: Callable[[argparse.Namespace], int]
) -> argparse.ArgumentParser:
    parser = command(commands, name, words, run)
    with_ledger(parser)
    with_settings(parser)
    parser.add_argument("-o", "--out", type=Path, metavar="F.xlsx", help="方案说明工作簿 workbook")
    parser.add_argument("--docx", type=Path, metavar="F", help="方案说明文稿 document (Word)")
    parser.add_argument("--json", type=Path, metavar="F", help="写出 JSON")
    return parser


def _solved(options: argparse.Namespace) -> tuple[Establishment, Plan]:
    settings = read_settings(options.settings)
    tell_progress("正在读取台账")
    establishment = read_ledger(options).establishment
    return establishment, services.reallocate(establishment, options.date or date.today(), settings, tell_progress)


def _write(options: argparse.Namespace, found: Advice, plan: Plan, establishment: Establishment) -> None:
    if options.out:
        write(options.out, lambda path: advice.write_advice(path, found, plan, establishment))
    if options.docx:
        write(options.docx, lambda path: advice.write_advice_document(path, found, plan, establishment))


def _alternatives(options: argparse.Namespace) -> int:
    loss = Loss(excess=options.excess, moves=options.moves, fit=options.fit)
    establishment, plan = _solved(options)
    others = advice.other_plans(establishment, plan, loss, options.most, tell_progress)
    points = advice.trade_offs(establishment, plan, tell_progress)
    _write(options, Advice(others=others, loss=loss, trade_offs=points), plan, establishment)
    if options.json:
        write_json(options.json, alternatives_report(others, points, loss, plan))
    for number, other in enumerate(others, 1):
        print_line(
            f"备选方案{_NUMERALS[number - 1] if number <= len(_NUMERALS) else number}：{''.join(other.sentences)}"
        )
    few = f"，少于要求的 {options.most} 个" if len(others) < options.most else ""
    print_line(f"在允许的损失内，与建议方案及相互之间人员或去向确有不同的方案有 {len(others)} 个{few}。所列均为建议。")
    return DONE


def add_robustness(commands: Commands) -> None:
    """``robustness``: how the plan fares if some of the people asked refuse."""
    parser = _command(commands, "robustness", "稳健性：有人不同意时的影响 / what refusals would change", _robustness)
    parser.add_argument(
        "--refusing",
        type=int,
        default=None,
        metavar="N",
        help="每次几人不同意 refusals a draw（缺省为拟调整人数的十分之一）",
    )
    parser.add_argument("--draws", type=int, default=100, metavar="N", help="测算次数 draws（缺省 100）")
    parser.add_argument("--seed", type=int, default=1, metavar="S", help="随机种子 seed（缺省 1）")


def _robustness(options: argparse.Namespace) -> int:
    establishment, plan = _solved(options)
    refusing = max(1, len(plan.moves) // 10) if options.refusing is None else options.refusing
    found = advice.robustness(establishment, plan, refusing, options.draws, options.seed, tell_progress)
    _write(options, Advice(robustness=found), plan, establishment)
    if options.json:
        write_json(options.json, robustness_report(found, plan))
    print_line(
        f"拟调整 {len(plan.moves)} 人，每次 {found.refusing} 人不同意，测算 {found.draws} 次（随机种子 {found.seed}）："
    )
    for words, values in (("未消化超编（人）", found.remaining), ("另须改动的名册行", found.replaced)):
        print_line(f"  {words}：最少 {values[0]}，中位数 {values[1]}，最多 {values[2]}。")
    for person, more in found.critical:
        print_line(f"  {establishment.person[person].name}（{person}）不同意时，未消化超编增加 {more} 人。")
    if not found.critical:
        print_line("  任何一人不同意，未消化超编都不增加。")
    return DONE


def add_fairness(commands: Commands) -> None:
    """``fairness``: what the plan asks of each group."""
    _command(commands, "fairness", "公平性：拟调整人员的分布 / what a plan asks of each group", _fairness)


def _fairness(options: argparse.Namespace) -> int:
    establishment, plan = _solved(options)
    found = advice.burdens(establishment, plan)
    _write(options, Advice(burdens=found), plan, establishment)
    if options.json:
        write_json(options.json, fairness_report(found, plan))
    for burden in found:
        if burden.moved or burden.warning:
            print_line(
                f"{burden.grouping} {burden.group}：实有 {burden.in_post} 人，可调整 {burden.movable} 人，"
                f"拟调整 {burden.moved} 人（按比例约 {burden.expected} 人）。{burden.warning}"
            )
    warned = sum(bool(burden.warning) for burden in found)
    print_line(f"明显多于可调整人员比例的有 {warned} 组，建议研究时说明。" if warned else "没有哪一组明显多于其比例。")
    return DONE
