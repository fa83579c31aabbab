"""Curves, drawn by the ECharts that Streamlit brings along; told apart by color, sign and dash, so also without color."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from bianzhi.ui.components.plot_looks import BLUE, GREEN, LEGEND, ORANGE, TEXT, grid, show_plot, value_axes

_LOOKS = ((BLUE, "circle", "solid"), (ORANGE, "diamond", "dashed"), (GREEN, "triangle", "dotted"))
_HEIGHT = 330


@dataclass(frozen=True, slots=True)
class Curve:
    """One curve: its name, its points (x, y), and which axis it is read on."""

    name: str
    points: Sequence[tuple[int, int]]
    on_the_right: bool = False


def curve_chart(
    x_title: str,
    y_titles: Sequence[str],
    curves: Sequence[Curve],
    *,
    says: str,
    mark: tuple[int, str] | None = None,
    steps: bool = False,
) -> None:
    """Draw curves over whole numbers.

    ``y_titles`` are those of the left and, if there is one, of the right axis; ``says`` what the chart shows, for
    readers aloud; ``mark`` a place on the x axis with the word of the legend for it, such as where the plan stands.
    """
    spec: dict[str, Any] = {
        "grid": grid(right_axis=len(y_titles) > 1, bottom=46),
        "legend": {**LEGEND, "data": [curve.name for curve in curves]},
        "tooltip": {"trigger": "axis"},
        "xAxis": {
            "type": "value",
            "name": x_title,
            "nameLocation": "middle",
            "nameGap": 30,
            "nameTextStyle": TEXT,
            "axisLabel": TEXT,
            "minInterval": 1,
            "axisPointer": {"label": {"precision": 0}},
            "min": "dataMin",
            "max": "dataMax",
        },
        "yAxis": value_axes(y_titles, scaled=1),
        "series": [_series(curve, place, steps) for place, curve in enumerate(curves)],
    }
    if mark is not None:
        spec["series"].append(_mark(*mark))
        spec["legend"]["data"].append({"name": mark[1], "icon": "rect"})
    show_plot(spec, _HEIGHT, says)


def _series(curve: Curve, place: int, steps: bool) -> dict[str, Any]:
    color, sign, dash = _LOOKS[place % len(_LOOKS)]
    return {
        "name": curve.name,
        "type": "line",
        "data": [list(point) for point in curve.points],
        "yAxisIndex": int(curve.on_the_right),
        "symbol": sign,
        "symbolSize": 9,
        "showAllSymbol": True,
        "step": "end" if steps else False,
        "itemStyle": {"color": color},
        "lineStyle": {"color": color, "type": dash, "width": 2},
    }


def _mark(at: int, word: str) -> dict[str, Any]:
    """A vertical line with a name in the legend."""
    line = {"color": "#5b6b7d", "type": "dashed", "width": 1.5}
    return {
        "name": word,
        "type": "line",
        "data": [],
        "symbol": "none",
        "itemStyle": {"color": line["color"]},
        "lineStyle": line,
        "markLine": {
            "symbol": "none",
            "silent": True,
            "label": {"show": False},
            "lineStyle": line,
            "data": [{"xAxis": at}],
        },
    }
