"""The organisation chart with its switches; a click on a unit opens its drawer, on a band folds it."""

import streamlit as st

from bianzhi.charts.org_chart import Level, View
from bianzhi.ui.components.org_chart_view import org_chart_view
from bianzhi.ui.components.unit_drawer import unit_drawer
from bianzhi.ui.drawing import chart
from bianzhi.ui.state import Session, Source
from bianzhi.ui.widget_keys import WidgetKey

_LEVELS = {"到单位": Level.UNITS, "到内设机构": Level.SECTIONS}
HEIGHT = 640


def level_switch(key: WidgetKey) -> Level:
    """The switch between units and sections."""
    chosen = st.segmented_control(
        "层级", list(_LEVELS), default="到单位", required=True, key=key, label_visibility="collapsed"
    )
    return _LEVELS[chosen or "到单位"]


def chart_panel(now: Session, source: Source, view: View, level: Level, key: WidgetKey) -> None:
    """Draw a view and answer clicks."""
    event = org_chart_view(chart(now, source, view, level, now.folded), key, HEIGHT)
    if event is None:
        return
    if event.kind == "unit" and event.code in source.establishment.unit:
        unit_drawer(now, source, event.code)
    elif event.kind == "band":
        now.folded.symmetric_difference_update({event.code})
        st.rerun()
