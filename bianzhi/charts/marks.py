"""The sign and the pattern of each state, so that it is told without color: in grey print, or by colour-blind people.

超编: a full bar, ▲. 满编: a narrow bar, =. 空编: a hollow bar, ▽. 空编超15%: a barred bar, ▼. 未核编制: neither.
"""

from bianzhi.charts import palette, svg
from bianzhi.charts.figures import State
from bianzhi.charts.layout import Box

SIGN_WIDTH = 8
"""Pixels; the sign is 7 pixels high."""
_STEP = 5
"""Pixels from one stripe of a barred bar to the next."""


def left_bar(box: Box, state: State) -> str:
    """The bar along the left edge of a box."""
    return _bar(Box(box.x, box.y, palette.PAINT_OF[state].left_edge, box.height), state, upright=True)


def top_bar(box: Box, state: State) -> str:
    """The bar along the upper edge of a narrow box."""
    height = {State.FULL: 2.5}.get(state, 4)
    return _bar(Box(box.x, box.y, box.width, height), state, upright=False)


def stretch(bar: Box, state: State) -> str:
    """A length of a lying bar, as wide as its share."""
    if state is State.UNFIXED:
        edge = palette.PAINT_OF[state].edge
        return svg.rectangle(
            bar.x, bar.y, bar.width, bar.height, fill=palette.PAPER, stroke=edge, stroke_dasharray="2 2"
        )
    return _bar(bar, state, upright=False)


def _bar(bar: Box, state: State, *, upright: bool) -> str:
    color = palette.PAINT_OF[state].edge
    if state is State.UNFIXED:
        return ""
    if state in (State.OVER, State.FULL):
        return svg.rectangle(bar.x, bar.y, bar.width, bar.height, 1, fill=color)
    hollow = svg.rectangle(bar.x, bar.y, bar.width, bar.height, 1, fill=palette.PAPER, stroke=color, stroke_width=1.2)
    if state is State.VACANT:
        return hollow
    if upright:
        count = max(1, int(bar.height / _STEP))
        lines = [svg.across(bar.x, bar.right, bar.y + (step + 0.5) * bar.height / count) for step in range(count)]
    else:
        count = max(1, int(bar.width / _STEP))
        lines = [svg.down(bar.x + (step + 0.5) * bar.width / count, bar.y, bar.bottom) for step in range(count)]
    return hollow + svg.path(lines, fill="none", stroke=color, stroke_width=2.4)


def sign(x: float, y: float, state: State) -> str:
    """The sign with its left edge at ``x``, around ``y``."""
    color = palette.PAINT_OF[state].edge
    if state is State.UNFIXED:
        return ""
    if state is State.FULL:
        return svg.path(
            [svg.across(x + 0.5, x + SIGN_WIDTH - 0.5, y + offset) for offset in (-1.7, 1.7)],
            fill="none",
            stroke=color,
            stroke_width=1.8,
        )
    base, tip = (y + 3.5, y - 3.5) if state is State.OVER else (y - 3.5, y + 3.5)
    n = svg.number
    triangle = f"M{n(x)} {n(base)}L{n(x + SIGN_WIDTH)} {n(base)}L{n(x + SIGN_WIDTH / 2)} {n(tip)}Z"
    fill = palette.PAPER if state is State.VACANT else color
    return svg.path([triangle], fill=fill, stroke=color, stroke_width=1.2)
