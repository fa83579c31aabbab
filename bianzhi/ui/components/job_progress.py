"""Progress of long work, with a button to drop it. It runs by itself once a second and ends with the work."""

from typing import TypeVar

import streamlit as st

from bianzhi.ui.components.frame import error_box
from bianzhi.ui.jobs import JOBS, Job, JobState
from bianzhi.ui.tables.shown import plain

T = TypeVar("T")


def job_progress(job: Job[T]) -> None:
    """Show how far a job is; what it ended with, where that is not a result."""
    if not job.state.is_over:
        _running(job)
    elif job.state is JobState.DONE:
        st.rerun()  # It ended after this run had looked for its result.
    elif job.state is JobState.CANCELLED:
        st.warning("已取消，结果不会采用。", icon=":material/cancel:")
    elif job.error is not None:
        error_box(job.error)


@st.fragment(run_every=1.0)
def _running(job: Job[T]) -> None:
    if job.state.is_over:
        st.rerun()
    with st.container(border=True):
        st.markdown(f"**{job.title}**　{job.state.value}，已用 {int(job.seconds)} 秒")
        ahead = JOBS.ahead_of(job) if job.state is JobState.WAITING else 0
        if ahead:
            st.caption(f"前面还有 {ahead} 项计算，轮到后自动开始。")
        for sentence in job.sentences[:-1]:
            st.caption(f"✓ {sentence}")
        current = job.sentences[-1] if job.sentences else "等待开始"
        st.html('<div class="bz-busy" aria-hidden="true"><i></i></div>')
        # A box of Streamlit is a live region that stays while its words change: that is when they are read aloud.
        st.info(plain(current), icon=":material/hourglass_top:")
        st.caption("可以切换到其他页面或刷新本页，计算不会中断。")
        if st.button("取消", icon=":material/cancel:"):
            job.cancel()
            st.rerun()
