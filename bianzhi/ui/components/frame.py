"""The frame of a page: title, step line, and what to do where something is missing."""

import html
import re

import streamlit as st

from bianzhi.domain.day_words import day_in_words
from bianzhi.domain.plan import Plan
from bianzhi.domain.plan_columns import SETTING_WORDS
from bianzhi.errors import BianzhiError
from bianzhi.ui.carried_settings import only_about_the_ledger, without_the_ledger
from bianzhi.ui.components.scenario_bar import keeping_boxes, scenario_bar
from bianzhi.ui.components.tour_view import tour_bar
from bianzhi.ui.current import session
from bianzhi.ui.jobs import at_work
from bianzhi.ui.next_step import next_step
from bianzhi.ui.shell.pages import PLAN_STEPS, REFORM_STEPS, Step, page
from bianzhi.ui.sources import Source
from bianzhi.ui.state import Session
from bianzhi.ui.tables.findings import severity_counts
from bianzhi.ui.tables.requirements import settings_words
from bianzhi.ui.tables.shown import plain, shown

_CLASH = re.compile(r"以下 (\d+) 条要求不能满足：")
_WISH = re.compile(r"(?=第 \d+ 条要求（)")
"""Where the sentence of the next wish begins."""
_SECTIONS = {
    "wishes": "单位要求",
    "conditions": "已具备条件的人员",
    "matrix": "身份对等",
    "leaving_share_of": "单位另定份额",
    "constraints_off": "停用的约束",
    "constraints_on": "加用的约束",
    **{name: words for name, words in SETTING_WORDS.items() if "." not in name},
}
"""Sections of a settings file, as the pages call them."""
_SECTION = re.compile(rf"设置 ({'|'.join(_SECTIONS)})\b")


def open_page(step: Step, introduction: str) -> Session:
    """Show the head of a page and return the session."""
    now = session()
    if now.source is not None and (step is not Step.COMPARE or now.plan is not None or now.mergers is not None):
        now.seen.add(step)
    tour_bar(now, step)
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        st.title(step.heading, anchor=False, width="content")
        scenario_bar(now)
        following = _following(now, step)
        if following is not None and now.source is not None:
            st.page_link(page(following), label=f"下一步：{following.heading}", icon=":material/arrow_forward:")
    st.html(_paper_head(now))
    if step is not Step.HOME:
        st.html(step_line(now, step.in_line))
    if step in PLAN_STEPS:
        _plan_links(step)
    elif step in REFORM_STEPS:
        _plan_links(step, REFORM_STEPS)
    st.caption(introduction)
    keeping_boxes(now)
    if now.notice:
        st.warning(now.notice, icon=":material/info:")
        now.notice = ""
    if now.success:
        _success(now)
    return now


def _paper_head(now: Session) -> str:
    """What paper says over every page: the office's ledger and scenario, the day, and that all of it is proposed."""
    about = [f"台账：{now.source.establishment.name}"] if now.source is not None else []
    if now.scenario is not None:
        about.append(f"方案：{now.scenario.name}（{now.scenario.status}）")
    words = html.escape(shown("　".join(about)))
    day = f"按 {day_in_words(now.day)} 有效的规定测算；所列调整均为拟调整，须报批后方可实施。"
    return f'<div class="bz-paper-head"><span>{words}</span><span>{day}</span></div>'


def _success(now: Session) -> None:
    """What was done as asked; a change of the settings can be taken back at once."""
    with st.container(horizontal=True, vertical_alignment="center"):
        st.success(now.success, icon=":material/check_circle:")
        if now.settings_before is not None:
            st.button("撤销", icon=":material/undo:", on_click=now.undo_settings, args=(now.settings_before,))
    now.success, now.settings_before = "", None


def carried_box(now: Session) -> None:
    """Say so where wishes and changes were entered for another ledger, and let the clerk keep or drop them."""
    if not now.carries_settings:
        return
    st.warning(
        f"这些要求是按另一份台账填写的：{settings_words(only_about_the_ledger(now.settings))}。"
        "它们按人员编号和机构编码对到现在的台账，同一编号可能已是另一个人、另一个单位。请逐条核对；未处理前求解仍会用到。",
        icon=":material/swap_calls:",
    )
    with st.container(horizontal=True):
        if st.button("已核对，沿用", icon=":material/check:"):
            now.carries_settings = False
            st.rerun()
        if st.button("清空全部", icon=":material/delete_sweep:"):
            now.carries_settings = False
            now.take_settings(without_the_ledger(now.settings), "已清空按另一份台账填写的要求。")
            st.rerun()


def _following(now: Session, step: Step) -> Step | None:
    """The next page: along the pages of the plan, elsewhere what the start page would say."""
    if step in PLAN_STEPS:
        after = PLAN_STEPS.index(step) + 1
        return PLAN_STEPS[after] if after < len(PLAN_STEPS) else Step.EXPORT
    following = next_step(now).step
    return following if step.is_in_line and following is not step else None


def _plan_links(current: Step, steps: tuple[Step, ...] = PLAN_STEPS) -> None:
    """Pages that belong together in a row; the current one is dead."""
    with st.container(horizontal=True, key="bz_plan_links"):
        for step in steps:
            st.page_link(page(step), disabled=step is current)


