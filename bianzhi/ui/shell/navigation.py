"""The script of every run: what all pages have in common, then the page itself."""

from pathlib import Path

import streamlit as st
from streamlit.runtime.scriptrunner import RerunException, StopException

from bianzhi.ui.current import draw_again_if_handed_over, keep_session
from bianzhi.ui.shell.pages import GROUPS, page
from bianzhi.ui.shell.start_page import TITLE, icon

ASSETS = Path(__file__).parent.parent / "assets"

st.set_page_config(page_title=TITLE, page_icon=icon(), layout="wide")
st.logo(str(ASSETS / "brand.svg"), size="large")
st.html(ASSETS / "pages.css")
chosen = st.navigation({group: [page(step) for step in steps] for group, steps in GROUPS.items()}, position="top")
try:
    chosen.run()
except RerunException:
    keep_session(in_address=False)  # the next run comes with the address as this one found it
    raise
except StopException:
    keep_session()
    draw_again_if_handed_over()
    raise
else:
    keep_session()
    draw_again_if_handed_over()
