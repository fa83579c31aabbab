"""改革前后: what the reform does, side by side; what stops it; how people are placed; the papers."""

import streamlit as st

from bianzhi.domain.day_words import day_in_words
from bianzhi.errors import ReformError
from bianzhi.ui.components import reform_results as results
from bianzhi.ui.components.frame import open_page, require_source
from bianzhi.ui.components.reform_chart_view import reform_chart
from bianzhi.ui.components.reform_head import go_to_reform, misfit_box
from bianzhi.ui.shell.pages import Step
from bianzhi.ui.tables.shown import plain
from bianzhi.ui.widget_keys import WidgetKey

_VIEWS = (
    "机构对照",
    "编制核增核减",
    "职责去向",
    "出编入编",
    "图",
    "规则影响",
    "检查",
    "人员安置",
    "两案比较",
    "下载",
)

now = open_page(
    Step.REFORM_COMPARE, "按改革方案推演，改革前后的机构、编制、人员和职责逐项对照。所列均为拟议，未经批准不生效。"
)
source = require_source(now)
work = now.reforms
if not work.reform.steps:
    st.info("还没有改革方案。请先到「改革方案」逐项编写，或载入方案文件、示例。", icon=":material/edit_note:")
    go_to_reform()
    st.stop()
try:
    reformed = work.reformed(source.establishment)
except ReformError as error:
    misfit_box(now, source, error)
    st.stop()

since = f"拟自 {day_in_words(work.reform.effective)} 起施行" if work.reform.effective else "施行日期待定"
st.markdown(f"**{plain(work.reform.name)}**　{len(work.reform.steps)} 项，{since}")
plan = results.placing_plan(now)
wrong = work.wrong(reformed, plan)
view = st.segmented_control(
    "内容",
    list(_VIEWS),
    default=_VIEWS[0],
    required=True,
    format_func=lambda name: f"检查（{len(wrong)}）" if name == "检查" and wrong else name,
    key=WidgetKey.REFORM_VIEW,
    label_visibility="collapsed",
)
match view:
    case "编制核增核减":
        results.quotas(now, reformed)
    case "职责去向":
        results.duties(now, reformed)
    case "出编入编":
        results.people(now, reformed, plan)
    case "图":
        reform_chart(now, reformed)
    case "规则影响":
        results.effects(now, reformed)
    case "检查":
        results.check(now, source, reformed, plan)
    case "人员安置":
        results.placing(now, reformed)
    case "两案比较":
        results.two_reforms(now, source, reformed)
    case "下载":
        results.downloads(now, reformed, plan)
    case _:
        results.cards(now, reformed)
        results.units(now, reformed)
