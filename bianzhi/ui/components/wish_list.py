"""The office's own wishes: which contradict each other, those that were asked for, and those that moves by hand made."""

from collections.abc import Collection
from dataclasses import replace

import streamlit as st

from bianzhi.domain.hand_wishes import is_by_hand, with_their_closings
from bianzhi.services import advice
from bianzhi.ui.sources import Source
from bianzhi.ui.state import Session
from bianzhi.ui.tables.requirements import clash_words, hand_words, signature_words, wish_words
from bianzhi.ui.tables.shown import plain

_MOST_CLASHES = 5


def clash_box(now: Session, source: Source) -> None:
    """Say at once which two wishes plainly contradict each other; nothing is solved for it."""
    wishes = now.settings.wishes
    clashes = now.remember(("clashes", wishes), lambda: clash_words(source.establishment, wishes))
    if not clashes:
        return
    lines = [f"- {plain(words)}" for words in clashes[:_MOST_CLASHES]]
    if len(clashes) > _MOST_CLASHES:
        lines.append(f"- 另有 {len(clashes) - _MOST_CLASHES} 对。")
    st.warning(
        f"**有 {len(clashes)} 对要求互相矛盾，照此求解没有方案：**\n\n" + "\n".join(lines),
        icon=":material/join_inner:",
    )


def wish_list(now: Session, source: Source) -> None:
    """Every wish with its signature and a button to delete it; those of moves by hand stand apart."""
    wishes = now.settings.wishes
    asked = [place for place, wish in enumerate(wishes) if not is_by_hand(wish)]
    st.subheader(f"已提出的要求（{len(asked)} 条）", anchor=False)
    if not asked:
        st.info(
            "还没有要求。在上面选类别、填人员或单位，写明提出人和理由后点「加入要求」。", icon=":material/checklist:"
        )
    _lapsed(now, source)
    for place in asked:
        _line(now, place, wish_words(source.establishment, wishes[place]))
    by_hand = with_their_closings(wishes)
    if not by_hand:
        return
    st.subheader(f"手工调整形成的要求（{len(by_hand)} 项）", anchor=False)
    st.caption("由「手工调整」中的安排自动写入，使求解照手工的安排办理；在这里删除的，重新求解时不再保留该项安排。")
    for place, closing in by_hand:
        _line(now, place, hand_words(source.establishment, wishes, place, closing), closing)


def _lapsed(now: Session, source: Source) -> None:
    """Answers to an earlier consultation that no longer apply, to be deleted at once."""
    wishes = now.settings.wishes
    gone = now.remember(
        ("lapsed", wishes, now.day), lambda: advice.lapsed_answers(now.settings, source.establishment, now.day)
    )
    if not gone:
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        st.warning(
            f"{len(gone)} 条征求来的意见已失效：人员或单位已不在台账，或此人已不能调整。", icon=":material/person_off:"
        )
        if st.button("删除已失效的意见", icon=":material/delete_sweep:"):
            kept = tuple(wish for wish in wishes if wish not in gone)
            now.take_settings(replace(now.settings, wishes=kept), f"已删除 {len(gone)} 条失效的意见。")
            st.rerun()


def _line(now: Session, place: int, words: str, closing: Collection[int] = ()) -> None:
    """One wish in a line; those that only go with it are deleted with it."""
    wish = now.settings.wishes[place]
    with st.container(border=True, horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        st.markdown(
            f"{place + 1}．**{plain(words)}**  \n:gray[{plain(signature_words(wish.by, wish.on, wish.why))}]",
            width="content",
        )
        if st.button("删除", key=f"delete_wish_{place}", icon=":material/delete:"):
            gone = {place, *closing}
            kept = tuple(other for number, other in enumerate(now.settings.wishes) if number not in gone)
            now.take_settings(replace(now.settings, wishes=kept), f"已删除第 {place + 1} 条要求。")
            st.rerun()
