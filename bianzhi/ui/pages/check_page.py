"""数据体检: what is unlawful, doubtful or worth a look, at which cell, by which article."""

import streamlit as st

from bianzhi.domain.finding import Severity
from bianzhi.ui import exports
from bianzhi.ui.components.downloads import Download, download_button
from bianzhi.ui.components.frame import next_step, open_page, require_source
from bianzhi.ui.components.table import frame, selectable_table, table
from bianzhi.ui.shell.pages import Step
from bianzhi.ui.state import WidgetKey
from bianzhi.ui.tables.findings import filtered, finding_rows, rule_rows, severity_counts
from bianzhi.ui.tables.shown import chinese_date, plain

now = open_page(Step.CHECK, "逐条对照法规检查台账：在哪一格、是什么、应是什么、依据哪一条、怎么改。")
source = require_source(now)
if now.report is None:
    st.stop()
report = now.report

counts = severity_counts(report.findings)
meaning = {Severity.ERROR: "不符合规定，应先纠正", Severity.WARNING: "接近界限或需核实", Severity.NOTE: "供参考"}
columns = st.columns(4)
for column, (severity, count) in zip(columns, counts.items(), strict=False):
    column.metric(f"{severity.label}（{meaning[severity]}）", f"{count:,} 项", border=True, height="stretch")
columns[3].metric("体检日期", chinese_date(report.day), border=True, height="stretch")

if not report.findings:
    st.success("没有发现问题。", icon=":material/check_circle:")
    next_step(Step.PLAN)
    st.stop()

rows = now.remember("finding rows", lambda: finding_rows(source.establishment, report.findings))
summary, details = st.columns([2, 5])
with summary:
    st.subheader("按规则汇总", anchor=False)
    table(frame(now, "rules", lambda: rule_rows(report.findings)), tallest=14)
with details:
    st.subheader("问题清单", anchor=False)
    boxes = st.columns(4)
    wanted: dict[str, list[str]] = {}
    for box, column_name, key in zip(
        boxes,
        ("级别", "规则", "工作表", "单位"),
        (WidgetKey.FINDING_SEVERITY, WidgetKey.FINDING_RULE, WidgetKey.FINDING_SHEET, WidgetKey.FINDING_UNIT),
        strict=True,
    ):
        choices = list(dict.fromkeys(str(row[column_name]) for row in rows if row[column_name]))
        wanted[column_name] = box.multiselect(column_name, choices, key=key, placeholder="全部")
    filter_key = tuple((name, tuple(values)) for name, values in wanted.items())
    shown_rows = frame(now, ("findings", filter_key), lambda: filtered(rows, wanted))
    place = selectable_table(shown_rows, WidgetKey.FINDINGS, tallest=11)

if place is None:
    st.caption(f"共 {len(shown_rows):,} 项。点选一行，在下方看全文。")
else:
    chosen = shown_rows.iloc[place]
    with st.container(border=True):
        st.markdown(f"**{plain(chosen['级别'])} {plain(chosen['规则'])}　{plain(chosen['事项'])}**")
        st.markdown(f"位置：{plain(source.name)} › {plain(chosen['工作表'])} › {plain(chosen['单元格'])}")
        st.markdown(f"问题：{plain(chosen['问题'])}")
        if chosen["依据"]:
            st.markdown(f"依据：{plain(chosen['依据'])}")
        st.markdown(f"建议：{plain(chosen['处理建议'])}")

with st.container(horizontal=True, vertical_alignment="center"):
    marked = Download(
        "标注台账",
        "",
        exports.file_name(now, "标注台账", "xlsx"),
        exports.XLSX,
        lambda: exports.marked_ledger(source, report.findings),
    )
    download_button(now, marked, label="下载标注了问题的台账（红格＋批注）", primary=True)
    next_step(Step.PLAN)
