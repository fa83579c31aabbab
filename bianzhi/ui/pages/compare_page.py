"""前后对比: the chart and the quota table before and after the plan."""

import streamlit as st

from bianzhi.charts.org_chart import View
from bianzhi.ui.components.chart_panel import ChartKeys, chart_panel, chart_switches, print_button
from bianzhi.ui.components.frame import open_page, require_source, stale_box
from bianzhi.ui.components.table import frame, table
from bianzhi.ui.shell.pages import Step, page
from bianzhi.ui.tables.quotas import comparison_rows
from bianzhi.ui.tables.sections import merger_rows
from bianzhi.ui.widget_keys import WidgetKey

_VIEWS = {"调整前": View.BEFORE, "调整后": View.AFTER, "前后对照": View.COMPARE, "只看变化": View.CHANGES}
_KEYS = ChartKeys(WidgetKey.COMPARE_LEVEL, WidgetKey.COMPARE_UNIT, WidgetKey.COMPARE_CHART)

now = open_page(Step.COMPARE, "按建议方案，各单位调整前后的编制、实有和超空编。所列均为拟调整，未经批准不生效。")
source = require_source(now)
if now.plan is None and now.mergers is None:
    st.info("还没有可对比的方案。请先求解编制调剂，或求解内设机构整合。", icon=":material/compare:")
    with st.container(horizontal=True):
        st.page_link(page(Step.PLAN), label="去编制调剂")
        st.page_link(page(Step.SECTIONS), label="去内设机构整合")
    st.stop()

stale_box(now)
with st.container(horizontal=True, vertical_alignment="center"):
    view = st.segmented_control(
        "视图",
        list(_VIEWS),
        default="前后对照",
        required=True,
        key=WidgetKey.COMPARE_VIEW,
        label_visibility="collapsed",
        persist_state="session",
    )
    wanted = chart_switches(source, _KEYS)
    chosen = _VIEWS[view or "前后对照"]
    print_button(now, source, chosen, wanted)
chart_panel(now, source, chosen, wanted, _KEYS)

if now.plan is not None:
    with st.container(horizontal=True, vertical_alignment="center"):
        st.subheader("编制调整对照表", anchor=False, width="content")
        only_changes = st.toggle("只看有变化的", value=True, key=WidgetKey.COMPARE_ONLY_CHANGES)
    rows = frame(
        now,
        ("comparison", only_changes),
        lambda: comparison_rows(source.establishment, now.plan, only_changes=only_changes),
    )
    if rows.empty:
        st.info("没有变化；关掉「只看有变化的」可以看全部单位。", icon=":material/info:")
    else:
        table(rows, tallest=16)
if now.mergers:
    mergers = now.mergers
    st.subheader("内设机构整合对照", anchor=False)
    table(frame(now, "merger rows", lambda: merger_rows(source.establishment, mergers)))
