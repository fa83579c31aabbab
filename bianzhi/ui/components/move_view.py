"""The proposed moves, and beside them one move opened down to the parts of its fit."""

import streamlit as st

from bianzhi.domain.plan import Move, Plan
from bianzhi.ui.components.table import frame, selectable_table, table
from bianzhi.ui.shell.pages import Step, page
from bianzhi.ui.sources import Source
from bianzhi.ui.state import Session
from bianzhi.ui.tables.plans import (
    fit_rows,
    flow_rows,
    move_rows,
    person_facts,
    rows_that_mention,
    unit_name,
)
from bianzhi.ui.tables.shown import OPEN_POST_WORDS, plain
from bianzhi.ui.widget_keys import WidgetKey

_ROWS = 15


def moves_with_details(now: Session, source: Source, plan: Plan) -> None:
    """The list on the left; on the right the flows between units, or the move that was chosen."""
    if not plan.moves:
        st.info("按现有设定没有可提出的调整，原因见上面各页签。", icon=":material/info:")
        return
    listed, details = st.columns([11, 8])
    with listed:
        chosen = _list(now, source, plan)
    with details:
        if chosen is None:
            st.markdown("**从哪里到哪里**　点选左边一人，这里改为看为什么是他（她）、为什么去那里")
            table(frame(now, "flows", lambda: flow_rows(source.establishment, plan)), tallest=_ROWS)
        else:
            _details(now, source, chosen)


def _list(now: Session, source: Source, plan: Plan) -> Move | None:
    wanted = st.text_input(
        "查找", key=WidgetKey.MOVE_SEARCH, placeholder="查找姓名、人员编号、单位、岗位", label_visibility="collapsed"
    )
    rows = now.remember("move rows", lambda: move_rows(source.establishment, plan))
    data = frame(now, ("moves", wanted), lambda: rows_that_mention(rows, wanted))
    if data.empty:
        st.info("没有包含这些字的人，请改少几个字再查。", icon=":material/search:")
        return None
    place = selectable_table(
        data,
        WidgetKey.MOVES,
        tallest=_ROWS,
        columns={"匹配分": st.column_config.ProgressColumn(min_value=0, max_value=100, format="%d", width=100)},
    )
    return None if place is None else plan.moves[int(data.iloc[place]["序号"]) - 1]


def _details(now: Session, source: Source, move: Move) -> None:
    establishment = source.establishment
    person = establishment.person[move.person]
    with st.container(border=True):
        st.markdown(
            f"**{plain(person.name)}**　拟由 {plain(unit_name(establishment, move.from_unit))}（{move.from_category.value}）"
            f"调入 **{plain(unit_name(establishment, move.to_unit))}**（{move.to_category.value}）"
            f"，{plain(move.place.post) or OPEN_POST_WORDS}"
        )
        why_button(now, move.person, person.name, WidgetKey.MOVES)
        facts = "　".join(f"{name} {plain(value)}" for name, value in person_facts(establishment, person))
        st.caption(facts)
        st.markdown(f"**匹配 {move.fit.score} 分的构成**")
        table(
            frame(now, ("fit", move.person), lambda: fit_rows(move)),
            columns={"得分": st.column_config.ProgressColumn(min_value=0, max_value=100, format="%d", width=100)},
        )
        st.markdown("**理由**\n\n" + "\n".join(f"- {plain(reason)}" for reason in move.reasons))
        if move.source:
            st.markdown(f"**依据**　{plain(move.source)}")


def why_button(now: Session, id: str, name: str, where: str) -> None:
    """The way from a list to the reasons for one person."""
    if st.button(f"为什么：{plain(name)}", icon=":material/contact_support:", type="primary", key=f"why_{where}_{id}"):
        now.advice.person = id
        st.switch_page(page(Step.WHY))
