"""A plan on the screen: cards, and its tables behind tabs."""

from collections.abc import Mapping
from typing import Any

import pandas as pd
import streamlit as st

from bianzhi.domain.plan import Plan, PlanStatus
from bianzhi.domain.plan_columns import PROVEN, STATUS_WORDS
from bianzhi.ui import exports
from bianzhi.ui.components.downloads import Download, download_button
from bianzhi.ui.components.move_view import moves_with_details, why_button
from bianzhi.ui.components.table import frame, selectable_table, table
from bianzhi.ui.glossary_tips import tip
from bianzhi.ui.sources import Source
from bianzhi.ui.state import Session
from bianzhi.ui.tables.advice import not_moved_rows, order_rows
from bianzhi.ui.tables.plans import (
    excluded_rows,
    fit_figures,
    manual_rows,
    move_figures,
    objective_rows,
    remaining_rows,
    why_no_certificate,
)
from bianzhi.ui.widget_keys import WidgetKey

_REMAINING = {
    "单位": st.column_config.TextColumn(width=180),
    "编制类型": st.column_config.TextColumn(width=110),
    "未消化超编": st.column_config.NumberColumn(width=90),
    "原因": st.column_config.TextColumn(width=930),
}
_PERSON = {
    "人员编号": st.column_config.TextColumn(width=84),
    "单位": st.column_config.TextColumn(width=190),
    "人员类别": st.column_config.TextColumn(width=100),
    "编制类型": st.column_config.TextColumn(width=110),
}
_EXCLUDED = {
    **_PERSON,
    "不纳入情形": st.column_config.TextColumn(width=360),
    "依据": st.column_config.TextColumn(width=380),
}
_MANUAL = {**_PERSON, "说明": st.column_config.TextColumn(width=740)}
"""Widths at which the column that matters is read at 1440 pixels."""


def plan_cards(plan: Plan) -> None:
    """What the plan reaches, and how sure that is."""
    proven = plan.status is PlanStatus.OPTIMAL
    cards = (
        ("调整前超编", f"{plan.excess_before:,} 人", "逐单位、逐编制类型计算"),
        ("调整后超编", f"{plan.excess_after:,} 人", f"消化 {plan.excess_before - plan.excess_after:,} 人"),
        ("拟调整", f"{len(plan.moves):,} 人", move_figures(plan)),
        ("匹配总分", *fit_figures(plan)),
        ("求解结论", PROVEN if proven else "未证明最优", f"求解用时 {plan.solve_seconds:.1f} 秒"),
    )
    for column, (label, value, remark) in zip(st.columns(len(cards)), cards, strict=True):
        column.metric(
            label,
            value,
            delta=remark,
            delta_color="off",
            delta_arrow="off",
            border=True,
            height="stretch",
            help=tip(label),
        )
    if not proven:
        st.warning(f"{STATUS_WORDS[plan.status]}。可加长每次求解时限后重新求解。", icon=":material/timer:")


def plan_tabs(now: Session, source: Source, plan: Plan) -> None:
    """The tables of the plan. Only the one that is looked at is made and sent: six at once keep a browser busy."""
    establishment = source.establishment
    left = frame(now, "not moved", lambda: not_moved_rows(establishment, plan))
    moves, remaining, not_moved, excluded, manual, objectives = st.tabs(
        [
            f"拟调整名单（{len(plan.moves)}）",
            f"未消化超编及原因（{len(plan.remaining)}）",
            f"可调整而未安排（{len(left)}）",
            f"不纳入人员及依据（{len(plan.excluded)}）",
            f"需专项审批人员（{len(plan.manual)}）",
            "目标、证明和次序",
        ],
        key=WidgetKey.PLAN_TAB,
        on_change="rerun",
    )
    shown = next((tab for tab in (remaining, not_moved, excluded, manual, objectives) if tab.open), moves)
    with shown:
        if shown is moves:
            moves_with_details(now, source, plan)
        elif shown is remaining:
            _remaining(now, source, plan)
        elif shown is not_moved:
            st.caption("超编单位中可以调整、本方案没有安排的人。点选一人，可以看为什么不是他（她）。")
            _asked_about(now, left, WidgetKey.NOT_MOVED)
        elif shown is excluded:
            st.caption("超编单位中不得列入调整的人员，各列出第一条不准调整的规定。点选一人，可以看详细解释。")
            people = frame(now, "excluded", lambda: excluded_rows(establishment, plan))
            _asked_about(now, people, WidgetKey.EXCLUDED, _EXCLUDED)
        elif shown is manual:
            st.caption("身份与空编不对等，但有专门程序可走的人员，只列出供研究，不计入方案。")
            people = frame(now, "manual", lambda: manual_rows(establishment, plan))
            _asked_about(now, people, WidgetKey.MANUAL, _MANUAL)
        else:
            _proof(now, source, plan)


def _remaining(now: Session, source: Source, plan: Plan) -> None:
    """The excess that stays, and what holds it up."""
    if not plan.remaining:
        st.success("超编可以全部消化。", icon=":material/check_circle:")
        return
    st.caption("按现有规定和设定消化不了的超编，以及卡在哪里。")
    rows = frame(now, "remaining", lambda: remaining_rows(source.establishment, plan))
    table(rows, tallest=10, columns=_REMAINING, lines=2)


def _asked_about(now: Session, people: pd.DataFrame, key: WidgetKey, columns: Mapping[str, Any] | None = None) -> None:
    """A list of people; whoever is chosen can be asked about."""
    if people.empty:
        st.caption("没有这样的人。")
        return
    place = selectable_table(people, key, columns=columns)
    if place is not None:
        row = people.iloc[place]
        why_button(now, str(row["人员编号"]), str(row["姓名"]), key)


def _proof(now: Session, source: Source, plan: Plan) -> None:
    """What each objective reached, what solved it, and the prices that prove it; with exchange, the orders."""
    establishment = source.establishment
    table(frame(now, "objectives", lambda: objective_rows(plan)))
    st.caption(f"求解器 {plan.solver}。前一目标定为最优值后，再求下一目标；结果等于最优界即已证明最优。")
    certificate = Download(
        "最优性证书",
        "",
        exports.file_name(now, "最优性证书", "json"),
        exports.JSON,
        lambda: exports.certificate(source, plan),
        why_no_certificate(plan),
        is_result=False,
    )
    download_button(now, certificate, label="下载最优性证书（JSON）")
    st.caption(certificate.missing or "证书列出每条限制的影子价格，审核人用加法和比较就能复核方案最优，不需要求解器。")
    if plan.orders:
        st.markdown("**执行次序**　同一次序的人一并办理；按次序办理，任何一步都不会新增超编")
        table(frame(now, "orders", lambda: order_rows(establishment, plan)), tallest=16)
    else:
        st.caption("执行次序不限：每人都由超编单位调入空编单位，先办哪一个都不会新增超编。")
