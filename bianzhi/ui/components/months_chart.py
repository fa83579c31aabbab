"""Figures month by month as lines over the calendar; told apart by color and dash, so also without color."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from bianzhi.ui.components.plot_looks import BLUE, GREEN, LEGEND, ORANGE, TEXT, grid, show_plot, value_axes

_LOOKS = ((BLUE, "solid"), (ORANGE, "dashed"), (GREEN, "dotted"))
_HEIGHT = 340


@dataclass(frozen=True, slots=True)
class Line:
    """One line: its name, a figure for each month, and which axis it is read on."""

    name: str
    figures: Sequence[int]
    on_the_right: bool = False


def months_chart(months: Sequence[date], y_titles: Sequence[str], lines: Sequence[Line], *, says: str) -> None:
    """Draw lines; ``y_titles`` are those of the left and, if there is one, of the right axis; ``says`` is read aloud."""
    spec: dict[str, Any] = {
        "grid": grid(right_axis=len(y_titles) > 1, bottom=34),
        "legend": {**LEGEND, "data": [line.name for line in lines]},
        "tooltip": {"trigger": "axis"},
        "xAxis": {
            "type": "category",
            "boundaryGap": False,
            "data": [f"{month.year}年{month.month}月" for month in months],
            "axisLabel": {**TEXT, "interval": max(0, len(months) // 10 - 1)},
        },
        "yAxis": value_axes(y_titles, scaled=0),
        "series": [_series(line, *_LOOKS[place % len(_LOOKS)]) for place, line in enumerate(lines)],
    }
    show_plot(spec, _HEIGHT, says)


def _series(line: Line, color: str, dash: str) -> dict[str, Any]:
    return {
        "name": line.name,
        "type": "line",
        "step": "end",
        "data": list(line.figures),
        "yAxisIndex": int(line.on_the_right),
        "symbol": "none",
        "itemStyle": {"color": color},
        "lineStyle": {"color": color, "type": dash, "width": 2},
    }
