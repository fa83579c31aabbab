"""单位索引: which page a unit is on, in the order of the ledger, in as many columns as the sheet has room for."""

from dataclasses import dataclass

from bianzhi.charts import palette, svg
from bianzhi.charts.layout import Box
from bianzhi.charts.lettering import shortened, text_width
from bianzhi.domain.chart_pages import PageLink
from bianzhi.domain.shapes import Area

_LINE, _HEAD = 20, 26
_SIZE = 12
_GAP = 24
_NUMBER, _PAGES = 34, 56
"""Widths, in pixels, of 序号 and 页."""
_BETWEEN = 18
_LONGEST_NAME = 264
"""Pixels: names that are longer are cut."""


@dataclass(frozen=True, slots=True)
class IndexLine:
    """One unit: its full name, 实有/编制, 超空编, and its pages."""

    name: str
    figures: str
    state: str
    pages: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Index:
    """The index of some units on sheets with a given room: columns as wide as what stands in them."""

    lines: tuple[IndexLine, ...]
    room: Box

    @property
    def pages(self) -> int:
        """How many pages it takes."""
        return -(-len(self.lines) // self._most)

    def draw(self) -> tuple[tuple[str, tuple[PageLink, ...]], ...]:
        """What is drawn on each page, and where its lines lead. Columns of one page are equally long."""
        return tuple(self._page(start) for start in range(0, len(self.lines), self._most))

    def _page(self, start: int) -> tuple[str, tuple[PageLink, ...]]:
        here = self.lines[start : start + self._most]
        each = -(-len(here) // self._columns)
        width = (self.room.width - _GAP * (self._columns - 1)) / self._columns
        content, links = [], []
        for column, first in enumerate(range(0, len(here), each)):
            box = Box(self.room.x + column * (width + _GAP), self.room.y, width, self.room.height)
            content.append(_heading(box, self._ends(box)))
            for place, line in enumerate(here[first : first + each]):
                at = Box(box.x, box.y + _HEAD + place * _LINE, width, _LINE)
                content.append(self._line(at, start + first + place + 1, line))
                links.append(PageLink(Area(at.x, at.y, at.width, at.height), line.pages[0]))
        return "".join(content), tuple(links)

    @property
    def _figures_width(self) -> float:
        return max(text_width(words, _SIZE) for words in ("实有/编制", *(line.figures for line in self.lines)))

    @property
    def _state_width(self) -> float:
        return max(text_width(words, _SIZE) for words in ("超空编", *(line.state for line in self.lines)))

    @property
    def _columns(self) -> int:
        names = min(_LONGEST_NAME, max(text_width(line.name, _SIZE) for line in self.lines))
        least = _NUMBER + names + self._figures_width + self._state_width + _PAGES + 3 * _BETWEEN
        return max(1, int((self.room.width + _GAP) // (least + _GAP)))

    @property
    def _most(self) -> int:
        return self._columns * max(1, int((self.room.height - _HEAD) // _LINE))

    def _ends(self, box: Box) -> tuple[float, float, float]:
        """Right edges of 实有/编制, 超空编 and 页."""
        pages = box.right - 4
        state = pages - _PAGES
        return state - self._state_width - _BETWEEN, state, pages

    def _line(self, box: Box, number: int, line: IndexLine) -> str:
        figures, state, pages = self._ends(box)
        y = box.y + 14
        room = figures - self._figures_width - _BETWEEN - box.x - _NUMBER
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


def _heading(box: Box, ends: tuple[float, float, float]) -> str:
    figures, state, pages = ends
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
