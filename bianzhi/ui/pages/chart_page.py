"""机构图: the organisation chart of the ledger as it stands."""

import streamlit as st

from bianzhi.charts.org_chart import View
from bianzhi.ui.components.chart_panel import ChartKeys, chart_panel, chart_switches, print_button
from bianzhi.ui.components.frame import open_page, require_source
from bianzhi.ui.shell.pages import Step
from bianzhi.ui.widget_keys import WidgetKey

_KEYS = ChartKeys(WidgetKey.CHART_LEVEL, WidgetKey.CHART_UNIT, WidgetKey.CHART)

now = open_page(Step.CHART, "按系统分列各单位的编制、实有和超空编。点单位看详情、人员或锁定，点系统标题收起或展开。")
source = require_source(now)

with st.container(horizontal=True, vertical_alignment="center"):
    wanted = chart_switches(source, _KEYS)
    print_button(now, source, View.BEFORE, wanted)
chart_panel(now, source, View.BEFORE, wanted, _KEYS)
