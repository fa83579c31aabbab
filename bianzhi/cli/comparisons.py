"""reconcile, changes: commands that hold one list against another."""

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
    read_mapping,
    tell_progress,
    with_date,
    with_ledger,
    with_mapping,
    write,
    write_json,
)
from bianzhi.comparison_reports import changes_report, reconciliation_report
from bianzhi.domain.finding import Severity


def add_reconcile(commands: Commands) -> None:
    """``reconcile``: ledger, roster and payroll against each other."""
    parser = command(commands, "reconcile", "三方比对 / ledger, roster and payroll against each other", _reconcile)
    with_ledger(parser)
    parser.add_argument("--payroll", type=Path, metavar="F.xlsx", help="财政供养名单 list of those the treasury pays")
    parser.add_argument("-o", "--out", type=Path, metavar="F.xlsx", help="比对结果工作簿 workbook")
    parser.add_argument("--json", type=Path, metavar="F", help="写出 JSON")


def _reconcile(options: argparse.Namespace) -> int:
    day = options.date or date.today()
    tell_progress("正在读取台账")
    ledger = read_ledger(options)
    payroll = services.read_payroll(options.payroll, ledger.establishment) if options.payroll else None
    found = services.reconcile(ledger.establishment, payroll.payroll if payroll else None, ledger.stated)
    if options.out:
        write(options.out, lambda path: services.write_reconciliation(path, found, ledger.establishment, day))
    if options.json:
        write_json(options.json, reconciliation_report(found))
    for finding in payroll.findings if payroll else ():
        print_line(str(finding))
    for item in found.discrepancies:
        print_line(f"[{item.kind} {item.kind.severity.label}] {item.at}：{item.message}{item.hint}")
    paid = f"，财政供养 {found.paid} 人，对应上 {found.matched} 人" if found.payroll else ""
    print_line(f"名册实有 {found.persons} 人{paid}；待办事项 {len(found.discrepancies)} 条。")
    return FAILED if any(item.kind.severity is Severity.ERROR for item in found.discrepancies) else DONE


def add_changes(commands: Commands) -> None:
    """``changes``: what the newer roster says otherwise."""
    parser = command(commands, "changes", "两期名册变动 / what changed between two ledgers", _changes)
    parser.add_argument("old", metavar="OLD", type=Path, help="上期台账 the older ledger")
    parser.add_argument("new", metavar="NEW", type=Path, help="本期台账 the newer ledger")
    with_date(parser)
    with_mapping(parser)
    parser.add_argument("-o", "--out", type=Path, metavar="F.xlsx", help="变动情况工作簿 workbook")
    parser.add_argument("--json", type=Path, metavar="F", help="写出 JSON")


def _changes(options: argparse.Namespace) -> int:
    mapping = read_mapping(options.mapping)
    old, new = (
        services.read(path, path.name, mapping, options.password).establishment for path in (options.old, options.new)
    )
    found = services.roster_changes(old, new)
    if options.out:
        write(options.out, lambda path: services.write_changes(path, found, options.date or date.today()))
    if options.json:
        write_json(options.json, changes_report(found))
    before, after = sum(unit.before for unit in found.units), sum(unit.after for unit in found.units)
    told = "，".join(f"{kind} {number} 人" for kind, number in found.counts.items() if number)
    print_line(f"实有人数由 {before} 人变为 {after} 人：{told or '没有变动'}。")
    return DONE
