"""Colours of the organisation chart.

The edges of the four states differ for colour-blind people too (CIEDE2000 at least 15 as seen without green, red or blue
cones) and in grey print (lightness L* at least 8 apart); every state also has its word, a sign and a pattern (``marks``).
"""

from collections.abc import Mapping
from dataclasses import dataclass

from bianzhi.charts.figures import State
from bianzhi.domain.statistics import Heat


@dataclass(frozen=True, slots=True)
class Paint:
    """Colours of a box: its edge, its ground, its figures; and the width of its left edge in pixels."""

    edge: str
    ground: str
    figures: str
    left_edge: float
    outline: float = 1


PAINT_OF: Mapping[State, Paint] = {
    State.OVER: Paint("#930d05", "#f9d6d1", "#7d0b04", 7, 1.8),
    State.FULL: Paint("#8793a3", "#f4f6f9", "#44546a", 4),
    State.VACANT: Paint("#006a62", "#e3f2f0", "#00564f", 6),
    State.SPARSE: Paint("#b36c00", "#ffefcb", "#754600", 7, 1.4),
    State.UNFIXED: Paint("#8793a3", "#ffffff", "#5b6876", 0),
}

INK = "#16222f"
MUTED = "#5b6876"
LINK = "#9fb0c3"
TOP_GROUND = "#1f4e79"
TOP_FIGURES = "#dbe8f5"
HEADER_GROUND = "#e4edf7"
HEADER_EDGE = "#b9cce0"
HEADER_INK = "#1f4e79"
BAND_GROUND = "#fbfcfe"
BAND_EDGE = "#d6e0ea"
ARRIVING = "#1d5fbf"
LEAVING = "#7b3fa0"
OVER_CAP = "#a11a10"
MERGED_EDGE = "#1d5fbf"
ABOLISHED_INK = "#7a8592"
ABOLISHED_EDGE = "#94a3b3"
PAPER = "#ffffff"


def tint(color: str, share: float) -> str:
    """A color thinned with paper: ``share`` 1 is the color itself, 0 white."""
    parts = (int(color[place : place + 2], 16) for place in (1, 3, 5))
    return "#" + "".join(f"{round(255 - (255 - part) * share):02x}" for part in parts)


HEAT_PAINT: Mapping[Heat, tuple[str, str]] = {
    Heat.FAR_OVER: (PAINT_OF[State.OVER].edge, PAPER),
    Heat.OVER: (tint(PAINT_OF[State.OVER].edge, 0.35), INK),
    Heat.FULL: (PAINT_OF[State.FULL].ground, INK),
    Heat.VACANT: (tint(PAINT_OF[State.VACANT].edge, 0.35), INK),
    Heat.SPARSE: (tint(PAINT_OF[State.SPARSE].edge, 0.6), INK),
}
"""The cells of 编制热力图, and the words in them: the colors that the same states have on the chart."""
