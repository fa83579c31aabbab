"""Why one person is moved or is not; and why he does not go to a unit the clerk has in mind."""

from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from bianzhi.domain.answers import PersonAnswer, PlaceAnswer, Standing
from bianzhi.domain.establishment import Establishment
from bianzhi.domain.plan import Plan
from bianzhi.domain.terms import Category
from bianzhi.services import advice
from bianzhi.ui.components.answer_view import answered
from bianzhi.ui.components.people_box import MOST_IN_A_BOX, choices_of, matching
from bianzhi.ui.components.table import frame, table
from bianzhi.ui.sources import Source
from bianzhi.ui.state import Session
from bianzhi.ui.tables.advice import STANDING_COLORS, part_rows, person_words, place_rows, place_words
from bianzhi.ui.tables.goals import goal_rows, price_words
from bianzhi.ui.tables.plans import person_facts, unit_name
from bianzhi.ui.tables.shown import plain
from bianzhi.ui.widget_keys import WidgetKey

_SCORE = st.column_config.ProgressColumn(min_value=0, max_value=100, format="%d", width=110)
_PLACE_COLUMNS = {
    "匹配分": _SCORE,
    "可否安排": st.column_config.TextColumn(width=100),
    "单位": st.column_config.TextColumn(width=160),
    "岗位": st.column_config.TextColumn(width=150),
    "说明": st.column_config.TextColumn(width=430),
    "如安排，方案的变化": st.column_config.TextColumn(width=210),
    "受影响人员": st.column_config.TextColumn(width=160),
}


def person_picker(now: Session, source: Source, box: DeltaGenerator) -> str:
    """The person asked about; empty before one is chosen."""
    establishment = source.establishment
    choices = choices_of(now, source)
    wanted = ""
    if len(choices) > MOST_IN_A_BOX:
        wanted = box.text_input("姓名、编号或单位的一部分", key=WidgetKey.WHY_SEARCH).strip()
    options = matching(choices, wanted)
    asked = now.advice.person
    if asked and asked not in options and asked in establishment.person:
        options.insert(0, asked)
    chosen = box.selectbox(
        "查哪一个人",
        options,
        index=options.index(asked) if asked in options else None,
        format_func=lambda id: choices.get(id) or person_words(establishment, id),
        key=f"{WidgetKey.WHY_PERSON}_{asked}",
        placeholder="输入姓名、编号或单位查找",
        filter_mode="contains",
    )
    if chosen is not None and chosen != asked:
        now.advice.person = chosen
        st.rerun()
    return now.advice.person if now.advice.person in establishment.person else ""


def person_answer(now: Session, source: Source, plan: Plan, id: str) -> None:
    """The answer about one person."""
    establishment = source.establishment
    found = answered(
        now.advice.person_answers,
        id,
        f"查明 {establishment.person[id].name} 的去留理由",
        lambda _: advice.why_person(establishment, plan, id),
    )
    if found is None:
        return
    _head(establishment, plan, found)
    words, numbers = st.columns([6, 5])
    with words:
        _sentences(establishment, plan, found)
    with numbers:
        _numbers(now, establishment, plan, found)
    if found.places:
        st.markdown(f"**可选去向**（最好的 {len(found.places)} 处）")
        data = frame(now, ("places", id), lambda: place_rows(establishment, found.places))
        table(data, columns=_PLACE_COLUMNS)


def _head(establishment: Establishment, plan: Plan, found: PersonAnswer) -> None:
    person = establishment.person[found.person]
    with st.container(horizontal=True, vertical_alignment="center"):
        st.subheader(plain(person.name), anchor=False, width="content")
        st.badge(found.standing.value, color=STANDING_COLORS[found.standing])  # type: ignore[arg-type]
        move = next((move for move in plan.moves if move.person == found.person), None)
        where = unit_name(establishment, person.unit)
        category = person.category.value if person.category else "无编制类型"
        st.markdown(
            f"{plain(where)}（{category}）"
            + (f" → **{plain(unit_name(establishment, move.to_unit))}**" if move else "")
        )
    st.caption("　".join(f"{name} {plain(value)}" for name, value in person_facts(establishment, person)))


