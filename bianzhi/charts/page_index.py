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
_CLOSER = (1, 0.95, 0.9, 0.85, 0.8)
"""How close lines and letters may stand to save a page; letters of 9.6 pixels are no smaller than those of the legend."""


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
    closeness: float = 1
    """By what all sizes are multiplied."""

    @property
    def pages(self) -> int:
        """How many pages it takes."""
        return -(-len(self.lines) // self._most)

    def draw(self) -> tuple[tuple[str, tuple[PageLink, ...]], ...]:
        """What is drawn on each page, and where its lines lead. Columns of one page are equally long."""
        return tuple(self._page(start) for start in range(0, len(self.lines), self._most))

    def _px(self, pixels: float) -> float:
        return pixels * self.closeness

    @property
    def _size(self) -> float:
        return self._px(_SIZE)

    def _page(self, start: int) -> tuple[str, tuple[PageLink, ...]]:
        here = self.lines[start : start + self._most]
        each = -(-len(here) // self._columns)
        width = (self.room.width - self._px(_GAP) * (self._columns - 1)) / self._columns
        content, links = [], []
        for column, first in enumerate(range(0, len(here), each)):
            box = Box(self.room.x + column * (width + self._px(_GAP)), self.room.y, width, self.room.height)
            content.append(self._heading(box))
            for place, line in enumerate(here[first : first + each]):
                at = Box(box.x, box.y + self._px(_HEAD + place * _LINE), width, self._px(_LINE))
                content.append(self._line(at, start + first + place + 1, line))
                links.append(PageLink(Area(at.x, at.y, at.width, at.height), line.pages[0]))
        return "".join(content), tuple(links)

    @property
    def _figures_width(self) -> float:
        return max(text_width(words, self._size) for words in ("实有/编制", *(line.figures for line in self.lines)))

    @property
    def _state_width(self) -> float:
        return max(text_width(words, self._size) for words in ("超空编", *(line.state for line in self.lines)))

    @property
    def _columns(self) -> int:
        names = min(self._px(_LONGEST_NAME), max(text_width(line.name, self._size) for line in self.lines))
        least = names + self._figures_width + self._state_width + self._px(_NUMBER + _PAGES + 3 * _BETWEEN)
        return max(1, int((self.room.width + self._px(_GAP)) // (least + self._px(_GAP))))

    @property
    def _most(self) -> int:
        return self._columns * max(1, int((self.room.height - self._px(_HEAD)) // self._px(_LINE)))

    def _ends(self, box: Box) -> tuple[float, float, float]:
        """Right edges of 实有/编制, 超空编 and 页."""
        pages = box.right - 4
        state = pages - self._px(_PAGES)
        return state - self._state_width - self._px(_BETWEEN), state, pages

    def _line(self, box: Box, number: int, line: IndexLine) -> str:
        figures, state, pages = self._ends(box)
        y = box.y + self._px(14)
        room = figures - self._figures_width - box.x - self._px(_BETWEEN + _NUMBER)
        return svg.element(
            "g",
            [
                svg.path(
                    [svg.across(box.x, box.right, box.bottom - 0.5)],
                    stroke=palette.BAND_EDGE,
                    stroke_width=0.6,
                    fill="none",
                ),
                svg.text(
                    box.x + self._px(_NUMBER - 8), y, str(number), self._size, text_anchor="end", fill=palette.MUTED
                ),
                svg.text(
                    box.x + self._px(_NUMBER),
                    y,
                    shortened(line.name, room, self._size),
                    self._size,
                    text_anchor="start",
                ),
                svg.text(figures, y, line.figures, self._size, text_anchor="end"),
                svg.text(state, y, line.state, self._size, text_anchor="end"),
                svg.text(pages, y, "、".join(map(str, line.pages)), self._size, text_anchor="end", font_weight="bold"),
            ],
            fill=palette.INK,
        )

    def _heading(self, box: Box) -> str:
        figures, state, pages = self._ends(box)
        y = box.y + self._px(17)
        return svg.element(
            "g",
            [
                svg.rectangle(box.x, box.y, box.width, self._px(_HEAD - 2), fill=palette.HEADER_GROUND),
                svg.text(box.x + self._px(_NUMBER - 8), y, "序号", self._size, text_anchor="end"),
                svg.text(box.x + self._px(_NUMBER), y, "单位", self._size, text_anchor="start"),
                svg.text(figures, y, "实有/编制", self._size, text_anchor="end"),
                svg.text(state, y, "超空编", self._size, text_anchor="end"),
                svg.text(pages, y, "页", self._size, text_anchor="end"),
            ],
            fill=palette.HEADER_INK,
            font_weight="bold",
        )


def index_of(lines: tuple[IndexLine, ...], room: Box) -> Index:
    """The index in its usual size, or as close as it takes to save a page."""
    return min((Index(lines, room, closeness) for closeness in _CLOSER), key=lambda index: index.pages)
