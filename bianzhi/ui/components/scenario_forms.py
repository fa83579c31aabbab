"""What is done with a scenario: begin one, name it, take it a step further, delete it."""

from collections.abc import Callable, Sequence

import streamlit as st

from bianzhi.domain.scenario import Origin, Scenario, ScenarioStatus
from bianzhi.errors import BianzhiError
from bianzhi.ui import keeping
from bianzhi.ui.components.frame import error_box
from bianzhi.ui.current import begin_anew, drop_from_memory, open_scenario
from bianzhi.ui.state import Session
from bianzhi.ui.tables.shown import plain
from bianzhi.ui.widget_keys import WidgetKey

_LONGEST_NAME, _LONGEST_NOTE = 40, 200
_ORIGIN_WORDS = {
    Origin.AS_IS: "现状：用当前台账，设置为默认，不带方案",
    Origin.BLANK: "空白：随后再导入台账",
    Origin.COPY: "副本：复制一个已有方案的全部内容",
}


def new_scenario_form(now: Session, kept: Sequence[Scenario]) -> None:
    """Begin a scenario: from the ledger as it is, from nothing, or as a copy."""
    origins = [origin for origin in Origin if _possible(origin, now, kept)]
    with st.form(f"{WidgetKey.SCENARIO_NEW}_{len(kept)}", border=False):
        origin = st.radio("从哪里开始", origins, format_func=lambda each: _ORIGIN_WORDS[each])
        copied = st.selectbox(
            "复制哪个方案（选“副本”时）", kept, format_func=lambda each: each.name, placeholder="还没有方案"
        )
        name = st.text_input("方案名称", max_chars=_LONGEST_NAME, placeholder="不填则自动取名")
        note = st.text_input("备注", max_chars=_LONGEST_NOTE, placeholder="如：压减行政编制的备选")
        if not st.form_submit_button("建立并打开", type="primary", icon=":material/add:"):
            return
    try:
        _begin(now, origin, copied, name.strip(), note.strip())
    except BianzhiError as error:
        error_box(error)
        return
    st.rerun()


def _possible(origin: Origin, now: Session, kept: Sequence[Scenario]) -> bool:
    return (origin is not Origin.AS_IS or now.source is not None) and (origin is not Origin.COPY or bool(kept))


def _begin(now: Session, origin: Origin, copied: Scenario | None, name: str, note: str) -> None:
    if origin is Origin.COPY and copied is not None:
        head = keeping.copy(copied, name, note)
    else:
        head = keeping.begin(now, origin, name, note)
    open_scenario(now, head.id).success = f"已建立方案「{head.name}」，现在就在这个方案里。"


def head_form(now: Session, head: Scenario) -> None:
    """Name and note of a scenario."""
    with st.form(f"{WidgetKey.SCENARIO_HEAD}_{head.id}_{head.version}", border=False):
        name = st.text_input("方案名称", head.name, max_chars=_LONGEST_NAME)
        note = st.text_input("备注", head.note, max_chars=_LONGEST_NOTE)
        if not st.form_submit_button("保存名称和备注", icon=":material/save:"):
            return
    _change(now, head, lambda version: keeping.store().rename(head.id, version, name.strip(), note.strip()))


def status_form(now: Session, head: Scenario) -> None:
    """The next step of the procedure, or back to drafting; each step is recorded with name and reason."""
    following = head.status.following
    if following is not None:
        _step_form(now, head, following, f"转为{following}", "说明", "如：编委会第3次会议研究")
    if head.status is not ScenarioStatus.DRAFT:
        with st.expander("退回起草", icon=":material/undo:"):
            _step_form(now, head, ScenarioStatus.DRAFT, "退回起草", "退回理由（必填）", "如：部门意见未统一")


def _step_form(now: Session, head: Scenario, status: ScenarioStatus, label: str, reason: str, example: str) -> None:
    """One step of the procedure: who takes it, and why."""
    with st.form(f"{WidgetKey.SCENARIO_STATUS}_{status.name}_{head.id}_{head.version}", border=False):
        by, note, button = st.columns([2, 5, 2], vertical_alignment="bottom")
        who = by.text_input("经办人（必填）", now.signed_by.get("status", ""), max_chars=40)
        why = note.text_input(reason, max_chars=_LONGEST_NOTE, placeholder=example)
        if not button.form_submit_button(label, icon=":material/step:", width="stretch"):
            return
    now.signed_by["status"] = who.strip()
    _change(now, head, lambda version: keeping.advance(head, version, status, who.strip(), why.strip()))


def delete_form(now: Session, head: Scenario) -> None:
    """Delete a scenario, after a second look."""
    st.caption(
        f"删除「{plain(head.name)}」后不能恢复，它的历史一并删除；台账没有别的方案在用的，台账中的人员信息也一并清除。"
    )
    if head.status.is_closed:
        st.info(
            f"方案已{head.status}，不能直接删除；确需删除的，先在“办理进度”退回起草并写明理由。", icon=":material/lock:"
        )
        return
    sure = st.checkbox("确认删除", key=f"{WidgetKey.SCENARIO_DELETE}_{head.id}")
    if not st.button("删除方案", icon=":material/delete:", disabled=not sure):
        return
    try:
        keeping.store().delete(head.id, head.version)
    except BianzhiError as error:
        error_box(error)
        return
    drop_from_memory(head.id)
    if now.scenario is not None and now.scenario.id == head.id:
        now = begin_anew(now)
    now.success = f"已删除方案「{head.name}」。"
    st.rerun()


def _change(now: Session, head: Scenario, change: Callable[[int], Scenario]) -> None:
    try:
        keeping.change_head(now, head, change)
    except BianzhiError as error:
        error_box(error)
        return
    st.rerun()
