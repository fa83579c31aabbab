"""体检报告: the report as Excel and Word, the check as data for the next time, and an earlier check to compare with."""

import streamlit as st

from bianzhi.domain.day_words import day_in_words
from bianzhi.domain.previous_check import parse_previous_check
from bianzhi.errors import BianzhiError
from bianzhi.services import CheckReport
from bianzhi.ui import exports, uploads
from bianzhi.ui.components.downloads import Download, download_button
from bianzhi.ui.components.frame import error_box
from bianzhi.ui.sources import Source
from bianzhi.ui.state import Session
from bianzhi.ui.widget_keys import WidgetKey


def health_downloads(now: Session, source: Source, report: CheckReport) -> tuple[Download, ...]:
    """The report in both forms, and the check as data."""
    previous = now.previous
    compared = f"，与{day_in_words(previous.day) or '上次'}的体检比较" if previous else ""
    return (
        Download(
            "体检报告（Excel）",
            f"按规则、按单位、涉及人员和问题清单{compared}",
            exports.file_name(now, "体检报告", "xlsx"),
            exports.XLSX,
            lambda: exports.health_report(source, report, previous),
        ),
        Download(
            "体检报告（Word）",
            f"公文格式，附按规则、按单位的统计{compared}",
            exports.file_name(now, "体检报告", "docx"),
            exports.DOCX,
            lambda: exports.health_document(source, report, previous),
        ),
        Download(
            "体检结果（JSON）",
            "留到下次体检时比较，或供其他程序读取",
            exports.file_name(now, "体检结果", "json"),
            exports.JSON,
            lambda: exports.check_data(report),
            is_result=False,
        ),
    )


def health_panel(now: Session, source: Source, report: CheckReport) -> None:
    """The buttons, and the box for an earlier check."""
    earlier, made = st.columns([1, 1])
    with earlier:
        upload = st.file_uploader(
            "上次的体检结果（.json，可不选）",
            type=["json"],
            key=f"{WidgetKey.PREVIOUS}_{now.files_compared}",
            max_upload_size=50,
        )
        st.caption("只取其中的条数，随方案保存；文件本身不保存。")
        if upload is not None:
            content = upload.getvalue()
            uploads.forget(upload)
            try:
                now.previous = parse_previous_check(content.decode("utf-8-sig", "replace"), upload.name)
            except BianzhiError as error:
                error_box(error)
            else:
                now.files_compared += 1
                st.rerun()
    with made:
        if now.previous is not None:
            st.markdown(f"将与{day_in_words(now.previous.day) or '上次'}的体检（{now.previous.findings:,} 项）比较。")
        else:
            st.markdown("选了上次的体检结果，报告里会有增减趋势。")
        with st.container(horizontal=True):
            for download in health_downloads(now, source, report):
                download_button(now, download, label=download.title)
