"""What becomes of moves by hand: who still waits, letting the system fill the rest, and taking the result as the plan."""

import streamlit as st

from bianzhi.domain.by_hand import Filled, HandPlan
from bianzhi.domain.hand_wishes import USUAL_SIGNATURE, signed
from bianzhi.domain.plan import Plan
from bianzhi.services import advice, by_hand
from bianzhi.services.by_hand import Desk
from bianzhi.ui.components.job_progress import job_progress
from bianzhi.ui.components.table import frame, table
from bianzhi.ui.sources import Source
from bianzhi.ui.state import Session
from bianzhi.ui.tables.advice import person_words
from bianzhi.ui.tables.by_hand import WAITING_WORDS, Row, cell_rows, filled_rows, price_words
from bianzhi.ui.tables.shown import plain
from bianzhi.ui.widget_keys import WidgetKey

_CELL_COLUMNS = {
    "单位": st.column_config.TextColumn(width=140),
    "编制类型": st.column_config.TextColumn(width=96),
    **{name: st.column_config.TextColumn(width=80) for name in ("现状", "起点方案", "手工后")},
    "核定": st.column_config.NumberColumn(width=52),
    "手工增减": st.column_config.TextColumn(width=76, alignment="right"),
}


def waiting_list(source: Source, judged: HandPlan) -> None:
    """Who is out of his unit and in no other yet."""
    if not judged.waiting:
        return
    names = "、".join(plain(person_words(source.establishment, id)) for id in judged.waiting)
    st.warning(
        f"{WAITING_WORDS} {len(judged.waiting)} 人：{names}。已出原单位，尚无去处；采用和导出前须逐人安排，或者由系统补齐。",
        icon=":material/inbox:",
    )


def cells_table(now: Session, source: Source, judged: HandPlan) -> None:
    """Units before and after, only those that changed or all."""
    with st.container(horizontal=True, vertical_alignment="center"):  # the right end is where a table has its tools
        st.markdown("**各单位前后**", width="content")
        every = st.toggle("列出全部单位", key=WidgetKey.HAND_CELLS)
    key = ("hand cells", now.by_hand, now.settings, now.day, every)
    data = frame(now, key, lambda: cell_rows(source.establishment, judged.cells, only_changed=not every))
    if data.empty:
        st.caption("手工调整还没有改变任何单位的人数。")
    else:
        table(data, tallest=10, columns=_CELL_COLUMNS)


def finish(now: Session, source: Source, desk: Desk, judged: HandPlan) -> None:
    """The two ways on: the plan as it stands, or what the system makes of it, both in the name typed above them."""
    key = ("filled", now.by_hand, now.settings, now.day, now.plan_mark)
    job = now.advice.filled.job_at(key)
    running = job is not None and not job.state.is_over
    by = _signature(now)
    with st.container(horizontal=True, vertical_alignment="center"):
        if st.button(
            "采用为方案",
            type="primary",
            icon=":material/task_alt:",
            disabled=running or not now.by_hand or not judged.may_be_proposed,
            key="hand_adopt",
        ):
            _adopt(now, desk.proposal(judged), by, "已把手工调整后的方案采用为本方案。")
        if st.button(
            "其余由系统补齐",
            icon=":material/auto_fix_high:",
            disabled=running or not now.by_hand,
            key="hand_fill",
        ):
            moves = now.by_hand
            now.advice.filled.ask(
                key, "补齐手工调整以外的安排", lambda progress: by_hand.filled(desk, moves, progress), wait=0.2
            )
            st.rerun()
    st.caption(_why_not(now, judged))
    found = now.advice.filled.answer(key)
    if found is not None:
        _filled(now, source, judged, found, by)
    elif job is not None:
        job_progress(job)


def _signature(now: Session) -> str:
    """Who makes the moves; it is written with each of them when they are adopted."""
    by = st.text_input(
        "经办人（写入方案）",
        now.signed_by.get("by_hand", ""),
        key=WidgetKey.HAND_SIGNED,
        placeholder=USUAL_SIGNATURE,
        max_chars=40,
        width=220,
    )
    now.signed_by["by_hand"] = by.strip()
    return by.strip()


def _why_not(now: Session, judged: HandPlan) -> str:
    if not now.by_hand:
        return "还没有手工调整。"
    words = []
    if judged.waiting:
        words.append(f"{WAITING_WORDS}还有 {len(judged.waiting)} 人")
    if judged.broken:
        words.append(f"{len(judged.broken)} 条方案规则亮红灯")
    return (
        f"{'、'.join(words)}，暂不能采用。"
        if words
        else "每一项手工调整会作为单位要求写入方案，理由为“手工调整”；由系统补齐时一律保留，待安置的人由系统安排去处。"
    )


def _filled(now: Session, source: Source, judged: HandPlan, found: Filled, by: str) -> None:
    words = price_words(found.prices)
    exact = "" if found.proven else "（求解到时限，尚未证明最优，代价为目前所知）"
    with st.container(border=True):
        st.markdown(
            f":material/auto_fix_high: **系统补齐后的方案**：拟调整 {len(found.plan.moves)} 人，"
            f"剩余超编 {plain(found.plan.left_in_words)}；保留手工调整的代价："
            f"{'比不作手工调整的最优方案**' + words + '**' if words else '**没有代价**，各项目标与最优方案相同'}{exact}。"
        )
        _changes(now, source, judged, found)
        if st.button("采用补齐后的方案", type="primary", icon=":material/task_alt:", key="hand_adopt_filled"):
            _adopt(now, found.plan, by, "已把系统补齐后的方案采用为本方案。")


def _changes(now: Session, source: Source, judged: HandPlan, found: Filled) -> None:
    """What adopting would change in the plan as made by hand, before it is adopted."""

    def rows() -> list[Row]:
        difference = advice.difference(judged.plan, found.plan, source.establishment)
        return filled_rows(source.establishment, difference, judged.waiting)

    data = frame(now, ("hand filled", now.by_hand, now.settings, now.day, found.plan.settings, found.plan.moves), rows)
    if data.empty:
        st.caption("系统没有另外变动：各人的安排与手工调整后的相同。")
    else:
        st.markdown(f"**补齐带来的变动 {len(data)} 人**")
        table(data, tallest=5)


def _adopt(now: Session, plan: Plan, by: str, words: str) -> None:
    adopted = signed(plan, (move.person for move in now.by_hand), by)
    now.settings = adopted.settings
    now.take_plan(adopted)
    now.take_by_hand((), f"{words}手工调整已写入「要求与约束」的单位要求，可在那里删改。")
    st.rerun()
