"""机构图打印: what is printed, on which paper, as which file; and how many pages that takes."""

from collections.abc import Mapping
from dataclasses import replace
from typing import TypeVar

import streamlit as st

from bianzhi.charts.org_chart import Level, View
from bianzhi.domain.chart_pages import ChartPages
from bianzhi.domain.paper import SMALLEST_TEXT, Orientation, Paper, Sheet
from bianzhi.errors import BianzhiError
from bianzhi.services import pictures
from bianzhi.ui import exports
from bianzhi.ui.components.downloads import Download, download_button
from bianzhi.ui.components.frame import error_box, stale_box
from bianzhi.ui.shell.pages import Step, page
from bianzhi.ui.sources import Source
from bianzhi.ui.state import Session
from bianzhi.ui.tables.shown import plain, shown
from bianzhi.ui.widget_keys import WidgetKey

T = TypeVar("T")

STALE = "设置已改，方案未重算"
_VIEWS = {"现状": View.BEFORE, "调整后": View.AFTER, "前后对照": View.COMPARE, "只看变化": View.CHANGES}
_LEVELS = {"到单位": Level.UNITS, "到内设机构": Level.SECTIONS}
_TEXTS = {f"{points:g} 磅": points for points in (SMALLEST_TEXT, 7.0, 8.0, 9.0)}
_FORMATS = {
    "PDF": "pdf",
    "PPTX（可编辑）": "pptx",
    "SVG": "svg",
    "PNG": "png",
}


def chart_pages(now: Session, source: Source, view: View, level: Level, sheet: Sheet) -> ChartPages:
    """The pages of a chart, drawn once."""
    notes = paper_notes(now, view)
    return now.remember(
        ("chart pages", source.establishment.sha256, now.day, view, level, sheet, notes),
        lambda: pictures.chart_pages(
            source.establishment, now.day, now.plan, now.mergers or (), view, level, sheet, notes
        ),
    )


def paper_notes(now: Session, view: View) -> tuple[str, ...]:
    """What the foot of a page says besides: the scenario with its status, and that the plan drawn is out of date."""
    notes = (f"方案：{shown(now.scenario.name)}（{now.scenario.status.value}）",) if now.scenario else ()
    return (*notes, STALE) if now.plan_is_stale and view is not View.BEFORE else notes


def chart_print_button(now: Session, source: Source, view: View, level: Level) -> None:
    """A button that opens the choices, beginning with what the page shows."""
    if st.button("打印/分页导出", icon=":material/print:", key=WidgetKey.PRINT_OPEN):
        _dialog(now, source, view, level)


@st.dialog("打印/分页导出", width="large")
def _dialog(now: Session, source: Source, view: View, level: Level) -> None:
    chart_print(now, source, view, level)


def chart_print(now: Session, source: Source, first: View = View.BEFORE, first_level: Level = Level.UNITS) -> None:
    """Choose and download; before there is a plan only what is can be printed. ``first`` is chosen to begin with."""
    views = _VIEWS if now.plan is not None or now.mergers else {"现状": View.BEFORE}
    with st.container(horizontal=True):
        view = _choice("内容", list(views), WidgetKey.PRINT_VIEW, _word_of(views, first))
        level = _choice("层级", list(_LEVELS), WidgetKey.PRINT_LEVEL, _word_of(_LEVELS, first_level))
        paper = _choice("纸张", [paper.value for paper in Paper], WidgetKey.PRINT_PAPER)
        orientation = _choice("方向", [each.value for each in Orientation], WidgetKey.PRINT_ORIENTATION)
        sheet = Sheet(Paper(paper), Orientation(orientation))
        texts = _texts(now, source, views[view], _LEVELS[level], sheet)
        text = _choice("最小字号", texts, WidgetKey.PRINT_TEXT)
        form_words = _choice("文件格式", list(_FORMATS), WidgetKey.PRINT_FORMAT)
    sheet, form = replace(sheet, smallest_text=_TEXTS[text]), _FORMATS[form_words]
    if views[view] is not View.BEFORE:
        if waiting_box(now):
            return
        stale_box(now, link=False)
    try:
        pages = chart_pages(now, source, views[view], _LEVELS[level], sheet)
    except BianzhiError as error:
        error_box(error)
        return
    ending = pictures.chart_ending(pages, form)
    title = f"机构图_{view}_{level}_{paper}{orientation}{f'_{form.upper()}' if ending == 'zip' else ''}"
    with st.container(horizontal=True, vertical_alignment="center", border=True):
        st.markdown(f"**{plain(pages.heading)}**　{sheet.words}，共 {len(pages.pages)} 页。{_about(pages, ending)}")
        download = Download(
            f"机构图打印（{form.upper()}）",
            "",
            exports.file_name(now, title, ending),
            exports.PICTURES[ending],
            lambda: exports.printed_chart(pages, form),
        )
        download_button(now, download, label="生成并下载", primary=True)
    st.caption(
        f"字不小于 {sheet.smallest_text:g} 磅，放不下时自动分页，单位不跨页截断，接排的系统和单位注明“（续）”。"
        "PDF 中的文字可以查找，首页索引可以点击跳转；PPTX 每页一张，框、线、字都可以修改；PNG 为 200 点/英寸。"
    )
    _preview(pages)


