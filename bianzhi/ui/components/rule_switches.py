"""Switching rules off, each with a reason, and on again; the ledger is checked anew at once."""

from collections.abc import Mapping
from dataclasses import replace

import streamlit as st

from bianzhi import services
from bianzhi.errors import SettingsError
from bianzhi.ui.components.frame import error_box
from bianzhi.ui.state import Session
from bianzhi.ui.tables.rules import off_rows, rule_words, switchable
from bianzhi.ui.tables.shown import plain
from bianzhi.ui.widget_keys import WidgetKey

_MOST_REASON = 200


def switch_form(now: Session) -> None:
    """The form that switches one rule off."""
    off = now.settings.rules_off
    with st.form(WidgetKey.RULE_OFF, border=True):
        st.markdown("**停用一条规则**　只停体检，不放宽测算的约束条件；台账格式和方案核对的规则不能停用。")
        box, words, button = st.columns([5, 6, 2], vertical_alignment="bottom")
        chosen = box.selectbox(
            "规则",
            switchable(off),
            index=None,
            format_func=rule_words,
            key=f"{WidgetKey.RULE_OFF}_{len(off)}_rule",
            placeholder="选择规则",
            filter_mode="contains",
        )
        reason = words.text_input(
            "理由（必填）",
            key=f"{WidgetKey.RULE_REASON}_{len(off)}",
            max_chars=_MOST_REASON,
            placeholder="如：本区编委会议已统一研究，另有安排",
        )
        pressed = button.form_submit_button("停用", icon=":material/visibility_off:")
    if pressed and chosen is None:
        error_box(SettingsError("没有选择规则。", "请选择要停用的规则。"))
    elif pressed and chosen is not None and not reason.strip():
        error_box(SettingsError(f"停用规则 {chosen.id} 没有写理由。", "请写明理由，它会写入方案和体检报告。"))
    elif pressed and chosen is not None:
        _switch(now, {**off, chosen.id: reason}, f"已停用 {chosen.id}。")


def switched_off(now: Session) -> None:
    """The rules that are off, each with its reason and a button to switch it on."""
    off = now.settings.rules_off
    if not off:
        return
    st.subheader(f"已停用（{len(off)} 条）", anchor=False)
    for row in off_rows(off, now.report.rules_off if now.report else ()):
        with st.container(border=True, horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
            hidden = f"　少报 {row['少报']} 项" if row["少报"] is not None else ""
            st.markdown(
                f"**{row['规则']}　{plain(str(row['事项']))}**　理由：{plain(str(row['理由']))}{hidden}",
                width="content",
            )
            if st.button("恢复", key=f"restore_{row['规则']}", icon=":material/visibility:"):
                kept = {id: why for id, why in off.items() if id != row["规则"]}
                _switch(now, kept, f"已恢复 {row['规则']}。")


def _switch(now: Session, rules_off: Mapping[str, str], words: str) -> None:
    """Take over the switches; the ledger is checked anew, and a plan that was made under others is dropped."""
    had_plan = now.plan is not None or now.mergers is not None
    now.settings = replace(now.settings, rules_off=rules_off)
    if now.source is not None and now.report is not None:
        with st.spinner("正在重新体检…"):
            now.check_again(services.check(now.source.ledger, now.day, now.settings.rules_off))
    now.success = words + ("已重新体检，原来的方案作废，请重新求解。" if had_plan else "")
    st.rerun()
