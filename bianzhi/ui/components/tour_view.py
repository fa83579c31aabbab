"""五分钟导览 on the pages: the bar on every page while it is on, the offer on the start page, the list on the help page."""

from pathlib import Path

import streamlit as st

from bianzhi.ui.shell.pages import Step, page
from bianzhi.ui.state import Session
from bianzhi.ui.tour import (
    STATIONS,
    Station,
    end_tour,
    minutes_left,
    next_station,
    page_to_go,
    place_of,
    resume_tour,
    start_tour,
    station_of,
    ticked,
    tour_of,
)
from bianzhi.ui.tour_progress import TourProgress

_STYLE = Path(__file__).parent / "assets" / "tour.css"
_SECONDS_BETWEEN_LOOKS = 2.0


def tour_bar(now: Session, step: Step) -> None:
    """The station at hand, while the tour is on; otherwise nothing, but on the start page the offer of a tour."""
    progress = ticked(now, st.session_state)
    if not progress.on:
        if step is Step.HOME and progress.offered:
            _offer(now)
        return
    station = station_of(progress)
    waits = station.is_polled and step in station.steps and station.name not in progress.done
    st.fragment(_bar, run_every=_SECONDS_BETWEEN_LOOKS if waits else None)(now, step)


def _offer(now: Session) -> None:
    st.html(_STYLE)
    with st.container(
        border=True,
        horizontal=True,
        vertical_alignment="center",
        horizontal_alignment="distribute",
        key="bz_tour_offer",
    ):
        st.markdown(
            ":material/tour: **第一次使用？**　用虚构的示例区走一遍，约五分钟，每一站做完自动打勾。", width="content"
        )
        with st.container(horizontal=True, width="content"):
            if st.button("开始五分钟导览", icon=":material/play_arrow:", type="primary"):
                start_tour(now)
                _go(now, STATIONS[0])
            st.button("不再提示", type="tertiary", on_click=end_tour, args=(now,))


def _bar(now: Session, step: Step) -> None:
    """One station: its number, what to do and what is seen; the way there, on, and out."""
    progress = ticked(now, st.session_state)
    station = station_of(progress)
    is_done = station.name in progress.done
    st.html(_STYLE)
    with st.container(
        border=True, horizontal=True, vertical_alignment="center", horizontal_alignment="distribute", key="bz_tour"
    ):
        st.markdown(_words(progress, station), width=880)
        with st.container(horizontal=True, width="content", vertical_alignment="center"):
            _ways_on(now, step, progress, station, is_done=is_done)


def _words(progress: TourProgress, station: Station) -> str:
    place, left = place_of(progress) + 1, minutes_left(progress)
    head = f"**导览 {place}/{len(STATIONS)}　{station.title}**"
    if station.name not in progress.done:
        return f"{head}　:gray[约剩 {left} 分钟]  \n:blue-badge[做] {station.do}　:gray[会看到：{station.see}]"
    if left:
        return f"{head}　:green[✓ 已完成]　:gray[约剩 {left} 分钟]  \n:gray[会看到：{station.see}]"
    return (
        f"{head}　:green[✓ 全部完成]  \n"
        "导览到此结束。用自己的台账，从「导入台账」开始；查用法看「使用帮助」里的用户手册。"
    )


def _ways_on(now: Session, step: Step, progress: TourProgress, station: Station, *, is_done: bool) -> None:
    following = next_station(progress)
    target = page_to_go(now, station)
    is_here = step in station.steps and (target is step or target in now.seen)
    if (
        not is_done
        and not is_here
        and st.button(
            "去这里", icon=":material/arrow_forward:", type="primary", key="tour_go", help=f"打开「{target.heading}」"
        )
    ):
        _go(now, station)
    if following is not None and st.button(
        "下一站",
        icon=":material/skip_next:",
        type="primary" if is_done else "secondary",
        key="tour_next",
        help=f"下一站：{following.title}",
    ):
        resume_tour(now, following.name)
        _go(now, following)
    if st.button("结束导览", icon=":material/close:", key="tour_end", type="tertiary" if following else "primary"):
        end_tour(now)
        st.rerun()


def _go(now: Session, station: Station) -> None:
    st.switch_page(page(page_to_go(now, station)), query_params=dict(station.query) or None)


def tour_list(now: Session) -> None:
    """Every station with its tick and the way there; for the help page."""
    progress = tour_of(now)
    with st.container(horizontal=True, vertical_alignment="center"):
        _switches(now, progress)
    for place, station in enumerate(STATIONS, 1):
        _line(now, place, station, progress)


def _switches(now: Session, progress: TourProgress) -> None:
    begun = bool(progress.at)
    if progress.on:
        st.markdown(f"导览进行中，已完成 {len(progress.done)}/{len(STATIONS)} 站。", width="content")
        if st.button("结束导览", icon=":material/close:", key="tour_list_end"):
            end_tour(now)
            st.rerun()
    elif begun and next_station(progress) is not None:
        if st.button("继续导览", icon=":material/play_arrow:", type="primary"):
            station = station_of(progress)
            resume_tour(now, station.name)
            _go(now, station)
        st.markdown(f"上次完成了 {len(progress.done)}/{len(STATIONS)} 站。", width="content")
    if begun:
        if st.button("从头再来", icon=":material/restart_alt:"):
            start_tour(now)
            _go(now, STATIONS[0])
    elif st.button("开始五分钟导览", icon=":material/play_arrow:", type="primary"):
        start_tour(now)
        _go(now, STATIONS[0])


def _line(now: Session, place: int, station: Station, progress: TourProgress) -> None:
    is_done = station.name in progress.done
    with st.container(border=True, horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        mark = ":green[:material/check_circle:]" if is_done else f"{place}．"
        state = "　:green[已完成]" if is_done else ""
        st.markdown(
            f"{mark} **{station.title}**{state}  \n{station.do}　:gray[会看到：{station.see}]",
            width=1100,
        )
        if st.button(
            "去这里",
            key=f"tour_go_{station.name}",
            icon=":material/arrow_forward:",
            help=f"第 {place} 站：{station.title}",
        ):
            resume_tour(now, station.name)
            _go(now, station)
