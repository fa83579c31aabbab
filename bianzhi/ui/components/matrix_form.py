"""The identity matrix as the office has it, and who fulfils the conditions of its C cells."""

from dataclasses import replace
from typing import Any

import pandas as pd
import streamlit as st

from bianzhi.domain.matrix_change import Fulfilled, MatrixChange
from bianzhi.domain.terms import Category
from bianzhi.errors import BianzhiError, SettingsError
from bianzhi.ui.components.frame import error_box
from bianzhi.ui.components.paper import paper_table
from bianzhi.ui.components.people_box import people_above, people_within
from bianzhi.ui.components.signature import signature_fields, signed
from bianzhi.ui.components.table import ROW_PIXELS
from bianzhi.ui.sources import Source
from bianzhi.ui.state import Session
from bianzhi.ui.tables.advice import person_words
from bianzhi.ui.tables.requirements import (
    CHANGED,
    PASSAGE_WORDS,
    STATUS,
    change_words,
    conditions_in_use,
    edited_cells,
    matrix_rows,
    shipped_words,
    signature_words,
    with_changes,
)
from bianzhi.ui.tables.shown import plain
from bianzhi.ui.widget_keys import WidgetKey

_TAKES_WORDS = {"C": "须具备的条件", "M": "须办理的程序"}


def matrix_form(now: Session) -> None:
    """The table, in which cells are edited; then what was edited is signed."""
    changes = now.settings.matrix
    st.markdown(
        "行是人员类别，列是编制类型。● **Y** 可以直接调剂；◐ **C** 具备所列条件的人可以；"
        "○ **M** 只列出供专项办理，不进方案；－ **N** 不可。双击一格可以改，改后在下面写明理由。"
    )
    rows = matrix_rows(changes)
    shown = [name for name in rows[0] if name != CHANGED or changes]
    edited = st.data_editor(
        pd.DataFrame(rows)[shown],
        key=f"{WidgetKey.MATRIX}_{len(changes)}_{hash(changes)}",
        hide_index=True,
        disabled=[STATUS, CHANGED],
        row_height=ROW_PIXELS,
        column_config={
            STATUS: st.column_config.TextColumn(width=120, pinned=True),
            CHANGED: st.column_config.TextColumn(width=300),
            **{
                category.value: st.column_config.SelectboxColumn(options=list(PASSAGE_WORDS.values()), required=True)
                for category in Category
            },
        },
        alt=f"身份对等表，{len(rows)} 类人员：{'、'.join(shown)}；按回车修改一格",
    )
    paper_table(edited, whole=True)
    cells = edited_cells(rows, edited.to_dict("records"))
    if cells:
        _sign(now, cells)
    for place, change in enumerate(changes):
        _change_line(now, place, change)


def _sign(now: Session, cells: list[MatrixChange]) -> None:
    with st.form(WidgetKey.MATRIX_WHY, border=True):
        st.markdown(f"**改动 {len(cells)} 格，尚未采用**")
        whole = []
        for cell in cells:
            shipped = shipped_words(cell.status, cell.category)
            st.markdown(
                f"- {cell.status.value} 占用 {cell.category.value}：默认 {plain(shipped)}，"
                f"改为 **{plain(PASSAGE_WORDS[cell.passage])}**"
            )
            how = ""
            if cell.passage in _TAKES_WORDS:
                how = st.text_input(
                    f"{cell.status.value} 占用 {cell.category.value}：{_TAKES_WORDS[cell.passage]}（必填）",
                    key=f"how_{cell.status}_{cell.category}",
                    max_chars=60,
                )
            whole.append(replace(cell, how=how.strip()))
        signature = signature_fields(now, "matrix", WidgetKey.MATRIX_WHY, "如：省里规定参公登记后可以转任")
        pressed = st.form_submit_button("采用改动", type="primary", icon=":material/check:")
    if pressed:
        _take(now, whole, signature)


def _take(now: Session, cells: list[MatrixChange], signature: Any) -> None:
    try:
        who = signed(now, "matrix", signature)
        for cell in cells:
            if cell.passage in _TAKES_WORDS and not cell.how:
                raise SettingsError(
                    f"{cell.status.value} 占用 {cell.category.value}：没有写{_TAKES_WORDS[cell.passage]}。", "请补全。"
                )
        new = [replace(cell, by=who.by, on=who.on, why=who.why) for cell in cells]
        settings = replace(now.settings, matrix=with_changes(now.settings.matrix, new))
    except BianzhiError as error:
        error_box(error)
        return
    now.take_settings(settings, f"身份对等表已改 {len(cells)} 格。")
    st.rerun()


def _change_line(now: Session, place: int, change: MatrixChange) -> None:
    with st.container(border=True, horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        st.markdown(
            f":material/edit: **{plain(change_words(change))}**  \n"
            f":gray[{plain(signature_words(change.by, change.on, change.why))}]",
            width="content",
        )
        if st.button("恢复默认", key=f"matrix_default_{place}", icon=":material/undo:"):
            kept = tuple(other for other in now.settings.matrix if other is not change)
            now.take_settings(replace(now.settings, matrix=kept), "身份对等表的一格已恢复默认。")
            st.rerun()


def conditions_form(now: Session, source: Source) -> None:
    """Who fulfils which condition: the list, and the form that adds people."""
    fulfilled = now.settings.conditions
    key = f"{WidgetKey.CONDITION}_{len(fulfilled)}"
    above = people_above(now, source, "人员（必填）", key)
    with st.form(f"{key}_form", border=True):
        st.markdown("**某人已具备 C 格的条件**　台账「已具备条件」列已写明的，不必再填。")
        people, condition = st.columns(2)
        chosen = people_within(now, source, people, "人员（必填）", key) if above is None else above
        which = condition.selectbox(
            "条件（必填）",
            conditions_in_use(now.settings.matrix),
            index=None,
            key=f"{key}_which",
            placeholder="选择条件",
        )
        signature = signature_fields(now, "condition", key, "如：本人书面同意书已存档")
        pressed = st.form_submit_button("加入", icon=":material/add:")
    if pressed:
        try:
            who = signed(now, "condition", signature)
            if not chosen or which is None:
                raise SettingsError("没有选择人员或条件。", "请选择人员和其已具备的条件。")
        except BianzhiError as error:
            error_box(error)
            return
        new = tuple(Fulfilled(person, which, who.by, who.on, who.why) for person in chosen)
        now.take_settings(replace(now.settings, conditions=(*fulfilled, *new)), f"已登记 {len(new)} 人具备条件。")
        st.rerun()
    for place, each in enumerate(fulfilled):
        _fulfilled_line(now, source, place, each)


def _fulfilled_line(now: Session, source: Source, place: int, each: Fulfilled) -> None:
    with st.container(border=True, horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        st.markdown(
            f"**{plain(person_words(source.establishment, each.person))}** 具备：{plain(each.condition)}  \n"
            f":gray[{plain(signature_words(each.by, each.on, each.why))}]",
            width="content",
        )
        if st.button("删除", key=f"delete_condition_{place}", icon=":material/delete:"):
            kept = tuple(other for number, other in enumerate(now.settings.conditions) if number != place)
            now.take_settings(replace(now.settings, conditions=kept), "已删除一项条件。")
            st.rerun()
