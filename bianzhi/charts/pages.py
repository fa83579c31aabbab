"""机构图 for print: the organisation chart on as many sheets as legible text takes, with an index of units in front."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from bianzhi.charts import palette, svg
from bianzhi.charts.bands import Band, bands_of
from bianzhi.charts.figures import Change, UnitFigures, count_units
from bianzhi.charts.layout import RAIL, ROW_GAP, BandSize, Box
from bianzhi.charts.lettering import text_width
from bianzhi.charts.names import chart_subject
from bianzhi.charts.page_boxes import PageBoxes
from bianzhi.charts.page_flow import BandPart, Page, flow
from bianzhi.charts.page_frame import SMALLEST_IN_HEAD, PageFrame, PageHead, foot_height, head_height, page_svg
from bianzhi.charts.page_index import IndexLine, index_of
from bianzhi.charts.unit_box import (
    section_links,
    unit_height,
)
from bianzhi.charts.views import Level, View
from bianzhi.charts.wording import (
    in_post_of_authorized,
    shows_after,
    state_words,
    totals,
    touched_words,
)
from bianzhi.domain.chart_pages import ChartPage, ChartPages
from bianzhi.domain.day_words import day_in_words
from bianzhi.domain.establishment import Establishment
from bianzhi.domain.paper import POINTS_A_MILLIMETER, Sheet
from bianzhi.domain.plan import Merger, Plan
from bianzhi.errors import BianzhiError

_POINTS_A_PIXEL = 0.75
"""As browsers have it; larger where that would make some text too small, smaller where that saves a page."""
_SCALES_TRIED = 4
_MARGIN_MILLIMETERS = 10
_NARROWEST, _LOWEST = 240, 320
"""Pixels between head and foot below which nothing is drawn."""
_AS_IT_IS = "现状"
_BAND_TITLE, _BAND_TOTALS = 14, 12
_FONT_SIZE = re.compile(r'font-size="([\d.]+)"')


def draw_pages(
    establishment: Establishment,
    plan: Plan | None,
    mergers: tuple[Merger, ...],
    view: View,
    level: Level,
    day: date,
    sheet: Sheet,
    notes: tuple[str, ...] = (),
) -> ChartPages:
    """Draw the organisation chart on pages.

    Parameters
    ----------
    establishment, plan, mergers, view, level
        As for ``org_chart.draw``; units are always shown, so that ``Level.SYSTEMS`` prints them too. ``View.CHANGES``
        leaves out units and sections that stay as they are.
    day
        The day of the chart, printed on every page; a plan's own day counts where the plan is shown.
    sheet
        The paper. Text is nowhere smaller than its ``smallest_text``; that decides how many pages there are.
    notes
        What the foot of every page says besides: which 方案 is drawn, and whether it is out of date.

    Returns
    -------
    ChartPages
        Every unit once, its parts on several pages marked （续）. With more than one page of units an index comes first.

    Raises
    ------
    BianzhiError
        There is no unit, or none with a change, or the sheet is too small for text of that size.
    """
    return _printed(establishment, plan, mergers, view, level, day, sheet, notes).draw()


def texts_that_fit(
    establishment: Establishment,
    plan: Plan | None,
    mergers: tuple[Merger, ...],
    view: View,
    level: Level,
    sheet: Sheet,
    sizes: Sequence[float],
) -> tuple[float, ...]:
    """Those of some smallest sizes of text, in points, that ``sheet`` has room for; none where there is nothing to draw."""

    def fits(size: float) -> bool:
        resized = replace(sheet, smallest_text=size)
        try:
            return _printed(establishment, plan, mergers, view, level, date.min, resized).fits
        except BianzhiError:
            return False

    return tuple(size for size in sizes if fits(size))


def _printed(
    establishment: Establishment,
    plan: Plan | None,
    mergers: tuple[Merger, ...],
    view: View,
    level: Level,
    day: date,
    sheet: Sheet,
    notes: tuple[str, ...] = (),
) -> "_Printed":
    proposed = shows_after(view)
    units = count_units(establishment, plan if proposed else None, mergers if proposed else ())
    shown = tuple(figures for figures in units if figures.is_touched) if view is View.CHANGES else units
    if not units:
        raise BianzhiError("台账中没有机构，没有可打印的图。", "请先导入有「机构」表的台账。")
    if not shown:
        raise BianzhiError("没有哪个单位有变化，没有可打印的图。", "请先求解方案，或者改选其他视图。")
    day = plan.day if plan and proposed else day
    label = _AS_IT_IS if plan is None and not mergers and not proposed else view.label
    return _Printed(establishment, units, shown, view, level, day, sheet, label, notes)


@dataclass(frozen=True)
class _Printed:
    establishment: Establishment
    all_units: tuple[UnitFigures, ...]
    units: tuple[UnitFigures, ...]
    """Those that are drawn."""
    view: View
    level: Level
    day: date
    sheet: Sheet
    label: str
    """The word for the view in the title."""
    notes: tuple[str, ...] = ()
    """What the foot says besides."""

    def draw(self) -> ChartPages:
        bands = self._bands
        scale, frame, flowing = self._flowing()
        leading = index_of(self._lines({}), frame.room).pages if len(flowing) > 1 else 0
        count = leading + len(flowing)
        pages_of: dict[str, list[int]] = {figures.unit.code: [] for figures in self.units}
        for number, page in enumerate(flowing, start=leading + 1):
            for part in page:
                for unit in part.units:
                    pages_of[unit.placed.code].append(number)
        indexed = index_of(self._lines(pages_of), frame.room).draw() if leading else ()
        begins = self._begins(flowing, leading)
        drawn = [("单位索引", content, links) for content, links in indexed]
        drawn += [(_bookmark(page, bands), self._page(page, bands, begins), ()) for page in flowing]
        pages = [
            ChartPage(number, title, page_svg(frame, self.sheet, self._head, number, count, content), links)
            for number, (title, content, links) in enumerate(drawn, start=1)
        ]
        places = tuple((code, tuple(numbers)) for code, numbers in pages_of.items())
        fonts = svg.escaped(svg.FONTS)
        return ChartPages(self._head.heading, self.day, self.sheet, scale, fonts, tuple(pages), places)

    def _begins(self, flowing: Sequence[Page], leading: int) -> Mapping[str, int]:
        """The page on which each band begins."""
        begins: dict[str, int] = {}
        for number, page in enumerate(flowing, start=leading + 1):
            for part in page:
                begins.setdefault(part.key, number)
        return begins

    def _flowing(self) -> tuple[float, PageFrame, tuple[Page, ...]]:
        """The largest scale, in points a pixel, that takes the fewest pages; no text is smaller than the sheet allows."""
        least = self._least_scale
        step = max(0.0, _POINTS_A_PIXEL - least) / _SCALES_TRIED
        scales = [_POINTS_A_PIXEL - step * tried for tried in range(_SCALES_TRIED)] if step else []
        frames = [(scale, self._frame(scale)) for scale in (*scales, least)]
        found = [
            (scale, frame, flow(self._sizes, frame.room, unit_height(self.view)))
            for scale, frame in frames
            if self._has_room(frame)
        ]
        if not found:
            raise BianzhiError(
                f"{self.sheet.words}放不下最小 {self.sheet.smallest_text:g} 磅的字。",
                "请改用更大的纸，或者改小最小字号。",
            )
        return min(found, key=lambda each: len(each[2]))

    @property
    def fits(self) -> bool:
        """Whether the sheet has room for text of that size."""
        return self._has_room(self._frame(self._least_scale))

    def _has_room(self, frame: PageFrame) -> bool:
        widest = max(size.header_width for size in self._sizes)
        return frame.room.width >= max(widest, _NARROWEST) and frame.room.height >= _LOWEST

    @cached_property
    def _least_scale(self) -> float:
        """Points a pixel at which the smallest text has the size it must have."""
        return self.sheet.smallest_text / min(self._smallest_in_boxes, SMALLEST_IN_HEAD)

    @property
    def _smallest_in_boxes(self) -> float:
        """Pixels of the smallest text in any box."""
        everything = Box(0, 0, 20_000, 1e9)
        flowing = flow(self._sizes, everything, unit_height(self.view))
        drawn = [box for page in flowing for part in page for box in self._boxes.draw(part)]
        return min(float(size) for box in drawn for size in _FONT_SIZE.findall(box))

    def _frame(self, scale: float) -> PageFrame:
        width = self.sheet.width * POINTS_A_MILLIMETER / scale
        height = self.sheet.height * POINTS_A_MILLIMETER / scale
        margin = _MARGIN_MILLIMETERS * POINTS_A_MILLIMETER / scale
        inside = Box(margin, margin, width - 2 * margin, height - 2 * margin)
        head = head_height(self._head, inside.width)
        foot = foot_height(self._head, inside.width)
        room = Box(inside.x, inside.y + head, inside.width, inside.height - head - foot)
        return PageFrame(width, height, inside, room)

    @cached_property
    def _boxes(self) -> PageBoxes:
        legible = self.sheet.smallest_text / _POINTS_A_PIXEL
        return PageBoxes(self.establishment, self.units, self.view, self.level, legible)

    @cached_property
    def _bands(self) -> tuple[Band, ...]:
        drawn = {figures.unit.code for figures in self.units}
        bands = [
            replace(band, units=tuple(figures for figures in band.units if figures.unit.code in drawn))
            for band in self._whole_bands.values()
        ]
        return tuple(band for band in bands if band.units)

    @cached_property
    def _whole_bands(self) -> Mapping[str, Band]:
        """The bands with units that are not drawn, too: their totals are those of the whole system."""
        return {band.key: band for band in bands_of(self.all_units)}

    def _words(self, band: Band) -> str:
        whole = self._whole_bands[band.key]
        return self._totals(whole.total, len(band.units), len(whole.units))

    def _totals(self, total: Change, drawn: int, units: int) -> str:
        words = totals(total, units, self.view)
        return f"{words}\u3000{touched_words(drawn, units)}" if self.view is View.CHANGES else words

    @cached_property
    def _sizes(self) -> list[BandSize]:
        return [self._size(band) for band in self._bands]

    @cached_property
    def _head(self) -> PageHead:
        total = sum((figures.total for figures in self.all_units), Change())
        heading = f"{chart_subject(self.establishment)}机构编制图·{self.label}"
        return PageHead(
            heading,
            (
                f"基准日 {day_in_words(self.day)}\u3000台账：{self.establishment.name}",
                self._totals(total, len(self.units), len(self.all_units)),
            ),
            self.view,
            self.level,
            self.units,
            self.notes,
        )

    def _size(self, band: Band) -> BandSize:
        words = self._words(band)
        header = 30 + text_width(f"{band.title}（续）", _BAND_TITLE) + 14 + text_width(words, _BAND_TOTALS) + 12
        return BandSize(band.key, header, tuple(map(self._boxes.unit_size, band.units)))

    def _lines(self, pages_of: Mapping[str, Sequence[int]]) -> tuple[IndexLine, ...]:
        return tuple(
            IndexLine(
                figures.unit.name,
                in_post_of_authorized(figures.total, self.view),
                state_words(figures.total, self.view),
                tuple(pages_of.get(figures.unit.code, ())),
            )
            for figures in self.units
        )

    def _page(self, page: Page, bands: Sequence[Band], begins: Mapping[str, int]) -> str:
        band_of = {band.key: band for band in bands}
        drawn = [
            svg.element(
                "g",
                [svg.rectangle(p.frame.x, p.frame.y, p.frame.width, p.frame.height, 4) for p in page],
                fill=palette.BAND_GROUND,
                stroke=palette.BAND_EDGE,
            ),
            svg.path(
                [command for part in page for command in _links(part)],
                fill="none",
                stroke=palette.LINK,
                stroke_width=1.2,
            ),
        ]
        for part in page:
            drawn.append(self._header(band_of[part.key], part, begins[part.key]))
            drawn += self._boxes.draw(part)
        return "".join(drawn)

    def _header(self, band: Band, part: BandPart, begins_on: int) -> str:
        box, title = part.header, f"{band.title}{'（续）' if part.continued else ''}"
        words = self._words(band)
        if part.continued:
            words = f"接第 {begins_on} 页，合计见该页"
        after_title = box.x + 14 + text_width(title, _BAND_TITLE) + 14
        return svg.element(
            "g",
            [
                svg.rectangle(
                    box.x, box.y, box.width, box.height, 4, fill=palette.HEADER_GROUND, stroke=palette.HEADER_EDGE
                ),
                svg.text(box.x + 14, box.y + box.height / 2 + 5, title, _BAND_TITLE, font_weight="bold"),
                svg.text(after_title, box.y + box.height / 2 + 4.5, words, _BAND_TOTALS),
            ],
            data_band=part.key,
            fill=palette.HEADER_INK,
            text_anchor="start",
        )


def _bookmark(page: Page, bands: Sequence[Band]) -> str:
    title_of = {band.key: band.title for band in bands}
    return "、".join(f"{title_of[part.key]}{'（续）' if part.continued else ''}" for part in page)


def _links(part: BandPart) -> list[str]:
    """The lines from a band to its units, and from the units to their sections."""
    if not part.rows:
        return []
    rail = part.frame.x + RAIL - 2
    buses = [row[0].placed.box.y - ROW_GAP / 2 for row in part.rows]
    commands = [svg.down(rail, part.header.bottom, buses[-1])]
    for row, bus in zip(part.rows, buses, strict=True):
        commands.append(svg.across(rail, row[-1].placed.box.middle, bus))
        for unit in row:
            commands.append(svg.down(unit.placed.box.middle, bus, unit.placed.box.y))
            commands += section_links(unit.placed)
    return commands
