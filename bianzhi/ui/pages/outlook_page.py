"""趋势预测: who is due to retire, and how posts, excess and vacancies go month by month if nobody is hired."""

import streamlit as st

from bianzhi.services import foresight
from bianzhi.ui import exports, reform_exports
from bianzhi.ui.components.downloads import Download, download_button
from bianzhi.ui.components.frame import open_page, require_source
from bianzhi.ui.components.months_chart import Line, months_chart
from bianzhi.ui.components.reform_world import chosen_world
from bianzhi.ui.components.table import frame, table
from bianzhi.ui.glossary_tips import tip
from bianzhi.ui.shell.pages import Step
from bianzhi.ui.tables import studies
from bianzhi.ui.tables.plans import unit_name
from bianzhi.ui.widget_keys import WidgetKey

_DUE = (3, 6, 12)

now = open_page(
    Step.OUTLOOK,
    "按渐进式延迟法定退休年龄的规定逐人推算退休月份；假定十年内不进人，逐月推算实有、超编和空编。",
)
source = require_source(now)
establishment, world = chosen_world(now, source)
with st.spinner("正在推算…"):
    outlook = now.remember(("outlook", now.day, world), lambda: foresight.outlook(establishment, now.day))

cards = st.columns(len(_DUE) + 2)
cards[0].metric("到龄未退", f"{len(outlook.overdue):,} 人", border=True, height="stretch", help=tip("到龄未退"))
for card, months in zip(cards[1:], _DUE, strict=False):
    card.metric(
        f"{months}个月内到龄",
        f"{len(outlook.due_within(months)):,} 人",
        border=True,
        height="stretch",
        help=tip("到龄"),
    )
cards[-1].metric("出生日期不明", f"{len(outlook.unknown):,} 人", border=True, height="stretch", help="推算时按留任计。")

views = {"months": "逐月推算", "due": "到龄人员", "units": "分单位"}
with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
    view = st.segmented_control(
        "内容",
        list(views),
        default="months",
        required=True,
        format_func=lambda name: views[name],
        key=WidgetKey.OUTLOOK_VIEW,
        label_visibility="collapsed",
        width="content",
    )
    workbook = Download(
        "退休与空编预测",
        "",
        exports.file_name(now, f"退休与空编预测{'（改革后）' if world else ''}", "xlsx"),
        exports.XLSX,
        lambda: reform_exports.outlook_workbook(establishment, outlook),
    )
    download_button(now, workbook, label="下载预测（Excel）")
if view == "units":
    st.caption("假定不进人；退休为该期限内累计人数。")
    rows = frame(now, ("outlook units", now.day, world), lambda: studies.unit_year_rows(outlook, establishment))
    table(rows, whole_on_paper=True, tallest=16)
    st.stop()

unit = st.selectbox(
    "单位",
    list(dict.fromkeys(code for code, _ in outlook.cells)),
    index=None,
    format_func=lambda code: unit_name(establishment, code),
    key=WidgetKey.OUTLOOK_UNIT,
    placeholder="全部单位",
    filter_mode="contains",
    width=360,
    persist_state="session",
) or ""  # fmt: skip
if view == "due":
    ranges = {"overdue": "到龄未退", **{str(months): f"{months} 个月内" for months in _DUE}, "all": "全部在编人员"}
    within = st.segmented_control(
        "期限",
        list(ranges),
        default="12",
        required=True,
        format_func=lambda name: ranges[name],
        key=WidgetKey.OUTLOOK_DUE,
    )
    chosen = (
        outlook.overdue
        if within == "overdue"
        else outlook.retirements
        if within == "all"
        else outlook.due_within(int(within or 12))
    )
    people = [each for each in chosen if not unit or each.unit == unit]
    if not people:
        st.info("没有这个期限内到龄的人员，可以选更长的期限。", icon=":material/info:")
    else:
        rows = frame(now, ("due", now.day, world, within, unit), lambda: studies.due_rows(establishment, people))
        table(rows, whole_on_paper=True, tallest=16)
        st.caption(f"共 {len(people):,} 人。弹性提前须符合缴费年限等条件，弹性延迟须与单位协商一致。")
    st.stop()

figures = now.remember(("outlook months", now.day, world, unit), lambda: studies.months_of(outlook, unit))
months_chart(
    outlook.months,
    ("实有（人）", "超编（人）、空编（名）"),
    (
        Line("实有", [month.in_post for month in figures]),
        Line("超编", [month.excess for month in figures], on_the_right=True),
        Line("空编", [month.vacancies for month in figures], on_the_right=True),
    ),
    says=f"{unit_name(establishment, unit) if unit else '全部单位'}今后十年逐月的实有人数、超编和空编",
)
table(
    frame(now, ("outlook years", now.day, world, unit), lambda: studies.year_rows(outlook, unit)), whole_on_paper=True
)
st.caption(f"各月为月末数；到龄未退的按第一个月离岗推算。编制按{'改革方案执行后的' if world else '现'}核定数不变。")
