"""Constraints of the catalogue: the list, and switching one with a reason."""

from collections.abc import Mapping
from dataclasses import replace

import streamlit as st

from bianzhi.domain.settings import PlanSettings
from bianzhi.errors import BianzhiError, SettingsError
from bianzhi.law.constraint_catalogue import constraint_catalogue
from bianzhi.ui.components.frame import error_box
from bianzhi.ui.components.signature import MOST_WHY
from bianzhi.ui.components.table import frame, table
from bianzhi.ui.state import Session
from bianzhi.ui.tables.requirements import (
    constraint_rows,
    constraint_words,
    reason_for,
    switchable_constraints,
)
from bianzhi.ui.tables.shown import plain
from bianzhi.ui.widget_keys import WidgetKey


def constraint_switches(now: Session) -> None:
    """The form, what was switched, and every constraint."""
    settings = now.settings
    switched = [id for id in constraint_catalogue() if reason_for(id, settings)]
    _form(now, len(switched))
    if switched:
        st.subheader(f"与默认不同（{len(switched)} 条）", anchor=False)
    for id in switched:
        _switched_line(now, id)
    st.subheader("全部约束", anchor=False)
    switches = (tuple(settings.constraints_off.items()), tuple(settings.constraints_on.items()))
    data = frame(now, ("constraints", switches), lambda: constraint_rows(settings))
    table(
        data,
        tallest=40,
        columns={
            "编号": st.column_config.TextColumn(width=66),
            "约束": st.column_config.TextColumn(width=520),
            "依据": st.column_config.TextColumn(width=330),
            "默认": st.column_config.TextColumn(width=60),
            "可否改": st.column_config.TextColumn(width=70),
        },
    )
    st.caption(
        "「不可」改的是方案成立的前提。其余约束可以停用，停用后不再限制测算；"
        "停用法定要求须有依据，方案中会写明，复核时一并核对。"
    )


def _form(now: Session, count: int) -> None:
    with st.form(WidgetKey.CONSTRAINT, border=True):
        st.markdown("**停用或启用一条约束**　默认在用的可以停用，默认停用的可以启用，都要写明理由。")
        box, words, button = st.columns([6, 5, 2], vertical_alignment="bottom")
        chosen = box.selectbox(
            "约束",
            switchable_constraints(now.settings),
            index=None,
            format_func=constraint_words,
            key=f"{WidgetKey.CONSTRAINT}_{count}_id",
            placeholder="选择约束",
            filter_mode="contains",
        )
        reason = words.text_input(
            "理由（必填）",
            key=f"{WidgetKey.CONSTRAINT}_{count}_why",
            max_chars=MOST_WHY,
            placeholder="如：本区编委会议已研究，按本地规定执行",
        )
        pressed = button.form_submit_button("停用/启用", icon=":material/toggle_on:")
    if not pressed:
        return
    if chosen is None:
        error_box(SettingsError("没有选择约束。", "请选择要停用或启用的约束。"))
        return
    try:
        settings, word = _switched(now.settings, chosen, reason)
    except BianzhiError as error:
        error_box(error)
        return
    now.take_settings(settings, f"已{word}约束 {chosen}。")
    st.rerun()


def _switched(settings: PlanSettings, id: str, reason: str) -> tuple[PlanSettings, str]:
    """The settings with one constraint the other way, and the word for that."""
    if constraint_catalogue()[id].default:
        return replace(settings, constraints_off={**settings.constraints_off, id: reason}), "停用"
    return replace(settings, constraints_on={**settings.constraints_on, id: reason}), "启用"


def _switched_line(now: Session, id: str) -> None:
    entry, settings = constraint_catalogue()[id], now.settings
    word = "停用" if entry.default else "启用"
    with st.container(border=True, horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        st.markdown(
            f"**已{word}　{id}　{plain(entry.sentence)}**　理由：{plain(reason_for(id, settings))}", width="content"
        )
        if st.button("恢复默认", key=f"default_{id}", icon=":material/undo:"):
            now.take_settings(
                replace(
                    settings,
                    constraints_off=_without(settings.constraints_off, id),
                    constraints_on=_without(settings.constraints_on, id),
                ),
                f"约束 {id} 已恢复默认。",
            )
            st.rerun()


def _without(reasons: Mapping[str, str], id: str) -> dict[str, str]:
    return {other: why for other, why in reasons.items() if other != id}
