"""要求与约束: what a plan keeps and what the office asks of it; everything says who, when and why."""

import streamlit as st

from bianzhi.ui.components.constraint_switches import constraint_switches
from bianzhi.ui.components.frame import carried_box, open_page, require_source, stale_box
from bianzhi.ui.components.matrix_form import conditions_form, matrix_form
from bianzhi.ui.components.other_settings import other_settings_form, settings_file, unit_shares
from bianzhi.ui.components.wish_form import wish_form
from bianzhi.ui.components.wish_list import clash_box, wish_list
from bianzhi.ui.shell.pages import Step
from bianzhi.ui.widget_keys import WidgetKey

_VIEWS = {
    "wishes": "单位要求",
    "constraints": "约束条件",
    "matrix": "身份对等",
    "others": "其他设置",
    "file": "保存与读入",
}

now = open_page(
    Step.REQUIREMENTS,
    "测算前在这里说明哪些人不调、哪些必须安排、按哪些约束测算。每一项都记下提出人、日期和理由，写入方案备查。",
)
source = require_source(now)
carried_box(now)
stale_box(now)
clash_box(now, source)
view = st.segmented_control(
    "内容",
    list(_VIEWS),
    default="wishes",
    required=True,
    format_func=lambda name: _VIEWS[name],
    key=WidgetKey.REQUIREMENT_VIEW,
    label_visibility="collapsed",
)
if view == "constraints":
    constraint_switches(now)
elif view == "matrix":
    matrix_form(now)
    st.subheader("已具备条件的人员", anchor=False)
    conditions_form(now, source)
elif view == "others":
    other_settings_form(now)
    unit_shares(now, source)
elif view == "file":
    settings_file(now, source)
else:
    wish_form(now, source)
    wish_list(now, source)
