"""One unit in full: who it is, its figures, and the parts of its page."""

from collections.abc import Mapping
from dataclasses import replace

import streamlit as st

from bianzhi.domain.establishment import Unit
from bianzhi.domain.hidden_names import name_or_number
from bianzhi.domain.list_table import ListRow, ListValue
from bianzhi.services import lists
from bianzhi.services.lists import ListKind
from bianzhi.ui.components.big_table import BigTable, OpenRow, big_table
from bianzhi.ui.components.table import frame, table
from bianzhi.ui.components.unit_drawer import unit_table
from bianzhi.ui.list_links import unit_link
from bianzhi.ui.listing import entries_of, list_of, moves_of, outlook_of
from bianzhi.ui.shell.pages import Step, page
from bianzhi.ui.sources import Source
from bianzhi.ui.state import Session
from bianzhi.ui.tables.comparisons import change_rows
from bianzhi.ui.tables.plans import person_facts
from bianzhi.ui.tables.quotas import leader_rows, leadership_words
from bianzhi.ui.tables.sections import group_rows
from bianzhi.ui.tables.shown import plain
from bianzhi.ui.tables.studies import year_rows

_ROWS_HIGH = 10


def unit_head(now: Session, source: Source, unit: Unit) -> None:
    """Name and what it is, cards, posts by type and leaders."""
    facts = lists.facts_of(list_of(now, source, ListKind.UNITS), unit.code)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.subheader(plain(unit.name), anchor=False, width="content")
        words = (lists.system_of(unit), unit.kind.value, unit.rank, "参公" if unit.civil_like else "")
        st.caption("　".join(plain(word) for word in words if word), width="content")
        superior = source.establishment.unit.get(unit.parent)
        if superior is not None:
            st.page_link(
                page(Step.UNIT), label=f"上级：{plain(superior.name)}", icon="", query_params=unit_link(superior.code)
            )
        st.caption(f"编码 {plain(unit.code)}　编制池 {unit.pool.value}", width="content")
    _cards(facts)


def _cards(facts: Mapping[str, ListValue]) -> None:
    def told(heading: str) -> str:
        value = facts.get(heading)
        return "—" if value is None else f"{value:,}"

    def over(heading: str) -> str:
        return f"　超 {told(heading)}" if facts.get(heading) else ""

    cards = (
        ("核定编制", f"{told('核定编制')} 名", ""),
        ("实有", f"{told('实有')} 人", "占编人数"),
        ("超编", f"{told('超编')} 人", "按编制类型逐类计算，不与空编相抵"),
        ("空编", f"{told('空编')} 名", "按编制类型逐类计算，不与超编相抵"),
        (
            "单位领导 / 职数",
            f"{told('实有领导')} / {told('核定职数')}{over('领导超配')}",
            "实有单位领导人数 / 核定单位领导职数；超配含内设机构领导，正职副职分别计算",
        ),
        ("内设机构 / 限额", f"{told('内设机构')} / {told('限额')}{over('超限额')}", "计入限额的内设机构数 / 限额"),
        ("12个月内到龄", f"{told('12个月内到龄')} 人", "法定退休月份在今后 12 个月内"),
    )
    for box, (label, value, meaning) in zip(st.columns(len(cards)), cards, strict=True):
        box.metric(label, value, border=True, height="stretch", help=meaning or None)


def overview_part(now: Session, source: Source, unit: Unit) -> None:
    """Posts by type, leaders, and what the unit is for."""
    posts, leaders = st.columns(2)
    with posts:
        st.markdown("**编制与实有**")
        unit_table(now, source, unit.code)
        facts = [("职能", "、".join(unit.functions)), ("设立文号", unit.founding_document), ("备注", unit.note)]
        for name, value in facts:
            if value:
                st.caption(f"{name}　{plain(value)}")
    with leaders:
        st.markdown("**领导人员**")
        _leaders(now, source, unit)


def _leaders(now: Session, source: Source, unit: Unit) -> None:
    data = frame(now, ("unit leaders", unit.code), lambda: leader_rows(source.establishment, unit.code))
    words = leadership_words(source.establishment, unit.code)
    if len(data):
        table(data)
    else:
        st.info("台账中没有标为领导的人员。如有，请在「人员」表的“是否领导”填是。", icon=":material/info:")
    st.caption(f"核定职数：{words}" if words else "台账没有列领导职数，不核对。")


def people_part(now: Session, source: Source, unit: Unit, person: str) -> None:
    """The people of the unit, and the one that was chosen."""
    if person in source.establishment.person:
        _person(now, source, person)
    found = list_of(now, source, ListKind.PEOPLE, unit.code)
    if not found.table.rows:
        st.info("台账「人员」表没有这个单位的人。如漏录，请补录后重新导入。", icon=":material/info:")
        return
    _shown(now, unit, "UNIT_PEOPLE", found, {"姓名": _choose_person})


def _choose_person(row: ListRow) -> None:
    st.query_params.update(unit_link(row.unit, "people", row.person))
    st.rerun(scope="app")


def _person(now: Session, source: Source, id: str) -> None:
    """What the roster says of one person, and where more is known."""
    person = source.establishment.person[id]
    move = next((move for move in now.plan.moves if move.person == id), None) if now.plan else None
    with st.container(border=True):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(f"**{plain(name_or_number(person.name, person.id))}**", width="content")
            if move is not None:
                to = source.establishment.unit[move.to_unit].name
                st.badge(f"拟调入{plain(to)}", color="blue")
            if now.plan is not None and st.button("看方案解释", icon=":material/contact_support:"):
                now.advice.person = id
                st.switch_page(page(Step.WHY))
            if st.button("收起", icon=":material/close:", type="tertiary"):
                st.query_params.pop("person", None)
                st.rerun()
        st.caption("　".join(f"{name} {plain(value)}" for name, value in person_facts(source.establishment, person)))


