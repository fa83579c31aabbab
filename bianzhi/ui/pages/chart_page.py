"""机构图: the organisation chart of the ledger as it stands."""

from bianzhi.charts.org_chart import View
from bianzhi.ui.components.chart_panel import chart_panel, level_switch
from bianzhi.ui.components.frame import open_page, require_source
from bianzhi.ui.shell.pages import Step
from bianzhi.ui.widget_keys import WidgetKey

now = open_page(Step.CHART, "按系统分列各单位的编制、实有和超空编。点单位看详情，点系统标题收起或展开。")
source = require_source(now)

level = level_switch(WidgetKey.CHART_LEVEL)
chart_panel(now, source, View.BEFORE, level, WidgetKey.CHART)
