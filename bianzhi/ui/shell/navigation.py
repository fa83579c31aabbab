"""The script of every run: what all pages have in common, then the page itself."""

from pathlib import Path

import streamlit as st

from bianzhi.ui.shell.pages import GROUPS, page
from bianzhi.ui.shell.start_page import TITLE

ASSETS = Path(__file__).parent.parent / "assets"

st.set_page_config(page_title=TITLE, page_icon=str(ASSETS / "icon.png"), layout="wide")
st.logo(str(ASSETS / "brand.svg"), size="large")
st.html(ASSETS / "pages.css")
st.navigation({group: [page(step) for step in steps] for group, steps in GROUPS.items()}, position="top").run()