def sections_part(now: Session, source: Source, unit: Unit) -> None:
    """The sections of the unit."""
    found = list_of(now, source, ListKind.SECTIONS, unit.code)
    if not found.table.rows:
        st.info(
            "台账「内设机构」表没有这个单位的内设机构。没有设的不必填；漏录的请补录后重新导入。", icon=":material/info:"
        )
        return
    _shown(now, unit, "UNIT_SECTIONS", found)


def entries_part(now: Session, source: Source, unit: Unit) -> None:
    """What the ledger says of the unit, row by row."""
    st.caption(
        f"台账「{plain(source.name)}」中关于本单位的各行（人员、内设机构另列），位置以规范台账的工作表和行号为准。"
    )
    _shown(now, unit, "UNIT_ENTRIES", entries_of(now, source, unit.code))


def findings_part(now: Session, source: Source, unit: Unit) -> None:
    """What the check found about the unit."""
    found = list_of(now, source, ListKind.FINDINGS, unit.code)
    if not found.table.rows:
        st.success("体检没有发现关于本单位的问题。", icon=":material/check_circle:")
        return
    with st.container(horizontal=True):
        st.page_link(page(Step.CHECK), label="到「数据体检」看全文、依据和修复")
    _shown(now, unit, "UNIT_FINDINGS", found)


def plan_part(now: Session, source: Source, unit: Unit) -> None:
    """What the plan and the merging of sections propose for the unit."""
    merger = next((merger for merger in now.mergers or () if merger.unit == unit.code), None)
    if now.plan is None and merger is None:
        st.info(
            "还没有方案。求解「编制调剂」或「内设机构整合」后，这里列出本单位的变化。", icon=":material/play_circle:"
        )
        with st.container(horizontal=True):
            st.page_link(page(Step.PLAN), label="去编制调剂")
            st.page_link(page(Step.SECTIONS), label="去内设机构整合")
        return
    if now.plan is not None:
        found = moves_of(now, source, unit.code)
        if found.table.rows:
            _shown(now, unit, "UNIT_MOVES", found, {"姓名": _why(now)})
        else:
            st.info("方案没有从本单位调出、也没有向本单位调入人员。", icon=":material/info:")
        for left in now.plan.remaining:
            if left.unit == unit.code:
                st.markdown(f"**未消化超编**　{left.category.value} {left.excess} 人　{plain(left.why)}")
    if merger is not None:
        st.markdown(f"**内设机构拟由 {merger.before} 个整合为 {merger.after} 个**（限额 {merger.cap} 个）")
        table(frame(now, ("unit groups", unit.code), lambda: group_rows(source.establishment, merger)))


def _why(now: Session) -> OpenRow:
    def opens(row: ListRow) -> None:
        now.advice.person = row.person
        st.switch_page(page(Step.WHY))

    return opens


def history_part(now: Session, source: Source, unit: Unit) -> None:
    """Who retires when, and what changed since the former ledger."""
    outlook = outlook_of(now, source)
    st.markdown("**今后五年到龄人员**（含到龄未退）")
    found = list_of(now, source, ListKind.RETIREMENTS, unit.code)
    if found.table.rows:
        _shown(now, unit, "UNIT_RETIREMENTS", found)
    else:
        st.info("今后五年没有人到龄。", icon=":material/info:")
    ahead, behind = st.columns(2)
    with ahead:
        st.markdown("**逐年推算**（假定不进人）")
        table(frame(now, ("outlook years", now.day, unit.code), lambda: year_rows(outlook, unit.code)), tallest=6)
        st.page_link(page(Step.OUTLOOK), label="到「趋势预测」看逐月推算")
    with behind:
        st.markdown("**与上期台账相比**")
        _changes(now, unit)


def _changes(now: Session, unit: Unit) -> None:
    changes = now.roster_changes
    if changes is None:
        st.info(
            "还没有上期台账可比。到「三方比对」上传上期台账后，这里列出本单位人员的进出和信息更正。",
            icon=":material/info:",
        )
        st.page_link(page(Step.RECONCILE), label="去三方比对")
        return
    own = replace(
        changes,
        changes=tuple(each for each in changes.changes if unit.name in (each.from_unit, each.to_unit)),
    )
    if not own.changes:
        st.success("与上期台账相比，本单位人员没有变化。", icon=":material/check_circle:")
        return
    table(frame(now, ("unit changes of", now.files_compared, unit.code), lambda: change_rows(own)), tallest=8)


def _shown(
    now: Session, unit: Unit, name: str, found: lists.SearchableList, opens: Mapping[str, OpenRow] | None = None
) -> None:
    hidden = ("单位",) if name != "UNIT_MOVES" else ()
    big_table(now, BigTable(name, found, (), opens or {}, hidden, unit.name, _ROWS_HIGH))


UNIT_LISTS = ("UNIT_PEOPLE", "UNIT_SECTIONS", "UNIT_ENTRIES", "UNIT_FINDINGS", "UNIT_MOVES", "UNIT_RETIREMENTS")
"""The big tables of a unit's page: what is searched in one unit is not searched in the next."""
