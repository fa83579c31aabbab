"""Tables on paper: what scrolls on the screen is printed as a plain table of every row and column.

A table of Streamlit is a picture that ends at the edge of the screen. Beside it stands a plain table that only paper
shows; the style sheet (``ui/assets/pages.css``) hides one or the other.
"""

import html
from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd
import streamlit as st

MOST_CELLS = 2000
"""Cells that every table puts on paper without being asked; more would make the page slower on the screen too."""
_MOST_ROWS = 400
"""Rows that are put on paper when asked; for more there is the workbook."""
_UNBROKEN = 8
"""Characters of a word that stays on one line."""


def paper_table(data: pd.DataFrame, hidden: Sequence[str] = (), *, whole: bool = False) -> None:
    """Put a frame on paper; one too big for that says so there. ``whole`` puts up to 400 rows, however wide."""
    shown = data.drop(columns=[name for name in hidden if name in data.columns])
    rows = _MOST_ROWS if whole else min(_MOST_ROWS, MOST_CELLS // max(1, len(shown.columns)))
    if not shown.empty:
        st.html(_paper(shown, rows))


def _paper(data: pd.DataFrame, rows: int) -> str:
    figures = [data[name].map(_is_figure).all() for name in data.columns]
    head = "".join(
        f'<th scope="col"{_look(str(name), figure=figure)}>{html.escape(str(name))}</th>'
        for name, figure in zip(data.columns, figures, strict=True)
    )
    body = "".join(
        "<tr>" + "".join(_cell(value, figure=figure) for value, figure in zip(row, figures, strict=True)) + "</tr>"
        for row in data.head(rows).itertuples(index=False)
    )
    more = len(data) - rows
    note = f"<caption>另有 {more:,} 行未印，全部内容见「导出成果」的工作簿。</caption>" if more > 0 else ""
    return f'<table class="bz-paper">{note}<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>'


def _cell(value: Any, *, figure: bool) -> str:
    words = _words(value)
    return f"<td{_look(words, figure=figure)}>{html.escape(words)}</td>"


def _look(words: str, *, figure: bool) -> str:
    """Figures stand to the right; a word short enough to stand on one line is not broken."""
    kinds = [*(["figure"] if figure else []), *(["short"] if len(words) <= _UNBROKEN else [])]
    return f' class="{" ".join(kinds)}"' if kinds else ""


def _words(value: Any) -> str:
    """As the screen shows it: thousands apart in whole numbers, one place after the point in others."""
    if pd.isna(value):
        return ""
    if isinstance(value, float):
        return f"{value:,.1f}"
    return f"{value:,}" if _is_whole(value) else str(value)


def _is_figure(value: Any) -> bool:
    text = str(value).removeprefix("+").removeprefix("-").replace(",", "")
    return not text or _is_whole(value) or isinstance(value, float) or text.isdecimal()


def _is_whole(value: Any) -> bool:
    return isinstance(value, (int, np.integer)) and not isinstance(value, bool)
