"""Tables: rows in, a table with Chinese columns out. Frames are made once and remembered by the session."""

from collections.abc import Callable, Hashable, Mapping, Sequence
from typing import Any

import pandas as pd
import streamlit as st

from bianzhi.ui.components.frame_colors import colored_frame
from bianzhi.ui.components.kept_with import kept_with
from bianzhi.ui.components.paper import paper_table
from bianzhi.ui.glossary_tips import tip
from bianzhi.ui.state import Session
from bianzhi.ui.widget_keys import WidgetKey

_COLORS = {
    "违规": "background-color: #fdeaea; color: #b3261e; font-weight: 600",
    "预警": "background-color: #fff4dc; color: #8a5a00; font-weight: 600",
    "提示": "background-color: #eef4fb; color: #1d5fa8; font-weight: 600",
}
_WORD_COLORS = {
    "级别": _COLORS,
    "状态": {"停用": "color: #9a5b00; font-weight: 600"},
    "本人意见": {
        "不同意": "color: #b3261e; font-weight: 600",
        "另有意向": "color: #8a5a00; font-weight: 600",
        "未答复": "color: #6b7c8f",
    },
    "变化": {
        "改安排": "color: #1d5fa8; font-weight: 600",
        "不再调整": "color: #b3261e; font-weight: 600",
        "新增调整": "color: #21794a; font-weight: 600",
    },
    "可否安排": {
        "符合": "color: #21794a; font-weight: 600",
        "不符合": "color: #b3261e; font-weight: 600",
        "符合，但安排不下": "color: #8a5a00; font-weight: 600",
    },
}
"""Words that stand out, by their column; each says by itself what the color says again."""
_LONG = ("问题", "原因", "说明", "理由", "原内设机构", "建议", "处理建议", "依据", "不纳入情形")
_PIXELS = {
    "序号": 56,
    "次序": 56,
    "级别": 62,
    "列": 50,
    "修复": 70,
    "规则": 66,
    "状态": 84,
    "发现": 64,
    "单元格": 70,
    "工作表": 84,
    "姓名": 84,
    "得分": 110,
    "权重": 60,
    "数量": 64,
    "人数": 64,
    "变化": 64,
    "限额": 64,
    "现设": 64,
    "整合后": 70,
    "拟减少": 70,
}
_NUMBERS = ("序号", "次序")
"""Narrow columns that stay so: Streamlit spreads spare room over every column that is not pinned."""
ROW_PIXELS = 36
_LINE_PIXELS, _PADDING_PIXELS = 21, 12
WRAPPED_PIXELS = 66
"""The lowest row in which Streamlit wraps text: one over 4 rem."""
MOST_STYLED_ROWS = 1000
_THOUSAND = 1000

_FIGURE_COLORS = {
    "超编": "#b3261e",
    "超编（前）": "#b3261e",
    "超编（后）": "#b3261e",
    "空编": "#21794a",
    "空编（前）": "#21794a",
    "空编（后）": "#21794a",
    "拟调出": "#6b3fa0",
    "拟调入": "#1d5fa8",
}
"""Figures that stand out unless they are 0: red over quota, green vacant, as on the chart."""


def frame(now: Session, key: Hashable, make: Callable[[], Sequence[Mapping[str, Any]]]) -> pd.DataFrame:
    """The rows of ``make`` as a frame, made once per key; a column without any value is left out."""
    return now.remember(("frame", key), lambda: _frame(make()))


def _frame(rows: Sequence[Mapping[str, Any]]) -> pd.DataFrame:
    data = pd.DataFrame(list(rows))
    for name in data.columns:
        values = [row[name] for row in rows]
        if all(value is None for value in values):
            data = data.drop(columns=name)
        elif any(value is None for value in values):
            data[name] = ["" if value is None else str(value) for value in values]
    return data


def table(
    data: pd.DataFrame,
    *,
    tallest: int = 12,
    columns: Mapping[str, Any] | None = None,
    hidden: Sequence[str] = (),
    lines: int = 1,
    whole_on_paper: bool = False,
) -> None:
    """Show a frame, at most ``tallest`` rows high, each of ``lines`` lines of text.

    On paper a table of up to 2,000 cells is whole; with ``whole_on_paper`` one of up to 400 rows.
    """
    look = _look(data, tallest, columns, hidden)
    if lines > 1:
        height = max(WRAPPED_PIXELS, _LINE_PIXELS * lines + _PADDING_PIXELS)
        look |= {"row_height": height, "height": height * min(len(data), tallest) + ROW_PIXELS}
    st.dataframe(_styled(data), **look)
    paper_table(data, hidden, whole=whole_on_paper)


