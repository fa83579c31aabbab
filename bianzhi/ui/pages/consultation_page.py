"""征求意见: the form goes out, comes back, and the plan is made anew with as few changes as possible."""

import streamlit as st

from bianzhi.ui.components.frame import open_page, require_plan, require_source
from bianzhi.ui.components.replan_view import form_back, form_out, opinions_view, replan_form, replanned_view
from bianzhi.ui.shell.pages import Step

now = open_page(Step.CONSULTATION, "把方案发给拟调整的人和有关单位征求意见，收回后按意见重排，尽量少动其他人。")
source = require_source(now)
plan = require_plan(now)
out, back = st.columns(2)
with out.container(border=True, height="stretch"):
    form_out(now, source, plan)
with back.container(border=True, height="stretch"):
    form_back(now, source, plan)
asked = now.advice.consultation
record = now.advice.record
if asked is None and record is not None:
    opinions_view(now, source, record, "本方案已采纳的意见")
    st.stop()
if asked is None:
    st.info("上传填好的表后，这里列出每个人的意见，并可以按意见重排。", icon=":material/forum:")
    st.stop()
opinions_view(now, source, asked)
if not asked.opinions:
    st.stop()
replan_form(now, source, plan, asked)
replanned_view(now, source, plan)
