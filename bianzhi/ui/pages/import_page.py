"""导入台账: upload a workbook, or load an invented one; what was read, and on which day it is checked."""

import streamlit as st

from bianzhi import services
from bianzhi.errors import BianzhiError
from bianzhi.ui import exports, uploads
from bianzhi.ui.components.downloads import Download, download_button
from bianzhi.ui.components.frame import error_box, open_page
from bianzhi.ui.components.summary import summary_cards
from bianzhi.ui.components.table import frame, table
from bianzhi.ui.shell.pages import Step
from bianzhi.ui.state import WidgetKey
from bianzhi.ui.tables.ledger import sheet_rows
from bianzhi.ui.tables.shown import chinese_date, plain

now = open_page(
    Step.IMPORT,
    "一个 Excel 工作簿（.xlsx），含「机构」「编制」「人员」等工作表。只在本机处理：临时文件读完即删，工作内容只留在内存。",
)

chosen: tuple[str, bytes] | None = None
own, examples = st.columns([3, 2])
with own.container(border=True, height="stretch"):
    upload = st.file_uploader("上传编制台账", key=f"{WidgetKey.UPLOAD}_{now.uploads_read}", max_upload_size=50)
    if upload is not None:
        chosen = (upload.name, upload.getvalue())
        uploads.forget(upload)
        now.uploads_read += 1
with examples.container(border=True, height="stretch"):
    st.markdown("没有台账？")
    with st.container(horizontal=True):
        for label, name in (("载入示例（虚构的区）", uploads.DISTRICT_SAMPLE), ("五单位练习", uploads.SMALL_SAMPLE)):
            if st.button(label, icon=":material/dataset:"):
                try:
                    chosen = (name, uploads.sample(name))
                except BianzhiError as error:
                    now.upload_error = error
        blank = Download("台账模板", "", "台账模板.xlsx", exports.XLSX, exports.template, is_result=False)
        download_button(now, blank, label="下载空白模板")
    st.caption("模板带下拉选项和「填表说明」。各表的列名、常见别名和合计行都能识别。")

if chosen is not None:
    try:
        with st.spinner("正在读取并体检…"):
            now.load(*uploads.read_upload(*chosen, now.day))
    except BianzhiError as error:
        now.upload_error = error
    st.rerun()
if now.upload_error is not None:
    error_box(now.upload_error)

if now.source is None or now.report is None:
    st.info("上传台账或载入示例后，这里显示读到的内容。", icon=":material/upload_file:")
    st.stop()
source, report = now.source, now.report

st.subheader(f"已读入：{plain(source.name)}", anchor=False)
summary_cards(report.summary)
day_column, words = st.columns([3, 10], vertical_alignment="bottom")
day = day_column.date_input("体检与方案日期", value=now.day, format="YYYY-MM-DD")
words.caption(f"按 {chinese_date(now.day)} 有效的规定体检和测算；改日期会重新体检，并作废已求解的方案。")
if day != now.day:
    with st.spinner("正在重新体检…"):
        now.check_again(services.check(source.ledger, day))
    st.rerun()
table(
    frame(now, "sheets", lambda: sheet_rows(source.establishment, source.ledger.form_findings)),
    columns={"说明": st.column_config.TextColumn(width="large")},
)
