"""Everything that was moved by hand, each line with a button to take it back."""

import streamlit as st

from bianzhi.domain.by_hand import HandPlan
from bianzhi.ui.components.table import frame, table
from bianzhi.ui.sources import Source
from bianzhi.ui.state import Session
from bianzhi.ui.tables.by_hand import Row, hand_rows
from bianzhi.ui.tables.shown import plain

_WITH_BUTTON = 20
"""The latest moves, each on a line of its own; the ones before stand in a table."""
_TALLEST = 300
"""Pixels; more lines are scrolled."""
_LINES_SHOWN = 5
_NO_LIGHT = "无"


def moves_list(now: Session, source: Source, judged: HandPlan) -> None:
    """The moves by hand, the latest first, with a button for each and one for all."""
    if not now.by_hand:
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(f"**手工调整 {len(now.by_hand)} 人**", width="content")
        if st.button("全部撤回", icon=":material/restart_alt:", key="hand_all_back"):
            now.take_by_hand((), "已撤回全部手工调整。")
            st.rerun()
    rows = hand_rows(source.establishment, judged, now.by_hand)
    latest, before = rows[-_WITH_BUTTON:][::-1], rows[:-_WITH_BUTTON]
    with st.container(border=True, height=_TALLEST if len(latest) > _LINES_SHOWN else "content", gap="small"):
        for row in latest:
            _line(now, row)
    if before:
        with st.expander(f"更早的 {len(before)} 人（在上面选中本人后撤回）", icon=":material/list:"):
            key = ("hand moves", now.by_hand, now.settings, now.day)
            columns = {"匹配分": st.column_config.TextColumn(width=64, alignment="right")}
            table(frame(now, key, lambda: before), tallest=6, columns=columns)


def _line(now: Session, row: Row) -> None:
    id, name, red = str(row["人员编号"]), str(row["姓名"]), str(row["红灯"])
    score = f"　匹配 {row['匹配分']} 分" if row["匹配分"] else ""
    light = "" if red == _NO_LIGHT else f"  \n:red-badge[✕ 红] {plain(red)}"
    words, button = st.columns([9, 2], vertical_alignment="center")
    with words:
        st.markdown(
            f"**{plain(name)}**　{plain(str(row['现单位']))} → {plain(str(row['手工安排']))}　"
            f":gray[{row['编制类型']}{score}]{light}"
        )
    with button:
        if st.button(
            "撤回", type="tertiary", icon=":material/undo:", key=f"hand_back_{id}", help=f"撤回 {plain(name)} 的调整"
        ):
            rest = tuple(move for move in now.by_hand if move.person != id)
            now.take_by_hand(rest, f"已撤回 {name} 的手工调整。")
            st.rerun()
