"""Saves the plot of the page as a picture, SVG or PNG, with its title above and what it is of below.

The plot is drawn in the browser, so the browser writes the picture: nothing goes to the server or anywhere else.
"""

from dataclasses import dataclass
from importlib.resources import files

import streamlit as st


@dataclass(frozen=True, slots=True)
class Picture:
    """What a saved plot is called, without the ending, and what stands above and below it."""

    file: str
    heading: str
    foot: tuple[str, ...]


def _asset(name: str) -> str:
    return files("bianzhi.ui.components").joinpath("assets", name).read_text("utf-8")


SCRIPT = _asset("plot_saver.js")
_show = st.components.v2.component(
    "bianzhi_plot_saver", html=_asset("plot_saver.html"), css=_asset("plot_saver.css"), js=SCRIPT
)


def plot_saver(picture: Picture, key: str) -> None:
    """Two buttons that save the one plot of the page."""
    _show(data={"file": picture.file, "heading": picture.heading, "foot": list(picture.foot)}, key=key, width="content")
