"""scenarios, backup: the scenarios of the pages, seen from the command line."""

import argparse
from pathlib import Path

from bianzhi.cli.options import DONE, Commands, command, print_line
from bianzhi.domain.day_words import day_in_words
from bianzhi.domain.scenario import Scenario
from bianzhi.services.scenarios import open_store


def add_scenarios(commands: Commands) -> None:
    """``scenarios``: what the pages have kept, the one changed last first."""
    parser = command(commands, "scenarios", "列出方案库 / list the scenarios that the pages keep", _scenarios)
    _with_database(parser)


def add_backup(commands: Commands) -> None:
    """``backup``: a sound copy of the database while the server runs."""
    parser = command(commands, "backup", "备份方案库 / copy the database of scenarios while it is in use", _backup)
    parser.add_argument("-o", "--out", type=Path, required=True, metavar="F.db", help="备份文件，不覆盖已有的 new file")
    _with_database(parser)


def _with_database(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--database",
        default="",
        metavar="URL",
        help="数据库地址或文件；不写则用环境变量 BIANZHI_DATABASE，再不写则用默认位置 default: $BIANZHI_DATABASE",
    )


def _scenarios(options: argparse.Namespace) -> int:
    store = open_store(options.database)
    heads = store.scenarios()
    for head in heads:
        print_line(_line(head))
    print_line(f"共 {len(heads)} 个方案，保存在 {store.place}。")
    return DONE


def _line(head: Scenario) -> str:
    ledger = head.ledger_name or "未导入台账"
    changed = head.changed.astimezone()
    return f"{day_in_words(changed)} {changed:%H:%M}  {head.status}  {head.name}（{ledger}）"


def _backup(options: argparse.Namespace) -> int:
    store = open_store(options.database)
    store.backup(options.out)
    print_line(f"已备份到 {options.out}。内有人员信息，请妥善保管；恢复时停止服务，用它替换 {store.place}。")
    return DONE
