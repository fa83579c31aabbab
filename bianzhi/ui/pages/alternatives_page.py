"""备选与比较: plans that truly differ, the trade between objectives, refusals, fairness."""

import streamlit as st

from bianzhi.ui.components.frame import open_page, require_plan, require_source
from bianzhi.ui.components.other_plans_view import fairness_view, other_plans_view, robustness_view, trade_off_view
from bianzhi.ui.shell.pages import Step
from bianzhi.ui.widget_keys import WidgetKey

_VIEWS = {"plans": "备选方案", "trade": "权衡图", "refusals": "有人不同意", "fairness": "公平"}

now = open_page(
    Step.ALTERNATIVES, "同样可行的其他方案各有什么代价，多调一个人换来什么，有人不同意会怎样，负担在谁身上。"
)
source = require_source(now)
plan = require_plan(now)
view = st.segmented_control(
    "内容",
    list(_VIEWS),
    default="plans",
    required=True,
    format_func=lambda name: _VIEWS[name],
    key=WidgetKey.OTHER_VIEW,
    label_visibility="collapsed",
)
if view == "trade":
    trade_off_view(now, source, plan)
elif view == "refusals":
    robustness_view(now, source, plan)
elif view == "fairness":
    fairness_view(now, source, plan)
else:
    other_plans_view(now, source, plan)
