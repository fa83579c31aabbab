"""The parser of the command line, which says in Chinese what argparse says in English."""

import argparse
import re
from collections.abc import Callable, Iterable
from typing import Any, NoReturn

_CANNOT_RUN = 2
_NUMBERS = {"int": "整数", "float": "数"}


class ChineseParser(argparse.ArgumentParser):
    """As argparse's own, with its headings in both languages and its errors in Chinese."""

    def __init__(self, **named: Any) -> None:
        super().__init__(**named, add_help=False, formatter_class=_Formatter)
        self._positionals.title, self._optionals.title = "参数 arguments", "选项 options"
        self.add_argument("-h", "--help", action="help", help="显示本说明 show this help")

    def error(self, message: str) -> NoReturn:
        """Say what is wrong with the words of the command, and end."""
        self.exit(
            _CANNOT_RUN, f"{self.format_usage()}错误：{in_chinese(message)}。\n建议：运行 {self.prog} -h 查看用法。\n"
        )


class _Formatter(argparse.HelpFormatter):
    def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: str | None = None) -> None:
        super().add_usage(usage, actions, groups, "用法 usage: " if prefix is None else prefix)


def in_chinese(message: str) -> str:
    """What argparse says is wrong, in Chinese; what it says in other words, such as those of our own types, as it is."""
    named = re.fullmatch(r"argument (.+?): (.*)", message, re.DOTALL)
    where, words = (f"参数 {named[1]} ", named[2]) if named else ("", message)
    for pattern, told in _SENTENCES:
        found = re.fullmatch(pattern, words, re.DOTALL)
        if found:
            return where + told(found)
    return f"{where}有误：{words}" if named else words


def _several(names: str) -> str:
    return "、".join(part.strip().strip("'") for part in names.split(","))


_SENTENCES: Iterable[tuple[str, Callable[[re.Match[str]], str]]] = (
    (r"the following arguments are required: (.+)", lambda found: f"缺少参数 {_several(found[1])}"),
    (r"unrecognized arguments: (.+)", lambda found: f"没有这样的参数：{found[1]}"),
    (r"expected (?:one|at least one) argument", lambda _: "后面没有写值"),
    (r"ignored explicit argument (.+)", lambda found: f"不带值，却写了 {found[1]}"),
    (r"not allowed with argument (.+)", lambda found: f"不能与 {found[1]} 同时使用"),
    (r"ambiguous option: (\S+) could match (.+)", lambda found: f"“{found[1]}”可以指 {_several(found[2])}，请写全"),
    (
        r"invalid choice: '?(.*?)'? \(choose from (.+)\)",
        lambda found: f"不能是“{found[1]}”，可用的有：{_several(found[2])}",
    ),
    (
        r"invalid (\w+) value: '?(.*?)'?",
        lambda found: f"的值“{found[2]}”不是{_NUMBERS.get(found[1], '可用的值')}",
    ),
)
"""What argparse says, and the same in Chinese."""
