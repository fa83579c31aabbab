"""The line at the foot of a picture of a reform: which reform, from when, worked out on which day."""

from bianzhi.charts import palette, svg
from bianzhi.charts.lettering import shortened

_ROOM, _SIZE, _MARGIN = 22, 12, 24
"""Pixels: what the line takes, its letters, and what is kept free at either side."""


def note_height(note: str) -> int:
    """Pixels that the line takes; none where there is nothing to say."""
    return _ROOM if note else 0


def note_line(note: str, width: float, height: float) -> list[str]:
    """The line at the foot of a picture of that size; whole where it is pointed at, should it be too long for it."""
    if not note:
        return []
    words = shortened(note, width - 2 * _MARGIN, _SIZE)
    line = svg.text(_MARGIN, height - 14, words, _SIZE, fill=palette.MUTED, text_anchor="start")
    return [svg.element("g", [svg.title([note]), line])]
