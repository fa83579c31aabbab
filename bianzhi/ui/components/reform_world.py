"""按改革方案执行后: the switch between the ledger as it is and the ledger after the reform at hand."""

import streamlit as st

from bianzhi.domain.establishment import Establishment
from bianzhi.errors import ReformError
from bianzhi.ui.components.frame import error_box
from bianzhi.ui.components.reform_head import go_to_reform
from bianzhi.ui.sources import Source
from bianzhi.ui.state import Session
from bianzhi.ui.widget_keys import WidgetKey


def chosen_world(
    now: Session, source: Source, words: str = "按改革方案执行后", key: str = WidgetKey.REFORM_WORLD
) -> tuple[Establishment, str]:
    """The ledger that the clerk wants to see, and what tells it from others: empty for the ledger as it is.

    The choice holds on every page that has the switch of this ``key``. Without a reform there is no switch; where the reform cannot be
    carried out on this ledger, the page says so and stops.
    """
    work = now.reforms
    if not work.reform.steps:
        return source.establishment, ""
    after = st.toggle(
        words,
        value=False,
        key=key,
        help="以改革方案各项执行后的台账计算；不改动台账。",
        persist_state="session",
    )
    if not after:
        return source.establishment, ""
    try:
        return work.reformed(source.establishment).after, work.mark
    except ReformError as error:
        error_box(error)
        go_to_reform()
        st.stop()
