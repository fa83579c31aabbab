"""A file to download: what it is in a line, and a button that makes it when it is clicked."""

from collections.abc import Callable
from dataclasses import dataclass

import streamlit as st

from bianzhi.errors import BianzhiError
from bianzhi.ui.state import Session


@dataclass(frozen=True, slots=True)
class Download:
    """One file that can be made."""

    title: str
    description: str
    file_name: str
    mime: str
    make: Callable[[], bytes]
    missing: str = ""
    """Why it cannot be made yet; empty where it can."""
    is_result: bool = True
    """Whether it is a result of the work, so that the step 导出 counts as done; a blank template is not."""


def download_line(now: Session, download: Download) -> None:
    """A bordered line with title, description and button."""
    with st.container(border=True):
        words, button = st.columns([4, 1], vertical_alignment="center")
        words.markdown(f"**{download.title}**  \n:gray[{download.missing or download.description}]")
        with button.container(horizontal_alignment="right"):
            download_button(now, download, label="生成并下载")


def download_button(now: Session, download: Download, *, label: str, primary: bool = False) -> None:
    """A button that makes the file on click. The page does not run again, and keeps what is typed in it."""

    def make() -> bytes:
        try:
            content = download.make()
        except BianzhiError as error:
            now.notice = f"“{download.title}”没有生成：{error.message}{error.hint}"
            raise
        now.exported = now.exported or download.is_result
        return content

    st.download_button(
        label,
        data=make,
        file_name=download.file_name,
        mime=download.mime,
        on_click="ignore",
        disabled=bool(download.missing),
        icon=":material/download:",
        type="primary" if primary else "secondary",
        key=f"download_{download.title}",
    )
