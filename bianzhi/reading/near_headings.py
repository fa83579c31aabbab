"""Headings one typing error away from a known one: 人员姓明 for 人员姓名, but never 入党时间 for 入编时间."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache

from bianzhi.reading.heading_aliases import FOREIGN_HEADINGS

_SHORTEST = 4
"""Characters a heading needs before one of them may be wrong."""
_index: dict[str, Mapping[str, tuple[tuple[str, str], ...]]] = {}


def near_field(sheet_name: str, known: Mapping[str, tuple[str, int]], heading: str) -> str:
    """The field whose headings include one that differs from ``heading`` by one character; empty if none or several.

    ``heading`` and the headings of ``known`` are normalized. Headings that are known to mean something else are no
    typing errors.
    """
    if len(heading) < _SHORTEST or heading in FOREIGN_HEADINGS:
        return ""
    if sheet_name not in _index:
        _index[sheet_name] = _by_variant((text, field) for text, (field, _) in known.items())
    index = _index[sheet_name]
    pairs = {pair for variant in _variants(heading) for pair in index.get(variant, ())}
    fields = {field for text, field in pairs if differs_by_one(text, heading)}
    return fields.pop() if len(fields) == 1 else ""


def differs_by_one(one: str, other: str) -> bool:
    """Whether one character added, lost or replaced makes a text another."""
    if abs(len(one) - len(other)) > 1 or one == other:
        return False
    start = 0
    while start < min(len(one), len(other)) and one[start] == other[start]:
        start += 1
    rest, other_rest = one[start:], other[start:]
    if len(one) == len(other):
        return rest[1:] == other_rest[1:]
    return rest[1:] == other_rest if len(one) > len(other) else rest == other_rest[1:]


def _by_variant(pairs: Iterable[tuple[str, str]]) -> Mapping[str, tuple[tuple[str, str], ...]]:
    index: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for text, field in pairs:
        if len(text) >= _SHORTEST:
            for variant in _variants(text):
                index[variant].append((text, field))
    return {variant: tuple(found) for variant, found in index.items()}


@cache
def _variants(text: str) -> frozenset[str]:
    """A text and what is left of it without one character: texts one error apart share one of these."""
    return frozenset((text, *(text[:place] + text[place + 1 :] for place in range(len(text)))))
