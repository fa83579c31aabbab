"""The organisation chart with its switches: how deep it goes, whose people, names hidden; a click opens a drawer."""

from dataclasses import dataclass
from enum import StrEnum

import streamlit as st

from bianzhi.charts.org_chart import Level, View
from bianzhi.ui import drawing, exports
from bianzhi.ui.components.chart_print import chart_print_button, waiting_box, waiting_words
from bianzhi.ui.components.org_chart_view import OrgChartEvent, org_chart_view
from bianzhi.ui.components.system_drawer import system_drawer
from bianzhi.ui.components.unit_drawer import unit_drawer
from bianzhi.ui.sources import Source
from bianzhi.ui.state import Session
from bianzhi.ui.tables.plans import unit_name
from bianzhi.ui.tables.shown import shown
from bianzhi.ui.widget_keys import WidgetKey

HEIGHT = 640


class Depth(StrEnum):
    """How deep the chart goes; the value is the word of the switch."""

    SYSTEMS = "到系统"
    UNITS = "到单位"
    SECTIONS = "到内设机构"
    PEOPLE = "到人员"


_SHORT = {View.BEFORE: "现状", View.AFTER: "调整后", View.COMPARE: "前后对照", View.CHANGES: "只看变化"}
"""What a view is called in the name of a file."""
_PRINTED = {Depth.SECTIONS: Level.SECTIONS, Depth.PEOPLE: Level.SECTIONS}
"""How deep a page goes that is printed from a depth; units where it is not named."""
_LEVELS = {Depth.SYSTEMS: Level.SYSTEMS, Depth.UNITS: Level.UNITS, Depth.SECTIONS: Level.SECTIONS}


@dataclass(frozen=True, slots=True)
class ChartKeys:
    """The widgets of one chart: the switch of the depth, the box with the unit, the chart itself."""

    depth: WidgetKey
    unit: WidgetKey
    chart: WidgetKey


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the clerk wants to see: how deep, of which unit the people (empty above that depth), names hidden or not."""

    depth: Depth
    unit: str
    hide_names: bool


def chart_switches(source: Source, keys: ChartKeys) -> Wanted:
    """The switches, to be put in a row; the unit is asked for only where its people are shown."""
    st.session_state.setdefault(keys.depth, Depth.UNITS.value)  # not as a default: drawers set it too
    depth = Depth(
        st.segmented_control(
            "层级",
            [depth.value for depth in Depth],
            required=True,
            key=keys.depth,
            label_visibility="collapsed",
            persist_state="session",
        )
        or Depth.UNITS
    )
    unit = ""
    if depth is Depth.PEOPLE:
        unit = (
            st.selectbox(
                "单位",
                [unit.code for unit in source.establishment.units],
                format_func=lambda code: unit_name(source.establishment, code),
                key=keys.unit,
                label_visibility="collapsed",
                placeholder="选择单位",
                filter_mode="contains",
                width=320,
                persist_state="session",
            )
            or ""
        )
    hide_names = st.toggle(
        "隐去姓名",
        key=WidgetKey.HIDE_NAMES,
        help="图和详情里的姓名显示为“王**”，投影或打印时用。身份证号一律不显示。",
        persist_state="session",
    )
    return Wanted(depth, unit, hide_names)


def print_button(now: Session, source: Source, view: View, wanted: Wanted) -> None:
    """Beside the switches: what the page shows, on paper."""
    chart_print_button(now, source, view, _PRINTED.get(wanted.depth, Level.UNITS))


def chart_panel(now: Session, source: Source, view: View, wanted: Wanted, keys: ChartKeys) -> None:
    """Draw a view and answer clicks."""
    if wanted.depth is Depth.PEOPLE:
        if wanted.unit not in source.establishment.unit:
            st.info("请在上面选择单位，图中列出它的人员。", icon=":material/groups:")
            return
        text = drawing.people(now, source, view, wanted.unit, hide_names=wanted.hide_names)
        title = f"人员图_{shown(source.establishment.unit[wanted.unit].name)}_{_SHORT[view]}"
    else:
        text = drawing.chart(now, source, view, _LEVELS[wanted.depth], on_screen=True)
        title = f"机构图_{_SHORT[view]}_{wanted.depth.value}"
    refusal = "" if view is View.BEFORE else waiting_words(now)
    if refusal:
        waiting_box(now)
    file = exports.file_name(now, title, "svg").removesuffix(".svg")
    event = org_chart_view(text, keys.chart, HEIGHT, file, refusal)
    if event is not None:
        _answer(now, source, view, wanted, keys, event)


def _answer(now: Session, source: Source, view: View, wanted: Wanted, keys: ChartKeys, event: OrgChartEvent) -> None:
    """Open the drawer of what was clicked."""
    establishment, hide_names = source.establishment, wanted.hide_names

    def show_people() -> None:
        st.session_state[keys.depth] = Depth.PEOPLE.value
        st.session_state[keys.unit] = event.code

    def show_units() -> None:
        st.session_state[keys.depth] = Depth.UNITS.value

    if event.kind == "system":
        system_drawer(now, source, event.code, with_plan=view is not View.BEFORE, show_units=show_units)
    elif event.kind == "person":
        place = int(event.code) if event.code.isdecimal() else -1
        if 0 <= place < len(establishment.people):
            person = establishment.people[place]
            unit_drawer(now, source, person.unit, person=person.id, hide_names=hide_names)
    elif event.code in establishment.unit:
        unit_drawer(now, source, event.code, event.section, hide_names=hide_names, show_people=show_people)
