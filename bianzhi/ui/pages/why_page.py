"""方案解释: why this person and this place, why not another, and what holds up the rest of the excess."""

import streamlit as st

from bianzhi.ui.components.blockage_view import blockage_view
from bianzhi.ui.components.frame import open_page, require_plan, require_source
from bianzhi.ui.components.person_view import person_answer, person_picker, place_answer, place_picker
from bianzhi.ui.shell.pages import Step
from bianzhi.ui.widget_keys import WidgetKey

_VIEWS = {"person": "一个人的去留", "blockage": "剩余超编的堵点"}

now = open_page(
    Step.WHY,
    "每个回答都是把原方案改动一处、重新测算得来的：为什么是这个人、为什么不是那个人、为什么不去那个单位、卡在哪里。",
)
source = require_source(now)
plan = require_plan(now)
view = st.segmented_control(
    "内容",
    list(_VIEWS),
    default="person",
    required=True,
    format_func=lambda name: _VIEWS[name],
    key=WidgetKey.WHY_VIEW,
    label_visibility="collapsed",
)
if view == "blockage":
    blockage_view(now, source, plan)
    st.stop()
boxes = st.columns([5, 5, 3, 4])
person = person_picker(now, source, boxes[0])
if not person:
    st.info(
        "在上面输入姓名、编号或单位，选一个人。也可以在「编制调剂」的各张名单里点选一人，再点「为什么」。",
        icon=":material/person_search:",
    )
    st.stop()
question = place_picker(source, boxes[1:])
if question is not None:
    place_answer(now, source, plan, person, question)
person_answer(now, source, plan, person)
