"""方案库: the scenarios of the office, each with its status and history; two to four of them side by side."""

import streamlit as st

from bianzhi.errors import BianzhiError
from bianzhi.services import scenario_comparison
from bianzhi.services.lists import matches
from bianzhi.ui import keeping
from bianzhi.ui.components.frame import error_box, open_page
from bianzhi.ui.components.scenario_comparison_view import scenario_comparison_view
from bianzhi.ui.components.scenario_forms import new_scenario_form
from bianzhi.ui.components.scenario_view import scenario_view
from bianzhi.ui.components.table import choosable_table, frame
from bianzhi.ui.shell.pages import Step, page
from bianzhi.ui.tables.scenarios import scenario_rows, search_words
from bianzhi.ui.widget_keys import WidgetKey

FEW = 8
"""Scenarios that are seen at a glance, without a search."""

now = open_page(
    Step.SCENARIOS,
    "每个方案有自己的台账、设置、要求和结果，改动自动保存，关闭浏览器、重启服务都不会丢。勾选一个看详情，勾选两到四个并列比较。",
)
try:
    heads = keeping.store().scenarios()
    kept = [(head, keeping.content_or_none(head)) for head in heads]
except BianzhiError as error:
    error_box(error)
    st.stop()

with st.container(horizontal=True, vertical_alignment="center"):
    with st.popover("新建方案", icon=":material/add:", key=f"{WidgetKey.SCENARIO_NEW}_{len(heads)}"):
        new_scenario_form(now, heads)
    if len(heads) > FEW:
        query = st.text_input(
            "查找方案",
            key=WidgetKey.SCENARIO_SEARCH,
            placeholder="查方案名称、台账、状态、备注：汉字或拼音首字母",
            label_visibility="collapsed",
        )
        kept = [each for each in kept if matches(query, search_words(each[0]))]
if not heads:
    st.info("还没有方案。导入台账后会自动建立一个，以后每一步都自动保存。", icon=":material/folder_copy:")
    st.page_link(page(Step.IMPORT), label="去导入台账")
    st.stop()
if not kept:
    st.info("没有查到这样的方案，换个词再试。", icon=":material/search_off:")
    st.stop()

present = now.scenario.id if now.scenario else ""
kept.sort(key=lambda each: each[0].id != present)
key = ("scenario list", present, *((head.id, head.version) for head, _ in kept))
rows = frame(now, key, lambda: scenario_rows(kept, present))
chosen = choosable_table(
    rows,
    WidgetKey.SCENARIOS,
    columns={"当前": st.column_config.TextColumn(width=50), "方案": st.column_config.TextColumn(width="medium")},
)
picked = [kept[place] for place in chosen] or [each for each in kept if each[0].id == present]
if len(picked) == 1:
    scenario_view(now, picked[0][0])
elif len(picked) > scenario_comparison.MOST:
    st.warning(f"勾选了 {len(picked)} 个方案，最多并列比较 {scenario_comparison.MOST} 个。", icon=":material/info:")
elif not picked:
    st.info("在表中勾选一个方案看详情，勾选两到四个并列比较。", icon=":material/checklist:")
else:
    scenario_comparison_view(now, [(head, content) for head, content in picked if content is not None])
