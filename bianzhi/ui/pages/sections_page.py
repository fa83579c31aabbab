"""内设机构整合: units over their cap, and which sections are proposed to become one."""

import streamlit as st

from bianzhi import services
from bianzhi.ui import exports, keeping
from bianzhi.ui.components.downloads import Download, download_button
from bianzhi.ui.components.frame import open_page, require_source
from bianzhi.ui.components.job_progress import job_progress
from bianzhi.ui.components.merger_view import mergers_with_details
from bianzhi.ui.components.table import frame, table
from bianzhi.ui.glossary_tips import tip
from bianzhi.ui.jobs import at_work
from bianzhi.ui.shell.pages import Step
from bianzhi.ui.tables.sections import merger_rows, section_count_rows, surplus_rows
from bianzhi.ui.widget_keys import WidgetKey

now = open_page(Step.SECTIONS, "内设机构数超过限额的单位，按职能相近、人数均衡提出合并建议，使个数不超过限额。")
source = require_source(now)
establishment, day = source.establishment, now.day
if not establishment.sections:
    st.info("台账中没有「内设机构」表，无从整合。补上该表后重新导入。", icon=":material/info:")
    st.stop()

running = at_work(now.mergers_job)
names = {code: establishment.unit[code].name for code in establishment.sections_of}
asked: tuple[str, ...] | None = None
with st.container(horizontal=True, vertical_alignment="bottom"):
    if st.button("求解全部超限单位", type="primary", icon=":material/play_arrow:", disabled=running):
        asked = ()
    one = st.selectbox(
        "只求解一个单位",
        list(names),
        index=None,
        format_func=lambda code: names[code],
        key=WidgetKey.MERGER_UNIT,
        placeholder="选择单位",
        width=320,
    )
    if st.button("求解这个单位", disabled=running or one is None) and one is not None:
        asked = (one,)
if asked is not None:
    units = asked
    keeping.submit(now, "mergers_job", "求解内设机构整合", lambda _: services.merge_sections(establishment, day, units))
    st.rerun()
if (job := now.mergers_job) is not None:
    job_progress(job)

if now.mergers is None:
    st.subheader("各单位内设机构数", anchor=False)
    table(frame(now, ("section counts", now.day), lambda: section_count_rows(establishment, now.day)), tallest=16)
    st.stop()
if not now.mergers:
    st.success("没有超过限额的单位，不需要整合。", icon=":material/check_circle:")
    st.stop()

mergers = now.mergers
cards = st.columns(4)
total = frame(now, "merger rows", lambda: merger_rows(establishment, mergers))
cards[0].metric("求解单位", f"{len(mergers)} 个", border=True, height="stretch")
for card, name, word in zip(cards[1:], ("现设", "整合后", "富余正职"), ("个", "个", "人"), strict=True):
    card.metric(name, f"{total[name].iloc[0]} {word}", border=True, height="stretch", help=tip(name))
mergers_with_details(now, source, mergers)
surplus = frame(now, "surplus heads", lambda: surplus_rows(establishment, mergers))
if len(surplus):
    st.subheader("富余正职及建议", anchor=False)
    table(surplus, tallest=8)
workbook = Download(
    "内设机构整合方案",
    "",
    exports.file_name(now, "内设机构整合方案", "xlsx"),
    exports.XLSX,
    lambda: exports.sections_workbook(source, mergers),
)
download_button(now, workbook, label="下载整合方案（Excel）")
