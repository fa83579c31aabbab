"""安全修复: what would be changed and why; all or some of it is accepted, made in the background, and can be taken back."""

import streamlit as st

from bianzhi import services
from bianzhi.domain.finding import Finding
from bianzhi.services import CheckReport
from bianzhi.ui import keeping
from bianzhi.ui.components.job_progress import job_progress
from bianzhi.ui.components.table import choosable_table, frame, table
from bianzhi.ui.intake import repaired
from bianzhi.ui.jobs import at_work
from bianzhi.ui.sources import Repaired, Source
from bianzhi.ui.state import Session
from bianzhi.ui.tables.findings import repair_rows, severity_counts
from bianzhi.ui.widget_keys import WidgetKey

_ROWS = 13


def repair_panel(now: Session, source: Source, report: CheckReport, safe: tuple[Finding, ...]) -> None:
    """The list of safe repairs with its buttons."""
    if not safe:
        st.success("没有可以自动修复的问题；其余问题请按处理建议核对。", icon=":material/check_circle:")
        return
    st.caption(
        "只列出除此之外不可能是别的值的修复。采纳后改的是台账文件的副本：改动的格标浅绿并加批注，「修复记录」表逐条列明；"
        "随即重新体检，可以撤销。"
    )
    running = at_work(now.repair_job)
    buttons = st.container(horizontal=True)
    rows = frame(now, "repairs", lambda: repair_rows(source.establishment, safe))
    chosen = choosable_table(rows, WidgetKey.REPAIRS, tallest=_ROWS)
    accepted: tuple[Finding, ...] = ()
    if buttons.button(
        f"一键采纳全部 {len(safe)} 处安全修复", type="primary", icon=":material/auto_fix_high:", disabled=running
    ):
        accepted = safe
    if buttons.button(f"只采纳选中的 {len(chosen)} 处", disabled=running or not chosen):
        accepted = tuple(safe[place] for place in chosen)
    if accepted:
        off = now.settings.rules_off

        def work(progress: services.Progress) -> Repaired:
            progress("正在修改台账副本，并重新体检")
            return repaired(source, report, accepted, off)

        keeping.submit(now, "repair_job", "采纳安全修复", work)
        st.rerun()


def accepted_panel(now: Session, source: Source, report: CheckReport) -> None:
    """What was accepted so far, what became of the findings, and the way back."""
    if (job := now.repair_job) is not None:
        job_progress(job)
    if not now.steps_back:
        return
    before = now.steps_back[-1]
    made = now.accepted[len(before.accepted) :]
    left = {(finding.id, finding.at) for finding in report.findings if finding.repair}
    undone = sum((finding.id, finding.at) in left for finding in made)
    counts = zip(
        severity_counts(before.report.findings).items(), severity_counts(report.findings).values(), strict=True
    )
    words = "，".join(f"{severity.label} {then} → {after} 项" for (severity, then), after in counts)
    with st.container(border=True):
        with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
            st.markdown(
                f":material/auto_fix_high: 已采纳 **{len(made)}** 处修复：{words}。"
                + (f"其中 {undone} 处没有改成，原因见「修复记录」表。" if undone else ""),
                width="content",
            )
            if st.button("撤销这次修复", icon=":material/undo:"):
                _undo(now)
        with st.expander(f"改了什么（累计 {len(now.accepted)} 处）"):
            table(frame(now, "accepted", lambda: repair_rows(source.establishment, now.accepted)), tallest=_ROWS)


def _undo(now: Session) -> None:
    day = now.day
    before = now.step_back()
    with st.spinner("正在重新体检…"):
        now.check_again(services.check(before.source.ledger, day, now.settings.rules_off))
    now.success = "已撤销，回到修复前的台账。"
    st.rerun()
