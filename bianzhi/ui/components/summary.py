"""The figures of a ledger as cards."""

import streamlit as st

from bianzhi.services import Summary
from bianzhi.ui.glossary_tips import tip


def summary_cards(summary: Summary) -> None:
    """Units, persons, posts, persons in post, excess, vacancies."""
    cards = (
        ("单位", summary.units, "个"),
        ("人员（含不占编）", summary.persons, "人"),
        ("核定编制", summary.quota, "名"),
        ("占编实有", summary.in_post, "人"),
        ("超编", summary.excess, "人"),
        ("空编", summary.vacancies, "名"),
    )
    for column, (label, value, unit) in zip(st.columns(len(cards)), cards, strict=True):
        column.metric(label, f"{value:,} {unit}", border=True, height="stretch", help=tip(label))
    st.caption("超编、空编按「单位 × 编制类型」逐格计算后相加，不互相抵销。")