def selectable_table(
    data: pd.DataFrame,
    key: WidgetKey | str,
    *,
    tallest: int = 12,
    columns: Mapping[str, Any] | None = None,
) -> int | None:
    """Show a frame of which one row can be chosen, and return the place of that row."""
    event = st.dataframe(
        _styled(data), key=key, on_select="rerun", selection_mode="single-row", **_look(data, tallest, columns, ())
    )
    paper_table(data)
    chosen: list[int] = event["selection"]["rows"]
    return chosen[0] if chosen and chosen[0] < len(data) else None


def choosable_table(
    data: pd.DataFrame,
    key: WidgetKey,
    *,
    tallest: int = 12,
    columns: Mapping[str, Any] | None = None,
) -> list[int]:
    """Show a frame of which any rows can be chosen, and return their places."""
    event = st.dataframe(
        _styled(data), key=key, on_select="rerun", selection_mode="multi-row", **_look(data, tallest, columns, ())
    )
    paper_table(data)
    return [place for place in event["selection"]["rows"] if place < len(data)]


def _look(data: pd.DataFrame, tallest: int, columns: Mapping[str, Any] | None, hidden: Sequence[str]) -> dict[str, Any]:
    config = kept_with(data, "looks", lambda: _usual_looks(data)) | dict.fromkeys(hidden) | dict(columns or {})
    for name in data.columns:
        config = with_tip(config, name)
    return {
        "hide_index": True,
        "width": "stretch",
        "height": ROW_PIXELS * (min(len(data), tallest) + 1) - 1,
        "row_height": ROW_PIXELS,
        "column_config": config,
        "alt": f"表格，{len(data)} 行：{'、'.join(str(name) for name in data.columns)}",
    }


def _usual_looks(data: pd.DataFrame) -> dict[str, Any]:
    """How columns look where nobody says otherwise, by what stands in them."""
    config: dict[str, Any] = {}
    for name in data.columns:
        if data[name].dtype.kind not in "iuf" and all(map(_is_figure, data[name])):
            config[name] = st.column_config.TextColumn(alignment="right", width=_PIXELS.get(name))
        elif (
            data[name].dtype.kind in "iu" and name not in _NUMBERS and len(data) and data[name].abs().max() >= _THOUSAND
        ):
            config[name] = st.column_config.NumberColumn(format="localized", width=_PIXELS.get(name))
        elif name in _LONG:
            config[name] = st.column_config.TextColumn(width="large")
        elif name in _NUMBERS:
            config[name] = st.column_config.Column(width=_PIXELS[name], pinned=True)
        elif name in _PIXELS:
            config[name] = st.column_config.Column(width=_PIXELS[name])
    return config


def with_tip(config: dict[str, Any], heading: str) -> dict[str, Any]:
    """The looks of the columns, with the glossary's tip under the heading of a term of art that has none of its own."""
    words = tip(heading)
    look = config.get(heading, {})
    if words is None or look is None or look.get("help"):
        return config
    return config | {heading: {**look, "help": words}}


def _is_figure(value: object) -> bool:
    return isinstance(value, str) and (not value or value.removeprefix("+").removeprefix("-").isdecimal())


def _styled(data: pd.DataFrame) -> Any:
    colored = [name for name in data.columns if name in _WORD_COLORS or name in _FIGURE_COLORS]
    if not colored or len(data) > MOST_STYLED_ROWS:
        return data
    return colored_frame(data, "words and figures", lambda frame: _with_colors(frame, colored))


def _with_colors(data: pd.DataFrame, colored: Sequence[str]) -> Any:
    style = data.style
    for name in colored:
        style = style.map(_color_of(name), subset=[name])
    return style


def _color_of(column: str) -> Callable[[object], str]:
    if column in _WORD_COLORS:
        words = _WORD_COLORS[column]
        return lambda value: words.get(str(value), "")
    color = _FIGURE_COLORS[column]
    return lambda value: f"color: {color}; font-weight: 600" if _stands_out(value) else "color: #5b6b7c"


def _stands_out(value: object) -> bool:
    """Whether a figure is to be seen: any but 0; of 前→后 only where it changes, no side (—) being as good as none."""
    text = str(value or "0")
    before, arrow, after = text.partition("→")
    if arrow:
        return before.replace("—", "0") != after.replace("—", "0")
    return text not in ("0", "—")
