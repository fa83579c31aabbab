"""A box to choose people of the ledger; where there are more than a browser handles at ease, a search comes first."""

from collections.abc import Mapping

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from bianzhi.ui.sources import Source
from bianzhi.ui.state import Session
from bianzhi.ui.tables.advice import people_choices

MOST_IN_A_BOX = 6_000
"""People whom one box holds: a district. With fifty thousand a browser is busy for seconds at every change of the page."""


def choices_of(now: Session, source: Source) -> Mapping[str, str]:
    """Everybody who holds a post, by id, in the words of a box."""
    return now.remember(("people", source.establishment.sha256), lambda: people_choices(source.establishment))


def matching(choices: Mapping[str, str], wanted: str) -> list[str]:
    """Ids whose words have ``wanted`` in them, as many as a box holds; everybody where that is not too many."""
    if len(choices) <= MOST_IN_A_BOX:
        return list(choices)
    return [id for id, words in choices.items() if wanted and wanted in words][:MOST_IN_A_BOX]


def people_above(now: Session, source: Source, label: str, key: str) -> list[str] | None:
    """The box with its search, to stand above a form, where a box in the form could not hold everybody; else None.

    A form tells nothing before it is sent, a search in it would find nobody.
    """
    choices = choices_of(now, source)
    if len(choices) <= MOST_IN_A_BOX:
        return None
    search, box = st.columns([5, 7])
    wanted = search.text_input("先查找人员", key=f"{key}_search", placeholder="姓名、编号或单位的一部分").strip()
    chosen = st.session_state.get(f"{key}_people") or ()
    options = list(dict.fromkeys((*chosen, *matching(choices, wanted))))
    nobody = "没有查到，请换几个字再查" if wanted else "请先在左边查找"
    return _box(box, label, options, choices, key, "选择查到的人，可以再查再选" if options else nobody)


def people_within(now: Session, source: Source, box: DeltaGenerator, label: str, key: str) -> list[str]:
    """The box within a form."""
    choices = choices_of(now, source)
    return _box(box, label, list(choices), choices, key, "输入姓名、编号或单位查找")


def _box(
    box: DeltaGenerator, label: str, options: list[str], choices: Mapping[str, str], key: str, placeholder: str
) -> list[str]:
    return box.multiselect(
        label,
        options,
        format_func=lambda id: choices.get(id, id),
        key=f"{key}_people",
        placeholder=placeholder,
        filter_mode="contains",
        select_all=False,
    )
