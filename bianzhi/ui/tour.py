"""五分钟导览: ten stations on the sample. Each is ticked by what the clerk has done, never by pressing 下一站."""

import hashlib
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import streamlit as st

from bianzhi.services.lists import ListKind
from bianzhi.ui import uploads
from bianzhi.ui.list_links import list_link
from bianzhi.ui.shell.pages import Step
from bianzhi.ui.state import Session
from bianzhi.ui.tour_progress import TourProgress
from bianzhi.ui.widget_keys import WidgetKey

Widgets = Mapping[Any, Any]
"""What the widgets of this tab are set to, by key."""
Done = Callable[[Session, Widgets], bool]

_SAMPLES = frozenset((uploads.DISTRICT_SAMPLE, uploads.SMALL_SAMPLE))
_LETTER = re.compile(r"[A-Za-z]")
_FEWEST_COMPARED = 2
_SECONDS_A_MINUTE = 60


@dataclass(frozen=True, slots=True)
class Station:
    """One thing to try: where, what to do, what is seen then, and how it is known to have been done."""

    name: str
    title: str
    steps: tuple[Step, ...]
    """The pages where it is done, in their order."""
    do: str
    see: str
    seconds: int
    """About how long it takes (seconds)."""
    done: Done
    query: Mapping[str, str] = field(default_factory=dict)
    """Parameters of the link to the first page."""
    is_polled: bool = False
    """Whether it is done beside the run that drew the bar (in a fragment, by a job, by a download): the bar looks again."""


def _sample_loaded(now: Session, _: Widgets) -> bool:
    return now.source is not None and any(file.name in _SAMPLES for file in now.source.files)


def _finding_read(_: Session, widgets: Widgets) -> bool:
    return bool(_rows(widgets, WidgetKey.FINDINGS))


def _searched_by_pinyin(_: Session, widgets: Widgets) -> bool:
    return any(
        _LETTER.search(str(widgets.get(f"{WidgetKey.LIST}_{kind.name}_search") or "")) is not None for kind in ListKind
    )


def _unit_opened(now: Session, widgets: Widgets) -> bool:
    return Step.CHART in now.seen and bool(_clicked(widgets, WidgetKey.CHART))


def _solved(now: Session, _: Widgets) -> bool:
    return now.plan is not None


def _asked_why(now: Session, _: Widgets) -> bool:
    return now.plan is not None and Step.WHY in now.seen and bool(now.advice.person)


def _moved_by_hand(now: Session, _: Widgets) -> bool:
    return bool(now.by_hand)


def _compared(_: Session, widgets: Widgets) -> bool:
    return len(_rows(widgets, WidgetKey.SCENARIOS)) >= _FEWEST_COMPARED


def _charts_seen(now: Session, _: Widgets) -> bool:
    return {Step.COMPARE, Step.GRAPHS} <= now.seen


def _exported(now: Session, _: Widgets) -> bool:
    return now.exported


def _rows(widgets: Widgets, key: WidgetKey) -> list[int]:
    """The rows chosen in a table; none where it is not on the page."""
    state = widgets.get(key) or {}
    return list(state.get("selection", {}).get("rows", [])) if isinstance(state, Mapping) else []


def _clicked(widgets: Widgets, key: WidgetKey) -> object:
    """What was clicked in a chart."""
    state = widgets.get(key) or {}
    return state.get("event") if isinstance(state, Mapping) else None


