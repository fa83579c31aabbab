"""机构图打印: what is printed, on which paper, as which file; and how many pages that takes."""

import streamlit as st

from bianzhi.charts.org_chart import Level, View
from bianzhi.domain.chart_pages import ChartPages
from bianzhi.domain.paper import SMALLEST_TEXT, Orientation, Paper, Sheet
from bianzhi.errors import BianzhiError
from bianzhi.services import pictures
from bianzhi.ui import exports
from bianzhi.ui.components.downloads import Download, download_button
from bianzhi.ui.components.frame import error_box
from bianzhi.ui.state import Session, Source
from bianzhi.ui.tables.shown import plain, shown
from bianzhi.ui.widget_keys import WidgetKey

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
    return now.remember(
        ("chart pages", source.establishment.sha256, now.day, view, level, sheet),
        lambda: pictures.chart_pages(source.establishment, now.day, now.plan, now.mergers or (), view, level, sheet),
    )


def chart_print(now: Session, source: Source) -> None:
    """Choose and download; before there is a plan only what is can be printed."""
    views = _VIEWS if now.plan is not None or now.mergers else {"现状": View.BEFORE}
    with st.container(horizontal=True):
        view = _choice("内容", list(views), WidgetKey.PRINT_VIEW)
        level = _choice("层级", list(_LEVELS), WidgetKey.PRINT_LEVEL)
        paper = _choice("纸张", [paper.value for paper in Paper], WidgetKey.PRINT_PAPER)
        orientation = _choice("方向", [each.value for each in Orientation], WidgetKey.PRINT_ORIENTATION)
        text = _choice("最小字号", list(_TEXTS), WidgetKey.PRINT_TEXT)
        form_words = _choice("文件格式", list(_FORMATS), WidgetKey.PRINT_FORMAT)
    sheet, form = Sheet(Paper(paper), Orientation(orientation), _TEXTS[text]), _FORMATS[form_words]
    try:
        pages = chart_pages(now, source, views[view], _LEVELS[level], sheet)
    except BianzhiError as error:
        error_box(error)
        return
    ending = pictures.chart_ending(pages, form)
    title = f"机构图_{view}_{level}_{paper}{orientation}"
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


def printed_download(now: Session, source: Source, form: str) -> Download:
    """The chart on A3 as a download by itself, drawn when it is clicked: both states where something is proposed."""
    proposed = now.plan is not None or bool(now.mergers)
    view, words = (View.COMPARE, "前后对照") if proposed else (View.BEFORE, "现状")
    about = {"pdf": "首页为单位索引，文字可查找", "pptx": "每页一张，框、线、字都可以修改"}[form]

    def make() -> bytes:
        return exports.printed_chart(chart_pages(now, source, view, Level.SECTIONS, Sheet()), form)

    return Download(
        f"分页机构图（{form.upper()}）",
        f"{words}，到内设机构，A3 横向自动分页，{about}；其他纸张和格式见「统计图」",
        exports.file_name(now, f"机构图_{words}_到内设机构_A3横向", form),
        exports.PICTURES[form],
        make,
    )


def _preview(pages: ChartPages) -> None:
    """One page as it will be printed."""
    titles = [f"第 {page.number} 页　{shown(page.title)}" for page in pages.pages]
    chosen = st.selectbox("预览", titles, key=WidgetKey.PRINT_PAGE, width=520) or titles[0]
    caption = f"{shown(pages.heading)}，{shown(chosen)}"
    st.image(pages.pages[titles.index(chosen)].svg, caption=caption, width="stretch", alt=caption)


def _choice(label: str, options: list[str], key: WidgetKey) -> str:
    return st.segmented_control(label, options, default=options[0], required=True, key=key) or options[0]


def _about(pages: ChartPages, ending: str) -> str:
    index = "首页为单位索引。" if pages.has_index else ""
    return f"{index}{'每页一个文件，合为一个压缩包。' if ending == 'zip' else ''}"
