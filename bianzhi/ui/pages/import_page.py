"""导入台账: upload the office's files, or load an invented ledger; what was read, and on which day it is checked."""

import streamlit as st

from bianzhi import services
from bianzhi.domain.day_words import day_in_words
from bianzhi.ui import exports
from bianzhi.ui.components.downloads import Download, download_button
from bianzhi.ui.components.frame import error_box, open_page
from bianzhi.ui.components.summary import summary_cards
from bianzhi.ui.components.table import frame, table
from bianzhi.ui.components.upload_panel import pending_box, upload_panel
from bianzhi.ui.shell.pages import Step, page
from bianzhi.ui.tables.ledger import file_rows, sheet_rows
from bianzhi.ui.tables.shown import plain

now = open_page(
    Step.IMPORT,
    "Excel、WPS 表格和老系统导出的表都可以（xlsx、xls、xlsb、ods、csv、et 等），一个或几个文件。"
    "只在本机（或单位内网的服务器）处理，临时文件读完即删；台账和方案自动保存在本机的方案库，删除方案即一并清除。",
)
upload_panel(now)
if now.upload_error is not None:
    error_box(now.upload_error)
if now.pending is not None:
    pending_box(now, now.pending)

if now.source is None or now.report is None:
    if now.pending is None:
        st.info("上传台账或载入示例后，这里显示读到的内容。", icon=":material/upload_file:")
    st.stop()
source, report = now.source, now.report

if source.original is None:
    st.subheader(f"已读入：{plain(source.name)}", anchor=False)
else:
    st.subheader(f"已读入：{'、'.join(plain(file.name) for file in source.files)}", anchor=False)
    st.info(
        f"已把所上传的内容整理成一份规范台账（{source.name}），体检、修复、测算和复核都在它上面进行；原文件没有改动。",
        icon=":material/table_view:",
    )
summary_cards(report.summary)
day_column, words = st.columns([3, 10], vertical_alignment="bottom")
day = day_column.date_input("体检与方案日期", value=now.day, format="YYYY-MM-DD")
words.caption(f"按 {day_in_words(now.day)} 有效的规定体检和测算；改日期会重新体检，并作废已求解的方案。")
if day != now.day:
    with st.spinner("正在重新体检…"):
        now.check_again(services.check(source.ledger, day, now.settings.rules_off))
    st.rerun()

uploaded = source.as_uploaded
doubtful = len(uploaded.mapping.doubtful)
with st.container(horizontal=True, vertical_alignment="center"):
    if doubtful:
        st.markdown(f":material/help: 有 **{doubtful}** 列是推断的，请确认一下。")
        st.page_link(page(Step.COLUMNS), label="去列对应确认", icon=":material/view_column:")
    if source.original is not None:
        canonical = Download(
            "规范台账",
            "",
            exports.file_name(now, "规范台账", "xlsx"),
            exports.XLSX,
            lambda: source.content,
            is_result=False,
        )
        download_button(now, canonical, label="下载规范台账")
contents, files = st.tabs(["读到的内容", "各工作表读作什么"])
with contents:
    table(
        frame(now, "sheets", lambda: sheet_rows(uploaded.establishment, uploaded.form_findings)),
        columns={"说明": st.column_config.TextColumn(width="large")},
    )
with files:
    table(frame(now, "files", lambda: file_rows(uploaded.mapping, uploaded.establishment)), tallest=16)
