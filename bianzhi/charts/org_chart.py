"""机构图: the organisation chart of an establishment as a standalone SVG document.

A top box, a band for each system of organs with its totals, the units in rows that wrap, linked by lines; each unit with
persons in post, posts, excess and vacancies; below it, if asked for, its sections with their names running downwards.
The same text serves the screen, a file, and a page of a document.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from math import ceil
from types import MappingProxyType

from bianzhi.charts import palette, svg
from bianzhi.charts.bands import Band, bands_of
from bianzhi.charts.chart_head import draw_head, head_of
from bianzhi.charts.figures import Change, UnitFigures, count_units
from bianzhi.charts.layout import (
    CHART_WIDTH,
    LINE_GAP,
    MARGIN,
    ROW_GAP,
    TOP_HEIGHT,
    BandSize,
    Box,
    ChartLayout,
    PlacedBand,
    UnitSize,
    lay_out,
)
from bianzhi.charts.legend import Shown
from bianzhi.charts.lettering import text_width
from bianzhi.charts.names import short_names
from bianzhi.charts.system_boxes import draw_systems, place_systems
from bianzhi.charts.unit_box import (
    SectionStyle,
    draw_sections,
    draw_unit,
    section_links,
    section_size,
    section_style,
    shown_sections,
    unit_height,
)
from bianzhi.charts.views import Level, View
from bianzhi.charts.wording import chart_description, shows_after, totals, touched_words
from bianzhi.domain.establishment import Establishment
from bianzhi.domain.plan import Merger, Plan

__all__ = ["Level", "View", "draw"]

_BAND_TITLE, _BAND_TOTALS = 14, 12
_RAIL = MARGIN + 4
"""Where the line that links the lines of bands runs, on x."""
_NO_LOCKS: Mapping[str, str] = MappingProxyType({})


def draw(
    establishment: Establishment,
    plan: Plan | None,
    mergers: tuple[Merger, ...],
    view: View,
    level: Level,
    folded: frozenset[str] = frozenset(),
    locks: Mapping[str, str] = _NO_LOCKS,
) -> str:
    """Draw the organisation chart.

    Parameters
    ----------
    establishment
        What is drawn: every unit once, in ledger order within its band.
    plan, mergers
        What is proposed; not looked at in ``View.BEFORE``.
    view, level
        Which state of things; and systems only, their units, or the sections below each unit too.
    folded
        Keys of bands of which only the header is shown (``data-band`` of the SVG); unknown keys are ignored.
    locks
        By the code of a unit, what the office wishes for all of it, in a word (不调出).

    Returns
    -------
    str
        An SVG document. Units carry ``data-unit`` (code), band headers ``data-band`` (key), sections ``data-section``
        (code; a merged one those of its parts, joined by +), boxes of systems ``data-system`` (key). Bands stand in groups
        ``data-group``, units with what hangs below them in ``data-block``, so that a viewer can fold bands and lay the
        chart out anew (``ui/components/assets/chart_layout.js``). The same arguments give the same text.
    """
    proposed = shows_after(view)
    units = count_units(establishment, plan if proposed else None, mergers if proposed else ())
    return _Chart(establishment, plan, units, view, level, folded, locks).draw()


@dataclass(frozen=True)
class _Chart:
    establishment: Establishment
    plan: Plan | None
    units: tuple[UnitFigures, ...]
    view: View
    level: Level
    folded: frozenset[str]
    locks: Mapping[str, str]

    def draw(self) -> str:
        bands = bands_of(self.units)
        head = head_of(self.establishment, sum((band.total for band in bands), Change()), self.view)
        if self.level is Level.SYSTEMS:
            width: float = CHART_WIDTH
            top = Box((width - head.width) / 2, MARGIN, head.width, TOP_HEIGHT - MARGIN - 16)
            boxes, height = place_systems(len(bands), top, width)
            content = draw_systems(bands, boxes, top, self.view)
        else:
            layout = lay_out([self._size(band) for band in bands], head.width, unit_height(self.view))
            top, width, height = layout.top, layout.width, layout.height
            content = self._lines(layout, bands)
        return svg.document(
            [
                svg.description(chart_description(head.summary, [band.title for band in bands])),
                svg.rectangle(0, 0, width, height, fill=palette.PAPER),
                *draw_head(head, top, width, self.establishment, self.plan, self._shown()),
                *content,
            ],
            width,
            height,
            head.heading,
            data_view=self.view.value,
            data_level=self.level.value,
        )

    @cached_property
    def _section_style(self) -> SectionStyle:
        return section_style(self.units, self.view)

    def _shown_units(self, band: Band) -> list[UnitFigures]:
        if self.view is not View.CHANGES:
            return list(band.units)
        return [figures for figures in band.units if figures.is_touched]

    def _words(self, band: Band) -> str:
        words = totals(band.total, len(band.units), self.view)
        if self.view is not View.CHANGES:
            return words
        return f"{words}（{touched_words(len(self._shown_units(band)), len(band.units))}）"

    def _header_width(self, band: Band) -> int:
        """The least width of a band's header, in whole pixels: a viewer that lays out anew knows it exactly."""
        words = text_width(self._words(band), _BAND_TOTALS)
        return ceil(30 + text_width(band.title, _BAND_TITLE) + 14 + words + 12)

    def _size(self, band: Band) -> BandSize:
        units = self._shown_units(band)
        return BandSize(
            band.key,
            self._header_width(band),
            tuple(self._unit_size(figures) for figures in units),
            band.key in self.folded or not units,
        )

    def _unit_size(self, figures: UnitFigures) -> UnitSize:
        if self.level is not Level.SECTIONS:
            return UnitSize(figures.unit.code)
        style = self._section_style
        return UnitSize(
            figures.unit.code, tuple(section_size(section, style) for section in shown_sections(figures, self.view))
        )

    def _shown(self) -> Shown:
        after = shows_after(self.view)
        counts = [figures.total.count(after=after) for figures in self.units]
        standings = set()
        if self.level is Level.SECTIONS:
            sections = [section for figures in self.units for section in shown_sections(figures, self.view)]
            counts += [count for section in sections if (count := section.count(after=after))]
            standings = {section.standing for section in sections} if after else set()
        return Shown(self.view, self.level, frozenset(count.state for count in counts), frozenset(standings))

    def _lines(self, layout: ChartLayout, bands: tuple[Band, ...]) -> list[str]:
        """The bands, each as a group, and below them the lines that link them to the top box."""
        names = short_names(self.establishment.units)
        figures_of = {figures.unit.code: figures for figures in self.units}
        band_of = {band.key: band for band in bands}
        links = svg.path(_line_links(layout), fill="none", stroke=palette.LINK, stroke_width=1.2)
        groups = [
            self._group(band_of[placed.key], placed, self._units(placed, figures_of, names)) for placed in layout.bands
        ]
        return [svg.element("g", [links], data_links="bands"), *groups]

    def _group(self, band: Band, placed: PlacedBand, units: list[str]) -> str:
        """A band: its frame, what is in it, and its header; folding hides what is in it."""
        frame = placed.frame
        links = svg.path(_unit_links(placed), fill="none", stroke=palette.LINK, stroke_width=1.2)
        inside = [svg.element("g", [links], data_links=placed.key), *units]
        return svg.element(
            "g",
            [
                svg.rectangle(
                    frame.x, frame.y, frame.width, frame.height, 4, fill=palette.BAND_GROUND, stroke=palette.BAND_EDGE
                ),
                *[svg.element("g", inside, data_inside=placed.key)] * bool(placed.rows),
                self._header(band, placed),
            ],
            data_group=placed.key,
            data_least=self._header_width(band),
        )

    def _header(self, band: Band, placed: PlacedBand) -> str:
        box, folded = placed.header, not placed.rows
        words = self._words(band)
        x, y = box.x + 12, box.y + box.height / 2
        mark = (
            f"M{svg.number(x)} {svg.number(y - 5)}l7 5l-7 5z"
            if folded
            else f"M{svg.number(x - 1)} {svg.number(y - 3)}h10l-5 7z"
        )
        after_title = x + 18 + text_width(band.title, _BAND_TITLE) + 14
        return svg.element(
            "g",
            [
                svg.title([f"{band.title}：{words}"]),
                svg.rectangle(
                    box.x, box.y, box.width, box.height, 4, fill=palette.HEADER_GROUND, stroke=palette.HEADER_EDGE
                ),
                svg.path([mark], fill=palette.HEADER_INK),
                svg.text(x + 18, y + 5, band.title, _BAND_TITLE, font_weight="bold"),
                svg.text(after_title, y + 4.5, words, _BAND_TOTALS),
            ],
            data_band=placed.key,
            data_folded="true" if folded else "false",
            aria_label=f"{band.title}，{words}，{'已折叠' if folded else '已展开'}",
            fill=palette.HEADER_INK,
            text_anchor="start",
        )

    def _units(self, placed: PlacedBand, figures_of: Mapping[str, UnitFigures], names: Mapping[str, str]) -> list[str]:
        style = self._section_style
        drawn = []
        for unit in placed.units:
            figures = figures_of[unit.code]
            parent = self.establishment.unit.get(figures.unit.parent)
            above, lock = parent.name if parent else "", self.locks.get(unit.code, "")
            content = [draw_unit(figures, names[unit.code], above, unit.box, self.view, lock)]
            tallest: float | str = ""
            if unit.section_rows:
                content = [
                    svg.path(section_links(unit), fill="none", stroke=palette.LINK, stroke_width=1.2),
                    *content,
                    draw_sections(figures, unit, style),
                ]
                tallest = max(section.height for section in self._unit_size(figures).sections)
            drawn.append(svg.element("g", content, data_block=unit.code, data_tallest=tallest))
        return drawn


def _line_links(layout: ChartLayout) -> list[str]:
    """From the top box down a rail at the left, and from there along each line to its bands."""
    tops = [line[0].frame.y - LINE_GAP / 2 for line in layout.lines]
    if not tops:
        return []
    commands = [svg.down(layout.top.middle, layout.top.bottom, tops[0]), svg.across(_RAIL, layout.top.middle, tops[0])]
    for line, y in zip(layout.lines, tops, strict=True):
        commands.append(svg.across(_RAIL, line[-1].frame.x + 24, y))
        commands += [svg.down(band.frame.x + 24, y, band.frame.y) for band in line]
    return commands + [svg.down(_RAIL, tops[0], tops[-1])] * (len(tops) > 1)


def _unit_links(band: PlacedBand) -> list[str]:
    if not band.rows:
        return []
    rail = band.frame.x + 12
    buses = [row[0].box.y - ROW_GAP / 2 for row in band.rows]
    commands = [svg.down(rail, band.header.bottom, buses[-1])]
    for row, bus in zip(band.rows, buses, strict=True):
        commands.append(svg.across(rail, row[-1].box.middle, bus))
        commands += [svg.down(unit.box.middle, bus, unit.box.y) for unit in row]
    return commands
