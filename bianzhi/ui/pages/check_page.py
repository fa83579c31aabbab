"""数据体检: what is unlawful, doubtful or worth a look, at which cell, by which article."""

import streamlit as st

from bianzhi.domain.finding import Severity
from bianzhi.ui import exports
from bianzhi.ui.components.downloads import Download, download_button
from bianzhi.ui.components.finding_view import findings_with_details
from bianzhi.ui.components.frame import open_page, require_source
from bianzhi.ui.shell.pages import Step
from bianzhi.ui.tables.findings import severity_counts
from bianzhi.ui.tables.shown import chinese_date

_MEANING = {Severity.ERROR: "不符合规定，应先纠正", Severity.WARNING: "接近界限或需核实", Severity.NOTE: "供参考"}

now = open_page(Step.CHECK, "逐条对照法规检查台账：在哪一格、是什么、应是什么、依据哪一条、怎么改。")
source = require_source(now)
if now.report is None:
    st.stop()
report = now.report

columns = st.columns(4)
for column, (severity, count) in zip(columns, severity_counts(report.findings).items(), strict=False):
    column.metric(f"{severity.label}（{_MEANING[severity]}）", f"{count:,} 项", border=True, height="stretch")
columns[3].metric("体检日期", chinese_date(report.day), border=True, height="stretch")

marked = Download(
    "标注台账",
    "",
    exports.file_name(now, "标注台账", "xlsx"),
    exports.XLSX,
    lambda: exports.marked_ledger(source, report.findings),
    is_result=False,
)
download_button(now, marked, label="下载标注了问题的台账（红格＋批注）", primary=True)
if report.findings:
    findings_with_details(now, source, report.findings)
else:
    st.success("没有发现问题。", icon=":material/check_circle:")
