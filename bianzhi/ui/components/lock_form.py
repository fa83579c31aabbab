"""Locking from the chart: this unit gives nobody, takes nobody, or these people stay. Each says who, when and why."""

from dataclasses import replace
from datetime import date

import streamlit as st

from bianzhi.domain.locks import Lock, locks_of, with_lock
from bianzhi.domain.wishes import Wish, WishKind
from bianzhi.errors import BianzhiError
from bianzhi.ui.components.frame import error_box
from bianzhi.ui.components.signature import MOST_WHY, Signature, signed
from bianzhi.ui.sources import Source
from bianzhi.ui.state import Session
from bianzhi.ui.tables.members import person_choices, person_name
from bianzhi.ui.tables.plans import unit_name
from bianzhi.ui.tables.requirements import clashes_since, signature_words
from bianzhi.ui.tables.shown import plain
from bianzhi.ui.widget_keys import WidgetKey

_EFFECT = {
    Lock.OUT: "重新求解时，本单位的人一个也不调出，也不在本单位内改变编制类型。",
    Lock.IN: "重新求解时，不向本单位调入任何人，本单位内也不改变编制类型。",
    Lock.BOTH: "重新求解时，本单位不进不出，编制类型也不改变。",
    Lock.PEOPLE: "重新求解时，所选人员留在原单位、原编制类型。",
}
_MOST_NAMED = 5
_FORM = "lock"
"""The kind of form, for which the last signature is offered again."""


def lock_form(now: Session, source: Source, unit: str, person: str = "", *, hide_names: bool) -> None:
    """What is locked already, and the form that locks more; a person who was clicked is chosen beforehand."""
    _present(now, source, unit, hide_names=hide_names)
    key = f"{WidgetKey.LOCK}_{unit}_{person}_{len(now.settings.wishes)}"
    kinds = [Lock.PEOPLE] if person else list(Lock)
    lock = Lock.PEOPLE
    if len(kinds) > 1:
        lock = Lock(
            st.radio("锁定什么", [kind.value for kind in kinds], key=f"{key}_kind", horizontal=True) or Lock.OUT
        )
    with st.form(f"{key}_{lock.name}", border=True):
        st.caption(_EFFECT[lock])
        people: list[str] = []
        if lock is Lock.PEOPLE:
            choices = person_choices(source.establishment, unit, hide_names=hide_names)
            people = st.multiselect(
                "人员（必填）",
                list(choices),
                default=[person] if person in choices else None,
                format_func=lambda id: choices.get(id, id),
                key=f"{key}_people",
                placeholder="输入姓名或编号查找",
                filter_mode="contains",
                select_all=False,
            )
        signature = _signature(now, key)
        pressed = st.form_submit_button("锁定", type="primary", icon=":material/lock:")
    if not pressed:
        return
    try:
        who = signed(now, _FORM, signature)
        wishes = with_lock(now.settings.wishes, lock, unit, people, who.by, who.on, who.why)
        settings = replace(now.settings, wishes=wishes)
    except BianzhiError as error:
        error_box(error)
        return
    told = f"{len(people)} 人不调整" if lock is Lock.PEOPLE else lock.value
    against = clashes_since(source.establishment, now.settings.wishes, wishes)
    now.take_settings(settings, f"已锁定：{unit_name(source.establishment, unit)}，{told}。{against}")
    st.rerun()


def _signature(now: Session, key: str) -> Signature:
    """Who, when and why, in two rows: the drawer is narrow."""
    by, on = st.columns([3, 2])
    return Signature(
        by.text_input(
            "提出人（必填）", now.signed_by.get(_FORM, ""), key=f"{key}_by", max_chars=40, placeholder="单位或姓名"
        ),
        on.date_input("日期", date.today(), key=f"{key}_on", format="YYYY-MM-DD"),
        st.text_input(
            "理由（必填）", key=f"{key}_why", max_chars=MOST_WHY, placeholder="如：承担专项任务，任务期内不宜调整"
        ),
    )


def _present(now: Session, source: Source, unit: str, *, hide_names: bool) -> None:
    """The locks there are, each with a button that takes it away."""
    for place, wish in ((each.place, each.wish) for each in locks_of(now.settings.wishes, source.establishment, unit)):
        with st.container(border=True, horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
            st.markdown(
                f"**{plain(_words(source, wish, hide_names=hide_names))}**  \n"
                f":gray[{plain(signature_words(wish.by, wish.on, wish.why))}]",
                width="content",
            )
            if st.button("解除", key=f"unlock_{unit}_{place}", icon=":material/lock_open:"):
                kept = tuple(other for number, other in enumerate(now.settings.wishes) if number != place)
                now.take_settings(replace(now.settings, wishes=kept), "已解除锁定。")
                st.rerun()


def _words(source: Source, wish: Wish, *, hide_names: bool) -> str:
    if wish.kind is not WishKind.STAY:
        return (Lock.OUT if wish.from_unit else Lock.IN).value
    known = [source.establishment.person[id] for id in wish.persons if id in source.establishment.person]
    names = "、".join(person_name(person, hide_names=hide_names) for person in known[:_MOST_NAMED])
    return f"{names}{f' 等 {len(known)} 人' if len(known) > _MOST_NAMED else ''}不调整"
