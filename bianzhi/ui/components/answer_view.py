"""A question that may take long: its answer, or how far the work is, or why there is none."""

from collections.abc import Callable, Hashable
from typing import TypeVar

import streamlit as st

from bianzhi.services import Progress
from bianzhi.ui.asking import Asked
from bianzhi.ui.components.job_progress import job_progress

T = TypeVar("T")

QUICK_SECONDS = 2.0
"""How long a page waits for an answer that is usually there at once, before it shows progress instead."""


def answered(asked: Asked[T], key: Hashable, title: str, work: Callable[[Progress], T]) -> T | None:
    """The answer to a question that the page asks by itself; None while it is being worked out, or where it failed."""
    found = asked.answer(key)
    if found is None and asked.job_at(key) is None:
        asked.ask(key, title, work, wait=QUICK_SECONDS)
        found = asked.answer(key)
    if found is not None:
        return found
    job = asked.job_at(key)
    if job is not None:
        job_progress(job)
        if job.state.is_over and st.button("重新计算", icon=":material/refresh:", key=f"again_{title}"):
            asked.ask(key, title, work)
            st.rerun()
    return None


def latest_answer(asked: Asked[T], placeholder: str) -> T | None:
    """The answer to what was asked for last by a button; before that the page says what to do."""
    found = asked.answer(asked.latest)
    if found is not None:
        return found
    job = asked.job_at(asked.latest)
    if job is None:
        st.info(placeholder, icon=":material/play_circle:")
    else:
        job_progress(job)
    return None


def is_running(asked: Asked[T]) -> bool:
    """Whether the work at the latest question goes on."""
    job = asked.job_at(asked.latest)
    return job is not None and not job.state.is_over
