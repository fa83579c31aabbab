"""职责: the duties of the ledger by unit, and two documents of duties compared."""

import streamlit as st

from bianzhi.errors import ReformError
from bianzhi.ui.components.duty_matching import matching
from bianzhi.ui.components.frame import open_page, require_source
from bianzhi.ui.components.reform_head import misfit_box
from bianzhi.ui.components.table import frame, table
from bianzhi.ui.shell.pages import Step
from bianzhi.ui.tables.plans import unit_name
from bianzhi.ui.tables.studies import duty_rows
from bianzhi.ui.widget_keys import WidgetKey

_VIEWS = ("台账中的职责", "比对两份职责")

now = open_page(
    Step.DUTIES,
    "各机构的职责清单；比对改革前后两份职责文件，逐项确认去向（保留、文字调整、划转、合并、拆分、取消、新增），写入改革方案。",
)
source = require_source(now)
establishment = source.establishment
view = st.segmented_control(
    "内容", _VIEWS, default=_VIEWS[0], required=True, key=WidgetKey.DUTY_VIEW, label_visibility="collapsed"
)
if view == _VIEWS[1]:
    try:
        ledger = now.reforms.reformed(establishment).after
    except ReformError as error:
        misfit_box(now, source, error)
        st.stop()
    if now.reforms.reform.steps:
        st.caption("原职责取改革方案前面各项执行后的职责。")
    matching(now, source, ledger)
    st.stop()
if not establishment.duties:
    st.info(
        "台账中没有「职责」表。在台账模板的「职责」表填写各机构的职责后重新导入；只比对两份文件的，可用「比对两份职责」。",
        icon=":material/info:",
    )
    st.stop()
unit = st.selectbox(
    "机构",
    list(dict.fromkeys(duty.unit for duty in establishment.duties)),
    index=None,
    format_func=lambda code: unit_name(establishment, code),
    key=WidgetKey.DUTY_UNIT,
    placeholder="全部机构",
    filter_mode="contains",
    width=420,
)
duties = [duty for duty in establishment.duties if not unit or duty.unit == unit]
table(
    frame(now, ("duties", unit), lambda: duty_rows(establishment, duties)),
    tallest=10,
    lines=2,
    columns={"职责": st.column_config.TextColumn(width=460), "依据": st.column_config.TextColumn(width=200)},
)
st.caption(f"共 {len(duties):,} 项。")
