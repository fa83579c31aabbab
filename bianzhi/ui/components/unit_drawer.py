"""The drawer of one unit: its figures per establishment type, its sections, its leaders."""

import streamlit as st

from bianzhi.ui.components.table import frame, table
from bianzhi.ui.state import Session, Source
from bianzhi.ui.tables.quotas import leader_rows, leadership_words, section_rows, unit_rows
from bianzhi.ui.tables.sections import group_rows
from bianzhi.ui.tables.shown import plain


@st.dialog("单位详情", position="right", width="medium")
def unit_drawer(now: Session, source: Source, code: str) -> None:
    """Show one unit, before and, where there is a plan, after."""
    establishment = source.establishment
    unit = establishment.unit[code]
    st.subheader(plain(unit.name), anchor=False)
    st.caption("　".join(part for part in (unit.kind.value, plain(unit.rank), f"编制池：{unit.pool.value}") if part))

    st.markdown("**编制与实有**")
    table(frame(now, ("unit", code), lambda: unit_rows(establishment, code, now.plan)))

    st.markdown(f"**内设机构**（{len(establishment.sections_of.get(code, ()))} 个）")
    if code in establishment.sections_of:
        table(frame(now, ("unit sections", code), lambda: section_rows(establishment, code)))
    else:
        st.caption("台账中没有这个单位的内设机构。")
    merger = next((merger for merger in now.mergers or () if merger.unit == code), None)
    if merger is not None:
        st.markdown(f"**拟整合为 {merger.after} 个**（限额 {merger.cap} 个）")
        table(frame(now, ("unit groups", code), lambda: group_rows(establishment, merger)))

    st.markdown("**领导职数与领导人员**")
    words = leadership_words(establishment, code)
    if words:
        st.caption(f"核定职数：{words}")
    leaders = frame(now, ("unit leaders", code), lambda: leader_rows(establishment, code))
    if len(leaders):
        table(leaders)
    else:
        st.caption("台账中没有标为领导的人员。")
