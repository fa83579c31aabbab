"""After the people were asked: their opinions, the new plan, and what differs."""

import streamlit as st

from bianzhi import services
from bianzhi.domain.answers import Reply
from bianzhi.domain.consultation import Consultation
from bianzhi.domain.finding import Severity
from bianzhi.domain.plan import Plan
from bianzhi.errors import BianzhiError
from bianzhi.services import Progress, advice
from bianzhi.ui import exports, intake, uploads
from bianzhi.ui.asking import Replanned
from bianzhi.ui.components.answer_view import is_running, latest_answer
from bianzhi.ui.components.downloads import Download, download_button
from bianzhi.ui.components.frame import error_box
from bianzhi.ui.components.signature import Signature, signed
from bianzhi.ui.components.table import frame, table
from bianzhi.ui.sources import Source, Upload
from bianzhi.ui.state import Session
from bianzhi.ui.tables.consultation import (
    answers_that_change,
    difference_rows,
    kept_rows,
    opinion_rows,
    reply_counts,
)
from bianzhi.ui.tables.findings import intake_rows
from bianzhi.ui.tables.goals import goal_rows
from bianzhi.ui.tables.shown import plain
from bianzhi.ui.widget_keys import WidgetKey

_MOST_MEGABYTES = 50
_DIFFERENCE = {
    "变化": st.column_config.TextColumn(width=76),
    "人员编号": st.column_config.TextColumn(width=78),
    "现单位": st.column_config.TextColumn(width=150),
    "原方案": st.column_config.TextColumn(width=225),
    "新方案": st.column_config.TextColumn(width=225),
}
"""Widths at which the places of both plans are read without scrolling."""


def form_out(now: Session, source: Source, plan: Plan) -> None:
    """The form to send round."""
    st.markdown("**第一步　下载征求意见表**　拟调整的人每人一行，本人意见栏有下拉选项。")
    download = Download(
        "征求意见表",
        "",
        exports.file_name(now, "征求意见表", "xlsx"),
        exports.XLSX,
        lambda: exports.consultation_form(source, plan),
        "" if plan.moves else "方案没有拟调整的人。",
        is_result=False,
    )
    download_button(now, download, label="下载征求意见表")
    st.caption(
        "填表人只填本人意见、意向机构、调出机构意见、调入机构意见和说明；其余各栏请不要改动，读回时按人员编号和校验核对。"
    )


def form_back(now: Session, source: Source, plan: Plan) -> None:
    """The box in which the filled form comes back."""
    st.markdown("**第二步　上传填好的表**　可以分几次上传，以最后一次为准；读入的意见随方案保存，表格文件本身不保存。")
    upload = st.file_uploader(
        "上传填好的征求意见表",
        type=["xlsx"],
        key=f"{WidgetKey.OPINIONS}_{now.advice.forms_read}",
        max_upload_size=_MOST_MEGABYTES,
        label_visibility="collapsed",
    )
    if upload is not None:
        file = Upload(uploads.shown_name(upload.name), upload.getvalue())
        uploads.forget(upload)
        now.advice.forms_read += 1
        _read(now, source, plan, file)
        st.rerun()
    if now.advice.error is not None:
        error_box(now.advice.error)


def _read(now: Session, source: Source, plan: Plan, file: Upload) -> None:
    now.advice.error = None
    try:
        with st.spinner("正在读取意见…"):
            opinions, findings = intake.consultation(source, plan, file)
    except BianzhiError as error:
        now.advice.error = error
    else:
        now.advice.replanned.forget()
        now.advice.consultation = Consultation(file.name, opinions, findings)


def opinions_view(now: Session, source: Source, asked: Consultation, title: str = "收到的意见") -> None:
    """What was answered, and what is wrong with the form; without any line that could be taken, only the latter."""
    counts = reply_counts(asked.opinions)
    key = (title, now.advice.forms_read)
    st.subheader(f"{title}（{plain(asked.name)}）", anchor=False)
    if asked.opinions:
        for column, reply in zip(st.columns(len(Reply)), Reply, strict=True):
            column.metric(reply.value, f"{counts[reply]} 人", border=True, height="stretch")
    notes = [finding for finding in asked.findings if finding.severity is Severity.NOTE]
    problems = [finding for finding in asked.findings if finding.severity is not Severity.NOTE]
    if problems:
        st.warning(_problem_words(asked, len(problems)), icon=":material/rule:")
        table(frame(now, ("form findings", key), lambda: intake_rows(problems)))
    for note in notes:
        st.info(plain(f"{note.message}{note.hint}"), icon=":material/hourglass_empty:")
    if asked.opinions:
        table(
            frame(now, ("opinions", key), lambda: opinion_rows(source.establishment, asked.opinions)),
            tallest=10,
            columns={"说明": st.column_config.TextColumn(width=380)},
        )


