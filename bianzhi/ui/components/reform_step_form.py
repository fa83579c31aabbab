"""The form of one step: it adds a step to the reform, or changes one; either is tried at once."""

from collections.abc import Callable
from dataclasses import replace

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from bianzhi.domain import reform as nouns
from bianzhi.domain.reform import Operation, Reformed, Step
from bianzhi.errors import BianzhiError
from bianzhi.services import reforming
from bianzhi.ui.components import reform_other_forms as other_forms
from bianzhi.ui.components import reform_unit_forms as unit_forms
from bianzhi.ui.components.frame import error_box
from bianzhi.ui.components.reform_fields import Builder, Fields, MissingFieldError
from bianzhi.ui.components.reform_said import done, error_toast, reason_first
from bianzhi.ui.sources import Source
from bianzhi.ui.state import Session
from bianzhi.ui.tables.shown import plain
from bianzhi.ui.widget_keys import WidgetKey

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


def add_form(now: Session, source: Source, reformed: Reformed) -> None:
    """Choose an operation, fill it in, add it: it is tried at once."""
    work, words = now.reforms, reforming.operation_words()
    with st.container(border=True):
        st.markdown("**增加一项**　按前面各项执行后的机构、人员和职责填写")
        told = st.container()
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
        make = _boxes(fields, forms[name], None)
        if not st.button("加入改革方案", type="primary", icon=":material/add:", key=fields.key("add")):
            return
        try:
            work.add(source.establishment, make())
        except BianzhiError as error:
            _refused(fields, told, error, "没有加入，改革方案没有改动。")
            return
    done(now, f"已加入第 {len(work.reform.steps)} 项：{plain(work.sentences(source.establishment)[-1])}")
    st.rerun()


def change_form(now: Session, source: Source, place: int) -> None:
    """The form of a step that is there, filled with what it says; refused, the reform stays as it was."""
    work = now.reforms
    step = work.reform.steps[place]
    name, build = _form_of(step.operation)
    with st.container(border=True):
        st.markdown(f"**修改第 {place + 1} 项：{name}**　按它前面各项执行后的机构、人员和职责填写")
        told = st.container()
        fields = Fields(work, work.before(source.establishment, place), name, step.operation, place)
        make = _boxes(fields, build, step)
        with st.container(horizontal=True):
            pressed = st.button("保存修改", type="primary", icon=":material/check:", key=fields.key("save"))
            if st.button("不改了", icon=":material/close:", key=fields.key("leave")):
                work.editing = None
                st.rerun()
        if not pressed:
            return
        try:
            work.change(source.establishment, place, make())
        except BianzhiError as error:
            _refused(fields, told, error, "没有修改，改革方案还是原来的。")
            return
    done(now, f"已修改第 {place + 1} 项：{plain(work.sentences(source.establishment)[place])}")
    st.rerun()


def _form_of(operation: Operation) -> tuple[str, Callable[[Fields], Builder]]:
    word = reforming.operation_words()[type(operation)]
    forms = {kind: form for group in FORMS.values() for kind, form in group}
    return word, forms[type(operation)]


def _boxes(fields: Fields, form: Callable[[Fields], Builder], step: Step | None) -> Callable[[], Step]:
    """The boxes of an operation, and those that every operation has."""
    build = form(fields)
    left, right = st.columns([3, 2])
    with left:
        why = fields.words("事由", step.operation.why if step else "", placeholder="如：编随事走、人随编走")
    with right:
        day = fields.day("另定这一项的施行日期", step.on if step else None)

    def make() -> Step:
        operation = replace(build(), why=why)
        if isinstance(operation, nouns.ChangeDuty) and operation.fate is nouns.Fate.DROPPED and not why:
            raise MissingFieldError("事由", "取消职责没有写依据。", "请在“事由”写明依据的文件或会议。")
        return Step(operation, day)

    return make


def _refused(fields: Fields, told: DeltaGenerator, error: BianzhiError, stays: str) -> None:
    """At the head of the form, at the box that is empty, beside the button, and in the corner of the window."""
    with told:
        error_box(reason_first(error))
    fields.mark(error)
    error_toast(error)
    st.caption(f":red[▲ {stays}]　原因见表单上方。")
