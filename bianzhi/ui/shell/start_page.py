"""The start page of Streamlit as it is served: in Chinese, and pointing nowhere it need not."""

import re
from base64 import b64encode
from functools import cache
from pathlib import Path

import streamlit

TITLE = "编制调剂 · bianzhi"

_ASSETS = Path(__file__).parent.parent / "assets"
_NO_SCRIPT = "<noscript><p>请在浏览器设置中允许运行 JavaScript，然后刷新本页。</p></noscript>"


@cache
def start_page() -> str:
    """index.html with the language, the title and the notice of the office, without what the pages never use."""
    page = (Path(streamlit.__file__).parent / "static" / "index.html").read_text("utf-8")
    page = re.sub(r"<!--.*?-->", "", page, flags=re.DOTALL)
    page = page.replace('<html lang="en">', '<html lang="zh-CN" translate="no">')
    page = page.replace("<title>Streamlit</title>", f"<title>{TITLE}</title>")
    page = re.sub(r"<noscript>.*?</noscript>", _NO_SCRIPT, page, flags=re.DOTALL)
    page = re.sub(r'<link rel="service-desc"[^>]*>', "", page)
    page = re.sub(r'<link\s+rel="preload"[^>]*SourceSans[^>]*>', "", page)
    return page.replace("</body>", f"<script>{(_ASSETS / 'paper.js').read_text('utf-8')}</script></body>")


@cache
def icon() -> str:
    """The icon of the browser's tab as an address that holds it: a file would be fetched anew at every change of the page."""
    return f"data:image/png;base64,{b64encode((_ASSETS / 'icon.png').read_bytes()).decode()}"
