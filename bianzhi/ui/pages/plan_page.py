"""编制调剂: settings, the solve in the background, and the proposal with what it rests on."""

import streamlit as st

from bianzhi import services
from bianzhi.domain.plan_columns import PROPOSAL_NOTE
from bianzhi.errors import BianzhiError, InfeasiblePlanError
from bianzhi.ui import keeping
from bianzhi.ui.components.basis_upload import basis_upload
from bianzhi.ui.components.frame import carried_box, error_box, open_page, require_source, stale_box
from bianzhi.ui.components.job_progress import job_progress
from bianzhi.ui.components.plan_view import plan_cards, plan_tabs
from bianzhi.ui.components.settings_form import settings_form
from bianzhi.ui.jobs import JobState, at_work
from bianzhi.ui.shell.pages import Step, page
from bianzhi.ui.tables.requirements import settings_words

now = open_page(Step.PLAN, f"从超编单位向空编单位提出最少人数、最相适的调整建议。{PROPOSAL_NOTE}")
source = require_source(now)
carried_box(now)

if now.settings.rules_off:
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(
            f":material/visibility_off: 停用了 {len(now.settings.rules_off)} 条检查规则，理由会写入方案；"
            "不影响测算的约束条件。"
        )
        st.page_link(page(Step.RULES), label="看停用的规则和理由")
if words := settings_words(now.settings):
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(f":material/checklist: {words}")
        st.page_link(page(Step.REQUIREMENTS), label="看要求与约束")

running = at_work(now.plan_job)
stale_box(now, link=False)
try:
    asked = settings_form(now, disabled=running)
except BianzhiError as error:
    error_box(error)
    asked = None
if now.plan is None:
    basis_upload(now, source)
if asked is not None:
    day, settings, previous = asked.day, asked.settings, asked.previous
    if day != now.day:
        with st.spinner("方案日期有变，正在重新体检…"):
            now.check_again(services.check(source.ledger, day, settings.rules_off), keeps_plan=True)
    now.settings = settings
    keeping.submit(
        now,
        "plan_job",
        "求解编制调剂方案",
        lambda progress: services.reallocate(source.establishment, day, settings, progress, previous),
    )
    st.rerun()

job = now.plan_job
if job is not None:
    job_progress(job)
    if job.state is JobState.FAILED and isinstance(job.error, InfeasiblePlanError):
        st.page_link(page(Step.REQUIREMENTS), label="去修改要求", icon=":material/edit:")
if now.plan is None:
    if job is None:
        st.info("设定好以后点「求解」。默认设置即规定的要求，一般不必改。", icon=":material/play_circle:")
    st.stop()

plan_cards(now.plan)
plan_tabs(now, source, now.plan)
