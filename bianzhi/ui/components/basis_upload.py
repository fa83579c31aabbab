"""An exported plan read back, so that the next plan keeps as many of its lines as possible."""

import streamlit as st

from bianzhi.domain.finding import Severity
from bianzhi.errors import BianzhiError
from bianzhi.services import advice
from bianzhi.ui import intake, uploads
from bianzhi.ui.components.frame import error_box
from bianzhi.ui.components.table import frame, table
from bianzhi.ui.sources import Source, Upload
from bianzhi.ui.state import Session
from bianzhi.ui.tables.findings import intake_rows
from bianzhi.ui.widget_keys import WidgetKey

_MOST_MEGABYTES = 50


def basis_upload(now: Session, source: Source) -> None:
    """The box, closed until it is wanted; what of the earlier plan the ledger does not know is listed."""
    held = f"已读入，保留其 {len(now.basis.moves)} 行" if now.basis else "台账更正后重排时用"
    with st.expander(f"沿用以前导出的方案（{held}）", expanded=now.basis_error is not None):
        upload = st.file_uploader(
            "上传以前导出的方案（Excel）",
            type=["xlsx"],
            key=f"{WidgetKey.BASIS}_{now.settings_read}",
            max_upload_size=_MOST_MEGABYTES,
        )
        st.caption("读入的各行随方案保存；上传的文件本身不保存。")
        if upload is not None:
            file = Upload(uploads.shown_name(upload.name), upload.getvalue())
            uploads.forget(upload)
            now.settings_read += 1
            _read(now, source, file)
            st.rerun()
        if now.basis_error is not None:
            error_box(now.basis_error)
        _problems(now)


def _problems(now: Session) -> None:
    """First that a re-check rejects the plan and how to go on, then what is not kept of it, then both line by line."""
    if not now.basis_findings:
        return
    violations = [finding for finding in now.basis_findings if finding.severity is Severity.ERROR]
    lost = len(now.basis_findings) - len(violations)
    words = f"以前的方案有 {lost} 行与现在的台账对不上，不予保留。" if lost else ""
    if violations:
        head = f"以前的方案复核不通过，有 {len(violations)} 处与现在的台账、规则或者设置不符。"
        words = f"**{head}**{advice.going_on_from(violations)}{words}"
    st.warning(words, icon=":material/rule:")
    table(frame(now, ("basis findings", now.settings_read), lambda: intake_rows(now.basis_findings)), tallest=10)


def _read(now: Session, source: Source, file: Upload) -> None:
    now.basis_error = None
    try:
        with st.spinner("正在读取方案…"):
            now.basis, now.basis_findings = intake.earlier_plan(source, file)
    except BianzhiError as error:
        now.basis_error = error
