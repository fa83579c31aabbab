"""The drawer of one unit, opened from the chart: figures, people, the plan's moves, locks."""

from collections.abc import Callable
from enum import StrEnum

import streamlit as st

from bianzhi.domain.hidden_names import hidden_name
from bianzhi.domain.locks import kept_people
from bianzhi.ui.components.lock_form import lock_form
from bianzhi.ui.components.table import frame, table
from bianzhi.ui.list_links import unit_link
from bianzhi.ui.shell.pages import Step, page
from bianzhi.ui.sources import Source
from bianzhi.ui.state import Session
from bianzhi.ui.tables.members import (
    OUTSIDE,
    member_rows,
    move_words,
    person_name,
    section_choices,
    unit_move_rows,
)
from bianzhi.ui.tables.plans import person_facts
from bianzhi.ui.tables.quotas import leader_rows, leadership_words, section_rows, unit_rows
from bianzhi.ui.tables.sections import group_rows
from bianzhi.ui.tables.shown import plain
from bianzhi.ui.widget_keys import WidgetKey


class Part(StrEnum):
    """A part of the drawer; only the one that is chosen is made."""

    FIGURES = "概况"
    PEOPLE = "人员"
    MOVES = "拟调整"
    LOCKS = "锁定"


@st.dialog("单位详情", position="right", width="medium")
def unit_drawer(
    now: Session,
    source: Source,
    code: str,
    section: str = "",
    person: str = "",
    *,
    hide_names: bool = False,
    show_people: Callable[[], None] | None = None,
) -> None:
    """Show one unit; a section or a person that was clicked comes first.

    ``show_people`` is called before the next run if the clerk wants the people on the chart itself.
    """
    unit = source.establishment.unit[code]
    st.subheader(plain(unit.name), anchor=False)
    st.caption("　".join(part for part in (unit.kind.value, plain(unit.rank), f"编制池：{unit.pool.value}") if part))
    with st.container(horizontal=True, vertical_alignment="center"):
        st.page_link(page(Step.UNIT), label="打开单位情况", icon=":material/apartment:", query_params=unit_link(code))
        if show_people is not None and st.button("在图上展开人员", icon=":material/groups:", on_click=show_people):
            st.rerun()
    key = f"{WidgetKey.DRAWER}_{code}_{section}_{person}"
    first = Part.LOCKS if person else Part.PEOPLE if section else Part.FIGURES
    part = Part(
        st.segmented_control(
            "内容", [each.value for each in Part], default=first.value, required=True, key=key,
            label_visibility="collapsed",
        )
        or first
    )  # fmt: skip
    if person:
        _person(now, source, person, hide_names=hide_names)
    if part is Part.FIGURES:
        _figures(now, source, code, hide_names=hide_names)
    elif part is Part.PEOPLE:
        _people(now, source, code, section, key, hide_names=hide_names)
    elif part is Part.MOVES:
        _moves(now, source, code, hide_names=hide_names)
    else:
        lock_form(now, source, code, person, hide_names=hide_names)


def _person(now: Session, source: Source, id: str, *, hide_names: bool) -> None:
    """The person that was clicked: what the roster says as far as a plan rests on it, and what the plan proposes."""
    person = source.establishment.person[id]
    with st.container(border=True):
        st.markdown(f"**{plain(person_name(person, hide_names=hide_names))}**")
        facts = person_facts(source.establishment, person)
        st.caption("　".join(f"{name} {plain(value)}" for name, value in facts))
        words = move_words(source.establishment, now.plan, id)
        if words:
            st.markdown(plain(words))


def _figures(now: Session, source: Source, code: str, *, hide_names: bool) -> None:
    establishment = source.establishment
    st.markdown("**编制与实有**")
    unit_table(now, source, code)
    st.markdown(f"**内设机构**（{len(establishment.sections_of.get(code, ()))} 个）")
    if code in establishment.sections_of:
        table(frame(now, ("unit sections", code), lambda: section_rows(establishment, code)))
    else:
        st.caption("台账中没有这个单位的内设机构。")
    merger = next((merger for merger in now.mergers or () if merger.unit == code), None)
    if merger is not None:
        st.markdown(f"**拟整合为 {merger.after} 个**（限额 {merger.cap} 个）")
        table(frame(now, ("unit groups", code), lambda: group_rows(establishment, merger)))
    st.markdown("**领导职数与领导人员**")
    words = leadership_words(establishment, code)
    if words:
        st.caption(f"核定职数：{words}")
    leaders = frame(now, ("unit leaders", code, hide_names), lambda: _leaders(source, code, hide_names=hide_names))
    if len(leaders):
        table(leaders)
    else:
        st.caption("台账中没有标为领导的人员。")


def unit_table(now: Session, source: Source, code: str) -> None:
    """The posts and persons of a unit by establishment type; 45→44 stands at the right, as the other figures do."""
    rows = frame(now, ("unit", code), lambda: unit_rows(source.establishment, code, now.plan))
    right = st.column_config.TextColumn(alignment="right")
    table(rows, columns=dict.fromkeys(("实有", "超编", "空编"), right))


def _leaders(source: Source, code: str, *, hide_names: bool) -> list[dict[str, str | int | None]]:
    rows = leader_rows(source.establishment, code)
    return [{**row, "姓名": hidden_name(str(row["姓名"]))} for row in rows] if hide_names else rows


def _people(now: Session, source: Source, code: str, section: str, key: str, *, hide_names: bool) -> None:
    """The people of the unit, or of one section."""
    establishment = source.establishment
    choices = section_choices(establishment, code)
    options = list(choices)
    chosen = st.selectbox(
        "内设机构",
        options,
        index=options.index(section) if section in choices else 0,
        format_func=lambda option: choices.get(option, OUTSIDE),
        key=f"{key}_section",
    )
    kept = kept_people(now.settings.wishes)
    rows = frame(
        now,
        ("members", code, chosen, kept, hide_names),
        lambda: member_rows(establishment, code, chosen or "", now.plan, kept, hide_names=hide_names),
    )
    if rows.empty:
        st.caption("没有人员。")
    else:
        st.caption(f"{len(rows)} 人。姓名{'已隐去' if hide_names else '可在图上方隐去'}，身份证号不显示。")
        table(rows, tallest=15)


def _moves(now: Session, source: Source, code: str, *, hide_names: bool) -> None:
    plan = now.plan
    if plan is None:
        st.info("还没有调剂方案。", icon=":material/play_circle:")
        st.page_link(page(Step.PLAN), label="去编制调剂")
        return
    if now.plan_is_stale:
        st.warning("设置已改，方案未重算。以下仍是按原设置求得的。", icon=":material/history_toggle_off:")
    rows = frame(
        now,
        ("unit moves", code, hide_names),
        lambda: unit_move_rows(source.establishment, plan, code, hide_names=hide_names),
    )
    if rows.empty:
        st.info("本方案不涉及这个单位的人员。", icon=":material/info:")
    else:
        table(rows, tallest=15)
