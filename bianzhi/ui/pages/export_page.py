"""导出成果: every file the office can take away, made when it is clicked."""

import streamlit as st

from bianzhi.charts.org_chart import Level, View
from bianzhi.domain.plan_columns import PROPOSAL_NOTE
from bianzhi.ui import exports
from bianzhi.ui.components.downloads import Download, download_line
from bianzhi.ui.components.frame import open_page, require_source
from bianzhi.ui.shell.pages import Step
from bianzhi.ui.tables.shown import chinese_date

_NO_PLAN = "还没有方案，请先在「编制调剂」求解。"
_NO_MERGERS = "还没有整合方案，请先在「内设机构整合」求解。"

now = open_page(Step.EXPORT, "点击时生成。文件名带方案日期和内容标记，内容变了标记就变；身份证号一律隐去中间各位。")
source = require_source(now)
plan, mergers, report = now.plan, now.mergers, now.report

st.caption(f"方案日期 {chinese_date(now.day)}，内容标记 {now.result_mark}。{PROPOSAL_NOTE}")
lines = (
    Download(
        "调剂方案（Excel）",
        "总览、编制调整对照表、人员调整名册、未消化原因、不纳入人员、参数与指纹",
        exports.file_name(now, "编制调剂建议方案", "xlsx"),
        exports.XLSX,
        lambda: exports.plan_workbook(source, plan, mergers or ()) if plan else b"",
        "" if plan else _NO_PLAN,
    ),
    Download(
        "调剂方案（Word）",
        "公文格式的建议方案，可直接修改报送",
        exports.file_name(now, "编制调剂建议方案", "docx"),
        exports.DOCX,
        lambda: exports.plan_document(source, plan, mergers or ()) if plan else b"",
        "" if plan else _NO_PLAN,
    ),
    Download(
        "内设机构整合方案（Excel）",
        "各单位整合前后对照、富余正职及建议",
        exports.file_name(now, "内设机构整合方案", "xlsx"),
        exports.XLSX,
        lambda: exports.sections_workbook(source, mergers or ()),
        "" if mergers else _NO_MERGERS,
    ),
    Download(
        "标注台账（Excel）",
        "原台账加红格和批注，另附问题清单",
        exports.file_name(now, "标注台账", "xlsx"),
        exports.XLSX,
        lambda: exports.marked_ledger(source, report.findings if report else ()),
    ),
    Download(
        "机构图（现状）",
        "SVG 矢量图，放大不模糊，可插入 Word 或打印",
        exports.file_name(now, "机构图_现状", "svg"),
        exports.SVG,
        lambda: exports.chart_picture(now, source, View.BEFORE, Level.UNITS),
    ),
    Download(
        "机构图（前后对照）",
        "SVG 矢量图，标出拟调入、拟调出和拟撤并",
        exports.file_name(now, "机构图_前后对照", "svg"),
        exports.SVG,
        lambda: exports.chart_picture(now, source, View.COMPARE, Level.SECTIONS if mergers else Level.UNITS),
        "" if plan or mergers else _NO_PLAN,
    ),
    Download(
        "调剂方案（JSON）",
        "供其他程序读取，与命令行 plan --json 相同",
        exports.file_name(now, "编制调剂建议方案", "json"),
        exports.JSON,
        lambda: exports.plan_data(plan) if plan else b"",
        "" if plan else _NO_PLAN,
    ),
)
for line in lines:
    download_line(now, line)
