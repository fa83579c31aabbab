"""Typing slips in names: which one of a list was meant, where no other can have been.

Chinese names of units differ by single characters that mean everything (民政局, 财政局), so a small edit distance proves nothing.
Only what a keyboard or an eye gets wrong counts as a slip: a character of the same sound or shape, two neighbours exchanged,
one typed twice, a stray sign, and in longer names one left out. Numerals, directions and 正, 副, 非 and the like never count.
"""

from collections import Counter
from collections.abc import Hashable, Iterable
from functools import cache
from typing import TypeVar

_T = TypeVar("_T", bound=Hashable)

_CONFUSED = (
    "局居菊",
    "科课稞",
    "股鼓",
    "财材才",
    "政证征",
    "审申伸",
    "计记纪",
    "统通",
    "务物雾",
    "保堡宝",
    "障章幛",
    "卫为位",
    "健建",
    "育玉",
    "农浓",
    "业叶",
    "利力立",
    "林临琳",
    "城成诚",
    "市事示",
    "管馆官",
    "理里",
    "资姿",
    "源原",
    "规归",
    "划化",
    "环坏还",
    "境镜竟",
    "通同",
    "运云",
    "商伤",
    "督都",
    "执直",
    "法发",
    "司私",
    "公工",
    "安按鞍",
    "案按",
    "应英",
    "急级",
    "退推",
    "军均",
    "人入",
    "旅侣",
    "体休",
    "访仿",
    "档党",
    "机基",
    "编边偏",
    "制治质",
    "组祖",
    "织职",
    "战站",
    "妇付",
    "联连",
    "协胁",
    "员原",
    "索锁",
    "街接",
    "道到",
    "镇震",
    "复负",
    "综宗",
    "金今",
    "融容",
    "数述",
    "据剧",
    "额颔",
    "全金",
    "参叁",
    "勤琴",
    "专砖",
    "技枝",
    "己已巳",
    "末未",
    "土士",
    "日曰",
    "天夫",
    "干千于",
    "候侯",
    "拔拨",
    "亊事",
    "徳德",
    "研硏",
    "国國囯",
    "务務",
    "财財",
    "业業",
    "会會",
    "区區",
    "学學",
    "医醫",
    "卫衛",
    "农農",
    "机機",
    "关關",
    "员員",
    "编編",
    "设設",
    "书書",
    "镇鎮",
    "乡鄉",
    "发發",
    "环環",
    "调調",
)
"""Characters of units, sections and closed lists that input methods (same sound), eyes (same shape) or systems mix up."""

_NEVER_A_SLIP = frozenset(
    "〇零一二三四五六七八九十百千0123456789abcdefghijklmnopqrstuvwxyz"
    "东南西北中上下左右前后内外大小新老男女甲乙丙丁正副总分非不未无原拟待曾临兼代"
)
"""Characters that tell one thing from another: where they differ, another thing may be meant."""
_SHORTEST, _SHORTEST_TO_LOSE_ONE, _LONG = 3, 7, 8
"""Characters of a name in which one slip is told, in which one left out is told, and in which two slips are."""


def meant(word: str, names: Iterable[tuple[str, _T]]) -> _T | None:
    """The only thing whose name ``word`` is with a slip or two; None where there is none, or more than one.

    Parameters
    ----------
    word
        What stands there and is no name of the list, normalized by ``values.key``.
    names
        Names, normalized likewise, and what they name; several may name the same thing.
    """
    letters = Counter(word)
    found: set[_T] = set()
    for name, thing in names:
        most = 2 if len(name) >= _LONG else 1
        if len(name) < _SHORTEST or abs(len(name) - len(word)) > most:
            continue
        if (letters - Counter(name)).total() <= most and _slips(name, word) <= most:
            found.add(thing)
            if len(found) > 1:
                return None
    return found.pop() if found else None


def _slips(name: str, word: str) -> int:
    """The fewest slips that make ``word`` of ``name``; 99 or more where no slips do."""
    rows: list[list[int]] = [[0]]
    for place in range(len(word)):
        rows[0].append(_after(rows[0][place], _is_stray(word, place)))
    for end, char in enumerate(name, 1):
        row = [_after(rows[-1][0], _may_be_left_out(name, char))]
        for reached, typed in enumerate(word, 1):
            ways = [
                rows[-1][reached - 1] if char == typed else _after(rows[-1][reached - 1], _is_confused(char, typed)),
                _after(rows[-1][reached], _may_be_left_out(name, char)),
                _after(row[reached - 1], _is_stray(word, reached - 1)),
            ]
            if end > 1 and reached > 1 and name[end - 2 : end] == word[reached - 1] + word[reached - 2]:
                ways.append(_after(rows[-2][reached - 2], not set(name[end - 2 : end]) & _NEVER_A_SLIP))
            row.append(min(ways))
        rows.append(row)
    return rows[-1][-1]


def _after(slips: int, possible: bool) -> int:
    """One slip more, where such a slip is possible."""
    return slips + 1 if possible else 99


def _is_confused(char: str, typed: str) -> bool:
    return typed in _confused_with().get(char, ())


def _may_be_left_out(name: str, char: str) -> bool:
    return len(name) >= _SHORTEST_TO_LOSE_ONE and char not in _NEVER_A_SLIP


def _is_stray(word: str, place: int) -> bool:
    """Whether a character too many is its neighbour typed twice, or a mere sign."""
    char = word[place]
    return not char.isalnum() or (place > 0 and word[place - 1] == char and char not in _NEVER_A_SLIP)


@cache
def _confused_with() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for group in _CONFUSED:
        for char in group:
            found.setdefault(char, set()).update(group)
    return {char: frozenset(group - {char}) for char, group in found.items()}
