"""Whom to move by hand and where to: the boxes, the places offered, and the four buttons."""

from collections.abc import Sequence
from zlib import crc32

import streamlit as st

from bianzhi.domain.by_hand import HandMove, HandPlan, PlaceOffer
from bianzhi.domain.establishment import Establishment
from bianzhi.errors import BianzhiError
from bianzhi.services.by_hand import Desk
from bianzhi.services.hand_search import MOST_FOUND, PeopleSearch
from bianzhi.services.hand_sections import section_moves
from bianzhi.ui.components.frame import error_box
from bianzhi.ui.components.table import frame, selectable_table, table
from bianzhi.ui.glossary_tips import tip
from bianzhi.ui.sources import Source
from bianzhi.ui.state import Session
from bianzhi.ui.tables.advice import person_words
from bianzhi.ui.tables.by_hand import (
    WAITING_WORDS,
    card_facts,
    offer_rows,
    offer_words,
    people_rows,
    standing_words,
)
from bianzhi.ui.tables.plans import unit_name
from bianzhi.ui.tables.shown import plain
from bianzhi.ui.widget_keys import WidgetKey

_PLACES_SHOWN = 8


def person_box(now: Session, source: Source, judged: HandPlan) -> str:
    """The person to be moved; empty before one is chosen."""
    establishment = source.establishment
    boxes = st.columns(2)
    query = boxes[0].text_input(
        "查找人员",
        key=WidgetKey.HAND_QUERY,
        placeholder="姓名、编号、单位，或者拼音首字母",
    )
    unit = boxes[1].selectbox(
        "单位",
        [unit.code for unit in establishment.units],
        index=None,
        format_func=lambda code: unit_name(establishment, code),
        key=WidgetKey.HAND_UNIT,
        placeholder="不限；选了就列出这个单位的人",
        filter_mode="contains",
    )
    people = _people(now, source, query, unit or "")
    with st.container(horizontal=True, vertical_alignment="center"):  # the right end is where a table has its tools
        st.markdown(_found_words(query, unit or "", len(people)), width="content")
        from_list = st.toggle("从名单里点选", key=WidgetKey.HAND_LIST)
    key = f"{query}_{unit or ''}_{now.plan_mark}"
    return _listed(now, source, judged, people, key) if from_list else _boxed(source, people, key)


def _boxed(source: Source, people: Sequence[str], key: str) -> str:
    """Chosen in a box that searches as one types. Its words do not change with what is moved, or the choice would be lost."""
    chosen = st.selectbox(
        "人员",
        people,
        index=0 if len(people) == 1 else None,
        format_func=lambda id: person_words(source.establishment, id),
        key=f"{WidgetKey.HAND_PERSON}_{key}",
        placeholder="选择一人",
        filter_mode="contains",
        label_visibility="collapsed",
    )
    return chosen or ""


def _listed(now: Session, source: Source, judged: HandPlan, people: Sequence[str], key: str) -> str:
    """Chosen in a table with where each is to be; another search, or another plan, is another table."""
    if not people:
        return ""
    all_of_it = ("hand people", tuple(people), now.by_hand, now.settings, now.day)
    data = frame(now, all_of_it, lambda: people_rows(source.establishment, people, judged, now.by_hand))
    row = selectable_table(data, f"{WidgetKey.HAND_PEOPLE}_{key}", tallest=_PLACES_SHOWN)
    return "" if row is None else people[row]


def _people(now: Session, source: Source, query: str, unit: str) -> list[str]:
    """Ids of whom the search finds; without a search those of the plan, and those moved by hand, in ledger order.

    The order does not change with what is moved: a row chosen in the list stays the row of the same person.
    """
    if query.strip() or unit:
        search = now.remember(("hand search", source.establishment.sha256), lambda: PeopleSearch(source.establishment))
        return list(search.found(query, unit))
    named = {move.person for move in now.by_hand}
    named |= {move.person for move in now.plan.moves} if now.plan is not None else set()
    return [person.id for person in source.establishment.people if person.id in named]


def _found_words(query: str, unit: str, count: int) -> str:
    if query.strip() or unit:
        return f"找到 {count} 人{'，只列前面这些，请写得更具体' if count == MOST_FOUND else ''}"
    return f"手工调整和方案中的 {count} 人" if count else "请查找，或者选一个单位"


def placing(now: Session, source: Source, desk: Desk, judged: HandPlan, id: str) -> None:
    """The chosen person, the places offered to him, and what can be done with him."""
    establishment = source.establishment
    person = establishment.person[id]
    try:
        offers = now.remember(
            ("hand places", desk.day, desk.settings, now.by_hand, id), lambda: desk.places_for(now.by_hand, id)
        )
    except BianzhiError as error:
        error_box(error)
        return
    with st.container(border=True):
        st.markdown(
            f"**{plain(person.name)}**　{plain(unit_name(establishment, person.unit))}"
            f"（{person.category.value if person.category else '无编制类型'}）　"
            f":blue-badge[{plain(standing_words(establishment, id, judged, now.by_hand))}]"
        )
        st.caption("　".join(f"{name} {plain(value)}" for name, value in card_facts(establishment, id)))
        offer = _place_box(establishment, offers, id)
        _buttons(now, establishment, id, offer)
    _places(now, establishment, offers, id)


