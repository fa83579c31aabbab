"""Other plans, the trade between the objectives, refusals, and who carries the burden."""

from collections import Counter

import streamlit as st

from bianzhi.domain.answers import Loss, OtherPlan, Robustness
from bianzhi.domain.plan import Plan
from bianzhi.services import advice
from bianzhi.ui.components.answer_view import answered, is_running, latest_answer
from bianzhi.ui.components.curve import Curve, curve_chart
from bianzhi.ui.components.table import frame, selectable_table, table
from bianzhi.ui.glossary_tips import tip
from bianzhi.ui.sources import Source
from bianzhi.ui.state import Session
from bianzhi.ui.tables.advice import (
    burden_rows,
    critical_rows,
    other_plan_rows,
    placed_otherwise_rows,
)
from bianzhi.ui.tables.goals import goal_rows
from bianzhi.ui.tables.shown import plain
from bianzhi.ui.widget_keys import WidgetKey

_MOST_PLANS = 5
_PLANS = {
    "方案": st.column_config.TextColumn(width=90),
    "安排不同": st.column_config.NumberColumn(width=80),
    "未消化超编": st.column_config.NumberColumn(width=90),
    "拟调整人数": st.column_config.NumberColumn(width=90),
    "匹配总分": st.column_config.NumberColumn(width=80),
    "与本方案相比": st.column_config.TextColumn(width=700),
}
_PLACED = {
    "现单位": st.column_config.TextColumn(width=150),
    "本方案": st.column_config.TextColumn(width=245),
    "另一方案": st.column_config.TextColumn(width=245),
}
"""Widths at which the column that matters is read at 1440 pixels."""


def other_plans_view(now: Session, source: Source, plan: Plan) -> None:
    """What another plan may give up, and those that were found."""
    asked = now.advice.other_plans
    with st.form(WidgetKey.LOSS, border=True):
        st.markdown("**找确实不同的方案**　不是同分换人，而是换了人或换了单位；下面填可以接受的让步，0 表示不让。")
        boxes = st.columns([3, 3, 3, 3, 2], vertical_alignment="bottom")
        excess = boxes[0].number_input("可多剩超编（人）", 0, 1000, 0, step=1, key="loss_excess")
        moves = boxes[1].number_input("可多调（人）", 0, 1000, 0, step=1, key="loss_moves")
        fit = boxes[2].number_input("人均匹配分可降低", 0, 100, 5, step=1, key="loss_fit", help=tip("人均匹配分可降低"))
        most = boxes[3].number_input("最多找几个", 1, _MOST_PLANS, _MOST_PLANS, step=1, key="loss_most")
        pressed = boxes[4].form_submit_button(
            "找备选", type="primary", icon=":material/alt_route:", disabled=is_running(asked)
        )
    if pressed:
        loss, count = Loss(int(excess), int(moves), int(fit)), int(most)
        asked.ask(
            (loss, count),
            "求备选方案",
            lambda progress: advice.other_plans(source.establishment, plan, loss, count, progress),
        )
        st.rerun()
    found = latest_answer(asked, "填好让步后点「找备选」，这里列出至多五个备选方案和各自的代价。")
    if found is None:
        return
    if not found:
        st.info("在这样的让步内没有确实不同的方案。可以把让步放大一些再找。", icon=":material/info:")
        return
    _found(now, source, plan, found)


def _found(now: Session, source: Source, plan: Plan, found: tuple[OtherPlan, ...]) -> None:
    rows = frame(now, ("other plans", now.advice.other_plans.latest), lambda: other_plan_rows(plan, found))
    st.caption("点选一个备选方案，下面看它与本方案的差别。")
    place = selectable_table(
        rows,
        WidgetKey.OTHER_PLANS,
        columns=_PLANS,
    )
    if place is None or place == 0:
        return
    other = found[place - 1]
    with st.container(border=True):
        with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
            st.subheader(f"备选 {place}", anchor=False, width="content")
            if st.button("采用此方案", type="primary", icon=":material/check:", key=f"take_other_{place}"):
                now.take_plan(other.plan)
                now.success = f"已采用备选 {place} 作为方案，可以继续解释、征求意见或导出。"
                st.rerun()
        st.markdown("\n".join(f"- {plain(sentence)}" for sentence in other.sentences))
        lines, goals = st.columns([7, 4])
        key = (now.advice.other_plans.latest, place)
        with lines:
            st.markdown(f"**安排不同的 {other.changed} 人**")
            table(
                frame(
                    now,
                    ("placed otherwise", key),
                    lambda: placed_otherwise_rows(source.establishment, plan, other.plan),
                ),
                tallest=10,
                columns=_PLACED,
                lines=2,
            )
        with goals:
            st.markdown("**代价**")
            table(frame(now, ("gives up", key), lambda: goal_rows(other.gives_up, f"备选 {place}")))


