"""Shows an organisation chart: zoom, drag, search, full screen, export; a click comes back to Python.

The chart is the SVG text of ``services.draw``. In the browser it is parsed as XML and rebuilt from a short list of
permitted elements and attributes before it is shown, so that a name in a ledger can never become a script.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from typing import Literal, cast

import streamlit as st

_LONGEST_CODE, _LONGEST_SECTION = 200, 2000


@dataclass(frozen=True, slots=True)
class OrgChartEvent:
    """What was clicked: a unit (its code), one of its sections, a system (its key) or a person (place in the roster)."""

    kind: Literal["unit", "system", "person"]
    code: str
    section: str = ""
    """Code of the section of the unit; for one that several are to become, their codes joined by +."""


def _asset(name: str) -> str:
    return files("bianzhi.ui.components").joinpath("assets", name).read_text("utf-8")


SCRIPT = _asset("chart_layout.js") + _asset("org_chart_view.js")

_show = st.components.v2.component(
    "bianzhi_org_chart",
    html=_asset("org_chart_view.html"),
    css=_asset("org_chart_view.css"),
    js=SCRIPT,
)


def org_chart_view(svg: str, key: str, height: int = 640, file: str = "", refusal: str = "") -> OrgChartEvent | None:
    """Show a chart ``height`` pixels high, its tools included.

    ``file`` is what its SVG and PNG are called, without the ending; empty for the title of the chart. ``refusal`` says
    why it may not be saved, when somebody tries to; empty where it may.

    Returns
    -------
    OrgChartEvent
        What was clicked since the last run, once; None if nothing was.

    Notes
    -----
    Zoom and place stay as they are when the chart is drawn anew, unless its level changes (units, sections). Bands are
    folded in the browser, which lays the others out anew, and stay so for ``key`` until its tab is closed.
    """
    data = {"svg": svg, "height": height, "key": key, "file": file, "refusal": refusal}
    result = _show(data=data, key=key, on_event_change=lambda: None)
    return _event(result.get("event"))


def _event(value: object) -> OrgChartEvent | None:
    """What the browser sent, if it is of the form it should have."""
    if not isinstance(value, Mapping):
        return None
    kind, code, section = value.get("kind"), value.get("code"), value.get("section", "")
    if not isinstance(kind, str) or kind not in {"unit", "system", "person"}:
        return None
    if not isinstance(code, str) or not 0 < len(code) <= _LONGEST_CODE:
        return None
    if not isinstance(section, str) or len(section) > _LONGEST_SECTION:
        return None
    return OrgChartEvent(cast(Literal["unit", "system", "person"], kind), code, section)
