"""The drawer of one system of organs: its units with their figures."""

from collections.abc import Callable

import streamlit as st

from bianzhi.ui.components.table import frame, table
from bianzhi.ui.sources import Source
from bianzhi.ui.state import Session
from bianzhi.ui.tables.members import system_of, system_rows


@st.dialog("系统详情", position="right", width="medium")
def system_drawer(
    now: Session, source: Source, key: str, *, with_plan: bool, show_units: Callable[[], None] | None = None
) -> None:
    """Show one system; ``show_units`` is called before the next run if the clerk wants its units on the chart."""
    plan, mergers = (now.plan, now.mergers or ()) if with_plan else (None, ())
    band = now.remember(
        ("system", source.establishment.sha256, key, with_plan),
        lambda: system_of(source.establishment, plan, mergers, key),
    )
    if band is None:
        st.info("台账中没有这个系统的机构。", icon=":material/info:")
        return
    st.subheader(f"{band.title}（{len(band.units)} 个单位）", anchor=False)
    table(frame(now, ("system rows", key, with_plan), lambda: system_rows(band, plan)), tallest=18)
    if show_units is not None and st.button("在图上展开到单位", icon=":material/account_tree:", on_click=show_units):
        st.rerun()
