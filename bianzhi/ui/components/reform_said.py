"""What was done to a reform, and what went wrong, said where the clerk is looking, wherever the page is scrolled to."""

import re

import streamlit as st

from bianzhi.errors import BianzhiError
from bianzhi.ui.components.frame import in_page_words
from bianzhi.ui.state import Session
from bianzhi.ui.tables.shown import plain

_STEP = re.compile(r"改革方案“.*?”(第\d+项“[^”]*”)：(.+)", re.DOTALL)
"""How a step that cannot be carried out begins: which reform, which step, then why."""


def reason_first(error: BianzhiError) -> BianzhiError:
    """The same error with the reason before the step: what is read first is what is to be done."""
    found = _STEP.fullmatch(error.message)
    if found is None:
        return error
    return type(error)(f"{found[2].removesuffix('。')}（{found[1]}）。", error.hint)


def done(now: Session, words: str) -> None:
    """Say at the next run that something was done: in the head of the page, and beside it in a corner of the window.

    ``words`` are Markdown: what comes out of a ledger is made ``plain`` before.
    """
    now.success = now.reforms.said = words


def say_once(now: Session) -> None:
    """Show what was done in a corner of the window, whatever part of the page is seen."""
    if now.reforms.said:
        st.toast(now.reforms.said, icon=":material/check_circle:")
        now.reforms.said = ""


def error_toast(error: BianzhiError) -> None:
    """Show what went wrong in a corner of the window, beside the box that stays."""
    st.toast(f"**{plain(in_page_words(reason_first(error).message))}**", icon=":material/error:")
