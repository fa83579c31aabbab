"""The steps of a reform as a list to work on, and the form that adds one."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

import streamlit as st

from bianzhi.domain import reform as nouns
from bianzhi.domain.reform import Reformed, Step
from bianzhi.errors import BianzhiError
from bianzhi.services import reforming
from bianzhi.ui.components import reform_other_forms as other_forms
from bianzhi.ui.components import reform_unit_forms as unit_forms
from bianzhi.ui.components.frame import error_box
from bianzhi.ui.components.reform_fields import Builder, Fields
from bianzhi.ui.components.table import ROW_PIXELS, frame
from bianzhi.ui.state import Session, Source
from bianzhi.ui.tables.reforms import step_rows
from bianzhi.ui.tables.shown import plain
from bianzhi.ui.widget_keys import WidgetKey

_ROWS = 11

FORMS: dict[str, tuple[tuple[type, Callable[[Fields], Builder]], ...]] = {
    "机构": (
        (nouns.EstablishUnit, unit_forms.establish_unit),
        (nouns.AbolishUnit, unit_forms.abolish_unit),
        (nouns.MergeUnits, unit_forms.merge_units),
        (nouns.SplitUnit, unit_forms.split_unit),
        (nouns.RenameUnit, unit_forms.rename_unit),
        (nouns.MoveUnit, unit_forms.move_unit),
    ),
    "内设机构": (
        (nouns.EstablishSection, unit_forms.establish_section),
        (nouns.MergeSections, unit_forms.merge_sections),
        (nouns.AbolishSection, unit_forms.abolish_section),
        (nouns.ChangeCap, other_forms.change_cap),
    ),
    "职责": (
        (nouns.TransferDuties, other_forms.transfer_duties),
        (nouns.ChangeDuty, other_forms.change_duty),
        (nouns.MergeDuties, other_forms.merge_duties),
        (nouns.SplitDuty, other_forms.split_duty),
    ),
    "编制和职数": (
        (nouns.TransferPosts, other_forms.transfer_posts),
        (nouns.ChangeQuota, other_forms.change_quota),
        (nouns.ChangeLeadershipPosts, other_forms.change_leadership_posts),
        (nouns.SetParameter, other_forms.set_parameter),
    ),
}
"""Every operation, by what it is about: the form that makes it."""


def steps_view(now: Session, source: Source) -> None:
    """The list, and what can be done with the step that is chosen."""
    work, establishment = now.reforms, source.establishment
    steps = work.reform.steps
    st.subheader(f"改革事项（{len(steps)} 项，按先后次序执行）", anchor=False)
    if not steps:
        st.info(
            "还没有改革事项。请在右边选操作、填好后点「加入改革方案」，或在上面载入改革方案文件、示例。",
            icon=":material/edit_note:",
        )
        return
    tools = st.container()
    sentences = work.sentences(establishment)
    rows = frame(now, ("reform steps", work.mark), lambda: step_rows(work.reform, sentences))
    default: Any = {"selection": {"rows": [work.chosen]}} if work.chosen is not None else None
    event = st.dataframe(
        rows,
        key=f"{WidgetKey.REFORM_STEPS}_{work.edits}",
        on_select="rerun",
        selection_mode="single-row",
        selection_default=default,
        hide_index=True,
        row_height=ROW_PIXELS,
        height=ROW_PIXELS * (min(len(rows), _ROWS) + 1) - 1,
        column_config={
            "序号": st.column_config.Column(width=52),
            "操作": st.column_config.Column(width=112),
            "改革事项": st.column_config.TextColumn(width=580),
        },
    )
    chosen = [place for place in event["selection"]["rows"] if place < len(steps)]
    place = chosen[0] if chosen else None
    with tools:
        _buttons(now, source, place)
    if place is not None:
        st.info(f"第 {place + 1} 项：{plain(sentences[place])}", icon=":material/notes:")


def _buttons(now: Session, source: Source, place: int | None) -> None:
    work, establishment = now.reforms, source.establishment
    last = len(work.reform.steps) - 1
    doing: Callable[[], None] | None = None
    with st.container(horizontal=True, vertical_alignment="center"):
        if st.button("上移", icon=":material/arrow_upward:", disabled=place in (None, 0)) and place is not None:
            doing = partial(work.move, establishment, place, -1)
        if st.button("下移", icon=":material/arrow_downward:", disabled=place in (None, last)) and place is not None:
            doing = partial(work.move, establishment, place, 1)
        if st.button("删除这一项", icon=":material/delete:", disabled=place is None) and place is not None:
            doing = partial(work.delete, establishment, place)
        if st.button("撤回最后一项", icon=":material/undo:"):
            doing = partial(work.take, establishment, work.reform.without_last())
        st.caption(f"已选第 {place + 1} 项" if place is not None else "点选一项后可移动或删除")
    if doing is not None:
        try:
            doing()
        except BianzhiError as error:
            error_box(error)
            st.caption("改革方案没有改动。")
        else:
            st.rerun()


def add_form(now: Session, source: Source, reformed: Reformed) -> None:
    """Choose an operation, fill it in, add it: it is tried at once."""
    work = now.reforms
    words = reforming.operation_words()
    with st.container(border=True):
        st.markdown("**增加一项**　按前面各项执行后的机构、人员和职责填写")
        group = st.segmented_control(
            "类别", list(FORMS), default="机构", required=True, key=f"{WidgetKey.REFORM_KIND}_group"
        )
        forms = {words[kind]: form for kind, form in FORMS[group or "机构"]}
        name = st.segmented_control(
            "操作",
            list(forms),
            default=next(iter(forms)),
            required=True,
            key=f"{WidgetKey.REFORM_KIND}_{group}",
        )
        name = name or next(iter(forms))
        fields = Fields(work, reformed, name)
        build = forms[name](fields)
        left, right = st.columns([3, 2])
        with left:
            why = fields.words("事由", placeholder="如：编随事走、人随编走")
        with right:
            day = fields.day("另定这一项的施行日期")
        told = st.container()
        pressed = st.button("加入改革方案", type="primary", icon=":material/add:", key=fields.key("add"))
        if not pressed:
            return
        try:
            operation = replace(build(), why=why)
            work.add(source.establishment, Step(operation, day))
        except BianzhiError as error:
            with told:
                error_box(error)
                st.caption("改革方案没有改动。")
            return
    now.success = f"已加入第 {len(work.reform.steps)} 项：{plain(work.sentences(source.establishment)[-1])}"
    st.rerun()