def _sentences(establishment: Establishment, plan: Plan, found: PersonAnswer) -> None:
    with st.container(border=True):
        st.markdown(
            f"**回答**\n\n{plain(_question(establishment, plan, found))}\n\n"
            + "\n".join(f"{number}. {plain(each)}" for number, each in enumerate(found.sentences, 1))
        )
        if found.source:
            st.caption(f"依据　{plain(found.source)}")
        if found.standing is Standing.MOVED:
            instead = "、".join(person_words(establishment, id) for id in found.instead)
            st.markdown(f"**不调此人，改调**　{plain(instead) if instead else '没有别人可以替代'}")


def _question(establishment: Establishment, plan: Plan, found: PersonAnswer) -> str:
    """The question that is answered, in words."""
    name = establishment.person[found.person].name
    move = next((move for move in plan.moves if move.person == found.person), None)
    if move is None:
        return f"问：为什么不调整{name}？"
    return f"问：为什么拟将{name}调入{unit_name(establishment, move.to_unit)}？"


def _fit_place(establishment: Establishment, plan: Plan, found: PersonAnswer) -> str:
    """The place that the parts of the fit are about: that of the plan, or the best one."""
    move = next((move for move in plan.moves if move.person == found.person), None)
    place = move.place if move else next((each.place for each in found.places if each.fit), None)
    if place is None:
        return ""
    return f"{'拟任岗位' if move else '最好的去向'}：{place_words(establishment, place)}"


def _numbers(now: Session, establishment: Establishment, plan: Plan, found: PersonAnswer) -> None:
    if found.without:
        st.markdown(f"**不调此人会怎样**　{price_words(found.without)}")
        table(frame(now, ("without", found.person), lambda: goal_rows(found.without, "不调此人")))
    move = next((move for move in plan.moves if move.person == found.person), None)
    parts = frame(now, ("fit parts", found.person), lambda: part_rows(found, move))
    if len(parts):
        st.markdown(f"**匹配分的构成**　{plain(_fit_place(establishment, plan, found))}")
        table(parts, columns={"得分": _SCORE})


@dataclass(frozen=True, slots=True)
class PlaceQuestion:
    """The unit that a clerk has in mind for a person, and more exactly where."""

    unit: str
    category: Category | None
    post: str


def place_picker(source: Source, boxes: Sequence[DeltaGenerator]) -> PlaceQuestion | None:
    """The second question, in three boxes: why not that unit? None while no unit is chosen."""
    establishment = source.establishment
    unit = boxes[0].selectbox(
        "为什么不去这个单位（可不选）",
        [unit.code for unit in establishment.units],
        index=None,
        format_func=lambda code: unit_name(establishment, code),
        key=f"{WidgetKey.WHY_PLACE}_unit",
        placeholder="选择单位",
        filter_mode="contains",
    )
    category = boxes[1].selectbox(
        "编制类型",
        [each.value for each in Category],
        index=None,
        key=f"{WidgetKey.WHY_PLACE}_category",
        placeholder="不限",
    )
    posts = sorted({post.title for post in establishment.posts if post.unit == unit})
    post = boxes[2].selectbox("岗位", posts, index=None, key=f"{WidgetKey.WHY_PLACE}_{unit}_post", placeholder="不限")
    return PlaceQuestion(unit, Category(category) if category else None, post or "") if unit else None


def place_answer(now: Session, source: Source, plan: Plan, id: str, question: PlaceQuestion) -> None:
    """Place by place: the rule that bars, or what it would cost."""
    establishment = source.establishment
    name, unit = establishment.person[id].name, unit_name(establishment, question.unit)
    st.subheader(f"为什么 {plain(name)} 不去 {plain(unit)}", anchor=False)
    key = (id, question)
    found = answered(
        now.advice.place_answers,
        key,
        f"查明 {name} 能否去 {unit}",
        lambda _: advice.why_place(establishment, plan, id, question.unit, question.category, question.post),
    )
    if found is not None:
        _places(now, establishment, key, found)


def _places(
    now: Session, establishment: Establishment, key: tuple[object, ...], found: tuple[PlaceAnswer, ...]
) -> None:
    if not found:
        st.info("这个单位没有空编或空缺岗位。", icon=":material/info:")
        return
    table(frame(now, ("why place", key), lambda: place_rows(establishment, found)), columns=_PLACE_COLUMNS)
    priced = [answer for answer in found if answer.price]
    if len(priced) == 1:
        st.markdown(f"**如果安排过去**　{price_words(priced[0].price)}")
        table(frame(now, ("place price", key), lambda: goal_rows(priced[0].price, "安排此人过去")))
