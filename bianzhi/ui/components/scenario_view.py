"""One scenario of the list: what can be done with it, its procedure, its history."""

import streamlit as st

from bianzhi.domain.scenario import Scenario, ScenarioStatus
from bianzhi.errors import BianzhiError
from bianzhi.ui import keeping
from bianzhi.ui.components.frame import error_box
from bianzhi.ui.components.scenario_forms import delete_form, head_form, status_form
from bianzhi.ui.components.table import frame, table
from bianzhi.ui.current import open_scenario
from bianzhi.ui.shell.pages import Step, page
from bianzhi.ui.state import Session
from bianzhi.ui.tables.scenarios import history_rows, status_rows
from bianzhi.ui.tables.shown import plain

_NEXT_TALLEST = 8


def scenario_view(now: Session, head: Scenario) -> None:
    """What is known of a scenario, and everything that can be done with it."""
    is_open = now.scenario is not None and now.scenario.id == head.id
    with st.container(horizontal=True, vertical_alignment="center"):
        st.subheader(plain(head.name), anchor=False, width="content")
        if is_open:
            st.markdown(":material/radio_button_checked: 正在办理")
            st.page_link(page(Step.PLAN), label="去编制调剂", icon=":material/arrow_forward:")
        elif st.button("打开", type="primary", icon=":material/folder_open:"):
            _open(now, head)
    st.html(status_line(head))
    procedure, history, name, delete = st.tabs(["办理进度", "改动历史", "名称和备注", "删除"])
    with procedure:
        status_form(now, head)
        steps = keeping.store().status_steps(head.id)
        if steps:
            table(frame(now, ("status", head.id, head.version), lambda: status_rows(steps)), tallest=_NEXT_TALLEST)
        else:
            st.caption("还没有记录，现在是起草。")
    with history:
        st.caption("每一步改动自动保存；打开方案后，用页首的「撤销」「重做」走回任何一步，不限步数。")
        done = keeping.store().history(head.id)
        table(frame(now, ("history", head.id, head.version), lambda: history_rows(done)), tallest=_NEXT_TALLEST)
    with name:
        head_form(now, head)
    with delete:
        delete_form(now, head)


def status_line(head: Scenario) -> str:
    """The five statuses as HTML, the present one marked."""
    order = list(ScenarioStatus)
    at = order.index(head.status)
    items = []
    for number, status in enumerate(order):
        kind = "current" if number == at else "done" if number < at else ""
        current = ' aria-current="step"' if number == at else ""
        mark = "✓" if number < at else str(number + 1)
        items.append(
            f'<li class="{kind}"{current}><span class="mark">{mark}</span>'
            f'<span class="words"><b>{status}</b></span></li>'
        )
    return f'<ol class="bz-steps" aria-label="办理状态">{"".join(items)}</ol>'


def _open(now: Session, head: Scenario) -> None:
    try:
        with st.spinner("正在打开方案…"):
            open_scenario(now, head.id)
    except BianzhiError as error:
        error_box(error)
        return
    st.rerun()
