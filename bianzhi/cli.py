"""The command line of the contract (``ledger_format`` §3), over ``services``.

Exit status 0: done; 1: the data or the plan fail (findings of severity error, violations); 2: it cannot run.
"""

import argparse
import csv
import io
import json
import os
import sys
import tempfile
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import TextIO

from bianzhi import __version__, services
from bianzhi.domain.finding import Severity
from bianzhi.domain.intake import Mapping, SourceFile, parse_mapping
from bianzhi.domain.plan import PlanStatus
from bianzhi.domain.settings import PlanSettings, parse_settings
from bianzhi.errors import BianzhiError, SettingsError
from bianzhi.reports import check_report, column_lines, plan_report, sections_report

DONE, FAILED, CANNOT_RUN = 0, 1, 2
_INPUTS = frozenset(("ledger", "plan", "settings"))
"""Options that name files to be read; every other path is written."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status; errors go to stderr with what to do about them."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    options = _parser().parse_args(arguments)
    try:
        _refuse_outputs_over_inputs(options)
        return int(options.run(options))
    except BianzhiError as error:
        _say(f"错误：{error.message}\n建议：{error.hint}")
    except OSError as error:
        where = error.filename or ""
        _say(
            f"错误：无法读写文件 {where}（{error.strerror or error}）。\n建议：请检查路径、权限和磁盘空间，并关闭正在打开它的程序。"
        )
    except KeyboardInterrupt:
        _say("已取消，没有写出文件。")
    return CANNOT_RUN


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m bianzhi",
        description="机构编制调剂工具 / establishment ledger check and staffing adjustment",
        epilog="退出码 exit status: 0 完成 done · 1 数据或方案有问题 the data or the plan fail · 2 无法运行 cannot run",
    )
    parser.add_argument("--version", action="version", version=f"bianzhi {__version__}")
    commands = parser.add_subparsers(required=True, metavar="COMMAND", title="命令 commands")
    _add_template(commands)
    _add_sample(commands)
    _add_import(commands)
    _add_check(commands)
    _add_plan(commands)
    _add_verify(commands)
    _add_sections(commands)
    return parser


_Commands = "argparse._SubParsersAction[argparse.ArgumentParser]"


def _command(commands: _Commands, name: str, words: str, run: Callable[..., int]) -> argparse.ArgumentParser:  # type: ignore[valid-type]
    parser: argparse.ArgumentParser = commands.add_parser(name, help=words, description=words)  # type: ignore[attr-defined]
    parser.set_defaults(run=run)
    return parser


def _with_ledger(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("ledger", metavar="LEDGER", type=Path, help="台账工作簿 ledger workbook (.xlsx)")
    _with_date(parser)
    _with_mapping(parser)


def _with_date(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--date", type=_day, default=None, metavar="D", help="基准日期 day, 2026-11-23（缺省为今天 today）"
    )


def _with_mapping(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--mapping", type=Path, metavar="F.toml", help="列对应文件 columns to fields (TOML)")
    parser.add_argument("--password", default="", metavar="P", help="打开密码 password of the file")


def _with_settings(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--settings", type=Path, metavar="F.toml", help="设置文件 settings (TOML)")


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"“{text}”不是日期，请写成 2026-11-23 的形式") from None


def _add_template(commands: _Commands) -> None:  # type: ignore[valid-type]
    parser = _command(commands, "template", "写出空白台账模板 / write the empty ledger workbook", _template)
    parser.add_argument("out", metavar="OUT.xlsx", type=Path, help="输出文件 output")


def _template(options: argparse.Namespace) -> int:
    _write(options.out, services.write_template)
    return DONE


def _add_sample(commands: _Commands) -> None:  # type: ignore[valid-type]
    parser = _command(commands, "sample", "写出虚构的示例区台账 / write an invented district", _sample)
    parser.add_argument("out", metavar="OUT.xlsx", type=Path, help="输出文件 output")
    parser.add_argument("--persons", type=_positive, default=5000, metavar="N", help="大约人数 persons（缺省 5000）")
    parser.add_argument("--seed", type=int, default=1, metavar="S", help="随机种子 seed（缺省 1）")


def _positive(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"“{text}”应为正整数")
    return int(text)


def _sample(options: argparse.Namespace) -> int:
    _write(options.out, lambda path: services.write_sample(path, options.persons, options.seed))
    return DONE


def _add_import(commands: _Commands) -> None:  # type: ignore[valid-type]
    parser = _command(commands, "import", "把现有的表读成一份标准台账 / read files as one ledger", _import)
    parser.add_argument("files", metavar="FILES", type=Path, nargs="+", help="一个或几个文件 one file or several")
    parser.add_argument("-o", "--out", type=Path, required=True, metavar="OUT.xlsx", help="标准台账 the ledger")
    _with_date(parser)
    _with_mapping(parser)
    parser.add_argument("--save-mapping", type=Path, metavar="F.toml", help="写出列对应，供修改和下次使用")


def _import(options: argparse.Namespace) -> int:
    files = [SourceFile(path, path.name, options.password) for path in options.files]
    mapping = _mapping(options.mapping)
    _progress("正在读取文件")
    if options.save_mapping:
        columns = services.guesses(files, mapping).as_toml()
        _write(options.save_mapping, lambda path: path.write_text(columns, "utf-8"))
    ledger = services.read_files(files, mapping)
    report = services.check(ledger, options.date or date.today())
    _write(options.out, lambda path: services.write_ledger(path, ledger.establishment))
    for line in (*column_lines(ledger.mapping), *map(str, ledger.form_findings)):
        _print(line)
    summary = report.summary
    others = len(report.findings) - len(ledger.form_findings)
    _print(
        f"已写出标准台账 {options.out}：{summary.units} 个机构、{summary.persons} 人，编制 {summary.quota}，"
        f"实有 {summary.in_post}，超编 {summary.excess} 人，空编 {summary.vacancies} 名。"
        f"读取时的问题 {len(ledger.form_findings)} 条；体检另有问题 {others} 条，可用 check 查看。"
    )
    return FAILED if report.has_errors else DONE


def _add_check(commands: _Commands) -> None:  # type: ignore[valid-type]
    parser = _command(commands, "check", "检查台账 / findings about a ledger", _check)
    _with_ledger(parser)
    parser.add_argument("--json", type=Path, metavar="F", help="写出 JSON")
    parser.add_argument(
        "--marked", type=Path, metavar="F.xlsx", help="写出标注后的原工作簿 your workbook, cells marked"
    )


def _check(options: argparse.Namespace) -> int:
    _progress("正在读取台账")
    ledger = _read(options)
    _progress("正在体检")
    report = services.check(ledger, options.date or date.today())
    if options.json:
        _write_json(options.json, check_report(report))
    if options.marked:
        _progress("正在标注工作簿")
        _write(options.marked, lambda path: services.write_marked(options.ledger, report.findings, path))
    for finding in report.findings:
        _print(str(finding))
    summary = report.summary
    _print(
        f"共 {summary.units} 个机构、{summary.persons} 人：编制 {summary.quota}，实有 {summary.in_post}，"
        f"超编 {summary.excess} 人，空编 {summary.vacancies} 名；发现问题 {len(report.findings)} 条。"
    )
    return FAILED if report.has_errors else DONE


def _add_plan(commands: _Commands) -> None:  # type: ignore[valid-type]
    parser = _command(commands, "plan", "求解调剂建议方案 / solve for an adjustment plan", _plan)
    _with_ledger(parser)
    _with_settings(parser)
    parser.add_argument("-o", "--out", type=Path, metavar="PLAN.xlsx", help="方案工作簿 plan workbook")
    parser.add_argument("--docx", type=Path, metavar="F", help="方案文稿 plan document (Word)")
    parser.add_argument("--json", type=Path, metavar="F", help="写出 JSON")
    parser.add_argument("--pairs", type=Path, metavar="F.csv", help="全部可行人岗组合 every eligible pair")
    parser.add_argument("--chart", type=Path, metavar="F.svg", help="前后对比机构图 organisation chart")


def _plan(options: argparse.Namespace) -> int:
    settings, day = _settings(options.settings), options.date or date.today()
    _progress("正在读取台账")
    ledger = _read(options)
    _warn_of_form(ledger)
    establishment = ledger.establishment
    plan = services.reallocate(establishment, day, settings, _progress)
    mergers = services.merge_sections(establishment, day) if options.out or options.docx or options.chart else ()
    if options.out:
        _progress("正在写出方案工作簿")
        _write(options.out, lambda path: services.write_plan(path, plan, establishment, mergers))
    if options.docx:
        _progress("正在写出方案文稿")
        _write(options.docx, lambda path: services.write_document(path, plan, establishment, mergers))
    if options.chart:
        chart = services.draw_comparison(establishment, plan, mergers)
        _write(options.chart, lambda path: path.write_text(chart, "utf-8"))
    if options.pairs:
        pairs = services.eligible_pairs(establishment, day, settings)
        _write(options.pairs, lambda path: path.write_text(_as_csv(pairs), "utf-8"))
    if options.json:
        _write_json(options.json, plan_report(plan))
    proof = "已证明最优" if plan.status is PlanStatus.OPTIMAL else "未证明最优，见各目标的上下界"
    _print(
        f"拟调整 {len(plan.moves)} 人：超编由 {plan.excess_before} 人降为 {plan.excess_after} 人（{proof}）。"
        f"本方案为建议，由机构编制委员会研究审定。"
    )
    return FAILED if plan.status is PlanStatus.INFEASIBLE else DONE


_MOST_WARNINGS = 20


def _warn_of_form(ledger: services.Ledger) -> None:
    """Say on stderr what could not be read: a plan rests on what could."""
    serious = [finding for finding in ledger.form_findings if finding.severity is not Severity.NOTE]
    for finding in serious[:_MOST_WARNINGS]:
        _say(str(finding))
    if serious:
        _say(f"注意：台账有 {len(serious)} 处未能读取或未采用，方案按其余内容求解；请先运行 check 核对。")


def _as_csv(pairs: Sequence[tuple[str, str, str, str, int]]) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(("person", "to_unit", "to_type", "post", "fit"))
    writer.writerows(pairs)
    return text.getvalue()


def _add_verify(commands: _Commands) -> None:  # type: ignore[valid-type]
    parser = _command(commands, "verify", "不用求解器复核方案 / re-check an exported plan without the solver", _verify)
    _with_ledger(parser)
    parser.add_argument("plan", metavar="PLAN.xlsx", type=Path, help="导出的方案工作簿 exported plan")
    _with_settings(parser)


def _verify(options: argparse.Namespace) -> int:
    settings = _settings(options.settings) if options.settings else None
    _progress("正在读取台账")
    establishment = _read(options).establishment
    _progress("正在复核方案")
    violations = services.verify(establishment, options.plan, options.date, settings)
    for violation in violations:
        _print(str(violation))
    _print(f"复核发现 {len(violations)} 处不符。" if violations else "复核通过：方案与台账、规则和合计全部相符。")
    return FAILED if violations else DONE


def _add_sections(commands: _Commands) -> None:  # type: ignore[valid-type]
    parser = _command(commands, "sections", "整合内设机构 / merge sections under the caps", _sections)
    _with_ledger(parser)
    parser.add_argument("--unit", metavar="CODE", help="只整合这个机构 only this unit")
    parser.add_argument("-o", "--out", type=Path, metavar="F.xlsx", help="整合对照表 workbook")
    parser.add_argument("--json", type=Path, metavar="F", help="写出 JSON")


def _sections(options: argparse.Namespace) -> int:
    _progress("正在读取台账")
    establishment = _read(options).establishment
    _progress("正在求解内设机构整合")
    mergers = services.merge_sections(
        establishment, options.date or date.today(), [options.unit] if options.unit else ()
    )
    if options.out:
        _write(options.out, lambda path: services.write_sections(path, mergers, establishment))
    if options.json:
        _write_json(options.json, sections_report(mergers))
    for merger in mergers:
        name = establishment.unit[merger.unit].name
        _print(f"{name}：内设机构 {merger.before} 个，限额 {merger.cap} 个，拟整合为 {merger.after} 个。")
        for note in merger.notes:
            _print(f"  {note}")
    if not mergers:
        _print("没有超过限额的机构。")
    return FAILED if any(merger.status is PlanStatus.INFEASIBLE for merger in mergers) else DONE


def _read(options: argparse.Namespace) -> services.Ledger:
    return services.read(options.ledger, mapping=_mapping(options.mapping), password=options.password)


def _mapping(path: Path | None) -> Mapping | None:
    if path is None:
        return None
    try:
        return parse_mapping(path.read_text("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise SettingsError(f"列对应文件 {path.name} 不是 UTF-8 文本。", "请另存为 UTF-8 编码。") from error


def _refuse_outputs_over_inputs(options: argparse.Namespace) -> None:
    """No output may replace a file the command reads, or another of its outputs."""
    given = {name: path.resolve() for name, path in vars(options).items() if isinstance(path, Path)}
    taken = {path: name for name, path in given.items() if name in _INPUTS}
    for name, path in given.items():
        if name not in _INPUTS and taken.setdefault(path, name) != name:
            raise SettingsError(
                f"输出文件“{path.name}”与本命令的另一个文件相同，为免覆盖，没有运行。", "请另取一个输出文件名。"
            )


def _settings(path: Path | None) -> PlanSettings:
    if path is None:
        return PlanSettings()
    try:
        return parse_settings(path.read_text("utf-8"))
    except UnicodeDecodeError as error:
        raise SettingsError(f"设置文件 {path.name} 不是 UTF-8 文本。", "请另存为 UTF-8 编码。") from error


def _write_json(path: Path, content: object) -> None:
    text = json.dumps(content, ensure_ascii=False, indent=1) + "\n"
    _write(path, lambda target: target.write_text(text, "utf-8"))


def _write(path: Path, write: Callable[[Path], object]) -> None:
    """Write beside the target and move into place, so that a failure leaves an older file as it was."""
    if path.is_dir():
        raise SettingsError(f"输出路径“{path}”是文件夹。", "请给出文件名。")
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=path.suffix)
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(path)) from error
    os.close(handle)
    temporary = Path(name)
    try:
        write(temporary)
        temporary.chmod(0o600)
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)


def _progress(words: str) -> None:
    """Progress is for people: only on a terminal, never into a pipe."""
    if sys.stderr.isatty():
        _say(f"{words}…")


def _print(line: str, stream: TextIO | None = None) -> None:
    (stream or sys.stdout).write(f"{line}\n")


def _say(line: str) -> None:
    _print(line, sys.stderr)
