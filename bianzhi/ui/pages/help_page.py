"""使用帮助: the guided tour, the manual with its search, the terms, and where the program keeps its data."""

import streamlit as st

from bianzhi.ui.components.about_view import about_view
from bianzhi.ui.components.frame import open_page
from bianzhi.ui.components.manual_view import CHAPTER, manual_view
from bianzhi.ui.components.tour_view import tour_list
from bianzhi.ui.glossary_tips import glossary_view
from bianzhi.ui.shell.pages import Step
from bianzhi.ui.widget_keys import WidgetKey

_TOUR, _MANUAL, _TERMS, _ABOUT = "五分钟导览", "用户手册", "术语", "版本和数据"

now = open_page(Step.HELP, "跟着导览走一遍，或者查手册、查术语。都在本机，不用上网。")
if now.source is None:
    st.info("还没有台账也可以看帮助；导览的第一站就是载入虚构的示例台账。", icon=":material/info:")
if st.query_params.get(CHAPTER):
    st.session_state.setdefault(WidgetKey.HELP_VIEW, _MANUAL)
view = st.segmented_control(
    "内容",
    (_TOUR, _MANUAL, _TERMS, _ABOUT),
    default=_TOUR,
    required=True,
    key=WidgetKey.HELP_VIEW,
    label_visibility="collapsed",
    persist_state="session",
)
if view == _MANUAL:
    manual_view(now)
elif view == _TERMS:
    glossary_view()
elif view == _ABOUT:
    about_view()
else:
    tour_list(now)
