"""How much room text takes, and how it is made to fit: widths are in pixels, estimated without a font."""

from collections.abc import Iterator
from dataclasses import dataclass
from unicodedata import combining, east_asian_width

_ELLIPSIS = "…"
_NARROW, _SLASH, _CAPITAL = 0.56, 0.4, 0.68
"""Widths of digits and small letters, of a slash or blank, and of capitals, in ems; what the wider fonts need."""
_BREAK_BEFORE = "和与及（("
_BREAK_AFTER = "、，·）)"
_STANDING = str.maketrans("（）()《》—－-…", "︵︶︵︶︽︾︱︱︱︙")
"""Forms of punctuation for text that runs downwards."""


def text_width(text: str, size: float) -> float:
    """Width of ``text`` at a font size, in pixels."""
    return size * sum(_ems(char) for char in text)


def _ems(char: str) -> float:
    if combining(char):
        return 0
    if east_asian_width(char) in "WFA":
        return 1
    if char in "/ ":
        return _SLASH
    return _CAPITAL if char.isupper() else _NARROW


def shortened(text: str, width: float, size: float) -> str:
    """``text`` if it fits into ``width`` pixels, else its beginning and an ellipsis."""
    if text_width(text, size) <= width:
        return text
    kept = text
    while kept and text_width(kept + _ELLIPSIS, size) > width:
        kept = kept[:-1]
    return kept + _ELLIPSIS


@dataclass(frozen=True, slots=True)
class Lettering:
    """Text made to fit: its lines (or columns) and their font size in pixels."""

    lines: tuple[str, ...]
    size: float

    @property
    def is_cut(self) -> bool:
        """Whether part of the text did not fit."""
        return self.lines[-1].endswith((_ELLIPSIS, "︙"))


def fitted(text: str, width: float, size: float, smaller: float) -> Lettering:
    """``text`` in one line at ``size``, else in one or two lines at ``smaller``, cut only where two are too short."""
    if text_width(text, size) <= width:
        return Lettering((text,), size)
    if text_width(text, smaller) <= width:
        return Lettering((text,), smaller)
    for place in _break_places(text):
        first, second = text[:place], text[place:]
        if max(text_width(first, smaller), text_width(second, smaller)) <= width:
            return Lettering((first, second), smaller)
    place = next((end for end in range(len(text), 0, -1) if text_width(text[:end], smaller) <= width), 1)
    return Lettering((text[:place], shortened(text[place:], width, smaller)), smaller)


def _break_places(text: str) -> Iterator[int]:
    middle = len(text) / 2
    places = sorted(range(1, len(text)), key=lambda place: (abs(place - middle), place))
    natural = [place for place in places if text[place] in _BREAK_BEFORE or text[place - 1] in _BREAK_AFTER]
    yield from (place for place in natural if abs(place - middle) <= 2)
    yield from (place for place in places if text[place] not in _BREAK_AFTER)


def standing(text: str, per_column: int, columns: int, size: float) -> Lettering:
    """``text`` in columns to be read downwards, right to left, each of at most ``per_column`` characters."""
    text = text.translate(_STANDING)
    room = per_column * columns
    if len(text) > room:
        text = text[: room - 1] + "︙"
    used = -(-len(text) // per_column) or 1
    each = -(-len(text) // used) or 1
    return Lettering(tuple(text[start : start + each] for start in range(0, len(text), each)) or ("",), size)
