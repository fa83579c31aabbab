"""The start page in parts: what to do next, the steps and their state, the figures that matter, the latest scenarios."""

from dataclasses import dataclass

import streamlit as st

from bianzhi.domain.list_table import ListView
from bianzhi.errors import BianzhiError
from bianzhi.services import CheckReport, Summary
from bianzhi.services.lists import ListFilter, ListKind
from bianzhi.ui import keeping
from bianzhi.ui.components.frame import error_box, step_state
from bianzhi.ui.components.table import frame, table
from bianzhi.ui.current import open_scenario
from bianzhi.ui.list_links import list_link
from bianzhi.ui.listing import list_of
from bianzhi.ui.next_step import next_step
from bianzhi.ui.shell.pages import Step, page
from bianzhi.ui.sources import Source
from bianzhi.ui.state import Session
from bianzhi.ui.tables.findings import rule_rows
from bianzhi.ui.tables.lists import page_frame
from bianzhi.ui.tables.shown import local_time, plain

_CARDS_IN_A_ROW = 4
_MOST_UNITS = 6
_WORST = ("单位", "核定编制", "实有", "超编", "空编")
_WAY = (
    (Step.IMPORT, "Excel、WPS 表格原样上传"),
    (Step.CHECK, "逐格指出问题和依据"),
    (Step.PLAN, "最少调整、有证明的最优方案"),
    (Step.COMPARE, "逐单位看前后变化"),
    (Step.EXPORT, "Excel 方案和公文格式 Word"),
)
_MOST_SCENARIOS = 5


@dataclass(frozen=True, slots=True)
class _Card:
    """One figure: what it counts, the list behind it, and whether anything above 0 calls for a look."""

    label: str
    value: int
    unit: str
    kind: ListKind
    chosen: ListFilter | None = None
    help: str = ""


def next_step_box(now: Session) -> None:
    """The one thing to do now, large, with the way there."""
    found = next_step(now)
    with st.container(border=True, key="bz_next"):
        words, link = st.columns([5, 1], vertical_alignment="center")
        words.markdown(f"**下一步：{found.words}**  \n:gray[{plain(found.why)}]")
        with link.container(horizontal_alignment="right"):
            if st.button(f"去{page(found.step).title}", type="primary", icon=":material/arrow_forward:"):
                st.switch_page(page(found.step))


def way_cards(now: Session) -> None:
    """The five steps that every plan goes through, each with its state and the way there."""
    for number, (column, (step, words)) in enumerate(zip(st.columns(len(_WAY)), _WAY, strict=True), 1):
        done, state = step_state(now, step)
        with column.container(border=True, height="stretch", gap="xxsmall", key=f"bz_way_{step.name.lower()}"):
            mark = ":green[:material/check_circle:]" if done else f":gray[{number}.]"
            st.markdown(f"{mark} **{step.value}**　:gray[{plain(state) or '待导入台账'}]")
            st.caption(words)
            st.page_link(page(step), label=step.heading)


def worst_units(now: Session, source: Source) -> None:
    """The units furthest over quota; a click on the title leads to all of them."""
    found = list_of(now, source, ListKind.UNITS)
    view = ListView("", (ListFilter.OVER.condition,), "超编", descending=True)

    def rows() -> list[dict[str, str]]:
        seen = found.select(view)
        shown = page_frame(found.table, seen, _WORST, 0, _MOST_UNITS, with_total=False)
        return list(shown.to_dict("records"))

    st.subheader("超编最多的单位", anchor=False)
    data = frame(now, ("worst units", now.day), rows)
    if data.empty:
        st.caption("没有超编的单位。")
        return
    table(data)
    st.page_link(page(Step.LISTS), label="全部超编单位", query_params=list_link(ListKind.UNITS, ListFilter.OVER))


def commonest_findings(now: Session, report: CheckReport) -> None:
    """What the check found most often; the rest is on the page of the check."""
    st.subheader("体检发现最多的问题", anchor=False)
    data = frame(now, ("commonest", now.day), lambda: rule_rows(report.findings)[:_MOST_UNITS])
    if data.empty:
        st.caption("没有发现问题。")
        return
    table(data)
    st.page_link(page(Step.CHECK), label="全部体检结果")


def figure_cards(now: Session, source: Source, summary: Summary) -> None:
    """The figures that matter, each over the list it is counted from."""
    cards = _cards(now, source, summary)
    for start in range(0, len(cards), _CARDS_IN_A_ROW):
        for column, card in zip(st.columns(_CARDS_IN_A_ROW), cards[start : start + _CARDS_IN_A_ROW], strict=False):
            with column.container(border=True, height="stretch", gap="xxsmall"):
                st.metric(card.label, f"{card.value:,} {card.unit}", help=card.help or None)
                st.page_link(page(Step.LISTS), label="看清单", query_params=list_link(card.kind, card.chosen))


def _cards(now: Session, source: Source, summary: Summary) -> list[_Card]:
    def counted(chosen: ListFilter) -> int:
        return list_of(now, source, chosen.list).count(chosen.condition)

    def filtered(label: str, unit: str, chosen: ListFilter, words: str) -> _Card:
        return _Card(label, counted(chosen), unit, chosen.list, chosen, words)

    return [
        _Card("单位", summary.units, "个", ListKind.UNITS),
        _Card("核定编制", summary.quota, "名", ListKind.CELLS, None, "各单位各类编制的核定数合计。"),
        _Card("占编实有", summary.in_post, "人", ListKind.PEOPLE, ListFilter.COUNTED, "占用编制的在编人员。"),
        _Card("超编", summary.excess, "人", ListKind.CELLS, ListFilter.CELLS_OVER, "逐单位逐类型计算，不与空编相抵。"),
        _Card(
            "空编", summary.vacancies, "名", ListKind.CELLS, ListFilter.CELLS_VACANT, "逐单位逐类型计算，不与超编相抵。"
        ),
        filtered("内设机构超限额", "个单位", ListFilter.SECTIONS_OVER, "计入限额的内设机构数超过限额的单位。"),
        filtered("领导超配", "个单位", ListFilter.LEADERS_OVER_UNITS, "领导人员超过核定职数的单位。"),
        filtered("12个月内到龄", "人", ListFilter.DUE_12, "按法定退休年龄，从今天起12个月内到龄。"),
    ]


def scenario_lines(now: Session) -> None:
    """The scenarios changed last, each with a button that opens it."""
    try:
        heads = keeping.store().scenarios()[:_MOST_SCENARIOS]
    except BianzhiError as error:
        error_box(error)
        return
    if not heads:
        st.caption("导入台账后自动建立第一个方案，之后每一步自动保存。")
    for head in heads:
        present = now.scenario is not None and now.scenario.id == head.id
        with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
            words = f"**{plain(head.name)}**（{head.status}）  \n:gray[{plain(head.ledger_name) or '未导入台账'}，{local_time(head.changed)}]"
            st.markdown(words, width="content")
            if present:
                st.markdown(":gray[正在办理]", width="content")
            elif st.button("打开", key=f"home_open_{head.id}", help=f"打开方案「{head.name}」"):
                _open(now, head.id)
    st.page_link(page(Step.SCENARIOS), label="全部方案和比较", icon=":material/folder_copy:")


def _open(now: Session, identifier: str) -> None:
    try:
        with st.spinner("正在打开方案…"):
            open_scenario(now, identifier)
    except BianzhiError as error:
        error_box(error)
        return
    st.rerun()
