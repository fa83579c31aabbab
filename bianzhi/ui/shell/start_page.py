"""The start page of Streamlit as it is served: in Chinese, and pointing nowhere it need not."""

import re
from functools import cache
from pathlib import Path

import streamlit

TITLE = "编制调剂 · bianzhi"

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
    return re.sub(r'<link\s+rel="preload"[^>]*SourceSans[^>]*>', "", page)
