"""A table that is whole on paper: what scrolls on the screen is printed as a plain table of every row and column."""

import html
from collections.abc import Mapping
from typing import Any

import pandas as pd
import streamlit as st

from bianzhi.ui.components.table import table

_MOST_ROWS = 400
"""Rows that are put on paper; for more there is the workbook."""


def printed_table(
    data: pd.DataFrame, key: str, *, tallest: int = 12, columns: Mapping[str, Any] | None = None, lines: int = 1
) -> None:
    """Show a frame as ``table`` does, and put the same rows on paper, where nothing is cut off at the right or below.

    ``key`` tells the tables of one page apart.
    """
    with st.container(key=f"bz_printed_{key}"):
        table(data, tallest=tallest, columns=columns, lines=lines)
        st.html(_paper(data))


def _paper(data: pd.DataFrame) -> str:
    head = "".join(f"<th>{html.escape(str(name))}</th>" for name in data.columns)
    rows = "".join(
        "<tr>" + "".join(f"<td>{html.escape(_words(value))}</td>" for value in row) + "</tr>"
        for row in data.head(_MOST_ROWS).itertuples(index=False)
    )
    more = len(data) - _MOST_ROWS
    note = f"<caption>另有 {more} 行，见下载的工作簿。</caption>" if more > 0 else ""
    return f'<table class="bz-paper">{note}<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>'


def _words(value: Any) -> str:
    return "" if pd.isna(value) else str(value)
