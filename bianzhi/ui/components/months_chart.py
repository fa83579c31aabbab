"""Figures month by month as lines over the calendar; told apart by color and dash, so also without color."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import streamlit as st

_LOOKS = (("#0072B2", "solid"), ("#D55E00", "dashed"), ("#009E73", "dotted"))
"""Colors of Okabe and Ito, as in ``curve``."""
_TEXT = {"fontSize": 13, "color": "#1c2b3a"}
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
        "animation": False,
        "grid": {
            "left": 64,
            "right": 64 if len(y_titles) > 1 else 28,
            "top": 62,
            "bottom": 34,
            "outerBoundsMode": "none",
        },
        "legend": {"top": 0, "textStyle": _TEXT, "data": [line.name for line in lines]},
        "tooltip": {"trigger": "axis"},
        "xAxis": {
            "type": "category",
            "boundaryGap": False,
            "data": [f"{month.year}年{month.month}月" for month in months],
            "axisLabel": {**_TEXT, "interval": max(0, len(months) // 10 - 1)},
        },
        "yAxis": [
            {
                "type": "value",
                "name": title,
                "nameTextStyle": {**_TEXT, "align": "left" if place == 0 else "right"},
                "axisLabel": _TEXT,
                "minInterval": 1,
                "position": "right" if place else "left",
                "splitLine": {"show": place == 0},
                "scale": place == 0,
            }
            for place, title in enumerate(y_titles)
        ],
        "series": [_series(line, *_LOOKS[place % len(_LOOKS)]) for place, line in enumerate(lines)],
    }
    st.echarts_chart(spec, height=_HEIGHT, renderer="svg", alt=says)


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
