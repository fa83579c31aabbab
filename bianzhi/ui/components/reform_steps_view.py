"""The steps of a reform as a list to work on."""

from collections.abc import Callable
from functools import partial
from typing import Any

import streamlit as st

from bianzhi.errors import BianzhiError
from bianzhi.ui.components.frame import error_box
from bianzhi.ui.components.paper import paper_table
from bianzhi.ui.components.reform_said import done, error_toast, reason_first
from bianzhi.ui.components.table import ROW_PIXELS, WRAPPED_PIXELS, frame
from bianzhi.ui.sources import Source
from bianzhi.ui.state import Session
from bianzhi.ui.tables.reforms import step_rows
from bianzhi.ui.tables.shown import plain
from bianzhi.ui.widget_keys import WidgetKey

_ROWS = 7


def steps_view(now: Session, source: Source) -> None:
    """The list, and what can be done with the step that is chosen."""
    work, establishment = now.reforms, source.establishment
    steps = work.reform.steps
    st.subheader(f"改革事项（{len(steps)} 项，按先后次序执行）", anchor=False)
    if not steps:
        st.info(
            "还没有改革事项。请在右边选操作、填好后点「加入改革方案」，或在上面载入改革方案文件、示例。",
            icon=":material/edit_note:",
        )
        return
    tools = st.container()
    sentences = work.sentences(establishment)
    rows = frame(now, ("reform steps", work.mark), lambda: step_rows(work.reform, sentences))
    default: Any = {"selection": {"rows": [work.chosen]}} if work.chosen is not None else None
    event = st.dataframe(
        rows,
        key=f"{WidgetKey.REFORM_STEPS}_{work.edits}",
        on_select="rerun",
        selection_mode="single-row",
        selection_default=default,
        hide_index=True,
        row_height=WRAPPED_PIXELS,
        height=WRAPPED_PIXELS * min(len(rows), _ROWS) + ROW_PIXELS,
        alt=f"改革事项，{len(rows)} 项",
        column_config={
            "序号": st.column_config.Column(width=52),
            "操作": st.column_config.Column(width=104),
            "改革事项": st.column_config.TextColumn(width=560),
        },
    )
    paper_table(rows, whole=True)
    chosen = [place for place in event["selection"]["rows"] if place < len(steps)]
    place = chosen[0] if chosen else None
    with tools:
        _buttons(now, source, place)
    if place is not None:
        st.info(f"第 {place + 1} 项：{plain(sentences[place])}", icon=":material/notes:")


def _buttons(now: Session, source: Source, place: int | None) -> None:
    work, establishment = now.reforms, source.establishment
    last = len(work.reform.steps) - 1
    doing: Callable[[], None] | None = None
    words = ""
    with st.container(horizontal=True, vertical_alignment="center"):
        if st.button("上移", icon=":material/arrow_upward:", disabled=place in (None, 0)) and place is not None:
            doing, words = partial(work.move, establishment, place, -1), f"第 {place + 1} 项已移为第 {place} 项。"
        if st.button("下移", icon=":material/arrow_downward:", disabled=place in (None, last)) and place is not None:
            doing, words = partial(work.move, establishment, place, 1), f"第 {place + 1} 项已移为第 {place + 2} 项。"
        if st.button("修改这一项", icon=":material/edit:", disabled=place is None) and place is not None:
            work.editing = work.chosen = place
            st.rerun()
        if st.button("删除这一项", icon=":material/delete:", disabled=place is None) and place is not None:
            doing, words = partial(work.delete, establishment, place), f"已删除第 {place + 1} 项。"
        if st.button("撤回最后一项", icon=":material/undo:"):
            doing, words = partial(work.take, establishment, work.reform.without_last()), f"已撤回第 {last + 1} 项。"
        st.caption(f"已选第 {place + 1} 项" if place is not None else "点选一项后可修改、移动或删除")
    if doing is not None:
        try:
            doing()
        except BianzhiError as error:
            error_box(reason_first(error))
            error_toast(error)
            st.caption("改革方案没有改动。")
        else:
            done(now, words)
            st.rerun()
