"""时间安排: the plan over one to five years, what dissolves by itself, and moving now against waiting."""

import streamlit as st

from bianzhi.services import advice
from bianzhi.ui import exports
from bianzhi.ui.components.answer_view import is_running, latest_answer
from bianzhi.ui.components.curve import Curve, curve_chart
from bianzhi.ui.components.downloads import Download, download_button
from bianzhi.ui.components.frame import open_page, require_plan, require_source
from bianzhi.ui.components.table import frame, table
from bianzhi.ui.shell.pages import Step
from bianzhi.ui.tables.consultation import all_step_rows, step_rows, waiting_rows
from bianzhi.ui.tables.plans import unit_name
from bianzhi.ui.tables.shown import plain
from bianzhi.ui.widget_keys import WidgetKey

_MOST_YEARS = 5

now = open_page(Step.YEARLY, "逐年看谁到龄退休、哪些超编会自然消化、哪些必须调整，以及现在调和等一等各有什么得失。")
source = require_source(now)
plan = require_plan(now)
establishment, asked = source.establishment, now.advice.yearly
with st.form(WidgetKey.YEARS, border=True):
    box, button = st.columns([3, 9], vertical_alignment="bottom")
    years = box.segmented_control(
        "安排几年", list(range(1, _MOST_YEARS + 1)), default=3, required=True, format_func=lambda number: f"{number} 年"
    )
    pressed = button.form_submit_button(
        "生成分年度计划", type="primary", icon=":material/event_upcoming:", disabled=is_running(asked)
    )
if pressed:
    count = int(years or 3)
    asked.ask(
        count, f"编制 {count} 年消化计划", lambda progress: advice.yearly_plan(establishment, plan, count, progress)
    )
    st.rerun()
answer = latest_answer(asked, "选好年数后点「生成分年度计划」，这里显示逐年的消化计划和等待的得失。")
if answer is None:
    st.stop()
found = answer

st.markdown("\n".join(f"- {plain(sentence)}" for sentence in found.sentences))
st.subheader("全部台账", anchor=False)
table(frame(now, ("years", asked.latest), lambda: step_rows(establishment, found)))
if found.curve:
    st.subheader("现在调，还是等一等", anchor=False)
    chart, numbers = st.columns([7, 5])
    with chart:
        curve_chart(
            "等待的月数",
            ["人数"],
            [
                Curve("自然消化", [(point.months, point.dissolves) for point in found.curve]),
                Curve("需调整人数", [(point.months, point.moves) for point in found.curve]),
                Curve("期末未消化", [(point.months, point.remaining) for point in found.curve]),
            ],
            says="等待若干个月后自然消化、需调整和未消化的人数",
        )
    with numbers:
        table(frame(now, ("waiting", asked.latest), lambda: waiting_rows(found.curve)))
st.subheader("分单位", anchor=False)
units = list(dict.fromkeys(step.unit for step in found.steps if step.unit))
unit = st.selectbox(
    "单位",
    units,
    index=None,
    format_func=lambda code: unit_name(establishment, code),
    key=WidgetKey.YEARLY_UNIT,
    placeholder="全部单位",
    filter_mode="contains",
    width=320,
)
if unit:
    table(frame(now, ("years", asked.latest, unit), lambda: step_rows(establishment, found, str(unit))), tallest=16)
elif units:
    table(frame(now, ("years", asked.latest, "all"), lambda: all_step_rows(establishment, found)), tallest=16)
download = Download(
    "分年度消化计划",
    "",
    exports.file_name(now, "分年度消化计划", "xlsx"),
    exports.XLSX,
    lambda: exports.yearly_workbook(source, plan, found),
)
download_button(now, download, label="下载分年度计划（Excel）")