def require_source(now: Session) -> Source:
    """The ledger of the session; without one the page says what to do and stops."""
    if now.source is None:
        st.info("还没有台账。请先到「导入台账」上传台账，或载入示例。", icon=":material/upload_file:")
        with st.container(horizontal=True):
            st.page_link(page(Step.IMPORT), label="去导入台账")
            st.page_link(page(Step.SCENARIOS), label="打开方案库中的方案")
        st.stop()
    return now.source


def require_plan(now: Session) -> Plan:
    """The plan of the session; without one the page says what to do and stops. One out of date is said to be so."""
    require_source(now)
    if now.plan is None:
        st.info("还没有方案。请先到「编制调剂」求解，再回到本页。", icon=":material/play_circle:")
        st.page_link(page(Step.PLAN), label="去编制调剂")
        st.stop()
    stale_box(now)
    return now.plan


def stale_box(now: Session, *, link: bool = True) -> None:
    """Say so where the plan was made under other settings than those now set."""
    if now.plan_is_stale:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.warning("设置已改，方案未重算。以下仍是按原设置求得的方案。", icon=":material/history_toggle_off:")
            if link:
                st.page_link(page(Step.PLAN), label="去重新求解")


def error_words(error: BianzhiError) -> str:
    """The message as Markdown; wishes that clash stand on lines of their own."""
    message = in_page_words(error.message)
    clash = _CLASH.match(message)
    if clash is None:
        return f"**{plain(message)}**"
    count, rest = int(clash[1]), message[clash.end() :]
    wishes = [part for part in _WISH.split(rest) if part]
    head = f"以下 {count} 条要求不能同时满足：" if count > 1 else "以下要求不能满足："
    return f"**{plain(head)}**\n\n" + "\n".join(f"- {plain(wish)}" for wish in wishes)


def in_page_words(text: str) -> str:
    """A message with the sections of a settings file called as the pages call them."""
    return _SECTION.sub(lambda found: f"「{_SECTIONS[found[1]]}」", text)


def error_box(error: BianzhiError) -> None:
    """What is wrong, and what the user can do about it."""
    words = error_words(error)
    st.error(f"{words}\n\n{plain(in_page_words(error.hint))}", icon=":material/error:")


def step_line(now: Session, current: Step) -> str:
    """The steps of the work as HTML, each with its state in a word."""
    items = []
    for number, step in enumerate((step for step in Step if step.is_in_line), start=1):
        done, words = step_state(now, step)
        kinds = ["done"] if done else []
        if step is current:
            kinds.append("current")
        mark = "✓" if done else str(number)
        current_mark = ' aria-current="step"' if step is current else ""
        items.append(
            f'<li class="{" ".join(kinds)}"{current_mark}><span class="mark">{mark}</span>'
            f'<span class="words"><b>{step.value}</b><small>{html.escape(words)}</small></span></li>'
        )
    return f'<ol class="bz-steps" aria-label="办理步骤">{"".join(items)}</ol>'


def step_state(now: Session, step: Step) -> tuple[bool, str]:  # noqa: PLR0911 one return per step
    """Whether a step of the line is done, and how it stands in a few words."""
    if now.source is None:
        waiting = now.pending is not None
        if step is Step.COLUMNS and waiting:
            return False, "待指明"
        return False, ("未读成" if waiting else "待导入") if step is Step.IMPORT else ""
    match step:
        case Step.IMPORT:
            return True, f"{len(now.source.establishment.units)} 个单位"
        case Step.COLUMNS:
            doubtful = len(now.source.as_uploaded.mapping.doubtful)
            return not doubtful, f"{doubtful} 列待确认" if doubtful else "已认出"
        case Step.CHECK:
            return step in now.seen, _check_words(now)
        case Step.RECONCILE:
            done = now.reconciliation is not None
            return done, f"{len(now.reconciliation.discrepancies)} 项" if now.reconciliation else "可选"
        case Step.CHART:
            return step in now.seen, "可查看"
        case Step.PLAN:
            running = at_work(now.plan_job)
            return now.plan is not None, "正在求解" if running else _plan_words(now)
        case Step.SECTIONS:
            running = at_work(now.mergers_job)
            done = now.mergers is not None
            return done, "正在求解" if running else f"{len(now.mergers or ())} 个单位" if done else "未求解"
        case Step.COMPARE:
            ready = now.plan is not None or now.mergers is not None
            return step in now.seen, "可对比" if ready else "待求解"
        case _:
            return now.exported, _export_words(now)


def _export_words(now: Session) -> str:
    if now.waiting:
        return f"待安置 {len(now.waiting)} 人"
    if now.exported:
        return "已导出"
    return "可导出" if now.plan is not None or now.mergers is not None else "待求解"


def _check_words(now: Session) -> str:
    if now.report is None:
        return ""
    counts = severity_counts(now.report.findings)
    worst = next((item for item in counts.items() if item[1]), None)
    return f"{worst[0].label} {worst[1]}" if worst else "未发现问题"


def _plan_words(now: Session) -> str:
    if now.plan is None:
        return "未求解"
    return "设置已改，未重算" if now.plan_is_stale else f"拟调 {len(now.plan.moves)} 人"
