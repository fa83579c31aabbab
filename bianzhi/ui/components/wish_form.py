"""The form that adds a wish of the office."""

from dataclasses import replace
from typing import Any

import streamlit as st

from bianzhi.domain.establishment import Establishment
from bianzhi.domain.terms import Category
from bianzhi.domain.wishes import Wish, WishKind
from bianzhi.errors import BianzhiError, SettingsError
from bianzhi.ui.components.frame import error_box
from bianzhi.ui.components.people_box import people_above, people_within
from bianzhi.ui.components.signature import signature_fields, signed
from bianzhi.ui.sources import Source
from bianzhi.ui.state import Session
from bianzhi.ui.tables.requirements import WISH_WORDS, wish_words
from bianzhi.ui.widget_keys import WidgetKey

_BY_PEOPLE = (WishKind.STAY, WishKind.TOGETHER)
"""Kinds that speak of people only."""


def wish_form(now: Session, source: Source) -> None:
    """The kind first, then a form with what that kind takes."""
    kind = WishKind(
        st.segmented_control(
            "要求类别",
            [kind.value for kind in WishKind],
            default=WishKind.STAY.value,
            required=True,
            key=WidgetKey.WISH_KIND,
        )
        or WishKind.STAY
    )
    key = f"{WidgetKey.WISH}_{len(now.settings.wishes)}_{kind}"
    label = f"人员（{'必填' if kind in _BY_PEOPLE else '可不填'}）"
    people = people_above(now, source, label, key)
    with st.form(f"{key}_form", border=True):
        st.markdown(f"**{kind.value}**　{WISH_WORDS[kind]}")
        values = _people(now, source, key, label, people)
        if kind not in _BY_PEOPLE:
            values |= _pattern(source.establishment, key)
            values |= _number(kind, key)
        signature = signature_fields(now, f"wish {kind.value}", key, "如：该同志承担专项任务，任务期内不宜调整")
        pressed = st.form_submit_button("加入要求", type="primary", icon=":material/add:")
    if not pressed:
        return
    try:
        who = signed(now, f"wish {kind.value}", signature)
        wish = Wish(kind, **_checked(values, source.establishment), by=who.by, on=who.on, why=who.why)
        settings = replace(now.settings, wishes=(*now.settings.wishes, wish))
    except BianzhiError as error:
        error_box(error)
        return
    words = f"已加入要求：{wish_words(source.establishment, wish)}。"
    if len(settings.wishes) > 1:
        words += "它与其他要求能否同时满足，求解时核对；不能的会逐条列出。"
    now.take_settings(settings, words)
    st.rerun()


def _people(now: Session, source: Source, key: str, label: str, above: list[str] | None) -> dict[str, Any]:
    """The people chosen in the box, above the form or in it, and those whose ids were pasted."""
    if above is None:
        box, pasted = st.columns([7, 5])
        chosen = people_within(now, source, box, label, key)
    else:
        pasted, chosen = st.container(), above
    text = pasted.text_input("也可粘贴人员编号，用、分隔", key=f"{key}_pasted", placeholder="如：P00012、P00345")
    ids = [part for part in text.replace("，", "、").replace(",", "、").replace(" ", "、").split("、") if part]
    return {"persons": tuple(dict.fromkeys((*chosen, *ids)))}


def _pattern(establishment: Establishment, key: str) -> dict[str, Any]:
    units = {unit.code: unit.name for unit in establishment.units}
    boxes = st.columns(4)
    posts = sorted({post.title for post in establishment.posts})
    from_unit = _choice(boxes[0], "调出单位", units, f"{key}_from")
    to_unit = _choice(boxes[1], "调入单位", units, f"{key}_to")
    category = _choice(boxes[2], "拟用编制类型", {each.value: each.value for each in Category}, f"{key}_category")
    post = _choice(boxes[3], "岗位", {title: title for title in posts}, f"{key}_post")
    return {
        "from_unit": from_unit,
        "to_unit": to_unit,
        "category": Category(category) if category else None,
        "post": post,
    }


def _choice(box: Any, label: str, options: dict[str, str], key: str) -> str:
    chosen = box.selectbox(
        label,
        list(options),
        index=None,
        format_func=lambda option: options.get(option, option),
        key=key,
        placeholder="不限",
        filter_mode="contains",
    )
    return str(chosen or "")


def _number(kind: WishKind, key: str) -> dict[str, Any]:
    if kind is WishKind.REQUIRE:
        return {"least": int(st.number_input("至少安排（人）", 1, 10_000, 1, step=1, key=f"{key}_least", width=200))}
    if kind is WishKind.PREFER:
        explanation = "每满足一人记这么多分，与其他优先要求相比较。"
        weight = st.number_input("权重（1–100）", 1, 100, 1, step=1, key=f"{key}_weight", width=200, help=explanation)
        return {"weight": int(weight)}
    return {}


def _checked(values: dict[str, Any], establishment: Establishment) -> dict[str, Any]:
    """The values, where every person is of the ledger.

    Raises
    ------
    SettingsError
        An id is not in the ledger.
    """
    unknown = [id for id in values["persons"] if id not in establishment.person]
    if unknown:
        raise SettingsError(f"台账中没有编号为 {'、'.join(unknown)} 的人员。", "请核对编号，或在左边按姓名查找后选择。")
    return values
