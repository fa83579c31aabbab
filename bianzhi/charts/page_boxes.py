"""The boxes of a printed chart: how large each unit and section is, and how it is drawn."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from bianzhi.charts.figures import SectionFigures, UnitFigures
from bianzhi.charts.layout import PlacedUnit, SectionSize, UnitSize
from bianzhi.charts.lettering import text_width
from bianzhi.charts.names import short_names
from bianzhi.charts.page_flow import BandPart
from bianzhi.charts.unit_box import (
    SectionStyle,
    draw_sections,
    draw_unit,
    section_size,
    section_style,
    shown_sections,
)
from bianzhi.charts.views import Level, View
from bianzhi.charts.wording import movement, section_figures, section_state, shows_after
from bianzhi.domain.establishment import Establishment

_SECTION_TEXT = 10
"""Pixels of the figures in a section where they have room."""


@dataclass(frozen=True)
class PageBoxes:
    """The units of a chart as boxes."""

    establishment: Establishment
    units: tuple[UnitFigures, ...]
    view: View
    level: Level
    legible: float
    """Pixels: sections are made so wide that their figures are at least so large."""

    def unit_size(self, figures: UnitFigures) -> UnitSize:
        """What a unit takes with the sections that hang below it."""
        if self.level is not Level.SECTIONS:
            return UnitSize(figures.unit.code)
        sections = shown_sections(figures, self.view)
        return UnitSize(figures.unit.code, tuple(self._wide_enough(section) for section in sections))

    def _wide_enough(self, section: SectionFigures) -> SectionSize:
        """The box of a section, wide enough for its figures to be legible."""
        size = section_size(section, self._section_style)
        lines = [section_figures(section, self.view), section_state(section, self.view)]
        if shows_after(self.view):
            lines.append(" ".join(movement(section.arriving, section.leaving)))
        widest = max(text_width(line, min(self.legible, _SECTION_TEXT)) for line in lines)
        return replace(size, width=max(size.width, widest + 2.1))

    def draw(self, part: BandPart) -> list[str]:
        """The units of one part of a band, with their sections."""
        drawn = []
        for unit in part.units:
            figures, placed = self._figures_of[unit.placed.code], unit.placed
            parent = self.establishment.unit.get(figures.unit.parent)
            if placed.section_rows:
                whole = len(placed.sections) == len(shown_sections(figures, self.view))
                here = figures if whole else _of_part(figures, placed, continued=unit.continued)
                drawn.append(draw_sections(here, placed, self._section_style))
            name = f"{self._names[placed.code]}{'（续）' if unit.continued else ''}"
            drawn.append(draw_unit(figures, name, parent.name if parent else "", placed.box, self.view))
        return drawn

    @cached_property
    def _section_style(self) -> SectionStyle:
        return section_style(self.units, self.view)

    @cached_property
    def _names(self) -> Mapping[str, str]:
        return short_names(self.establishment.units)

    @cached_property
    def _figures_of(self) -> Mapping[str, UnitFigures]:
        return {figures.unit.code: figures for figures in self.units}


def _of_part(figures: UnitFigures, placed: PlacedUnit, *, continued: bool) -> UnitFigures:
    """A unit with the sections of one part only; who is in none of its sections is told with the first part."""
    keys = {section.key for section in placed.sections}
    total = figures.total
    counts = []
    for after in (False, True):
        shown = figures.sections_shown(before=not after, after=after)
        elsewhere = sum(section.in_post(after=after) for section in shown if section.key not in keys)
        outside = figures.outside_sections(after=after) if continued else 0
        count = total.count(after=after)
        counts.append(replace(count, in_post=count.in_post - elsewhere - outside))
    return replace(
        figures,
        total=replace(total, before=counts[0], after=counts[1]),
        sections=tuple(section for section in figures.sections if section.key in keys),
    )