def _texts(now: Session, source: Source, view: View, level: Level, sheet: Sheet) -> list[str]:
    """The sizes of text that the sheet has room for; the smallest where it has room for none, which is then said."""
    fitting = now.remember(
        ("texts that fit", source.establishment.sha256, view, level, sheet),
        lambda: pictures.texts_that_fit(
            source.establishment, sheet, tuple(_TEXTS.values()), now.plan, now.mergers or (), view, level
        ),
    )
    return [words for words, points in _TEXTS.items() if points in fitting] or list(_TEXTS)[:1]


def waiting_words(now: Session) -> str:
    """Why a plan is not exported yet, as 导出成果 says it; empty where nobody waits in 待安置区."""
    return f"待安置区还有 {len(now.waiting)} 人，方案暂不能导出；请先全部安置或者撤回。" if now.waiting else ""


def waiting_box(now: Session) -> bool:
    """Say that a plan is not exported yet, and lead to where that is mended; whether it was said."""
    if now.waiting:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.error(waiting_words(now), icon=":material/person_alert:")
            st.page_link(page(Step.BY_HAND), label="去手工调整")
    return bool(now.waiting)


def printed_download(now: Session, source: Source, form: str) -> Download:
    """The chart on A3 as a download by itself, drawn when it is clicked: both states where something is proposed."""
    proposed = now.plan is not None or bool(now.mergers)
    view, words = (View.COMPARE, "前后对照") if proposed else (View.BEFORE, "现状")
    about = {"pdf": "首页为单位索引，文字可查找", "pptx": "每页一张，框、线、字都可以修改"}[form]

    def make() -> bytes:
        return exports.printed_chart(chart_pages(now, source, view, Level.SECTIONS, Sheet()), form)

    return Download(
        f"分页机构图（{form.upper()}）",
        f"{words}，到内设机构，A3 横向自动分页，{about}；其他纸张和格式见「机构图」的“打印/分页导出”",
        exports.file_name(now, f"机构图_{words}_到内设机构_A3横向", form),
        exports.PICTURES[form],
        make,
        f"待安置区还有 {len(now.waiting)} 人。" if proposed and now.waiting else "",
    )


def _preview(pages: ChartPages) -> None:
    """One page as it will be printed."""
    titles = [f"第 {page.number} 页　{shown(page.title)}" for page in pages.pages]
    chosen = st.selectbox("预览", titles, key=WidgetKey.PRINT_PAGE, width=520) or titles[0]
    caption = f"{shown(pages.heading)}，{shown(chosen)}"
    st.image(pages.pages[titles.index(chosen)].svg, caption=caption, width="stretch", alt=caption)


def _choice(label: str, options: list[str], key: WidgetKey, first: str = "") -> str:
    """One of some words; a former choice that is not offered any more is forgotten."""
    begin = first or options[0]
    if st.session_state.get(key, begin) not in options:
        del st.session_state[key]
    return st.segmented_control(label, options, default=begin, required=True, key=key) or begin


def _word_of(words: Mapping[str, T], value: T) -> str:
    """The word for a choice; nothing where it is not offered."""
    return next((word for word, each in words.items() if each is value), "")


def _about(pages: ChartPages, ending: str) -> str:
    index = "首页为单位索引。" if pages.has_index else ""
    return f"{index}{'每页一个文件，合为一个压缩包。' if ending == 'zip' else ''}"
