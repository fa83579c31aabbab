"""template, sample, import, check: commands about a ledger."""

import argparse
from datetime import date
from functools import partial
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
    read_settings,
    tell_progress,
    with_date,
    with_ledger,
    with_mapping,
    with_settings,
    write,
    write_json,
)
from bianzhi.domain.intake import SourceFile
from bianzhi.reports import check_report, column_lines


def add_template(commands: Commands) -> None:
    """``template``."""
    parser = command(commands, "template", "写出空白台账模板 / write the empty ledger workbook", _template)
    parser.add_argument("out", metavar="OUT.xlsx", type=Path, help="输出文件 output")


def _template(options: argparse.Namespace) -> int:
    write(options.out, services.write_template)
    return DONE


def add_sample(commands: Commands) -> None:
    """``sample``."""
    parser = command(commands, "sample", "写出虚构的示例区台账 / write an invented district", _sample)
    parser.add_argument("out", metavar="OUT.xlsx", type=Path, help="输出文件 output")
    parser.add_argument("--persons", type=_positive, default=5000, metavar="N", help="大约人数 persons（缺省 5000）")
    parser.add_argument("--seed", type=int, default=1, metavar="S", help="随机种子 seed（缺省 1）")


def _positive(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"“{text}”应为正整数")
    return int(text)


def _sample(options: argparse.Namespace) -> int:
    write(options.out, lambda path: services.write_sample(path, options.persons, options.seed))
    return DONE


def add_import(commands: Commands) -> None:
    """``import``: files as they lie into one canonical ledger."""
    parser = command(commands, "import", "把现有的表读成一份标准台账 / read files as one ledger", _import)
    parser.add_argument("files", metavar="FILES", type=Path, nargs="+", help="一个或几个文件 one file or several")
    parser.add_argument("-o", "--out", type=Path, required=True, metavar="OUT.xlsx", help="标准台账 the ledger")
    with_date(parser)
    with_mapping(parser)
    parser.add_argument("--save-mapping", type=Path, metavar="F.toml", help="写出列对应，供修改和下次使用")


def _import(options: argparse.Namespace) -> int:
    files = [SourceFile(path, path.name, options.password) for path in options.files]
    mapping = read_mapping(options.mapping)
    tell_progress("正在读取文件")
    if options.save_mapping:
        columns = services.guesses(files, mapping).as_toml()
        write(options.save_mapping, lambda path: path.write_text(columns, "utf-8"))
    ledger = services.read_files(files, mapping)
    report = services.check(ledger, options.date or date.today())
    write(options.out, lambda path: services.write_ledger(path, ledger.establishment))
    for line in (*column_lines(ledger.mapping), *map(str, ledger.form_findings)):
        print_line(line)
    summary = report.summary
    others = len(report.findings) - len(ledger.form_findings)
    print_line(
        f"已写出标准台账 {options.out}：{summary.units} 个机构、{summary.persons} 人，编制 {summary.quota} 名，"
        f"实有 {summary.in_post} 人，超编 {summary.excess} 人，空编 {summary.vacancies} 名。"
        f"读取时的问题 {len(ledger.form_findings)} 条；体检另有问题 {others} 条，可用 check 查看。"
    )
    return FAILED if report.has_errors else DONE


def add_check(commands: Commands) -> None:
    """``check``."""
    parser = command(commands, "check", "检查台账 / findings about a ledger", _check)
    with_ledger(parser)
    parser.add_argument("--json", type=Path, metavar="F", help="写出 JSON")
    parser.add_argument(
        "--marked", type=Path, metavar="F.xlsx", help="写出标注后的原工作簿 your workbook, cells marked"
    )
    with_settings(parser)
    parser.add_argument("--report", type=Path, metavar="F.xlsx", help="体检报告工作簿 health report (workbook)")
    parser.add_argument("--report-docx", type=Path, metavar="F", help="体检报告文稿 health report (Word)")
    parser.add_argument("--previous", type=Path, metavar="F.json", help="上次体检的 JSON the last check, for the trend")


def _check(options: argparse.Namespace) -> int:
    tell_progress("正在读取台账")
    ledger = read_ledger(options)
    tell_progress("正在体检")
    previous = services.read_previous_check(options.previous) if options.previous else None
    report = services.check(ledger, options.date or date.today(), read_settings(options.settings).rules_off)
    outputs = ((options.report, services.write_health_report), (options.report_docx, services.write_health_document))
    for out, write_report in outputs:
        if out:
            write(out, partial(write_report, report=report, establishment=ledger.establishment, previous=previous))
    if options.json:
        write_json(options.json, check_report(report))
    if options.marked:
        tell_progress("正在标注工作簿")
        write(options.marked, lambda path: services.write_marked(options.ledger, report.findings, path))
    for finding in report.findings:
        print_line(str(finding))
    summary = report.summary
    print_line(
        f"共 {summary.units} 个机构、{summary.persons} 人：编制 {summary.quota} 名，实有 {summary.in_post} 人，"
        f"超编 {summary.excess} 人，空编 {summary.vacancies} 名；发现问题 {len(report.findings)} 条。"
    )
    for rule in report.rules_off:
        print_line(f"已停用规则 {rule.id} {rule.title}（理由：{rule.reason}），未列出问题 {rule.suppressed} 条。")
    return FAILED if report.has_errors else DONE