def _place_box(establishment: Establishment, offers: Sequence[PlaceOffer], id: str) -> PlaceOffer | None:
    open_places = [offer for offer in offers if offer.is_open]
    others = st.toggle(
        "也列出不能安排的去处（移入后会亮红灯）",
        key=f"{WidgetKey.HAND_PLACE}_others_{id}",
        value=False,
    )
    listed = list(offers) if others else open_places
    words = [offer_words(establishment, offer) for offer in listed]
    version = crc32("\n".join(words).encode())  # other offers are another box: a choice is never read as another place
    chosen = st.selectbox(
        f"移到哪里（可以安排的 {len(open_places)} 处，匹配高的在前）",
        range(len(listed)),
        index=0 if open_places else None,
        format_func=lambda number: words[number],
        key=f"{WidgetKey.HAND_PLACE}_{id}_{version}",
        placeholder="没有可以安排的去处" if not listed else "选择去处",
        filter_mode="contains",
    )
    return listed[chosen] if chosen is not None and chosen < len(listed) else None


def _buttons(now: Session, establishment: Establishment, id: str, offer: PlaceOffer | None) -> None:
    name = establishment.person[id].name
    own = establishment.person[id]
    with st.container(horizontal=True):
        if st.button("移入", type="primary", icon=":material/login:", disabled=offer is None, key="hand_into"):
            assert offer is not None
            place = offer.place
            move = HandMove(id, place.unit, place.category, place.post, place.section, place.row)
            _take(now, move, f"已手工将 {name} 移入{unit_name(establishment, place.unit)}。")
        if st.button(f"放入{WAITING_WORDS}", icon=":material/inbox:", key="hand_waiting"):
            _take(now, HandMove(id), f"已将 {name} 放入{WAITING_WORDS}：已出原单位，尚无去处。")
        if st.button("留在原单位", icon=":material/person_pin_circle:", key="hand_stay"):
            _take(now, HandMove(id, own.unit, own.category), f"已定 {name} 留在原单位。")
        moved = any(move.person == id for move in now.by_hand)
        if st.button("撤回", icon=":material/undo:", disabled=not moved, key="hand_back"):
            rest = tuple(move for move in now.by_hand if move.person != id)
            now.take_by_hand(rest, f"已撤回 {name} 的手工调整。")
            st.rerun()


def _take(now: Session, move: HandMove, words: str) -> None:
    others = tuple(other for other in now.by_hand if other.person != move.person)
    now.take_by_hand((*others, move), words)
    st.rerun()


def _places(now: Session, establishment: Establishment, offers: Sequence[PlaceOffer], id: str) -> None:
    reasons = {offer.barred for offer in offers}
    if len(reasons) == 1 and "" not in reasons and offers:
        st.markdown(f":material/block: 不能调往任何单位：{plain(offers[0].barred)}。:gray[{plain(offers[0].source)}]")
        return
    with st.expander(f"全部去处和不能安排的原因（{len(offers)} 处）", icon=":material/list:"):
        key = ("hand offers", now.by_hand, now.settings, now.day, id)
        table(
            frame(now, key, lambda: offer_rows(establishment, offers)),
            tallest=_PLACES_SHOWN,
            columns={"匹配分": st.column_config.TextColumn(width=64, alignment="right")},
        )


def section_box(now: Session, source: Source) -> None:
    """A whole section at once: its people, each with his establishment type."""
    establishment = source.establishment
    staffed = [section.code for section in establishment.sections if establishment.section_staff[section.code]]
    with st.expander("成建制：一个内设机构的人员一起移", icon=":material/groups:"):
        boxes = st.columns(2)
        section = boxes[0].selectbox(
            "内设机构",
            staffed,
            index=None,
            format_func=lambda code: _section_words(establishment, code),
            key=WidgetKey.HAND_SECTION,
            help=tip("内设机构"),
            placeholder="选择内设机构",
            filter_mode="contains",
        )
        unit = boxes[1].selectbox(
            "移到哪个单位",
            [unit.code for unit in establishment.units],
            index=None,
            format_func=lambda code: unit_name(establishment, code),
            key=f"{WidgetKey.HAND_SECTION}_unit",
            placeholder="选择单位",
            filter_mode="contains",
        )
        st.caption("只移人员，编制不动。连同编制一并划转的，请用「改革方案」。")
        if st.button("整体移入", icon=":material/groups:", disabled=not (section and unit), key="hand_section_into"):
            moves = section_moves(establishment, section or "", unit or "")
            named = {move.person for move in moves}
            kept = tuple(move for move in now.by_hand if move.person not in named)
            words = f"已手工将{establishment.section[section or ''].name} {len(moves)} 人移入{unit_name(establishment, unit or '')}。"
            now.take_by_hand((*kept, *moves), words)
            st.rerun()


def _section_words(establishment: Establishment, code: str) -> str:
    section = establishment.section[code]
    return f"{unit_name(establishment, section.unit)}　{section.name}（{establishment.section_staff[code]} 人）"
