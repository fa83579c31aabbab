"""大科室制: the sections of one unit under the clerk's own rules, solved or grouped by hand."""

from dataclasses import replace

import streamlit as st

from bianzhi.domain.plan import PlanStatus
from bianzhi.errors import BianzhiError
from bianzhi.services import reforming
from bianzhi.ui.components import section_study_view as study_view
from bianzhi.ui.components.answer_view import is_running, latest_answer
from bianzhi.ui.components.frame import error_box, open_page, require_source
from bianzhi.ui.components.reform_said import done, error_toast, say_once
from bianzhi.ui.components.reform_world import chosen_world
from bianzhi.ui.components.table import frame, table
from bianzhi.ui.shell.pages import Step
from bianzhi.ui.tables.sections import section_count_rows
from bianzhi.ui.tables.shown import plain, shown
from bianzhi.ui.tables.studies import section_words
from bianzhi.ui.widget_keys import WidgetKey

_VIEWS = ("最优方案", "手工分组", "科室往来图")

now = open_page(
    Step.SECTION_STUDY,
    "逐个单位研究内设机构整合：写明哪些必须在一起、哪些不得在一起，求最优方案；也可以手工分组，每动一下，各条要求是否符合当场显示。",
)
source = require_source(now)
say_once(now)
work = now.reforms
establishment, world = chosen_world(now, source, "按改革方案执行后的内设机构研究", f"{WidgetKey.STUDY_VIEW}_after")
names = now.remember(
    ("study units", world),
    lambda: {
        unit.code: f"{shown(unit.name)}（{len(section_words(establishment, unit.code))} 个）"
        for unit in establishment.units
        if len(section_words(establishment, unit.code)) > 1
    },
)
if not names:
    st.info("台账中没有两个以上内设机构的单位，无从整合。补上「内设机构」表后重新导入。", icon=":material/info:")
    st.stop()
unit_box, cap_column, button = st.columns([5, 3, 3], vertical_alignment="bottom")
chosen_unit = unit_box.selectbox(
    "研究的单位",
    list(names),
    index=None,
    format_func=lambda code: names.get(code, code),
    key=WidgetKey.STUDY_UNIT,
    placeholder="输入单位名称查找",
    filter_mode="contains",
    persist_state="session",
)
if not chosen_unit:
    st.info("选一个单位，写明要求后点「求最优方案」。", icon=":material/workspaces:")
    table(
        frame(now, ("section counts", world, now.day), lambda: section_count_rows(establishment, now.day)), tallest=14
    )
    st.stop()

unit, asked, day = chosen_unit, work.studies, now.day
with cap_column:
    cap = study_view.cap_box(unit)
with st.expander("要求：哪些必须在一起、哪些不得在一起、哪些单独保留", expanded=asked.latest is None):
    st.caption(
        "都可以不填；台账中标明不可整合的科室总是单独保留。要求和手工分组只供试算，刷新本页后不保留；点「把这样的整合加入改革方案」后随方案保存。"
    )
    rules = replace(study_view.rules_form(unit, section_words(establishment, unit)), cap=cap)
key = (world, unit, rules, day)
if button.button("求最优方案", type="primary", icon=":material/play_arrow:", disabled=is_running(asked)):
    asked.ask(key, "求解内设机构整合", lambda _: reforming.study_sections(establishment, unit, day, rules), wait=2.0)
    st.rerun()
study = asked.answer(key)
if study is None and asked.latest != key:
    st.info(
        "点「求最优方案」，这里显示最优方案、次优方案和各条要求是否符合。"
        if asked.latest is None
        else "单位、要求或日期已改，请点「求最优方案」重新求解。",
        icon=":material/play_circle:",
    )
    st.stop()
study = study or latest_answer(asked, "")
if study is None:
    st.stop()
if study.merger.status is PlanStatus.INFEASIBLE or not study.merger.groups:
    st.error("没有符合要求的分组。请放宽要求后重新求解。", icon=":material/block:")
    study_view.lights(study.lights)
    for note in study.merger.notes:
        st.markdown(f"- {plain(note)}")
    st.stop()
view = st.segmented_control(
    "内容",
    _VIEWS,
    default=_VIEWS[0],
    required=True,
    key=WidgetKey.STUDY_VIEW,
    label_visibility="collapsed",
    persist_state="session",
)
chosen = study.merger
if view == "手工分组":
    judged = study_view.hand_view(now, establishment, unit, study, rules, world)
    if judged is None:
        st.stop()
    chosen = judged.merger
elif view == "科室往来图":
    study_view.traffic_view(now, establishment, unit, study.merger, world)
    st.stop()
else:
    study_view.optimum_view(now, establishment, study, key)

if any(len(group.sections) > 1 for group in chosen.groups):
    with st.container(border=True):
        st.markdown("**加入改革方案**　名称可以改；领导职数按规模和规定写入")
        merger = study_view.named(chosen, f"{WidgetKey.STUDY_NAME}_{unit}")
        if st.button("把这样的整合加入改革方案", icon=":material/playlist_add:"):
            try:
                reform = reforming.with_sections(source.establishment, work.reform, (merger,))
                work.take(source.establishment, reform, len(reform.steps) - 1)
            except BianzhiError as error:
                error_box(error)
                error_toast(error)
            else:
                done(now, f"已加入改革方案，现有 {len(work.reform.steps)} 项。")
                st.rerun()
