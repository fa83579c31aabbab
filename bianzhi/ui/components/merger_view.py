"""Mergers: the units solved on the left, and on the right one of them before and after."""

from collections.abc import Sequence

import streamlit as st

from bianzhi.domain.plan import Merger
from bianzhi.domain.plan_columns import MERGER_WORDS
from bianzhi.ui.components.table import frame, selectable_table, table
from bianzhi.ui.sources import Source
from bianzhi.ui.state import Session
from bianzhi.ui.tables.plans import unit_name
from bianzhi.ui.tables.quotas import section_rows
from bianzhi.ui.tables.sections import group_rows, merger_rows
from bianzhi.ui.tables.shown import plain
from bianzhi.ui.widget_keys import WidgetKey

_ROWS = 15


def mergers_with_details(now: Session, source: Source, mergers: Sequence[Merger]) -> None:
    """The list, and the unit that was chosen; the first one until then."""
    listed, details = st.columns([13, 12])
    with listed:
        data = frame(now, "merger rows", lambda: merger_rows(source.establishment, mergers))
        place = selectable_table(data, WidgetKey.MERGERS, tallest=_ROWS)
        st.caption("点选一个单位，右边看它整合前后的内设机构。")
    totals = len(data) - len(mergers)
    chosen = 0 if place is None else max(0, place - totals)
    with details:
        _details(now, source, mergers[chosen])


def _details(now: Session, source: Source, merger: Merger) -> None:
    establishment, code = source.establishment, merger.unit
    with st.container(border=True):
        st.markdown(
            f"**{plain(unit_name(establishment, code))}**　现设 {merger.before} 个，限额 {merger.cap} 个"
            f"　→　拟设 **{merger.after}** 个　{MERGER_WORDS[merger.status]}"
        )
        table(
            frame(now, ("unit groups", code), lambda: group_rows(establishment, merger)),
            tallest=_ROWS,
            columns={"原内设机构": st.column_config.TextColumn(width="medium")},
        )
        for note in merger.notes:
            st.caption(f"注：{plain(note)}")
        with st.expander("整合前各内设机构"):
            table(frame(now, ("unit sections", code), lambda: section_rows(establishment, code)), tallest=_ROWS)
