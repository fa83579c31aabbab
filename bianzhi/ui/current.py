"""The session of this browser tab: made, found again after a reload, or brought back from what was kept.

The only file that names the session key and the parameter in the address.
"""

from typing import cast

import streamlit as st

from bianzhi.errors import BianzhiError
from bianzhi.ui import keeping
from bianzhi.ui.shell.visitor import COOKIE, is_visitor
from bianzhi.ui.state import Session
from bianzhi.ui.workspaces import Workspaces

SESSION_KEY = "bianzhi_session"
_SHOWN_KEY = "bianzhi_shown"
"""What this tab last put into the address: another id there is the clerk's wish, by the back button or a bookmark."""
_DRAWN_KEY = "bianzhi_drawn"
"""How many jobs had handed over their results when this tab's page began to be drawn."""
_WORK_PARAMETER = "work"
"""In the address: the id of the scenario."""

WORKSPACES: Workspaces[Session] = Workspaces()
"""Work of browsers of this server that is still in memory, with everything that was asked about it."""


def session() -> Session:
    """The session of this tab. The address says which scenario; the back button goes back to the one before."""
    now = cast("Session | None", st.session_state.get(SESSION_KEY))
    visitor, asked_for = _visitor(), st.query_params.get(_WORK_PARAMETER, "")
    if now is None:
        now = _found_again(visitor, asked_for) or _brought_back(Session(), asked_for)
        st.session_state[SESSION_KEY] = now
    elif asked_for and asked_for not in (st.session_state.get(_SHOWN_KEY), now.scenario and now.scenario.id):
        now = _found_again(visitor, asked_for) or _brought_back(now, asked_for)
        st.session_state[SESSION_KEY] = now
    now.visitor = visitor
    if visitor and now.preferences is None:
        now.preferences = keeping.KeptPreferences()
    now.collect()
    keeping.keep(now)
    st.session_state[_DRAWN_KEY] = now.handed_over
    show_in_address(now)
    return now


def keep_session(*, in_address: bool = True) -> None:
    """Keep what this run has changed; called when the run ends, however it ends."""
    now = cast("Session | None", st.session_state.get(SESSION_KEY))
    if now is not None:
        keeping.keep(now)
        if in_address:
            show_in_address(now)


def draw_again_if_handed_over() -> None:
    """Draw the page once more where a job has ended while it was drawn: its upper part knew nothing of the result."""
    now = cast("Session | None", st.session_state.get(SESSION_KEY))
    if now is not None and st.session_state.get(_DRAWN_KEY, now.handed_over) != now.handed_over:
        st.rerun()


def open_scenario(now: Session, identifier: str) -> Session:
    """Go on with another scenario in this tab; the present one is kept.

    Raises
    ------
    BianzhiError
        The present work could not be kept and would be lost, or the other scenario cannot be opened.
    """
    keeping.keep(now)
    if now.gone or now.newer or now.unkept:
        raise BianzhiError("本页的改动还没有保存。", "请先按页首的提示保存，再打开别的方案。")
    other = _found_again(now.visitor, identifier)
    if other is None:
        other = Session(visitor=now.visitor)
        keeping.bring_back(other, identifier)
    st.session_state[SESSION_KEY] = other
    return other


def drop_from_memory(identifier: str) -> None:
    """Forget the work at a scenario that was deleted."""
    WORKSPACES.drop(identifier)


def begin_anew(now: Session) -> Session:
    """A session without scenario and ledger in this tab, after the present one was deleted."""
    now.drop_results()
    fresh = Session(visitor=now.visitor)
    st.session_state[SESSION_KEY] = fresh
    return fresh


def show_in_address(now: Session) -> None:
    """The scenario in the address, so that a reload, a bookmark or a colleague finds it."""
    if now.scenario is None:
        if _WORK_PARAMETER in st.query_params:
            del st.query_params[_WORK_PARAMETER]
        return
    if now.visitor:
        WORKSPACES.keep(now.visitor, now.scenario.id, now)
    st.session_state[_SHOWN_KEY] = now.scenario.id
    if st.query_params.get(_WORK_PARAMETER) != now.scenario.id:
        st.query_params[_WORK_PARAMETER] = now.scenario.id


def _found_again(visitor: str, identifier: str) -> Session | None:
    """Work that is still in memory and still at this scenario; ``keep`` finds out whether it was changed elsewhere."""
    found = WORKSPACES.find(visitor, identifier) if visitor and identifier else None
    return found if found is not None and found.scenario is not None and found.scenario.id == identifier else None


def _brought_back(now: Session, identifier: str) -> Session:
    """What was kept of a scenario; the session stays as it is, with a sentence, where there is none."""
    if not identifier:
        return now
    other = Session()
    try:
        keeping.bring_back(other, identifier)
    except BianzhiError as error:
        now.notice = f"{error.message}{error.hint}"
        return now
    return other


def _visitor() -> str:
    value = st.context.cookies.get(COOKIE, "")
    return value if isinstance(value, str) and is_visitor(value) else ""
