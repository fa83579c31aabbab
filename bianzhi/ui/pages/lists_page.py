"""清单: units, posts, sections, leaders, people, posts to fill, people due to retire, findings; a row leads on."""

import streamlit as st

from bianzhi.domain.list_table import ListRow
from bianzhi.services.lists import ListFilter, ListKind
from bianzhi.ui.components.big_table import BigTable, big_table
from bianzhi.ui.components.frame import open_page, require_source
from bianzhi.ui.components.list_state import ListState
from bianzhi.ui.list_links import asked_list, show_list_in_address, unit_link
from bianzhi.ui.listing import list_of
from bianzhi.ui.shell.pages import Step, page
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
address = (asked.kind, asked.chosen)
if asked.wrong:
    st.warning(asked.wrong, icon=":material/info:")
if asked.kind is not None and st.session_state.get(WidgetKey.LIST_ADDRESS) != address:
    st.session_state[WidgetKey.LIST_KIND] = asked.kind
    st.session_state[_filter_key(asked.kind)] = asked.chosen
    ListState(asked.kind.name).clear()
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
st.session_state[WidgetKey.LIST_ADDRESS] = (kind, chosen)
show_list_in_address(kind, chosen)
big_table(
    now,
    BigTable(
        kind.name,
        found,
        (chosen.condition,) if chosen else (),
        {"单位": _open_unit, "姓名": _open_person},
    ),
)
