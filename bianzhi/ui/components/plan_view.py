"""A plan on the screen: cards, the four tables, and one move opened down to the parts of its fit."""

import streamlit as st

from bianzhi.domain.plan import Move, Plan, PlanStatus
from bianzhi.domain.plan_columns import PROVEN, STATUS_WORDS
from bianzhi.ui.components.table import frame, selectable_table, table
from bianzhi.ui.state import Session, Source, WidgetKey
from bianzhi.ui.tables.plans import (
    excluded_rows,
    fit_rows,
    manual_rows,
    move_rows,
    objective,
    objective_rows,
    person_facts,
    remaining_rows,
    rows_that_mention,
    unit_name,
)
from bianzhi.ui.tables.shown import plain


def plan_cards(plan: Plan) -> None:
    """What the plan reaches, and how sure that is."""
    cards = st.columns(5)
    cards[0].metric("调整前超编", f"{plan.excess_before:,} 人", border=True, height="stretch")
    cards[1].metric(
        "调整后超编",
        f"{plan.excess_after:,} 人",
        delta=f"{plan.excess_after - plan.excess_before:,} 人",
        delta_color="inverse",
        border=True,
        height="stretch",
    )
    cards[2].metric("拟调整", f"{len(plan.moves):,} 人", border=True, height="stretch")
    fit = objective(plan, "fit")
    cards[3].metric("匹配总分", f"{fit.value:,} 分" if fit else "—", border=True, height="stretch")
    cards[4].metric(
        "求解结论", PROVEN if plan.status is PlanStatus.OPTIMAL else "可行，未证明最优", border=True, height="stretch"
    )
    if plan.status is not PlanStatus.OPTIMAL:
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
        _moves(now, source, plan)
    with remaining:
        if plan.remaining:
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
        st.caption(f"求解器 {plan.solver}，用时 {plan.solve_seconds:.1f} 秒。前一目标定为最优值后，再求下一目标。")


def _moves(now: Session, source: Source, plan: Plan) -> None:
    if not plan.moves:
        st.info("按现有设定没有可提出的调整，原因见右边各页。", icon=":material/info:")
        return
    wanted = st.text_input(
        "查找", key=WidgetKey.MOVE_SEARCH, placeholder="姓名、人员编号、单位、岗位…", label_visibility="collapsed"
    )
    rows = now.remember("move rows", lambda: move_rows(source.establishment, plan))
    data = frame(now, ("moves", wanted), lambda: rows_that_mention(rows, wanted))
    if data.empty:
        st.info("没有包含这些字的行。", icon=":material/search:")
        return
    place = selectable_table(
        data,
        WidgetKey.MOVES,
        tallest=10,
        columns={"匹配分": st.column_config.ProgressColumn(min_value=0, max_value=100, format="%d", width="small")},
    )
    if place is None:
        st.caption(f"共 {len(data)} 人。点选一行，在下方看为什么是他（她）、为什么去那里。")
    else:
        _move_details(now, source, plan.moves[int(data.iloc[place]["序号"]) - 1])


def _move_details(now: Session, source: Source, move: Move) -> None:
    establishment = source.establishment
    person = establishment.person[move.person]
    with st.container(border=True):
        st.markdown(
            f"**{plain(person.name)}**　{plain(unit_name(establishment, move.from_unit))}（{move.from_category.value}）"
            f"　→　拟调入 **{plain(unit_name(establishment, move.to_unit))}**（{move.to_category.value}）"
            f"　{plain(move.place.post) or '空编岗位'}　匹配 **{move.fit.score}** 分"
        )
        facts, fit, reasons = st.columns([2, 4, 4])
        with facts:
            st.markdown("**个人情况**")
            st.markdown("  \n".join(f"{name}：{plain(value)}" for name, value in person_facts(establishment, person)))
        with fit:
            st.markdown("**匹配分的构成**")
            table(
                frame(now, ("fit", move.person), lambda: fit_rows(move)),
                columns={
                    "得分": st.column_config.ProgressColumn(min_value=0, max_value=100, format="%d", width="small"),
                    "说明": st.column_config.TextColumn(width="medium"),
                },
            )
        with reasons:
            st.markdown("**理由**")
            for reason in move.reasons:
                st.markdown(f"- {plain(reason)}")
            if move.source:
                st.markdown(f"**依据**　{plain(move.source)}")
