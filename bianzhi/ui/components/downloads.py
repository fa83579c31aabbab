"""A file to download: what it is in a line, and a button that makes it when it is clicked."""

from collections.abc import Callable
from dataclasses import dataclass

import streamlit as st

from bianzhi.errors import BianzhiError


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


def download_line(download: Download, done: Callable[[], None]) -> None:
    """A bordered line with title, description and button; ``done`` is called once the file is made."""
    with st.container(border=True, horizontal=True, vertical_alignment="center"):
        st.markdown(f"**{download.title}**　{download.missing or download.description}")
        download_button(download, label="生成并下载", done=done)


def download_button(
    download: Download,
    *,
    label: str,
    done: Callable[[], None] | None = None,
    primary: bool = False,
) -> None:
    """A button that makes the file on click. The page does not run again, and keeps what is typed in it."""

    def make() -> bytes:
        try:
            content = download.make()
        except BianzhiError as error:
            raise OSError(f"{error.message}{error.hint}") from error
        if done is not None:
            done()
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
        key=f"download_{download.file_name}",
    )