def trade_off_view(now: Session, source: Source, plan: Plan) -> None:
    """Moves, remaining excess and fit: combinations of which none is better in everything."""
    asked = now.advice.trade_offs
    if st.button("计算权衡图", type="primary", icon=":material/show_chart:", disabled=is_running(asked)):
        asked.ask("trade-offs", "计算权衡图", lambda progress: advice.trade_offs(source.establishment, plan, progress))
        st.rerun()
    placeholder = "点上面的按钮：逐个调整人数求最好的方案，看多调一个人换来什么。大的台账要几分钟，可以随时取消。"
    points = latest_answer(asked, placeholder)
    if points is None:
        return
    curve_chart(
        "调整人数（人）",
        ["未消化超编（人）", "匹配总分（分）"],
        [
            Curve("未消化超编", [(point.moves, point.remaining) for point in points]),
            Curve("匹配总分", [(point.moves, point.fit) for point in points], on_the_right=True),
        ],
        says="每个调整人数下最少的未消化超编和最高的匹配总分",
        mark=(len(plan.moves), f"本方案 {len(plan.moves)} 人"),
    )
    st.caption("图上每一点都是一个最优方案：调整人数一定时，没有别的方案能剩更少的超编，或者同样超编下匹配更高。")
    table(
        frame(
            now,
            "trade-offs",
            lambda: [
                {"调整人数": point.moves, "未消化超编": point.remaining, "匹配总分": point.fit} for point in points
            ],
        )
    )


def robustness_view(now: Session, source: Source, plan: Plan) -> None:
    """How the plan fares where people refuse."""
    asked = now.advice.robustness
    if not plan.moves:
        st.info("方案没有拟调整的人，不用测算。", icon=":material/info:")
        return
    with st.form(WidgetKey.ROBUSTNESS, border=True):
        st.markdown("**有人不同意会怎样**　每次随机抽几个人不同意，重新测算；随机数种子相同，结果相同。")
        boxes = st.columns([3, 3, 3, 2], vertical_alignment="bottom")
        refusing = boxes[0].number_input(
            "不同意的人数", 1, len(plan.moves), min(3, len(plan.moves)), step=1, key="refusing"
        )
        draws = boxes[1].number_input("抽多少次", 1, 1000, 100, step=10, key="draws")
        seed = boxes[2].number_input(
            "随机数种子", 0, 1_000_000, 1, step=1, key="seed", help="写明随机数种子，别人可以算出同样的结果。"
        )
        pressed = boxes[3].form_submit_button(
            "模拟", type="primary", icon=":material/casino:", disabled=is_running(asked)
        )
    if pressed:
        question = (int(refusing), int(draws), int(seed))
        asked.ask(
            question,
            "模拟有人不同意",
            lambda progress: advice.robustness(source.establishment, plan, *question, progress),
        )
        st.rerun()
    found = latest_answer(asked, "填好人数后点「模拟」，这里显示方案经得起多少人不同意、哪些人最关键。")
    if found is not None:
        _robustness(now, source, plan, found)


def _robustness(now: Session, source: Source, plan: Plan, found: Robustness) -> None:
    least, median, most = found.remaining
    cards = (
        ("未消化超编（最好）", f"{least} 人"),
        ("未消化超编（中位数）", f"{median} 人"),
        ("未消化超编（最差）", f"{most} 人"),
        ("另需改动（中位数）", f"{found.replaced[1]} 行"),
        ("另需改动（最多）", f"{found.replaced[2]} 行"),
    )
    for column, (label, value) in zip(st.columns(len(cards)), cards, strict=True):
        column.metric(label, value, border=True, height="stretch", help=tip(label))
    st.caption(
        f"{found.draws} 次模拟，每次 {found.refusing} 人不同意，随机数种子 {found.seed}；"
        f"方案本身未消化超编 {plan.excess_after} 人。另需改动指除不同意的人以外，方案还要改多少行。"
    )
    if found.critical:
        st.markdown("**最关键的人**　他们不同意，剩下的超编最多，宜先谈、先定")
        key = ("critical", now.advice.robustness.latest)
        table(frame(now, key, lambda: critical_rows(source.establishment, found)))


def fairness_view(now: Session, source: Source, plan: Plan) -> None:
    """Who carries the burden."""
    establishment = source.establishment
    found = answered(now.advice.burdens, "burdens", "统计各类人员的负担", lambda _: advice.burdens(establishment, plan))
    if found is None:
        return
    groupings = list(dict.fromkeys(burden.grouping for burden in found))
    if not groupings:
        st.info("方案没有涉及任何人。", icon=":material/info:")
        return
    warnings = [burden for burden in found if burden.warning]
    if warnings:
        counts = Counter(burden.grouping for burden in warnings)
        told = "、".join(f"{name} {count} 类" for name, count in counts.items())
        st.warning(
            f"{len(warnings)} 类人承担的调整与按比例应承担的相差较大（{told}），见表中「提醒」一栏。",
            icon=":material/balance:",
        )
    else:
        st.success("没有哪一类人承担的调整明显多于其应有的份额。", icon=":material/check_circle:")
    grouping = st.segmented_control(
        "分组", groupings, default=groupings[0], required=True, key=WidgetKey.GROUPING, label_visibility="collapsed"
    )
    chosen = grouping or groupings[0]
    table(
        frame(now, ("burdens", chosen), lambda: burden_rows(found, chosen)),
        tallest=16,
        columns={"提醒": st.column_config.TextColumn(width=380)},
    )
    st.caption("「按比例应承担」是按可调整人数的比例折算的人数；多于它不一定不妥，提醒只供研究。")
