"""What every printed page has: title, day, totals, legend, page number, and that a proposal is only proposed."""

from dataclasses import dataclass

from bianzhi.charts import palette, svg
from bianzhi.charts.figures import UnitFigures
from bianzhi.charts.layout import Box
from bianzhi.charts.legend import Shown, draw_legend
from bianzhi.charts.lettering import shortened, text_width
from bianzhi.charts.unit_box import shown_sections
from bianzhi.charts.views import Level, View
from bianzhi.charts.wording import shows_after
from bianzhi.domain.paper import Sheet
from bianzhi.domain.plan_columns import PROPOSAL_NOTE

_FOOT, _FOOT_STEP = 26, 14
"""Pixels kept at the lower edge for the page number, and for each further line."""
_NUMBER_WIDTH = 120
"""Pixels for the page number and what parts it from the words at its left."""
_TITLE, _LINE, _SMALL = 19, 11.5, 10.5
_LINE_STEP = 17
_BETWEEN = 12
_BLANK = "\u3000"
SMALLEST_IN_HEAD = 9.5
"""Pixels of the smallest text in head, foot and index: the signs of the legend."""
_WIDE = 680
"""Pixels from which the legend may stand beside the title instead of below it."""


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
    notes: tuple[str, ...] = ()
    """What else stands at the foot: which 方案 it is, and whether it is out of date."""


def head_height(head: PageHead, width: float) -> float:
    """Pixels that title, lines and legend take on a page of this width."""
    if _legend_beside(head, width):
        return 72
    return _words_height(sum(len(_broken(line, width, _LINE)) for line in head.lines)) + 66


def foot_height(head: PageHead, width: float) -> float:
    """Pixels that the page number and the words beside it take."""
    return _FOOT + _FOOT_STEP * (max(1, len(_foot_lines(head, width))) - 1)


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
    beside = _legend_beside(head, inside.width)
    words_width = inside.width * 0.5 - _BETWEEN if beside else inside.width
    lines = [each for line in head.lines for each in _broken(line, words_width, _LINE)]
    legend = (
        Box(inside.x + inside.width * 0.5, inside.y, inside.width * 0.5, 60)
        if beside
        else Box(inside.x, inside.y + _words_height(len(lines)), inside.width, 62)
    )
    title = svg.text(
        inside.x,
        inside.y + 20,
        shortened(head.heading, words_width, _TITLE),
        _TITLE,
        font_weight="bold",
        fill=palette.TOP_GROUND,
    )
    drawn = [
        svg.text(inside.x, inside.y + 38 + _LINE_STEP * place, shortened(line, words_width, _LINE), _LINE)
        for place, line in enumerate(lines)
    ]
    return "".join(
        [
            svg.rectangle(0, 0, frame.width, frame.height, fill=palette.PAPER),
            svg.element("g", [title, *drawn], text_anchor="start", fill=palette.INK),
            draw_legend(legend, _shown(head)),
            _foot(frame, head, number, count),
        ]
    )


def _legend_beside(head: PageHead, width: float) -> bool:
    """Whether title and lines are whole in the left half, so that the legend may stand at their right."""
    room = width * 0.5 - _BETWEEN
    whole = text_width(head.heading, _TITLE) <= room and all(text_width(line, _LINE) <= room for line in head.lines)
    return width >= _WIDE and whole


def _words_height(lines: int) -> float:
    """Pixels that the title and so many lines take."""
    return 28 + _LINE_STEP * lines


def _broken(line: str, width: float, size: float) -> list[str]:
    """A line in as many as it takes, parted at its wide blanks."""
    lines = [""]
    for part in line.split(_BLANK):
        longer = f"{lines[-1]}{_BLANK}{part}" if lines[-1] else part
        if lines[-1] and text_width(longer, size) > width:
            lines.append(part)
        else:
            lines[-1] = longer
    return lines


def _foot_lines(head: PageHead, width: float) -> list[str]:
    """What the foot says beside the page number: as one line where there is room."""
    notes = [PROPOSAL_NOTE] * shows_after(head.view) + list(head.notes)
    return _broken(_BLANK.join(notes), width - _NUMBER_WIDTH, _SMALL) if notes else []


def _foot(frame: PageFrame, head: PageHead, number: int, count: int) -> str:
    inside = frame.inside
    y = inside.bottom - 4
    lines = _foot_lines(head, inside.width)
    above = _FOOT_STEP * (max(1, len(lines)) - 1)
    room = inside.width - _NUMBER_WIDTH
    content = [
        svg.path([svg.across(inside.x, inside.right, y - 14 - above)], stroke=palette.BAND_EDGE, fill="none"),
        svg.text(inside.right, y, f"第 {number} 页 共 {count} 页", _SMALL, text_anchor="end", fill=palette.INK),
    ]
    content += [
        svg.text(
            inside.x,
            y - above + _FOOT_STEP * place,
            shortened(line, room, _SMALL),
            _SMALL,
            text_anchor="start",
            fill=palette.MUTED,
        )
        for place, line in enumerate(lines)
    ]
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
