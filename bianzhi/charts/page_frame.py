"""What every printed page has: title, day, totals, legend, page number, and that a proposal is only proposed."""

from dataclasses import dataclass

from bianzhi.charts import palette, svg
from bianzhi.charts.figures import UnitFigures
from bianzhi.charts.layout import Box
from bianzhi.charts.legend import Shown, draw_legend
from bianzhi.charts.lettering import shortened
from bianzhi.charts.unit_box import shown_sections
from bianzhi.charts.views import Level, View
from bianzhi.charts.wording import shows_after
from bianzhi.domain.paper import Sheet
from bianzhi.domain.plan_columns import PROPOSAL_NOTE

FOOT = 26
"""Pixels kept at the lower edge for the page number."""
_TITLE, _LINE, _SMALL = 19, 11.5, 10.5
SMALLEST_IN_HEAD = 9.5
"""Pixels of the smallest text in head, foot and index: the signs of the legend."""
_WIDE = 680
"""Pixels from which the legend stands beside the title instead of below it."""


def head_height(width: float) -> float:
    """Pixels that title and legend take on a page of this width."""
    return 72 if width >= _WIDE else 128


@dataclass(frozen=True, slots=True)
class PageFrame:
    """A page in pixels: its size, what is left between the margins, and the room between head and foot."""

    width: float
    height: float
    inside: Box
    room: Box


@dataclass(frozen=True, slots=True)
class PageHead:
    """What stands at the top of every page."""

    heading: str
    lines: tuple[str, ...]
    view: View
    level: Level
    units: tuple[UnitFigures, ...]
    """What is drawn on all pages together; the legend explains no sign that none of them has."""


def page_svg(frame: PageFrame, sheet: Sheet, head: PageHead, number: int, count: int, content: str) -> str:
    """Page ``number`` of ``count`` as a whole SVG document that prints at its true size."""
    label = f"{head.heading} 第 {number} 页 共 {count} 页"
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        + svg.element(
            "svg",
            [svg.title([label]), _draw_frame(frame, head, number, count), content],
            xmlns="http://www.w3.org/2000/svg",
            width=f"{sheet.width}mm",
            height=f"{sheet.height}mm",
            viewBox=f"0 0 {frame.width:.3f} {frame.height:.3f}",
            role="img",
            aria_label=label,
            font_family=svg.FONTS,
            text_anchor="middle",
        )
        + "\n"
    )


def _draw_frame(frame: PageFrame, head: PageHead, number: int, count: int) -> str:
    """Head and foot."""
    inside = frame.inside
    wide = inside.width >= _WIDE
    words_width = inside.width * 0.5 - 12 if wide else inside.width
    legend = (
        Box(inside.x + inside.width * 0.5, inside.y, inside.width * 0.5, 60)
        if wide
        else Box(inside.x, inside.y + 62, inside.width, 62)
    )
    title = svg.text(
        inside.x,
        inside.y + 20,
        shortened(head.heading, words_width, _TITLE),
        _TITLE,
        font_weight="bold",
        fill=palette.TOP_GROUND,
    )
    lines = [
        svg.text(inside.x, inside.y + 38 + 17 * place, shortened(line, words_width, _LINE), _LINE, fill=palette.INK)
        for place, line in enumerate(head.lines)
    ]
    return "".join(
        [
            svg.rectangle(0, 0, frame.width, frame.height, fill=palette.PAPER),
            svg.element("g", [title, *lines], text_anchor="start"),
            draw_legend(legend, _shown(head)),
            _foot(frame, head, number, count),
        ]
    )


def _foot(frame: PageFrame, head: PageHead, number: int, count: int) -> str:
    inside = frame.inside
    y = inside.bottom - 4
    content = [
        svg.path([svg.across(inside.x, inside.right, inside.bottom - 18)], stroke=palette.BAND_EDGE, fill="none"),
        svg.text(inside.right, y, f"第 {number} 页 共 {count} 页", _SMALL, text_anchor="end", fill=palette.INK),
    ]
    if shows_after(head.view):
        content.append(svg.text(inside.x, y, PROPOSAL_NOTE, _SMALL, text_anchor="start", fill=palette.MUTED))
    return svg.element("g", content)


def _shown(head: PageHead) -> Shown:
    after = shows_after(head.view)
    counts = [figures.total.count(after=after) for figures in head.units]
    standings = set()
    if head.level is Level.SECTIONS:
        sections = [section for figures in head.units for section in shown_sections(figures, head.view)]
        counts += [count for section in sections if (count := section.count(after=after))]
        standings = {section.standing for section in sections} if after else set()
    return Shown(head.view, head.level, frozenset(count.state for count in counts), frozenset(standings))
