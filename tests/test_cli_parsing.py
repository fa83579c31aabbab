"""What the command line says of its own words, and to a reader that goes away."""

import argparse
import io
import os
import subprocess
import sys
from pathlib import Path

import pytest

from bianzhi import cli
from bianzhi.cli import main
from bianzhi.cli.parsing import in_chinese

COMMANDS = sorted(
    name
    for action in cli._parser()._actions
    if isinstance(action, argparse._SubParsersAction)
    for name in action.choices
)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ((), "缺少参数 COMMAND。"),
        (("plan",), "缺少参数 LEDGER。"),
        (("plna",), "参数 COMMAND 不能是“plna”，可用的有：template、sample"),
        (("plan", "a.xlsx", "--date"), "参数 --date 后面没有写值。"),
        (("plan", "a.xlsx", "--date", "2026年"), "“2026年”不是日期，请写成 2026-11-23 的形式。"),
        (("plan", "a.xlsx", "--engine", "x"), "参数 --engine 不能是“x”，可用的有：flow、model。"),
        (("plan", "a.xlsx", "--explain=x"), "参数 --explain 不带值，却写了 'x'。"),
        (("plan", "a.xlsx", "--p", "1"), "“--p”可以指 --password、--pairs，请写全。"),
        (("outlook", "a.xlsx", "--months", "x"), "参数 --months 的值“x”不是整数。"),
        (("plan", "a.xlsx", "b.xlsx"), "没有这样的参数：b.xlsx。"),
    ],
)
def test_what_is_wrong_with_a_command_is_said_in_chinese(
    words: tuple[str, ...], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """With what is there, what is allowed, and where to read on; the exit status says that it cannot run."""
    with pytest.raises(SystemExit) as ended:
        main(words)
    said = capsys.readouterr().err

    assert ended.value.code == 2
    assert told in said
    assert "建议：运行 python -m bianzhi" in said
    assert not {"argument", "error:", "invalid", "required"} & set(said.replace(":", ": ").split())


def test_what_is_not_known_to_be_said_stays_as_it_is() -> None:
    """Nothing is lost where argparse says something new."""
    assert in_chinese("argument -x: is odd") == "参数 -x 有误：is odd"
    assert in_chinese("is odd") == "is odd"


@pytest.mark.parametrize("command", COMMANDS)
def test_no_help_is_in_english_alone(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Every option says in Chinese what it is for, argparse's own -h too."""
    with pytest.raises(SystemExit):
        main([command, "--help"])
    said = capsys.readouterr().out

    assert said.startswith("用法 usage: ")
    assert "show this help message" not in said
    assert "\noptions:" not in said
    assert "\npositional arguments:" not in said


@pytest.mark.parametrize("command", COMMANDS)
def test_a_reader_that_goes_away_ends_a_command_quietly(command: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """As SIGPIPE would, with 141 and without a word; what is still held back is no error at the end either."""
    read, write = os.pipe()
    os.close(read)
    said = io.StringIO()
    with os.fdopen(write, "w", encoding="utf-8") as nobody_reads:
        monkeypatch.setattr(sys, "stdout", nobody_reads)
        monkeypatch.setattr(sys, "stderr", said)
        status = main([command, "--help"])
        nobody_reads.write("更多")

    assert (status, said.getvalue()) == (141, "")


def test_a_command_into_head_says_nothing_more(tmp_path: Path) -> None:
    """The real thing, in a process of its own: a result longer than a pipe holds, of which one line is read."""
    script = "import sys\nfrom bianzhi import cli\nfrom bianzhi.cli.options import print_line\n"
    script += "cli._run = lambda _: [print_line('行' * 99) for _ in range(9999)] and 0\nsys.exit(cli.main([]))"
    read, write = os.pipe()
    with subprocess.Popen([sys.executable, "-c", script], stdout=write, stderr=subprocess.PIPE, cwd=Path.cwd()) as run:
        os.close(write)
        assert os.read(read, 9).decode() == "行行行"
        os.close(read)
        assert run.stderr is not None
        assert (run.wait(), run.stderr.read()) == (141, b"")
