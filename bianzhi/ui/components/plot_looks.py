"""What all plots have in common: colors, letters, axes, and how a plot is put on the page, by the ECharts of Streamlit."""

from collections.abc import Sequence
from typing import Any

import streamlit as st

BLUE, ORANGE, GREEN, PURPLE = "#0072B2", "#D55E00", "#009E73", "#CC79A7"
"""Colors of Okabe and Ito, which people of every color vision tell apart; a sign, dash or pattern always says it again."""
TEXT = {"fontSize": 13, "color": "#1c2b3a"}
LEGEND = {"top": 0, "textStyle": TEXT}
PLAIN_TOOLTIP = {"renderMode": "richText", "confine": True}
"""Tooltips that are text and never markup: names come from the ledger."""


def grid(*, right_axis: bool, bottom: int) -> dict[str, Any]:
    """Where axes with titles above them leave room for the plot, in pixels."""
    return {
        "left": 64,
        "right": 64 if right_axis else 28,
        "top": 62,
        "bottom": bottom,
        "outerBoundsMode": "none",
    }


def value_axes(titles: Sequence[str], *, scaled: int) -> list[dict[str, Any]]:
    """Axes of whole numbers, left and, with a second title, right; ``scaled`` is the place of the one not begun at 0."""
    return [
        {
            "type": "value",
            "name": title,
            "nameTextStyle": {**TEXT, "align": "right" if place else "left"},
            "axisLabel": TEXT,
            "minInterval": 1,
            "position": "right" if place else "left",
            "splitLine": {"show": place == 0},
            "scale": place == scaled,
        }
        for place, title in enumerate(titles)
    ]


def show_plot(spec: dict[str, Any], height: int, says: str) -> None:
    """Draw a plot as SVG, so that it prints sharply, without movement; ``says`` is read aloud in its place."""
    st.echarts_chart({"animation": False, **spec}, height=height, renderer="svg", alt=says)
