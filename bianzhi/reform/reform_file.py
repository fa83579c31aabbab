"""A reform as a file people can read: TOML, one ``[[steps]]`` for each operation, terms in Chinese as in the ledger."""

import tomllib
from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from difflib import get_close_matches
from enum import Enum
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

import tomli_w

from bianzhi.domain.reform import Reform, Step
from bianzhi.errors import SettingsError
from bianzhi.reform.apply import OPERATIONS

_DO, _ON = "do", "on"
_CLASS_OF = {word: kind for kind, (word, _) in OPERATIONS.items()}
_LEFT_OUT = frozenset(("at", "unreadable"))
"""Fields of ledger rows that no file of a reform has."""


def parse_reform(text: str) -> Reform:
    """Read a reform.

    Raises
    ------
    SettingsError
        The text is not TOML, an operation is unknown, or an item is missing, unknown or of the wrong kind: with its step.
    """
    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(
            f"改革方案文件不是有效的 TOML：{error}。", "请对照 sample_data 中的改革方案修改。"
        ) from error
    steps = values.pop("steps", [])
    if not isinstance(steps, list) or not all(isinstance(step, dict) for step in steps):
        raise SettingsError("改革方案文件的 steps 应为若干节。", "请写成若干个 [[steps]]，各自一节。")
    parsed = tuple(_step(dict(step), f"第{number}步") for number, step in enumerate(steps, 1))
    head = {item.name for item in fields(Reform)} - {"steps"}
    _refuse_unknown(values, head, "改革方案")
    if not isinstance(values.get("name"), str) or not values["name"].strip():
        raise SettingsError("改革方案没有名称。", '请在文件开头写 name = "……"。')
    hints = get_type_hints(Reform)
    plain = {name: _value(value, hints[name], f"改革方案的 {name}") for name, value in values.items()}
    return Reform(**{**plain, "steps": parsed})


def reform_text(reform: Reform) -> str:
    """The file of a reform: what is empty or as by default is left out."""
    head = {
        item.name: _plain(getattr(reform, item.name))
        for item in fields(reform)
        if item.name != "steps" and getattr(reform, item.name) not in ("", None)
    }
    steps = []
    for step in reform.steps:
        row: dict[str, Any] = {_DO: OPERATIONS[type(step.operation)][0]}
        if step.on is not None:
            row[_ON] = step.on
        steps.append(row | _plain(step.operation))
    return tomli_w.dumps({**head, "steps": steps} if steps else head)


def _step(row: dict[str, Any], where: str) -> Step:
    word = row.pop(_DO, None)
    kind = _CLASS_OF.get(word) if isinstance(word, str) else None
    if kind is None:
        near = get_close_matches(str(word), _CLASS_OF, 1, 0.3)
        closest = f"最接近的是“{near[0]}”；" if near else ""
        raise SettingsError(f"{where}的操作（do）为 {word!r}。", f"{closest}可用的操作：{'、'.join(_CLASS_OF)}。")
    on = row.pop(_ON, None)
    if on is not None and not isinstance(on, date):
        raise SettingsError(f"{where}“{word}”的 on 为 {on!r}。", "应为日期，如 2026-09-01。")
    return Step(_object(row, kind, f"{where}“{word}”"), on)


def _object(row: Mapping[str, Any], kind: type, where: str) -> Any:
    if not isinstance(row, Mapping):
        raise SettingsError(f"{where}为 {row!r}。", "应为一节，写明各项。")
    known = [item for item in fields(kind) if item.name not in _LEFT_OUT]
    _refuse_unknown(row, {item.name for item in known}, where)
    for item in known:
        if item.name not in row and item.default is MISSING and item.default_factory is MISSING:
            raise SettingsError(f"{where}缺 {item.name}。", f"可用的项：{'、'.join(each.name for each in known)}。")
    hints = get_type_hints(kind)
    return kind(**{name: _value(value, hints[name], f"{where}的 {name}") for name, value in row.items()})


def _value(value: Any, kind: Any, where: str) -> Any:  # noqa: PLR0911 - one return a kind
    origin, inside = get_origin(kind), get_args(kind)
    if origin in (Union, UnionType):
        return _value(value, next(each for each in inside if each is not type(None)), where)
    if origin is tuple:
        if not isinstance(value, list):
            raise SettingsError(f"{where}为 {value!r}。", "应为列表。")
        if len(inside) == 2 and inside[1] is Ellipsis:
            return tuple(_value(each, inside[0], where) for each in value)
        return tuple(_value(each, one, where) for each, one in zip(value, inside, strict=True))
    if origin is not None and issubclass(origin, Mapping):
        if not isinstance(value, dict):
            raise SettingsError(f"{where}为 {value!r}。", "应为一节，每行为 编制类型 = 名额。")
        return {_value(key, inside[0], where): _value(each, inside[1], where) for key, each in value.items()}
    if isinstance(kind, type) and issubclass(kind, Enum):
        return _term(value, kind, where)
    if isinstance(kind, type) and is_dataclass(kind):
        return _object(value, kind, where)
    return _scalar(value, kind, where)


def _term(value: Any, kind: type[Enum], where: str) -> Any:
    for term in kind:
        if term.value == value:
            return term
    raise SettingsError(f"{where}为 {value!r}。", f"应为以下之一：{'、'.join(str(term.value) for term in kind)}。")


_WORDS = {str: "文字", int: "整数", bool: "true 或 false", date: "日期，如 2026-09-01"}


def _scalar(value: Any, kind: type, where: str) -> Any:
    if isinstance(value, kind) and (kind is not int or not isinstance(value, bool)):
        return value.strip() if isinstance(value, str) else value
    raise SettingsError(f"{where}为 {value!r}。", f"应为{_WORDS[kind]}。")


def _refuse_unknown(row: Mapping[str, Any], known: set[str], where: str) -> None:
    for name in row:
        if name not in known:
            near = get_close_matches(name, known, 1, 0.5)
            closest = f"最接近的是 {near[0]}；" if near else ""
            raise SettingsError(f"{where}没有名为 {name} 的项。", f"{closest}可用的项：{'、'.join(sorted(known))}。")


def _plain(value: Any) -> Any:
    if isinstance(value, Enum):
        return value.value
    if is_dataclass(value):
        return {
            item.name: _plain(getattr(value, item.name))
            for item in fields(value)
            if item.name not in _LEFT_OUT and not _is_default(getattr(value, item.name), item)
        }
    if isinstance(value, Mapping):
        return {_plain(key): _plain(each) for key, each in value.items()}
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    return value


def _is_default(value: Any, item: Any) -> bool:
    if value is None:
        return True
    if item.default is not MISSING:
        return bool(value == item.default)
    return item.default_factory is not MISSING and value == item.default_factory()
