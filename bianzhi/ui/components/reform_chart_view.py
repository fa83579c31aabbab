"""Pictures of a reform in the chart window; a click on a unit shows it before and after."""

import streamlit as st

from bianzhi.domain.reform import Reformed
from bianzhi.domain.reform_comparison import ReformComparison
from bianzhi.services import charting, reforming
from bianzhi.ui.components.org_chart_view import org_chart_view
from bianzhi.ui.components.table import frame, table
from bianzhi.ui.state import Session
from bianzhi.ui.tables.reforms import one_unit_rows, unit_change_of
from bianzhi.ui.tables.shown import plain
from bianzhi.ui.widget_keys import WidgetKey

KINDS = {"units": "机构前后", "posts": "编制流向", "persons": "人员流向", "duties": "职责流向"}
_HEIGHT = 640


def reform_chart(now: Session, reformed: Reformed) -> None:
    """The switch between the pictures, and the one that was chosen."""
    work = now.reforms
    comparison = work.comparison(reformed, now.day)
    with st.container(horizontal=True, vertical_alignment="center"):
        kind = st.segmented_control(
            "图",
            list(KINDS),
            default="units",
            required=True,
            format_func=lambda name: KINDS[name],
            key=WidgetKey.REFORM_CHART_KIND,
            label_visibility="collapsed",
        )
        kind = kind or "units"
        only_changes = True
        if kind == "units":
            only_changes = st.toggle("只看有变化的", value=True, key=f"{WidgetKey.REFORM_CHART}_only")
    event = org_chart_view(chart_text(now, comparison, kind, only_changes), f"{WidgetKey.REFORM_CHART}_{kind}", _HEIGHT)
    if event is not None and event.kind == "unit":
        _unit_dialog(now, comparison, event.code)


def chart_text(now: Session, comparison: ReformComparison, kind: str, only_changes: bool = True) -> str:
    """The SVG of a picture for the screen, drawn once; names are found by pinyin."""
    note = reforming.chart_note(now.reforms.reform, now.day)

    def draw() -> str:
        if kind == "units":
            return reforming.draw_reform(comparison, only_changes, note)
        return reforming.draw_flows(comparison, kind, note)

    return now.reforms.remember(("svg", kind, only_changes, note), lambda: charting.with_initials(draw()))


@st.dialog("机构改革前后", position="right", width="medium")
def _unit_dialog(now: Session, comparison: ReformComparison, code: str) -> None:
    unit = unit_change_of(comparison, code)
    if unit is None:
        return
    side = unit.after or unit.before
    st.subheader(plain(side.name) if side else code, anchor=False)
    st.caption(f"机构变化：{unit.fate.value}")
    table(
        frame(now, ("reform unit", now.reforms.mark, code), lambda: one_unit_rows(unit)),
        columns={"项目": st.column_config.TextColumn(width=120)},
    )
    columns = st.columns(2)
    for column, word, one in zip(columns, ("改革前", "改革后"), (unit.before, unit.after), strict=True):
        with column:
            st.markdown(f"**{word}的内设机构**（计入限额 {len(one.sections) if one else 0} 个）")
            st.markdown("\n".join(f"- {plain(name)}" for name in one.sections) if one and one.sections else "无")
