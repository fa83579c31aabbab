"""首页: what to do next, how far everything is, and the figures that matter, each leading to its list."""

import streamlit as st

from bianzhi.domain.day_words import day_in_words
from bianzhi.ui.components.frame import open_page
from bianzhi.ui.components.home_view import (
    commonest_findings,
    figure_cards,
    next_step_box,
    scenario_lines,
    way_cards,
    worst_units,
)
from bianzhi.ui.components.upload_panel import sample_buttons
from bianzhi.ui.shell.pages import Step
from bianzhi.ui.tables.shown import plain

now = open_page(Step.HOME, "编制台账从导入、体检、测算到报批的全部工作。只在本机或单位内网处理，数据不外传。")
next_step_box(now)
way_cards(now)

main, side = st.columns([3, 1], gap="medium")
with main:
    if now.source is None or now.report is None:
        st.info("导入台账后，这里显示单位、编制、超编、空编等主要数字，点开就是清单。", icon=":material/info:")
        with st.container(horizontal=True):
            sample_buttons(now)
    else:
        st.subheader(f"{plain(now.source.name)}，{day_in_words(now.day)}", anchor=False)
        figure_cards(now, now.source, now.report.summary)
        units, findings = st.columns(2, gap="medium")
        with units:
            worst_units(now, now.source)
        with findings:
            commonest_findings(now, now.report)
with side:
    st.subheader("最近的方案", anchor=False)
    scenario_lines(now)
