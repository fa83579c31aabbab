"""The box for one file to compare the ledger with; it asks for a password where the file has one."""

from collections.abc import Callable
from dataclasses import replace

import streamlit as st

from bianzhi.errors import BianzhiError, PasswordNeededError
from bianzhi.ui import uploads
from bianzhi.ui.components.frame import error_box
from bianzhi.ui.intake import FORMATS
from bianzhi.ui.sources import Upload
from bianzhi.ui.state import Session
from bianzhi.ui.tables.shown import plain
from bianzhi.ui.widget_keys import WidgetKey

MOST_MEGABYTES = 50


def comparison_upload(now: Session, key: WidgetKey, label: str, read: Callable[[Upload], None]) -> None:
    """Show the box; what comes in is given to ``read``, whose errors are shown until the next file."""
    upload = st.file_uploader(
        label, type=list(FORMATS), key=f"{key}_{now.files_compared}", max_upload_size=MOST_MEGABYTES
    )
    st.caption("比对结果随方案保存（公民身份号码已遮盖）；上传的文件本身不保存，要重新比对时请再上传。")
    if upload is not None:
        file = Upload(uploads.shown_name(upload.name), upload.getvalue())
        uploads.forget(upload)
        now.files_compared += 1
        _try(now, key, file, read)
    if now.comparison_locked is not None and now.comparison_locked[0] == key:
        _ask_password(now, key, now.comparison_locked[1], read)
    elif now.comparison_error is not None:
        error_box(now.comparison_error)


def _try(now: Session, key: WidgetKey, file: Upload, read: Callable[[Upload], None]) -> None:
    now.comparison_error = now.comparison_locked = None
    try:
        with st.spinner("正在读取并比对…"):
            read(file)
    except PasswordNeededError as error:
        now.comparison_locked = (key, file)
        now.comparison_error = error if file.password else None
    except BianzhiError as error:
        now.comparison_error = error
    st.rerun()


def _ask_password(now: Session, key: WidgetKey, file: Upload, read: Callable[[Upload], None]) -> None:
    if now.comparison_error is not None:
        error_box(now.comparison_error)
    with st.form(f"{WidgetKey.PASSWORD}_{key}", border=False):
        password = st.text_input(
            f"“{plain(file.name)}”的打开密码", type="password", autocomplete="off", width=320, max_chars=255
        )
        pressed = st.form_submit_button("打开", type="primary", icon=":material/lock_open:")
    if pressed and password:
        _try(now, key, replace(file, password=password), read)
