"""A chart on pages as PDF, or as one PNG a page: set by Typst from the SVG of the pages, fonts embedded, text as text.

The same pages give the same bytes on one computer: no date of making, no random mark.
"""

from typing import Any, Literal

import typst

from bianzhi.domain.chart_pages import ChartPage, ChartPages
from bianzhi.errors import BianzhiError
from bianzhi.writing.chinese_fonts import chinese_font

DOTS_AN_INCH = 200


def pdf(pages: ChartPages) -> bytes:
    """One PDF: each page a leaf of the sheet's size, a bookmark for each, and an index whose lines are links.

    Raises
    ------
    BianzhiError
        There is no font with Chinese characters, or the file cannot be set.
    """
    (made,) = _compiled(pages, "pdf")
    return made


def png(pages: ChartPages) -> tuple[bytes, ...]:
    """Every page as a picture of 200 dots an inch.

    Raises
    ------
    BianzhiError
        As for ``pdf``.
    """
    return _compiled(pages, "png")


def _compiled(pages: ChartPages, format_: Literal["pdf", "png"]) -> tuple[bytes, ...]:
    font = f"'{chinese_font()}'"
    files: Any = {f"{page.number}.svg": pages.svg_in(page, font).encode() for page in pages.pages}
    files["main.typ"] = _source(pages).encode()  # Files by name: a form of input that typst's own types leave out.
    try:
        made = typst.compile(files, format=format_, ppi=DOTS_AN_INCH)
    except typst.TypstError as error:
        raise BianzhiError(f"机构图没有排成：{error}。", "请改用 SVG 或 PPTX 导出，并把台账交给维护人员。") from error
    return tuple(made) if isinstance(made, list) else (made,)


def _source(pages: ChartPages) -> str:
    """The document in Typst's language; text of the ledger only stands in quotes."""
    sheet = pages.sheet
    lines = [
        f"#set document(title: {_quoted(pages.heading)}, date: none)",
        '#set text(lang: "zh", region: "cn")',
        f"#set page(width: {sheet.width}mm, height: {sheet.height}mm, margin: 0mm)",
    ]
    for page in pages.pages:
        lines += [*(["#pagebreak()"] if page.number > 1 else []), *_page(pages, page)]
    return "\n".join(lines)


def _page(pages: ChartPages, page: ChartPage) -> list[str]:
    alt = _quoted(f"{pages.heading}，第 {page.number} 页：{page.title}")
    lines = [
        f"#place(hide(heading(level: 1, {_quoted(page.title)})))",
        f'#place(top + left, image("{page.number}.svg", width: 100%, alt: {alt}))',
    ]
    for link in page.links:
        x, y, width, height = (
            f"{length * pages.points_a_pixel:.2f}pt"
            for length in (link.area.x, link.area.y, link.area.width, link.area.height)
        )
        target = f"(page: {link.page}, x: 0pt, y: 0pt)"
        lines.append(f"#place(top + left, dx: {x}, dy: {y}, link({target}, box(width: {width}, height: {height})))")
    return lines


def _quoted(text: str) -> str:
    """A string of Typst's."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", " ") + '"'
