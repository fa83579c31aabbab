"""机构图: the organisation chart of an establishment as a standalone SVG document.

A top box, a band for each system of organs with its totals, the units in rows that wrap, linked by lines; each unit with
persons in post, posts, excess and vacancies; below it, if asked for, its sections with their names running downwards.
The same text serves the screen, a file, and a page of a document.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from bianzhi.charts import palette, svg
from bianzhi.charts.bands import Band, bands_of
from bianzhi.charts.figures import Change, UnitFigures, count_units
from bianzhi.charts.layout import (
    LINE_GAP,
    MARGIN,
    ROW_GAP,
    BandSize,
    Box,
    ChartLayout,
    PlacedBand,
    UnitSize,
    lay_out,
)
from bianzhi.charts.legend import Shown, draw_basis, draw_legend
from bianzhi.charts.lettering import shortened, text_width
from bianzhi.charts.names import chart_subject, short_names
from bianzhi.charts.unit_box import (
    SectionStyle,
    draw_sections,
    draw_unit,
    section_links,
    section_size,
    shown_sections,
    unit_height,
)
from bianzhi.charts.views import Level, View
from bianzhi.charts.wording import shows_after, totals
from bianzhi.domain.establishment import Establishment
from bianzhi.domain.plan import Merger, Plan

__all__ = ["Level", "View", "draw"]

_TITLE, _TOTALS = 19, 13
_BAND_TITLE, _BAND_TOTALS = 14, 12
_WIDEST_TITLE = 560


def draw(
    establishment: Establishment,
    plan: Plan | None,
    mergers: tuple[Merger, ...],
    view: View,
    level: Level,
    folded: frozenset[str] = frozenset(),
) -> str:
    """Draw the organisation chart.

    Parameters
    ----------
    establishment
        What is drawn: every unit once, in ledger order within its band.
    plan, mergers
        What is proposed; not looked at in ``View.BEFORE``.
    view, level
        Which state of things, and whether sections hang below their units.
    folded
        Keys of bands of which only the header is shown (``data-band`` of the SVG); unknown keys are ignored.

    Returns
    -------
    str
        An SVG document. Units carry ``data-unit`` (code), band headers ``data-band`` (key), sections ``data-section``
        (code; a merged one those of its parts, joined by +). The same arguments give the same text.
    """
    proposed = shows_after(view)
    units = count_units(establishment, plan if proposed else None, mergers if proposed else ())
    return _Chart(establishment, plan, units, view, level, folded).draw()


@dataclass(frozen=True)
class _Chart:
    establishment: Establishment
    plan: Plan | None
    units: tuple[UnitFigures, ...]
    view: View
    level: Level
    folded: frozenset[str]

    def draw(self) -> str:
        bands = bands_of(self.units)
        total = sum((band.total for band in bands), Change())
        heading = f"{chart_subject(self.establishment)}机构编制图·{self.view.label}"
        shown = shortened(heading, _WIDEST_TITLE, _TITLE)
        summary = totals(total, len(self.units), self.view)
        top_width = max(360, text_width(shown, _TITLE) + 48, text_width(summary, _TOTALS) + 48)
        layout = lay_out([self._size(band) for band in bands], top_width, unit_height(self.view))
        return svg.document(
            [
                svg.rectangle(0, 0, layout.width, layout.height, fill=palette.PAPER),
                self._frames(layout),
                _links(layout),
                self._top(layout.top, heading, shown, summary),
                *self._beside_top(layout),
                *self._bands(layout, bands),
            ],
            layout.width,
            layout.height,
            heading,
            data_view=self.view.value,
            data_level=self.level.value,
        )

    @cached_property
    def _section_style(self) -> SectionStyle:
        sections = [section for figures in self.units for section in figures.sections]
        lines = 1 + any(section.authorized is not None for section in sections)
        return SectionStyle(self.view, max(lines, 2) + 1 if shows_after(self.view) else lines)

    def _size(self, band: Band) -> BandSize:
        words = totals(band.total, len(band.units), self.view)
        header = 30 + text_width(band.title, _BAND_TITLE) + 14 + text_width(words, _BAND_TOTALS) + 12
        return BandSize(
            band.key, header, tuple(self._unit_size(figures) for figures in band.units), band.key in self.folded
        )

    def _unit_size(self, figures: UnitFigures) -> UnitSize:
        if self.level is Level.UNITS:
            return UnitSize(figures.unit.code)
        style = self._section_style
        return UnitSize(
            figures.unit.code, tuple(section_size(section, style) for section in shown_sections(figures, self.view))
        )

    def _frames(self, layout: ChartLayout) -> str:
        return svg.element(
            "g",
            [svg.rectangle(b.frame.x, b.frame.y, b.frame.width, b.frame.height, 4) for b in layout.bands if b.rows],
            fill=palette.BAND_GROUND,
            stroke=palette.BAND_EDGE,
        )

    def _top(self, box: Box, heading: str, shown: str, summary: str) -> str:
        content = [svg.title([heading])] if shown != heading else []
        content += [
            svg.rectangle(box.x, box.y, box.width, box.height, 4, fill=palette.TOP_GROUND),
            svg.text(box.middle, box.y + 23, shown, _TITLE, fill=palette.PAPER, font_weight="bold"),
            svg.text(box.middle, box.y + 43, summary, _TOTALS, fill=palette.TOP_FIGURES),
        ]
        return svg.element("g", content)

    def _beside_top(self, layout: ChartLayout) -> list[str]:
        top, gap = layout.top, 24
        lines = [f"台账：{self.establishment.name}"]
        if shows_after(self.view):
            plan = self.plan
            lines.append(f"方案基准日：{plan.day.year}年{plan.day.month}月{plan.day.day}日" if plan else "尚无调剂方案")
        if not self.units:
            lines.append("台账中没有机构")
        right = Box(top.right + gap, top.y, layout.width - MARGIN - top.right - gap, top.height)
        return [
            draw_basis(Box(MARGIN, top.y, top.x - MARGIN - gap, top.height), lines),
            draw_legend(right, self._shown()),
        ]

    def _shown(self) -> Shown:
        after = shows_after(self.view)
        counts = [figures.total.count(after=after) for figures in self.units]
        standings = set()
        if self.level is Level.SECTIONS:
            sections = [section for figures in self.units for section in shown_sections(figures, self.view)]
            counts += [count for section in sections if (count := section.count(after=after))]
            standings = {section.standing for section in sections} if after else set()
        return Shown(self.view, self.level, frozenset(count.state for count in counts), frozenset(standings))

    def _bands(self, layout: ChartLayout, bands: tuple[Band, ...]) -> list[str]:
        names = short_names(self.establishment.units)
        figures_of = {figures.unit.code: figures for figures in self.units}
        band_of = {band.key: band for band in bands}
        drawn = []
        for placed in layout.bands:
            drawn.append(self._header(band_of[placed.key], placed))
            drawn.append(svg.element("g", self._units(placed, figures_of, names), data_units_of=placed.key))
        return drawn

    def _header(self, band: Band, placed: PlacedBand) -> str:
        box, folded = placed.header, placed.key in self.folded
        words = totals(band.total, len(band.units), self.view)
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
            if unit.section_rows:
                drawn.append(draw_sections(figures, unit, style))
            drawn.append(draw_unit(figures, names[unit.code], parent.name if parent else "", unit.box, self.view))
        return drawn


def _links(layout: ChartLayout) -> str:
    """The lines from the top box to the bands, from the bands to their units, and from the units to their sections."""
    commands: list[str] = []
    rail = MARGIN + 4
    if layout.lines:
        first = layout.lines[0][0].frame.y - LINE_GAP / 2
        last = layout.lines[-1][0].frame.y - LINE_GAP / 2
        commands += [svg.down(layout.top.middle, layout.top.bottom, first), svg.across(rail, layout.top.middle, first)]
        commands.append(svg.down(rail, first, last))
    for line in layout.lines:
        y = line[0].frame.y - LINE_GAP / 2
        commands.append(svg.across(rail, line[-1].frame.x + 24, y))
        commands += [svg.down(band.frame.x + 24, y, band.frame.y) for band in line]
    for band in layout.bands:
        commands += _unit_links(band)
    return svg.path(commands, fill="none", stroke=palette.LINK, stroke_width=1.2)


def _unit_links(band: PlacedBand) -> list[str]:
    if not band.rows:
        return []
    rail = band.frame.x + 12
    buses = [row[0].box.y - ROW_GAP / 2 for row in band.rows]
    commands = [svg.down(rail, band.header.bottom, buses[-1])]
    for row, bus in zip(band.rows, buses, strict=True):
        commands.append(svg.across(rail, row[-1].box.middle, bus))
        for unit in row:
            commands.append(svg.down(unit.box.middle, bus, unit.box.y))
            commands += section_links(unit)
    return commands
