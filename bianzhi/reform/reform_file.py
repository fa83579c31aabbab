"""A reform as a file people can read: TOML, one ``[[steps]]`` for each operation, terms in Chinese as in the ledger."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import date, time
from enum import Enum
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

import tomli_w

from bianzhi.domain.nearest import nearest
from bianzhi.domain.reform import Fate, Reform, Step
from bianzhi.errors import SettingsError
from bianzhi.reform.apply import OPERATIONS
from bianzhi.reform.head_checks import refuse_unusable_head

_DO, _ON = "do", "on"
_CLASS_OF = {word: kind for kind, (word, _) in OPERATIONS.items()}
_LEFT_OUT = frozenset(("at", "unreadable"))
"""Fields of ledger rows that no file of a reform has."""
MOST_CHARACTERS = 2_000_000
"""Of a file; a hundred operations take about thirty thousand."""
MOST_STEPS = 1_000
_MOST_TEXT = 2_000
"""Characters of one item: a cell of the papers holds no more than 32,767."""
_MOST_NUMBER = 999_999
_MOST_SHOWN = 60
_AT_LINE = re.compile(r"at line (\d+), column (\d+)")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")
"""Characters that no workbook or document may hold."""


def parse_reform(text: str) -> Reform:
    """Read a reform.

    Raises
    ------
    SettingsError
        The text is not TOML or beyond all measure, an operation is unknown, an item is missing, unknown or of the wrong
        kind: with its step; or the name is too long or has characters that nobody sees.
    """
    values = _toml(text)
    steps = values.pop("steps", [])
    if not isinstance(steps, list) or not all(isinstance(step, dict) for step in steps):
        raise SettingsError("改革方案文件的改革事项「steps」应为若干节。", "请写成若干个「[[steps]]」，各自一节。")
    if len(steps) > MOST_STEPS:
        raise SettingsError(f"改革方案有 {len(steps)} 项。", f"最多 {MOST_STEPS} 项；请分成几份方案，先后执行。")
    parsed = tuple(_step(dict(step), f"第{number}项") for number, step in enumerate(steps, 1))
    head = {item.name for item in fields(Reform)} - {"steps"}
    _refuse_unknown(values, head, "改革方案")
    if not isinstance(values.get("name"), str) or not values["name"].strip():
        raise SettingsError("改革方案没有名称。", '请在文件开头写「name = "……"」。')
    hints = get_type_hints(Reform)
    plain = {name: _value(value, hints[name], f"改革方案的{_called(name)}") for name, value in values.items()}
    reform = Reform(**{**plain, "steps": parsed})
    refuse_unusable_head(reform)
    return reform


def _toml(text: str) -> dict[str, Any]:
    if len(text) > MOST_CHARACTERS:
        raise SettingsError(
            f"改革方案文件有 {len(text)} 个字符，超过 {MOST_CHARACTERS} 个。", "请核对选的是不是改革方案文件。"
        )
    hint = "请对照 sample_data 中的改革方案修改。"
    try:
        return tomllib.loads(text)
    except RecursionError as error:
        raise SettingsError("改革方案文件嵌套过深，无法读取。", hint) from error
    except ValueError as error:  # TOMLDecodeError is one; a number of thousands of digits is another
        raise SettingsError(f"改革方案文件的格式不对（应为 TOML），{_place(str(error))}。", hint) from error


def _place(message: str) -> str:
    """Where the parser stopped, in Chinese: its own words are English."""
    found = _AT_LINE.search(message)
    if found:
        return f"第{found[1]}行第{found[2]}个字符附近无法识别"
    return "文件末尾不完整" if "end of document" in message else "其中有无法识别的内容"


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
        near = nearest(_shown(word), _CLASS_OF)
        closest = f"最接近的是“{near}”；" if near else ""
        raise SettingsError(
            f"{where}的{_called(_DO)}为 {_shown(word)}。", f"{closest}可用的操作：{'、'.join(_CLASS_OF)}。"
        )
    on = row.pop(_ON, None)
    if on is not None:
        on = _scalar(on, date, f"{where}“{word}”的{_called(_ON)}")
    return Step(_object(row, kind, f"{where}“{word}”"), on)


def _object(row: Mapping[str, Any], kind: type, where: str) -> Any:
    if not isinstance(row, Mapping):
        raise SettingsError(f"{where}为 {_shown(row)}。", "应为一节，写明各项。")
    known = [item for item in fields(kind) if item.name not in _LEFT_OUT]
    _refuse_unknown(row, {item.name for item in known}, where)
    hints = get_type_hints(kind)
    given: dict[str, Any] = {}
    for item in known:
        if item.name in row or item.default is not MISSING or item.default_factory is not MISSING:
            continue
        if type(None) not in get_args(hints[item.name]):
            names = "、".join(_called(each.name) for each in known)
            raise SettingsError(f"{where}缺{_called(item.name)}。", f"可用的项：{names}。")
        given[item.name] = None  # TOML has no word for none: what is left out is none
    given |= {name: _value(value, hints[name], f"{where}的{_called(name)}") for name, value in row.items()}
    return kind(**given)


def _value(value: Any, kind: Any, where: str) -> Any:  # noqa: PLR0911 - one return a kind
    origin, inside = get_origin(kind), get_args(kind)
    if origin in (Union, UnionType):
        return _value(value, next(each for each in inside if each is not type(None)), where)
    if origin is tuple:
        if not isinstance(value, list):
            raise SettingsError(f"{where}为 {_shown(value)}。", "应为列表。")
        if len(inside) == 2 and inside[1] is Ellipsis:
            return tuple(_value(each, inside[0], where) for each in value)
        return tuple(_value(each, one, where) for each, one in zip(value, inside, strict=True))
    if origin is not None and issubclass(origin, Mapping):
        if not isinstance(value, dict):
            raise SettingsError(f"{where}为 {_shown(value)}。", "应为一节，每行为 编制类型 = 名额。")
        return {_value(key, inside[0], where): _value(each, inside[1], where) for key, each in value.items()}
    if isinstance(kind, type) and issubclass(kind, Enum):
        return _term(value, kind, where)
    if isinstance(kind, type) and is_dataclass(kind):
        return _object(value, kind, where)
    return _scalar(value, kind, where)


def _term(value: Any, kind: type[Enum], where: str) -> Any:
    allowed = [term for term in kind if term is not Fate.OPEN]
    for term in allowed:
        if term.value == value:
            return term
    raise SettingsError(
        f"{where}为 {_shown(value)}。", f"应为以下之一：{'、'.join(str(term.value) for term in allowed)}。"
    )


_WORDS = {str: "文字", int: "整数", bool: "「true」或「false」", date: "日期，如 2026-09-01"}


def _scalar(value: Any, kind: type, where: str) -> Any:
    if type(value) is not kind:  # neither true for a number nor a time of day for a date
        raise SettingsError(f"{where}为 {_shown(value)}。", f"应为{_WORDS[kind]}。")
    if isinstance(value, str):
        return _text(value.strip(), where)
    if isinstance(value, int) and abs(value) > _MOST_NUMBER:
        raise SettingsError(f"{where}为 {_shown(value)}。", f"应在 -{_MOST_NUMBER} 到 {_MOST_NUMBER} 之间。")
    return value


def _text(value: str, where: str) -> str:
    if len(value) > _MOST_TEXT:
        raise SettingsError(f"{where}有 {len(value)} 个字。", f"最多 {_MOST_TEXT} 个字；请另附材料。")
    if _CONTROL.search(value):
        raise SettingsError(f"{where}含有不可显示的控制字符。", "请删去后重新填写。")
    return value


def _shown(value: Any) -> str:
    """A wrong value as the message shows it, cut short; never in the words of the programming language."""
    if isinstance(value, str):
        return f"“{value if len(value) <= _MOST_SHOWN else f'{value[:_MOST_SHOWN]}…'}”"
    if isinstance(value, list | dict):
        return f"{len(value)} 项的{'列表' if isinstance(value, list) else '一节'}"
    if isinstance(value, date | time):
        return value.isoformat().replace("T", " ")
    if isinstance(value, int) and abs(value) >= 10**_MOST_SHOWN:
        return "过长的数"
    return _IN_CHINESE.get(str(value), str(value))


_IN_CHINESE = {"None": "空（没有写）", "True": "true", "False": "false"}


def _refuse_unknown(row: Mapping[str, Any], known: set[str], where: str) -> None:
    for name in row:
        if name not in known:
            near = nearest(name[:_MOST_SHOWN], sorted(known))
            closest = f"最接近的是{_called(near)}；" if near else ""
            names = "、".join(_called(each) for each in sorted(known))
            raise SettingsError(f"{where}没有名为「{name[:_MOST_SHOWN]}」的项。", f"{closest}可用的项：{names}。")


_CALLED: Mapping[str, str] = {
    _DO: "操作",
    _ON: "施行日期",
    **{
        "name": "名称",
        "effective": "施行日期",
        "source": "依据",
        "note": "说明",
        "why": "事由",
        "document": "批准文号",
    },
    **{
        "unit": "机构",
        "heir": "承接机构或科室",
        "parts": "合并的各方",
        "into": "合并、拆分的结果",
        "new": "新的机构或职责",
    },
    **{"quotas": "核定编制", "posts": "编制数", "persons": "随转人员", "sections": "内设机构", "section": "内设机构"},
    **{"duties": "职责", "duty": "职责", "to_unit": "划入机构", "to_section": "划入科室", "from_unit": "划出机构"},
    **{"manner": "随转方式", "share_percent": "划转比例", "fate": "去向", "category": "编制类型", "change": "变动数"},
    **{"cap": "限额", "kind": "类别", "parameter": "参数", "value": "数值", "parent": "上级机构", "heads": "正职职数"},
    **{"deputies": "副职职数", "surplus": "富余正职", "person": "人员", "proposal": "安排建议", "code": "编码"},
    **{"rank": "机构规格", "pool": "编制池", "civil_like": "参公", "credit_code": "统一社会信用代码"},
    **{"section_cap": "内设机构限额", "min_staff": "最低保留人数", "functions": "职能标签", "region": "地区"},
    **{"founding_document": "设立文件", "high_on_low": "高职低配", "tolerance": "允许溢出人数"},
    **{"tolerance_ends": "允许溢出期限", "counts_to_cap": "计入限额", "authorized": "核定编制数"},
    **{"mergeable": "可整合", "text": "内容", "workload": "工作量"},
}
"""What each item of the file is called; where a file is spoken of, its own name follows in 「」."""


def _called(name: str) -> str:
    return f"{_CALLED[name]}「{name}」" if name in _CALLED else f"「{name[:_MOST_SHOWN]}」"


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
