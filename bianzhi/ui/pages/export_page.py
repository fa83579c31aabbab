"""导出成果: every file the office can take away, made when it is clicked."""

import streamlit as st

from bianzhi.charts.org_chart import Level, View
from bianzhi.domain.day_words import day_in_words
from bianzhi.domain.plan_columns import PROPOSAL_NOTE
from bianzhi.ui import exports
from bianzhi.ui.components.advice_downloads import advice_downloads
from bianzhi.ui.components.chart_print import printed_download, waiting_box
from bianzhi.ui.components.downloads import Download, download_line
from bianzhi.ui.components.frame import open_page, require_source, stale_box
from bianzhi.ui.components.health_panel import health_downloads
from bianzhi.ui.shell.pages import Step

_NO_PLAN = "还没有方案，请先在「编制调剂」求解。"
_NO_PAYROLL = "还没有比对，请先在「三方比对」上传财政供养名单。"
_NO_OLDER = "还没有比较，请先在「三方比对」上传上期台账。"
_NO_MERGERS = "还没有整合方案，请先在「内设机构整合」求解。"

now = open_page(Step.EXPORT, "点击时生成。文件名带方案日期和内容标记，内容变了标记就变；身份证号一律隐去中间各位。")
source = require_source(now)
stale_box(now)
plan, mergers, report = now.plan, now.mergers, now.report
if waiting_box(now):
    plan = None
no_plan = f"待安置区还有 {len(now.waiting)} 人。" if now.waiting else _NO_PLAN
found, changes = now.reconciliation, now.roster_changes

st.caption(f"方案日期 {day_in_words(now.day)}，内容标记 {now.result_mark}。{PROPOSAL_NOTE}")
plans = (
    Download(
        "调剂方案（Excel）",
        "总览、编制调整对照表、人员调整名册、未消化原因、不纳入人员、参数与指纹",
        exports.file_name(now, "编制调剂建议方案", "xlsx"),
        exports.XLSX,
        lambda: exports.plan_workbook(source, plan, mergers or ()) if plan else b"",
        "" if plan else no_plan,
    ),
    Download(
        "调剂方案（Word）",
        "公文格式的建议方案，可直接修改报送",
        exports.file_name(now, "编制调剂建议方案", "docx"),
        exports.DOCX,
        lambda: exports.plan_document(source, plan, mergers or ()) if plan else b"",
        "" if plan else no_plan,
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
        "" if plan or (mergers and not now.waiting) else no_plan,
    ),
    *(printed_download(now, source, form) for form in ("pdf", "pptx")),
    Download(
        "调剂方案（JSON）",
        "供其他程序读取，与命令行 plan --json 相同",
        exports.file_name(now, "编制调剂建议方案", "json"),
        exports.JSON,
        lambda: exports.plan_data(plan) if plan else b"",
        "" if plan else no_plan,
    ),
)
ledgers: list[Download] = []
if source.original is not None or now.accepted:
    repaired = f"已采纳 {len(now.accepted)} 处修复，附「修复记录」表" if now.accepted else ""
    made = "由所上传的文件整理而成" if source.original is not None else ""
    ledgers.append(
        Download(
            "规范台账（Excel）" if source.original is not None else "修复后的台账（Excel）",
            "；".join(part for part in (made, repaired, "本次体检、测算都以它为准，复核方案时用它") if part),
            exports.file_name(now, "规范台账" if source.original is not None else "修复后台账", "xlsx"),
            exports.XLSX,
            lambda: source.content,
            is_result=False,
        )
    )
ledgers += [
    Download(
        "标注台账（Excel）",
        "原台账加红格和批注，另附问题清单",
        exports.file_name(now, "标注台账", "xlsx"),
        exports.XLSX,
        lambda: exports.marked_ledger(source, report.findings if report else ()),
    ),
    *(health_downloads(now, source, report) if report else ()),
    Download(
        "三方比对（Excel）",
        "台账、名册、财政供养名单三方核对的待办清单和分单位比对",
        exports.file_name(now, "三方比对", "xlsx"),
        exports.XLSX,
        lambda: exports.reconciliation_workbook(source, found, now.day) if found else b"",
        "" if found else _NO_PAYROLL,
    ),
    Download(
        "人员变动（Excel）",
        "与上期台账相比的进入、离开、调动和更正",
        exports.file_name(now, "人员变动", "xlsx"),
        exports.XLSX,
        lambda: exports.changes_workbook(changes, now.day) if changes else b"",
        "" if changes else _NO_OLDER,
    ),
]
for column, title, lines in zip(st.columns(2), ("方案和机构图", "台账、体检和比对"), (plans, ledgers), strict=True):
    with column:
        st.subheader(title, anchor=False)
        for line in lines:
            download_line(now, line)
st.subheader("解释、意见和证明", anchor=False)
lines = advice_downloads(now, source, plan)
for column, half in zip(st.columns(2), (lines[::2], lines[1::2]), strict=True):
    with column:
        for line in half:
            download_line(now, line)
