"""Text that comes from outside, made fit for a database, or refused in words."""

import json

from bianzhi.errors import BianzhiError

_LONGEST_NAME = 100
_LONGEST_NOTE = 2_000
_LONGEST_LABEL = 200
_LONGEST_VALUE = 64 * 1024
"""Bytes."""


def name_of(text: str) -> str:
    """The name of a scenario, on one line.

    Raises
    ------
    BianzhiError
        It is empty, too long, or has characters that cannot be kept.
    """
    name = one_line(text, "方案名称")
    if not name:
        raise BianzhiError("方案名称是空的。", f"请写一个名称，最多 {_LONGEST_NAME} 个字。")
    if len(name) > _LONGEST_NAME:
        raise BianzhiError(f"方案名称有 {len(name)} 个字，最多 {_LONGEST_NAME} 个字。", "请写得短些，细节写在备注里。")
    return name


def free_name(wanted: str, taken: frozenset[str]) -> str:
    """A name nobody has: as wanted, or with a number behind it; shortened where it is too long.

    Raises
    ------
    BianzhiError
        As ``name_of``, but for the length.
    """
    base = name_of(one_line(wanted, "方案名称")[:_LONGEST_NAME])
    number, name = 1, base
    while name in taken:
        number += 1
        ending = f" {number}"
        name = base[: _LONGEST_NAME - len(ending)] + ending
    return name


def note_of(text: str) -> str:
    """A note, with its lines.

    Raises
    ------
    BianzhiError
        It is too long, or has characters that cannot be kept.
    """
    note = "\n".join(one_line(line, "备注") for line in text.strip().splitlines())
    if len(note) > _LONGEST_NOTE:
        raise BianzhiError(f"备注有 {len(note)} 个字，最多 {_LONGEST_NOTE} 个字。", "请写得短些。")
    return note


def label_of(text: str) -> str:
    """What a step of the history did, in a few words."""
    return one_line(text, "步骤名称")[:_LONGEST_LABEL] or "修改"


def one_line(text: str, what: str) -> str:
    """A text on one line without spaces around it.

    Raises
    ------
    BianzhiError
        It has control characters or halves of characters, which PostgreSQL refuses and no paper can show.
    """
    line = " ".join(text.split())
    if any(ord(each) < 0x20 or 0x7F <= ord(each) < 0xA0 or 0xD800 <= ord(each) < 0xE000 for each in line):
        raise BianzhiError(f"{what}中有不能保存的字符。", "请删去其中看不见的控制字符，或者重新输入，不要粘贴。")
    return line


def preference_key(text: str) -> str:
    """The key of a preference.

    Raises
    ------
    BianzhiError
        It is empty, too long, or has characters that cannot be kept.
    """
    key = one_line(text, "偏好的名称")
    if not key or len(key) > _LONGEST_LABEL:
        raise BianzhiError(f"偏好的名称有 {len(key)} 个字。", f"应为 1 到 {_LONGEST_LABEL} 个字。")
    return key


def preference_value(text: str) -> str:
    """A preference as JSON text.

    Raises
    ------
    BianzhiError
        It is no JSON, or longer than 64 KiB.
    """
    try:
        plain = json.loads(text)
    except ValueError as error:
        raise BianzhiError("偏好的值不是 JSON 文本。", "请由程序写入，不要手工修改。") from error
    value = json.dumps(plain, ensure_ascii=True)
    if len(value) > _LONGEST_VALUE:
        raise BianzhiError(f"偏好的值有 {len(value)} 字节，最多 {_LONGEST_VALUE} 字节。", "请少记一些。")
    return value
