"""The merger of one unit: its sections before, and the groups proposed."""

from collections.abc import Sequence

import streamlit as st

from bianzhi.domain.plan import Merger
from bianzhi.domain.plan_columns import MERGER_WORDS
from bianzhi.ui.components.table import frame, table
from bianzhi.ui.state import Session, Source, WidgetKey
from bianzhi.ui.tables.plans import unit_name
from bianzhi.ui.tables.quotas import section_rows
from bianzhi.ui.tables.sections import group_rows
from bianzhi.ui.tables.shown import plain


def merger_details(now: Session, source: Source, mergers: Sequence[Merger]) -> None:
    """Let one unit be chosen, and show it before and after."""
    establishment = source.establishment
    by_unit = {merger.unit: merger for merger in mergers}
    code = st.selectbox(
        "看哪个单位",
        list(by_unit),
        format_func=lambda code: unit_name(establishment, code),
        key=WidgetKey.MERGER_SHOWN,
        width=360,
    )
    merger = by_unit[code]
    before, after = st.columns([2, 3])
    with before:
        st.markdown(f"**现设 {merger.before} 个**（限额 {merger.cap} 个）")
        table(frame(now, ("unit sections", code), lambda: section_rows(establishment, code)), tallest=14)
    with after:
        st.markdown(f"**拟设 {merger.after} 个**　{MERGER_WORDS[merger.status]}")
        table(
            frame(now, ("unit groups", code), lambda: group_rows(establishment, merger)),
            tallest=14,
            columns={"变化": st.column_config.Column(width="small")},
        )
    for note in merger.notes:
        st.caption(f"注：{plain(note)}")
