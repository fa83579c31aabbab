"""The box that names the people who go along, and below it who they are."""

from collections.abc import Iterable

import pandas as pd
import streamlit as st

from bianzhi.ui.components.reform_fields import Fields
from bianzhi.ui.components.table import table
from bianzhi.ui.tables.going_along import going_rows, warnings_about
from bianzhi.ui.tables.shown import plain

_ROWS = 6


def people_box(fields: Fields, label: str, unit: str, values: Iterable[str] = ()) -> tuple[str, ...]:
    """People of a unit to choose from; those chosen stand below with post, grade, lock and wish."""
    persons = fields.many(label, fields.people(unit), "输入姓名、编号、职务查找，★ 为领导", values)
    if persons:
        rows = pd.DataFrame(going_rows(fields.ledger, persons)).dropna(axis="columns", how="all").fillna("")
        table(rows, tallest=_ROWS)
        for words in warnings_about(fields.ledger, persons):
            st.caption(f":orange[▲ {plain(words)}]")
    return persons
