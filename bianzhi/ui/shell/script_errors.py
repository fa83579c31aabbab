"""The last resort: whatever a page did not foresee becomes a sentence, never a traceback on the screen."""

import logging

import streamlit as st

from bianzhi.errors import BianzhiError

_LOG = logging.getLogger(__name__)


def say_what_to_do(error: Exception) -> bool:
    """Show a sentence instead of the error; the log names its kind and its place in the code, never its data."""
    place = error.__traceback__
    while place is not None and place.tb_next is not None:
        place = place.tb_next
    where = f"{place.tb_frame.f_code.co_filename}:{place.tb_lineno}" if place else ""
    _LOG.error("page failed: %s at %s", type(error).__name__, where)
    if isinstance(error, BianzhiError):
        st.error(f"{error.message}\n\n{error.hint}")
    else:
        st.error("本页遇到意外情况，未能显示完整。请刷新页面重试；仍然如此，请把操作步骤告知维护人员。")
    return True
