"""A list of any length: search by pinyin, filters, order, pages, columns, export of what is seen, rows that lead on.

Filtering and sorting are done by the list itself over all its rows, never by the browser over the page it has.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import streamlit as st

from bianzhi.domain.list_table import (
    Condition,
    ListColumn,
    ListColumnKind,
    ListRow,
    ListSelection,
    ListTable,
    ListView,
    Searched,
)
from bianzhi.services.lists import SearchableList
from bianzhi.ui.column_choice import chosen_columns, remember_columns
from bianzhi.ui.components.downloads import download_button
from bianzhi.ui.components.frame_colors import colored_frame
from bianzhi.ui.components.list_looks import colored, column_config
from bianzhi.ui.components.list_state import PAGE_SIZES, ListState
from bianzhi.ui.components.paper import paper_table
from bianzhi.ui.components.table import ROW_PIXELS
from bianzhi.ui.list_exports import list_download
from bianzhi.ui.state import Session
from bianzhi.ui.tables.lists import count_words, has_total, page_frame
from bianzhi.ui.tables.shown import plain

_STYLE = Path(__file__).parent / "assets" / "big_table.css"
_ROWS_HIGH = 12
_BOXES_A_ROW = 4
OpenRow = Callable[[ListRow], None]
"""Goes to what a row is about."""


@dataclass(frozen=True)
class BigTable:
    """What a big table is about, and how it looks."""

    name: str
    """Tells lists apart: settings and the choice of columns are kept under it."""
    found: SearchableList = field(repr=False)
    conditions: tuple[Condition, ...] = ()
    """What holds for every row that is seen, whatever else is asked for."""
    opens: Mapping[str, OpenRow] = field(default_factory=dict)
    """Columns whose words are buttons, and where each leads."""
    hidden: tuple[str, ...] = ()
    """Columns that say nothing here: on the page of one unit its name."""
    about: str = ""
    """The unit that the list is of, for the name of the file."""
    rows_high: int = _ROWS_HIGH
    tell: Callable[[ListView], None] | None = None
    """Told at every run what is seen, so that the address can say it."""


@st.fragment
def big_table(now: Session, shown: BigTable) -> None:
    """Show the list: tools, count, table, pages. Only this part of the page runs again when something is set in it."""
    st.html(_STYLE)
    state, table = ListState(shown.name), shown.found.table
    possible = [heading for heading in shown.found.headings_used if heading not in shown.hidden]
    state.keep_to(possible)
    for column in table.columns:
        if column.kind is ListColumnKind.CHOICE and column.heading in state.filtered_columns:
            state.keep_words(column.heading, shown.found.words(column.heading))
    headings = _columns(now, shown, state, possible)
    view = state.view(table, shown.conditions)
    _tools(now, shown, state, possible, headings, view)
    _filter_boxes(shown, state, possible)
    view = state.view(table, shown.conditions)
    if shown.tell is not None:
        shown.tell(view)
    seen = shown.found.select(view)
    _said(shown, state, view, seen)
    if not seen.rows:
        _nothing(shown, state)
        return
    page = _page(now, shown, state, view, seen, headings)
    _open_clicked(shown, state, page)
    if len(seen.rows) == 1:
        _open_only_one(shown, state, shown.found.table.rows[seen.rows[0]], headings)


@dataclass(frozen=True, slots=True)
class _Page:
    """The rows on the screen; the row of totals has no row of the list."""

    rows: tuple[ListRow | None, ...]


def _columns(now: Session, shown: BigTable, state: ListState, possible: Sequence[str]) -> list[str]:
    """The columns to show, in the order of the list: those chosen now or some day before, or else the usual ones."""
    if state.key("columns") not in st.session_state:
        kept = chosen_columns(now, shown.name, possible)
        st.session_state[state.key("columns")] = kept or _usual(shown.found.table, possible)
    chosen = set(state.columns)
    return [heading for heading in possible if heading in chosen] or _usual(shown.found.table, possible)


def _usual(table: ListTable, possible: Sequence[str]) -> list[str]:
    return [heading for heading in possible if table.column(heading).at_first]


def _tools(
    now: Session, shown: BigTable, state: ListState, possible: Sequence[str], headings: Sequence[str], view: ListView
) -> None:
    table = shown.found.table
    searched = [heading for heading in possible if table.column(heading).searched is not Searched.NOT]
    with st.container(horizontal=True, vertical_alignment="bottom", key=state.key("tools")):
        if searched:
            st.text_input(
                "查找",
                key=state.key("search"),
                type="search",
                icon=":material/search:",
                placeholder=f"查{'、'.join(searched[:3])}：汉字、拼音或首字母",
                live=True,
                label_visibility="collapsed",
                persist_state="session",
                width=380,
            )
        st.multiselect(
            "按列筛选",
            possible,
            key=state.key("by"),
            placeholder="按列筛选…",
            label_visibility="collapsed",
            persist_state="session",
            select_all=False,
            width=260,
        )
        _order_boxes(table, state, headings)
        with st.popover("显示列", icon=":material/view_column:"):
            st.pills(
                f"显示哪些列（{len(headings)}/{len(possible)}），下次打开仍按此显示",
                possible,
                selection_mode="multi",
                key=state.key("columns"),
                persist_state="session",
                on_change=_keep_columns,
                args=(now, shown.name, state),
            )
            st.button(
                "恢复默认列",
                icon=":material/restart_alt:",
                key=state.key("usual"),
                on_click=_usual_columns,
                args=(now, shown, state, _usual(table, possible)),
            )
        download_button(now, list_download(now, shown.found, view, headings, shown.about), label="导出所见")


def _order_boxes(table: ListTable, state: ListState, headings: Sequence[str]) -> None:
    hidden = [state.sorted_by] if state.sorted_by and state.sorted_by not in headings else []
    options = ["", *headings, *hidden]
    st.selectbox(
        "排序",
        options,
        key=state.key("sort"),
        format_func=lambda heading: f"按{heading}" if heading else table.order,
        label_visibility="collapsed",
        persist_state="session",
        width=170,
    )
    st.toggle("降序", key=state.key("descending"), persist_state="session", disabled=not state.sorted_by)


def _keep_columns(now: Session, name: str, state: ListState) -> None:
    remember_columns(now, name, state.columns)


def _usual_columns(now: Session, shown: BigTable, state: ListState, usual: Sequence[str]) -> None:
    st.session_state[state.key("columns")] = list(usual)
    remember_columns(now, shown.name, ())


def _filter_boxes(shown: BigTable, state: ListState, possible: Sequence[str]) -> None:
    """A box for each column that is to be filtered by: words to choose from, a range, or a part of a text."""
    chosen = [heading for heading in possible if heading in state.filtered_columns]
    for begin in range(0, len(chosen), _BOXES_A_ROW):
        part = chosen[begin : begin + _BOXES_A_ROW]
        for box, heading in zip(st.columns(_BOXES_A_ROW), part, strict=False):
            with box:
                _filter_box(shown.found, state, shown.found.table.column(heading))


def _filter_box(found: SearchableList, state: ListState, column: ListColumn) -> None:
    key = state.key(f"condition_{column.heading}")
    if column.kind.is_measured:
        _range_boxes(found, column, key)
    elif column.kind is ListColumnKind.CHOICE:
        st.multiselect(
            column.heading,
            found.words(column.heading),
            key=key,
            format_func=lambda word: word or "（空白）",
            placeholder="全部",
            persist_state="session",
        )
    else:
        st.text_input(f"{column.heading}含", key=key, persist_state="session", live=True)


def _range_boxes(found: SearchableList, column: ListColumn, key: str) -> None:
    unit = "（年份）" if column.kind is not ListColumnKind.NUMBER else ""
    ends = found.range(column.heading)
    for box, (end, word, place) in zip(st.columns(2), (("least", "不小于", 0), ("most", "不大于", 1)), strict=True):
        box.number_input(
            f"{column.heading}{unit}{word}",
            value=None,
            step=1,
            format="%d",
            placeholder=str(ends[place]) if ends else "",
            key=f"{key}_{end}",
            persist_state="session",
        )


def _said(shown: BigTable, state: ListState, view: ListView, seen: ListSelection) -> None:
    """How many there are and are seen, and by what; one button clears it all."""
    own = len(view.conditions) > len(shown.conditions) or bool(view.search)
    with st.container(horizontal=True, vertical_alignment="center"):
        told = f"　{plain(view.in_words)}" if view.in_words else ""
        called = shown.found.called(view)
        if 0 < called < len(seen.rows):
            told = f"（姓名相符的 {called:,} 人列在前面）{told}"
        st.markdown(f"**{count_words(shown.found.table, seen)}**{told}", width="content")
        if own:
            st.button(
                "清除条件",
                icon=":material/filter_alt_off:",
                key=state.key("clear"),
                type="tertiary",
                on_click=state.clear,
            )


def _nothing(shown: BigTable, state: ListState) -> None:
    if not shown.found.table.rows:
        st.info(f"台账中没有{shown.found.table.name}可列。", icon=":material/info:")
        return
    st.info(
        "没有符合条件的。请改少几个字再查（可用汉字、全拼或首字母，如“张xf”“czj”），或者点「清除条件」。",
        icon=":material/filter_alt:",
    )


def _page(
    now: Session, shown: BigTable, state: ListState, view: ListView, seen: ListSelection, headings: Sequence[str]
) -> _Page:
    size = int(st.session_state.get(state.key("size")) or PAGE_SIZES[0])
    pages = -(-len(seen.rows) // size)
    # Another view has another key, and so begins at its first page.
    page_key = state.key(f"page_{size}_{view.in_words}")
    number = min(int(st.session_state.get(page_key) or 1), pages)
    if st.session_state.get(page_key, number) != number:
        st.session_state[page_key] = number
    begin, end = (number - 1) * size, min(number * size, len(seen.rows))
    with_total = has_total(seen, shown.found.table, headings)
    data = now.remember(
        ("list page", shown.found, view, tuple(headings), begin, end),
        lambda: page_frame(shown.found.table, seen, headings, begin, end, with_total=with_total),
    )
    st.dataframe(
        colored_frame(data, tuple(shown.opens), lambda frame: colored(frame, headings, shown.opens)),
        key=state.key("table"),
        on_select=state.sort_by_heading,
        selection_mode="single-column",
        hide_index=True,
        width="stretch",
        height=ROW_PIXELS * (min(len(data), shown.rows_high) + 1) + 1,
        row_height=ROW_PIXELS,
        column_config=column_config(
            shown.found.table, view, headings, {heading: state.key(f"open_{heading}") for heading in shown.opens}
        ),
        alt=f"{shown.found.table.name}清单",
    )
    paper_table(data)
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        st.caption(
            f"第 {begin + 1:,} 至 {end:,} {shown.found.table.counted_in}　点表头排序，再点一次反向", width="content"
        )
        if pages > 1:
            st.pagination(pages, key=page_key)
        if len(seen.rows) > PAGE_SIZES[0]:
            st.segmented_control(
                "每页",
                PAGE_SIZES,
                default=PAGE_SIZES[0],
                required=True,
                format_func=lambda rows: f"每页 {rows}",
                key=state.key("size"),
                label_visibility="collapsed",
                persist_state="session",
            )
    rows: list[ListRow | None] = [shown.found.table.rows[row] for row in seen.rows[begin:end]]
    return _Page((None, *rows) if with_total else tuple(rows))


def _open_clicked(shown: BigTable, state: ListState, page: _Page) -> None:
    """Go where the button that was clicked leads."""
    for heading, opens in shown.opens.items():
        click: Any = st.session_state.get(state.key(f"open_{heading}"))
        place = click["row"] if click else None
        row = page.rows[place] if place is not None and place < len(page.rows) else None
        if row is not None:
            opens(row)


def _open_only_one(shown: BigTable, state: ListState, row: ListRow, headings: Sequence[str]) -> None:
    """Where one row is left its buttons stand below the table too: those inside cannot be reached by keyboard."""
    with st.container(horizontal=True):
        for heading, opens in shown.opens.items():
            words = row.values[shown.found.table.place[heading]] if heading in headings else None
            if words and st.button(f"打开{heading}：{plain(str(words))}", key=state.key(f"only_{heading}")):
                opens(row)
