"""单位情况: one unit with its figures, people, sections, ledger entries, findings, changes and what comes."""

import streamlit as st

from bianzhi.services import lists
from bianzhi.services.lists import ListKind
from bianzhi.ui.components import unit_view
from bianzhi.ui.components.frame import open_page, require_source
from bianzhi.ui.components.list_state import ListState
from bianzhi.ui.list_links import asked_unit, show_unit_in_address
from bianzhi.ui.listing import entries_of, list_of
from bianzhi.ui.shell.pages import Step, page
from bianzhi.ui.tables.shown import plain, shown
from bianzhi.ui.widget_keys import WidgetKey

now = open_page(Step.UNIT, "一个单位的编制、人员、内设机构、台账条目、问题和变化。")
source = require_source(now)
establishment = source.establishment
asked = asked_unit()
code, person = asked["unit"], asked["person"]
if code and st.session_state.get(WidgetKey.UNIT_ADDRESS) != asked:
    st.session_state[WidgetKey.UNIT_ADDRESS] = asked
    st.session_state[WidgetKey.UNIT_CHOSEN] = code
    if asked["tab"]:
        st.session_state[WidgetKey.UNIT_TAB] = asked["tab"]

labels = now.remember(
    ("unit labels", establishment.sha256),
    lambda: {unit.code: f"{shown(unit.name)}　{lists.initials(unit.name)}" for unit in establishment.units},
)
if st.session_state.get(WidgetKey.UNIT_CHOSEN) not in labels:
    st.session_state[WidgetKey.UNIT_CHOSEN] = None
with st.container(horizontal=True, vertical_alignment="center"):
    chosen = st.selectbox(
        "单位",
        list(labels),
        index=None,
        format_func=labels.__getitem__,
        key=WidgetKey.UNIT_CHOSEN,
        placeholder="选择单位：输入名称或拼音首字母",
        filter_mode="contains",
        label_visibility="collapsed",
        persist_state="session",
        width=460,
    )
    st.page_link(page(Step.LISTS), label="全部单位清单", icon=":material/list_alt:")
    st.page_link(page(Step.CHART), label="机构图", icon=":material/account_tree:")
if chosen is None:
    if code and code not in labels:
        st.warning(
            f"台账中没有机构编码为“{plain(code[:40])}”的单位，可能换过台账，也可能网址抄错了；请在上面另选。",
            icon=":material/info:",
        )
    st.info("在上面选一个单位，可以输入名称，也可以输入拼音首字母，如“czj”。", icon=":material/apartment:")
    st.stop()
unit = establishment.unit[chosen]
if chosen != code:
    person = ""
    for name in unit_view.UNIT_LISTS:
        ListState(name).clear()

unit_view.unit_head(now, source, unit)
people = establishment.people_of.get(chosen, ())
not_counted = sum(not person.counted for person in people)
parts = {
    "overview": "概况",
    "people": f"人员 {len(people):,}{f'（不占编 {not_counted:,}）' if not_counted else ''}",
    "sections": f"内设机构 {len(establishment.sections_of.get(chosen, ())):,}",
    "entries": f"台账条目 {len(entries_of(now, source, chosen).table.rows):,}",
    "findings": f"问题 {len(list_of(now, source, ListKind.FINDINGS, chosen).table.rows):,}",
    "plan": "方案中的变化",
    "outlook": "退休与变动",
}
if st.session_state.get(WidgetKey.UNIT_TAB) not in parts:
    st.session_state[WidgetKey.UNIT_TAB] = "overview"
part = st.segmented_control(
    "内容",
    list(parts),
    required=True,
    format_func=parts.__getitem__,
    key=WidgetKey.UNIT_TAB,
    label_visibility="collapsed",
    persist_state="session",
) or "overview"  # fmt: skip
person = person if part == "people" else ""
st.session_state[WidgetKey.UNIT_ADDRESS] = {"unit": chosen, "tab": part, "person": person}
show_unit_in_address(chosen, part, person)
match part:
    case "overview":
        unit_view.overview_part(now, source, unit)
    case "people":
        unit_view.people_part(now, source, unit, person)
    case "sections":
        unit_view.sections_part(now, source, unit)
    case "entries":
        unit_view.entries_part(now, source, unit)
    case "findings":
        unit_view.findings_part(now, source, unit)
    case "plan":
        unit_view.plan_part(now, source, unit)
    case _:
        unit_view.history_part(now, source, unit)
