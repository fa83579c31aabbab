"""清单: units, posts, sections, leaders, people, posts to fill, people due to retire, findings; a row leads on."""

import streamlit as st

from bianzhi.domain.list_table import ListRow, ListView
from bianzhi.services.lists import ListFilter, ListKind
from bianzhi.ui.components.big_table import BigTable, big_table
from bianzhi.ui.components.frame import open_page, require_source
from bianzhi.ui.components.list_state import ListState
from bianzhi.ui.list_links import asked_list, asked_unit, show_list_in_address, unit_link, view_of, view_words
from bianzhi.ui.listing import list_of
from bianzhi.ui.shell.pages import Step, page
from bianzhi.ui.tables.shown import plain
from bianzhi.ui.widget_keys import WidgetKey

_TAB_OF = {
    ListKind.SECTIONS: "sections",
    ListKind.UNITS: "overview",
    ListKind.CELLS: "overview",
    ListKind.LEADERS: "overview",
    ListKind.PEOPLE: "people",
    ListKind.POSTS: "entries",
    ListKind.RETIREMENTS: "outlook",
    ListKind.FINDINGS: "findings",
}
"""The part of a unit's page that a row of a list leads to."""


def _filter_key(kind: ListKind) -> str:
    return f"{WidgetKey.LIST_FILTER}_{kind.name}"


def _open_unit(row: ListRow) -> None:
    if row.unit:
        st.switch_page(page(Step.UNIT), query_params=unit_link(row.unit, _TAB_OF[kind]))


def _open_person(row: ListRow) -> None:
    st.switch_page(page(Step.UNIT), query_params=unit_link(row.unit, "people", row.person))


now = open_page(Step.LISTS, "全部数据的清单：查找、筛选、排序都对全部行进行；点单位或姓名看详情，导出的就是所看到的。")
source = require_source(now)

asked = asked_list()
address = (asked.kind, asked.chosen, asked.view)
elsewhere = asked_unit()["unit"]
if elsewhere and elsewhere not in source.establishment.unit:
    st.warning(
        f"台账中没有机构编码为“{plain(elsewhere[:40])}”的单位，可能换过台账，也可能网址抄错了；下面列出的不限于一个单位。",
        icon=":material/info:",
    )
if asked.wrong:
    st.warning(asked.wrong, icon=":material/info:")
if asked.kind is not None and st.session_state.get(WidgetKey.LIST_ADDRESS) != address:
    st.session_state[WidgetKey.LIST_KIND] = asked.kind
    st.session_state[_filter_key(asked.kind)] = asked.chosen
    wanted, unknown = view_of(asked.view, list_of(now, source, asked.kind).table)
    ListState(asked.kind.name).take(wanted)
    if unknown:
        words = "、".join(f"“{plain(each)}”" for each in unknown)
        st.warning(f"网址中的条件{words}在{asked.kind.value}清单中不适用，已略去。", icon=":material/info:")
if st.session_state.get(WidgetKey.LIST_KIND) is None:
    st.session_state[WidgetKey.LIST_KIND] = ListKind.UNITS

with st.container(horizontal=True, vertical_alignment="center"):
    kind = st.segmented_control(
        "清单",
        list(ListKind),
        required=True,
        key=WidgetKey.LIST_KIND,
        label_visibility="collapsed",
        persist_state="session",
    ) or ListKind.UNITS  # fmt: skip
    found = list_of(now, source, kind)
    filters = [each for each in kind.filters if each.condition.heading in found.headings_used]
    chosen: ListFilter | None = None
    if st.session_state.get(_filter_key(kind)) not in {None, *filters}:
        st.session_state[_filter_key(kind)] = None
    if filters:
        chosen = st.pills(
            "常用条件",
            filters,
            format_func=lambda each: f"{each.value} {found.count(each.condition):,}",
            key=_filter_key(kind),
            label_visibility="collapsed",
            persist_state="session",
        )
fixed = (chosen.condition,) if chosen else ()


def _tell(view: ListView) -> None:
    words = view_words(view, fixed)
    st.session_state[WidgetKey.LIST_ADDRESS] = (kind, chosen, words)
    show_list_in_address(kind, chosen, words)


big_table(
    now,
    BigTable(
        kind.name,
        found,
        fixed,
        {"单位": _open_unit, "姓名": _open_person},
        tell=_tell,
    ),
)