STATIONS = (
    Station(
        "import",
        "导入示例",
        (Step.IMPORT,),
        "点「载入示例（虚构的区）」。",
        "读到多少单位、编制和人员。示例另建方案，已有的工作不受影响。",
        25,
        _sample_loaded,
    ),
    Station(
        "check",
        "体检一条问题，看依据",
        (Step.CHECK,),
        "在左边的清单里点选一行。",
        "右边是这条问题的全文：在哪一格、是什么、依据哪一条、怎么改。",
        30,
        _finding_read,
    ),
    Station(
        "lists",
        "用拼音首字母查人",
        (Step.LISTS,),
        "在「查找」框里输入姓名的拼音首字母，如 zxf 或者 w。",
        "立刻列出同音的人；点姓名看本人和所在单位。",
        30,
        _searched_by_pinyin,
        list_link(ListKind.PEOPLE),
        is_polled=True,
    ),
    Station(
        "chart",
        "看机构图",
        (Step.CHART,),
        "在图上点一个单位的方框。",
        "右边打开单位详情：编制与实有、内设机构、领导职数、人员。红色为超编，绿色为空编，方框里都写着字。",
        25,
        _unit_opened,
    ),
    Station(
        "plan",
        "求解调剂方案",
        (Step.PLAN,),
        "设定不改，直接点「求解」。",
        "拟调整多少人、还剩多少超编、是否已证明最优；页签里有名单和未消化的原因。",
        35,
        _solved,
        is_polled=True,
    ),
    Station(
        "why",
        "问一句：为什么是他",
        (Step.PLAN,),
        "在「拟调整名单」里点选一人，再点「为什么」开头的按钮。",
        "为什么是这个人、为什么去那里、不调他要多付什么代价。",
        30,
        _asked_why,
    ),
    Station(
        "by_hand",
        "手工改一个人，看亮灯",
        (Step.BY_HAND,),
        "在名单里选一人，点「留在原单位」。",
        "每条规则的灯当场重算；上面写明比最优方案多付什么代价。点「撤回」可以取消。",
        35,
        _moved_by_hand,
    ),
    Station(
        "scenarios",
        "另存副本，两案比较",
        (Step.SCENARIOS,),
        "点「新建方案」，选“副本”，点「建立并打开」；再在表里勾选两个方案。",
        "两案的指标并列，较优的打勾；去向不同的人逐个列出。",
        45,
        _compared,
    ),
    Station(
        "charts",
        "前后对比和统计图",
        (Step.COMPARE, Step.GRAPHS),
        "先在「前后对比」点「只看变化」，再到「统计图」看一张图。",
        "哪些单位有增减，一眼看清；统计图每张都附数据表。",
        25,
        _charts_seen,
    ),
    Station(
        "export",
        "导出并复核",
        (Step.EXPORT,),
        "在“调剂方案（Excel）”一行点「生成并下载」。",
        "带日期和内容标记的方案表。审核人不用求解器就能复核，办法见用户手册第十二章。",
        20,
        _exported,
        is_polled=True,
    ),
)
"""In the order of the work; together about five minutes."""
_BY_NAME = {station.name: place for place, station in enumerate(STATIONS)}


def tour_of(now: Session) -> TourProgress:
    """The tour of this tab, brought back after a reload; it belongs to the clerk, whatever scenario is open."""
    kept = st.session_state.get(WidgetKey.TOUR)
    if not isinstance(kept, TourProgress):
        kept = TourProgress.from_text(now.preference(_preference(now)))
        st.session_state[WidgetKey.TOUR] = kept
    return kept


def keep_tour(now: Session, progress: TourProgress) -> None:
    """Go on with another state of the tour, in this tab and on another day."""
    st.session_state[WidgetKey.TOUR] = progress
    now.set_preference(_preference(now), progress.as_text)


def start_tour(now: Session) -> None:
    """Begin at the first station; nothing is ticked any more."""
    keep_tour(now, TourProgress(on=True, at=STATIONS[0].name, offered=False))


def resume_tour(now: Session, name: str) -> None:
    """Go on at a station; what was ticked stays so."""
    keep_tour(now, replace(tour_of(now), on=True, at=name, offered=False))


def end_tour(now: Session) -> None:
    """No bar any more, and no offer on the start page; the help page can start it again."""
    keep_tour(now, replace(tour_of(now), on=False, offered=False))


def ticked(now: Session, widgets: Widgets) -> TourProgress:
    """The tour with the stations ticked that have been done by now; kept only where one is new."""
    progress = tour_of(now)
    if not progress.on:
        return progress
    found = tuple(each.name for each in STATIONS if each.name not in progress.done and each.done(now, widgets))
    after = progress.with_done(found)
    if after is not progress:
        keep_tour(now, after)
    return after


def place_of(progress: TourProgress) -> int:
    """The place of the station at hand among the stations; the first one before the tour was begun."""
    return _BY_NAME.get(progress.at, 0)


def station_of(progress: TourProgress) -> Station:
    """The station at hand."""
    return STATIONS[place_of(progress)]


def next_station(progress: TourProgress) -> Station | None:
    """The next station that is not ticked: those after the one at hand first, then those passed over; None at the end."""
    place = place_of(progress)
    around = (*STATIONS[place + 1 :], *STATIONS[:place])
    return next((each for each in around if each.name not in progress.done), None)


def minutes_left(progress: TourProgress) -> int:
    """About how many minutes the stations that are not ticked take, rounded up; 0 where all are."""
    seconds = sum(each.seconds for each in STATIONS if each.name not in progress.done)
    return -(-seconds // _SECONDS_A_MINUTE)


def page_to_go(now: Session, station: Station) -> Step:
    """The page of a station that is to be opened: the first one not seen yet, or else the first."""
    return next((step for step in station.steps if step not in now.seen), station.steps[0])


def _preference(now: Session) -> str:
    """Each clerk has a tour of his own; the name does not tell which browser it is."""
    return f"tour.{hashlib.sha256(now.visitor.encode()).hexdigest()[:16]}"
