"""What the commands share: options, reading their files, and writing beside the target and into place."""

import argparse
import json
import os
import sys
import tempfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TextIO, TypeAlias

from bianzhi import services
from bianzhi.domain.intake import Mapping, parse_mapping
from bianzhi.domain.settings import PlanSettings, parse_settings
from bianzhi.domain.wish_clashes import obvious_clashes
from bianzhi.errors import SettingsError

DONE, FAILED, CANNOT_RUN = 0, 1, 2
_INPUTS = frozenset(
    ("ledger", "plan", "settings", "mapping", "files", "old", "new", "payroll", "previous", "reform", "opinions")
)
"""Options that name files to be read; every other path is written."""

Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"


def command(commands: Commands, name: str, words: str, run: Callable[..., int]) -> argparse.ArgumentParser:
    """A subcommand with its help and the function that runs it."""
    parser: argparse.ArgumentParser = commands.add_parser(name, help=words, description=words)
    parser.set_defaults(run=run)
    return parser


def with_ledger(parser: argparse.ArgumentParser) -> None:
    """The ledger, its day, and how its columns and password are given."""
    parser.add_argument("ledger", metavar="LEDGER", type=Path, help="台账工作簿 ledger workbook (.xlsx)")
    with_date(parser)
    with_mapping(parser)


def with_date(parser: argparse.ArgumentParser) -> None:
    """The day asked."""
    parser.add_argument(
        "--date", type=_day, default=None, metavar="D", help="基准日期 day, 2026-11-23（缺省为今天 today）"
    )


def with_mapping(parser: argparse.ArgumentParser) -> None:
    """What the columns of the files mean, and the password that opens them."""
    parser.add_argument("--mapping", type=Path, metavar="F.toml", help="列对应文件 columns to fields (TOML)")
    parser.add_argument("--password", default="", metavar="P", help="打开密码 password of the file")


def with_settings(parser: argparse.ArgumentParser) -> None:
    """The settings file."""
    parser.add_argument("--settings", type=Path, metavar="F.toml", help="设置文件 settings (TOML)")


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"“{text}”不是日期，请写成 2026-11-23 的形式") from None


def read_ledger(options: argparse.Namespace) -> services.Ledger:
    """The ledger that the options name."""
    return services.read(options.ledger, mapping=read_mapping(options.mapping), password=options.password)


def read_mapping(path: Path | None) -> Mapping | None:
    """The mapping of a file, or None where none is given."""
    if path is None:
        return None
    try:
        return parse_mapping(path.read_text("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise SettingsError(f"列对应文件 {path.name} 不是 UTF-8 文本。", "请另存为 UTF-8 编码。") from error


def read_settings(path: Path | None) -> PlanSettings:
    """The settings of a file, or the default ones; wishes of which two plainly contradict each other are told at once."""
    if path is None:
        return PlanSettings()
    try:
        settings = parse_settings(path.read_text("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise SettingsError(f"设置文件 {path.name} 不是 UTF-8 文本。", "请另存为 UTF-8 编码。") from error
    for clash in obvious_clashes(settings.wishes):
        say(f"注意：设置文件 {path.name} 的{clash.in_words(settings.wishes)}")
    return settings


def refuse_outputs_over_inputs(options: argparse.Namespace) -> None:
    """No output may replace a file the command reads, or another of its outputs."""
    given = {name: path.resolve() for name, path in vars(options).items() if isinstance(path, Path)}
    taken = {path: name for name, path in given.items() if name in _INPUTS}
    for name, path in given.items():
        if name not in _INPUTS and taken.setdefault(path, name) != name:
            raise SettingsError(
                f"输出文件“{path.name}”与本命令的另一个文件相同，为免覆盖，没有运行。", "请另取一个输出文件名。"
            )


def write_json(path: Path, content: object) -> None:
    """Write plain values as JSON."""
    text = json.dumps(content, ensure_ascii=False, indent=1) + "\n"
    write(path, lambda target: target.write_text(text, "utf-8"))


def write(path: Path, write: Callable[[Path], object]) -> None:
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


def tell_progress(words: str) -> None:
    """Progress is for people: only on a terminal, never into a pipe."""
    if sys.stderr.isatty():
        say(f"{words}…")


def print_line(line: str, stream: TextIO | None = None) -> None:
    """One line of the result."""
    (stream or sys.stdout).write(f"{line}\n")


def say(line: str) -> None:
    """One line for the person at the terminal, on stderr."""
    print_line(line, sys.stderr)
