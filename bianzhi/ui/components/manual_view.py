"""用户手册 on the help page: table of contents, search, the chapter that is read, and the whole of it for print."""

import re
from pathlib import Path

import streamlit as st

from bianzhi.ui.components.downloads import Download, download_button
from bianzhi.ui.manual_reader import Chapter, Hit, as_page, chapters, picture, search_manual
from bianzhi.ui.state import Session
from bianzhi.ui.tables.shown import plain
from bianzhi.ui.widget_keys import WidgetKey

_STYLE = Path(__file__).parent / "assets" / "manual.css"
CHAPTER = "chapter"
"""In the address: the number of the chapter that is read."""
_HEADING = re.compile(r"^##+ ", re.MULTILINE)
"""A section of a chapter: one level below the title of the chapter, which is the second level of the page."""
_MOST_HITS = 20


def manual_view(now: Session) -> None:
    """Contents on the left, the chapter on the right; a search lists sections instead."""
    st.html(_STYLE)
    keys = {chapter.key: chapter for chapter in chapters()}
    _follow_address(keys)
    contents, text = st.columns([3, 10], gap="medium")
    with contents:
        query = st.text_input(
            "在手册中查找",
            key=WidgetKey.MANUAL_SEARCH,
            type="search",
            icon=":material/search:",
            placeholder="汉字，或标题的拼音首字母",
            max_chars=40,
        )
        st.radio(
            "目录",
            list(keys),
            format_func=lambda key: keys[key].title,
            key=WidgetKey.MANUAL_CHAPTER,
            persist_state="session",
        )
        printable = Download("用户手册", "", "用户手册.html", "text/html", lambda: as_page("用户手册"), is_result=False)
        download_button(now, printable, label="下载打印版")
        st.caption("打印版用浏览器打开，可以打印或存为 PDF。")
    with text, st.container(key="bz_manual"):
        if query.strip():
            _hits(now, query)
        else:
            _chapter(keys[_chosen(keys)])


def _chosen(keys: dict[str, Chapter]) -> str:
    key = str(st.session_state.get(WidgetKey.MANUAL_CHAPTER) or "")
    chosen = key if key in keys else next(iter(keys))
    st.session_state[WidgetKey.MANUAL_ADDRESS] = chosen
    if st.query_params.get(CHAPTER) != chosen:
        st.query_params[CHAPTER] = chosen
    return chosen


def _follow_address(keys: dict[str, Chapter]) -> None:
    """A chapter in the address that is another than the one last shown is where a link leads."""
    asked = st.query_params.get(CHAPTER, "")
    if asked in keys and asked != st.session_state.get(WidgetKey.MANUAL_ADDRESS):
        st.session_state[WidgetKey.MANUAL_ADDRESS] = asked
        st.session_state[WidgetKey.MANUAL_CHAPTER] = asked


def _chapter(chapter: Chapter) -> None:
    st.subheader(chapter.title, anchor=False)
    for block in chapter.blocks:
        if block.kind == "text":
            st.markdown(_HEADING.sub("#\\g<0>", block.text))
            continue
        content = picture(block.path)
        if content:
            st.image(content, caption=block.text, alt=block.text)


def _hits(now: Session, query: str) -> None:
    hits = now.remember(("manual search", query), lambda: search_manual(query))
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(f"**找到 {len(hits)} 处**" + (f"，列出前 {_MOST_HITS} 处" if len(hits) > _MOST_HITS else ""))
        st.button("清除查找", icon=":material/close:", type="tertiary", on_click=_read)
    if not hits:
        st.info(
            "手册里没有这些字。请改少几个字再查，或者在左边目录中找；报错的原话在第十三章「常见问题」。",
            icon=":material/search:",
        )
    for place, hit in enumerate(hits[:_MOST_HITS]):
        _hit(place, hit)


def _hit(place: int, hit: Hit) -> None:
    with st.container(border=True, horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        st.markdown(f"**{hit.section.title}**　:gray[{hit.chapter.title}]  \n{plain(hit.excerpt)}", width=760)
        st.button(
            "看这一章", key=f"manual_hit_{place}", on_click=_read, args=(hit.chapter.key,), help=hit.chapter.title
        )


def _read(key: str = "") -> None:
    """Leave the search, for a chapter where one is given."""
    st.session_state[WidgetKey.MANUAL_SEARCH] = ""
    if key:
        st.session_state[WidgetKey.MANUAL_CHAPTER] = key