def _problem_words(asked: Consultation, count: int) -> str:
    if not asked.opinions:
        return "表中没有可以采用的意见，原因如下。请选择就本方案征求意见的表重新上传。"
    return f"表中有 {count} 处问题，所在行按「未答复」处理，请改正后重新上传。"


def replan_form(now: Session, source: Source, plan: Plan, asked: Consultation) -> None:
    """Who answers for the replanning, and the button."""
    changing = answers_that_change(asked.opinions)
    with st.form(WidgetKey.REPLAN, border=True):
        st.markdown(
            f"**第三步　按意见重排**　{changing} 人的意见与方案不一致。重排时先保证超编消化最多、调整人数最少，"
            "再尽量不动其他人。"
        )
        name, button = st.columns([4, 8], vertical_alignment="bottom")
        by = name.text_input(
            "征求意见单位或经办人（必填）", now.signed_by.get("replan", ""), key="replan_by", max_chars=40
        )
        pressed = button.form_submit_button(
            "按意见重排",
            type="primary",
            icon=":material/published_with_changes:",
            disabled=is_running(now.advice.replanned),
        )
    if not pressed:
        return
    try:
        who = signed(now, "replan", Signature(by, now.day, "征求意见"), "经办人")
    except BianzhiError as error:
        error_box(error)
        return
    settings, establishment = now.settings, source.establishment

    def work(progress: Progress) -> Replanned:
        after = advice.settings_after(settings, plan, asked.opinions, establishment, who.by, plan.day)
        new = services.reallocate(establishment, plan.day, after, progress, previous=plan)
        return Replanned(after, new, advice.difference(plan, new, establishment), changing)

    now.advice.replanned.ask(now.advice.forms_read, "按意见重排方案", work)
    st.rerun()


def replanned_view(now: Session, source: Source, plan: Plan) -> None:
    """What differs, and the button that takes the new plan."""
    found = latest_answer(now.advice.replanned, "写明经办人后点「按意见重排」，这里显示新方案与原方案的差别。")
    if found is None:
        return
    difference, establishment = found.difference, source.establishment
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        st.subheader(
            f"{found.answers_changed} 人意见有变，方案 {difference.lines_changed} 行有变", anchor=False, width="content"
        )
        if st.button("采用新方案", type="primary", icon=":material/check:"):
            record = now.advice.consultation
            now.settings = found.settings
            now.take_plan(found.plan)
            now.advice.record = record
            now.success = "已采用新方案，可以再次征求意见，或到「导出成果」导出。"
            st.rerun()
    if difference.sentences:
        st.markdown("\n".join(f"- {plain(sentence)}" for sentence in difference.sentences))
    lines, goals = st.columns([8, 4])
    with lines:
        st.markdown(
            f"**有变化的 {difference.lines_changed} 行**　改安排 {len(difference.changed)}，"
            f"不再调整 {len(difference.dropped)}，新增调整 {len(difference.added)}"
        )
        if difference.lines_changed:
            table(
                frame(now, "difference", lambda: difference_rows(establishment, difference)),
                tallest=10,
                columns=_DIFFERENCE,
                lines=2,
            )
    with goals:
        st.markdown("**各项目标**")
        table(frame(now, "difference goals", lambda: goal_rows(difference.goals, "新方案")))
    download = Download(
        "方案变化表",
        "",
        exports.file_name(now, "方案变化表", "xlsx"),
        exports.XLSX,
        lambda: exports.difference_workbook(source, plan, found),
        is_result=False,
    )
    download_button(now, download, label="下载方案变化表（Excel）")
    with st.expander(f"不变的 {len(difference.kept)} 行"):
        if difference.kept:
            table(frame(now, "kept", lambda: kept_rows(establishment, difference)))
