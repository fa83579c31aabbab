"""统计图: each plot with the sentence that says what it shows, and its figures as a table."""

from collections.abc import Callable, Hashable, Mapping, Sequence
from pathlib import Path
from typing import Any

import streamlit as st

from bianzhi.charts.names import short_names
from bianzhi.charts.views import View
from bianzhi.domain import statistics_words as words
from bianzhi.domain.age_statistics import Span
from bianzhi.services import foresight, pictures
from bianzhi.ui.components.chart_print import paper_notes, waiting_box
from bianzhi.ui.components.downloads import download_button
from bianzhi.ui.components.frame import stale_box
from bianzhi.ui.components.plot_saver import plot_saver
from bianzhi.ui.components.plots import flow_plot, heat_plot, pareto_plot, pyramid_plot, wave_plot
from bianzhi.ui.components.table import frame, table
from bianzhi.ui.graph_exports import figures_download, picture_of
from bianzhi.ui.shell.pages import Step, page
from bianzhi.ui.sources import Source
from bianzhi.ui.state import Session
from bianzhi.ui.tables import graphs
from bianzhi.ui.tables.plans import unit_name
from bianzhi.ui.tables.shown import plain, shown
from bianzhi.ui.widget_keys import WidgetKey

_MOST_ON_A_SHEET = 70
"""Units of a heat map that one sheet takes."""
_STYLE = Path(__file__).parent / "assets" / "graph_views.css"


def heat_view(now: Session, source: Source) -> None:
    """编制热力图."""
    establishment = source.establishment
    heat = now.remember("quota heat", lambda: pictures.quota_heat(establishment))
    if not heat.cells:
        st.info("台账没有核定编制，也没有在编人员，画不出编制热力图。请补「编制」表和「人员」表后重新导入。")
        return
    says = words.heat_words(establishment, heat)
    _shown(
        now,
        "编制热力图",
        says,
        lambda: heat_plot(heat, _names(now, source), shown(says)),
        "heat rows",
        lambda: graphs.heat_rows(establishment, heat),
        is_long=len(heat.units) > _MOST_ON_A_SHEET,
    )


def pyramid_view(now: Session, source: Source) -> None:
    """年龄金字塔."""
    establishment, unit = source.establishment, _unit(now, source)
    key = ("age pyramid", now.day, unit)
    pyramid = now.remember(key, lambda: pictures.age_pyramid(establishment, now.day, unit))
    if not pyramid.total:
        st.info(words.pyramid_words(pyramid), icon=":material/info:")
        return
    says = f"{_whose(source, unit)}{words.pyramid_words(pyramid)}"
    _shown(
        now,
        _title("年龄金字塔", source, unit),
        says,
        lambda: pyramid_plot(pyramid, shown(says)),
        (*key, "rows"),
        lambda: graphs.pyramid_rows(pyramid),
        tallest=14,
    )


def wave_view(now: Session, source: Source) -> None:
    """退休潮."""
    establishment = source.establishment
    with st.container(horizontal=True, vertical_alignment="center"):
        unit = _unit(now, source)
        span = st.segmented_control(
            "时间",
            list(Span),
            default=Span.YEARS,
            required=True,
            key=WidgetKey.GRAPH_SPAN,
            label_visibility="collapsed",
        )
    span = Span(span or Span.YEARS)
    outlook = now.remember(("outlook", now.day), lambda: foresight.outlook(establishment, now.day))
    key = ("retirement wave", now.day, span, unit)
    wave = now.remember(key, lambda: pictures.retirement_wave(establishment, outlook, span, unit))
    says = f"{_whose(source, unit)}{words.wave_words(wave)}"
    if not wave.total:
        st.info(plain(says), icon=":material/info:")
        return
    _shown(
        now,
        _title(f"退休潮（{span.value}）", source, unit),
        says,
        lambda: wave_plot(wave, shown(says)),
        (*key, "rows"),
        lambda: graphs.wave_rows(wave),
        tallest=18,
    )
    st.caption(words.category_words(wave))


