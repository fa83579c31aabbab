"""What holds up the remaining excess, what would free it, and how it depends on the limits."""

from dataclasses import replace
from datetime import date

import streamlit as st

from bianzhi.domain.answers import Blockage, Relaxation
from bianzhi.domain.plan import Plan
from bianzhi.domain.relaxing import loosened
from bianzhi.errors import BianzhiError
from bianzhi.services import advice
from bianzhi.ui.components.answer_view import is_running, latest_answer
from bianzhi.ui.components.curve import Curve, curve_chart
from bianzhi.ui.components.frame import error_box
from bianzhi.ui.components.signature import Signature, signature_fields, signed
from bianzhi.ui.components.table import frame, table
from bianzhi.ui.sources import Source
from bianzhi.ui.state import Session
from bianzhi.ui.tables.advice import ledger_relaxation_rows, person_words
from bianzhi.ui.tables.shown import plain

_OFFICE = "机构编制部门"


def blockage_view(now: Session, source: Source, plan: Plan) -> None:
    """The button, and the answer below it."""
    if not plan.excess_after:
        st.success("方案已将超编全部消化，没有堵点。", icon=":material/check_circle:")
    asked = now.advice.blockage
    if st.button("查找堵点和出路", type="primary", icon=":material/search:", disabled=is_running(asked)):
        asked.ask("blockage", "查找堵点和出路", lambda progress: advice.blockage(source.establishment, plan, progress))
        st.rerun()
    placeholder = "点上面的按钮：逐项试算哪条限制卡住了剩余超编、放宽哪一项最划算。大的台账要几分钟，可以随时取消。"
    found = latest_answer(asked, placeholder)
    if found is None:
        return
    _bottlenecks(found)
    _relaxations(now, source, found)
    _curves(plan, found)


def _bottlenecks(found: Blockage) -> None:
    st.subheader(f"卡在哪里（{len(found.bottlenecks)}）", anchor=False)
    if not found.bottlenecks:
        st.caption("没有用尽的限制。")
        return
    with st.container(border=True, gap="small"):
        for place, item in enumerate(found.bottlenecks, start=1):
            source = f"　:gray[{plain(item.source)}]" if item.source else ""
            words, figures = st.columns([9, 2], vertical_alignment="center")
            words.markdown(f"{place}．{plain(item.sentence)}{source}")
            figures.markdown(f"涉及 **{item.people}** 人，能安排 **{item.room}** 人", text_alignment="right")


def _relaxations(now: Session, source: Source, found: Blockage) -> None:
    st.subheader(f"放宽什么可以多消化（{len(found.relaxations)}）", anchor=False)
    settings = [each for each in found.relaxations if each.setting]
    ledger = [each for each in found.relaxations if not each.setting]
    if not found.relaxations:
        st.caption("没有哪一项单独放宽就能多消化。")
    if settings:
        st.markdown("**改设置就能放宽**　采用后要重新求解；可以一项一项地试")
    for place, relaxation in enumerate(settings):
        _relaxation_line(now, source, place, relaxation)
    if ledger:
        st.markdown("**要改台账的**　如核增编制，须按权限报批后改台账、重新导入")
        table(
            frame(now, "ledger relaxations", lambda: ledger_relaxation_rows(ledger)),
            tallest=8,
            columns={"要改什么": st.column_config.TextColumn(width=720)},
        )


def _relaxation_line(now: Session, source: Source, place: int, relaxation: Relaxation) -> None:
    with st.container(border=True, horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        law = f"　:gray[{plain(relaxation.source)}]" if relaxation.source else ""
        st.markdown(f"**{plain(relaxation.sentence)}**{law}", width="content")
        pressed = st.button("采用这项放宽", key=f"relax_{place}", icon=":material/lock_open:")
    if pressed and not relaxation.persons:
        _adopt(now, relaxation, Signature(_OFFICE, date.today(), relaxation.sentence))
    elif pressed:
        now.advice.relaxation_signed = place
    if now.advice.relaxation_signed == place and relaxation.persons:
        _vouching_form(now, source, place, relaxation)


def _vouching_form(now: Session, source: Source, place: int, relaxation: Relaxation) -> None:
    """Everybody of whom a condition would be said to be fulfilled, by name; who vouches for it, and why."""
    names = "、".join(person_words(source.establishment, id) for id in relaxation.persons)
    key = f"relax_{place}"
    with st.form(f"{key}_form", border=True):
        st.markdown(
            f"**认定以下 {len(relaxation.persons)} 人已具备条件：{plain(relaxation.condition)}**  \n{plain(names)}"
        )
        st.caption("采用后每人记一条「已具备条件」，可在「要求与约束」的「身份对等」逐条删除。没有核实的人请勿认定。")
        signature = signature_fields(now, key, key, "如：本人书面同意书已存档", who="认定人")
        with st.container(horizontal=True):
            adopted = st.form_submit_button("采用", type="primary", icon=":material/check:")
            dropped = st.form_submit_button("放弃", icon=":material/close:")
    if dropped:
        now.advice.relaxation_signed = None
        st.rerun()
    if adopted:
        try:
            who = signed(now, key, signature, "认定人")
        except BianzhiError as error:
            error_box(error)
            return
        now.signed_by.pop(key)
        _adopt(now, relaxation, who)


def _adopt(now: Session, relaxation: Relaxation, who: Signature) -> None:
    """Take the relaxation into the settings; people are vouched for in the words of whoever signed."""
    try:
        settings = loosened(now.settings, relaxation, who.by, who.on)
    except BianzhiError as error:
        error_box(error)
        return
    old = len(now.settings.conditions)
    new = tuple(replace(each, why=who.why) for each in settings.conditions[old:])
    now.advice.relaxation_signed = None
    now.take_settings(
        replace(settings, conditions=(*settings.conditions[:old], *new)), f"已采用：{relaxation.sentence}。"
    )
    st.rerun()


def _curves(plan: Plan, found: Blockage) -> None:
    left, right = st.columns(2)
    with left:
        if found.by_share:
            st.markdown("**剩余超编随调出份额上限的变化**")
            curve_chart(
                "单位调出份额上限（%）",
                ["人数"],
                [
                    Curve("未消化超编", [(point.at, point.remaining) for point in found.by_share]),
                    Curve("调整人数", [(point.at, point.moves) for point in found.by_share]),
                ],
                says="调出份额上限从 0% 到 100% 时未消化超编和调整人数",
                mark=(plan.settings.leaving_share_percent, f"现设置 {plan.settings.leaving_share_percent}%"),
            )
    with right:
        if found.by_moves:
            st.markdown("**剩余超编随调整人数的变化**")
            curve_chart(
                "调整人数（人）",
                ["未消化超编（人）", "匹配总分（分）"],
                [
                    Curve("未消化超编", [(point.at, point.remaining) for point in found.by_moves]),
                    Curve("匹配总分", [(point.at, point.fit) for point in found.by_moves], on_the_right=True),
                ],
                says="调整人数从 0 到本方案人数时未消化超编和匹配总分",
            )
