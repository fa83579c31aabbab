"""The scenario that is worked on, in one line on every page: its name and status, undo and redo, and what went wrong."""

from collections.abc import Callable

import streamlit as st

from bianzhi.domain.scenario import Scenario
from bianzhi.errors import BianzhiError
from bianzhi.ui import keeping
from bianzhi.ui.jobs import at_work
from bianzhi.ui.shell.pages import Step, page
from bianzhi.ui.state import Session
from bianzhi.ui.tables.shown import local_time, plain


def scenario_bar(now: Session) -> None:
    """Name, status and undo of the scenario; nothing before there is one."""
    head = now.scenario
    if head is None:
        return
    with st.container(horizontal=True, vertical_alignment="center", width="content", key="bz_scenario_bar"):
        st.page_link(
            page(Step.SCENARIOS), label=f"方案：{plain(head.name)}（{head.status}）", icon=":material/folder_copy:"
        )
        st.button(
            "撤销",
            icon=":material/undo:",
            help=_help("撤销", head.undoable),
            disabled=_stuck(now) or not head.undoable,
            on_click=keeping.undo,
            args=(now,),
        )
        st.button(
            "重做",
            icon=":material/redo:",
            help=_help("重做", head.redoable),
            disabled=_stuck(now) or not head.redoable,
            on_click=keeping.redo,
            args=(now,),
        )


def keeping_boxes(now: Session) -> None:
    """What the clerk must know of the keeping of the work: somebody else was faster, or it cannot be kept."""
    if not now.visitor and st.context.headers.get("User-Agent"):
        st.warning(
            "浏览器没有接受本系统的 Cookie，做的工作不能自动保存，刷新后会丢失。请在浏览器设置中允许本网址使用 Cookie，再刷新本页。",
            icon=":material/cookie_off:",
        )
    if now.newer is not None and now.scenario is not None:
        _newer_box(now, now.newer)
    if now.gone and now.scenario is not None:
        _gone_box(now, now.scenario)
    _closed_box(now)
    if now.unkept is not None:
        st.error(
            f"**刚才的改动还没有保存：{plain(now.unkept.message)}** {plain(now.unkept.hint)}"
            "内容仍在本页，下一次操作时会再试；请先不要关闭浏览器。",
            icon=":material/cloud_off:",
        )


def _newer_box(now: Session, newer: Scenario) -> None:
    st.warning(
        f"方案「{plain(newer.name)}」已在另一个窗口或由另一位同事改动（{local_time(newer.changed)}），"
        "您在本窗口的最后一次改动没有覆盖它。请选择：",
        icon=":material/sync_problem:",
    )
    with st.container(horizontal=True):
        if st.button("载入最新内容（放弃本窗口最后的改动）", icon=":material/sync:"):
            _attempt(now, keeping.take_newer)
        if st.button("把我的改动另存为副本", icon=":material/file_copy:"):
            _attempt(now, keeping.keep_as_copy)


def _gone_box(now: Session, head: Scenario) -> None:
    st.error(
        f"方案「{plain(head.name)}」已被另一个窗口或另一位同事删除，本页的内容没有保存的地方了。需要保留的，请另存为新方案。",
        icon=":material/delete_forever:",
    )
    if st.button("另存为新方案", icon=":material/save:", type="primary"):
        _attempt(now, keeping.keep_anew)


def _closed_box(now: Session) -> None:
    """A closed scenario says so before anything is changed; the copy that changes went into says where they are."""
    if now.forked_from and now.scenario is not None:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.warning(
                f"「{plain(now.forked_from)}」已经通过，不能再改；您的改动另存为「{plain(now.scenario.name)}」，原方案没有动。",
                icon=":material/content_copy:",
            )
            if st.button("知道了"):
                now.forked_from = ""
                st.rerun()
    elif now.scenario is not None and now.scenario.status.is_closed:
        st.info(
            f"本方案已{now.scenario.status}，内容不再改动；在本页的改动会自动另存为「{plain(now.scenario.name)}（修改稿）」。",
            icon=":material/lock:",
        )


def _attempt(now: Session, action: Callable[[Session], None]) -> None:
    try:
        action(now)
    except BianzhiError as error:
        now.unkept = error
    st.rerun()


def _help(word: str, step: str) -> str:
    return f"{word}：{step}" if step else f"没有可{word}的操作"


def _stuck(now: Session) -> bool:
    """Whether the history may not be walked: somebody else's changes, a closed scenario, or work in progress."""
    running = at_work(now.plan_job) or at_work(now.mergers_job) or at_work(now.repair_job)
    return now.newer is not None or running or (now.scenario is not None and now.scenario.status.is_closed)
