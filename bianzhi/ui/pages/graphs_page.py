"""统计图: posts, ages, retirements and moves as plots with their figures; and the organisation chart for print."""

import streamlit as st

from bianzhi.ui.components.chart_print import chart_print
from bianzhi.ui.components.frame import open_page, require_source
from bianzhi.ui.components.graph_views import flow_view, heat_view, pareto_view, pyramid_view, wave_view
from bianzhi.ui.shell.pages import Step
from bianzhi.ui.widget_keys import WidgetKey

_VIEWS = {
    "编制热力图": heat_view,
    "超编集中度": pareto_view,
    "年龄金字塔": pyramid_view,
    "退休潮": wave_view,
    "人员流向": flow_view,
    "机构图打印": chart_print,
}

now = open_page(Step.GRAPHS, "编制、年龄、退休和人员流向的统计图，每张图附数据表；机构图可按 A3、A4 分页打印。")
source = require_source(now)
view = st.segmented_control(
    "图", list(_VIEWS), default="编制热力图", required=True, key=WidgetKey.GRAPH, label_visibility="collapsed"
)
_VIEWS[view or "编制热力图"](now, source)
