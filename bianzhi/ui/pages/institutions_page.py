"""事业单位整合: which institutions are candidates and why, which mergers are proposed, and the pool of posts."""

import streamlit as st

from bianzhi.domain.plan_columns import MERGER_WORDS
from bianzhi.errors import BianzhiError
from bianzhi.services import foresight, reforming
from bianzhi.ui import exports, reform_exports
from bianzhi.ui.components.answer_view import answered
from bianzhi.ui.components.downloads import Download, download_button
from bianzhi.ui.components.frame import error_box, open_page, require_source
from bianzhi.ui.components.lending_form import lending_form
from bianzhi.ui.components.reform_said import done, error_toast, say_once
from bianzhi.ui.components.table import frame, table
from bianzhi.ui.glossary_tips import tip
from bianzhi.ui.shell.pages import Step
from bianzhi.ui.tables import studies
from bianzhi.ui.widget_keys import WidgetKey

now = open_page(
    Step.INSTITUTIONS,
    "规模小、长期空编、职能重叠或承担行政职能的事业单位列为候选，逐个说明理由，提出合并建议；空编可进入周转池、提出拟借用。均为建议。",
)
source = require_source(now)
say_once(now)
establishment, work, day = source.establishment, now.reforms, now.day
if not any(unit.kind.is_institution for unit in establishment.units):
    st.info("台账中没有事业单位，无从整合。请核对「机构」表的机构类别后重新导入。", icon=":material/info:")
    st.stop()
plan = answered(work.institutions, day, "研究事业单位整合", lambda _: foresight.institution_plan(establishment, day))
if plan is None:
    st.stop()
found = plan
pool = now.remember(("pool", day), lambda: foresight.post_pool(establishment, day))

cards = st.columns(5)
for card, (label, value, remark) in zip(
    cards,
    (
        ("候选单位", f"{len(found.candidates)} 个", "逐个说明理由"),
        ("拟合并", f"{len(found.mergers)} 组", f"减少 {sum(len(m.parts) - 1 for m in found.mergers)} 个单位"),
        ("不能合并", f"{len(found.left)} 个", "原因见「不能合并」"),
        ("求解结论", MERGER_WORDS[found.status], "合并最多的候选单位"),
        (
            "拟可周转编制",
            f"{sum(entry.idle for entry in pool)} 名",
            f"涉及 {sum(entry.idle > 0 for entry in pool)} 格",
        ),
    ),
    strict=True,
):
    card.metric(
        label,
        value,
        delta=remark,
        delta_color="off",
        delta_arrow="off",
        border=True,
        height="stretch",
        help=tip(label),
    )

views = {
    "candidates": f"候选单位（{len(found.candidates)}）",
    "mergers": f"拟合并（{len(found.mergers)}）",
    "left": f"不能合并（{len(found.left)}）",
    "pool": f"周转池（{len(pool)}）",
}
with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
    view = st.segmented_control(
        "内容",
        list(views),
        default="candidates",
        required=True,
        format_func=lambda name: views[name],
        key=WidgetKey.INSTITUTION_VIEW,
        label_visibility="collapsed",
        width="content",
    )
    workbook = Download(
        "事业单位清理整合建议",
        "",
        exports.file_name(now, "事业单位清理整合建议", "xlsx"),
        exports.XLSX,
        lambda: reform_exports.institutions_workbook(now, establishment, found, pool),
    )
    download_button(now, workbook, label="下载整合建议（Excel）")
if view == "mergers":
    rows = frame(now, ("institution mergers", day), lambda: studies.institution_merger_rows(establishment, found))
    nothing = "没有拟合并的事业单位；候选单位不能合并的原因见「不能合并」。"
elif view == "left":
    rows = frame(
        now, ("institutions left", day, work.mark), lambda: studies.left_rows(establishment, found, work.reform)
    )
    nothing = "候选单位都有合并建议。"
elif view == "pool":
    rows = frame(now, ("institution pool", day), lambda: studies.pool_rows(establishment, pool))
    nothing = "没有可周转的空编，也没有周转使用的编制。"
else:
    rows = frame(now, ("institution candidates", day), lambda: studies.candidate_rows(establishment, found))
    nothing = "没有符合整合情形的事业单位。"
if rows.empty:
    st.info(nothing, icon=":material/info:")
else:
    widths = {"说明": 520, "理由": 420, "情形": 180, "原因": 640, "改革方案中的安排": 300, "拟合并单位": 260}
    table(
        rows,
        tallest=9,
        lines={"pool": 1, "left": 2}.get(view or "", 3),
        columns={name: st.column_config.TextColumn(width=width) for name, width in widths.items() if name in rows},
    )
if view == "left":
    st.caption(
        "本工具只对同一主管部门，类别、规格、编制池、地区和是否参公都相同，且职能相近（有共同职能标签）或规模较小的单位提出合并。"
        "不合这些条件而确需合并的，可在「改革方案」写一项「合并机构」，由编委会研究；已写入的列在“改革方案中的安排”。"
    )
if view == "pool":
    st.caption("周转使用的编制单列，不计入借用单位的核定编制；到期收回。")
    lending_form(now, establishment, pool)
if (
    view == "mergers"
    and found.mergers
    and st.button("把合并建议加入改革方案", type="primary", icon=":material/playlist_add:")
):
    try:
        reform = reforming.with_institutions(establishment, work.reform, found)
        work.take(establishment, reform, len(reform.steps) - 1)
    except BianzhiError as error:
        error_box(error)
        error_toast(error)
    else:
        done(now, f"已加入改革方案，现有 {len(work.reform.steps)} 项。")
        st.rerun()
