"""单位索引: which page a unit is on, in the order of the ledger, in as many columns as the sheet has room for."""

from collections.abc import Sequence
from dataclasses import dataclass

from bianzhi.charts import palette, svg
from bianzhi.charts.layout import Box
from bianzhi.charts.lettering import shortened

_LINE, _HEAD = 20, 26
_SIZE = 12
_LEAST_COLUMN, _GAP = 400, 24
_NUMBER, _FIGURES, _STATE, _PAGES = 34, 104, 92, 56
"""Widths, in pixels, of the columns beside the name."""


@dataclass(frozen=True, slots=True)
class PageLink:
    """A place on a page that leads to another: its box in pixels, and the page by its number."""

    box: Box
    page: int


@dataclass(frozen=True, slots=True)
class IndexLine:
    """One unit: its full name, 实有/编制, 超空编, and its pages."""

    name: str
    figures: str
    state: str
    pages: tuple[int, ...]


def _columns(room: Box) -> int:
    return max(1, int((room.width + _GAP) // (_LEAST_COLUMN + _GAP)))


def _lines_in_a_column(room: Box) -> int:
    return max(1, int((room.height - _HEAD) // _LINE))


def index_pages(units: int, room: Box) -> int:
    """How many pages an index of so many units takes."""
    return -(-units // (_columns(room) * _lines_in_a_column(room)))


def draw_index(lines: Sequence[IndexLine], room: Box) -> tuple[tuple[str, tuple[PageLink, ...]], ...]:
    """The pages of the index: what is drawn, and where a line leads. Columns of one page are equally long."""
    most = _columns(room) * _lines_in_a_column(room)
    drawn = []
    for start in range(0, len(lines), most):
        here = lines[start : start + most]
        each = -(-len(here) // _columns(room))
        width = (room.width - _GAP * (_columns(room) - 1)) / _columns(room)
        content, links = [], []
        for column, first in enumerate(range(0, len(here), each)):
            box = Box(room.x + column * (width + _GAP), room.y, width, room.height)
            content.append(_heading(box))
            for place, line in enumerate(here[first : first + each]):
                at = Box(box.x, box.y + _HEAD + place * _LINE, width, _LINE)
                content.append(_line(at, start + first + place + 1, line))
                links.append(PageLink(at, line.pages[0]))
        drawn.append(("".join(content), tuple(links)))
    return tuple(drawn)


def _ends(box: Box) -> tuple[float, float, float]:
    """Right edges of 实有/编制, 超空编 and 页."""
    pages = box.right - 4
    state = pages - _PAGES
    return state - _STATE, state, pages


def _heading(box: Box) -> str:
    figures, state, pages = _ends(box)
    y = box.y + 17
    return svg.element(
        "g",
        [
            svg.rectangle(box.x, box.y, box.width, _HEAD - 2, fill=palette.HEADER_GROUND),
            svg.text(box.x + _NUMBER - 8, y, "序号", _SIZE, text_anchor="end"),
            svg.text(box.x + _NUMBER, y, "单位", _SIZE, text_anchor="start"),
            svg.text(figures, y, "实有/编制", _SIZE, text_anchor="end"),
            svg.text(state, y, "超空编", _SIZE, text_anchor="end"),
            svg.text(pages, y, "页", _SIZE, text_anchor="end"),
        ],
        fill=palette.HEADER_INK,
        font_weight="bold",
    )


def _line(box: Box, number: int, line: IndexLine) -> str:
    figures, state, pages = _ends(box)
    y = box.y + 14
    room = box.width - _NUMBER - _FIGURES - _STATE - _PAGES
    return svg.element(
        "g",
        [
            svg.path(
                [svg.across(box.x, box.right, box.bottom - 0.5)],
                stroke=palette.BAND_EDGE,
                stroke_width=0.6,
                fill="none",
            ),
            svg.text(box.x + _NUMBER - 8, y, str(number), _SIZE, text_anchor="end", fill=palette.MUTED),
            svg.text(box.x + _NUMBER, y, shortened(line.name, room, _SIZE), _SIZE, text_anchor="start"),
            svg.text(figures, y, line.figures, _SIZE, text_anchor="end"),
            svg.text(state, y, line.state, _SIZE, text_anchor="end"),
            svg.text(pages, y, "、".join(map(str, line.pages)), _SIZE, text_anchor="end", font_weight="bold"),
        ],
        fill=palette.INK,
    )
