"""How the columns of a list look: widths, alignment, colors, headings with the direction of the order."""

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any, Literal

import pandas as pd
import streamlit as st

from bianzhi.domain.list_table import ListColumnKind, ListTable, ListView
from bianzhi.ui.glossary_tips import tip
from bianzhi.ui.tables.lists import NUMBER, TOTAL

_RED, _GREEN, _AMBER, _BLUE, _PALE = "#b3261e", "#21794a", "#8a5a00", "#1d5fa8", "#5b6b7c"
_FIGURE_COLORS = {
    "超编": _RED,
    "超限额": _RED,
    "领导超配": _RED,
    "超配": _RED,
    "拟调后超编": _RED,
    "到龄未退": _RED,
    "空编": _GREEN,
    "空缺": _GREEN,
    "拟调后空编": _GREEN,
    "12个月内到龄": _AMBER,
    "未安排": _AMBER,
    "拟调出": "#6b3fa0",
    "拟调入": _BLUE,
}
"""Figures that stand out unless they are 0, as in the other tables and on the chart."""
_ROOM = "\u2003"
"""Behind the figures of the last column: the scroll bar lies over the right edge of the table."""
_WORD_COLORS = {"违规": _RED, "预警": _AMBER, "提示": _BLUE, "拟调整": _BLUE}


def column_config(
    table: ListTable, view: ListView, headings: Sequence[str], opens: Mapping[str, str]
) -> dict[str, Any]:
    """How each column looks; ``opens`` gives the key of the buttons of columns whose words lead on."""
    config: dict[str, Any] = {
        NUMBER: st.column_config.TextColumn(width=60, alignment="right", pinned=True),
    }
    for heading in headings:
        column = table.column(heading)
        label = heading
        if heading == view.sorted_by:
            label = f"{heading} {'▼' if view.descending else '▲'}"
        look: dict[str, Any] = {"width": column.width, "help": column.meaning or tip(heading)}
        if heading in opens:
            config[heading] = st.column_config.ButtonColumn(
                label, type="tertiary", alignment="left", key=opens[heading], pinned=True, **look
            )
        else:
            aligned: Literal["left", "right"] = "right" if column.kind is ListColumnKind.NUMBER else "left"
            config[heading] = st.column_config.TextColumn(label, alignment=aligned, **look)
    return config


def colored(data: pd.DataFrame, headings: Sequence[str], links: Collection[str]) -> Any:
    """The page with its colors: figures and words that stand out, words that lead on, the row of totals."""
    figures = [heading for heading in headings if heading in _FIGURE_COLORS]
    words = [heading for heading in headings if heading in ("级别", "方案")]
    style = data.style
    for heading in figures:
        style = style.map(_figure_style(_FIGURE_COLORS[heading]), subset=[heading])
    if words:
        style = style.map(_word_style, subset=words)
    leading = [heading for heading in links if heading in headings]
    if leading:
        style = style.set_properties(subset=leading, color=_BLUE)
    if headings and data[headings[-1]].map(_is_figure).all():
        style = style.format(lambda value: f"{value}{_ROOM}", subset=[headings[-1]])
    if len(data) and data.iloc[0][NUMBER] == TOTAL:
        style = style.set_properties(
            subset=pd.IndexSlice[0, :], **{"background-color": "#f2f5f9", "font-weight": "600"}
        )
    return style


def _is_figure(value: object) -> bool:
    return str(value).replace(",", "").removeprefix("-").isdecimal() or value == ""


def _figure_style(color: str) -> Callable[[object], str]:
    return lambda value: f"color: {color}; font-weight: 600" if value not in ("", "0") else f"color: {_PALE}"


def _word_style(value: object) -> str:
    color = _WORD_COLORS.get(str(value))
    return f"color: {color}; font-weight: 600" if color else ""
