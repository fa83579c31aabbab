"""列对应: what every column of the uploads was taken for, and what it is instead; remembered for the next import."""

import hashlib

import streamlit as st

from bianzhi.domain.intake import Mapping, parse_mapping
from bianzhi.errors import BianzhiError, SettingsError
from bianzhi.ui import uploads
from bianzhi.ui.components.column_form import column_form
from bianzhi.ui.components.downloads import Download, download_button
from bianzhi.ui.components.frame import error_box, open_page
from bianzhi.ui.components.table import frame, table
from bianzhi.ui.components.upload_panel import incomplete_box
from bianzhi.ui.intake import take_in
from bianzhi.ui.shell.pages import Step, page
from bianzhi.ui.tables.columns import column_rows
from bianzhi.ui.tables.shown import plain
from bianzhi.ui.widget_keys import WidgetKey

now = open_page(
    Step.COLUMNS, "每一列读成了什么。没有把握的排在前面，选好后点「应用并重新读取」；表头相同的文件下次自动沿用。"
)

if now.pending is not None:
    files, mapping = now.pending.files, now.pending.mapping
elif now.source is not None:
    files, mapping = now.source.files, now.source.as_uploaded.mapping
else:
    files, mapping = (), Mapping()
if not mapping.columns:
    st.info("还没有台账。请先到「导入台账」上传文件，或载入示例。", icon=":material/upload_file:")
    st.page_link(page(Step.IMPORT), label="去导入台账")
    st.stop()
if now.pending is not None:
    incomplete_box(now.pending)

asked: Mapping | None = None
mark = hashlib.sha256(repr(mapping).encode()).hexdigest()[:8]
if now.accepted:
    st.warning("应用后从所上传的文件重新读取，已采纳的修复要重新采纳。", icon=":material/info:")
try:
    asked = column_form(now, mapping, mark)
except BianzhiError as error:
    error_box(error)

with st.expander("保存、载入列对应"):
    saved, loaded = st.columns(2)
    with saved:
        st.markdown("保存成文件，交给别人或下次使用；命令行用 `--mapping` 读取同一个文件。")
        file = Download(
            "列对应", "", f"列对应_{mark}.toml", "application/toml", mapping.as_toml().encode, is_result=False
        )
        download_button(now, file, label="保存列对应")
    with loaded:
        upload = st.file_uploader(
            "载入列对应", type=["toml"], key=f"{WidgetKey.MAPPING_FILE}_{now.uploads_read}", max_upload_size=1
        )
        if upload is not None:
            text = upload.getvalue()
            uploads.forget(upload)
            try:
                asked = parse_mapping(text.decode("utf-8-sig"))
            except UnicodeDecodeError:
                error_box(SettingsError("列对应文件不是 UTF-8 文本。", "请用「保存列对应」生成一份。"))
            except SettingsError as error:
                error_box(error)

if asked is not None:
    now.decided = asked
    now.uploads_read += 1
    with st.spinner("正在按新的列对应重新读取…"):
        take_in(now, files, asked)
    if now.pending is None and now.upload_error is None and now.source is not None:
        now.success = f"已按新的列对应重新读取：{len(now.source.establishment.people):,} 人。"
    st.rerun()
if now.upload_error is not None:
    error_box(now.upload_error)

st.subheader(f"全部列（{len(mapping.columns)}）", anchor=False)
table(
    frame(now, ("columns", mark), lambda: column_rows(mapping)),
    tallest=16,
    columns={"前几个值": st.column_config.TextColumn(width="large")},
)
st.caption(f"文件：{'、'.join(plain(one.name) for one in files)}。公民身份号码只显示前 6 位和后 4 位。")
