"""What a section's name is made of: 民事审判一庭 is the stem 民事审判, its number in a series, and the ending 庭."""

import re
from collections.abc import Collection
from dataclasses import dataclass

_BODY = re.compile(r"(党委|纪委|团委|编委|工会|支部|妇联|^办公室)$")
"""Named by what they are, so that the last character is no ending: 机关党委, 工会, 办公室 by itself."""
_ENDINGS = ("办公室", "中队", "大队", "支队", "中心", "工委", *"科股室处部组队庭局办委站所")
"""Longer ones first."""
_FIRST = re.compile(r"^第[一二三四五六七八九十]+")
_LAST = re.compile(r"[一二三四五六七八九十]+$")
_SHORTEST_BASE = 2


@dataclass(frozen=True, slots=True)
class SectionName:
    """A name taken apart."""

    whole: str
    stem: str
    """Without the ending, and without the number where the section is one of a series."""
    ending: str
    """Empty where the name has none, as 工会."""
    numbered: bool = False
    """Whether the section is one of a series: 第三审查调查室, 秘书二科."""


def parts_of(name: str, others: Collection[str] = ()) -> SectionName:
    """A name taken apart, beside the other names of the unit.

    第 is always a number; one before the ending only where another section has the same stem with another number, so
    that 民族统一科 keeps its 一.
    """
    stem, ending = _split(name)
    if not ending:
        return SectionName(name, name, "")
    base = _FIRST.sub("", stem)
    if base != stem and len(base) >= _SHORTEST_BASE:
        return SectionName(name, base, ending, numbered=True)
    base = _LAST.sub("", stem)
    if base != stem and len(base) >= _SHORTEST_BASE and any(_is_of_series(other, base, stem) for other in others):
        return SectionName(name, base, ending, numbered=True)
    return SectionName(name, stem, ending)


def _is_of_series(other: str, base: str, stem: str) -> bool:
    its_stem, _ = _split(other)
    return its_stem != stem and _LAST.sub("", its_stem) == base


def _split(name: str) -> tuple[str, str]:
    if not _BODY.search(name):
        for ending in _ENDINGS:
            if name.endswith(ending) and name != ending:
                return name.removesuffix(ending), ending
    return name, ""
