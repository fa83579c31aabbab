"""The command line of the contract (``ledger_format`` §3), over ``services``.

Exit status 0: done; 1: the data or the plan fail (findings of severity error, violations); 2: it cannot run; 141 where the
reader of its output has gone (``| head``), as a shell says of a command that SIGPIPE ended.
"""

import argparse
import errno
import os
import sys
from collections.abc import Sequence

from bianzhi import __version__
from bianzhi.cli.alternatives import add_alternatives, add_fairness, add_robustness
from bianzhi.cli.charts import add_chart
from bianzhi.cli.comparisons import add_changes, add_reconcile
from bianzhi.cli.ledgers import add_check, add_import, add_sample, add_template
from bianzhi.cli.options import CANNOT_RUN, refuse_outputs_over_inputs, say
from bianzhi.cli.parsing import ChineseParser
from bianzhi.cli.plans import add_plan, add_sections, add_verify
from bianzhi.cli.questions import add_explain
from bianzhi.cli.reforming import add_duties, add_indicators, add_institutions, add_outlook, add_reform
from bianzhi.cli.replanning import add_consult, add_replan
from bianzhi.cli.scenarios import add_backup, add_scenarios
from bianzhi.cli.yearly import add_yearly
from bianzhi.errors import BianzhiError

_WHY_NOT = {
    errno.ENOENT: "没有这个文件或文件夹",
    errno.EISDIR: "这是文件夹，不是文件",
    errno.ENOTDIR: "路径中有一段不是文件夹",
    errno.EACCES: "没有权限",
    errno.EPERM: "没有权限",
    errno.EEXIST: "已有同名的文件或文件夹",
    errno.EROFS: "磁盘只读",
    errno.ENOSPC: "磁盘已满",
    errno.ENAMETOOLONG: "文件名过长",
    errno.EIO: "读写出错",
}
"""What the system says, in Chinese; its own words are English."""
_NO_READER = 128 + 13
"""Exit status of a command that SIGPIPE (13) ended."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status; errors go to stderr with what to do about them."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        try:
            return _run(arguments)
        finally:
            sys.stdout.flush()  # what is still held back meets a closed pipe here, not when Python ends
    except BrokenPipeError:
        _let_output_go()
        return _NO_READER


def _let_output_go() -> None:
    """Send what is still held back nowhere, so that Python does not complain of the closed pipe when it ends."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except BrokenPipeError:
            os.dup2(nowhere, stream.fileno())
    os.close(nowhere)


def _run(arguments: Sequence[str] | None) -> int:
    options = _parser().parse_args(arguments)
    try:
        refuse_outputs_over_inputs(options)
        return int(options.run(options))
    except BianzhiError as error:
        say(f"错误：{error.message}\n建议：{error.hint}")
    except BrokenPipeError:
        raise
    except OSError as error:
        where = error.filename or ""
        say(
            f"错误：无法读写文件 {where}（{_WHY_NOT.get(error.errno or 0, error.strerror or str(error))}）。\n建议：请检查路径、权限和磁盘空间，并关闭正在打开它的程序。"
        )
    except KeyboardInterrupt:
        say("已取消，没有写出文件。")
    return CANNOT_RUN


def _parser() -> argparse.ArgumentParser:
    parser: argparse.ArgumentParser = ChineseParser(
        prog="python -m bianzhi",
        description="机构编制调剂工具 / establishment ledger check and staffing adjustment",
        epilog="退出码 exit status: 0 完成 done · 1 数据或方案有问题 the data or the plan fail · 2 无法运行 cannot run",
    )
    parser.add_argument(
        "--version", action="version", version=f"bianzhi {__version__}", help="显示版本 show the version"
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND", title="命令 commands")
    add_template(commands)
    add_sample(commands)
    add_import(commands)
    add_check(commands)
    add_reconcile(commands)
    add_changes(commands)
    add_plan(commands)
    add_explain(commands)
    add_alternatives(commands)
    add_robustness(commands)
    add_fairness(commands)
    add_verify(commands)
    add_consult(commands)
    add_replan(commands)
    add_yearly(commands)
    add_sections(commands)
    add_chart(commands)
    add_reform(commands)
    add_outlook(commands)
    add_indicators(commands)
    add_institutions(commands)
    add_duties(commands)
    add_scenarios(commands)
    add_backup(commands)
    return parser
