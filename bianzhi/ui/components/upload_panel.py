"""The boxes in which a ledger comes in: own files, samples, a password where one is asked for."""

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from bianzhi.domain.intake import Mapping
from bianzhi.errors import BianzhiError
from bianzhi.ui import exports, uploads
from bianzhi.ui.components.downloads import Download, download_button
from bianzhi.ui.components.frame import error_box
from bianzhi.ui.intake import FORMATS, take_in
from bianzhi.ui.shell.pages import Step, page
from bianzhi.ui.sources import Pending, Upload
from bianzhi.ui.state import Session
from bianzhi.ui.tables.shown import plain
from bianzhi.ui.widget_keys import WidgetKey

MOST_MEGABYTES = 50


def upload_panel(now: Session) -> None:
    """Both boxes; whatever comes in is read, and the page runs again."""
    own, examples = st.columns([3, 2])
    with own.container(border=True, height="stretch"):
        _own_files(now)
    with examples.container(border=True, height="stretch"):
        _samples(now)


def _own_files(now: Session) -> None:
    chosen: list[UploadedFile] = st.file_uploader(
        "上传编制台账（可一次选几个文件，如编制表和人员花名册）",
        key=f"{WidgetKey.UPLOAD}_{now.uploads_read}",
        accept_multiple_files=True,
        type=list(FORMATS),
        max_upload_size=MOST_MEGABYTES,
    )
    mapping = _remembered(now)
    before = _earlier_files(now)
    if not chosen:
        return
    files = [Upload(one.name, one.getvalue()) for one in chosen]
    for one in chosen:
        uploads.forget(one)
    names = {uploads.shown_name(file.name) for file in files}
    files = [*(file for file in before if file.name not in names), *files]
    now.uploads_read += 1
    _read(now, files, mapping)


def _remembered(now: Session) -> Mapping | None:
    """The columns the user confirmed before, if they are to be used again."""
    if now.decided is None:
        return None
    wanted = st.checkbox("沿用已确认的列对应（表头相同的列）", value=True, key=WidgetKey.USE_DECIDED)
    return now.decided if wanted else None


def _earlier_files(now: Session) -> tuple[Upload, ...]:
    """Files the new ones are to be read together with."""
    if now.pending is not None:
        return now.pending.files
    if now.source is None or not now.source.files:
        return ()
    names = "、".join(plain(file.name) for file in now.source.files)
    joined = st.checkbox(f"与已导入的文件合并读取（{names}）", value=False, key=WidgetKey.JOIN)
    return now.source.files if joined else ()


def _samples(now: Session) -> None:
    st.markdown("没有台账？")
    with st.container(horizontal=True):
        sample_buttons(now)
        blank = Download("台账模板", "", "台账模板.xlsx", exports.XLSX, exports.template, is_result=False)
        download_button(now, blank, label="下载空白模板")
    st.caption(
        "不必照模板填：按本单位现有的表上传即可，工作表按内容认，标题、两行表头、合计行、按单位分表、一行一个单位的宽表都能读。"
    )


def sample_buttons(now: Session) -> None:
    """A button for each invented ledger; it is read as an upload is."""
    for label, name in (("载入示例（虚构的区）", uploads.DISTRICT_SAMPLE), ("五单位练习", uploads.SMALL_SAMPLE)):
        if st.button(label, icon=":material/dataset:"):
            try:
                content = uploads.sample(name)
            except BianzhiError as error:
                now.upload_error = error
            else:
                _read(now, [Upload(name, content)], None)


def _read(now: Session, files: list[Upload], mapping: Mapping | None) -> None:
    with st.spinner("正在读取并体检…"):
        take_in(now, files, mapping)
    st.rerun()


def pending_box(now: Session, pending: Pending) -> None:
    """What the uploads still lack, and how to give it: a password, another file, or what a column means."""
    with st.container(border=True):
        st.markdown(f"**还没有读成台账**　已上传：{'、'.join(plain(file.name) for file in pending.files)}")
        st.caption("读成台账以前，上传的文件不保存：关闭或刷新本页后要重新上传。")
        if pending.locked is not None:
            _ask_password(now, pending, pending.locked)
        else:
            incomplete_box(pending)
        with st.container(horizontal=True):
            if pending.locked is None and st.button("去列对应", type="primary", icon=":material/view_column:"):
                st.switch_page(page(Step.COLUMNS))
            if st.button("取消，重新选择文件", icon=":material/close:"):
                now.pending = None
                st.rerun()


def incomplete_box(pending: Pending) -> None:
    """Why the uploads are no ledger yet, and the two ways on."""
    hint = "是表头认不出的，请到「列对应」指明各列；还缺文件的，请接着上传，会与已上传的一起读取。"
    error_box(BianzhiError(pending.error.message, hint))


def _ask_password(now: Session, pending: Pending, place: int) -> None:
    file = pending.files[place]
    if file.password:
        error_box(pending.error)
    with st.form(f"{WidgetKey.PASSWORD}_{place}", border=False, enter_to_submit=True):
        password = st.text_input(
            f"“{plain(file.name)}”的打开密码", type="password", autocomplete="off", width=320, max_chars=255
        )
        pressed = st.form_submit_button("打开", type="primary", icon=":material/lock_open:")
    st.caption("密码只用来打开这个文件，不保存、不写入任何导出文件。")
    if pressed and password:
        opened = Upload(file.name, file.content, password)
        files = [opened if number == place else one for number, one in enumerate(pending.files)]
        _read(now, files, now.decided)
