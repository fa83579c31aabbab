"""What the window that started the server says, the browser it opens, and the end of running work on stopping."""

import sys
import threading
import webbrowser
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import streamlit as st

from bianzhi.ui.jobs import JOBS
from bianzhi.ui.shell.warming import warm_up

_SECONDS_UNTIL_OPEN = 1.0


@asynccontextmanager
async def greet(_: st.App) -> AsyncIterator[dict[str, Any]]:
    """Load what the pages use, say where they are, and open them unless ``server.headless`` is set; at the end cancel all work."""
    warm_up()
    address = f"http://{st.get_option('browser.serverAddress')}:{st.get_option('server.port')}"
    sys.stdout.write(f"\n  编制调剂已启动，请在浏览器中打开 {address}\n  关闭本窗口或按 Ctrl+C 即停止服务。\n\n")
    sys.stdout.flush()
    if not st.get_option("server.headless"):
        opening = threading.Timer(_SECONDS_UNTIL_OPEN, webbrowser.open, [address])
        opening.daemon = True
        opening.start()
    try:
        yield {}
    finally:
        JOBS.close()
