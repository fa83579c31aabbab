"""The terms of art in plain words: the tip beside a card, an input or the heading of a column, and the list of all."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import pandas as pd
import streamlit as st

from bianzhi.law.citation import Citation, citation
from bianzhi.ui.widget_keys import WidgetKey

MOST_CHARACTERS = 60
"""Characters of a meaning; what is longer belongs in the manual."""

_REMARK = re.compile(r"（[^（）]*）$")
"""What a label says beside the term: a unit, 前, 后, 必填."""


@dataclass(frozen=True, slots=True)
class Term:
    """A term of art: its group in the list, its meaning, labels that mean the same, and the statute that defines it."""

    term: str
    group: str
    meaning: str
    labels: tuple[str, ...] = ()
    source: Citation | None = None

    @property
    def tip(self) -> str:
        """The meaning, with the statute where one says it."""
        return f"{self.meaning}依据：{self.source}。" if self.source else self.meaning


@cache
def terms() -> tuple[Term, ...]:
    """Every term, in the order of the data file."""
    text = files("bianzhi.ui").joinpath("glossary_tips.toml").read_text("utf-8")
    return tuple(_term(row) for row in tomllib.loads(text)["terms"])


def tip(label: str) -> str | None:
    """The tip for a label, or None where it is no term of art; a unit in brackets behind the term does not count."""
    found = _by_label()
    return found.get(label) or found.get(_REMARK.sub("", label))


def glossary_view() -> None:
    """The terms as a table that can be searched, for the help page; it is printed whole."""
    wanted = st.text_input(
        "查找术语",
        key=WidgetKey.GLOSSARY_SEARCH,
        placeholder="术语或解释中的几个字，如：超编",
        icon=":material/search:",
        persist_state="session",
        width=380,
    ).strip()
    rows = [
        {
            "类别": term.group,
            "术语": term.term,
            "解释": term.meaning,
            "依据": str(term.source) if term.source else "",
        }
        for term in terms()
        if wanted in term.term or wanted in term.meaning or any(wanted in label for label in term.labels)
    ]
    if not rows:
        st.info(f"术语表中没有“{wanted}”。请少填几个字再查。", icon=":material/search_off:")
        return
    st.caption(f"共 {len(rows)} 条。各页指标和输入框旁的问号、停在表头上时的提示，也是这些解释。")
    st.table(pd.DataFrame(rows).set_index("术语"), alt="术语表")


def _term(row: Mapping[str, Any]) -> Term:
    source = citation(row["source"]) if "source" in row else None
    return Term(row["term"], row["group"], row["meaning"], tuple(row.get("labels", ())), source)


@cache
def _by_label() -> dict[str, str]:
    return {label: term.tip for term in terms() for label in (term.term, *term.labels)}
