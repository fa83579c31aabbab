"""数据体检: what is unlawful, doubtful or worth a look, at which cell, by which article; what can safely be repaired."""

import streamlit as st

from bianzhi.domain.day_words import day_in_words
from bianzhi.domain.finding import Severity
from bianzhi.ui import exports
from bianzhi.ui.components.downloads import Download, download_button
from bianzhi.ui.components.finding_view import findings_with_details, intake_findings
from bianzhi.ui.components.frame import open_page, require_source
from bianzhi.ui.components.health_panel import health_panel
from bianzhi.ui.components.repair_panel import accepted_panel, repair_panel
from bianzhi.ui.glossary_tips import tip
from bianzhi.ui.shell.pages import Step, page
from bianzhi.ui.tables.findings import severity_counts
from bianzhi.ui.widget_keys import WidgetKey

_MEANING = {Severity.ERROR: "不符合规定，应先纠正", Severity.WARNING: "接近界限或需核实", Severity.NOTE: "供参考"}

now = open_page(Step.CHECK, "逐条对照法规检查台账：在哪一格、是什么、应是什么、依据哪一条、怎么改。")
source = require_source(now)
if now.report is None:
    st.stop()
report = now.report

columns = st.columns(4)
for column, (severity, count) in zip(columns, severity_counts(report.findings).items(), strict=False):
    column.metric(
        f"{severity.label}（{_MEANING[severity]}）",
        f"{count:,} 项",
        border=True,
        height="stretch",
        help=tip(severity.label),
    )
columns[3].metric("体检日期", day_in_words(report.day), border=True, height="stretch")
accepted_panel(now, source, report)
if report.rules_off:
    hidden = sum(rule.suppressed for rule in report.rules_off)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(f":material/visibility_off: 停用了 {len(report.rules_off)} 条规则，因此少报 {hidden} 项。")
        st.page_link(page(Step.RULES), label="看停用的规则和理由")

safe = now.remember("safe repairs", lambda: tuple(finding for finding in report.findings if finding.repair))
views = {
    "findings": f"问题（{len(report.findings):,}）",
    "repairs": f"安全修复（{len(safe):,}）",
    **({"intake": f"原文件读取问题（{len(source.intake_findings):,}）"} if source.original else {}),
    "report": "体检报告",
}
with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
    view = st.segmented_control(
        "内容",
        list(views),
        default="findings",
        required=True,
        format_func=lambda name: views[name],
        key=WidgetKey.CHECK_VIEW,
        label_visibility="collapsed",
        width="content",
    )
    with st.container(horizontal=True, width="content"):
        if now.accepted:
            repaired = Download(
                "修复后的台账",
                "",
                exports.file_name(now, "修复后台账", "xlsx"),
                exports.XLSX,
                lambda: source.content,
                is_result=False,
            )
            download_button(now, repaired, label="下载修复后的台账")
        marked = Download(
            "标注台账",
            "",
            exports.file_name(now, "标注台账", "xlsx"),
            exports.XLSX,
            lambda: exports.marked_ledger(source, report.findings),
            is_result=False,
        )
        download_button(now, marked, label="下载标注了问题的台账（红格＋批注）", primary=True)

if view == "repairs":
    repair_panel(now, source, report, safe)
elif view == "intake":
    intake_findings(now, source)
elif view == "report":
    health_panel(now, source, report)
elif report.findings:
    findings_with_details(now, source, report.findings)
else:
    st.success("没有发现问题。", icon=":material/check_circle:")
