"""A plan on the screen: cards, and its tables behind tabs."""

import streamlit as st

from bianzhi.domain.plan import Plan, PlanStatus
from bianzhi.domain.plan_columns import PROVEN, STATUS_WORDS
from bianzhi.ui.components.move_view import moves_with_details
from bianzhi.ui.components.table import frame, table
from bianzhi.ui.state import Session, Source
from bianzhi.ui.tables.plans import (
    excluded_rows,
    fit_figures,
    manual_rows,
    move_figures,
    objective_rows,
    remaining_rows,
)


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
        column.metric(label, value, delta=remark, delta_color="off", delta_arrow="off", border=True, height="stretch")
    if not proven:
        st.warning(f"{STATUS_WORDS[plan.status]}。可加长每次求解时限后重新求解。", icon=":material/timer:")


def plan_tabs(now: Session, source: Source, plan: Plan) -> None:
    """The tables of the plan."""
    moves, remaining, excluded, manual, objectives = st.tabs(
        [
            f"拟调整名单（{len(plan.moves)}）",
            f"未消化超编及原因（{len(plan.remaining)}）",
            f"不纳入人员及依据（{len(plan.excluded)}）",
            f"需专项审批人员（{len(plan.manual)}）",
            "各目标与最优界",
        ]
    )
    establishment = source.establishment
    with moves:
        moves_with_details(now, source, plan)
    with remaining:
        if plan.remaining:
            st.caption("按现有规定和设定消化不了的超编，以及卡在哪里。")
            table(frame(now, "remaining", lambda: remaining_rows(establishment, plan)))
        else:
            st.success("超编可以全部消化。", icon=":material/check_circle:")
    with excluded:
        st.caption("超编单位中不得列入调整的人员，各列出第一条不准调整的规定。")
        if plan.excluded:
            table(frame(now, "excluded", lambda: excluded_rows(establishment, plan)))
    with manual:
        st.caption("身份与空编不对等，但有专门程序可走的人员，只列出供研究，不计入方案。")
        if plan.manual:
            table(frame(now, "manual", lambda: manual_rows(establishment, plan)))
    with objectives:
        table(frame(now, "objectives", lambda: objective_rows(plan)))
        st.caption(f"求解器 {plan.solver}。前一目标定为最优值后，再求下一目标；结果等于最优界即已证明最优。")
