"""Tables on paper: what scrolls on the screen is printed as a plain table of every row and column.

A table of Streamlit is a picture that ends at the edge of the screen. Beside it stands what a plain table says, of which
``ui/assets/paper.js`` makes one when the page is printed; the style sheet (``ui/assets/pages.css``) hides one or the other.
"""

import html
import json
from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd
import streamlit as st

from bianzhi.ui.components.kept_with import kept_with

MOST_CELLS = 2000
"""Cells that every table puts on paper without being asked; they are sent with the page, printed or not."""
_MOST_ROWS = 400
"""Rows that are put on paper when asked; for more there is the workbook."""
_UNBROKEN = 8
"""Characters of a word that stays on one line."""


def paper_table(data: pd.DataFrame, hidden: Sequence[str] = (), *, whole: bool = False) -> None:
    """Put a frame on paper; one too big for that says so there. ``whole`` puts up to 400 rows, however wide."""
    if not data.empty:
        st.html(kept_with(data, ("paper", tuple(hidden), whole), lambda: _paper(data, hidden, whole=whole)))


def _paper(data: pd.DataFrame, hidden: Sequence[str], *, whole: bool) -> str:
    shown = data.drop(columns=[name for name in hidden if name in data.columns])
    rows = _MOST_ROWS if whole else min(_MOST_ROWS, MOST_CELLS // max(1, len(shown.columns)))
    more = len(shown) - rows
    told = {
        "heads": [str(name) for name in shown.columns],
        "figures": [bool(shown[name].map(_is_figure).all()) for name in shown.columns],
        "rows": [[_words(value) for value in row] for row in shown.head(rows).itertuples(index=False)],
        "note": f"另有 {more:,} 行未印，全部内容见「导出成果」的工作簿。" if more > 0 else "",
        "unbroken": _UNBROKEN,
    }
    return f'<div class="bz-paper" data-table="{html.escape(_without_markup(told))}"></div>'


def _without_markup(told: dict[str, object]) -> str:
    """As JSON; an attribute with what looks like the end of a comment or of a tag would be dropped by the browser's cleaner."""
    return json.dumps(told, ensure_ascii=False).replace("<", "\\u003c").replace(">", "\\u003e")


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
