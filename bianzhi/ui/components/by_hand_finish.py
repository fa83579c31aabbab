"""What becomes of moves by hand: who still waits, letting the system fill the rest, and taking the result as the plan."""

import streamlit as st

from bianzhi.domain.by_hand import Filled, HandPlan
from bianzhi.domain.hand_wishes import USUAL_SIGNATURE
from bianzhi.domain.plan import Plan
from bianzhi.services import by_hand
from bianzhi.services.by_hand import Desk
from bianzhi.ui.components.job_progress import job_progress
from bianzhi.ui.components.table import frame, table
from bianzhi.ui.state import Session, Source
from bianzhi.ui.tables.advice import person_words
from bianzhi.ui.tables.by_hand import WAITING_WORDS, cell_rows, hand_rows, price_words
from bianzhi.ui.tables.shown import plain
from bianzhi.ui.widget_keys import WidgetKey

_MOVE_COLUMNS = {
    "手工安排": st.column_config.TextColumn(width=330),
    "匹配分": st.column_config.NumberColumn(width=64),
    "红灯": st.column_config.TextColumn(width=150),
}
_CELL_COLUMNS = {
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


def moves_table(now: Session, source: Source, judged: HandPlan) -> None:
    """Everything that was moved by hand, with a button to take all of it back."""
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(f"**手工调整 {len(now.by_hand)} 人**", width="content")
        if st.button("全部撤回", icon=":material/restart_alt:", disabled=not now.by_hand, key="hand_all_back"):
            now.take_by_hand((), "已撤回全部手工调整。")
            st.rerun()
    if now.by_hand:
        key = ("hand moves", now.by_hand, now.settings, now.day)
        data = frame(now, key, lambda: hand_rows(source.establishment, judged, now.by_hand))
        table(data, tallest=6, columns=_MOVE_COLUMNS)


def cells_table(now: Session, source: Source, judged: HandPlan) -> None:
    """Units before and after, only those that changed or all."""
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        st.markdown("**各单位前后**", width="content")
        every = st.toggle("列出全部单位", key=WidgetKey.HAND_CELLS)
    key = ("hand cells", now.by_hand, now.settings, now.day, every)
    data = frame(now, key, lambda: cell_rows(source.establishment, judged.cells, only_changed=not every))
    if data.empty:
        st.caption("手工调整还没有改变任何单位的人数。")
    else:
        table(data, tallest=10, columns=_CELL_COLUMNS)


def finish(now: Session, desk: Desk, judged: HandPlan) -> None:
    """The two ways on: the plan as it stands, or what the system makes of it."""
    key = ("filled", now.by_hand, now.settings, now.day, desk.by, now.plan_mark)
    job = now.advice.filled.job_at(key)
    running = job is not None and not job.state.is_over
    with st.container(horizontal=True, vertical_alignment="bottom"):
        if st.button(
            "采用为方案",
            type="primary",
            icon=":material/task_alt:",
            disabled=running or not now.by_hand or not judged.may_be_proposed,
            key="hand_adopt",
        ):
            _adopt(now, judged.plan, "已把手工调整后的方案采用为本方案。")
        if st.button(
            "其余由系统补齐",
            icon=":material/auto_fix_high:",
            disabled=running or not now.by_hand,
            help="保留每一项手工调整，其余人员重新求最优；待安置的人由系统安排去处。",
            key="hand_fill",
        ):
            moves = now.by_hand
            now.advice.filled.ask(
                key, "补齐手工调整以外的安排", lambda progress: by_hand.filled(desk, moves, progress), wait=0.2
            )
            st.rerun()
        _signature(now)
    st.caption(_why_not(now, judged))
    found = now.advice.filled.answer(key)
    if found is not None:
        _filled(now, found)
    elif job is not None:
        job_progress(job)


def _signature(now: Session) -> None:
    """Who makes the moves; it is written with each of them."""
    by = st.text_input(
        "经办人（写入方案）",
        now.signed_by.get("by_hand", ""),
        key=WidgetKey.HAND_SIGNED,
        placeholder=USUAL_SIGNATURE,
        max_chars=40,
        width=220,
    )
    now.signed_by["by_hand"] = by.strip()


def _why_not(now: Session, judged: HandPlan) -> str:
    if not now.by_hand:
        return "还没有手工调整。"
    words = []
    if judged.waiting:
        words.append(f"{WAITING_WORDS}还有 {len(judged.waiting)} 人")
    if judged.broken:
        words.append(f"{len(judged.broken)} 条方案规则亮红灯")
    return f"{'、'.join(words)}，暂不能采用。" if words else "每一项手工调整会作为单位要求写入方案，理由为“手工调整”。"


def _filled(now: Session, found: Filled) -> None:
    words = price_words(found.prices)
    exact = "" if found.proven else "（求解到时限，尚未证明最优，代价为目前所知）"
    with st.container(border=True):
        st.markdown(
            f":material/auto_fix_high: **系统补齐后的方案**：拟调整 {len(found.plan.moves)} 人，"
            f"剩余超编 {plain(found.plan.left_in_words)}；保留手工调整的代价："
            f"{'比不作手工调整的最优方案**' + words + '**' if words else '**没有代价**，各项目标与最优方案相同'}{exact}。"
        )
        if st.button("采用补齐后的方案", type="primary", icon=":material/task_alt:", key="hand_adopt_filled"):
            _adopt(now, found.plan, "已把系统补齐后的方案采用为本方案。")


def _adopt(now: Session, plan: Plan, words: str) -> None:
    now.settings = plan.settings
    now.take_plan(plan)
    now.take_by_hand((), f"{words}手工调整已写入「要求与约束」的单位要求，可在那里删改。")
    st.rerun()
