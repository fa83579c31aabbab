"""Colours of the organisation chart. Each state also has its word, so that nothing depends on colour alone."""

from collections.abc import Mapping
from dataclasses import dataclass

from bianzhi.charts.figures import State


@dataclass(frozen=True, slots=True)
class Paint:
    """Colours of a box: its edge, its ground, its figures; and the width of its left edge in pixels."""

    edge: str
    ground: str
    figures: str
    left_edge: float
    outline: float = 1


PAINT_OF: Mapping[State, Paint] = {
    State.OVER: Paint("#c0281c", "#fdecea", "#a11a10", 6, 1.6),
    State.FULL: Paint("#6b7c93", "#f4f6f9", "#44546a", 4),
    State.VACANT: Paint("#1e7f4f", "#e9f6ef", "#16633c", 4),
    State.SPARSE: Paint("#b86e00", "#fff4dc", "#8a5200", 4),
    State.UNFIXED: Paint("#94a3b3", "#ffffff", "#5b6876", 4),
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
