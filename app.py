"""Start with ``streamlit run app.py``. The pages are in ``bianzhi/ui/pages``, in the order of the work."""

from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware

from bianzhi.ui.current import WORKSPACES
from bianzhi.ui.shell.greeting import greet
from bianzhi.ui.shell.housekeeping import start_housekeeping
from bianzhi.ui.shell.middleware import ChineseShell
from bianzhi.ui.shell.script_errors import say_what_to_do

app = st.App(
    Path(__file__).parent / "bianzhi" / "ui" / "shell" / "navigation.py",
    lifespan=greet,
    middleware=[Middleware(ChineseShell)],
    on_script_error=say_what_to_do,
)

start_housekeeping(WORKSPACES.sweep)