def flow_view(now: Session, source: Source) -> None:
    """人员流向."""
    establishment, plan = source.establishment, now.plan
    if plan is None:
        st.info("还没有方案，没有人员流向。请先到「编制调剂」求解，再回到本页。", icon=":material/play_circle:")
        st.page_link(page(Step.PLAN), label="去编制调剂")
        return
    stale_box(now)
    flows = now.remember("move flows", lambda: pictures.move_flows(establishment, plan))
    says = words.flow_words(establishment, flows)
    if not flows.flows:
        st.info(plain(says), icon=":material/info:")
        return
    _shown(
        now,
        "人员流向",
        says,
        lambda: flow_plot(flows, _names(now, source), shown(says)),
        "flow rows",
        lambda: graphs.flow_rows(establishment, flows),
        view=View.AFTER,
    )


def pareto_view(now: Session, source: Source) -> None:
    """超编集中度."""
    establishment = source.establishment
    pareto = now.remember("excess pareto", lambda: pictures.excess_pareto(establishment))
    says = words.pareto_words(establishment, pareto)
    if not pareto.steps:
        st.success(says, icon=":material/check_circle:")
        return
    _shown(
        now,
        "超编集中度",
        says,
        lambda: pareto_plot(pareto, _names(now, source), shown(says)),
        "pareto rows",
        lambda: graphs.pareto_rows(establishment, pareto),
    )


def _shown(
    now: Session,
    title: str,
    says: str,
    draw: Callable[[], None],
    key: Hashable,
    rows: Callable[[], Sequence[Mapping[str, Any]]],
    *,
    tallest: int = 16,
    view: View = View.BEFORE,
    is_long: bool = False,
) -> None:
    """The sentence, and below it the plot and its figures in tabs; both can be saved, ``view`` saying what they are of.

    What is of a plan is not saved while people wait in 待安置区. ``is_long`` says that the plot is longer than a sheet.
    """
    st.html(_STYLE)
    data = frame(now, ("graph", key), rows)
    proposed = view is not View.BEFORE
    refused = proposed and waiting_box(now)
    with st.container(horizontal=True, vertical_alignment="center", key=f"{WidgetKey.GRAPH}_says"):
        st.markdown(plain(says), width="stretch")
        if not refused:
            notes = paper_notes(now, view)
            plot_saver(picture_of(now, title, notes, proposed=proposed), f"{WidgetKey.GRAPH}_save")
            download = figures_download(now, title, shown(says), rows, notes, proposed=proposed)
            download_button(now, download, label="导出数据表")
    plot, figures = st.tabs(["图", "数据表"])
    with plot, st.container(key=f"{WidgetKey.GRAPH}_{'long' if is_long else 'plot'}"):
        draw()
    with figures:
        table(data, tallest=tallest)


def _names(now: Session, source: Source) -> Mapping[str, str]:
    """Short names of units, identity numbers masked."""
    return now.remember(
        "short names",
        lambda: {code: shown(name) for code, name in short_names(source.establishment.units).items()},
    )


def _unit(now: Session, source: Source) -> str:
    establishment = source.establishment
    return st.selectbox(
        "单位",
        [unit.code for unit in establishment.units],
        index=None,
        format_func=lambda code: unit_name(establishment, code),
        key=WidgetKey.GRAPH_UNIT,
        placeholder="全部单位",
        label_visibility="collapsed",
        filter_mode="contains",
        width=360,
    ) or ""  # fmt: skip


def _title(title: str, source: Source, unit: str) -> str:
    """What a plot is called, with the unit it is of."""
    return f"{title}_{shown(source.establishment.unit[unit].name)}" if unit else title


def _whose(source: Source, unit: str) -> str:
    return f"{unit_name(source.establishment, unit)}：" if unit else ""
