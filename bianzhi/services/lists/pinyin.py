"""Pinyin of names and words, without tones; the only module that knows the library of readings.

The library is loaded when the first text is read: who only counts or links does not wait a fifth of a second for it.
A surname is read as a surname (单 shan, 曾 zeng, 解 xie); a word by the phrase it stands in (银行 yin hang, 调研 diao yan).
"""

# ruff: noqa: PLC0415

from functools import cache
from typing import TypeAlias

Readings: TypeAlias = tuple[str, ...]
"""How one character may be read, in small letters; the character itself where it has no reading."""

_SURNAMES: dict[str, Readings] = {
    "单": ("shan",),
    "曾": ("zeng",),
    "仇": ("qiu",),
    "解": ("xie",),
    "查": ("zha",),
    "区": ("ou",),
    "盖": ("ge", "gai"),
    "朴": ("piao",),
    "秘": ("bi",),
    "洗": ("xian",),
    "乜": ("nie",),
    "折": ("she",),
    "种": ("chong",),
    "召": ("shao",),
    "句": ("gou",),
    "乐": ("yue", "le"),
    "员": ("yun",),
    "黑": ("he", "hei"),
    "缪": ("miao",),
    "覃": ("qin", "tan"),
    "薄": ("bo",),
    "都": ("du",),
    "隗": ("wei", "kui"),
    "繁": ("po",),
    "重": ("chong",),
    "祭": ("zhai", "ji"),
    "翟": ("zhai", "di"),
    "卜": ("bu",),
    "么": ("yao",),
    "郇": ("xun", "huan"),
    "粘": ("nian",),
    "能": ("nai",),
    "藏": ("zang",),
    "阚": ("kan",),
    "长": ("chang",),
    "莘": ("shen", "xin"),
    "佴": ("nai",),
    "颉": ("xie",),
}
"""Surnames whose first reading in a dictionary is not the one of the surname; two where families differ."""
_COMPOUND = (
    "欧阳 司徒 上官 司马 诸葛 尉迟 万俟 长孙 澹台 令狐 鲜于 夏侯 皇甫 宇文 慕容 呼延 独孤 南宫 闻人 赫连 公孙 淳于 太史 申屠 "
    "钟离 濮阳 东方 西门 端木 百里 司空 轩辕 宗政 公冶 仲孙 拓跋 闾丘 亓官"
)
_COMPOUND_SURNAMES = frozenset(_COMPOUND.split())
_MOST_READINGS = 2
"""Of a character in a given name: nobody types the third."""


def name_readings(name: str) -> list[Readings]:
    """The readings of a personal name, character by character: 单于明 is 单 + 于明, or of the family 单于."""
    if name[:2] == "单于":
        return [("shan", "chan"), ("yu",), *(_given(letter) for letter in name[2:])]
    if len(name) > 2 and name[:2] in _COMPOUND_SURNAMES:
        return [*word_readings(name[:2]), *(_given(letter) for letter in name[2:])]
    return [_surname(letter) if not place else _given(letter) for place, letter in enumerate(name)]


def word_readings(words: str) -> list[Readings]:
    """The readings of a text, each character as it is read in its phrase."""
    from pypinyin import Style, lazy_pinyin

    syllables = lazy_pinyin(words, style=Style.NORMAL, errors=list)  # type: ignore[arg-type] # letter by letter
    readings = [_spellings(syllable) for syllable in syllables]
    return readings if len(readings) == len(words) else [_given(letter, 1) for letter in words]


@cache
def _surname(letter: str) -> Readings:
    return _SURNAMES.get(letter) or _given(letter, 1)


@cache
def _given(letter: str, most: int = _MOST_READINGS) -> Readings:
    from pypinyin import Style, pinyin

    found = pinyin(letter, style=Style.NORMAL, heteronym=True, errors=list)  # type: ignore[arg-type]
    syllables = list(dict.fromkeys(found[0]))[:most] if found else [letter]
    return tuple(spelling for syllable in syllables for spelling in _spellings(syllable))


def _spellings(syllable: str) -> Readings:
    """ü is typed v, and yu in passports."""
    small = syllable.casefold()
    return (small, small.replace("v", "yu")) if len(small) > 1 and small.isascii() and "v" in small else (small,)
